/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The managers' page: figures by period, area, department and class, and the way to the
 * cases. */
#pragma once

#include "gui/model/desk.h"
#include "gui/model/insight.h"
#include "gui/model/months.h"
#include "gui/model/scores.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Signals "opened" (string number): a counted case is to be seen; "placed" (double longitude,
 * double latitude): a spot is to be seen on the map. */
#define GW_TYPE_STATISTICS_VIEW (gw_statistics_view_get_type ())
G_DECLARE_FINAL_TYPE (GwStatisticsView, gw_statistics_view, GW, STATISTICS_VIEW, GtkWidget)

void gw_statistics_view_set_desk (GwStatisticsView *self, GwDesk *desk);
/* Asks for the figures when they were never asked for. */
void gw_statistics_view_show (GwStatisticsView *self);
/* Whether answers are on their way, to whatever is shown. */
gboolean gw_statistics_view_is_loading (GwStatisticsView *self);
/* NULL until there is a desk. Borrowed. */
GwInsight *gw_statistics_view_get_insight (GwStatisticsView *self);
GwScores *gw_statistics_view_get_scores (GwStatisticsView *self);
GwMonths *gw_statistics_view_get_months (GwStatisticsView *self);
/* To the question before; FALSE: there is none. */
gboolean gw_statistics_view_back (GwStatisticsView *self);

G_END_DECLS
