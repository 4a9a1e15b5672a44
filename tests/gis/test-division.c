/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Division of areas into cells: tables of small plans and properties of all of them. */
#define G_LOG_DOMAIN "gridward-test"

#include "gis/cell-index.h"
#include "gis/coverage-check.h"
#include "gis/division.h"
#include "gis/gis-error.h"
#include "gis/shape-check.h"

#include <geos_c.h>
#include <math.h>
#include <string.h>

/* Tests think in metres from this corner. */
#define ORIGIN_X 1130500000
#define ORIGIN_Y 236900000
#define UNITS_PER_M_X 98.17
#define UNITS_PER_M_Y 90.29

#define MAX_POINTS 12
#define N_RANDOM_PLANS 60

/* A line or ring in metres; n_points 0 ends a list. */
typedef struct
{
  guint n_points;
  double xy[MAX_POINTS][2];
} Path;

typedef struct
{
  const char *name;
  Path area[3]; /* the outer ring, then holes */
  Path barriers[8];
  guint least_cells;
  guint most_cells;
  double least_m2; /* no cell is smaller */
  double most_m2;  /* or larger */
} Plan;

static const GwDivisionOptions options = { 10000, 4000, 15000 };

#define SQUARE(size)                                                                       \
  {                                                                                        \
    4,                                                                                     \
    {                                                                                      \
      { 0, 0 }, { size, 0 }, { size, size },                                               \
      {                                                                                    \
        0, size                                                                            \
      }                                                                                    \
    }                                                                                      \
  }

/* clang-format off */
static const Plan plans[] = {
  { "small-square", { SQUARE (100) }, { { 0 } }, 1, 1, 9900, 10100 },
  { "large-square", { SQUARE (1000) }, { { 0 } }, 90, 110, 6000, 15000 },
  { "tiny-square", { SQUARE (20) }, { { 0 } }, 1, 1, 390, 410 },
  { "long-strip", { { 4, { { 0, 0 }, { 2000, 0 }, { 2000, 60 }, { 0, 60 } } } }, { { 0 } },
    12, 12, 9900, 10100 },
  { "street-grid", { SQUARE (600) },
    { { 2, { { 200, -50 }, { 200, 650 } } }, { 2, { { 400, -50 }, { 400, 650 } } },
      { 2, { { -50, 300 }, { 650, 300 } } } },
    36, 36, 9900, 10100 },
  { "bent-streets", { SQUARE (600) },
    { { 3, { { -10, 200 }, { 310, 260 }, { 610, 180 } } },
      { 4, { { 250, -10 }, { 300, 250 }, { 280, 400 }, { 330, 610 } } },
      { 2, { { -10, -10 }, { 610, 610 } } } },
    28, 40, 4000, 16500 },
  { "l-shape", { { 6, { { 0, 0 }, { 600, 0 }, { 600, 150 }, { 150, 150 }, { 150, 600 },
    { 0, 600 } } } }, { { 0 } }, 12, 18, 4000, 20000 },
  { "u-shape", { { 8, { { 0, 0 }, { 500, 0 }, { 500, 500 }, { 380, 500 }, { 380, 120 },
    { 120, 120 }, { 120, 500 }, { 0, 500 } } } }, { { 0 } }, 11, 18, 4000, 20000 },
  { "river-with-island", { SQUARE (800) },
    { { 4, { { -10, 300 }, { 250, 340 }, { 500, 320 }, { 810, 380 } } },
      { 4, { { -10, 480 }, { 250, 520 }, { 500, 500 }, { 810, 560 } } },
      { 7, { { 300, 420 }, { 380, 380 }, { 460, 390 }, { 500, 430 }, { 440, 470 },
        { 350, 460 }, { 300, 420 } } } },
    50, 80, 4000, 20000 },
  { "area-with-hole", { SQUARE (500), { 4, { { 200, 200 }, { 200, 300 }, { 300, 300 },
    { 300, 200 } } } }, { { 0 } }, 20, 28, 4000, 17000 },
  { "dangling", { SQUARE (400) },
    { { 2, { { 200, -50 }, { 200, 180 } } }, { 2, { { 390, 390 }, { 350, 350 } } },
      { 2, { { 100, 100 }, { 130, 120 } } } },
    14, 18, 6000, 15000 },
  { "ends-on-border", { SQUARE (400) },
    { { 2, { { 0, 130 }, { 400, 170 } } }, { 2, { { 200, 0 }, { 200, 150 } } },
      { 2, { { 200, 150 }, { 130, 400 } } } },
    14, 18, 4000, 16000 },
  { "collinear-overlaps", { SQUARE (400) },
    { { 2, { { 0, 200 }, { 300, 200 } } }, { 2, { { 100, 200 }, { 400, 200 } } },
      { 2, { { 0, 0 }, { 400, 0 } } }, { 3, { { -100, 400 }, { 200, 400 }, { 500, 400 } } },
      { 2, { { 200, 0 }, { 200, 400 } } }, { 2, { { 200, 400 }, { 200, 0 } } } },
    16, 16, 9900, 10100 },
  { "nearly-parallel", { SQUARE (400) },
    { { 2, { { -10, 200 }, { 410, 203 } } }, { 2, { { -10, 203 }, { 410, 200 } } } },
    14, 18, 6000, 15000 },
  { "star", { SQUARE (600) },
    { { 2, { { 300, 300 }, { 610, 310 } } }, { 2, { { 300, 300 }, { 560, 610 } } },
      { 2, { { 300, 300 }, { 200, 610 } } }, { 2, { { 300, 300 }, { -10, 350 } } },
      { 2, { { 300, 300 }, { 20, -10 } } }, { 2, { { 300, 300 }, { 420, -10 } } } },
    30, 42, 4000, 17000 },
  { "barrier-of-one-point", { SQUARE (200) },
    { { 1, { { 100, 100 } } }, { 3, { { 50, 50 }, { 50, 50 }, { 50, 50 } } } },
    4, 4, 9900, 10100 },
};
/* clang-format on */

