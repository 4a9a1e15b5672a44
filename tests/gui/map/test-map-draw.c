/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An area is drawn on the map, by clicks and by keys alone. */
#include "tests/gui/map/fixture.h"

#include "gis/ring.h"

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture_open (fixture, 20, 50, 700, 500);
  fixture_settle (fixture);
  gw_map_view_enable_drawing (fixture->view);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  fixture_close (fixture);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static guint
n_corners (Fixture *fixture)
{
  g_autofree char *text = NULL;
  g_autoptr (GwShape) ring = NULL;

  g_object_get (fixture->view, "within", &text, NULL);
  ring = text != NULL ? gw_ring_parse (text, NULL) : NULL;
  return ring != NULL ? ring->n_points : 0;
}

static void
press (Fixture *fixture, guint key, guint times)
{
  for (guint i = 0; i < times; i++)
    g_assert_true (gw_map_view_draw_key (fixture->view, key, 0));
}

static gboolean
is_drawing (Fixture *fixture)
{
  gboolean drawing = FALSE;

  g_object_get (fixture->view, "drawing", &drawing, NULL);
  return drawing;
}

static void
test_clicks (Fixture *fixture, gconstpointer data)
{
  g_assert_false (gw_map_view_draw_key (fixture->view, GDK_KEY_Return, 0));
  g_object_set (fixture->view, "drawing", TRUE, NULL);
  gw_map_view_click (fixture->view, 200, 150);
  gw_map_view_click (fixture->view, 400, 150);
  gw_map_view_click (fixture->view, 400, 300);
  gw_map_view_click (fixture->view, 220, 320);
  press (fixture, GDK_KEY_BackSpace, 1);
  gw_map_view_click (fixture->view, 210, 300);
  g_assert_cmpuint (n_corners (fixture), ==, 0);
  press (fixture, GDK_KEY_Return, 1);
  g_assert_cmpuint (n_corners (fixture), ==, 4);
  g_assert_false (is_drawing (fixture));

  /* At the first corner again the area is closed without any key. */
  g_object_set (fixture->view, "drawing", TRUE, NULL);
  gw_map_view_click (fixture->view, 200, 150);
  gw_map_view_click (fixture->view, 400, 150);
  gw_map_view_click (fixture->view, 400, 300);
  gw_map_view_click (fixture->view, 203, 152);
  g_assert_cmpuint (n_corners (fixture), ==, 3);
}

static void
test_keys (Fixture *fixture, gconstpointer data)
{
  g_object_set (fixture->view, "drawing", TRUE, NULL);
  press (fixture, GDK_KEY_space, 1);
  press (fixture, GDK_KEY_Right, 4);
  press (fixture, GDK_KEY_Down, 3);
  press (fixture, GDK_KEY_space, 1);
  press (fixture, GDK_KEY_Return, 1);
  g_assert_cmpuint (n_corners (fixture), ==, 4);

  /* What is dropped leaves the area as it was; what encloses nothing is not taken. */
  g_object_set (fixture->view, "drawing", TRUE, NULL);
  press (fixture, GDK_KEY_Left, 2);
  press (fixture, GDK_KEY_space, 1);
  press (fixture, GDK_KEY_Return, 1);
  g_assert_true (is_drawing (fixture));
  press (fixture, GDK_KEY_Escape, 1);
  g_assert_false (is_drawing (fixture));
  g_assert_cmpuint (n_corners (fixture), ==, 4);
  g_object_set (fixture->view, "within", NULL, NULL);
  g_assert_cmpuint (n_corners (fixture), ==, 0);
}

/* Measuring and drawing both want the clicks: one ends the other. */
static void
test_one_at_a_time (Fixture *fixture, gconstpointer data)
{
  gboolean measuring = FALSE;

  g_object_set (fixture->view, "measuring", TRUE, NULL);
  g_object_set (fixture->view, "drawing", TRUE, NULL);
  g_object_get (fixture->view, "measuring", &measuring, NULL);
  g_assert_false (measuring);
  g_object_set (fixture->view, "measuring", TRUE, NULL);
  g_assert_false (is_drawing (fixture));
  g_object_set (fixture->view, "within", "nonsense", NULL);
  g_assert_cmpuint (n_corners (fixture), ==, 0);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  fixture_fix_settings ();
  g_test_add ("/gui/map/draw/clicks", Fixture, NULL, set_up, test_clicks, tear_down);
  g_test_add ("/gui/map/draw/keys", Fixture, NULL, set_up, test_keys, tear_down);
  g_test_add ("/gui/map/draw/one-at-a-time", Fixture, NULL, set_up, test_one_at_a_time,
              tear_down);
  return g_test_run ();
}
