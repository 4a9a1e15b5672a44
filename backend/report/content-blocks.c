/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Key figures, their formulas, and the charts. */
#define G_LOG_DOMAIN "gridward-report"

#include "backend/report/content-private.h"

#include <math.h>

/* As many as on the desk's page; the last of them is what all others make together. */
#define PARETO_CLASSES 12

/* --- key figures ----------------------------------------------------------------------- */

static char *
count_text (gint64 count)
{
  const GwReportValue value = { NULL, (double)count, TRUE };

  return gw_report_dup_value_text (&value, GW_REPORT_COUNT, FALSE);
}

static char *
count_change (const GwReportData *data, gint64 now, gint64 before)
{
  if (gw_figures_are_zero (gw_report_data_total (data, GW_REPORT_SET_BEFORE)))
    return g_strdup (SAY (data, "上期无案卷", "no cases before"));
  if (now == before)
    return g_strdup (SAY (data, "持平", "the same"));
  if (before == 0)
    return g_strdup_printf ("%+" G_GINT64_FORMAT, now - before);
  return g_strdup_printf (
      SAY (data, "%+" G_GINT64_FORMAT "（%+.1f%%）", "%+" G_GINT64_FORMAT " (%+.1f%%)"),
      now - before, 100.0 * (double)(now - before) / (double)before);
}

/* better: 1 more is, -1 less is, 0 neither. */
static void
add_count (GPtrArray *facts, const GwReportData *data, GwFigure figure, int better)
{
  gint64 now = gw_report_data_total (data, GW_REPORT_SET_TOTAL)->values[figure];
  gint64 before = gw_report_data_total (data, GW_REPORT_SET_BEFORE)->values[figure];
  gboolean is_first =
      gw_figures_are_zero (gw_report_data_total (data, GW_REPORT_SET_BEFORE));
  int direction = is_first ? 0 : (now > before) - (now < before);

  gw_report_facts_take (facts, gw_figure_title (figure, gw_report_data_language (data)),
                        count_text (now), count_change (data, now, before),
                        direction * better);
}

static void
add_rate (GPtrArray *facts, const GwReportData *data, const char *name)
{
  const GwBookIndicator *indicator =
      gw_indicator_book_find (gw_report_data_book (data), name);
  double now = 0, before = 0;
  gboolean has_now, has_before;
  char *change = NULL;

  if (indicator == NULL)
    return;
  has_now = gw_rate_value (
      gw_book_indicator_rate (indicator, gw_report_data_total (data, GW_REPORT_SET_TOTAL)),
      &now);
  has_before = gw_rate_value (
      gw_book_indicator_rate (indicator, gw_report_data_total (data, GW_REPORT_SET_BEFORE)),
      &before);
  if (has_now && has_before)
    change = g_strdup_printf (SAY (data, "%+.1f 个百分点", "%+.1f points"),
                              (now - before) * 100);
  gw_report_facts_take (
      facts, gw_book_indicator_title (indicator, gw_report_data_language (data)),
      has_now ? g_strdup_printf ("%.1f%%", now * 100)
              : g_strdup (gw_report_no_cases (data->zh)),
      change,
      has_now && has_before ? ((now > before) - (now < before)) * (indicator->up ? 1 : -1)
                            : 0);
}

void
gw_report_add_key_facts (GwReportDocument *report, const GwReportData *data)
{
  GPtrArray *facts = gw_report_add_facts (report);
  g_autofree char *before = gw_report_period_text (&data->before, data->zh);
  g_autofree char *compared =
      g_strdup_printf (SAY (data, "小字为与上期相比的变化：%s。",
                            "Changes are against the period before: %s."),
                       before);

  if (gw_figures_are_zero (gw_report_data_total (data, GW_REPORT_SET_TOTAL)))
    gw_report_add_paragraph (
        report, SAY (data, "本期没有任何案卷。", "There were no cases in this period."));
  gw_report_add_paragraph (report, compared);
  add_count (facts, data, GW_FIGURE_REPORTED, 0);
  add_count (facts, data, GW_FIGURE_FILED, 0);
  add_count (facts, data, GW_FIGURE_HANDLED, 0);
  add_count (facts, data, GW_FIGURE_CLOSED, 0);
  add_rate (facts, data, "handling_timely_rate");
  add_rate (facts, data, "closure_rate");
  add_rate (facts, data, "rework_rate");
  add_count (facts, data, GW_FIGURE_OVERDUE_TO_HANDLE, -1);
}

