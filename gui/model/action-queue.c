/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Decisions on their way: each waits a moment in which it can be undone, then it is sent. */
#define G_LOG_DOMAIN "gridward-model"

#include "gui/model/action-queue.h"

#include "gui/client/codec.h"

/* So many are with the server at once: fifty cases are soon done, and others get a turn. */
#define AT_ONCE 4

struct _GwActionQueue
{
  GObject parent_instance;

  GwOutbox *outbox;
  guint delay_s;
  GPtrArray *batches;  /* GwActionBatch of which something is under way, oldest first */
  GHashTable *actions; /* number -> GwQueuedAction: under way, or came back */
  guint n_sending;
  guint due_source;
};

G_DEFINE_FINAL_TYPE (GwActionQueue, gw_action_queue, G_TYPE_OBJECT)

enum
{
  SIGNAL_QUEUED,
  SIGNAL_CHANGED,
  SIGNAL_ANSWERED,
  SIGNAL_FINISHED,
  SIGNAL_IDLE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* One decision with the server. */
typedef struct
{
  GwActionQueue *self;
  GwActionBatch *batch;
  GwQueuedAction *action;
} Sending;

static void
sending_free (Sending *sending)
{
  g_object_unref (sending->self);
  g_object_unref (sending->batch);
  g_object_unref (sending->action);
  g_free (sending);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sending, sending_free)

static void pump (GwActionQueue *self);

static void
gw_action_queue_dispose (GObject *object)
{
  GwActionQueue *self = GW_ACTION_QUEUE (object);

  g_clear_handle_id (&self->due_source, g_source_remove);
  g_clear_object (&self->outbox);

  G_OBJECT_CLASS (gw_action_queue_parent_class)->dispose (object);
}

static void
gw_action_queue_finalize (GObject *object)
{
  GwActionQueue *self = GW_ACTION_QUEUE (object);

  g_ptr_array_unref (self->batches);
  g_hash_table_unref (self->actions);

  G_OBJECT_CLASS (gw_action_queue_parent_class)->finalize (object);
}

static guint
add_signal (const char *name, GType parameter)
{
  return g_signal_new (name, GW_TYPE_ACTION_QUEUE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, 1, parameter);
}

static void
gw_action_queue_class_init (GwActionQueueClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_action_queue_dispose;
  G_OBJECT_CLASS (klass)->finalize = gw_action_queue_finalize;

  signals[SIGNAL_QUEUED] = add_signal ("queued", GW_TYPE_ACTION_BATCH);
  signals[SIGNAL_CHANGED] = add_signal ("changed", G_TYPE_STRING);
  signals[SIGNAL_ANSWERED] = add_signal ("answered", G_TYPE_POINTER);
  signals[SIGNAL_FINISHED] = add_signal ("finished", GW_TYPE_ACTION_BATCH);
  signals[SIGNAL_IDLE] = g_signal_new ("idle", GW_TYPE_ACTION_QUEUE, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gw_action_queue_init (GwActionQueue *self)
{
  self->batches = g_ptr_array_new_with_free_func (g_object_unref);
  self->actions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

GwActionQueue *
gw_action_queue_new (GwOutbox *outbox)
{
  GwActionQueue *self = g_object_new (GW_TYPE_ACTION_QUEUE, NULL);

  self->outbox = g_object_ref (outbox);
  return self;
}

void
gw_action_queue_set_delay (GwActionQueue *self, guint seconds)
{
  g_return_if_fail (GW_IS_ACTION_QUEUE (self));

  self->delay_s = seconds;
}

guint
gw_action_queue_get_delay (GwActionQueue *self)
{
  g_return_val_if_fail (GW_IS_ACTION_QUEUE (self), 0);

  return self->delay_s;
}

/* ---- what becomes of one ---- */

static void
set_state (GwActionQueue *self, GwQueuedAction *action, GwQueuedState state,
           const GError *error)
{
  gw_queued_action_set_state (action, state, error);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, gw_queued_action_get_number (action));
}

/* Nothing of the case is under way any more, nor to be looked at. */
static void
drop (GwActionQueue *self, GwQueuedAction *action)
{
  const char *number = gw_queued_action_get_number (action);

  if (g_hash_table_lookup (self->actions, number) == action)
    g_hash_table_remove (self->actions, number);
}

static void
end_batch (GwActionQueue *self, GwActionBatch *batch)
{
  g_autoptr (GwActionBatch) held = NULL;

  if (gw_action_batch_is_open (batch) || !g_ptr_array_find (self->batches, batch, NULL))
    return;
  held = g_object_ref (batch);
  g_ptr_array_remove (self->batches, batch);
  g_signal_emit (self, signals[SIGNAL_FINISHED], 0, batch);
  if (self->batches->len == 0)
    g_signal_emit (self, signals[SIGNAL_IDLE], 0);
}

/* Without a network the rest of a batch need not wait for its own time-outs. */
static void
refuse_rest (GwActionQueue *self, GwActionBatch *batch, const GError *error)
{
  for (guint i = 0; i < gw_action_batch_get_n_items (batch); i++)
    {
      GwQueuedAction *action = gw_action_batch_get (batch, i);

      if (gw_queued_action_get_state (action) != GW_QUEUED_WAITING)
        continue;
      drop (self, action);
      set_state (self, action, GW_QUEUED_REFUSED, error);
    }
}

static void
take_answer (Sending *sending, GwCaseDetail *detail, const GError *error)
{
  GwActionQueue *self = sending->self;

  if (detail != NULL)
    {
      drop (self, sending->action);
      g_signal_emit (self, signals[SIGNAL_ANSWERED], 0, detail);
      set_state (self, sending->action, GW_QUEUED_DONE, NULL);
      return;
    }
  /* What had no answer waits among the unsent, and is not to be decided anew. */
  if (gw_queued_action_is_kept (sending->action))
    drop (self, sending->action);
  set_state (self, sending->action, GW_QUEUED_REFUSED, error);
  if (g_error_matches (error, GW_CLIENT_ERROR, GW_CLIENT_ERROR_UNREACHABLE) ||
      g_error_matches (error, GW_CLIENT_ERROR, GW_CLIENT_ERROR_UNAUTHENTICATED))
    refuse_rest (self, sending->batch, error);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Sending) sending = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GwCaseDetail) detail =
      gw_outbox_send_finish (GW_OUTBOX (source), result, &error);
  GwActionQueue *self = sending->self;

  self->n_sending--;
  take_answer (sending, detail, error);
  end_batch (self, sending->batch);
  pump (self);
}

static void
send_action (GwActionQueue *self, GwActionBatch *batch, GwQueuedAction *action)
{
  Sending *sending = g_new0 (Sending, 1);

  sending->self = g_object_ref (self);
  sending->batch = g_object_ref (batch);
  sending->action = g_object_ref (action);
  self->n_sending++;
  set_state (self, action, GW_QUEUED_SENDING, NULL);
  gw_outbox_send_async (self->outbox, gw_queued_action_get_unsent (action), gw_decode_case,
                        (GDestroyNotify)gw_case_detail_unref, answered_cb, sending);
}

/* ---- when ---- */

static GwQueuedAction *
first_waiting (GwActionBatch *batch)
{
  for (guint i = 0; i < gw_action_batch_get_n_items (batch); i++)
    if (gw_queued_action_get_state (gw_action_batch_get (batch, i)) == GW_QUEUED_WAITING)
      return gw_action_batch_get (batch, i);
  return NULL;
}

/* The first that waits although its time has come. */
static GwQueuedAction *
first_due (GwActionQueue *self, GwActionBatch **ret_batch)
{
  gint64 now_usec = g_get_monotonic_time ();

  for (guint i = 0; i < self->batches->len; i++)
    {
      GwActionBatch *batch = self->batches->pdata[i];
      GwQueuedAction *action = NULL;

      if (gw_action_batch_get_due (batch) <= now_usec)
        action = first_waiting (batch);
      if (action != NULL)
        {
          *ret_batch = batch;
          return action;
        }
    }
  return NULL;
}

static gboolean
due_cb (gpointer data)
{
  GwActionQueue *self = data;

  self->due_source = 0;
  pump (self);
  return G_SOURCE_REMOVE;
}

/* Wakes up when the next batch is due. */
static void
wait_for_next (GwActionQueue *self)
{
  gint64 now_usec = g_get_monotonic_time ();
  gint64 next_usec = G_MAXINT64;

  g_clear_handle_id (&self->due_source, g_source_remove);
  for (guint i = 0; i < self->batches->len; i++)
    {
      gint64 due_usec = gw_action_batch_get_due (self->batches->pdata[i]);

      if (due_usec > now_usec)
        next_usec = MIN (next_usec, due_usec);
    }
  if (next_usec != G_MAXINT64)
    self->due_source = g_timeout_add_full (
        G_PRIORITY_DEFAULT, (guint)((next_usec - now_usec) / 1000 + 1), due_cb, self, NULL);
}

static void
pump (GwActionQueue *self)
{
  GwActionBatch *batch = NULL;
  GwQueuedAction *action;

  if (self->outbox == NULL)
    return;
  while (self->n_sending < AT_ONCE && (action = first_due (self, &batch)) != NULL)
    send_action (self, batch, action);
  wait_for_next (self);
}

/* ---- made and taken back ---- */

/* From here on a crash does not lose it. FALSE: too much is kept already. */
static gboolean
keep (GwActionQueue *self, GwQueuedAction *action)
{
  g_autofree char *number =
      g_uri_escape_string (gw_queued_action_get_number (action), NULL, FALSE);
  g_autofree char *path = g_strdup_printf ("/api/v1/cases/%s/actions", number);
  g_autofree char *body = gw_encode_decision (gw_queued_action_get_decision (action),
                                              gw_queued_action_get_row (action)->version);
  g_autoptr (GError) error = NULL;
  g_autoptr (GwUnsent) unsent =
      gw_outbox_hold (self->outbox, path, body, gw_queued_action_get_number (action),
                      gw_queued_action_get_title (action), &error);

  gw_queued_action_set_unsent (action, unsent);
  if (unsent == NULL)
    gw_queued_action_set_state (action, GW_QUEUED_REFUSED, error);
  return unsent != NULL;
}

static GPtrArray *
leave_out_busy (GwActionQueue *self, const GPtrArray *items)
{
  GPtrArray *free_items = g_ptr_array_new ();

  for (guint i = 0; i < items->len; i++)
    {
      GwQueuedAction *other =
          gw_action_queue_peek (self, gw_queued_action_get_number (items->pdata[i]));

      if (other == NULL || !gw_queued_action_is_open (other))
        g_ptr_array_add (free_items, items->pdata[i]);
    }
  return free_items;
}

GwActionBatch *
gw_action_queue_add (GwActionQueue *self, const GPtrArray *items)
{
  g_autoptr (GPtrArray) free_items = NULL;
  GwActionBatch *batch;

  g_return_val_if_fail (GW_IS_ACTION_QUEUE (self), NULL);

  free_items = leave_out_busy (self, items);
  if (free_items->len == 0)
    return NULL;
  batch = gw_action_batch_new (free_items);
  gw_action_batch_set_due (batch, g_get_monotonic_time () +
                                      (gint64)self->delay_s * G_USEC_PER_SEC);
  g_ptr_array_add (self->batches, batch);
  for (guint i = 0; i < free_items->len; i++)
    {
      GwQueuedAction *action = free_items->pdata[i];

      g_hash_table_replace (self->actions, g_strdup (gw_queued_action_get_number (action)),
                            g_object_ref (action));
      if (keep (self, action))
        gw_queued_action_set_state (action, GW_QUEUED_WAITING, NULL);
    }
  /* The focus goes on before the form that has it is hidden. */
  g_signal_emit (self, signals[SIGNAL_QUEUED], 0, batch);
  for (guint i = 0; i < free_items->len; i++)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0,
                   gw_queued_action_get_number (free_items->pdata[i]));
  pump (self);
  end_batch (self, batch);
  return g_ptr_array_find (self->batches, batch, NULL) ? batch : NULL;
}

