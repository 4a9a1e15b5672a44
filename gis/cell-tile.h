/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cell-id tiles: which cell is under each pixel. Colouring is a lookup by the caller. */
#pragma once

#include "gis/cell-index.h"
#include "gis/tile-math.h"

G_BEGIN_DECLS

/*
 * Fills ids (row by row, (size + 2) squared: an apron of one pixel round the tile, so that
 * borders on tile edges can be drawn) with the cell's position or GW_CELL_NONE. A pixel
 * belongs to the cell that holds its centre: no seams, no overlaps. Thread-safe.
 */
void gw_cell_tile_render (const GwCellIndex *index, GwTile tile, guint size, guint32 *ids);

/*
 * Colours a tile of ids: out is size squared premultiplied ARGB32 (native endian), lut has
 * one colour per cell. Where a pixel's right or lower neighbour is another cell the pixel
 * takes border instead (0: no borders).
 */
void gw_cell_tile_colour (const guint32 *ids, guint size, const guint32 *lut, guint n_lut,
                          guint32 border, guint32 *out);

G_END_DECLS
