/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Well-known binary of points and lines; shapes are gis/shape.h's. */
#pragma once

#include "gis/point.h"

G_BEGIN_DECLS

/* Little endian, degrees. */
GBytes *gw_wkb_new_point (GwFixed point);
GBytes *gw_wkb_new_line (const GwFixed *points, guint n_points);
/* The OGC type number: 1 Point, 2 LineString, 3 Polygon, 6 MultiPolygon; 0 when damaged. */
guint gw_wkb_get_type (GBytes *wkb);
/* The points (GwFixed) of a Point or LineString; NULL when it is neither or damaged. */
GArray *gw_wkb_dup_points (GBytes *wkb);

G_END_DECLS
