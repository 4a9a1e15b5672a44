/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Rows of closing times. What is looked up by a key's value is looked up once; then each
 * closing costs a few steps, and all of them are sorted at once, by digits.
 */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/closing-rows.h"

#include <string.h>

/* Keys below have a place in a table; those above are looked up each time. */
#define TABLE_MAX (1u << 22)
#define DIGIT_BITS 11
#define N_DIGITS (1u << DIGIT_BITS)

typedef struct
{
  guint32 row;
  guint32 seconds;
} Closing;

struct _GwClosingRows
{
  const GwThingFilter *filter;
  GwLabels *labels;
  GwDimension dimension;
  GwThingKey row_key;
  guint filter_keys;
  GArray *row_of;        /* guint32, by value; 1 + row, or 0 */
  GHashTable *positions; /* const GwLabel -> its place in row_labels */
  GPtrArray *row_labels; /* const GwLabel; the first one, NULL: of no row */
  GArray *closed;        /* Closing */
  GArray *gone;          /* Closing; each of them is one of closed, too */
};

static GwThingKey
key_of (GwDimension dimension)
{
  guint keys = gw_labels_keys (dimension);

  /* Closings have their cell, which tells in which areas it lies. */
  return (keys & GW_THING_BIT (GW_THING_COMMUNITY)) != 0 ? GW_THING_CELL
                                                         : (GwThingKey)__builtin_ctz (keys);
}

GwClosingRows *
gw_closing_rows_new (const GwThingFilter *filter, GwLabels *labels, GwDimension dimension)
{
  GwClosingRows *self = g_new0 (GwClosingRows, 1);

  self->filter = filter;
  self->labels = labels;
  self->dimension = dimension;
  self->row_key = key_of (dimension);
  self->filter_keys = gw_thing_filter_keys (filter);
  self->row_of = g_array_new (FALSE, TRUE, sizeof (guint32));
  self->positions = g_hash_table_new (NULL, NULL);
  self->row_labels = g_ptr_array_new ();
  g_ptr_array_add (self->row_labels, NULL);
  self->closed = g_array_new (FALSE, FALSE, sizeof (Closing));
  self->gone = g_array_new (FALSE, FALSE, sizeof (Closing));
  return self;
}

void
gw_closing_rows_free (GwClosingRows *self)
{
  g_array_unref (self->row_of);
  g_hash_table_unref (self->positions);
  g_ptr_array_unref (self->row_labels);
  g_array_unref (self->closed);
  g_array_unref (self->gone);
  g_free (self);
}

guint
gw_closing_rows_keys (const GwClosingRows *self)
{
  return self->filter_keys | GW_THING_BIT (self->row_key);
}

/* --- closing by closing ------------------------------------------------------------------- */

/* The place of a value in a table; NULL: it has none. */
static gpointer
place (GArray *table, guint32 value)
{
  if (value >= TABLE_MAX)
    return NULL;
  if (value >= table->len)
    g_array_set_size (table, MAX (value + 1, table->len * 2));
  return table->data + value * g_array_get_element_size (table);
}

static guint32
find_row (GwClosingRows *self, guint32 value)
{
  GwThing thing = { 0 };
  const GwLabel *label;
  guint row;

  thing.keys[self->row_key] = value;
  label = gw_labels_find (self->labels, self->dimension, &thing);
  if (label == NULL)
    return 0;
  row = GPOINTER_TO_UINT (g_hash_table_lookup (self->positions, label));
  if (row != 0)
    return row;
  row = self->row_labels->len;
  g_hash_table_insert (self->positions, (gpointer)label, GUINT_TO_POINTER (row));
  g_ptr_array_add (self->row_labels, (gpointer)label);
  return row;
}

static guint32
row_of (GwClosingRows *self, guint32 value)
{
  guint32 *known = place (self->row_of, value);
  guint32 row;

  if (known != NULL && *known != 0)
    return *known - 1;
  row = find_row (self, value);
  if (known != NULL)
    *known = row + 1;
  return row;
}

void
gw_closing_rows_take (GwClosingRows *self, const GwClosings *closings)
{
  const guint32 *values = closings->keys[self->row_key];
  guint first_gone = closings->n - closings->n_gone;

  for (guint i = 0; i < closings->n; i++)
    if (gw_thing_filter_has_at (self->filter, self->filter_keys, closings->keys, i))
      {
        const Closing closing = { row_of (self, values[i]), closings->seconds[i] };

        g_array_append_val (i < first_gone ? self->closed : self->gone, closing);
      }
}

/* --- sorted ------------------------------------------------------------------------------- */

static inline guint
digit_of (const Closing *closing, gboolean by_row, guint shift)
{
  return (by_row ? closing->row : closing->seconds) >> shift & (N_DIGITS - 1);
}

