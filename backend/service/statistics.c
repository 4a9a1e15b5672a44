/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures per cell and per department. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/statistics.h"

#include <string.h>

#include "backend/service/figures-private.h"
#include "backend/store/statistics-store.h"

#define FIRST_DAY 19700101

/* One question on its way. */
typedef struct
{
  GwStatistics *answer;
  GwPerson *user;
  GHashTable *positions; /* &id of a place -> 1 + position in the answer's rows */
  gboolean with_change;
  guint limit;
  char *after;
  GwStatisticsFunc done;
  gpointer user_data;
} CountJob;

static void
count_job_free (gpointer data)
{
  CountJob *job = data;

  g_clear_pointer (&job->answer, gw_statistics_free);
  gw_person_unref (job->user);
  g_hash_table_unref (job->positions);
  g_free (job->after);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CountJob, count_job_free)

void
gw_statistics_free (GwStatistics *statistics)
{
  gw_snapshot_unref (statistics->snapshot);
  g_array_unref (statistics->rows);
  g_free (statistics);
}

static void
finish (CountJob *job, const GError *error)
{
  job->done (error == NULL ? job->answer : NULL, error, job->user_data);
}

/* ---- rows ---- */

/* Where each figure of all time comes from. */
static const struct
{
  GwFigure figure;
  GwCount came;
  GwCount left; /* what was taken back; GW_N_COUNTS: nothing ever is */
} numbers[] = {
  { GW_FIGURE_REPORTED, GW_COUNT_REPORTED, GW_N_COUNTS },
  { GW_FIGURE_FILED, GW_COUNT_FILED, GW_N_COUNTS },
  { GW_FIGURE_REJECTED, GW_COUNT_REJECTED, GW_N_COUNTS },
  { GW_FIGURE_VOIDED, GW_COUNT_VOIDED, GW_N_COUNTS },
  { GW_FIGURE_DISPATCHED, GW_COUNT_DISPATCHED, GW_COUNT_WITHDRAWN_DISPATCHED },
  { GW_FIGURE_HANDLED, GW_COUNT_HANDLED, GW_COUNT_WITHDRAWN_HANDLED },
  { GW_FIGURE_HANDLED_IN_TIME, GW_COUNT_HANDLED_IN_TIME,
    GW_COUNT_WITHDRAWN_HANDLED_IN_TIME },
  { GW_FIGURE_CLOSED, GW_COUNT_CLOSED, GW_COUNT_REOPENED },
  { GW_FIGURE_CLOSED_IN_TIME, GW_COUNT_CLOSED_IN_TIME, GW_COUNT_WITHDRAWN_CLOSED_IN_TIME },
  { GW_FIGURE_REWORKED, GW_COUNT_REWORKS, GW_N_COUNTS },
  { GW_FIGURE_RETURNED, GW_COUNT_RETURNS, GW_N_COUNTS },
  { GW_FIGURE_FILED_IN_TIME, GW_COUNT_FILED_IN_TIME, GW_N_COUNTS },
  { GW_FIGURE_REOPENED, GW_COUNT_REOPENED, GW_N_COUNTS },
  { GW_FIGURE_REDISPATCHED, GW_COUNT_REDISPATCHES, GW_N_COUNTS },
  { GW_FIGURE_DEFERRED, GW_COUNT_DEFERRED, GW_N_COUNTS },
  { GW_FIGURE_EXEMPT, GW_COUNT_EXEMPT, GW_N_COUNTS },
  { GW_FIGURE_EXTENDED, GW_COUNT_EXTENSIONS, GW_N_COUNTS },
  { GW_FIGURE_MERGED, GW_COUNT_MERGED, GW_N_COUNTS },
};

static GwThingKey
place_key (const CountJob *job)
{
  return job->answer->of == GW_STATISTICS_CELLS ? GW_THING_CELL : GW_THING_DEPARTMENT;
}

/* NULL when there is no such place: department 0 holds what nobody was given yet. */
static GwStatisticsRow *
find_row (CountJob *job, gint64 id)
{
  GArray *rows = job->answer->rows;
  guint position = GPOINTER_TO_UINT (g_hash_table_lookup (job->positions, &id));

  if (position == 0)
    {
      GwStatisticsRow row = { 0 };

      if (job->answer->of == GW_STATISTICS_CELLS)
        row.cell = gw_snapshot_cell_by_id (job->answer->snapshot, id);
      else
        row.department = gw_snapshot_department (job->answer->snapshot, id);
      if (row.cell == NULL && row.department == NULL)
        return NULL;
      g_array_append_val (rows, row);
      position = rows->len;
      g_hash_table_insert (job->positions, g_memdup2 (&id, sizeof id),
                           GUINT_TO_POINTER (position));
    }
  return &g_array_index (rows, GwStatisticsRow, position - 1);
}

static const char *
row_code (const GwStatisticsRow *row)
{
  return row->cell != NULL ? row->cell->code : row->department->code;
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  return strcmp (row_code (a), row_code (b));
}

