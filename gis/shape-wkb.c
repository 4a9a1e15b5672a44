/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shapes as well-known binary (OGC 06-103r4). */
#define G_LOG_DOMAIN "gridward-gis"

#include "gis/gis-error.h"
#include "gis/shape-check.h"
#include "gis/shape.h"

#include <string.h>

enum
{
  WKB_BIG_ENDIAN = 0,
  WKB_LITTLE_ENDIAN = 1,
  WKB_POLYGON = 3,
  WKB_MULTI_POLYGON = 6,
};

#define POSITION_SIZE 16

static void
append_u32 (GByteArray *out, guint32 value)
{
  guint32 swapped = GUINT32_TO_LE (value);

  g_byte_array_append (out, (const guint8 *)&swapped, sizeof swapped);
}

static void
append_header (GByteArray *out, guint32 type, guint32 count)
{
  const guint8 order = WKB_LITTLE_ENDIAN;

  g_byte_array_append (out, &order, 1);
  append_u32 (out, type);
  append_u32 (out, count);
}

static void
append_degrees (GByteArray *out, gint32 value)
{
  double degrees = (double)value / GW_FIXED_PER_DEGREE;
  guint64 bits;

  memcpy (&bits, &degrees, sizeof bits);
  bits = GUINT64_TO_LE (bits);
  g_byte_array_append (out, (const guint8 *)&bits, sizeof bits);
}

static void
append_ring (GByteArray *out, const GwFixed *points, guint n_points)
{
  append_u32 (out, n_points + 1);
  for (guint i = 0; i <= n_points; i++)
    {
      append_degrees (out, points[i < n_points ? i : 0].x);
      append_degrees (out, points[i < n_points ? i : 0].y);
    }
}

GBytes *
gw_shape_to_wkb (const GwShape *shape)
{
  gsize size = 9 + 9 * (gsize)shape->n_polygons + 4 * (gsize)shape->n_rings +
               POSITION_SIZE * ((gsize)shape->n_points + shape->n_rings);
  GByteArray *out = g_byte_array_sized_new (size);
  guint ring = 0, start = 0;

  append_header (out, WKB_MULTI_POLYGON, shape->n_polygons);
  for (guint polygon = 0; polygon < shape->n_polygons; polygon++)
    {
      append_header (out, WKB_POLYGON, shape->polygon_ends[polygon] - ring);
      for (; ring < shape->polygon_ends[polygon]; start = shape->ring_ends[ring++])
        append_ring (out, shape->points + start, shape->ring_ends[ring] - start);
    }
  return g_byte_array_free_to_bytes (out);
}

/* What is left to read, and the byte order that the last header stated. */
typedef struct
{
  const guint8 *at;
  gsize left;
  gboolean big_endian;
} Reader;

static gboolean
fail_short (GError **error)
{
  g_set_error (error, GW_GIS_ERROR, GW_GIS_ERROR_SYNTAX, "the geometry ends too early");
  return FALSE;
}

static gboolean
read_u32 (Reader *reader, guint32 *ret_value, GError **error)
{
  guint32 value;

  if (reader->left < sizeof value)
    return fail_short (error);
  memcpy (&value, reader->at, sizeof value);
  reader->at += sizeof value;
  reader->left -= sizeof value;
  *ret_value = reader->big_endian ? GUINT32_FROM_BE (value) : GUINT32_FROM_LE (value);
  return TRUE;
}

/* The caller has made sure that eight bytes are left. */
static double
read_double (Reader *reader)
{
  guint64 bits;
  double value;

  memcpy (&bits, reader->at, sizeof bits);
  reader->at += sizeof bits;
  reader->left -= sizeof bits;
  bits = reader->big_endian ? GUINT64_FROM_BE (bits) : GUINT64_FROM_LE (bits);
  memcpy (&value, &bits, sizeof value);
  return value;
}

static gboolean
read_type (Reader *reader, guint32 *ret_type, GError **error)
{
  if (reader->left < 1)
    return fail_short (error);
  if (*reader->at > WKB_LITTLE_ENDIAN)
    {
      g_set_error (error, GW_GIS_ERROR, GW_GIS_ERROR_SYNTAX,
                   "a geometry starts with byte order 0 or 1, not %u", *reader->at);
      return FALSE;
    }
  reader->big_endian = *reader->at == WKB_BIG_ENDIAN;
  reader->at++;
  reader->left--;
  return read_u32 (reader, ret_type, error);
}

static gboolean
read_ring (Reader *reader, GwShapeBuilder *builder, GError **error)
{
  guint32 n_positions;

  if (!read_u32 (reader, &n_positions, error))
    return FALSE;
  if (n_positions > reader->left / POSITION_SIZE)
    return fail_short (error);
  for (guint32 i = 0; i < n_positions; i++)
    {
      GwLonLat position;

      position.lon = read_double (reader);
      position.lat = read_double (reader);
      if (!gw_shape_builder_add (builder, position, error))
        return FALSE;
    }
  return gw_shape_builder_end_ring (builder, error);
}

static gboolean
read_polygon (Reader *reader, GwShapeBuilder *builder, GError **error)
{
  guint32 n_rings;

  if (!read_u32 (reader, &n_rings, error))
    return FALSE;
  for (guint32 i = 0; i < n_rings; i++)
    if (!read_ring (reader, builder, error))
      return FALSE;
  return gw_shape_builder_end_polygon (builder, error);
}

static gboolean
read_multi_polygon (Reader *reader, GwShapeBuilder *builder, GError **error)
{
  guint32 n_polygons, type;

  if (!read_u32 (reader, &n_polygons, error))
    return FALSE;
  for (guint32 i = 0; i < n_polygons; i++)
    {
      if (!read_type (reader, &type, error))
        return FALSE;
      if (type != WKB_POLYGON)
        {
          g_set_error (error, GW_GIS_ERROR, GW_GIS_ERROR_SYNTAX,
                       "part %u of the multipolygon has geometry type %u, not 3", i + 1,
                       type);
          return FALSE;
        }
      if (!read_polygon (reader, builder, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_geometry (Reader *reader, GwShapeBuilder *builder, GError **error)
{
  guint32 type;

  if (!read_type (reader, &type, error))
    return FALSE;
  if (type == WKB_POLYGON)
    return read_polygon (reader, builder, error);
  if (type == WKB_MULTI_POLYGON)
    return read_multi_polygon (reader, builder, error);
  g_set_error (error, GW_GIS_ERROR, GW_GIS_ERROR_UNSUPPORTED,
               "geometry type %u is neither a polygon (3) nor a multipolygon (6)", type);
  return FALSE;
}

GwShape *
gw_shape_from_wkb (const guint8 *wkb, gsize length, GError **error)
{
  g_auto (GwShapeBuilder) builder = { NULL };
  Reader reader = { wkb, length, FALSE };

  gw_shape_builder_init (&builder);
  if (!read_geometry (&reader, &builder, error))
    return NULL;
  if (reader.left > 0)
    {
      g_set_error (error, GW_GIS_ERROR, GW_GIS_ERROR_SYNTAX,
                   "%" G_GSIZE_FORMAT " bytes follow after the geometry", reader.left);
      return NULL;
    }
  return gw_shape_builder_build (&builder, error);
}
