/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A ring that somebody drew. */
#define G_LOG_DOMAIN "gridward-gis"

#include "gis/ring.h"

#include "gis/gis-error.h"

/* One coordinate and what ends it: a comma, or the end of the text. */
static gboolean
read_degrees (const char **cursor, double *ret_value)
{
  if (!gw_degrees_parse (cursor, ret_value) || (**cursor != ',' && **cursor != '\0'))
    return FALSE;
  if (**cursor == ',' && *++*cursor == '\0')
    return FALSE;
  return TRUE;
}

static gboolean
read_point (const char **cursor, GwLonLat *ret_place)
{
  return read_degrees (cursor, &ret_place->lon) && **cursor != '\0' &&
         read_degrees (cursor, &ret_place->lat);
}

static gboolean
encloses_something (const GwFixed *points, guint n_points)
{
  for (guint i = 2; i < n_points; i++)
    {
      gint64 left =
          ((gint64)points[1].x - points[0].x) * ((gint64)points[i].y - points[0].y);
      gint64 right =
          ((gint64)points[1].y - points[0].y) * ((gint64)points[i].x - points[0].x);

      if (left != right)
        return TRUE;
    }
  /* The first two may be one place. */
  return n_points > GW_RING_MIN_POINTS && encloses_something (points + 1, n_points - 1);
}

GwShape *
gw_ring_parse (const char *text, GError **error)
{
  GwFixed points[GW_RING_MAX_POINTS];
  guint n_points = 0;

  g_return_val_if_fail (text != NULL, NULL);

  while (*text != '\0')
    {
      GwLonLat place;

      if (n_points == GW_RING_MAX_POINTS || !read_point (&text, &place))
        {
          g_set_error (error, GW_GIS_ERROR, GW_GIS_ERROR_SYNTAX,
                       "%d to %d points are expected: lon,lat,lon,lat,…",
                       GW_RING_MIN_POINTS, GW_RING_MAX_POINTS);
          return NULL;
        }
      if (!gw_lon_lat_is_valid (place))
        {
          g_set_error (error, GW_GIS_ERROR, GW_GIS_ERROR_COORDINATE,
                       "point %u is not on the earth", n_points + 1);
          return NULL;
        }
      points[n_points++] = gw_fixed_from_lon_lat (place);
    }
  if (n_points < GW_RING_MIN_POINTS || !encloses_something (points, n_points))
    {
      g_set_error (error, GW_GIS_ERROR, GW_GIS_ERROR_TOPOLOGY,
                   "the points enclose no area");
      return NULL;
    }
  return gw_shape_new_ring (points, n_points);
}

char *
gw_ring_to_text (const GwShape *ring)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < ring->ring_ends[0]; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      gw_fixed_append_degrees (out, ring->points[i].x);
      g_string_append_c (out, ',');
      gw_fixed_append_degrees (out, ring->points[i].y);
    }
  return g_string_free (out, FALSE);
}

/* On which side of the line a-b the point lies: -1, 0, 1. */
static int
side_of_line (GwFixed a, GwFixed b, gint64 x, gint64 y)
{
  gint64 left = ((gint64)b.x - a.x) * (y - a.y);
  gint64 right = ((gint64)b.y - a.y) * (x - a.x);

  return (left > right) - (left < right);
}

/* TRUE when the edge has a point in common with the box. */
static gboolean
edge_meets (GwFixed a, GwFixed b, GwBox box)
{
  int sides;

  if (MAX (a.x, b.x) < box.min.x || MIN (a.x, b.x) > box.max.x ||
      MAX (a.y, b.y) < box.min.y || MIN (a.y, b.y) > box.max.y)
    return FALSE;
  sides = side_of_line (a, b, box.min.x, box.min.y) +
          side_of_line (a, b, box.min.x, box.max.y) +
          side_of_line (a, b, box.max.x, box.min.y) +
          side_of_line (a, b, box.max.x, box.max.y);
  return ABS (sides) < 4;
}

GwRingSide
gw_ring_side_of (const GwShape *ring, GwBox box)
{
  guint start = 0;

  if (!gw_box_intersects (ring->box, box))
    return GW_RING_OUTSIDE;
  for (guint r = 0; r < ring->n_rings; start = ring->ring_ends[r++])
    for (guint i = start, last = ring->ring_ends[r] - 1; i < ring->ring_ends[r]; last = i++)
      if (edge_meets (ring->points[last], ring->points[i], box))
        return GW_RING_ACROSS;
  return gw_shape_contains (ring, box.min) ? GW_RING_INSIDE : GW_RING_OUTSIDE;
}
