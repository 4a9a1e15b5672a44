/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Overlaps and gaps: none in a sound city, each planted one found and named. */
#include "gis/coverage-check.h"
#include "tests/lib/irregular-cells.h"

#include <math.h>

#define N_COLUMNS 12
#define N_ROWS 10

static GwCellIndex *
make_index (GPtrArray *cells)
{
  return gw_cell_index_new ((GwShape *const *)cells->pdata, cells->len);
}

static GPtrArray *
make_city (void)
{
  return irregular_cells_new (N_COLUMNS, N_ROWS, 11);
}

static void
replace_cell (GPtrArray *cells, guint at, GwShape *shape)
{
  gw_shape_unref (g_ptr_array_index (cells, at));
  cells->pdata[at] = shape;
}

/* The cell with one of its points moved. */
static GwShape *
move_point (const GwShape *cell, guint at, gint32 dx, gint32 dy)
{
  g_autofree GwFixed *points = g_memdup2 (cell->points, cell->n_points * sizeof (GwFixed));

  points[at].x += dx;
  points[at].y += dy;
  return gw_shape_new_ring (points, cell->n_points);
}

static GArray *
find_overlaps (GPtrArray *cells, guint first)
{
  g_autoptr (GwCellIndex) index = make_index (cells);
  g_autoptr (GError) error = NULL;
  GArray *overlaps = g_array_new (FALSE, FALSE, sizeof (GwOverlap));

  g_assert_true (gw_coverage_find_overlaps (index, first, overlaps, NULL, NULL, &error));
  g_assert_no_error (error);
  return overlaps;
}

static double
area_error (GPtrArray *cells)
{
  double result = -1;

  g_assert_true (
      gw_coverage_area_error ((GwShape *const *)cells->pdata, cells->len, &result, NULL));
  return result;
}

static void
test_sound (void)
{
  g_autoptr (GPtrArray) cells = make_city ();
  g_autoptr (GArray) overlaps = find_overlaps (cells, 0);
  g_autoptr (GwCellIndex) index = make_index (cells);
  g_autoptr (GPtrArray) gaps = gw_coverage_find_gaps (index, NULL);

  g_assert_cmpuint (overlaps->len, ==, 0);
  g_assert_cmpuint (gaps->len, ==, 0);
  g_assert_cmpfloat (area_error (cells), <, 1e-12);
}

/* A corner pushed 40 units (45 cm) into the neighbours. */
static void
test_overlap (void)
{
  g_autoptr (GPtrArray) cells = make_city ();
  const guint at = 3 * N_COLUMNS + 5;
  const GwShape *cell = g_ptr_array_index (cells, at);
  g_autoptr (GArray) overlaps = NULL;
  const GwOverlap *overlap;

  replace_cell (cells, at, move_point (cell, 4, 40, 0)); /* on the eastern border */
  overlaps = find_overlaps (cells, 0);
  g_assert_cmpuint (overlaps->len, ==, 1);
  overlap = &g_array_index (overlaps, GwOverlap, 0);
  g_assert_cmpuint (overlap->cell, ==, at + 1);
  g_assert_cmpuint (overlap->other, ==, at);
  g_assert_cmpfloat (overlap->area_m2, >, 5);
  g_assert_cmpfloat (overlap->area_m2, <, 60);
  g_assert_true (gw_shape_contains (g_ptr_array_index (cells, at), overlap->place));
  g_assert_true (gw_shape_contains (g_ptr_array_index (cells, at + 1), overlap->place));
  g_assert_cmpfloat (area_error (cells), >, 1e-9);
}

static void
test_same_cell_twice (void)
{
  g_autoptr (GPtrArray) cells = make_city ();
  g_autoptr (GArray) overlaps = NULL;
  const GwOverlap *overlap;

  g_ptr_array_add (cells, gw_shape_ref (g_ptr_array_index (cells, 17)));
  overlaps = find_overlaps (cells, 0);
  g_assert_cmpuint (overlaps->len, ==, 1);
  overlap = &g_array_index (overlaps, GwOverlap, 0);
  g_assert_cmpuint (overlap->other, ==, 17);
  g_assert_cmpfloat (
      fabs (overlap->area_m2 / gw_shape_area_m2 (g_ptr_array_index (cells, 17)) - 1), <,
      0.01);
}

