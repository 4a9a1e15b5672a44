/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One report from the city's figures to its files. */
#define G_LOG_DOMAIN "gridward-report"

#include "config.h"

#include "backend/report/make.h"

#include <glib/gi18n.h>

#include "backend/report/collect.h"
#include "backend/report/render.h"

typedef struct
{
  guint formats;
  char *folder;
  GCancellable *cancellable;
  GwReportMadeFunc done;
  gpointer user_data;
  GwReportData *data; /* once it is collected */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->folder);
  g_clear_object (&job->cancellable);
  gw_report_data_free (job->data);
  g_free (job);
}

guint
gw_report_today (GwService *service, guint *ret_minute)
{
  GwSnapshot *snapshot = gw_service_get_snapshot (service);
  gint64 now_ms = gw_service_now (service);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (now_ms / 1000);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (
      utc, gw_calendar_time_zone (gw_snapshot_calendar (snapshot)));

  if (ret_minute != NULL)
    *ret_minute =
        (guint)(g_date_time_get_hour (local) * 60 + g_date_time_get_minute (local));
  return (guint)(g_date_time_get_year (local) * 10000 +
                 g_date_time_get_month (local) * 100 +
                 g_date_time_get_day_of_month (local));
}

/* Each format on its own, so that a server that stops waits for one file at most. */
static void
write_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr (GwReportDocument) report = gw_report_compose (job->data);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < GW_REPORT_N_FORMATS && error == NULL; i++)
    if ((job->formats & 1u << i) != 0 &&
        !g_cancellable_set_error_if_cancelled (cancellable, &error))
      gw_report_write (report, 1u << i, job->folder, files, &error);
  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, g_steal_pointer (&files),
                           (GDestroyNotify)g_ptr_array_unref);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) files = g_task_propagate_pointer (G_TASK (result), &error);

  job->done (files, error, job->user_data);
}

static void
collected_cb (GwReportData *data, const GError *error, gpointer user_data)
{
  Job *job = user_data;
  g_autoptr (GTask) task = NULL;

  if (error != NULL)
    {
      job->done (NULL, error, job->user_data);
      job_free (job);
      return;
    }
  job->data = data;
  task = g_task_new (NULL, job->cancellable, written_cb, NULL);
  g_task_set_source_tag (task, gw_report_make);
  /* The files say themselves whether they were finished. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, write_thread);
}

static gboolean
check_order (GwService *service, const GwReportOrder *order, GError **error)
{
  GwSnapshot *snapshot = gw_service_get_snapshot (service);

  if (order->period.from > gw_report_today (service, NULL))
    g_set_error (error, GW_REPORT_ERROR, GW_REPORT_ERROR_INPUT, _ ("%s has not begun yet"),
                 order->period.name);
  else if (order->area != NULL && gw_snapshot_area_by_code (snapshot, order->area) == NULL)
    g_set_error (error, GW_REPORT_ERROR, GW_REPORT_ERROR_INPUT,
                 _ ("there is no area %s in this city"), order->area);
  else
    return TRUE;
  return FALSE;
}

gboolean
gw_report_make (GwService *service, const GwPerson *user, const GwReportOrder *order,
                GCancellable *cancellable, GwReportMadeFunc done, gpointer user_data,
                GError **error)
{
  Job *job;

  if (!check_order (service, order, error))
    return FALSE;
  job = g_new0 (Job, 1);
  job->formats = order->formats;
  job->folder = g_strdup (order->folder);
  job->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  job->done = done;
  job->user_data = user_data;
  if (gw_report_collect (service, user, order, collected_cb, job, error))
    return TRUE;
  job_free (job);
  return FALSE;
}
