/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures per cell and per department, from the counters. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/statistics.h"

#include <string.h>

#include "backend/service/class-filter.h"
#include "backend/service/service-private.h"
#include "backend/store/statistics-store.h"

/* One question on its way through a reader. */
typedef struct
{
  GwStatistics *answer;
  GwCountQuery query;
  GwPerson *user;
  GArray *class_ids; /* what the query points to */
  GArray *cell_ids;  /* the same, when the user sees but some; or NULL */
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
  g_array_unref (job->class_ids);
  g_clear_pointer (&job->cell_ids, g_array_unref);
  gw_person_unref (job->user);
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

static GwCounters
make_counters (const GwCountRow *row)
{
  const gint64 *counts = row->counts;

  return (
      GwCounters){ .reported = counts[GW_COUNT_REPORTED],
                   .filed = counts[GW_COUNT_FILED],
                   .rejected = counts[GW_COUNT_REJECTED],
                   .voided = counts[GW_COUNT_VOIDED],
                   .dispatched = counts[GW_COUNT_DISPATCHED],
                   .handled = counts[GW_COUNT_HANDLED],
                   .handled_in_time = counts[GW_COUNT_HANDLED_IN_TIME],
                   .closed = counts[GW_COUNT_CLOSED],
                   .closed_in_time = counts[GW_COUNT_CLOSED_IN_TIME],
                   .reworks = counts[GW_COUNT_REWORKS],
                   .returns = counts[GW_COUNT_RETURNS],
                   .filed_in_time = counts[GW_COUNT_FILED_IN_TIME],
                   .withdrawn_dispatched = counts[GW_COUNT_WITHDRAWN_DISPATCHED],
                   .withdrawn_handled = counts[GW_COUNT_WITHDRAWN_HANDLED],
                   .withdrawn_handled_in_time = counts[GW_COUNT_WITHDRAWN_HANDLED_IN_TIME],
                   .withdrawn_closed_in_time = counts[GW_COUNT_WITHDRAWN_CLOSED_IN_TIME],
                   .reopened = counts[GW_COUNT_REOPENED],
                   .redispatches = counts[GW_COUNT_REDISPATCHES],
                   .deferred = counts[GW_COUNT_DEFERRED],
                   .deferral_ended = counts[GW_COUNT_DEFERRAL_ENDED],
                   .exempt = counts[GW_COUNT_EXEMPT],
                   .extensions = counts[GW_COUNT_EXTENSIONS],
                   .merged = counts[GW_COUNT_MERGED],
                   .open = row->open,
                   .overdue = row->overdue,
                   .to_handle = row->to_handle,
                   .to_close = row->to_close };
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
collect_rows (GwStatistics *answer, const GwPerson *user, const GArray *counts)
{
  for (guint i = 0; i < counts->len; i++)
    {
      const GwCountRow *count = &g_array_index (counts, GwCountRow, i);
      GwStatisticsRow row = { .counters = make_counters (count) };

      if (answer->of == GW_STATISTICS_CELLS)
        row.cell = gw_snapshot_cell_by_id (answer->snapshot, count->id);
      else
        row.department = gw_snapshot_department (answer->snapshot, count->id);
      /* Department 0 holds what nobody was given yet. */
      if ((row.cell == NULL && row.department == NULL) || !has_figure (&row.counters) ||
          (row.cell != NULL && !gw_scope_has_cell (user, row.cell)))
        continue;
      gw_counters_add (&answer->total, &row.counters);
      g_array_append_val (answer->rows, row);
    }
  g_array_sort (answer->rows, compare_rows);
}

/* Keeps the page that was asked for. */
static void
cut_page (CountJob *job)
{
  GArray *rows = job->answer->rows;
  guint skip = 0;

  while (job->after != NULL && skip < rows->len &&
         strcmp (row_code (&g_array_index (rows, GwStatisticsRow, skip)), job->after) <= 0)
    skip++;
  if (skip > 0)
    g_array_remove_range (rows, 0, skip);
  job->answer->more = job->limit > 0 && rows->len > job->limit;
  if (job->answer->more)
    g_array_set_size (rows, job->limit);
}

static gboolean
count_thread (GwStoreReader *reader, gpointer data, GError **error)
{
  CountJob *job = data;
  g_autoptr (GArray) counts = NULL;

  if (job->cell_ids != NULL && job->cell_ids->len == 0)
    return TRUE;
  if (job->answer->of == GW_STATISTICS_CELLS)
    counts = gw_store_cell_counts (reader, &job->query, error);
  else
    counts = gw_store_department_counts (reader, &job->query, error);
  if (counts == NULL)
    return FALSE;
  collect_rows (job->answer, job->user, counts);
  cut_page (job);
  return TRUE;
}

static void
counted_cb (gpointer data, const GError *error, gpointer user_data)
{
  CountJob *job = data;
  g_autoptr (GError) translated = NULL;

  if (error != NULL)
    translated = gw_service_translate_error (error);
  job->done (error == NULL ? job->answer : NULL, translated, job->user_data);
}

static gboolean
check_day (guint day, const char *field, GError **error)
{
  if (day == 0 || g_date_valid_dmy (day % 100, day / 100 % 100, day / 10000))
    return TRUE;
  gw_case_error_set (error, GW_CASE_ERROR_OUT_OF_RANGE, field, "%u is not a date", day);
  return FALSE;
}

gboolean
gw_statistics_is_own_department (const GwPerson *user)
{
  guint of_department = GW_SCOPE_DEPARTMENT | GW_SCOPE_HANDLER;
  guint scope = gw_permissions_scope (user->roles);

  return (scope & of_department) != 0 && (scope & ~of_department) == 0;
}

/* Nobody sees more than their cases: a department only its own figures. */
static gboolean
choose_department (const GwSnapshot *snapshot, const GwPerson *user, const char *code,
                   gint64 *ret_id, GError **error)
{
  const GwDepartment *department = NULL;
  gboolean own_only = gw_statistics_is_own_department (user);

  if (code != NULL)
    {
      department = gw_snapshot_department_by_code (snapshot, code);
      if (department == NULL)
        {
          gw_case_error_set (error, GW_CASE_ERROR_UNKNOWN_DEPARTMENT, "department",
                             "there is no department “%s”", code);
          return FALSE;
        }
    }
  if (own_only && (user->department_id == 0 ||
                   (department != NULL && department->id != user->department_id)))
    {
      gw_case_error_set (error, GW_CASE_ERROR_FORBIDDEN, "department",
                         "only the figures of your own department are open to you");
      return FALSE;
    }
  *ret_id = department != NULL ? department->id : 0;
  if (own_only)
    *ret_id = user->department_id;
  return TRUE;
}

/* Figures of departments are added up over the cells of the user's area alone. */
static void
limit_to_area (CountJob *job)
{
  if (job->answer->of == GW_STATISTICS_CELLS ||
      !gw_scope_is_limited (job->user, job->answer->snapshot))
    return;
  job->cell_ids = gw_scope_cells (job->user, job->answer->snapshot);
  job->query.cell_ids = (const gint64 *)(const void *)job->cell_ids->data;
  job->query.n_cell_ids = job->cell_ids->len;
}

gboolean
gw_statistics_query (GwService *service, const GwPerson *user, GwStatisticsOf of,
                     const GwStatisticsQuery *query, GwStatisticsFunc done,
                     gpointer user_data, GError **error)
{
  g_autoptr (CountJob) job = g_new0 (CountJob, 1);

  g_return_val_if_fail (service != NULL && user != NULL && done != NULL, FALSE);

  job->user = gw_person_ref (user);
  job->class_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  job->answer = g_new0 (GwStatistics, 1);
  job->answer->snapshot = gw_snapshot_ref (service->snapshot);
  job->answer->of = of;
  job->answer->rows = g_array_new (FALSE, FALSE, sizeof (GwStatisticsRow));
  job->answer->stamp = gw_service_stamp (service);
  job->limit = query->limit;
  job->after = g_strdup (query->after);
  job->done = done;
  job->user_data = user_data;
  if (!check_day (query->from, "from", error) || !check_day (query->to, "to", error) ||
      !choose_department (service->snapshot, user, query->department,
                          &job->query.department_id, error) ||
      !gw_class_filter (service->snapshot, query->class_code, query->has_kind, query->kind,
                        job->class_ids, error))
    return FALSE;
  job->query.from_day = query->from;
  job->query.to_day = query->to;
  job->query.class_ids = (const gint64 *)(const void *)job->class_ids->data;
  job->query.n_class_ids = job->class_ids->len;
  limit_to_area (job);
  if (!gw_store_read_async (service->store, count_thread, job, count_job_free, counted_cb,
                            NULL))
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
