/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The way of a report: what can be decided in memory is decided at once on the caller's
 * thread; what needs the file happens in the writer's batch, next to many others.
 */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/intake.h"

#include <sodium.h>
#include <string.h>

#include "backend/service/case-change.h"
#include "backend/service/hotline-private.h"
#include "backend/service/service-private.h"
#include "backend/store/city-store.h"

#define KEY_MIN 8
#define KEY_MAX 128
/* Clocks of handhelds may be a little ahead. */
#define FUTURE_TOLERANCE_MS (5 * 60 * 1000)

#define SOURCE_INSPECTOR "inspector"

static const char *const sources[] = { SOURCE_INSPECTOR, "hotline", "public",
                                       "video",          "web",     "sensor",
                                       "other",          NULL };

/* One report on its way through the writer. */
typedef struct
{
  GwService *service;
  GwSnapshot *snapshot;
  GwPerson *user;
  const GwCaseClass *class;
  GwCaseRecord record;
  GwEventRecord event;
  char *key; /* or NULL */
  guint8 body_sha256[32];
  char *component_code;  /* or NULL */
  char **attachment_ids; /* or NULL */
  GwCaseParts parts;
  GwCallRecord *call; /* NULL: nobody called */
  GwLimit answer;     /* that the caller is promised */
  gboolean repeated;
  GwIntakeFunc done;
  gpointer user_data;
} IntakeJob;

static void
intake_job_free (gpointer data)
{
  IntakeJob *job = data;

  gw_snapshot_unref (job->snapshot);
  gw_person_unref (job->user);
  gw_case_record_clear (&job->record);
  gw_event_record_clear (&job->event);
  g_free (job->key);
  g_free (job->component_code);
  g_strfreev (job->attachment_ids);
  gw_case_parts_clear (&job->parts);
  gw_call_record_free (job->call);
  g_free (job);
}

gboolean
gw_report_source_is_known (const char *source)
{
  return g_strv_contains (sources, source);
}

const char *const *
gw_report_sources (void)
{
  return sources;
}

gboolean
gw_idempotency_key_check (const char *key, GError **error)
{
  gsize length = 0;

  if (key == NULL)
    return TRUE;
  while (g_ascii_isgraph (key[length]))
    length++;
  if (key[length] == '\0' && length >= KEY_MIN && length <= KEY_MAX)
    return TRUE;
  gw_case_error_set (error, GW_CASE_ERROR_OUT_OF_RANGE, "Idempotency-Key",
                     "the key must be %d to %d visible ASCII characters", KEY_MIN, KEY_MAX);
  return FALSE;
}

static gboolean
check_texts (const GwReport *report, GError **error)
{
  if (report->description == NULL)
    {
      gw_case_error_set (error, GW_CASE_ERROR_MISSING_FIELD, "description",
                         "a description is needed");
      return FALSE;
    }
  if (g_utf8_strlen (report->description, -1) > GW_DESCRIPTION_MAX_CHARS)
    {
      gw_case_error_set (error, GW_CASE_ERROR_OUT_OF_RANGE, "description",
                         "at most %d characters are taken", GW_DESCRIPTION_MAX_CHARS);
      return FALSE;
    }
  if (report->source != NULL && !gw_report_source_is_known (report->source))
    {
      gw_case_error_set (error, GW_CASE_ERROR_OUT_OF_RANGE, "source",
                         "“%s” is not a source of reports", report->source);
      return FALSE;
    }
  return gw_idempotency_key_check (report->idempotency_key, error) &&
         gw_attach_check (report->attachments, error);
}

static const GwCaseClass *
find_class (const GwSnapshot *snapshot, const GwReport *report, GError **error)
{
  const GwCaseClass *class = NULL;

  if (report->class_code == NULL)
    {
      gw_case_error_set (error, GW_CASE_ERROR_MISSING_FIELD, "class", "a class is needed");
      return NULL;
    }
  if (gw_class_kind_name (report->kind) != NULL)
    class = gw_catalogue_find (gw_snapshot_catalogue (snapshot), report->kind,
                               report->class_code);
  if (class == NULL)
    gw_case_error_set (error, GW_CASE_ERROR_UNKNOWN_CLASS, "class",
                       "there is no such class “%s”", report->class_code);
  return class;
}

