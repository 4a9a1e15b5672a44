/* SPDX-License-Identifier: GPL-3.0-or-later */
/* On which weekdays and at what hours cases come and are closed. */
#define G_LOG_DOMAIN "gridward-report"

#include "backend/report/content-private.h"

#define DAYS_OF_WEEK 7
#define N_HOURS_PRINTED 6

static const GwFigure shown[] = { GW_FIGURE_REPORTED, GW_FIGURE_CLOSED };

/* --- weekdays -------------------------------------------------------------------------- */

/* How many Mondays to Sundays the period has had so far: a month has five of some. */
static void
count_days (const GwReportData *data, guint n_days[DAYS_OF_WEEK])
{
  guint to = MIN (data->period.to, data->today);

  for (guint date = data->period.from; date <= to; date = gw_report_date_add (date, 1))
    {
      GDate day;

      g_date_clear (&day, 1);
      g_date_set_dmy (&day, (GDateDay)(date % 100), (GDateMonth)(date / 100 % 100),
                      (GDateYear)(date / 10000));
      n_days[g_date_get_weekday (&day) - G_DATE_MONDAY]++;
    }
}

static void
add_per_day (GArray *row, const GwFigures *figures, guint n_days)
{
  gw_report_row_add_number (row, n_days);
  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    if (n_days > 0)
      gw_report_row_add_number (row, (double)figures->values[shown[i]] / n_days);
    else
      gw_report_row_add_none (row);
}

/* Of a week they would say the same again: there they are in the files alone. */
static void
add_averages (GwReportTable *table, const GwReportData *data)
{
  gboolean is_printed = data->period.kind == GW_REPORT_MONTH;
  const GArray *weekdays = data->sets[GW_REPORT_SET_WEEKDAYS];
  guint n_days[DAYS_OF_WEEK] = { 0 };
  guint n_all = 0;

  gw_report_table_add_column (table, "days", SAY (data, "天数", "Days"), GW_REPORT_COUNT,
                              is_printed);
  gw_report_table_add_column (table, "reported_per_day",
                              SAY (data, "日均上报", "Reported per day"), GW_REPORT_SCORE,
                              is_printed);
  gw_report_table_add_column (table, "closed_per_day",
                              SAY (data, "日均结案", "Closed per day"), GW_REPORT_SCORE,
                              is_printed);
  count_days (data, n_days);
  for (guint i = 0; i < MIN (weekdays->len, DAYS_OF_WEEK); i++)
    {
      add_per_day (table->rows->pdata[i], &g_array_index (weekdays, GwReportRow, i).figures,
                   n_days[i]);
      n_all += n_days[i];
    }
  if (table->has_total)
    add_per_day (table->rows->pdata[table->rows->len - 1],
                 gw_report_data_total (data, GW_REPORT_SET_TOTAL), n_all);
}

/* --- hours ----------------------------------------------------------------------------- */

static void
add_shares (GwReportTable *table, const GwReportData *data)
{
  const GwFigures *total = gw_report_data_total (data, GW_REPORT_SET_TOTAL);

  gw_report_table_add_column (table, "reported_share",
                              SAY (data, "占上报", "Of all reported"), GW_REPORT_RATE,
                              TRUE);
  gw_report_table_add_column (table, "closed_share", SAY (data, "占结案", "Of all closed"),
                              GW_REPORT_RATE, TRUE);
  for (guint row = 0; row < table->rows->len; row++)
    for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
      {
        guint column = gw_report_find_column (table, gw_figure_name (shown[i]));
        double number = gw_report_table_value (table, row, column)->number;

        if (total->values[shown[i]] > 0)
          gw_report_row_add_number (table->rows->pdata[row],
                                    number / (double)total->values[shown[i]]);
        else
          gw_report_row_add_none (table->rows->pdata[row]);
      }
}

/* --- both ------------------------------------------------------------------------------ */

/* On paper what came and what was closed; files have every figure, as everywhere. */
static GwReportTable *
add_table (GwReportDocument *report, const GwReportData *data, GwReportSet set,
           const char *name, const char *title, const char *note)
{
  GwReportTable *table = gw_report_add_figures (report, data, set, name, title, note);

  for (guint i = 0; i < table->columns->len; i++)
    g_array_index (table->columns, GwReportColumn, i).is_printed = FALSE;
  g_array_index (table->columns, GwReportColumn, gw_report_find_column (table, "name"))
      .is_printed = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    g_array_index (table->columns, GwReportColumn,
                   gw_report_find_column (table, gw_figure_name (shown[i])))
        .is_printed = TRUE;
  return table;
}

