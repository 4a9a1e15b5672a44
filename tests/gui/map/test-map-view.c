/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The map view as a whole: models in, selection out, state told in words. */
#include "tests/gui/map/fixture.h"

#include <adwaita.h>

#define N_SIDE 60
#define N_POINTS 400

static void
set_up (Fixture *fixture, gconstpointer data)
{
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      ADW_COLOR_SCHEME_FORCE_LIGHT);
  fixture_open (fixture, N_SIDE, N_POINTS, 900, 700);
  fixture_settle (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  fixture_close (fixture);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
go_to_case (Fixture *fixture, const GwCasePoint *point, double zoom)
{
  gw_map_view_go_to (fixture->view, (GwLonLat){ point->lon, point->lat }, zoom, FALSE);
  fixture_settle (fixture);
}

/* A case that stands alone at zoom 19. */
static const GwCasePoint *
find_lonely (Fixture *fixture)
{
  guint n = 0;
  const GwCasePoint *points = gw_case_points_get (fixture->points, &n);

  for (guint i = 0; i < n; i++)
    {
      gboolean lonely = TRUE;

      for (guint j = 0; j < n && lonely; j++)
        lonely = i == j || ABS (points[i].lon - points[j].lon) > 0.0004 ||
                 ABS (points[i].lat - points[j].lat) > 0.0004;
      if (lonely)
        return &points[i];
    }
  g_assert_not_reached ();
}

static void
test_fits_the_city (Fixture *fixture, gconstpointer data)
{
  GwLonLat centre = gw_map_view_get_centre (fixture->view);

  g_assert_cmpfloat_with_epsilon (centre.lon, FIXTURE_LON, 0.002);
  g_assert_cmpfloat_with_epsilon (centre.lat, FIXTURE_LAT, 0.002);
  g_assert_cmpfloat (gw_map_view_get_zoom (fixture->view), ==, 14);
  g_assert_true (gw_map_view_is_ready (fixture->view));
  g_assert_cmpuint (gw_cluster_layer_get_n_points (fixture->view->cluster_layer), ==,
                    N_POINTS);
  g_assert_cmpuint (gw_cluster_layer_get_n_drawn (fixture->view->cluster_layer), >, 10);
}

static void
test_click_selects_case (Fixture *fixture, gconstpointer data)
{
  const GwCasePoint *point = find_lonely (fixture);

  go_to_case (fixture, point, 19);
  gw_map_view_click (fixture->view, 450, 350);
  g_assert_cmpstr (gw_selection_get_case_number (fixture->selection), ==, point->number);
}

static void
test_click_selects_cell_and_lets_go (Fixture *fixture, gconstpointer data)
{
  guint32 position = 7 * N_SIDE + 4;
  const GwCellRecord *record = gw_cell_set_get (fixture->cells, position);
  GwLonLat inside = gw_fixed_to_lon_lat (gw_shape_label_point (record->shape));

  gw_case_points_set (fixture->points, NULL, 0);
  gw_map_view_go_to (fixture->view, inside, 17, FALSE);
  fixture_settle (fixture);
  gw_map_view_click (fixture->view, 450, 350);
  g_assert_cmpstr (gw_selection_get_cell_code (fixture->selection), ==, record->code);
  gw_map_view_click (fixture->view, 450, 350);
  g_assert_null (gw_selection_get_cell_code (fixture->selection));
}

static void
test_click_opens_cluster (Fixture *fixture, gconstpointer data)
{
  double before = gw_map_view_get_zoom (fixture->view);
  double after;

  /* The densest place lies a little off the centre; the map shows it as a cluster. */
  for (double y = 100; y < 650; y += 6)
    for (double x = 250; x < 800; x += 6)
      {
        g_autoptr (GwClusterHit) hit =
            gw_cluster_layer_hit (fixture->view->cluster_layer, x, y);

        if (hit == NULL || hit->members->len < 5)
          continue;
        gw_map_view_click (fixture->view, x, y);
        fixture_settle (fixture);
        after = gw_map_view_get_zoom (fixture->view);
        g_assert_cmpfloat (after, >, before);
        g_assert_null (gw_selection_get_case_number (fixture->selection));
        return;
      }
  g_assert_not_reached ();
}

static void
test_same_spot_is_listed (Fixture *fixture, gconstpointer data)
{
  GwCasePoint points[3] = { 0 };
  gboolean found = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    {
      points[i].lon = FIXTURE_LON;
      points[i].lat = FIXTURE_LAT;
      points[i].lamp = GW_LAMP_GREEN;
      points[i].state = GW_STATE_HANDLING;
      g_snprintf (points[i].number, sizeof points[i].number, "20261122-%06u", i + 1);
    }
  gw_case_points_set (fixture->points, points, G_N_ELEMENTS (points));
  go_to_case (fixture, points, 15);
  gw_map_view_click (fixture->view, 450, 350);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (fixture->view));
       child != NULL; child = gtk_widget_get_next_sibling (child))
    found = found || GTK_IS_POPOVER (child);
  g_assert_true (found);
  g_assert_cmpfloat (gw_map_view_get_zoom (fixture->view), ==, 15);
}

