/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The point index against GEOS, and the promise that each border point has one cell. */
#include "gis/cell-index.h"
#include "gis/geos.h"
#include "tests/lib/irregular-cells.h"

#define N_COLUMNS 50
#define N_ROWS 40

typedef struct
{
  GPtrArray *cells;
  GwCellIndex *index;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->cells = irregular_cells_new (N_COLUMNS, N_ROWS, 7);
  fixture->index =
      gw_cell_index_new ((GwShape *const *)fixture->cells->pdata, fixture->cells->len);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gw_cell_index_unref (fixture->index);
  g_ptr_array_unref (fixture->cells);
}

static GwFixed
random_point (GRand *random, GwBox box)
{
  return (GwFixed){ g_rand_int_range (random, box.min.x - 20000, box.max.x + 20000),
                    g_rand_int_range (random, box.min.y - 20000, box.max.y + 20000) };
}

typedef struct
{
  GEOSSTRtree *tree;
  GPtrArray *geometries;
  const GEOSPreparedGeometry **prepared;
} Reference;

static void
reference_init (Reference *reference, GPtrArray *cells)
{
  GEOSContextHandle_t context = gw_geos_context ();

  reference->tree = GEOSSTRtree_create_r (context, 10);
  reference->geometries = g_ptr_array_new_with_free_func ((GDestroyNotify)gw_geos_free);
  reference->prepared = g_new (const GEOSPreparedGeometry *, cells->len);
  for (guint i = 0; i < cells->len; i++)
    {
      GEOSGeometry *geometry = gw_geos_from_shape (g_ptr_array_index (cells, i));

      g_ptr_array_add (reference->geometries, geometry);
      reference->prepared[i] = GEOSPrepare_r (context, geometry);
      GEOSSTRtree_insert_r (context, reference->tree, geometry, GUINT_TO_POINTER (i + 1));
    }
}

static void
reference_clear (Reference *reference)
{
  GEOSContextHandle_t context = gw_geos_context ();

  GEOSSTRtree_destroy_r (context, reference->tree);
  for (guint i = 0; i < reference->geometries->len; i++)
    GEOSPreparedGeom_destroy_r (context, reference->prepared[i]);
  g_ptr_array_unref (reference->geometries);
  g_free (reference->prepared);
}

typedef struct
{
  const Reference *reference;
  GEOSGeometry *point;
  guint32 found;    /* what our index says */
  gboolean covered; /* by the cell found */
  gboolean strange; /* inside of some other cell */
} Question;

static void
candidate_found_cb (void *item, void *user_data)
{
  Question *question = user_data;
  guint32 cell = GPOINTER_TO_UINT (item) - 1;
  const GEOSPreparedGeometry *prepared = question->reference->prepared[cell];

  if (cell == question->found)
    question->covered =
        GEOSPreparedCovers_r (gw_geos_context (), prepared, question->point) == 1;
  else if (GEOSPreparedContains_r (gw_geos_context (), prepared, question->point) == 1)
    question->strange = TRUE;
}

static void
test_against_geos (Fixture *fixture, gconstpointer data)
{
  GEOSContextHandle_t context = gw_geos_context ();
  GRand *random = g_rand_new_with_seed (8);
  Reference reference;
  guint n_found = 0;

  reference_init (&reference, fixture->cells);
  for (guint i = 0; i < 200000; i++)
    {
      GwFixed point = random_point (random, gw_cell_index_box (fixture->index));
      g_autoptr (GEOSGeometry) geometry =
          GEOSGeom_createPointFromXY_r (context, point.x, point.y);
      Question question = { &reference, geometry,
                            gw_cell_index_find (fixture->index, point), FALSE, FALSE };

      GEOSSTRtree_query_r (context, reference.tree, geometry, candidate_found_cb,
                           &question);
      g_assert_false (question.strange);
      g_assert_cmpint (question.covered, ==, question.found != GW_CELL_NONE);
      n_found += question.found != GW_CELL_NONE;
    }
  g_assert_cmpuint (n_found, >, 150000);
  reference_clear (&reference);
  g_rand_free (random);
}

