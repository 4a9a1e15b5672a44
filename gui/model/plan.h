/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plan of a year: its targets, the one that is looked at, and its colours on the map. */
#pragma once

#include "gui/client/client.h"
#include "gui/client/plan-records.h"
#include "gui/model/cell-values.h"
#include "gui/model/city-info.h"

G_BEGIN_DECLS

/* Signal "changed" (): the targets, the chosen one, loading or an error are new. */
#define GW_TYPE_PLAN (gw_plan_get_type ())
G_DECLARE_FINAL_TYPE (GwPlan, gw_plan, GW, PLAN, GObject)

GwPlan *gw_plan_new (GwClient *client, GwCityInfo *city, GwCellSet *cells);
/* The targets of a year (0: this one) in an area (code; NULL: the whole city). */
void gw_plan_ask (GwPlan *self, guint year, const char *area);
/* The same again. */
void gw_plan_reload (GwPlan *self);
gboolean gw_plan_is_loading (GwPlan *self);
/* NULL while nothing failed. Borrowed, as all that follows. */
const GError *gw_plan_get_error (GwPlan *self);
/* NULL until it is there. */
const GwPlanPage *gw_plan_get_page (GwPlan *self);
/* The target that is looked at: the first one unless one was chosen; NULL: there is none. */
const GwPlanned *gw_plan_get_chosen (GwPlan *self);
void gw_plan_choose (GwPlan *self, gint64 id);
/* How far the chosen target is in each cell's area. */
GwCellValues *gw_plan_get_values (GwPlan *self);

/* Enters an actual of the chosen target, then asks anew. */
void gw_plan_enter_async (GwPlan *self, double value, const char *date, const char *note,
                          GAsyncReadyCallback callback, gpointer user_data);
gboolean gw_plan_enter_finish (GwPlan *self, GAsyncResult *result, GError **error);

G_END_DECLS
