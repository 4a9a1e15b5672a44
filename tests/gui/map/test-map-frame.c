/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The arithmetic between world and widget, and which tiles a view wants. */
#include "gui/map/map-frame.h"
#include "gui/map/tile-plan.h"

#include <math.h>

static const GwLonLat place = { 113.05, 23.69 };

static GwMapFrame
frame_at (double zoom, double width, double height)
{
  return (GwMapFrame){ gw_mercator_from_lon_lat (place), zoom, width, height };
}

static const double zooms[] = { 10, 12.3, 14, 15.5, 18, 19 };

static void
test_round_trip (gconstpointer data)
{
  GwMapFrame frame = frame_at (*(const double *)data, 1201, 777);
  const double xs[] = { 0, 17.5, 600, 1201 };

  for (guint i = 0; i < G_N_ELEMENTS (xs); i++)
    {
      GwMercator there = gw_map_frame_to_mercator (&frame, xs[i], xs[i] / 2);
      double x, y;

      gw_map_frame_to_widget (&frame, there, &x, &y);
      g_assert_cmpfloat_with_epsilon (x, xs[i], 1e-4);
      g_assert_cmpfloat_with_epsilon (y, xs[i] / 2, 1e-4);
    }
}

static void
test_anchor_stays (gconstpointer data)
{
  GwMapFrame frame = frame_at (*(const double *)data, 1000, 700);
  GwMercator anchor = gw_map_frame_to_mercator (&frame, 120, 640);
  double x, y;

  frame.zoom += 1.37;
  frame.centre = gw_map_frame_centre_for (&frame, anchor, 120, 640);
  gw_map_frame_to_widget (&frame, anchor, &x, &y);
  g_assert_cmpfloat_with_epsilon (x, 120, 0.51);
  g_assert_cmpfloat_with_epsilon (y, 640, 0.51);
}

static void
test_tiles_share_edges (gconstpointer data)
{
  double zoom = *(const double *)data;
  GwMapFrame frame = frame_at (zoom, 1200, 800);
  guint level = gw_map_frame_level (&frame, GW_TILE_MAX_ZOOM);
  GwTile tile = gw_tile_at (place, level);
  GwTile right = { tile.z, tile.x + 1, tile.y };
  GwTile below = { tile.z, tile.x, tile.y + 1 };
  GwMapRect own = gw_map_frame_tile_rect (&frame, tile);

  g_assert_cmpfloat (own.x + own.width, ==, gw_map_frame_tile_rect (&frame, right).x);
  g_assert_cmpfloat (own.y + own.height, ==, gw_map_frame_tile_rect (&frame, below).y);
  g_assert_cmpfloat (own.x, ==, round (own.x));
  if (zoom == round (zoom))
    g_assert_cmpfloat (own.width, ==, GW_TILE_SIZE);
  g_assert_cmpfloat (fabs (own.width - GW_TILE_SIZE * exp2 (zoom - level)), <=, 1);
}

static void
test_children_cover_tile (void)
{
  GwMapFrame frame = frame_at (14.4, 1200, 800);
  GwTile tile = gw_tile_at (place, 14);
  GwMapRect own = gw_map_frame_tile_rect (&frame, tile);
  GwMapRect first = gw_map_frame_tile_rect (&frame, gw_tile_child (tile, 0));
  GwMapRect last = gw_map_frame_tile_rect (&frame, gw_tile_child (tile, 3));
  GwTile parent = gw_tile_ancestor (gw_tile_child (tile, 2), 1);

  g_assert_cmpfloat (first.x, ==, own.x);
  g_assert_cmpfloat (first.y, ==, own.y);
  g_assert_cmpfloat (last.x + last.width, ==, own.x + own.width);
  g_assert_cmpfloat (last.y + last.height, ==, own.y + own.height);
  g_assert_cmpuint (gw_tile_key (parent), ==, gw_tile_key (tile));
}

typedef struct
{
  double zoom;
  guint max;
  guint level;
} LevelRow;

static const LevelRow levels[] = {
  { 10, 18, 10 }, { 12.4, 18, 12 }, { 12.6, 18, 13 }, { 17.9, 18, 18 },
  { 19, 18, 18 }, { 19, 22, 19 },   { -1, 22, 0 },    { 30, 22, 22 },
};

static void
test_level (gconstpointer data)
{
  const LevelRow *row = data;
  GwMapFrame frame = frame_at (row->zoom, 100, 100);

  g_assert_cmpuint (gw_map_frame_level (&frame, row->max), ==, row->level);
}