/* How many cells hold the point, asked of each cell near it. */
static guint
count_holders (const Fixture *fixture, GwFixed point, GArray *near, guint32 *ret_holder)
{
  guint n_holders = 0;

  g_array_set_size (near, 0);
  gw_cell_index_find_in_box (fixture->index, (GwBox){ point, point }, near);
  for (guint i = 0; i < near->len; i++)
    {
      guint32 cell = g_array_index (near, guint32, i);

      if (gw_shape_contains (g_ptr_array_index (fixture->cells, cell), point))
        {
          n_holders++;
          *ret_holder = cell;
        }
    }
  return n_holders;
}

static gboolean
is_on_rim (guint cell)
{
  guint column = cell % N_COLUMNS, row = cell / N_COLUMNS;

  return column == 0 || row == 0 || column == N_COLUMNS - 1 || row == N_ROWS - 1;
}

static void
test_border_points (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) near = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint cell = 0; cell < fixture->cells->len; cell++)
    {
      const GwShape *shape = g_ptr_array_index (fixture->cells, cell);

      for (guint i = 0; i < shape->n_points; i++)
        {
          GwFixed a = shape->points[i];
          GwFixed b = shape->points[(i + 1) % shape->n_points];
          const GwFixed points[] = { a, { a.x + (b.x - a.x) / 2, a.y + (b.y - a.y) / 2 } };

          for (guint k = 0; k < G_N_ELEMENTS (points); k++)
            {
              guint32 holder = GW_CELL_NONE;
              guint n_holders = count_holders (fixture, points[k], near, &holder);

              /* Beyond the rim there is no cell to hold the north-eastern borders. */
              g_assert_cmpuint (n_holders, <=, 1);
              if (!is_on_rim (cell))
                g_assert_cmpuint (n_holders, ==, 1);
              g_assert_cmpuint (gw_cell_index_find (fixture->index, points[k]), ==, holder);
            }
        }
    }
}

static void
test_find_in_box (Fixture *fixture, gconstpointer data)
{
  GRand *random = g_rand_new_with_seed (9);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint i = 0; i < 300; i++)
    {
      GwBox box = gw_box_empty ();
      guint at = 0;

      gw_box_add (&box, random_point (random, gw_cell_index_box (fixture->index)));
      if (i % 3 != 0)
        gw_box_add (&box, random_point (random, gw_cell_index_box (fixture->index)));
      g_array_set_size (found, 0);
      gw_cell_index_find_in_box (fixture->index, box, found);
      for (guint32 cell = 0; cell < fixture->cells->len; cell++)
        {
          const GwShape *shape = g_ptr_array_index (fixture->cells, cell);

          if (!gw_box_intersects (shape->box, box))
            continue;
          g_assert_cmpuint (at, <, found->len);
          g_assert_cmpuint (g_array_index (found, guint32, at), ==, cell);
          at++;
        }
      g_assert_cmpuint (at, ==, found->len);
    }
  g_rand_free (random);
}

static void
test_find_in_box_appends (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint32 before = 12345;

  g_array_append_val (found, before);
  gw_cell_index_find_in_box (fixture->index, gw_cell_index_box (fixture->index), found);
  g_assert_cmpuint (found->len, ==, 1 + N_COLUMNS * N_ROWS);
  g_assert_cmpuint (g_array_index (found, guint32, 0), ==, before);
}

static void
test_empty (void)
{
  g_autoptr (GwCellIndex) index = gw_cell_index_new (NULL, 0);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint32));

  g_assert_cmpuint (gw_cell_index_size (index), ==, 0);
  g_assert_cmpuint (gw_cell_index_find (index, (GwFixed){ 0, 0 }), ==, GW_CELL_NONE);
  gw_cell_index_find_in_box (index, (GwBox){ { -1, -1 }, { 1, 1 } }, found);
  g_assert_cmpuint (found->len, ==, 0);
}

