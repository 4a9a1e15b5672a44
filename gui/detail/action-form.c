/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The actions that the server allows, each with a form of exactly the fields it needs. */
#define G_LOG_DOMAIN "gridward-detail"

#include "gui/detail/action-form.h"

#include <glib/gi18n.h>

#include "gui/detail/photo-picker.h"
#include "gui/model/text.h"

struct _GwActionForm
{
  GtkWidget parent_instance;

  GPtrArray *departments; /* GwNamed */
  GwCaseDetail *detail;
  const GwCaseAction *open; /* of detail; NULL: no form is open */
  GtkLabel *message_label;
  GtkWidget *fields_box;
  GtkLabel *title_label;
  GtkWidget *department_box;
  GtkDropDown *department_drop_down;
  GtkLabel *reason_label;
  GtkCheckButton *urgent_button;
  GtkWidget *opinion_box;
  GtkLabel *opinion_label;
  GtkTextView *opinion_view;
  GwPhotoPicker *photo_picker;
  GtkButton *confirm_button;
  GtkFlowBox *buttons_box;
  GtkWidget *none_label;
};

G_DEFINE_FINAL_TYPE (GwActionForm, gw_action_form, GTK_TYPE_WIDGET)

static guint decided_signal;

static const GwActionField *
find_field (const GwCaseAction *action, const char *name)
{
  for (guint i = 0; action != NULL && i < action->fields->len; i++)
    {
      GwActionField *field = action->fields->pdata[i];

      if (g_strcmp0 (field->name, name) == 0)
        return field;
    }
  return NULL;
}

static char *
dup_opinion (GwActionForm *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->opinion_view);
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
}

/* The place of the suggestion in the drop-down, whose first line is "choose". */
static guint
suggested_position (GwActionForm *self)
{
  for (guint i = 0; self->departments != NULL && i < self->departments->len; i++)
    {
      GwNamed *department = self->departments->pdata[i];

      if (self->detail->suggested.code != NULL &&
          g_strcmp0 (department->code, self->detail->suggested.code) == 0)
        return i + 1;
    }
  return 0;
}

static const char *
chosen_department (GwActionForm *self)
{
  guint position = gtk_drop_down_get_selected (self->department_drop_down);

  if (self->departments == NULL || position == 0 || position > self->departments->len)
    return NULL;
  return ((GwNamed *)self->departments->pdata[position - 1])->code;
}

/* Confirm is possible when what is required is there; said before, not after. */
static void
check (GwActionForm *self)
{
  const GwActionField *department = find_field (self->open, "department");
  const GwActionField *opinion = find_field (self->open, "opinion");
  g_autofree char *text = dup_opinion (self);
  gboolean complete = TRUE;

  if (opinion != NULL && opinion->required && text[0] == '\0')
    complete = FALSE;
  if (department != NULL && department->required && chosen_department (self) == NULL)
    complete = FALSE;
  if (find_field (self->open, "attachments") != NULL &&
      !gw_photo_picker_is_complete (self->photo_picker))
    complete = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->confirm_button), complete);
}

static void
department_changed_cb (GwActionForm *self)
{
  guint position = gtk_drop_down_get_selected (self->department_drop_down);
  g_autofree char *text = NULL;

  if (self->detail == NULL)
    return;
  if (position != 0 && position == suggested_position (self))
    text = g_strdup_printf (_ ("Suggested: %s"), self->detail->suggested_reason != NULL
                                                     ? self->detail->suggested_reason
                                                     : "");
  gtk_label_set_text (self->reason_label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->reason_label), text != NULL);
  check (self);
}

static void
show_fields (GwActionForm *self)
{
  const GwActionField *opinion = find_field (self->open, "opinion");
  const GwActionField *department = find_field (self->open, "department");

  gtk_label_set_text (self->title_label, gw_text_action (self->open->action));
  gtk_button_set_label (self->confirm_button, gw_text_action (self->open->action));
  gtk_widget_set_visible (self->department_box, department != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->urgent_button),
                          find_field (self->open, "urgent") != NULL);
  gtk_widget_set_visible (self->opinion_box, opinion != NULL);
  gtk_label_set_label (self->opinion_label, opinion != NULL && opinion->required
                                                ? _ ("_Opinion (required)")
                                                : _ ("_Opinion"));
  gtk_widget_set_visible (GTK_WIDGET (self->photo_picker),
                          find_field (self->open, "attachments") != NULL);
  gtk_widget_set_visible (self->fields_box, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->buttons_box), FALSE);
}

