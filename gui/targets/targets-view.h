/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of the city's plan: targets of a year and an area, how they stand, actuals. */
#pragma once

#include "gui/model/desk.h"
#include "gui/model/plan.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GW_TYPE_TARGETS_VIEW (gw_targets_view_get_type ())
G_DECLARE_FINAL_TYPE (GwTargetsView, gw_targets_view, GW, TARGETS_VIEW, GtkWidget)

/* Once. */
void gw_targets_view_set_desk (GwTargetsView *self, GwDesk *desk);
/* It is seen: asks for the plan, the first time. */
void gw_targets_view_show (GwTargetsView *self);
/* Borrowed; NULL before there is a desk. */
GwPlan *gw_targets_view_get_plan (GwTargetsView *self);

G_END_DECLS
