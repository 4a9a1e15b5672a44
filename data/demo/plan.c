/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plan of the demo city: making it, and small geometry that its makers share. */
#define G_LOG_DOMAIN "gridward-demo"

#include "data/demo/plan.h"

#include <math.h>

#define DEGREE (G_PI / 180)
#define SEMI_MAJOR_M 6378137.0
#define ECCENTRICITY_SQUARED 0.00669438002290
#define N_BORDER 240
/* Half axes of the whole city; their product with pi is a little over 210 km2. */
#define HALF_WIDTH_M 9250.0
#define HALF_HEIGHT_M 7350.0

static double
metres_per_degree_x (void)
{
  double s = sin (GW_PLAN_LAT * DEGREE);

  return SEMI_MAJOR_M / sqrt (1 - ECCENTRICITY_SQUARED * s * s) *
         cos (GW_PLAN_LAT * DEGREE) * DEGREE;
}

static double
metres_per_degree_y (void)
{
  double s = sin (GW_PLAN_LAT * DEGREE);
  double w = 1 - ECCENTRICITY_SQUARED * s * s;

  return SEMI_MAJOR_M * (1 - ECCENTRICITY_SQUARED) / (w * sqrt (w)) * DEGREE;
}

GwFixed
gw_plan_to_fixed (GwMetres point)
{
  return gw_fixed_from_lon_lat (
      (GwLonLat){ GW_PLAN_LON + point.x / metres_per_degree_x (),
                  GW_PLAN_LAT + point.y / metres_per_degree_y () });
}

GwMetres
gw_plan_from_fixed (GwFixed point)
{
  GwLonLat position = gw_fixed_to_lon_lat (point);

  return (GwMetres){ (position.lon - GW_PLAN_LON) * metres_per_degree_x (),
                     (position.lat - GW_PLAN_LAT) * metres_per_degree_y () };
}

static double
border_radius (const GwPlan *plan, double angle)
{
  double x = cos (angle), y = sin (angle);
  double ellipse = 1 / hypot (x / HALF_WIDTH_M, y / HALF_HEIGHT_M);

  return plan->size * ellipse *
         (1 + 0.075 * gw_noise (plan->seed ^ 11, 2.2 * x, 2.2 * y) +
          0.02 * gw_noise (plan->seed ^ 12, 7 * x, 7 * y));
}

static void
free_line (gpointer data)
{
  GwPlanLine *line = data;

  g_array_unref (line->points);
  g_free (line->name);
  g_free (line->name_en);
  g_free (line);
}

static void
free_patch (gpointer data)
{
  GwPlanPatch *patch = data;

  g_array_unref (patch->ring);
  g_free (patch->name);
  g_free (patch->name_en);
  g_free (patch);
}

GwPlan *
gw_plan_new (guint64 seed, double size)
{
  GwPlan *plan = g_new0 (GwPlan, 1);

  plan->seed = seed;
  plan->size = size;
  plan->border = g_array_new (FALSE, FALSE, sizeof (GwMetres));
  plan->patches = g_ptr_array_new_with_free_func (free_patch);
  plan->lines = g_ptr_array_new_with_free_func (free_line);
  for (guint i = 0; i < N_BORDER; i++)
    {
      double angle = 2 * G_PI * i / N_BORDER;
      double radius = border_radius (plan, angle);
      GwMetres point = { radius * cos (angle), radius * sin (angle) };

      g_array_append_val (plan->border, point);
    }
  return plan;
}

void
gw_plan_free (GwPlan *plan)
{
  for (guint i = 0; i < G_N_ELEMENTS (plan->rivers); i++)
    {
      g_free (plan->rivers[i].name);
      g_free (plan->rivers[i].name_en);
    }
  g_array_unref (plan->border);
  g_ptr_array_unref (plan->patches);
  g_ptr_array_unref (plan->lines);
  g_free (plan);
}

gboolean
gw_plan_in_ring (const GArray *ring, GwMetres point)
{
  const GwMetres *points = (const GwMetres *)ring->data;
  gboolean inside = FALSE;

  for (guint i = 0, j = ring->len - 1; i < ring->len; j = i++)
    if ((points[i].y > point.y) != (points[j].y > point.y) &&
        point.x < points[j].x + (points[i].x - points[j].x) * (point.y - points[j].y) /
                                    (points[i].y - points[j].y))
      inside = !inside;
  return inside;
}

double
gw_plan_inside_m (const GwPlan *plan, GwMetres point)
{
  return border_radius (plan, atan2 (point.y, point.x)) - hypot (point.x, point.y);
}

GwPlanLine *
gw_plan_add_line (GwPlan *plan, GwMapKind kind, GArray *points, const char *name,
                  const char *name_en)
{
  GwPlanLine *line = g_new0 (GwPlanLine, 1);

  line->kind = kind;
  line->points = points;
  line->name = g_strdup (name);
  line->name_en = g_strdup (name_en);
  g_ptr_array_add (plan->lines, line);
  return line;
}

