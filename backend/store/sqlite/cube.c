/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Sums in memory, and as bytes: for each, ascending by its keys, the keys, a mask of the
 * figures that are not 0, and these figures; every number in groups of seven bits, the lowest
 * first.
 */
#define G_LOG_DOMAIN "gridward-store"

#include "backend/store/sqlite/cube.h"

#include <string.h>

#define FIRST_SLOTS 256
#define SUMS_PER_CHUNK 256
#define CACHE_LINE 64
/* Ids of rows are dense: of so many the sum is found without a search. */
#define MOST_IDS (1u << 20)
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
  guint n_sums;
  GPtrArray *chunks; /* GwSum[SUMS_PER_CHUNK], each at the beginning of a cache line */
  Slot *slots;       /* found by hash, then the next free one */
  guint n_slots;     /* a power of 2 */
  /* guint32: 1 + the position in sums, or 0; of cubes by one key, by its id. */
  GArray *of_ids;
};

GwCube *
gw_cube_new (guint keys)
{
  GwCube *self = g_new0 (GwCube, 1);

  self->keys = keys;
  for (guint i = 0; i < GW_N_THING_KEYS; i++)
    if ((keys & GW_THING_BIT (i)) != 0)
      self->key_at[self->n_keys++] = (guint8)i;
  self->chunks = g_ptr_array_new_with_free_func (g_aligned_free);
  self->n_slots = FIRST_SLOTS;
  self->slots = g_new0 (Slot, self->n_slots);
  self->of_ids = g_array_new (FALSE, TRUE, sizeof (guint32));
  return self;
}

void
gw_cube_free (GwCube *self)
{
  g_ptr_array_unref (self->chunks);
  g_free (self->slots);
  g_array_unref (self->of_ids);
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
  return self->n_sums;
}

static inline GwSum *
sum_at (const GwCube *self, guint position)
{
  GwSum *chunk = g_ptr_array_index (self->chunks, position / SUMS_PER_CHUNK);

  return &chunk[position % SUMS_PER_CHUNK];
}

const GwSum *
gw_cube_sum (const GwCube *self, guint position)
{
  return sum_at (self, position);
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
          !has_keys (self, sum_at (self, self->slots[at].position - 1), keys)))
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
append_sum (GwCube *self, const guint32 *keys)
{
  GwSum *sum;

  if (self->n_sums == self->chunks->len * SUMS_PER_CHUNK)
    g_ptr_array_add (self->chunks,
                     g_aligned_alloc (SUMS_PER_CHUNK, sizeof (GwSum), CACHE_LINE));
  sum = sum_at (self, self->n_sums++);
  memset (sum, 0, sizeof *sum);
  for (guint i = 0; i < self->n_keys; i++)
    sum->keys[self->key_at[i]] = keys[self->key_at[i]];
  return sum;
}

static GwSum *
find_sum_of_id (GwCube *self, guint32 id, const guint32 *keys)
{
  guint32 *position;
  GwSum *sum;

  if (id >= self->of_ids->len)
    g_array_set_size (self->of_ids, MAX (id + 1, MIN (2 * self->of_ids->len, MOST_IDS)));
  position = &g_array_index (self->of_ids, guint32, id);
  if (*position != 0)
    return sum_at (self, *position - 1);
  sum = append_sum (self, keys);
  *position = self->n_sums;
  return sum;
}

