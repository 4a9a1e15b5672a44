/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One field of an action's form: its name, something to give it with, and what is wrong. */
#define G_LOG_DOMAIN "gridward-detail"

#include "gui/detail/field-row.h"

#include <glib/gi18n.h>

#include "gui/detail/field-control.h"
#include "gui/detail/photo-picker.h"
#include "gui/detail/template-button.h"
#include "gui/model/text.h"

struct _GwFieldRow
{
  GtkWidget parent_instance;

  GwFieldControl *control;
  gboolean required;
  gboolean touched; /* something was given once, though it may be gone again */
  GtkLabel *note_label;
};

G_DEFINE_FINAL_TYPE (GwFieldRow, gw_field_row, GTK_TYPE_WIDGET)

static guint changed_signal;

static const char *
find_fault (GwFieldRow *self)
{
  GwFieldControl *control = self->control;

  return control->kind->is_empty (control) ? NULL : control->kind->fault (control);
}

/* What is empty from the beginning is no fault yet: one has only just begun. */
static const char *
find_complaint (GwFieldRow *self)
{
  GwFieldControl *control = self->control;

  if (self->required && self->touched && control->kind->is_empty (control))
    return _ ("This must be filled in.");
  return find_fault (self);
}

/* What is typed into, inside the control. */
static GtkWidget *
focus_target (GwFieldRow *self)
{
  GtkWidget *widget = self->control->widget;

  if (GTK_IS_SCROLLED_WINDOW (widget))
    return gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (widget));
  if (GTK_IS_BOX (widget))
    return gtk_widget_get_first_child (widget);
  if (GTK_IS_STACK (widget))
    return gtk_stack_get_visible_child (GTK_STACK (widget));
  return widget;
}

/* What is wrong, or else why the server suggests what is chosen. */
static void
show_note (GwFieldRow *self)
{
  const char *fault = find_complaint (self);
  g_autofree char *text = NULL;

  if (fault != NULL)
    text = g_strdup (fault);
  else if (gw_field_control_is_suggested (self->control))
    text = g_strdup_printf (_ ("Suggested: %s"),
                            self->control->note != NULL ? self->control->note : "");
  gtk_label_set_text (self->note_label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note_label), text != NULL && text[0] != '\0');
  if (fault != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->note_label), "late");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->note_label), "late");
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (focus_target (self)), GTK_ACCESSIBLE_STATE_INVALID,
      fault != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

static void
show_if_offered (GwFieldRow *self)
{
  GwFieldControl *control = self->control;

  gtk_widget_set_visible (GTK_WIDGET (self),
                          control->is_offered == NULL || control->is_offered (control));
}

static void
control_changed_cb (GwFieldRow *self)
{
  /* While it is being made there is nothing to look at. */
  if (self->control == NULL)
    return;
  self->touched = self->touched || !self->control->kind->is_empty (self->control);
  show_note (self);
  g_signal_emit (self, changed_signal, 0);
}

static void
gw_field_row_dispose (GObject *object)
{
  GwFieldRow *self = GW_FIELD_ROW (object);
  GtkWidget *child;

  g_clear_pointer (&self->control, gw_field_control_free);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (gw_field_row_parent_class)->dispose (object);
}

static void
gw_field_row_class_init (GwFieldRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_field_row_dispose;
  changed_signal = g_signal_new ("changed", GW_TYPE_FIELD_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
gw_field_row_init (GwFieldRow *self)
{
  GtkBoxLayout *layout = GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self)));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (layout, 3);
}

/* A check button and the photographs say themselves what they are. */
/* An opinion has texts to choose from beside its name. */
static void
add_heading (GwFieldRow *self, GtkWidget *label, const GwFieldContext *context)
{
  GtkWidget *box;
  GtkWidget *target = focus_target (self);

  if (context->templates == NULL || !GTK_IS_TEXT_VIEW (target) ||
      !g_str_equal (self->control->name, "opinion"))
    {
      gtk_widget_set_parent (label, GTK_WIDGET (self));
      return;
    }
  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (
      GTK_BOX (box),
      gw_template_button_new (context->templates, context->action, GTK_TEXT_VIEW (target)));
  gtk_widget_set_parent (box, GTK_WIDGET (self));
}

static void
add_name (GwFieldRow *self, const GwFieldContext *context)
{
  GtkWidget *widget = self->control->widget;
  const char *name = gw_text_field (self->control->name);
  g_autofree char *text = NULL;
  GtkWidget *label;

  if (GTK_IS_CHECK_BUTTON (widget) || (GW_IS_PHOTO_PICKER (widget) && !self->required))
    return;
  /* Translators: the name of a field that must be filled. */
  text = self->required ? g_strdup_printf (_ ("%s (required)"), name) : g_strdup (name);
  label = gtk_label_new (text);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "caption-heading");
  add_heading (self, label, context);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (focus_target (self)),
                                  GTK_ACCESSIBLE_RELATION_LABELLED_BY, label, NULL, -1);
}

GtkWidget *
gw_field_row_new (const GwActionField *field, const GwFieldContext *context)
{
  GwFieldRow *self = g_object_new (GW_TYPE_FIELD_ROW, NULL);

  self->required = field->required;
  self->control =
      gw_field_control_new (field, context, G_CALLBACK (control_changed_cb), self);
  add_name (self, context);
  gtk_widget_set_parent (self->control->widget, GTK_WIDGET (self));
  self->note_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->note_label, 0);
  gtk_label_set_wrap (self->note_label, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->note_label), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->note_label), "dim-label");
  gtk_widget_set_parent (GTK_WIDGET (self->note_label), GTK_WIDGET (self));
  show_note (self);
  show_if_offered (self);
  return GTK_WIDGET (self);
}

const char *
gw_field_row_get_name (GwFieldRow *self)
{
  g_return_val_if_fail (GW_IS_FIELD_ROW (self), NULL);

  return self->control->name;
}

gboolean
gw_field_row_is_gap (GwFieldRow *self)
{
  g_return_val_if_fail (GW_IS_FIELD_ROW (self), FALSE);

  return self->required && self->control->kind->is_empty (self->control);
}

gboolean
gw_field_row_is_complete (GwFieldRow *self)
{
  g_return_val_if_fail (GW_IS_FIELD_ROW (self), FALSE);

  return !gw_field_row_is_gap (self) && find_fault (self) == NULL;
}

void
gw_field_row_give (GwFieldRow *self, GwDecision *decision)
{
  g_return_if_fail (GW_IS_FIELD_ROW (self));

  if (!self->control->kind->is_empty (self->control))
    self->control->kind->give (self->control, decision);
}

void
gw_field_row_take (GwFieldRow *self, const GwDecision *decision)
{
  g_return_if_fail (GW_IS_FIELD_ROW (self));

  if (self->control->kind->take != NULL)
    self->control->kind->take (self->control, decision);
}

gboolean
gw_field_row_get_class (GwFieldRow *self, const char **ret_kind, const char **ret_code)
{
  g_return_val_if_fail (GW_IS_FIELD_ROW (self), FALSE);

  return gw_field_control_get_class (self->control, ret_kind, ret_code);
}

void
gw_field_row_set_class (GwFieldRow *self, GwCityInfo *city, const GwCaseRow *row,
                        const char *kind, const char *code)
{
  g_return_if_fail (GW_IS_FIELD_ROW (self));

  gw_field_control_set_class (self->control, city, row, kind, code);
  show_if_offered (self);
}

void
gw_field_row_focus (GwFieldRow *self)
{
  g_return_if_fail (GW_IS_FIELD_ROW (self));

  gtk_widget_grab_focus (focus_target (self));
}
