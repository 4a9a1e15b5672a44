/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The month that is looked at: what was done about it, and what may be done. */
#pragma once

#include "gui/model/months.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GW_TYPE_STAT_MONTH_FORM (gw_stat_month_form_get_type ())
G_DECLARE_FINAL_TYPE (GwStatMonthForm, gw_stat_month_form, GW, STAT_MONTH_FORM, GtkWidget)

/* zone: the city's. */
GtkWidget *gw_stat_month_form_new (GwMonths *months, GTimeZone *zone);
/* Where the keyboard goes from the list of months. */
void gw_stat_month_form_focus (GwStatMonthForm *self);

G_END_DECLS
