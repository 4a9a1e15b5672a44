/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counting follows the journal in steps, when nothing else is to be written. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/patrol.h"

#include <string.h>

#include "backend/service/duty-private.h"
#include "backend/service/scope.h"
#include "backend/store/figure-store.h"
#include "backend/store/sum-store.h"
#include "backend/store/patrol-store.h"

/* A step takes the writer a few milliseconds. */
#define STEP_EVENTS 2000

typedef struct
{
  GwService *service;
  GwSnapshot *snapshot;
  GwPerson *user;
  GPtrArray *people; /* GwPerson: inspectors that the user sees */
  GwPatrol patrol;
  gboolean more;
  gboolean busy;     /* others wait to write: sums have time */
  GwPatrolFunc done; /* NULL: only following */
  gpointer user_data;
} Job;

static void
clear_row (gpointer data)
{
  GwPatrolRow *row = data;

  g_free (row->code);
  g_free (row->name);
}

static void
job_free (gpointer data)
{
  Job *job = data;

  gw_snapshot_unref (job->snapshot);
  g_clear_pointer (&job->user, gw_person_unref);
  g_clear_pointer (&job->people, g_ptr_array_unref);
  g_clear_pointer (&job->patrol.rows, g_array_unref);
  g_free (job);
}

static Job *
job_new (GwService *service)
{
  Job *job = g_new0 (Job, 1);

  job->service = service;
  job->snapshot = gw_snapshot_ref (service->snapshot);
  job->patrol.rows = g_array_new (FALSE, FALSE, sizeof (GwPatrolRow));
  g_array_set_clear_func (job->patrol.rows, clear_row);
  return job;
}

static void
answer (const Job *job, const GError *error)
{
  g_autoptr (GError) translated = NULL;

  if (error != NULL)
    translated = gw_service_translate_error (error);
  job->done (error == NULL ? &job->patrol : NULL, translated, job->user_data);
}

/* --- adding up ------------------------------------------------------------------------ */

static void
add_row (Job *job, const char *code, const char *name, const GwPatrolCounts *counts)
{
  GwPatrolRow row = { g_strdup (code), g_strdup (name), *counts };

  gw_patrol_add (&job->patrol.total, counts);
  g_array_append_val (job->patrol.rows, row);
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const GwPatrolRow *left = a, *right = b;

  return strcmp (left->code, right->code);
}

static gboolean
add_people (Job *job, GwStoreReader *reader, GError **error)
{
  g_autoptr (GArray) figures =
      gw_store_patrol_people (reader, job->patrol.from, job->patrol.to, error);
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_int64_hash, g_int64_equal);

  if (figures == NULL)
    return FALSE;
  for (guint i = 0; i < figures->len; i++)
    {
      GwPatrolPerson *person = &g_array_index (figures, GwPatrolPerson, i);

      g_hash_table_insert (by_id, &person->id, person);
    }
  for (guint i = 0; i < job->people->len; i++)
    {
      static const GwPatrolCounts nothing = { { 0 } };
      const GwPerson *person = g_ptr_array_index (job->people, i);
      const GwPatrolPerson *found = g_hash_table_lookup (by_id, &person->id);

      add_row (job, person->login, person->name, found != NULL ? &found->counts : &nothing);
    }
  return TRUE;
}

/* A duty grid on a day; the key of a set. */
static gint64
grid_day (const GwDutyGrid *duty_grid, guint32 day)
{
  /* Ids of duty grids are far below that. */
  return duty_grid->id * 100000000 + day;
}

static GwPatrolCounts *
counts_of (GHashTable *grids, const GwDutyGrid *duty_grid)
{
  GwPatrolCounts *counts = g_hash_table_lookup (grids, duty_grid);

  if (counts == NULL)
    {
      counts = g_new0 (GwPatrolCounts, 1);
      g_hash_table_insert (grids, (gpointer)duty_grid, counts);
    }
  return counts;
}

static void
count_cells (const Job *job, GHashTable *grids)
{
  for (guint i = 0; i < gw_snapshot_n_cells (job->snapshot); i++)
    {
      const GwCell *cell = gw_snapshot_cell (job->snapshot, i);

      if (cell->duty_grid != NULL && gw_scope_has_cell (job->user, cell))
        counts_of (grids, cell->duty_grid)->counts[GW_PATROL_CELLS]++;
    }
}

