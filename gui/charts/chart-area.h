/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The widget that shows a chart and lets its marks be chosen. */
#pragma once

#include "gui/charts/chart.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * Arrows move from mark to mark, whose words become the accessible description. Signals:
 *   "chosen" (string key): Space or a click; filters by it,
 *   "entered" (string key): Enter or a double click; goes into it.
 */
#define GW_TYPE_CHART_AREA (gw_chart_area_get_type ())
G_DECLARE_FINAL_TYPE (GwChartArea, gw_chart_area, GW, CHART_AREA, GtkWidget)

GtkWidget *gw_chart_area_new (void);
/* NULL: nothing is shown. Takes a reference. The keyboard stays at the same key. */
void gw_chart_area_set_chart (GwChartArea *self, GwChart *chart);

G_END_DECLS
