/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is filed again and again at the same spot, for the managers' page. */
#define G_LOG_DOMAIN "gridward-model"

#include "gui/model/recurrences.h"

struct _GwRecurrences
{
  GObject parent_instance;

  GwClient *client;
  GCancellable *cancellable;
  GwRecurrence *recurrence;
  gboolean loading;
  GError *error;
};

G_DEFINE_FINAL_TYPE (GwRecurrences, gw_recurrences, G_TYPE_OBJECT)

static guint changed_signal;

/* FALSE: another question followed. */
static gboolean
answered (GwRecurrences *self, GError *error)
{
  g_autoptr (GError) taken = error;

  if (g_error_matches (taken, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return FALSE;
  self->loading = FALSE;
  self->error = g_steal_pointer (&taken);
  return TRUE;
}

static void
first_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GwRecurrences) self = data;
  GError *error = NULL;
  GwRecurrence *recurrence = gw_client_call_finish (GW_CLIENT (source), result, &error);

  if (!answered (self, error))
    return;
  if (recurrence != NULL)
    {
      g_clear_pointer (&self->recurrence, gw_recurrence_free);
      self->recurrence = recurrence;
    }
  g_signal_emit (self, changed_signal, 0);
}

static void
more_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GwRecurrences) self = data;
  GError *error = NULL;
  g_autoptr (GwRecurrence) more =
      gw_client_call_finish (GW_CLIENT (source), result, &error);

  if (!answered (self, error))
    return;
  if (more != NULL)
    {
      g_ptr_array_extend_and_steal (self->recurrence->items,
                                    g_steal_pointer (&more->items));
      g_free (self->recurrence->next);
      self->recurrence->next = g_steal_pointer (&more->next);
    }
  g_signal_emit (self, changed_signal, 0);
}

static void
ask_path (GwRecurrences *self, const char *path, GAsyncReadyCallback callback)
{
  g_clear_error (&self->error);
  self->loading = TRUE;
  gw_client_call_async (self->client, "GET", path, NULL, gw_decode_recurrence,
                        (GDestroyNotify)gw_recurrence_free, self->cancellable, callback,
                        g_object_ref (self));
}

void
gw_recurrences_ask (GwRecurrences *self, const GwStatQuestion *question)
{
  g_autofree char *path = NULL;

  g_return_if_fail (GW_IS_RECURRENCES (self));

  path = gw_stat_question_dup_recurrence_path (question);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  ask_path (self, path, first_cb);
}

void
gw_recurrences_more (GwRecurrences *self)
{
  g_return_if_fail (GW_IS_RECURRENCES (self));

  if (!self->loading && self->error == NULL && self->recurrence != NULL &&
      self->recurrence->next != NULL)
    ask_path (self, self->recurrence->next, more_cb);
}

gboolean
gw_recurrences_is_loading (GwRecurrences *self)
{
  g_return_val_if_fail (GW_IS_RECURRENCES (self), FALSE);

  return self->loading;
}

const GError *
gw_recurrences_get_error (GwRecurrences *self)
{
  g_return_val_if_fail (GW_IS_RECURRENCES (self), NULL);

  return self->error;
}

const GwRecurrence *
gw_recurrences_get (GwRecurrences *self)
{
  g_return_val_if_fail (GW_IS_RECURRENCES (self), NULL);

  return self->recurrence;
}

static void
gw_recurrences_dispose (GObject *object)
{
  GwRecurrences *self = GW_RECURRENCES (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (gw_recurrences_parent_class)->dispose (object);
}

static void
gw_recurrences_finalize (GObject *object)
{
  GwRecurrences *self = GW_RECURRENCES (object);

  g_clear_pointer (&self->recurrence, gw_recurrence_free);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (gw_recurrences_parent_class)->finalize (object);
}

static void
gw_recurrences_class_init (GwRecurrencesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_recurrences_dispose;
  G_OBJECT_CLASS (klass)->finalize = gw_recurrences_finalize;
  changed_signal = g_signal_new ("changed", GW_TYPE_RECURRENCES, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
gw_recurrences_init (GwRecurrences *self)
{
}

GwRecurrences *
gw_recurrences_new (GwClient *client)
{
  GwRecurrences *self = g_object_new (GW_TYPE_RECURRENCES, NULL);

  self->client = g_object_ref (client);
  return self;
}
