/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What happens to cases by itself: each has the instant at which to look at it again, with
 * an index, so that no tick ever looks at cases to which nothing happens.
 */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/service-private.h"

/* Per write job, so that reports between two need not wait long. */
#define MAX_CASES 200

typedef struct
{
  GwService *service;
  GwSnapshot *snapshot;
  GPtrArray *written;
  gboolean more;
} TickJob;

static void
tick_job_free (gpointer data)
{
  TickJob *job = data;

  gw_snapshot_unref (job->snapshot);
  g_ptr_array_unref (job->written);
  g_free (job);
}

static gboolean
wake_thread (GwStoreWriter *writer, gpointer data, GError **error)
{
  TickJob *job = data;
  GwStoreReader *reader = gw_store_writer_get_reader (writer);
  gint64 now = gw_service_now (job->service);
  g_autoptr (GArray) ids = gw_store_cases_due (reader, now, MAX_CASES, error);

  if (ids == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (GwCaseRecord) record =
          gw_store_case_load (reader, g_array_index (ids, gint64, i), error);

      if (record == NULL || !gw_case_record_check (job->snapshot, record, error) ||
          !gw_written_wake (job->written, writer, job->service, job->snapshot, record, now,
                            error))
        return FALSE;
    }
  job->more = ids->len == MAX_CASES;
  return TRUE;
}

static void wake (GwService *service);

static void
woken_cb (gpointer data, const GError *error, gpointer user_data)
{
  TickJob *job = data;

  job->service->waking = FALSE;
  if (error != NULL)
    {
      g_warning ("what happens by itself: %s", error->message);
      return;
    }
  gw_written_publish (job->written, job->service, job->snapshot, NULL);
  if (job->more)
    wake (job->service);
}

static void
wake (GwService *service)
{
  TickJob *job = g_new0 (TickJob, 1);

  job->service = service;
  job->snapshot = gw_snapshot_ref (service->snapshot);
  job->written = gw_written_new ();
  service->waking = TRUE;
  /* When the queue is full time can wait for the next second. */
  if (gw_store_write_async (service->store, wake_thread, job, tick_job_free, woken_cb,
                            NULL))
    return;
  service->waking = FALSE;
  tick_job_free (job);
}

void
gw_case_tick (GwService *service)
{
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GError) error = NULL;

  if (service->waking)
    return;
  ids = gw_store_cases_due (gw_store_read (service->store), gw_service_now (service), 1,
                            &error);
  if (ids == NULL)
    g_warning ("looking for what happens by itself: %s", error->message);
  else if (ids->len > 0)
    wake (service);
}
