/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Sums in memory, and as bytes: for each, ascending by its keys, the keys, a mask of the
 * figures that are not 0, and these figures; every number in groups of seven bits, the lowest
 * first.
 */
#define G_LOG_DOMAIN "gridward-store"

#include "backend/store/sqlite/cube.h"

#include <stdlib.h>
#include <string.h>

#define FIRST_SLOTS 256
#define NUMBER_MAX_BYTES 10

/* The hash spares a look at sums that are others: they lie far apart. */
typedef struct
{
  guint32 hash;
  guint32 position; /* 1 + that in sums, or 0 */
} Slot;

struct _GwCube
{
  guint keys;
  guint n_keys;
  guint8 key_at[GW_N_THING_KEYS];
  GArray *sums;  /* GwSum */
  Slot *slots;   /* found by hash, then the next free one */
  guint n_slots; /* a power of 2 */
  gboolean is_indexed;
};

GwCube *
gw_cube_new (guint keys)
{
  GwCube *self = g_new0 (GwCube, 1);

  self->keys = keys;
  for (guint i = 0; i < GW_N_THING_KEYS; i++)
    if ((keys & GW_THING_BIT (i)) != 0)
      self->key_at[self->n_keys++] = (guint8)i;
  self->sums = g_array_new (FALSE, FALSE, sizeof (GwSum));
  self->n_slots = FIRST_SLOTS;
  self->slots = g_new0 (Slot, self->n_slots);
  self->is_indexed = TRUE;
  return self;
}

void
gw_cube_free (GwCube *self)
{
  g_array_unref (self->sums);
  g_free (self->slots);
  g_free (self);
}

guint
gw_cube_keys (const GwCube *self)
{
  return self->keys;
}

guint
gw_cube_n_sums (const GwCube *self)
{
  return self->sums->len;
}

const GwSum *
gw_cube_sum (const GwCube *self, guint position)
{
  return &g_array_index (self->sums, GwSum, position);
}

/* --- adding up ---------------------------------------------------------------------------- */

static guint
hash (const GwCube *self, const guint32 *keys)
{
  guint64 mixed = 0;

  for (guint i = 0; i < self->n_keys; i++)
    mixed = (mixed ^ keys[self->key_at[i]]) * G_GUINT64_CONSTANT (0x9E3779B97F4A7C15);
  return (guint)(mixed >> 32);
}

static gboolean
has_keys (const GwCube *self, const GwSum *sum, const guint32 *keys)
{
  for (guint i = 0; i < self->n_keys; i++)
    if (sum->keys[self->key_at[i]] != keys[self->key_at[i]])
      return FALSE;
  return TRUE;
}

/* Of the sum with these keys, or the free one that is its. */
static Slot *
find_slot (const GwCube *self, guint32 hashed, const guint32 *keys)
{
  guint at = hashed & (self->n_slots - 1);

  while (self->slots[at].position != 0 &&
         (self->slots[at].hash != hashed ||
          !has_keys (self, gw_cube_sum (self, self->slots[at].position - 1), keys)))
    at = (at + 1) & (self->n_slots - 1);
  return &self->slots[at];
}

/* All sums have other keys: each gets the next free slot. */
static void
put (GwCube *self, Slot slot)
{
  guint at = slot.hash & (self->n_slots - 1);

  while (self->slots[at].position != 0)
    at = (at + 1) & (self->n_slots - 1);
  self->slots[at] = slot;
}

static void
index_all (GwCube *self)
{
  memset (self->slots, 0, self->n_slots * sizeof *self->slots);
  for (guint i = 0; i < self->sums->len; i++)
    put (self, (Slot){ hash (self, gw_cube_sum (self, i)->keys), i + 1 });
  self->is_indexed = TRUE;
}

static void
grow (GwCube *self)
{
  g_autofree Slot *former = self->slots;
  guint n_former = self->n_slots;

  self->n_slots *= 4;
  self->slots = g_new0 (Slot, self->n_slots);
  for (guint i = 0; i < n_former; i++)
    if (former[i].position != 0)
      put (self, former[i]);
}

