/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Bei River with its islands, and the Dayan River that joins it from the south. */
#define G_LOG_DOMAIN "gridward-demo"

#include "data/demo/plan.h"

#include <math.h>

#define SAMPLE_M 30.0
#define ISLAND_LENGTH_M 520.0
#define ISLAND_HALF_WIDTH_M 95.0

static double
curve (const GwPlanRiver *river, double t)
{
  double value = river->offset + river->slope * t;

  for (guint i = 0; i < 2; i++)
    value += river->amplitudes[i] * sin (t / river->lengths_m[i] + river->phases[i]);
  return value;
}

static double
derivative (const GwPlanRiver *river, double t)
{
  double value = river->slope;

  for (guint i = 0; i < 2; i++)
    value += river->amplitudes[i] / river->lengths_m[i] *
             cos (t / river->lengths_m[i] + river->phases[i]);
  return value;
}

/* 1 in the middle of an island, 0 well before and after. */
static double
island_weight (const GwPlanRiver *river, double t)
{
  double weight = 0;

  for (guint i = 0; i < 2; i++)
    {
      double u = (t - river->islands[i]) / (1.25 * ISLAND_LENGTH_M);

      if (fabs (u) < 1)
        weight = MAX (weight, (1 + cos (G_PI * u)) / 2);
    }
  return weight;
}

double
gw_river_half_width (const GwPlanRiver *river, double t)
{
  return river->half_width_m * (1 + 0.16 * sin (t / 1130 + river->phases[0])) +
         0.9 * ISLAND_HALF_WIDTH_M * island_weight (river, t);
}

GwMetres
gw_river_at (const GwPlanRiver *river, double t, double across_m)
{
  double value = curve (river, t), d = derivative (river, t);
  double scale = across_m / sqrt (1 + d * d);

  if (river->along_y)
    return (GwMetres){ value + scale, t - d * scale };
  return (GwMetres){ t - d * scale, value + scale };
}

/* The curve's nearest point by a few steps of Newton's method; the bends are wide. */
static double
nearest (const GwPlanRiver *river, GwMetres point)
{
  double along = river->along_y ? point.y : point.x;
  double across = river->along_y ? point.x : point.y;
  double t = along;

  for (guint i = 0; i < 6; i++)
    {
      double d = derivative (river, t);

      t -= 0.8 * ((t - along) + (curve (river, t) - across) * d) / (1 + d * d);
      t = CLAMP (t, along - 2500, along + 2500);
    }
  return CLAMP (t, river->from, river->to);
}

double
gw_river_distance (const GwPlanRiver *river, GwMetres point, double *ret_angle)
{
  double t = nearest (river, point), d = derivative (river, t);
  GwMetres axis = gw_river_at (river, t, 0);

  if (ret_angle != NULL)
    *ret_angle = river->along_y ? atan2 (1, d) : atan2 (d, 1);
  return hypot (point.x - axis.x, point.y - axis.y) - gw_river_half_width (river, t);
}

double
gw_plan_water_distance (const GwPlan *plan, GwMetres point)
{
  return MIN (gw_river_distance (&plan->rivers[0], point, NULL),
              gw_river_distance (&plan->rivers[1], point, NULL));
}

gboolean
gw_plan_is_north (const GwPlan *plan, GwMetres point)
{
  return point.y > curve (&plan->rivers[0], point.x);
}

GArray *
gw_river_ring (const GwPlanRiver *river)
{
  GArray *ring = g_array_new (FALSE, FALSE, sizeof (GwMetres));
  guint n = (guint)((river->to - river->from) / SAMPLE_M);

  for (guint i = 0; i <= 2 * n + 1; i++)
    {
      gboolean back = i > n;
      double t = river->from + (river->to - river->from) * (back ? 2 * n + 1 - i : i) / n;
      double half_width = gw_river_half_width (river, t);
      GwMetres point = gw_river_at (river, t, back ? half_width : -half_width);

      g_array_append_val (ring, point);
    }
  return ring;
}

GArray *
gw_river_island (const GwPlanRiver *river, guint number)
{
  GArray *ring = g_array_new (FALSE, FALSE, sizeof (GwMetres));

  for (guint i = 0; i < 48; i++)
    {
      double angle = 2 * G_PI * i / 48;
      double t = river->islands[number] + ISLAND_LENGTH_M * cos (angle);
      double across = ISLAND_HALF_WIDTH_M * sin (angle) * (1 + 0.2 * cos (angle));
      GwMetres point = gw_river_at (river, t, across);

      g_array_append_val (ring, point);
    }
  return ring;
}

GArray *
gw_river_limit (const GwPlanRiver *river)
{
  GArray *line = g_array_new (FALSE, FALSE, sizeof (GwMetres));
  guint n = (guint)((river->to - river->from) / SAMPLE_M);

  for (guint i = 0; i <= n; i++)
    {
      double t = river->from + (river->to - river->from) * i / n;
      double past = -(ISLAND_HALF_WIDTH_M + 75) * sqrt (island_weight (river, t));
      GwMetres point = gw_river_at (river, t, past);

      g_array_append_val (line, point);
    }
  return line;
}

void
gw_plan_make_rivers (GwPlan *plan)
{
  GwRandom random = gw_random_init (plan->seed, 1);
  GwPlanRiver *bei = &plan->rivers[0], *dayan = &plan->rivers[1];
  double x;

  *bei = (GwPlanRiver){ FALSE, -10600, 10600, 450, 0.26, { 640, 210 }, { 1500, 690 } };
  bei->half_width_m = 170;
  bei->name = g_strdup ("北江");
  bei->name_en = g_strdup ("Bei River");
  for (guint i = 0; i < 2; i++)
    bei->phases[i] = gw_random_range (&random, 0, 2 * G_PI);
  bei->islands[0] = gw_random_range (&random, -4600, -3400);
  bei->islands[1] = gw_random_range (&random, 3300, 4600);

  /* The tributary's lower end lies just inside of the main river. */
  x = gw_random_range (&random, 2300, 3100);
  *dayan = (GwPlanRiver){ TRUE, -9500, 0, x, 0.1, { 330, 120 }, { 1250, 520 } };
  dayan->half_width_m = 30;
  dayan->islands[0] = dayan->islands[1] = G_MAXDOUBLE;
  dayan->name = g_strdup ("大燕河");
  dayan->name_en = g_strdup ("Dayan River");
  for (guint i = 0; i < 2; i++)
    dayan->phases[i] = gw_random_range (&random, 0, 2 * G_PI);
  dayan->to = curve (bei, x);
  while (gw_river_distance (bei, gw_river_at (dayan, dayan->to, 0), NULL) < -25)
    dayan->to -= 5;
}
