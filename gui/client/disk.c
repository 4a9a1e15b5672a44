/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Work on small files, off the main loop and in the order in which it was asked for. */
#define G_LOG_DOMAIN "gridward-client"

#include "gui/client/disk.h"

typedef struct
{
  GwDiskFunc func;
  GwDiskFunc done;
  gpointer data;
  GDestroyNotify free_data;
  GMainContext *context;
} DiskJob;

static GMutex mutex;
static GCond idle;
static guint n_queued;

static void
job_free (gpointer data)
{
  DiskJob *job = data;

  if (job->free_data != NULL)
    job->free_data (job->data);
  g_main_context_unref (job->context);
  g_free (job);
}

static gboolean
finished_cb (gpointer data)
{
  DiskJob *job = data;

  if (job->done != NULL)
    job->done (job->data);
  return G_SOURCE_REMOVE;
}

static void
work (gpointer data, gpointer pool_data)
{
  DiskJob *job = data;
  g_autoptr (GSource) source = g_idle_source_new ();

  job->func (job->data);
  /* An idle of lower priority would starve while the map is being dragged. */
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, finished_cb, job, job_free);
  g_source_attach (source, job->context);
  g_mutex_lock (&mutex);
  if (--n_queued == 0)
    g_cond_broadcast (&idle);
  g_mutex_unlock (&mutex);
}

static GThreadPool *
get_pool (void)
{
  static GThreadPool *pool;

  /* One thread: what is asked for first is on the disk first. */
  if (g_once_init_enter (&pool))
    g_once_init_leave (&pool, g_thread_pool_new (work, NULL, 1, FALSE, NULL));
  return pool;
}

void
gw_disk_queue (GwDiskFunc func, GwDiskFunc done, gpointer data, GDestroyNotify free_data)
{
  DiskJob *job = g_new0 (DiskJob, 1);

  job->func = func;
  job->done = done;
  job->data = data;
  job->free_data = free_data;
  job->context = g_main_context_ref_thread_default ();
  g_mutex_lock (&mutex);
  n_queued++;
  g_mutex_unlock (&mutex);
  g_thread_pool_push (get_pool (), job, NULL);
}

void
gw_disk_wait (void)
{
  g_mutex_lock (&mutex);
  while (n_queued > 0)
    g_cond_wait (&idle, &mutex);
  g_mutex_unlock (&mutex);
}

char *
gw_disk_path (const char *folder, const char *base, const char *login, const char *suffix)
{
  g_autofree char *who = g_strconcat (base, "\n", login, NULL);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, who, -1);
  g_autofree char *name = g_strdup_printf ("%.24s%s", digest, suffix);

  if (folder != NULL)
    return g_build_filename (folder, name, NULL);
  return g_build_filename (g_get_user_data_dir (), "gridward", name, NULL);
}
