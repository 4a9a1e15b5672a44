/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calendars are tried on a city of their own that a worker reads, and written by the writer. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/calendar-draft.h"

#include <string.h>

#include "backend/rules/case-error.h"
#include "backend/service/case-change.h"
#include "backend/service/change-note.h"
#include "backend/service/service-private.h"
#include "backend/store/calendar-store.h"
#include "backend/store/open-cases.h"

#define CASES_AT_A_TIME 500

typedef struct
{
  GwService *service;
  GwCalendarPlan *plan;
  GwCalendarPlan *former; /* NULL: there is none */
  gint64 person_id;
  gint64 version;
  gint64 now_ms;
  GwCalendarPreview preview;
  GError *error;
  GwCalendarDraftFunc done;
  gpointer user_data;
} Job;

static void
job_free (Job *job)
{
  gw_calendar_plan_free (job->plan);
  g_clear_pointer (&job->former, gw_calendar_plan_free);
  g_array_unref (job->preview.moved);
  g_clear_error (&job->error);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

/* Days, numbers and months of the city follow its zone: its calendar cannot have another. */
static gboolean
check_plan (GwService *service, const GwPerson *user, const GwCalendarPlan *plan,
            GError **error)
{
  const char *zone = gw_snapshot_city (service->snapshot)->time_zone;
  g_autoptr (GwCalendar) calendar = NULL;

  if ((user->roles & GW_ROLE_ADMIN) == 0)
    gw_case_error_set (error, GW_CASE_ERROR_FORBIDDEN, NULL,
                       "calendars are an administrator's");
  else if (strcmp (plan->code, GW_CITY_CALENDAR) == 0 &&
           strcmp (plan->time_zone, zone) != 0)
    gw_case_error_set (error, GW_CASE_ERROR_TABLE, "time_zone",
                       "the city's calendar keeps the city's time zone, %s", zone);
  else
    calendar = gw_calendar_plan_build (plan, error);
  return calendar != NULL;
}

/* Takes the plan. NULL with an error. */
static Job *
job_new (GwService *service, const GwPerson *user, GwCalendarPlan *plan,
         GwCalendarDraftFunc done, gpointer user_data, GError **error)
{
  Job *job;

  if (!check_plan (service, user, plan, error))
    {
      gw_calendar_plan_free (plan);
      return NULL;
    }
  job = g_new0 (Job, 1);
  job->service = service;
  job->plan = plan;
  job->person_id = user->id;
  job->now_ms = gw_service_now (service);
  job->preview.moved = g_array_new (FALSE, FALSE, sizeof (GwMovedCase));
  job->done = done;
  job->user_data = user_data;
  return job;
}

/* --- what it would move: on a worker --------------------------------------------------- */

static gboolean
try_case (Job *job, const GwSnapshot *snapshot, GwStoreReader *reader, gint64 id,
          GError **error)
{
  g_autoptr (GwCaseRecord) record = gw_store_case_load (reader, id, error);
  g_auto (GwEventRecord) event = { 0 };
  GwMovedCase moved = { 0 };

  if (record == NULL || !gw_case_record_check (snapshot, record, error))
    return FALSE;
  job->preview.n_cases++;
  moved.from = record->deadline;
  if (!gw_change_recalculate (snapshot, job->now_ms, record, &event))
    return TRUE;
  job->preview.n_changed++;
  moved.to = record->deadline;
  if (moved.to == moved.from)
    return TRUE;
  job->preview.n_moved++;
  gw_case_number_format (id, moved.number);
  if (job->preview.moved->len < GW_CALENDAR_PREVIEW_MOVED)
    g_array_append_val (job->preview.moved, moved);
  return TRUE;
}

static gboolean
try_cases (Job *job, const GwSnapshot *snapshot, GwStoreReader *reader, GError **error)
{
  gint64 last = 0;

  while (job->preview.n_cases < GW_CALENDAR_PREVIEW_CASES)
    {
      g_autoptr (GArray) ids =
          gw_store_open_case_ids (reader, last, CASES_AT_A_TIME, error);

      if (ids == NULL)
        return FALSE;
      for (guint i = 0; i < ids->len; i++)
        if (!try_case (job, snapshot, reader, g_array_index (ids, gint64, i), error))
          return FALSE;
      if (ids->len < CASES_AT_A_TIME)
        return TRUE;
      last = g_array_index (ids, gint64, ids->len - 1);
    }
  job->preview.more = TRUE;
  return TRUE;
}

static gboolean
try_calendar (GwStoreReader *reader, gpointer data, GError **error)
{
  Job *job = data;
  g_autoptr (GwSnapshot) snapshot = gw_snapshot_load (reader, job->now_ms, error);

  return snapshot != NULL && gw_snapshot_try_calendar (snapshot, job->plan, error) &&
         try_cases (job, snapshot, reader, error);
}

/* Takes the job. */
static void
finish (Job *job, const GwCalendarPreview *preview, const GError *error)
{
  g_autoptr (GError) translated = error != NULL ? gw_service_translate_error (error) : NULL;

  job->done (error == NULL ? preview : NULL, translated, job->user_data);
  job_free (job);
}

static void
tried_cb (gpointer data)
{
  Job *job = data;

  finish (job, &job->preview, job->error);
}

static void
try_thread (gpointer data)
{
  Job *job = data;

  gw_store_read_spatial (job->service->store, try_calendar, job, &job->error);
  gw_service_answer (job->service, tried_cb, job);
}

gboolean
gw_calendar_draft_preview (GwService *service, const GwPerson *user, GwCalendarPlan *plan,
                           GwCalendarDraftFunc done, gpointer user_data, GError **error)
{
  g_autoptr (Job) job = job_new (service, user, plan, done, user_data, error);

  if (job == NULL)
    return FALSE;
  if (!gw_service_work (service, try_thread, job))
    return gw_service_fail_overloaded (error);
  g_steal_pointer (&job);
  return TRUE;
}

/* --- into force ------------------------------------------------------------------------ */

static gboolean
check_version (const Job *job, GwStoreReader *reader, GError **error)
{
  g_autoptr (GPtrArray) records = gw_store_calendar_list (reader, error);
  gint64 version = 0;

  if (records == NULL)
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    {
      const GwCalendarRecord *record = g_ptr_array_index (records, i);

      if (record->valid_to == 0 && strcmp (record->plan->code, job->plan->code) == 0)
        version = record->id;
    }
  if (version == job->version)
    return TRUE;
  gw_case_error_set (error, GW_CASE_ERROR_STALE_VERSION, "version",
                     "the calendar was changed meanwhile");
  if (error != NULL)
    gw_case_error_set_value (*error, version);
  return FALSE;
}

static gboolean
publish_thread (GwStoreWriter *writer, gpointer data, GError **error)
{
  const Job *job = data;
  const GwChangeNote note = { writer, job->now_ms, job->person_id };
  gint64 id;

  return check_version (job, gw_store_writer_get_reader (writer), error) &&
         gw_store_calendar_replace (writer, job->plan, job->now_ms, &id, error) &&
         gw_change_note_calendar (&note, job->former, job->plan, error);
}

static void
reloaded_cb (const GError *error, gpointer data)
{
  finish (data, NULL, error);
}

static void
published_cb (gpointer data, const GError *error, gpointer user_data)
{
  Job *job = data;

  if (error != NULL)
    finish (job, NULL, error);
  /* Else the next second brings it. */
  else if (!gw_service_reload_async (job->service, reloaded_cb, job))
    finish (job, NULL, NULL);
}

gboolean
gw_calendar_draft_publish (GwService *service, const GwPerson *user, GwCalendarPlan *plan,
                           gint64 version, GwCalendarDraftFunc done, gpointer user_data,
                           GError **error)
{
  g_autoptr (Job) job = job_new (service, user, plan, done, user_data, error);
  const GwCalendarEdition *former;

  if (job == NULL)
    return FALSE;
  former = gw_snapshot_calendar_by_code (service->snapshot, job->plan->code);
  job->former = former != NULL ? gw_calendar_plan_copy (former->plan) : NULL;
  job->version = version;
  if (!gw_store_write_async (service->store, publish_thread, job, NULL, published_cb, NULL))
    return gw_service_fail_overloaded (error);
  g_steal_pointer (&job);
  return TRUE;
}
