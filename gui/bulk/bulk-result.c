/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many decisions on their way, and what became of each. */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/bulk/bulk-result.h"

#include <glib/gi18n.h>

#include "gui/client/client-error.h"
#include "gui/model/decision-text.h"

struct _GwBulkResult
{
  GtkWidget parent_instance;

  GwActionQueue *queue;
  GwActionBatch *batch;
  GtkLabel *title_label;
  GtkProgressBar *progress_bar;
  GtkLabel *count_label;
  GtkListView *view;
  GtkWidget *cancel_button;
  GtkWidget *retry_button;
  GtkWidget *close_button;
};

G_DEFINE_FINAL_TYPE (GwBulkResult, gw_bulk_result, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CLOSED,
  SIGNAL_RETRY,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* ---- a line ---- */

static char *
describe (GwQueuedAction *action)
{
  const GError *error = gw_queued_action_get_error (action);
  const char *state = gw_text_queued (action);

  if (g_error_matches (error, GW_CLIENT_ERROR, GW_CLIENT_ERROR_STALE))
    return g_strdup_printf ("%s: %s", state, _ ("somebody else has changed this case"));
  if (error != NULL)
    return g_strdup_printf ("%s: %s", state, error->message);
  return g_strdup (state != NULL ? state : _ ("Done"));
}

static void
show_line (GtkWidget *box, GwQueuedAction *action)
{
  GtkLabel *number = GTK_LABEL (gtk_widget_get_first_child (box));
  GtkLabel *what = GTK_LABEL (gtk_widget_get_last_child (box));
  GwQueuedState state = gw_queued_action_get_state (action);
  g_autofree char *text = describe (action);

  gtk_label_set_text (number, gw_queued_action_get_number (action));
  gtk_label_set_text (what, text);
  gtk_widget_set_tooltip_text (box, text);
  if (state == GW_QUEUED_REFUSED)
    gtk_widget_add_css_class (GTK_WIDGET (what), "late");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (what), "late");
}

static void
setup_cb (GwBulkResult *self, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *number = gtk_label_new (NULL);
  GtkWidget *what = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (number), 0);
  gtk_widget_add_css_class (number, "numeric");
  gtk_label_set_xalign (GTK_LABEL (what), 0);
  gtk_label_set_wrap (GTK_LABEL (what), TRUE);
  gtk_widget_add_css_class (what, "caption");
  gtk_box_append (GTK_BOX (box), number);
  gtk_box_append (GTK_BOX (box), what);
  gtk_list_item_set_child (item, box);
}

static void
state_changed_cb (GtkWidget *box, GParamSpec *pspec, GwQueuedAction *action)
{
  show_line (box, action);
}

static void
bind_cb (GwBulkResult *self, GtkListItem *item)
{
  GtkWidget *box = gtk_list_item_get_child (item);
  GwQueuedAction *action = gtk_list_item_get_item (item);

  show_line (box, action);
  g_signal_connect_object (action, "notify::state", G_CALLBACK (state_changed_cb), box,
                           G_CONNECT_SWAPPED);
}

static void
unbind_cb (GwBulkResult *self, GtkListItem *item)
{
  g_signal_handlers_disconnect_by_data (gtk_list_item_get_item (item),
                                        gtk_list_item_get_child (item));
}

/* ---- all of it ---- */

static void
show (GwBulkResult *self)
{
  guint n = gw_action_batch_get_n_items (self->batch);
  guint n_done = gw_action_batch_count (self->batch, GW_QUEUED_DONE);
  guint n_refused = gw_action_batch_count (self->batch, GW_QUEUED_REFUSED);
  guint n_waiting = gw_action_batch_count (self->batch, GW_QUEUED_WAITING);
  gboolean is_open = gw_action_batch_is_open (self->batch);
  g_autofree char *text = NULL;

  if (is_open && n_waiting == n)
    text = g_strdup_printf (ngettext ("%u case, not sent yet", "%u cases, not sent yet", n),
                            n);
  else
    text = g_strdup_printf (_ ("%u of %u done, %u refused"), n_done, n, n_refused);
  gtk_label_set_text (self->count_label, text);
  gtk_progress_bar_set_fraction (self->progress_bar, (double)(n_done + n_refused) / n);
  gtk_widget_set_visible (self->cancel_button, is_open);
  gtk_widget_set_sensitive (self->cancel_button, n_waiting > 0);
  gtk_widget_set_visible (self->retry_button, !is_open && n_done < n);
  gtk_widget_set_visible (self->close_button, !is_open);
}

