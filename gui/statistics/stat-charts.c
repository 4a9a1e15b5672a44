/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page's charts, made of its tables. */
#define G_LOG_DOMAIN "gridward-statistics"

#include "gui/statistics/stat-charts-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gui/statistics/stat-text.h"
#include "gui/statistics/stat-times.h"

/* More bars than these are not compared by eye. */
#define MAX_BARS 40
/* As many as in the report; the last of them is what all others make together. */
#define MAX_CLASSES 12
#define HOURS 24
#define DAYS 7

static const char *const titles[GW_STAT_CHARTS] = {
  [GW_STAT_TREND] = N_ ("Trend"),
  [GW_STAT_RANKING] = N_ ("Ranking"),
  [GW_STAT_CLASSES] = N_ ("Classes, the most frequent first"),
  [GW_STAT_DEPARTMENTS] = N_ ("Departments"),
  [GW_STAT_HOURS] = N_ ("Hours of the Week"),
  [GW_STAT_CROSSED] = N_ ("Crossed"),
  [GW_STAT_TIMES] = N_ ("Time to Close"),
};

const char *
gw_stat_chart_title (GwStatChart which)
{
  g_return_val_if_fail (which < GW_STAT_CHARTS, "");

  return _ (titles[which]);
}

const char *
gw_stat_chart_dimension (GwInsight *insight, GwStatChart which)
{
  const GwStatQuestion *question = gw_insight_get_question (insight);

  switch (which)
    {
    case GW_STAT_RANKING:
      return question->rows;
    case GW_STAT_CLASSES:
      return gw_stat_question_find (question, "class_middle") != NULL ||
                     gw_stat_question_find (question, "class_minor") != NULL
                 ? "class_minor"
                 : "class_middle";
    case GW_STAT_DEPARTMENTS:
      return "department";
    case GW_STAT_HOURS:
      return "weekday";
    case GW_STAT_CROSSED:
      return question->rows;
    case GW_STAT_TREND:
    case GW_STAT_TIMES:
    case GW_STAT_CHARTS:
    default:
      return "day";
    }
}

const GwIndicatorValue *
gw_stat_making_value (const GwStatMaking *m, const GwTally *tally)
{
  return gw_tally_get_indicator (tally, m->name);
}

double
gw_stat_making_number (const GwStatMaking *m, const GwTally *tally)
{
  const GwIndicatorValue *value = gw_stat_making_value (m, tally);

  return value != NULL ? value->value : NAN;
}

GwChartUnit
gw_stat_making_unit (const GwStatMaking *m)
{
  return m->indicator->is_rate ? GW_CHART_SHARE : GW_CHART_COUNT;
}

gboolean
gw_stat_making_is_chosen (const GwStatMaking *m, const char *dimension, const char *key)
{
  const GwStatFilter *filter = gw_stat_question_find (m->question, dimension);

  return filter != NULL && g_str_equal (filter->key.code, key);
}

/* ---- in time ---- */

static const GwTallyItem *
find_row (const GwTallyTable *table, const char *key)
{
  for (guint i = 0; table != NULL && i < table->items->len; i++)
    {
      const GwTallyItem *item = table->items->pdata[i];

      if (g_str_equal (item->row.code, key))
        return item;
    }
  return NULL;
}

static double
value_at (const GwStatMaking *m, const GwTallyTable *table, GArray *parts, guint i)
{
  g_autofree char *key = NULL;
  const GwTallyItem *item;

  if (table == NULL || i >= parts->len)
    return NAN;
  key = gw_span_key (&g_array_index (parts, GwSpan, i));
  item = find_row (table, key);
  if (item == NULL)
    return m->indicator->is_rate ? NAN : 0;
  return gw_stat_making_number (m, &item->now);
}

static GwChart *
make_trend (const GwStatMaking *m)
{
  const GwTallyTable *now = gw_insight_get_table (m->insight, GW_INSIGHT_TREND);
  const GwTallyTable *past = gw_insight_get_table (m->insight, GW_INSIGHT_TREND_BEFORE);
  g_autoptr (GArray) parts = gw_span_parts (&m->question->span);
  g_autoptr (GArray) past_parts = NULL;
  GDate today = gw_insight_today (m->insight);
  GwChart *chart;
  GwSpan before;

  if (now == NULL)
    return NULL;
  chart = gw_chart_new (GW_CHART_LINE, gw_stat_making_unit (m), _ (titles[GW_STAT_TREND]));
  chart->value_name = gw_span_text (&m->question->span);
  if (gw_stat_question_get_before (m->question, &before))
    {
      past_parts = gw_span_parts (&before);
      chart->before_name = gw_span_text (&before);
    }
  for (guint i = 0; i < parts->len; i++)
    {
      const GwSpan *part = &g_array_index (parts, GwSpan, i);
      g_autofree char *key = gw_span_key (part);
      g_autofree char *label = gw_span_short_text (part);
      g_autofree char *name = gw_span_text (part);
      /* What is still to come was not counted, however much waits for it. */
      gboolean ahead = g_date_compare (&part->from, &today) > 0;
      const GwTallyItem *item = ahead ? NULL : find_row (now, key);
      g_autofree char *text = gw_stat_sentence (
          m->indicator, name, item != NULL ? gw_stat_making_value (m, &item->now) : NULL);
      GwChartMark *mark =
          gw_chart_add (chart, key, label, ahead ? NAN : value_at (m, now, parts, i), text);

      if (past_parts != NULL)
        mark->before = value_at (m, past, past_parts, i);
      mark->chosen = gw_insight_get_part (m->insight) == (int)i;
    }
  return chart;
}

