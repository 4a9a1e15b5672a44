/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Someone acts on a case: queued here, decided by the rules on the writer thread. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/case-action.h"

#include <string.h>

#include "backend/service/case-change.h"
#include "backend/service/service-private.h"
#include "backend/store/city-store.h"

/* One action on its way through the writer. */
typedef struct
{
  GwService *service;
  GwSnapshot *snapshot;
  GwPerson *user;
  gint64 case_id;
  gint64 version;
  GwChange change;
  char **attachment_ids; /* or NULL */
  GwCaseRecord record;   /* afterwards */
  GwEventRecord event;
  GwComponentRecord *component; /* or NULL */
  GPtrArray *attachments;       /* GwAttachmentRecord: all of the case */
  GwActionFunc done;
  gpointer user_data;
} ActionJob;

static void
action_job_free (gpointer data)
{
  ActionJob *job = data;

  gw_snapshot_unref (job->snapshot);
  gw_person_unref (job->user);
  g_free (job->change.opinion);
  g_strfreev (job->attachment_ids);
  gw_case_record_clear (&job->record);
  gw_event_record_clear (&job->event);
  g_clear_pointer (&job->component, gw_component_record_free);
  g_clear_pointer (&job->attachments, g_ptr_array_unref);
  g_free (job);
}

/* --- on the writer thread ------------------------------------------------------------- */

static gboolean
may_see (const ActionJob *job, const GwCaseRecord *record)
{
  return gw_permissions_may_see (
      job->user->roles, record->state, record->reporter_id == job->user->id,
      record->department_id != 0 && record->department_id == job->user->department_id);
}

static GwCaseRecord *
load_case (const ActionJob *job, GwStoreReader *reader, GError **error)
{
  g_autoptr (GwCaseRecord) record = gw_store_case_load (reader, job->case_id, error);

  if (record == NULL)
    return NULL;
  if (!may_see (job, record))
    {
      gw_case_error_set (error, GW_CASE_ERROR_NOT_FOUND, NULL, "there is no such case");
      return NULL;
    }
  if (!gw_case_record_check (job->snapshot, record, error))
    return NULL;
  if (record->version != job->version)
    {
      gw_case_error_set (error, GW_CASE_ERROR_STALE_VERSION, "version",
                         "the case is at version %" G_GINT64_FORMAT " now",
                         record->version);
      if (error != NULL)
        gw_case_error_set_value (*error, record->version);
      return NULL;
    }
  return g_steal_pointer (&record);
}

static gboolean
load_component (ActionJob *job, GwStoreReader *reader, GError **error)
{
  if (job->record.component_id == 0)
    return TRUE;
  job->component = gw_store_component_load (reader, job->record.component_id, error);
  return job->component != NULL;
}

static const char *
attachment_stage (GwCaseAction action)
{
  if (action == GW_ACTION_HANDLE)
    return "handle";
  return action == GW_ACTION_REPORT ? "report" : "check";
}

static void
copy_record (GwCaseRecord *to, const GwCaseRecord *from)
{
  GwCaseRecord *copy = gw_case_record_copy (from);

  gw_case_record_clear (to);
  *to = *copy;
  g_free (copy);
}

static gboolean
act_thread (GwStoreWriter *writer, gpointer data, GError **error)
{
  ActionJob *job = data;
  GwStoreReader *reader = gw_store_writer_get_reader (writer);
  g_autoptr (GwCaseRecord) before = load_case (job, reader, error);

  if (before == NULL)
    return FALSE;
  copy_record (&job->record, before);
  if (!load_component (job, reader, error))
    return FALSE;
  job->change.now_ms = gw_service_now (job->service);
  job->change.component = job->component;
  if (!gw_change_apply (&job->change, job->snapshot, job->user, &job->record, &job->event,
                        error) ||
      !gw_store_case_change (writer, before, &job->record, &job->event, error) ||
      !gw_attach_all (writer, job->attachment_ids, job->user, &job->event,
                      attachment_stage (job->change.action), error))
    return FALSE;
  job->attachments = gw_store_case_attachments (reader, job->case_id, error);
  return job->attachments != NULL;
}

/* --- on the main context -------------------------------------------------------------- */

