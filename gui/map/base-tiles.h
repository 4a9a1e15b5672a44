/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Base map tiles: PNG from the server, toned for the light or the dark style. */
#pragma once

#include "gui/client/client.h"
#include "gui/map/tile-source.h"

G_BEGIN_DECLS

/*
 * Decodes in worker threads. The dark map is the light one with its lightness turned round
 * and dimmed, hues kept: made once per tile and not in every frame.
 */
#define GW_TYPE_BASE_TILES (gw_base_tiles_get_type ())
G_DECLARE_FINAL_TYPE (GwBaseTiles, gw_base_tiles, GW, BASE_TILES, GwTileSource)

GwTileSource *gw_base_tiles_new (GwClient *client);

/* PNG bytes of a tile, or NULL: nothing there. Called in worker threads. */
typedef GBytes *(*GwTileFetch) (GwTile tile, gpointer user_data);
/* From a function instead of a server. */
GwTileSource *gw_base_tiles_new_from (GwTileFetch fetch, gpointer user_data);

void gw_base_tiles_set_dark (GwBaseTiles *self, gboolean dark);

/* Tones n_pixels of R, G, B in place for the dark style. */
void gw_base_tiles_darken (guint8 *rgb, gsize n_pixels);
/* What a place without a tile looks like. */
GdkRGBA gw_base_tiles_background (gboolean dark);

G_END_DECLS
