/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What happens to cases by itself: each has the instant at which to look at it again, with
 * an index, so that no tick ever looks at cases to which nothing happens.
 */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/supervise-private.h"
#include "backend/store/card-store.h"

/* Per write job, so that reports between two need not wait long. */
#define MAX_CASES 200

typedef struct
{
  GwService *service;
  GwSnapshot *snapshot;
  GPtrArray *written;
  gint64 now_ms;
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

/*
 * One instant of one case or card: that which was to come first, so that the journal tells
 * what happened in the order of its instants, however late the tick is.
 */
static gboolean
wake_next (TickJob *job, GwStoreWriter *writer, GError **error)
{
  GwStoreReader *reader = gw_store_writer_get_reader (writer);
  g_autoptr (GArray) ids = gw_store_cases_due (reader, job->now_ms, 1, error);
  g_autoptr (GwCaseRecord) record = NULL;
  gint64 until = job->now_ms;

  if (ids == NULL)
    return FALSE;
  if (ids->len > 0)
    {
      record = gw_store_case_load (reader, g_array_index (ids, gint64, 0), error);
      if (record == NULL || !gw_case_record_check (job->snapshot, record, error))
        return FALSE;
      until = record->wake_at - 1;
    }
  if (!gw_supervise_escalate_next (job->written, writer, job->snapshot, until, job->now_ms,
                                   &job->more, error))
    return FALSE;
  if (job->more || record == NULL)
    return TRUE;
  job->more = TRUE;
  return gw_written_wake (job->written, writer, job->service, job->snapshot, record,
                          record->wake_at, error);
}

static gboolean
wake_thread (GwStoreWriter *writer, gpointer data, GError **error)
{
  TickJob *job = data;

  job->now_ms = gw_service_now (job->service);
  job->more = TRUE;
  for (guint i = 0; job->more && i < MAX_CASES; i++)
    {
      if (!wake_next (job, writer, error))
        return FALSE;
    }
  return TRUE;
}

static void wake (GwService *service);

static void
woken_cb (gpointer data, const GError *error, gpointer user_data)
{
  TickJob *job = data;

  GwService *service = job->service;
  gboolean again = service->wake_again;

  service->waking = service->wake_again = FALSE;
  if (error != NULL)
    {
      g_warning ("what happens by itself: %s", error->message);
      return;
    }
  gw_written_publish (job->written, service, job->snapshot, NULL);
  if (!job->more)
    service->settled_until = job->now_ms;
  if (job->more || again)
    wake (service);
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
  gint64 now_ms = gw_service_now (service);
  GwStoreReader *reader = gw_store_read (service->store);
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GError) error = NULL;
  gint64 card = 0;

  service->wake_again = service->waking;
  if (service->waking)
    return;
  ids = gw_store_cases_due (reader, now_ms, 1, &error);
  if (ids == NULL || !gw_store_card_due (reader, now_ms, &card, &error))
    g_warning ("looking for what happens by itself: %s", error->message);
  else if (ids->len > 0 || card != 0)
    wake (service);
  else
    service->settled_until = now_ms;
}
