/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws a chart: the same on the screen and on paper. */
#define G_LOG_DOMAIN "gridward-charts"

#include "gui/charts/chart-draw.h"

#include <math.h>
#include <pango/pangocairo.h>

#include "gui/model/measure.h"

/* Texts of a chart beside the texts round it. */
#define TEXT_SCALE 0.85

typedef enum
{
  INK_TEXT,
  INK_GRID,
  INK_VALUE,
  INK_PALE, /* what is not chosen, when something is */
  INK_BEFORE,
  INK_SUM,
  INK_N,
} Ink;

static const guint32 inks[INK_N][2] = {
  [INK_TEXT] = { 0x3d3846, 0xdeddda },   [INK_GRID] = { 0xd8d6db, 0x4a4750 },
  [INK_VALUE] = { 0x3470bf, 0x5c97e0 },  [INK_PALE] = { 0xb9cfe9, 0x35496b },
  [INK_BEFORE] = { 0x9a96a3, 0x85818d }, [INK_SUM] = { 0xb85c0a, 0xf7a04a },
};

typedef struct
{
  cairo_t *cr;
  GwChart *chart;
  GwChartLayout *layout;
  const GwChartStyle *style;
  gboolean has_chosen;
  double text_scale;
} Drawing;

static void
set_rgb (cairo_t *cr, guint32 rgb)
{
  cairo_set_source_rgb (cr, (rgb >> 16 & 255) / 255.0, (rgb >> 8 & 255) / 255.0,
                        (rgb & 255) / 255.0);
}

static void
set_ink (Drawing *d, Ink ink)
{
  guint32 rgb = inks[ink][d->style->dark ? 1 : 0];

  if (d->style->high_contrast && (ink == INK_TEXT || ink == INK_GRID))
    rgb = d->style->dark ? 0xffffff : 0x000000;
  set_rgb (d->cr, rgb);
}

double
gw_chart_em (PangoContext *context)
{
  const PangoFontDescription *font = pango_context_get_font_description (context);
  double size = (double)pango_font_description_get_size (font) / PANGO_SCALE;

  if (size <= 0)
    size = 10;
  if (!pango_font_description_get_size_is_absolute (font))
    {
      double resolution = pango_cairo_context_get_resolution (context);

      size *= (resolution > 0 ? resolution : 96) / 72;
    }
  return size * TEXT_SCALE;
}

/* align: 0 left, 0.5 middle, 1 right of x; y is the middle of the line. */
static void
draw_text (Drawing *d, const char *text, double x, double y, double align, double room)
{
  g_autoptr (PangoLayout) layout = pango_layout_new (d->style->context);
  PangoAttrList *attributes = pango_attr_list_new ();
  int width;
  int height;

  pango_attr_list_insert (attributes, pango_attr_scale_new (d->text_scale));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  pango_layout_set_text (layout, text, -1);
  pango_layout_get_size (layout, &width, &height);
  if (room > 0 && width > room * PANGO_SCALE)
    {
      pango_layout_set_width (layout, (int)(room * PANGO_SCALE));
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
      pango_layout_get_size (layout, &width, &height);
    }
  cairo_move_to (d->cr, round (x - align * width / PANGO_SCALE),
                 round (y - (double)height / PANGO_SCALE / 2));
  pango_cairo_show_layout (d->cr, layout);
}

/* Below the plot, x being the middle of what it names; leaning it ends there. */
static void
draw_label (Drawing *d, const char *text, double x, double step, double em)
{
  const GwChartRect *plot = &d->layout->plot;
  double bottom = plot->y + plot->height;

  if (!d->layout->leaning)
    {
      draw_text (d, text, x, bottom + em * 0.85, 0.5,
                 step * d->layout->label_every - em * 0.2);
      return;
    }
  cairo_save (d->cr);
  cairo_translate (d->cr, x, bottom + em * 0.5);
  cairo_rotate (d->cr, -G_PI / 4);
  draw_text (d, text, 0, 0, 1, MIN (em * GW_CHART_LEANING_ROOM, x * G_SQRT2));
  cairo_restore (d->cr);
}

static Ink
ink_of (Drawing *d, const GwChartMark *mark)
{
  if (mark->key[0] == '\0')
    return INK_BEFORE;
  return d->has_chosen && !mark->chosen ? INK_PALE : INK_VALUE;
}

