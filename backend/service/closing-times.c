/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long cases took: medians and histograms over the closings of a period. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/closing-times.h"

#include <string.h>

#include "backend/rules/case-error.h"
#include "backend/service/figures-private.h"
#include "backend/store/closing-store.h"

#define HOUR_S G_GINT64_CONSTANT (3600)
#define DAY_S (24 * HOUR_S)

typedef struct
{
  GwClosingTimes times;
  GwClosingTimesFunc done;
  gpointer user_data;
} Answer;

/* Those that were closed, while they are collected. */
typedef struct
{
  GwFigureJob *job;
  GHashTable *gone; /* &seq */
  GArray *closings; /* GwThing */
} Pass;

static const gint64 bar_ends[GW_N_CLOSING_BARS] = {
  HOUR_S,    2 * HOUR_S, 4 * HOUR_S, 8 * HOUR_S, DAY_S, 2 * DAY_S,
  3 * DAY_S, 7 * DAY_S,  15 * DAY_S, 30 * DAY_S, 0,
};

gint64
gw_closing_bar_s (guint bar)
{
  g_return_val_if_fail (bar < GW_N_CLOSING_BARS, 0);
  return bar_ends[bar];
}

static void
answer_free (Answer *answer)
{
  g_array_unref (answer->times.rows);
  g_string_chunk_free (answer->times.strings);
  g_free (answer);
}

/* --- on a thread of the store ------------------------------------------------------------ */

static gboolean
is_closing (const Pass *pass, const GwThing *thing)
{
  return (thing->figures & GW_FIGURE_BIT (GW_FIGURE_CLOSED)) != 0 &&
         gw_thing_filter_has (&pass->job->filter, thing);
}

static void
take_gone (const GwThing *thing, int sign, gpointer data)
{
  const Pass *pass = data;

  if (is_closing (pass, thing))
    g_hash_table_add (pass->gone, g_memdup2 (&thing->seq, sizeof thing->seq));
}

static void
take_thing (const GwThing *thing, int sign, gpointer data)
{
  const Pass *pass = data;

  if (is_closing (pass, thing) && !g_hash_table_contains (pass->gone, &thing->seq))
    g_array_append_vals (pass->closings, thing, 1);
}

static gboolean
collect (Pass *pass, GwStoreReader *reader, GError **error)
{
  GwDays days = pass->job->days;

  return gw_store_figure_gone (reader, days.from, days.to, days.to, take_gone, pass,
                               error) &&
         gw_store_figure_things (reader, days.from, days.to, pass->job->filter.one_cell,
                                 take_thing, pass, error);
}

static int
compare_seconds (gconstpointer a, gconstpointer b)
{
  const gint64 *first = a, *second = b;

  return (*first > *second) - (*first < *second);
}

/* seconds: of each closing, of which there is at least one; sorted by it. */
static void
sum_up (GArray *seconds, GwClosingRow *row)
{
  const gint64 *sorted = (const gint64 *)(const void *)seconds->data;
  guint bar = 0;

  g_array_sort (seconds, compare_seconds);
  row->n = seconds->len;
  row->median_s = sorted[(seconds->len - 1) / 2];
  row->p90_s = sorted[(seconds->len * (guint64)9 + 9) / 10 - 1];
  for (guint i = 0; i < seconds->len; i++)
    {
      while (bar_ends[bar] != 0 && sorted[i] > bar_ends[bar])
        bar++;
      row->bars[bar]++;
      row->mean_s += (double)sorted[i] / seconds->len;
    }
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const GwClosingRow *first = a, *second = b;

  return strcmp (first->row.key, second->row.key);
}

static void
make_rows (GwClosingTimes *times, GHashTable *by_label, GArray *all)
{
  GHashTableIter iter;
  gpointer label, seconds;

  g_hash_table_iter_init (&iter, by_label);
  while (g_hash_table_iter_next (&iter, &label, &seconds))
    {
      GwClosingRow row = { .row = ((const GwLabel *)label)->words };

      sum_up (seconds, &row);
      g_array_append_val (times->rows, row);
    }
  g_array_sort (times->rows, compare_rows);
  if (all->len > 0)
    sum_up (all, &times->total);
}