static void
test_reveal_pans_only_when_needed (Fixture *fixture, gconstpointer data)
{
  const GwCasePoint *point = find_lonely (fixture);
  GwLonLat start = { point->lon + 0.0005, point->lat };
  GwLonLat far = { point->lon + 0.05, point->lat };

  gw_selection_set_case_number (fixture->selection, point->number);
  gw_map_view_go_to (fixture->view, start, 16, FALSE);
  gw_selection_reveal (fixture->selection);
  fixture_settle (fixture);
  g_assert_cmpfloat_with_epsilon (gw_map_view_get_centre (fixture->view).lon, start.lon,
                                  1e-6);

  gw_map_view_go_to (fixture->view, far, 16, FALSE);
  gw_selection_reveal (fixture->selection);
  fixture_settle (fixture);
  g_assert_cmpfloat_with_epsilon (gw_map_view_get_centre (fixture->view).lon, point->lon,
                                  1e-6);
  g_assert_cmpfloat (gw_map_view_get_zoom (fixture->view), ==, 16);
}

static void
test_measure_recolours_without_rendering (Fixture *fixture, gconstpointer data)
{
  GwCellTiles *tiles = GW_CELL_TILES (fixture->view->cell_tiles);
  guint rendered = gw_cell_tiles_get_n_rendered (tiles);
  guint coloured = gw_cell_tiles_get_n_coloured (tiles);

  gw_map_view_set_measure (fixture->view, GW_MEASURE_CLOSURE_RATE);
  gw_cell_values_take (fixture->values, "",
                       fixture_values (N_SIDE, GW_MEASURE_CLOSURE_RATE), N_SIDE * N_SIDE);
  fixture_settle (fixture);
  g_assert_cmpuint (gw_map_view_get_measure (fixture->view), ==, GW_MEASURE_CLOSURE_RATE);
  g_assert_cmpuint (gw_cell_tiles_get_n_coloured (tiles), >, coloured);
  /* Only the ring out of sight, whose ids are not kept, may be rendered anew. */
  g_assert_cmpuint (gw_cell_tiles_get_n_rendered (tiles) - rendered, <=,
                    gw_cell_tiles_get_n_coloured (tiles) - coloured);
  g_assert_cmpuint (gw_tile_layer_get_n_holes (fixture->view->cell_layer), ==, 0);
}

static guint
count_children (GtkWidget *widget, GType type)
{
  guint n = g_type_is_a (G_OBJECT_TYPE (widget), type);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_children (child, type);
  return n;
}

static void
test_legend_shows_every_class (Fixture *fixture, gconstpointer data)
{
  guint n = gw_cell_values_get_n_classes (fixture->values);
  guint total = 0;

  g_assert_cmpuint (n, >, 2);
  /* One more: the scale of the heat map. */
  g_assert_cmpuint (
      count_children (GTK_WIDGET (fixture->view->legend), GTK_TYPE_DRAWING_AREA), ==,
      n + 1);
  for (guint i = 0; i < n; i++)
    total += gw_cell_values_get_class_count (fixture->values, i);
  g_assert_cmpuint (total, <=, N_SIDE * N_SIDE);
  gw_map_view_set_values (fixture->view, NULL);
  g_assert_cmpuint (
      count_children (GTK_WIDGET (fixture->view->legend), GTK_TYPE_DRAWING_AREA), ==, 1);
}

static void
test_style_changes_in_place (Fixture *fixture, gconstpointer data)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  g_autoptr (GdkTexture) light = fixture_shoot (GTK_WIDGET (fixture->view->base_layer));
  g_autoptr (GdkTexture) dark = NULL;
  guint32 before[4], after[4];
  g_autofree guint32 *pixels = g_new (guint32, 900 * 700);

  gdk_texture_download (light, (guchar *)pixels, 900 * 4);
  memcpy (before, pixels + 900 * 5, sizeof before);
  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_FORCE_DARK);
  fixture_settle (fixture);
  dark = fixture_shoot (GTK_WIDGET (fixture->view->base_layer));
  gdk_texture_download (dark, (guchar *)pixels, 900 * 4);
  memcpy (after, pixels + 900 * 5, sizeof after);
  g_assert_cmpuint (before[0] & 0xff, >, 200);
  g_assert_cmpuint (after[0] & 0xff, <, 90);
}

