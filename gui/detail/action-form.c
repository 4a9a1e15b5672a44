/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The actions that the server allows, each with a form of exactly the fields it needs. */
#define G_LOG_DOMAIN "gridward-detail"

#include "gui/detail/action-form.h"

#include <glib/gi18n.h>

#include "gui/detail/action-bar.h"
#include "gui/detail/action-order.h"
#include "gui/detail/field-row.h"
#include "gui/model/text.h"

struct _GwActionForm
{
  GtkWidget parent_instance;

  GwCityInfo *city;
  GwClient *client;
  GwDrafts *drafts;    /* or NULL */
  gboolean is_filling; /* with a draft: nobody typed it */
  GwCaseDetail *detail;
  GwOpinionTemplates *templates; /* or NULL */
  GHashTable *labels;            /* of many cases; or NULL */
  GPtrArray *actions;            /* GwCaseAction of detail, as they are offered; or NULL */
  const GwCaseAction *open;      /* of detail; NULL: no form is open */
  GtkLabel *message_label;
  GtkWidget *fields_box;
  GtkLabel *title_label;
  GtkWidget *rows_box; /* holds a GwFieldRow for each field */
  GtkButton *confirm_button;
  GwActionBar *action_bar;
  GtkWidget *none_label;
};

G_DEFINE_FINAL_TYPE (GwActionForm, gw_action_form, GTK_TYPE_WIDGET)

static guint decided_signal;

/* NULL after the last. */
static GwFieldRow *
first_row (GwActionForm *self)
{
  return (GwFieldRow *)gtk_widget_get_first_child (self->rows_box);
}

static GwFieldRow *
next_row (GwFieldRow *row)
{
  return (GwFieldRow *)gtk_widget_get_next_sibling (GTK_WIDGET (row));
}

static void
clear_rows (GwActionForm *self)
{
  GwFieldRow *row;

  while ((row = first_row (self)) != NULL)
    gtk_box_remove (GTK_BOX (self->rows_box), GTK_WIDGET (row));
}

/* Confirm is possible when what is required is there; said before, not after. */
static void
check (GwActionForm *self)
{
  gboolean complete = TRUE;

  for (GwFieldRow *row = first_row (self); row != NULL; row = next_row (row))
    complete = complete && gw_field_row_is_complete (row);
  gtk_widget_set_sensitive (GTK_WIDGET (self->confirm_button), complete);
}

/* What is chosen comes before what is written, and what is added to it last. */
static guint
rank_of (const GwActionField *field)
{
  static const char *const last[] = { "confirmed", "urgent", "description", "opinion",
                                      "attachments" };

  for (guint i = 0; i < G_N_ELEMENTS (last); i++)
    if (g_strcmp0 (field->name, last[i]) == 0)
      return i + 1;
  return 0;
}

#define N_RANKS 6

static gboolean
has_field (const GwCaseAction *action, const char *name)
{
  for (guint i = 0; i < action->fields->len; i++)
    if (g_strcmp0 (((GwActionField *)action->fields->pdata[i])->name, name) == 0)
      return TRUE;
  return FALSE;
}

/* The kind comes with the class. */
static gboolean
is_shown (const GwCaseAction *action, const GwActionField *field)
{
  return g_strcmp0 (field->type, "kind") != 0 || !has_field (action, "class");
}

/* The conditions to choose from are those of the class that the case will have. */
static void
follow_class (GwActionForm *self)
{
  const GwCaseRow *case_row = self->detail->row;
  const char *kind = case_row->is_component ? "component" : "matter";
  const char *code = case_row->klass.code;

  for (GwFieldRow *row = first_row (self); row != NULL; row = next_row (row))
    if (gw_field_row_get_class (row, &kind, &code))
      break;
  for (GwFieldRow *row = first_row (self); row != NULL; row = next_row (row))
    gw_field_row_set_class (row, self->city, case_row, kind, code);
}

static GwDecision *
gather (GwActionForm *self)
{
  GwDecision *decision = gw_decision_new (self->open->action);

  for (GwFieldRow *row = first_row (self); row != NULL; row = next_row (row))
    gw_field_row_give (row, decision);
  return decision;
}

