/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Streets as evenly spaced streamlines of the fabric's directions: each finished street
 * proposes parallels at its distance and cross streets along itself.
 */
#define G_LOG_DOMAIN "gridward-demo"

#include "data/demo/names.h"
#include "data/demo/network.h"
#include "data/demo/plan.h"

#include <math.h>

#define STEP_M 14.0
/* A street may come as near to its parallel as this share of their distance. */
#define CLOSEST 0.62
/* How far the end of a street looks for another one to meet, as a share of the distance. */
#define END_REACH 1.1
/* Ends are moved past what they meet, so that rounding cannot part them. */
#define OVERLAP_M 2.5
/* Streets keep this far from the water: the quay road is farther. */
#define WATER_GAP_M 45.0
#define MAX_POINTS 900

/* A tier of streets; distances at densities 0, 1/3, 2/3 and 1, along and across. */
typedef struct
{
  GwMapKind kind;
  double along_m[4];
  double across_m[4];
  gboolean crosses_brooks;
} Tier;

static const Tier tiers[] = {
  { GW_MAP_SECONDARY, { 1300, 900, 620, 520 }, { 1500, 1100, 760, 640 }, TRUE },
  { GW_MAP_RESIDENTIAL, { 330, 210, 135, 112 }, { 460, 330, 225, 180 }, FALSE },
};

typedef struct
{
  GwMetres point;
  double heading;
} Proposal;

typedef struct
{
  GwPlan *plan;
  GwNetwork *network;
  GwNames *names;
  const Tier *tier;
  GQueue proposals; /* Proposal */
} Maker;

static double
by_density (const double table[4], double density)
{
  double at = CLAMP (density, 0, 1) * 3;
  guint i = MIN (2, (guint)at);

  return table[i] + (table[i + 1] - table[i]) * (at - i);
}

/* The distance that a street of this heading keeps from its parallels. */
static double
distance_at (const Maker *maker, GwMetres point, double heading)
{
  double density = gw_plan_density (maker->plan, point);
  double across = fabs (sin (heading - gw_plan_street_angle (maker->plan, point)));
  const double *table = across > G_SQRT2 / 2 ? maker->tier->across_m : maker->tier->along_m;
  double vary = gw_noise (maker->plan->seed ^ 41, point.x / 800, point.y / 800);

  return by_density (table, density) * (1 + 0.28 * vary);
}

static gboolean
is_blocked (const Maker *maker, GwMetres point)
{
  const GwPlan *plan = maker->plan;
  guint n_rivers = maker->tier->crosses_brooks ? 1 : 2;

  if (gw_plan_inside_m (plan, point) < -40)
    return TRUE;
  for (guint i = 0; i < n_rivers; i++)
    if (gw_river_distance (&plan->rivers[i], point, NULL) < WATER_GAP_M)
      return TRUE;
  for (guint i = 0; i < plan->patches->len; i++)
    {
      const GwPlanPatch *patch = plan->patches->pdata[i];

      if (patch->closed &&
          hypot (point.x - patch->centre.x, point.y - patch->centre.y) < patch->radius_m &&
          gw_plan_in_ring (patch->ring, point))
        return TRUE;
    }
  return FALSE;
}

/* The fabric's direction nearest to the heading. */
static double
turn (const Maker *maker, GwMetres point, double heading)
{
  double angle = gw_plan_street_angle (maker->plan, point);

  return angle + G_PI / 2 * round ((heading - angle) / (G_PI / 2));
}

static GwMetres
ahead (GwMetres point, double heading, double distance_m)
{
  return (GwMetres){ point.x + distance_m * cos (heading),
                     point.y + distance_m * sin (heading) };
}

/* Streets that turn back on themselves end. */
static gboolean
meets_itself (const GArray *points, GwMetres point, double radius_m)
{
  guint skip = 2 + (guint)(2.2 * radius_m / STEP_M);

  for (guint i = 0; i + skip < points->len; i += 2)
    {
      GwMetres other = g_array_index (points, GwMetres, i);

      if (hypot (point.x - other.x, point.y - other.y) < radius_m)
        return TRUE;
    }
  return FALSE;
}

static void
trace (const Maker *maker, GwMetres point, double heading, GArray *points)
{
  while (points->len < MAX_POINTS)
    {
      double middle = turn (maker, ahead (point, heading, STEP_M / 2), heading);
      GwMetres next = ahead (point, middle, STEP_M);
      double radius_m = CLOSEST * distance_at (maker, next, middle);

      heading = middle;
      if (is_blocked (maker, next) ||
          gw_network_has_parallel (maker->network, next, heading, radius_m) ||
          meets_itself (points, next, radius_m))
        return;
      g_array_append_val (points, next);
      point = next;
    }
}

static void
reverse (GArray *points)
{
  GwMetres *p = (GwMetres *)points->data;

  for (guint i = 0, k = points->len - 1; i < k; i++, k--)
    {
      GwMetres swap = p[i];

      p[i] = p[k];
      p[k] = swap;
    }
}