static const GwChartRect *
rect_of (Drawing *d, guint i)
{
  return &g_array_index (d->layout->marks, GwChartRect, i);
}

static void
fill_rect (Drawing *d, const GwChartRect *rect)
{
  cairo_rectangle (d->cr, round (rect->x), round (rect->y), MAX (round (rect->width), 1),
                   MAX (round (rect->height), 1));
  cairo_fill (d->cr);
}

/* ---- parts that several kinds share ---- */

static void
draw_level_lines (Drawing *d)
{
  const GwChartRect *plot = &d->layout->plot;
  const GwChartScale *scale = &d->layout->scale;

  cairo_set_line_width (d->cr, 1);
  for (guint i = 0; i <= scale->n_steps; i++)
    {
      double value = scale->step * i;
      double y = round (plot->y + plot->height -
                        gw_chart_layout_length (d->layout, d->chart->kind, value)) +
                 0.5;
      g_autofree char *text = gw_chart_format (d->chart->unit, value);

      set_ink (d, INK_GRID);
      cairo_move_to (d->cr, plot->x, y);
      cairo_line_to (d->cr, plot->x + plot->width, y);
      cairo_stroke (d->cr);
      set_ink (d, INK_TEXT);
      draw_text (d, text, d->layout->label_width, y, 1, 0);
    }
}

static void
draw_labels_below (Drawing *d, double em)
{
  const GwChartRect *plot = &d->layout->plot;
  double step = plot->width / MAX (d->chart->marks->len, 1);

  set_ink (d, INK_TEXT);
  for (guint i = 0; i < d->chart->marks->len; i += d->layout->label_every)
    draw_label (d, gw_chart_get (d->chart, i)->label, plot->x + (i + 0.5) * step, step, em);
}

static void
draw_cross_lines (Drawing *d, double em)
{
  const GwChartRect *plot = &d->layout->plot;
  double step = plot->width / MAX (d->chart->marks->len, 1);

  for (guint i = 0; i < d->chart->lines->len; i++)
    {
      const GwChartLine *line = d->chart->lines->pdata[i];
      double x = round (plot->x + line->at * step) + 0.5;
      double top = plot->y - em * GW_CHART_LINE_ROOM * (d->chart->lines->len - i - 0.5);
      double room = plot->x + plot->width - x;
      double align = gw_chart_text_width (line->label, em) > room ? 1 : 0;
      const double dashes[] = { 4, 3 };

      set_ink (d, INK_SUM);
      cairo_save (d->cr);
      cairo_set_dash (d->cr, dashes, 2, 0);
      cairo_set_line_width (d->cr, 1.5);
      cairo_move_to (d->cr, x, top - em * 0.5);
      cairo_line_to (d->cr, x, plot->y + plot->height);
      cairo_stroke (d->cr);
      cairo_restore (d->cr);
      set_ink (d, INK_TEXT);
      draw_text (d, line->label, x + (align > 0 ? -4 : 4), top, align, 0);
    }
}

/* A line through the values; where there is none the line is broken. */
static void
draw_curve (Drawing *d, gboolean before)
{
  const GwChartRect *plot = &d->layout->plot;
  double step = plot->width / MAX (d->chart->marks->len, 1);
  gboolean is_open = FALSE;

  cairo_set_line_width (d->cr, before ? 1.5 : 2);
  cairo_set_line_join (d->cr, CAIRO_LINE_JOIN_ROUND);
  for (guint i = 0; i < d->chart->marks->len; i++)
    {
      const GwChartMark *mark = gw_chart_get (d->chart, i);
      double value = before ? mark->before : mark->value;
      double x = plot->x + (i + 0.5) * step;
      double y = plot->y + plot->height -
                 gw_chart_layout_length (d->layout, d->chart->kind, value);

      if (isnan (value))
        is_open = FALSE;
      else if (is_open)
        cairo_line_to (d->cr, x, y);
      else
        cairo_move_to (d->cr, x, y);
      is_open = !isnan (value);
    }
  cairo_stroke (d->cr);
}

/* ---- kinds ---- */

