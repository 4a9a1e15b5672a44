/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long cases took until they were closed: in words, as a chart, by department and class. */
#define G_LOG_DOMAIN "gridward-report"

#include "backend/report/content-private.h"

#define N_CLASSES_PRINTED 15
#define HOUR 3600

/* As long as the histogram of the statistics has bars. */
static const struct
{
  const char *name;
  const char *zh;
  const char *en;
} bars[GW_N_CLOSING_BARS] = {
  { "upto_1h", "≤1时", "≤1 h" },      { "upto_2h", "1–2时", "1–2 h" },
  { "upto_4h", "2–4时", "2–4 h" },    { "upto_8h", "4–8时", "4–8 h" },
  { "upto_1d", "8–24时", "8–24 h" },  { "upto_2d", "1–2天", "1–2 d" },
  { "upto_3d", "2–3天", "2–3 d" },    { "upto_7d", "3–7天", "3–7 d" },
  { "upto_15d", "7–15天", "7–15 d" }, { "upto_30d", "15–30天", "15–30 d" },
  { "over_30d", ">30天", ">30 d" },
};

/* Shares that a manager asks for. */
static const struct
{
  gint64 until_s;
  const char *name;
  const char *zh;
  const char *en;
} within[] = {
  { 8 * HOUR, "within_8h", "8小时内", "Within 8 h" },
  { 24 * HOUR, "within_1d", "1天内", "Within 1 day" },
  { 72 * HOUR, "within_3d", "3天内", "Within 3 days" },
  { 168 * HOUR, "within_7d", "7天内", "Within 7 days" },
};

static char *
time_text (gint64 seconds, gboolean zh)
{
  const GwReportValue value = { NULL, (double)seconds, TRUE };

  return gw_report_dup_value_text (&value, GW_REPORT_DURATION, zh);
}

/* --- the whole ------------------------------------------------------------------------- */

static const GwReportTime *
total_time (const GwReportData *data)
{
  static const GwReportTime none;
  const GArray *times = data->times[GW_REPORT_TIMES_TOTAL];

  return times->len > 0 ? &g_array_index (times, GwReportTime, 0) : &none;
}

static void
add_words (GwReportDocument *report, const GwReportData *data, const GwReportTime *total)
{
  g_autofree char *median = time_text (total->median_s, data->zh);
  g_autofree char *late = time_text (total->p90_s, data->zh);
  g_autofree char *mean = time_text ((gint64)total->mean_s, data->zh);
  g_autofree char *text = g_strdup_printf (
      SAY (data,
           "本期结案的 %" G_GINT64_FORMAT
           " 件，从立案到结案：半数不超过 %s（中位数），九成不超过 %s（第90百分位），平均 "
           "%s。",
           "Of the %" G_GINT64_FORMAT
           " cases closed in the period, from filing to closure: "
           "half took at most %s (the median), nine of ten at most %s (the 90th "
           "percentile); the mean is %s."),
      total->n, median, late, mean);

  gw_report_add_paragraph (report, text);
}

static void
add_histogram_table (GwReportDocument *report, const GwReportData *data,
                     const GwReportTime *total)
{
  GwReportTable *table =
      gw_report_add_table (report, "closing_times",
                           SAY (data, "结案用时分布", "Distribution of times to close"));

  table->is_printed = FALSE;
  gw_report_table_add_column (table, "until_s", SAY (data, "至多（秒）", "Up to (seconds)"),
                              GW_REPORT_TEXT, TRUE);
  gw_report_table_add_column (table, "bin", SAY (data, "用时", "Time"), GW_REPORT_TEXT,
                              TRUE);
  gw_report_table_add_column (table, "closed", SAY (data, "结案数", "Closed"),
                              GW_REPORT_COUNT, TRUE);
  for (guint i = 0; i < GW_N_CLOSING_BARS; i++)
    {
      GArray *row = gw_report_table_add_row (table);
      gint64 until_s = gw_closing_bar_s (i);
      g_autofree char *until = until_s > 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, until_s)
                                           : g_strdup (SAY (data, "更长", "longer"));

      gw_report_row_add_text (row, until);
      gw_report_row_add_text (row, SAY (data, bars[i].zh, bars[i].en));
      gw_report_row_add_number (row, (double)total->bars[i]);
    }
}

