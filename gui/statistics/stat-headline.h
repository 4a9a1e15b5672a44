/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The figure of all that is asked for, its formula with the numbers put in, and the filters. */
#pragma once

#include "gui/model/insight.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Each number of the formula is a button that lists exactly the cases counted; each filter is
 * one that removes it. */
#define GW_TYPE_STAT_HEADLINE (gw_stat_headline_get_type ())
G_DECLARE_FINAL_TYPE (GwStatHeadline, gw_stat_headline, GW, STAT_HEADLINE, GtkWidget)

GtkWidget *gw_stat_headline_new (GwInsight *insight);

G_END_DECLS
