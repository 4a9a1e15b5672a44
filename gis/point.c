/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Positions in degrees and in fixed point, and boxes of them. */
#define G_LOG_DOMAIN "gridward-gis"

#include "gis/point.h"

#include <math.h>

gboolean
gw_lon_lat_is_valid (GwLonLat position)
{
  return isfinite (position.lon) && isfinite (position.lat) &&
         fabs (position.lon) <= 180.0 && fabs (position.lat) <= 90.0;
}

GwFixed
gw_fixed_from_lon_lat (GwLonLat position)
{
  GwFixed point;

  g_return_val_if_fail (gw_lon_lat_is_valid (position), ((GwFixed){ 0, 0 }));

  point.x = (gint32)lround (position.lon * GW_FIXED_PER_DEGREE);
  point.y = (gint32)lround (position.lat * GW_FIXED_PER_DEGREE);
  return point;
}

GwLonLat
gw_fixed_to_lon_lat (GwFixed point)
{
  return (GwLonLat){ (double)point.x / GW_FIXED_PER_DEGREE,
                     (double)point.y / GW_FIXED_PER_DEGREE };
}

void
gw_fixed_append_degrees (GString *out, gint32 value)
{
  guint32 magnitude = value < 0 ? -(guint32)value : (guint32)value;
  char text[16];
  char *at = text + sizeof text;

  /* Written by hand: a million of these go out per map, and printf is slow and localised. */
  for (guint digit = 0; digit < 7; digit++, magnitude /= 10)
    *--at = (char)('0' + magnitude % 10);
  *--at = '.';
  do
    {
      *--at = (char)('0' + magnitude % 10);
      magnitude /= 10;
    }
  while (magnitude > 0);
  if (value < 0)
    *--at = '-';
  g_string_append_len (out, at, text + sizeof text - at);
}

GwBox
gw_box_empty (void)
{
  return (GwBox){ { G_MAXINT32, G_MAXINT32 }, { G_MININT32, G_MININT32 } };
}

void
gw_box_add (GwBox *box, GwFixed point)
{
  box->min.x = MIN (box->min.x, point.x);
  box->min.y = MIN (box->min.y, point.y);
  box->max.x = MAX (box->max.x, point.x);
  box->max.y = MAX (box->max.y, point.y);
}

void
gw_box_unite (GwBox *box, GwBox other)
{
  box->min.x = MIN (box->min.x, other.min.x);
  box->min.y = MIN (box->min.y, other.min.y);
  box->max.x = MAX (box->max.x, other.max.x);
  box->max.y = MAX (box->max.y, other.max.y);
}

gboolean
gw_box_intersects (GwBox a, GwBox b)
{
  return a.min.x <= b.max.x && b.min.x <= a.max.x && a.min.y <= b.max.y &&
         b.min.y <= a.max.y;
}

gboolean
gw_box_contains (GwBox box, GwFixed point)
{
  return box.min.x <= point.x && point.x <= box.max.x && box.min.y <= point.y &&
         point.y <= box.max.y;
}

/* g_ascii_strtod also takes blanks, hexadecimal, "inf" and "nan"; a box does not. */
gboolean
gw_degrees_parse (const char **cursor, double *ret_value)
{
  const char *start = *cursor;
  char *end = NULL;
  double value;

  if (strspn (start, "+-0123456789.eE") == 0)
    return FALSE;
  value = g_ascii_strtod (start, &end);
  if (end == start || (gsize)(end - start) > strspn (start, "+-0123456789.eE"))
    return FALSE;
  *cursor = end;
  *ret_value = value;
  return TRUE;
}

gboolean
gw_box_parse (const char *text, GwBox *ret_box)
{
  double values[4];
  GwLonLat min, max;
  GwBox box;

  g_return_val_if_fail (text != NULL && ret_box != NULL, FALSE);

  for (guint i = 0; i < 4; i++)
    {
      if (i > 0 && *text++ != ',')
        return FALSE;
      if (!gw_degrees_parse (&text, &values[i]))
        return FALSE;
    }
  min = (GwLonLat){ values[0], values[1] };
  max = (GwLonLat){ values[2], values[3] };
  if (*text != '\0' || !gw_lon_lat_is_valid (min) || !gw_lon_lat_is_valid (max))
    return FALSE;
  box.min = gw_fixed_from_lon_lat (min);
  box.max = gw_fixed_from_lon_lat (max);
  if (box.min.x > box.max.x || box.min.y > box.max.y)
    return FALSE;
  *ret_box = box;
  return TRUE;
}
