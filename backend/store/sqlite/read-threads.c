/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A few threads with a connection each, for reads that would hold up the main context. */
#define G_LOG_DOMAIN "gridward-store"

#include "backend/store/sqlite/internal.h"

#define THREADS 2
#define QUEUE_LIMIT 1024

typedef struct
{
  GwStoreReadFunc func;
  GwAnswer answer;
} ReadJob;

struct _GwReadThreads
{
  GwAnswerBox *answers;
  guint queue_limit;
  GPtrArray *threads; /* GThread */
  GArray *readers;    /* GwStoreReader, one per thread */
  guint n_started;

  GMutex lock;
  GCond changed;
  GQueue queue; /* ReadJob */
  gboolean stopping;
};

static ReadJob *
take_job (GwReadThreads *self, GwStoreReader **ret_reader)
{
  ReadJob *job;

  g_mutex_lock (&self->lock);
  if (*ret_reader == NULL)
    *ret_reader = &g_array_index (self->readers, GwStoreReader, self->n_started++);
  while (self->queue.length == 0 && !self->stopping)
    g_cond_wait (&self->changed, &self->lock);
  job = g_queue_pop_head (&self->queue);
  g_mutex_unlock (&self->lock);
  return job;
}

static gboolean
run (GwConnection *connection, GwQuery query, GError **error)
{
  GwStatement *statement = gw_connection_query (connection, query, error);

  return statement != NULL && gw_statement_run (statement, error);
}

/* Many jobs ask more than once: a case that changes in between must not come twice. */
static void
run_job (ReadJob *job, GwStoreReader *reader)
{
  GwConnection *connection = reader->connection;

  if (!run (connection, GW_QUERY_BEGIN_READ, &job->answer.error))
    return;
  job->func (reader, job->answer.data, &job->answer.error);
  if (!sqlite3_get_autocommit (gw_connection_get_handle (connection)))
    run (connection, GW_QUERY_ROLLBACK, NULL);
}

static gpointer
read_thread (gpointer data)
{
  GwReadThreads *self = data;
  GwStoreReader *reader = NULL;
  ReadJob *job;

  while ((job = take_job (self, &reader)) != NULL)
    {
      GArray *answers = g_array_sized_new (FALSE, FALSE, sizeof (GwAnswer), 1);

      run_job (job, reader);
      g_array_append_val (answers, job->answer);
      gw_answer_box_put (self->answers, answers);
      g_free (job);
    }
  return NULL;
}

GwReadThreads *
gw_read_threads_new (GwStore *store, GwAnswerBox *answers, const GwStoreOptions *options,
                     GError **error)
{
  GwReadThreads *self = g_new0 (GwReadThreads, 1);
  guint n_threads = options->read_threads != 0 ? options->read_threads : THREADS;

  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  g_queue_init (&self->queue);
  self->answers = answers;
  self->queue_limit =
      options->read_queue_limit != 0 ? options->read_queue_limit : QUEUE_LIMIT;
  self->threads = g_ptr_array_new ();
  self->readers = g_array_new (FALSE, FALSE, sizeof (GwStoreReader));
  for (guint i = 0; i < n_threads; i++)
    {
      GwStoreReader reader = { store,
                               gw_connection_new (gw_store_get_path (store),
                                                  GW_CONNECTION_READ, FALSE, error) };

      if (reader.connection == NULL)
        {
          gw_read_threads_free (self);
          return NULL;
        }
      g_array_append_val (self->readers, reader);
    }
  for (guint i = 0; i < n_threads; i++)
    g_ptr_array_add (self->threads, g_thread_new ("gw-reader", read_thread, self));
  return self;
}

void
gw_read_threads_free (GwReadThreads *self)
{
  g_mutex_lock (&self->lock);
  self->stopping = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
  for (guint i = 0; i < self->threads->len; i++)
    g_thread_join (g_ptr_array_index (self->threads, i));
  for (guint i = 0; i < self->readers->len; i++)
    gw_connection_free (g_array_index (self->readers, GwStoreReader, i).connection);
  g_ptr_array_unref (self->threads);
  g_array_unref (self->readers);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
  g_free (self);
}

gboolean
gw_read_threads_push (GwReadThreads *self, GwStoreReadFunc func, gpointer data,
                      GDestroyNotify destroy, GwStoreDoneFunc done, gpointer user_data)
{
  gboolean taken;

  g_mutex_lock (&self->lock);
  taken = !self->stopping && self->queue.length < self->queue_limit;
  if (taken)
    {
      ReadJob *job = g_new0 (ReadJob, 1);

      job->func = func;
      job->answer = (GwAnswer){ data, destroy, done, user_data, NULL };
      g_queue_push_tail (&self->queue, job);
      g_cond_signal (&self->changed);
    }
  g_mutex_unlock (&self->lock);
  return taken;
}
