/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is on duty: in memory as in the file, which has the last word. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/duty.h"

#include <string.h>

#include "backend/service/duty-private.h"
#include "backend/service/scope.h"

#define TICK_SECONDS 60
/* Others, like gridwardctl, may sign someone out. */
#define REFRESH_SECONDS 5

GwDuty *
gw_duty_new (GwService *service)
{
  GwDuty *duty = g_new0 (GwDuty, 1);

  duty->service = service;
  duty->shifts = g_array_new (FALSE, FALSE, sizeof (GwShift));
  g_mutex_init (&duty->lock);
  duty->on_duty = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  duty->last = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  return duty;
}

void
gw_duty_free (GwDuty *duty)
{
  g_array_unref (duty->shifts);
  g_hash_table_unref (duty->on_duty);
  g_hash_table_unref (duty->last);
  g_clear_pointer (&duty->snapshot, gw_snapshot_unref);
  g_mutex_clear (&duty->lock);
  g_free (duty);
}

static void
set_on_duty (GwDuty *duty, const GwDutyRecord *record)
{
  GwDutyRecord *copy = g_memdup2 (record, sizeof *record);

  g_mutex_lock (&duty->lock);
  /* The key lies in the value: replace both. */
  g_hash_table_replace (duty->on_duty, &copy->person_id, copy);
  g_mutex_unlock (&duty->lock);
}

static void
remove_on_duty (GwDuty *duty, gint64 person_id)
{
  g_mutex_lock (&duty->lock);
  g_hash_table_remove (duty->on_duty, &person_id);
  g_mutex_unlock (&duty->lock);
}

/* These are on duty, nobody else; the places are those of the snapshot from now on. */
static void
take_all (GwDuty *duty, const GArray *records)
{
  g_mutex_lock (&duty->lock);
  g_clear_pointer (&duty->snapshot, gw_snapshot_unref);
  duty->snapshot = gw_snapshot_ref (duty->service->snapshot);
  g_hash_table_remove_all (duty->on_duty);
  for (guint i = 0; i < records->len; i++)
    {
      GwDutyRecord *copy =
          g_memdup2 (&g_array_index (records, GwDutyRecord, i), sizeof (GwDutyRecord));

      g_hash_table_replace (duty->on_duty, &copy->person_id, copy);
    }
  g_mutex_unlock (&duty->lock);
}

void
gw_duty_refresh (GwDuty *duty)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) records =
      gw_store_duty_list_open (gw_store_read (duty->service->store), &error);

  if (records == NULL)
    g_warning ("who is on duty cannot be read: %s", error->message);
  else
    take_all (duty, records);
}

gboolean
gw_duty_load (GwDuty *duty, GError **error)
{
  GwStoreReader *reader = gw_store_read (duty->service->store);
  GError *local = NULL;
  GArray *shifts = gw_store_shift_list (reader, &local);
  g_autoptr (GArray) records =
      shifts != NULL ? gw_store_duty_list_open (reader, &local) : NULL;

  if (shifts != NULL)
    {
      g_array_unref (duty->shifts);
      duty->shifts = shifts;
    }
  if (records == NULL)
    {
      gw_service_propagate_error (error, local);
      return FALSE;
    }
  take_all (duty, records);
  return gw_duty_load_positions (duty, error);
}

/* --- views ---------------------------------------------------------------------------- */

void
gw_on_duty_free (GwOnDuty *on_duty)
{
  gw_person_unref (on_duty->inspector);
  g_free (on_duty);
}

/* NULL when the person is not there any more. */
static GwOnDuty *
make_view (GwService *service, const GwDutyRecord *record)
{
  GwPerson *person = gw_service_person (service, record->person_id);
  GwOnDuty *view;

  if (person == NULL)
    return NULL;
  view = g_new0 (GwOnDuty, 1);
  view->inspector = gw_person_ref (person);
  view->duty_grid = gw_snapshot_duty_grid (service->snapshot, record->duty_grid_id);
  view->signed_in_at = record->signed_in_at;
  view->shift_until = record->shift_until;
  return view;
}

static int
compare_logins (gconstpointer a, gconstpointer b)
{
  const GwOnDuty *left = *(const GwOnDuty *const *)a;
  const GwOnDuty *right = *(const GwOnDuty *const *)b;

  return strcmp (left->inspector->login, right->inspector->login);
}

static gboolean
forbid (GError **error)
{
  gw_case_error_set (error, GW_CASE_ERROR_FORBIDDEN, NULL, "not for this role");
  return FALSE;
}

