/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ranking: one row for each area, department or class, sortable. */
#pragma once

#include "gui/model/insight.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Signal "entered" (string key): Enter or a double click on a row. */
#define GW_TYPE_STAT_TABLE (gw_stat_table_get_type ())
G_DECLARE_FINAL_TYPE (GwStatTable, gw_stat_table, GW, STAT_TABLE, GtkWidget)

GtkWidget *gw_stat_table_new (GwInsight *insight);
/* The selected row's key; NULL: none. Borrowed until the table changes. */
const char *gw_stat_table_get_selected (GwStatTable *self);

G_END_DECLS