/* The set of grid_day() with anyone on duty. */
static GHashTable *
count_duties (const Job *job, GHashTable *grids, const GArray *duties)
{
  GHashTable *on_duty = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < duties->len; i++)
    {
      const GwPatrolDay *duty = &g_array_index (duties, GwPatrolDay, i);
      const GwDutyGrid *duty_grid = gw_snapshot_duty_grid (job->snapshot, duty->id);
      GwPatrolCounts *counts =
          duty_grid != NULL ? g_hash_table_lookup (grids, duty_grid) : NULL;
      gint64 key;

      if (counts == NULL)
        continue;
      key = grid_day (duty_grid, duty->day);
      g_hash_table_add (on_duty, g_memdup2 (&key, sizeof key));
      counts->counts[GW_PATROL_GRID_DAYS]++;
      counts->counts[GW_PATROL_CELL_DAYS] += counts->counts[GW_PATROL_CELLS];
    }
  return on_duty;
}

static void
count_visits (const Job *job, GHashTable *grids, GHashTable *on_duty, const GArray *visits)
{
  for (guint i = 0; i < visits->len; i++)
    {
      const GwPatrolDay *visit = &g_array_index (visits, GwPatrolDay, i);
      const GwCell *cell = gw_snapshot_cell_by_id (job->snapshot, visit->id);
      gint64 key;

      if (cell == NULL || cell->duty_grid == NULL || !gw_scope_has_cell (job->user, cell))
        continue;
      key = grid_day (cell->duty_grid, visit->day);
      if (g_hash_table_contains (on_duty, &key))
        counts_of (grids, cell->duty_grid)->counts[GW_PATROL_VISITED_DAYS]++;
    }
}

static gboolean
add_duty_grids (Job *job, GwStoreReader *reader, GError **error)
{
  g_autoptr (GHashTable) grids = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autoptr (GHashTable) on_duty = NULL;
  g_autoptr (GArray) duties =
      gw_store_patrol_duties (reader, job->patrol.from, job->patrol.to, error);
  g_autoptr (GArray) visits = NULL;
  GHashTableIter iter;
  gpointer key, value;

  if (duties == NULL)
    return FALSE;
  visits = gw_store_patrol_visits (reader, job->patrol.from, job->patrol.to, error);
  if (visits == NULL)
    return FALSE;
  count_cells (job, grids);
  on_duty = count_duties (job, grids, duties);
  count_visits (job, grids, on_duty, visits);
  g_hash_table_iter_init (&iter, grids);
  while (g_hash_table_iter_next (&iter, &key, &value))
    add_row (job, ((const GwDutyGrid *)key)->code, ((const GwDutyGrid *)key)->name, value);
  return TRUE;
}

static gboolean
read_thread (GwStoreReader *reader, gpointer data, GError **error)
{
  Job *job = data;
  gboolean added = job->patrol.of == GW_PATROL_INSPECTORS
                       ? add_people (job, reader, error)
                       : add_duty_grids (job, reader, error);

  g_array_sort (job->patrol.rows, compare_rows);
  return added;
}

static void
read_cb (gpointer data, const GError *error, gpointer user_data)
{
  answer (data, error);
}

/* Takes the job. */
static gboolean
add_up (Job *job, GError **error)
{
  if (gw_store_read_async (job->service->store, read_thread, job, job_free, read_cb, NULL))
    return TRUE;
  job_free (job);
  return gw_service_fail_overloaded (error);
}

/* --- following the journal ------------------------------------------------------------ */

static gboolean
follow_thread (GwStoreWriter *writer, gpointer data, GError **error)
{
  Job *job = *(Job **)data;
  gboolean more;

  /* The figures follow in the same steps when nobody is waiting for an answer, and are added
   * up when there is nothing else to do. */
  return gw_store_patrol_follow (writer, STEP_EVENTS, &job->more, error) &&
         (job->done != NULL ||
          (gw_store_figures_follow (writer, STEP_EVENTS, &more, error) &&
           (more || job->busy || gw_store_sums_make (writer, &more, error))));
}

static gboolean follow (Job *job, GError **error);

/* The job goes on from step to step, and only its box ends with each. */
static void
followed_cb (gpointer data, const GError *error, gpointer user_data)
{
  Job *job = g_steal_pointer ((Job **)data);
  GwDuty *duty = job->service->duty;
  g_autoptr (GError) refused = NULL;
  GwPatrolFunc done = job->done;
  gpointer done_data = job->user_data;

  if (done == NULL)
    {
      duty->following = FALSE;
      if (error != NULL)
        g_warning ("what happened is not counted: %s", error->message);
      job_free (job);
      return;
    }
  if (error != NULL)
    {
      answer (job, error);
      job_free (job);
      return;
    }
  if (!(job->more ? follow (job, &refused) : add_up (job, &refused)))
    done (NULL, refused, done_data);
}

static void
box_free (gpointer data)
{
  Job **box = data;

  g_clear_pointer (box, job_free);
  g_free (box);
}