static GwSum *
find_sum (GwCube *self, const guint32 *keys)
{
  guint32 hashed = hash (self, keys);
  Slot *slot;
  GwSum *sum;

  if (!self->is_indexed)
    index_all (self);
  slot = find_slot (self, hashed, keys);
  if (slot->position != 0)
    return &g_array_index (self->sums, GwSum, slot->position - 1);
  if (self->sums->len >= self->n_slots / 2)
    {
      grow (self);
      slot = find_slot (self, hashed, keys);
    }
  *slot = (Slot){ hashed, self->sums->len + 1 };
  g_array_set_size (self->sums, slot->position);
  sum = &g_array_index (self->sums, GwSum, slot->position - 1);
  memset (sum, 0, sizeof *sum);
  for (guint i = 0; i < self->n_keys; i++)
    sum->keys[self->key_at[i]] = keys[self->key_at[i]];
  return sum;
}

static void
add_to (GwSum *sum, const GwSum *more, guint figures)
{
  sum->figures |= figures;
  for (; figures != 0; figures &= figures - 1)
    sum->counts[__builtin_ctz (figures)] += more->counts[__builtin_ctz (figures)];
}

void
gw_cube_add (GwCube *self, const GwSum *more)
{
  add_to (find_sum (self, more->keys), more, more->figures);
}

void
gw_cube_add_figures (GwCube *self, const GwSum *more, guint figures)
{
  if ((more->figures & figures) != 0)
    add_to (find_sum (self, more->keys), more, more->figures & figures);
}

void
gw_cube_add_all (GwCube *self, const GwCube *more)
{
  for (guint i = 0; i < more->sums->len; i++)
    gw_cube_add (self, gw_cube_sum (more, i));
}

void
gw_cube_reset (GwCube *self)
{
  g_array_set_size (self->sums, 0);
  index_all (self);
}

void
gw_cube_keep_figures (GwCube *self, guint figures)
{
  for (guint i = 0; i < self->sums->len; i++)
    {
      GwSum *sum = &g_array_index (self->sums, GwSum, i);

      for (guint left = sum->figures & ~figures; left != 0; left &= left - 1)
        sum->counts[__builtin_ctz (left)] = 0;
      sum->figures &= figures;
    }
}

/* --- bytes -------------------------------------------------------------------------------- */

static guint
figures_of (const GwSum *sum)
{
  guint figures = 0;

  for (guint left = sum->figures; left != 0; left &= left - 1)
    if (sum->counts[__builtin_ctz (left)] != 0)
      figures |= left & -left;
  return figures;
}

static int
compare_sums (gconstpointer a, gconstpointer b)
{
  const GwSum *first = a, *second = b;

  for (guint i = 0; i < GW_N_THING_KEYS; i++)
    if (first->keys[i] != second->keys[i])
      return first->keys[i] < second->keys[i] ? -1 : 1;
  return 0;
}

static int
compare_pointers (gconstpointer a, gconstpointer b)
{
  return compare_sums (*(const GwSum *const *)a, *(const GwSum *const *)b);
}

/* Sums are large: what is moved about is where they are. */
static void
sort_sums (GwCube *self)
{
  GArray *sorted = NULL;
  g_autofree const GwSum **order = g_new (const GwSum *, self->sums->len);

  if (self->sums->len == 0)
    return;
  sorted = g_array_sized_new (FALSE, FALSE, sizeof (GwSum), self->sums->len);
  for (guint i = 0; i < self->sums->len; i++)
    order[i] = gw_cube_sum (self, i);
  qsort (order, self->sums->len, sizeof *order, compare_pointers);
  for (guint i = 0; i < self->sums->len; i++)
    g_array_append_val (sorted, *order[i]);
  g_array_unref (self->sums);
  self->sums = sorted;
}

void
gw_cube_sort (GwCube *self)
{
  guint n = 0;

  for (guint i = 0; i < self->sums->len; i++)
    if (figures_of (&g_array_index (self->sums, GwSum, i)) != 0)
      g_array_index (self->sums, GwSum, n++) = g_array_index (self->sums, GwSum, i);
  g_array_set_size (self->sums, n);
  sort_sums (self);
  self->is_indexed = FALSE;
}

