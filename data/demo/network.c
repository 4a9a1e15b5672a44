/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A square lattice of buckets with the points of all lines. */
#define G_LOG_DOMAIN "gridward-demo"

#include "data/demo/network.h"

#include <math.h>

#define BUCKET_M 100.0
#define N_SIDE 220
/* Neighbouring points of a line are never further apart than this. */
#define REACH_M 45.0
/* Cosine of the angle up to which lines count as parallel. */
#define PARALLEL 0.77

typedef struct
{
  GwMetres point;
  GwMetres next;
  double half_width_m;
} Sample;

struct _GwNetwork
{
  const GwPlan *plan;
  GArray *buckets[N_SIDE * N_SIDE]; /* Sample */
};

GwNetwork *
gw_network_new (const GwPlan *plan)
{
  GwNetwork *network = g_new0 (GwNetwork, 1);

  network->plan = plan;
  return network;
}

void
gw_network_free (GwNetwork *network)
{
  for (guint i = 0; i < N_SIDE * N_SIDE; i++)
    g_clear_pointer (&network->buckets[i], g_array_unref);
  g_free (network);
}

static int
lattice (double metres)
{
  return CLAMP ((int)floor ((metres + GW_PLAN_REACH_M) / BUCKET_M), 0, N_SIDE - 1);
}

void
gw_network_add (GwNetwork *network, guint line)
{
  const GwPlanLine *added = network->plan->lines->pdata[line];
  const GArray *points = added->points;

  for (guint i = 0; i + 1 < points->len; i++)
    {
      Sample sample = { g_array_index (points, GwMetres, i),
                        g_array_index (points, GwMetres, i + 1),
                        gw_plan_half_width (added->kind) };
      GArray **bucket =
          &network->buckets[lattice (sample.point.y) * N_SIDE + lattice (sample.point.x)];

      if (*bucket == NULL)
        *bucket = g_array_new (FALSE, FALSE, sizeof (Sample));
      g_array_append_val (*bucket, sample);
    }
}

gboolean
gw_network_has_parallel (const GwNetwork *network, GwMetres point, double heading,
                         double radius_m)
{
  double dx = cos (heading), dy = sin (heading);

  for (int y = lattice (point.y - radius_m); y <= lattice (point.y + radius_m); y++)
    for (int x = lattice (point.x - radius_m); x <= lattice (point.x + radius_m); x++)
      {
        const GArray *bucket = network->buckets[y * N_SIDE + x];

        for (guint i = 0; bucket != NULL && i < bucket->len; i++)
          {
            const Sample *sample = &g_array_index (bucket, Sample, i);
            double away_x = sample->point.x - point.x, away_y = sample->point.y - point.y;
            double sx, sy;

            if (away_x * away_x + away_y * away_y > radius_m * radius_m)
              continue;
            sx = sample->next.x - sample->point.x;
            sy = sample->next.y - sample->point.y;
            if (fabs (sx * dx + sy * dy) > PARALLEL * hypot (sx, sy))
              return TRUE;
          }
      }
  return FALSE;
}

gboolean
gw_network_is_clear (const GwNetwork *network, GwMetres point, double margin_m)
{
  for (int y = lattice (point.y - REACH_M); y <= lattice (point.y + REACH_M); y++)
    for (int x = lattice (point.x - REACH_M); x <= lattice (point.x + REACH_M); x++)
      {
        const GArray *bucket = network->buckets[y * N_SIDE + x];

        for (guint i = 0; bucket != NULL && i < bucket->len; i++)
          {
            const Sample *sample = &g_array_index (bucket, Sample, i);

            if (gw_plan_distance_to_segment (point, sample->point, sample->next) <
                sample->half_width_m + margin_m)
              return FALSE;
          }
      }
  return TRUE;
}

/* Where a-b meets c-d, as a share of a-b. */
static gboolean
intersect (GwMetres a, GwMetres b, GwMetres c, GwMetres d, double *ret_share)
{
  double rx = b.x - a.x, ry = b.y - a.y, sx = d.x - c.x, sy = d.y - c.y;
  double cross = rx * sy - ry * sx, t, u;

  if (fabs (cross) < 1e-9)
    return FALSE;
  t = ((c.x - a.x) * sy - (c.y - a.y) * sx) / cross;
  u = ((c.x - a.x) * ry - (c.y - a.y) * rx) / cross;
  *ret_share = t;
  return t >= 0 && t <= 1 && u >= 0 && u <= 1;
}

gboolean
gw_network_cross (const GwNetwork *network, GwMetres a, GwMetres b, GwMetres *ret_place)
{
  double last = -1;

  for (int y = lattice (MIN (a.y, b.y) - REACH_M); y <= lattice (MAX (a.y, b.y) + REACH_M);
       y++)
    for (int x = lattice (MIN (a.x, b.x) - REACH_M);
         x <= lattice (MAX (a.x, b.x) + REACH_M); x++)
      {
        const GArray *bucket = network->buckets[y * N_SIDE + x];

        for (guint i = 0; bucket != NULL && i < bucket->len; i++)
          {
            const Sample *sample = &g_array_index (bucket, Sample, i);
            double share;

            if (intersect (a, b, sample->point, sample->next, &share) && share > last)
              last = share;
          }
      }
  if (last < 0)
    return FALSE;
  *ret_place = (GwMetres){ a.x + last * (b.x - a.x), a.y + last * (b.y - a.y) };
  return TRUE;
}
