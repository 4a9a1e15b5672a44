/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Web Mercator (EPSG:3857) tile arithmetic, XYZ scheme (y grows southward). */
#pragma once

#include "gis/point.h"

#define GW_TILE_SIZE 256
#define GW_TILE_MAX_ZOOM 22
/* Beyond these latitudes Web Mercator has no tiles. */
#define GW_TILE_MAX_LATITUDE 85.05112878

typedef struct
{
  guint z;
  guint x;
  guint y;
} GwTile;

/* Position in the unit square, (0,0) north-west. */
typedef struct
{
  double x;
  double y;
} GwMercator;

GwMercator gw_mercator_from_lon_lat (GwLonLat position);
GwLonLat gw_mercator_to_lon_lat (GwMercator position);
GwTile gw_tile_at (GwLonLat position, guint zoom);
gboolean gw_tile_is_valid (GwTile tile);
/* The tile's box, grown by buffer_px pixels of a GW_TILE_SIZE tile on each side. */
GwBox gw_tile_box (GwTile tile, double buffer_px);
/* Metres on the ground per pixel of a GW_TILE_SIZE tile at that latitude. */
double gw_tile_metres_per_pixel (double lat, guint zoom);
