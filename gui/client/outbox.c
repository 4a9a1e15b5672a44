/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Requests that change something, kept on the disk until the server has answered them. */
#define G_LOG_DOMAIN "gridward-client"

#include "config.h"

#include "gui/client/outbox.h"

#include <glib/gi18n.h>
#include <string.h>

#include "gui/client/disk.h"
#include "gui/client/outbox-file.h"

/* The server forgets keys after a week; what is older might be taken twice. */
#define SAFE_DAYS 6

struct _GwOutbox
{
  GObject parent_instance;

  GwClient *client;
  GwOutboxFile *file;
  GHashTable *kept;    /* GwUnsent: all that is not ended */
  GHashTable *writing; /* GwUnsent whose line is not on the disk yet */
  GHashTable *sends;   /* GwUnsent -> GTask that waits for the line */
  GListStore *unsent;
  GQueue resends; /* GwUnsent */
  gboolean is_resending;
};

G_DEFINE_FINAL_TYPE (GwOutbox, gw_outbox, G_TYPE_OBJECT)

enum
{
  PROP_N_UNSENT = 1,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];
static guint sent_signal;

static void resend_next (GwOutbox *self);

static void
gw_outbox_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_N_UNSENT)
    g_value_set_uint (value, gw_outbox_get_n_unsent (GW_OUTBOX (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gw_outbox_finalize (GObject *object)
{
  GwOutbox *self = GW_OUTBOX (object);

  g_queue_clear_full (&self->resends, g_object_unref);
  g_hash_table_unref (self->kept);
  g_hash_table_unref (self->writing);
  g_hash_table_unref (self->sends);
  g_object_unref (self->unsent);
  g_clear_object (&self->client);
  g_clear_pointer (&self->file, gw_outbox_file_unref);

  G_OBJECT_CLASS (gw_outbox_parent_class)->finalize (object);
}

static void
gw_outbox_class_init (GwOutboxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gw_outbox_get_property;
  object_class->finalize = gw_outbox_finalize;
  properties[PROP_N_UNSENT] = g_param_spec_uint (
      "n-unsent", NULL, NULL, 0, G_MAXUINT, 0,
      G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  sent_signal = g_signal_new ("sent", GW_TYPE_OUTBOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 1, GW_TYPE_UNSENT);
}

static void
gw_outbox_init (GwOutbox *self)
{
  self->kept = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  self->writing = g_hash_table_new (NULL, NULL);
  self->sends = g_hash_table_new (NULL, NULL);
  self->unsent = g_list_store_new (GW_TYPE_UNSENT);
  g_queue_init (&self->resends);
}

/* --- on the disk ---------------------------------------------------------------------- */

typedef struct
{
  GwOutbox *outbox; /* NULL: nobody waits for it */
  GwOutboxFile *file;
  GwUnsent *unsent;
  char *key;
  GPtrArray *read;
} FileJob;

static void
file_job_free (gpointer data)
{
  FileJob *job = data;

  g_clear_object (&job->outbox);
  gw_outbox_file_unref (job->file);
  g_clear_object (&job->unsent);
  g_clear_pointer (&job->read, g_ptr_array_unref);
  g_free (job->key);
  g_free (job);
}

static FileJob *
file_job_new (GwOutbox *self)
{
  FileJob *job = g_new0 (FileJob, 1);

  job->file = gw_outbox_file_ref (self->file);
  return job;
}

static void
settle_thread (gpointer data)
{
  FileJob *job = data;

  gw_outbox_file_settle (job->file, job->key);
}

static void
keep_thread (gpointer data)
{
  FileJob *job = data;

  gw_outbox_file_keep (job->file, job->unsent);
}

static void
load_thread (gpointer data)
{
  FileJob *job = data;

  job->read = gw_outbox_file_load (job->file);
}

/* --- the list ------------------------------------------------------------------------- */

static void
list_unsent (GwOutbox *self, GwUnsent *unsent)
{
  if (g_list_store_find (self->unsent, unsent, NULL))
    return;
  g_list_store_append (self->unsent, unsent);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_UNSENT]);
}

static void
forget (GwOutbox *self, GwUnsent *unsent)
{
  FileJob *job = file_job_new (self);
  guint position;

  job->key = g_strdup (gw_unsent_get_key (unsent));
  gw_disk_queue (settle_thread, NULL, job, file_job_free);
  if (g_list_store_find (self->unsent, unsent, &position))
    {
      g_list_store_remove (self->unsent, position);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_UNSENT]);
    }
  gw_unsent_set_state (unsent, GW_UNSENT_ENDED, NULL);
  g_hash_table_remove (self->writing, unsent);
  g_hash_table_remove (self->kept, unsent);
}

