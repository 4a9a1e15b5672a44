/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a tile layer asks for, in which order, what it lets go of, and when it shows what. */
#include "tests/gui/map/fixture.h"

#include "gui/map/map-reference.h"
#include "gui/map/tile-cache.h"
#include "gui/map/tile-plan.h"

#include <adwaita.h>

#define WIDTH 800
#define HEIGHT 600
#define MAX_IN_FLIGHT 3

/* A source that answers when it is told to. */
#define TEST_TYPE_SOURCE (test_source_get_type ())
G_DECLARE_FINAL_TYPE (TestSource, test_source, TEST, SOURCE, GwTileSource)

struct _TestSource
{
  GwTileSource parent_instance;

  GPtrArray *waiting; /* GTask */
  GArray *asked;      /* GwTile, in order */
  guint n_known;
};

G_DEFINE_FINAL_TYPE (TestSource, test_source, GW_TYPE_TILE_SOURCE)

static void
test_source_load_async (GwTileSource *source, GwTile tile, GBytes *known,
                        GCancellable *cancellable, GAsyncReadyCallback callback,
                        gpointer user_data)
{
  TestSource *self = TEST_SOURCE (source);
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_task_data (task, g_memdup2 (&tile, sizeof tile), g_free);
  g_ptr_array_add (self->waiting, task);
  g_array_append_val (self->asked, tile);
  self->n_known += known != NULL;
}

static void
test_source_finalize (GObject *object)
{
  TestSource *self = TEST_SOURCE (object);

  g_ptr_array_unref (self->waiting);
  g_array_unref (self->asked);
  G_OBJECT_CLASS (test_source_parent_class)->finalize (object);
}

static void
test_source_class_init (TestSourceClass *klass)
{
  GwTileSourceClass *source_class = GW_TILE_SOURCE_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = test_source_finalize;
  source_class->max_level = 18;
  source_class->max_in_flight = MAX_IN_FLIGHT;
  source_class->load_async = test_source_load_async;
}

static void
test_source_init (TestSource *self)
{
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  self->asked = g_array_new (FALSE, FALSE, sizeof (GwTile));
}

typedef struct
{
  GtkWindow *window;
  ShumateMap *map;
  GwMapMotion *motion;
  GwTileLayer *layer;
  TestSource *source;
} Setup;

static void
viewport_changed_cb (Setup *setup)
{
  gw_tile_layer_viewport_changed (setup->layer);
}

static void
spin (void)
{
  for (guint i = 0; i < 4; i++)
    {
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_usleep (500);
    }
}

static void
go_to (Setup *setup, double lon, double zoom)
{
  gw_map_motion_go_to (setup->motion,
                       gw_mercator_from_lon_lat ((GwLonLat){ lon, FIXTURE_LAT }), zoom,
                       FALSE);
  spin ();
}

static void
set_up (Setup *setup, gconstpointer data)
{
  g_autoptr (ShumateMapSource) reference = gw_map_reference_new ();
  ShumateViewport *viewport;

  setup->map = shumate_map_new ();
  viewport = shumate_map_get_viewport (setup->map);
  shumate_viewport_set_reference_map_source (viewport, reference);
  setup->source = g_object_new (TEST_TYPE_SOURCE, NULL);
  setup->layer = gw_tile_layer_new (viewport, GW_TILE_SOURCE (setup->source));
  shumate_map_add_layer (setup->map, SHUMATE_LAYER (setup->layer));
  g_signal_connect_swapped (viewport, "notify", G_CALLBACK (viewport_changed_cb), setup);
  setup->motion = gw_map_motion_new (setup->map);
  gw_map_motion_go_to (setup->motion,
                       gw_mercator_from_lon_lat ((GwLonLat){ FIXTURE_LON, FIXTURE_LAT }),
                       14, FALSE);

  setup->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_decorated (setup->window, FALSE);
  gtk_window_set_default_size (setup->window, WIDTH, HEIGHT);
  gtk_window_set_child (setup->window, GTK_WIDGET (setup->map));
  gtk_window_present (setup->window);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (setup->window));
  spin ();
}

