/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Projections and shifted coordinates against known values. */
#include "gis/gis-error.h"
#include "gis/projection.h"

#include <geodesic.h>
#include <math.h>

typedef struct
{
  guint epsg;
  GwLonLat position;
  GwMetres metres;
  double tolerance_m;
} EpsgRow;

/* 3 320 113.398 m: the meridian arc from the equator to 30 degrees on WGS 84 and GRS 80. */
static const EpsgRow epsg_rows[] = {
  { 4547, { 114, 30 }, { 500000, 3320113.398 }, 0.001 },
  { 4526, { 114, 30 }, { 38500000, 3320113.398 }, 0.001 },
  { 32650, { 117, 30 }, { 500000, 3320113.398 * 0.9996 }, 0.001 },
  { 3857, { 180, 0 }, { 20037508.342789244, 0 }, 0.001 },
  { 3857, { 113.056, 0 }, { 113.056 * 20037508.342789244 / 180, 0 }, 0.001 },
  { 4490, { 113.056, 23.682 }, { 113.056, 23.682 }, 1e-9 },
};

static void
test_epsg (gconstpointer data)
{
  const EpsgRow *row = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GwProjection) projection = gw_projection_new_epsg (row->epsg, &error);
  GwMetres metres;
  GwLonLat position = { 0, 0 };

  g_assert_no_error (error);
  metres = gw_projection_forward (projection, row->position);
  g_assert_cmpfloat_with_epsilon (metres.x, row->metres.x, row->tolerance_m);
  g_assert_cmpfloat_with_epsilon (metres.y, row->metres.y, row->tolerance_m);
  g_assert_true (gw_projection_inverse (projection, row->metres, &position));
  g_assert_cmpfloat_with_epsilon (position.lon, row->position.lon, 1e-8);
  g_assert_cmpfloat_with_epsilon (position.lat, row->position.lat, 1e-8);
}

static void
test_epsg_refused (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (gw_projection_new_epsg (1, &error));
  g_assert_error (error, GW_GIS_ERROR, GW_GIS_ERROR_UNSUPPORTED);
  g_assert_nonnull (strstr (error->message, "EPSG:1 "));
}

static void
test_swapped_is_no_place (void)
{
  g_autoptr (GwProjection) projection = gw_projection_new_epsg (4547, NULL);
  GwLonLat untouched = { 1, 2 };
  GwMetres right = gw_projection_forward (projection, (GwLonLat){ 113.056, 23.682 });

  g_assert_true (gw_projection_inverse (projection, right, &untouched));
  untouched = (GwLonLat){ 1, 2 };
  g_assert_false (
      gw_projection_inverse (projection, (GwMetres){ right.y, right.x }, &untouched));
  g_assert_false (gw_projection_inverse (projection, (GwMetres){ NAN, 0 }, &untouched));
  g_assert_false (gw_projection_inverse (projection, (GwMetres){ 1e30, 0 }, &untouched));
  g_assert_cmpfloat (untouched.lat, ==, 2);
}

/* PROJ's geodesics are another way to the same lengths. */
static void
test_local_lengths (void)
{
  const GwLonLat origin = { 113.056, 23.682 };
  g_autoptr (GwProjection) projection = gw_projection_new_local (origin);
  GRand *random = g_rand_new_with_seed (1);
  struct geod_geodesic earth;

  geod_init (&earth, 6378137.0, 1 / 298.257222101);
  for (guint i = 0; i < 2000; i++)
    {
      GwMetres place = { g_rand_double_range (random, -35000, 35000),
                         g_rand_double_range (random, -35000, 35000) };
      double direction = g_rand_double_range (random, 0, 2 * G_PI);
      GwMetres near = { place.x + 100 * cos (direction), place.y + 100 * sin (direction) };
      GwLonLat a, b;
      double length, ignored;

      g_assert_true (gw_projection_inverse (projection, place, &a));
      g_assert_true (gw_projection_inverse (projection, near, &b));
      geod_inverse (&earth, a.lat, a.lon, b.lat, b.lon, &length, &ignored, &ignored);
      g_assert_cmpfloat (fabs (length - 100) / 100, <, 2e-5);
    }
  g_rand_free (random);
}

static void
test_local_origin (void)
{
  g_autoptr (GwProjection) projection = gw_projection_new_local ((GwLonLat){ 113, 23 });
  GwMetres metres = gw_projection_forward (projection, (GwLonLat){ 113, 23 });

  g_assert_cmpfloat_with_epsilon (metres.x, 0, 1e-6);
  g_assert_cmpfloat_with_epsilon (metres.y, 0, 1e-6);
}

