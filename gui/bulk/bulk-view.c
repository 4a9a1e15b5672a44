/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several selected cases: what they are, and one form to act on all of them. */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/bulk/bulk-view.h"

#include <glib/gi18n.h>

#include "gui/bulk/bulk-result.h"
#include "gui/detail/action-form.h"
#include "gui/model/decision-text.h"
#include "gui/model/text.h"

struct _GwBulkView
{
  GtkWidget parent_instance;

  GwDesk *desk;
  GwBulkCases *cases;
  GwDecision *again; /* is to be given again, once the cases are known */
  GtkStack *stack;
  GtkLabel *title_label;
  GtkWidget *counts_box;
  GtkLabel *note_label;
  GwActionForm *action_form;
  GwBulkResult *result;
  gboolean is_wanted;
};

G_DEFINE_FINAL_TYPE (GwBulkView, gw_bulk_view, GTK_TYPE_WIDGET)

enum
{
  PROP_WANTED = 1,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];
static guint select_signal;

/* ---- what they are ---- */

typedef const char *(*Naming) (const GwCaseRow *row);

static const char *
name_state (const GwCaseRow *row)
{
  return gw_text_state (row);
}

static const char *
name_department (const GwCaseRow *row)
{
  return row->department.code != NULL ? gw_named_label (&row->department)
                                      : _ ("Without a department");
}

static const char *
name_lamp (const GwCaseRow *row)
{
  return gw_lamp_label (row->lamp);
}

static const char *
name_class (const GwCaseRow *row)
{
  return gw_named_label (&row->klass);
}

static void
add_label (GwBulkView *self, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (self->counts_box), label);
}

/* In the order in which they are met: that of the list. */
static void
add_counts (GwBulkView *self, const char *title, Naming name)
{
  GPtrArray *rows = gw_bulk_cases_get_rows (self->cases);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      char *key = (char *)name (rows->pdata[i]);
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, key));

      if (n == 0)
        g_ptr_array_add (names, key);
      g_hash_table_insert (counts, key, GUINT_TO_POINTER (n + 1));
    }
  for (guint i = 0; i < names->len; i++)
    g_string_append_printf (
        text, "%s%s %u", i > 0 ? " · " : "", (char *)names->pdata[i],
        GPOINTER_TO_UINT (g_hash_table_lookup (counts, names->pdata[i])));
  add_label (self, title, "caption-heading");
  add_label (self, text->str, "numeric");
}

static void
show_counts (GwBulkView *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->counts_box)) != NULL)
    gtk_box_remove (GTK_BOX (self->counts_box), child);
  if (gw_bulk_cases_get_rows (self->cases)->len == 0)
    return;
  add_counts (self, _ ("State"), name_state);
  add_counts (self, _ ("Lamps"), name_lamp);
  add_counts (self, _ ("Department"), name_department);
  add_counts (self, _ ("Class"), name_class);
}

/* ---- what may be done ---- */

/* "Dispatch 48/50". */
static GHashTable *
make_labels (GwBulkView *self, const GwCaseDetail *detail)
{
  GHashTable *labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  guint n_selected = gw_bulk_cases_get_n_selected (self->cases);

  for (guint i = 0; i < detail->actions->len; i++)
    {
      const char *action = ((GwCaseAction *)detail->actions->pdata[i])->action;
      guint n = gw_bulk_cases_count_action (self->cases, action);
      /* Translators: an action, with how many of how many cases. */
      char *label =
          g_strdup_printf (_ ("%s %u/%u"), gw_text_action (action), n, n_selected);

      g_hash_table_insert (labels, g_strdup (action), label);
    }
  return labels;
}

static void
give_again (GwBulkView *self)
{
  g_autoptr (GwDecision) decision = g_steal_pointer (&self->again);

  if (decision != NULL)
    gw_action_form_restore (self->action_form, decision);
}