static void
test_fit (void)
{
  GwMapFrame frame = frame_at (10, 1200, 800);
  GwBox box = gw_box_empty ();
  GwMercator centre;
  double zoom, x, y;

  gw_box_add (&box, gw_fixed_from_lon_lat ((GwLonLat){ 112.98, 23.63 }));
  gw_box_add (&box, gw_fixed_from_lon_lat ((GwLonLat){ 113.12, 23.75 }));
  zoom = gw_map_frame_fit (&frame, box, 24, 18, &centre);
  g_assert_cmpfloat (zoom, ==, round (zoom));
  frame.zoom = zoom;
  frame.centre = centre;
  gw_map_frame_to_widget (&frame, gw_mercator_from_lon_lat ((GwLonLat){ 112.98, 23.75 }),
                          &x, &y);
  g_assert_cmpfloat (x, >=, -60);
  g_assert_cmpfloat (y, >=, -60);
  g_assert_cmpfloat (x, <, 500);

  /* A single point: as near as is allowed. */
  box.max = box.min;
  g_assert_cmpfloat (gw_map_frame_fit (&frame, box, 24, 18, &centre), ==, 18);
}

static void
test_comfortable (void)
{
  GwMapFrame frame = frame_at (14, 1000, 1000);

  g_assert_true (gw_map_frame_is_comfortable (&frame, frame.centre, 0.2));
  g_assert_true (gw_map_frame_is_comfortable (
      &frame, gw_map_frame_to_mercator (&frame, 210, 500), 0.2));
  g_assert_false (gw_map_frame_is_comfortable (
      &frame, gw_map_frame_to_mercator (&frame, 190, 500), 0.2));
  g_assert_false (gw_map_frame_is_comfortable (
      &frame, gw_map_frame_to_mercator (&frame, 500, 1500), 0.2));
}

static double
distance_to_centre (const GwMapFrame *frame, GwTile tile)
{
  double n = exp2 (tile.z);

  return hypot (tile.x + 0.5 - frame->centre.x * n, tile.y + 0.5 - frame->centre.y * n);
}

static void
test_plan_order (gconstpointer data)
{
  GwMapFrame frame = frame_at (*(const double *)data, 1200, 800);
  guint level = gw_map_frame_level (&frame, 18);
  g_autoptr (GArray) tiles = g_array_new (FALSE, FALSE, sizeof (GwTile));
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);
  guint n_visible = gw_tile_plan (&frame, level, 1, tiles);
  guint64 *keys = g_new (guint64, tiles->len);

  g_assert_cmpuint (n_visible, >, 0);
  g_assert_cmpuint (tiles->len, >, n_visible);
  for (guint i = 0; i < tiles->len; i++)
    {
      GwTile tile = g_array_index (tiles, GwTile, i);
      GwMapRect rect = gw_map_frame_tile_rect (&frame, tile);
      gboolean visible = rect.x < 1200 && rect.y < 800 && rect.x + rect.width > 0 &&
                         rect.y + rect.height > 0;

      g_assert_true (gw_tile_is_valid (tile));
      keys[i] = gw_tile_key (tile);
      g_assert_true (g_hash_table_add (seen, &keys[i]));
      g_assert_true (visible == (i < n_visible));
      if (i > 0 && i != n_visible)
        g_assert_cmpfloat (
            distance_to_centre (&frame, g_array_index (tiles, GwTile, i - 1)), <=,
            distance_to_centre (&frame, tile) + 1e-9);
    }
  g_free (keys);
}

static void
test_plan_at_the_edge_of_the_world (void)
{
  GwMapFrame frame = { { 0, 0 }, 3, 600, 600 };
  g_autoptr (GArray) tiles = g_array_new (FALSE, FALSE, sizeof (GwTile));

  g_assert_cmpuint (gw_tile_plan (&frame, 3, 1, tiles), ==, 4);
  for (guint i = 0; i < tiles->len; i++)
    g_assert_true (gw_tile_is_valid (g_array_index (tiles, GwTile, i)));
  frame.width = 0;
  g_assert_cmpuint (gw_tile_plan (&frame, 3, 1, tiles), ==, 0);
  g_assert_cmpuint (tiles->len, ==, 0);
}

static void
add_for_zooms (const char *name, GTestDataFunc function)
{
  for (guint i = 0; i < G_N_ELEMENTS (zooms); i++)
    {
      g_autofree char *path = g_strdup_printf ("/map-frame/%s/%g", name, zooms[i]);

      g_test_add_data_func (path, &zooms[i], function);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_for_zooms ("round-trip", test_round_trip);
  add_for_zooms ("anchor-stays", test_anchor_stays);
  add_for_zooms ("tiles-share-edges", test_tiles_share_edges);
  add_for_zooms ("plan-order", test_plan_order);
  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    {
      g_autofree char *path =
          g_strdup_printf ("/map-frame/level/%g-of-%u", levels[i].zoom, levels[i].max);

      g_test_add_data_func (path, &levels[i], test_level);
    }
  g_test_add_func ("/map-frame/children-cover-tile", test_children_cover_tile);
  g_test_add_func ("/map-frame/fit", test_fit);
  g_test_add_func ("/map-frame/comfortable", test_comfortable);
  g_test_add_func ("/map-frame/plan-at-the-edge", test_plan_at_the_edge_of_the_world);
  return g_test_run ();
}
