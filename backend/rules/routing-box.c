/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Boxes: in each dimension a set of atoms. */
#define G_LOG_DOMAIN "gridward-rules"

#include "backend/rules/routing-atoms.h"

#include <string.h>

const guint64 *
gw_atomic_box (const GwAtomicWorld *self, guint rule)
{
  return &g_array_index (self->boxes, guint64, (gsize)rule * self->n_words);
}

gboolean
gw_box_is_all (const GwAtomicWorld *self, const guint64 *box)
{
  return memcmp (box, self->all, self->n_words * sizeof (guint64)) == 0;
}

/* TRUE when the two have an atom of that dimension in common. */
static gboolean
axis_meets (const GwAxis *axis, const guint64 *box, const guint64 *other)
{
  for (guint w = axis->first; w < axis->first + axis->n_words; w++)
    if ((box[w] & other[w]) != 0)
      return TRUE;
  return FALSE;
}

gboolean
gw_box_meets (const GwAtomicWorld *self, const guint64 *box, const guint64 *other)
{
  for (guint i = 0; i < self->axes->len; i++)
    if (!axis_meets (&g_array_index (self->axes, GwAxis, i), box, other))
      return FALSE;
  return TRUE;
}

gboolean
gw_box_is_empty (const GwAtomicWorld *self, const guint64 *box)
{
  return !gw_box_meets (self, box, box);
}

gboolean
gw_box_lies_in (const GwAtomicWorld *self, const guint64 *box, const guint64 *other)
{
  for (guint w = 0; w < self->n_words; w++)
    if ((box[w] & ~other[w]) != 0)
      return FALSE;
  return TRUE;
}

/* Cuts off, dimension by dimension, what sticks out; what stays then lies in other. */
void
gw_box_subtract (const GwAtomicWorld *self, const guint64 *box, const guint64 *other,
                 GArray *rest)
{
  g_autofree guint64 *inner = g_memdup2 (box, self->n_words * sizeof (guint64));

  for (guint i = 0; i < self->axes->len; i++)
    {
      const GwAxis *axis = &g_array_index (self->axes, GwAxis, i);
      gboolean sticks_out = FALSE;
      guint64 *piece;

      for (guint w = axis->first; w < axis->first + axis->n_words; w++)
        sticks_out |= (inner[w] & ~other[w]) != 0;
      if (!sticks_out)
        continue;
      g_array_append_vals (rest, inner, self->n_words);
      piece = &g_array_index (rest, guint64, rest->len - self->n_words);
      for (guint w = axis->first; w < axis->first + axis->n_words; w++)
        {
          piece[w] &= ~other[w];
          inner[w] &= other[w];
        }
    }
}
