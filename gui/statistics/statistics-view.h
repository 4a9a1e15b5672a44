/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The numbers of the cells: totals, and a table whose colours are the map's. */
#pragma once

#include "gui/model/desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Choosing a line selects its cell on the map, and the other way round. */
#define GW_TYPE_STATISTICS_VIEW (gw_statistics_view_get_type ())
G_DECLARE_FINAL_TYPE (GwStatisticsView, gw_statistics_view, GW, STATISTICS_VIEW, GtkWidget)

void gw_statistics_view_set_desk (GwStatisticsView *self, GwDesk *desk);
/* Asks for the numbers when they were never asked for. */
void gw_statistics_view_show (GwStatisticsView *self);

G_END_DECLS
