/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long cases took, as a histogram. */
#define G_LOG_DOMAIN "gridward-statistics"

#include "gui/statistics/stat-times.h"

#include <glib/gi18n.h>
#include <math.h>

#define MINUTE 60
#define HOUR 3600
#define DAY 86400

char *
gw_stat_duration_text (double seconds)
{
  if (isnan (seconds))
    return g_strdup ("–");
  if (seconds < HOUR)
    return g_strdup_printf (_ ("%.0f min"), seconds / MINUTE);
  return seconds < DAY ? g_strdup_printf (_ ("%.1f h"), seconds / HOUR)
                       : g_strdup_printf (_ ("%.1f d"), seconds / DAY);
}

/* Where a bar ends; they are whole hours and days. */
static char *
edge_text (gint64 seconds)
{
  return seconds < DAY ? g_strdup_printf (_ ("%d h"), (int)(seconds / HOUR))
                       : g_strdup_printf (_ ("%d d"), (int)(seconds / DAY));
}

static gint64
edge_at (const GwClosingTimes *times, guint i)
{
  return g_array_index (times->edges, gint64, i);
}

/* In bars from the left; within a bar as if its cases were spread evenly. */
static double
place_of (const GwClosingTimes *times, double seconds)
{
  guint i = 0;
  double from;

  while (i < times->edges->len && seconds > (double)edge_at (times, i))
    i++;
  if (i == times->edges->len)
    return i + 0.5;
  from = i > 0 ? (double)edge_at (times, i - 1) : 0;
  return i + (seconds - from) / ((double)edge_at (times, i) - from);
}

static void
add_quantile (GwChart *chart, const GwClosingTimes *times, const char *name, double seconds)
{
  g_autofree char *duration = gw_stat_duration_text (seconds);
  g_autofree char *text = g_strdup_printf ("%s %s", name, duration);

  if (!isnan (seconds))
    gw_chart_add_line (chart, place_of (times, seconds), text);
}

char *
gw_stat_times_text (gint64 over_s, gint64 within_s)
{
  g_autofree char *over = over_s > 0 ? edge_text (over_s) : g_strdup ("0");
  g_autofree char *within = within_s > 0 ? edge_text (within_s) : NULL;

  return within != NULL ? g_strdup_printf ("%s – %s", over, within)
                        : g_strdup_printf (">%s", over);
}

static void
add_bar (GwChart *chart, const GwClosingTimes *times, guint i)
{
  guint n = times->edges->len;
  g_autofree char *key = g_strdup_printf ("%u", i);
  g_autofree char *range = gw_stat_times_text (i > 0 ? edge_at (times, i - 1) : 0,
                                               i < n ? edge_at (times, i) : 0);
  g_autofree char *to = i < n ? edge_text (edge_at (times, i)) : NULL;
  g_autofree char *label = to != NULL ? g_strdup_printf ("≤%s", to) : g_strdup (range);
  gint64 count = g_array_index (times->bars, gint64, i);
  g_autofree char *text = g_strdup_printf ("%s: %" G_GINT64_FORMAT, range, count);

  gw_chart_add (chart, key, label, times->n > 0 ? (double)count : NAN, text);
}

GwChart *
gw_stat_times_chart_new (const GwClosingTimes *times, const char *title)
{
  GwChart *chart = gw_chart_new (GW_CHART_HISTOGRAM, GW_CHART_COUNT, title);
  g_autofree char *mean = gw_stat_duration_text (times->mean_s);

  for (guint i = 0; i < times->bars->len; i++)
    add_bar (chart, times, i);
  if (times->n == 0)
    return chart;
  add_quantile (chart, times, _ ("median"), times->median_s);
  add_quantile (chart, times, _ ("90 %"), times->p90_s);
  /* TRANSLATORS: how many cases, and how long they took on average. */
  chart->value_name = g_strdup_printf (_ ("%d closed, mean %s"), (int)times->n, mean);
  return chart;
}
