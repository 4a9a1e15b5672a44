/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where cases are dense, as tiles. */
#pragma once

#include "gui/client/records.h"
#include "gui/map/tile-source.h"

G_BEGIN_DECLS

/*
 * Each case warms the pixels round it, whatever the zoom; the densest place of the city at
 * that zoom is the hottest. All work is done in worker threads.
 */
#define GW_TYPE_HEAT_TILES (gw_heat_tiles_get_type ())
G_DECLARE_FINAL_TYPE (GwHeatTiles, gw_heat_tiles, GW, HEAT_TILES, GwTileSource)

GwTileSource *gw_heat_tiles_new (void);
/* Copies what it needs. */
void gw_heat_tiles_set_points (GwHeatTiles *self, const GwCasePoint *points,
                               guint n_points);
void gw_heat_tiles_set_dark (GwHeatTiles *self, gboolean dark);

/* Premultiplied ARGB32 of a warmth, 0 … 1; 0 is not seen. For legends too. */
guint32 gw_heat_colour (double warmth, gboolean dark);

G_END_DECLS
