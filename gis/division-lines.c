/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Linework to faces: noding by snap rounding on the fixed grid, done by GEOS. */
#define G_LOG_DOMAIN "gridward-gis"

#include "gis/division-private.h"
#include "gis/gis-error.h"

#include <math.h>

/* GRS 80 */
#define SEMI_MAJOR_M 6378137.0
#define ECCENTRICITY_SQUARED 0.00669438002290

static void
told_error_cb (const char *message, void *user_data)
{
  g_string_assign (user_data, message);
}

GwDivider *
gw_divider_new (GwFixed origin)
{
  GwDivider *divider = g_new0 (GwDivider, 1);
  double lat = origin.y / (double)GW_FIXED_PER_DEGREE * G_PI / 180;
  double unit = G_PI / 180 / GW_FIXED_PER_DEGREE;
  double w = 1 - ECCENTRICITY_SQUARED * sin (lat) * sin (lat);

  divider->geos = GEOS_init_r ();
  divider->message = g_string_new ("unknown reason");
  divider->origin = origin;
  divider->x_m = SEMI_MAJOR_M / sqrt (w) * cos (lat) * unit;
  divider->y_m = SEMI_MAJOR_M * (1 - ECCENTRICITY_SQUARED) / (w * sqrt (w)) * unit;
  GEOSContext_setErrorMessageHandler_r (divider->geos, told_error_cb, divider->message);
  return divider;
}

void
gw_divider_free (GwDivider *divider)
{
  GEOS_finish_r (divider->geos);
  g_string_free (divider->message, TRUE);
  g_free (divider);
}

static void
set_error (GwDivider *divider, const char *step, GError **error)
{
  g_set_error (error, GW_GIS_ERROR, GW_GIS_ERROR_TOPOLOGY, "cannot %s: %s", step,
               divider->message->str);
}

int
gw_fixed_compare (GwFixed a, GwFixed b)
{
  if (a.x != b.x)
    return a.x < b.x ? -1 : 1;
  return (a.y > b.y) - (a.y < b.y);
}

double
gw_divider_length_m (const GwDivider *divider, GwFixed a, GwFixed b)
{
  return hypot (((double)b.x - a.x) * divider->x_m, ((double)b.y - a.y) * divider->y_m);
}

double
gw_divider_area_m2 (const GwDivider *divider, const GwShape *shape)
{
  double twice = 0;

  for (guint ring = 0, start = 0; ring < shape->n_rings; start = shape->ring_ends[ring++])
    for (guint i = start, j = shape->ring_ends[ring] - 1; i < shape->ring_ends[ring];
         j = i++)
      {
        double ax = (double)shape->points[j].x - divider->origin.x;
        double ay = (double)shape->points[j].y - divider->origin.y;
        double bx = (double)shape->points[i].x - divider->origin.x;
        double by = (double)shape->points[i].y - divider->origin.y;

        twice += ax * by - bx * ay;
      }
  return twice / 2 * divider->x_m * divider->y_m;
}

GwLinework *
gw_linework_new (GwDivider *divider)
{
  GwLinework *linework = g_new0 (GwLinework, 1);

  linework->divider = divider;
  linework->geometries = g_ptr_array_new ();
  return linework;
}

static void
clear_linework (GwLinework *linework)
{
  for (guint i = 0; i < linework->geometries->len; i++)
    GEOSGeom_destroy_r (linework->divider->geos, linework->geometries->pdata[i]);
  g_ptr_array_set_size (linework->geometries, 0);
}

void
gw_linework_free (GwLinework *linework)
{
  clear_linework (linework);
  g_ptr_array_unref (linework->geometries);
  g_free (linework);
}

void
gw_linework_add (GwLinework *linework, const GwFixed *points, guint n_points,
                 gboolean closed)
{
  GwDivider *divider = linework->divider;
  g_autofree double *xy = g_new (double, 2 * ((gsize)n_points + 1));
  guint n = 0;

  for (guint i = 0; i < n_points + (closed ? 1 : 0); i++)
    {
      GwFixed point = points[i % n_points];
      double x = (double)point.x - divider->origin.x;
      double y = (double)point.y - divider->origin.y;

      if (n > 0 && xy[2 * n - 2] == x && xy[2 * n - 1] == y)
        continue;
      xy[2 * n] = x;
      xy[2 * n + 1] = y;
      n++;
    }
  if (n >= 2)
    g_ptr_array_add (linework->geometries,
                     GEOSGeom_createLineString_r (
                         divider->geos, GEOSCoordSeq_copyFromBuffer_r (divider->geos, xy, n,
                                                                       FALSE, FALSE)));
}