/* What is required and empty comes first; else one only has to confirm. */
static void
focus_first_gap (GwActionForm *self)
{
  const GwActionField *opinion = find_field (self->open, "opinion");
  gboolean needs_department =
      find_field (self->open, "department") != NULL && chosen_department (self) == NULL;

  if (needs_department)
    gtk_widget_grab_focus (GTK_WIDGET (self->department_drop_down));
  else if (opinion != NULL && opinion->required)
    gtk_widget_grab_focus (GTK_WIDGET (self->opinion_view));
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->confirm_button));
}

static void
open_action (GwActionForm *self, const GwCaseAction *action)
{
  self->open = action;
  gw_action_form_set_message (self, NULL, NULL);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->opinion_view), "", -1);
  gw_photo_picker_clear (self->photo_picker);
  gtk_check_button_set_active (self->urgent_button, self->detail->row->urgent);
  gtk_drop_down_set_selected (self->department_drop_down, suggested_position (self));
  show_fields (self);
  department_changed_cb (self);
  focus_first_gap (self);
}

static void
action_clicked_cb (GtkButton *button, GwActionForm *self)
{
  gw_action_form_open (self,
                       GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "place")));
}

static void
confirm_clicked_cb (GwActionForm *self)
{
  g_autofree char *opinion = dup_opinion (self);
  g_auto (GStrv) attachments = NULL;
  GwDecision decision = { 0 };

  if (self->open == NULL || !gtk_widget_get_sensitive (GTK_WIDGET (self->confirm_button)))
    return;
  decision.action = self->open->action;
  if (find_field (self->open, "department") != NULL)
    decision.department = (char *)chosen_department (self);
  if (find_field (self->open, "opinion") != NULL)
    decision.opinion = opinion;
  if (find_field (self->open, "attachments") != NULL)
    decision.attachments = attachments = gw_photo_picker_dup_ids (self->photo_picker);
  decision.has_urgent = find_field (self->open, "urgent") != NULL;
  decision.urgent = gtk_check_button_get_active (self->urgent_button);
  g_signal_emit (self, decided_signal, 0, &decision);
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

static gboolean
is_dangerous (const char *action)
{
  return g_str_equal (action, "void") || g_str_equal (action, "reject");
}

static void
add_button (GwActionForm *self, guint i)
{
  const GwCaseAction *action = self->detail->actions->pdata[i];
  GtkWidget *button = gtk_button_new_with_label (gw_text_action (action->action));
  g_autofree char *tooltip = i < 9 ? g_strdup_printf (_ ("Alt+%u"), i + 1) : NULL;

  g_object_set_data (G_OBJECT (button), "place", GUINT_TO_POINTER (i));
  gtk_widget_set_tooltip_text (button, tooltip);
  if (i == 0)
    gtk_widget_add_css_class (button, "suggested-action");
  else if (is_dangerous (action->action))
    gtk_widget_add_css_class (button, "destructive");
  g_signal_connect (button, "clicked", G_CALLBACK (action_clicked_cb), self);
  gtk_flow_box_insert (self->buttons_box, button, -1);
  gtk_widget_set_focusable (gtk_widget_get_parent (button), FALSE);
}

static void
show_buttons (GwActionForm *self)
{
  GtkWidget *child;
  guint n = self->detail != NULL ? self->detail->actions->len : 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->buttons_box))) != NULL)
    gtk_flow_box_remove (self->buttons_box, child);
  for (guint i = 0; i < n; i++)
    add_button (self, i);
  gtk_widget_set_visible (GTK_WIDGET (self->buttons_box), n > 0 && self->open == NULL);
  gtk_widget_set_visible (self->none_label, n == 0 && self->detail != NULL);
}