/* ---- one bar for each row ---- */

static int
compare_items (gconstpointer a, gconstpointer b, gpointer data)
{
  const GwStatMaking *m = data;
  double left = gw_stat_making_number (m, &(*(GwTallyItem *const *)a)->now);
  double right = gw_stat_making_number (m, &(*(GwTallyItem *const *)b)->now);

  if (isnan (left) || isnan (right))
    return isnan (left) - isnan (right);
  if (m->indicator->less_is_better)
    return (left > right) - (left < right);
  return (left < right) - (left > right);
}

static GwChart *
make_bars (const GwStatMaking *m, GwInsightTable which, GwStatChart chart_kind)
{
  const GwTallyTable *table = gw_insight_get_table (m->insight, which);
  const char *dimension = gw_stat_chart_dimension (m->insight, chart_kind);
  g_autoptr (GPtrArray) items = NULL;
  GwChart *chart;

  if (table == NULL)
    return NULL;
  items = g_ptr_array_new ();
  for (guint i = 0; i < table->items->len; i++)
    g_ptr_array_add (items, table->items->pdata[i]);
  g_ptr_array_sort_with_data (items, compare_items, (gpointer)m);
  chart = gw_chart_new (GW_CHART_BARS, gw_stat_making_unit (m), _ (titles[chart_kind]));
  for (guint i = 0; i < MIN (items->len, MAX_BARS); i++)
    {
      const GwTallyItem *item = items->pdata[i];
      g_autofree char *name = gw_stat_key_text (dimension, &item->row);
      g_autofree char *text =
          gw_stat_sentence (m->indicator, name, gw_stat_making_value (m, &item->now));
      GwChartMark *mark = gw_chart_add (chart, item->row.code, name,
                                        gw_stat_making_number (m, &item->now), text);

      mark->before = gw_stat_making_number (m, &item->before);
      mark->chosen = gw_stat_making_is_chosen (m, dimension, item->row.code);
    }
  chart->n_left = items->len - chart->marks->len;
  return chart;
}

/* ---- classes ---- */

static gint64
weight_of (const GwStatMaking *m, const GwTallyItem *item)
{
  const GwIndicatorValue *value = gw_stat_making_value (m, &item->now);

  return value != NULL ? MAX (value->numerator, 0) : 0;
}

static int
compare_weights (gconstpointer a, gconstpointer b, gpointer data)
{
  gint64 left = weight_of (data, *(GwTallyItem *const *)a);
  gint64 right = weight_of (data, *(GwTallyItem *const *)b);

  return (left < right) - (left > right);
}

/* GwTallyItem of the table with something counted, the most frequent first. */
static GPtrArray *
sort_classes (const GwStatMaking *m, const GwTallyTable *table)
{
  GPtrArray *items = g_ptr_array_new ();

  for (guint i = 0; i < table->items->len; i++)
    if (weight_of (m, table->items->pdata[i]) > 0)
      g_ptr_array_add (items, table->items->pdata[i]);
  g_ptr_array_sort_with_data (items, compare_weights, (gpointer)m);
  return items;
}

static void
add_class (const GwStatMaking *m, GwChart *chart, const GwTallyItem *item)
{
  const char *dimension = gw_stat_chart_dimension (m->insight, GW_STAT_CLASSES);
  g_autofree char *name = gw_stat_key_text (dimension, &item->row);
  gint64 weight = weight_of (m, item);
  g_autofree char *text = g_strdup_printf ("%s: %d", name, (int)weight);

  gw_chart_add (chart, item->row.code, name, (double)weight, text)->chosen =
      gw_stat_making_is_chosen (m, dimension, item->row.code);
}

/* What is left of the total; nothing is narrowed to several classes. */
static void
add_rest (GwChart *chart, guint n_classes)
{
  double rest = chart->total;
  g_autofree char *text = NULL;

  for (guint i = 0; i < chart->marks->len; i++)
    rest -= gw_chart_get (chart, i)->value;
  /* TRANSLATORS: how many classes are told together, and how many cases they have. */
  text = g_strdup_printf (_ ("Other, %u classes: %d"), n_classes, (int)rest);
  gw_chart_add (chart, "", _ ("Other"), rest, text);
}

