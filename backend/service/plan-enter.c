/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Entering the actual of a plan target. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/plan.h"

#include "backend/service/change-note.h"
#include "backend/service/service-private.h"

#define ENTERS_IN_AREA (GW_ROLE_LEADER | GW_ROLE_MANAGER | GW_ROLE_ADMIN)

typedef struct
{
  GwService *service;
  GwSnapshot *snapshot;
  GwPerson *user;
  gint64 id;
  gint64 version;
  guint32 today;
  GwPlanActualRecord actual;
  GwPlanFunc done;
  gpointer user_data;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  gw_snapshot_unref (job->snapshot);
  gw_person_unref (job->user);
  g_free (job->actual.note);
  g_free (job);
}

gboolean
gw_plan_may_enter (const GwPerson *user, const GwArea *area, gint64 department_id)
{
  if ((user->roles & ENTERS_IN_AREA) != 0 && gw_scope_has (user, area))
    return TRUE;
  return (user->roles & GW_ROLE_DEPARTMENT) != 0 && user->department_id != 0 &&
         user->department_id == department_id;
}

static gboolean
fail (GError **error, GwCaseError code, const char *field, const char *message)
{
  gw_case_error_set (error, code, field, "%s", message);
  return FALSE;
}

static gboolean
check_target (const Job *job, const GwPlanTargetRecord *record, GError **error)
{
  const GwArea *area = gw_snapshot_area_by_id (job->snapshot, record->area_id);

  if (record->retired || area == NULL)
    return fail (error, GW_CASE_ERROR_NOT_FOUND, NULL, "there is no such target");
  if (!gw_plan_may_enter (job->user, area, record->department_id))
    return fail (error, GW_CASE_ERROR_FORBIDDEN, NULL,
                 "another department or another area has it");
  if (*record->plan.indicator != '\0')
    return fail (error, GW_CASE_ERROR_ACTION_NOT_ALLOWED, NULL,
                 "its actual is counted by an indicator");
  if (record->version == job->version)
    return TRUE;
  fail (error, GW_CASE_ERROR_STALE_VERSION, NULL,
        "somebody else has changed this meanwhile");
  if (error != NULL)
    gw_case_error_set_value (*error, record->version);
  return FALSE;
}

static gboolean
check_entry (const Job *job, const GwPlanTarget *plan, GError **error)
{
  const GwPlanActualRecord *actual = &job->actual;

  if (actual->value < 0 || actual->value > GW_TARGET_VALUE_MAX)
    return fail (error, GW_CASE_ERROR_OUT_OF_RANGE, "value", "it is too large or negative");
  if (plan->unit == GW_TARGET_PERCENT && actual->value > GW_TARGET_PERCENT_MAX)
    return fail (error, GW_CASE_ERROR_OUT_OF_RANGE, "value",
                 "a share has at most 100 percent");
  if (actual->date > job->today || actual->date < plan->year * 10000 + 101)
    return fail (error, GW_CASE_ERROR_OUT_OF_RANGE, "date",
                 "a day of the target's year or later, and not after today, is expected");
  return g_utf8_strlen (actual->note, -1) <= GW_TARGET_NOTE_CHARS ||
         fail (error, GW_CASE_ERROR_OUT_OF_RANGE, "note", "it is too long");
}

static gboolean
note (const Job *job, GwStoreWriter *writer, const GwPlanTargetRecord *record,
      GError **error)
{
  const GwChangeNote journal = { writer, job->actual.at, job->user->id };
  const GwArea *area = gw_snapshot_area_by_id (job->snapshot, record->area_id);
  g_autofree char *key =
      g_strdup_printf ("%u/%s/%s", record->plan.year, record->plan.code, area->code);
  g_autofree char *before =
      record->actual != NULL ? gw_target_value_to_text (record->actual->value) : NULL;
  g_autofree char *after = gw_target_value_to_text (job->actual.value);

  return gw_change_note (&journal, GW_NOTED_TARGET, key, "actual", before, after, error);
}

static gboolean
enter_thread (GwStoreWriter *writer, gpointer data, GError **error)
{
  Job *job = data;
  g_autoptr (GwPlanTargetRecord) record =
      gw_store_plan_target_load (gw_store_writer_get_reader (writer), job->id, error);

  return record != NULL && check_target (job, record, error) &&
         check_entry (job, &record->plan, error) &&
         gw_store_plan_actual_add (writer, job->id, &job->actual, error) &&
         note (job, writer, record, error);
}

static void
entered_cb (gpointer data, const GError *error, gpointer user_data)
{
  const Job *job = data;
  const GwPlanFilter filter = { .id = job->id };
  g_autoptr (GError) fault = error != NULL ? gw_service_translate_error (error) : NULL;

  if (fault != NULL ||
      !gw_plan_list (job->service, job->user, &filter, job->done, job->user_data, &fault))
    job->done (NULL, fault, job->user_data);
}

gboolean
gw_plan_enter (GwService *service, const GwPerson *user, const GwPlanEntry *entry,
               GwPlanFunc done, gpointer user_data, GError **error)
{
  Job *job = g_new0 (Job, 1);

  job->service = service;
  job->snapshot = gw_snapshot_ref (service->snapshot);
  job->user = gw_person_ref (user);
  job->id = entry->id;
  job->version = entry->version;
  job->actual.at = gw_service_now (service);
  job->actual.person_id = user->id;
  job->actual.date = entry->date;
  job->actual.value = entry->value;
  job->actual.note = g_strdup (entry->note != NULL ? entry->note : "");
  job->today =
      gw_calendar_local_date (gw_snapshot_calendar (service->snapshot), job->actual.at);
  job->done = done;
  job->user_data = user_data;
  if (gw_store_write_async (service->store, enter_thread, job, job_free, entered_cb, NULL))
    return TRUE;
  job_free (job);
  return gw_service_fail_overloaded (error);
}
