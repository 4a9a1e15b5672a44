/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The borders of duty grids, as tiles. */
#pragma once

#include "gis/cell-index.h"
#include "gui/map/tile-source.h"

G_BEGIN_DECLS

#define GW_TYPE_DUTY_TILES (gw_duty_tiles_get_type ())
G_DECLARE_FINAL_TYPE (GwDutyTiles, gw_duty_tiles, GW, DUTY_TILES, GwTileSource)

/* grids: for each cell of the index (guint32) the number of its duty grid, 0: none. */
GwTileSource *gw_duty_tiles_new (GwCellIndex *index, GBytes *grids);
void gw_duty_tiles_set_dark (GwDutyTiles *self, gboolean dark);

G_END_DECLS
