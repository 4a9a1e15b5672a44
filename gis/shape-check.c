/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Building shapes from untrusted rings, and validity by GEOS. */
#define G_LOG_DOMAIN "gridward-gis"

#include "gis/shape-check.h"

#include "gis/geos.h"
#include "gis/gis-error.h"

#include <math.h>

void
gw_shape_builder_init (GwShapeBuilder *builder)
{
  builder->points = g_array_new (FALSE, FALSE, sizeof (GwFixed));
  builder->ring_ends = g_array_new (FALSE, FALSE, sizeof (guint));
  builder->polygon_ends = g_array_new (FALSE, FALSE, sizeof (guint));
}

void
gw_shape_builder_clear (GwShapeBuilder *builder)
{
  g_clear_pointer (&builder->points, g_array_unref);
  g_clear_pointer (&builder->ring_ends, g_array_unref);
  g_clear_pointer (&builder->polygon_ends, g_array_unref);
}

/* What a person probably did to get such a position. */
static const char *
guess_mistake (GwLonLat position)
{
  if (gw_lon_lat_is_valid ((GwLonLat){ position.lat, position.lon }))
    return "; are longitude and latitude swapped?";
  if (fabs (position.lon) > 360 || fabs (position.lat) > 360)
    return "; are these metres of a projected system?";
  return "";
}

gboolean
gw_shape_builder_add (GwShapeBuilder *builder, GwLonLat position, GError **error)
{
  GwFixed point;

  if (!gw_lon_lat_is_valid (position))
    {
      g_set_error (error, GW_GIS_ERROR, GW_GIS_ERROR_COORDINATE,
                   "the position %.10g,%.10g is not on the earth (longitude -180 to 180, "
                   "then latitude -90 to 90)%s",
                   position.lon, position.lat, guess_mistake (position));
      return FALSE;
    }
  point = gw_fixed_from_lon_lat (position);
  g_array_append_val (builder->points, point);
  return TRUE;
}

static guint
last_end (const GArray *ends)
{
  return ends->len == 0 ? 0 : g_array_index (ends, guint, ends->len - 1);
}

static gboolean
same_point (GwFixed a, GwFixed b)
{
  return a.x == b.x && a.y == b.y;
}

char *
gw_shape_builder_dup_place (const GwShapeBuilder *builder)
{
  return g_strdup_printf ("ring %u of polygon %u",
                          builder->ring_ends->len - last_end (builder->polygon_ends) + 1,
                          builder->polygon_ends->len + 1);
}

gboolean
gw_shape_builder_end_ring (GwShapeBuilder *builder, GError **error)
{
  guint start = last_end (builder->ring_ends);
  guint n_points = builder->points->len - start;
  GwFixed *points = (GwFixed *)(gpointer)builder->points->data + start;
  guint kept = 0;
  guint end;

  if (n_points < 4 || !same_point (points[0], points[n_points - 1]))
    {
      g_autofree char *ring = gw_shape_builder_dup_place (builder);

      if (n_points < 4)
        g_set_error (error, GW_GIS_ERROR, GW_GIS_ERROR_SYNTAX,
                     "%s has %u positions, a closed ring has at least 4", ring, n_points);
      else
        g_set_error (error, GW_GIS_ERROR, GW_GIS_ERROR_SYNTAX,
                     "%s is not closed: its last position is not its first", ring);
      return FALSE;
    }
  for (guint i = 0; i + 1 < n_points; i++)
    if (kept == 0 || !same_point (points[kept - 1], points[i]))
      points[kept++] = points[i];
  while (kept > 1 && same_point (points[kept - 1], points[0]))
    kept--;
  if (kept < 3)
    {
      g_autofree char *ring = gw_shape_builder_dup_place (builder);
      g_autofree char *place = gw_fixed_to_text (points[0]);

      g_set_error (error, GW_GIS_ERROR, GW_GIS_ERROR_TOPOLOGY,
                   "%s encloses nothing: it has %u different positions, near %s", ring,
                   kept, place);
      return FALSE;
    }
  end = start + kept;
  g_array_set_size (builder->points, end);
  g_array_append_val (builder->ring_ends, end);
  return TRUE;
}

gboolean
gw_shape_builder_end_polygon (GwShapeBuilder *builder, GError **error)
{
  guint end = builder->ring_ends->len;

  if (end == last_end (builder->polygon_ends))
    {
      g_set_error (error, GW_GIS_ERROR, GW_GIS_ERROR_SYNTAX, "polygon %u has no ring",
                   builder->polygon_ends->len + 1);
      return FALSE;
    }
  g_array_append_val (builder->polygon_ends, end);
  return TRUE;
}

GwShape *
gw_shape_builder_build (const GwShapeBuilder *builder, GError **error)
{
  if (builder->polygon_ends->len == 0)
    {
      g_set_error (error, GW_GIS_ERROR, GW_GIS_ERROR_SYNTAX, "there is no polygon in it");
      return NULL;
    }
  return gw_shape_new (
      (const GwFixed *)(gconstpointer)builder->points->data, builder->points->len,
      (const guint *)(gconstpointer)builder->ring_ends->data, builder->ring_ends->len,
      (const guint *)(gconstpointer)builder->polygon_ends->data,
      builder->polygon_ends->len);
}

char *
gw_fixed_to_text (GwFixed point)
{
  g_autoptr (GString) text = g_string_new (NULL);

  gw_fixed_append_degrees (text, point.x);
  g_string_append_c (text, ',');
  gw_fixed_append_degrees (text, point.y);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
set_invalid (GError **error, const char *reason, const GEOSGeometry *location)
{
  g_autofree char *words = g_strdup (reason);
  GwFixed place;

  words[0] = g_ascii_tolower (words[0]);
  if (gw_geos_first_position (location, &place))
    {
      g_autofree char *text = gw_fixed_to_text (place);

      g_set_error (error, GW_GIS_ERROR, GW_GIS_ERROR_TOPOLOGY, "%s at %s", words, text);
    }
  else
    g_set_error_literal (error, GW_GIS_ERROR, GW_GIS_ERROR_TOPOLOGY, words);
}

gboolean
gw_shape_check (const GwShape *shape, GError **error)
{
  GEOSContextHandle_t context = gw_geos_context ();
  g_autoptr (GEOSGeometry) geometry = gw_geos_from_shape (shape);
  g_autoptr (GEOSGeometry) location = NULL;
  char *reason = NULL;
  char valid = GEOSisValidDetail_r (context, geometry, 0, &reason, &location);

  if (valid == 0)
    set_invalid (error, reason != NULL ? reason : "invalid", location);
  else if (valid != 1)
    gw_geos_set_error (error, "cannot tell whether the border is valid");
  if (reason != NULL)
    GEOSFree_r (context, reason);
  return valid == 1;
}
