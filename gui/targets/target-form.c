/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The target that is looked at. */
#define G_LOG_DOMAIN "gridward-targets"

#include "gui/targets/target-form.h"

#include <glib/gi18n.h>
#include <math.h>

#define VALUE_CHARS 9
#define DATE_CHARS 10
#define NOTE_CHARS 500

struct _GwTargetForm
{
  GtkWidget parent_instance;

  GwPlan *plan;
  GtkWidget *box;
  GtkLabel *title;
  GtkLabel *standing;
  GtkLabel *known;
  GtkWidget *fields;
  GtkEntry *value;
  GtkEntry *date;
  GtkEntry *note;
  GtkWidget *enter;
  GtkLabel *fault;
  gint64 shown; /* id of the target whose fields these are */
  gboolean sending;
};

G_DEFINE_FINAL_TYPE (GwTargetForm, gw_target_form, GTK_TYPE_WIDGET)

static const char *
text_of (GtkEntry *entry)
{
  return gtk_editable_get_text (GTK_EDITABLE (entry));
}

static gboolean
read_value (GwTargetForm *self, double *ret_value)
{
  g_autofree char *text = g_strstrip (g_strdup (text_of (self->value)));
  char *end;

  *ret_value = g_ascii_strtod (text, &end);
  return end != text && *end == '\0' && isfinite (*ret_value);
}

static void
set_fault (GwTargetForm *self, const char *text)
{
  gtk_label_set_text (self->fault, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->fault), text != NULL);
}

static void
typed_cb (GwTargetForm *self)
{
  double value;
  const gboolean good = read_value (self, &value);
  const gboolean wrong = !good && *text_of (self->value) != '\0';

  if (wrong)
    gtk_widget_add_css_class (GTK_WIDGET (self->value), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->value), "error");
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (self->value), GTK_ACCESSIBLE_STATE_INVALID,
      wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  gtk_widget_set_sensitive (self->enter,
                            good && *text_of (self->date) != '\0' && !self->sending);
}

/* ---- what is there ---- */

static void
show_standing (GwTargetForm *self, const GwPlanned *planned)
{
  g_autofree char *target = gw_planned_value_text (planned, planned->target);
  g_autofree char *actual = gw_planned_value_text (planned, planned->actual);
  g_autofree char *title = g_strdup_printf (
      "%s · %s · %s", gw_named_label (&planned->title), gw_named_label (&planned->area),
      gw_named_label (&planned->department));
  g_autofree char *standing =
      g_strdup_printf (_ ("Actual %s of %s, due %s: %s"), actual, target, planned->due,
                       planned->reason != NULL ? planned->reason : "");

  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->standing, standing);
}

/* Where the actual is from. */
static void
show_known (GwTargetForm *self, const GwPlanned *planned)
{
  g_autofree char *text = NULL;

  if (planned->counted != NULL)
    text = g_strdup_printf (_ ("Counted: %s"), planned->counted);
  else if (planned->actual_date != NULL)
    text = g_strdup_printf (_ ("As of %s, entered by %s. %s"), planned->actual_date,
                            planned->by.code != NULL ? gw_named_label (&planned->by)
                                                     : _ ("an import"),
                            planned->note != NULL ? planned->note : "");
  gtk_label_set_text (self->known, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->known), text != NULL);
}

static void
show_fields (GwTargetForm *self, const GwPlanned *planned)
{
  if (planned->id != self->shown)
    {
      self->shown = planned->id;
      gtk_editable_set_text (GTK_EDITABLE (self->value), "");
      gtk_editable_set_text (GTK_EDITABLE (self->note), "");
      gtk_editable_set_text (GTK_EDITABLE (self->date),
                             gw_plan_get_page (self->plan)->today);
      set_fault (self, NULL);
    }
  gtk_widget_set_visible (self->fields, planned->may_enter);
  typed_cb (self);
}

static void
changed_cb (GwTargetForm *self)
{
  const GwPlanned *planned = gw_plan_get_chosen (self->plan);

  gtk_widget_set_visible (self->box, planned != NULL);
  if (planned == NULL)
    return;
  show_standing (self, planned);
  show_known (self, planned);
  show_fields (self, planned);
}