/* Lets the line's last end meet a street before or after it, if there is one. */
static void
mend_end (const Maker *maker, GArray *points)
{
  GwMetres *p = (GwMetres *)points->data;
  guint n = points->len;
  double heading = atan2 (p[n - 1].y - p[n - 2].y, p[n - 1].x - p[n - 2].x);
  GwMetres from = p[n - 1], place;
  double reach_m = END_REACH * distance_at (maker, from, heading);

  for (double way = 0; way < reach_m; way += STEP_M)
    {
      GwMetres to = ahead (from, heading, STEP_M);

      if (gw_network_cross (maker->network, from, to, &place))
        {
          place = ahead (place, heading, OVERLAP_M);
          g_array_append_val (points, place);
          return;
        }
      if (is_blocked (maker, to))
        break;
      from = to;
    }
  for (guint i = n - 1; i >= 2 && i + 8 > n; i--)
    if (gw_network_cross (maker->network, p[i - 1], p[i], &place))
      {
        heading = atan2 (p[i].y - p[i - 1].y, p[i].x - p[i - 1].x);
        g_array_set_size (points, i);
        place = ahead (place, heading, OVERLAP_M);
        g_array_append_val (points, place);
        return;
      }
}

static double
length_of (const GArray *points)
{
  double length_m = 0;

  for (guint i = 1; i < points->len; i++)
    {
      GwMetres a = g_array_index (points, GwMetres, i - 1);
      GwMetres b = g_array_index (points, GwMetres, i);

      length_m += hypot (b.x - a.x, b.y - a.y);
    }
  return length_m;
}

static void
propose (Maker *maker, GwMetres point, double heading)
{
  Proposal *proposal = g_new (Proposal, 1);

  proposal->point = point;
  proposal->heading = heading;
  g_queue_push_tail (&maker->proposals, proposal);
}

/* Proposes what a finished line calls for, about once per distance. */
static void
propose_along (Maker *maker, const GArray *points)
{
  double since_parallel_m = 1e9, since_cross_m = 1e9;

  for (guint i = 0; i + 1 < points->len; i++)
    {
      GwMetres point = g_array_index (points, GwMetres, i);
      GwMetres next = g_array_index (points, GwMetres, i + 1);
      double heading = atan2 (next.y - point.y, next.x - point.x);
      double distance_m = distance_at (maker, point, heading);
      double cross_m = distance_at (maker, point, heading + G_PI / 2);
      double step_m = hypot (next.x - point.x, next.y - point.y);

      if (since_parallel_m >= distance_m * 0.7)
        {
          propose (maker, ahead (point, heading + G_PI / 2, distance_m), heading);
          propose (maker, ahead (point, heading - G_PI / 2, distance_m), heading);
          since_parallel_m = 0;
        }
      if (since_cross_m >= cross_m)
        {
          propose (maker, ahead (point, heading + G_PI / 2, STEP_M), heading + G_PI / 2);
          propose (maker, ahead (point, heading - G_PI / 2, STEP_M), heading - G_PI / 2);
          since_cross_m = 0;
        }
      since_parallel_m += step_m;
      since_cross_m += step_m;
    }
}

/* Small streets in the fields are ways, and few of them bear names. */
static GwMapKind
kind_of (const Maker *maker, const GArray *points)
{
  GwMetres middle = g_array_index (points, GwMetres, points->len / 2);

  if (maker->tier->kind != GW_MAP_RESIDENTIAL ||
      gw_plan_density (maker->plan, middle) > 0.1)
    return maker->tier->kind;
  return points->len % 2 == 0 ? GW_MAP_RESIDENTIAL : GW_MAP_FOOTWAY;
}

static void
try_street (Maker *maker, GwMetres point, double heading)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (GwMetres));
  g_autofree char *name = NULL, *name_en = NULL;
  double distance_m;
  GwMapKind kind;

  heading = turn (maker, point, heading);
  distance_m = distance_at (maker, point, heading);
  if (!is_blocked (maker, point) &&
      !gw_network_has_parallel (maker->network, point, heading, 0.85 * distance_m))
    {
      g_array_append_val (points, point);
      trace (maker, point, heading, points);
      reverse (points);
      trace (maker, point, heading + G_PI, points);
    }
  if (points->len < 3 || length_of (points) < 0.75 * distance_m)
    {
      g_array_unref (points);
      return;
    }
  mend_end (maker, points);
  reverse (points);
  mend_end (maker, points);
  kind = kind_of (maker, points);
  gw_names_take_street (maker->names, kind, &name, &name_en);
  gw_plan_add_line (maker->plan, kind, points, name, name_en);
  gw_network_add (maker->network, maker->plan->lines->len - 1);
  propose_along (maker, points);
}

static void
make_tier (Maker *maker, const Tier *tier)
{
  guint n_before = maker->plan->lines->len;

  maker->tier = tier;
  for (guint i = 0; i < n_before; i++)
    {
      const GwPlanLine *line = maker->plan->lines->pdata[i];

      if (line->kind != GW_MAP_BOUNDARY && line->kind != GW_MAP_FOOTWAY)
        propose_along (maker, line->points);
    }
  while (!g_queue_is_empty (&maker->proposals))
    {
      g_autofree Proposal *proposal = g_queue_pop_head (&maker->proposals);

      try_street (maker, proposal->point, proposal->heading);
    }
}

void
gw_plan_make_streets (GwPlan *plan)
{
  g_autoptr (GwNetwork) network = gw_network_new (plan);
  g_autoptr (GwNames) names = gw_names_new (plan->seed);
  Maker maker = { plan, network, names, NULL, G_QUEUE_INIT };

  for (guint i = 0; i < plan->lines->len; i++)
    if (((GwPlanLine *)plan->lines->pdata[i])->kind != GW_MAP_BOUNDARY)
      gw_network_add (network, i);
  for (guint i = 0; i < G_N_ELEMENTS (tiers); i++)
    make_tier (&maker, &tiers[i]);
}
