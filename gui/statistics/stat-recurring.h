/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is filed again and again at the same spot. */
#pragma once

#include "gui/model/insight.h"
#include "gui/model/recurrences.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Signals "placed" (double longitude, double latitude): a spot is to be seen on the map;
 * "opened" (string number): a case is to be seen. */
#define GW_TYPE_STAT_RECURRING (gw_stat_recurring_get_type ())
G_DECLARE_FINAL_TYPE (GwStatRecurring, gw_stat_recurring, GW, STAT_RECURRING, GtkWidget)

/* zone: the city's. */
GtkWidget *gw_stat_recurring_new (GwRecurrences *recurrences, GTimeZone *zone);

G_END_DECLS
