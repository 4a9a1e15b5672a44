/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Single linkage over a grid. In a square, what was filed within the days of the one before it
 * is a chain, and linked as it is; chains of neighbouring squares are linked by the first pair
 * that is near enough. Squares of all classes stand in one row, by class, column and row.
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
/* Rows of neighbours to the north and to the south. */
#define REACH 2
#define DIGIT_BITS 11
#define N_DIGITS (1u << DIGIT_BITS)

/* A case on the grid. */
typedef struct
{
  gint64 square;
  GwFixed place;
  guint32 day;
  guint32 at; /* in cases */
} Spot;

typedef struct
{
  GwFixed least, most;
} Box;

/* Cases of a square, each filed within the days of the one before. */
typedef struct
{
  guint first; /* of the spots */
  guint end;
  guint32 from_day, to_day;
  Box box;
} Chain;

typedef struct
{
  gint64 key;
  guint first; /* of the chains */
  guint end;
} Square;

typedef struct
{
  const GwRecurring *cases;
  guint n;
  guint *parents; /* by position in cases */
  Spot *spots;
  GArray *chains;
  GArray *squares;
  gint64 reach; /* columns of neighbours to the east: mostly 2, too */
  gint64 rows;  /* of squares, from one column to the next */
  double width; /* metres of a unit to the east; to the north it is METRES_PER_UNIT */
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

static void
unite_spots (Linker *self, guint a, guint b)
{
  unite (self->parents, self->spots[a].at, self->spots[b].at);
}

/* Those of a group together; those of none go. */
static void
gather (GArray *cases, guint *parents)
{
  g_autofree guint *sizes = g_new0 (guint, cases->len);
  g_autofree guint *starts = g_new (guint, cases->len);
  g_autofree GwRecurring *gathered = NULL;
  guint n = 0;

  for (guint i = 0; i < cases->len; i++)
    sizes[find_root (parents, i)]++;
  for (guint i = 0; i < cases->len; i++)
    {
      starts[i] = n;
      n += sizes[i] > 1 ? sizes[i] : 0;
    }
  gathered = g_new (GwRecurring, n);
  for (guint i = 0; i < cases->len; i++)
    {
      guint root = find_root (parents, i);
      GwRecurring *place;

      if (sizes[root] == 1)
        continue;
      place = &gathered[starts[root]++];
      *place = g_array_index (cases, GwRecurring, i);
      place->group = root;
    }
  g_array_set_size (cases, 0);
  if (n > 0)
    g_array_append_vals (cases, gathered, n);
}

/* --- the grid ----------------------------------------------------------------------------- */

static double
cosine (double latitude)
{
  return cos (latitude / GW_FIXED_PER_DEGREE * G_PI / 180);
}

static gint64
line_of (double metres, double side)
{
  return (gint64)floor (metres / side);
}

static void
extend (Box *box, GwFixed place)
{
  box->least.x = MIN (box->least.x, place.x);
  box->least.y = MIN (box->least.y, place.y);
  box->most.x = MAX (box->most.x, place.x);
  box->most.y = MAX (box->most.y, place.y);
}

static Box
find_box (const Linker *self)
{
  Box box = { self->cases[0].place, self->cases[0].place };

  for (guint i = 1; i < self->n; i++)
    extend (&box, self->cases[i].place);
  return box;
}

static guint32
first_day (const Linker *self)
{
  guint32 day = self->cases[0].day;

  for (guint i = 1; i < self->n; i++)
    day = MIN (day, self->cases[i].day);
  return day;
}

/*
 * On a plane on which nothing is nearer than it is: widths are those of the latitude nearest to
 * the equator. Two in a square are near by its diagonal. As many rows and columns as neighbours
 * are away are left free behind the last one, for no square to be taken for another.
 */
static void
place_on_grid (Linker *self)
{
  const double side = self->radius_m * G_SQRT2 / 2 * LESS, height = METRES_PER_UNIT;
  const Box box = find_box (self);
  double high = MAX (fabs ((double)box.least.y), fabs ((double)box.most.y));
  double low = MAX (0, MAX ((double)box.least.y, -(double)box.most.y));
  double width = METRES_PER_UNIT * cosine (low);
  gint64 west = line_of (box.least.x * width, side);
  gint64 south = line_of (box.least.y * height, side);
  guint32 day = first_day (self);
  gint64 columns;

  self->width = width;
  self->stretch = cosine (low) / MAX (cosine (high), 1e-3) * MORE;
  self->reach = line_of (self->radius_m * self->stretch, side) + 1;
  self->rows = line_of (box.most.y * height, side) - south + 1 + REACH;
  columns = line_of (box.most.x * width, side) - west + 1 + self->reach;
  for (guint i = 0; i < self->n; i++)
    {
      const GwRecurring *one = &self->cases[i];
      gint64 column = line_of (one->place.x * width, side) - west;
      gint64 row = line_of (one->place.y * height, side) - south;

      self->spots[i] = (Spot){ .square = (one->class * columns + column) * self->rows + row,
                               .place = one->place,
                               .day = one->day - day,
                               .at = i };
    }
}

static inline guint
digit_of (const Spot *spot, gboolean by_day, guint shift)
{
  guint64 number = by_day ? spot->day : (guint64)spot->square;

  return (guint)(number >> shift) & (N_DIGITS - 1);
}

/* One digit; what has the same stays in its order. */
static void
sort_digit (const Spot *from, Spot *to, guint n, gboolean by_day, guint shift)
{
  guint starts[N_DIGITS + 1] = { 0 };

  for (guint i = 0; i < n; i++)
    starts[digit_of (&from[i], by_day, shift) + 1]++;
  for (guint i = 1; i < N_DIGITS; i++)
    starts[i] += starts[i - 1];
  for (guint i = 0; i < n; i++)
    to[starts[digit_of (&from[i], by_day, shift)]++] = from[i];
}

static void
sort_spots (Linker *self, gboolean by_day)
{
  Spot *spare = g_new (Spot, self->n);
  guint64 any = 0;

  for (guint i = 0; i < self->n; i++)
    any |= by_day ? self->spots[i].day : (guint64)self->spots[i].square;
  for (guint shift = 0; shift < 64 && any >> shift != 0; shift += DIGIT_BITS)
    {
      Spot *sorted = spare;

      sort_digit (self->spots, sorted, self->n, by_day, shift);
      spare = self->spots;
      self->spots = sorted;
    }
  g_free (spare);
}

static void
add_chain (Linker *self, guint first, guint end)
{
  const Spot *spots = self->spots;
  Chain chain = { first,
                  end,
                  spots[first].day,
                  spots[end - 1].day,
                  { spots[first].place, spots[first].place } };

  for (guint i = first + 1; i < end; i++)
    {
      unite_spots (self, first, i);
      extend (&chain.box, spots[i].place);
    }
  g_array_append_val (self->chains, chain);
}

/* Finds squares and their chains. */
static void
divide (Linker *self)
{
  guint first = 0;

  for (guint i = 0; i < self->n; i++)
    {
      const Spot *spot = &self->spots[i];
      gboolean begins = i == 0 || spot->square != spot[-1].square;

      if (i > 0 && (begins || spot->day > spot[-1].day + self->days))
        {
          add_chain (self, first, i);
          first = i;
        }
      if (begins)
        {
          Square square = { spot->square, self->chains->len, 0 };

          g_array_append_val (self->squares, square);
        }
      g_array_index (self->squares, Square, self->squares->len - 1).end =
          self->chains->len + 1;
    }
  add_chain (self, first, self->n);
}

/* --- neighbours --------------------------------------------------------------------------- */

static gboolean
are_near (const Linker *self, const Spot *a, const Spot *b)
{
  double x = ((double)a->place.x - b->place.x) * self->width;
  double y = ((double)a->place.y - b->place.y) * METRES_PER_UNIT;
  double apart = x * x + y * y;
  double near = self->radius_m * LESS, far = self->radius_m * self->stretch;

  if (apart <= near * near)
    return TRUE;
  if (apart > far * far)
    return FALSE;
  return gw_distance_m (gw_fixed_to_lon_lat (a->place), gw_fixed_to_lon_lat (b->place)) <=
         self->radius_m;
}

/* FALSE: nothing in one box can be near anything in the other. */
static gboolean
may_be_near (const Linker *self, const Box *a, const Box *b)
{
  double x = MAX (0, MAX ((double)b->least.x - a->most.x, (double)a->least.x - b->most.x)) *
             self->width;
  double y = MAX (0, MAX ((double)b->least.y - a->most.y, (double)a->least.y - b->most.y)) *
             METRES_PER_UNIT;
  double far = self->radius_m * self->stretch;

  return x * x + y * y <= far * far;
}

static gboolean
hang_together (const Linker *self, const Chain *a, const Chain *b)
{
  return find_root (self->parents, self->spots[a->first].at) ==
         find_root (self->parents, self->spots[b->first].at);
}

static void
link_chains (Linker *self, const Chain *a, const Chain *b)
{
  const Spot *spots = self->spots;
  guint low = b->first;

  if (!may_be_near (self, &a->box, &b->box) || hang_together (self, a, b))
    return;
  for (guint i = a->first; i < a->end; i++)
    {
      const Spot *one = &spots[i];
      const Box box = { one->place, one->place };

      while (low < b->end && spots[low].day + self->days < one->day)
        low++;
      self->n_left--;
      if (!may_be_near (self, &box, &b->box))
        continue;
      for (guint j = low; j < b->end && spots[j].day <= one->day + self->days; j++)
        {
          if (self->n_left-- < 0)
            return;
          if (!are_near (self, one, &spots[j]))
            continue;
          unite_spots (self, i, j);
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
      while (low < b->end && chains[low].to_day + self->days < chains[i].from_day)
        low++;
      for (guint j = low; j < b->end && chains[j].from_day <= chains[i].to_day + self->days;
           j++)
        link_chains (self, &chains[i], &chains[j]);
    }
}

/* Half of the squares round one: behind it in its column, and all beside that in the next
 * ones, which stand together in the row of squares. */
static void
link_neighbours (Linker *self)
{
  const Square *squares = (const Square *)(const void *)self->squares->data;

  for (gint64 column = 0; column <= self->reach; column++)
    {
      gint64 from = column * self->rows + (column > 0 ? -REACH : 1);
      gint64 to = column * self->rows + REACH;
      guint low = 0;

      /* Places from pole to pole would have it walk hundreds of times. */
      self->n_left -= self->squares->len;
      for (guint i = 0; i < self->squares->len && self->n_left >= 0; i++)
        {
          while (low < self->squares->len && squares[low].key < squares[i].key + from)
            low++;
          for (guint j = low;
               j < self->squares->len && squares[j].key <= squares[i].key + to; j++)
            link_squares (self, &squares[i], &squares[j]);
        }
    }
}

gboolean
gw_recurrence_link (GArray *cases, guint radius_m, guint days)
{
  g_autoptr (GArray) chains = g_array_new (FALSE, FALSE, sizeof (Chain));
  g_autoptr (GArray) squares = g_array_new (FALSE, FALSE, sizeof (Square));
  g_autofree guint *parents = g_new (guint, MAX (cases->len, 1));
  Linker linker = { .cases = (const GwRecurring *)(const void *)cases->data,
                    .n = cases->len,
                    .parents = parents,
                    .spots = g_new (Spot, cases->len),
                    .chains = chains,
                    .squares = squares,
                    .radius_m = radius_m,
                    .days = days,
                    .n_left = MAX_COMPARISONS };

  if (cases->len == 0)
    return TRUE;
  for (guint i = 0; i < cases->len; i++)
    parents[i] = i;
  place_on_grid (&linker);
  sort_spots (&linker, TRUE);
  sort_spots (&linker, FALSE);
  divide (&linker);
  link_neighbours (&linker);
  g_free (linker.spots);
  if (linker.n_left < 0)
    return FALSE;
  gather (cases, parents);
  return TRUE;
}
