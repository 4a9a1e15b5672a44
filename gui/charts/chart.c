/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a chart shows: plain data, for the screen and for paper. */
#define G_LOG_DOMAIN "gridward-charts"

#include "gui/charts/chart.h"

#include <glib/gi18n.h>
#include <math.h>

static void
mark_free (gpointer data)
{
  GwChartMark *mark = data;

  g_free (mark->key);
  g_free (mark->label);
  g_free (mark->text);
  g_free (mark);
}

static void
line_free (gpointer data)
{
  GwChartLine *line = data;

  g_free (line->label);
  g_free (line);
}

GwChart *
gw_chart_new (GwChartKind kind, GwChartUnit unit, const char *title)
{
  GwChart *chart = g_new0 (GwChart, 1);

  chart->ref_count = 1;
  chart->kind = kind;
  chart->unit = unit;
  chart->title = g_strdup (title);
  chart->marks = g_ptr_array_new_with_free_func (mark_free);
  chart->lines = g_ptr_array_new_with_free_func (line_free);
  return chart;
}

GwChart *
gw_chart_ref (GwChart *chart)
{
  g_atomic_int_inc (&chart->ref_count);
  return chart;
}

void
gw_chart_unref (GwChart *chart)
{
  if (!g_atomic_int_dec_and_test (&chart->ref_count))
    return;
  g_ptr_array_unref (chart->marks);
  g_ptr_array_unref (chart->lines);
  g_strfreev (chart->row_labels);
  g_strfreev (chart->column_labels);
  g_free (chart->title);
  g_free (chart->value_name);
  g_free (chart->before_name);
  g_free (chart->note);
  g_free (chart->why_empty);
  g_free (chart);
}

GwChartMark *
gw_chart_add (GwChart *chart, const char *key, const char *label, double value,
              const char *text)
{
  GwChartMark *mark = g_new0 (GwChartMark, 1);

  mark->key = g_strdup (key);
  mark->label = g_strdup (label);
  mark->text = g_strdup (text);
  mark->value = value;
  mark->before = NAN;
  g_ptr_array_add (chart->marks, mark);
  return mark;
}

void
gw_chart_add_line (GwChart *chart, double at, const char *label)
{
  GwChartLine *line = g_new0 (GwChartLine, 1);

  line->at = at;
  line->label = g_strdup (label);
  g_ptr_array_add (chart->lines, line);
}

const GwChartMark *
gw_chart_get (GwChart *chart, guint i)
{
  g_return_val_if_fail (i < chart->marks->len, NULL);

  return chart->marks->pdata[i];
}

double
gw_chart_highest (GwChart *chart)
{
  double highest = 0;

  for (guint i = 0; i < chart->marks->len; i++)
    {
      const GwChartMark *mark = chart->marks->pdata[i];

      if (!isnan (mark->value))
        highest = MAX (highest, mark->value);
      if (!isnan (mark->before))
        highest = MAX (highest, mark->before);
    }
  return highest;
}

gboolean
gw_chart_has_values (GwChart *chart)
{
  for (guint i = 0; i < chart->marks->len; i++)
    if (!isnan (((GwChartMark *)chart->marks->pdata[i])->value))
      return TRUE;
  return FALSE;
}

gboolean
gw_chart_has_chosen (GwChart *chart)
{
  for (guint i = 0; i < chart->marks->len; i++)
    if (((GwChartMark *)chart->marks->pdata[i])->chosen)
      return TRUE;
  return FALSE;
}

double
gw_chart_share_so_far (GwChart *chart, guint i)
{
  double sum = 0;

  g_return_val_if_fail (i < chart->marks->len, NAN);

  for (guint k = 0; k <= i; k++)
    sum += gw_chart_get (chart, k)->value;
  return chart->total > 0 ? sum / chart->total : NAN;
}

const char *
gw_chart_empty_text (GwChart *chart)
{
  return chart->why_empty != NULL ? chart->why_empty : _ ("No cases");
}

char *
gw_chart_first_text (guint n_shown, guint n_all)
{
  /* TRANSLATORS: how many of all are shown. */
  return g_strdup_printf (_ ("the first %u of %u"), n_shown, n_all);
}

char *
gw_chart_left_out_text (GwChart *chart, guint n_shown)
{
  guint n_all = chart->marks->len + chart->n_left;

  if (n_shown >= n_all)
    return g_strdup (chart->note);
  return gw_chart_first_text (n_shown, n_all);
}

char *
gw_chart_format (GwChartUnit unit, double value)
{
  return unit == GW_CHART_SHARE ? g_strdup_printf ("%.0f %%", value * 100)
                                : g_strdup_printf ("%.0f", value);
}
