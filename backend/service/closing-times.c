/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long cases took: medians and histograms over the closings of a period. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/closing-times.h"

#include <string.h>

#include "backend/rules/case-error.h"
#include "backend/service/closing-rows.h"

#define HOUR_S G_GINT64_CONSTANT (3600)
#define DAY_S (24 * HOUR_S)

typedef struct
{
  GwClosingTimes *times;
  GwClosingTimesFunc done;
  gpointer user_data;
} Answer;

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

void
gw_closing_times_drop (GwClosingTimes *times)
{
  g_array_unref (times->rows);
  g_string_chunk_free (times->strings);
  g_free (times);
}

static void
answer_free (Answer *answer)
{
  g_clear_pointer (&answer->times, gw_closing_times_drop);
  g_free (answer);
}

/* --- on a thread of the store ------------------------------------------------------------ */

static void
take_cb (const GwClosings *closings, gpointer data)
{
  gw_closing_rows_take (data, closings);
}

/* The job is prepared. */
static gboolean
fill_times (GwFigureJob *job, GwStoreReader *reader, GwDimension dimension,
            GwClosingTimes *times, GError **error)
{
  g_autoptr (GwLabels) labels =
      gw_labels_new (job->snapshot, job->people, job->sources, times->strings);
  g_autoptr (GwClosingRows) rows = gw_closing_rows_new (&job->filter, labels, dimension);

  if (!gw_store_closings (reader, job->days.from, job->days.to, gw_closing_rows_keys (rows),
                          take_cb, rows, error))
    return FALSE;
  gw_closing_rows_finish (rows, job->after, job->query.limit, times);
  return TRUE;
}

static gboolean
run_times (GwFigureJob *job, GwStoreReader *reader, GError **error)
{
  gboolean any;

  if (!gw_figure_job_prepare (job, reader, &any, error))
    return FALSE;
  return !any || fill_times (job, reader, job->query.rows,
                             ((Answer *)job->user_data)->times, error);
}

static GwClosingTimes *
times_new (const GwFigureJob *job)
{
  GwClosingTimes *times = g_new0 (GwClosingTimes, 1);

  times->from = job->days.from;
  times->to = job->days.to;
  times->rows = g_array_new (FALSE, FALSE, sizeof (GwClosingRow));
  times->strings = g_string_chunk_new (1024);
  return times;
}

gboolean
gw_closing_bars (GwFigureJob *job, GwStoreReader *reader, gint64 *bars, GError **error)
{
  g_autoptr (GwClosingTimes) times = times_new (job);

  if (!fill_times (job, reader, GW_DIMENSION_CITY, times, error))
    return FALSE;
  memcpy (bars, times->total.bars, sizeof times->total.bars);
  return TRUE;
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
  if (gw_dimension_is_period (job->query.rows))
    {
      gw_case_error_set (error, GW_CASE_ERROR_OUT_OF_RANGE, "rows",
                         "closing times are not told apart by periods");
      return FALSE;
    }
  return gw_figure_job_check_length (job, GW_CLOSING_MAX_DAYS, error);
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
  answer->times = times_new (job);
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