const GwCell *
gw_intake_find_cell (const GwSnapshot *snapshot, GwCoordinateSystem coordinate_system,
                     GwLonLat location, GwFixed *ret_position, GError **error)
{
  const GwCell *cell;

  if (!gw_lon_lat_is_valid (location))
    {
      gboolean bad_lon = !(location.lon >= -180 && location.lon <= 180);

      gw_case_error_set (error, GW_CASE_ERROR_OUT_OF_RANGE,
                         bad_lon ? "location.lon" : "location.lat",
                         "this is not a place on the earth");
      return NULL;
    }
  location = gw_coordinates_to_wgs84 (coordinate_system, location);
  *ret_position = gw_fixed_from_lon_lat (location);
  cell = gw_snapshot_find_cell (snapshot, *ret_position);
  if (cell == NULL)
    gw_case_error_set (error, GW_CASE_ERROR_OUTSIDE_CITY, "location",
                       "no cell of the city holds this place");
  return cell;
}

static gboolean
check_observed (const GwReport *report, gint64 now_ms, GError **error)
{
  if (report->observed_at >= 0 && report->observed_at <= now_ms + FUTURE_TOLERANCE_MS)
    return TRUE;
  gw_case_error_set (error, GW_CASE_ERROR_OUT_OF_RANGE, "observed_at",
                     "this instant is still to come");
  return FALSE;
}

/* NULL without error: the report names none. */
static const GwFilingCondition *
find_condition (const GwCaseClass *class, const GwReport *report, GError **error)
{
  const GwFilingCondition *condition = NULL;

  if (report->condition == NULL)
    return NULL;
  condition = gw_case_class_condition (class, report->condition);
  if (condition == NULL)
    gw_case_error_set (error, GW_CASE_ERROR_OUT_OF_RANGE, "condition",
                       "the class has no such filing condition");
  return condition;
}

/* What an inspector sees on his way need not be taken on first, and a call is by taking it;
 * what comes otherwise has to be. */
static gboolean
is_registered (const IntakeJob *job)
{
  if (job->call != NULL)
    return (job->user->roles & GW_ROLE_EXCHANGE) == 0;
  return (job->user->roles & GW_ROLE_INSPECTOR) != 0 &&
         strcmp (job->record.source, SOURCE_INSPECTOR) == 0;
}

/* --- on the writer thread ------------------------------------------------------------- */

/* Answers with the case that came of it before. */
static gboolean
repeat (IntakeJob *job, GwStoreReader *reader, gint64 case_id, GError **error)
{
  g_autoptr (GwCaseRecord) record = gw_store_case_load (reader, case_id, error);

  if (record == NULL || !gw_case_record_check (job->snapshot, record, error))
    return FALSE;
  gw_case_record_clear (&job->record);
  job->record = *record;
  g_free (g_steal_pointer (&record));
  job->repeated = TRUE;
  return gw_case_parts_load (&job->parts, reader, case_id, 0, error);
}

static gboolean
find_repeated (IntakeJob *job, GwStoreReader *reader, GError **error)
{
  GwIdempotencyRecord used;
  gint64 case_id = 0;

  if (job->call != NULL && !gw_hotline_find_repeated (reader, job->call, &case_id, error))
    return FALSE;
  if (case_id != 0)
    return repeat (job, reader, case_id, error);
  if (job->key == NULL)
    return TRUE;
  if (!gw_store_idempotency_find (reader, job->user->id, job->key, &job->repeated, &used,
                                  error))
    return FALSE;
  if (!job->repeated)
    return TRUE;
  if (memcmp (used.body_sha256, job->body_sha256, sizeof used.body_sha256) != 0)
    {
      gw_case_error_set (error, GW_CASE_ERROR_IDEMPOTENCY_KEY_REUSED, "Idempotency-Key",
                         "this key came with another report before");
      return FALSE;
    }
  return repeat (job, reader, used.case_id, error);
}

