/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Point -> cell: a uniform hash over fixed-point borders, in memory. */
#define G_LOG_DOMAIN "gridward-gis"

#include "gis/cell-index.h"

#include "gis/ray-cast.h"

#include <string.h>

/*
 * The plane is cut into buckets of a power of two (a shift finds the bucket), about half as
 * wide as a cell. Each bucket lists the cells whose border or inside meets it: mostly one
 * or two. Borders are copied into one array, so that a lookup touches few cache lines.
 */

/* In a bucket's list: the cell covers the whole bucket, no border need be looked at. */
#define COVERS_BUCKET 0x80000000u
#define MAX_BUCKETS_PER_CELL 16

struct _GwCellIndex
{
  gatomicrefcount ref_count;
  guint n_cells;
  GwShape **shapes;
  GwBox box;

  guint shift_x, shift_y;
  guint n_columns, n_rows;
  guint32 *bucket_ends; /* n_columns * n_rows + 1 entries: [i] to [i + 1] in bucket_cells */
  guint32 *bucket_cells;

  guint32 *path_ends; /* n_cells + 1 entries: [i] to [i + 1] in path_points */
  GwFixed *path_points;

  guint32
      *home_ends; /* like bucket_ends; a cell's home is the bucket of its box's minimum */
  guint32 *home_cells;
  gint64 widest, highest; /* of the cells' boxes */
};

/* A range of buckets, both ends included. */
typedef struct
{
  guint left, right, bottom, top;
} BucketRange;

static guint
bucket_column (const GwCellIndex *index, gint64 x)
{
  return (guint)((x - index->box.min.x) >> index->shift_x);
}

static guint
bucket_row (const GwCellIndex *index, gint64 y)
{
  return (guint)((y - index->box.min.y) >> index->shift_y);
}

/* The box must lie within the index's box. */
static BucketRange
bucket_range (const GwCellIndex *index, GwBox box)
{
  return (BucketRange){ bucket_column (index, box.min.x), bucket_column (index, box.max.x),
                        bucket_row (index, box.min.y), bucket_row (index, box.max.y) };
}

static guint
bucket_of (const GwCellIndex *index, guint column, guint row)
{
  return row * index->n_columns + column;
}

/*
 * One closed walk over all rings of a cell: back to its first point after each ring. The
 * way to a further ring and back is the same edge twice and cancels in the count of
 * crossings, so a lookup needs no loop over rings.
 */
static guint
copy_path (const GwShape *shape, GwFixed *out)
{
  guint length = 0, start = 0;

  for (guint ring = 0; ring < shape->n_rings; start = shape->ring_ends[ring++])
    {
      guint n_points = shape->ring_ends[ring] - start;

      memcpy (out + length, shape->points + start, n_points * sizeof *out);
      length += n_points;
      out[length++] = shape->points[start];
      if (ring > 0)
        out[length++] = shape->points[0];
    }
  return length;
}

static void
copy_borders (GwCellIndex *index)
{
  gsize total = 0;

  for (guint i = 0; i < index->n_cells; i++)
    total += index->shapes[i]->n_points + 2 * (gsize)index->shapes[i]->n_rings - 1;
  g_assert (total < G_MAXUINT32);
  index->path_ends = g_new0 (guint32, index->n_cells + 1);
  index->path_points = g_new (GwFixed, total);
  for (guint i = 0; i < index->n_cells; i++)
    index->path_ends[i + 1] =
        index->path_ends[i] +
        copy_path (index->shapes[i], index->path_points + index->path_ends[i]);
}

/* The power of two nearest to half of the cells' mean extent. */
static guint
choose_shift (double mean_extent)
{
  guint shift = 0;

  while (shift < 31 && (double)(G_GUINT64_CONSTANT (3) << shift) < mean_extent)
    shift++;
  return shift;
}

static void
choose_buckets (GwCellIndex *index)
{
  double sum_x = 0, sum_y = 0;
  guint64 limit = MAX (1024, (guint64)MAX_BUCKETS_PER_CELL * index->n_cells);

  index->box = gw_box_empty ();
  for (guint i = 0; i < index->n_cells; i++)
    {
      GwBox box = index->shapes[i]->box;
      gint64 width = (gint64)box.max.x - box.min.x;
      gint64 height = (gint64)box.max.y - box.min.y;

      gw_box_unite (&index->box, box);
      index->widest = MAX (index->widest, width);
      index->highest = MAX (index->highest, height);
      sum_x += (double)width;
      sum_y += (double)height;
    }
  if (index->n_cells == 0)
    return;
  index->shift_x = choose_shift (sum_x / index->n_cells);
  index->shift_y = choose_shift (sum_y / index->n_cells);
  for (;; index->shift_x++, index->shift_y++)
    {
      index->n_columns = bucket_column (index, index->box.max.x) + 1;
      index->n_rows = bucket_row (index, index->box.max.y) + 1;
      /* Scattered cells: rather wider buckets than an array of empty ones. */
      if ((guint64)index->n_columns * index->n_rows <= limit)
        return;
    }
}

