/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The roads that make the city: rings, radials, the expressways, the railway, the quays. */
#define G_LOG_DOMAIN "gridward-demo"

#include "data/demo/plan.h"

#include <math.h>

#define STEP_M 20.0
/* Between a river's bank and its quay road: room for a walk under trees. */
#define QUAY_M 58.0
#define MAX_CORNERS 9

/* A road through corners; the last is followed by one with x = END. */
#define END 1e9

typedef struct
{
  GwMapKind kind;
  const char *name;
  const char *name_en;
  GwMetres corners[MAX_CORNERS];
} Road;

/* clang-format off */
static const Road roads[] = {
  { GW_MAP_MOTORWAY, "广清高速公路", "Guangqing Expressway",
    { { 1900, -9500 }, { 2150, -6900 }, { 3300, -3300 }, { 5300, -300 }, { 6300, 2200 },
      { 6700, 5300 }, { 8200, 9500 }, { END, 0 } } },
  { GW_MAP_MOTORWAY, "汕湛高速公路", "Shanzhan Expressway",
    { { -10500, 900 }, { -7600, 1500 }, { -5400, 3300 }, { -2600, 5100 }, { 1500, 5900 },
      { 6500, 5000 }, { 10500, 5600 }, { END, 0 } } },
  { GW_MAP_RAILWAY, "京广铁路", "Beijing-Guangzhou Railway",
    { { 200, -9500 }, { 600, -6500 }, { 2300, -3300 }, { 4300, -900 }, { 4700, 1500 },
      { 5300, 4200 }, { 5200, 9500 }, { END, 0 } } },
  { GW_MAP_PRIMARY, "清远大道", "Qingyuan Avenue",
    { { -9900, -2500 }, { -6800, -1700 }, { -3800, -1750 }, { -600, -1500 }, { 2300, -1250 },
      { 4600, -1500 }, { 6500, -1300 }, { 10200, -2200 }, { END, 0 } } },
  { GW_MAP_PRIMARY, "人民路", "Renmin Road",
    { { 300, -8900 }, { 100, -6100 }, { -350, -3600 }, { -600, -1500 }, { -950, 400 },
      { -1350, 2300 }, { -1700, 4600 }, { -1500, 8600 }, { END, 0 } } },
  { GW_MAP_PRIMARY, "凤城大道", "Fengcheng Avenue",
    { { -8300, 3000 }, { -5000, 2700 }, { -2900, 2300 }, { -1350, 2300 }, { 800, 2750 },
      { 3000, 3500 }, { 6900, 4100 }, { 9800, 3200 }, { END, 0 } } },
  { GW_MAP_PRIMARY, "龙塘大道", "Longtang Avenue",
    { { -480, -2900 }, { 1700, -3600 }, { 4700, -4500 }, { 7300, -5100 }, { 9400, -6200 },
      { END, 0 } } },
  { GW_MAP_PRIMARY, "石角大道", "Shijiao Avenue",
    { { -640, -1515 }, { -3300, -2900 }, { -5700, -3900 }, { -7600, -5300 }, { -8800, -6900 },
      { END, 0 } } },
  { GW_MAP_PRIMARY, "东城大道", "Dongcheng Avenue",
    { { 3300, -8600 }, { 3500, -4700 }, { 3000, -1400 }, { 3300, 900 }, { 3000, 3500 },
      { 3300, 8800 }, { END, 0 } } },
  { GW_MAP_PRIMARY, "横荷路", "Henghe Road",
    { { -5200, -8300 }, { -2500, -5500 }, { -150, -4500 }, { 1400, -4300 }, { 3500, -4350 },
      { 6200, -3200 }, { 9800, -400 }, { END, 0 } } },
  { GW_MAP_PRIMARY, "洲心大道", "Zhouxin Avenue",
    { { -4700, -6900 }, { -4500, -3200 }, { -4300, -600 }, { -4650, 2600 }, { -5600, 7200 },
      { END, 0 } } },
};
/* clang-format on */

/* A ring road in four arcs with names of their own; half axes in metres. */
typedef struct
{
  GwMetres centre;
  double half_width, half_height;
  const char *names[4]; /* east, north, west, south */
  const char *names_en[4];
} Ring;

static const Ring rings[] = {
  { { -650, 150 },
    2500,
    2650,
    { "环城东路", "环城北路", "环城西路", "环城南路" },
    { "Huancheng East Road", "Huancheng North Road", "Huancheng West Road",
      "Huancheng South Road" } },
  { { -100, -100 },
    5900,
    5000,
    { "外环东路", "外环北路", "外环西路", "外环南路" },
    { "Waihuan East Road", "Waihuan North Road", "Waihuan West Road",
      "Waihuan South Road" } },
};

