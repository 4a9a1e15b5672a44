/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Multipolygons in fixed point: making, asking, measuring. */
#define G_LOG_DOMAIN "gridward-gis"

#include "gis/shape.h"

#include "gis/ray-cast.h"

#include <math.h>
#include <stdlib.h>

/* GRS 80, the ellipsoid of CGCS2000 (WGS 84 differs by 0.1 mm in the polar radius). */
#define SEMI_MAJOR_M 6378137.0
#define ECCENTRICITY 0.0818191910428158

/* Twice the signed area in fixed units, exact: a world-sized ring needs 65 bits. */
static __int128
ring_signed_area (const GwFixed *points, guint n_points)
{
  __int128 sum = 0;

  for (guint i = 0; i < n_points; i++)
    {
      GwFixed a = points[i];
      GwFixed b = points[i + 1 < n_points ? i + 1 : 0];

      sum += (__int128)a.x * b.y - (__int128)b.x * a.y;
    }
  return sum;
}

static void
reverse_points (GwFixed *points, guint n_points)
{
  for (guint i = 0; i < n_points / 2; i++)
    {
      GwFixed swap = points[i];

      points[i] = points[n_points - 1 - i];
      points[n_points - 1 - i] = swap;
    }
}

/* Outer rings counter-clockwise, holes clockwise. */
static void
orient_rings (GwShape *shape)
{
  guint ring = 0;

  for (guint polygon = 0; polygon < shape->n_polygons; polygon++)
    for (guint first = ring; ring < shape->polygon_ends[polygon]; ring++)
      {
        guint start = ring == 0 ? 0 : shape->ring_ends[ring - 1];
        guint n_points = shape->ring_ends[ring] - start;
        gboolean counter_clockwise = ring_signed_area (shape->points + start, n_points) > 0;

        if (counter_clockwise != (ring == first))
          reverse_points (shape->points + start, n_points);
      }
}

GwShape *
gw_shape_new (const GwFixed *points, guint n_points, const guint *ring_ends, guint n_rings,
              const guint *polygon_ends, guint n_polygons)
{
  GwShape *shape;

  g_assert (n_polygons > 0 && n_rings >= n_polygons && n_points >= 3 * n_rings);
  g_assert (ring_ends[n_rings - 1] == n_points && polygon_ends[n_polygons - 1] == n_rings);

  shape = g_new0 (GwShape, 1);
  g_atomic_ref_count_init (&shape->ref_count);
  shape->n_points = n_points;
  shape->n_rings = n_rings;
  shape->n_polygons = n_polygons;
  shape->points = g_memdup2 (points, n_points * sizeof *points);
  shape->ring_ends = g_memdup2 (ring_ends, n_rings * sizeof *ring_ends);
  shape->polygon_ends = g_memdup2 (polygon_ends, n_polygons * sizeof *polygon_ends);
  shape->box = gw_box_empty ();
  for (guint i = 0; i < n_points; i++)
    gw_box_add (&shape->box, points[i]);
  orient_rings (shape);
  return shape;
}

GwShape *
gw_shape_new_ring (const GwFixed *points, guint n_points)
{
  const guint one = 1;

  return gw_shape_new (points, n_points, &n_points, 1, &one, 1);
}

GwShape *
gw_shape_ref (GwShape *shape)
{
  g_atomic_ref_count_inc (&shape->ref_count);
  return shape;
}

void
gw_shape_unref (GwShape *shape)
{
  if (!g_atomic_ref_count_dec (&shape->ref_count))
    return;
  g_free (shape->points);
  g_free (shape->ring_ends);
  g_free (shape->polygon_ends);
  g_free (shape);
}

gboolean
gw_shape_contains (const GwShape *shape, GwFixed point)
{
  gboolean inside = FALSE;
  guint start = 0;

  if (!gw_box_contains (shape->box, point))
    return FALSE;
  for (guint ring = 0; ring < shape->n_rings; start = shape->ring_ends[ring++])
    {
      GwFixed previous = shape->points[shape->ring_ends[ring] - 1];

      for (guint i = start; i < shape->ring_ends[ring]; i++)
        {
          inside ^= gw_ray_crosses (point, previous, shape->points[i]);
          previous = shape->points[i];
        }
    }
  return inside;
}

