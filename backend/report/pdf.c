/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A report on paper: A4, with head, foot and page numbers. */
#define G_LOG_DOMAIN "gridward-report"

#include "backend/report/pdf-private.h"
#include "backend/report/render.h"

#include <cairo-pdf.h>

#define FONT "Noto Sans CJK SC, Noto Sans, Sans"
#define TILE_GAP 8.0
#define TILE_HEIGHT 58.0
#define TILES 4

/* --- text ------------------------------------------------------------------------------ */

static PangoLayout *
make_layout (GwPdf *pdf, const GwPdfText *how, const char *text, double width)
{
  PangoLayout *layout = pango_cairo_create_layout (pdf->cr);
  PangoFontDescription *font = pango_font_description_from_string (FONT);

  pango_font_description_set_absolute_size (font, how->size * PANGO_SCALE);
  if (how->bold)
    pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  if (width > 0)
    pango_layout_set_width (layout, (int)(width * PANGO_SCALE));
  pango_layout_set_alignment (layout, how->align);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  if (how->one_line)
    {
      pango_layout_set_height (layout, -1);
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
    }
  pango_layout_set_text (layout, text, -1);
  return layout;
}

static double
layout_height (PangoLayout *layout)
{
  int height;

  pango_layout_get_size (layout, NULL, &height);
  return (double)height / PANGO_SCALE;
}

void
gw_pdf_set_colour (GwPdf *pdf, guint colour)
{
  cairo_set_source_rgb (pdf->cr, (colour >> 16 & 0xff) / 255.0,
                        (colour >> 8 & 0xff) / 255.0, (colour & 0xff) / 255.0);
}

double
gw_pdf_draw_text (GwPdf *pdf, const GwPdfText *how, const char *text, double x, double y,
                  double width)
{
  g_autoptr (PangoLayout) layout = make_layout (pdf, how, text, width);

  gw_pdf_set_colour (pdf, how->colour);
  cairo_move_to (pdf->cr, x, y);
  pango_cairo_show_layout (pdf->cr, layout);
  return layout_height (layout);
}

double
gw_pdf_measure_text (GwPdf *pdf, const GwPdfText *how, const char *text, double width)
{
  g_autoptr (PangoLayout) layout = make_layout (pdf, how, text, width);

  return layout_height (layout);
}

double
gw_pdf_text_width (GwPdf *pdf, const GwPdfText *how, const char *text)
{
  g_autoptr (PangoLayout) layout = make_layout (pdf, how, text, 0);
  int width;

  pango_layout_get_size (layout, &width, NULL);
  return (double)width / PANGO_SCALE;
}

void
gw_pdf_fill_box (GwPdf *pdf, guint colour, double x, double y, double width, double height)
{
  gw_pdf_set_colour (pdf, colour);
  cairo_rectangle (pdf->cr, x, y, width, height);
  cairo_fill (pdf->cr);
}

void
gw_pdf_draw_line (GwPdf *pdf, guint colour, double thickness, double x1, double y1,
                  double x2, double y2)
{
  gw_pdf_set_colour (pdf, colour);
  cairo_set_line_width (pdf->cr, thickness);
  cairo_move_to (pdf->cr, x1, y1);
  cairo_line_to (pdf->cr, x2, y2);
  cairo_stroke (pdf->cr);
}

/* --- pages ----------------------------------------------------------------------------- */