static void
add_road (GwPlan *plan, const Road *road, guint number)
{
  GwMetres corners[MAX_CORNERS];
  guint n = 0;

  for (; n < MAX_CORNERS && road->corners[n].x < END; n++)
    {
      GwMetres corner = road->corners[n];
      /* Where roads meet in the nuclei they must not be moved apart. */
      double sway = 140 * MIN (1, gw_plan_water_distance (plan, corner) / 2000) *
                    (1 - gw_plan_density (plan, corner));

      corners[n].x = corner.x + sway * gw_noise (plan->seed ^ (100 + number), n, 0.5);
      corners[n].y = corner.y + sway * gw_noise (plan->seed ^ (200 + number), n, 0.5);
    }
  gw_plan_add_line (plan, road->kind, gw_plan_smooth (corners, n, FALSE, STEP_M),
                    road->name, road->name_en);
}

static void
add_ring (GwPlan *plan, const Ring *ring)
{
  for (guint arc = 0; arc < 4; arc++)
    {
      GArray *points = g_array_new (FALSE, FALSE, sizeof (GwMetres));
      guint n = (guint)(ring->half_width * G_PI / 2 / STEP_M);

      for (guint i = 0; i <= n; i++)
        {
          double angle = ((double)i / n + arc - 0.5) * G_PI / 2;
          double x = cos (angle), y = sin (angle);
          double sway =
              1 + 0.055 * gw_noise (plan->seed ^ 31, 3 * x + ring->half_width, 3 * y);
          /* Flattened like a running track: straight stretches fit a grid. */
          double flat = pow (pow (fabs (x), 2.7) + pow (fabs (y), 2.7), -1 / 2.7);
          GwMetres point = { ring->centre.x + ring->half_width * x * flat * sway,
                             ring->centre.y + ring->half_height * y * flat * sway };

          g_array_append_val (points, point);
        }
      gw_plan_add_line (plan, GW_MAP_PRIMARY, points, ring->names[arc],
                        ring->names_en[arc]);
    }
}

/* One quay road along a stretch of a bank; across says which bank. */
static void
add_quay (GwPlan *plan, const GwPlanRiver *river, double from, double to, double side,
          GwMapKind kind, const char *name, const char *name_en)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (GwMetres));
  guint n = (guint)((to - from) / STEP_M);

  for (guint i = 0; i <= n; i++)
    {
      double t = from + (to - from) * i / n;
      double across = side * (gw_river_half_width (river, t) + QUAY_M);
      GwMetres point = gw_river_at (river, t, across);
      /* The tributary's mouth has no quay across it. */
      const GwPlanRiver *other =
          river == plan->rivers ? &plan->rivers[1] : &plan->rivers[0];

      if (river != plan->rivers && gw_river_distance (other, point, NULL) < QUAY_M - 10)
        break;
      g_array_append_val (points, point);
    }
  gw_plan_add_line (plan, kind, points, name, name_en);
}

static void
add_quays (GwPlan *plan)
{
  static const char *const names[2][3] = { { "滨江西路", "滨江中路", "滨江东路" },
                                           { "沿江西路", "沿江中路", "沿江东路" } };
  static const char *const names_en[2][3] = {
    { "Binjiang West Road", "Binjiang Middle Road", "Binjiang East Road" },
    { "Yanjiang West Road", "Yanjiang Middle Road", "Yanjiang East Road" }
  };
  const double ends[4] = { -9900, -3300, 2400, 9900 };

  for (guint side = 0; side < 2; side++)
    for (guint i = 0; i < 3; i++)
      add_quay (plan, &plan->rivers[0], ends[i], ends[i + 1], side == 0 ? -1 : 1,
                i == 1 ? GW_MAP_PRIMARY : GW_MAP_SECONDARY, names[side][i],
                names_en[side][i]);
  add_quay (plan, &plan->rivers[1], plan->rivers[1].from + 600, plan->rivers[1].to, -1,
            GW_MAP_SECONDARY, "燕河西路", "Yanhe West Road");
  add_quay (plan, &plan->rivers[1], plan->rivers[1].from + 600, plan->rivers[1].to, 1,
            GW_MAP_RESIDENTIAL, "燕河东路", "Yanhe East Road");
}

void
gw_plan_make_roads (GwPlan *plan)
{
  for (guint i = 0; i < G_N_ELEMENTS (roads); i++)
    add_road (plan, &roads[i], i);
  for (guint i = 0; i < G_N_ELEMENTS (rings); i++)
    add_ring (plan, &rings[i]);
  add_quays (plan);
  gw_plan_add_line (plan, GW_MAP_BOUNDARY, gw_river_limit (&plan->rivers[0]), NULL, NULL);
}
