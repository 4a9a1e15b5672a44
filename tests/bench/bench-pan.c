/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a frame of the moving map costs: processor time of all threads between one painted
 * frame and the next, everything redrawn in each. A real window; base tiles are decoded from
 * PNG as those of a server are, cells are rendered and coloured while the map moves.
 */
#include "tests/gui/map/fixture.h"

#include <adwaita.h>
#include <math.h>
#include <sys/resource.h>

#define WIDTH 1200
#define HEIGHT 800
#define PAN_PX 12.0
#define PAN_FRAMES 120
#define ZOOM_STEP 0.05
#define ZOOM_FROM 12.0
#define ZOOM_TO 17.0
#define N_CASES 50000
#define N_PNGS 16

typedef struct
{
  Fixture fixture;
  GArray *costs; /* double, ms per frame */
  double last_ms;
  guint n_frames; /* of this leg */
  guint leg;
  gboolean done;
  guint holes;
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

static double
processor_ms (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e3 +
         (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e3;
}

static void
painted_cb (Bench *bench)
{
  double now_ms = processor_ms ();
  double cost = now_ms - bench->last_ms;

  if (bench->n_frames > 1)
    {
      g_array_append_val (bench->costs, cost);
      bench->holes += gw_tile_layer_get_n_holes (bench->fixture.view->cell_layer);
    }
  bench->last_ms = now_ms;
}

/* Legs 0, 1, 2 pan to and fro at three zooms; leg 3 sweeps the zoom up and down. */
static gboolean
pan_step (Bench *bench)
{
  static const double zooms[] = { 13, 14, 15 };
  GwMapFrame frame = gw_map_motion_get_frame (bench->fixture.view->motion);
  double world = gw_map_world_px (zooms[bench->leg]);
  double direction = bench->n_frames < PAN_FRAMES / 2 ? 1 : -1;

  frame.centre.x += direction * PAN_PX / world;
  frame.centre.y += direction * PAN_PX / 2 / world;
  gw_map_motion_go_to (bench->fixture.view->motion, frame.centre, zooms[bench->leg], FALSE);
  return bench->n_frames < PAN_FRAMES;
}

static gboolean
zoom_step (Bench *bench)
{
  GwMapFrame frame = gw_map_motion_get_frame (bench->fixture.view->motion);
  double passed = bench->n_frames * ZOOM_STEP;
  double span = ZOOM_TO - ZOOM_FROM;
  double zoom = passed < span ? ZOOM_FROM + passed : ZOOM_TO - (passed - span);

  gw_map_motion_go_to (bench->fixture.view->motion, frame.centre, zoom, FALSE);
  return passed < 2 * span;
}

static gboolean
ticked_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  Bench *bench = user_data;
  gboolean going_on = bench->leg < 3 ? pan_step (bench) : zoom_step (bench);

  bench->n_frames++;
  if (!going_on)
    {
      bench->n_frames = 0;
      bench->leg++;
    }
  bench->done = bench->leg > 3;
  return bench->done ? G_SOURCE_REMOVE : G_SOURCE_CONTINUE;
}

static int
compare_costs (gconstpointer a, gconstpointer b)
{
  double one = *(const double *)a;
  double other = *(const double *)b;

  return one < other ? -1 : one > other;
}

static void
run (const char *name, guint n_side)
{
  Bench bench = { .costs = g_array_new (FALSE, FALSE, sizeof (double)) };
  GdkFrameClock *clock;

  fixture_open (&bench.fixture, n_side, N_CASES, WIDTH, HEIGHT);
  gw_map_view_take_base_tiles (bench.fixture.view, gw_base_tiles_new_from (fetch, NULL));
  gw_map_view_go_to (bench.fixture.view, (GwLonLat){ FIXTURE_LON, FIXTURE_LAT }, 13, FALSE);
  fixture_settle (&bench.fixture);

  clock = gtk_widget_get_frame_clock (GTK_WIDGET (bench.fixture.window));
  g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (painted_cb), &bench);
  gtk_widget_add_tick_callback (GTK_WIDGET (bench.fixture.view), ticked_cb, &bench, NULL);
  while (!bench.done)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handlers_disconnect_by_data (clock, &bench);

  g_array_sort (bench.costs, compare_costs);
  g_print ("%s_frame_p95 %.1f ms\n", name,
           g_array_index (bench.costs, double, bench.costs->len * 95 / 100));
  g_print ("%s_frame_median %.1f ms\n", name,
           g_array_index (bench.costs, double, bench.costs->len / 2));
  g_print ("%s_holes_per_frame %.3f tiles\n", name, (double)bench.holes / bench.costs->len);
  fixture_close (&bench.fixture);
  g_array_unref (bench.costs);
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
  paint_pngs (141);
  run ("pan_20k", 141);
  run ("pan_200k", 447);
  return 0;
}
