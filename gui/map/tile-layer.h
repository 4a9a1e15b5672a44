/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A layer of square tiles from a tile source. */
#pragma once

#include "gui/map/map-frame.h"
#include "gui/map/tile-source.h"

#include <shumate/shumate.h>

G_BEGIN_DECLS

/*
 * Draws the tiles that are seen and nothing else; what is not loaded yet is covered by its
 * children or its nearest ancestor, each place once, so that translucent tiles never blend
 * twice. A new revision of the source appears in all visible tiles at once.
 *
 * It does not listen to the viewport itself: the map view tells all layers together
 * (gw_tile_layer_viewport_changed), so that they never lie a frame apart.
 *
 * Property "pending" (guint): visible tiles that are still to come. Tiles that failed and
 * wait for their next attempt are not counted.
 */
#define GW_TYPE_TILE_LAYER (gw_tile_layer_get_type ())
G_DECLARE_FINAL_TYPE (GwTileLayer, gw_tile_layer, GW, TILE_LAYER, ShumateLayer)

GwTileLayer *gw_tile_layer_new (ShumateViewport *viewport, GwTileSource *source);
/* Replaces the source; its tiles go with it. NULL: nothing is drawn. */
void gw_tile_layer_set_source (GwTileLayer *self, GwTileSource *source);
void gw_tile_layer_viewport_changed (GwTileLayer *self);
/*
 * Where an animation takes the view to, so that its tiles are there before it arrives. NULL:
 * nowhere; then the layer goes by how the zoom changed last.
 */
void gw_tile_layer_set_target (GwTileLayer *self, const GwMapFrame *target);
/* The colour where there is no tile; alpha 0: none. */
void gw_tile_layer_set_background (GwTileLayer *self, const GdkRGBA *colour);
guint gw_tile_layer_get_pending (GwTileLayer *self);
/* Visible tiles whose last load failed. */
guint gw_tile_layer_get_failed (GwTileLayer *self);
guint gw_tile_layer_get_n_cached (GwTileLayer *self);
/* Visible tiles without a picture of their own in the last frame. */
guint gw_tile_layer_get_n_holes (GwTileLayer *self);
/* Those of them that nothing coarser or finer covered even in part. */
guint gw_tile_layer_get_n_blanks (GwTileLayer *self);

/* What a layer's viewport and size show now. */
GwMapFrame gw_map_frame_of_layer (ShumateLayer *layer);

G_END_DECLS
