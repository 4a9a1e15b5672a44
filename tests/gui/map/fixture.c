/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A synthetic town for the tests of the map. */
#include "tests/gui/map/fixture.h"

#include "gis/painter.h"

#include <adwaita.h>
#include <gsk/gsk.h>
#include <math.h>

/* About 100 m each way at this latitude, in fixed point. */
#define PITCH_X 9810
#define PITCH_Y 9030

static guint32
mix (guint32 a, guint32 b, guint32 c)
{
  guint32 h = a * 0x9e3779b1u ^ b * 0x85ebca77u ^ c * 0xc2b2ae3du;

  h ^= h >> 15;
  h *= 0x2c1b3c6du;
  h ^= h >> 12;
  h *= 0x297a2d39u;
  return h ^ h >> 15;
}

static double
unit (guint32 a, guint32 b, guint32 c)
{
  return mix (a, b, c) / 4294967296.0;
}

static GwFixed
origin (guint n_side)
{
  GwFixed centre = gw_fixed_from_lon_lat ((GwLonLat){ FIXTURE_LON, FIXTURE_LAT });

  return (GwFixed){ centre.x - (gint32)n_side * PITCH_X / 2,
                    centre.y - (gint32)n_side * PITCH_Y / 2 };
}

/* Nodes that neighbours share, so that there is no gap. */
static GwFixed
node (guint n_side, guint column, guint row)
{
  GwFixed from = origin (n_side);
  double jitter_x = (unit (column, row, 1) - 0.5) * 0.5;
  double jitter_y = (unit (column, row, 2) - 0.5) * 0.5;

  if (column % 4 == 0)
    jitter_x *= 0.15;
  if (row % 4 == 0)
    jitter_y *= 0.15;
  return (GwFixed){ from.x + (gint32)((column + jitter_x) * PITCH_X),
                    from.y + (gint32)((row + jitter_y) * PITCH_Y) };
}

GPtrArray *
fixture_cells (guint n_side)
{
  GPtrArray *cells =
      g_ptr_array_new_full (n_side * n_side, (GDestroyNotify)gw_cell_record_free);

  for (guint row = 0; row < n_side; row++)
    for (guint column = 0; column < n_side; column++)
      {
        GwCellRecord *record = g_new0 (GwCellRecord, 1);
        GwFixed ring[] = { node (n_side, column, row), node (n_side, column + 1, row),
                           node (n_side, column + 1, row + 1),
                           node (n_side, column, row + 1) };

        record->code = g_strdup_printf ("441802%03u%06u", 1 + row * 8 / n_side,
                                        row * n_side + column + 1);
        record->name = g_strdup_printf ("Cell %u", row * n_side + column + 1);
        record->community = g_strdup_printf ("441802%03u001", 1 + row * 8 / n_side);
        record->shape = gw_shape_new_ring (ring, G_N_ELEMENTS (ring));
        g_ptr_array_add (cells, record);
      }
  return cells;
}

GwCellSet *
fixture_cell_set (guint n_side)
{
  GwCellSet *set = gw_cell_set_new ();

  gw_cell_set_take_records (set, fixture_cells (n_side));
  return set;
}

/* 0 … 1, high round five centres. */
static double
density (double x, double y)
{
  static const double centres[][3] = {
    { 0.48, 0.55, 0.16 }, { 0.72, 0.35, 0.09 }, { 0.22, 0.70, 0.07 },
    { 0.60, 0.82, 0.06 }, { 0.30, 0.22, 0.08 },
  };
  double sum = 0;

  for (guint i = 0; i < G_N_ELEMENTS (centres); i++)
    {
      double d = hypot (x - centres[i][0], y - centres[i][1]) / centres[i][2];

      sum += exp (-d * d);
    }
  return MIN (sum, 1);
}

GwCasePoint *
fixture_points (guint n_points, guint n_side)
{
  GwCasePoint *points = g_new0 (GwCasePoint, n_points);
  GwFixed from = origin (n_side);
  guint n = 0;

  for (guint32 i = 0; n < n_points; i++)
    {
      double x = unit (i, 3, 3);
      double y = unit (i, 4, 4);
      double lamp = unit (i, 5, 5);
      GwCasePoint *point = &points[n];
      GwLonLat place;

      if (unit (i, 6, 6) > density (x, y) + 0.04)
        continue;
      place = gw_fixed_to_lon_lat ((GwFixed){ from.x + (gint32)(x * n_side * PITCH_X),
                                              from.y + (gint32)(y * n_side * PITCH_Y) });
      g_snprintf (point->number, sizeof point->number, "20261122-%06u", n + 1);
      point->lon = place.lon;
      point->lat = place.lat;
      point->state = lamp < 0.25 ? GW_STATE_FILED : GW_STATE_HANDLING;
      point->lamp = lamp < 0.25   ? GW_LAMP_NONE
                    : lamp < 0.80 ? GW_LAMP_GREEN
                    : lamp < 0.93 ? GW_LAMP_YELLOW
                                  : GW_LAMP_RED;
      n++;
    }
  return points;
}

