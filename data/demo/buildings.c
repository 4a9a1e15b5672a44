/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Footprints of buildings, in rows along the streets, inside of cells. */
#define G_LOG_DOMAIN "gridward-demo"

#include "data/demo/makers.h"
#include "data/demo/network.h"

#include <math.h>

/* Below this only villages have buildings. */
#define LEAST_DENSITY 0.24
/* To the border of the cell, and to the kerb of any road. */
#define SETBACK_M 3.0
#define KERB_M 2.5

/* How a neighbourhood is built: size of a building and of its lot, in metres. */
typedef struct
{
  double length_m, depth_m;
  double lot_length_m, lot_depth_m;
  double vacancy;
} Style;

static const Style houses = { 11, 10, 14, 15, 0.2 };
static const Style rows = { 46, 12, 50, 24, 0.07 };
static const Style towers = { 25, 21, 34, 33, 0.06 };
static const Style shops = { 36, 28, 42, 35, 0.08 };
static const Style works = { 60, 32, 72, 42, 0.12 };

typedef struct
{
  GwCity *city;
  const GwPlan *plan;
  const GwNetwork *network;
  const GwShape *cell;
  GwMetres *corners; /* of the cell's outer ring */
  guint n_corners;
  double c, s; /* of the street's angle */
  GwRandom random;
} Site;

static const Style *
choose_style (const GwPlan *plan, GwMetres at, double density, GwRandom *random)
{
  double taste = gw_noise (plan->seed ^ 51, at.x / 420, at.y / 420) +
                 gw_random_range (random, -0.2, 0.2);

  if (density < LEAST_DENSITY)
    return &houses;
  if (density < 0.45)
    return taste > 0.25 ? &works : taste > -0.25 ? &rows : &houses;
  if (density < 0.75)
    return taste > 0.3 ? &towers : taste > -0.35 ? &rows : &houses;
  return taste > 0.15 ? &towers : taste > -0.2 ? &rows : &shops;
}

/* Inside of the cell and away from its border, where the street may be. */
static gboolean
is_on_ground (const Site *site, GwMetres point)
{
  gboolean inside = FALSE;

  for (guint i = 0, j = site->n_corners - 1; i < site->n_corners; j = i++)
    {
      GwMetres a = site->corners[j], b = site->corners[i];

      if (gw_plan_distance_to_segment (point, a, b) < SETBACK_M)
        return FALSE;
      if ((b.y > point.y) != (a.y > point.y) &&
          point.x < a.x + (b.x - a.x) * (point.y - a.y) / (b.y - a.y))
        inside = !inside;
    }
  return inside && gw_network_is_clear (site->network, point, KERB_M);
}

static GwMetres
to_ground (const Site *site, double along, double across)
{
  return (GwMetres){ along * site->c - across * site->s,
                     along * site->s + across * site->c };
}

static gboolean
in_village (const GwPlan *plan, GwMetres point)
{
  for (guint i = 0; i < plan->patches->len; i++)
    {
      const GwPlanPatch *patch = plan->patches->pdata[i];

      if (patch->kind == GW_MAP_BUILTUP &&
          hypot (point.x - patch->centre.x, point.y - patch->centre.y) < patch->radius_m &&
          gw_plan_in_ring (patch->ring, point))
        return TRUE;
    }
  return FALSE;
}

/* A rectangle, or an L when a notch is asked for. */
static void
try_building (Site *site, double along, double across, double length_m, double depth_m,
              gboolean notch, gboolean village)
{
  double x = length_m / 2, y = depth_m / 2;
  const double outline[6][2] = { { -x, -y },           { x, -y },      { x, 0.1 * y },
                                 { 0.2 * x, 0.1 * y }, { 0.2 * x, y }, { -x, y } };
  GwMetres box[4];
  GwFixed points[6];
  g_autoptr (GwShape) shape = NULL;

  for (guint i = 0; i < 4; i++)
    {
      box[i] =
          to_ground (site, along + (i == 1 || i == 2 ? x : -x), across + (i >= 2 ? y : -y));
      if (!is_on_ground (site, box[i]) || (village && !in_village (site->plan, box[i])))
        return;
      points[i] = gw_plan_to_fixed (box[i]);
    }
  if (!is_on_ground (site, to_ground (site, along, across)))
    return;
  for (guint i = 0; notch && i < 6; i++)
    points[i] =
        gw_plan_to_fixed (to_ground (site, along + outline[i][0], across + outline[i][1]));
  shape = gw_shape_new_ring (points, notch ? 6 : 4);
  g_ptr_array_add (site->city->map_features,
                   gw_map_feature_new_area (GW_MAP_BUILDING, shape, NULL, NULL));
}