GPtrArray *
gw_duty_list (GwService *service, const GwPerson *user, GError **error)
{
  gboolean sees_all = gw_permissions_may_see_duty (user->roles);
  gboolean limited = gw_scope_is_limited (user, service->snapshot);
  g_autoptr (GHashTable) in_scope =
      limited ? gw_scope_duty_grids (user, service->snapshot) : NULL;
  GPtrArray *list;
  GHashTableIter iter;
  gpointer value;

  if (!sees_all && (user->roles & GW_ROLE_INSPECTOR) == 0)
    {
      forbid (error);
      return NULL;
    }
  list = g_ptr_array_new_with_free_func ((GDestroyNotify)gw_on_duty_free);
  g_hash_table_iter_init (&iter, service->duty->on_duty);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const GwDutyRecord *record = value;
      GwOnDuty *view = NULL;

      if (sees_all || record->person_id == user->id)
        view = make_view (service, record);
      if (view != NULL && (!limited || g_hash_table_contains (in_scope, view->duty_grid)))
        g_ptr_array_add (list, view);
      else if (view != NULL)
        gw_on_duty_free (view);
    }
  g_ptr_array_sort (list, compare_logins);
  return list;
}

GPtrArray *
gw_duty_list_of (GwService *service, const GwPerson *user, const GwDutyGrid *duty_grid)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify)gw_on_duty_free);
  GHashTableIter iter;
  gpointer value;

  if (!gw_permissions_may_see_duty (user->roles))
    return list;
  g_hash_table_iter_init (&iter, service->duty->on_duty);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const GwDutyRecord *record = value;
      GwOnDuty *view =
          record->duty_grid_id == duty_grid->id ? make_view (service, record) : NULL;

      if (view != NULL)
        g_ptr_array_add (list, view);
    }
  g_ptr_array_sort (list, compare_logins);
  return list;
}

/* --- signing in and out --------------------------------------------------------------- */

typedef struct
{
  GwService *service;
  GwDutyRecord record; /* as wanted, then as it is in the file */
  gint64 now_ms;
  gboolean repeated;
  GwDutyFunc done;
  gpointer user_data;
} DutyJob;

static DutyJob *
duty_job_new (GwService *service, const GwPerson *user, GwDutyFunc done, gpointer user_data)
{
  DutyJob *job = g_new0 (DutyJob, 1);

  job->service = service;
  job->record.person_id = user->id;
  job->now_ms = gw_service_now (service);
  job->done = done;
  job->user_data = user_data;
  return job;
}

static gboolean
push_job (DutyJob *job, GwStoreWriteFunc run, GwStoreDoneFunc done, GError **error)
{
  if (gw_store_write_async (job->service->store, run, job, g_free, done, NULL))
    return TRUE;
  g_free (job);
  return gw_service_fail_overloaded (error);
}

static void
answer_error (const DutyJob *job, const GError *error)
{
  g_autoptr (GError) translated = gw_service_translate_error (error);

  job->done (NULL, FALSE, translated, job->user_data);
}

static void
answer (const DutyJob *job, gint64 signed_out_at)
{
  g_autoptr (GwOnDuty) view = make_view (job->service, &job->record);
  g_autoptr (GError) error = NULL;

  if (view == NULL)
    {
      gw_case_error_set (&error, GW_CASE_ERROR_INTERNAL, NULL, "the person is gone");
      job->done (NULL, FALSE, error, job->user_data);
      return;
    }
  view->signed_out_at = signed_out_at;
  job->done (view, job->repeated, NULL, job->user_data);
}

static gboolean
sign_in_thread (GwStoreWriter *writer, gpointer data, GError **error)
{
  DutyJob *job = data;
  GwDutyRecord before;
  g_autoptr (GError) none = NULL;

  if (gw_store_duty_find_open (gw_store_writer_get_reader (writer), job->record.person_id,
                               &before, &none))
    {
      job->repeated = before.duty_grid_id == job->record.duty_grid_id;
      if (job->repeated)
        job->record = before;
      else if (!gw_store_duty_end (writer, before.id, job->now_ms, error))
        return FALSE;
    }
  else if (!g_error_matches (none, GW_STORE_ERROR, GW_STORE_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&none));
      return FALSE;
    }
  return job->repeated || gw_store_duty_begin (writer, &job->record, error);
}

static void
signed_in_cb (gpointer data, const GError *error, gpointer user_data)
{
  DutyJob *job = data;

  if (error != NULL)
    {
      answer_error (job, error);
      return;
    }
  set_on_duty (job->service->duty, &job->record);
  answer (job, 0);
}

