/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the cell index lies in memory: for the files that build and that ask it. */
#pragma once

#include "gis/cell-index.h"
#include "gis/ray-cast.h"

/*
 * The plane is cut into buckets of a power of two (a shift finds the bucket), about a fifth
 * as wide as a cell. Each bucket names the cells whose border or inside meets it: mostly one or
 * two, named in the bucket itself. With many cells a lookup is as fast as its few waits for
 * memory are short: so a border lies in one piece, in 16 bits per coordinate where the cell
 * is small enough.
 */

#define GW_INDEX_NOTHING G_MAXUINT32
/* In a bucket's first slot: the rest is the number of the cell that covers all of it. */
#define GW_INDEX_COVERED 0x80000000u
/* In a bucket's second slot: the rest is a place in more_paths. */
#define GW_INDEX_MORE 0x80000000u

/* Each slot: nothing, tagged as above, or the place of a path. */
typedef struct
{
  guint32 first;
  guint32 second;
} GwIndexBucket;

/*
 * A border as one closed walk over all rings of a cell: back to its first point after each
 * ring. The way to a further ring and back is the same edge twice and cancels in the count
 * of crossings, so a lookup needs no loop over rings. The n_points points follow (the first
 * is not repeated), relative to the origin: pairs of guint16 when narrow, else of gint32 (and
 * the origin is 0,0). A path starts on a cache line, and up to twelve narrow points end on
 * the same one.
 */
typedef struct
{
  guint32 cell;
  guint32 n_points : 31;
  guint32 narrow : 1;
  GwFixed origin;
} GwIndexPath;

struct _GwCellIndex
{
  gatomicrefcount ref_count;
  guint n_cells;
  GwShape **shapes;
  GwBox box;

  guint shift_x, shift_y;
  guint n_columns, n_rows;
  GwIndexBucket *buckets;
  guint32 *paths;      /* one GwIndexPath with its points after the other, in words */
  guint32 *more_paths; /* for buckets of three cells and more; each list ends in nothing */

  /* [i] to [i + 1] in home_cells: the cells whose box has its minimum in bucket i. */
  guint32 *home_ends;
  guint32 *home_cells;
  gint64 widest, highest; /* of the cells' boxes */
};

static inline guint
gw_index_column (const GwCellIndex *index, gint64 x)
{
  return (guint)((x - index->box.min.x) >> index->shift_x);
}

static inline guint
gw_index_row (const GwCellIndex *index, gint64 y)
{
  return (guint)((y - index->box.min.y) >> index->shift_y);
}

static inline guint
gw_index_bucket (const GwCellIndex *index, guint column, guint row)
{
  return row * index->n_columns + column;
}

static inline const GwIndexPath *
gw_index_path (const GwCellIndex *index, guint32 place)
{
  return (const GwIndexPath *)(gconstpointer)(index->paths + place);
}

static inline gboolean
gw_index_narrow_path_contains (const GwIndexPath *path, gint32 x, gint32 y)
{
  const guint16 *at = (const guint16 *)(path + 1);
  const guint16 *last = at + 2 * (gsize)(path->n_points - 1);
  const GwFixed point = { x, y };
  GwFixed previous = { last[0], last[1] };
  gboolean inside = FALSE;

  for (; at <= last; at += 2)
    {
      const GwFixed next = { at[0], at[1] };

      inside ^= gw_ray_crosses (point, previous, next);
      previous = next;
    }
  return inside;
}

static inline gboolean
gw_index_path_contains (const GwIndexPath *path, GwFixed point)
{
  const GwFixed *at = (const GwFixed *)(path + 1);
  gint64 x = (gint64)point.x - path->origin.x, y = (gint64)point.y - path->origin.y;
  gboolean inside = FALSE;

  if (path->narrow)
    return (guint64)x <= G_MAXUINT16 && (guint64)y <= G_MAXUINT16 &&
           gw_index_narrow_path_contains (path, (gint32)x, (gint32)y);
  for (guint32 i = 0, previous = path->n_points - 1; i < path->n_points; previous = i++)
    inside ^= gw_ray_crosses (point, at[previous], at[i]);
  return inside;
}
