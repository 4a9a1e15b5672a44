/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading the whole city anew: here and now, or on a worker while reports go on. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/service-private.h"

typedef struct
{
  GwService *service;
  gint64 now_ms;
  GwSnapshot *snapshot; /* what was read */
  gint64 city_mark;     /* as of before it was read */
  GError *error;
  GwReloadFunc done;
  gpointer user_data;
} LoadJob;

static gboolean
load_snapshot (GwStoreReader *reader, gpointer data, GError **error)
{
  LoadJob *job = data;

  job->snapshot = gw_snapshot_load (reader, job->now_ms, error);
  return job->snapshot != NULL;
}

static gboolean
install (GwService *service, GwSnapshot *snapshot, GError **error)
{
  g_clear_pointer (&service->snapshot, gw_snapshot_unref);
  service->snapshot = snapshot;
  gw_geocoder_reload (service);
  gw_open_cases_reload (service->open_cases);
  return gw_service_load_people (service, error) && gw_duty_load (service->duty, error);
}

gboolean
gw_service_reload (GwService *service, GError **error)
{
  LoadJob job = { .now_ms = gw_service_now (service) };
  GError *local = NULL;

  /* Before: what is changed meanwhile is looked at once more. */
  if (!gw_store_change_marks (gw_store_read (service->store), &service->marks, &local) ||
      !gw_store_read_spatial (service->store, load_snapshot, &job, &local))
    {
      gw_service_propagate_error (error, local);
      return FALSE;
    }
  return install (service, job.snapshot, error);
}

/* --- on a worker ----------------------------------------------------------------------- */

/* Another one that began later may have been quicker. */
static void
loaded_cb (gpointer data)
{
  LoadJob *job = data;
  GwService *service = job->service;

  service->n_reloading--;
  if (job->city_mark >= service->marks.city)
    {
      /* Also when it failed: it would fail again each second. */
      service->marks.city = job->city_mark;
      if (job->error == NULL)
        install (service, g_steal_pointer (&job->snapshot), &job->error);
    }
  job->done (job->error, job->user_data);
  g_clear_pointer (&job->snapshot, gw_snapshot_unref);
  g_clear_error (&job->error);
  g_free (job);
}

static void
load_thread (gpointer data)
{
  LoadJob *job = data;
  GError *local = NULL;

  if (!gw_store_read_spatial (job->service->store, load_snapshot, job, &local))
    gw_service_propagate_error (&job->error, local);
  gw_service_answer (job->service, loaded_cb, job);
}

gboolean
gw_service_reload_async (GwService *service, GwReloadFunc done, gpointer user_data)
{
  LoadJob *job = g_new0 (LoadJob, 1);
  GwChangeMarks marks;

  job->service = service;
  job->now_ms = gw_service_now (service);
  job->done = done;
  job->user_data = user_data;
  if (service->workers != NULL &&
      gw_store_change_marks (gw_store_read (service->store), &marks, NULL))
    {
      job->city_mark = marks.city;
      service->n_reloading++;
      if (gw_service_work (service, load_thread, job))
        return TRUE;
      service->n_reloading--;
    }
  g_free (job);
  return FALSE;
}