static void
draw_line (Drawing *d, double em)
{
  const double dashes[] = { 4, 3 };

  draw_level_lines (d);
  draw_labels_below (d, em);
  cairo_save (d->cr);
  set_ink (d, INK_BEFORE);
  cairo_set_dash (d->cr, dashes, 2, 0);
  draw_curve (d, TRUE);
  cairo_restore (d->cr);
  set_ink (d, INK_VALUE);
  draw_curve (d, FALSE);
  for (guint i = 0; i < d->chart->marks->len; i++)
    {
      const GwChartMark *mark = gw_chart_get (d->chart, i);
      const GwChartRect *rect = rect_of (d, i);

      if (isnan (mark->value))
        continue;
      set_ink (d, ink_of (d, mark));
      cairo_arc (d->cr, rect->x + rect->width / 2, rect->y + rect->height / 2,
                 mark->chosen ? rect->width * 0.7 : rect->width * 0.45, 0, 2 * G_PI);
      cairo_fill (d->cr);
    }
}

static void
draw_left_out (Drawing *d)
{
  const GwChartRect *room = &d->layout->left_out;
  g_autofree char *text = gw_chart_left_out_text (d->chart, d->layout->n_marks);

  if (room->height <= 0 || text == NULL)
    return;
  set_ink (d, INK_TEXT);
  draw_text (d, text, room->x, room->y + room->height / 2, 0, room->width);
}

static void
draw_bars (Drawing *d, double em)
{
  draw_left_out (d);
  for (guint i = 0; i < d->layout->n_marks; i++)
    {
      const GwChartMark *mark = gw_chart_get (d->chart, i);
      const GwChartRect *rect = rect_of (d, i);
      double middle = rect->y + rect->height / 2;
      g_autofree char *number = gw_chart_format (d->chart->unit, mark->value);
      double past = gw_chart_layout_length (d->layout, d->chart->kind, mark->before);
      /* The number stands right of the bar and of the stroke at the value before. */
      double end = rect->x + MAX (rect->width, past) + em * 0.4;

      set_ink (d, INK_TEXT);
      draw_text (d, mark->label, d->layout->label_width, middle, 1, d->layout->label_width);
      draw_text (d, isnan (mark->value) ? "–" : number, end, middle, 0, 0);
      if (!isnan (mark->value))
        {
          set_ink (d, ink_of (d, mark));
          fill_rect (d, rect);
        }
      if (!isnan (mark->before))
        {
          set_ink (d, INK_TEXT);
          cairo_rectangle (d->cr, round (rect->x + past) - 1, rect->y - 1, 2,
                           rect->height + 2);
          cairo_fill (d->cr);
        }
    }
}

static void
draw_standing (Drawing *d, double em)
{
  draw_level_lines (d);
  draw_labels_below (d, em);
  for (guint i = 0; i < d->chart->marks->len; i++)
    {
      const GwChartMark *mark = gw_chart_get (d->chart, i);

      if (isnan (mark->value) || mark->value <= 0)
        continue;
      set_ink (d, ink_of (d, mark));
      fill_rect (d, rect_of (d, i));
    }
}

/* How much of all the first so many classes are, whatever of them is shown. */
static void
draw_sum (Drawing *d, double em)
{
  const GwChartRect *plot = &d->layout->plot;
  double step = plot->width / MAX (d->chart->marks->len, 1);

  if (!(d->chart->total > 0))
    return;
  set_ink (d, INK_SUM);
  cairo_set_line_width (d->cr, 2);
  for (guint i = 0; i < d->chart->marks->len; i++)
    cairo_line_to (d->cr, plot->x + (i + 0.5) * step,
                   plot->y + plot->height * (1 - gw_chart_share_so_far (d->chart, i)));
  cairo_stroke (d->cr);
  set_ink (d, INK_TEXT);
  draw_text (d, "100 %", plot->x + plot->width + em * 0.3, plot->y, 0, 0);
  draw_text (d, "50 %", plot->x + plot->width + em * 0.3, plot->y + plot->height / 2, 0, 0);
}

/* The number in a square; on its colour it is read, black or white. */
static void
draw_number (Drawing *d, const GwChartMark *mark, const GwChartRect *rect, guint32 rgb)
{
  double light = (0.3 * (rgb >> 16 & 255) + 0.59 * (rgb >> 8 & 255) + 0.11 * (rgb & 255));

  set_rgb (d->cr, light > 140 ? 0x000000 : 0xffffff);
  draw_text (d, mark->label, rect->x + rect->width / 2, rect->y + rect->height / 2, 0.5, 0);
}

