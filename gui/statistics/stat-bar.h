/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Period, comparison, indicator and rows of the managers' page. */
#pragma once

#include "gui/model/insight.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GW_TYPE_STAT_BAR (gw_stat_bar_get_type ())
G_DECLARE_FINAL_TYPE (GwStatBar, gw_stat_bar, GW, STAT_BAR, GtkWidget)

/* Signal "print" (): somebody wants the charts on paper. */
GtkWidget *gw_stat_bar_new (GwInsight *insight);

G_END_DECLS
