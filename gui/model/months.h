/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Months of the statistics: how they stand, the one that is looked at, acting on it. */
#pragma once

#include "gui/client/client.h"
#include "gui/client/month-records.h"

G_BEGIN_DECLS

/* Signal "changed" (): the months, the chosen one, its differences, loading or an error are
 * new. */
#define GW_TYPE_MONTHS (gw_months_get_type ())
G_DECLARE_FINAL_TYPE (GwMonths, gw_months, GW, MONTHS, GObject)

GwMonths *gw_months_new (GwClient *client);
void gw_months_reload (GwMonths *self);
/* Also while differences are on their way. */
gboolean gw_months_is_loading (GwMonths *self);
/* NULL while the months could be had. Borrowed, as all that follows. */
const GError *gw_months_get_error (GwMonths *self);
/* GwMonth, the latest first; NULL until they are there. */
GPtrArray *gw_months_get_months (GwMonths *self);
/* The latest one that is over, or the latest, unless another one was chosen; NULL: none. */
const GwMonth *gw_months_get_chosen (GwMonths *self);
void gw_months_choose (GwMonths *self, const char *month);
/* Of the chosen month; NULL when it was never locked, they are not there yet, or not for this
 * user. */
const GwMonthDifferences *gw_months_get_differences (GwMonths *self);

/* Acts on the chosen month, then asks anew; reason "": none. */
void gw_months_act_async (GwMonths *self, GwMonthAction action, const char *reason,
                          GAsyncReadyCallback callback, gpointer user_data);
gboolean gw_months_act_finish (GwMonths *self, GAsyncResult *result, GError **error);

G_END_DECLS
