/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables on paper: the head comes again on every page, rows are never cut. */
#define G_LOG_DOMAIN "gridward-report"

#include "backend/report/pdf-private.h"

#define PAD 4.0
#define ROW_PAD 2.5
/* A text column takes what the numbers leave, between these. */
#define TEXT_MIN 60.0
#define TEXT_MAX 250.0

static const GwPdfText head_text = { 7.5, GW_PDF_INK, TRUE, PANGO_ALIGN_LEFT, FALSE };

static PangoAlignment
column_align (const GwReportTable *table, guint column)
{
  return gw_report_table_column (table, column)->type == GW_REPORT_TEXT ? PANGO_ALIGN_LEFT
                                                                        : PANGO_ALIGN_RIGHT;
}

static gboolean
is_total (const GwReportTable *table, guint row)
{
  return table->has_total && row + 1 == table->rows->len;
}

static gboolean
is_nothing (const GwReportTable *table, guint row)
{
  for (guint i = 0; i < table->columns->len; i++)
    if (gw_report_table_column (table, i)->type == GW_REPORT_COUNT &&
        gw_report_table_value (table, row, i)->number > 0)
      return FALSE;
  return TRUE;
}

/* Rows on paper: the first ones, or those with figures; and always the sum. */
static gboolean
is_row_printed (const GwReportTable *table, guint row)
{
  if (table->only_some && !is_total (table, row) && is_nothing (table, row))
    return FALSE;
  return table->n_printed == 0 || row < table->n_printed || is_total (table, row);
}

static GwPdfText
cell_text (const GwReportTable *table, guint row, guint column)
{
  gboolean has_value = gw_report_table_value (table, row, column)->has_value;

  return (GwPdfText){ has_value ? 8 : 7, has_value ? GW_PDF_INK : GW_PDF_DIM,
                      is_total (table, row), column_align (table, column), FALSE };
}

static char *
dup_cell (GwPdf *pdf, const GwReportTable *table, guint row, guint column)
{
  return gw_report_dup_value_text (gw_report_table_value (table, row, column),
                                   gw_report_table_column (table, column)->type,
                                   pdf->report->zh);
}

/* The widest word of a heading is what a narrow column must hold. */
static double
widest_word (GwPdf *pdf, const char *title)
{
  g_auto (GStrv) words = g_strsplit_set (title, " \n", -1);
  double widest = 0;

  for (guint i = 0; words[i] != NULL; i++)
    widest = MAX (widest, gw_pdf_text_width (pdf, &head_text, words[i]));
  /* Chinese headings break after any character: not under two of them. */
  return MIN (widest, pdf->report->zh ? 34.0 : 62.0);
}

static double
natural_width (GwPdf *pdf, const GwReportTable *table, guint column)
{
  const GwReportColumn *info = gw_report_table_column (table, column);
  double widest = widest_word (pdf, info->title);
  guint step = MAX (1, table->rows->len / 200);

  for (guint row = 0; row < table->rows->len; row += step)
    {
      g_autofree char *text = dup_cell (pdf, table, row, column);
      GwPdfText how = cell_text (table, row, column);

      if (is_row_printed (table, row))
        widest = MAX (widest, gw_pdf_text_width (pdf, &how, text));
    }
  if (table->has_total)
    {
      g_autofree char *text = dup_cell (pdf, table, table->rows->len - 1, column);
      GwPdfText how = cell_text (table, table->rows->len - 1, column);

      widest = MAX (widest, gw_pdf_text_width (pdf, &how, text));
    }
  if (info->type == GW_REPORT_TEXT)
    widest = CLAMP (widest, TEXT_MIN - 2 * PAD, TEXT_MAX);
  return widest + 2 * PAD + 0.5;
}

/* What is left over goes to all alike; what is too much is taken from the texts. */
static double *
column_widths (GwPdf *pdf, const GwReportTable *table)
{
  guint n = table->columns->len;
  double *widths = g_new0 (double, n); /* 0: not on paper */
  double sum = 0, texts = 0;
  guint n_printed = 0;

  for (guint i = 0; i < n; i++)
    {
      if (!gw_report_table_column (table, i)->is_printed)
        continue;
      n_printed++;
      widths[i] = natural_width (pdf, table, i);
      sum += widths[i];
      if (column_align (table, i) == PANGO_ALIGN_LEFT)
        texts += widths[i];
    }
  for (guint i = 0; i < n && sum < GW_PDF_INNER; i++)
    if (widths[i] > 0)
      widths[i] += (GW_PDF_INNER - sum) / n_printed;
  if (sum > GW_PDF_INNER && texts > 0)
    {
      double factor = MAX (0.4, (texts - (sum - GW_PDF_INNER)) / texts);

      for (guint i = 0; i < n; i++)
        if (column_align (table, i) == PANGO_ALIGN_LEFT)
          widths[i] *= factor;
      sum -= texts * (1 - factor);
      for (guint i = 0; i < n && sum > GW_PDF_INNER; i++)
        widths[i] *= GW_PDF_INNER / sum;
    }
  return widths;
}

