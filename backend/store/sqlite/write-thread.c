/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The one thread that writes. It takes all that is queued, runs it in one transaction,
 * syncs once and sends all answers off together: the more wait, the cheaper each is.
 */
#define G_LOG_DOMAIN "gridward-store"

#include "backend/store/sqlite/internal.h"

#define MAX_BATCH 1024
#define QUEUE_LIMIT 16384
#define LOG_LIMIT_BYTES (G_GUINT64_CONSTANT (1) << 30)
#define PAGE_BYTES 4096
#define INDEX_INTERVAL_USEC (200 * 1000)
/* How long the writer waits for readers when it must fold the log itself. */
#define FOLD_TIMEOUT_MS 200
#define BUSY_TIMEOUT_MS 10000

/* A caller of gw_write_thread_call(), waiting. */
typedef struct
{
  GMutex lock;
  GCond finished;
  gboolean is_finished;
  GError *error;
} Waiter;

typedef struct
{
  GwStoreWriteFunc func;
  GwAnswer answer;
  Waiter *waiter; /* or NULL */
} WriteJob;

struct _GwWriteThread
{
  GwStoreWriter *writer;
  GwCheckpointThread *checkpoints;
  GwAnswerBox *answers;
  GThread *thread;
  guint queue_limit;
  guint64 log_limit_bytes;

  GMutex lock;
  GCond changed;
  GQueue queue; /* WriteJob */
  gboolean stopping;
  GwStoreMetrics metrics;
};

static void
finish (WriteJob *job, GError *error, GArray *answers)
{
  if (job->waiter == NULL)
    {
      job->answer.error = error;
      g_array_append_val (answers, job->answer);
    }
  else
    {
      g_mutex_lock (&job->waiter->lock);
      job->waiter->error = error;
      job->waiter->is_finished = TRUE;
      g_cond_signal (&job->waiter->finished);
      g_mutex_unlock (&job->waiter->lock);
    }
  g_free (job);
}

static void
note_batch (GwWriteThread *self, guint n_jobs, guint n_failed, gint64 commit_usec)
{
  g_mutex_lock (&self->lock);
  self->metrics.batches++;
  self->metrics.jobs += n_jobs;
  self->metrics.failed_jobs += n_failed;
  self->metrics.last_commit_us = (guint64)commit_usec;
  self->metrics.search_pending = self->writer->texts.length;
  g_mutex_unlock (&self->lock);
}

/*
 * Runs all jobs and commits. errors[i] is set for a job that failed. FALSE with error when
 * the transaction as a whole failed: then no job of it is kept.
 */
static gboolean
run_jobs (GwWriteThread *self, GPtrArray *jobs, GError **errors, gint64 *ret_commit_usec,
          GError **error)
{
  gint64 start;

  if (!gw_writer_begin (self->writer, error))
    return FALSE;
  for (guint i = 0; i < jobs->len; i++)
    {
      WriteJob *job = g_ptr_array_index (jobs, i);

      gw_writer_run_job (self->writer, job->func, job->answer.data, &errors[i]);
      if (!gw_writer_is_open (self->writer))
        {
          /* Some failures (a full disk) undo everything: no job may run outside. */
          g_propagate_error (error, g_error_copy (errors[i]));
          g_prefix_error (error, "nothing was kept: ");
          gw_writer_rollback (self->writer);
          return FALSE;
        }
    }
  start = g_get_monotonic_time ();
  if (!gw_writer_commit (self->writer, error))
    {
      g_prefix_error (error, "nothing was kept: ");
      return FALSE;
    }
  *ret_commit_usec = g_get_monotonic_time () - start;
  return TRUE;
}

static void
run_batch (GwWriteThread *self, GPtrArray *jobs)
{
  g_autoptr (GError) batch_error = NULL;
  g_autofree GError **errors = g_new0 (GError *, jobs->len + 1);
  GArray *answers = g_array_sized_new (FALSE, FALSE, sizeof (GwAnswer), jobs->len);
  gint64 commit_usec = 0;
  guint n_failed = 0;

  run_jobs (self, jobs, errors, &commit_usec, &batch_error);
  for (guint i = 0; i < jobs->len; i++)
    {
      if (batch_error != NULL && errors[i] == NULL)
        errors[i] = g_error_copy (batch_error);
      n_failed += errors[i] != NULL;
      finish (g_ptr_array_index (jobs, i), errors[i], answers);
    }
  note_batch (self, jobs->len, n_failed, commit_usec);
  if (answers->len > 0)
    gw_answer_box_put (self->answers, answers);
  else
    g_array_unref (answers);
}

/* A log that only grows would fill the disk: here the writer pays for it itself. */
static void
fold_log_at_limit (GwWriteThread *self)
{
  sqlite3 *handle = gw_connection_get_handle (self->writer->reader.connection);
  guint64 log_bytes =
      (guint64)gw_checkpoint_thread_get_pages (self->checkpoints) * PAGE_BYTES;

  g_mutex_lock (&self->lock);
  self->metrics.log_bytes = log_bytes;
  g_mutex_unlock (&self->lock);
  if (log_bytes < self->log_limit_bytes)
    return;
  sqlite3_busy_timeout (handle, FOLD_TIMEOUT_MS);
  sqlite3_wal_checkpoint_v2 (handle, NULL, SQLITE_CHECKPOINT_RESTART, NULL, NULL);
  sqlite3_busy_timeout (handle, BUSY_TIMEOUT_MS);
}