void
gw_action_queue_give_up (GwActionQueue *self, GwQueuedAction *action)
{
  GwUnsent *unsent;

  g_return_if_fail (GW_IS_ACTION_QUEUE (self));

  unsent = gw_queued_action_get_unsent (action);
  if (unsent != NULL && !gw_queued_action_is_open (action))
    gw_outbox_drop (self->outbox, unsent);
}

GwActionBatch *
gw_action_queue_add_one (GwActionQueue *self, GwCaseRow *row, const GwDecision *decision,
                         const char *title)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (items, gw_queued_action_new (row, decision, title));
  return gw_action_queue_add (self, items);
}

gboolean
gw_action_queue_undo (GwActionQueue *self, GwActionBatch *batch)
{
  g_autoptr (GwActionBatch) held = NULL;
  guint n;

  g_return_val_if_fail (GW_IS_ACTION_QUEUE (self) && GW_IS_ACTION_BATCH (batch), FALSE);

  held = g_object_ref (batch);
  n = gw_action_batch_count (batch, GW_QUEUED_WAITING);
  for (guint i = 0; i < gw_action_batch_get_n_items (batch); i++)
    {
      GwQueuedAction *action = gw_action_batch_get (batch, i);

      if (gw_queued_action_get_state (action) != GW_QUEUED_WAITING)
        continue;
      gw_outbox_drop (self->outbox, gw_queued_action_get_unsent (action));
      /* Of many, nobody wants fifty forms back. */
      if (gw_action_batch_get_n_items (batch) > 1)
        drop (self, action);
      set_state (self, action, GW_QUEUED_UNDONE, NULL);
    }
  end_batch (self, batch);
  return n > 0;
}