double *
fixture_values (guint n_side, GwMeasure measure)
{
  double *values = g_new (double, n_side *n_side);

  for (guint row = 0; row < n_side; row++)
    for (guint column = 0; column < n_side; column++)
      {
        double level = density ((double)column / n_side, (double)row / n_side);
        double noise = unit (column, row, 7 + measure);
        double value = floor (level * 6 * noise + noise * 1.3);

        if (measure == GW_MEASURE_CLOSURE_RATE)
          value = value > 0 ? round (CLAMP (1.1 - level * noise, 0, 1) * 20) / 20 : NAN;
        else if (measure == GW_MEASURE_TIMELY_RATE)
          value = value > 0 ? round (CLAMP (1.2 - noise, 0, 1) * 20) / 20 : NAN;
        else if (measure == GW_MEASURE_REWORK_RATE)
          value = value > 0 ? round (level * noise * noise * 40) / 100 : NAN;
        values[row * n_side + column] = value;
      }
  return values;
}

GwCityRecord *
fixture_city (guint n_side)
{
  GwCityRecord *city = g_new0 (GwCityRecord, 1);
  GwFixed from = origin (n_side);
  GwLonLat min = gw_fixed_to_lon_lat (from);
  GwLonLat max = gw_fixed_to_lon_lat (
      (GwFixed){ from.x + (gint32)n_side * PITCH_X, from.y + (gint32)n_side * PITCH_Y });

  city->name.code = g_strdup ("441802");
  city->name.name = g_strdup ("清城区");
  city->name.name_en = g_strdup ("Qingcheng");
  city->synthetic = TRUE;
  city->bbox[0] = min.lon;
  city->bbox[1] = min.lat;
  city->bbox[2] = max.lon;
  city->bbox[3] = max.lat;
  city->n_cells = n_side * n_side;
  return city;
}

static void
add_street (GPtrArray *features, GwMapKind kind, guint n_side, guint line, gboolean across)
{
  g_autofree GwFixed *points = g_new (GwFixed, n_side + 1);

  for (guint i = 0; i <= n_side; i++)
    points[i] = across ? node (n_side, i, line) : node (n_side, line, i);
  g_ptr_array_add (features,
                   gw_map_feature_new_line (kind, points, n_side + 1, NULL, NULL));
}

static void
add_area (GPtrArray *features, GwMapKind kind, guint n_side, double x, double y, double rx,
          double ry)
{
  GwFixed from = origin (n_side);
  GwFixed ring[24];

  for (guint i = 0; i < G_N_ELEMENTS (ring); i++)
    {
      double angle = 2 * G_PI * i / G_N_ELEMENTS (ring);
      double wobble = 1 + 0.2 * sin (angle * 3 + x * 10);

      ring[i].x = from.x + (gint32)((x + rx * wobble * cos (angle)) * n_side * PITCH_X);
      ring[i].y = from.y + (gint32)((y + ry * wobble * sin (angle)) * n_side * PITCH_Y);
    }
  g_ptr_array_add (features,
                   gw_map_feature_new_area (
                       kind, gw_shape_new_ring (ring, G_N_ELEMENTS (ring)), NULL, NULL));
}

static GPtrArray *
make_features (guint n_side)
{
  GPtrArray *features =
      g_ptr_array_new_with_free_func ((GDestroyNotify)gw_map_feature_free);

  add_area (features, GW_MAP_BUILTUP, n_side, 0.5, 0.5, 0.42, 0.42);
  add_area (features, GW_MAP_GREEN, n_side, 0.62, 0.62, 0.04, 0.05);
  add_area (features, GW_MAP_GREEN, n_side, 0.25, 0.4, 0.05, 0.03);
  add_area (features, GW_MAP_WATER, n_side, 0.4, 0.3, 0.45, 0.025);
  add_area (features, GW_MAP_WATER, n_side, 0.8, 0.75, 0.03, 0.05);
  for (guint line = 4; line < n_side; line += 4)
    {
      GwMapKind kind = line % 32 == 0   ? GW_MAP_PRIMARY
                       : line % 16 == 0 ? GW_MAP_SECONDARY
                                        : GW_MAP_RESIDENTIAL;

      add_street (features, kind, n_side, line, FALSE);
      add_street (features, kind, n_side, line, TRUE);
    }
  return features;
}

