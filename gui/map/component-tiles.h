/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Components of the city (manhole covers, lamps, trees) as tiles, from close by. */
#pragma once

#include "gui/client/client.h"
#include "gui/client/codec-map.h"
#include "gui/map/tile-source.h"

G_BEGIN_DECLS

/* From this zoom on they are seen; farther out they are too many to tell apart. */
#define GW_COMPONENT_LEVEL 17

/*
 * Asks the server for the components of each place of that level once, keeps those of the
 * places seen last, and paints them in worker threads.
 */
#define GW_TYPE_COMPONENT_TILES (gw_component_tiles_get_type ())
G_DECLARE_FINAL_TYPE (GwComponentTiles, gw_component_tiles, GW, COMPONENT_TILES,
                      GwTileSource)

GwTileSource *gw_component_tiles_new (GwClient *client);
void gw_component_tiles_set_dark (GwComponentTiles *self, gboolean dark);
/*
 * The component nearest to a place, at most so many degrees of longitude away; NULL when
 * there is none or its neighbourhood was not asked for yet. Borrowed.
 */
const GwMapComponent *gw_component_tiles_find (GwComponentTiles *self, GwLonLat place,
                                               double reach);

G_END_DECLS
