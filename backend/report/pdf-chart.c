/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Charts on paper: lines over time, lying bars, Pareto, histogram. */
#define G_LOG_DOMAIN "gridward-report"

#include "backend/report/pdf-private.h"

#include <math.h>

#define STANDING_HEIGHT 170.0
#define BAR_HEIGHT 15.0
/* So many stay on one page. */
#define KEPT_BARS 20
#define LEGEND_HEIGHT 16.0
#define AXIS_WIDTH 34.0
#define LABEL_HEIGHT 14.0
#define TILTED_HEIGHT 62.0
#define SHARE_WIDTH 34.0

static const guint colours[] = { GW_PDF_BLUE, GW_PDF_ORANGE, GW_PDF_GREEN, 0x813d9c };

static const GwPdfText small_left = { 7.5, GW_PDF_INK, FALSE, PANGO_ALIGN_LEFT, TRUE };
static const GwPdfText small_right = { 7.5, GW_PDF_DIM, FALSE, PANGO_ALIGN_RIGHT, TRUE };
static const GwPdfText small_centre = { 7.5, GW_PDF_DIM, FALSE, PANGO_ALIGN_CENTER, TRUE };

/* The plane of a standing chart. */
typedef struct
{
  double x, y, width, height;
  double top; /* the value at the upper end */
} Plane;

static double
greatest_value (const GwReportChart *chart)
{
  double greatest = 0;

  for (guint i = 0; i < chart->series->len; i++)
    {
      const GwReportSeries *series = chart->series->pdata[i];

      for (guint k = 0; k < chart->labels->len; k++)
        if (!isnan (series->values[k]))
          greatest = MAX (greatest, series->values[k]);
    }
  return greatest;
}

/* 1, 2 or 5 times a power of ten, so that about four steps reach the value. */
static double
nice_step (double greatest)
{
  double raw = greatest / 4, power, rest;

  if (raw <= 1)
    return 1;
  power = pow (10, floor (log10 (raw)));
  rest = raw / power;
  return power * (rest <= 1 ? 1 : rest <= 2 ? 2 : rest <= 5 ? 5 : 10);
}

static double
plane_x (const Plane *plane, guint n, double position)
{
  return plane->x + plane->width * (position + 0.5) / n;
}

static double
plane_y (const Plane *plane, double value)
{
  return plane->y + plane->height * (1 - value / plane->top);
}

static char *
dup_number (const GwReportChart *chart, double number, gboolean zh)
{
  const GwReportValue value = { NULL, number, !isnan (number) };

  return gw_report_dup_value_text (&value, chart->type, zh);
}

static void
draw_grid (GwPdf *pdf, const GwReportChart *chart, Plane *plane)
{
  double step = nice_step (greatest_value (chart));
  int n_steps = MAX (1, (int)ceil (greatest_value (chart) / step - 1e-9));

  plane->top = n_steps * step;
  for (int i = 0; i <= n_steps; i++)
    {
      double y = plane_y (plane, i * step);
      g_autofree char *text = dup_number (chart, i * step, pdf->report->zh);

      gw_pdf_draw_line (pdf, i == 0 ? GW_PDF_DIM : GW_PDF_RULE, 0.4, plane->x, y,
                        plane->x + plane->width, y);
      gw_pdf_draw_text (pdf, &small_right, text, plane->x - AXIS_WIDTH, y - 6,
                        AXIS_WIDTH - 4);
    }
}

/* Names that do not fit beside each other are written upwards at a slant. */
static gboolean
are_labels_tilted (GwPdf *pdf, const GwReportChart *chart)
{
  double room = (GW_PDF_INNER - AXIS_WIDTH) / MAX (1, chart->labels->len);

  if (chart->kind != GW_REPORT_PARETO)
    return FALSE;
  for (guint i = 0; i < chart->labels->len; i++)
    if (gw_pdf_text_width (pdf, &small_centre, chart->labels->pdata[i]) > room - 2)
      return TRUE;
  return FALSE;
}

static void
draw_tilted_label (GwPdf *pdf, const char *label, double x, double y)
{
  const double length = TILTED_HEIGHT * 1.25;

  cairo_save (pdf->cr);
  cairo_translate (pdf->cr, x, y + 3);
  cairo_rotate (pdf->cr, -G_PI / 4);
  gw_pdf_draw_text (pdf, &small_right, label, -length, -2, length);
  cairo_restore (pdf->cr);
}

