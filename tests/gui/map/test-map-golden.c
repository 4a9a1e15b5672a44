/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The map's pictures against those that were looked at and found good. Drawn by an own cairo
 * renderer and without text, so that fonts do not matter. After a wanted change:
 * GRIDWARD_UPDATE_GOLDEN=1 writes them anew; look at them before they are committed.
 */
#include "tests/gui/map/fixture.h"

#include <adwaita.h>
#include <stdlib.h>

#define N_SIDE 60
#define WIDTH 480
#define HEIGHT 320
/* Versions of cairo round edges differently: few pixels, and by little. */
#define MAX_CHANNEL_DIFFERENCE 24
#define MAX_DIFFERENT_SHARE 0.005

typedef struct
{
  const char *name;
  double zoom;
  GwMeasure measure;
  gboolean dark;
  gboolean selected;
  gboolean inspectors;
  gboolean heat;
} Row;

static const Row rows[] = {
  { "open-14", 14, GW_MEASURE_OPEN, FALSE, FALSE },
  { "open-15", 15, GW_MEASURE_OPEN, FALSE, FALSE },
  { "open-16-half", 16.5, GW_MEASURE_OPEN, FALSE, FALSE },
  { "selected-17", 17, GW_MEASURE_OPEN, FALSE, TRUE },
  { "rate-15", 15, GW_MEASURE_CLOSURE_RATE, FALSE, FALSE },
  { "dark-15", 15, GW_MEASURE_OPEN, TRUE, FALSE },
  { "dark-selected-17", 17, GW_MEASURE_CLOSURE_RATE, TRUE, TRUE },
  { "inspectors-16", 16, GW_MEASURE_OPEN, FALSE, FALSE, TRUE },
  { "dark-inspectors-16", 16, GW_MEASURE_OPEN, TRUE, FALSE, TRUE },
  { "heat-14", 14, GW_MEASURE_OPEN, FALSE, FALSE, FALSE, TRUE },
  { "dark-heat-15", 15, GW_MEASURE_OPEN, TRUE, FALSE, FALSE, TRUE },
};

/* Single cases only, far enough apart, one of each lamp and with another mark of its class:
 * numbers would need fonts. */
static void
set_lonely_points (Fixture *fixture)
{
  static const GwLamp lamps[] = { GW_LAMP_NONE, GW_LAMP_GREEN, GW_LAMP_YELLOW,
                                  GW_LAMP_RED };
  GwCasePoint points[5] = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    {
      points[i].lon = FIXTURE_LON + ((int)i - 2) * 0.0017;
      points[i].lat = FIXTURE_LAT + (i % 2 == 0 ? 0.0009 : -0.0006);
      points[i].lamp = lamps[i % G_N_ELEMENTS (lamps)];
      points[i].state = i == 4 ? GW_STATE_CLOSED : GW_STATE_HANDLING;
      points[i].group = (guint8)(2 * i);
      g_snprintf (points[i].number, sizeof points[i].number, "20261122-%06u", i + 1);
    }
  gw_case_points_set (fixture->points, points, G_N_ELEMENTS (points));
}

/* Nameless, again for the fonts; the second has not been heard of for long. */
static void
set_inspectors (Fixture *fixture)
{
  g_autoptr (GwInspectors) inspectors = gw_inspectors_new (NULL);
  GPtrArray *items =
      g_ptr_array_new_with_free_func ((GDestroyNotify)gw_inspector_record_free);

  for (guint i = 0; i < 3; i++)
    {
      GwInspectorRecord *record = g_new0 (GwInspectorRecord, 1);

      record->lon = FIXTURE_LON + ((int)i - 1) * 0.0013;
      record->lat = FIXTURE_LAT + 0.0003;
      record->on_duty = TRUE;
      record->fresh = i != 1;
      g_ptr_array_add (items, record);
    }
  gw_inspectors_take_items (inspectors, items);
  gw_map_view_set_inspectors (fixture->view, inspectors);
}

/* Nothing but the heat of many cases, over the base map. */
static void
set_heat (Fixture *fixture)
{
  g_autofree GwCasePoint *points = fixture_points (600, N_SIDE);

  gw_case_points_set (fixture->points, points, 600);
  g_object_set (fixture->view, "cells-visible", FALSE, "cases-visible", FALSE,
                "heat-visible", TRUE, NULL);
}