/* ---- entering ---- */

static void
entered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GwTargetForm) self = data;
  g_autoptr (GError) error = NULL;

  gw_plan_enter_finish (GW_PLAN (source), result, &error);
  self->sending = FALSE;
  /* The window may have gone meanwhile. */
  if (self->box == NULL)
    return;
  set_fault (self, error != NULL ? error->message : NULL);
  if (error == NULL)
    {
      gtk_editable_set_text (GTK_EDITABLE (self->value), "");
      gtk_editable_set_text (GTK_EDITABLE (self->note), "");
    }
  typed_cb (self);
}

static void
enter_cb (GwTargetForm *self)
{
  double value;

  if (!gtk_widget_get_sensitive (self->enter) || !read_value (self, &value))
    return;
  self->sending = TRUE;
  set_fault (self, NULL);
  gtk_widget_set_sensitive (self->enter, FALSE);
  gw_plan_enter_async (self->plan, value, text_of (self->date), text_of (self->note),
                       entered_cb, g_object_ref (self));
}

/* ---- made ---- */

static GtkLabel *
add_label (GwTargetForm *self, const char *css)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, css);
  gtk_box_append (GTK_BOX (self->box), label);
  return GTK_LABEL (label);
}

static GtkEntry *
add_entry (GwTargetForm *self, const char *mnemonic, int chars)
{
  GtkWidget *label = gtk_label_new_with_mnemonic (mnemonic);
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), chars);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), chars);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), entry);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (entry),
                                  GTK_ACCESSIBLE_RELATION_LABELLED_BY, label, NULL, -1);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (typed_cb), self);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (enter_cb), self);
  gtk_box_append (GTK_BOX (self->fields), label);
  gtk_box_append (GTK_BOX (self->fields), entry);
  return GTK_ENTRY (entry);
}

static void
gw_target_form_dispose (GObject *object)
{
  GwTargetForm *self = GW_TARGET_FORM (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->plan);

  G_OBJECT_CLASS (gw_target_form_parent_class)->dispose (object);
}

static void
gw_target_form_class_init (GwTargetFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_target_form_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
make_fields (GwTargetForm *self)
{
  self->fields = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_box_append (GTK_BOX (self->box), self->fields);
  self->enter = gtk_button_new_with_mnemonic (_ ("_Enter"));
  self->value = add_entry (self, _ ("New act_ual:"), VALUE_CHARS);
  self->date = add_entry (self, _ ("_As of:"), DATE_CHARS);
  self->note = add_entry (self, _ ("_Note:"), VALUE_CHARS);
  gtk_entry_set_max_length (self->date, DATE_CHARS);
  gtk_entry_set_max_length (self->note, NOTE_CHARS);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->note), -1);
  gtk_widget_set_hexpand (GTK_WIDGET (self->note), TRUE);
  gtk_entry_set_placeholder_text (self->date, "2026-12-31");
  gtk_widget_add_css_class (self->enter, "suggested-action");
  g_signal_connect_swapped (self->enter, "clicked", G_CALLBACK (enter_cb), self);
  gtk_box_append (GTK_BOX (self->fields), self->enter);
}

static void
gw_target_form_init (GwTargetForm *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_widget_add_css_class (self->box, "filter-bar");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->title = add_label (self, "heading");
  self->standing = add_label (self, "numeric");
  self->known = add_label (self, "dim-label");
  make_fields (self);
  self->fault = add_label (self, "error");
  set_fault (self, NULL);
}

GtkWidget *
gw_target_form_new (GwPlan *plan)
{
  GwTargetForm *self = g_object_new (GW_TYPE_TARGET_FORM, NULL);

  self->plan = g_object_ref (plan);
  g_signal_connect_object (plan, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  changed_cb (self);
  return GTK_WIDGET (self);
}

void
gw_target_form_focus (GwTargetForm *self)
{
  g_return_if_fail (GW_IS_TARGET_FORM (self));

  if (gtk_widget_get_mapped (GTK_WIDGET (self->value)))
    gtk_widget_grab_focus (GTK_WIDGET (self->value));
}
