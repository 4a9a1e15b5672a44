/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Folds the write-ahead log into the file beside the writer, so that the writer does not
 * have to: every 100 ms while there is something. Sleeps otherwise.
 */
#define G_LOG_DOMAIN "gridward-store"

#include "backend/store/sqlite/internal.h"

#define INTERVAL_USEC (100 * 1000)

struct _GwCheckpointThread
{
  GwConnection *connection;
  GThread *thread;
  GMutex lock;
  GCond changed;
  guint pages;
  gboolean dirty;
  gboolean stopping;
};

/* Waits until a commit came and the interval has passed. FALSE: stop. */
static gboolean
wait_for_work (GwCheckpointThread *self)
{
  gint64 deadline;
  gboolean go_on;

  g_mutex_lock (&self->lock);
  while (!self->dirty && !self->stopping)
    g_cond_wait (&self->changed, &self->lock);
  deadline = g_get_monotonic_time () + INTERVAL_USEC;
  while (!self->stopping && g_cond_wait_until (&self->changed, &self->lock, deadline))
    continue;
  self->dirty = FALSE;
  go_on = !self->stopping;
  g_mutex_unlock (&self->lock);
  return go_on;
}

static gpointer
checkpoint_thread (gpointer data)
{
  GwCheckpointThread *self = data;
  sqlite3 *handle = gw_connection_get_handle (self->connection);

  while (wait_for_work (self))
    {
      int n_log = 0, n_done = 0;
      int result = sqlite3_wal_checkpoint_v2 (handle, NULL, SQLITE_CHECKPOINT_PASSIVE,
                                              &n_log, &n_done);

      /* Readers may hold back a part: come again without waiting for a commit. */
      g_mutex_lock (&self->lock);
      if (result != SQLITE_OK || n_done < n_log)
        self->dirty = TRUE;
      g_mutex_unlock (&self->lock);
    }
  return NULL;
}

GwCheckpointThread *
gw_checkpoint_thread_new (const char *path, GError **error)
{
  GwConnection *connection = gw_connection_new (path, GW_CONNECTION_WRITE, FALSE, error);
  GwCheckpointThread *self;

  if (connection == NULL)
    return NULL;
  self = g_new0 (GwCheckpointThread, 1);
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  self->connection = connection;
  self->thread = g_thread_new ("gw-checkpoint", checkpoint_thread, self);
  return self;
}

void
gw_checkpoint_thread_free (GwCheckpointThread *self)
{
  g_mutex_lock (&self->lock);
  self->stopping = TRUE;
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->lock);
  g_thread_join (self->thread);
  gw_connection_free (self->connection);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
  g_free (self);
}

static int
committed_cb (void *data, sqlite3 *handle, const char *name, int n_pages)
{
  GwCheckpointThread *self = data;

  g_mutex_lock (&self->lock);
  self->pages = (guint)n_pages;
  if (!self->dirty)
    g_cond_signal (&self->changed);
  self->dirty = TRUE;
  g_mutex_unlock (&self->lock);
  return SQLITE_OK;
}

void
gw_checkpoint_thread_watch (GwCheckpointThread *self, GwConnection *connection)
{
  sqlite3_wal_hook (gw_connection_get_handle (connection), committed_cb, self);
}

guint
gw_checkpoint_thread_get_pages (GwCheckpointThread *self)
{
  guint pages;

  g_mutex_lock (&self->lock);
  pages = self->pages;
  g_mutex_unlock (&self->lock);
  return pages;
}