static void
add (GHashTable *by_label, const GwLabel *label, gint64 seconds)
{
  GArray *of_label = g_hash_table_lookup (by_label, label);

  if (of_label == NULL)
    {
      of_label = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_hash_table_insert (by_label, (gpointer)label, of_label);
    }
  g_array_append_val (of_label, seconds);
}

static gboolean
measure (GwFigureJob *job, GwStoreReader *reader, const GArray *closings, GError **error)
{
  Answer *answer = job->user_data;
  g_autoptr (GwLabels) labels =
      gw_labels_new (job->snapshot, job->people, job->sources, answer->times.strings);
  g_autoptr (GHashTable) by_label =
      g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify)g_array_unref);
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < closings->len; i++)
    {
      const GwThing *thing = &g_array_index (closings, GwThing, i);
      const GwLabel *label = gw_labels_find (labels, job->query.rows, thing);
      gint64 seconds;

      if (!gw_store_closing_ms (reader, thing->seq, &seconds, error))
        return FALSE;
      seconds /= 1000;
      g_array_append_val (all, seconds);
      if (label != NULL)
        add (by_label, label, seconds);
    }
  make_rows (&answer->times, by_label, all);
  return TRUE;
}

static gboolean
run_times (GwFigureJob *job, GwStoreReader *reader, GError **error)
{
  g_autoptr (GHashTable) gone =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GArray) closings = g_array_new (FALSE, FALSE, sizeof (GwThing));
  Pass pass = { .job = job, .gone = gone, .closings = closings };
  gboolean any;

  return gw_figure_job_prepare (job, reader, &any, error) &&
         (!any || collect (&pass, reader, error)) && measure (job, reader, closings, error);
}

/* --- on the main context ------------------------------------------------------------------ */

static void
times_done (GwFigureJob *job, const GError *error)
{
  Answer *answer = job->user_data;

  answer->done (error == NULL ? &answer->times : NULL, error, answer->user_data);
  answer_free (answer);
}

static gboolean
check (const GwFigureJob *job, GError **error)
{
  GDate first, last;

  if (gw_dimension_is_period (job->query.rows))
    {
      gw_case_error_set (error, GW_CASE_ERROR_OUT_OF_RANGE, "rows",
                         "closing times are not told apart by periods");
      return FALSE;
    }
  g_date_clear (&first, 1);
  g_date_clear (&last, 1);
  g_date_set_dmy (&first, job->days.from % 100, job->days.from / 100 % 100,
                  (GDateYear)(job->days.from / 10000));
  g_date_set_dmy (&last, job->days.to % 100, job->days.to / 100 % 100,
                  (GDateYear)(job->days.to / 10000));
  if (g_date_days_between (&first, &last) < GW_CLOSING_MAX_DAYS)
    return TRUE;
  gw_case_error_set (error, GW_CASE_ERROR_OUT_OF_RANGE, "from",
                     "a period of no more than %d days is expected", GW_CLOSING_MAX_DAYS);
  return FALSE;
}

gboolean
gw_closing_times (GwService *service, const GwPerson *user, const GwFiguresQuery *query,
                  GwClosingTimesFunc done, gpointer user_data, GError **error)
{
  GwFigureJob *job;
  Answer *answer;

  g_return_val_if_fail (service != NULL && user != NULL && done != NULL, FALSE);

  job = gw_figure_job_new (service, user, query, error);
  if (job == NULL)
    return FALSE;
  if (!check (job, error))
    {
      gw_figure_job_free (job);
      return FALSE;
    }
  answer = g_new0 (Answer, 1);
  answer->times.from = job->days.from;
  answer->times.to = job->days.to;
  answer->times.rows = g_array_new (FALSE, FALSE, sizeof (GwClosingRow));
  answer->times.strings = g_string_chunk_new (1024);
  answer->done = done;
  answer->user_data = user_data;
  job->run = run_times;
  job->done = times_done;
  job->user_data = answer;
  if (gw_figure_job_start (job, error))
    return TRUE;
  answer_free (answer);
  return FALSE;
}