static guint
count_different (GdkTexture *one, GdkTexture *other)
{
  gsize n_bytes = WIDTH * HEIGHT * 4;
  g_autofree guint8 *a = g_malloc (n_bytes);
  g_autofree guint8 *b = g_malloc (n_bytes);
  guint n_different = 0;

  gdk_texture_download (one, a, WIDTH * 4);
  gdk_texture_download (other, b, WIDTH * 4);
  for (gsize i = 0; i < n_bytes; i += 4)
    for (guint c = 0; c < 4; c++)
      if (abs (a[i + c] - b[i + c]) > MAX_CHANNEL_DIFFERENCE)
        {
          n_different++;
          break;
        }
  return n_different;
}

static void
compare_with_golden (GdkTexture *shot, const char *name)
{
  g_autofree char *file = g_strdup_printf ("%s.png", name);
  g_autofree char *path = g_build_filename (g_getenv ("GRIDWARD_SOURCE_DIR"), "tests",
                                            "gui", "map", "golden", file, NULL);
  g_autofree char *seen =
      g_build_filename (g_getenv ("GRIDWARD_BUILD_DIR"), "tests", "gui", "map", file, NULL);
  g_autoptr (GdkTexture) golden = NULL;
  g_autoptr (GError) error = NULL;
  guint n_different;

  if (g_getenv ("GRIDWARD_UPDATE_GOLDEN") != NULL)
    {
      g_assert_true (gdk_texture_save_to_png (shot, path));
      return;
    }
  gdk_texture_save_to_png (shot, seen);
  golden = gdk_texture_new_from_filename (path, &error);
  g_assert_no_error (error);
  g_assert_cmpint (gdk_texture_get_width (golden), ==, WIDTH);
  g_assert_cmpint (gdk_texture_get_height (golden), ==, HEIGHT);
  n_different = count_different (shot, golden);
  g_test_message ("%s: %u pixels differ; see %s", name, n_different, seen);
  g_assert_cmpfloat (n_different, <=, WIDTH * HEIGHT * MAX_DIFFERENT_SHARE);
}

static void
test_golden (gconstpointer data)
{
  const Row *row = data;
  Fixture fixture = { 0 };
  g_autoptr (GdkTexture) shot = NULL;
  g_autoptr (GdkTexture) again = NULL;

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      row->dark ? ADW_COLOR_SCHEME_FORCE_DARK
                                                : ADW_COLOR_SCHEME_FORCE_LIGHT);
  fixture_open (&fixture, N_SIDE, 0, WIDTH, HEIGHT);
  if (row->heat)
    set_heat (&fixture);
  else
    set_lonely_points (&fixture);
  gw_cell_values_set_measure (fixture.values, row->measure);
  gw_cell_values_take (fixture.values, "", fixture_values (N_SIDE, row->measure),
                       N_SIDE * N_SIDE);
  fixture_settle (&fixture);
  gw_map_view_go_to (fixture.view, (GwLonLat){ FIXTURE_LON, FIXTURE_LAT }, row->zoom,
                     FALSE);
  if (row->selected)
    {
      guint32 position =
          gw_cell_set_find_at (fixture.cells, (GwLonLat){ FIXTURE_LON, FIXTURE_LAT });

      gw_selection_set_case_number (fixture.selection, "20261122-000003");
      gw_selection_set_cell_code (fixture.selection,
                                  gw_cell_set_get (fixture.cells, position)->code);
    }
  if (row->inspectors)
    set_inspectors (&fixture);
  fixture_settle (&fixture);
  shot = fixture_shoot (GTK_WIDGET (fixture.view->map));
  again = fixture_shoot (GTK_WIDGET (fixture.view->map));
  g_assert_cmpuint (count_different (shot, again), ==, 0);
  compare_with_golden (shot, row->name);
  fixture_close (&fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  fixture_fix_settings ();
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/map-golden/%s", rows[i].name);

      g_test_add_data_func (path, &rows[i], test_golden);
    }
  return g_test_run ();
}
