/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Single linkage over a grid. In a square, what was filed within the days of the one before it
 * is a chain, and linked as it is; chains of neighbouring squares are linked by the first pair
 * that is near enough.
 */
#define G_LOG_DOMAIN "gridward-rules"

#include "backend/rules/recurrence.h"

#include <math.h>

#include "gis/projection.h"

#define MAX_COMPARISONS 200000000
#define METRES_PER_UNIT (6371008.8 * G_PI / 180 / GW_FIXED_PER_DEGREE)
/* Beyond what rounding could change. */
#define LESS (1 - 1e-6)
#define MORE (1 + 1e-6)

/* Cases of a square, each filed within the days of the one before. */
typedef struct
{
  guint first;
  guint end;
  double min_x, max_x, min_y, max_y;
} Chain;

typedef struct
{
  gint64 key;  /* ascending by column, then row */
  guint first; /* of the chains */
  guint end;
} Square;

typedef struct
{
  GwRecurring *cases;
  guint *parents; /* by position in cases */
  GArray *chains;
  GArray *squares;
  double radius_m;
  double stretch; /* what is this much further apart on the plane may still be near */
  guint days;
  gint64 n_left; /* comparisons */
} Linker;

/* --- groups ------------------------------------------------------------------------------- */

static guint
find_root (guint *parents, guint at)
{
  while (parents[at] != at)
    {
      parents[at] = parents[parents[at]];
      at = parents[at];
    }
  return at;
}

static void
unite (guint *parents, guint a, guint b)
{
  guint first = find_root (parents, a), second = find_root (parents, b);

  parents[MAX (first, second)] = MIN (first, second);
}

/* --- the grid ----------------------------------------------------------------------------- */

static int
compare_classes (gconstpointer a, gconstpointer b)
{
  const GwRecurring *first = a, *second = b;
  guintptr class = (guintptr)first->class, other = (guintptr)second->class;

  return (class > other) - (class < other);
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const GwRecurring *first = a, *second = b;

  if (first->column != second->column)
    return first->column < second->column ? -1 : 1;
  if (first->row != second->row)
    return first->row < second->row ? -1 : 1;
  if (first->day != second->day)
    return first->day < second->day ? -1 : 1;
  return (first->seq > second->seq) - (first->seq < second->seq);
}

static int
compare_groups (gconstpointer a, gconstpointer b)
{
  const GwRecurring *first = a, *second = b;

  if (first->group != second->group)
    return first->group < second->group ? -1 : 1;
  return (first->seq > second->seq) - (first->seq < second->seq);
}

static double
cosine (double latitude)
{
  return cos (latitude / GW_FIXED_PER_DEGREE * G_PI / 180);
}

/*
 * On a plane on which nothing is nearer than it is: widths are those of the latitude nearest to
 * the equator. Two in a square are near by its diagonal.
 */
static void
place_on_grid (Linker *self, guint begin, guint end)
{
  double side = self->radius_m * G_SQRT2 / 2 * LESS;
  double least = 90.0 * GW_FIXED_PER_DEGREE, most = 0;

  for (guint i = begin; i < end; i++)
    {
      double latitude = fabs ((double)self->cases[i].place.y);

      least = MIN (least, latitude);
      most = MAX (most, latitude);
    }
  self->stretch = cosine (least) / MAX (cosine (most), 1e-3) * MORE;
  for (guint i = begin; i < end; i++)
    {
      GwRecurring *one = &self->cases[i];

      one->x = one->place.x * METRES_PER_UNIT * cosine (least);
      one->y = one->place.y * METRES_PER_UNIT;
      one->column = (gint32)floor (one->x / side);
      one->row = (gint32)floor (one->y / side);
    }
  qsort (self->cases + begin, end - begin, sizeof *self->cases, compare_places);
}

static gint64
square_key (gint32 column, gint32 row)
{
  return (gint64)column * G_GINT64_CONSTANT (0x100000000) + row;
}

static void
add_chain (Linker *self, guint first, guint end)
{
  Chain chain = { first, end, INFINITY, -INFINITY, INFINITY, -INFINITY };

  for (guint i = first; i < end; i++)
    {
      const GwRecurring *one = &self->cases[i];

      unite (self->parents, first, i);
      chain.min_x = MIN (chain.min_x, one->x);
      chain.max_x = MAX (chain.max_x, one->x);
      chain.min_y = MIN (chain.min_y, one->y);
      chain.max_y = MAX (chain.max_y, one->y);
    }
  g_array_append_val (self->chains, chain);
}

/* Finds squares and their chains. */
static void
divide (Linker *self, guint begin, guint end)
{
  guint first = begin;

  for (guint i = begin; i < end; i++)
    {
      const GwRecurring *one = &self->cases[i], *before = i > begin ? one - 1 : NULL;
      gboolean begins =
          before == NULL || one->column != before->column || one->row != before->row;

      if (i > begin && (begins || one->day > before->day + self->days))
        {
          add_chain (self, first, i);
          first = i;
        }
      if (begins)
        {
          Square square = { square_key (one->column, one->row), self->chains->len, 0 };

          g_array_append_val (self->squares, square);
        }
      g_array_index (self->squares, Square, self->squares->len - 1).end =
          self->chains->len + 1;
    }
  add_chain (self, first, end);
}

