/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plan as map features: grounds, waters, roads in pieces on land and on bridges. */
#define G_LOG_DOMAIN "gridward-demo"

#include "data/demo/barriers.h"
#include "data/demo/makers.h"

#include <math.h>

/* Ground that is drawn as built up. */
#define BUILT_UP_DENSITY 0.2
/* Roads and rivers are drawn a little beyond the border. */
#define BEYOND_M 350.0
#define PROMENADE_M 46.0

static GwMapFeature *
add_area (GwCity *city, GwMapKind kind, const GArray *ring, const char *name,
          const char *name_en)
{
  g_autoptr (GwShape) shape = gw_plan_ring_shape (ring);
  GwMapFeature *feature = gw_map_feature_new_area (kind, shape, name, name_en);

  g_ptr_array_add (city->map_features, feature);
  return feature;
}

/* Lawns and trees between the bank and the quay road, on both sides. */
static void
add_promenades (GwCity *city, const GwPlan *plan)
{
  const GwPlanRiver *river = &plan->rivers[0];

  for (int side = -1; side <= 1; side += 2)
    {
      g_autoptr (GArray) ring = g_array_new (FALSE, FALSE, sizeof (GwMetres));
      guint n = (guint)((river->to - river->from) / 60);

      for (guint i = 0; i <= 2 * n + 1; i++)
        {
          gboolean back = i > n;
          double t =
              river->from + (river->to - river->from) * (back ? 2 * n + 1 - i : i) / n;
          double away_m = back ? PROMENADE_M : 0;
          GwMetres point =
              gw_river_at (river, t, side * (gw_river_half_width (river, t) + away_m));

          if (gw_plan_inside_m (plan, point) > 0)
            g_array_append_val (ring, point);
        }
      add_area (city, GW_MAP_GREEN, ring, NULL, NULL);
    }
}

static void
add_grounds (GwCity *city, const GwPlan *plan)
{
  GArray *ring;

  for (guint i = 0; (ring = gw_plan_built_up (plan, i, BUILT_UP_DENSITY)) != NULL; i++)
    {
      add_area (city, GW_MAP_BUILTUP, ring, NULL, NULL);
      g_array_unref (ring);
    }
  for (guint i = 0; i < plan->patches->len; i++)
    {
      const GwPlanPatch *patch = plan->patches->pdata[i];

      add_area (city, patch->kind, patch->ring, patch->name, patch->name_en);
    }
}

/* The islands are holes in the river, and green. */
static void
add_river (GwCity *city, const GwPlanRiver *river)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (GwFixed));
  g_autoptr (GArray) bank = gw_river_ring (river);
  g_autoptr (GwShape) shape = NULL;
  guint ring_ends[3], n_rings = 0;

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GArray) island = NULL;
      const GArray *ring = bank;

      if (i > 0 && river->islands[i - 1] == G_MAXDOUBLE)
        break;
      if (i > 0)
        {
          ring = island = gw_river_island (river, i - 1);
          add_area (city, GW_MAP_GREEN, island, i == 1 ? "鹭洲" : "江心洲",
                    i == 1 ? "Egret Island" : "Mid-river Island");
        }
      for (guint k = 0; k < ring->len; k++)
        {
          GwFixed point = gw_plan_to_fixed (g_array_index (ring, GwMetres, k));

          g_array_append_val (points, point);
        }
      ring_ends[n_rings++] = points->len;
    }
  shape = gw_shape_new ((const GwFixed *)points->data, points->len, ring_ends, n_rings,
                        &n_rings, 1);
  g_ptr_array_add (city->map_features,
                   gw_map_feature_new_area (GW_MAP_WATER, shape, NULL, NULL));
}