static void
add_histogram (GwReportDocument *report, const GwReportData *data,
               const GwReportTime *total)
{
  double *counts = g_new0 (double, GW_N_CLOSING_BARS);
  GwReportChart *chart =
      gw_report_add_chart (report, GW_REPORT_HISTOGRAM,
                           SAY (data, "结案用时分布", "Distribution of times to close"));

  chart->note = g_strdup (SAY (data, "从立案到结案的自然时间，柱为结案数。",
                               "From filing to closure, around the clock; columns count "
                               "closures."));
  for (guint i = 0; i < GW_N_CLOSING_BARS; i++)
    {
      g_ptr_array_add (chart->labels, g_strdup (SAY (data, bars[i].zh, bars[i].en)));
      counts[i] = (double)total->bars[i];
    }
  gw_report_chart_take_series (chart, SAY (data, "结案数", "Closed"), counts);
}

/* --- by department and class ----------------------------------------------------------- */

static void
add_columns (GwReportTable *table, const GwReportData *data)
{
  gw_report_table_add_column (table, "key", SAY (data, "编码", "Code"), GW_REPORT_TEXT,
                              FALSE);
  gw_report_table_add_column (table, "name", SAY (data, "名称", "Name"), GW_REPORT_TEXT,
                              TRUE);
  gw_report_table_add_column (table, "closed", SAY (data, "结案", "Closed"),
                              GW_REPORT_COUNT, TRUE);
  gw_report_table_add_column (table, "median_s", SAY (data, "中位数", "Median"),
                              GW_REPORT_DURATION, TRUE);
  gw_report_table_add_column (table, "p90_s", SAY (data, "第90百分位", "90th percentile"),
                              GW_REPORT_DURATION, TRUE);
  gw_report_table_add_column (table, "mean_s", SAY (data, "平均", "Mean"),
                              GW_REPORT_DURATION, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (within); i++)
    gw_report_table_add_column (table, within[i].name,
                                SAY (data, within[i].zh, within[i].en), GW_REPORT_RATE,
                                TRUE);
  for (guint i = 0; i < GW_N_CLOSING_BARS; i++)
    gw_report_table_add_column (table, bars[i].name, SAY (data, bars[i].zh, bars[i].en),
                                GW_REPORT_COUNT, FALSE);
}

static gint64
count_within (const GwReportTime *time, gint64 until_s)
{
  gint64 n = 0;

  for (guint i = 0; gw_closing_bar_s (i) > 0 && gw_closing_bar_s (i) <= until_s; i++)
    n += time->bars[i];
  return n;
}

static void
add_or_none (GArray *row, const GwReportTime *time, double number)
{
  if (time->n > 0)
    gw_report_row_add_number (row, number);
  else
    gw_report_row_add_none (row);
}

static void
add_row (GwReportTable *table, const GwReportTime *time, const char *name)
{
  GArray *row = gw_report_table_add_row (table);

  gw_report_row_add_text (row, time->key);
  gw_report_row_add_text (row, name);
  gw_report_row_add_number (row, (double)time->n);
  add_or_none (row, time, (double)time->median_s);
  add_or_none (row, time, (double)time->p90_s);
  add_or_none (row, time, time->mean_s);
  for (guint i = 0; i < G_N_ELEMENTS (within); i++)
    add_or_none (row, time,
                 (double)count_within (time, within[i].until_s) / (double)time->n);
  for (guint i = 0; i < GW_N_CLOSING_BARS; i++)
    gw_report_row_add_number (row, (double)time->bars[i]);
}

/* The most closed come first. */
static int
compare_closed (gconstpointer a, gconstpointer b)
{
  const GwReportTime *first = *(const GwReportTime *const *)a;
  const GwReportTime *second = *(const GwReportTime *const *)b;

  if (first->n != second->n)
    return first->n < second->n ? 1 : -1;
  return g_strcmp0 (first->key, second->key);
}

