/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Map features own what they hold; their kinds have names. */

#include "gis/map-feature.h"

static void
test_kind_name (gconstpointer data)
{
  GwMapKind kind = GPOINTER_TO_UINT (data), parsed = GW_MAP_N_KINDS;

  g_assert_nonnull (gw_map_kind_name (kind));
  g_assert_true (gw_map_kind_parse (gw_map_kind_name (kind), &parsed));
  g_assert_cmpint (parsed, ==, kind);
}

static void
test_unknown_kind (void)
{
  GwMapKind kind = GW_MAP_GREEN;

  g_assert_false (gw_map_kind_parse ("Water", &kind));
  g_assert_false (gw_map_kind_parse ("", &kind));
  g_assert_cmpint (kind, ==, GW_MAP_GREEN);
}

static void
test_area (void)
{
  GwFixed ring[] = { { 0, 0 }, { 10, 0 }, { 10, 10 } };
  GwShape *shape = gw_shape_new_ring (ring, G_N_ELEMENTS (ring));
  g_autoptr (GwMapFeature) feature =
      gw_map_feature_new_area (GW_MAP_WATER, shape, "北江", NULL);

  gw_shape_unref (shape);
  g_assert_cmpuint (feature->shape->n_points, ==, 3);
  g_assert_cmpstr (feature->name, ==, "北江");
  g_assert_null (feature->name_en);
  g_assert_false (feature->bridge);
}

static void
test_line (void)
{
  GwFixed points[] = { { 1, 2 }, { 3, 4 } };
  g_autoptr (GwMapFeature) feature =
      gw_map_feature_new_line (GW_MAP_PRIMARY, points, 2, NULL, "North Road");

  points[0].x = 9;
  g_assert_cmpuint (feature->n_points, ==, 2);
  g_assert_cmpint (feature->points[0].x, ==, 1);
  g_assert_cmpstr (feature->name_en, ==, "North Road");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint kind = 0; kind < GW_MAP_N_KINDS; kind++)
    {
      g_autofree char *path =
          g_strdup_printf ("/gis/map-feature/kind/%s", gw_map_kind_name (kind));

      g_test_add_data_func (path, GUINT_TO_POINTER (kind), test_kind_name);
    }
  g_test_add_func ("/gis/map-feature/unknown-kind", test_unknown_kind);
  g_test_add_func ("/gis/map-feature/area", test_area);
  g_test_add_func ("/gis/map-feature/line", test_line);
  return g_test_run ();
}