/* The text index goes on although no report comes. */
static void
advance_index (GwWriteThread *self)
{
  g_autoptr (GError) error = NULL;

  if (!gw_search_is_due (self->writer))
    return;
  if (!gw_writer_begin (self->writer, &error) || !gw_writer_commit (self->writer, &error))
    g_warning ("keeping the text index: %s", error->message);
  g_mutex_lock (&self->lock);
  self->metrics.search_pending = self->writer->texts.length;
  g_mutex_unlock (&self->lock);
}

/* Moves what is queued to jobs, waiting for some or for the text index. FALSE: stop. */
static gboolean
take_jobs (GwWriteThread *self, GPtrArray *jobs)
{
  gboolean texts_wait = self->writer->texts.length > 0 || !self->writer->texts_complete;
  gint64 chore_usec =
      g_get_monotonic_time () + (texts_wait ? INDEX_INTERVAL_USEC : (gint64)G_USEC_PER_SEC);
  gboolean go_on;

  g_mutex_lock (&self->lock);
  while (self->queue.length == 0 && !self->stopping)
    if (!g_cond_wait_until (&self->changed, &self->lock, chore_usec))
      break;
  while (self->queue.length > 0 && jobs->len < MAX_BATCH)
    g_ptr_array_add (jobs, g_queue_pop_head (&self->queue));
  go_on = jobs->len > 0 || !self->stopping;
  g_mutex_unlock (&self->lock);
  return go_on;
}

static gpointer
write_thread (gpointer data)
{
  GwWriteThread *self = data;
  g_autoptr (GPtrArray) jobs = g_ptr_array_new ();

  while (take_jobs (self, jobs))
    {
      if (jobs->len > 0)
        run_batch (self, jobs);
      else
        advance_index (self);
      g_ptr_array_set_size (jobs, 0);
      fold_log_at_limit (self);
    }
  return NULL;
}

GwWriteThread *
gw_write_thread_new (GwStoreWriter *writer, GwCheckpointThread *checkpoints,
                     GwAnswerBox *answers, const GwStoreOptions *options)
{
  GwWriteThread *self = g_new0 (GwWriteThread, 1);

  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  g_queue_init (&self->queue);
  self->writer = writer;
  self->checkpoints = checkpoints;
  self->answers = answers;
  self->queue_limit = options->queue_limit != 0 ? options->queue_limit : QUEUE_LIMIT;
  self->log_limit_bytes =
      options->log_limit_bytes != 0 ? options->log_limit_bytes : LOG_LIMIT_BYTES;
  gw_checkpoint_thread_watch (checkpoints, writer->reader.connection);
  self->thread = g_thread_new ("gw-writer", write_thread, self);
  return self;
}

void
gw_write_thread_free (GwWriteThread *self)
{
  g_mutex_lock (&self->lock);
  self->stopping = TRUE;
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->lock);
  g_thread_join (self->thread);
  gw_writer_free (self->writer);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
  g_free (self);
}

static gboolean
push (GwWriteThread *self, WriteJob *job, gboolean limited)
{
  gboolean taken;

  g_mutex_lock (&self->lock);
  taken = !self->stopping && (!limited || self->queue.length < self->queue_limit);
  if (taken)
    g_queue_push_tail (&self->queue, job);
  else
    self->metrics.overloads++;
  if (taken && self->queue.length == 1)
    g_cond_signal (&self->changed);
  g_mutex_unlock (&self->lock);
  return taken;
}

gboolean
gw_write_thread_push (GwWriteThread *self, GwStoreWriteFunc func, gpointer data,
                      GDestroyNotify destroy, GwStoreDoneFunc done, gpointer user_data)
{
  WriteJob *job = g_new0 (WriteJob, 1);

  job->func = func;
  job->answer = (GwAnswer){ data, destroy, done, user_data, NULL };
  if (push (self, job, TRUE))
    return TRUE;
  g_free (job);
  return FALSE;
}

gboolean
gw_write_thread_call (GwWriteThread *self, GwStoreWriteFunc func, gpointer data,
                      GError **error)
{
  Waiter waiter = { 0 };
  WriteJob *job = g_new0 (WriteJob, 1);

  g_mutex_init (&waiter.lock);
  g_cond_init (&waiter.finished);
  job->func = func;
  job->answer.data = data;
  job->waiter = &waiter;
  if (push (self, job, FALSE))
    {
      g_mutex_lock (&waiter.lock);
      while (!waiter.is_finished)
        g_cond_wait (&waiter.finished, &waiter.lock);
      g_mutex_unlock (&waiter.lock);
    }
  else
    {
      g_free (job);
      waiter.error = g_error_new_literal (GW_STORE_ERROR, GW_STORE_ERROR_CLOSED,
                                          "the store is closing");
    }
  g_mutex_clear (&waiter.lock);
  g_cond_clear (&waiter.finished);
  if (waiter.error == NULL)
    return TRUE;
  g_propagate_error (error, waiter.error);
  return FALSE;
}

void
gw_write_thread_get_metrics (GwWriteThread *self, GwStoreMetrics *ret_metrics)
{
  g_mutex_lock (&self->lock);
  *ret_metrics = self->metrics;
  ret_metrics->queued = self->queue.length;
  g_mutex_unlock (&self->lock);
}
