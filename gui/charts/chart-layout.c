/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where everything of a chart lies: arithmetic without fonts. */
#define G_LOG_DOMAIN "gridward-charts"

#include "gui/charts/chart-layout.h"

#include <math.h>

/* In ems. */
#define LINE_HEIGHT 1.5
#define LATIN_WIDTH 0.6
/* A row of lying bars; less is not read any more. */
#define ROW_HEIGHT 1.9
/* Of more it is said how many they are. */
#define ROWS_WANTED 12
/* Names take no more of the width than this. */
#define NAMES_SHARE 0.38
#define BAR_SHARE 0.68
/* Before a number that stands right of the plot, and for wider fonts. */
#define NUMBER_GAP 0.8
/* Smaller names are not read any more. */
#define ROW_SCALE_MIN 0.6
/* Squares that are less wide or high touch. */
#define SQUARE_MIN 4.5
/* Short names are never cut, however wide the font is. */
#define NAME_GAP 0.5
#define DOT 7.0

GwChartScale
gw_chart_scale (GwChartUnit unit, double highest, guint most)
{
  static const double rounds[] = { 1, 2, 5, 10 };
  GwChartScale scale = { 1, 1, 1 };
  double rough;
  double power;

  if (unit == GW_CHART_SHARE && highest > 0.5 && highest <= 1)
    return (GwChartScale){ 1, most >= 5 ? 0.2 : 0.5, most >= 5 ? 5 : 2 };
  if (!(highest > 0))
    return scale;
  rough = highest / MAX (most, 1);
  power = pow (10, floor (log10 (rough)));
  for (guint i = 0; i < G_N_ELEMENTS (rounds); i++)
    {
      scale.step = rounds[i] * power;
      if (scale.step >= rough - power * 1e-9)
        break;
    }
  if (unit == GW_CHART_COUNT)
    scale.step = MAX (scale.step, 1);
  scale.n_steps = (guint)MAX (ceil (highest / scale.step - 1e-9), 1);
  scale.end = scale.step * scale.n_steps;
  return scale;
}

double
gw_chart_text_width (const char *text, double em)
{
  double width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    width += g_unichar_iswide (g_utf8_get_char (p)) ? em : em * LATIN_WIDTH;
  return width;
}

static double
widest_of (char **labels, double em)
{
  double widest = 0;

  for (guint i = 0; labels != NULL && labels[i] != NULL; i++)
    widest = MAX (widest, gw_chart_text_width (labels[i], em));
  return widest;
}

static double
widest_mark (GwChart *chart, double em)
{
  double widest = 0;

  for (guint i = 0; i < chart->marks->len; i++)
    widest = MAX (widest, gw_chart_text_width (gw_chart_get (chart, i)->label, em));
  return widest;
}

static void
add_rect (GArray *rects, double x, double y, double width, double height)
{
  GwChartRect rect = { x, y, width, height };

  g_array_append_val (rects, rect);
}

double
gw_chart_layout_length (GwChartLayout *layout, GwChartKind kind, double value)
{
  double whole = kind == GW_CHART_BARS ? layout->plot.width : layout->plot.height;

  if (isnan (value))
    return 0;
  return whole * CLAMP (value / layout->scale.end, 0, 1);
}

/* How n labels stand below the plot, whose x and width are known; returns the height that they
 * take. Leaning ones reach to the left of what they name, the first one beyond the plot. */
static double
lay_labels (GwChartLayout *layout, GwChart *chart, double widest, guint n, double em)
{
  double step = layout->plot.width / MAX (n, 1);
  double lean = MIN (widest, em * GW_CHART_LEANING_ROOM) * G_SQRT2 / 2;
  double beyond = lean - layout->plot.x - step / 2;

  layout->leaning = chart->named && widest > step - em * 0.2;
  if (!layout->leaning)
    {
      layout->label_every =
          (guint)MAX (ceil ((MIN (widest, em * 6) + em * 0.5) / MAX (step, 1)), 1);
      return em * LINE_HEIGHT;
    }
  if (beyond > 0 && beyond < layout->plot.width / 2)
    {
      layout->label_width += beyond;
      layout->plot.x += beyond;
      layout->plot.width -= beyond;
    }
  return lean + em * LINE_HEIGHT / 2;
}

/* One row is kept to say that some have none. */
static void
count_bars (GwChartLayout *layout, GwChart *chart, guint n_rows)
{
  guint n_all = chart->marks->len + chart->n_left;

  layout->n_marks = MIN (chart->marks->len, n_all > n_rows ? MAX (n_rows - 1, 1) : n_rows);
}

/* Names stand left of the bars, numbers right of them. */
static void
lay_bars (GwChartLayout *layout, GwChart *chart, double width, double height, double em)
{
  double number =
      gw_chart_text_width (chart->unit == GW_CHART_SHARE ? "100 %" : "000000", em) +
      em * NUMBER_GAP;
  guint n_rows;
  double row;

  layout->label_width = MIN (widest_mark (chart, em) + em * NAME_GAP, width * NAMES_SHARE);
  layout->plot =
      (GwChartRect){ layout->label_width + em * 0.6, 0,
                     MAX (width - layout->label_width - em * 0.6 - number, 1), height };
  count_bars (layout, chart, (guint)MAX (floor (height / (em * ROW_HEIGHT)), 1));
  n_rows = layout->n_marks + (layout->n_marks < chart->marks->len + chart->n_left ? 1 : 0);
  row = MIN (height / MAX (n_rows, 1), em * ROW_HEIGHT * 1.4);
  for (guint i = 0; i < layout->n_marks; i++)
    {
      double length =
          gw_chart_layout_length (layout, chart->kind, gw_chart_get (chart, i)->value);

      add_rect (layout->marks, layout->plot.x, i * row + row * (1 - BAR_SHARE) / 2, length,
                row * BAR_SHARE);
      add_rect (layout->areas, 0, i * row, width, row);
    }
  if (n_rows > layout->n_marks)
    layout->left_out =
        (GwChartRect){ layout->plot.x, layout->n_marks * row, width - layout->plot.x, row };
}

