/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A multipolygon in fixed point: the border of a cell, an area, a lake. */
#pragma once

#include "gis/point.h"

G_BEGIN_DECLS

/*
 * Immutable and reference counted; shared freely between threads.
 * Rings are open (the first point is not repeated). In each polygon the first ring is
 * the outer one (counter-clockwise), the others are holes (clockwise).
 */
typedef struct
{
  gatomicrefcount ref_count;
  guint n_points;
  guint n_rings;
  guint n_polygons;
  GwFixed *points;
  guint *ring_ends;    /* n_rings entries: index one past the ring's last point */
  guint *polygon_ends; /* n_polygons entries: index one past the polygon's last ring */
  GwBox box;
} GwShape;

/* Copies the arrays. Orients the rings. Asserts only; see shape-check.h for input. */
GwShape *gw_shape_new (const GwFixed *points, guint n_points, const guint *ring_ends,
                       guint n_rings, const guint *polygon_ends, guint n_polygons);
/* One polygon of one ring. */
GwShape *gw_shape_new_ring (const GwFixed *points, guint n_points);
GwShape *gw_shape_ref (GwShape *shape);
void gw_shape_unref (GwShape *shape);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwShape, gw_shape_unref)

/* Half-open even-odd rule: every point of a gapless, overlap-free set is in exactly one. */
gboolean gw_shape_contains (const GwShape *shape, GwFixed point);
/* Area-weighted centre; for odd shapes a point that is surely inside. */
GwFixed gw_shape_label_point (const GwShape *shape);
/* Area on the ellipsoid in square metres (see projection.h). */
double gw_shape_area_m2 (const GwShape *shape);

/* Well-known binary (OGC 06-103r4), little endian, MultiPolygon, degrees. Caller frees. */
GBytes *gw_shape_to_wkb (const GwShape *shape);
/* Polygon or MultiPolygon; NULL with GW_GIS_ERROR when malformed or not of that kind. */
GwShape *gw_shape_from_wkb (const guint8 *wkb, gsize length, GError **error);

G_END_DECLS