/* The course bears the name. */
static void
add_course (GwCity *city, const GwPlanRiver *river)
{
  g_autoptr (GArray) fixed = NULL;
  g_autoptr (GArray) course = g_array_new (FALSE, FALSE, sizeof (GwMetres));

  for (double t = river->from + 400; t < river->to - 250; t += 60)
    {
      GwMetres point = gw_river_at (river, t, 0);

      g_array_append_val (course, point);
    }
  fixed = gw_plan_simplify ((const GwMetres *)course->data, course->len, 2);
  g_ptr_array_add (city->map_features,
                   gw_map_feature_new_line (GW_MAP_WATER, (const GwFixed *)fixed->data,
                                            fixed->len, river->name, river->name_en));
}

static void
add_piece (GwCity *city, const GwPlanLine *line, guint from, guint to, gboolean bridge)
{
  g_autoptr (GArray) fixed = NULL;
  GwMapFeature *feature;

  if (to <= from)
    return;
  fixed = gw_plan_simplify ((const GwMetres *)line->points->data + from, to - from + 1,
                            GW_BARRIER_TOLERANCE_M);
  feature = gw_map_feature_new_line (line->kind, (const GwFixed *)fixed->data, fixed->len,
                                     line->name, line->name_en);
  feature->bridge = bridge;
  g_ptr_array_add (city->map_features, feature);
}

typedef enum
{
  OUTSIDE,
  LAND,
  WATER,
} Ground;

static Ground
ground_at (const GwPlan *plan, const GwPlanLine *line, guint i)
{
  GwMetres point = g_array_index (line->points, GwMetres, i);

  if (gw_plan_inside_m (plan, point) < -BEYOND_M)
    return OUTSIDE;
  return gw_plan_water_distance (plan, point) < 3 ? WATER : LAND;
}

/* Bridges reach one point on land at either end. */
static void
add_road (GwCity *city, const GwPlan *plan, const GwPlanLine *line)
{
  guint from = 0;
  Ground ground = ground_at (plan, line, 0);

  for (guint i = 1; i <= line->points->len; i++)
    {
      gboolean end = i == line->points->len;
      Ground next = end ? OUTSIDE : ground_at (plan, line, i);
      guint to = end ? i - 1 : i;

      if (!end && next == ground)
        continue;
      if (ground == LAND)
        add_piece (city, line, from, next == WATER ? to - 1 : to, FALSE);
      else if (ground == WATER)
        add_piece (city, line, from, to, TRUE);
      from = next == WATER && i > 0 ? i - 1 : i;
      ground = next;
    }
}

/* Where a community ends: its ring's edges, each with the neighbour beyond. */
typedef struct
{
  GwFixed a;
  GwFixed b;
  guint quarter;
} Side;

static int
compare_points (GwFixed a, GwFixed b)
{
  if (a.x != b.x)
    return a.x < b.x ? -1 : 1;
  return (a.y > b.y) - (a.y < b.y);
}

static int
compare_sides (gconstpointer a, gconstpointer b)
{
  const Side *first = a, *second = b;
  int order = compare_points (first->a, second->a);

  return order != 0 ? order : compare_points (first->b, second->b);
}

static GArray *
list_sides (const GArray *quarters)
{
  GArray *sides = g_array_new (FALSE, FALSE, sizeof (Side));

  for (guint q = 0; q < quarters->len; q++)
    {
      const GwShape *shape = g_array_index (quarters, GwQuarter, q).shape;

      for (guint ring = 0, start = 0; ring < shape->n_rings;
           start = shape->ring_ends[ring++])
        for (guint i = start, j = shape->ring_ends[ring] - 1; i < shape->ring_ends[ring];
             j = i++)
          {
            Side side = { shape->points[j], shape->points[i], q };

            g_array_append_val (sides, side);
          }
    }
  g_array_sort (sides, compare_sides);
  return sides;
}

static guint
neighbour_beyond (const GArray *sides, GwFixed a, GwFixed b)
{
  const Side back = { b, a, 0 };
  guint at;

  if (!g_array_binary_search ((GArray *)sides, &back, compare_sides, &at))
    return G_MAXUINT;
  return g_array_index (sides, Side, at).quarter;
}

