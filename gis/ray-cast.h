/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one test that decides on which side of an edge a point is. */
#pragma once

#include "gis/point.h"

/*
 * TRUE when a ray from point to the east crosses the edge a-b. Exact: differences of
 * longitudes need 33 bits and of latitudes 32, so that the products fit in 64.
 *
 * The comparisons are those of a point moved by an infinitesimal step to the north-east.
 * No border passes through such a point, so among gapless cells exactly one holds it,
 * also when the point lies on a border or is a corner of several cells.
 */
static inline gboolean
gw_ray_crosses (GwFixed point, GwFixed a, GwFixed b)
{
  gint64 left, right;

  if ((a.y > point.y) == (b.y > point.y))
    return FALSE;
  left = ((gint64)point.x - a.x) * ((gint64)b.y - a.y);
  right = ((gint64)b.x - a.x) * ((gint64)point.y - a.y);
  return b.y > a.y ? left < right : left > right;
}
