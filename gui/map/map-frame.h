/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What part of the world a map widget shows: plain arithmetic between map and pixels. */
#pragma once

#include "gis/tile-math.h"

G_BEGIN_DECLS

/* One look at the map. Widths and heights are logical pixels; zoom may be fractional. */
typedef struct
{
  GwMercator centre;
  double zoom;
  double width;
  double height;
} GwMapFrame;

/* A rectangle in widget pixels. */
typedef struct
{
  double x;
  double y;
  double width;
  double height;
} GwMapRect;

/* Pixels that the whole world is wide at a zoom, 256 per tile of level 0. */
double gw_map_world_px (double zoom);

/*
 * Upper left corner in world pixels. Whole numbers while the zoom is integral, so that tiles
 * lie on whole pixels and stay sharp.
 */
void gw_map_frame_origin (const GwMapFrame *frame, double *ret_x, double *ret_y);
void gw_map_frame_to_widget (const GwMapFrame *frame, GwMercator position, double *ret_x,
                             double *ret_y);
GwMercator gw_map_frame_to_mercator (const GwMapFrame *frame, double x, double y);
/* The centre that puts the position at (x, y) of the widget. */
GwMercator gw_map_frame_centre_for (const GwMapFrame *frame, GwMercator position, double x,
                                    double y);
/* The tile level nearest to the zoom, at most max_level. */
guint gw_map_frame_level (const GwMapFrame *frame, guint max_level);
/* Where a tile lies; neighbours share their edges exactly, on whole pixels. */
GwMapRect gw_map_frame_tile_rect (const GwMapFrame *frame, GwTile tile);
/* The largest zoom up to max_zoom (a whole one) at which the box fits with a margin. */
double gw_map_frame_fit (const GwMapFrame *frame, GwBox box, double margin_px,
                         double max_zoom, GwMercator *ret_centre);
/* Whether a place lies in the middle of the view, share (0…1) of each side left free. */
gboolean gw_map_frame_is_comfortable (const GwMapFrame *frame, GwMercator position,
                                      double share);

G_END_DECLS
