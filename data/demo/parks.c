/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parks, lakes, hills, ponds and villages: patches between the roads. */
#define G_LOG_DOMAIN "gridward-demo"

#include "data/demo/names.h"
#include "data/demo/plan.h"

#include <math.h>

#define N_CORNERS 28

/* One sort of patch: how many are tried for, and where it belongs. */
typedef struct
{
  GwMapKind kind;
  guint n;
  double least_radius_m, most_radius_m;
  double least_density, most_density;
  double roughness;
  double gap_m; /* to roads and water; negative: may lie under them */
  gboolean closed;
} Sort;

static const Sort lakes = { GW_MAP_WATER, 9, 190, 420, 0.02, 0.75, 0.3, 45, TRUE };
static const Sort parks = { GW_MAP_GREEN, 40, 110, 330, 0.3, 1.1, 0.3, 40, TRUE };
static const Sort hills = { GW_MAP_GREEN, 34, 350, 900, -1, 0.12, 0.3, -1, FALSE };
static const Sort villages = { GW_MAP_BUILTUP, 130, 80, 170, -1, 0.13, 0.25, -1, FALSE };
static const Sort ponds = { GW_MAP_WATER, 150, 25, 70, -1, 0.3, 0.18, 30, FALSE };

static GArray *
make_ring (GwMetres centre, double radius_m, double roughness, guint64 seed)
{
  g_autofree GwMetres *corners = g_new (GwMetres, N_CORNERS);

  for (guint i = 0; i < N_CORNERS; i++)
    {
      double angle = 2 * G_PI * i / N_CORNERS;
      double r = radius_m *
                 (1 + roughness * gw_noise (seed, 1.6 * cos (angle), 1.6 * sin (angle))) /
                 (1 + roughness);

      corners[i] = (GwMetres){ centre.x + r * cos (angle), centre.y + r * sin (angle) };
    }
  return gw_plan_smooth (corners, N_CORNERS, TRUE, 15);
}

static gboolean
is_free (const GwPlan *plan, const Sort *sort, GwMetres centre, double radius_m)
{
  double gap_m = sort->gap_m;

  if (gw_plan_inside_m (plan, centre) < radius_m + 60)
    return FALSE;
  for (guint i = 0; i < plan->patches->len; i++)
    {
      const GwPlanPatch *patch = plan->patches->pdata[i];
      double apart = hypot (patch->centre.x - centre.x, patch->centre.y - centre.y);
      double least = sort->kind == patch->kind ? 0.8 : 0.5;

      if (patch->closed && sort->closed)
        least = 1.25;
      if (apart <
          least * (patch->radius_m + radius_m) + (sort->kind == GW_MAP_BUILTUP ? 250 : 0))
        return FALSE;
    }
  if (gap_m < 0)
    return TRUE;
  if (gw_plan_water_distance (plan, centre) < radius_m + gap_m + 40)
    return FALSE;
  for (guint i = 0; i < plan->lines->len; i++)
    {
      const GwPlanLine *line = plan->lines->pdata[i];

      for (guint k = 0; k < line->points->len; k++)
        {
          GwMetres point = g_array_index (line->points, GwMetres, k);

          if (hypot (point.x - centre.x, point.y - centre.y) < radius_m + gap_m)
            return FALSE;
        }
    }
  return TRUE;
}

/* A way through a park, from edge to edge. */
static void
add_path (GwPlan *plan, const GwPlanPatch *park, double angle)
{
  double reach = park->radius_m * 1.05;
  double bend = park->radius_m * 0.25;
  GwMetres corners[3] = {
    { park->centre.x - reach * cos (angle), park->centre.y - reach * sin (angle) },
    { park->centre.x - bend * sin (angle), park->centre.y + bend * cos (angle) },
    { park->centre.x + reach * cos (angle), park->centre.y + reach * sin (angle) },
  };
  g_autoptr (GArray) curve = gw_plan_smooth (corners, 3, FALSE, 12);
  GArray *inner = g_array_new (FALSE, FALSE, sizeof (GwMetres));

  for (guint i = 1; i + 1 < curve->len; i++)
    if (gw_plan_in_ring (park->ring, g_array_index (curve, GwMetres, i)) ||
        gw_plan_in_ring (park->ring, g_array_index (curve, GwMetres, i - 1)) ||
        gw_plan_in_ring (park->ring, g_array_index (curve, GwMetres, i + 1)))
      g_array_append_val (inner, g_array_index (curve, GwMetres, i));
  if (inner->len < 2)
    g_array_unref (inner);
  else
    gw_plan_add_line (plan, GW_MAP_FOOTWAY, inner, NULL, NULL);
}

/* Round a closed patch runs a street or a walk. */
static void
furnish (GwPlan *plan, GwPlanPatch *patch, GwRandom *random)
{
  GArray *round = g_array_sized_new (FALSE, FALSE, sizeof (GwMetres), patch->ring->len + 1);
  GwMapKind kind = patch->kind == GW_MAP_WATER ? GW_MAP_FOOTWAY : GW_MAP_RESIDENTIAL;

  g_array_append_vals (round, patch->ring->data, patch->ring->len);
  g_array_append_vals (round, patch->ring->data, 1);
  gw_plan_add_line (plan, kind, round, NULL, NULL);
  if (patch->kind == GW_MAP_WATER)
    return;
  add_path (plan, patch, gw_random_range (random, 0, G_PI));
  if (patch->radius_m > 170)
    {
      double side = gw_random_range (random, 0, 2 * G_PI);
      GwMetres centre = { patch->centre.x + 0.35 * patch->radius_m * cos (side),
                          patch->centre.y + 0.35 * patch->radius_m * sin (side) };

      gw_plan_add_patch (
          plan, GW_MAP_WATER,
          make_ring (centre, 0.32 * patch->radius_m, 0.25, gw_random_next (random)), centre,
          FALSE);
    }
}

static void
scatter (GwPlan *plan, const Sort *sort, GwRandom *random)
{
  guint made = 0;

  for (guint tries = 0; tries < 60 * sort->n && made < sort->n; tries++)
    {
      GwMetres centre = { gw_random_range (random, -9800, 9800),
                          gw_random_range (random, -8000, 8000) };
      double radius_m = gw_random_range (random, sort->least_radius_m, sort->most_radius_m);
      guint64 shape = gw_random_next (random);
      double density = gw_plan_density (plan, centre);
      GwPlanPatch *patch;

      if (density < sort->least_density || density > sort->most_density ||
          !is_free (plan, sort, centre, radius_m))
        continue;
      patch = gw_plan_add_patch (plan, sort->kind,
                                 make_ring (centre, radius_m, sort->roughness, shape),
                                 centre, sort->closed);
      if (sort->closed)
        {
          g_autofree char *name = NULL, *name_en = NULL;

          gw_names_patch (sort->kind, made, &name, &name_en);
          gw_plan_name_patch (patch, name, name_en);
          furnish (plan, patch, random);
        }
      made++;
    }
}

void
gw_plan_make_parks (GwPlan *plan)
{
  GwRandom random = gw_random_init (plan->seed, 2);

  scatter (plan, &lakes, &random);
  scatter (plan, &parks, &random);
  scatter (plan, &villages, &random);
  scatter (plan, &hills, &random);
  scatter (plan, &ponds, &random);
}
