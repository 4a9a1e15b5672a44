/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The period's name, under which its first and last day can be typed. */
#pragma once

#include "gui/model/insight.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GW_TYPE_STAT_RANGE (gw_stat_range_get_type ())
G_DECLARE_FINAL_TYPE (GwStatRange, gw_stat_range, GW, STAT_RANGE, GtkWidget)

/* compared: of what is compared with, while that is any other period. */
GtkWidget *gw_stat_range_new (GwInsight *insight, gboolean compared);

G_END_DECLS
