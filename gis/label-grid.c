/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A hash of squares that hold the boxes of placed labels. */

#include "gis/label-grid.h"

#include <math.h>

#define SQUARE_PX 64

typedef struct
{
  double x, y;
} Middle;

struct _GwLabelGrid
{
  GHashTable *squares; /* gint64 key -> GArray of GwLabelBox */
  GHashTable *middles; /* text -> GArray of Middle */
};

GwLabelGrid *
gw_label_grid_new (void)
{
  GwLabelGrid *grid = g_new0 (GwLabelGrid, 1);

  grid->squares = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                         (GDestroyNotify)g_array_unref);
  grid->middles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                         (GDestroyNotify)g_array_unref);
  return grid;
}

void
gw_label_grid_free (GwLabelGrid *grid)
{
  if (grid == NULL)
    return;
  g_hash_table_unref (grid->squares);
  g_hash_table_unref (grid->middles);
  g_free (grid);
}

static gint64
square_of (double value)
{
  return (gint64)floor (value / SQUARE_PX);
}

static gint64
square_key (gint64 x, gint64 y)
{
  return x * (G_GINT64_CONSTANT (1) << 32) + y;
}

static gboolean
is_covered (GwLabelGrid *grid, const GwLabelBox *box)
{
  for (gint64 y = square_of (box->top); y <= square_of (box->bottom); y++)
    for (gint64 x = square_of (box->left); x <= square_of (box->right); x++)
      {
        gint64 key = square_key (x, y);
        const GArray *taken = g_hash_table_lookup (grid->squares, &key);

        for (guint i = 0; taken && i < taken->len; i++)
          {
            const GwLabelBox *other = &g_array_index (taken, GwLabelBox, i);

            if (box->left < other->right && other->left < box->right &&
                box->top < other->bottom && other->top < box->bottom)
              return TRUE;
          }
      }
  return FALSE;
}

static void
take_box (GwLabelGrid *grid, const GwLabelBox *box)
{
  for (gint64 y = square_of (box->top); y <= square_of (box->bottom); y++)
    for (gint64 x = square_of (box->left); x <= square_of (box->right); x++)
      {
        gint64 key = square_key (x, y);
        GArray *taken = g_hash_table_lookup (grid->squares, &key);

        if (taken == NULL)
          {
            taken = g_array_new (FALSE, FALSE, sizeof (GwLabelBox));
            g_hash_table_insert (grid->squares, g_memdup2 (&key, sizeof key), taken);
          }
        g_array_append_val (taken, *box);
      }
}

/* TRUE when a label of the same text is too near; else the middle is remembered by take. */
static gboolean
is_repeated (GwLabelGrid *grid, Middle middle, const char *text, double repeat)
{
  const GArray *middles = g_hash_table_lookup (grid->middles, text);

  for (guint i = 0; middles && i < middles->len; i++)
    {
      Middle other = g_array_index (middles, Middle, i);

      if (hypot (other.x - middle.x, other.y - middle.y) < repeat)
        return TRUE;
    }
  return FALSE;
}

static void
take_middle (GwLabelGrid *grid, Middle middle, const char *text)
{
  GArray *middles = g_hash_table_lookup (grid->middles, text);

  if (middles == NULL)
    {
      middles = g_array_new (FALSE, FALSE, sizeof (Middle));
      g_hash_table_insert (grid->middles, g_strdup (text), middles);
    }
  g_array_append_val (middles, middle);
}

gboolean
gw_label_grid_take (GwLabelGrid *grid, const GwLabelBox *boxes, guint n_boxes,
                    const char *text, double repeat)
{
  const GwLabelBox *central;
  Middle middle;

  g_return_val_if_fail (n_boxes > 0 && text != NULL, FALSE);

  central = &boxes[n_boxes / 2];
  middle = (Middle){ (central->left + central->right) / 2,
                     (central->top + central->bottom) / 2 };
  if (is_repeated (grid, middle, text, repeat))
    return FALSE;
  for (guint i = 0; i < n_boxes; i++)
    if (is_covered (grid, &boxes[i]))
      return FALSE;
  for (guint i = 0; i < n_boxes; i++)
    take_box (grid, &boxes[i]);
  take_middle (grid, middle, text);
  return TRUE;
}