void
gw_linework_add_shape (GwLinework *linework, const GwShape *shape)
{
  for (guint ring = 0, start = 0; ring < shape->n_rings; start = shape->ring_ends[ring++])
    gw_linework_add (linework, shape->points + start, shape->ring_ends[ring] - start, TRUE);
}

/* Appends an open ring that starts at its least point, so that equal rings are equal bytes. */
static void
append_ring (GwDivider *divider, const GEOSGeometry *ring, GArray *points,
             GArray *ring_ends)
{
  const GEOSCoordSequence *sequence = GEOSGeom_getCoordSeq_r (divider->geos, ring);
  guint n = 0, first = 0, start = points->len;
  g_autofree double *xy = NULL;
  g_autofree GwFixed *open = NULL;

  GEOSCoordSeq_getSize_r (divider->geos, sequence, &n);
  xy = g_new (double, 2 * (gsize)n);
  open = g_new (GwFixed, n);
  GEOSCoordSeq_copyToBuffer_r (divider->geos, sequence, xy, FALSE, FALSE);
  for (guint i = 0; i + 1 < n; i++)
    {
      open[i].x = (gint32)(xy[2 * i] + divider->origin.x);
      open[i].y = (gint32)(xy[2 * i + 1] + divider->origin.y);
      if (gw_fixed_compare (open[i], open[first]) < 0)
        first = i;
    }
  for (guint i = 0; i + 1 < n; i++)
    g_array_append_val (points, open[(first + i) % (n - 1)]);
  g_assert (points->len > start);
  g_array_append_val (ring_ends, points->len);
}

static void
append_polygon (GwDivider *divider, const GEOSGeometry *polygon, GArray *points,
                GArray *ring_ends, GArray *polygon_ends)
{
  int n_holes = GEOSGetNumInteriorRings_r (divider->geos, polygon);

  append_ring (divider, GEOSGetExteriorRing_r (divider->geos, polygon), points, ring_ends);
  for (int i = 0; i < n_holes; i++)
    append_ring (divider, GEOSGetInteriorRingN_r (divider->geos, polygon, i), points,
                 ring_ends);
  g_array_append_val (polygon_ends, ring_ends->len);
}

static GwShape *
shape_from_geometry (GwDivider *divider, const GEOSGeometry *geometry)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (GwFixed));
  g_autoptr (GArray) ring_ends = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) polygon_ends = g_array_new (FALSE, FALSE, sizeof (guint));
  int n = GEOSGetNumGeometries_r (divider->geos, geometry);

  for (int i = 0; i < n; i++)
    append_polygon (divider, GEOSGetGeometryN_r (divider->geos, geometry, i), points,
                    ring_ends, polygon_ends);
  return gw_shape_new ((const GwFixed *)points->data, points->len,
                       (const guint *)ring_ends->data, ring_ends->len,
                       (const guint *)polygon_ends->data, polygon_ends->len);
}

static GEOSGeometry *
polygon_from_shape (GwDivider *divider, const GwShape *shape)
{
  g_autoptr (GwLinework) rings = gw_linework_new (divider);
  g_autoptr (GPtrArray) linear = g_ptr_array_new ();

  gw_linework_add_shape (rings, shape);
  for (guint i = 0; i < rings->geometries->len; i++)
    {
      GEOSCoordSequence *sequence = GEOSCoordSeq_clone_r (
          divider->geos,
          GEOSGeom_getCoordSeq_r (divider->geos, rings->geometries->pdata[i]));

      g_ptr_array_add (linear, GEOSGeom_createLinearRing_r (divider->geos, sequence));
    }
  return GEOSGeom_createPolygon_r (divider->geos, linear->pdata[0],
                                   (GEOSGeometry **)linear->pdata + 1, linear->len - 1);
}

/* Faces of one arrangement differ in their first two points or in their direction there. */
static int
compare_faces (gconstpointer a, gconstpointer b)
{
  const GwShape *first = *(GwShape *const *)a;
  const GwShape *second = *(GwShape *const *)b;
  guint n = MIN (first->n_points, second->n_points);

  for (guint i = 0; i < n; i++)
    {
      int order = gw_fixed_compare (first->points[i], second->points[i]);

      if (order != 0)
        return order;
    }
  return (first->n_points > second->n_points) - (first->n_points < second->n_points);
}