static GTask *
take_waiting (Setup *setup, guint i)
{
  return g_ptr_array_steal_index (setup->source->waiting, i);
}

static GwTile
tile_of (GTask *task)
{
  return *(GwTile *)g_task_get_task_data (task);
}

static void
answer (Setup *setup, guint i)
{
  g_autoptr (GTask) task = take_waiting (setup, i);
  g_autoptr (GBytes) pixel = g_bytes_new ("\x80\x80\x80", 3);
  guint revision = gw_tile_source_get_revision (GW_TILE_SOURCE (setup->source));

  if (g_task_return_error_if_cancelled (task))
    return;
  g_task_return_pointer (
      task,
      gw_tile_content_new (revision,
                           gdk_memory_texture_new (1, 1, GDK_MEMORY_R8G8B8, pixel, 3),
                           g_bytes_ref (pixel)),
      (GDestroyNotify)gw_tile_content_unref);
}

static void
tear_down (Setup *setup, gconstpointer data)
{
  g_signal_handlers_disconnect_by_data (shumate_map_get_viewport (setup->map), setup);
  gw_map_motion_free (setup->motion);
  gtk_window_destroy (setup->window);
  while (setup->source->waiting->len > 0)
    answer (setup, 0);
  spin ();
  g_assert_finalize_object (setup->source);
}

static void
fail (Setup *setup, guint i)
{
  g_autoptr (GTask) task = take_waiting (setup, i);

  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "no answer");
}

static void
answer_all (Setup *setup)
{
  for (guint round = 0; setup->source->waiting->len > 0 && round < 2000; round++)
    {
      answer (setup, 0);
      spin ();
    }
}

static void
test_asks_visible_first (Setup *setup, gconstpointer data)
{
  g_autoptr (GArray) plan = g_array_new (FALSE, FALSE, sizeof (GwTile));
  GwMapFrame frame = gw_map_frame_of_layer (SHUMATE_LAYER (setup->layer));
  guint n_visible = gw_tile_plan (&frame, 14, 1, plan);

  g_assert_cmpuint (setup->source->waiting->len, ==, MAX_IN_FLIGHT);
  g_assert_cmpuint (gw_tile_layer_get_pending (setup->layer), ==, n_visible);
  answer_all (setup);
  /* After them what may be wanted next: the levels above. */
  g_assert_cmpuint (setup->source->asked->len, >, plan->len);
  for (guint i = 0; i < plan->len; i++)
    g_assert_cmpuint (gw_tile_key (g_array_index (setup->source->asked, GwTile, i)), ==,
                      gw_tile_key (g_array_index (plan, GwTile, i)));
  g_assert_cmpuint (gw_tile_layer_get_pending (setup->layer), ==, 0);
}

static void
test_cancels_what_is_out_of_sight (Setup *setup, gconstpointer data)
{
  GTask *stale = g_ptr_array_index (setup->source->waiting, 0);

  g_assert_false (g_cancellable_is_cancelled (g_task_get_cancellable (stale)));
  go_to (setup, FIXTURE_LON + 1, 14);
  g_assert_true (g_cancellable_is_cancelled (g_task_get_cancellable (stale)));
  for (guint i = 0; i < MAX_IN_FLIGHT; i++)
    answer (setup, 0);
  spin ();
  /* Their places go to what is seen now. */
  g_assert_cmpuint (setup->source->waiting->len, ==, MAX_IN_FLIGHT);
  for (guint i = 0; i < MAX_IN_FLIGHT; i++)
    g_assert_false (g_cancellable_is_cancelled (
        g_task_get_cancellable (g_ptr_array_index (setup->source->waiting, i))));
  answer_all (setup);
  g_assert_cmpuint (gw_tile_layer_get_pending (setup->layer), ==, 0);
}

static void
test_cache_is_bounded (Setup *setup, gconstpointer data)
{
  for (guint i = 0; i < 12; i++)
    {
      go_to (setup, FIXTURE_LON + i * 0.12, 14);
      answer_all (setup);
      g_assert_cmpuint (gw_tile_layer_get_n_cached (setup->layer), <=, 160);
    }
  g_assert_cmpuint (gw_tile_layer_get_n_cached (setup->layer), >, 60);
}

