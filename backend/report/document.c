/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A report before it is a file. */
#define G_LOG_DOMAIN "gridward-report"

#include "backend/report/document.h"

#include <math.h>
#include <string.h>

#define MINUTE 60.0
#define HOUR 3600.0
#define DAY 86400.0
/* Of a hundredth: half a hundredth may be a little less in binary. */
#define NEARLY 1e-7

static void
column_clear (gpointer data)
{
  GwReportColumn *column = data;

  g_free (column->name);
  g_free (column->title);
}

static void
value_clear (gpointer data)
{
  g_free (((GwReportValue *)data)->text);
}

static void
fact_free (gpointer data)
{
  GwReportFact *fact = data;

  g_free (fact->title);
  g_free (fact->value);
  g_free (fact->change);
  g_free (fact);
}

static void
series_free (gpointer data)
{
  GwReportSeries *series = data;

  g_free (series->title);
  g_free (series->values);
  g_free (series);
}

static void
table_free (GwReportTable *table)
{
  g_free (table->name);
  g_free (table->title);
  g_free (table->note);
  g_array_unref (table->columns);
  g_ptr_array_unref (table->rows);
  g_free (table);
}

static void
chart_free (GwReportChart *chart)
{
  g_free (chart->title);
  g_free (chart->note);
  g_ptr_array_unref (chart->labels);
  g_ptr_array_unref (chart->series);
  g_free (chart);
}

static void
map_free (GwReportMap *map)
{
  g_free (map->title);
  g_free (map->note);
  g_ptr_array_unref (map->shapes);
  g_free (map);
}

static void
block_free (gpointer data)
{
  GwReportBlock *block = data;

  g_free (block->text);
  g_clear_pointer (&block->facts, g_ptr_array_unref);
  g_clear_pointer (&block->table, table_free);
  g_clear_pointer (&block->chart, chart_free);
  g_clear_pointer (&block->map, map_free);
  g_free (block);
}

GwReportDocument *
gw_report_document_new (gboolean zh)
{
  GwReportDocument *report = g_new0 (GwReportDocument, 1);

  report->zh = zh;
  report->blocks = g_ptr_array_new_with_free_func (block_free);
  return report;
}

void
gw_report_document_free (GwReportDocument *report)
{
  if (report == NULL)
    return;
  g_free (report->city);
  g_free (report->title);
  g_free (report->period);
  g_free (report->stem);
  g_free (report->made);
  g_free (report->warning);
  g_ptr_array_unref (report->blocks);
  g_free (report);
}

static GwReportBlock *
add_block (GwReportDocument *report, GwReportBlockKind kind)
{
  GwReportBlock *block = g_new0 (GwReportBlock, 1);

  block->kind = kind;
  g_ptr_array_add (report->blocks, block);
  return block;
}

void
gw_report_add_heading (GwReportDocument *report, const char *text)
{
  add_block (report, GW_REPORT_BLOCK_HEADING)->text = g_strdup (text);
}

void
gw_report_add_paragraph (GwReportDocument *report, const char *text)
{
  add_block (report, GW_REPORT_BLOCK_PARAGRAPH)->text = g_strdup (text);
}

GPtrArray *
gw_report_add_facts (GwReportDocument *report)
{
  GwReportBlock *block = add_block (report, GW_REPORT_BLOCK_FACTS);

  block->facts = g_ptr_array_new_with_free_func (fact_free);
  return block->facts;
}

void
gw_report_facts_take (GPtrArray *facts, const char *title, char *value, char *change,
                      int mood)
{
  GwReportFact *fact = g_new0 (GwReportFact, 1);

  *fact = (GwReportFact){ g_strdup (title), value, change, mood };
  g_ptr_array_add (facts, fact);
}

GwReportTable *
gw_report_add_table (GwReportDocument *report, const char *name, const char *title)
{
  GwReportTable *table = g_new0 (GwReportTable, 1);

  table->zh = report->zh;
  table->name = g_strdup (name);
  table->title = g_strdup (title);
  table->is_printed = TRUE;
  table->columns = g_array_new (FALSE, FALSE, sizeof (GwReportColumn));
  g_array_set_clear_func (table->columns, column_clear);
  table->rows = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);
  add_block (report, GW_REPORT_BLOCK_TABLE)->table = table;
  return table;
}

GwReportChart *
gw_report_add_chart (GwReportDocument *report, GwReportChartKind kind, const char *title)
{
  GwReportChart *chart = g_new0 (GwReportChart, 1);

  chart->kind = kind;
  chart->type = GW_REPORT_COUNT;
  chart->title = g_strdup (title);
  chart->labels = g_ptr_array_new_with_free_func (g_free);
  chart->series = g_ptr_array_new_with_free_func (series_free);
  add_block (report, GW_REPORT_BLOCK_CHART)->chart = chart;
  return chart;
}

static void
shape_unref (gpointer shape)
{
  if (shape != NULL)
    gw_shape_unref (shape);
}

GwReportMap *
gw_report_add_map (GwReportDocument *report, GwReportTable *table, guint column,
                   const char *title)
{
  GwReportMap *map = g_new0 (GwReportMap, 1);

  map->title = g_strdup (title);
  map->table = table;
  map->column = column;
  map->is_printed = TRUE;
  map->shapes = g_ptr_array_new_with_free_func (shape_unref);
  add_block (report, GW_REPORT_BLOCK_MAP)->map = map;
  return map;
}

