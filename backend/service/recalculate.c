/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Open cases are gone through by number, some hundred to a job of the writer. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/recalculate.h"

#include "backend/service/case-change.h"
#include "backend/service/service-private.h"
#include "backend/store/open-cases.h"

#define CASES_PER_JOB 200

typedef struct
{
  GwService *service;
  GwSnapshot *snapshot;
  gint64 last_id; /* so far */
  gboolean more;
  GPtrArray *written; /* of the last piece */
  GwRecalculation result;
  GwRecalculateFunc done;
  gpointer user_data;
} Job;

static void
job_free (Job *job)
{
  gw_snapshot_unref (job->snapshot);
  g_ptr_array_unref (job->written);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

static Job *
job_new (GwService *service)
{
  Job *job = g_new0 (Job, 1);

  job->service = service;
  job->snapshot = gw_snapshot_ref (service->snapshot);
  job->written = gw_written_new ();
  return job;
}

static gboolean
recalculate_case (Job *job, GwStoreWriter *writer, gint64 id, GError **error)
{
  gint64 now = gw_service_now (job->service);
  g_autoptr (GwCaseRecord) record =
      gw_store_case_load (gw_store_writer_get_reader (writer), id, error);
  g_autoptr (GwCaseRecord) before = NULL;
  g_auto (GwEventRecord) event = { 0 };

  /* What time has done by now comes first, by what was due then. */
  if (record == NULL || !gw_case_record_check (job->snapshot, record, error) ||
      !gw_written_wake (job->written, writer, job->service, job->snapshot, record, now,
                        error))
    return FALSE;
  job->result.n_cases++;
  before = gw_case_record_copy (record);
  if (!gw_change_recalculate (job->snapshot, now, record, &event))
    return TRUE;
  job->result.n_changed++;
  return gw_written_change (job->written, writer, before, record, &event, error);
}

static gboolean
recalculate_thread (GwStoreWriter *writer, gpointer data, GError **error)
{
  Job *job = data;
  g_autoptr (GArray) ids = gw_store_open_case_ids (gw_store_writer_get_reader (writer),
                                                   job->last_id, CASES_PER_JOB, error);

  if (ids == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    if (!recalculate_case (job, writer, g_array_index (ids, gint64, i), error))
      return FALSE;
  job->more = ids->len == CASES_PER_JOB;
  if (ids->len > 0)
    job->last_id = g_array_index (ids, gint64, ids->len - 1);
  return TRUE;
}

/* What is written of this piece, out to everyone. */
static void
publish (Job *job)
{
  gw_written_publish (job->written, job->service, job->snapshot, NULL);
  job->service->n_recalculated = job->result.n_cases;
  job->service->n_recalculated_otherwise = job->result.n_changed;
  g_ptr_array_set_size (job->written, 0);
}

static void
finish (Job *job, const GError *error)
{
  job->service->recalculating = FALSE;
  job->done (error == NULL ? &job->result : NULL, error, job->user_data);
}

static void pieced_cb (gpointer data, const GError *error, gpointer user_data);

/* The piece after those that are done. Takes the job, unless it returns FALSE. */
static gboolean
queue (Job *job)
{
  return gw_store_write_async (job->service->store, recalculate_thread, job,
                               (GDestroyNotify)job_free, pieced_cb, NULL);
}

static void
go_on (Job *before)
{
  g_autoptr (Job) job = job_new (before->service);
  g_autoptr (GError) error = NULL;

  job->last_id = before->last_id;
  job->result = before->result;
  job->done = before->done;
  job->user_data = before->user_data;
  if (!queue (job))
    {
      gw_service_fail_overloaded (&error);
      finish (job, error);
      return;
    }
  g_steal_pointer (&job);
}

static void
pieced_cb (gpointer data, const GError *error, gpointer user_data)
{
  Job *job = data;
  g_autoptr (GError) translated = NULL;

  if (error != NULL)
    {
      translated = gw_service_translate_error (error);
      finish (job, translated);
      return;
    }
  publish (job);
  if (job->more)
    go_on (job);
  else
    finish (job, NULL);
}

gboolean
gw_recalculate (GwService *service, const GwPerson *user, GwRecalculateFunc done,
                gpointer user_data, GError **error)
{
  g_autoptr (Job) job = NULL;

  if ((user->roles & GW_ROLE_ADMIN) == 0)
    {
      gw_case_error_set (error, GW_CASE_ERROR_FORBIDDEN, NULL,
                         "computing all deadlines anew is an administrator's");
      return FALSE;
    }
  job = job_new (service);
  job->done = done;
  job->user_data = user_data;
  if (service->recalculating || !queue (job))
    return gw_service_fail_overloaded (error);
  service->recalculating = TRUE;
  service->n_recalculated = service->n_recalculated_otherwise = 0;
  g_steal_pointer (&job);
  return TRUE;
}

gboolean
gw_recalculate_now (GwService *service, GwRecalculation *ret_recalculation, GError **error)
{
  g_autoptr (Job) job = job_new (service);
  GError *local = NULL;

  do
    {
      if (!gw_store_write (service->store, recalculate_thread, job, &local))
        {
          gw_service_propagate_error (error, local);
          return FALSE;
        }
      publish (job);
    }
  while (job->more);
  *ret_recalculation = job->result;
  return TRUE;
}

gboolean
gw_recalculation_progress (GwService *service, GwRecalculation *ret_so_far)
{
  ret_so_far->n_cases = service->n_recalculated;
  ret_so_far->n_changed = service->n_recalculated_otherwise;
  return service->recalculating;
}