static gboolean
has_figure (const GwCounters *counters)
{
  static const GwCounters nothing;

  return memcmp (counters, &nothing, sizeof nothing) != 0;
}

static void
set_change (GwStatisticsRow *row)
{
  const GwCounters *counters = &row->counters;

  row->change += counters->reported + counters->reopened - counters->closed -
                 counters->rejected - counters->voided - counters->merged;
}

/* Keeps what is the user's to see, and of that the page that was asked for. */
static void
complete (CountJob *job)
{
  GArray *rows = job->answer->rows;
  guint n = 0, skip = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      GwStatisticsRow *row = &g_array_index (rows, GwStatisticsRow, i);

      if (!has_figure (&row->counters) ||
          (row->cell != NULL && !gw_scope_has_cell (job->user, row->cell)))
        continue;
      if (job->with_change)
        set_change (row);
      gw_counters_add (&job->answer->total, &row->counters);
      g_array_index (rows, GwStatisticsRow, n++) = *row;
    }
  g_array_set_size (rows, n);
  g_array_sort (rows, compare_rows);
  while (job->after != NULL && skip < rows->len &&
         strcmp (row_code (&g_array_index (rows, GwStatisticsRow, skip)), job->after) <= 0)
    skip++;
  if (skip > 0)
    g_array_remove_range (rows, 0, skip);
  job->answer->more = job->limit > 0 && rows->len > job->limit;
  if (job->answer->more)
    g_array_set_size (rows, job->limit);
}

/* ---- of all time ---- */

static void
take_counts (GwCounters *counters, const GwCountRow *row)
{
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    *gw_counters_figure (counters, numbers[i].figure) =
        row->counts[numbers[i].came] -
        (numbers[i].left < GW_N_COUNTS ? row->counts[numbers[i].left] : 0);
  counters->to_handle = row->to_handle;
  counters->to_close = row->to_close;
}

static gboolean
count_thread (GwStoreReader *reader, gpointer data, GError **error)
{
  CountJob *job = data;
  g_autoptr (GArray) counts = gw_store_counts (reader, place_key (job), error);

  if (counts == NULL)
    return FALSE;
  for (guint i = 0; i < counts->len; i++)
    {
      const GwCountRow *count = &g_array_index (counts, GwCountRow, i);
      GwStatisticsRow *row = find_row (job, count->id);

      if (row == NULL)
        continue;
      take_counts (&row->counters, count);
      row->counters.open = count->open;
      row->counters.overdue = count->overdue;
    }
  complete (job);
  return TRUE;
}

static void
counted_cb (gpointer data, const GError *error, gpointer user_data)
{
  g_autoptr (GError) translated = NULL;

  if (error != NULL)
    translated = gw_service_translate_error (error);
  finish (data, translated);
}

/* ---- of a period, or of a part ---- */

static void
take_sums (CountJob *job, const GwCube *cube)
{
  for (guint i = 0; i < gw_cube_n_sums (cube); i++)
    {
      const GwSum *sum = gw_cube_sum (cube, i);
      GwStatisticsRow *row = find_row (job, sum->keys[place_key (job)]);

      if (row == NULL)
        continue;
      for (GwFigure figure = 0; figure < GW_N_FIGURES; figure++)
        *gw_counters_figure (&row->counters, figure) += sum->counts[figure];
    }
}

static gboolean
add_period (CountJob *job, const GwFigureJob *figures, GwStoreReader *reader,
            GError **error)
{
  const guint keys = GW_THING_BIT (place_key (job));
  const GwThingFilter filter =
      gw_figure_job_sum_filter (figures, job->answer->of == GW_STATISTICS_CELLS);
  g_autoptr (GwSumReader) sums = gw_sum_reader_new (reader, &filter, error);
  g_autoptr (GwCube) happened = gw_cube_new (keys);
  g_autoptr (GwCube) waiting = gw_cube_new (keys);
  guint32 day = 0;

  if (sums == NULL ||
      !gw_sum_reader_add (sums, figures->days.from, figures->days.to, happened, error) ||
      !gw_sum_reader_wait (sums, figures->days.to, waiting, &day, error))
    return FALSE;
  take_sums (job, happened);
  take_sums (job, waiting);
  return TRUE;
}

/* What is open is of now, whatever the period. */
static gboolean
add_open (CountJob *job, const GwFigureJob *figures, GwStoreReader *reader, GError **error)
{
  const GwThingFilter *filter = &figures->filter;
  g_autoptr (GArray) counts =
      gw_thing_filter_keys (filter) == 0
          ? gw_store_counts (reader, place_key (job), error)
          : gw_store_open_counts (reader, place_key (job), filter, error);

  if (counts == NULL)
    return FALSE;
  for (guint i = 0; i < counts->len; i++)
    {
      const GwCountRow *count = &g_array_index (counts, GwCountRow, i);
      GwStatisticsRow *row = find_row (job, count->id);

      if (row == NULL)
        continue;
      row->counters.open = count->open;
      row->counters.overdue = count->overdue;
    }
  return TRUE;
}