static GPtrArray *
order_times (const GwReportData *data, GwReportTimes times)
{
  GPtrArray *rows = g_ptr_array_new ();

  for (guint i = 0; i < data->times[times]->len; i++)
    g_ptr_array_add (rows, &g_array_index (data->times[times], GwReportTime, i));
  g_ptr_array_sort (rows, compare_closed);
  return rows;
}

/* The histogram of each department, in five parts. */
static void
add_stacks (GwReportDocument *report, const GwReportData *data)
{
  static const struct
  {
    gint64 until_s; /* 0: the rest */
    const char *zh;
    const char *en;
  } parts[] = {
    { 8 * HOUR, "≤8小时", "≤8 h" },     { 24 * HOUR, "8–24小时", "8–24 h" },
    { 72 * HOUR, "1–3天", "1–3 days" }, { 168 * HOUR, "3–7天", "3–7 days" },
    { 0, ">7天", ">7 days" },
  };
  g_autoptr (GPtrArray) rows = order_times (data, GW_REPORT_TIMES_DEPARTMENTS);
  GwReportChart *chart = gw_report_add_chart (
      report, GW_REPORT_STACKS,
      SAY (data, "各专业部门结案用时分布", "Times to close of the departments"));

  chart->note =
      g_strdup (SAY (data, "每条为该部门本期结案的全部案卷，按用时分段；右侧为件数。",
                     "Each bar is all that was closed of the department in the "
                     "period, divided by time; the number on the right counts "
                     "it."));
  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (chart->labels,
                     gw_report_name_key (data, GW_REPORT_SET_DEPARTMENTS,
                                         ((const GwReportTime *)rows->pdata[i])->key));
  for (guint k = 0; k < G_N_ELEMENTS (parts); k++)
    {
      double *values = g_new0 (double, MAX (rows->len, 1));

      for (guint i = 0; i < rows->len; i++)
        {
          const GwReportTime *time = rows->pdata[i];
          gint64 before = k > 0 ? count_within (time, parts[k - 1].until_s) : 0;

          values[i] = (double)((parts[k].until_s > 0 ? count_within (time, parts[k].until_s)
                                                     : time->n) -
                               before);
        }
      gw_report_chart_take_series (chart, SAY (data, parts[k].zh, parts[k].en), values);
    }
}

static GwReportTable *
add_times (GwReportDocument *report, const GwReportData *data, GwReportTimes times,
           GwReportSet named_as, const char *name, const char *title)
{
  GwReportTable *table = gw_report_add_table (report, name, title);
  g_autoptr (GPtrArray) rows = order_times (data, times);

  table->note =
      g_strdup (SAY (data, "本期结案的案卷，从立案到结案的自然时间；结案多者在前。",
                     "Of the cases closed in the period, from filing to closure, "
                     "around the clock; the most closed come first."));
  add_columns (table, data);
  for (guint i = 0; i < rows->len; i++)
    {
      const GwReportTime *time = rows->pdata[i];
      g_autofree char *shown = gw_report_name_key (data, named_as, time->key);

      add_row (table, time, shown);
    }
  if (rows->len > 0)
    {
      GwReportTime total = *total_time (data);

      total.key = (char *)"";
      add_row (table, &total, SAY (data, "合计", "Total"));
      table->has_total = TRUE;
    }
  return table;
}

void
gw_report_add_closing_times (GwReportDocument *report, const GwReportData *data)
{
  const GwReportTime *total = total_time (data);
  GwReportTable *classes;

  if (total->n > 0)
    add_words (report, data, total);
  add_histogram (report, data, total);
  add_histogram_table (report, data, total);
  add_stacks (report, data);
  add_times (report, data, GW_REPORT_TIMES_DEPARTMENTS, GW_REPORT_SET_DEPARTMENTS,
             "closing_times_departments",
             SAY (data, "各专业部门结案用时", "Time to close by department"));
  classes = add_times (report, data, GW_REPORT_TIMES_CLASSES, GW_REPORT_SET_CLASSES,
                       "closing_times_classes",
                       SAY (data, "各类别结案用时", "Time to close by class"));
  classes->n_printed = N_CLASSES_PRINTED;
}
