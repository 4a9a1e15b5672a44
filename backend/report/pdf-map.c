/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The city on paper, each area coloured by its rate. */
#define G_LOG_DOMAIN "gridward-report"

#include "backend/report/pdf-private.h"

#include <math.h>

#define MAP_HEIGHT 380.0
#define LEGEND_WIDTH 118.0
#define BOX 12.0

/* Dark is low: colours that colour-blind eyes and grey printers tell apart. */
static const struct
{
  double from;
  guint colour;
} classes[] = {
  { 0.00, 0x7f3b08 }, { 0.60, 0xe08214 }, { 0.70, 0xfdd49e },
  { 0.80, 0x92c5de }, { 0.90, 0x2166ac },
};

static guint
class_of (double rate)
{
  guint i = G_N_ELEMENTS (classes) - 1;

  while (i > 0 && rate < classes[i].from)
    i--;
  return i;
}

/* Plate carrée at the middle latitude: right for a city. */
typedef struct
{
  GwBox box;
  double scale_x, scale_y; /* points per unit */
  double left, top;
} Frame;

static gboolean
frame_fit (Frame *frame, const GwReportMap *map, double x, double y, double width,
           double height)
{
  gboolean any = FALSE;
  double latitude, east, north, scale;

  for (guint i = 0; i < map->shapes->len; i++)
    {
      const GwShape *shape = map->shapes->pdata[i];

      if (shape == NULL)
        continue;
      if (!any)
        frame->box = shape->box;
      any = TRUE;
      frame->box.min.x = MIN (frame->box.min.x, shape->box.min.x);
      frame->box.min.y = MIN (frame->box.min.y, shape->box.min.y);
      frame->box.max.x = MAX (frame->box.max.x, shape->box.max.x);
      frame->box.max.y = MAX (frame->box.max.y, shape->box.max.y);
    }
  if (!any)
    return FALSE;
  latitude = ((double)frame->box.min.y + frame->box.max.y) / 2 / GW_FIXED_PER_DEGREE;
  east =
      MAX (1, ((double)frame->box.max.x - frame->box.min.x) * cos (latitude * G_PI / 180));
  north = MAX (1, (double)frame->box.max.y - frame->box.min.y);
  scale = MIN (width / east, height / north);
  frame->scale_y = scale;
  frame->scale_x = scale * cos (latitude * G_PI / 180);
  frame->left = x + (width - east * scale) / 2;
  frame->top = y;
  return TRUE;
}

static void
trace_shape (GwPdf *pdf, const Frame *frame, const GwShape *shape)
{
  for (guint ring = 0, at = 0; ring < shape->n_rings; ring++)
    {
      cairo_new_sub_path (pdf->cr);
      for (; at < shape->ring_ends[ring]; at++)
        cairo_line_to (
            pdf->cr,
            frame->left + ((double)shape->points[at].x - frame->box.min.x) * frame->scale_x,
            frame->top + ((double)frame->box.max.y - shape->points[at].y) * frame->scale_y);
      cairo_close_path (pdf->cr);
    }
}