static GwFixed
at (const double *xy)
{
  return (GwFixed){ ORIGIN_X + (gint32)lround (xy[0] * UNITS_PER_M_X),
                    ORIGIN_Y + (gint32)lround (xy[1] * UNITS_PER_M_Y) };
}

static GwShape *
make_area (const Plan *plan)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (GwFixed));
  guint ring_ends[3];
  guint n_rings = 0;

  for (; n_rings < 3 && plan->area[n_rings].n_points > 0; n_rings++)
    {
      for (guint i = 0; i < plan->area[n_rings].n_points; i++)
        {
          GwFixed point = at (plan->area[n_rings].xy[i]);

          g_array_append_val (points, point);
        }
      ring_ends[n_rings] = points->len;
    }
  return gw_shape_new ((const GwFixed *)points->data, points->len, ring_ends, n_rings,
                       &n_rings, 1);
}

static GArray *
make_barriers (const Plan *plan)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (GwLine));

  for (guint i = 0; i < 8 && plan->barriers[i].n_points > 0; i++)
    {
      const Path *path = &plan->barriers[i];
      GwLine line = { g_new (GwFixed, path->n_points), path->n_points };

      for (guint k = 0; k < path->n_points; k++)
        line.points[k] = at (path->xy[k]);
      g_array_append_val (lines, line);
    }
  return lines;
}

static void
free_lines (GArray *lines)
{
  for (guint i = 0; i < lines->len; i++)
    g_free (g_array_index (lines, GwLine, i).points);
  g_array_unref (lines);
}

static GPtrArray *
divide (const Plan *plan)
{
  g_autoptr (GwShape) area = make_area (plan);
  g_autoptr (GError) error = NULL;
  GArray *lines = make_barriers (plan);
  GPtrArray *cells =
      gw_divide (area, (const GwLine *)lines->data, lines->len, &options, &error);

  g_assert_no_error (error);
  free_lines (lines);
  return cells;
}

static void
test_sizes (gconstpointer data)
{
  const Plan *plan = data;
  g_autoptr (GPtrArray) cells = divide (plan);

  g_test_message ("%u cells", cells->len);
  g_assert_cmpuint (cells->len, >=, plan->least_cells);
  g_assert_cmpuint (cells->len, <=, plan->most_cells);
  for (guint i = 0; i < cells->len; i++)
    {
      double area_m2 = gw_shape_area_m2 (cells->pdata[i]);

      g_assert_cmpfloat (area_m2, >=, plan->least_m2);
      g_assert_cmpfloat (area_m2, <=, plan->most_m2);
    }
}