static void
show_note (GwBulkView *self)
{
  guint n = gw_bulk_cases_get_n_selected (self->cases);
  guint n_known = gw_bulk_cases_get_n_known (self->cases);
  guint n_failed = gw_bulk_cases_get_n_failed (self->cases);
  g_autofree char *text = NULL;

  if (n > GW_BULK_MAX)
    text = g_strdup_printf (_ ("At most %u cases can be acted on at once: select fewer, or "
                               "narrow the list."),
                            GW_BULK_MAX);
  else if (n_failed > 0)
    text = g_strdup_printf (_ ("%u of %u cases could not be looked at."), n_failed, n);
  else if (n_known < n)
    text = g_strdup_printf (_ ("Looking at the cases… %u of %u"), n_known, n);
  gtk_label_set_text (self->note_label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note_label), text != NULL);
}

static void
show_actions (GwBulkView *self)
{
  g_autoptr (GwCaseDetail) detail = gw_bulk_cases_make_detail (self->cases);
  g_autoptr (GHashTable) labels = NULL;

  /* What is being written stays, while more is learnt about the cases. */
  gtk_widget_set_sensitive (GTK_WIDGET (self->action_form), detail != NULL);
  if (detail == NULL)
    return;
  labels = make_labels (self, detail);
  gw_action_form_set_labels (self->action_form, labels);
  gw_action_form_set_detail (self->action_form, detail);
  give_again (self);
}

static void
show_wanted (GwBulkView *self)
{
  gboolean has_result = gw_bulk_result_get_batch (self->result) != NULL;
  gboolean is_wanted = has_result || gw_bulk_cases_get_n_selected (self->cases) > 1;

  gtk_stack_set_visible_child_name (self->stack, has_result ? "result" : "choose");
  if (self->is_wanted == is_wanted)
    return;
  self->is_wanted = is_wanted;
  if (!is_wanted)
    {
      gw_action_form_put_away (self->action_form);
      gw_action_form_set_detail (self->action_form, NULL);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WANTED]);
}

static void
cases_changed_cb (GwBulkView *self)
{
  guint n = gw_bulk_cases_get_n_selected (self->cases);
  g_autofree char *title =
      g_strdup_printf (ngettext ("%u case selected", "%u cases selected", n), n);

  gtk_label_set_text (self->title_label, title);
  show_wanted (self);
  if (n < 2)
    return;
  show_counts (self);
  show_note (self);
  show_actions (self);
}

/* ---- done ---- */

static void
decided_cb (GwBulkView *self, const GwDecision *decision)
{
  g_autofree char *title = gw_text_decision (decision, gw_desk_get_city (self->desk));
  g_autoptr (GPtrArray) items = gw_bulk_cases_decide (self->cases, decision, title);
  GwActionBatch *batch;

  gw_bulk_cases_set_paused (self->cases, TRUE);
  batch = gw_action_queue_add (gw_desk_get_queue (self->desk), items);
  if (batch == NULL)
    {
      gw_bulk_cases_set_paused (self->cases, FALSE);
      return;
    }
  gw_bulk_result_set_batch (self->result, batch);
  show_wanted (self);
  gw_action_form_put_away (self->action_form);
  gtk_widget_child_focus (GTK_WIDGET (self->result), GTK_DIR_TAB_FORWARD);
}

static void
put_away_result (GwBulkView *self)
{
  gw_bulk_result_set_batch (self->result, NULL);
  gw_bulk_cases_set_paused (self->cases, FALSE);
  gw_bulk_cases_reload (self->cases);
}

static void
closed_cb (GwBulkView *self)
{
  put_away_result (self);
  g_signal_emit (self, select_signal, 0, NULL);
  show_wanted (self);
}

/* Those that were not done are selected, and the form is there as it was. */
static void
retry_cb (GwBulkView *self)
{
  GwActionBatch *batch = gw_bulk_result_get_batch (self->result);
  g_autoptr (GPtrArray) numbers = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < gw_action_batch_get_n_items (batch); i++)
    {
      GwQueuedAction *action = gw_action_batch_get (batch, i);

      if (gw_queued_action_get_state (action) == GW_QUEUED_DONE)
        continue;
      gw_action_queue_give_up (gw_desk_get_queue (self->desk), action);
      gw_action_queue_forget (gw_desk_get_queue (self->desk),
                              gw_queued_action_get_number (action));
      g_ptr_array_add (numbers, g_strdup (gw_queued_action_get_number (action)));
    }
  g_clear_pointer (&self->again, gw_decision_free);
  self->again =
      gw_decision_copy (gw_queued_action_get_decision (gw_action_batch_get (batch, 0)));
  g_signal_emit (self, select_signal, 0, numbers);
  put_away_result (self);
  show_wanted (self);
}