gboolean
gw_linework_polygonize (GwLinework *linework, GPtrArray *faces, GError **error)
{
  GwDivider *divider = linework->divider;
  GEOSContextHandle_t geos = divider->geos;
  guint first = faces->len;
  GEOSGeometry *lines = NULL, *noded = NULL, *polygons = NULL;

  lines = GEOSGeom_createCollection_r (geos, GEOS_MULTILINESTRING,
                                       (GEOSGeometry **)linework->geometries->pdata,
                                       linework->geometries->len);
  g_ptr_array_set_size (linework->geometries, 0);
  noded = lines != NULL ? GEOSUnaryUnionPrec_r (geos, lines, 1.0) : NULL;
  GEOSGeom_destroy_r (geos, lines);
  if (noded == NULL)
    {
      set_error (divider, "node the lines", error);
      return FALSE;
    }
  polygons = GEOSPolygonize_r (geos, (const GEOSGeometry *const *)&noded, 1);
  GEOSGeom_destroy_r (geos, noded);
  if (polygons == NULL)
    {
      set_error (divider, "make faces of the lines", error);
      return FALSE;
    }
  for (int i = 0; i < GEOSGetNumGeometries_r (geos, polygons); i++)
    g_ptr_array_add (faces,
                     shape_from_geometry (divider, GEOSGetGeometryN_r (geos, polygons, i)));
  GEOSGeom_destroy_r (geos, polygons);
  qsort (faces->pdata + first, faces->len - first, sizeof (gpointer), compare_faces);
  return TRUE;
}

GwShape *
gw_divider_join (GwDivider *divider, GPtrArray *faces, GError **error)
{
  g_autofree GEOSGeometry **polygons = g_new (GEOSGeometry *, faces->len);
  GEOSGeometry *collection = NULL, *joined = NULL;
  GwShape *shape = NULL;

  for (guint i = 0; i < faces->len; i++)
    polygons[i] = polygon_from_shape (divider, faces->pdata[i]);
  collection =
      GEOSGeom_createCollection_r (divider->geos, GEOS_MULTIPOLYGON, polygons, faces->len);
  joined = collection != NULL ? GEOSCoverageUnion_r (divider->geos, collection) : NULL;
  GEOSGeom_destroy_r (divider->geos, collection);
  if (joined == NULL || GEOSisEmpty_r (divider->geos, joined))
    set_error (divider, "join faces", error);
  else
    shape = shape_from_geometry (divider, joined);
  GEOSGeom_destroy_r (divider->geos, joined);
  return shape;
}

void
gw_divider_find_inside (GwDivider *divider, const GwShape *shape, double *ret_x,
                        double *ret_y)
{
  GEOSGeometry *polygon = polygon_from_shape (divider, shape);
  GEOSGeometry *point = GEOSPointOnSurface_r (divider->geos, polygon);

  if (point == NULL || GEOSGeomGetX_r (divider->geos, point, ret_x) != 1 ||
      GEOSGeomGetY_r (divider->geos, point, ret_y) != 1)
    {
      *ret_x = (double)shape->points[0].x - divider->origin.x;
      *ret_y = (double)shape->points[0].y - divider->origin.y;
    }
  GEOSGeom_destroy_r (divider->geos, point);
  GEOSGeom_destroy_r (divider->geos, polygon);
}

gboolean
gw_divider_contains (const GwDivider *divider, const GwShape *shape, double x, double y)
{
  gboolean inside = FALSE;

  for (guint ring = 0, start = 0; ring < shape->n_rings; start = shape->ring_ends[ring++])
    for (guint i = start, j = shape->ring_ends[ring] - 1; i < shape->ring_ends[ring];
         j = i++)
      {
        double ax = (double)shape->points[j].x - divider->origin.x;
        double ay = (double)shape->points[j].y - divider->origin.y;
        double bx = (double)shape->points[i].x - divider->origin.x;
        double by = (double)shape->points[i].y - divider->origin.y;

        if ((ay > y) != (by > y) && x < ax + (bx - ax) * (y - ay) / (by - ay))
          inside = !inside;
      }
  return inside;
}