/* Twice the area in square units, exact for these sizes. */
static gint64
twice_area (const GwShape *shape)
{
  gint64 sum = 0;

  for (guint ring = 0, start = 0; ring < shape->n_rings; start = shape->ring_ends[ring++])
    for (guint i = start, j = shape->ring_ends[ring] - 1; i < shape->ring_ends[ring];
         j = i++)
      sum +=
          ((gint64)shape->points[j].x - ORIGIN_X) *
              ((gint64)shape->points[i].y - ORIGIN_Y) -
          ((gint64)shape->points[i].x - ORIGIN_X) * ((gint64)shape->points[j].y - ORIGIN_Y);
  return sum;
}

static GEOSGeometry *
read_shape (GEOSContextHandle_t geos, const GwShape *shape)
{
  g_autoptr (GBytes) wkb = gw_shape_to_wkb (shape);
  gsize size;
  const guint8 *data = g_bytes_get_data (wkb, &size);

  return GEOSGeomFromWKB_buf_r (geos, data, size);
}

/* No overlaps: the cells' areas add up to that of their union; no gaps: so does the area's. */
static void
test_tiling (gconstpointer data)
{
  const Plan *plan = data;
  g_autoptr (GPtrArray) cells = divide (plan);
  g_autoptr (GwShape) area = make_area (plan);
  GEOSContextHandle_t geos = GEOS_init_r ();
  g_autofree GEOSGeometry **parts = g_new (GEOSGeometry *, cells->len);
  GEOSGeometry *collection, *united;
  double union_area = 0, cell_area = 0, part_area;

  for (guint i = 0; i < cells->len; i++)
    {
      parts[i] = read_shape (geos, cells->pdata[i]);
      g_assert_cmpint (GEOSisValid_r (geos, parts[i]), ==, 1);
      GEOSArea_r (geos, parts[i], &part_area);
      cell_area += part_area;
    }
  collection =
      GEOSGeom_createCollection_r (geos, GEOS_GEOMETRYCOLLECTION, parts, cells->len);
  united = GEOSUnaryUnion_r (geos, collection);
  GEOSArea_r (geos, united, &union_area);
  g_assert_cmpfloat (fabs (cell_area - union_area), <, 1e-9 * union_area);
  GEOSGeom_destroy_r (geos, united);
  GEOSGeom_destroy_r (geos, collection);
  GEOS_finish_r (geos);

  /* Cutting may move the border by a unit where a cut ends on it, never by more. */
  cell_area = 0;
  for (guint i = 0; i < cells->len; i++)
    cell_area += (double)twice_area (cells->pdata[i]);
  g_assert_cmpfloat (fabs (cell_area - (double)twice_area (area)), <,
                     1e-6 * (double)twice_area (area));
}

static guint64
edge_key (GwFixed a, GwFixed b)
{
  guint64 from =
      (guint64)(guint32)(a.x - ORIGIN_X + 100000) << 16 ^ (guint32)(a.y - ORIGIN_Y);
  guint64 to =
      (guint64)(guint32)(b.x - ORIGIN_X + 100000) << 16 ^ (guint32)(b.y - ORIGIN_Y);

  return from * 0x9E3779B97F4A7C15u ^ to * 0xC2B2AE3D27D4EB4Fu;
}

/* Every directed edge occurs once; one without a counterpart is on the area's border. */
static void
test_shared_points (gconstpointer data)
{
  const Plan *plan = data;
  g_autoptr (GPtrArray) cells = divide (plan);
  g_autoptr (GHashTable) edges =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GwShape) area = make_area (plan);
  double border_m = 0, outline_m = 0;

  for (guint pass = 0; pass < 2; pass++)
    for (guint c = 0; c < cells->len; c++)
      {
        const GwShape *shape = cells->pdata[c];

        for (guint ring = 0, start = 0; ring < shape->n_rings;
             start = shape->ring_ends[ring++])
          for (guint i = start, j = shape->ring_ends[ring] - 1; i < shape->ring_ends[ring];
               j = i++)
            {
              GwFixed a = shape->points[j], b = shape->points[i];
              guint64 key = edge_key (a, b), back = edge_key (b, a);

              if (pass == 0)
                g_assert_true (g_hash_table_add (edges, g_memdup2 (&key, sizeof key)));
              else if (!g_hash_table_contains (edges, &back))
                border_m +=
                    hypot ((b.x - a.x) / UNITS_PER_M_X, (b.y - a.y) / UNITS_PER_M_Y);
            }
      }
  for (guint ring = 0, start = 0; ring < area->n_rings; start = area->ring_ends[ring++])
    for (guint i = start, j = area->ring_ends[ring] - 1; i < area->ring_ends[ring]; j = i++)
      outline_m += hypot ((area->points[i].x - area->points[j].x) / UNITS_PER_M_X,
                          (area->points[i].y - area->points[j].y) / UNITS_PER_M_Y);
  g_assert_cmpfloat_with_epsilon (border_m, outline_m, 0.5);
}

