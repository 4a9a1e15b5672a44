/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The same cells as path layers, the same cases as markers of the library, panned and zoomed
 * alike. A part of them is moved as long as ours are; of all cells of a city a few frames are
 * drawn, which is all that one wants to wait for. All cases cannot be: the library takes them
 * in quadratic time.
 */
#include "tests/bench/bench-pan.h"

#include "gui/map/map-reference.h"

#include <math.h>

#define N_SIDE 141
#define ZOOM 15
#define ZOOM_SPAN 2.0
#define PATIENCE_USEC (600 * G_USEC_PER_SEC)

typedef struct
{
  const char *name;
  void (*add) (ShumateMap *map, guint number);
  guint number;
  guint n_frames;
} Kind;

typedef struct
{
  const Kind *kind;
  ShumateMap *map;
  guint n_ticks;
  gboolean zooms;
} Stock;

/* The cells nearest to the centre, which is what a window of this size would show first. */
static void
add_cells (ShumateMap *map, guint number)
{
  ShumateViewport *viewport = shumate_map_get_viewport (map);
  g_autoptr (GPtrArray) cells = fixture_cells (N_SIDE);
  guint side = (guint)sqrt (number);
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
add_markers (ShumateMap *map, guint number)
{
  ShumateMarkerLayer *layer = shumate_marker_layer_new (shumate_map_get_viewport (map));
  g_autofree GwCasePoint *points = fixture_points (number, N_SIDE);

  for (guint i = 0; i < number; i++)
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
  guint n_frames = stock->kind->n_frames;
  guint step = MIN (stock->n_ticks, n_frames - stock->n_ticks);

  if (stock->zooms)
    shumate_viewport_set_zoom_level (viewport, ZOOM - ZOOM_SPAN * 2 * step / n_frames);
  else
    shumate_location_set_location (SHUMATE_LOCATION (viewport), FIXTURE_LAT,
                                   FIXTURE_LON +
                                       PAN_PX * 360 / gw_map_world_px (ZOOM) * step);
  stock->n_ticks++;
  return stock->n_ticks < n_frames;
}

static void
move (Stock *stock, gboolean zooms)
{
  g_autofree char *name =
      g_strdup_printf ("%s_%s", stock->kind->name, zooms ? "zoom" : "pan");
  gint64 end_usec = g_get_monotonic_time () + PATIENCE_USEC;
  Meter meter = { 0 };

  stock->zooms = zooms;
  stock->n_ticks = 0;
  meter_start (&meter, GTK_WIDGET (stock->map));
  gtk_widget_add_tick_callback (GTK_WIDGET (stock->map), ticked_cb, stock, NULL);
  while (stock->n_ticks < stock->kind->n_frames && g_get_monotonic_time () < end_usec)
    g_main_context_iteration (NULL, TRUE);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (stock->map));
  meter_stop (&meter);
  meter_print (&meter, name);
}

static void
measure (const Kind *kind)
{
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());
  Stock stock = { .kind = kind, .map = shumate_map_new () };
  ShumateViewport *viewport = shumate_map_get_viewport (stock.map);
  g_autoptr (ShumateMapSource) reference = gw_map_reference_new ();
  double before_mb = resident_mb ();
  gint64 start_usec = g_get_monotonic_time ();

  shumate_viewport_set_reference_map_source (viewport, reference);
  shumate_viewport_set_zoom_level (viewport, ZOOM);
  shumate_location_set_location (SHUMATE_LOCATION (viewport), FIXTURE_LAT, FIXTURE_LON);
  kind->add (stock.map, kind->number);
  gtk_window_set_decorated (window, FALSE);
  gtk_window_set_default_size (window, WIDTH, HEIGHT);
  gtk_window_set_child (window, GTK_WIDGET (stock.map));
  gtk_window_present (window);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (window));
  g_print ("%s_first_map %.0f ms\n", kind->name,
           (double)(g_get_monotonic_time () - start_usec) / 1e3);
  move (&stock, FALSE);
  move (&stock, TRUE);
  g_print ("%s_resident_more %.0f MB\n", kind->name, resident_mb () - before_mb);
  gtk_window_destroy (window);
}

void
bench_stock_layers (void)
{
  static const Kind kinds[] = {
    { "stock_path_layers_400", add_cells, 400, 30 },
    { "stock_path_layers_20k", add_cells, N_SIDE * N_SIDE, 6 },
    { "stock_markers_2k", add_markers, 2000, 30 },
    { "stock_markers_10k", add_markers, 10000, 30 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    measure (&kinds[i]);
}
