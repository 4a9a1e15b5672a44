/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Areas compared: this period against the one before and against the year before. */
#define G_LOG_DOMAIN "gridward-report"

#include "backend/report/content-private.h"

/* What is compared: a figure, or a rate of the indicator book. */
static const struct
{
  const char *name;
  gboolean is_rate;
  GwFigure figure;
  gboolean is_printed;
} compared[] = {
  { "reported", FALSE, GW_FIGURE_REPORTED, TRUE },
  { "closed", FALSE, GW_FIGURE_CLOSED, FALSE },
  { "handling_timely_rate", TRUE, 0, TRUE },
  { "closure_rate", TRUE, 0, TRUE },
};

/* One of the two periods that are compared with. */
static const struct
{
  const char *ending;
  const char *zh;
  const char *en;
  const char *change_zh;
  const char *change_en;
  GwReportSet total;
} others[] = {
  { "before", "上期", "before", "环比", "on before", GW_REPORT_SET_BEFORE },
  { "year", "上年同期", "the year before", "同比", "on year", GW_REPORT_SET_YEAR },
};
#define N_OTHERS G_N_ELEMENTS (others)

/* A set of areas and what it is compared with. */
typedef struct
{
  GwReportSet now;
  GwReportSet other[N_OTHERS];
} Sets;

/* --- columns --------------------------------------------------------------------------- */

static const char *
title_of (const GwReportData *data, guint i)
{
  const char *language = gw_report_data_language (data);
  const GwBookIndicator *indicator;

  if (!compared[i].is_rate)
    return gw_figure_title (compared[i].figure, language);
  indicator = gw_indicator_book_find (gw_report_data_book (data), compared[i].name);
  return indicator != NULL ? gw_book_indicator_title (indicator, language) : NULL;
}

static void
add_columns (GwReportTable *table, const GwReportData *data, guint i)
{
  const char *title = title_of (data, i);
  GwReportType type = compared[i].is_rate ? GW_REPORT_RATE : GW_REPORT_COUNT;
  GwReportType change = compared[i].is_rate ? GW_REPORT_RATE_CHANGE : GW_REPORT_CHANGE;

  gw_report_table_add_column (table, compared[i].name, title, type, compared[i].is_printed);
  for (guint k = 0; k < N_OTHERS; k++)
    {
      g_autofree char *name = g_strdup_printf ("%s_%s", compared[i].name, others[k].ending);
      g_autofree char *change_name = g_strconcat (name, "_change", NULL);
      g_autofree char *words = g_strdup_printf (SAY (data, "%s（%s）", "%s, %s"), title,
                                                SAY (data, others[k].zh, others[k].en));
      g_autofree char *change_words =
          g_strdup_printf (SAY (data, "%s%s", "%s, %s"), title,
                           SAY (data, others[k].change_zh, others[k].change_en));

      gw_report_table_add_column (table, name, words, type, FALSE);
      gw_report_table_add_column (table, change_name, change_words, change,
                                  compared[i].is_printed);
    }
}

/* --- rows ------------------------------------------------------------------------------ */

/* FALSE: no cases. figures may be NULL: none. */
static gboolean
value_of (const GwReportData *data, guint i, const GwFigures *figures, double *ret_value)
{
  static const GwFigures none;
  const GwBookIndicator *indicator;

  figures = figures != NULL ? figures : &none;
  if (compared[i].is_rate)
    {
      indicator = gw_indicator_book_find (gw_report_data_book (data), compared[i].name);
      return gw_rate_value (gw_book_indicator_rate (indicator, figures), ret_value);
    }
  *ret_value = (double)figures->values[compared[i].figure];
  return TRUE;
}

static void
add_value (GArray *row, gboolean has_value, double value)
{
  if (has_value)
    gw_report_row_add_number (row, value);
  else
    gw_report_row_add_none (row);
}