static void
draw_square (Drawing *d, guint i, double share)
{
  const GwChartMark *mark = gw_chart_get (d->chart, i);
  const GwChartRect *rect = rect_of (d, i);
  guint step = (guint)CLAMP (share * GW_VALUE_MAX_CLASSES, 0, GW_VALUE_MAX_CLASSES - 1);
  guint32 rgb = gw_measure_colour (GW_MEASURE_OPEN, step, d->style->dark);
  /* Some numbers without the others would be misread. */
  gboolean numbered = d->layout->numbered && mark->label[0] != '\0';

  if (share > 0)
    {
      set_rgb (d->cr, rgb);
      fill_rect (d, rect);
    }
  if (numbered)
    draw_number (d, mark, rect, share > 0 ? rgb : d->style->dark ? 0x000000 : 0xffffff);
  if (numbered || share > 0)
    return;
  set_ink (d, INK_GRID);
  cairo_rectangle (d->cr, round (rect->x + rect->width / 2) - 1,
                   round (rect->y + rect->height / 2) - 1, 2, 2);
  cairo_fill (d->cr);
}

/* Those of rows and columns. */
static void
draw_line_names (Drawing *d, double em)
{
  const GwChartRect *plot = &d->layout->plot;
  char **rows = d->chart->row_labels;
  char **columns = d->chart->column_labels;
  double height = plot->height / MAX (g_strv_length (rows), 1);
  double width = plot->width / MAX (g_strv_length (columns), 1);

  set_ink (d, INK_TEXT);
  d->text_scale = TEXT_SCALE * d->layout->row_scale;
  for (guint i = 0; i < g_strv_length (rows); i += d->layout->row_every)
    draw_text (d, rows[i], d->layout->label_width, plot->y + height * (i + 0.5), 1,
               d->layout->label_width);
  d->text_scale = TEXT_SCALE;
  for (guint i = 0; i < g_strv_length (columns); i += d->layout->label_every)
    {
      double x = plot->x + width * (i + 0.5);
      double end = x + gw_chart_text_width (columns[i], em) / 2;

      /* Among some, the last one may have no room. */
      if (d->layout->leaning || d->layout->label_every == 1 || end <= plot->x + plot->width)
        draw_label (d, columns[i], x, width, em);
    }
}

static void
draw_heat (Drawing *d, double em)
{
  double highest = gw_chart_highest (d->chart);

  for (guint i = 0; i < d->chart->marks->len; i++)
    {
      const GwChartMark *mark = gw_chart_get (d->chart, i);
      double share = isnan (mark->value) || highest <= 0 ? 0 : mark->value / highest;

      draw_square (d, i, share);
    }
  draw_line_names (d, em);
}

/* Frames tell what is chosen and where the keyboard is, without colours. */
static void
draw_frames (Drawing *d)
{
  for (guint i = 0; i < d->layout->n_marks; i++)
    {
      gboolean focus = (int)i == d->style->focus;
      const GwChartRect *area = &g_array_index (d->layout->areas, GwChartRect, i);

      if (!focus &&
          !(gw_chart_get (d->chart, i)->chosen && d->chart->kind == GW_CHART_HEAT))
        continue;
      set_ink (d, focus ? INK_TEXT : INK_SUM);
      cairo_set_line_width (d->cr, focus ? 1.5 : 2);
      cairo_rectangle (d->cr, round (area->x) + 0.75, round (area->y) + 0.75,
                       MAX (round (area->width) - 1.5, 1),
                       MAX (round (area->height) - 1.5, 1));
      cairo_stroke (d->cr);
    }
}

void
gw_chart_draw (cairo_t *cr, GwChart *chart, GwChartLayout *layout,
               const GwChartStyle *style)
{
  Drawing drawing = { cr, chart, layout, style, gw_chart_has_chosen (chart), TEXT_SCALE };
  double em = gw_chart_em (style->context);

  switch (chart->kind)
    {
    case GW_CHART_LINE:
      draw_line (&drawing, em);
      break;
    case GW_CHART_BARS:
      draw_bars (&drawing, em);
      break;
    case GW_CHART_PARETO:
      draw_standing (&drawing, em);
      draw_sum (&drawing, em);
      break;
    case GW_CHART_HISTOGRAM:
      draw_standing (&drawing, em);
      draw_cross_lines (&drawing, em);
      break;
    case GW_CHART_HEAT:
    default:
      draw_heat (&drawing, em);
    }
  draw_frames (&drawing);
}
