/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What part of the world a map widget shows. */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/map/map-frame.h"

#include <math.h>

double
gw_map_world_px (double zoom)
{
  return GW_TILE_SIZE * exp2 (zoom);
}

static gboolean
is_integral (double zoom)
{
  return fabs (zoom - round (zoom)) < 1e-6;
}

void
gw_map_frame_origin (const GwMapFrame *frame, double *ret_x, double *ret_y)
{
  double world = gw_map_world_px (frame->zoom);
  double x = frame->centre.x * world - frame->width / 2;
  double y = frame->centre.y * world - frame->height / 2;

  *ret_x = is_integral (frame->zoom) ? round (x) : x;
  *ret_y = is_integral (frame->zoom) ? round (y) : y;
}

void
gw_map_frame_to_widget (const GwMapFrame *frame, GwMercator position, double *ret_x,
                        double *ret_y)
{
  double world = gw_map_world_px (frame->zoom);
  double origin_x, origin_y;

  gw_map_frame_origin (frame, &origin_x, &origin_y);
  *ret_x = position.x * world - origin_x;
  *ret_y = position.y * world - origin_y;
}

GwMercator
gw_map_frame_to_mercator (const GwMapFrame *frame, double x, double y)
{
  double world = gw_map_world_px (frame->zoom);
  double origin_x, origin_y;

  gw_map_frame_origin (frame, &origin_x, &origin_y);
  return (GwMercator){ (origin_x + x) / world, (origin_y + y) / world };
}

GwMercator
gw_map_frame_centre_for (const GwMapFrame *frame, GwMercator position, double x, double y)
{
  double world = gw_map_world_px (frame->zoom);

  return (GwMercator){ position.x + (frame->width / 2 - x) / world,
                       position.y + (frame->height / 2 - y) / world };
}

guint
gw_map_frame_level (const GwMapFrame *frame, guint max_level)
{
  double level = round (CLAMP (frame->zoom, 0, (double)GW_TILE_MAX_ZOOM));

  return MIN ((guint)level, max_level);
}

GwMapRect
gw_map_frame_tile_rect (const GwMapFrame *frame, GwTile tile)
{
  double size = gw_map_world_px (frame->zoom) / exp2 (tile.z);
  double origin_x, origin_y;

  gw_map_frame_origin (frame, &origin_x, &origin_y);

  double left = round (tile.x * size - origin_x);
  double top = round (tile.y * size - origin_y);
  double right = round ((tile.x + 1.0) * size - origin_x);
  double bottom = round ((tile.y + 1.0) * size - origin_y);

  return (GwMapRect){ left, top, right - left, bottom - top };
}

double
gw_map_frame_fit (const GwMapFrame *frame, GwBox box, double margin_px, double max_zoom,
                  GwMercator *ret_centre)
{
  GwMercator a = gw_mercator_from_lon_lat (gw_fixed_to_lon_lat (box.min));
  GwMercator b = gw_mercator_from_lon_lat (gw_fixed_to_lon_lat (box.max));
  double width = MAX (fabs (b.x - a.x), 1e-12);
  double height = MAX (fabs (b.y - a.y), 1e-12);
  double room_x = MAX (frame->width - 2 * margin_px, 1);
  double room_y = MAX (frame->height - 2 * margin_px, 1);
  double zoom = log2 (MIN (room_x / width, room_y / height) / GW_TILE_SIZE);

  *ret_centre = (GwMercator){ (a.x + b.x) / 2, (a.y + b.y) / 2 };
  /* Rather than halve the map, a little of the box may lie beyond the margin. */
  return CLAMP (floor (zoom + 0.2), 0, max_zoom);
}

gboolean
gw_map_frame_is_comfortable (const GwMapFrame *frame, GwMercator position, double share)
{
  double x, y;

  gw_map_frame_to_widget (frame, position, &x, &y);
  return x >= frame->width * share && x <= frame->width * (1 - share) &&
         y >= frame->height * share && y <= frame->height * (1 - share);
}