/* TRUE when the closed segment meets the closed rectangle, both of whose boxes overlap. */
static gboolean
segment_meets_rectangle (GwFixed a, GwFixed b, gint64 left, gint64 bottom, gint64 right,
                         gint64 top)
{
  const gint64 corners[4][2] = {
    { left, bottom }, { right, bottom }, { right, top }, { left, top }
  };
  gint64 dx = (gint64)b.x - a.x, dy = (gint64)b.y - a.y;
  gboolean some_left = FALSE, some_right = FALSE;

  for (guint i = 0; i < 4; i++)
    {
      gint64 one = dx * (corners[i][1] - a.y), other = dy * (corners[i][0] - a.x);

      some_left |= one >= other;
      some_right |= one <= other;
    }
  return some_left && some_right;
}

/* No bucket reaches beyond the index's box: so all products of differences fit in 64 bits. */
static gint64
bucket_end (gint64 start, guint shift, gint32 limit)
{
  return MIN (start + (G_GINT64_CONSTANT (1) << shift), limit);
}

/* Marks in touched (a map of the cell's range) each bucket that the edge meets. */
static void
mark_edge (const GwCellIndex *index, BucketRange cell, GwFixed a, GwFixed b,
           guint8 *touched)
{
  GwBox box = gw_box_empty ();
  BucketRange range;

  gw_box_add (&box, a);
  gw_box_add (&box, b);
  range = bucket_range (index, box);
  for (guint row = range.bottom; row <= range.top; row++)
    for (guint column = range.left; column <= range.right; column++)
      {
        gint64 left = index->box.min.x + ((gint64)column << index->shift_x);
        gint64 bottom = index->box.min.y + ((gint64)row << index->shift_y);
        guint8 *mark = touched + (gsize)(row - cell.bottom) * (cell.right - cell.left + 1) +
                       (column - cell.left);

        if (!*mark)
          *mark = segment_meets_rectangle (
              a, b, left, bottom, bucket_end (left, index->shift_x, index->box.max.x),
              bucket_end (bottom, index->shift_y, index->box.max.y));
      }
}

static gboolean
path_contains (const GwCellIndex *index, guint32 cell, GwFixed point)
{
  const GwFixed *at = index->path_points + index->path_ends[cell];
  const GwFixed *last = index->path_points + index->path_ends[cell + 1] - 1;
  gboolean inside = FALSE;

  for (; at < last; at++)
    inside ^= gw_ray_crosses (point, at[0], at[1]);
  return inside;
}

/* One entry for each bucket that a cell meets. */
typedef struct
{
  guint32 bucket;
  guint32 cell; /* with COVERS_BUCKET */
} Entry;

static void
add_cell_entries (const GwCellIndex *index, guint32 cell, GByteArray *touched,
                  GArray *entries)
{
  BucketRange range = bucket_range (index, index->shapes[cell]->box);
  gsize n_buckets = (gsize)(range.right - range.left + 1) * (range.top - range.bottom + 1);
  const guint8 *mark;

  g_byte_array_set_size (touched, n_buckets);
  memset (touched->data, 0, n_buckets);
  for (guint32 i = index->path_ends[cell]; i + 1 < index->path_ends[cell + 1]; i++)
    mark_edge (index, range, index->path_points[i], index->path_points[i + 1],
               touched->data);

  mark = touched->data;
  for (guint row = range.bottom; row <= range.top; row++)
    for (guint column = range.left; column <= range.right; column++, mark++)
      {
        gint64 x = index->box.min.x + ((gint64)column << index->shift_x);
        gint64 y = index->box.min.y + ((gint64)row << index->shift_y);
        Entry entry = { bucket_of (index, column, row), cell };

        if (!*mark)
          {
            /* No border in it: wholly inside or wholly outside, its corner tells. */
            if (!path_contains (index, cell, (GwFixed){ (gint32)x, (gint32)y }))
              continue;
            entry.cell |= COVERS_BUCKET;
          }
        g_array_append_val (entries, entry);
      }
}

