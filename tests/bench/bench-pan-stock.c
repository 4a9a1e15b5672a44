/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The same cells as path layers, the same cases as markers of libshumate, panned alike.
 * They cannot bear a city: fewer are drawn, and how many is said.
 */
#include "tests/bench/bench-pan.h"

#include "gui/map/map-reference.h"

#include <math.h>

#define N_SIDE 141
#define N_LAYERS 400
#define N_MARKERS 2000
#define N_FRAMES 30
#define ZOOM 15

typedef struct
{
  ShumateMap *map;
  guint n_ticks;
} Stock;

/* The cells nearest to the centre, which is what a window of this size would show. */
static void
add_cells (ShumateMap *map)
{
  ShumateViewport *viewport = shumate_map_get_viewport (map);
  g_autoptr (GPtrArray) cells = fixture_cells (N_SIDE);
  guint side = (guint)sqrt (N_LAYERS);
  const GdkRGBA fill = { 0.4f, 0.6f, 0.86f, 0.66f };

  for (guint i = 0; i < side * side; i++)
    {
      guint row = (N_SIDE - side) / 2 + i / side;
      guint column = (N_SIDE - side) / 2 + i % side;
      const GwCellRecord *record = g_ptr_array_index (cells, row * N_SIDE + column);
      ShumatePathLayer *layer = shumate_path_layer_new (viewport);

      shumate_path_layer_set_closed (layer, TRUE);
      shumate_path_layer_set_fill (layer, TRUE);
      shumate_path_layer_set_fill_color (layer, &fill);
      for (guint p = 0; p < record->shape->ring_ends[0]; p++)
        {
          GwLonLat at = gw_fixed_to_lon_lat (record->shape->points[p]);

          shumate_path_layer_add_node (
              layer, SHUMATE_LOCATION (shumate_coordinate_new_full (at.lat, at.lon)));
        }
      shumate_map_add_layer (map, SHUMATE_LAYER (layer));
    }
}

static void
add_markers (ShumateMap *map)
{
  ShumateMarkerLayer *layer = shumate_marker_layer_new (shumate_map_get_viewport (map));
  g_autofree GwCasePoint *points = fixture_points (N_MARKERS, N_SIDE);

  for (guint i = 0; i < N_MARKERS; i++)
    {
      ShumateMarker *marker = shumate_point_new ();

      shumate_location_set_location (SHUMATE_LOCATION (marker), points[i].lat,
                                     points[i].lon);
      shumate_marker_layer_add_marker (layer, marker);
    }
  shumate_map_add_layer (map, SHUMATE_LAYER (layer));
}

static gboolean
ticked_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  Stock *stock = user_data;
  ShumateViewport *viewport = shumate_map_get_viewport (stock->map);
  double degrees = PAN_PX * 360 / gw_map_world_px (ZOOM);

  shumate_location_set_location (
      SHUMATE_LOCATION (viewport), FIXTURE_LAT,
      FIXTURE_LON + degrees * MIN (stock->n_ticks, N_FRAMES - stock->n_ticks));
  stock->n_ticks++;
  return stock->n_ticks < N_FRAMES;
}

static gboolean
is_over (gpointer user_data)
{
  return ((Stock *)user_data)->n_ticks >= N_FRAMES;
}

static void
pan (const char *name, void (*add) (ShumateMap *map))
{
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());
  Stock stock = { .map = shumate_map_new () };
  ShumateViewport *viewport = shumate_map_get_viewport (stock.map);
  g_autoptr (ShumateMapSource) reference = gw_map_reference_new ();
  Meter meter = { 0 };

  shumate_viewport_set_reference_map_source (viewport, reference);
  shumate_viewport_set_zoom_level (viewport, ZOOM);
  shumate_location_set_location (SHUMATE_LOCATION (viewport), FIXTURE_LAT, FIXTURE_LON);
  add (stock.map);
  gtk_window_set_decorated (window, FALSE);
  gtk_window_set_default_size (window, WIDTH, HEIGHT);
  gtk_window_set_child (window, GTK_WIDGET (stock.map));
  gtk_window_present (window);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (window));

  meter_start (&meter, GTK_WIDGET (stock.map));
  gtk_widget_add_tick_callback (GTK_WIDGET (stock.map), ticked_cb, &stock, NULL);
  g_assert_true (fixture_wait (is_over, &stock));
  meter_stop (&meter);
  meter_print (&meter, name);
  gtk_window_destroy (window);
}

void
bench_stock_layers (void)
{
  g_print ("stock_path_layers %d cells\n", N_LAYERS);
  pan ("stock_path_layers", add_cells);
  g_print ("stock_markers %d cases\n", N_MARKERS);
  pan ("stock_markers", add_markers);
}