static char *
dup_draft_name (GwActionForm *self)
{
  return gw_draft_name_of_action (self->detail->row->number, self->open->action);
}

/* Only words: what is merely chosen is soon chosen again. */
static void
keep_draft (GwActionForm *self)
{
  g_autoptr (GwDecision) decision = NULL;
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;

  if (self->drafts == NULL || self->open == NULL || self->is_filling)
    return;
  decision = gather (self);
  name = dup_draft_name (self);
  if (gw_decision_get_text (decision, "opinion") != NULL ||
      gw_decision_get_text (decision, "description") != NULL)
    text = gw_encode_decision (decision, self->detail->row->version);
  gw_drafts_set (self->drafts, name, text);
}

static void
take_draft (GwActionForm *self)
{
  g_autofree char *name = self->drafts != NULL ? dup_draft_name (self) : NULL;
  const char *text = name != NULL ? gw_drafts_get (self->drafts, name) : NULL;
  g_autoptr (GwDecision) decision = text != NULL ? gw_decision_parse (text) : NULL;

  if (decision == NULL)
    return;
  self->is_filling = TRUE;
  for (GwFieldRow *row = first_row (self); row != NULL; row = next_row (row))
    gw_field_row_take (row, decision);
  self->is_filling = FALSE;
}

static void
row_changed_cb (GwActionForm *self)
{
  follow_class (self);
  check (self);
  keep_draft (self);
}

static void
add_row (GwActionForm *self, const GwActionField *field)
{
  GwFieldContext context = { self->city,           self->client,       self->detail,
                             self->labels != NULL, self->open->action, self->templates };
  GtkWidget *row = gw_field_row_new (field, &context);

  g_signal_connect_swapped (row, "changed", G_CALLBACK (row_changed_cb), self);
  gtk_box_append (GTK_BOX (self->rows_box), row);
}

static void
show_title (GwActionForm *self)
{
  const char *label =
      self->labels != NULL ? g_hash_table_lookup (self->labels, self->open->action) : NULL;

  if (label == NULL)
    label = gw_text_action (self->open->action);
  gtk_label_set_text (self->title_label, label);
  gtk_button_set_label (self->confirm_button, label);
}

static void
show_fields (GwActionForm *self)
{
  clear_rows (self);
  show_title (self);
  for (guint rank = 0; rank < N_RANKS; rank++)
    for (guint i = 0; i < self->open->fields->len; i++)
      {
        const GwActionField *field = self->open->fields->pdata[i];

        if (rank_of (field) == rank && is_shown (self->open, field))
          add_row (self, field);
      }
  gtk_widget_set_visible (self->fields_box, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->action_bar), FALSE);
}

/* What is required and empty comes first; else one only has to confirm. */
static void
focus_first_gap (GwActionForm *self)
{
  for (GwFieldRow *row = first_row (self); row != NULL; row = next_row (row))
    if (gw_field_row_is_gap (row))
      {
        gw_field_row_focus (row);
        return;
      }
  gtk_widget_grab_focus (GTK_WIDGET (self->confirm_button));
}

static void
open_action (GwActionForm *self, const GwCaseAction *action)
{
  self->open = action;
  gw_action_form_set_message (self, NULL, NULL);
  show_fields (self);
  take_draft (self);
  check (self);
  focus_first_gap (self);
}

static void
open_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gw_action_form_open (GW_ACTION_FORM (widget), (guint)g_variant_get_int32 (parameter));
}

static void
confirm_clicked_cb (GwActionForm *self)
{
  g_autoptr (GwDecision) decision = NULL;

  if (self->open == NULL || !gtk_widget_get_sensitive (GTK_WIDGET (self->confirm_button)))
    return;
  decision = gather (self);
  if (self->drafts != NULL)
    {
      g_autofree char *name = dup_draft_name (self);

      gw_drafts_set (self->drafts, name, NULL);
    }
  g_signal_emit (self, decided_signal, 0, decision);
}

static gboolean
confirm_shortcut_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  GwActionForm *self = GW_ACTION_FORM (widget);

  if (self->open == NULL)
    return GDK_EVENT_PROPAGATE;
  confirm_clicked_cb (self);
  return GDK_EVENT_STOP;
}

