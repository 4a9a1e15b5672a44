/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Positions of inspectors: batches in, the last ones in memory, tracks out, old ones away. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/position.h"

#include <math.h>
#include <string.h>

#include "backend/service/duty-private.h"
#include "backend/service/scope.h"

#define MS_PER_MINUTE G_GINT64_CONSTANT (60000)
#define DAY_MS G_GINT64_CONSTANT (86400000)
#define ACCURACY_MAX 100000.0
#define PURGE_SECONDS 3600
#define PURGE_STEP 2000

gboolean
gw_position_is_fresh (const GwDuty *duty, const GwPositionRecord *record, gint64 now_ms)
{
  guint minutes =
      gw_settings_number (gw_snapshot_settings (duty->snapshot), GW_SETTING_POSITION_FRESH);

  return now_ms - record->at <= minutes * MS_PER_MINUTE;
}

/* Positions before that instant are not kept. */
static gint64
kept_from (GwService *service)
{
  const GwSettings *settings = gw_snapshot_settings (service->snapshot);

  return gw_service_now (service) -
         settings->values[GW_SETTING_POSITION_DAYS].number * DAY_MS;
}

/* --- the last ones -------------------------------------------------------------------- */

static void
note_last (GwDuty *duty, gint64 person_id, const GwPositionRecord *record)
{
  const GwLastPosition *before = g_hash_table_lookup (duty->last, &person_id);
  GwLastPosition *last;

  if (before != NULL && before->record.at >= record->at)
    return;
  last = g_new0 (GwLastPosition, 1);
  last->person_id = person_id;
  last->record = *record;
  g_mutex_lock (&duty->lock);
  g_hash_table_replace (duty->last, &last->person_id, last);
  g_mutex_unlock (&duty->lock);
}

gboolean
gw_duty_load_positions (GwDuty *duty, GError **error)
{
  GwStoreReader *reader = gw_store_read (duty->service->store);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, duty->service->people);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const GwPerson *person = value;
      GwPositionRecord record;
      GError *local = NULL;

      if ((person->roles & GW_ROLE_INSPECTOR) == 0)
        continue;
      if (gw_store_position_last (reader, person->id, &record, &local))
        note_last (duty, person->id, &record);
      else if (!g_error_matches (local, GW_STORE_ERROR, GW_STORE_ERROR_NOT_FOUND))
        {
          gw_service_propagate_error (error, local);
          return FALSE;
        }
      g_clear_error (&local);
    }
  return TRUE;
}

/* --- a batch -------------------------------------------------------------------------- */

typedef struct
{
  GwPositionRecord record;
  gint64 cell_id; /* 0: outside of the city */
} Entry;

typedef struct
{
  GwService *service;
  gint64 person_id;
  Entry *entries;
  guint n_entries;
  guint n_stored;
  GwPositionFunc done;
  gpointer user_data;
} BatchJob;

static void
batch_job_free (gpointer data)
{
  BatchJob *job = data;

  g_free (job->entries);
  g_free (job);
}

static gboolean
fail_entry (GError **error, guint i, const char *name, const char *message)
{
  g_autofree char *field = g_strdup_printf ("positions.%u.%s", i, name);

  gw_case_error_set (error, GW_CASE_ERROR_OUT_OF_RANGE, field, "%s", message);
  return FALSE;
}

static gboolean
check_report (GwService *service, guint i, const GwPositionReport *report, GError **error)
{
  GwLonLat location = report->location;

  if (!isfinite (location.lon) || fabs (location.lon) > 180)
    return fail_entry (error, i, "lon", "a longitude is from -180 to 180");
  if (!isfinite (location.lat) || fabs (location.lat) > 90)
    return fail_entry (error, i, "lat", "a latitude is from -90 to 90");
  if (report->at > gw_service_now (service) + GW_POSITION_AHEAD_MS)
    return fail_entry (error, i, "at", "this is in the future");
  if (report->at < kept_from (service))
    return fail_entry (error, i, "at", "positions are not kept for so long");
  if (report->accuracy > ACCURACY_MAX)
    return fail_entry (error, i, "accuracy", "this is no accuracy in metres");
  return TRUE;
}

static void
make_entry (GwService *service, GwCoordinateSystem system, const GwPositionReport *report,
            Entry *entry)
{
  GwLonLat location = gw_coordinates_to_wgs84 (system, report->location);
  const GwCell *cell;

  entry->record.at = report->at;
  entry->record.position = gw_fixed_from_lon_lat (location);
  entry->record.accuracy = report->accuracy < 0 ? -1 : report->accuracy;
  cell = gw_snapshot_find_cell (service->snapshot, entry->record.position);
  entry->cell_id = cell != NULL ? cell->id : 0;
}

static gboolean
is_within (const GArray *spans, gint64 at)
{
  for (guint i = 0; i < spans->len; i++)
    {
      const GwDutySpan *span = &g_array_index (spans, GwDutySpan, i);

      if (at >= span->from - GW_POSITION_AHEAD_MS && at <= span->to)
        return TRUE;
    }
  return FALSE;
}

