/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scanline rasterisation of cells into tiles of ids, and their colouring by table. */

#include "gis/cell-tile.h"

/*
 * The centre of each column and row as fixed point. A pixel is decided on these integers
 * with the rule of gw_shape_contains, so that tile and index never disagree.
 */
typedef struct
{
  guint n;      /* columns and rows, apron included */
  gint32 *xs;   /* ascending */
  gint32 *ys;   /* descending: rows go south */
  double per_x; /* columns per unit of x */
  double per_y; /* rows per unit of y, about: rows are not evenly spaced in latitude */
} Grid;

/* Where borders cross rows, for one cell at a time; kept between cells to save allocations. */
typedef struct
{
  guint *counts;      /* one per row, and one more */
  GArray *found;      /* Crossing, in ring order */
  guint *sorted;      /* columns, by row */
  guint sorted_space; /* entries */
} Crossings;

typedef struct
{
  guint row;
  guint column; /* the first whose centre is not left of the border */
} Crossing;

static void
grid_init (Grid *grid, GwTile tile, guint size)
{
  double tiles = (double)(1u << tile.z);
  guint n = size + 2;

  grid->n = n;
  grid->xs = g_new (gint32, n);
  grid->ys = g_new (gint32, n);
  for (guint i = 0; i < n; i++)
    {
      double step = ((double)i - 0.5) / size;
      GwMercator centre = {
        CLAMP ((tile.x + step) / tiles, 0.0, 1.0),
        CLAMP ((tile.y + step) / tiles, 0.0, 1.0),
      };
      GwFixed fixed = gw_fixed_from_lon_lat (gw_mercator_to_lon_lat (centre));
      grid->xs[i] = fixed.x;
      grid->ys[i] = fixed.y;
    }
  grid->per_x = (n - 1) / MAX (1.0, (double)grid->xs[n - 1] - grid->xs[0]);
  grid->per_y = (n - 1) / MAX (1.0, (double)grid->ys[0] - grid->ys[n - 1]);
}

static void
grid_clear (Grid *grid)
{
  g_free (grid->xs);
  g_free (grid->ys);
}

/* The first column whose centre is at x or east of it; n when none is. */
static guint
grid_column (const Grid *grid, gint64 x)
{
  double guess = ((double)x - grid->xs[0]) * grid->per_x;
  guint column = (guint)CLAMP (guess, 0.0, (double)grid->n);

  while (column > 0 && grid->xs[column - 1] >= x)
    column--;
  while (column < grid->n && grid->xs[column] < x)
    column++;
  return column;
}

/* The first row whose centre is south of y (less than y); n when none is. */
static guint
grid_row (const Grid *grid, gint64 y)
{
  double guess = ((double)grid->ys[0] - y) * grid->per_y;
  guint row = (guint)CLAMP (guess, 0.0, (double)grid->n);

  while (row > 0 && grid->ys[row - 1] < y)
    row--;
  while (row < grid->n && grid->ys[row] >= y)
    row++;
  return row;
}

static inline gint64
divide_up (gint64 dividend, gint64 divisor)
{
  gint64 quotient = dividend / divisor;

  return quotient + (dividend % divisor > 0);
}

/* Half-open in y: an edge owns the rows with low.y <= y < high.y. */
static void
add_edge (const Grid *grid, Crossings *crossings, GwFixed a, GwFixed b)
{
  GwFixed low = a.y < b.y ? a : b;
  GwFixed high = a.y < b.y ? b : a;
  gint64 dx = (gint64)high.x - low.x;
  gint64 dy = (gint64)high.y - low.y;
  guint end;

  if (dy == 0)
    return;
  end = grid_row (grid, low.y);
  for (guint row = grid_row (grid, high.y); row < end; row++)
    {
      gint64 x = low.x + divide_up ((grid->ys[row] - (gint64)low.y) * dx, dy);
      Crossing crossing = { row, grid_column (grid, x) };

      g_array_append_val (crossings->found, crossing);
      crossings->counts[row + 1]++;
    }
}

