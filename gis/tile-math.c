/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Web Mercator tile arithmetic. */
#define G_LOG_DOMAIN "gridward-gis"

#include "gis/tile-math.h"

#include <math.h>

/* The semi-major axis of WGS 84: Web Mercator takes it as the radius of a sphere. */
#define SPHERE_RADIUS_M 6378137.0

GwMercator
gw_mercator_from_lon_lat (GwLonLat position)
{
  double lat = CLAMP (position.lat, -GW_TILE_MAX_LATITUDE, GW_TILE_MAX_LATITUDE);
  double sine = sin (lat * G_PI / 180);

  return (GwMercator){ position.lon / 360 + 0.5, 0.5 - atanh (sine) / (2 * G_PI) };
}

GwLonLat
gw_mercator_to_lon_lat (GwMercator position)
{
  return (GwLonLat){ (position.x - 0.5) * 360,
                     atan (sinh ((0.5 - position.y) * 2 * G_PI)) * 180 / G_PI };
}

static guint
tile_index (double share, guint zoom)
{
  double tiles = (double)(1u << zoom);

  return (guint)CLAMP (floor (share * tiles), 0, tiles - 1);
}

GwTile
gw_tile_at (GwLonLat position, guint zoom)
{
  GwMercator place = gw_mercator_from_lon_lat (position);

  g_return_val_if_fail (zoom <= GW_TILE_MAX_ZOOM, ((GwTile){ 0, 0, 0 }));

  return (GwTile){ zoom, tile_index (place.x, zoom), tile_index (place.y, zoom) };
}

gboolean
gw_tile_is_valid (GwTile tile)
{
  return tile.z <= GW_TILE_MAX_ZOOM && tile.x < 1u << tile.z && tile.y < 1u << tile.z;
}

/* The corner of the tile grid, kept on the map. */
static GwFixed
corner (double x, double y, guint zoom)
{
  double tiles = (double)(1u << zoom);
  GwMercator place = { CLAMP (x / tiles, 0, 1), CLAMP (y / tiles, 0, 1) };

  return gw_fixed_from_lon_lat (gw_mercator_to_lon_lat (place));
}

GwBox
gw_tile_box (GwTile tile, double buffer_px)
{
  double buffer = buffer_px / GW_TILE_SIZE;
  GwFixed north_west, south_east;

  g_return_val_if_fail (gw_tile_is_valid (tile), gw_box_empty ());

  north_west = corner (tile.x - buffer, tile.y - buffer, tile.z);
  south_east = corner (tile.x + 1 + buffer, tile.y + 1 + buffer, tile.z);
  return (GwBox){ { north_west.x, south_east.y }, { south_east.x, north_west.y } };
}

double
gw_tile_metres_per_pixel (double lat, guint zoom)
{
  return 2 * G_PI * SPHERE_RADIUS_M * cos (lat * G_PI / 180) /
         ((double)GW_TILE_SIZE * (double)(1u << zoom));
}