/* The shift's duty grid, else that of the duty that goes on; 0 with MISSING_FIELD. */
static gint64
default_duty_grid (GwService *service, gint64 person_id, const GwShift *shift,
                   GError **error)
{
  const GwDutyRecord *record = g_hash_table_lookup (service->duty->on_duty, &person_id);

  if (shift != NULL)
    return shift->duty_grid_id;
  if (record != NULL)
    return record->duty_grid_id;
  gw_case_error_set (error, GW_CASE_ERROR_MISSING_FIELD, "duty_grid",
                     "you have no shift now: name the duty grid");
  return 0;
}

static gint64
find_duty_grid (GwService *service, const char *code, GError **error)
{
  const GwDutyGrid *duty_grid = gw_snapshot_duty_grid_by_code (service->snapshot, code);

  if (duty_grid != NULL)
    return duty_grid->id;
  gw_case_error_set (error, GW_CASE_ERROR_NOT_FOUND, "duty_grid",
                     "there is no duty grid “%s”", code);
  return 0;
}

gboolean
gw_duty_sign_in (GwService *service, const GwPerson *user, const char *duty_grid,
                 GwDutyFunc done, gpointer user_data, GError **error)
{
  GwShiftTurn turn = { .shift = NULL };
  gint64 duty_grid_id;
  DutyJob *job;

  if ((user->roles & GW_ROLE_INSPECTOR) == 0)
    return forbid (error);
  gw_shift_find (service->duty->shifts, user->id, gw_snapshot_calendar (service->snapshot),
                 gw_service_now (service), &turn);
  duty_grid_id = duty_grid != NULL
                     ? find_duty_grid (service, duty_grid, error)
                     : default_duty_grid (service, user->id, turn.shift, error);
  if (duty_grid_id == 0)
    return FALSE;
  job = duty_job_new (service, user, done, user_data);
  job->record.duty_grid_id = duty_grid_id;
  job->record.signed_in_at = job->now_ms;
  job->record.shift_until = turn.until;
  return push_job (job, sign_in_thread, signed_in_cb, error);
}

static gboolean
sign_out_thread (GwStoreWriter *writer, gpointer data, GError **error)
{
  DutyJob *job = data;

  return gw_store_duty_find_open (gw_store_writer_get_reader (writer),
                                  job->record.person_id, &job->record, error) &&
         gw_store_duty_end (writer, job->record.id, job->now_ms, error);
}

static void
signed_out_cb (gpointer data, const GError *error, gpointer user_data)
{
  DutyJob *job = data;

  if (error != NULL)
    {
      answer_error (job, error);
      return;
    }
  remove_on_duty (job->service->duty, job->record.person_id);
  answer (job, job->now_ms);
}

gboolean
gw_duty_sign_out (GwService *service, const GwPerson *user, GwDutyFunc done,
                  gpointer user_data, GError **error)
{
  if ((user->roles & GW_ROLE_INSPECTOR) == 0)
    return forbid (error);
  return push_job (duty_job_new (service, user, done, user_data), sign_out_thread,
                   signed_out_cb, error);
}

/* --- who forgets to sign out ---------------------------------------------------------- */

static gint64
end_of (const GwDutyRecord *record)
{
  return record->shift_until != 0 ? record->shift_until + GW_DUTY_GRACE_MS
                                  : record->signed_in_at + GW_DUTY_MAX_MS;
}

static gboolean
forget_thread (GwStoreWriter *writer, gpointer data, GError **error)
{
  const DutyJob *job = data;

  return gw_store_duty_end (writer, job->record.id, end_of (&job->record), error);
}

static void
forgotten_cb (gpointer data, const GError *error, gpointer user_data)
{
  const DutyJob *job = data;
  GwDuty *duty = job->service->duty;
  const GwDutyRecord *record = g_hash_table_lookup (duty->on_duty, &job->record.person_id);

  /* Meanwhile another duty may have begun. */
  if (error == NULL && record != NULL && record->id == job->record.id)
    remove_on_duty (duty, job->record.person_id);
}

static void
sign_out_who_forgot (GwDuty *duty)
{
  gint64 now = gw_service_now (duty->service);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, duty->on_duty);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const GwDutyRecord *record = value;
      DutyJob *job;

      if (now < end_of (record))
        continue;
      job = g_new0 (DutyJob, 1);
      job->service = duty->service;
      job->record = *record;
      /* When the queue is full it can wait for the next time. */
      if (!gw_store_write_async (duty->service->store, forget_thread, job, g_free,
                                 forgotten_cb, NULL))
        g_free (job);
    }
}

void
gw_duty_tick (GwDuty *duty)
{
  if (duty->service->read_only)
    return;
  if (duty->service->n_ticks % TICK_SECONDS == 1)
    sign_out_who_forgot (duty);
  if (duty->service->n_ticks % REFRESH_SECONDS == 0)
    gw_duty_refresh (duty);
  gw_duty_purge_positions (duty);
  gw_duty_follow (duty);
}