static void
test_every_point_in_one (gconstpointer data)
{
  const Plan *plan = data;
  g_autoptr (GPtrArray) cells = divide (plan);
  g_autoptr (GwShape) area = make_area (plan);
  g_autoptr (GwCellIndex) index =
      gw_cell_index_new ((GwShape *const *)cells->pdata, cells->len);
  g_autoptr (GRand) random = g_rand_new_with_seed (4418);
  guint n_inside = 0;

  for (guint i = 0; i < 4000; i++)
    {
      GwFixed point = { g_rand_int_range (random, area->box.min.x + 9, area->box.max.x - 9),
                        g_rand_int_range (random, area->box.min.y + 9,
                                          area->box.max.y - 9) };
      guint found = 0;

      for (guint c = 0; c < cells->len; c++)
        found += gw_shape_contains (cells->pdata[c], point) ? 1 : 0;
      g_assert_cmpuint (found, <=, 1);
      g_assert_true ((gw_cell_index_find (index, point) != GW_CELL_NONE) == (found == 1));
      if (gw_shape_contains (area, point))
        {
          g_assert_cmpuint (found, ==, 1);
          n_inside++;
        }
    }
  g_assert_cmpuint (n_inside, >, 1000);
}

static void
test_same_again (gconstpointer data)
{
  g_autoptr (GPtrArray) first = divide (data);
  g_autoptr (GPtrArray) second = divide (data);

  g_assert_cmpuint (first->len, ==, second->len);
  for (guint i = 0; i < first->len; i++)
    {
      g_autoptr (GBytes) a = gw_shape_to_wkb (first->pdata[i]);
      g_autoptr (GBytes) b = gw_shape_to_wkb (second->pdata[i]);

      g_assert_true (g_bytes_equal (a, b));
    }
}

static void
test_order (void)
{
  const Plan plan = { "order",
                      { SQUARE (300) },
                      { { 2, { { 0, 100 }, { 300, 100 } } },
                        { 2, { { 0, 200 }, { 300, 200 } } } } };
  g_autoptr (GPtrArray) cells = divide (&plan);

  g_assert_cmpuint (cells->len, ==, 9);
  for (guint i = 0; i < 9; i++)
    {
      GwFixed label = gw_shape_label_point (cells->pdata[i]);
      double x_m = (label.x - ORIGIN_X) / UNITS_PER_M_X;
      double y_m = (label.y - ORIGIN_Y) / UNITS_PER_M_Y;

      g_assert_cmpint ((int)(x_m / 100), ==, (int)(i % 3));
      g_assert_cmpint ((int)(y_m / 100), ==, 2 - (int)(i / 3));
    }
}

/* Neighbouring areas share their border points and never join across their border. */
static void
test_two_areas (void)
{
  const Plan left = { "left", { SQUARE (400) } };
  const Plan right = { "right",
                       { { 4, { { 400, 0 }, { 800, 0 }, { 800, 400 }, { 400, 400 } } } },
                       { { 4,
                           { { 405, -9 }, { 405, 130 }, { 350, 130 }, { 300, 500 } } } } };
  g_autoptr (GwShape) first = make_area (&left);
  g_autoptr (GwShape) second = make_area (&right);
  GwShape *areas[] = { first, second };
  GArray *lines = make_barriers (&right);
  g_autofree guint *positions = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) cells = gw_divide_areas (areas, 2, (const GwLine *)lines->data,
                                                 lines->len, &options, &positions, &error);

  g_assert_no_error (error);
  free_lines (lines);
  for (guint i = 0; i < cells->len; i++)
    {
      g_assert_cmpuint (positions[i], ==,
                        gw_shape_contains (second, gw_shape_label_point (cells->pdata[i])));
      if (i > 0)
        g_assert_cmpuint (positions[i - 1], <=, positions[i]);
    }
}