static void
test_live_points_follow (Fixture *fixture, gconstpointer data)
{
  GwCasePoint point = { .number = "20261122-900001",
                        .lon = FIXTURE_LON,
                        .lat = FIXTURE_LAT,
                        .lamp = GW_LAMP_RED,
                        .state = GW_STATE_HANDLING };

  gw_case_points_set (fixture->points, &point, 1);
  g_assert_cmpuint (gw_cluster_layer_get_n_points (fixture->view->cluster_layer), ==, 1);
  gw_map_view_set_points (fixture->view, NULL);
  g_assert_cmpuint (gw_cluster_layer_get_n_points (fixture->view->cluster_layer), ==, 0);
}

static void
test_status_tells_the_cell (Fixture *fixture, gconstpointer data)
{
  const GwCellRecord *record;
  guint32 position;

  fixture->view->has_pointer = TRUE;
  fixture->view->pointer_x = 450;
  fixture->view->pointer_y = 350;
  gw_map_view_state_changed (fixture->view);
  fixture_settle (fixture);
  position = gw_cell_set_find_at (fixture->cells, gw_map_view_get_centre (fixture->view));
  g_assert_cmpuint (position, !=, GW_CELL_NONE);
  record = gw_cell_set_get (fixture->cells, position);
  g_assert_true (
      g_str_has_prefix (gtk_label_get_label (fixture->view->status_label), record->code));
}

/* The check button of that label, wherever it is. */
static GtkCheckButton *
find_check (GtkWidget *root, const char *label)
{
  GtkCheckButton *found = NULL;

  if (GTK_IS_CHECK_BUTTON (root) &&
      g_strcmp0 (gtk_check_button_get_label (GTK_CHECK_BUTTON (root)), label) == 0)
    return GTK_CHECK_BUTTON (root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_check (child, label);
  return found;
}

/* The popover tells what is, and what is chosen there happens. */
static void
test_layers_are_chosen (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *label;
    const char *property;
    gboolean usual;
  } rows[] = { { "Cases", "cases-visible", TRUE },
               { "Inspectors on duty", "inspectors-visible", TRUE },
               { "Coloured cells", "cells-visible", TRUE },
               { "Heat map of the cases", "heat-visible", FALSE },
               { "Base map", "base-visible", TRUE } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GtkCheckButton *check = find_check (GTK_WIDGET (fixture->view), rows[i].label);
      gboolean visible = !rows[i].usual;

      g_assert_nonnull (check);
      g_assert_true (gtk_check_button_get_active (check) == rows[i].usual);
      gtk_check_button_set_active (check, !rows[i].usual);
      g_object_get (fixture->view, rows[i].property, &visible, NULL);
      g_assert_true (visible == !rows[i].usual);
    }
  fixture_settle (fixture);
}

static void
test_cells_can_be_hidden (Fixture *fixture, gconstpointer data)
{
  g_object_set (fixture->view, "cells-visible", FALSE, NULL);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (fixture->view->cell_layer)));
  fixture_settle (fixture);
  g_object_set (fixture->view, "cells-visible", TRUE, NULL);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (fixture->view->cell_layer)));
}

static GwInspectorRecord *
inspector (const char *name, double lon, gboolean on_duty)
{
  GwInspectorRecord *record = g_new0 (GwInspectorRecord, 1);

  record->person.name = g_strdup (name);
  record->lon = lon;
  record->lat = FIXTURE_LAT;
  record->on_duty = on_duty;
  record->fresh = TRUE;
  return record;
}

/* Those on duty are shown, until the user does not want to see them. */
static void
test_inspectors (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GwInspectors) inspectors = gw_inspectors_new (NULL);
  GPtrArray *items =
      g_ptr_array_new_with_free_func ((GDestroyNotify)gw_inspector_record_free);
  gboolean active;

  g_ptr_array_add (items, inspector ("甲", FIXTURE_LON, TRUE));
  g_ptr_array_add (items, inspector ("乙", FIXTURE_LON + 0.001, FALSE));
  g_ptr_array_add (items, inspector ("丙", FIXTURE_LON + 30, TRUE));
  gw_map_view_set_inspectors (fixture->view, inspectors);
  gw_inspectors_take_items (inspectors, items);
  g_assert_cmpuint (gw_inspectors_get_items (inspectors)->len, ==, 2);
  gw_map_view_go_to (fixture->view, (GwLonLat){ FIXTURE_LON, FIXTURE_LAT }, 16, FALSE);
  fixture_settle (fixture);
  g_object_unref (fixture_shoot (GTK_WIDGET (fixture->view->map)));
  g_assert_cmpuint (gw_inspector_layer_get_n_drawn (fixture->view->inspector_layer), ==, 1);
  g_object_get (inspectors, "active", &active, NULL);
  g_assert_true (active);
  g_object_set (fixture->view, "inspectors-visible", FALSE, NULL);
  g_object_get (inspectors, "active", &active, NULL);
  g_assert_false (active);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (fixture->view->inspector_layer)));
}

