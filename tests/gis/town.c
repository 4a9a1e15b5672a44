/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A river with its course, a bridge, roads of every class, blocks, a park, places. */

#include "tests/gis/town.h"

#include <math.h>

#define SIZE 400000 /* of the town, in 1e-7 degrees */
#define ROADS 13

static GwFixed
town_point (double x, double y)
{
  GwFixed corner = gw_fixed_from_lon_lat (GW_TOWN_CORNER);

  return (GwFixed){ corner.x + (gint32)(x * SIZE), corner.y + (gint32)(y * SIZE) };
}

static void
add_area (GPtrArray *features, GwMapKind kind, const GwFixed *points, guint n,
          const char *name)
{
  g_autoptr (GwShape) shape = gw_shape_new_ring (points, n);

  g_ptr_array_add (features, gw_map_feature_new_area (kind, shape, name, NULL));
}

static void
add_box (GPtrArray *features, GwMapKind kind, double x, double y, double width,
         double height, const char *name)
{
  GwFixed ring[] = { town_point (x, y), town_point (x + width, y),
                     town_point (x + width, y + height), town_point (x, y + height) };

  add_area (features, kind, ring, G_N_ELEMENTS (ring), name);
}

static GwMapFeature *
add_line (GPtrArray *features, GwMapKind kind, double x1, double y1, double x2, double y2,
          double bend, const char *name)
{
  GwFixed points[21];

  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    {
      double share = i / 20.0, side = bend * sin (share * G_PI);

      points[i] = town_point (x1 + (x2 - x1) * share - (y2 - y1) * side,
                              y1 + (y2 - y1) * share + (x2 - x1) * side);
    }
  g_ptr_array_add (
      features, gw_map_feature_new_line (kind, points, G_N_ELEMENTS (points), name, NULL));
  return g_ptr_array_index (features, features->len - 1);
}

static void
add_place (GPtrArray *features, double x, double y, guint rank, const char *name,
           const char *name_en)
{
  GwFixed at = town_point (x, y);
  GwMapFeature *feature = gw_map_feature_new_line (GW_MAP_PLACE, &at, 1, name, name_en);

  feature->rank = rank;
  g_ptr_array_add (features, feature);
}

static void
add_river (GPtrArray *features)
{
  GwFixed bank[42], course[21];

  for (guint i = 0; i < G_N_ELEMENTS (course); i++)
    {
      double x = i / 20.0, y = 0.25 + 0.06 * sin (x * 7);

      course[i] = town_point (x, y);
      bank[i] = town_point (x, y - 0.03);
      bank[41 - i] = town_point (x, y + 0.03);
    }
  add_area (features, GW_MAP_WATER, bank, G_N_ELEMENTS (bank), NULL);
  g_ptr_array_add (features, gw_map_feature_new_line (GW_MAP_WATER, course,
                                                      G_N_ELEMENTS (course), "北江", NULL));
}

static void
add_streets (GPtrArray *features)
{
  static const char *const numbers[] = { "一", "二", "三", "四", "五", "六", "七",
                                         "八", "九", "十", "甲", "乙", "丙" };

  for (guint i = 0; i < ROADS; i++)
    {
      double at = (i + 0.5) / ROADS;
      g_autofree char *street = g_strdup_printf ("清风%s街", numbers[i]);
      g_autofree char *road = g_strdup_printf ("北辰%s路", numbers[i]);
      GwMapKind kind = i % 4 == 2 ? GW_MAP_SECONDARY : GW_MAP_RESIDENTIAL;

      add_line (features, kind, at, 0.4, at, 1, i % 3 ? 0 : 0.05, road);
      if (at > 0.4)
        add_line (features, kind, 0, at, 1, at, i % 4 ? 0.02 : -0.08, street);
    }
}

static void
add_buildings (GPtrArray *features)
{
  for (guint row = 0; row < 60; row++)
    for (guint column = 0; column < 100; column++)
      if ((row * 7 + column * 3) % 5)
        add_box (features, GW_MAP_BUILDING, column / 100.0 + 0.002, 0.42 + row / 100.0,
                 0.006, 0.005, row % 20 == 3 && column % 20 == 5 ? "市民大厦" : NULL);
}

GPtrArray *
gw_town_new (void)
{
  GPtrArray *features =
      g_ptr_array_new_with_free_func ((GDestroyNotify)gw_map_feature_free);

  add_box (features, GW_MAP_BUILTUP, 0, 0.38, 1, 0.62, NULL);
  add_box (features, GW_MAP_GREEN, 0.6, 0.05, 0.3, 0.13, "凤城公园");
  add_river (features);
  add_buildings (features);
  add_streets (features);
  add_line (features, GW_MAP_PRIMARY, 0, 0.36, 1, 0.4, 0.03, "人民大道");
  add_line (features, GW_MAP_PRIMARY, 0.5, 0, 0.5, 0.2, 0, "新城大道");
  add_line (features, GW_MAP_PRIMARY, 0.5, 0.2, 0.5, 0.3, 0, "新城大道")->bridge = TRUE;
  add_line (features, GW_MAP_PRIMARY, 0.5, 0.3, 0.5, 1, 0, "新城大道");
  add_line (features, GW_MAP_MOTORWAY, 0, 0.02, 1, 0.1, -0.05, "广清高速");
  add_line (features, GW_MAP_RAILWAY, 0.05, 0, 0.2, 1, 0.1, "京广铁路");
  add_line (features, GW_MAP_FOOTWAY, 0.6, 0.05, 0.9, 0.18, 0.2, NULL);
  add_line (features, GW_MAP_BOUNDARY, 0, 0.7, 1, 0.75, 0.1, NULL)->rank = 2;
  add_line (features, GW_MAP_BOUNDARY, 0.7, 0.4, 0.6, 1, 0.1, NULL)->rank = 3;
  add_place (features, 0.45, 0.6, 1, "清城区", "Qingcheng");
  add_place (features, 0.3, 0.55, 2, "凤城街道", "Fengcheng");
  add_place (features, 0.7, 0.85, 3, "北门社区", "Beimen");
  add_place (features, 0.8, 0.6, 0, NULL, "Station");
  return features;
}