/* Only pairs with a new cell are asked for: old faults are not the import's. */
static void
test_first (void)
{
  g_autoptr (GPtrArray) cells = make_city ();
  const guint at = 3 * N_COLUMNS + 5;
  g_autoptr (GArray) of_old = NULL;
  g_autoptr (GArray) of_new = NULL;

  replace_cell (cells, at, move_point (g_ptr_array_index (cells, at), 4, 40, 0));
  g_ptr_array_add (cells, gw_shape_ref (g_ptr_array_index (cells, 17)));
  of_new = find_overlaps (cells, cells->len - 1);
  g_assert_cmpuint (of_new->len, ==, 1);
  g_assert_cmpuint (g_array_index (of_new, GwOverlap, 0).cell, ==, cells->len - 1);
  of_old = find_overlaps (cells, 0);
  g_assert_cmpuint (of_old->len, ==, 2);
}

static void
test_missing_cell_is_a_gap (void)
{
  g_autoptr (GPtrArray) cells = make_city ();
  const guint at = 4 * N_COLUMNS + 6;
  g_autoptr (GwShape) missing = gw_shape_ref (g_ptr_array_index (cells, at));
  g_autoptr (GwCellIndex) index = NULL;
  g_autoptr (GPtrArray) gaps = NULL;
  const GwGap *gap;

  g_ptr_array_remove_index (cells, at);
  index = make_index (cells);
  gaps = gw_coverage_find_gaps (index, NULL);
  g_assert_cmpuint (gaps->len, ==, 1);
  gap = g_ptr_array_index (gaps, 0);
  g_assert_true (gw_shape_contains (missing, gap->place));
  g_assert_cmpfloat (fabs (gap->area_m2 / gw_shape_area_m2 (missing) - 1), <, 0.01);
  /* Four neighbours share a border with it, four more a corner. */
  g_assert_cmpuint (gap->cells->len, ==, 8);
}

/* A border point drawn back by 40 units leaves a sliver to the neighbour. */
static void
test_sliver_is_a_gap (void)
{
  g_autoptr (GPtrArray) cells = make_city ();
  const guint at = 3 * N_COLUMNS + 5;
  g_autoptr (GwCellIndex) index = NULL;
  g_autoptr (GPtrArray) gaps = NULL;
  const GwGap *gap;

  replace_cell (cells, at, move_point (g_ptr_array_index (cells, at), 4, -40, 0));
  index = make_index (cells);
  gaps = gw_coverage_find_gaps (index, NULL);
  g_assert_cmpuint (gaps->len, ==, 1);
  gap = g_ptr_array_index (gaps, 0);
  g_assert_cmpfloat (gap->area_m2, <, 60);
  g_assert_cmpuint (g_array_index (gap->cells, guint32, 0), <=, at);
}

static void
test_nothing (void)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new ();
  g_autoptr (GwCellIndex) index = gw_cell_index_new (NULL, 0);
  g_autoptr (GPtrArray) gaps = gw_coverage_find_gaps (index, NULL);

  g_assert_cmpuint (gaps->len, ==, 0);
  g_assert_cmpfloat (area_error (cells), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gis/coverage-check/sound", test_sound);
  g_test_add_func ("/gis/coverage-check/overlap", test_overlap);
  g_test_add_func ("/gis/coverage-check/same-cell-twice", test_same_cell_twice);
  g_test_add_func ("/gis/coverage-check/first", test_first);
  g_test_add_func ("/gis/coverage-check/missing-cell-is-a-gap", test_missing_cell_is_a_gap);
  g_test_add_func ("/gis/coverage-check/sliver-is-a-gap", test_sliver_is_a_gap);
  g_test_add_func ("/gis/coverage-check/nothing", test_nothing);
  return g_test_run ();
}