/* Each rate with its numbers put in, now and before. */
void
gw_report_add_explanations (GwReportDocument *report, const GwReportData *data)
{
  const char *language = gw_report_data_language (data);
  GwReportTable *table = gw_report_add_table (
      report, "indicators", SAY (data, "指标及其算法", "Indicators and their formulas"));

  table->note = g_strdup (
      SAY (data, "每个指标代入本期数字。", "Each with the figures of the period put in."));
  gw_report_table_add_column (table, "indicator", SAY (data, "代号", "Identifier"),
                              GW_REPORT_TEXT, FALSE);
  gw_report_table_add_column (table, "title", SAY (data, "指标", "Indicator"),
                              GW_REPORT_TEXT, TRUE);
  gw_report_table_add_column (table, "formula", SAY (data, "算式", "Formula"),
                              GW_REPORT_TEXT, TRUE);
  gw_report_table_add_column (table, "value", SAY (data, "本期", "This period"),
                              GW_REPORT_RATE, TRUE);
  gw_report_table_add_column (table, "before", SAY (data, "上期", "Before"), GW_REPORT_RATE,
                              TRUE);
  for (guint i = 0; i < gw_indicator_book_n (gw_report_data_book (data)); i++)
    {
      const GwBookIndicator *indicator =
          gw_indicator_book_at (gw_report_data_book (data), i);
      GArray *row;

      if (!indicator->is_rate)
        continue;
      row = gw_report_table_add_row (table);
      gw_report_row_add_text (row, indicator->name);
      gw_report_row_add_text (row, gw_book_indicator_title (indicator, language));
      for (guint k = GW_REPORT_SET_TOTAL; k <= GW_REPORT_SET_BEFORE; k++)
        {
          const GwFigures *figures = gw_report_data_total (data, k);
          g_autofree char *formula =
              gw_book_indicator_substitute (indicator, figures, language);
          double value;

          if (k == GW_REPORT_SET_TOTAL)
            gw_report_row_add_text (row, formula);
          if (gw_rate_value (gw_book_indicator_rate (indicator, figures), &value))
            gw_report_row_add_number (row, value);
          else
            gw_report_row_add_none (row);
        }
    }
}

/* --- charts ---------------------------------------------------------------------------- */

/* The key of the position's hour or day, and how it is written below the chart. */
static void
trend_keys (const GwReportData *data, guint i, char **ret_key, char **ret_label)
{
  guint date;

  if (data->period.kind == GW_REPORT_DAY)
    {
      *ret_key = g_strdup_printf ("%02u", i);
      *ret_label = g_strdup_printf ("%u", i);
      return;
    }
  date = gw_report_date_add (data->period.from, (int)i);
  *ret_key = g_strdup_printf ("%04u-%02u-%02u", date / 10000, date / 100 % 100, date % 100);
  *ret_label = data->period.kind == GW_REPORT_WEEK
                   ? g_strdup_printf ("%u-%u", date / 100 % 100, date % 100)
                   : g_strdup_printf ("%u", date % 100);
}

/* Days that have not come are no zeros. */
static gboolean
is_future (const GwReportData *data, guint i)
{
  return data->period.kind != GW_REPORT_DAY &&
         gw_report_date_add (data->period.from, (int)i) > data->today;
}

void
gw_report_add_trend (GwReportDocument *report, const GwReportData *data)
{
  static const GwFigure shown[] = { GW_FIGURE_REPORTED, GW_FIGURE_CLOSED };
  gboolean by_hour = data->period.kind == GW_REPORT_DAY;
  guint n = by_hour ? 24 : data->period.n_days;
  GwReportChart *chart = gw_report_add_chart (
      report, GW_REPORT_LINES,
      by_hour ? SAY (data, "各时段上报与结案", "Reported and closed by hour")
              : SAY (data, "每日上报与结案", "Reported and closed by day"));

  chart->note = g_strdup (
      by_hour ? SAY (data, "横轴为时（0 至 23 时），纵轴为案卷数。",
                     "Hours of the day across, cases upwards.")
              : SAY (data, "横轴为日期，纵轴为案卷数。", "Days across, cases upwards."));
  for (guint k = 0; k < G_N_ELEMENTS (shown); k++)
    {
      double *values = g_new (double, n);

      for (guint i = 0; i < n; i++)
        {
          g_autofree char *key = NULL;
          char *label = NULL;
          const GwFigures *figures;

          trend_keys (data, i, &key, &label);
          if (k == 0)
            g_ptr_array_add (chart->labels, label);
          else
            g_free (label);
          figures = gw_report_data_find (data, GW_REPORT_SET_TREND, key);
          values[i] = is_future (data, i) ? NAN
                      : figures != NULL   ? (double)figures->values[shown[k]]
                                          : 0;
        }
      gw_report_chart_take_series (
          chart, gw_figure_title (shown[k], gw_report_data_language (data)), values);
    }
}