GwPlanPatch *
gw_plan_add_patch (GwPlan *plan, GwMapKind kind, GArray *ring, GwMetres centre,
                   gboolean closed)
{
  GwPlanPatch *patch = g_new0 (GwPlanPatch, 1);

  patch->kind = kind;
  patch->ring = ring;
  patch->centre = centre;
  patch->closed = closed;
  for (guint i = 0; i < ring->len; i++)
    {
      GwMetres point = g_array_index (ring, GwMetres, i);

      patch->radius_m =
          MAX (patch->radius_m, hypot (point.x - centre.x, point.y - centre.y));
    }
  g_ptr_array_add (plan->patches, patch);
  return patch;
}

void
gw_plan_name_patch (GwPlanPatch *patch, const char *name, const char *name_en)
{
  g_free (patch->name);
  g_free (patch->name_en);
  patch->name = g_strdup (name);
  patch->name_en = g_strdup (name_en);
}

double
gw_plan_half_width (GwMapKind kind)
{
  switch ((int)kind)
    {
    case GW_MAP_MOTORWAY:
      return 15;
    case GW_MAP_PRIMARY:
      return 13;
    case GW_MAP_SECONDARY:
      return 9;
    case GW_MAP_RESIDENTIAL:
    case GW_MAP_RAILWAY:
      return 5;
    default:
      return 1;
    }
}

double
gw_plan_distance_to_segment (GwMetres p, GwMetres a, GwMetres b)
{
  double dx = b.x - a.x, dy = b.y - a.y;
  double square = dx * dx + dy * dy;
  double t = square > 0 ? ((p.x - a.x) * dx + (p.y - a.y) * dy) / square : 0;

  t = CLAMP (t, 0, 1);
  return hypot (p.x - a.x - t * dx, p.y - a.y - t * dy);
}

/* Douglas and Peucker's way, with a stack instead of recursion. */
static void
mark_needed (const GwMetres *points, guint n_points, double tolerance_m, gboolean *needed)
{
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, 2 * sizeof (guint));
  guint whole[2] = { 0, n_points - 1 };

  needed[0] = needed[n_points - 1] = TRUE;
  g_array_append_vals (stack, whole, 1);
  while (stack->len > 0)
    {
      const guint *top = (const guint *)stack->data + 2 * (stack->len - 1);
      guint first = top[0], last = top[1], worst = 0;
      double most = tolerance_m;

      g_array_set_size (stack, stack->len - 1);
      for (guint i = first + 1; i < last; i++)
        {
          double distance =
              gw_plan_distance_to_segment (points[i], points[first], points[last]);

          if (distance > most)
            {
              most = distance;
              worst = i;
            }
        }
      if (worst != 0)
        {
          guint halves[4] = { first, worst, worst, last };

          needed[worst] = TRUE;
          g_array_append_vals (stack, halves, 2);
        }
    }
}

GArray *
gw_plan_simplify (const GwMetres *points, guint n_points, double tolerance_m)
{
  GArray *fixed = g_array_new (FALSE, FALSE, sizeof (GwFixed));
  g_autofree gboolean *needed = g_new0 (gboolean, MAX (n_points, 1));

  if (n_points >= 2)
    mark_needed (points, n_points, tolerance_m, needed);
  for (guint i = 0; i < n_points; i++)
    if (needed[i])
      {
        GwFixed point = gw_plan_to_fixed (points[i]);

        g_array_append_val (fixed, point);
      }
  return fixed;
}

/* Catmull and Rom's curve between the second and third of four points. */
static GwMetres
interpolate (const GwMetres p[4], double t)
{
  double t2 = t * t, t3 = t2 * t;
  double a = -0.5 * t3 + t2 - 0.5 * t, b = 1.5 * t3 - 2.5 * t2 + 1;
  double c = -1.5 * t3 + 2 * t2 + 0.5 * t, d = 0.5 * t3 - 0.5 * t2;

  return (GwMetres){ a * p[0].x + b * p[1].x + c * p[2].x + d * p[3].x,
                     a * p[0].y + b * p[1].y + c * p[2].y + d * p[3].y };
}

GArray *
gw_plan_smooth (const GwMetres *points, guint n_points, gboolean closed, double step_m)
{
  GArray *curve = g_array_new (FALSE, FALSE, sizeof (GwMetres));
  guint n_spans = closed ? n_points : n_points - 1;

  for (guint i = 0; i < n_spans; i++)
    {
      GwMetres p[4];
      guint n_steps;

      for (int k = 0; k < 4; k++)
        {
          int at = (int)i + k - 1;

          p[k] = points[closed ? (at + (int)n_points) % (int)n_points
                               : CLAMP (at, 0, (int)n_points - 1)];
        }
      n_steps = MAX (1, (guint)(hypot (p[2].x - p[1].x, p[2].y - p[1].y) / step_m));
      for (guint k = 0; k < n_steps; k++)
        {
          GwMetres point = interpolate (p, (double)k / n_steps);

          g_array_append_val (curve, point);
        }
    }
  g_array_append_val (curve, points[closed ? 0 : n_points - 1]);
  return curve;
}

GwShape *
gw_plan_ring_shape (const GArray *ring)
{
  g_autofree GwFixed *points = g_new (GwFixed, ring->len);

  for (guint i = 0; i < ring->len; i++)
    points[i] = gw_plan_to_fixed (g_array_index (ring, GwMetres, i));
  return gw_shape_new_ring (points, ring->len);
}