static void
loaded_cb (gpointer data)
{
  FileJob *job = data;
  gint64 safe = g_get_real_time () - SAFE_DAYS * G_TIME_SPAN_DAY;

  for (guint i = 0; i < job->read->len; i++)
    {
      GwUnsent *unsent = job->read->pdata[i];

      if (gw_unsent_get_at (unsent) < safe)
        gw_unsent_set_state (unsent, GW_UNSENT_REFUSED,
                             _ ("Too old to be sent safely; look whether it was done"));
      else
        gw_unsent_set_state (unsent, GW_UNSENT_WAITING, NULL);
      g_hash_table_add (job->outbox->kept, g_object_ref (unsent));
      list_unsent (job->outbox, unsent);
    }
}

GwOutbox *
gw_outbox_new (GwClient *client, const char *login, const char *folder)
{
  GwOutbox *self = g_object_new (GW_TYPE_OUTBOX, NULL);
  g_autofree char *path =
      gw_disk_path (folder, gw_client_get_base (client), login, ".outbox");
  FileJob *job;

  self->client = g_object_ref (client);
  self->file = gw_outbox_file_new (path);
  job = file_job_new (self);
  job->outbox = g_object_ref (self);
  gw_disk_queue (load_thread, loaded_cb, job, file_job_free);
  return self;
}

/* --- sending -------------------------------------------------------------------------- */

typedef struct
{
  GwUnsent *unsent;
  GwDecoder decoder;
  GDestroyNotify free_result;
} Send;

static void
send_free (gpointer data)
{
  Send *send = data;

  g_object_unref (send->unsent);
  g_free (send);
}

/* The server has made up its mind; sending the same again would bring the same. */
static gboolean
is_final (const GError *error)
{
  guint status = gw_client_error_get_status (error);

  if (error == NULL)
    return TRUE;
  if (error->domain != GW_CLIENT_ERROR || status == 401 || status == 408 || status == 429)
    return FALSE;
  return error->code != GW_CLIENT_ERROR_UNREACHABLE &&
         error->code != GW_CLIENT_ERROR_SERVER;
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GwOutbox *self = g_task_get_source_object (task);
  Send *send = g_task_get_task_data (task);
  g_autoptr (GwUnsent) unsent = g_object_ref (send->unsent);
  GError *error = NULL;
  gpointer answer = gw_client_call_finish (GW_CLIENT (source), result, &error);

  if (is_final (error))
    forget (self, unsent);
  else
    {
      gw_unsent_set_state (unsent, GW_UNSENT_WAITING, error->message);
      list_unsent (self, unsent);
    }
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, answer,
                           send->decoder != NULL ? send->free_result
                                                 : (GDestroyNotify)g_bytes_unref);
}

static void
post (GwOutbox *self, GTask *task)
{
  Send *send = g_task_get_task_data (task);

  gw_client_post_once_async (self->client, gw_unsent_get_path (send->unsent),
                             gw_unsent_get_key (send->unsent),
                             gw_unsent_get_body (send->unsent), send->decoder,
                             send->free_result, NULL, answered_cb, task);
}

/* Whether it could be written or not: what was decided is sent. */
static void
kept_cb (gpointer data)
{
  FileJob *job = data;
  GwOutbox *self = job->outbox;
  GTask *task = g_hash_table_lookup (self->sends, job->unsent);

  g_hash_table_remove (self->writing, job->unsent);
  g_hash_table_remove (self->sends, job->unsent);
  if (task != NULL)
    post (self, task);
}

GwUnsent *
gw_outbox_hold (GwOutbox *self, const char *path, const char *body, const char *number,
                const char *title, GError **error)
{
  g_autoptr (GwUnsent) unsent = NULL;
  FileJob *job;

  g_return_val_if_fail (GW_IS_OUTBOX (self), NULL);

  if (g_hash_table_size (self->kept) >= GW_OUTBOX_MAX || strlen (body) > GW_OUTBOX_MAX_BODY)
    {
      g_set_error_literal (error, GW_CLIENT_ERROR, GW_CLIENT_ERROR_REFUSED,
                           _ ("Too much waits to be sent. Send it or drop it first."));
      return NULL;
    }
  unsent = gw_unsent_new (NULL, path, body, title, number, 0);
  g_hash_table_add (self->kept, g_object_ref (unsent));
  g_hash_table_add (self->writing, unsent);
  job = file_job_new (self);
  job->outbox = g_object_ref (self);
  job->unsent = g_object_ref (unsent);
  gw_disk_queue (keep_thread, kept_cb, job, file_job_free);
  return g_steal_pointer (&unsent);
}