/* --- tables ---------------------------------------------------------------------------- */

void
gw_report_table_add_column (GwReportTable *table, const char *name, const char *title,
                            GwReportType type, gboolean is_printed)
{
  const GwReportColumn column = { g_strdup (name), g_strdup (title), type, is_printed };

  g_array_append_val (table->columns, column);
}

GArray *
gw_report_table_add_row (GwReportTable *table)
{
  GArray *row =
      g_array_sized_new (FALSE, FALSE, sizeof (GwReportValue), table->columns->len);

  g_array_set_clear_func (row, value_clear);
  g_ptr_array_add (table->rows, row);
  return row;
}

void
gw_report_row_add_text (GArray *row, const char *text)
{
  const GwReportValue value = { g_strdup (text ? text : ""), 0, TRUE };

  g_array_append_val (row, value);
}

void
gw_report_row_add_number (GArray *row, double number)
{
  const GwReportValue value = { NULL, number, TRUE };

  g_array_append_val (row, value);
}

void
gw_report_row_add_none (GArray *row)
{
  const GwReportValue value = { NULL, 0, FALSE };

  g_array_append_val (row, value);
}

const GwReportColumn *
gw_report_table_column (const GwReportTable *table, guint position)
{
  return &g_array_index (table->columns, GwReportColumn, position);
}

const GwReportValue *
gw_report_table_value (const GwReportTable *table, guint row, guint column)
{
  const GArray *values = table->rows->pdata[row];

  return &g_array_index (values, GwReportValue, column);
}

void
gw_report_chart_take_series (GwReportChart *chart, const char *title, double *values)
{
  GwReportSeries *series = g_new0 (GwReportSeries, 1);

  *series = (GwReportSeries){ g_strdup (title), values };
  g_ptr_array_add (chart->series, series);
}

GwReportTable *
gw_report_find_table (const GwReportDocument *report, const char *name)
{
  for (guint i = 0; i < report->blocks->len; i++)
    {
      const GwReportBlock *block = report->blocks->pdata[i];

      if (block->table != NULL && g_str_equal (block->table->name, name))
        return block->table;
    }
  return NULL;
}

/* --- values in words ------------------------------------------------------------------- */

/* "1,234,567" in either language. */
static char *
group_digits (gint64 number)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GINT64_FORMAT, ABS (number));
  GString *text = g_string_new (number < 0 ? "-" : NULL);
  gsize length = strlen (digits);

  for (gsize i = 0; i < length; i++)
    {
      if (i > 0 && (length - i) % 3 == 0)
        g_string_append_c (text, ',');
      g_string_append_c (text, digits[i]);
    }
  return g_string_free (text, FALSE);
}

static char *
duration_text (double seconds, gboolean zh)
{
  int hours;

  if (seconds < HOUR)
    return g_strdup_printf (zh ? "%.0f 分钟" : "%.0f min", floor (seconds / MINUTE));
  if (seconds >= 2 * DAY)
    return g_strdup_printf (zh ? "%.1f 天" : "%.1f days", seconds / DAY);
  hours = (int)(seconds / HOUR);
  return g_strdup_printf (zh ? "%d 小时 %02d 分" : "%d h %02d min", hours,
                          (int)((seconds - hours * HOUR) / MINUTE));
}

/* By the digits that are shown, so that nothing rose by 0.0. */
static char *
change_text (double number, int places, gboolean zh)
{
  g_autofree char *size = g_strdup_printf ("%.*f", places, fabs (number));

  if (g_ascii_strtod (size, NULL) <= 0)
    return g_strdup (zh ? "持平" : "same");
  if (number > 0)
    return g_strconcat (zh ? "↑ 升 " : "↑ up ", size, NULL);
  return g_strconcat (zh ? "↓ 降 " : "↓ down ", size, NULL);
}

gboolean
gw_report_type_is_fraction (GwReportType type)
{
  return type == GW_REPORT_RATE || type == GW_REPORT_SCORE || type == GW_REPORT_RATE_CHANGE;
}

gint64
gw_report_score_cents (double score)
{
  return (gint64)floor (score * 100 + 0.5 + NEARLY);
}

const char *
gw_report_no_cases (gboolean zh)
{
  return zh ? "无案卷" : "no cases";
}

char *
gw_report_dup_value_text (const GwReportValue *value, GwReportType type, gboolean zh)
{
  if (!value->has_value)
    return g_strdup (gw_report_no_cases (zh));
  switch (type)
    {
    case GW_REPORT_TEXT:
      return g_strdup (value->text);
    case GW_REPORT_RATE:
      return g_strdup_printf ("%.1f%%", value->number * 100);
    case GW_REPORT_DURATION:
      return duration_text (value->number, zh);
    case GW_REPORT_SCORE:
      return g_strdup_printf ("%.2f", (double)gw_report_score_cents (value->number) / 100);
    case GW_REPORT_CHANGE:
      return change_text (value->number, 0, zh);
    case GW_REPORT_RATE_CHANGE:
      return change_text (value->number * 100, 1, zh);
    default:
      return group_digits ((gint64)value->number);
    }
}
