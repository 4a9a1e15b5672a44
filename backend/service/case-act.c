/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An action is looked up, decided and written on the writer's thread, then answered. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/case-act.h"

#include <string.h>

#include "backend/service/case-apply.h"

void
gw_act_job_free (gpointer data)
{
  ActJob *job = data;

  gw_snapshot_unref (job->snapshot);
  gw_person_unref (job->user);
  g_free (job->change.opinion);
  g_strfreev (job->attachment_ids);
  g_free (job->inspector);
  g_free (job->handler);
  g_free (job->description);
  g_free (job->class_code);
  g_free (job->condition);
  g_free (job->key);
  g_clear_pointer (&job->other, gw_case_record_free);
  g_ptr_array_unref (job->written);
  g_clear_pointer (&job->record, gw_case_record_free);
  gw_case_parts_clear (&job->parts);
  gw_task_offer_clear (&job->offer);
  g_free (job);
}

/* --- looking up ----------------------------------------------------------------------- */

static gboolean
fail_field (GError **error, const char *field, const char *message)
{
  gw_case_error_set (error, GW_CASE_ERROR_OUT_OF_RANGE, field, "%s", message);
  return FALSE;
}

/* NULL without error: there is none that the user may see. */
static GwCaseRecord *
load_visible (const ActJob *job, GwStoreReader *reader, gint64 id, GError **error)
{
  GError *local = NULL;
  g_autoptr (GwCaseRecord) record = gw_store_case_load (reader, id, &local);

  if (record == NULL && g_error_matches (local, GW_STORE_ERROR, GW_STORE_ERROR_NOT_FOUND))
    g_clear_error (&local);
  if (local != NULL)
    g_propagate_error (error, local);
  if (record == NULL || !gw_case_record_is_visible (job->snapshot, record, job->user))
    return NULL;
  return g_steal_pointer (&record);
}