static void
test_base_map_can_be_hidden (Fixture *fixture, gconstpointer data)
{
  g_object_set (fixture->view, "base-visible", FALSE, NULL);
  fixture_settle (fixture);
  g_assert_cmpuint (gw_tile_layer_get_n_cached (fixture->view->base_layer), ==, 0);
  g_assert_cmpuint (gw_tile_layer_get_n_cached (fixture->view->cell_layer), >, 0);
  /* A base map that comes while it is switched off does not show either. */
  gw_map_view_take_base_tiles (
      fixture->view, gw_base_tiles_new_from (fixture_base_tile, GUINT_TO_POINTER (N_SIDE)));
  fixture_settle (fixture);
  g_assert_cmpuint (gw_tile_layer_get_n_cached (fixture->view->base_layer), ==, 0);
  g_object_set (fixture->view, "base-visible", TRUE, NULL);
  fixture_settle (fixture);
  g_assert_cmpuint (gw_tile_layer_get_n_cached (fixture->view->base_layer), >, 0);
}

static gboolean
is_repainted (gpointer user_data)
{
  Fixture *fixture = user_data;

  return fixture->view->heat_id == 0 && gw_map_view_is_ready (fixture->view);
}

/* Painted only when it is seen; follows the cases then. */
static void
test_heat_follows_the_cases (Fixture *fixture, gconstpointer data)
{
  GwTileSource *heat = fixture->view->heat_tiles;
  g_autofree GwCasePoint *points = fixture_points (40, N_SIDE);
  guint revision = gw_tile_source_get_revision (heat);

  gw_case_points_set (fixture->points, points, 40);
  fixture_settle (fixture);
  g_assert_cmpuint (gw_tile_source_get_revision (heat), ==, revision);
  g_object_set (fixture->view, "heat-visible", TRUE, NULL);
  fixture_settle (fixture);
  g_assert_cmpuint (gw_tile_layer_get_n_cached (fixture->view->heat_layer), >, 0);
  revision = gw_tile_source_get_revision (heat);
  gw_case_points_set (fixture->points, points, 20);
  g_assert_true (fixture_wait (is_repainted, fixture));
  g_assert_cmpuint (gw_tile_source_get_revision (heat), ==, revision + 1);
  g_object_set (fixture->view, "heat-visible", FALSE, NULL);
  fixture_settle (fixture);
  g_assert_cmpuint (gw_tile_layer_get_n_cached (fixture->view->heat_layer), ==, 0);
}

/* Clicks measure and select nothing, till it is over. */
static void
test_measuring (Fixture *fixture, gconstpointer data)
{
  GwMapView *view = fixture->view;
  double pixel_m = gw_tile_metres_per_pixel (FIXTURE_LAT, 15);

  gw_map_view_go_to (view, (GwLonLat){ FIXTURE_LON, FIXTURE_LAT }, 15, FALSE);
  fixture_settle (fixture);
  g_object_set (view, "measuring", TRUE, NULL);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (view->ruler_label)));
  gw_map_view_click (view, 100, 100);
  gw_map_view_click (view, 300, 100);
  g_assert_cmpfloat_with_epsilon (gw_ruler_layer_get_length (view->ruler_layer),
                                  200 * pixel_m, 3);
  g_assert_cmpfloat (gw_ruler_layer_get_area (view->ruler_layer), ==, 0);
  gw_map_view_click (view, 300, 200);
  gw_map_view_click (view, 300, 200);
  gw_map_view_click (view, 100, 200);
  g_assert_cmpuint (gw_ruler_layer_get_n_points (view->ruler_layer), ==, 4);
  g_assert_cmpfloat_with_epsilon (gw_ruler_layer_get_area (view->ruler_layer) /
                                      (200 * 100 * pixel_m * pixel_m),
                                  1, 0.01);
  g_assert_null (gw_selection_get_cell_code (fixture->selection));
  fixture_settle (fixture);
  g_object_unref (fixture_shoot (GTK_WIDGET (view->map)));

  g_assert_true (gw_map_view_measure_key (view, GDK_KEY_BackSpace));
  g_assert_cmpuint (gw_ruler_layer_get_n_points (view->ruler_layer), ==, 3);
  g_assert_true (g_str_has_prefix (gtk_label_get_label (view->ruler_label), "Distance 1."));
  g_assert_false (gw_map_view_measure_key (view, GDK_KEY_Left));
  g_assert_true (gw_map_view_measure_key (view, GDK_KEY_Escape));
  g_assert_false (gw_map_view_measure_key (view, GDK_KEY_Escape));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (view->ruler_label)));
  g_assert_cmpuint (gw_ruler_layer_get_n_points (view->ruler_layer), ==, 0);
}

