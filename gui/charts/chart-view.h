/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A chart under its title, which can be read as a table, too. */
#pragma once

#include "gui/charts/chart.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Signals "chosen" and "entered" (string key) as of GwChartArea; the rows of its table give
 * them, too. */
#define GW_TYPE_CHART_VIEW (gw_chart_view_get_type ())
G_DECLARE_FINAL_TYPE (GwChartView, gw_chart_view, GW, CHART_VIEW, GtkWidget)

/* The title stands there before there is a chart. */
GtkWidget *gw_chart_view_new (const char *title);
/* NULL: there is nothing to show yet; a chart without values says why. Takes a reference. */
void gw_chart_view_set_chart (GwChartView *self, GwChart *chart);
/* NULL: none. Borrowed. */
GwChart *gw_chart_view_get_chart (GwChartView *self);

G_END_DECLS
