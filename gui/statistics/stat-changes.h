/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is not as it was when a month was locked. */
#pragma once

#include "gui/model/insight.h"
#include "gui/model/months.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GW_TYPE_STAT_CHANGES (gw_stat_changes_get_type ())
G_DECLARE_FINAL_TYPE (GwStatChanges, gw_stat_changes, GW, STAT_CHANGES, GtkWidget)

/* insight: whose book names the figures; zone: the city's. */
GtkWidget *gw_stat_changes_new (GwMonths *months, GwInsight *insight, GTimeZone *zone);

G_END_DECLS