/* What a device sends late is of a duty that has ended; what is of none is refused. */
static gboolean
check_duty (const BatchJob *job, GwStoreReader *reader, GError **error)
{
  gint64 first = G_MAXINT64, last = 0;
  g_autoptr (GArray) spans = NULL;

  for (guint i = 0; i < job->n_entries; i++)
    {
      first = MIN (first, job->entries[i].record.at);
      last = MAX (last, job->entries[i].record.at);
    }
  spans = gw_store_duty_spans (reader, job->person_id, first, last + GW_POSITION_AHEAD_MS,
                               error);
  if (spans == NULL)
    return FALSE;
  for (guint i = 0; i < job->n_entries; i++)
    if (!is_within (spans, job->entries[i].record.at))
      return fail_entry (error, i, "at", "you were not on duty then: sign in first");
  return TRUE;
}

static gboolean
add_batch_thread (GwStoreWriter *writer, gpointer data, GError **error)
{
  BatchJob *job = data;
  gint64 cell_id = 0;
  guint32 day = 0;

  if (!check_duty (job, gw_store_writer_get_reader (writer), error))
    return FALSE;
  for (guint i = 0; i < job->n_entries; i++)
    {
      const Entry *entry = &job->entries[i];
      guint32 entry_day = gw_store_local_day (job->service->store, entry->record.at);
      gboolean is_new;

      if (!gw_store_position_add (writer, job->person_id, &entry->record, &is_new, error))
        return FALSE;
      job->n_stored += is_new;
      /* A walk stays in a cell for many positions. */
      if (!is_new || entry->cell_id == 0 || (entry->cell_id == cell_id && entry_day == day))
        continue;
      cell_id = entry->cell_id;
      day = entry_day;
      if (!gw_store_cell_visit_add (writer, day, job->person_id, cell_id, error))
        return FALSE;
    }
  return TRUE;
}

static void
batch_added_cb (gpointer data, const GError *error, gpointer user_data)
{
  BatchJob *job = data;
  g_autoptr (GError) translated = NULL;

  if (error != NULL)
    {
      translated = gw_service_translate_error (error);
      job->done (0, 0, translated, job->user_data);
      return;
    }
  for (guint i = 0; i < job->n_entries; i++)
    note_last (job->service->duty, job->person_id, &job->entries[i].record);
  job->done (job->n_stored, job->n_entries - job->n_stored, NULL, job->user_data);
}

gboolean
gw_position_add (GwService *service, const GwPerson *user, GwCoordinateSystem system,
                 const GwPositionReport *reports, guint n_reports, GwPositionFunc done,
                 gpointer user_data, GError **error)
{
  BatchJob *job;

  if ((user->roles & GW_ROLE_INSPECTOR) == 0)
    {
      gw_case_error_set (error, GW_CASE_ERROR_FORBIDDEN, NULL, "not for this role");
      return FALSE;
    }
  g_return_val_if_fail (n_reports <= GW_POSITIONS_MAX, FALSE);
  for (guint i = 0; i < n_reports; i++)
    if (!check_report (service, i, &reports[i], error))
      return FALSE;
  job = g_new0 (BatchJob, 1);
  job->service = service;
  job->person_id = user->id;
  job->entries = g_new (Entry, n_reports);
  job->n_entries = n_reports;
  job->done = done;
  job->user_data = user_data;
  for (guint i = 0; i < n_reports; i++)
    make_entry (service, system, &reports[i], &job->entries[i]);
  if (gw_store_write_async (service->store, add_batch_thread, job, batch_job_free,
                            batch_added_cb, NULL))
    return TRUE;
  batch_job_free (job);
  return gw_service_fail_overloaded (error);
}

/* --- who is where --------------------------------------------------------------------- */

void
gw_inspector_position_free (GwInspectorPosition *position)
{
  gw_person_unref (position->inspector);
  g_free (position);
}

static int
compare_logins (gconstpointer a, gconstpointer b)
{
  const GwInspectorPosition *left = *(const GwInspectorPosition *const *)a;
  const GwInspectorPosition *right = *(const GwInspectorPosition *const *)b;

  return strcmp (left->inspector->login, right->inspector->login);
}

/* Who sees the whole city sees also who has left it. */
static gboolean
is_in_scope (GwService *service, const GwPerson *user, GwFixed position)
{
  const GwCell *cell;

  if (!gw_scope_is_limited (user, service->snapshot))
    return TRUE;
  cell = gw_snapshot_find_cell (service->snapshot, position);
  return cell != NULL && gw_scope_has_cell (user, cell);
}

