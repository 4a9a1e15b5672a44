/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Well-known binary of points and lines. */
#define G_LOG_DOMAIN "gridward-store"

#include "backend/store/wkb.h"

#include <math.h>
#include <string.h>

/* Byte order and type. */
#define HEADER_SIZE 5
#define TYPE_POINT 1
#define TYPE_LINE 2

static void
append_uint32 (GByteArray *out, guint32 value)
{
  guint32 little = GUINT32_TO_LE (value);

  g_byte_array_append (out, (const guint8 *)&little, sizeof little);
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

static GBytes *
build (guint32 type, const GwFixed *points, guint n_points)
{
  GByteArray *out = g_byte_array_sized_new (HEADER_SIZE + 4 + 16 * n_points);

  g_byte_array_append (out, (const guint8 *)"\1", 1);
  append_uint32 (out, type);
  if (type != TYPE_POINT)
    append_uint32 (out, n_points);
  for (guint i = 0; i < n_points; i++)
    {
      append_degrees (out, points[i].x);
      append_degrees (out, points[i].y);
    }
  return g_byte_array_free_to_bytes (out);
}

GBytes *
gw_wkb_new_point (GwFixed point)
{
  return build (TYPE_POINT, &point, 1);
}

GBytes *
gw_wkb_new_line (const GwFixed *points, guint n_points)
{
  g_return_val_if_fail (n_points >= 2, NULL);

  return build (TYPE_LINE, points, n_points);
}

static guint32
read_uint32 (const guint8 *bytes, gboolean little)
{
  guint32 value;

  memcpy (&value, bytes, sizeof value);
  return little ? GUINT32_FROM_LE (value) : GUINT32_FROM_BE (value);
}

static gint32
read_degrees (const guint8 *bytes, gboolean little)
{
  guint64 bits;
  double degrees;

  memcpy (&bits, bytes, sizeof bits);
  bits = little ? GUINT64_FROM_LE (bits) : GUINT64_FROM_BE (bits);
  memcpy (&degrees, &bits, sizeof degrees);
  if (!(degrees >= -180 && degrees <= 180))
    return 0;
  return (gint32)lround (degrees * GW_FIXED_PER_DEGREE);
}

guint
gw_wkb_get_type (GBytes *wkb)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (wkb, &length);

  return length < HEADER_SIZE || data[0] > 1 ? 0 : read_uint32 (data + 1, data[0] == 1);
}

GArray *
gw_wkb_dup_points (GBytes *wkb)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (wkb, &length);
  guint type = gw_wkb_get_type (wkb);
  gsize offset = type == TYPE_POINT ? HEADER_SIZE : HEADER_SIZE + 4;
  guint32 n_points = 1;
  gboolean little;
  GArray *points;

  if ((type != TYPE_POINT && type != TYPE_LINE) || length < offset)
    return NULL;
  little = data[0] == 1;
  if (type == TYPE_LINE)
    n_points = read_uint32 (data + HEADER_SIZE, little);
  if ((length - offset) / 16 < n_points)
    return NULL;
  points = g_array_sized_new (FALSE, FALSE, sizeof (GwFixed), n_points);
  for (guint32 i = 0; i < n_points; i++, offset += 16)
    {
      GwFixed point = { read_degrees (data + offset, little),
                        read_degrees (data + offset + 8, little) };

      g_array_append_val (points, point);
    }
  return points;
}