/* Random polygons and random lines: always a gapless set of valid cells. */
static void
test_random_plans (gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (GPOINTER_TO_UINT (data));
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (GwLine));
  g_autoptr (GwCellIndex) index = NULL;
  g_autoptr (GwShape) area = NULL;
  g_autoptr (GPtrArray) cells = NULL;
  g_autoptr (GPtrArray) gaps = NULL;
  g_autoptr (GArray) overlaps = g_array_new (FALSE, FALSE, sizeof (GwOverlap));
  g_autoptr (GError) error = NULL;
  GwFixed corners[24], points[40][5];
  /* Some plans are so fine that rounding to the grid decides their topology. */
  double scale = g_rand_boolean (random) ? 1 : 1e-4;
  GwDivisionOptions small = { 10000 * scale * scale, 4000 * scale * scale,
                              15000 * scale * scale };

  for (guint i = 0; i < G_N_ELEMENTS (corners); i++)
    {
      double angle = 2 * G_PI * i / G_N_ELEMENTS (corners);
      double radius = scale * g_rand_double_range (random, 250, 500);

      corners[i] = at ((double[]){ radius * cos (angle), radius * sin (angle) });
    }
  area = gw_shape_new_ring (corners, G_N_ELEMENTS (corners));
  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    {
      GwLine line = { points[i], 2 + g_rand_int_range (random, 0, 4) };

      for (guint k = 0; k < line.n_points; k++)
        points[i][k] = at ((double[]){ scale * g_rand_double_range (random, -600, 600),
                                       scale * g_rand_double_range (random, -600, 600) });
      g_array_append_val (lines, line);
    }
  cells = gw_divide (area, (const GwLine *)lines->data, lines->len, &small, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < cells->len; i++)
    {
      gw_shape_check (cells->pdata[i], &error);
      g_assert_no_error (error);
    }
  index = gw_cell_index_new ((GwShape *const *)cells->pdata, cells->len);
  gw_coverage_find_overlaps (index, 0, overlaps, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (overlaps->len, ==, 0);
  g_test_message ("scale %g, %u cells", scale, cells->len);
  gaps = gw_coverage_find_gaps (index, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (gaps->len, ==, 0);
}

static void
test_join (void)
{
  const Plan plan = { "join", { SQUARE (300) } };
  g_autoptr (GPtrArray) cells = divide (&plan);
  g_autoptr (GwShape) area = make_area (&plan);
  g_autoptr (GError) error = NULL;
  g_autoptr (GwShape) whole =
      gw_divide_join ((GwShape *const *)cells->pdata, cells->len, &error);
  double shrink;

  g_assert_no_error (error);
  g_assert_cmpuint (whole->n_polygons, ==, 1);
  g_assert_cmpuint (whole->n_rings, ==, 1);
  shrink = fabs ((double)(twice_area (whole) - twice_area (area)));
  g_assert_cmpfloat (shrink, <, 1e-6 * (double)twice_area (area));
}

static void
test_plane (void)
{
  /* A square with a cross in it and a lonely line outside: four faces. */
  const Plan plan = { "plane",
                      { SQUARE (9) },
                      { { 5, { { 0, 0 }, { 90, 0 }, { 90, 90 }, { 0, 90 }, { 0, 0 } } },
                        { 2, { { 45, -10 }, { 45, 100 } } },
                        { 2, { { -10, 45 }, { 100, 45 } } },
                        { 2, { { 200, 0 }, { 300, 0 } } } } };
  GArray *lines = make_barriers (&plan);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) faces =
      gw_divide_plane ((const GwLine *)lines->data, lines->len, &error);

  g_assert_no_error (error);
  free_lines (lines);
  g_assert_cmpuint (faces->len, ==, 4);
}

int
main (int argc, char **argv)
{
  const struct
  {
    const char *name;
    GTestDataFunc function;
  } properties[] = {
    { "sizes", test_sizes },
    { "tiling", test_tiling },
    { "shared-points", test_shared_points },
    { "every-point-in-one", test_every_point_in_one },
    { "same-again", test_same_again },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint p = 0; p < G_N_ELEMENTS (properties); p++)
    for (guint i = 0; i < G_N_ELEMENTS (plans); i++)
      {
        g_autofree char *path =
            g_strdup_printf ("/division/%s/%s", properties[p].name, plans[i].name);

        g_test_add_data_func (path, &plans[i], properties[p].function);
      }
  for (guint i = 0; i < N_RANDOM_PLANS; i++)
    {
      g_autofree char *path = g_strdup_printf ("/division/random-plans/%u", i);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_random_plans);
    }
  g_test_add_func ("/division/order", test_order);
  g_test_add_func ("/division/two-areas", test_two_areas);
  g_test_add_func ("/division/join", test_join);
  g_test_add_func ("/division/plane", test_plane);
  return g_test_run ();
}
