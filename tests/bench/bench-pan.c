/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a frame of the moving map costs: processor time from one painted frame to the next,
 * everything redrawn in each; the main loop's, which decides whether the map stutters, and
 * that of all threads. A real window; base tiles are decoded from PNG as those of a server
 * are, cells are rendered and coloured while the map moves. After it, a million components
 * beside them, and the same with stock layers.
 */
#include "tests/bench/bench-pan.h"

#include "gui/map/component-tiles.h"

#include <adwaita.h>
#include <math.h>

#define PAN_FRAMES 120
#define ZOOM_STEP 0.05
#define ZOOM_FROM 12.0
#define ZOOM_TO 17.0
#define N_CASES 50000
#define N_SIDE_SMALL 141
#define N_PNGS 16
#define N_PAINTED 20

typedef struct
{
  Fixture fixture;
  guint n_frames;
  guint n_counted;
  guint holes; /* tiles without a sharp picture, of both layers, over all frames */
  guint blanks;
} Bench;

static GBytes *pngs[N_PNGS];

static GBytes *
fetch (GwTile tile, gpointer user_data)
{
  return g_bytes_ref (pngs[(tile.x * 5 + tile.y * 3 + tile.z) % N_PNGS]);
}

static void
paint_pngs (guint n_side)
{
  GwTile tile = gw_tile_at ((GwLonLat){ FIXTURE_LON, FIXTURE_LAT }, 15);

  for (guint i = 0; i < N_PNGS; i++)
    {
      GwTile other = { tile.z, tile.x + i % 4, tile.y + i / 4 };

      pngs[i] = fixture_base_tile (other, GUINT_TO_POINTER (n_side));
    }
}

static void
painted_cb (gpointer user_data)
{
  Bench *bench = user_data;
  GwMapView *view = bench->fixture.view;

  bench->n_counted++;
  bench->holes += gw_tile_layer_get_n_holes (view->cell_layer) +
                  gw_tile_layer_get_n_holes (view->base_layer);
  bench->blanks += gw_tile_layer_get_n_blanks (view->cell_layer) +
                   gw_tile_layer_get_n_blanks (view->base_layer);
}

/* To and fro at a zoom. */
static gboolean
pan_step (Bench *bench)
{
  GwMapFrame frame = gw_map_motion_get_frame (bench->fixture.view->motion);
  double zoom = round (frame.zoom);
  double world = gw_map_world_px (zoom);
  double direction = bench->n_frames < PAN_FRAMES / 2 ? 1 : -1;

  frame.centre.x += direction * PAN_PX / world;
  frame.centre.y += direction * PAN_PX / 2 / world;
  gw_map_motion_go_to (bench->fixture.view->motion, frame.centre, zoom, FALSE);
  return ++bench->n_frames < PAN_FRAMES;
}

/* In and out again. */
static gboolean
zoom_step (Bench *bench)
{
  GwMapFrame frame = gw_map_motion_get_frame (bench->fixture.view->motion);
  double passed = bench->n_frames++ * ZOOM_STEP;
  double span = ZOOM_TO - ZOOM_FROM;
  double zoom = passed < span ? ZOOM_FROM + passed : ZOOM_TO - (passed - span);

  gw_map_motion_go_to (bench->fixture.view->motion, frame.centre, zoom, FALSE);
  return passed < 2 * span;
}

typedef struct
{
  Bench *bench;
  gboolean (*step) (Bench *bench);
  gboolean done;
} Ride;

static gboolean
ticked_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  Ride *ride = user_data;

  ride->done = !ride->step (ride->bench);
  return ride->done ? G_SOURCE_REMOVE : G_SOURCE_CONTINUE;
}

static gboolean
is_done (gpointer user_data)
{
  return ((Ride *)user_data)->done;
}

static void
ride (Bench *bench, Meter *meter, gboolean (*step) (Bench *bench))
{
  Ride ride = { bench, step, FALSE };

  bench->n_frames = 0;
  meter_start (meter, GTK_WIDGET (bench->fixture.window));
  gtk_widget_add_tick_callback (GTK_WIDGET (bench->fixture.view), ticked_cb, &ride, NULL);
  g_assert_true (fixture_wait (is_done, &ride));
  meter_stop (meter);
}

static void
print_ride (Bench *bench, Meter *meter, const char *kind, const char *size)
{
  g_autofree char *name = g_strdup_printf ("%s_%s", kind, size);

  meter_print (meter, name);
  g_print ("%s_holes_per_frame %.3f tiles\n", name,
           (double)bench->holes / bench->n_counted);
  g_print ("%s_blanks_per_frame %.3f tiles\n", name,
           (double)bench->blanks / bench->n_counted);
  bench->n_counted = bench->holes = bench->blanks = 0;
}

/* Each zoom begins at rest: what a jump to it costs is not panning. */
static void
pan (Bench *bench, const char *size)
{
  static const double zooms[] = { 13, 14, 15 };
  Meter meter = { .painted = painted_cb, .user_data = bench };

  for (guint i = 0; i < G_N_ELEMENTS (zooms); i++)
    {
      gw_map_view_go_to (bench->fixture.view, (GwLonLat){ FIXTURE_LON, FIXTURE_LAT },
                         zooms[i], FALSE);
      fixture_settle (&bench->fixture);
      ride (bench, &meter, pan_step);
    }
  print_ride (bench, &meter, "pan", size);
}

