/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cuts blocks that are too large by straight lines across their longer axis. */
#define G_LOG_DOMAIN "gridward-gis"

#include "gis/division-private.h"

#include <math.h>

/* A block of up to 2^12 times the target; deeper would mean that cutting does not bite. */
#define MAX_DEPTH 24
/* Strips may be this much narrower than the block is wide before it is halved instead. */
#define LEAST_STRIP_RATIO 0.6
/* Blocks that fill less of their least box (an L, a U) are halved, too. */
#define LEAST_FILL 0.7

/* In metres from the divider's origin. */
typedef struct
{
  double x;
  double y;
} Vector;

/* A block in its own axes: s along the longer side of its least box, w across. */
typedef struct
{
  GwDivider *divider;
  const GwShape *block;
  Vector axis;
  double s_min;
  double s_max;
  double w_extent;
  Vector *points; /* (s, w) of each point of the block */
} Frame;

static void
clear_frame (Frame *frame)
{
  g_clear_pointer (&frame->points, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Frame, clear_frame)

static Vector
to_metres (const GwDivider *divider, GwFixed point)
{
  return (Vector){ ((double)point.x - divider->origin.x) * divider->x_m,
                   ((double)point.y - divider->origin.y) * divider->y_m };
}

static double
cross (Vector o, Vector a, Vector b)
{
  return (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x);
}

static int
compare_vectors (gconstpointer a, gconstpointer b)
{
  const Vector *first = a, *second = b;

  if (first->x != second->x)
    return first->x < second->x ? -1 : 1;
  return (first->y > second->y) - (first->y < second->y);
}

/* Monotone chain; hull must hold 2 * n. Returns the number of its corners. */
static guint
make_hull (Vector *sorted, guint n, Vector *hull)
{
  guint k = 0;

  qsort (sorted, n, sizeof *sorted, compare_vectors);
  for (guint i = 0; i < n; i++)
    {
      while (k >= 2 && cross (hull[k - 2], hull[k - 1], sorted[i]) <= 0)
        k--;
      hull[k++] = sorted[i];
    }
  for (guint i = n - 1, lower = k + 1; i-- > 0;)
    {
      while (k >= lower && cross (hull[k - 2], hull[k - 1], sorted[i]) <= 0)
        k--;
      hull[k++] = sorted[i];
    }
  return k - 1;
}

static void
measure (const Vector *points, guint n, Vector axis, Vector *ret_min, Vector *ret_max)
{
  *ret_min = (Vector){ G_MAXDOUBLE, G_MAXDOUBLE };
  *ret_max = (Vector){ -G_MAXDOUBLE, -G_MAXDOUBLE };
  for (guint i = 0; i < n; i++)
    {
      double s = points[i].x * axis.x + points[i].y * axis.y;
      double w = points[i].y * axis.x - points[i].x * axis.y;

      *ret_min = (Vector){ MIN (ret_min->x, s), MIN (ret_min->y, w) };
      *ret_max = (Vector){ MAX (ret_max->x, s), MAX (ret_max->y, w) };
    }
}

/* Puts the longer axis of the least box round the points into the frame. */
static void
find_axis (Frame *frame, Vector *points, guint n)
{
  g_autofree Vector *hull = g_new (Vector, 2 * (gsize)n);
  guint n_hull = make_hull (points, n, hull);
  double least = G_MAXDOUBLE;

  for (guint i = 0; i < n_hull; i++)
    {
      Vector next = hull[(i + 1) % n_hull], min, max;
      double length = hypot (next.x - hull[i].x, next.y - hull[i].y);
      Vector axis = { (next.x - hull[i].x) / length, (next.y - hull[i].y) / length };
      double area;

      measure (hull, n_hull, axis, &min, &max);
      area = (max.x - min.x) * (max.y - min.y);
      if (area >= least * (1 - 1e-9))
        continue;
      least = area;
      if (max.x - min.x < max.y - min.y)
        {
          axis = (Vector){ -axis.y, axis.x };
          measure (hull, n_hull, axis, &min, &max);
        }
      frame->axis = axis;
      frame->s_min = min.x;
      frame->s_max = max.x;
      frame->w_extent = max.y - min.y;
    }
}

static void
init_frame (Frame *frame, GwDivider *divider, const GwShape *block)
{
  guint n = block->n_points;
  g_autofree Vector *outer = g_new (Vector, block->ring_ends[0]);

  frame->divider = divider;
  frame->block = block;
  for (guint i = 0; i < block->ring_ends[0]; i++)
    outer[i] = to_metres (divider, block->points[i]);
  find_axis (frame, outer, block->ring_ends[0]);

  frame->points = g_new (Vector, n);
  for (guint i = 0; i < n; i++)
    {
      Vector p = to_metres (divider, block->points[i]);

      frame->points[i] = (Vector){ p.x * frame->axis.x + p.y * frame->axis.y,
                                   p.y * frame->axis.x - p.x * frame->axis.y };
    }
}

/* The part of the integral of (s - t) dw over an edge that lies where s < t. */
static double
edge_below (Vector a, Vector b, double t)
{
  double sa = a.x - t, sb = b.x - t;

  if (sa >= 0 && sb >= 0)
    return 0;
  if (sa <= 0 && sb <= 0)
    return (sa + sb) / 2 * (b.y - a.y);
  if (sa < 0)
    return sa / 2 * (b.y - a.y) * (sa / (sa - sb));
  return sb / 2 * (b.y - a.y) * (sb / (sb - sa));
}

/* Area of the part of the block with s < t (Green's theorem, no clipping needed). */
static double
area_below (const Frame *frame, double t)
{
  const GwShape *block = frame->block;
  double area = 0;

  for (guint ring = 0, start = 0; ring < block->n_rings; start = block->ring_ends[ring++])
    for (guint i = start, j = block->ring_ends[ring] - 1; i < block->ring_ends[ring];
         j = i++)
      area += edge_below (frame->points[j], frame->points[i], t);
  return area;
}

static double
find_cut (const Frame *frame, double area_m2)
{
  double low = frame->s_min, high = frame->s_max;

  for (guint i = 0; i < 48; i++)
    {
      double middle = (low + high) / 2;

      if (area_below (frame, middle) < area_m2)
        low = middle;
      else
        high = middle;
    }
  return (low + high) / 2;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double first = *(const double *)a, second = *(const double *)b;

  return (first > second) - (first < second);
}

static GwFixed
point_at (const Frame *frame, double s, double w)
{
  const GwDivider *divider = frame->divider;
  double x = s * frame->axis.x - w * frame->axis.y;
  double y = s * frame->axis.y + w * frame->axis.x;

  return (GwFixed){ divider->origin.x + (gint32)lround (x / divider->x_m),
                    divider->origin.y + (gint32)lround (y / divider->y_m) };
}

/* Adds the pieces of the line s = t that lie in the block. */
static void
add_chords (const Frame *frame, double t, GwLinework *linework)
{
  const GwShape *block = frame->block;
  g_autoptr (GArray) crossings = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint ring = 0, start = 0; ring < block->n_rings; start = block->ring_ends[ring++])
    for (guint i = start, j = block->ring_ends[ring] - 1; i < block->ring_ends[ring];
         j = i++)
      {
        Vector a = frame->points[j], b = frame->points[i];
        double w;

        if ((a.x < t) == (b.x < t))
          continue;
        w = a.y + (b.y - a.y) * ((t - a.x) / (b.x - a.x));
        g_array_append_val (crossings, w);
      }
  g_array_sort (crossings, compare_doubles);
  for (guint i = 0; i + 1 < crossings->len; i += 2)
    {
      GwFixed chord[2] = { point_at (frame, t, g_array_index (crossings, double, i)),
                           point_at (frame, t, g_array_index (crossings, double, i + 1)) };

      gw_linework_add (linework, chord, 2, FALSE);
    }
}