static gboolean
close_shortcut_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  GwActionForm *self = GW_ACTION_FORM (widget);

  if (self->open == NULL)
    return GDK_EVENT_PROPAGATE;
  gw_action_form_close (self);
  return GDK_EVENT_STOP;
}

static void
show_buttons (GwActionForm *self)
{
  guint n = self->actions != NULL ? self->actions->len : 0;

  gw_action_bar_set_actions (self->action_bar, self->actions, self->labels);
  gtk_widget_set_visible (GTK_WIDGET (self->action_bar), n > 0 && self->open == NULL);
  gtk_widget_set_visible (self->none_label, n == 0 && self->detail != NULL);
}

static void
gw_action_form_dispose (GObject *object)
{
  GwActionForm *self = GW_ACTION_FORM (object);
  GtkWidget *child;

  self->open = NULL;
  g_clear_pointer (&self->actions, g_ptr_array_unref);
  g_clear_pointer (&self->detail, gw_case_detail_unref);
  g_clear_object (&self->templates);
  g_clear_pointer (&self->labels, g_hash_table_unref);
  g_clear_object (&self->city);
  g_clear_object (&self->client);
  g_clear_object (&self->drafts);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (gw_action_form_parent_class)->dispose (object);
}

static void
gw_action_form_class_init (GwActionFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_action_form_dispose;
  decided_signal = g_signal_new ("decided", GW_TYPE_ACTION_FORM, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);

  g_type_ensure (GW_TYPE_ACTION_BAR);
  gtk_widget_class_install_action (widget_class, "form.open", "i", open_action_cb);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gridward/Desk/detail/action-form.ui");
  gtk_widget_class_bind_template_child (widget_class, GwActionForm, message_label);
  gtk_widget_class_bind_template_child (widget_class, GwActionForm, fields_box);
  gtk_widget_class_bind_template_child (widget_class, GwActionForm, title_label);
  gtk_widget_class_bind_template_child (widget_class, GwActionForm, rows_box);
  gtk_widget_class_bind_template_child (widget_class, GwActionForm, confirm_button);
  gtk_widget_class_bind_template_child (widget_class, GwActionForm, action_bar);
  gtk_widget_class_bind_template_child (widget_class, GwActionForm, none_label);
  gtk_widget_class_bind_template_callback (widget_class, confirm_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, gw_action_form_close);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, close_shortcut_cb, NULL);
}

/* Before the text view, which would take it for a new line. */
static void
add_confirm_shortcut (GwActionForm *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();
  GtkShortcutTrigger *trigger = gtk_alternative_trigger_new (
      gtk_keyval_trigger_new (GDK_KEY_Return, GDK_CONTROL_MASK),
      gtk_keyval_trigger_new (GDK_KEY_KP_Enter, GDK_CONTROL_MASK));
  GtkShortcutAction *action = gtk_callback_action_new (confirm_shortcut_cb, NULL, NULL);

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (trigger, action));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
gw_action_form_init (GwActionForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_confirm_shortcut (self);
}

void
gw_action_form_set_city (GwActionForm *self, GwCityInfo *city, GwClient *client)
{
  g_return_if_fail (GW_IS_ACTION_FORM (self));

  g_set_object (&self->city, city);
  g_set_object (&self->client, client);
}

void
gw_action_form_set_drafts (GwActionForm *self, GwDrafts *drafts)
{
  g_return_if_fail (GW_IS_ACTION_FORM (self));

  g_set_object (&self->drafts, drafts);
}

void
gw_action_form_set_templates (GwActionForm *self, GwOpinionTemplates *templates)
{
  g_return_if_fail (GW_IS_ACTION_FORM (self));

  g_set_object (&self->templates, templates);
}

void
gw_action_form_set_labels (GwActionForm *self, GHashTable *labels)
{
  g_return_if_fail (GW_IS_ACTION_FORM (self));

  g_clear_pointer (&self->labels, g_hash_table_unref);
  self->labels = g_hash_table_ref (labels);
  if (self->open != NULL)
    show_title (self);
}