/* Sorts (bucket, cell) pairs by bucket in linear time, cells in ascending order in each. */
static void
sort_entries (const GArray *entries, guint n_buckets, guint32 **ret_ends,
              guint32 **ret_cells)
{
  guint32 *ends = g_new0 (guint32, (gsize)n_buckets + 2);
  guint32 *cells = g_new (guint32, MAX (entries->len, 1));

  for (guint i = 0; i < entries->len; i++)
    ends[g_array_index (entries, Entry, i).bucket + 2]++;
  for (gsize i = 2; i < (gsize)n_buckets + 2; i++)
    ends[i] += ends[i - 1];
  for (guint i = 0; i < entries->len; i++)
    {
      Entry entry = g_array_index (entries, Entry, i);

      cells[ends[entry.bucket + 1]++] = entry.cell;
    }
  *ret_ends = ends;
  *ret_cells = cells;
}

static void
fill_buckets (GwCellIndex *index)
{
  g_autoptr (GArray) entries =
      g_array_sized_new (FALSE, FALSE, sizeof (Entry), index->n_cells * 8);
  g_autoptr (GArray) homes =
      g_array_sized_new (FALSE, FALSE, sizeof (Entry), index->n_cells);
  g_autoptr (GByteArray) touched = g_byte_array_new ();
  guint n_buckets = index->n_columns * index->n_rows;

  for (guint32 cell = 0; cell < index->n_cells; cell++)
    {
      BucketRange range = bucket_range (index, index->shapes[cell]->box);
      Entry home = { bucket_of (index, range.left, range.bottom), cell };

      add_cell_entries (index, cell, touched, entries);
      g_array_append_val (homes, home);
    }
  sort_entries (entries, n_buckets, &index->bucket_ends, &index->bucket_cells);
  sort_entries (homes, n_buckets, &index->home_ends, &index->home_cells);
}

GwCellIndex *
gw_cell_index_new (GwShape *const *shapes, guint n_shapes)
{
  GwCellIndex *index;

  g_return_val_if_fail (n_shapes < COVERS_BUCKET, NULL);

  index = g_new0 (GwCellIndex, 1);
  g_atomic_ref_count_init (&index->ref_count);
  index->n_cells = n_shapes;
  index->shapes = g_new (GwShape *, MAX (n_shapes, 1));
  for (guint i = 0; i < n_shapes; i++)
    index->shapes[i] = gw_shape_ref (shapes[i]);
  choose_buckets (index);
  copy_borders (index);
  fill_buckets (index);
  return index;
}

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
  g_free (index->bucket_ends);
  g_free (index->bucket_cells);
  g_free (index->path_ends);
  g_free (index->path_points);
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

guint32
gw_cell_index_find (const GwCellIndex *index, GwFixed point)
{
  guint bucket;

  if (!gw_box_contains (index->box, point))
    return GW_CELL_NONE;
  bucket = bucket_of (index, bucket_column (index, point.x), bucket_row (index, point.y));
  for (guint32 i = index->bucket_ends[bucket]; i < index->bucket_ends[bucket + 1]; i++)
    {
      guint32 cell = index->bucket_cells[i];

      if (cell & COVERS_BUCKET)
        return cell & ~COVERS_BUCKET;
      if (path_contains (index, cell, point))
        return cell;
    }
  return GW_CELL_NONE;
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
  BucketRange range;

  if (!gw_box_intersects (index->box, box))
    return;
  /* A cell that meets the box has its home at most one cell's extent west and south of it. */
  range.left = bucket_column (index, MAX (index->box.min.x, box.min.x - index->widest));
  range.bottom = bucket_row (index, MAX (index->box.min.y, box.min.y - index->highest));
  range.right = bucket_column (index, MIN (index->box.max.x, box.max.x));
  range.top = bucket_row (index, MIN (index->box.max.y, box.max.y));
  for (guint row = range.bottom; row <= range.top; row++)
    {
      guint32 i = index->home_ends[bucket_of (index, range.left, row)];
      guint32 end = index->home_ends[bucket_of (index, range.right, row) + 1];

      for (; i < end; i++)
        if (gw_box_intersects (index->shapes[index->home_cells[i]]->box, box))
          g_array_append_val (out, index->home_cells[i]);
    }
  if (out->len > first)
    qsort (&g_array_index (out, guint32, first), out->len - first, sizeof (guint32),
           compare_positions);
}