/* Every label where there is room, else every second, fifth, tenth. */
static void
draw_labels (GwPdf *pdf, const GwReportChart *chart, const Plane *plane, gboolean tilted)
{
  static const guint every[] = { 1, 2, 5, 10, 20, 50 };
  guint n = chart->labels->len, step = 1;
  double widest = 0, base = plane->y + plane->height;

  for (guint i = 0; i < n; i++)
    widest =
        MAX (widest, gw_pdf_text_width (pdf, &small_centre, chart->labels->pdata[i]) + 4);
  for (guint i = 0; i < G_N_ELEMENTS (every) && !tilted; i++)
    {
      step = every[i];
      if (plane->width / n * step >= widest)
        break;
    }
  for (guint i = 0; i < n; i += step)
    if (tilted)
      draw_tilted_label (pdf, chart->labels->pdata[i], plane_x (plane, n, i), base);
    else
      gw_pdf_draw_text (pdf, &small_centre, chart->labels->pdata[i],
                        plane_x (plane, n, i) - widest / 2 - 2, base + 2, widest + 4);
}

static void
draw_dot (GwPdf *pdf, guint colour, guint series, double x, double y)
{
  gw_pdf_set_colour (pdf, colour);
  /* Told apart without colours, too. */
  if (series == 0)
    cairo_arc (pdf->cr, x, y, 1.9, 0, 2 * G_PI);
  else
    cairo_rectangle (pdf->cr, x - 1.8, y - 1.8, 3.6, 3.6);
  cairo_fill (pdf->cr);
}

static void
draw_series_line (GwPdf *pdf, const GwReportSeries *series, guint position,
                  const Plane *plane, guint n)
{
  guint colour = colours[position % G_N_ELEMENTS (colours)];
  const double dashes[] = { 4, 2 };
  gboolean pen_down = FALSE;

  gw_pdf_set_colour (pdf, colour);
  cairo_set_line_width (pdf->cr, 1.4);
  cairo_set_dash (pdf->cr, dashes, position == 0 ? 0 : 2, 0);
  for (guint i = 0; i < n; i++)
    {
      if (isnan (series->values[i]))
        pen_down = FALSE;
      else if (pen_down)
        cairo_line_to (pdf->cr, plane_x (plane, n, i), plane_y (plane, series->values[i]));
      else
        cairo_move_to (pdf->cr, plane_x (plane, n, i), plane_y (plane, series->values[i]));
      pen_down = !isnan (series->values[i]);
    }
  cairo_stroke (pdf->cr);
  cairo_set_dash (pdf->cr, NULL, 0, 0);
  for (guint i = 0; i < n; i++)
    if (!isnan (series->values[i]))
      draw_dot (pdf, colour, position, plane_x (plane, n, i),
                plane_y (plane, series->values[i]));
}

static void
draw_columns (GwPdf *pdf, const GwReportChart *chart, const Plane *plane)
{
  const GwReportSeries *series = chart->series->pdata[0];
  guint n = chart->labels->len;
  double width = plane->width / n * (chart->kind == GW_REPORT_HISTOGRAM ? 0.94 : 0.7);

  for (guint i = 0; i < n; i++)
    {
      double y = plane_y (plane, series->values[i]);
      g_autofree char *text = dup_number (chart, series->values[i], pdf->report->zh);

      gw_pdf_fill_box (pdf, GW_PDF_BLUE, plane_x (plane, n, i) - width / 2, y, width,
                       plane->y + plane->height - y);
      if (n <= 24)
        gw_pdf_draw_text (pdf, &small_centre, text, plane_x (plane, n, i) - 20, y - 11, 40);
    }
}

/* The share of all so far: 100 % is as high as the plane. */
static void
draw_shares (GwPdf *pdf, const GwReportChart *chart, const Plane *plane)
{
  const GwReportSeries *series = chart->series->pdata[1];
  Plane shares = *plane;

  shares.top = 1;
  draw_series_line (pdf, series, 1, &shares, chart->labels->len);
  for (int i = 0; i <= 4; i++)
    {
      const GwReportValue value = { NULL, i / 4.0, TRUE };
      g_autofree char *text = g_strdup_printf ("%.0f%%", value.number * 100);

      gw_pdf_draw_text (pdf, &small_left, text, plane->x + plane->width + 4,
                        plane_y (&shares, i / 4.0) - 6, SHARE_WIDTH - 4);
    }
}