static GwSum *
find_sum (GwCube *self, const guint32 *keys)
{
  guint32 hashed;
  Slot *slot;
  GwSum *sum;

  if (self->n_keys == 1 && keys[self->key_at[0]] < MOST_IDS)
    return find_sum_of_id (self, keys[self->key_at[0]], keys);
  hashed = hash (self, keys);
  slot = find_slot (self, hashed, keys);
  if (slot->position != 0)
    return sum_at (self, slot->position - 1);
  if (self->n_sums >= self->n_slots / 2)
    {
      grow (self);
      slot = find_slot (self, hashed, keys);
    }
  sum = append_sum (self, keys);
  *slot = (Slot){ hashed, self->n_sums };
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
gw_cube_reset (GwCube *self)
{
  self->n_sums = 0;
  g_array_set_size (self->of_ids, 0);
  memset (self->slots, 0, self->n_slots * sizeof *self->slots);
}

/* --- bytes -------------------------------------------------------------------------------- */

static guint
figures_of (const GwSum *sum)
{
  guint any = 0;

  for (guint left = sum->figures; left != 0; left &= left - 1)
    if (sum->counts[__builtin_ctz (left)] != 0)
      any |= left & -left;
  return any;
}

#define DIGIT_BITS 11

/* Positions from first to then, ascending by these bits of a key; those that have the same
 * stay in their order. */
static void
sort_by_digit (const GwCube *self, guint key, guint shift, const guint32 *first,
               guint32 *then, guint n)
{
  const guint mask = (1u << DIGIT_BITS) - 1;
  guint starts[(1u << DIGIT_BITS) + 1] = { 0 };

  for (guint i = 0; i < n; i++)
    starts[1 + (sum_at (self, first[i])->keys[key] >> shift & mask)]++;
  for (guint i = 1; i <= mask; i++)
    starts[i] += starts[i - 1];
  for (guint i = 0; i < n; i++)
    then[starts[sum_at (self, first[i])->keys[key] >> shift & mask]++] = first[i];
}

static void
sort_by_key (const GwCube *self, guint key, guint32 **order, guint32 **other, guint n)
{
  guint32 any = 0;

  for (guint i = 0; i < n; i++)
    any |= sum_at (self, (*order)[i])->keys[key];
  for (guint shift = 0; shift < 32 && any >> shift != 0; shift += DIGIT_BITS)
    {
      guint32 *sorted = *other;

      sort_by_digit (self, key, shift, *order, sorted, n);
      *other = *order;
      *order = sorted;
    }
}

/* Where the sums are that are not 0, ascending by their keys: digit by digit, the last first,
 * since no comparison of sums goes as fast. Free it. */
static guint32 *
order_sums (const GwCube *self, guint *ret_n)
{
  guint32 *order = g_new (guint32, self->n_sums);
  guint32 *other = g_new (guint32, self->n_sums);
  guint n = 0;

  for (guint i = 0; i < self->n_sums; i++)
    if (figures_of (sum_at (self, i)) != 0)
      order[n++] = i;
  for (guint i = self->n_keys; i > 0; i--)
    sort_by_key (self, self->key_at[i - 1], &order, &other, n);
  g_free (other);
  *ret_n = n;
  return order;
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
write_sum (const GwCube *self, GByteArray *out, const GwSum *sum)
{
  guint8 bytes[(GW_N_THING_KEYS + 1 + GW_N_FIGURES) * NUMBER_MAX_BYTES];
  guint left = figures_of (sum);
  guint8 *at = bytes;

  for (guint i = 0; i < self->n_keys; i++)
    at = write_number (at, sum->keys[self->key_at[i]]);
  at = write_number (at, left);
  for (; left != 0; left &= left - 1)
    at = write_number (at, fold_sign (sum->counts[__builtin_ctz (left)]));
  g_byte_array_append (out, bytes, (guint)(at - bytes));
}

GBytes *
gw_cube_to_bytes (const GwCube *self)
{
  GByteArray *out = g_byte_array_new ();
  guint n;
  g_autofree guint32 *order = order_sums (self, &n);

  for (guint i = 0; i < n; i++)
    write_sum (self, out, sum_at (self, order[i]));
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
      sum->counts[__builtin_ctz (left)] = (gint32)unfold_sign (number);
    }
  sum->figures = (guint32)mask;
  return TRUE;
}

gboolean
gw_sums_read (guint keys, const guint8 *bytes, gsize length, GwSumFunc func, gpointer data)
{
  const guint8 *end;
  GwSum sum = { 0 };

  /* No bytes have no address. */
  if (length == 0)
    return TRUE;
  end = bytes + length;
  while (bytes < end)
    {
      if (!take_sum (&bytes, end, keys, &sum))
        return FALSE;
      func (&sum, data);
    }
  return TRUE;
}
