/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Decisions that were made with one confirmation, are sent together and undone together. */
#define G_LOG_DOMAIN "gridward-model"

#include "gui/model/action-batch.h"

struct _GwActionBatch
{
  GObject parent_instance;

  GPtrArray *items;
  gint64 due_usec;
};

static guint changed_signal;

static GType
get_item_type (GListModel *model)
{
  return GW_TYPE_QUEUED_ACTION;
}

static guint
get_n_items (GListModel *model)
{
  return GW_ACTION_BATCH (model)->items->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  GPtrArray *items = GW_ACTION_BATCH (model)->items;

  return position < items->len ? g_object_ref (items->pdata[position]) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (GwActionBatch, gw_action_batch, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
gw_action_batch_finalize (GObject *object)
{
  g_ptr_array_unref (GW_ACTION_BATCH (object)->items);

  G_OBJECT_CLASS (gw_action_batch_parent_class)->finalize (object);
}

static void
gw_action_batch_class_init (GwActionBatchClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gw_action_batch_finalize;
  changed_signal = g_signal_new ("changed", GW_TYPE_ACTION_BATCH, G_SIGNAL_RUN_LAST, 0,
                                 NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gw_action_batch_init (GwActionBatch *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
}

static void
item_changed_cb (GwActionBatch *self)
{
  g_signal_emit (self, changed_signal, 0);
}

GwActionBatch *
gw_action_batch_new (const GPtrArray *items)
{
  GwActionBatch *self = g_object_new (GW_TYPE_ACTION_BATCH, NULL);

  g_return_val_if_fail (items->len > 0, self);

  for (guint i = 0; i < items->len; i++)
    {
      g_ptr_array_add (self->items, g_object_ref (items->pdata[i]));
      g_signal_connect_object (items->pdata[i], "notify::state",
                               G_CALLBACK (item_changed_cb), self, G_CONNECT_SWAPPED);
    }
  return self;
}

guint
gw_action_batch_get_n_items (GwActionBatch *self)
{
  g_return_val_if_fail (GW_IS_ACTION_BATCH (self), 0);

  return self->items->len;
}

GwQueuedAction *
gw_action_batch_get (GwActionBatch *self, guint i)
{
  g_return_val_if_fail (GW_IS_ACTION_BATCH (self) && i < self->items->len, NULL);

  return self->items->pdata[i];
}

guint
gw_action_batch_count (GwActionBatch *self, GwQueuedState state)
{
  guint n = 0;

  g_return_val_if_fail (GW_IS_ACTION_BATCH (self), 0);

  for (guint i = 0; i < self->items->len; i++)
    n += gw_queued_action_get_state (self->items->pdata[i]) == state;
  return n;
}

gboolean
gw_action_batch_is_open (GwActionBatch *self)
{
  g_return_val_if_fail (GW_IS_ACTION_BATCH (self), FALSE);

  return gw_action_batch_count (self, GW_QUEUED_WAITING) +
             gw_action_batch_count (self, GW_QUEUED_SENDING) >
         0;
}

gint64
gw_action_batch_get_due (GwActionBatch *self)
{
  g_return_val_if_fail (GW_IS_ACTION_BATCH (self), 0);

  return self->due_usec;
}

void
gw_action_batch_set_due (GwActionBatch *self, gint64 due_usec)
{
  g_return_if_fail (GW_IS_ACTION_BATCH (self));

  self->due_usec = due_usec;
}