/* Holes, islands in them, parts: the index and the shape say the same everywhere. */
static void
test_holes_and_parts (void)
{
  const GwFixed points[] = {
    { 0, 0 },     { 900, 0 },   { 900, 900 }, { 0, 900 },   { 200, 200 }, { 200, 700 },
    { 700, 700 }, { 700, 200 }, { 300, 300 }, { 600, 300 }, { 600, 600 }, { 300, 600 },
  };
  const guint ring_ends[] = { 4, 8, 12 };
  const guint polygon_ends[] = { 2, 3 };
  const GwFixed filling[] = {
    { 200, 200 }, { 700, 200 }, { 700, 700 }, { 200, 700 },
    { 300, 300 }, { 300, 600 }, { 600, 600 }, { 600, 300 },
  };
  const guint filling_ends[] = { 4, 8 };
  const guint two = 2;
  g_autoptr (GwShape) with_island =
      gw_shape_new (points, 12, ring_ends, 3, polygon_ends, 2);
  g_autoptr (GwShape) between = gw_shape_new (filling, 8, filling_ends, 2, &two, 1);
  GwShape *const shapes[] = { with_island, between };
  g_autoptr (GwCellIndex) index = gw_cell_index_new (shapes, 2);

  for (gint32 x = -10; x < 920; x += 5)
    for (gint32 y = -10; y < 920; y += 5)
      {
        GwFixed point = { x, y };
        guint32 expected = gw_shape_contains (with_island, point) ? 0
                           : gw_shape_contains (between, point)   ? 1
                                                                  : GW_CELL_NONE;

        g_assert_cmpuint (gw_cell_index_find (index, point), ==, expected);
        g_assert_cmpint (expected == GW_CELL_NONE, ==,
                         x < 0 || y < 0 || x >= 900 || y >= 900);
      }
}

/* A cell as wide as the earth beside one of a centimetre: no overflow, no endless table. */
static void
test_extremes (void)
{
  const GwFixed world[] = { { -1800000000, -900000000 },
                            { 1800000000, -900000000 },
                            { 1800000000, 900000000 },
                            { -1800000000, 900000000 } };
  const GwFixed grain[] = { { 1800000000 - 1, 900000000 - 1 },
                            { 1800000000, 900000000 - 1 },
                            { 1800000000 - 1, 900000000 } };
  g_autoptr (GwShape) large = gw_shape_new_ring (world, 4);
  g_autoptr (GwShape) small = gw_shape_new_ring (grain, 3);
  GwShape *const only_small[] = { small };
  GwShape *const both[] = { small, large };
  g_autoptr (GwCellIndex) grains = gw_cell_index_new (only_small, 1);
  g_autoptr (GwCellIndex) index = gw_cell_index_new (both, 2);

  g_assert_cmpuint (gw_cell_index_find (grains, grain[0]), ==, 0);
  g_assert_cmpuint (gw_cell_index_find (index, grain[0]), ==, 0);
  g_assert_cmpuint (gw_cell_index_find (index, (GwFixed){ 0, 0 }), ==, 1);
  g_assert_cmpuint (gw_cell_index_find (index, world[0]), ==, 1);
  g_assert_cmpuint (gw_cell_index_find (index, world[2]), ==, GW_CELL_NONE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function)                                                                \
  g_test_add ("/gis/cell-index/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("against-geos", test_against_geos);
  ADD ("border-points", test_border_points);
  ADD ("find-in-box", test_find_in_box);
  ADD ("find-in-box-appends", test_find_in_box_appends);
#undef ADD
  g_test_add_func ("/gis/cell-index/empty", test_empty);
  g_test_add_func ("/gis/cell-index/holes-and-parts", test_holes_and_parts);
  g_test_add_func ("/gis/cell-index/extremes", test_extremes);
  return g_test_run ();
}
