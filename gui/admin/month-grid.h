/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A month of a calendar: each day a button that makes it a holiday, a make-up day, ordinary. */
#pragma once

#include "gui/admin/calendar-draft.h"
#include "gui/model/city-info.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Signal "edited": a day of the draft is another now. */
#define GW_TYPE_MONTH_GRID (gw_month_grid_get_type ())
G_DECLARE_FINAL_TYPE (GwMonthGrid, gw_month_grid, GW, MONTH_GRID, GtkBox)

/* At first the month that it is in the city. */
GtkWidget *gw_month_grid_new (GwCityInfo *city);
/* Borrowed until another is shown. */
void gw_month_grid_show (GwMonthGrid *self, GwCalendarDraft *draft);

G_END_DECLS