static void
add_shape (const Grid *grid, Crossings *crossings, const GwShape *shape)
{
  guint start = 0;

  for (guint ring = 0; ring < shape->n_rings; ring++)
    {
      guint end = shape->ring_ends[ring];

      for (guint i = start, last = end - 1; i < end; last = i++)
        add_edge (grid, crossings, shape->points[last], shape->points[i]);
      start = end;
    }
}

static void
sort_columns (guint *columns, guint n)
{
  for (guint i = 1; i < n; i++)
    {
      guint value = columns[i];
      guint at = i;

      for (; at > 0 && columns[at - 1] > value; at--)
        columns[at] = columns[at - 1];
      columns[at] = value;
    }
}

/* Counting sort by row, then fills between each pair of crossings. */
static void
fill_crossings (const Grid *grid, Crossings *crossings, guint32 id, guint32 *ids)
{
  const Crossing *found = (const Crossing *)(gpointer)crossings->found->data;
  guint n_found = crossings->found->len;
  guint first = grid->n, last = 0, *counts = crossings->counts;

  if (crossings->sorted_space < n_found)
    {
      crossings->sorted_space = n_found * 2;
      g_free (crossings->sorted);
      crossings->sorted = g_new (guint, crossings->sorted_space);
    }
  for (guint i = 0; i < n_found; i++)
    {
      first = MIN (first, found[i].row);
      last = MAX (last, found[i].row);
    }
  for (guint row = first, sum = 0; row <= last; row++)
    counts[row + 1] = sum += counts[row + 1];
  for (guint i = n_found; i-- > 0;)
    crossings->sorted[--counts[found[i].row + 1]] = found[i].column;

  for (guint row = first; row <= last; row++)
    {
      guint from = counts[row + 1];
      guint to = row < last ? counts[row + 2] : n_found;

      sort_columns (crossings->sorted + from, to - from);
      for (guint i = from; i + 1 < to; i += 2)
        for (guint column = crossings->sorted[i]; column < crossings->sorted[i + 1];
             column++)
          ids[row * grid->n + column] = id;
    }
  for (guint row = first; row <= last; row++)
    counts[row + 1] = 0;
}

void
gw_cell_tile_render (const GwCellIndex *index, GwTile tile, guint size, guint32 *ids)
{
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Crossing));
  Crossings crossings = { .found = found };
  Grid grid;

  g_return_if_fail (index != NULL && ids != NULL);
  g_return_if_fail (size > 0 && gw_tile_is_valid (tile));

  grid_init (&grid, tile, size);
  crossings.counts = g_new0 (guint, grid.n + 2);
  for (gsize i = 0; i < (gsize)grid.n * grid.n; i++)
    ids[i] = GW_CELL_NONE;

  gw_cell_index_find_in_box (
      index,
      (GwBox){ { grid.xs[0], grid.ys[grid.n - 1] }, { grid.xs[grid.n - 1], grid.ys[0] } },
      cells);
  /* Backwards: where faulty cells overlap the first one wins, as in the index. */
  for (guint i = cells->len; i-- > 0;)
    {
      guint32 id = g_array_index (cells, guint32, i);

      g_array_set_size (found, 0);
      add_shape (&grid, &crossings, gw_cell_index_shape (index, id));
      if (found->len > 0)
        fill_crossings (&grid, &crossings, id, ids);
    }
  g_free (crossings.counts);
  g_free (crossings.sorted);
  grid_clear (&grid);
}

void
gw_cell_tile_colour (const guint32 *ids, guint size, const guint32 *lut, guint n_lut,
                     guint32 border, guint32 *out)
{
  guint stride = size + 2;

  g_return_if_fail (ids != NULL && out != NULL);

  for (guint y = 0; y < size; y++)
    {
      const guint32 *row = ids + (gsize)(y + 1) * stride + 1;
      guint32 *pixel = out + (gsize)y * size;

      for (guint x = 0; x < size; x++)
        {
          guint32 id = row[x];

          if (border != 0 && (id != row[x + 1] || id != row[x + stride]))
            pixel[x] = border;
          else
            pixel[x] = id < n_lut ? lut[id] : 0;
        }
    }
}