static void
draw_frame (GwPdf *pdf)
{
  const GwReportDocument *report = pdf->report;
  const GwPdfText left = { 8, GW_PDF_DIM, FALSE, PANGO_ALIGN_LEFT, TRUE };
  const GwPdfText right = { 8, GW_PDF_DIM, FALSE, PANGO_ALIGN_RIGHT, TRUE };
  const double foot = GW_PDF_BOTTOM + 14;
  const double period = gw_pdf_text_width (pdf, &right, report->period) + 2;
  g_autofree char *head =
      g_strdup_printf (report->zh ? "%s%s" : "%s · %s", report->city, report->title);
  g_autofree char *number = g_strdup_printf (
      report->zh ? "第 %u 页，共 %u 页" : "Page %u of %u", pdf->page, pdf->n_pages);

  if (pdf->page > 1)
    {
      gw_pdf_draw_text (pdf, &left, head, GW_PDF_MARGIN, 34, GW_PDF_INNER - period - 12);
      gw_pdf_draw_text (pdf, &right, report->period, GW_PDF_WIDTH - GW_PDF_MARGIN - period,
                        34, period);
      gw_pdf_draw_line (pdf, GW_PDF_RULE, 0.5, GW_PDF_MARGIN, 50,
                        GW_PDF_WIDTH - GW_PDF_MARGIN, 50);
    }
  gw_pdf_draw_line (pdf, GW_PDF_RULE, 0.5, GW_PDF_MARGIN, foot - 5,
                    GW_PDF_WIDTH - GW_PDF_MARGIN, foot - 5);
  gw_pdf_draw_text (pdf, &left, report->made, GW_PDF_MARGIN, foot, GW_PDF_INNER - 110);
  gw_pdf_draw_text (pdf, &right, number, GW_PDF_WIDTH - GW_PDF_MARGIN - 100, foot, 100);
}

static void
begin_page (GwPdf *pdf)
{
  pdf->page++;
  pdf->y = GW_PDF_TOP;
  draw_frame (pdf);
}

void
gw_pdf_need (GwPdf *pdf, double height)
{
  if (pdf->y + height <= GW_PDF_BOTTOM || pdf->y <= GW_PDF_TOP)
    return;
  cairo_show_page (pdf->cr);
  begin_page (pdf);
}

static void
draw_title (GwPdf *pdf)
{
  const GwReportDocument *report = pdf->report;
  const GwPdfText city = { 11, GW_PDF_BLUE, TRUE, PANGO_ALIGN_LEFT, TRUE };
  const GwPdfText title = { 24, GW_PDF_INK, TRUE, PANGO_ALIGN_LEFT, FALSE };
  const GwPdfText period = { 13, GW_PDF_INK, FALSE, PANGO_ALIGN_LEFT, FALSE };
  const GwPdfText warning = { 9, GW_PDF_ORANGE, FALSE, PANGO_ALIGN_LEFT, FALSE };

  pdf->y = 46;
  pdf->y +=
      gw_pdf_draw_text (pdf, &city, report->city, GW_PDF_MARGIN, pdf->y, GW_PDF_INNER) + 2;
  pdf->y +=
      gw_pdf_draw_text (pdf, &title, report->title, GW_PDF_MARGIN, pdf->y, GW_PDF_INNER);
  pdf->y +=
      gw_pdf_draw_text (pdf, &period, report->period, GW_PDF_MARGIN, pdf->y, GW_PDF_INNER) +
      6;
  if (report->warning != NULL)
    pdf->y += gw_pdf_draw_text (pdf, &warning, report->warning, GW_PDF_MARGIN, pdf->y,
                                GW_PDF_INNER) +
              6;
  gw_pdf_fill_box (pdf, GW_PDF_BLUE, GW_PDF_MARGIN, pdf->y, GW_PDF_INNER, 2);
  pdf->y += 14;
}

/* --- blocks ---------------------------------------------------------------------------- */

double
gw_pdf_draw_caption (GwPdf *pdf, const char *title, const char *note, gboolean draw)
{
  const GwPdfText bold = { 10, GW_PDF_INK, TRUE, PANGO_ALIGN_LEFT, FALSE };
  const GwPdfText plain = { 8, GW_PDF_DIM, FALSE, PANGO_ALIGN_LEFT, FALSE };
  double height = gw_pdf_measure_text (pdf, &bold, title, GW_PDF_INNER);
  double note_height = note ? gw_pdf_measure_text (pdf, &plain, note, GW_PDF_INNER) : 0;

  if (draw)
    gw_pdf_draw_text (pdf, &bold, title, GW_PDF_MARGIN, pdf->y, GW_PDF_INNER);
  if (draw && note != NULL)
    gw_pdf_draw_text (pdf, &plain, note, GW_PDF_MARGIN, pdf->y + height + 1, GW_PDF_INNER);
  return height + note_height + 5;
}