static void
acted_cb (gpointer data, const GError *error, gpointer user_data)
{
  ActionJob *job = data;
  g_autoptr (GError) translated = NULL;
  g_autoptr (GwCaseDetail) detail = NULL;
  GwComponent *component = NULL;
  GwCaseRow *row;

  if (error != NULL)
    {
      translated = gw_service_translate_error (error);
      job->done (NULL, translated, job->user_data);
      return;
    }
  row = gw_case_row_new_take (job->snapshot, &job->record);
  g_assert (row != NULL);
  gw_feed_publish (job->service->feed, &job->event, gw_case_row_ref (row),
                   gw_attachments_of (job->attachments, job->event.seq));
  if (job->component != NULL)
    {
      component = g_new0 (GwComponent, 1);
      component->code = g_steal_pointer (&job->component->code);
      component->name = g_steal_pointer (&job->component->name);
    }
  detail = gw_case_detail_new (job->service, job->user, row, component,
                               job->component != NULL ? job->component->owner_id : 0,
                               gw_attachments_new (job->attachments));
  job->done (detail, NULL, job->user_data);
}

static gboolean
check_version (gint64 version, GError **error)
{
  if (version > 0)
    return TRUE;
  gw_case_error_set (error, GW_CASE_ERROR_MISSING_FIELD, "version",
                     "the version of the case that was seen is needed");
  return FALSE;
}

static gboolean
check_opinion (const char *opinion, GError **error)
{
  if (opinion == NULL || g_utf8_strlen (opinion, -1) <= GW_OPINION_MAX_CHARS)
    return TRUE;
  gw_case_error_set (error, GW_CASE_ERROR_OUT_OF_RANGE, "opinion",
                     "at most %d characters are taken", GW_OPINION_MAX_CHARS);
  return FALSE;
}

/* Blank is as good as nothing. */
static char *
dup_opinion (const char *opinion)
{
  g_autofree char *text = g_strdup (opinion);

  if (text == NULL || *g_strstrip (text) == '\0')
    return NULL;
  return g_steal_pointer (&text);
}

static gboolean
find_department (const GwSnapshot *snapshot, const char *code,
                 const GwDepartment **ret_department, GError **error)
{
  *ret_department = NULL;
  if (code == NULL)
    return TRUE;
  *ret_department = gw_snapshot_department_by_code (snapshot, code);
  if (*ret_department != NULL)
    return TRUE;
  gw_case_error_set (error, GW_CASE_ERROR_UNKNOWN_DEPARTMENT, "department",
                     "there is no department “%s”", code);
  return FALSE;
}

gboolean
gw_case_action (GwService *service, const GwPerson *user, const GwActionRequest *request,
                GwActionFunc done, gpointer user_data, GError **error)
{
  const GwDepartment *department;
  ActionJob *job;
  gint64 id;

  g_return_val_if_fail (service != NULL && user != NULL && done != NULL, FALSE);

  if (!gw_case_number_parse (request->number, &id))
    {
      gw_case_error_set (error, GW_CASE_ERROR_NOT_FOUND, NULL, "there is no such case");
      return FALSE;
    }
  if (!check_version (request->version, error) ||
      !check_opinion (request->opinion, error) ||
      !gw_attach_check (request->attachments, error) ||
      !find_department (service->snapshot, request->department, &department, error))
    return FALSE;
  job = g_new0 (ActionJob, 1);
  job->service = service;
  job->snapshot = gw_snapshot_ref (service->snapshot);
  job->user = gw_person_ref (user);
  job->case_id = id;
  job->version = request->version;
  job->change = (GwChange){ .action = request->action,
                            .opinion = dup_opinion (request->opinion),
                            .department = department,
                            .has_urgent = request->has_urgent,
                            .urgent = request->urgent };
  if (request->attachments != NULL && request->attachments[0] != NULL)
    job->attachment_ids = g_strdupv ((char **)request->attachments);
  job->change.has_attachments = job->attachment_ids != NULL;
  job->done = done;
  job->user_data = user_data;
  if (gw_store_write_async (service->store, act_thread, job, action_job_free, acted_cb,
                            NULL))
    return TRUE;
  action_job_free (job);
  return gw_service_fail_overloaded (error);
}
