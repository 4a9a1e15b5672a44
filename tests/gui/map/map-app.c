/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The map alone in a window: to look at, to shoot, and to be driven by a pointer.
 *
 * With --shoot FILE it draws itself into a PNG and ends. Otherwise it stays, and prints a
 * line for every change of the selection and of the view, until its standard input ends.
 */
#include "tests/gui/map/fixture.h"

#include <adwaita.h>
#include <locale.h>

static char *shot;
static gboolean dark;
static gboolean fixed;
static double zoom = -1;
static double lon = FIXTURE_LON;
static double lat = FIXTURE_LAT;
static int side = 141;
static int cases = 900;
static int width = 1200;
static int height = 800;
static int measure;
static gboolean heat;
static char *chosen_case;
static char *chosen_cell;

static const GOptionEntry entries[] = {
  { "shoot", 0, 0, G_OPTION_ARG_FILENAME, &shot, "Write a PNG and end", "FILE" },
  { "dark", 0, 0, G_OPTION_ARG_NONE, &dark, "Dark style", NULL },
  { "fixed", 0, 0, G_OPTION_ARG_NONE, &fixed, "No animations", NULL },
  { "zoom", 0, 0, G_OPTION_ARG_DOUBLE, &zoom, "Zoom (the whole city without it)", "Z" },
  { "lon", 0, 0, G_OPTION_ARG_DOUBLE, &lon, "Centre", "DEGREES" },
  { "lat", 0, 0, G_OPTION_ARG_DOUBLE, &lat, "Centre", "DEGREES" },
  { "side", 0, 0, G_OPTION_ARG_INT, &side, "Cells along one side", "N" },
  { "cases", 0, 0, G_OPTION_ARG_INT, &cases, "Cases", "N" },
  { "width", 0, 0, G_OPTION_ARG_INT, &width, "Window", "PX" },
  { "height", 0, 0, G_OPTION_ARG_INT, &height, "Window", "PX" },
  { "measure", 0, 0, G_OPTION_ARG_INT, &measure,
    "What the cells are coloured by: a GwMeasure", "N" },
  { "heat", 0, 0, G_OPTION_ARG_NONE, &heat, "Heat instead of cells and cases", NULL },
  { "case", 0, 0, G_OPTION_ARG_STRING, &chosen_case, "Select a case", "NUMBER" },
  { "cell", 0, 0, G_OPTION_ARG_STRING, &chosen_cell, "Select a cell", "CODE" },
  { NULL },
};

static gboolean
input_cb (GIOChannel *channel, GIOCondition condition, gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_REMOVE;
}

static void
selected_cb (GwSelection *selection)
{
  const char *number = gw_selection_get_case_number (selection);
  const char *code = gw_selection_get_cell_code (selection);

  g_print ("selected case=%s cell=%s\n", number != NULL ? number : "-",
           code != NULL ? code : "-");
}

static void
moved_cb (Fixture *fixture)
{
  GwLonLat centre = gw_map_view_get_centre (fixture->view);

  g_print ("view zoom=%.2f lon=%.6f lat=%.6f\n", gw_map_view_get_zoom (fixture->view),
           centre.lon, centre.lat);
}

static void
apply_options (Fixture *fixture)
{
  guint n = fixture->n_side * fixture->n_side;

  gw_cell_values_set_measure (fixture->values, measure);
  gw_cell_values_take (fixture->values, "", fixture_values (fixture->n_side, measure), n);
  fixture_settle (fixture);
  if (zoom >= 0)
    gw_map_view_go_to (fixture->view, (GwLonLat){ lon, lat }, zoom, FALSE);
  g_object_set (fixture->view, "cells-visible", !heat, "cases-visible", !heat,
                "heat-visible", heat, NULL);
  gw_selection_set_case_number (fixture->selection, chosen_case);
  gw_selection_set_cell_code (fixture->selection, chosen_cell);
  fixture_settle (fixture);
}

static void
run (Fixture *fixture)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GIOChannel) input = g_io_channel_unix_new (0);

  g_signal_connect (fixture->selection, "notify", G_CALLBACK (selected_cb), NULL);
  g_signal_connect_swapped (shumate_map_get_viewport (fixture->view->map), "notify",
                            G_CALLBACK (moved_cb), fixture);
  g_io_add_watch (input, G_IO_IN | G_IO_HUP, input_cb, loop);
  g_print ("ready\n");
  g_main_loop_run (loop);
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  Fixture fixture = { 0 };

  setlocale (LC_ALL, "");
  setvbuf (stdout, NULL, _IOLBF, 0);
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("%s\n", error->message);
      return 2;
    }
  adw_init ();
  if (shot != NULL || fixed)
    fixture_fix_settings ();
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      dark ? ADW_COLOR_SCHEME_FORCE_DARK
                                           : ADW_COLOR_SCHEME_FORCE_LIGHT);
  fixture_open (&fixture, (guint)side, (guint)cases, width, height);
  apply_options (&fixture);
  if (shot != NULL)
    {
      g_autoptr (GdkTexture) texture = fixture_shoot (GTK_WIDGET (fixture.window));

      gdk_texture_save_to_png (texture, shot);
    }
  else
    run (&fixture);
  fixture_close (&fixture);
  return 0;
}