/* Long blocks are cut into all their strips at once, others into two halves. */
static gboolean
cut_once (GwDivider *divider, GwShape *block, guint n_pieces, double area_m2,
          GPtrArray *faces, GError **error)
{
  g_auto (Frame) frame = { 0 };
  g_autoptr (GwLinework) linework = gw_linework_new (divider);
  double length_m;
  gboolean strips;

  init_frame (&frame, divider, block);
  length_m = frame.s_max - frame.s_min;
  strips = length_m / n_pieces >= LEAST_STRIP_RATIO * frame.w_extent &&
           area_m2 >= LEAST_FILL * length_m * frame.w_extent;
  gw_linework_add_shape (linework, block);
  for (guint i = 1; i < (strips ? n_pieces : 2); i++)
    {
      double share = strips ? (double)i / n_pieces : (double)(n_pieces / 2) / n_pieces;

      add_chords (&frame, find_cut (&frame, share * area_m2), linework);
    }
  return gw_linework_polygonize (linework, faces, error);
}

static gboolean
cut (GwDivider *divider, GwShape *block, const GwDivisionOptions *options, guint depth,
     GPtrArray *pieces, GError **error)
{
  double area_m2 = gw_divider_area_m2 (divider, block);
  guint n_pieces =
      area_m2 > options->max_m2 ? MAX (2, (guint)lround (area_m2 / options->target_m2)) : 1;
  g_autoptr (GPtrArray) faces =
      g_ptr_array_new_with_free_func ((GDestroyNotify)gw_shape_unref);

  if (n_pieces == 1 || depth == MAX_DEPTH)
    {
      g_ptr_array_add (pieces, gw_shape_ref (block));
      return TRUE;
    }
  if (!cut_once (divider, block, n_pieces, area_m2, faces, error))
    return FALSE;
  for (guint i = 0; i < faces->len; i++)
    {
      GwShape *face = faces->pdata[i];

      /* The rings of a block with holes enclose faces that are not of the block. */
      if (block->n_rings > 1 && !gw_shape_contains (block, gw_shape_label_point (face)))
        continue;
      if (!cut (divider, face, options, depth + 1, pieces, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
gw_divider_cut (GwDivider *divider, GwShape *block, const GwDivisionOptions *options,
                GPtrArray *pieces, GError **error)
{
  return cut (divider, block, options, 0, pieces, error);
}
