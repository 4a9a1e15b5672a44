/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How dense the city is and how its streets run: fields over the ground. */
#define G_LOG_DOMAIN "gridward-demo"

#include "data/demo/plan.h"

#include <math.h>

/* A part of the town that grew round a market, with a grid of its own. */
typedef struct
{
  double x, y;
  double reach_m;
  double density;
  double angle; /* of its grid, degrees */
} Nucleus;

static const Nucleus nuclei[] = {
  { -600, -1500, 3300, 1.0, 8 },    /* the centre, south of the river */
  { -1300, 2300, 2300, 0.92, 24 },  /* the old town, north of it */
  { 3300, 900, 1900, 0.72, -14 },   /* the east */
  { -4300, -600, 1700, 0.6, 30 },   /* the west */
  { 1400, -4300, 1900, 0.66, 2 },   /* the south */
  { 6500, -1300, 1300, 0.62, -24 }, /* Yuantan */
  { 4700, -4500, 1300, 0.66, 16 },  /* Longtang */
  { -5700, -3900, 1200, 0.6, -20 }, /* Shijiao */
  { 4300, 4700, 1000, 0.56, 35 },   /* Feilaixia */
};

double
gw_plan_density (const GwPlan *plan, GwMetres point)
{
  double density = 0;
  double rough = 1 + 0.28 * gw_noise (plan->seed ^ 21, point.x / 1300, point.y / 1300);

  for (guint i = 0; i < G_N_ELEMENTS (nuclei); i++)
    {
      const Nucleus *nucleus = &nuclei[i];
      double d =
          hypot (point.x - nucleus->x, point.y - nucleus->y) / (nucleus->reach_m * rough);

      density = MAX (density, nucleus->density * (1.12 - d * d * 0.62));
    }
  return CLAMP (density, 0, 1);
}

GArray *
gw_plan_built_up (const GwPlan *plan, guint number, double density)
{
  const Nucleus *nucleus = &nuclei[MIN (number, G_N_ELEMENTS (nuclei) - 1)];
  double share = (1.12 - density / nucleus->density) / 0.62;
  GArray *ring;

  if (number >= G_N_ELEMENTS (nuclei))
    return NULL;
  ring = g_array_new (FALSE, FALSE, sizeof (GwMetres));
  for (guint i = 0; i < 120; i++)
    {
      double angle = 2 * G_PI * i / 120, radius = 0;
      GwMetres point = { nucleus->x, nucleus->y };

      /* The reach is rough, so the radius is found by a few steps. */
      for (guint k = 0; k < 12; k++)
        {
          double rough =
              1 + 0.28 * gw_noise (plan->seed ^ 21, point.x / 1300, point.y / 1300);

          radius = (radius + nucleus->reach_m * rough * sqrt (MAX (share, 0))) / 2;
          point.x = nucleus->x + radius * cos (angle);
          point.y = nucleus->y + radius * sin (angle);
        }
      g_array_append_val (ring, point);
    }
  return ring;
}

static void
add_direction (double *c, double *s, double angle, double weight)
{
  /* A street and its cross street are the same direction: fourfold symmetry. */
  *c += weight * cos (4 * angle);
  *s += weight * sin (4 * angle);
}

double
gw_plan_street_angle (const GwPlan *plan, GwMetres point)
{
  double c = 0, s = 0, angle;
  double bend = 0.16 * gw_noise (plan->seed ^ 22, point.x / 2100, point.y / 2100);
  double radius = hypot (point.x, point.y);

  add_direction (&c, &s, 0.2, 0.25);
  add_direction (&c, &s, atan2 (point.y, point.x),
                 0.9 * (1 - exp (-pow (radius / 4200, 2))));
  for (guint i = 0; i < G_N_ELEMENTS (nuclei); i++)
    {
      const Nucleus *nucleus = &nuclei[i];
      double d = hypot (point.x - nucleus->x, point.y - nucleus->y) / nucleus->reach_m;

      add_direction (&c, &s, nucleus->angle * G_PI / 180, 1.6 * exp (-d * d));
    }
  for (guint i = 0; i < G_N_ELEMENTS (plan->rivers); i++)
    {
      double distance = gw_river_distance (&plan->rivers[i], point, &angle);

      add_direction (&c, &s, angle, 2.6 * exp (-pow (MAX (distance, 0) / 650, 2)));
    }
  return atan2 (s, c) / 4 + bend;
}