/* The numerators: how many of what is counted are of which class. */
static GwChart *
make_classes (const GwStatMaking *m)
{
  const GwTallyTable *table = gw_insight_get_table (m->insight, GW_INSIGHT_CLASSES);
  g_autoptr (GPtrArray) items = NULL;
  GwChart *chart;
  guint n_shown;

  if (table == NULL)
    return NULL;
  items = sort_classes (m, table);
  n_shown = items->len > MAX_CLASSES ? MAX_CLASSES - 1 : items->len;
  chart = gw_chart_new (GW_CHART_PARETO, GW_CHART_COUNT, _ (titles[GW_STAT_CLASSES]));
  chart->named = TRUE;
  for (guint i = 0; i < items->len; i++)
    chart->total += (double)weight_of (m, items->pdata[i]);
  for (guint i = 0; i < n_shown; i++)
    add_class (m, chart, items->pdata[i]);
  if (n_shown < items->len)
    add_rest (chart, items->len - n_shown);
  return chart;
}

/* ---- hours of the week ---- */

static GStrv
hour_labels (void)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint hour = 0; hour < HOURS; hour++)
    {
      g_autofree char *text = g_strdup_printf ("%u", hour);

      g_strv_builder_add (builder, text);
    }
  return g_strv_builder_end (builder);
}

static GwChart *
make_hours (const GwStatMaking *m)
{
  const GwTallyTable *table = gw_insight_get_table (m->insight, GW_INSIGHT_HOURS);
  gint64 counts[DAYS][HOURS] = { { 0 } };
  g_autoptr (GStrvBuilder) days = g_strv_builder_new ();
  GwChart *chart;

  if (table == NULL)
    return NULL;
  for (guint i = 0; i < table->items->len; i++)
    {
      const GwTallyItem *item = table->items->pdata[i];
      int day = atoi (item->row.code);
      int hour = item->column.code != NULL ? atoi (item->column.code) : -1;

      if (day >= 1 && day <= DAYS && hour >= 0 && hour < HOURS)
        counts[day - 1][hour] += weight_of (m, item);
    }
  chart = gw_chart_new (GW_CHART_HEAT, GW_CHART_COUNT, _ (titles[GW_STAT_HOURS]));
  chart->column_labels = hour_labels ();
  for (guint day = 0; day < DAYS; day++)
    {
      char code[] = { (char)('1' + day), '\0' };
      GwNamed key = { .code = code };
      g_autofree char *name = gw_stat_key_text ("weekday", &key);

      g_strv_builder_add (days, name);
      for (guint hour = 0; hour < HOURS; hour++)
        {
          g_autofree char *hour_code = g_strdup_printf ("%02u", hour);
          g_autofree char *mark_key =
              g_strconcat (code, GW_STAT_KEYS_APART, hour_code, NULL);
          g_autofree char *text =
              g_strdup_printf ("%s %02u:00: %d", name, hour, (int)counts[day][hour]);
          GwChartMark *mark =
              gw_chart_add (chart, mark_key, "", (double)counts[day][hour], text);

          mark->row = day;
          mark->column = hour;
          mark->chosen = gw_stat_making_is_chosen (m, "weekday", code) &&
                         gw_stat_making_is_chosen (m, "hour", hour_code);
        }
    }
  chart->row_labels = g_strv_builder_end (days);
  return chart;
}

GStrv
gw_stat_chart_split_key (const char *key)
{
  g_auto (GStrv) parts = g_strsplit (key, GW_STAT_KEYS_APART, 2);

  return g_strv_length (parts) == 2 ? g_steal_pointer (&parts) : NULL;
}

static GwChart *
make_times (GwInsight *insight)
{
  const GwClosingTimes *times = gw_insight_get_times (insight);
  GwChart *chart;

  if (!gw_insight_measures_times (insight))
    {
      chart = gw_chart_new (GW_CHART_HISTOGRAM, GW_CHART_COUNT, _ (titles[GW_STAT_TIMES]));
      chart->why_empty = g_strdup_printf (_ ("Closing times are told for at most %d days."),
                                          GW_INSIGHT_TIMES_MAX_DAYS);
      return chart;
    }
  return times != NULL ? gw_stat_times_chart_new (times, _ (titles[GW_STAT_TIMES])) : NULL;
}

GwChart *
gw_stat_chart_new (GwInsight *insight, GwStatChart which)
{
  GwStatMaking making = { insight, gw_insight_get_question (insight),
                          gw_insight_get_indicator (insight), NULL };

  if (making.indicator == NULL)
    return NULL;
  making.name = making.indicator->name.code;
  switch (which)
    {
    case GW_STAT_TREND:
      return make_trend (&making);
    case GW_STAT_RANKING:
      return make_bars (&making, GW_INSIGHT_ROWS, which);
    case GW_STAT_CLASSES:
      return make_classes (&making);
    case GW_STAT_DEPARTMENTS:
      return make_bars (&making, GW_INSIGHT_DEPARTMENTS, which);
    case GW_STAT_HOURS:
      return make_hours (&making);
    case GW_STAT_CROSSED:
      return gw_stat_crossed_chart_new (&making);
    case GW_STAT_TIMES:
      return make_times (insight);
    case GW_STAT_CHARTS:
    default:
      return NULL;
    }
}
