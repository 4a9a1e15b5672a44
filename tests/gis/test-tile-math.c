/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Web Mercator tiles against known values. */
#include "gis/tile-math.h"

#include <math.h>

typedef struct
{
  GwLonLat position;
  GwTile tile;
} Row;

static const Row rows[] = {
  { { 113.056, 23.682 }, { 14, 13337, 7082 } },
  { { 113.056, 23.682 }, { 18, 213396, 113314 } },
  { { 0.02435, 51.51202 }, { 17, 65544, 43582 } },
  { { -73.9857, 40.7484 }, { 16, 19299, 24631 } },
  { { 151.2153, -33.8568 }, { 15, 30147, 19662 } },
  { { 0, 0 }, { 0, 0, 0 } },
  { { -180, 90 }, { 3, 0, 0 } },
  { { 180, -90 }, { 3, 7, 7 } },
};

static void
test_tile_at (gconstpointer data)
{
  const Row *row = data;
  GwTile tile = gw_tile_at (row->position, row->tile.z);
  GwBox box = gw_tile_box (tile, 0);

  g_assert_cmpuint (tile.z, ==, row->tile.z);
  g_assert_cmpuint (tile.x, ==, row->tile.x);
  g_assert_cmpuint (tile.y, ==, row->tile.y);
  if (fabs (row->position.lat) < 85)
    g_assert_true (gw_box_contains (box, gw_fixed_from_lon_lat (row->position)));
}

static void
test_boxes_meet (void)
{
  GwBox tile = gw_tile_box ((GwTile){ 14, 13337, 7082 }, 0);
  GwBox east = gw_tile_box ((GwTile){ 14, 13338, 7082 }, 0);
  GwBox south = gw_tile_box ((GwTile){ 14, 13337, 7083 }, 0);
  GwBox grown = gw_tile_box ((GwTile){ 14, 13337, 7082 }, GW_TILE_SIZE);

  g_assert_cmpint (tile.max.x, ==, east.min.x);
  g_assert_cmpint (tile.min.y, ==, south.max.y);
  g_assert_cmpint (grown.max.x, ==, east.max.x);
  g_assert_cmpint (grown.min.y, ==, south.min.y);
}

static void
test_world_box (void)
{
  GwBox world = gw_tile_box ((GwTile){ 0, 0, 0 }, 64);

  g_assert_cmpint (world.min.x, ==, -1800000000);
  g_assert_cmpint (world.max.x, ==, 1800000000);
  g_assert_cmpint (world.max.y, ==, 850511288);
  g_assert_cmpint (world.min.y, ==, -850511288);
}

static void
test_mercator_round_trip (void)
{
  GRand *random = g_rand_new_with_seed (1);

  for (guint i = 0; i < 10000; i++)
    {
      GwLonLat position = { g_rand_double_range (random, -180, 180),
                            g_rand_double_range (random, -85, 85) };
      GwLonLat back = gw_mercator_to_lon_lat (gw_mercator_from_lon_lat (position));

      g_assert_cmpfloat_with_epsilon (back.lon, position.lon, 1e-9);
      g_assert_cmpfloat_with_epsilon (back.lat, position.lat, 1e-9);
    }
  g_rand_free (random);
}

static void
test_metres_per_pixel (void)
{
  g_assert_cmpfloat_with_epsilon (gw_tile_metres_per_pixel (0, 0), 156543.03392804097,
                                  1e-6);
  g_assert_cmpfloat_with_epsilon (gw_tile_metres_per_pixel (60, 18), 0.29858214, 1e-7);
}

static void
test_valid (void)
{
  g_assert_true (gw_tile_is_valid ((GwTile){ 0, 0, 0 }));
  g_assert_false (gw_tile_is_valid ((GwTile){ 0, 1, 0 }));
  g_assert_true (gw_tile_is_valid ((GwTile){ 22, (1u << 22) - 1, 0 }));
  g_assert_false (gw_tile_is_valid ((GwTile){ 23, 0, 0 }));
  g_assert_false (gw_tile_is_valid ((GwTile){ 64, 0, 0 }));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/gis/tile-math/at/%u", i);

      g_test_add_data_func (path, &rows[i], test_tile_at);
    }
  g_test_add_func ("/gis/tile-math/boxes-meet", test_boxes_meet);
  g_test_add_func ("/gis/tile-math/world-box", test_world_box);
  g_test_add_func ("/gis/tile-math/mercator-round-trip", test_mercator_round_trip);
  g_test_add_func ("/gis/tile-math/metres-per-pixel", test_metres_per_pixel);
  g_test_add_func ("/gis/tile-math/valid", test_valid);
  return g_test_run ();
}