static void
test_comes_back_from_cache (Setup *setup, gconstpointer data)
{
  guint asked;

  answer_all (setup);
  go_to (setup, FIXTURE_LON + 0.05, 14);
  answer_all (setup);
  asked = setup->source->asked->len;
  go_to (setup, FIXTURE_LON, 14);
  g_assert_cmpuint (setup->source->asked->len, ==, asked);
  g_assert_cmpuint (gw_tile_layer_get_pending (setup->layer), ==, 0);
}

static void
test_no_blank_while_zooming (Setup *setup, gconstpointer data)
{
  g_autoptr (GdkTexture) shot = NULL;
  g_autofree guint32 *pixels = NULL;
  gsize n = WIDTH * HEIGHT;

  answer_all (setup);
  go_to (setup, FIXTURE_LON, 15);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (setup->window));
  g_assert_cmpuint (gw_tile_layer_get_n_holes (setup->layer), >, 0);
  shot = fixture_shoot (GTK_WIDGET (setup->layer));
  pixels = g_new (guint32, n);
  gdk_texture_download (shot, (guchar *)pixels, WIDTH * 4);
  /* Parents cover the places of tiles that are still to come. */
  for (gsize i = 0; i < n; i++)
    g_assert_cmphex (pixels[i] >> 24, ==, 0xff);
}

static guint
count_asked (Setup *setup, guint level)
{
  guint n = 0;

  for (guint i = 0; i < setup->source->asked->len; i++)
    n += g_array_index (setup->source->asked, GwTile, i).z == level;
  return n;
}

static void
test_next_level_is_there_before_it_is_seen (Setup *setup, gconstpointer data)
{
  answer_all (setup);
  g_assert_cmpuint (count_asked (setup, 15), ==, 0);
  for (double zoom = 14.05; zoom < 14.5; zoom += 0.05)
    {
      go_to (setup, FIXTURE_LON, zoom);
      answer_all (setup);
    }
  g_assert_cmpuint (count_asked (setup, 15), >, 0);
  go_to (setup, FIXTURE_LON, 14.5);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (setup->window));
  g_assert_cmpuint (gw_tile_layer_get_n_holes (setup->layer), ==, 0);
  /* The way back needs nothing but what is there. */
  go_to (setup, FIXTURE_LON, 13);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (setup->window));
  g_assert_cmpuint (gw_tile_layer_get_n_blanks (setup->layer), ==, 0);
}

static void
test_target_comes_before_the_ring (Setup *setup, gconstpointer data)
{
  GwMapFrame target = gw_map_frame_of_layer (SHUMATE_LAYER (setup->layer));
  guint first;

  answer_all (setup);
  first = setup->source->asked->len;
  target.zoom = 16;
  gw_tile_layer_set_target (setup->layer, &target);
  gw_tile_layer_viewport_changed (setup->layer);
  spin ();
  g_assert_cmpuint (setup->source->asked->len, >, first);
  g_assert_cmpuint (g_array_index (setup->source->asked, GwTile, first).z, ==, 16);
  answer_all (setup);
  gw_tile_layer_set_target (setup->layer, NULL);
  go_to (setup, FIXTURE_LON, 16);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (setup->window));
  g_assert_cmpuint (gw_tile_layer_get_n_holes (setup->layer), ==, 0);
}

static void
test_failure_is_retried_later (Setup *setup, gconstpointer data)
{
  GwTile failed = tile_of (g_ptr_array_index (setup->source->waiting, 0));
  guint asked_again = 0;

  fail (setup, 0);
  spin ();
  g_assert_cmpuint (gw_tile_layer_get_failed (setup->layer), ==, 1);
  answer_all (setup);
  g_assert_cmpuint (gw_tile_layer_get_pending (setup->layer), ==, 0);
  for (guint i = 0; i < 800 && asked_again == 0; i++)
    {
      g_usleep (25000);
      spin ();
      asked_again = setup->source->waiting->len;
    }
  g_assert_cmpuint (asked_again, ==, 1);
  g_assert_cmpuint (gw_tile_key (tile_of (g_ptr_array_index (setup->source->waiting, 0))),
                    ==, gw_tile_key (failed));
  answer_all (setup);
  g_assert_cmpuint (gw_tile_layer_get_failed (setup->layer), ==, 0);
}