static const GwPdfText paragraph_text = { 9, GW_PDF_INK, FALSE, PANGO_ALIGN_LEFT, FALSE };
#define PARAGRAPH_GAP 5.0

static double
height_of_beginning (GwPdf *pdf, const GwReportBlock *block)
{
  switch (block->kind)
    {
    case GW_REPORT_BLOCK_HEADING:
      return 0;
    case GW_REPORT_BLOCK_PARAGRAPH:
      return gw_pdf_measure_text (pdf, &paragraph_text, block->text, GW_PDF_INNER) +
             PARAGRAPH_GAP;
    case GW_REPORT_BLOCK_MAP:
      return 430;
    case GW_REPORT_BLOCK_CHART:
      return block->chart->kind == GW_REPORT_BARS || block->chart->kind == GW_REPORT_STACKS
                 ? 140
                 : 260;
    default:
      return 90;
    }
}

/* A heading stays with its paragraphs and the beginning of what comes after them. */
static double
height_with_heading (GwPdf *pdf, const GPtrArray *blocks, guint first)
{
  double height = 0;

  for (guint i = first; i < blocks->len; i++)
    {
      const GwReportBlock *block = blocks->pdata[i];

      height += height_of_beginning (pdf, block);
      if (block->kind != GW_REPORT_BLOCK_PARAGRAPH)
        break;
    }
  return MIN (height, (GW_PDF_BOTTOM - GW_PDF_TOP) / 2);
}

static void
draw_heading (GwPdf *pdf, const GPtrArray *blocks, guint position)
{
  const GwPdfText how = { 15, GW_PDF_BLUE, TRUE, PANGO_ALIGN_LEFT, FALSE };
  const char *text = ((const GwReportBlock *)blocks->pdata[position])->text;
  double height = gw_pdf_measure_text (pdf, &how, text, GW_PDF_INNER);

  gw_pdf_need (pdf, height + 12 + height_with_heading (pdf, blocks, position + 1));
  if (pdf->y > GW_PDF_TOP)
    pdf->y += 6;
  gw_pdf_draw_text (pdf, &how, text, GW_PDF_MARGIN, pdf->y, GW_PDF_INNER);
  pdf->y += height + 6;
}

static void
draw_paragraph (GwPdf *pdf, const char *text)
{
  double height = gw_pdf_measure_text (pdf, &paragraph_text, text, GW_PDF_INNER);

  gw_pdf_need (pdf, height);
  gw_pdf_draw_text (pdf, &paragraph_text, text, GW_PDF_MARGIN, pdf->y, GW_PDF_INNER);
  pdf->y += height + PARAGRAPH_GAP;
}

static void
draw_tile (GwPdf *pdf, const GwReportFact *fact, double x, double y, double width)
{
  const GwPdfText title = { 8.5, GW_PDF_DIM, FALSE, PANGO_ALIGN_LEFT, TRUE };
  const GwPdfText value = { 18, GW_PDF_INK, TRUE, PANGO_ALIGN_LEFT, TRUE };
  const GwPdfText change = { 7.5,
                             fact->mood > 0   ? GW_PDF_GREEN
                             : fact->mood < 0 ? GW_PDF_RED
                                              : GW_PDF_DIM,
                             FALSE, PANGO_ALIGN_LEFT, TRUE };

  gw_pdf_fill_box (pdf, GW_PDF_SHADE, x, y, width, TILE_HEIGHT);
  gw_pdf_draw_text (pdf, &title, fact->title, x + 7, y + 4, width - 12);
  gw_pdf_draw_text (pdf, &value, fact->value, x + 7, y + 15, width - 12);
  if (fact->change != NULL)
    gw_pdf_draw_text (pdf, &change, fact->change, x + 7, y + 42, width - 12);
}

