/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Point -> cell: building the index. */
#define G_LOG_DOMAIN "gridward-gis"

#include "gis/cell-index-private.h"

#include <string.h>
#include <sys/mman.h>

#define MAX_BUCKETS_PER_CELL 32
#define PATH_WORDS (sizeof (GwIndexPath) / sizeof (guint32))
#define CACHE_LINE 64
#define LINE_WORDS (CACHE_LINE / sizeof (guint32))
#define HUGE_PAGE (2u << 20)

/* A range of buckets, both ends included. */
typedef struct
{
  guint left, right, bottom, top;
} BucketRange;

/* The box must lie within the index's box. */
static BucketRange
bucket_range (const GwCellIndex *index, GwBox box)
{
  return (BucketRange){
    gw_index_column (index, box.min.x),
    gw_index_column (index, box.max.x),
    gw_index_row (index, box.min.y),
    gw_index_row (index, box.max.y),
  };
}

/*
 * Random lookups in tens of megabytes spend as long in looking up pages as in waiting for
 * memory; with huge pages, where the kernel grants them, the former goes.
 */
static gpointer
allocate_table (gsize size)
{
  gsize alignment = size >= HUGE_PAGE ? HUGE_PAGE : CACHE_LINE;
  gpointer table = g_aligned_alloc (1, MAX (size, 1), alignment);

  if (size >= HUGE_PAGE)
    madvise (table, size, MADV_HUGEPAGE);
  return table;
}

/* The walk over all rings of a shape, see GwIndexPath; here with its first point repeated. */
static void
make_walk (const GwShape *shape, GArray *walk)
{
  guint start = 0;

  g_array_set_size (walk, 0);
  for (guint ring = 0; ring < shape->n_rings; start = shape->ring_ends[ring++])
    {
      g_array_append_vals (walk, shape->points + start, shape->ring_ends[ring] - start);
      g_array_append_val (walk, shape->points[start]);
      if (ring > 0)
        g_array_append_val (walk, shape->points[0]);
    }
}

static gboolean
is_narrow (GwBox box)
{
  return (gint64)box.max.x - box.min.x <= G_MAXUINT16 &&
         (gint64)box.max.y - box.min.y <= G_MAXUINT16;
}

/* Whole cache lines. */
static gsize
path_words (const GwShape *shape)
{
  gsize n_points = shape->n_points + 2 * (gsize)(shape->n_rings - 1);
  gsize n_words = PATH_WORDS + (is_narrow (shape->box) ? n_points : 2 * n_points);

  return (n_words + LINE_WORDS - 1) / LINE_WORDS * LINE_WORDS;
}

static void
write_path (guint32 cell, const GwShape *shape, const GArray *walk, guint32 *out)
{
  GwIndexPath path = { .cell = cell, .n_points = walk->len - 1, .narrow = FALSE };
  guint16 *at = (guint16 *)(out + PATH_WORDS);

  path.narrow = is_narrow (shape->box);
  if (path.narrow)
    path.origin = shape->box.min;
  memcpy (out, &path, sizeof path);
  if (!path.narrow)
    {
      memcpy (out + PATH_WORDS, walk->data, path.n_points * sizeof (GwFixed));
      return;
    }
  for (guint i = 0; i < path.n_points; i++)
    {
      GwFixed point = g_array_index (walk, GwFixed, i);

      *at++ = (guint16)(point.x - path.origin.x);
      *at++ = (guint16)(point.y - path.origin.y);
    }
}

/*
 * The power of two nearest to a fifth of the cells' mean extent: there about half of the
 * buckets lie within one cell and need no border. Finer ones would only take memory.
 */
static guint
choose_shift (double mean_extent)
{
  guint shift = 0;

  while (shift < 31 && (double)(G_GUINT64_CONSTANT (6) << shift) < mean_extent)
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
      index->n_columns = gw_index_column (index, index->box.max.x) + 1;
      index->n_rows = gw_index_row (index, index->box.max.y) + 1;
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
    { left, bottom },
    { right, bottom },
    { right, top },
    { left, top },
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
  const guint width = cell.right - cell.left + 1;
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
        gint64 right = bucket_end (left, index->shift_x, index->box.max.x);
        gint64 top = bucket_end (bottom, index->shift_y, index->box.max.y);
        guint8 *mark = touched + (gsize)(row - cell.bottom) * width + (column - cell.left);

        if (!*mark)
          *mark = segment_meets_rectangle (a, b, left, bottom, right, top);
      }
}

/* One entry for each bucket that a cell meets. */
typedef struct
{
  guint32 bucket;
  guint32 value; /* the place of its path, or the cell with GW_INDEX_COVERED */
} Entry;