static void
draw_legend (GwPdf *pdf, const GwReportChart *chart)
{
  double x = GW_PDF_MARGIN + AXIS_WIDTH;

  for (guint i = 0; i < chart->series->len; i++)
    {
      const GwReportSeries *series = chart->series->pdata[i];
      guint colour = colours[i % G_N_ELEMENTS (colours)];
      double width = gw_pdf_text_width (pdf, &small_left, series->title) + 2;

      if (chart->kind == GW_REPORT_LINES || i > 0)
        {
          gw_pdf_draw_line (pdf, colour, 1.4, x, pdf->y + 6, x + 14, pdf->y + 6);
          draw_dot (pdf, colour, i, x + 7, pdf->y + 6);
        }
      else
        gw_pdf_fill_box (pdf, colour, x + 2, pdf->y + 2, 10, 8);
      gw_pdf_draw_text (pdf, &small_left, series->title, x + 18, pdf->y, width);
      x += 18 + width + 16;
    }
  pdf->y += LEGEND_HEIGHT;
}

static void
draw_standing (GwPdf *pdf, const GwReportChart *chart, double caption)
{
  gboolean tilted = are_labels_tilted (pdf, chart);
  double below = tilted ? TILTED_HEIGHT : LABEL_HEIGHT;
  Plane plane = { GW_PDF_MARGIN + AXIS_WIDTH, 0, GW_PDF_INNER - AXIS_WIDTH,
                  STANDING_HEIGHT - 40, 1 };

  gw_pdf_need (pdf, caption + LEGEND_HEIGHT + STANDING_HEIGHT - 40 + below + 20);
  pdf->y += gw_pdf_draw_caption (pdf, chart->title, chart->note, TRUE);
  if (chart->series->len > 1)
    draw_legend (pdf, chart);
  if (chart->kind == GW_REPORT_PARETO)
    plane.width -= SHARE_WIDTH;
  plane.y = pdf->y + 8;
  draw_grid (pdf, chart, &plane);
  if (chart->kind == GW_REPORT_LINES)
    for (guint i = 0; i < chart->series->len; i++)
      draw_series_line (pdf, chart->series->pdata[i], i, &plane, chart->labels->len);
  else
    draw_columns (pdf, chart, &plane);
  if (chart->kind == GW_REPORT_PARETO)
    draw_shares (pdf, chart, &plane);
  draw_labels (pdf, chart, &plane, tilted);
  pdf->y = plane.y + plane.height + below + 12;
}

/* --- lying bars ------------------------------------------------------------------------ */

static double
bars_label_width (GwPdf *pdf, const GwReportChart *chart)
{
  double widest = 40;

  for (guint i = 0; i < chart->labels->len; i++)
    widest =
        MAX (widest, gw_pdf_text_width (pdf, &small_left, chart->labels->pdata[i]) + 6);
  return MIN (widest, 170);
}

static void
draw_bar (GwPdf *pdf, const GwReportChart *chart, guint i, double label_width, double top)
{
  const GwReportSeries *series = chart->series->pdata[0];
  double value = series->values[i], x = GW_PDF_MARGIN + label_width;
  double room = GW_PDF_INNER - label_width - 48, width;
  g_autofree char *text = dup_number (chart, value, pdf->report->zh);

  width = isnan (value) ? 0 : room * value / top;
  gw_pdf_draw_text (pdf, &small_left, chart->labels->pdata[i], GW_PDF_MARGIN, pdf->y + 1,
                    label_width - 4);
  gw_pdf_fill_box (pdf, GW_PDF_SHADE, x, pdf->y + 2, room, BAR_HEIGHT - 4);
  gw_pdf_fill_box (pdf, GW_PDF_BLUE, x, pdf->y + 2, width, BAR_HEIGHT - 4);
  gw_pdf_draw_text (pdf, &small_left, text, x + room + 5, pdf->y + 1, 46);
  pdf->y += BAR_HEIGHT;
}

static void
draw_bars (GwPdf *pdf, const GwReportChart *chart, double caption)
{
  double label_width = bars_label_width (pdf, chart);
  double top = chart->type == GW_REPORT_RATE ? 1 : MAX (1, greatest_value (chart));

  gw_pdf_need (pdf, caption + BAR_HEIGHT * MIN (chart->labels->len, KEPT_BARS));
  pdf->y += gw_pdf_draw_caption (pdf, chart->title, chart->note, TRUE);
  for (guint i = 0; i < chart->labels->len; i++)
    {
      gw_pdf_need (pdf, BAR_HEIGHT);
      draw_bar (pdf, chart, i, label_width, top);
    }
  pdf->y += 14;
}

/* --- lying bars, each a whole -------------------------------------------------------------- */