/* other: of each period compared with; NULL: none. */
static void
add_row (GwReportTable *table, const GwReportData *data, const char *key, const char *name,
         const GwFigures *now, const GwFigures *const other[N_OTHERS])
{
  GArray *row = gw_report_table_add_row (table);

  gw_report_row_add_text (row, key);
  gw_report_row_add_text (row, name);
  for (guint i = 0; i < G_N_ELEMENTS (compared); i++)
    {
      double value = 0;
      gboolean has_value;

      if (title_of (data, i) == NULL)
        continue;
      has_value = value_of (data, i, now, &value);
      add_value (row, has_value, value);
      for (guint k = 0; k < N_OTHERS; k++)
        {
          const GwFigures *total = gw_report_data_total (data, others[k].total);
          double before = 0;
          /* Before there was anything to count, nothing rose since. */
          gboolean has_before =
              !gw_figures_are_zero (total) && value_of (data, i, other[k], &before);

          add_value (row, has_before, before);
          add_value (row, has_value && has_before, value - before);
        }
    }
}

static void
add_comparison (GwReportDocument *report, const GwReportData *data, const Sets *sets,
                const char *name, const char *title, const char *note)
{
  const GArray *rows = data->sets[sets->now];
  GwReportTable *table = gw_report_add_table (report, name, title);
  const GwFigures *other[N_OTHERS];

  table->note = g_strdup (note);
  table->only_some = TRUE;
  /* One area alone is the total of the other table. */
  table->is_printed = rows->len > 1 || sets->now == GW_REPORT_SET_STREETS;
  gw_report_table_add_column (table, "key", SAY (data, "编码", "Code"), GW_REPORT_TEXT,
                              FALSE);
  gw_report_table_add_column (table, "name", SAY (data, "名称", "Name"), GW_REPORT_TEXT,
                              TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (compared); i++)
    if (title_of (data, i) != NULL)
      add_columns (table, data, i);
  for (guint i = 0; i < rows->len; i++)
    {
      const GwReportRow *row = &g_array_index (rows, GwReportRow, i);
      g_autofree char *shown = gw_report_name_key (data, sets->now, row->key);

      for (guint k = 0; k < N_OTHERS; k++)
        other[k] = gw_report_data_find (data, sets->other[k], row->key);
      add_row (table, data, row->key, shown, &row->figures, other);
    }
  for (guint k = 0; k < N_OTHERS; k++)
    other[k] = gw_report_data_total (data, others[k].total);
  add_row (table, data, "", SAY (data, "合计", "Total"),
           gw_report_data_total (data, GW_REPORT_SET_TOTAL), other);
  table->has_total = TRUE;
}

static char *
dup_note (const GwReportData *data)
{
  g_autofree char *before = gw_report_period_text (&data->before, data->zh);
  g_autofree char *from =
      data->year_from != 0 ? gw_report_date_text (data->year_from, data->zh) : NULL;
  g_autofree char *to =
      data->year_to != 0 ? gw_report_date_text (data->year_to, data->zh) : NULL;
  g_autofree char *year =
      data->year_from == data->year_to
          ? g_strdup (from)
          : g_strdup_printf (SAY (data, "%s至%s", "%s to %s"), from, to);

  return g_strdup_printf (
      SAY (data,
           "环比：与上期（%s）相比；同比：与上年同期（%s）相比。比率的升降以百分点计；"
           "对比期内全无案卷的写作“无案卷”。",
           "On before: since %s; on year: since %s. Changes of rates are in percentage "
           "points; a period without any cases at all says \"no cases\"."),
      before, year != NULL ? year : SAY (data, "无", "none"));
}

void
gw_report_add_comparisons (GwReportDocument *report, const GwReportData *data)
{
  static const Sets districts = { GW_REPORT_SET_DISTRICTS,
                                  { GW_REPORT_SET_DISTRICTS_BEFORE,
                                    GW_REPORT_SET_DISTRICTS_YEAR } };
  static const Sets streets = {
    GW_REPORT_SET_STREETS, { GW_REPORT_SET_STREETS_BEFORE, GW_REPORT_SET_STREETS_YEAR }
  };
  g_autofree char *note = dup_note (data);

  /* Not every city has both levels. */
  if (data->sets[GW_REPORT_SET_DISTRICTS]->len > 0)
    add_comparison (report, data, &districts, "compared_districts",
                    SAY (data, "各区县对比", "Districts compared"), note);
  if (data->sets[GW_REPORT_SET_STREETS]->len > 0)
    add_comparison (report, data, &streets, "compared_streets",
                    SAY (data, "各街道（镇）对比", "Streets and towns compared"), note);
}