static double
draw_head (GwPdf *pdf, const GwReportTable *table, const double *widths, gboolean draw)
{
  double x = GW_PDF_MARGIN, height = 0;

  for (guint i = 0; i < table->columns->len; i++)
    if (widths[i] > 0)
      height = MAX (height, gw_pdf_measure_text (pdf, &head_text,
                                                 gw_report_table_column (table, i)->title,
                                                 widths[i] - 2 * PAD));
  height += 2 * ROW_PAD + 1;
  if (!draw)
    return height;
  gw_pdf_fill_box (pdf, 0xe4eaf3, GW_PDF_MARGIN, pdf->y, GW_PDF_INNER, height);
  for (guint i = 0; i < table->columns->len; x += widths[i++])
    {
      if (widths[i] <= 0)
        continue;
      const char *title = gw_report_table_column (table, i)->title;
      GwPdfText how = head_text;
      double own;

      how.align = column_align (table, i);
      own = gw_pdf_measure_text (pdf, &how, title, widths[i] - 2 * PAD);
      gw_pdf_draw_text (pdf, &how, title, x + PAD, pdf->y + height - own - ROW_PAD,
                        widths[i] - 2 * PAD);
    }
  pdf->y += height;
  return height;
}

static double
row_height (GwPdf *pdf, const GwReportTable *table, const double *widths, guint row)
{
  double height = 0;

  for (guint i = 0; i < table->columns->len; i++)
    {
      g_autofree char *text = dup_cell (pdf, table, row, i);
      GwPdfText how = cell_text (table, row, i);

      if (widths[i] <= 0)
        continue;
      height = MAX (height, gw_pdf_measure_text (pdf, &how, text, widths[i] - 2 * PAD));
    }
  return height + 2 * ROW_PAD;
}

static void
draw_row (GwPdf *pdf, const GwReportTable *table, const double *widths, guint row,
          double height)
{
  double x = GW_PDF_MARGIN;

  if (is_total (table, row))
    gw_pdf_draw_line (pdf, GW_PDF_INK, 0.8, GW_PDF_MARGIN, pdf->y,
                      GW_PDF_MARGIN + GW_PDF_INNER, pdf->y);
  for (guint i = 0; i < table->columns->len; x += widths[i++])
    {
      if (widths[i] <= 0)
        continue;
      g_autofree char *text = dup_cell (pdf, table, row, i);
      GwPdfText how = cell_text (table, row, i);

      gw_pdf_draw_text (pdf, &how, text, x + PAD, pdf->y + ROW_PAD, widths[i] - 2 * PAD);
    }
  pdf->y += height;
  gw_pdf_draw_line (pdf, GW_PDF_RULE, 0.4, GW_PDF_MARGIN, pdf->y,
                    GW_PDF_MARGIN + GW_PDF_INNER, pdf->y);
}

static void
draw_rest (GwPdf *pdf, const GwReportTable *table)
{
  const GwPdfText how = { 7.5, GW_PDF_DIM, FALSE, PANGO_ALIGN_LEFT, FALSE };
  gboolean zh = pdf->report->zh;
  guint n_left = 0;
  g_autofree char *text = NULL;

  for (guint row = 0; row < table->rows->len; row++)
    n_left += is_row_printed (table, row) ? 0 : 1;
  if (n_left == 0)
    return;
  if (table->only_some)
    text = g_strdup_printf (zh ? "另有 %u 行没有任何案卷，未列出。"
                               : "%u more rows have no cases and are not printed.",
                            n_left);
  else
    text = g_strdup_printf (zh ? "另有 %u 行未列出，计入合计；表格文件中有全部各行。"
                               : "%u more rows are not printed but counted in the total; "
                                 "the table files hold them all.",
                            n_left);
  pdf->y += 2;
  pdf->y += gw_pdf_draw_text (pdf, &how, text, GW_PDF_MARGIN, pdf->y, GW_PDF_INNER);
}

/* The sum does not stand alone on a page: the row before it comes along. */
static double
height_with_total (const GwReportTable *table, guint row, double height)
{
  for (guint i = row + 1; i < table->rows->len; i++)
    if (is_row_printed (table, i))
      return is_total (table, i) ? 2 * height : height;
  return height;
}

void
gw_pdf_draw_table (GwPdf *pdf, const GwReportTable *table)
{
  g_autofree double *widths = column_widths (pdf, table);
  const GwPdfText none = { 9, GW_PDF_DIM, FALSE, PANGO_ALIGN_LEFT, FALSE };
  double caption = gw_pdf_draw_caption (pdf, table->title, table->note, FALSE);

  gw_pdf_need (pdf, caption + draw_head (pdf, table, widths, FALSE) + 44);
  pdf->y += gw_pdf_draw_caption (pdf, table->title, table->note, TRUE);
  if (table->rows->len == 0)
    {
      pdf->y += gw_pdf_draw_text (pdf, &none, pdf->report->zh ? "无案卷" : "No cases.",
                                  GW_PDF_MARGIN, pdf->y, GW_PDF_INNER) +
                12;
      return;
    }
  draw_head (pdf, table, widths, TRUE);
  for (guint row = 0; row < table->rows->len; row++)
    {
      double height = row_height (pdf, table, widths, row);
      guint page = pdf->page;

      if (!is_row_printed (table, row))
        continue;
      gw_pdf_need (pdf, height_with_total (table, row, height));
      if (pdf->page != page)
        draw_head (pdf, table, widths, TRUE);
      draw_row (pdf, table, widths, row, height);
    }
  draw_rest (pdf, table);
  pdf->y += 14;
}