static void
add_chart (GwReportDocument *report, const GwReportData *data)
{
  const GArray *hours = data->sets[GW_REPORT_SET_HOURS];
  GwReportChart *chart =
      gw_report_add_chart (report, GW_REPORT_LINES,
                           SAY (data, "各时段上报与结案", "Reported and closed by hour"));

  chart->note = g_strdup (SAY (data, "横轴为时（0 至 23 时），纵轴为本期案卷数。",
                               "Hours of the day across, cases of the period upwards."));
  for (guint i = 0; i < hours->len; i++)
    g_ptr_array_add (chart->labels, g_strdup_printf ("%u", i));
  for (guint k = 0; k < G_N_ELEMENTS (shown); k++)
    {
      double *values = g_new0 (double, MAX (hours->len, 1));

      for (guint i = 0; i < hours->len; i++)
        values[i] = (double)g_array_index (hours, GwReportRow, i).figures.values[shown[k]];
      gw_report_chart_take_series (
          chart, gw_figure_title (shown[k], gw_report_data_language (data)), values);
    }
}

/* The row with the most; of several the first. NULL: nothing in any. */
static const GwReportRow *
find_peak (const GwReportData *data, GwReportSet set, GwFigure figure)
{
  const GwReportRow *peak = NULL;

  for (guint i = 0; i < data->sets[set]->len; i++)
    {
      const GwReportRow *row = &g_array_index (data->sets[set], GwReportRow, i);

      if (row->figures.values[figure] > (peak != NULL ? peak->figures.values[figure] : 0))
        peak = row;
    }
  return peak;
}

/* "Peak hour of reports: 9:00–10:00, 88 of 620 cases (14.2%)." */
static void
add_words (GwReportDocument *report, const GwReportData *data, GwFigure figure,
           const char *what)
{
  const GwReportRow *hour = find_peak (data, GW_REPORT_SET_HOURS, figure);
  gint64 total = gw_report_data_total (data, GW_REPORT_SET_TOTAL)->values[figure];
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;

  if (hour == NULL || total <= 0)
    return;
  name = gw_report_name_key (data, GW_REPORT_SET_HOURS, hour->key);
  text =
      g_strdup_printf (SAY (data,
                            "%s高峰时段：%s，%" G_GINT64_FORMAT
                            " 件，占全部 %" G_GINT64_FORMAT " 件的 %.1f%%。",
                            "Peak hour of %s: %s, %" G_GINT64_FORMAT " of %" G_GINT64_FORMAT
                            " cases (%.1f%%)."),
                       SAY (data, gw_figure_title (figure, "zh"), gw_figure_name (figure)),
                       name, hour->figures.values[figure], total,
                       100.0 * (double)hour->figures.values[figure] / (double)total);
  gw_report_add_paragraph (report, text);
}

void
gw_report_add_when (GwReportDocument *report, const GwReportData *data)
{
  GwReportTable *table;

  /* A day has one weekday, and its hours are its trend. */
  if (data->period.kind == GW_REPORT_DAY)
    return;
  gw_report_add_heading (report, SAY (data, "星期与时段", "Weekdays and hours"));
  table = add_table (
      report, data, GW_REPORT_SET_WEEKDAYS, "weekdays", SAY (data, "各星期", "By weekday"),
      data->period.kind == GW_REPORT_MONTH
          ? SAY (data, "按上报、结案当日的星期计；日均为除以本期该星期的天数。",
                 "By the day on which cases were reported or closed; per day: "
                 "divided by how many of these weekdays the period has had.")
          : SAY (data, "按上报、结案当日的星期计。",
                 "By the day on which cases were reported or closed."));
  add_averages (table, data);
  add_words (report, data, GW_FIGURE_REPORTED, SAY (data, "上报", "reports"));
  add_words (report, data, GW_FIGURE_CLOSED, SAY (data, "结案", "closures"));
  add_chart (report, data);
  table = add_table (
      report, data, GW_REPORT_SET_HOURS, "hours", SAY (data, "各时段", "By hour"),
      SAY (data, "按上报、结案的时刻计；上报最多的时段在前，并列时较早的在前。",
           "By the time at which cases were reported or closed; the hour "
           "with the most reported comes first, of equal ones the earlier."));
  add_shares (table, data);
  table->n_printed = N_HOURS_PRINTED;
}