static void
unselect_clicked_cb (GwBulkView *self)
{
  g_signal_emit (self, select_signal, 0, NULL);
}

static void
gw_bulk_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_WANTED)
    g_value_set_boolean (value, GW_BULK_VIEW (object)->is_wanted);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gw_bulk_view_dispose (GObject *object)
{
  GwBulkView *self = GW_BULK_VIEW (object);

  if (self->cases != NULL)
    g_signal_handlers_disconnect_by_data (self->cases, self);
  g_clear_pointer ((GtkWidget **)&self->stack, gtk_widget_unparent);
  g_clear_object (&self->cases);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->again, gw_decision_free);

  G_OBJECT_CLASS (gw_bulk_view_parent_class)->dispose (object);
}

static void
gw_bulk_view_class_init (GwBulkViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gw_bulk_view_get_property;
  object_class->dispose = gw_bulk_view_dispose;
  properties[PROP_WANTED] = g_param_spec_boolean (
      "wanted", NULL, NULL, FALSE,
      G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  select_signal = g_signal_new ("select", GW_TYPE_BULK_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);

  g_type_ensure (GW_TYPE_ACTION_FORM);
  g_type_ensure (GW_TYPE_BULK_RESULT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gridward/Desk/bulk/bulk-view.ui");
  gtk_widget_class_bind_template_child (widget_class, GwBulkView, stack);
  gtk_widget_class_bind_template_child (widget_class, GwBulkView, title_label);
  gtk_widget_class_bind_template_child (widget_class, GwBulkView, counts_box);
  gtk_widget_class_bind_template_child (widget_class, GwBulkView, note_label);
  gtk_widget_class_bind_template_child (widget_class, GwBulkView, action_form);
  gtk_widget_class_bind_template_child (widget_class, GwBulkView, result);
  gtk_widget_class_bind_template_callback (widget_class, unselect_clicked_cb);
}

static void
gw_bulk_view_init (GwBulkView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->action_form, "decided", G_CALLBACK (decided_cb), self);
  g_signal_connect_swapped (self->result, "closed", G_CALLBACK (closed_cb), self);
  g_signal_connect_swapped (self->result, "retry", G_CALLBACK (retry_cb), self);
}

void
gw_bulk_view_set_templates (GwBulkView *self, GwOpinionTemplates *templates)
{
  g_return_if_fail (GW_IS_BULK_VIEW (self));

  gw_action_form_set_templates (self->action_form, templates);
}

void
gw_bulk_view_set_desk (GwBulkView *self, GwDesk *desk, GtkSelectionModel *selection)
{
  g_return_if_fail (GW_IS_BULK_VIEW (self) && self->desk == NULL);

  self->desk = g_object_ref (desk);
  gw_action_form_set_city (self->action_form, gw_desk_get_city (desk),
                           gw_desk_get_client (desk));
  gw_bulk_result_set_queue (self->result, gw_desk_get_queue (desk));
  self->cases = gw_bulk_cases_new (desk);
  gw_bulk_cases_follow (self->cases, selection);
  g_signal_connect_swapped (self->cases, "changed", G_CALLBACK (cases_changed_cb), self);
}

gboolean
gw_bulk_view_is_wanted (GwBulkView *self)
{
  g_return_val_if_fail (GW_IS_BULK_VIEW (self), FALSE);

  return self->is_wanted;
}

void
gw_bulk_view_act (GwBulkView *self, int n)
{
  g_return_if_fail (GW_IS_BULK_VIEW (self));

  if (gw_bulk_result_get_batch (self->result) != NULL ||
      !gtk_widget_get_sensitive (GTK_WIDGET (self->action_form)))
    return;
  if (n < 0)
    gw_action_form_open_menu (self->action_form);
  else
    gw_action_form_open (self->action_form, (guint)n);
}

void
gw_bulk_view_focus (GwBulkView *self)
{
  g_return_if_fail (GW_IS_BULK_VIEW (self));

  if (gw_bulk_result_get_batch (self->result) != NULL)
    gtk_widget_child_focus (GTK_WIDGET (self->result), GTK_DIR_TAB_FORWARD);
  else
    gw_action_form_focus_first (self->action_form);
}
