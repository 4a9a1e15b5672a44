/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GCJ-02 and BD-09, the shifted coordinates of Chinese map services, back to WGS 84. */
#define G_LOG_DOMAIN "gridward-gis"

#include "gis/projection.h"

#include <math.h>

/*
 * There is no official formula: these are the published reconstructions that all map
 * libraries share (Krasovsky 1940 ellipsoid, sums of sines). They only exist forward, so
 * the way back is iterated; the shift changes by under 1 % over its own length, so each
 * round gains two digits or more.
 */
#define KRASOVSKY_A 6378245.0
#define KRASOVSKY_E2 0.00669342162296594323
#define MAX_ROUNDS 12
#define ENOUGH_DEGREES 1e-10

static const struct
{
  const char *name;
  GwCoordinateSystem system;
} names[] = {
  { "wgs84", GW_COORDINATES_WGS84 },       { "wgs-84", GW_COORDINATES_WGS84 },
  { "cgcs2000", GW_COORDINATES_CGCS2000 }, { "cgcs-2000", GW_COORDINATES_CGCS2000 },
  { "gcj02", GW_COORDINATES_GCJ02 },       { "gcj-02", GW_COORDINATES_GCJ02 },
  { "bd09", GW_COORDINATES_BD09 },         { "bd-09", GW_COORDINATES_BD09 },
};

gboolean
gw_coordinate_system_parse (const char *name, GwCoordinateSystem *ret_system)
{
  g_return_val_if_fail (name != NULL && ret_system != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (name, names[i].name) == 0)
      {
        *ret_system = names[i].system;
        return TRUE;
      }
  return FALSE;
}

/* GCJ-02 leaves everything outside of this rectangle where it is. */
static gboolean
is_shifted_by_gcj02 (GwLonLat position)
{
  return position.lon > 72.004 && position.lon < 137.8347 && position.lat > 0.8293 &&
         position.lat < 55.8271;
}

/* The published sums, in metres, of a position relative to 105 E 35 N. */
static double
short_waves (double x)
{
  return (20 * sin (6 * x * G_PI) + 20 * sin (2 * x * G_PI)) * 2 / 3;
}

static double
shift_north_m (double x, double y)
{
  return -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt (fabs (x)) +
         short_waves (x) + (20 * sin (y * G_PI) + 40 * sin (y / 3 * G_PI)) * 2 / 3 +
         (160 * sin (y / 12 * G_PI) + 320 * sin (y / 30 * G_PI)) * 2 / 3;
}

static double
shift_east_m (double x, double y)
{
  return 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt (fabs (x)) +
         short_waves (x) + (20 * sin (x * G_PI) + 40 * sin (x / 3 * G_PI)) * 2 / 3 +
         (150 * sin (x / 12 * G_PI) + 300 * sin (x / 30 * G_PI)) * 2 / 3;
}

static GwLonLat
gcj02_from_wgs84 (GwLonLat position)
{
  double x = position.lon - 105, y = position.lat - 35;
  double sine = sin (position.lat * G_PI / 180);
  double magic = 1 - KRASOVSKY_E2 * sine * sine;
  double meridian_m =
      KRASOVSKY_A * (1 - KRASOVSKY_E2) / (magic * sqrt (magic)) * G_PI / 180;
  double parallel_m =
      KRASOVSKY_A / sqrt (magic) * cos (position.lat * G_PI / 180) * G_PI / 180;

  if (!is_shifted_by_gcj02 (position))
    return position;
  return (GwLonLat){ position.lon + shift_east_m (x, y) / parallel_m,
                     position.lat + shift_north_m (x, y) / meridian_m };
}

static GwLonLat
bd09_from_gcj02 (GwLonLat position)
{
  const double frequency = G_PI * 3000 / 180;
  double radius =
      hypot (position.lon, position.lat) + 2e-5 * sin (position.lat * frequency);
  double angle = atan2 (position.lat, position.lon) + 3e-6 * cos (position.lon * frequency);

  return (GwLonLat){ radius * cos (angle) + 0.0065, radius * sin (angle) + 0.006 };
}

static GwLonLat
bd09_from_wgs84 (GwLonLat position)
{
  GwLonLat shifted = gcj02_from_wgs84 (position);

  /* Where GCJ-02 is not shifted its services have no BD-09 either. */
  return is_shifted_by_gcj02 (position) ? bd09_from_gcj02 (shifted) : position;
}

/* Finds what shift turns into target. */
static GwLonLat
invert (GwLonLat (*shift) (GwLonLat), GwLonLat target)
{
  GwLonLat guess = target;

  for (guint round = 0; round < MAX_ROUNDS; round++)
    {
      GwLonLat shifted = shift (guess);
      double error_lon = shifted.lon - target.lon;
      double error_lat = shifted.lat - target.lat;

      guess.lon -= error_lon;
      guess.lat -= error_lat;
      if (fabs (error_lon) < ENOUGH_DEGREES && fabs (error_lat) < ENOUGH_DEGREES)
        break;
    }
  return guess;
}

GwLonLat
gw_coordinates_to_wgs84 (GwCoordinateSystem system, GwLonLat position)
{
  switch (system)
    {
    case GW_COORDINATES_GCJ02:
      return invert (gcj02_from_wgs84, position);
    case GW_COORDINATES_BD09:
      return invert (bd09_from_wgs84, position);
    case GW_COORDINATES_WGS84:
    case GW_COORDINATES_CGCS2000:
      break;
    }
  return position;
}