static void
draw_facts (GwPdf *pdf, const GPtrArray *facts)
{
  const double width = (GW_PDF_INNER - (TILES - 1) * TILE_GAP) / TILES;

  for (guint i = 0; i < facts->len; i++)
    {
      if (i % TILES == 0)
        gw_pdf_need (pdf, TILE_HEIGHT + TILE_GAP);
      draw_tile (pdf, facts->pdata[i], GW_PDF_MARGIN + i % TILES * (width + TILE_GAP),
                 pdf->y, width);
      if (i % TILES == TILES - 1 || i + 1 == facts->len)
        pdf->y += TILE_HEIGHT + TILE_GAP;
    }
  pdf->y += 4;
}

static gboolean
is_printed (const GwReportBlock *block)
{
  return (block->table == NULL || block->table->is_printed) &&
         (block->map == NULL || block->map->is_printed);
}

static void
draw_block (GwPdf *pdf, const GPtrArray *blocks, guint position)
{
  const GwReportBlock *block = blocks->pdata[position];

  switch (block->kind)
    {
    case GW_REPORT_BLOCK_HEADING:
      draw_heading (pdf, blocks, position);
      break;
    case GW_REPORT_BLOCK_PARAGRAPH:
      draw_paragraph (pdf, block->text);
      break;
    case GW_REPORT_BLOCK_FACTS:
      draw_facts (pdf, block->facts);
      break;
    case GW_REPORT_BLOCK_TABLE:
      gw_pdf_draw_table (pdf, block->table);
      break;
    case GW_REPORT_BLOCK_CHART:
      gw_pdf_draw_chart (pdf, block->chart);
      break;
    default:
      gw_pdf_draw_map (pdf, block->map);
      break;
    }
}

/* Draws all pages and returns how many they were; n_pages 0: they are being counted. */
static guint
draw_pages (const GwReportDocument *report, cairo_surface_t *surface, guint n_pages)
{
  GwPdf pdf = { .report = report, .cr = cairo_create (surface), .n_pages = n_pages };
  g_autoptr (GPtrArray) blocks = g_ptr_array_new ();

  begin_page (&pdf);
  draw_title (&pdf);
  for (guint i = 0; i < report->blocks->len; i++)
    if (is_printed (report->blocks->pdata[i]))
      g_ptr_array_add (blocks, report->blocks->pdata[i]);
  for (guint i = 0; i < blocks->len; i++)
    draw_block (&pdf, blocks, i);
  cairo_show_page (pdf.cr);
  cairo_destroy (pdf.cr);
  return pdf.page;
}

static cairo_status_t
nothing_written_cb (void *data, const unsigned char *bytes, unsigned int length)
{
  return CAIRO_STATUS_SUCCESS;
}

gboolean
gw_report_write_pdf (const GwReportDocument *report, const char *path, GError **error)
{
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (
      nothing_written_cb, NULL, GW_PDF_WIDTH, GW_PDF_HEIGHT);
  g_autofree char *title =
      g_strdup_printf ("%s · %s · %s", report->city, report->title, report->period);
  guint n_pages = draw_pages (report, surface, 0);
  cairo_status_t status;

  cairo_surface_destroy (surface);
  surface = cairo_pdf_surface_create (path, GW_PDF_WIDTH, GW_PDF_HEIGHT);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Gridward");
  draw_pages (report, surface, n_pages);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;
  g_set_error (error, GW_REPORT_ERROR, GW_REPORT_ERROR_FAILED, "%s: %s", path,
               cairo_status_to_string (status));
  return FALSE;
}