static void
zoom (Bench *bench, const char *size)
{
  Meter meter = { .painted = painted_cb, .user_data = bench };

  gw_map_view_go_to (bench->fixture.view, (GwLonLat){ FIXTURE_LON, FIXTURE_LAT }, ZOOM_FROM,
                     FALSE);
  fixture_settle (&bench->fixture);
  ride (bench, &meter, zoom_step);
  print_ride (bench, &meter, "zoom", size);
}

static void
painted_tile_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwTileContent) content =
      gw_tile_source_load_finish (GW_TILE_SOURCE (object), result, &error);

  g_assert_no_error (error);
  *(gboolean *)user_data = TRUE;
}

static gboolean
is_true (gpointer user_data)
{
  return *(gboolean *)user_data;
}

/* From asking for a tile to having it, one after the other. */
static void
time_tiles (const char *kind, const char *size, GwTileSource *source, guint zoom)
{
  GwTile tile = gw_tile_at ((GwLonLat){ FIXTURE_LON, FIXTURE_LAT }, zoom);
  gint64 start_usec = g_get_monotonic_time ();

  for (guint i = 0; i < N_PAINTED; i++)
    {
      GwTile other = { tile.z, tile.x - 2 + i % 5, tile.y - 2 + i / 5 };
      gboolean done = FALSE;

      gw_tile_source_load_async (source, other, NULL, NULL, painted_tile_cb, &done);
      g_assert_true (fixture_wait (is_true, &done));
    }
  g_print ("%s_%s_tile %.2f ms\n", kind, size,
           (double)(g_get_monotonic_time () - start_usec) / 1e3 / N_PAINTED);
}

static gboolean
is_ready (gpointer user_data)
{
  return gw_map_view_is_ready (user_data);
}

static void
run (const char *size, guint n_side)
{
  Bench bench = { .fixture = { .fetch = fetch } };
  gint64 start_usec = g_get_monotonic_time ();

  fixture_open (&bench.fixture, n_side, N_CASES, WIDTH, HEIGHT);
  g_assert_true (fixture_wait (is_ready, bench.fixture.view));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (bench.fixture.window));
  g_print ("first_map_%s %.0f ms\n", size,
           (double)(g_get_monotonic_time () - start_usec) / 1e3);

  pan (&bench, size);
  zoom (&bench, size);
  time_tiles ("cell", size, bench.fixture.view->cell_tiles, 14);
  time_tiles ("base", size, bench.fixture.view->base_tiles, 14);
  g_print ("map_%s_resident %.0f MB\n", size, resident_mb ());
  fixture_close (&bench.fixture);
}

/* A place of the city with the components that stand there, panned; one tile after the other. */
static void
run_components (void)
{
  Bench bench = { .fixture = { .fetch = fetch } };
  Meter meter = { .painted = painted_cb, .user_data = &bench };
  g_autoptr (GwCityRecord) city = fixture_city (N_SIDE_SMALL);
  GwBox box = { gw_fixed_from_lon_lat ((GwLonLat){ city->bbox[0], city->bbox[1] }),
                gw_fixed_from_lon_lat ((GwLonLat){ city->bbox[2], city->bbox[3] }) };
  ComponentServer *server = component_server_new (box);
  g_autoptr (GwClient) client = gw_client_new (component_server_get_base (server), NULL);
  g_autoptr (GwTileSource) tiles = gw_component_tiles_new (client);
  gint64 start_usec;

  fixture_open (&bench.fixture, N_SIDE_SMALL, N_CASES, WIDTH, HEIGHT);
  gw_map_view_extra_set_client (bench.fixture.view, client);
  fixture_settle (&bench.fixture);
  gw_map_view_go_to (bench.fixture.view, (GwLonLat){ FIXTURE_LON, FIXTURE_LAT }, 17, FALSE);
  fixture_settle (&bench.fixture);
  start_usec = g_get_monotonic_time ();
  g_object_set (bench.fixture.view, "components-visible", TRUE, NULL);
  fixture_settle (&bench.fixture);
  g_print ("components_1m_first %.0f ms\n",
           (double)(g_get_monotonic_time () - start_usec) / 1e3);
  ride (&bench, &meter, pan_step);
  print_ride (&bench, &meter, "pan", "components_1m");
  time_tiles ("component", "1m", tiles, 17);
  g_print ("components_1m_resident %.0f MB\n", resident_mb ());
  fixture_close (&bench.fixture);
  component_server_free (server);
}

int
main (int argc, char **argv)
{
  if (!gtk_init_check ())
    {
      g_printerr ("bench-pan: no display\n");
      return 77;
    }
  adw_init ();
  fixture_fix_settings ();
  paint_pngs (N_SIDE_SMALL);
  g_print ("toolkit_resident %.0f MB\n", resident_mb ());
  run ("20k", N_SIDE_SMALL);
  run ("200k", 447);
  run_components ();
  bench_stock_layers ();
  return 0;
}