void
gw_action_form_set_detail (GwActionForm *self, GwCaseDetail *detail)
{
  g_autofree char *kept = NULL;
  gboolean same;

  g_return_if_fail (GW_IS_ACTION_FORM (self));

  same = self->detail != NULL && detail != NULL &&
         g_str_equal (self->detail->row->number, detail->row->number);
  if (same && self->open != NULL)
    kept = g_strdup (self->open->action);
  self->open = NULL;
  if (detail != NULL)
    gw_case_detail_ref (detail);
  g_clear_pointer (&self->actions, g_ptr_array_unref);
  g_clear_pointer (&self->detail, gw_case_detail_unref);
  self->detail = detail;
  self->actions = detail != NULL ? gw_action_order (detail->actions) : NULL;

  for (guint i = 0; kept != NULL && i < detail->actions->len; i++)
    if (g_str_equal (((GwCaseAction *)detail->actions->pdata[i])->action, kept))
      self->open = detail->actions->pdata[i];
  if (!same)
    gw_action_form_set_message (self, NULL, NULL);
  if (self->open == NULL)
    clear_rows (self);
  gtk_widget_set_visible (self->fields_box, self->open != NULL);
  show_buttons (self);
}

gboolean
gw_action_form_open (GwActionForm *self, guint n)
{
  g_return_val_if_fail (GW_IS_ACTION_FORM (self), FALSE);

  if (self->actions == NULL || n >= self->actions->len)
    return FALSE;
  open_action (self, self->actions->pdata[n]);
  return TRUE;
}

gboolean
gw_action_form_open_named (GwActionForm *self, const char *action)
{
  g_return_val_if_fail (GW_IS_ACTION_FORM (self), FALSE);

  for (guint i = 0; self->actions != NULL && i < self->actions->len; i++)
    if (g_strcmp0 (((GwCaseAction *)self->actions->pdata[i])->action, action) == 0)
      return gw_action_form_open (self, i);
  return FALSE;
}

gboolean
gw_action_form_restore (GwActionForm *self, const GwDecision *decision)
{
  g_return_val_if_fail (GW_IS_ACTION_FORM (self), FALSE);

  if (!gw_action_form_open_named (self, gw_decision_get_action (decision)))
    return FALSE;
  /* The first of them may decide what the others offer. */
  for (GwFieldRow *row = first_row (self); row != NULL; row = next_row (row))
    gw_field_row_take (row, decision);
  check (self);
  return TRUE;
}

void
gw_action_form_put_away (GwActionForm *self)
{
  g_return_if_fail (GW_IS_ACTION_FORM (self));

  self->open = NULL;
  clear_rows (self);
  gtk_widget_set_visible (self->fields_box, FALSE);
  gw_action_form_set_message (self, NULL, NULL);
  show_buttons (self);
}

void
gw_action_form_close (GwActionForm *self)
{
  gw_action_form_put_away (self);
  gw_action_form_focus_first (self);
}

gboolean
gw_action_form_is_open (GwActionForm *self)
{
  g_return_val_if_fail (GW_IS_ACTION_FORM (self), FALSE);

  return self->open != NULL;
}

gboolean
gw_action_form_open_menu (GwActionForm *self)
{
  g_return_val_if_fail (GW_IS_ACTION_FORM (self), FALSE);

  return self->open == NULL && gw_action_bar_open_menu (self->action_bar);
}

void
gw_action_form_focus_first (GwActionForm *self)
{
  g_return_if_fail (GW_IS_ACTION_FORM (self));

  if (self->open != NULL)
    focus_first_gap (self);
  else
    gw_action_bar_focus (self->action_bar);
}

void
gw_action_form_set_message (GwActionForm *self, const char *message, const char *field)
{
  g_return_if_fail (GW_IS_ACTION_FORM (self));

  gtk_label_set_text (self->message_label, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message_label), message != NULL);
  for (GwFieldRow *row = first_row (self); row != NULL; row = next_row (row))
    if (g_strcmp0 (field, gw_field_row_get_name (row)) == 0)
      gw_field_row_focus (row);
}