static guint8 *
write_number (guint8 *at, guint64 number)
{
  while (number >= 0x80)
    {
      *at++ = (guint8)(number | 0x80);
      number >>= 7;
    }
  *at++ = (guint8)number;
  return at;
}

/* Small numbers of either sign become small ones without. */
static guint64
fold_sign (gint64 number)
{
  return ((guint64)number << 1) ^ (number < 0 ? G_MAXUINT64 : 0);
}

static gint64
unfold_sign (guint64 folded)
{
  return (gint64)((folded >> 1) ^ ((folded & 1) != 0 ? G_MAXUINT64 : 0));
}

static void
append_sum (const GwCube *self, GByteArray *out, const GwSum *sum)
{
  guint8 bytes[(GW_N_THING_KEYS + 1 + GW_N_FIGURES) * NUMBER_MAX_BYTES];
  guint figures = figures_of (sum);
  guint8 *at = bytes;

  for (guint i = 0; i < self->n_keys; i++)
    at = write_number (at, sum->keys[self->key_at[i]]);
  at = write_number (at, figures);
  for (; figures != 0; figures &= figures - 1)
    at = write_number (at, fold_sign (sum->counts[__builtin_ctz (figures)]));
  g_byte_array_append (out, bytes, (guint)(at - bytes));
}

GBytes *
gw_cube_piece_to_bytes (const GwCube *self, guint *position, guint *ret_piece)
{
  GByteArray *out = g_byte_array_new ();

  *ret_piece = gw_cube_sum (self, *position)->keys[GW_THING_CELL] / GW_CELLS_PER_PIECE;
  while (*position < self->sums->len)
    {
      const GwSum *sum = gw_cube_sum (self, *position);

      if (sum->keys[GW_THING_CELL] / GW_CELLS_PER_PIECE != *ret_piece)
        break;
      append_sum (self, out, sum);
      (*position)++;
    }
  return g_byte_array_free_to_bytes (out);
}

GBytes *
gw_cube_to_bytes (const GwCube *self)
{
  GByteArray *out = g_byte_array_new ();

  for (guint i = 0; i < self->sums->len; i++)
    append_sum (self, out, gw_cube_sum (self, i));
  return g_byte_array_free_to_bytes (out);
}

static inline gboolean
take_number (const guint8 **at, const guint8 *end, guint64 *ret_number)
{
  guint64 number = 0;

  for (guint shift = 0; *at < end && shift < 64; shift += 7)
    {
      guint8 byte = *(*at)++;

      number |= (guint64)(byte & 0x7f) << shift;
      if ((byte & 0x80) == 0)
        {
          *ret_number = number;
          return TRUE;
        }
    }
  return FALSE;
}

/* sum: the one before it. */
static gboolean
take_sum (const guint8 **at, const guint8 *end, guint keys, GwSum *sum)
{
  guint64 number, mask;

  for (guint left = keys; left != 0; left &= left - 1)
    {
      if (!take_number (at, end, &number))
        return FALSE;
      sum->keys[__builtin_ctz (left)] = (guint32)number;
    }
  if (!take_number (at, end, &mask) || mask >> GW_N_FIGURES != 0)
    return FALSE;
  for (guint left = sum->figures; left != 0; left &= left - 1)
    sum->counts[__builtin_ctz (left)] = 0;
  for (guint left = (guint)mask; left != 0; left &= left - 1)
    {
      if (!take_number (at, end, &number))
        return FALSE;
      sum->counts[__builtin_ctz (left)] = unfold_sign (number);
    }
  sum->figures = (guint32)mask;
  return TRUE;
}

gboolean
gw_sums_read (guint keys, const guint8 *bytes, gsize length, GwSumFunc func, gpointer data)
{
  const guint8 *end = bytes + length;
  GwSum sum = { 0 };

  while (bytes < end)
    {
      if (!take_sum (&bytes, end, keys, &sum))
        return FALSE;
      func (&sum, data);
    }
  return TRUE;
}