static gboolean
resolve_component (IntakeJob *job, GwStoreReader *reader, GError **error)
{
  g_autoptr (GwComponentRecord) component = NULL;
  const GwCaseClass *class = NULL;
  GError *local = NULL;

  if (job->component_code == NULL)
    return TRUE;
  component = gw_store_component_find (reader, job->component_code, &local);
  if (component == NULL &&
      !g_error_matches (local, GW_STORE_ERROR, GW_STORE_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  g_clear_error (&local);
  if (component != NULL)
    class = gw_snapshot_class_by_id (job->snapshot, component->class_id);
  /* A fault of a component (a matter) has the same digits as the component itself. */
  if (class == NULL || strcmp (class->code, job->class->code) != 0)
    {
      gw_case_error_set (error, GW_CASE_ERROR_UNKNOWN_COMPONENT, "component",
                         "there is no component “%s” of this class", job->component_code);
      return FALSE;
    }
  job->record.component_id = component->id;
  job->parts.component = g_steal_pointer (&component);
  return TRUE;
}

static gboolean
store_call (IntakeJob *job, GwStoreWriter *writer, GError **error)
{
  if (job->call == NULL)
    return TRUE;
  job->call->case_id = job->record.id;
  job->call->at = job->record.reported_at;
  return gw_store_call_add (writer, job->call, error) &&
         gw_hotline_note (writer, NULL, &job->record, &job->event, error);
}

static gboolean
store_report (IntakeJob *job, GwStoreWriter *writer, GError **error)
{
  GwIdempotencyRecord used;
  gint64 now = gw_service_now (job->service);

  job->record.reported_at = now;
  if (job->record.observed_at == 0)
    job->record.observed_at = now;
  gw_change_report (job->snapshot, now, is_registered (job), job->answer, 0, &job->record,
                    &job->event);
  if (!gw_store_case_add (writer, &job->record, &job->event, error) ||
      !store_call (job, writer, error) ||
      !gw_attach_all (writer, job->attachment_ids, job->user, &job->event, "report", error))
    return FALSE;
  if (job->attachment_ids != NULL)
    {
      job->parts.attachments = gw_store_case_attachments (
          gw_store_writer_get_reader (writer), job->record.id, error);
      if (job->parts.attachments == NULL)
        return FALSE;
    }
  if (job->key == NULL)
    return TRUE;
  used.case_id = job->record.id;
  memcpy (used.body_sha256, job->body_sha256, sizeof used.body_sha256);
  return gw_store_idempotency_add (writer, job->user->id, job->key, &used, now, error);
}

static gboolean
take_report_thread (GwStoreWriter *writer, gpointer data, GError **error)
{
  IntakeJob *job = data;
  GwStoreReader *reader = gw_store_writer_get_reader (writer);

  if (!find_repeated (job, reader, error) || !resolve_component (job, reader, error))
    return FALSE;
  return job->repeated || store_report (job, writer, error);
}

/* --- back on the main context --------------------------------------------------------- */

static void
stored_cb (gpointer data, const GError *error, gpointer user_data)
{
  IntakeJob *job = data;
  g_autoptr (GError) translated = NULL;
  g_autoptr (GwCaseDetail) detail = NULL;
  GwCaseRow *row;

  if (error != NULL)
    {
      translated = gw_service_translate_error (error);
      job->done (NULL, FALSE, translated, job->user_data);
      return;
    }
  row = gw_case_row_new_take (job->snapshot, &job->record);
  g_assert (row != NULL);
  if (!job->repeated)
    gw_feed_publish (job->service->feed, &job->event, gw_case_row_ref (row),
                     gw_attachments_new (job->parts.attachments));
  detail = gw_case_detail_new (job->service, job->user, row, &job->parts);
  job->done (detail, job->repeated, NULL, job->user_data);
}

static IntakeJob *
intake_job_new (GwService *service, const GwPerson *user, const GwReport *report,
                const GwCaseClass *class, const GwFilingCondition *condition,
                const GwCell *cell, GwFixed position)
{
  IntakeJob *job = g_new0 (IntakeJob, 1);

  job->service = service;
  job->snapshot = gw_snapshot_ref (service->snapshot);
  job->user = gw_person_ref (user);
  job->class = class;
  job->record = (GwCaseRecord){
    .kind = class->kind,
    .class_id = gw_snapshot_class_id (service->snapshot, class),
    .condition_id = condition != NULL ? condition->id : 0,
    .urgent = report->urgent,
    .cell_id = cell->id,
    .position = position,
    .description = g_strdup (report->description),
    .source = g_strdup (report->source != NULL ? report->source : sources[0]),
    .reporter_id = user->id,
    .observed_at = report->observed_at,
  };
  if (report->idempotency_key != NULL)
    {
      job->key = g_strdup (report->idempotency_key);
      crypto_hash_sha256 (job->body_sha256, report->body, report->body_length);
    }
  job->component_code = g_strdup (report->component);
  if (report->attachments != NULL && report->attachments[0] != NULL)
    job->attachment_ids = g_strdupv ((char **)report->attachments);
  if (report->call != NULL)
    {
      job->record.progress.flags = GW_FLAG_HOTLINE;
      job->call = gw_hotline_make_record (user, report);
    }
  return job;
}

static gboolean
may_report (GwService *service, const GwPerson *user, const GwReport *report,
            GError **error)
{
  GwCaseSituation nothing = { .settings = gw_snapshot_settings (service->snapshot),
                              .flags = report->call != NULL ? GW_FLAG_HOTLINE : 0 };
  GwCaseActor actor = { .roles = user->roles };

  if (gw_lifecycle_edge (&nothing, &actor, GW_ACTION_REPORT) != NULL)
    return TRUE;
  /* Nothing has happened yet that could be in the way: it is the role. */
  gw_case_error_set (error, GW_CASE_ERROR_FORBIDDEN, "action", "“%s” is not for your role",
                     report->call != NULL ? "call" : "report");
  return FALSE;
}

gboolean
gw_intake_report (GwService *service, const GwPerson *user, const GwReport *report,
                  GwIntakeFunc done, gpointer user_data, GError **error)
{
  const GwCaseClass *class;
  const GwFilingCondition *condition;
  const GwCell *cell;
  GwFixed position;
  GError *local = NULL;
  GwLimit answer = { 0 };
  IntakeJob *job;

  g_return_val_if_fail (service != NULL && user != NULL && done != NULL, FALSE);

  if (!may_report (service, user, report, error) || !check_texts (report, error) ||
      !check_observed (report, gw_service_now (service), error) ||
      (report->call != NULL && !gw_hotline_check (service, report->call, &answer, error)))
    return FALSE;
  class = find_class (service->snapshot, report, error);
  if (class == NULL)
    return FALSE;
  condition = find_condition (class, report, &local);
  cell = local != NULL ? NULL
                       : gw_intake_find_cell (service->snapshot, report->coordinate_system,
                                              report->location, &position, &local);
  if (cell != NULL && !gw_scope_has_cell (user, cell))
    gw_case_error_set (&local, GW_CASE_ERROR_FORBIDDEN, "location",
                       "this place lies outside your area");
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  job = intake_job_new (service, user, report, class, condition, cell, position);
  job->answer = answer;
  job->done = done;
  job->user_data = user_data;
  if (gw_store_write_async (service->store, take_report_thread, job, intake_job_free,
                            stored_cb, NULL))
    return TRUE;
  intake_job_free (job);
  return gw_service_fail_overloaded (error);
}
