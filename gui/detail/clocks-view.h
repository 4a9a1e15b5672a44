/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The clocks of a case: the one of the present stage large, the others as a strip. */
#pragma once

#include "gui/model/city-info.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* For the open case. What it shows moves with time only when it is ticked. */
#define GW_TYPE_CLOCKS_VIEW (gw_clocks_view_get_type ())
G_DECLARE_FINAL_TYPE (GwClocksView, gw_clocks_view, GW, CLOCKS_VIEW, GtkWidget)

/* Takes a reference on detail. Not visible without clocks. */
void gw_clocks_view_set_detail (GwClocksView *self, GwCaseDetail *detail, GwCityInfo *city);
/* FALSE: the calendar has turned since, so that the case should be asked for again. */
gboolean gw_clocks_view_tick (GwClocksView *self);

G_END_DECLS