/* Takes the job. */
static gboolean
follow (Job *job, GError **error)
{
  Job **box = g_memdup2 (&job, sizeof job);

  if (gw_store_write_async (job->service->store, follow_thread, box, box_free, followed_cb,
                            NULL))
    return TRUE;
  box_free (box);
  return gw_service_fail_overloaded (error);
}

void
gw_duty_follow (GwDuty *duty)
{
  GwService *service = duty->service;
  GwStoreMetrics metrics;
  Job *job;

  gw_store_get_metrics (service->store, &metrics);
  duty->n_put_off = metrics.queued > 0 ? duty->n_put_off + 1 : 0;
  /* Reports come first: nobody waits for these figures but who asks for them. But who asks
   * after hours of them should not wait for all these hours to be counted. */
  if (duty->following || duty->n_put_off % 2 == 1 ||
      (!gw_store_patrol_is_behind (gw_store_read (service->store)) &&
       !gw_store_figures_are_behind (gw_store_read (service->store)) &&
       !gw_store_sums_are_due (gw_store_read (service->store))))
    return;
  job = job_new (service);
  job->busy = metrics.queued > 0;
  duty->following = follow (job, NULL);
}

/* --- asking --------------------------------------------------------------------------- */

/* Whose duty grids have cells that the user may see: the set of their inspectors. */
static GHashTable *
inspectors_in_scope (GwService *service, const GwPerson *user)
{
  GHashTable *ids = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < gw_snapshot_n_cells (service->snapshot); i++)
    {
      const GwCell *cell = gw_snapshot_cell (service->snapshot, i);

      if (cell->duty_grid != NULL && gw_scope_has_cell (user, cell))
        g_hash_table_add (ids, (gpointer)&cell->duty_grid->inspector_id);
    }
  return ids;
}

static GPtrArray *
find_people (GwService *service, const GwPerson *user)
{
  GPtrArray *people = g_ptr_array_new_with_free_func ((GDestroyNotify)gw_person_unref);
  gboolean sees_all = gw_permissions_may_see_duty (user->roles);
  gboolean limited = gw_scope_is_limited (user, service->snapshot);
  g_autoptr (GHashTable) in_scope = limited ? inspectors_in_scope (service, user) : NULL;
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, service->people);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const GwPerson *person = value;

      if ((person->roles & GW_ROLE_INSPECTOR) != 0 &&
          (sees_all ? !limited || g_hash_table_contains (in_scope, &person->id)
                    : person->id == user->id))
        g_ptr_array_add (people, gw_person_ref (person));
    }
  return people;
}

static gint64
n_days (guint from, guint to)
{
  g_autoptr (GDateTime) first = g_date_time_new_utc (
      (int)(from / 10000), (int)(from / 100 % 100), (int)(from % 100), 0, 0, 0);
  g_autoptr (GDateTime) last = g_date_time_new_utc (
      (int)(to / 10000), (int)(to / 100 % 100), (int)(to % 100), 0, 0, 0);

  if (first == NULL || last == NULL)
    return 0;
  return g_date_time_difference (last, first) / G_TIME_SPAN_DAY + 1;
}

static gboolean
check_user (const GwPerson *user, GwPatrolOf of, GError **error)
{
  gboolean himself = of == GW_PATROL_INSPECTORS && (user->roles & GW_ROLE_INSPECTOR) != 0;

  if (himself || gw_permissions_may_see_duty (user->roles))
    return TRUE;
  gw_case_error_set (error, GW_CASE_ERROR_FORBIDDEN, NULL, "not for this role");
  return FALSE;
}

gboolean
gw_patrol_query (GwService *service, const GwPerson *user, GwPatrolOf of, guint from,
                 guint to, GwPatrolFunc done, gpointer user_data, GError **error)
{
  guint today = gw_calendar_local_date (gw_snapshot_calendar (service->snapshot),
                                        gw_service_now (service));
  gint64 days;
  Job *job;

  if (!check_user (user, of, error))
    return FALSE;
  if (from == 0)
    from = to != 0 ? to : today;
  if (to == 0)
    to = from;
  days = n_days (from, to);
  if (days < 1 || days > GW_PATROL_MAX_DAYS)
    {
      gw_case_error_set (error, GW_CASE_ERROR_OUT_OF_RANGE, "to",
                         "1 to %d days are possible", GW_PATROL_MAX_DAYS);
      return FALSE;
    }
  job = job_new (service);
  job->user = gw_person_ref (user);
  job->people = find_people (service, user);
  job->patrol.of = of;
  job->patrol.from = from;
  job->patrol.to = to;
  job->done = done;
  job->user_data = user_data;
  return service->read_only ? add_up (job, error) : follow (job, error);
}