GBytes *
fixture_base_tile (GwTile tile, gpointer user_data)
{
  static GMutex mutex;
  static GPtrArray *features;
  static GwPainter *painter;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  g_autoptr (GError) error = NULL;
  GBytes *png;

  if (painter == NULL)
    {
      features = make_features (GPOINTER_TO_UINT (user_data));
      painter = gw_painter_new (features);
    }
  png = gw_painter_paint (painter, tile, &error);
  g_assert_no_error (error);
  return png;
}

static gboolean
is_loaded (gpointer user_data)
{
  return gw_cell_set_is_loaded (user_data);
}

void
fixture_open (Fixture *fixture, guint n_side, guint n_points, int width, int height)
{
  g_autofree GwCasePoint *points = fixture_points (n_points, n_side);
  g_autoptr (GwCityRecord) city = fixture_city (n_side);

  fixture->n_side = n_side;
  fixture->cells = fixture_cell_set (n_side);
  fixture->values = gw_cell_values_new (fixture->cells);
  fixture->points = gw_case_points_new (NULL);
  fixture->selection = gw_selection_new ();
  g_assert_true (fixture_wait (is_loaded, fixture->cells));
  gw_case_points_set (fixture->points, points, n_points);
  gw_cell_values_take (fixture->values, "", fixture_values (n_side, GW_MEASURE_OPEN),
                       n_side * n_side);

  fixture->view = GW_MAP_VIEW (gw_map_view_new ());
  gw_map_view_take_base_tiles (
      fixture->view,
      gw_base_tiles_new_from (fixture->fetch != NULL ? fixture->fetch : fixture_base_tile,
                              GUINT_TO_POINTER (n_side)));
  gw_map_view_set_city (fixture->view, city);
  gw_map_view_set_cells (fixture->view, fixture->cells);
  gw_map_view_set_values (fixture->view, fixture->values);
  gw_map_view_set_points (fixture->view, fixture->points);
  gw_map_view_set_selection (fixture->view, fixture->selection);

  fixture->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_decorated (fixture->window, FALSE);
  gtk_window_set_default_size (fixture->window, width, height);
  gtk_window_set_child (fixture->window, GTK_WIDGET (fixture->view));
  gtk_window_present (fixture->window);
}

void
fixture_close (Fixture *fixture)
{
  gtk_window_destroy (fixture->window);
  g_clear_object (&fixture->selection);
  g_clear_object (&fixture->points);
  g_clear_object (&fixture->values);
  g_clear_object (&fixture->cells);
}

static gboolean
timed_out_cb (gpointer user_data)
{
  *(gboolean *)user_data = TRUE;
  return G_SOURCE_REMOVE;
}

gboolean
fixture_wait (gboolean (*condition) (gpointer), gpointer user_data)
{
  gboolean timed_out = FALSE;
  guint id = g_timeout_add_seconds (40, timed_out_cb, &timed_out);

  while (!timed_out && !condition (user_data))
    g_main_context_iteration (NULL, TRUE);
  if (!timed_out)
    g_source_remove (id);
  return !timed_out;
}

static gboolean
is_at_rest (gpointer user_data)
{
  Fixture *fixture = user_data;

  return gtk_widget_get_width (GTK_WIDGET (fixture->view)) > 1 &&
         gw_map_view_is_ready (fixture->view) &&
         !gw_map_motion_is_moving (fixture->view->motion) && fixture->view->state_id == 0;
}

static gboolean
is_true (gpointer user_data)
{
  return *(gboolean *)user_data;
}

void
fixture_settle (Fixture *fixture)
{
  gboolean passed = FALSE;

  /* A while, for what was asked for to begin. */
  g_timeout_add (80, timed_out_cb, &passed);
  g_assert_true (fixture_wait (is_true, &passed));
  g_assert_true (fixture_wait (is_at_rest, fixture));
  /* A label that changed has yet to be laid out. */
  gtk_widget_queue_draw (GTK_WIDGET (fixture->window));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
}

GdkTexture *
fixture_shoot (GtkWidget *widget)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderer) renderer = gsk_cairo_renderer_new ();
  g_autoptr (GskRenderNode) node = NULL;
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  GdkTexture *texture;

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
  g_assert_nonnull (node);
  g_assert_true (gsk_renderer_realize (renderer, NULL, NULL));
  texture = gsk_renderer_render_texture (
      renderer, node, &GRAPHENE_RECT_INIT (0, 0, (float)width, (float)height));
  gsk_renderer_unrealize (renderer);
  return texture;
}

void
fixture_fix_settings (void)
{
  g_object_set (gtk_settings_get_default (), "gtk-font-name", "DejaVu Sans 10",
                "gtk-xft-antialias", 1, "gtk-xft-hinting", 0, "gtk-xft-dpi", 96 * 1024,
                "gtk-enable-animations", FALSE, "gtk-cursor-blink", FALSE, NULL);
}
