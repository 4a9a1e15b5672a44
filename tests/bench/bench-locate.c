/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Lookups per second of the cell index at 20,000 and 200,000 irregular cells, and how many
 * times faster that is than GEOS (STRtree and prepared polygons) in the same run.
 */
#include "gis/cell-index.h"
#include "gis/geos.h"
#include "tests/lib/irregular-cells.h"

#include <time.h>

#define N_POINTS 1000000
#define N_GEOS_POINTS 200000
#define N_RUNS 5

/* Of this thread alone: what other programs do meanwhile does not count. */
static double
cpu_seconds (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static GwFixed *
make_points (GwBox box)
{
  GRand *random = g_rand_new_with_seed (2);
  GwFixed *points = g_new (GwFixed, N_POINTS);

  for (guint i = 0; i < N_POINTS; i++)
    points[i] = (GwFixed){ g_rand_int_range (random, box.min.x, box.max.x),
                           g_rand_int_range (random, box.min.y, box.max.y) };
  g_rand_free (random);
  return points;
}

static int
compare_doubles (const void *a, const void *b)
{
  double left = *(const double *)a, right = *(const double *)b;

  return left < right ? -1 : left > right;
}

/* Median lookups per second; ret_found counts the points of the first n that have a cell. */
static double
measure_index (const GwCellIndex *index, const GwFixed *points, guint n_points,
               guint *ret_found)
{
  double rates[N_RUNS];

  for (guint run = 0; run < N_RUNS; run++)
    {
      double start = cpu_seconds ();
      guint found = 0;

      for (guint i = 0; i < n_points; i++)
        found += gw_cell_index_find (index, points[i]) != GW_CELL_NONE;
      rates[run] = n_points / (cpu_seconds () - start);
      *ret_found = found;
    }
  qsort (rates, N_RUNS, sizeof *rates, compare_doubles);
  return rates[N_RUNS / 2];
}

typedef struct
{
  GEOSContextHandle_t context;
  const GEOSPreparedGeometry **prepared;
  GEOSGeometry *point;
  gboolean found;
} Query;

static void
candidate_found_cb (void *item, void *user_data)
{
  Query *query = user_data;

  if (!query->found)
    query->found = GEOSPreparedIntersects_r (query->context,
                                             query->prepared[GPOINTER_TO_UINT (item) - 1],
                                             query->point) == 1;
}

static double
measure_geos (GPtrArray *cells, const GwFixed *points, guint n_points, guint *ret_found)
{
  Query query = { gw_geos_context (), g_new (const GEOSPreparedGeometry *, cells->len),
                  NULL, FALSE };
  g_autoptr (GPtrArray) geometries =
      g_ptr_array_new_with_free_func ((GDestroyNotify)gw_geos_free);
  GEOSSTRtree *tree = GEOSSTRtree_create_r (query.context, 10);
  double seconds = 0;

  for (guint i = 0; i < cells->len; i++)
    {
      GEOSGeometry *geometry = gw_geos_from_shape (g_ptr_array_index (cells, i));

      g_ptr_array_add (geometries, geometry);
      query.prepared[i] = GEOSPrepare_r (query.context, geometry);
      GEOSSTRtree_insert_r (query.context, tree, geometry, GUINT_TO_POINTER (i + 1));
    }
  *ret_found = 0;
  /* The first pass builds the tree and the prepared indexes and is not timed. */
  for (guint pass = 0; pass < 2; pass++)
    {
      double start = cpu_seconds ();

      *ret_found = 0;
      for (guint i = 0; i < n_points; i++)
        {
          g_autoptr (GEOSGeometry) point =
              GEOSGeom_createPointFromXY_r (query.context, points[i].x, points[i].y);

          query.point = point;
          query.found = FALSE;
          GEOSSTRtree_query_r (query.context, tree, point, candidate_found_cb, &query);
          *ret_found += query.found;
        }
      seconds = cpu_seconds () - start;
    }
  for (guint i = 0; i < cells->len; i++)
    GEOSPreparedGeom_destroy_r (query.context, query.prepared[i]);
  GEOSSTRtree_destroy_r (query.context, tree);
  g_free (query.prepared);
  return n_points / seconds;
}

static double
measure_city (const char *name, guint n_columns, guint n_rows, double *ret_geos)
{
  g_autoptr (GPtrArray) cells = irregular_cells_new (n_columns, n_rows, 1);
  g_autoptr (GwCellIndex) index =
      gw_cell_index_new ((GwShape *const *)cells->pdata, cells->len);
  g_autofree GwFixed *points = make_points (gw_cell_index_box (index));
  guint found, found_by_geos, found_of_same;
  double rate = measure_index (index, points, N_POINTS, &found);

  g_print ("%s %.0f lookups/s\n", name, rate);
  *ret_geos = measure_geos (cells, points, N_GEOS_POINTS, &found_by_geos);
  measure_index (index, points, N_GEOS_POINTS, &found_of_same);
  /* They may differ on points that lie exactly on the outer rim. */
  if (ABS ((int)found_of_same - (int)found_by_geos) > 50)
    g_error ("the index finds %u points, GEOS %u", found_of_same, found_by_geos);
  return rate;
}

int
main (void)
{
  double geos, rate;

  measure_city ("locate_20k", 200, 100, &geos);
  rate = measure_city ("locate_200k", 500, 400, &geos);
  g_print ("locate_200k_vs_geos %.1f ratio\n", rate / geos);
  return 0;
}
