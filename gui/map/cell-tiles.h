/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cells as coloured tiles: ids rendered once, colours looked up in a table. */
#pragma once

#include "gis/cell-index.h"
#include "gui/map/tile-source.h"

G_BEGIN_DECLS

/*
 * A tile's data are its cell ids; recolouring passes them through the new table and renders
 * no cell again. All work is done in worker threads.
 */
#define GW_TYPE_CELL_TILES (gw_cell_tiles_get_type ())
G_DECLARE_FINAL_TYPE (GwCellTiles, gw_cell_tiles, GW, CELL_TILES, GwTileSource)

/* Takes a reference on index. Nothing is coloured until there is a table. */
GwTileSource *gw_cell_tiles_new (GwCellIndex *index);

/*
 * Colours the cells: one premultiplied ARGB32 per cell, 0: not seen. Does nothing when table
 * and border are those already in use. border 0: no borders; they are drawn only where
 * cells are large enough for them.
 */
void gw_cell_tiles_set_colours (GwCellTiles *self, const guint32 *colours, guint n_colours,
                                guint32 border);

/* From this level on borders are drawn: an average cell is at least 9 pixels wide. */
guint gw_cell_tiles_get_border_level (GwCellTiles *self);
/* How many tiles had their ids rendered, and how many were coloured, since the start. */
guint gw_cell_tiles_get_n_rendered (GwCellTiles *self);
guint gw_cell_tiles_get_n_coloured (GwCellTiles *self);

/* 0xRRGGBB and an opacity (0…1) as premultiplied ARGB32. */
guint32 gw_colour_premultiply (guint32 rgb, double opacity);

G_END_DECLS
