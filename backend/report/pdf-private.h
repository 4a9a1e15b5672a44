/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files that draw a report share. */
#pragma once

#include "backend/report/document.h"

#include <pango/pangocairo.h>

G_BEGIN_DECLS

/* A4 in points. */
#define GW_PDF_WIDTH 595.28
#define GW_PDF_HEIGHT 841.89
#define GW_PDF_MARGIN 48.0
#define GW_PDF_TOP 64.0
#define GW_PDF_BOTTOM (GW_PDF_HEIGHT - 56.0)
#define GW_PDF_INNER (GW_PDF_WIDTH - 2 * GW_PDF_MARGIN)

/* 0xRRGGBB: of paper, whatever the screen's. */
#define GW_PDF_INK 0x1e1e1e
#define GW_PDF_DIM 0x6a6a6a
#define GW_PDF_RULE 0xc8c8c8
#define GW_PDF_SHADE 0xf3f5f8
#define GW_PDF_BLUE 0x1a5fb4
#define GW_PDF_ORANGE 0xc64600
#define GW_PDF_GREEN 0x1c7a46
#define GW_PDF_RED 0xb3261e
#define GW_PDF_NOTHING 0xdedede

typedef struct
{
  const GwReportDocument *report;
  cairo_t *cr;
  guint page;
  guint n_pages; /* 0: they are being counted */
  double y;      /* where the next block begins */
} GwPdf;

typedef struct
{
  double size;
  guint colour;
  gboolean bold;
  PangoAlignment align;
  gboolean one_line; /* cut with an ellipsis rather than wrapped */
} GwPdfText;

/* pdf.c */
void gw_pdf_set_colour (GwPdf *pdf, guint colour);
/* Draws the text with its top left at x, y within the width; returns its height. */
double gw_pdf_draw_text (GwPdf *pdf, const GwPdfText *how, const char *text, double x,
                         double y, double width);
double gw_pdf_measure_text (GwPdf *pdf, const GwPdfText *how, const char *text,
                            double width);
/* As wide as it is on one line. */
double gw_pdf_text_width (GwPdf *pdf, const GwPdfText *how, const char *text);
void gw_pdf_fill_box (GwPdf *pdf, guint colour, double x, double y, double width,
                      double height);
void gw_pdf_draw_line (GwPdf *pdf, guint colour, double thickness, double x1, double y1,
                       double x2, double y2);
/* A new page unless so much is free on this one. */
void gw_pdf_need (GwPdf *pdf, double height);

/* Each draws one block at pdf->y and moves it on. */
void gw_pdf_draw_table (GwPdf *pdf, const GwReportTable *table);
void gw_pdf_draw_chart (GwPdf *pdf, const GwReportChart *chart);
void gw_pdf_draw_map (GwPdf *pdf, const GwReportMap *map);

/* The title and the explanation of a block; returns their height. draw FALSE: measures. */
double gw_pdf_draw_caption (GwPdf *pdf, const char *title, const char *note, gboolean draw);

G_END_DECLS
