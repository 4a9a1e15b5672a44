/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws a chart: the same on the screen and on paper. */
#pragma once

#include "gui/charts/chart-layout.h"

#include <pango/pango.h>
#include <cairo.h>

G_BEGIN_DECLS

typedef struct
{
  gboolean dark;
  gboolean high_contrast;
  int focus;             /* the mark that the keyboard is at; -1: none */
  PangoContext *context; /* of the widget, or made for the paper */
} GwChartStyle;

/* The layout must be of this chart. Nothing is drawn below it: the ground is the caller's. */
void gw_chart_draw (cairo_t *cr, GwChart *chart, GwChartLayout *layout,
                    const GwChartStyle *style);
/* The em of a context's font in pixels or points, for the layout. */
double gw_chart_em (PangoContext *context);

G_END_DECLS