void
gw_report_add_department_bars (GwReportDocument *report, const GwReportData *data)
{
  const GwBookIndicator *indicator =
      gw_indicator_book_find (gw_report_data_book (data), "handling_timely_rate");
  const GArray *rows = data->sets[GW_REPORT_SET_DEPARTMENTS];
  GwReportChart *chart;
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (double));
  g_autofree char *formula = NULL;
  gsize n;

  if (indicator == NULL)
    return;
  formula = gw_book_indicator_formula (indicator, gw_report_data_language (data));
  chart = gw_report_add_chart (
      report, GW_REPORT_BARS,
      gw_book_indicator_title (indicator, gw_report_data_language (data)));
  chart->type = GW_REPORT_RATE;
  chart->note = g_strdup (formula);
  for (guint i = 0; i < rows->len; i++)
    {
      const GwReportRow *row = &g_array_index (rows, GwReportRow, i);
      GwRate rate = gw_book_indicator_rate (indicator, &row->figures);
      double value = NAN;

      if (row->key[0] == '\0')
        continue;
      gw_rate_value (rate, &value);
      g_array_append_val (values, value);
      g_ptr_array_add (chart->labels,
                       gw_report_name_key (data, GW_REPORT_SET_DEPARTMENTS, row->key));
    }
  n = values->len;
  gw_report_chart_take_series (
      chart, gw_book_indicator_title (indicator, gw_report_data_language (data)),
      g_memdup2 (values->data, n * sizeof (double)));
}

static int
compare_reported (gconstpointer a, gconstpointer b)
{
  gint64 left = (*(const GwReportRow *const *)a)->figures.values[GW_FIGURE_REPORTED];
  gint64 right = (*(const GwReportRow *const *)b)->figures.values[GW_FIGURE_REPORTED];

  return (left < right) - (left > right);
}

/* GwReportRow with reports, the most reported first. */
static GPtrArray *
sort_reported (const GArray *rows)
{
  GPtrArray *sorted = g_ptr_array_new ();

  for (guint i = 0; i < rows->len; i++)
    {
      GwReportRow *row = &g_array_index (rows, GwReportRow, i);

      if (row->figures.values[GW_FIGURE_REPORTED] > 0)
        g_ptr_array_add (sorted, row);
    }
  g_ptr_array_sort (sorted, compare_reported);
  return sorted;
}

static double
reported_at (GPtrArray *sorted, guint i)
{
  return (double)((GwReportRow *)sorted->pdata[i])->figures.values[GW_FIGURE_REPORTED];
}

void
gw_report_add_pareto (GwReportDocument *report, const GwReportData *data)
{
  g_autoptr (GPtrArray) sorted = sort_reported (data->sets[GW_REPORT_SET_CLASSES]);
  GwReportChart *chart = gw_report_add_chart (
      report, GW_REPORT_PARETO, SAY (data, "高发类别", "The most frequent classes"));
  guint n_named = sorted->len > PARETO_CLASSES ? PARETO_CLASSES - 1 : sorted->len;
  double *counts = g_new0 (double, PARETO_CLASSES);
  double *shares = g_new0 (double, PARETO_CLASSES);
  double total = 0;

  chart->note = g_strdup (SAY (data, "柱为上报数，线为累计占全部上报的比例。",
                               "Columns count reports; the line is the share of all "
                               "reports so far."));
  for (guint i = 0; i < sorted->len; i++)
    {
      const GwReportRow *row = sorted->pdata[i];

      counts[MIN (i, n_named)] += reported_at (sorted, i);
      if (i < n_named)
        g_ptr_array_add (chart->labels,
                         gw_report_name_key (data, GW_REPORT_SET_CLASSES, row->key));
      total += reported_at (sorted, i);
    }
  if (n_named < sorted->len)
    g_ptr_array_add (chart->labels, g_strdup_printf (SAY (data, "其他 %u 类", "%u others"),
                                                     sorted->len - n_named));
  for (guint i = 0; i < chart->labels->len; i++)
    shares[i] = counts[i] / total + (i > 0 ? shares[i - 1] : 0);
  gw_report_chart_take_series (chart, SAY (data, "上报数", "Reported"), counts);
  gw_report_chart_take_series (chart, SAY (data, "累计占比", "Share so far"), shares);
}