GPtrArray *
gw_position_list (GwService *service, const GwPerson *user, GError **error)
{
  gboolean sees_all = gw_permissions_may_see_duty (user->roles);
  gint64 now = gw_service_now (service);
  GPtrArray *list;
  GHashTableIter iter;
  gpointer value;

  if (!sees_all && (user->roles & GW_ROLE_INSPECTOR) == 0)
    {
      gw_case_error_set (error, GW_CASE_ERROR_FORBIDDEN, NULL, "not for this role");
      return NULL;
    }
  list = g_ptr_array_new_with_free_func ((GDestroyNotify)gw_inspector_position_free);
  g_hash_table_iter_init (&iter, service->duty->last);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const GwLastPosition *last = value;
      GwPerson *person = gw_service_person (service, last->person_id);
      GwInspectorPosition *view;

      if (person == NULL || (!sees_all && person->id != user->id) ||
          !is_in_scope (service, user, last->record.position))
        continue;
      view = g_new0 (GwInspectorPosition, 1);
      view->inspector = gw_person_ref (person);
      view->position = last->record.position;
      view->at = last->record.at;
      view->accuracy = last->record.accuracy;
      view->on_duty = g_hash_table_contains (service->duty->on_duty, &person->id);
      view->fresh = gw_position_is_fresh (service->duty, &last->record, now);
      g_ptr_array_add (list, view);
    }
  g_ptr_array_sort (list, compare_logins);
  return list;
}

/* --- tracks --------------------------------------------------------------------------- */

typedef struct
{
  gint64 person_id;
  gint64 from;
  gint64 to;
  guint limit;
  GArray *records; /* GwPositionRecord, one more than the limit when there are more */
  GwTrackFunc done;
  gpointer user_data;
} TrackJob;

static void
track_job_free (gpointer data)
{
  TrackJob *job = data;

  g_clear_pointer (&job->records, g_array_unref);
  g_free (job);
}

static gboolean
read_track_thread (GwStoreReader *reader, gpointer data, GError **error)
{
  TrackJob *job = data;

  job->records = gw_store_position_list (reader, job->person_id, job->from, job->to,
                                         job->limit + 1, error);
  return job->records != NULL;
}

static void
track_read_cb (gpointer data, const GError *error, gpointer user_data)
{
  TrackJob *job = data;
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (GwTrackPoint));
  g_autoptr (GError) translated = NULL;

  if (error != NULL)
    {
      translated = gw_service_translate_error (error);
      job->done (NULL, FALSE, translated, job->user_data);
      return;
    }
  for (guint i = 0; i < MIN (job->records->len, job->limit); i++)
    {
      const GwPositionRecord *record = &g_array_index (job->records, GwPositionRecord, i);
      GwTrackPoint point = { record->position, record->at, record->accuracy };

      g_array_append_val (points, point);
    }
  job->done (points, job->records->len > job->limit, NULL, job->user_data);
}

/* 0 with NOT_FOUND. */
static gint64
find_person (GwService *service, const char *login, GError **error)
{
  GError *local = NULL;
  g_autoptr (GwPersonRecord) record =
      gw_store_person_find (gw_store_read (service->store), login, &local);

  if (record != NULL)
    return record->id;
  gw_service_propagate_error (error, local);
  return 0;
}

gboolean
gw_position_track (GwService *service, const GwPerson *user, const char *login, gint64 from,
                   gint64 to, guint limit, GwTrackFunc done, gpointer user_data,
                   GError **error)
{
  TrackJob *job;
  gint64 person_id;

  if (!gw_permissions_may_see_duty (user->roles) &&
      ((user->roles & GW_ROLE_INSPECTOR) == 0 || !g_str_equal (user->login, login)))
    {
      gw_case_error_set (error, GW_CASE_ERROR_FORBIDDEN, NULL, "not for this user");
      return FALSE;
    }
  person_id = find_person (service, login, error);
  if (person_id == 0)
    return FALSE;
  job = g_new0 (TrackJob, 1);
  job->person_id = person_id;
  job->from = from;
  job->to = to;
  job->limit = limit;
  job->done = done;
  job->user_data = user_data;
  if (gw_store_read_async (service->store, read_track_thread, job, track_job_free,
                           track_read_cb, NULL))
    return TRUE;
  track_job_free (job);
  return gw_service_fail_overloaded (error);
}

/* --- what is too old ------------------------------------------------------------------ */

typedef struct
{
  GwService *service;
  gint64 before_ms;
  gint64 person_id;
} PurgeJob;

static gboolean
purge_thread (GwStoreWriter *writer, gpointer data, GError **error)
{
  PurgeJob *job = data;

  return gw_store_position_purge (writer, job->before_ms, PURGE_STEP, &job->person_id,
                                  error);
}

static void
purged_cb (gpointer data, const GError *error, gpointer user_data)
{
  PurgeJob *job = data;
  GwDuty *duty = job->service->duty;

  duty->purging = FALSE;
  if (error == NULL)
    duty->purge_person = job->person_id;
}

void
gw_duty_purge_positions (GwDuty *duty)
{
  GwService *service = duty->service;
  PurgeJob *job;

  if (service->n_ticks % PURGE_SECONDS == 1)
    duty->purge_person = 1;
  if (duty->purge_person == 0 || duty->purging)
    return;
  job = g_new0 (PurgeJob, 1);
  job->service = service;
  job->before_ms = kept_from (service);
  job->person_id = duty->purge_person;
  /* When the queue is full it goes on a second later. */
  duty->purging =
      gw_store_write_async (service->store, purge_thread, job, g_free, purged_cb, NULL);
  if (!duty->purging)
    g_free (job);
}