static void
add_boundary (GwCity *city, const GArray *quarters, guint quarter, guint beyond,
              const GArray *points)
{
  GwMapFeature *feature;

  /* Of two neighbours the first draws. */
  if (points->len < 2 || (beyond != G_MAXUINT && beyond < quarter))
    return;
  feature = gw_map_feature_new_line (GW_MAP_BOUNDARY, (const GwFixed *)points->data,
                                     points->len, NULL, NULL);
  if (beyond == G_MAXUINT)
    feature->rank = 1;
  else
    feature->rank = g_array_index (quarters, GwQuarter, quarter).street ==
                            g_array_index (quarters, GwQuarter, beyond).street
                        ? 3
                        : 2;
  g_ptr_array_add (city->map_features, feature);
}

/* Runs of edges with the same neighbour become one line each. */
static void
add_boundaries (GwCity *city, const GArray *quarters)
{
  g_autoptr (GArray) sides = list_sides (quarters);
  g_autoptr (GArray) run = g_array_new (FALSE, FALSE, sizeof (GwFixed));

  for (guint q = 0; q < quarters->len; q++)
    {
      const GwShape *shape = g_array_index (quarters, GwQuarter, q).shape;

      for (guint ring = 0, start = 0; ring < shape->n_rings;
           start = shape->ring_ends[ring++])
        {
          guint last = G_MAXUINT;

          g_array_set_size (run, 0);
          for (guint i = start, j = shape->ring_ends[ring] - 1; i < shape->ring_ends[ring];
               j = i++)
            {
              guint beyond = neighbour_beyond (sides, shape->points[j], shape->points[i]);

              if (run->len == 0 || beyond != last)
                {
                  add_boundary (city, quarters, q, last, run);
                  g_array_set_size (run, 0);
                  g_array_append_val (run, shape->points[j]);
                }
              g_array_append_val (run, shape->points[i]);
              last = beyond;
            }
          add_boundary (city, quarters, q, last, run);
        }
    }
}

static void
add_place (GwCity *city, GwFixed at, const char *name, const char *name_en, guint rank)
{
  GwMapFeature *feature = gw_map_feature_new_line (GW_MAP_PLACE, &at, 1, name, name_en);

  feature->rank = rank;
  g_ptr_array_add (city->map_features, feature);
}

static void
add_places (GwCity *city, const GArray *quarters)
{
  guint n_streets, first = city->areas->len - quarters->len;
  const GwQuarterStreet *streets = gw_quarter_streets (&n_streets);

  add_place (city, gw_plan_to_fixed ((GwMetres){ -900, 350 }), "清城区（演示）",
             "Qingcheng (synthetic demo)", 1);
  for (guint i = 0; i < n_streets; i++)
    add_place (city, gw_plan_to_fixed (streets[i].seat), streets[i].name,
               streets[i].name_en, 2);
  for (guint i = 0; i < quarters->len; i++)
    {
      const GwCityArea *area = city->areas->pdata[first + i];

      add_place (city, g_array_index (quarters, GwQuarter, i).label, area->name,
                 area->name_en, 3);
    }
}

void
gw_city_make_features (GwCity *city, const GwPlan *plan, const GArray *quarters)
{
  add_grounds (city, plan);
  add_promenades (city, plan);
  /* The tributary first: the main river's outline covers its mouth. */
  for (guint i = G_N_ELEMENTS (plan->rivers); i-- > 0;)
    {
      add_river (city, &plan->rivers[i]);
      add_course (city, &plan->rivers[i]);
    }
  for (guint i = 0; i < plan->lines->len; i++)
    {
      const GwPlanLine *line = plan->lines->pdata[i];

      if (line->kind != GW_MAP_BOUNDARY)
        add_road (city, plan, line);
    }
  add_boundaries (city, quarters);
  add_places (city, quarters);
}