/* --- neighbours --------------------------------------------------------------------------- */

static gboolean
are_near (const Linker *self, const GwRecurring *a, const GwRecurring *b)
{
  double x = a->x - b->x, y = a->y - b->y;
  double apart = x * x + y * y;
  double near = self->radius_m * LESS, far = self->radius_m * self->stretch;

  if (apart <= near * near)
    return TRUE;
  if (apart > far * far)
    return FALSE;
  return gw_distance_m (gw_fixed_to_lon_lat (a->place), gw_fixed_to_lon_lat (b->place)) <=
         self->radius_m;
}

/* FALSE: nothing in the box can be near. */
static gboolean
may_be_near (const Linker *self, const Chain *chain, const Chain *box)
{
  double x = MAX (0, MAX (box->min_x - chain->max_x, chain->min_x - box->max_x));
  double y = MAX (0, MAX (box->min_y - chain->max_y, chain->min_y - box->max_y));
  double far = self->radius_m * self->stretch;

  return x * x + y * y <= far * far;
}

static void
link_chains (Linker *self, const Chain *a, const Chain *b)
{
  guint low = b->first;

  if (find_root (self->parents, a->first) == find_root (self->parents, b->first) ||
      !may_be_near (self, a, b))
    return;
  for (guint i = a->first; i < a->end; i++)
    {
      const GwRecurring *one = &self->cases[i];
      const Chain spot = { i, i + 1, one->x, one->x, one->y, one->y };

      while (low < b->end && self->cases[low].day + self->days < one->day)
        low++;
      self->n_left--;
      if (!may_be_near (self, &spot, b))
        continue;
      for (guint j = low; j < b->end && self->cases[j].day <= one->day + self->days; j++)
        {
          if (self->n_left-- < 0)
            return;
          if (!are_near (self, one, &self->cases[j]))
            continue;
          unite (self->parents, i, j);
          return;
        }
    }
}

static void
link_squares (Linker *self, const Square *a, const Square *b)
{
  const Chain *chains = (const Chain *)(const void *)self->chains->data;
  guint low = b->first;

  for (guint i = a->first; i < a->end; i++)
    {
      guint32 begin = self->cases[chains[i].first].day;
      guint32 end = self->cases[chains[i].end - 1].day;

      while (low < b->end && self->cases[chains[low].end - 1].day + self->days < begin)
        low++;
      for (guint j = low;
           j < b->end && self->cases[chains[j].first].day <= end + self->days; j++)
        link_chains (self, &chains[i], &chains[j]);
    }
}

/* Half of the squares round one; those beside it first, since they often spare the others. The
 * neighbours at a step stand in the order of the squares themselves. */
static void
link_neighbours (Linker *self)
{
  static const gint8 steps[][2] = { { 1, 0 },  { 0, 1 },  { 1, 1 }, { 1, -1 },
                                    { 2, 0 },  { 0, 2 },  { 2, 1 }, { 1, 2 },
                                    { 2, -1 }, { 1, -2 }, { 2, 2 }, { 2, -2 } };
  const Square *squares = (const Square *)(const void *)self->squares->data;

  for (guint step = 0; step < G_N_ELEMENTS (steps); step++)
    {
      gint64 away = square_key (steps[step][0], steps[step][1]);
      guint other = 0;

      for (guint i = 0; i < self->squares->len && self->n_left >= 0; i++)
        {
          while (other < self->squares->len && squares[other].key < squares[i].key + away)
            other++;
          if (other < self->squares->len && squares[other].key == squares[i].key + away)
            link_squares (self, &squares[i], &squares[other]);
        }
    }
}

static void
link_class (Linker *self, guint begin, guint end)
{
  g_array_set_size (self->chains, 0);
  g_array_set_size (self->squares, 0);
  place_on_grid (self, begin, end);
  divide (self, begin, end);
  link_neighbours (self);
}

gboolean
gw_recurrence_link (GArray *cases, guint radius_m, guint days)
{
  g_autoptr (GArray) chains = g_array_new (FALSE, FALSE, sizeof (Chain));
  g_autoptr (GArray) squares = g_array_new (FALSE, FALSE, sizeof (Square));
  g_autofree guint *parents = g_new (guint, MAX (cases->len, 1));
  Linker linker = { .cases = (GwRecurring *)(void *)cases->data,
                    .parents = parents,
                    .chains = chains,
                    .squares = squares,
                    .radius_m = radius_m,
                    .days = days,
                    .n_left = MAX_COMPARISONS };

  g_array_sort (cases, compare_classes);
  for (guint i = 0; i < cases->len; i++)
    parents[i] = i;
  for (guint begin = 0, end; begin < cases->len; begin = end)
    {
      for (end = begin + 1; end < cases->len; end++)
        if (linker.cases[end].class != linker.cases[begin].class)
          break;
      link_class (&linker, begin, end);
      if (linker.n_left < 0)
        return FALSE;
    }
  for (guint i = 0; i < cases->len; i++)
    linker.cases[i].group = find_root (parents, i);
  g_array_sort (cases, compare_groups);
  return TRUE;
}
