/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The targets of a plan: lamp, target, actual, progress, due date, who leads. */
#pragma once

#include "gui/model/plan.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The selected row is the plan's chosen target. Signal "entered" (): Enter, or a double click
 * on a row. */
#define GW_TYPE_TARGET_TABLE (gw_target_table_get_type ())
G_DECLARE_FINAL_TYPE (GwTargetTable, gw_target_table, GW, TARGET_TABLE, GtkWidget)

GtkWidget *gw_target_table_new (GwPlan *plan);

G_END_DECLS