static void
gw_action_form_dispose (GObject *object)
{
  GwActionForm *self = GW_ACTION_FORM (object);
  GtkWidget *child;

  self->open = NULL;
  g_clear_pointer (&self->detail, gw_case_detail_unref);
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

  g_type_ensure (GW_TYPE_PHOTO_PICKER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gridward/Desk/detail/action-form.ui");
  gtk_widget_class_bind_template_child (widget_class, GwActionForm, message_label);
  gtk_widget_class_bind_template_child (widget_class, GwActionForm, fields_box);
  gtk_widget_class_bind_template_child (widget_class, GwActionForm, title_label);
  gtk_widget_class_bind_template_child (widget_class, GwActionForm, department_box);
  gtk_widget_class_bind_template_child (widget_class, GwActionForm, department_drop_down);
  gtk_widget_class_bind_template_child (widget_class, GwActionForm, reason_label);
  gtk_widget_class_bind_template_child (widget_class, GwActionForm, urgent_button);
  gtk_widget_class_bind_template_child (widget_class, GwActionForm, opinion_box);
  gtk_widget_class_bind_template_child (widget_class, GwActionForm, opinion_label);
  gtk_widget_class_bind_template_child (widget_class, GwActionForm, opinion_view);
  gtk_widget_class_bind_template_child (widget_class, GwActionForm, photo_picker);
  gtk_widget_class_bind_template_child (widget_class, GwActionForm, confirm_button);
  gtk_widget_class_bind_template_child (widget_class, GwActionForm, buttons_box);
  gtk_widget_class_bind_template_child (widget_class, GwActionForm, none_label);
  gtk_widget_class_bind_template_callback (widget_class, department_changed_cb);
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
  g_autoptr (GtkExpression) name = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  add_confirm_shortcut (self);
  name = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");
  gtk_drop_down_set_expression (self->department_drop_down, name);
  g_signal_connect_swapped (gtk_text_view_get_buffer (self->opinion_view), "changed",
                            G_CALLBACK (check), self);
  g_signal_connect_swapped (self->photo_picker, "changed", G_CALLBACK (check), self);
}

void
gw_action_form_set_client (GwActionForm *self, GwClient *client)
{
  g_return_if_fail (GW_IS_ACTION_FORM (self));

  gw_photo_picker_set_client (self->photo_picker, client);
}

void
gw_action_form_set_departments (GwActionForm *self, GPtrArray *departments)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  g_return_if_fail (GW_IS_ACTION_FORM (self));

  self->departments = departments;
  gtk_string_list_append (names, _ ("Choose a department…"));
  for (guint i = 0; i < departments->len; i++)
    gtk_string_list_append (names, gw_named_label (departments->pdata[i]));
  gtk_drop_down_set_model (self->department_drop_down, G_LIST_MODEL (names));
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
  g_clear_pointer (&self->detail, gw_case_detail_unref);
  self->detail = detail;

  for (guint i = 0; kept != NULL && i < detail->actions->len; i++)
    if (g_str_equal (((GwCaseAction *)detail->actions->pdata[i])->action, kept))
      self->open = detail->actions->pdata[i];
  if (!same)
    gw_action_form_set_message (self, NULL, NULL);
  gtk_widget_set_visible (self->fields_box, self->open != NULL);
  show_buttons (self);
}

gboolean
gw_action_form_open (GwActionForm *self, guint n)
{
  g_return_val_if_fail (GW_IS_ACTION_FORM (self), FALSE);

  if (self->detail == NULL || n >= self->detail->actions->len)
    return FALSE;
  open_action (self, self->detail->actions->pdata[n]);
  return TRUE;
}

void
gw_action_form_close (GwActionForm *self)
{
  g_return_if_fail (GW_IS_ACTION_FORM (self));

  self->open = NULL;
  gw_photo_picker_clear (self->photo_picker);
  gtk_widget_set_visible (self->fields_box, FALSE);
  gw_action_form_set_message (self, NULL, NULL);
  show_buttons (self);
  gw_action_form_focus_first (self);
}

gboolean
gw_action_form_is_open (GwActionForm *self)
{
  g_return_val_if_fail (GW_IS_ACTION_FORM (self), FALSE);

  return self->open != NULL;
}

void
gw_action_form_focus_first (GwActionForm *self)
{
  GtkFlowBoxChild *first;

  g_return_if_fail (GW_IS_ACTION_FORM (self));

  if (self->open != NULL)
    {
      focus_first_gap (self);
      return;
    }
  first = gtk_flow_box_get_child_at_index (self->buttons_box, 0);
  if (first != NULL)
    gtk_widget_grab_focus (gtk_flow_box_child_get_child (first));
}

void
gw_action_form_set_message (GwActionForm *self, const char *message, const char *field)
{
  g_return_if_fail (GW_IS_ACTION_FORM (self));

  gtk_label_set_text (self->message_label, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message_label), message != NULL);
  if (g_strcmp0 (field, "opinion") == 0 && self->open != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->opinion_view));
  else if (g_strcmp0 (field, "department") == 0 && self->open != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->department_drop_down));
}
