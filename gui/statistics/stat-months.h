/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Months of the statistics: how each stands, and what changed after it was locked. */
#pragma once

#include "gui/model/insight.h"
#include "gui/model/months.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GW_TYPE_STAT_MONTHS (gw_stat_months_get_type ())
G_DECLARE_FINAL_TYPE (GwStatMonths, gw_stat_months, GW, STAT_MONTHS, GtkWidget)

/* insight: whose book names the figures; zone: the city's. */
GtkWidget *gw_stat_months_new (GwMonths *months, GwInsight *insight, GTimeZone *zone);

G_END_DECLS