static void
test_own_area (Fixture *fixture, gconstpointer data)
{
  GwMapFrame frame;
  double x, y;
  guint n_own = 0;

  g_assert_false (gtk_widget_get_visible (fixture->view->own_area_button));
  gw_map_view_set_own_area (fixture->view, "441802002");
  g_assert_true (gtk_widget_get_visible (fixture->view->own_area_button));
  g_assert_true (
      gtk_widget_activate_action (GTK_WIDGET (fixture->view), "map.fit-own-area", NULL));
  fixture_settle (fixture);
  frame = gw_map_motion_get_frame (fixture->view->motion);
  for (guint32 i = 0; i < gw_cell_set_get_size (fixture->cells); i++)
    {
      const GwCellRecord *record = gw_cell_set_get (fixture->cells, i);
      GwFixed at = gw_shape_label_point (record->shape);

      if (!g_str_has_prefix (record->code, "441802002"))
        continue;
      gw_map_frame_to_widget (&frame, gw_mercator_from_lon_lat (gw_fixed_to_lon_lat (at)),
                              &x, &y);
      g_assert_true (x >= 0 && y >= 0 && x <= frame.width && y <= frame.height);
      n_own++;
    }
  g_assert_cmpuint (n_own, >, 0);
  /* An area without cells: the whole city instead. */
  gw_map_view_set_own_area (fixture->view, "999");
  gw_map_view_fit_own_area (fixture->view, FALSE);
  fixture_settle (fixture);
  g_assert_cmpfloat (gw_map_view_get_zoom (fixture->view), <=, frame.zoom);
}

static void
test_nothing_is_left_behind (void)
{
  for (guint i = 0; i < 5; i++)
    {
      Fixture fixture = { 0 };
      gpointer view, cells;

      fixture_open (&fixture, 20, 50, 400, 300);
      if (i % 2 == 0)
        fixture_settle (&fixture);
      view = fixture.view;
      cells = fixture.cells;
      g_object_add_weak_pointer (view, &view);
      g_object_add_weak_pointer (cells, &cells);
      fixture_close (&fixture);
      for (guint round = 0; round < 4000 && (view != NULL || cells != NULL); round++)
        {
          while (g_main_context_iteration (NULL, FALSE))
            ;
          g_usleep (5000);
        }
      g_assert_null (view);
      g_assert_null (cells);
    }
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  fixture_fix_settings ();
  add ("/map-view/fits-the-city", test_fits_the_city);
  add ("/map-view/click-selects-case", test_click_selects_case);
  add ("/map-view/click-selects-cell", test_click_selects_cell_and_lets_go);
  add ("/map-view/click-opens-cluster", test_click_opens_cluster);
  add ("/map-view/same-spot-is-listed", test_same_spot_is_listed);
  add ("/map-view/reveal", test_reveal_pans_only_when_needed);
  add ("/map-view/measure-recolours", test_measure_recolours_without_rendering);
  add ("/map-view/legend", test_legend_shows_every_class);
  add ("/map-view/style", test_style_changes_in_place);
  add ("/map-view/live-points", test_live_points_follow);
  add ("/map-view/status", test_status_tells_the_cell);
  add ("/map-view/cells-can-be-hidden", test_cells_can_be_hidden);
  add ("/map-view/inspectors", test_inspectors);
  add ("/map-view/base-map-can-be-hidden", test_base_map_can_be_hidden);
  add ("/map-view/layers", test_layers_are_chosen);
  add ("/map-view/heat", test_heat_follows_the_cases);
  add ("/map-view/measuring", test_measuring);
  add ("/map-view/own-area", test_own_area);
  g_test_add_func ("/map-view/nothing-is-left-behind", test_nothing_is_left_behind);
  return g_test_run ();
}
