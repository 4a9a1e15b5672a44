/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Columns: each key, and for the figures of a thing which of a few sets they are. Things of a
 * cell stand together, so that what is added up by cells goes through its memory once a day.
 */
#define G_LOG_DOMAIN "gridward-store"

#include "backend/store/sqlite/day-things.h"

#include <string.h>

#include "backend/store/sqlite/columns.h"

enum
{
  COLUMN_FIGURES = GW_N_THING_KEYS, /* the place of the thing's set in COLUMN_SETS */
  COLUMN_SETS,                      /* figures and TAKEN_BACK, each set once */
  N_COLUMNS,
};

#define TAKEN_BACK (1u << 31)

typedef struct
{
  guint32 numbers[COLUMN_FIGURES + 1];
} Row;

struct _GwDayThings
{
  GArray *columns[N_COLUMNS]; /* guint32 */
  GArray *chosen;             /* guint32: the places of those that are told */
  GArray *rows;               /* Row; while they are made */
};

GwDayThings *
gw_day_things_new (void)
{
  GwDayThings *self = g_new0 (GwDayThings, 1);

  for (guint i = 0; i < N_COLUMNS; i++)
    self->columns[i] = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->chosen = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  return self;
}

void
gw_day_things_free (GwDayThings *self)
{
  for (guint i = 0; i < N_COLUMNS; i++)
    g_array_unref (self->columns[i]);
  g_array_unref (self->chosen);
  g_array_unref (self->rows);
  g_free (self);
}

static void
empty (GwDayThings *self)
{
  for (guint i = 0; i < N_COLUMNS; i++)
    g_array_set_size (self->columns[i], 0);
  g_array_set_size (self->chosen, 0);
  g_array_set_size (self->rows, 0);
}

static const guint32 *
numbers_of (const GwDayThings *self, guint column)
{
  return (const guint32 *)(const void *)self->columns[column]->data;
}

/* Those with any of the figures. FALSE: some are of sets that are not there. */
static gboolean
choose_figures (GwDayThings *self, guint figures)
{
  const guint32 *places = numbers_of (self, COLUMN_FIGURES);
  const guint32 *sets = numbers_of (self, COLUMN_SETS);
  guint n_sets = self->columns[COLUMN_SETS]->len;
  guint n = 0;
  guint32 *chosen;

  g_array_set_size (self->chosen, self->columns[COLUMN_FIGURES]->len);
  chosen = (guint32 *)(void *)self->chosen->data;
  for (guint i = 0; i < self->columns[COLUMN_FIGURES]->len; i++)
    {
      if (places[i] >= n_sets)
        return FALSE;
      chosen[n] = i;
      n += (sets[places[i]] & figures) != 0 ? 1 : 0;
    }
  g_array_set_size (self->chosen, n);
  return TRUE;
}

/* --- making ------------------------------------------------------------------------------- */

/* There are some tens of sets, and those that come first come most. */
static guint32
place_of (GwDayThings *self, guint32 set)
{
  GArray *sets = self->columns[COLUMN_SETS];

  for (guint i = 0; i < sets->len; i++)
    if (gw_column_at (sets, i) == set)
      return i;
  g_array_append_val (sets, set);
  return sets->len - 1;
}

static inline guint32
cell_of (const GArray *rows, guint position)
{
  return g_array_index (rows, Row, position).numbers[GW_THING_CELL];
}

static void
append_cb (const GwSum *thing, gpointer data)
{
  GwDayThings *self = data;
  gboolean counts = thing->counts[__builtin_ctz (thing->figures)] > 0;
  Row row;

  memcpy (row.numbers, thing->keys, sizeof thing->keys);
  row.numbers[COLUMN_FIGURES] = place_of (self, thing->figures | (counts ? 0 : TAKEN_BACK));
  g_array_append_val (self->rows, row);
}

static guint32
last_cell (const GArray *rows)
{
  guint32 last = 0;

  for (guint i = 0; i < rows->len; i++)
    last = MAX (last, cell_of (rows, i));
  return last;
}

/* Where to take rows from, one cell after the other; of each cell in their order. Free it. */
static guint *
order_by_cell (const GArray *rows)
{
  guint *order = g_new (guint, rows->len);
  guint32 last = last_cell (rows);
  g_autofree guint *starts = g_new0 (guint, (gsize)last + 2);

  for (guint i = 0; i < rows->len; i++)
    starts[cell_of (rows, i) + 1]++;
  for (guint i = 1; i <= last; i++)
    starts[i] += starts[i - 1];
  for (guint i = 0; i < rows->len; i++)
    order[starts[cell_of (rows, i)]++] = i;
  return order;
}

static void
fill_columns (GwDayThings *self)
{
  g_autofree guint *order = order_by_cell (self->rows);

  for (guint i = 0; i <= COLUMN_FIGURES; i++)
    {
      guint32 *numbers;

      g_array_set_size (self->columns[i], self->rows->len);
      numbers = (guint32 *)(void *)self->columns[i]->data;
      for (guint j = 0; j < self->rows->len; j++)
        numbers[j] = g_array_index (self->rows, Row, order[j]).numbers[i];
    }
}

