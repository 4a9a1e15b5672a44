/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is particular about a case, as badges under its name. */
#pragma once

#include "gui/model/city-info.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Signal "opened" (char *number): the case that this one was merged into is asked for. */
#define GW_TYPE_BADGE_ROW (gw_badge_row_get_type ())
G_DECLARE_FINAL_TYPE (GwBadgeRow, gw_badge_row, GW, BADGE_ROW, GtkWidget)

/* Not visible when there is nothing particular. */
void gw_badge_row_set_detail (GwBadgeRow *self, const GwCaseDetail *detail,
                              GwCityInfo *city);

G_END_DECLS
