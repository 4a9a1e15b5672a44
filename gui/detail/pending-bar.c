/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was decided about the open case and is not sent yet, with the way to take it back. */
#define G_LOG_DOMAIN "gridward-detail"

#include "gui/detail/pending-bar.h"

#include <glib/gi18n.h>

struct _GwPendingBar
{
  GtkWidget parent_instance;

  GwActionQueue *queue;
  char *number;
  GtkLabel *label;
  GtkWidget *undo_button;
};

G_DEFINE_FINAL_TYPE (GwPendingBar, gw_pending_bar, GTK_TYPE_WIDGET)

static void
show (GwPendingBar *self)
{
  GwQueuedAction *action = gw_action_queue_peek (self->queue, self->number);
  gboolean is_open = action != NULL && gw_queued_action_is_open (action);
  gboolean waits = is_open && gw_queued_action_get_state (action) == GW_QUEUED_WAITING;
  g_autofree char *text = NULL;

  if (is_open)
    /* Translators: what was decided, and how far it has got. */
    text = g_strdup_printf (waits ? _ ("%s · not sent yet") : _ ("%s · being sent"),
                            gw_queued_action_get_title (action));
  gtk_label_set_text (self->label, text != NULL ? text : "");
  gtk_widget_set_visible (self->undo_button, waits);
  gtk_widget_set_visible (GTK_WIDGET (self), is_open);
}

static void
queue_changed_cb (GwPendingBar *self, const char *number)
{
  if (g_strcmp0 (number, self->number) == 0)
    show (self);
}

static void
undo_clicked_cb (GwPendingBar *self)
{
  GwQueuedAction *action = gw_action_queue_peek (self->queue, self->number);
  GwActionBatch *batch =
      action != NULL ? gw_action_queue_find_batch (self->queue, action) : NULL;

  if (batch != NULL)
    gw_action_queue_undo (self->queue, batch);
}

static void
gw_pending_bar_dispose (GObject *object)
{
  GwPendingBar *self = GW_PENDING_BAR (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->queue);
  g_clear_pointer (&self->number, g_free);

  G_OBJECT_CLASS (gw_pending_bar_parent_class)->dispose (object);
}

static void
gw_pending_bar_class_init (GwPendingBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_pending_bar_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_STATUS);
}

static void
gw_pending_bar_init (GwPendingBar *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 8);
  gtk_widget_add_css_class (GTK_WIDGET (self), "pending-bar");
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->label, 0);
  gtk_label_set_wrap (self->label, TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->label), TRUE);
  gtk_widget_set_parent (GTK_WIDGET (self->label), GTK_WIDGET (self));
  self->undo_button = gtk_button_new_with_mnemonic (_ ("_Undo"));
  gtk_widget_set_valign (self->undo_button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (self->undo_button, _ ("Ctrl+Z"));
  g_signal_connect_swapped (self->undo_button, "clicked", G_CALLBACK (undo_clicked_cb),
                            self);
  gtk_widget_set_parent (self->undo_button, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
gw_pending_bar_set_queue (GwPendingBar *self, GwActionQueue *queue)
{
  g_return_if_fail (GW_IS_PENDING_BAR (self) && self->queue == NULL);

  self->queue = g_object_ref (queue);
  g_signal_connect_object (queue, "changed", G_CALLBACK (queue_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

void
gw_pending_bar_set_number (GwPendingBar *self, const char *number)
{
  g_return_if_fail (GW_IS_PENDING_BAR (self));

  if (g_strcmp0 (number, self->number) == 0)
    return;
  g_free (self->number);
  self->number = g_strdup (number);
  show (self);
}