gboolean
gw_day_things_make (GwDayThings *self, GwConnection *connection, guint32 day,
                    GArray **communities, GError **error)
{
  empty (self);
  if (!gw_cube_read_days (connection, day, day, GW_ALL_FIGURES, communities, append_cb,
                          self, error))
    return FALSE;
  if (last_cell (self->rows) > GW_LAST_CELL)
    return gw_columns_set_damaged (day, error);
  fill_columns (self);
  return choose_figures (self, GW_ALL_FIGURES);
}

gboolean
gw_day_things_write (const GwDayThings *self, GwConnection *connection, guint32 day,
                     GError **error)
{
  /* One is there on each day, also when nothing counts: else a check of the figures would not
   * see that the mark of what is made was moved over the day. */
  for (guint i = 0; i < N_COLUMNS; i++)
    if ((self->columns[i]->len > 0 || i == COLUMN_FIGURES) &&
        !gw_column_write (connection, day, GW_COLUMNS_OF_THINGS + i, self->columns[i],
                          error))
      return FALSE;
  return TRUE;
}

/* --- reading ------------------------------------------------------------------------------ */

/* FALSE also when it has not as many numbers as there are things. */
static gboolean
read_key (GwDayThings *self, GwConnection *connection, guint32 day, guint key,
          GError **error)
{
  return gw_column_read (connection, day, GW_COLUMNS_OF_THINGS + key, self->columns[key],
                         error) &&
         (self->columns[key]->len == self->columns[COLUMN_FIGURES]->len ||
          gw_columns_set_damaged (day, error));
}

static gboolean
read_figures (GwDayThings *self, GwConnection *connection, guint32 day, guint figures,
              GError **error)
{
  const GArray *places = self->columns[COLUMN_FIGURES];
  const GArray *sets = self->columns[COLUMN_SETS];

  if (!gw_column_read (connection, day, GW_COLUMNS_OF_THINGS + COLUMN_FIGURES,
                       self->columns[COLUMN_FIGURES], error) ||
      !gw_column_read (connection, day, GW_COLUMNS_OF_THINGS + COLUMN_SETS,
                       self->columns[COLUMN_SETS], error))
    return FALSE;
  if ((places->len == 0) == (sets->len == 0) && choose_figures (self, figures))
    return TRUE;
  return gw_columns_set_damaged (day, error);
}

/* What was chosen and passes stays. */
static void
choose_passing (GwDayThings *self, guint key, const GwIdSet *ids)
{
  const guint32 *numbers = numbers_of (self, key);
  guint32 *chosen = (guint32 *)(void *)self->chosen->data;
  guint n = 0;

  for (guint i = 0; i < self->chosen->len; i++)
    {
      chosen[n] = chosen[i];
      n += gw_id_set_has (ids, numbers[chosen[i]]) ? 1 : 0;
    }
  g_array_set_size (self->chosen, n);
}

gboolean
gw_day_things_read (GwDayThings *self, GwConnection *connection, guint32 day, guint keys,
                    guint figures, const GwThingFilter *filter, GError **error)
{
  guint filtered = filter != NULL ? gw_thing_filter_keys (filter) : 0;

  empty (self);
  if (!read_figures (self, connection, day, figures, error))
    return FALSE;
  for (guint left = filtered; left != 0 && self->chosen->len > 0; left &= left - 1)
    {
      guint key = (guint)__builtin_ctz (left);

      if (!read_key (self, connection, day, key, error))
        return FALSE;
      choose_passing (self, key, filter->ids[key]);
    }
  for (guint left = keys & ~filtered; left != 0 && self->chosen->len > 0; left &= left - 1)
    if (!read_key (self, connection, day, (guint)__builtin_ctz (left), error))
      return FALSE;
  return TRUE;
}

gboolean
gw_day_things_any (const GwDayThings *self)
{
  return self->chosen->len > 0;
}

/* --- telling ------------------------------------------------------------------------------ */

static void
count_as (GwSum *sum, int count)
{
  for (guint i = 0; i < GW_N_FIGURES; i++)
    sum->counts[i] = count;
}

void
gw_day_things_tell (const GwDayThings *self, guint keys, guint figures, GwSumFunc func,
                    gpointer data)
{
  const guint32 *places = numbers_of (self, COLUMN_FIGURES);
  const guint32 *sets = numbers_of (self, COLUMN_SETS);
  GwSum sum = { 0 };
  guint32 sign = 0;

  count_as (&sum, 1);
  for (guint i = 0; i < self->chosen->len; i++)
    {
      guint at = gw_column_at (self->chosen, i);
      guint32 set = sets[places[at]];

      if ((set & TAKEN_BACK) != sign)
        {
          sign ^= TAKEN_BACK;
          count_as (&sum, sign != 0 ? -1 : 1);
        }
      for (guint left = keys; left != 0; left &= left - 1)
        sum.keys[__builtin_ctz (left)] = numbers_of (self, (guint)__builtin_ctz (left))[at];
      sum.figures = set & figures;
      func (&sum, data);
    }
}