GwActionBatch *
gw_action_queue_find_batch (GwActionQueue *self, GwQueuedAction *action)
{
  g_return_val_if_fail (GW_IS_ACTION_QUEUE (self), NULL);

  for (guint i = 0; i < self->batches->len; i++)
    for (guint j = 0; j < gw_action_batch_get_n_items (self->batches->pdata[i]); j++)
      if (gw_action_batch_get (self->batches->pdata[i], j) == action)
        return self->batches->pdata[i];
  return NULL;
}

GwActionBatch *
gw_action_queue_get_last (GwActionQueue *self)
{
  g_return_val_if_fail (GW_IS_ACTION_QUEUE (self), NULL);

  for (guint i = self->batches->len; i > 0; i--)
    if (first_waiting (self->batches->pdata[i - 1]) != NULL)
      return self->batches->pdata[i - 1];
  return NULL;
}

void
gw_action_queue_flush (GwActionQueue *self)
{
  g_return_if_fail (GW_IS_ACTION_QUEUE (self));

  for (guint i = 0; i < self->batches->len; i++)
    gw_action_batch_set_due (self->batches->pdata[i], 0);
  pump (self);
}

gboolean
gw_action_queue_is_idle (GwActionQueue *self)
{
  g_return_val_if_fail (GW_IS_ACTION_QUEUE (self), TRUE);

  return self->batches->len == 0;
}

GwQueuedAction *
gw_action_queue_peek (GwActionQueue *self, const char *number)
{
  g_return_val_if_fail (GW_IS_ACTION_QUEUE (self), NULL);

  return number != NULL ? g_hash_table_lookup (self->actions, number) : NULL;
}

void
gw_action_queue_forget (GwActionQueue *self, const char *number)
{
  GwQueuedAction *action;

  g_return_if_fail (GW_IS_ACTION_QUEUE (self));

  action = gw_action_queue_peek (self, number);
  if (action == NULL || gw_queued_action_is_open (action))
    return;
  g_hash_table_remove (self->actions, number);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, number);
}
