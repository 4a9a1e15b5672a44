/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two short tables of a wall screen: departments by their lamps, and the hottest cells. */
#pragma once

#include <gtk/gtk.h>

#include "gui/client/board.h"

G_BEGIN_DECLS

/*
 * A heading over rows that are made once and filled again and again. What is too much for
 * the rows that there are is added up in the last one.
 */
#define GW_TYPE_WALL_TABLE (gw_wall_table_get_type ())
G_DECLARE_FINAL_TYPE (GwWallTable, gw_wall_table, GW, WALL_TABLE, GtkWidget)

void gw_wall_table_show_departments (GwWallTable *self, const GwBoardRecord *board);
void gw_wall_table_show_cells (GwWallTable *self, const GwBoardRecord *board);

G_END_DECLS