/* Centre of mass of the outer rings, in degrees of the plane; FALSE for a shape without area. */
static gboolean
find_centroid (const GwShape *shape, GwFixed *ret_centroid)
{
  const GwFixed origin = shape->points[0];
  double area = 0, sum_x = 0, sum_y = 0;
  guint start = 0;

  for (guint ring = 0; ring < shape->n_rings; start = shape->ring_ends[ring++])
    for (guint i = start, end = shape->ring_ends[ring]; i < end; i++)
      {
        GwFixed a = shape->points[i];
        GwFixed b = shape->points[i + 1 < end ? i + 1 : start];
        double ax = (double)a.x - origin.x, ay = (double)a.y - origin.y;
        double bx = (double)b.x - origin.x, by = (double)b.y - origin.y;
        double cross = ax * by - bx * ay;

        area += cross;
        sum_x += (ax + bx) * cross;
        sum_y += (ay + by) * cross;
      }
  if (area <= 0)
    return FALSE;
  ret_centroid->x = (gint32)lround (origin.x + sum_x / (3 * area));
  ret_centroid->y = (gint32)lround (origin.y + sum_y / (3 * area));
  return gw_box_contains (shape->box, *ret_centroid);
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double left = *(const double *)a, right = *(const double *)b;

  return left < right ? -1 : left > right;
}

/* The middle of the widest stretch of the shape on the parallel y; 0 when there is none. */
static double
find_widest_stretch (const GwShape *shape, gint32 y, GwFixed *ret_middle)
{
  g_autoptr (GArray) crossings = g_array_new (FALSE, FALSE, sizeof (double));
  double widest = 0;
  guint start = 0;

  for (guint ring = 0; ring < shape->n_rings; start = shape->ring_ends[ring++])
    for (guint i = start, end = shape->ring_ends[ring]; i < end; i++)
      {
        GwFixed a = shape->points[i];
        GwFixed b = shape->points[i + 1 < end ? i + 1 : start];

        if ((a.y > y) != (b.y > y))
          {
            double share = ((double)y - a.y) / ((double)b.y - a.y);
            double x = a.x + share * ((double)b.x - a.x);

            g_array_append_val (crossings, x);
          }
      }
  g_array_sort (crossings, compare_doubles);
  for (guint i = 0; i + 1 < crossings->len; i += 2)
    {
      double left = g_array_index (crossings, double, i);
      double right = g_array_index (crossings, double, i + 1);

      if (right - left > widest)
        {
          widest = right - left;
          *ret_middle = (GwFixed){ (gint32)lround ((left + right) / 2), y };
        }
    }
  return widest;
}

GwFixed
gw_shape_label_point (const GwShape *shape)
{
  const guint n_parallels = 16;
  GwFixed best = shape->points[0];
  double widest = 0;

  if (find_centroid (shape, &best) && gw_shape_contains (shape, best))
    return best;
  best = shape->points[0];
  for (guint i = 1; i < n_parallels; i++)
    {
      gint64 height = (gint64)shape->box.max.y - shape->box.min.y;
      gint32 y = (gint32)(shape->box.min.y + height * i / n_parallels);
      GwFixed middle;
      double width = find_widest_stretch (shape, y, &middle);

      if (width > widest && gw_shape_contains (shape, middle))
        {
          widest = width;
          best = middle;
        }
    }
  return best;
}

/* Height of a parallel in the cylindrical equal-area projection, over the semi-major axis. */
static double
equal_area_height (gint32 y)
{
  const double e = ECCENTRICITY;
  double sine = sin ((double)y / GW_FIXED_PER_DEGREE * G_PI / 180);

  return (1 - e * e) / 2 * (sine / (1 - e * e * sine * sine) + atanh (e * sine) / e);
}

double
gw_shape_area_m2 (const GwShape *shape)
{
  const double radians = G_PI / 180 / GW_FIXED_PER_DEGREE;
  const gint32 origin_x = shape->box.min.x;
  const double origin_height = equal_area_height (shape->box.min.y);
  double sum = 0;
  guint start = 0;

  for (guint ring = 0; ring < shape->n_rings; start = shape->ring_ends[ring++])
    {
      GwFixed last = shape->points[shape->ring_ends[ring] - 1];
      double last_x = ((double)last.x - origin_x) * radians;
      double last_y = equal_area_height (last.y) - origin_height;

      for (guint i = start; i < shape->ring_ends[ring]; i++)
        {
          double x = ((double)shape->points[i].x - origin_x) * radians;
          double y = equal_area_height (shape->points[i].y) - origin_height;

          sum += last_x * y - x * last_y;
          last_x = x;
          last_y = y;
        }
    }
  return fabs (sum) / 2 * SEMI_MAJOR_M * SEMI_MAJOR_M;
}
