/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Point -> cell: asking the index. */
#define G_LOG_DOMAIN "gridward-gis"

#include "gis/cell-index-private.h"

#include <stdlib.h>

GwCellIndex *
gw_cell_index_ref (GwCellIndex *index)
{
  g_atomic_ref_count_inc (&index->ref_count);
  return index;
}

void
gw_cell_index_unref (GwCellIndex *index)
{
  if (!g_atomic_ref_count_dec (&index->ref_count))
    return;
  for (guint i = 0; i < index->n_cells; i++)
    gw_shape_unref (index->shapes[i]);
  g_free (index->shapes);
  g_aligned_free (index->buckets);
  g_aligned_free (index->paths);
  g_free (index->more_paths);
  g_free (index->home_ends);
  g_free (index->home_cells);
  g_free (index);
}

guint
gw_cell_index_size (const GwCellIndex *index)
{
  return index->n_cells;
}

const GwShape *
gw_cell_index_shape (const GwCellIndex *index, guint position)
{
  g_return_val_if_fail (position < index->n_cells, NULL);
  return index->shapes[position];
}

GwBox
gw_cell_index_box (const GwCellIndex *index)
{
  return index->box;
}

/* The cell of the path when it holds the point. */
static inline guint32
ask_path (const GwCellIndex *index, guint32 place, GwFixed point)
{
  const GwIndexPath *path = gw_index_path (index, place);

  return gw_index_path_contains (path, point) ? path->cell : GW_CELL_NONE;
}

static guint32
ask_more_paths (const GwCellIndex *index, guint32 place, GwFixed point)
{
  guint32 cell = GW_CELL_NONE;

  for (; cell == GW_CELL_NONE && index->more_paths[place] != GW_INDEX_NOTHING; place++)
    cell = ask_path (index, index->more_paths[place], point);
  return cell;
}

guint32
gw_cell_index_find (const GwCellIndex *index, GwFixed point)
{
  GwIndexBucket bucket;
  guint32 cell;

  if (!gw_box_contains (index->box, point))
    return GW_CELL_NONE;
  bucket = index->buckets[gw_index_bucket (index, gw_index_column (index, point.x),
                                           gw_index_row (index, point.y))];
  if (bucket.first == GW_INDEX_NOTHING)
    return GW_CELL_NONE;
  if (bucket.first & GW_INDEX_COVERED)
    return bucket.first & ~GW_INDEX_COVERED;
  cell = ask_path (index, bucket.first, point);
  if (cell != GW_CELL_NONE || bucket.second == GW_INDEX_NOTHING)
    return cell;
  if (bucket.second & GW_INDEX_MORE)
    return ask_more_paths (index, bucket.second & ~GW_INDEX_MORE, point);
  return ask_path (index, bucket.second, point);
}

static int
compare_positions (gconstpointer a, gconstpointer b)
{
  guint32 left = *(const guint32 *)a, right = *(const guint32 *)b;

  return left < right ? -1 : left > right;
}

void
gw_cell_index_find_in_box (const GwCellIndex *index, GwBox box, GArray *out)
{
  const guint first = out->len;
  guint left, bottom, right, top;

  if (!gw_box_intersects (index->box, box))
    return;
  /* A cell that meets the box has its home at most one cell's extent west and south of it. */
  left = gw_index_column (index, MAX (index->box.min.x, box.min.x - index->widest));
  bottom = gw_index_row (index, MAX (index->box.min.y, box.min.y - index->highest));
  right = gw_index_column (index, MIN (index->box.max.x, box.max.x));
  top = gw_index_row (index, MIN (index->box.max.y, box.max.y));
  for (guint row = bottom; row <= top; row++)
    {
      guint32 i = index->home_ends[gw_index_bucket (index, left, row)];
      guint32 end = index->home_ends[gw_index_bucket (index, right, row) + 1];

      for (; i < end; i++)
        if (gw_box_intersects (index->shapes[index->home_cells[i]]->box, box))
          g_array_append_val (out, index->home_cells[i]);
    }
  if (out->len > first)
    qsort (&g_array_index (out, guint32, first), out->len - first, sizeof (guint32),
           compare_positions);
}