/* One digit, keeping the order of what has the same. */
static void
sort_digit (GArray *closings, GArray *spare, gboolean by_row, guint shift)
{
  const Closing *from = (const Closing *)(const void *)closings->data;
  Closing *to = (Closing *)(void *)spare->data;
  guint starts[N_DIGITS] = { 0 };
  guint before = 0;

  for (guint i = 0; i < closings->len; i++)
    starts[digit_of (&from[i], by_row, shift)]++;
  for (guint i = 0; i < N_DIGITS; i++)
    {
      guint n = starts[i];

      starts[i] = before;
      before += n;
    }
  for (guint i = 0; i < closings->len; i++)
    to[starts[digit_of (&from[i], by_row, shift)]++] = from[i];
}

static void
sort (GArray **closings, gboolean by_row)
{
  GArray *spare = g_array_sized_new (FALSE, FALSE, sizeof (Closing), (*closings)->len);
  guint32 any = 0;

  g_array_set_size (spare, (*closings)->len);
  for (guint i = 0; i < (*closings)->len; i++)
    {
      const Closing *closing = &g_array_index (*closings, Closing, i);

      any |= by_row ? closing->row : closing->seconds;
    }
  for (guint shift = 0; shift < 32 && any >> shift != 0; shift += DIGIT_BITS)
    {
      GArray *sorted = spare;

      sort_digit (*closings, spare, by_row, shift);
      spare = *closings;
      *closings = sorted;
    }
  g_array_unref (spare);
}

/* --- what does not stand ------------------------------------------------------------------ */

static gboolean
is_before (const Closing *a, const Closing *b)
{
  return a->seconds != b->seconds ? a->seconds < b->seconds : a->row < b->row;
}

/* Both are sorted by seconds, then row: what was taken back goes. */
static void
cancel (GwClosingRows *self)
{
  const Closing *gone = (const Closing *)(const void *)self->gone->data;
  const Closing *end;
  guint n = 0;

  if (self->gone->len == 0)
    return;
  end = gone + self->gone->len;
  for (guint i = 0; i < self->closed->len; i++)
    {
      const Closing closing = g_array_index (self->closed, Closing, i);

      while (gone < end && is_before (gone, &closing))
        gone++;
      if (gone < end && !is_before (&closing, gone))
        gone++;
      else
        g_array_index (self->closed, Closing, n++) = closing;
    }
  g_array_set_size (self->closed, n);
}

/* --- rows --------------------------------------------------------------------------------- */

/* sorted: n of them, at least one, by their seconds. */
static void
sum_up (const Closing *sorted, guint n, GwClosingRow *row)
{
  guint64 all = 0;
  guint bar = 0;

  row->n = n;
  row->median_s = sorted[(n - 1) / 2].seconds;
  row->p90_s = sorted[(n * (guint64)9 + 9) / 10 - 1].seconds;
  for (guint i = 0; i < n; i++)
    {
      while (gw_closing_bar_s (bar) != 0 && sorted[i].seconds > gw_closing_bar_s (bar))
        bar++;
      row->bars[bar]++;
      all += sorted[i].seconds;
    }
  row->mean_s = (double)all / n;
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const GwClosingRow *first = a, *second = b;

  return strcmp (first->row.key, second->row.key);
}

/* Ascending by key; n is where its closings begin until they are summed up. */
static GArray *
list_rows (GwClosingRows *self)
{
  const Closing *closed = (const Closing *)(const void *)self->closed->data;
  GArray *rows = g_array_new (FALSE, TRUE, sizeof (GwClosingRow));

  for (guint i = 0; i < self->closed->len; i++)
    if (closed[i].row != 0 && (i == 0 || closed[i - 1].row != closed[i].row))
      {
        const GwLabel *label = g_ptr_array_index (self->row_labels, closed[i].row);
        const GwClosingRow row = { .row = label->words, .n = i };

        g_array_append_val (rows, row);
      }
  g_array_sort (rows, compare_rows);
  return rows;
}

static void
sum_up_row (GwClosingRows *self, GwClosingRow *row)
{
  const Closing *closed = (const Closing *)(const void *)self->closed->data;
  guint first = (guint)row->n, end = first;

  while (end < self->closed->len && closed[end].row == closed[first].row)
    end++;
  sum_up (closed + first, end - first, row);
}

static void
make_page (GwClosingRows *self, const char *after, guint limit, GwClosingTimes *times)
{
  g_autoptr (GArray) rows = list_rows (self);

  for (guint i = 0; i < rows->len; i++)
    {
      GwClosingRow *row = &g_array_index (rows, GwClosingRow, i);

      if (after != NULL && strcmp (row->row.key, after) <= 0)
        continue;
      times->more = limit > 0 && times->rows->len >= limit;
      if (times->more)
        break;
      sum_up_row (self, row);
      g_array_append_val (times->rows, *row);
    }
}

static void
make_total (GwClosingRows *self, GwClosingTimes *times)
{
  if (self->closed->len > 0)
    sum_up ((const Closing *)(const void *)self->closed->data, self->closed->len,
            &times->total);
}

void
gw_closing_rows_finish (GwClosingRows *self, const char *after, guint limit,
                        GwClosingTimes *times)
{
  sort (&self->closed, TRUE);
  sort (&self->closed, FALSE);
  sort (&self->gone, TRUE);
  sort (&self->gone, FALSE);
  cancel (self);
  make_total (self, times);
  sort (&self->closed, TRUE);
  make_page (self, after, limit, times);
}
