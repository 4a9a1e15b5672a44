/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Moves the map through the days, weeks or months of the period. */
#pragma once

#include "gui/model/insight.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GW_TYPE_STAT_SLIDER (gw_stat_slider_get_type ())
G_DECLARE_FINAL_TYPE (GwStatSlider, gw_stat_slider, GW, STAT_SLIDER, GtkWidget)

GtkWidget *gw_stat_slider_new (GwInsight *insight);

G_END_DECLS