static void
test_new_revision_from_known_data (Setup *setup, gconstpointer data)
{
  guint asked, n_visible;

  answer_all (setup);
  asked = setup->source->asked->len;
  gw_tile_source_changed (GW_TILE_SOURCE (setup->source));
  spin ();
  n_visible = gw_tile_layer_get_pending (setup->layer);
  g_assert_cmpuint (n_visible, >, 4);
  /* One answer short of all: nothing of the new revision is shown yet, nothing is blank. */
  for (guint i = 0; i + 1 < n_visible; i++)
    {
      answer (setup, 0);
      spin ();
    }
  g_assert_cmpuint (gw_tile_layer_get_pending (setup->layer), ==, n_visible);
  g_assert_cmpuint (gw_tile_layer_get_n_holes (setup->layer), ==, 0);
  answer_all (setup);
  g_assert_cmpuint (gw_tile_layer_get_pending (setup->layer), ==, 0);
  g_assert_cmpuint (setup->source->n_known, >=, n_visible);
  g_assert_cmpuint (setup->source->asked->len, >, asked);
}

static void
test_source_may_be_replaced_in_flight (Setup *setup, gconstpointer data)
{
  gw_tile_layer_set_source (setup->layer, NULL);
  spin ();
  g_assert_cmpuint (gw_tile_layer_get_pending (setup->layer), ==, 0);
  while (setup->source->waiting->len > 0)
    answer (setup, 0);
  spin ();
  g_assert_cmpuint (gw_tile_layer_get_n_cached (setup->layer), ==, 0);
}

static void
test_cache_alone (void)
{
  g_autoptr (GwTileCache) cache = gw_tile_cache_new (4);

  for (guint i = 0; i < 10; i++)
    {
      GwTileEntry *entry = gw_tile_cache_ensure (cache, (GwTile){ 10, i, 1 });

      entry->stamp = i;
      entry->content = gw_tile_content_new (0, NULL, NULL);
    }
  gw_tile_cache_trim (cache, 2);
  g_assert_cmpuint (gw_tile_cache_size (cache), ==, 4);
  /* The wanted one stays, though it was one of the oldest. */
  g_assert_nonnull (gw_tile_cache_lookup (cache, (GwTile){ 10, 2, 1 }));
  g_assert_nonnull (gw_tile_cache_lookup (cache, (GwTile){ 10, 9, 1 }));
  g_assert_null (gw_tile_cache_lookup (cache, (GwTile){ 10, 3, 1 }));
  gw_tile_cache_drop_unwanted (cache, 9);
  g_assert_cmpuint (gw_tile_cache_size (cache), ==, 1);
}

static void
add (const char *path, void (*test) (Setup *, gconstpointer))
{
  g_test_add (path, Setup, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  fixture_fix_settings ();
  g_test_add_func ("/tile-layer/cache", test_cache_alone);
  add ("/tile-layer/asks-visible-first", test_asks_visible_first);
  add ("/tile-layer/cancels", test_cancels_what_is_out_of_sight);
  add ("/tile-layer/cache-is-bounded", test_cache_is_bounded);
  add ("/tile-layer/comes-back-from-cache", test_comes_back_from_cache);
  add ("/tile-layer/no-blank-while-zooming", test_no_blank_while_zooming);
  add ("/tile-layer/next-level-is-there", test_next_level_is_there_before_it_is_seen);
  add ("/tile-layer/target-first", test_target_comes_before_the_ring);
  add ("/tile-layer/failure-is-retried", test_failure_is_retried_later);
  add ("/tile-layer/new-revision", test_new_revision_from_known_data);
  add ("/tile-layer/source-replaced", test_source_may_be_replaced_in_flight);
  return g_test_run ();
}