static gboolean
load_case (ActJob *job, GwStoreReader *reader, GError **error)
{
  GError *local = NULL;

  job->record = job->exchange || job->repeated
                    ? gw_store_case_load (reader, job->case_id, &local)
                    : load_visible (job, reader, job->case_id, &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (job->record == NULL)
    {
      gw_case_error_set (error, GW_CASE_ERROR_NOT_FOUND, NULL, "there is no such case");
      return FALSE;
    }
  return gw_case_record_check (job->snapshot, job->record, error);
}

static gboolean
check_version (const ActJob *job, GError **error)
{
  if (job->exchange || job->repeated || job->record->version == job->version)
    return TRUE;
  gw_case_error_set (error, GW_CASE_ERROR_STALE_VERSION, "version",
                     "the case is at version %" G_GINT64_FORMAT " now",
                     job->record->version);
  if (error != NULL)
    gw_case_error_set_value (*error, job->record->version);
  return FALSE;
}

static gboolean
load_other (ActJob *job, GwStoreReader *reader, GError **error)
{
  GError *local = NULL;

  if (job->other_id == 0)
    return TRUE;
  job->other = load_visible (job, reader, job->other_id, &local);
  job->change.other = job->other;
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  return job->other != NULL || fail_field (error, "case", "there is no such case");
}

/* department 0: of whichever. */
static gboolean
load_person (ActJob *job, GwStoreReader *reader, const char *login, GwRole role,
             gint64 department, const char *field, GError **error)
{
  GError *local = NULL;
  g_autoptr (GwPersonRecord) record = NULL;
  g_autofree char *message = NULL;
  guint roles = 0;

  if (login == NULL)
    return TRUE;
  record = gw_store_person_find (reader, login, &local);
  if (record == NULL && !g_error_matches (local, GW_STORE_ERROR, GW_STORE_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  g_clear_error (&local);
  if (record != NULL && !record->disabled && gw_roles_parse (record->roles, &roles, NULL) &&
      (roles & role) != 0 && (department == 0 || record->department_id == department))
    {
      job->change.person = record->id;
      return TRUE;
    }
  message = g_strdup_printf ("there is no %s “%s” here", gw_role_name (role), login);
  return fail_field (error, field, message);
}

/* A class of the same kind unless the kind is given; a kind alone keeps the code. */
static gboolean
find_class (ActJob *job, GError **error)
{
  const GwCaseClass *now = gw_snapshot_class_by_id (job->snapshot, job->record->class_id);
  GwClassKind kind = job->has_kind ? job->kind : now->kind;
  const char *code = job->class_code != NULL ? job->class_code : now->code;

  if (!job->has_kind && job->class_code == NULL)
    return TRUE;
  job->change.class = gw_catalogue_find (gw_snapshot_catalogue (job->snapshot), kind, code);
  if (job->change.class != NULL)
    return TRUE;
  gw_case_error_set (error, GW_CASE_ERROR_UNKNOWN_CLASS, "class",
                     "there is no such class “%s”", code);
  return FALSE;
}

/* Of the class as it will be. */
static gboolean
find_condition (ActJob *job, GError **error)
{
  const GwCaseClass *class = job->change.class;

  if (job->condition == NULL)
    return TRUE;
  if (class == NULL)
    class = gw_snapshot_class_by_id (job->snapshot, job->record->class_id);
  job->change.condition = gw_case_class_condition (class, job->condition);
  return job->change.condition != NULL ||
         fail_field (error, "condition", "the class has no such filing condition");
}

/* Whom to ask, when a task may begin by it and nobody is named. */
static void
look_for_inspector (ActJob *job)
{
  gboolean may_begin = job->change.action == GW_ACTION_HANDLE ||
                       job->change.action == GW_ACTION_REQUEST_VERIFICATION ||
                       job->change.action == GW_ACTION_REQUEST_CHECK;

  if (!may_begin || job->change.person != 0)
    return;
  gw_duty_choose (job->service, job->record->position, NULL, &job->offer);
  job->change.offer = &job->offer;
}

static gboolean
look_up (ActJob *job, GwStoreReader *reader, GError **error)
{
  if (!load_other (job, reader, error) ||
      !load_person (job, reader, job->inspector, GW_ROLE_INSPECTOR, 0, "inspector",
                    error) ||
      !load_person (job, reader, job->handler, GW_ROLE_HANDLER, job->user->department_id,
                    "handler", error) ||
      !find_class (job, error) || !find_condition (job, error))
    return FALSE;
  look_for_inspector (job);
  if (job->record->component_id == 0)
    return TRUE;
  job->parts.component = gw_store_component_load (reader, job->record->component_id, error);
  job->change.component = job->parts.component;
  return job->parts.component != NULL;
}

/* --- writing -------------------------------------------------------------------------- */

static const char *
attachment_stage (GwCaseAction action)
{
  switch (action)
    {
    case GW_ACTION_HANDLE:
    case GW_ACTION_SELF_HANDLE:
      return "handle";
    case GW_ACTION_VERIFY:
      return "verify";
    case GW_ACTION_APPEAL:
      return "appeal";
    default:
      return "check";
    }
}

/* What is split off is a report of its own, at the same place. */
static gboolean
split_off (ActJob *job, GwStoreWriter *writer, GError **error)
{
  const GwCaseRecord *from = job->record;
  const GwCaseClass *class = job->change.class;
  g_auto (GwEventRecord) event = { 0 };
  g_auto (GwCaseRecord) record = {
    .kind = class != NULL ? class->kind : from->kind,
    .class_id =
        class != NULL ? gw_snapshot_class_id (job->snapshot, class) : from->class_id,
    .condition_id = job->change.condition != NULL ? job->change.condition->id : 0,
    .urgent =
        (job->change.given & GW_FIELD_URGENT) != 0 ? job->change.urgent : from->urgent,
    .cell_id = from->cell_id,
    .position = from->position,
    .description = g_strdup (job->description),
    .source = g_strdup (from->source),
    .reporter_id = job->user->id,
    .observed_at = from->observed_at,
    .reported_at = job->change.now_ms,
  };

  gw_change_report (job->snapshot, job->change.now_ms,
                    (from->progress.flags & GW_FLAG_REGISTERED) != 0, (GwLimit){ 0 },
                    from->id, &record, &event);
  if (!gw_written_add (job->written, writer, &record, &event, error))
    return FALSE;
  job->other = gw_case_record_copy (&record);
  job->change.other = job->other;
  return TRUE;
}

static gboolean
write_link (ActJob *job, GwStoreWriter *writer, GError **error)
{
  const char *relation = GW_RELATION_LINKED;

  if (job->other == NULL)
    return TRUE;
  if (job->change.action == GW_ACTION_MERGE)
    relation = GW_RELATION_MERGED;
  else if (job->change.action == GW_ACTION_SPLIT)
    relation = GW_RELATION_SPLIT;
  return gw_store_link_add (writer, job->case_id, job->other->id, relation,
                            job->change.now_ms, error);
}

/* TRUE when the person may split the case now: before anything is written for it. */
static gboolean
may_split (const ActJob *job, GError **error)
{
  GwCaseSituation situation = gw_case_situation (
      job->record, gw_snapshot_settings (job->snapshot), job->change.now_ms);
  GwCaseOutline outline = gw_case_outline (job->record);
  GwCaseActor actor = gw_progress_actor (&job->record->progress, &outline, job->user->id,
                                         job->user->department_id, job->user->roles);

  return gw_lifecycle_take (&situation, &actor, GW_ACTION_SPLIT, job->change.given,
                            error) != NULL;
}

static gboolean
change_case (ActJob *job, GwStoreWriter *writer, GError **error)
{
  g_autoptr (GwCaseRecord) before = gw_case_record_copy (job->record);
  g_auto (GwEventRecord) event = { 0 };
  const GwWritten *last;

  if (job->change.action == GW_ACTION_SPLIT &&
      (!may_split (job, error) || !split_off (job, writer, error)))
    return FALSE;
  if (!gw_change_apply (&job->change, job->snapshot, job->user, job->record, &event,
                        error) ||
      !gw_written_change (job->written, writer, before, job->record, &event, error))
    return FALSE;
  last = g_ptr_array_index (job->written, job->written->len - 1);
  return gw_attach_all (writer, job->attachment_ids, job->user, &last->event,
                        attachment_stage (job->change.action), error) &&
         write_link (job, writer, error);
}

/* After a return visit, where the city has it so. */
static gboolean
reopen (ActJob *job, GwStoreWriter *writer, GError **error)
{
  g_autoptr (GwCaseRecord) before = NULL;
  g_auto (GwEventRecord) event = { 0 };

  if (job->change.action != GW_ACTION_VISIT)
    return TRUE;
  before = gw_case_record_copy (job->record);
  if (!gw_change_reopen (job->snapshot, job->change.now_ms, job->record, &event))
    return TRUE;
  event.opinion = g_strdup (job->change.opinion);
  return gw_written_change (job->written, writer, before, job->record, &event, error);
}

/* The same under the same key: its answer was lost. Told apart before the case is looked at,
 * which may be out of sight or at another version just because it was taken. */
static gboolean
find_used_key (ActJob *job, GwStoreReader *reader, GError **error)
{
  GwIdempotencyRecord used;

  if (job->exchange || job->key == NULL)
    return TRUE;
  if (!gw_store_idempotency_find (reader, job->user->id, job->key, &job->repeated, &used,
                                  error))
    return FALSE;
  if (!job->repeated ||
      (used.case_id == job->case_id &&
       memcmp (used.body_sha256, job->body_sha256, sizeof used.body_sha256) == 0))
    return TRUE;
  gw_case_error_set (error, GW_CASE_ERROR_IDEMPOTENCY_KEY_REUSED, "Idempotency-Key",
                     "this key came with another action before");
  return FALSE;
}

/* The other system says again what it said: after a lost answer, under the same key, or
 * without one as long as nothing has happened since. */
static gboolean
find_repeated (ActJob *job, GwStoreReader *reader, GError **error)
{
  const GwCaseProgress *progress = &job->record->progress;
  GwIdempotencyRecord used;

  if (!job->exchange)
    return TRUE;
  job->repeated = job->record->state == GW_CASE_CLOSED &&
                  progress->satisfaction == (guint)job->change.satisfaction &&
                  progress->solved == (guint)job->change.solved;
  if (job->key == NULL || job->repeated)
    return TRUE;
  if (!gw_store_idempotency_find (reader, job->user->id, job->key, &job->repeated, &used,
                                  error))
    return FALSE;
  if (!job->repeated || used.case_id == job->case_id)
    return TRUE;
  gw_case_error_set (error, GW_CASE_ERROR_IDEMPOTENCY_KEY_REUSED, "Idempotency-Key",
                     "this key came with another case before");
  return FALSE;
}

static gboolean
keep_key (ActJob *job, GwStoreWriter *writer, GError **error)
{
  GwIdempotencyRecord used = { .case_id = job->case_id };

  memcpy (used.body_sha256, job->body_sha256, sizeof used.body_sha256);
  return job->key == NULL || gw_store_idempotency_add (writer, job->user->id, job->key,
                                                       &used, job->change.now_ms, error);
}

static gboolean
change (ActJob *job, GwStoreWriter *writer, GError **error)
{
  if (job->repeated)
    return TRUE;
  return look_up (job, gw_store_writer_get_reader (writer), error) &&
         change_case (job, writer, error) && reopen (job, writer, error) &&
         keep_key (job, writer, error);
}

static gboolean
act_thread (GwStoreWriter *writer, gpointer data, GError **error)
{
  ActJob *job = data;
  GwStoreReader *reader = gw_store_writer_get_reader (writer);

  job->change.now_ms = gw_service_now (job->service);
  return find_used_key (job, reader, error) && load_case (job, reader, error) &&
         gw_written_wake (job->written, writer, job->service, job->snapshot, job->record,
                          job->change.now_ms, error) &&
         check_version (job, error) && find_repeated (job, reader, error) &&
         change (job, writer, error) &&
         gw_case_parts_load (&job->parts, reader, job->case_id, job->record->component_id,
                             error);
}

/* --- on the main context -------------------------------------------------------------- */

static void
acted_cb (gpointer data, const GError *error, gpointer user_data)
{
  ActJob *job = data;
  g_autoptr (GError) translated = NULL;
  g_autoptr (GwCaseDetail) detail = NULL;
  GwCaseRow *row;

  if (error != NULL)
    {
      translated = gw_service_translate_error (error);
      job->done (NULL, translated, job->user_data);
      return;
    }
  gw_written_publish (job->written, job->service, job->snapshot, job->parts.attachments);
  row = gw_case_row_new_take (job->snapshot, job->record);
  g_assert (row != NULL);
  detail = gw_case_detail_new (job->service, job->user, row, &job->parts);
  job->done (detail, NULL, job->user_data);
}

gboolean
gw_act_queue (ActJob *job)
{
  return gw_store_write_async (job->service->store, act_thread, job, gw_act_job_free,
                               acted_cb, NULL);
}