static gboolean
holds_focus (GwBulkResult *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self));
}

/* The keyboard stays here when its button goes. */
static void
batch_changed_cb (GwBulkResult *self)
{
  gboolean held = holds_focus (self);

  show (self);
  if (held && !gw_action_batch_is_open (self->batch))
    gtk_widget_grab_focus (gtk_widget_get_visible (self->retry_button)
                               ? self->retry_button
                               : self->close_button);
}

static void
cancel_clicked_cb (GwBulkResult *self)
{
  if (self->batch != NULL)
    gw_action_queue_undo (self->queue, self->batch);
}

static void
retry_clicked_cb (GwBulkResult *self)
{
  g_signal_emit (self, signals[SIGNAL_RETRY], 0);
}

static void
close_clicked_cb (GwBulkResult *self)
{
  g_signal_emit (self, signals[SIGNAL_CLOSED], 0);
}

static void
gw_bulk_result_dispose (GObject *object)
{
  GwBulkResult *self = GW_BULK_RESULT (object);
  GtkWidget *child;

  if (self->view != NULL)
    gtk_list_view_set_model (self->view, NULL);
  self->view = NULL;
  if (self->batch != NULL)
    g_signal_handlers_disconnect_by_data (self->batch, self);
  g_clear_object (&self->batch);
  g_clear_object (&self->queue);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (gw_bulk_result_parent_class)->dispose (object);
}

static void
gw_bulk_result_class_init (GwBulkResultClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_bulk_result_dispose;
  signals[SIGNAL_CLOSED] = g_signal_new ("closed", GW_TYPE_BULK_RESULT, G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_RETRY] = g_signal_new ("retry", GW_TYPE_BULK_RESULT, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gridward/Desk/bulk/bulk-result.ui");
  gtk_widget_class_bind_template_child (widget_class, GwBulkResult, title_label);
  gtk_widget_class_bind_template_child (widget_class, GwBulkResult, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, GwBulkResult, count_label);
  gtk_widget_class_bind_template_child (widget_class, GwBulkResult, view);
  gtk_widget_class_bind_template_child (widget_class, GwBulkResult, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, GwBulkResult, retry_button);
  gtk_widget_class_bind_template_child (widget_class, GwBulkResult, close_button);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_clicked_cb);
}

static void
gw_bulk_result_init (GwBulkResult *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect_swapped (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect_swapped (factory, "unbind", G_CALLBACK (unbind_cb), self);
  gtk_list_view_set_factory (self->view, factory);
  g_object_unref (factory);
}

void
gw_bulk_result_set_queue (GwBulkResult *self, GwActionQueue *queue)
{
  g_return_if_fail (GW_IS_BULK_RESULT (self) && self->queue == NULL);

  self->queue = g_object_ref (queue);
}

void
gw_bulk_result_set_batch (GwBulkResult *self, GwActionBatch *batch)
{
  g_autoptr (GtkSelectionModel) model = NULL;

  g_return_if_fail (GW_IS_BULK_RESULT (self));

  if (self->batch != NULL)
    g_signal_handlers_disconnect_by_data (self->batch, self);
  g_set_object (&self->batch, batch);
  if (batch != NULL)
    model =
        GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (batch))));
  gtk_list_view_set_model (self->view, model);
  gtk_label_set_text (self->count_label, "");
  if (batch == NULL)
    return;
  gtk_label_set_text (self->title_label,
                      gw_queued_action_get_title (gw_action_batch_get (batch, 0)));
  g_signal_connect_swapped (batch, "changed", G_CALLBACK (batch_changed_cb), self);
  show (self);
}

GwActionBatch *
gw_bulk_result_get_batch (GwBulkResult *self)
{
  g_return_val_if_fail (GW_IS_BULK_RESULT (self), NULL);

  return self->batch;
}