typedef struct
{
  CountJob *job;
  const GwThingFilter *filter;
} Gone;

/* Closed and reopened in the period: it counts as reopened and not as closed any more. */
static void
take_gone (const GwThing *thing, int sign, gpointer data)
{
  const Gone *gone = data;
  GwStatisticsRow *row;

  if ((thing->figures & GW_FIGURE_BIT (GW_FIGURE_CLOSED)) == 0 ||
      !gw_thing_filter_has (gone->filter, thing))
    return;
  row = find_row (gone->job, thing->keys[place_key (gone->job)]);
  if (row != NULL)
    row->change--;
}

static gboolean
run_period (GwFigureJob *figures, GwStoreReader *reader, GError **error)
{
  CountJob *job = figures->user_data;
  Gone gone = { job, &figures->filter };
  gboolean any;

  if (!gw_figure_job_prepare (figures, reader, &any, error))
    return FALSE;
  if (any && !(add_period (job, figures, reader, error) &&
               add_open (job, figures, reader, error) &&
               (!job->with_change ||
                gw_store_figure_gone (reader, figures->days.from, figures->days.to,
                                      figures->days.to, take_gone, &gone, error))))
    return FALSE;
  complete (job);
  return TRUE;
}

static void
period_done (GwFigureJob *figures, const GError *error)
{
  g_autoptr (CountJob) job = figures->user_data;

  finish (job, error);
}

static gboolean
start_period (CountJob *job, GwService *service, const GwStatisticsQuery *query,
              GError **error)
{
  const guint today = gw_store_local_day (service->store, gw_service_now (service));
  const GwFiguresQuery wanted = { .from = query->from != 0 ? query->from : FIRST_DAY,
                                  .to =
                                      query->to != 0 ? query->to : MAX (today, query->from),
                                  .class_code = query->class_code,
                                  .has_kind = query->has_kind,
                                  .kind = query->kind,
                                  .department = query->department };
  GwFigureJob *figures = gw_figure_job_new (service, job->user, &wanted, error);

  if (figures == NULL)
    return FALSE;
  figures->run = run_period;
  figures->done = period_done;
  figures->user_data = job;
  return gw_figure_job_start (figures, error);
}

/* ---- public ---- */

gboolean
gw_statistics_is_own_department (const GwPerson *user)
{
  guint of_department = GW_SCOPE_DEPARTMENT | GW_SCOPE_HANDLER;
  guint scope = gw_permissions_scope (user->roles);

  return (scope & of_department) != 0 && (scope & ~of_department) == 0;
}

gboolean
gw_statistics_needs_days (const GwSnapshot *snapshot)
{
  const GwShownRates rates = gw_shown_rates_find (gw_snapshot_indicators (snapshot));

  return gw_shown_rates_use (&rates, GW_FIGURE_OVERDUE_TO_HANDLE) ||
         gw_shown_rates_use (&rates, GW_FIGURE_DISPATCHED_IN_TIME);
}

/* Counters know all time and the whole city. */
static gboolean
is_of_everything (GwService *service, const GwPerson *user, const GwStatisticsQuery *query)
{
  return query->from == 0 && query->to == 0 && query->class_code == NULL &&
         !query->has_kind && query->department == NULL &&
         !gw_statistics_is_own_department (user) &&
         !gw_scope_is_limited (user, service->snapshot) &&
         !gw_statistics_needs_days (service->snapshot);
}

gboolean
gw_statistics_query (GwService *service, const GwPerson *user, GwStatisticsOf of,
                     const GwStatisticsQuery *query, GwStatisticsFunc done,
                     gpointer user_data, GError **error)
{
  g_autoptr (CountJob) job = g_new0 (CountJob, 1);

  g_return_val_if_fail (service != NULL && user != NULL && done != NULL, FALSE);

  job->user = gw_person_ref (user);
  job->positions = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  job->answer = g_new0 (GwStatistics, 1);
  job->answer->snapshot = gw_snapshot_ref (service->snapshot);
  job->answer->of = of;
  job->answer->rates = gw_shown_rates_find (gw_snapshot_indicators (service->snapshot));
  job->answer->rows = g_array_new (FALSE, TRUE, sizeof (GwStatisticsRow));
  job->answer->stamp = gw_service_stamp (service);
  job->with_change = query->with_change;
  job->limit = query->limit;
  job->after = g_strdup (query->after);
  job->done = done;
  job->user_data = user_data;
  if (!is_of_everything (service, user, query))
    {
      if (!start_period (job, service, query, error))
        return FALSE;
    }
  else if (!gw_store_read_async (service->store, count_thread, job, count_job_free,
                                 counted_cb, NULL))
    return gw_service_fail_overloaded (error);
  g_steal_pointer (&job);
  return TRUE;
}

gboolean
gw_statistics_recount (GwService *service, GPtrArray *ret_differences, GError **error)
{
  GError *local = NULL;

  if (gw_store_recount (gw_store_read (service->store), ret_differences, &local))
    return TRUE;
  gw_service_propagate_error (error, local);
  return FALSE;
}
