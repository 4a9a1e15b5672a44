/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which tiles a view wants, the most urgent first. */
#pragma once

#include "gui/map/map-frame.h"

G_BEGIN_DECLS

/*
 * Empties tiles (an array of GwTile) and fills it: first the visible tiles from the centre
 * outwards, then the tiles of a ring round them, ring tiles wide. Returns how many are
 * visible. Tiles beyond the world's edge are left out.
 */
guint gw_tile_plan (const GwMapFrame *frame, guint level, guint ring, GArray *tiles);

/*
 * Everything worth loading, the most urgent first: what is visible; what will be where the
 * view is going to (target; NULL: nowhere); the ring; one level up round the view, for
 * zooming out; and few coarse tiles, so that no place is ever blank for long. A tile may be
 * named twice. Returns how many are visible.
 */
guint gw_tile_plan_all (const GwMapFrame *frame, const GwMapFrame *target, guint max_level,
                        guint ring, GArray *tiles);

/* One number per tile, for tables. */
guint64 gw_tile_key (GwTile tile);
/* The ancestor levels up, which must not exceed tile.z. */
GwTile gw_tile_ancestor (GwTile tile, guint levels);
/* One of the four children, 0 … 3, row by row. */
GwTile gw_tile_child (GwTile tile, guint which);

G_END_DECLS