/* From short to long; told apart by their order and by the numbers in them, too. */
static const struct
{
  guint fill;
  guint ink;
} parts[] = {
  { 0x1a5fb4, 0xffffff }, { 0x8bbce0, 0x1e1e1e }, { 0xf6d99a, 0x1e1e1e },
  { 0xd9822b, 0x1e1e1e }, { 0x7a3410, 0xffffff },
};

static double
sum_of (const GwReportChart *chart, guint label)
{
  double sum = 0;

  for (guint i = 0; i < chart->series->len; i++)
    sum += ((const GwReportSeries *)chart->series->pdata[i])->values[label];
  return sum;
}

static void
draw_stack (GwPdf *pdf, const GwReportChart *chart, guint label, double label_width)
{
  double room = GW_PDF_INNER - label_width - 48, x = GW_PDF_MARGIN + label_width;
  double whole = sum_of (chart, label);
  g_autofree char *total = dup_number (chart, whole, pdf->report->zh);

  gw_pdf_draw_text (pdf, &small_left, chart->labels->pdata[label], GW_PDF_MARGIN,
                    pdf->y + 1, label_width - 4);
  gw_pdf_draw_text (pdf, &small_left, total, x + room + 5, pdf->y + 1, 46);
  for (guint i = 0; i < chart->series->len && whole > 0; i++)
    {
      const GwReportSeries *series = chart->series->pdata[i];
      double width = room * series->values[label] / whole;
      GwPdfText inside = small_centre;
      g_autofree char *text = dup_number (chart, series->values[label], pdf->report->zh);

      inside.colour = parts[i % G_N_ELEMENTS (parts)].ink;
      gw_pdf_fill_box (pdf, parts[i % G_N_ELEMENTS (parts)].fill, x, pdf->y + 2,
                       MAX (0, width - 0.6), BAR_HEIGHT - 4);
      if (gw_pdf_text_width (pdf, &inside, text) + 2 < width)
        gw_pdf_draw_text (pdf, &inside, text, x, pdf->y + 1, width);
      x += width;
    }
  pdf->y += BAR_HEIGHT;
}

static void
draw_stack_legend (GwPdf *pdf, const GwReportChart *chart, double x)
{
  for (guint i = 0; i < chart->series->len; i++)
    {
      const GwReportSeries *series = chart->series->pdata[i];
      double width = gw_pdf_text_width (pdf, &small_left, series->title) + 2;

      gw_pdf_fill_box (pdf, parts[i % G_N_ELEMENTS (parts)].fill, x, pdf->y + 2, 10, 8);
      gw_pdf_draw_text (pdf, &small_left, series->title, x + 14, pdf->y, width);
      x += 14 + width + 14;
    }
  pdf->y += LEGEND_HEIGHT;
}

static void
draw_stacks (GwPdf *pdf, const GwReportChart *chart, double caption)
{
  double label_width = bars_label_width (pdf, chart);

  gw_pdf_need (pdf,
               caption + LEGEND_HEIGHT + BAR_HEIGHT * MIN (chart->labels->len, KEPT_BARS));
  pdf->y += gw_pdf_draw_caption (pdf, chart->title, chart->note, TRUE);
  draw_stack_legend (pdf, chart, GW_PDF_MARGIN + label_width);
  for (guint i = 0; i < chart->labels->len; i++)
    {
      gw_pdf_need (pdf, BAR_HEIGHT);
      draw_stack (pdf, chart, i, label_width);
    }
  pdf->y += 14;
}

static gboolean
is_empty (const GwReportChart *chart)
{
  if (chart->labels->len == 0)
    return TRUE;
  return chart->type == GW_REPORT_COUNT && greatest_value (chart) <= 0;
}

void
gw_pdf_draw_chart (GwPdf *pdf, const GwReportChart *chart)
{
  const GwPdfText none = { 9, GW_PDF_DIM, FALSE, PANGO_ALIGN_LEFT, FALSE };
  double caption = gw_pdf_draw_caption (pdf, chart->title, chart->note, FALSE);

  if (is_empty (chart))
    {
      gw_pdf_need (pdf, caption + 20);
      pdf->y += gw_pdf_draw_caption (pdf, chart->title, chart->note, TRUE);
      pdf->y += gw_pdf_draw_text (pdf, &none, pdf->report->zh ? "无案卷" : "No cases.",
                                  GW_PDF_MARGIN, pdf->y, GW_PDF_INNER) +
                12;
    }
  else if (chart->kind == GW_REPORT_BARS)
    draw_bars (pdf, chart, caption);
  else if (chart->kind == GW_REPORT_STACKS)
    draw_stacks (pdf, chart, caption);
  else
    draw_standing (pdf, chart, caption);
}