static void
add_cell_entries (const GwCellIndex *index, guint32 path_place, const GArray *walk,
                  GByteArray *touched, GArray *entries)
{
  const GwIndexPath *path = gw_index_path (index, path_place);
  BucketRange range = bucket_range (index, index->shapes[path->cell]->box);
  guint width = range.right - range.left + 1, height = range.top - range.bottom + 1;
  const guint8 *mark;

  g_byte_array_set_size (touched, width * height);
  memset (touched->data, 0, touched->len);
  for (guint i = 0; i + 1 < walk->len; i++)
    mark_edge (index, range, g_array_index (walk, GwFixed, i),
               g_array_index (walk, GwFixed, i + 1), touched->data);

  mark = touched->data;
  for (guint row = range.bottom; row <= range.top; row++)
    for (guint column = range.left; column <= range.right; column++, mark++)
      {
        gint64 x = index->box.min.x + ((gint64)column << index->shift_x);
        gint64 y = index->box.min.y + ((gint64)row << index->shift_y);
        Entry entry = { gw_index_bucket (index, column, row), path_place };

        if (!*mark)
          {
            /* No border in it: wholly inside or wholly outside, its corner tells. */
            if (!gw_index_path_contains (path, (GwFixed){ (gint32)x, (gint32)y }))
              continue;
            entry.value = path->cell | GW_INDEX_COVERED;
          }
        g_array_append_val (entries, entry);
      }
}

/* Sorts entries by bucket in linear time: [i] to [i + 1] of the ends are bucket i's values. */
static void
sort_entries (const GArray *entries, guint n_buckets, guint32 **ret_ends,
              guint32 **ret_values)
{
  guint32 *ends = g_new0 (guint32, (gsize)n_buckets + 2);
  guint32 *values = g_new (guint32, MAX (entries->len, 1));

  for (guint i = 0; i < entries->len; i++)
    ends[g_array_index (entries, Entry, i).bucket + 2]++;
  for (gsize i = 2; i < (gsize)n_buckets + 2; i++)
    ends[i] += ends[i - 1];
  for (guint i = 0; i < entries->len; i++)
    {
      Entry entry = g_array_index (entries, Entry, i);

      values[ends[entry.bucket + 1]++] = entry.value;
    }
  *ret_ends = ends;
  *ret_values = values;
}

static GwIndexBucket
make_bucket (const guint32 *values, guint n_values, GArray *more_paths)
{
  const guint32 nothing = GW_INDEX_NOTHING;
  GwIndexBucket bucket = { nothing, nothing };

  for (guint i = 0; i < n_values; i++)
    if (values[i] & GW_INDEX_COVERED)
      return (GwIndexBucket){ values[i], nothing };
  if (n_values > 0)
    bucket.first = values[0];
  if (n_values == 2)
    bucket.second = values[1];
  if (n_values > 2)
    {
      bucket.second = more_paths->len | GW_INDEX_MORE;
      g_array_append_vals (more_paths, values + 1, n_values - 1);
      g_array_append_val (more_paths, nothing);
    }
  return bucket;
}

static void
fill_buckets (GwCellIndex *index, const GArray *entries)
{
  const guint n_buckets = index->n_columns * index->n_rows;
  g_autoptr (GArray) more_paths = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autofree guint32 *ends = NULL;
  g_autofree guint32 *values = NULL;

  sort_entries (entries, n_buckets, &ends, &values);
  index->buckets = allocate_table ((gsize)n_buckets * sizeof *index->buckets);
  for (guint i = 0; i < n_buckets; i++)
    index->buckets[i] = make_bucket (values + ends[i], ends[i + 1] - ends[i], more_paths);
  g_assert (more_paths->len < GW_INDEX_MORE);
  index->more_paths = g_array_steal (more_paths, NULL);
}

static void
fill_index (GwCellIndex *index)
{
  g_autoptr (GArray) entries =
      g_array_sized_new (FALSE, FALSE, sizeof (Entry), index->n_cells * 8);
  g_autoptr (GArray) homes =
      g_array_sized_new (FALSE, FALSE, sizeof (Entry), index->n_cells);
  g_autoptr (GArray) walk = g_array_new (FALSE, FALSE, sizeof (GwFixed));
  g_autoptr (GByteArray) touched = g_byte_array_new ();
  gsize n_words = 0;
  guint32 place = 0;

  for (guint i = 0; i < index->n_cells; i++)
    n_words += path_words (index->shapes[i]);
  g_assert (n_words < GW_INDEX_COVERED);
  index->paths = allocate_table (n_words * sizeof *index->paths);
  for (guint32 cell = 0; cell < index->n_cells; cell++)
    {
      const GwShape *shape = index->shapes[cell];
      Entry home = { gw_index_bucket (index, gw_index_column (index, shape->box.min.x),
                                      gw_index_row (index, shape->box.min.y)),
                     cell };

      make_walk (shape, walk);
      write_path (cell, shape, walk, index->paths + place);
      add_cell_entries (index, place, walk, touched, entries);
      g_array_append_val (homes, home);
      place += (guint32)path_words (shape);
    }
  fill_buckets (index, entries);
  sort_entries (homes, index->n_columns * index->n_rows, &index->home_ends,
                &index->home_cells);
}

GwCellIndex *
gw_cell_index_new (GwShape *const *shapes, guint n_shapes)
{
  GwCellIndex *index;

  g_return_val_if_fail (n_shapes < GW_INDEX_COVERED - 1, NULL);

  index = g_new0 (GwCellIndex, 1);
  g_atomic_ref_count_init (&index->ref_count);
  index->n_cells = n_shapes;
  index->shapes = g_new (GwShape *, MAX (n_shapes, 1));
  for (guint i = 0; i < n_shapes; i++)
    index->shapes[i] = gw_shape_ref (shapes[i]);
  choose_buckets (index);
  fill_index (index);
  return index;
}