static void
test_distance (void)
{
  g_assert_cmpfloat_with_epsilon (gw_distance_m ((GwLonLat){ 0, 0 }, (GwLonLat){ 1, 0 }),
                                  111195.0802, 0.001);
  g_assert_cmpfloat_with_epsilon (gw_distance_m ((GwLonLat){ 0, 0 }, (GwLonLat){ 180, 0 }),
                                  G_PI * 6371008.8, 0.001);
  g_assert_cmpfloat (gw_distance_m ((GwLonLat){ 5, 5 }, (GwLonLat){ 5, 5 }), ==, 0);
}

typedef struct
{
  GwCoordinateSystem system;
  GwLonLat shifted;
  GwLonLat wgs84;
} ShiftRow;

/* Pairs that the common conversion libraries publish in their documentation. */
static const ShiftRow shift_rows[] = {
  { GW_COORDINATES_GCJ02, { 116.41024449916938, 39.91640428150164 }, { 116.404, 39.915 } },
  { GW_COORDINATES_GCJ02, { 2.3522, 48.8566 }, { 2.3522, 48.8566 } },
  { GW_COORDINATES_BD09, { 2.3522, 48.8566 }, { 2.3522, 48.8566 } },
  { GW_COORDINATES_WGS84, { 113.056, 23.682 }, { 113.056, 23.682 } },
  { GW_COORDINATES_CGCS2000, { 113.056, 23.682 }, { 113.056, 23.682 } },
};

static void
test_shift (gconstpointer data)
{
  const ShiftRow *row = data;
  GwLonLat position = gw_coordinates_to_wgs84 (row->system, row->shifted);

  g_assert_cmpfloat_with_epsilon (position.lon, row->wgs84.lon, 1e-9);
  g_assert_cmpfloat_with_epsilon (position.lat, row->wgs84.lat, 1e-9);
}

/* (116.404, 39.915) in GCJ-02 is published as (116.410369…, 39.921336…) in BD-09. */
static void
test_bd09_is_gcj02_shifted_again (void)
{
  GwLonLat from_bd09 = gw_coordinates_to_wgs84 (
      GW_COORDINATES_BD09, (GwLonLat){ 116.41036949371029, 39.92133699351021 });
  GwLonLat from_gcj02 =
      gw_coordinates_to_wgs84 (GW_COORDINATES_GCJ02, (GwLonLat){ 116.404, 39.915 });

  g_assert_cmpfloat_with_epsilon (from_bd09.lon, from_gcj02.lon, 1e-9);
  g_assert_cmpfloat_with_epsilon (from_bd09.lat, from_gcj02.lat, 1e-9);
}

static void
test_shift_size (void)
{
  const GwLonLat city = { 113.056, 23.682 };
  double gcj02_m =
      gw_distance_m (city, gw_coordinates_to_wgs84 (GW_COORDINATES_GCJ02, city));
  double bd09_m = gw_distance_m (city, gw_coordinates_to_wgs84 (GW_COORDINATES_BD09, city));

  g_assert_cmpfloat (gcj02_m, >, 300);
  g_assert_cmpfloat (gcj02_m, <, 1000);
  g_assert_cmpfloat (bd09_m, >, 600);
  g_assert_cmpfloat (bd09_m, <, 2500);
}

static void
test_system_names (void)
{
  GwCoordinateSystem system = GW_COORDINATES_WGS84;

  g_assert_true (gw_coordinate_system_parse ("GCJ-02", &system));
  g_assert_cmpint (system, ==, GW_COORDINATES_GCJ02);
  g_assert_true (gw_coordinate_system_parse ("bd09", &system));
  g_assert_cmpint (system, ==, GW_COORDINATES_BD09);
  g_assert_true (gw_coordinate_system_parse ("cgcs2000", &system));
  g_assert_cmpint (system, ==, GW_COORDINATES_CGCS2000);
  g_assert_false (gw_coordinate_system_parse ("beijing54", &system));
  g_assert_cmpint (system, ==, GW_COORDINATES_CGCS2000);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (epsg_rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/gis/projection/epsg/%u", i);

      g_test_add_data_func (path, &epsg_rows[i], test_epsg);
    }
  for (guint i = 0; i < G_N_ELEMENTS (shift_rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/gis/projection/shift/%u", i);

      g_test_add_data_func (path, &shift_rows[i], test_shift);
    }
  g_test_add_func ("/gis/projection/epsg-refused", test_epsg_refused);
  g_test_add_func ("/gis/projection/swapped-is-no-place", test_swapped_is_no_place);
  g_test_add_func ("/gis/projection/local-lengths", test_local_lengths);
  g_test_add_func ("/gis/projection/local-origin", test_local_origin);
  g_test_add_func ("/gis/projection/distance", test_distance);
  g_test_add_func ("/gis/projection/bd09-is-gcj02-shifted-again",
                   test_bd09_is_gcj02_shifted_again);
  g_test_add_func ("/gis/projection/shift-size", test_shift_size);
  g_test_add_func ("/gis/projection/system-names", test_system_names);
  return g_test_run ();
}