static void
add_square (GArray *rects, double x, double y, double width, double height)
{
  double gap_x = width < SQUARE_MIN ? 0 : 1;
  double gap_y = height < SQUARE_MIN ? 0 : 1;

  add_rect (rects, x + gap_x, y + gap_y, gap_x > 0 ? width - 2 : ceil (width),
            gap_y > 0 ? height - 2 : ceil (height));
}

static void
lay_heat (GwChartLayout *layout, GwChart *chart, double width, double height, double em)
{
  guint n_rows = MAX (g_strv_length (chart->row_labels), 1);
  guint n_columns = MAX (g_strv_length (chart->column_labels), 1);
  double side_x;
  double side_y;
  double below;

  layout->label_width =
      MIN (widest_of (chart->row_labels, em) + em * NAME_GAP, width * NAMES_SHARE);
  layout->plot.x = layout->label_width + em * 0.6;
  layout->plot.width = MAX (width - layout->plot.x, 1);
  below = lay_labels (layout, chart, widest_of (chart->column_labels, em), n_columns, em);
  side_x = layout->plot.width / n_columns;
  layout->plot.height = MAX (height - below, 1);
  side_y = layout->plot.height / n_rows;
  layout->row_scale = CLAMP (side_y / em, ROW_SCALE_MIN, 1);
  layout->row_every = (guint)MAX (ceil (em * layout->row_scale / side_y - 1e-9), 1);
  layout->numbered = side_y - 2 >= em * 1.2 && side_x - 2 >= widest_mark (chart, em);
  for (guint i = 0; i < chart->marks->len; i++)
    {
      const GwChartMark *mark = gw_chart_get (chart, i);
      double x = layout->plot.x + mark->column * side_x;
      double y = mark->row * side_y;

      add_square (layout->marks, x, y, side_x, side_y);
      add_rect (layout->areas, x, y, side_x, side_y);
    }
}

/* Lines and standing bars: numbers left, labels below. */
static void
lay_upright (GwChartLayout *layout, GwChart *chart, double width, double height, double em)
{
  g_autofree char *end = gw_chart_format (chart->unit, layout->scale.end);
  double right = chart->kind == GW_CHART_PARETO
                     ? gw_chart_text_width ("100 %", em) + em * NUMBER_GAP
                     : em;
  double top = em * (0.5 + GW_CHART_LINE_ROOM * chart->lines->len);
  double share = chart->kind == GW_CHART_HISTOGRAM ? 0.94 : BAR_SHARE;
  double step;
  double below;

  layout->label_width = gw_chart_text_width (end, em);
  layout->plot.x = layout->label_width + em * 0.6;
  layout->plot.y = top;
  layout->plot.width = MAX (width - layout->plot.x - right, 1);
  below = lay_labels (layout, chart, widest_mark (chart, em), chart->marks->len, em);
  step = layout->plot.width / MAX (chart->marks->len, 1);
  layout->plot.height = MAX (height - below - top, 1);
  for (guint i = 0; i < chart->marks->len; i++)
    {
      double length =
          gw_chart_layout_length (layout, chart->kind, gw_chart_get (chart, i)->value);
      double left = layout->plot.x + i * step;
      double bottom = layout->plot.y + layout->plot.height;

      if (chart->kind == GW_CHART_LINE)
        add_rect (layout->marks, left + step / 2 - DOT / 2, bottom - length - DOT / 2, DOT,
                  DOT);
      else
        add_rect (layout->marks, left + step * (1 - share) / 2, bottom - length,
                  step * share, length);
      add_rect (layout->areas, left, layout->plot.y, step, layout->plot.height);
    }
}

GwChartLayout *
gw_chart_layout_new (GwChart *chart, double width, double height, double em)
{
  GwChartLayout *layout = g_new0 (GwChartLayout, 1);
  guint most = (guint)CLAMP (height / (em * 2.5), 1, 6);

  layout->marks = g_array_new (FALSE, FALSE, sizeof (GwChartRect));
  layout->areas = g_array_new (FALSE, FALSE, sizeof (GwChartRect));
  layout->n_marks = chart->marks->len;
  layout->label_every = 1;
  layout->row_every = 1;
  layout->row_scale = 1;
  layout->scale = gw_chart_scale (chart->unit, gw_chart_highest (chart), most);
  if (chart->kind == GW_CHART_BARS)
    lay_bars (layout, chart, width, height, em);
  else if (chart->kind == GW_CHART_HEAT)
    lay_heat (layout, chart, width, height, em);
  else
    lay_upright (layout, chart, width, height, em);
  return layout;
}

double
gw_chart_layout_height (GwChart *chart, double em)
{
  guint n_rows = MIN (chart->marks->len + (chart->n_left > 0 ? 1 : 0), ROWS_WANTED);

  return chart->kind == GW_CHART_BARS ? n_rows * em * ROW_HEIGHT : 0;
}

void
gw_chart_layout_free (GwChartLayout *layout)
{
  g_array_unref (layout->marks);
  g_array_unref (layout->areas);
  g_free (layout);
}

int
gw_chart_layout_find (GwChartLayout *layout, double x, double y)
{
  for (guint i = 0; i < layout->areas->len; i++)
    {
      const GwChartRect *area = &g_array_index (layout->areas, GwChartRect, i);

      if (x >= area->x && x < area->x + area->width && y >= area->y &&
          y < area->y + area->height)
        return (int)i;
    }
  return -1;
}