void
gw_outbox_drop (GwOutbox *self, GwUnsent *unsent)
{
  GwUnsentState state;

  g_return_if_fail (GW_IS_OUTBOX (self) && GW_IS_UNSENT (unsent));

  state = gw_unsent_get_state (unsent);
  if (state == GW_UNSENT_HELD || state == GW_UNSENT_WAITING || state == GW_UNSENT_REFUSED)
    forget (self, unsent);
}

void
gw_outbox_send_async (GwOutbox *self, GwUnsent *unsent, GwDecoder decoder,
                      GDestroyNotify free_result, GAsyncReadyCallback callback,
                      gpointer user_data)
{
  GTask *task;
  Send *send;

  g_return_if_fail (GW_IS_OUTBOX (self) && GW_IS_UNSENT (unsent));
  g_return_if_fail (gw_unsent_get_state (unsent) == GW_UNSENT_HELD ||
                    gw_unsent_get_state (unsent) == GW_UNSENT_WAITING);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, gw_outbox_send_async);
  send = g_new0 (Send, 1);
  send->unsent = g_object_ref (unsent);
  send->decoder = decoder;
  send->free_result = free_result;
  g_task_set_task_data (task, send, send_free);
  gw_unsent_set_state (unsent, GW_UNSENT_SENDING, NULL);
  if (g_hash_table_contains (self->writing, unsent))
    g_hash_table_insert (self->sends, unsent, task);
  else
    post (self, task);
}

gpointer
gw_outbox_send_finish (GwOutbox *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- the list, again ------------------------------------------------------------------ */

static void
resent_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GwOutbox) self = data;
  g_autoptr (GwUnsent) unsent = g_queue_pop_head (&self->resends);
  g_autoptr (GError) error = NULL;
  GBytes *answer = gw_client_call_finish (GW_CLIENT (source), result, &error);

  g_clear_pointer (&answer, g_bytes_unref);
  self->is_resending = FALSE;
  if (error == NULL)
    {
      forget (self, unsent);
      g_signal_emit (self, sent_signal, 0, unsent);
    }
  else
    gw_unsent_set_state (unsent, is_final (error) ? GW_UNSENT_REFUSED : GW_UNSENT_WAITING,
                         error->message);
  if (!is_final (error))
    g_queue_clear_full (&self->resends, g_object_unref);
  resend_next (self);
}

static void
resend_next (GwOutbox *self)
{
  GwUnsent *unsent;

  if (self->is_resending)
    return;
  /* Dropped while others were being sent. */
  while ((unsent = g_queue_peek_head (&self->resends)) != NULL &&
         gw_unsent_get_state (unsent) != GW_UNSENT_WAITING)
    g_object_unref (g_queue_pop_head (&self->resends));
  if (unsent == NULL)
    return;
  self->is_resending = TRUE;
  gw_unsent_set_state (unsent, GW_UNSENT_SENDING, NULL);
  gw_client_post_once_async (self->client, gw_unsent_get_path (unsent),
                             gw_unsent_get_key (unsent), gw_unsent_get_body (unsent), NULL,
                             NULL, NULL, resent_cb, g_object_ref (self));
}

static void
queue_resend (GwOutbox *self, GwUnsent *unsent)
{
  if (gw_unsent_get_state (unsent) == GW_UNSENT_WAITING &&
      g_queue_find (&self->resends, unsent) == NULL)
    g_queue_push_tail (&self->resends, g_object_ref (unsent));
}

void
gw_outbox_resend (GwOutbox *self, GwUnsent *unsent)
{
  guint n;

  g_return_if_fail (GW_IS_OUTBOX (self));

  n = gw_outbox_get_n_unsent (self);
  if (unsent != NULL)
    queue_resend (self, unsent);
  for (guint i = 0; unsent == NULL && i < n; i++)
    {
      g_autoptr (GwUnsent) one = g_list_model_get_item (G_LIST_MODEL (self->unsent), i);

      queue_resend (self, one);
    }
  resend_next (self);
}

GListModel *
gw_outbox_get_unsent (GwOutbox *self)
{
  g_return_val_if_fail (GW_IS_OUTBOX (self), NULL);

  return G_LIST_MODEL (self->unsent);
}

guint
gw_outbox_get_n_unsent (GwOutbox *self)
{
  g_return_val_if_fail (GW_IS_OUTBOX (self), 0);

  return g_list_model_get_n_items (G_LIST_MODEL (self->unsent));
}
