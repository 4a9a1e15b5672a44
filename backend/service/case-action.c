/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Someone acts on a case: checked and queued here; case-act.c goes on. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/case-action.h"

#include <sodium.h>
#include <string.h>

#include "backend/service/case-act.h"
#include "backend/service/intake.h"

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
check_text (const char *text, const char *field, guint most, GError **error)
{
  if (text == NULL || g_utf8_strlen (text, -1) <= most)
    return TRUE;
  gw_case_error_set (error, GW_CASE_ERROR_OUT_OF_RANGE, field,
                     "at most %u characters are taken", most);
  return FALSE;
}

/* Blank is as good as nothing. */
static char *
dup_text (const char *given)
{
  g_autofree char *text = g_strdup (given);

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

static gboolean
find_other (const char *number, gint64 *ret_id, GError **error)
{
  *ret_id = 0;
  if (number == NULL || gw_case_number_parse (number, ret_id))
    return TRUE;
  gw_case_error_set (error, GW_CASE_ERROR_OUT_OF_RANGE, "case", "there is no case “%s”",
                     number);
  return FALSE;
}

/* FALSE when the location that is given is no place of the city. */
static gboolean
find_place (const GwSnapshot *snapshot, const GwActionRequest *request, GwChange *change,
            GError **error)
{
  if (!request->has_location)
    return TRUE;
  change->cell = gw_intake_find_cell (snapshot, request->coordinate_system,
                                      request->location, &change->position, error);
  return change->cell != NULL;
}

static guint
given_fields (const GwActionRequest *request, const ActJob *job)
{
  const struct
  {
    gboolean given;
    GwCaseField field;
  } all[] = {
    { job->change.opinion != NULL, GW_FIELD_OPINION },
    { job->change.department != NULL, GW_FIELD_DEPARTMENT },
    { request->has_urgent, GW_FIELD_URGENT },
    { job->attachment_ids != NULL, GW_FIELD_ATTACHMENTS },
    { job->inspector != NULL, GW_FIELD_INSPECTOR },
    { job->handler != NULL, GW_FIELD_HANDLER },
    { request->has_confirmed, GW_FIELD_CONFIRMED },
    { request->until != 0, GW_FIELD_UNTIL },
    { job->other_id != 0, GW_FIELD_CASE },
    { request->has_kind, GW_FIELD_KIND },
    { job->class_code != NULL, GW_FIELD_CLASS },
    { job->condition != NULL, GW_FIELD_CONDITION },
    { job->description != NULL, GW_FIELD_DESCRIPTION },
    { request->satisfaction != GW_SATISFACTION_UNKNOWN, GW_FIELD_SATISFACTION },
    { request->has_location, GW_FIELD_LOCATION },
    { request->solved != GW_SOLVED_UNKNOWN, GW_FIELD_SOLVED },
  };
  guint fields = 0;

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      if (all[i].given)
        fields |= all[i].field;
    }
  return fields;
}

static ActJob *
job_new (GwService *service, const GwPerson *user, const GwActionRequest *request)
{
  ActJob *job = g_new0 (ActJob, 1);

  job->service = service;
  job->snapshot = gw_snapshot_ref (service->snapshot);
  job->user = gw_person_ref (user);
  job->version = request->version;
  job->written = gw_written_new ();
  job->inspector = dup_text (request->inspector);
  job->handler = dup_text (request->handler);
  job->description = dup_text (request->description);
  job->class_code = dup_text (request->class_code);
  job->condition = dup_text (request->condition);
  job->has_kind = request->has_kind;
  job->kind = request->kind;
  if (request->attachments != NULL && request->attachments[0] != NULL)
    job->attachment_ids = g_strdupv ((char **)request->attachments);
  job->change = (GwChange){ .action = request->action,
                            .opinion = dup_text (request->opinion),
                            .urgent = request->urgent,
                            .confirmed = request->confirmed,
                            .until = request->until,
                            .satisfaction = request->satisfaction,
                            .solved = request->solved };
  return job;
}

static gboolean
act (GwService *service, const GwPerson *user, const GwActionRequest *request,
     gboolean exchange, const char *key, GwActionFunc done, gpointer user_data,
     GError **error)
{
  g_autoptr (ActJob) job = NULL;

  g_return_val_if_fail (service != NULL && user != NULL && done != NULL, FALSE);

  job = job_new (service, user, request);
  job->exchange = exchange;
  job->key = g_strdup (key);
  if (request->body != NULL)
    crypto_hash_sha256 (job->body_sha256, request->body, request->body_length);
  if (!gw_case_number_parse (request->number, &job->case_id))
    {
      gw_case_error_set (error, GW_CASE_ERROR_NOT_FOUND, NULL, "there is no such case");
      return FALSE;
    }
  if (!check_version (request->version, error) ||
      !check_text (request->opinion, "opinion", GW_OPINION_MAX_CHARS, error) ||
      !check_text (request->description, "description", GW_DESCRIPTION_MAX_CHARS, error) ||
      !gw_attach_check (request->attachments, error) ||
      !gw_idempotency_key_check (request->idempotency_key, error) ||
      !find_department (service->snapshot, request->department, &job->change.department,
                        error) ||
      !find_other (request->other, &job->other_id, error) ||
      !find_place (service->snapshot, request, &job->change, error))
    return FALSE;
  job->change.given = given_fields (request, job);
  if (request->action == GW_ACTION_AMEND)
    job->change.description = job->description;
  job->done = done;
  job->user_data = user_data;
  if (!gw_act_queue (job))
    return gw_service_fail_overloaded (error);
  g_steal_pointer (&job);
  return TRUE;
}

gboolean
gw_case_action (GwService *service, const GwPerson *user, const GwActionRequest *request,
                GwActionFunc done, gpointer user_data, GError **error)
{
  return act (service, user, request, FALSE, request->idempotency_key, done, user_data,
              error);
}

gboolean
gw_case_action_exchange (GwService *service, const GwPerson *user,
                         const GwActionRequest *request, const char *key, GwActionFunc done,
                         gpointer user_data, GError **error)
{
  return act (service, user, request, TRUE, key, done, user_data, error);
}
