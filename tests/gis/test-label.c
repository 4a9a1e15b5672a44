/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names on the map: never on each other, not too often, always readable. */

#include "gis/label-grid.h"
#include "gis/painter-label.h"
#include "tests/gis/town.h"

#include <math.h>

static void
test_grid (void)
{
  g_autoptr (GwLabelGrid) grid = gw_label_grid_new ();
  const GwLabelBox first = { 0, 0, 100, 20 };
  const GwLabelBox covering[] = { { 200, 0, 210, 10 }, { 90, 10, 190, 30 } };
  const GwLabelBox beside = { 100, 0, 200, 20 };
  const GwLabelBox negative = { -300, -300, -200, -280 };

  g_assert_true (gw_label_grid_take (grid, &first, 1, "a", 0));
  g_assert_false (gw_label_grid_take (grid, covering, 2, "b", 0));
  g_assert_false (gw_label_grid_take (grid, &beside, 1, "a", 101));
  g_assert_true (gw_label_grid_take (grid, &beside, 1, "a", 99));
  g_assert_true (gw_label_grid_take (grid, &negative, 1, "c", 1000));
}

typedef struct
{
  const char *name;
  double x, y;           /* the line's end; it starts at 0, 0; y grows northward */
  double step_x, step_y; /* where the second character is from the first: a sign */
  double angle;          /* of each character, in degrees */
} LineRow;

static const LineRow line_rows[] = {
  { "eastward", 1, 0, 1, 0, 0 },      { "westward-reads-eastward", -1, 0, 1, 0, 0 },
  { "rising", 1, 0.5, 1, -1, -26.6 }, { "falling-westward", -1, -0.5, 1, -1, -26.6 },
  { "southward", 0, -1, 0, 1, 0 },    { "northward-reads-southward", 0, 1, 0, 1, 0 },
};

static void
test_line (gconstpointer data)
{
  const LineRow *row = data;
  g_autoptr (GPtrArray) features =
      g_ptr_array_new_with_free_func ((GDestroyNotify)gw_map_feature_free);
  g_autoptr (GwTextCache) texts = gw_text_cache_new ();
  g_autoptr (GwScene) scene = NULL;
  g_autoptr (GwLabelSet) set = NULL;
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  /* At the equator, where a degree is as long northward as eastward. */
  GwFixed points[] = { { 0, 0 }, { (gint32)(row->x * 20000), (gint32)(row->y * 20000) } };
  const GwLabel *label;
  const GwLabelPiece *first, *second;

  g_ptr_array_add (features,
                   gw_map_feature_new_line (GW_MAP_PRIMARY, points, 2, "人民路", NULL));
  scene = gw_scene_new (features);
  set = gw_label_set_new (scene, texts, 17);
  g_assert_cmpuint (gw_label_set_size (set), ==, 1);
  gw_label_set_find (set, 0, 0, 1e9, 256, found);
  g_assert_cmpuint (found->len, ==, 0);
  gw_label_set_find (set, 16776216, 16776216, 16778216, 16778216, found);
  g_assert_cmpuint (found->len, ==, 1);

  label = g_ptr_array_index (found, 0);
  g_assert_cmpuint (label->pieces->len, ==, 3);
  first = &g_array_index (label->pieces, GwLabelPiece, 0);
  second = &g_array_index (label->pieces, GwLabelPiece, 1);
  g_assert_cmpstr (first->text, ==, "人");
  g_assert_cmpfloat_with_epsilon (row->step_x, round ((second->x - first->x) / 12), 0.5);
  g_assert_cmpfloat_with_epsilon (row->step_y, round ((second->y - first->y) / 6), 2.1);
  g_assert_cmpfloat_with_epsilon (first->angle * 180 / G_PI, row->angle, 0.5);
}

typedef struct
{
  const char *text;
  double x, y;
} Placed;

static void
test_town (gconstpointer data)
{
  guint zoom = GPOINTER_TO_UINT (data);
  g_autoptr (GPtrArray) features = gw_town_new ();
  g_autoptr (GwScene) scene = gw_scene_new (features);
  g_autoptr (GwTextCache) texts = gw_text_cache_new ();
  g_autoptr (GwLabelSet) set = gw_label_set_new (scene, texts, zoom);
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  GwMercator west_north = gw_mercator_from_lon_lat ((GwLonLat){ 112.99, 23.73 });
  GwMercator east_south = gw_mercator_from_lon_lat ((GwLonLat){ 113.05, 23.67 });
  double scale = 256.0 * (1u << zoom);

  gw_label_set_find (set, west_north.x * scale, west_north.y * scale, east_south.x * scale,
                     east_south.y * scale, found);
  g_assert_cmpuint (found->len, ==, gw_label_set_size (set));
  g_assert_cmpuint (found->len, >, 0);

  /* No two characters stand on each other. */
  for (guint i = 0; i < found->len; i++)
    for (guint j = i + 1; j < found->len; j++)
      {
        const GwLabel *a = g_ptr_array_index (found, i);
        const GwLabel *b = g_ptr_array_index (found, j);

        for (guint k = 0; k < a->pieces->len; k++)
          for (guint l = 0; l < b->pieces->len; l++)
            {
              const GwLabelPiece *p = &g_array_index (a->pieces, GwLabelPiece, k);
              const GwLabelPiece *q = &g_array_index (b->pieces, GwLabelPiece, l);

              g_assert_true (fabs (p->x - q->x) >= 10 || fabs (p->y - q->y) >= 10);
            }
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/gis/label/grid", test_grid);
  for (guint i = 0; i < G_N_ELEMENTS (line_rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/gis/label/line/%s", line_rows[i].name);

      g_test_add_data_func (path, &line_rows[i], test_line);
    }
  for (guint zoom = 12; zoom <= 18; zoom++)
    {
      g_autofree char *path = g_strdup_printf ("/gis/label/town/z%u", zoom);

      g_test_add_data_func (path, GUINT_TO_POINTER (zoom), test_town);
    }
  return g_test_run ();
}
