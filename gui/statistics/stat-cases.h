/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exactly the cases that a figure counts. */
#pragma once

#include "gui/model/insight.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Signal "opened" (string number): somebody wants to see the case. */
#define GW_TYPE_STAT_CASES (gw_stat_cases_get_type ())
G_DECLARE_FINAL_TYPE (GwStatCases, gw_stat_cases, GW, STAT_CASES, GtkWidget)

GtkWidget *gw_stat_cases_new (GwInsight *insight, GTimeZone *zone);

G_END_DECLS