static void
build_lots (Site *site, const Style *style, gboolean village)
{
  double low[2] = { G_MAXDOUBLE, G_MAXDOUBLE }, high[2] = { -G_MAXDOUBLE, -G_MAXDOUBLE };
  guint n[2];
  const double lots[2] = { style->lot_length_m, style->lot_depth_m };

  for (guint i = 0; i < site->n_corners; i++)
    {
      GwMetres p = site->corners[i];
      double at[2] = { p.x * site->c + p.y * site->s, p.y * site->c - p.x * site->s };

      for (guint k = 0; k < 2; k++)
        {
          low[k] = MIN (low[k], at[k]);
          high[k] = MAX (high[k], at[k]);
        }
    }
  for (guint k = 0; k < 2; k++)
    {
      low[k] += SETBACK_M;
      high[k] -= SETBACK_M;
      n[k] = high[k] > low[k] ? MAX (1, (guint)lround ((high[k] - low[k]) / lots[k])) : 0;
    }
  for (guint row = 0; row < n[1]; row++)
    for (guint column = 0; column < n[0]; column++)
      {
        double along = low[0] + (high[0] - low[0]) * (column + 0.5) / n[0];
        double across = low[1] + (high[1] - low[1]) * (row + 0.5) / n[1];
        double vary = gw_random_range (&site->random, 0.86, 1.08);
        double deep = gw_random_range (&site->random, 0.88, 1.06);
        gboolean notch = gw_random_chance (&site->random, 0.18);

        if (gw_random_chance (&site->random, style->vacancy))
          continue;
        try_building (site, along, across,
                      MIN (style->length_m, 0.84 * (high[0] - low[0]) / n[0]) * vary,
                      MIN (style->depth_m, 0.78 * (high[1] - low[1]) / n[1]) * deep, notch,
                      village);
      }
}

static gboolean
is_open_ground (const GwPlan *plan, GwMetres point)
{
  if (gw_plan_water_distance (plan, point) < 40)
    return TRUE;
  for (guint i = 0; i < plan->patches->len; i++)
    {
      const GwPlanPatch *patch = plan->patches->pdata[i];

      if (patch->kind != GW_MAP_BUILTUP &&
          hypot (point.x - patch->centre.x, point.y - patch->centre.y) < patch->radius_m &&
          gw_plan_in_ring (patch->ring, point))
        return TRUE;
    }
  return FALSE;
}

static void
build_cell (GwCity *city, const GwPlan *plan, const GwNetwork *network, const GwShape *cell,
            guint number)
{
  GwMetres middle = gw_plan_from_fixed (gw_shape_label_point (cell));
  double density = gw_plan_density (plan, middle);
  double angle = gw_plan_street_angle (plan, middle);
  gboolean village = density < LEAST_DENSITY;
  Site site = { .city = city, .plan = plan, .network = network, .cell = cell };
  g_autofree GwMetres *corners = NULL;

  if (cell->n_rings > 1 || is_open_ground (plan, middle))
    return;
  site.random = gw_random_init (plan->seed, 1000 + number);
  site.n_corners = cell->n_points;
  site.corners = corners = g_new (GwMetres, cell->n_points);
  site.c = cos (angle);
  site.s = sin (angle);
  for (guint i = 0; i < cell->n_points; i++)
    corners[i] = gw_plan_from_fixed (cell->points[i]);
  build_lots (&site, choose_style (plan, middle, density, &site.random), village);
}

void
gw_city_make_buildings (GwCity *city, const GwPlan *plan)
{
  g_autoptr (GwNetwork) network = gw_network_new (plan);

  for (guint i = 0; i < plan->lines->len; i++)
    if (((const GwPlanLine *)plan->lines->pdata[i])->kind != GW_MAP_BOUNDARY)
      gw_network_add (network, i);
  for (guint i = 0; i < city->cells->len; i++)
    build_cell (city, plan, network, ((const GwCityCell *)city->cells->pdata[i])->shape, i);
}