static void
draw_area (GwPdf *pdf, const Frame *frame, const GwReportMap *map, guint row,
           guint *ret_counts)
{
  const GwShape *shape = map->shapes->pdata[row];
  const GwReportValue *value = gw_report_table_value (map->table, row, map->column);
  guint place = value->has_value ? class_of (value->number) : G_N_ELEMENTS (classes);

  ret_counts[place]++;
  if (shape == NULL)
    return;
  trace_shape (pdf, frame, shape);
  cairo_set_fill_rule (pdf->cr, CAIRO_FILL_RULE_EVEN_ODD);
  gw_pdf_set_colour (pdf, value->has_value ? classes[place].colour : GW_PDF_NOTHING);
  cairo_fill_preserve (pdf->cr);
  gw_pdf_set_colour (pdf, 0xffffff);
  cairo_set_line_width (pdf->cr, 0.5);
  cairo_set_line_join (pdf->cr, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke (pdf->cr);
}

/* The name of an area, where it has room on it. */
static void
draw_name (GwPdf *pdf, const Frame *frame, const GwReportMap *map, guint row, guint column)
{
  const GwShape *shape = map->shapes->pdata[row];
  const GwPdfText how = { 7.5, GW_PDF_INK, FALSE, PANGO_ALIGN_CENTER, TRUE };
  const char *name = gw_report_table_value (map->table, row, column)->text;
  double width = gw_pdf_text_width (pdf, &how, name) + 6, height = 12, x, y;
  GwFixed at;

  if (shape == NULL ||
      ((double)shape->box.max.x - shape->box.min.x) * frame->scale_x < width ||
      ((double)shape->box.max.y - shape->box.min.y) * frame->scale_y < 2 * height)
    return;
  at = gw_shape_label_point (shape);
  x = frame->left + ((double)at.x - frame->box.min.x) * frame->scale_x;
  y = frame->top + ((double)frame->box.max.y - at.y) * frame->scale_y;
  gw_pdf_fill_box (pdf, 0xffffff, x - width / 2, y - height / 2, width, height);
  gw_pdf_draw_text (pdf, &how, name, x - width / 2, y - height / 2, width);
}

static char *
class_text (guint i, gboolean zh)
{
  int from = (int)lround (classes[MIN (i, G_N_ELEMENTS (classes) - 1)].from * 100);

  if (i == G_N_ELEMENTS (classes))
    return g_strdup (gw_report_no_cases (zh));
  if (i == 0)
    return g_strdup_printf (zh ? "低于 %.0f%%" : "under %.0f%%", classes[1].from * 100);
  if (i + 1 == G_N_ELEMENTS (classes))
    return g_strdup_printf (zh ? "%d%% 及以上" : "%d%% and more", from);
  return g_strdup_printf (zh ? "%d%% 至 %.0f%% 以下" : "%d%% to under %.0f%%", from,
                          classes[i + 1].from * 100);
}

static void
draw_legend (GwPdf *pdf, const GwReportMap *map, const guint *counts, double x, double y)
{
  const GwPdfText bold = { 8, GW_PDF_INK, TRUE, PANGO_ALIGN_LEFT, FALSE };
  const GwPdfText plain = { 8, GW_PDF_INK, FALSE, PANGO_ALIGN_LEFT, TRUE };
  const GwPdfText right = { 8, GW_PDF_DIM, FALSE, PANGO_ALIGN_RIGHT, TRUE };

  y +=
      gw_pdf_draw_text (pdf, &bold, gw_report_table_column (map->table, map->column)->title,
                        x, y, LEGEND_WIDTH) +
      4;
  for (guint k = 0; k <= G_N_ELEMENTS (classes); k++)
    {
      guint i = k < G_N_ELEMENTS (classes) ? G_N_ELEMENTS (classes) - 1 - k : k;
      g_autofree char *text = class_text (i, pdf->report->zh);
      g_autofree char *count = g_strdup_printf ("%u", counts[i]);

      gw_pdf_fill_box (pdf, i < G_N_ELEMENTS (classes) ? classes[i].colour : GW_PDF_NOTHING,
                       x, y, BOX, BOX - 2);
      gw_pdf_draw_text (pdf, &plain, text, x + BOX + 5, y - 1, LEGEND_WIDTH - BOX - 30);
      gw_pdf_draw_text (pdf, &right, count, x + LEGEND_WIDTH - 26, y - 1, 26);
      y += BOX + 4;
    }
}

void
gw_pdf_draw_map (GwPdf *pdf, const GwReportMap *map)
{
  guint counts[G_N_ELEMENTS (classes) + 1] = { 0 };
  double caption = gw_pdf_draw_caption (pdf, map->title, map->note, FALSE);
  const double width = GW_PDF_INNER - LEGEND_WIDTH - 12;
  Frame frame = { 0 };
  guint name = 0;

  while (name + 1 < map->table->columns->len &&
         !g_str_equal (gw_report_table_column (map->table, name)->name, "name"))
    name++;
  gw_pdf_need (pdf, caption + MAP_HEIGHT + 10);
  pdf->y += gw_pdf_draw_caption (pdf, map->title, map->note, TRUE);
  if (!frame_fit (&frame, map, GW_PDF_MARGIN, pdf->y, width, MAP_HEIGHT))
    return;
  for (guint row = 0; row < map->shapes->len; row++)
    draw_area (pdf, &frame, map, row, counts);
  for (guint row = 0; row < map->shapes->len; row++)
    draw_name (pdf, &frame, map, row, name);
  draw_legend (pdf, map, counts, GW_PDF_MARGIN + width + 12, pdf->y);
  pdf->y += MAX ((frame.box.max.y - frame.box.min.y) * frame.scale_y, 130) + 16;
}
