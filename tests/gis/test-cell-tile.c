/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Id tiles against the point index: each pixel is the cell that holds its centre. */

#include "gis/cell-tile.h"

#define COLUMNS 60
#define ROWS 60
#define STEP 10000 /* 1e-7 degrees: about 100 m */

static const GwLonLat corner = { 113.0, 23.6 };

/* A lattice of quadrangles with shaken corners, each side with a shaken middle point. */
static GwFixed
lattice_point (guint column, guint row)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (column * 1000 + row);
  GwFixed origin = gw_fixed_from_lon_lat (corner);

  return (GwFixed){
    origin.x + (gint32)column * STEP / 2 + g_rand_int_range (rand, -STEP / 6, STEP / 6),
    origin.y + (gint32)row * STEP / 2 + g_rand_int_range (rand, -STEP / 6, STEP / 6),
  };
}

static GwCellIndex *
make_lattice (void)
{
  static const guint round[][2] = { { 0, 0 }, { 1, 0 }, { 2, 0 }, { 2, 1 },
                                    { 2, 2 }, { 1, 2 }, { 0, 2 }, { 0, 1 } };
  g_autoptr (GPtrArray) shapes =
      g_ptr_array_new_with_free_func ((GDestroyNotify)gw_shape_unref);

  for (guint row = 0; row < ROWS; row++)
    for (guint column = 0; column < COLUMNS; column++)
      {
        GwFixed ring[G_N_ELEMENTS (round)];

        for (guint i = 0; i < G_N_ELEMENTS (round); i++)
          ring[i] = lattice_point (column * 2 + round[i][0], row * 2 + round[i][1]);
        g_ptr_array_add (shapes, gw_shape_new_ring (ring, G_N_ELEMENTS (ring)));
      }
  return gw_cell_index_new ((GwShape *const *)shapes->pdata, shapes->len);
}

static guint32
find_at_pixel (const GwCellIndex *index, GwTile tile, guint size, int column, int row)
{
  double tiles = (double)(1u << tile.z);
  GwMercator centre = {
    CLAMP ((tile.x + (column + 0.5) / size) / tiles, 0, 1),
    CLAMP ((tile.y + (row + 0.5) / size) / tiles, 0, 1),
  };

  return gw_cell_index_find (index,
                             gw_fixed_from_lon_lat (gw_mercator_to_lon_lat (centre)));
}

static void
compare_tile (const GwCellIndex *index, GwTile tile, guint size, guint *n_inside)
{
  guint stride = size + 2;
  g_autofree guint32 *ids = g_new (guint32, stride * stride);

  gw_cell_tile_render (index, tile, size, ids);
  for (guint y = 0; y < stride; y++)
    for (guint x = 0; x < stride; x++)
      {
        guint32 id = ids[y * stride + x];

        g_assert_cmpuint (id, ==,
                          find_at_pixel (index, tile, size, (int)x - 1, (int)y - 1));
        *n_inside += id != GW_CELL_NONE;
      }
}

static void
test_same_as_index (gconstpointer data)
{
  guint zoom = GPOINTER_TO_UINT (data), n_inside = 0;
  g_autoptr (GwCellIndex) index = make_lattice ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (zoom);

  for (guint i = 0; i < 6; i++)
    {
      GwLonLat at = { corner.lon + g_rand_double_range (rand, 0, COLUMNS * 0.001),
                      corner.lat + g_rand_double_range (rand, 0, ROWS * 0.001) };

      compare_tile (index, gw_tile_at (at, zoom), i % 2 ? 64 : 256, &n_inside);
    }
  g_assert_cmpuint (n_inside, >, 0);
}

/* Cells and pixel centres on the same round positions: the half-open rule decides. */
static void
test_neighbours_share_no_pixel (void)
{
  GwTile tile = gw_tile_at (corner, 17);
  GwBox box = gw_tile_box (tile, 0);
  GwMercator centre = { (tile.x + 100.5 / 256) / (1 << 17),
                        (tile.y + 50.5 / 256) / (1 << 17) };
  GwFixed mid = gw_fixed_from_lon_lat (gw_mercator_to_lon_lat (centre));
  GwFixed west[] = {
    box.min, { mid.x, box.min.y }, { mid.x, box.max.y }, { box.min.x, box.max.y }
  };
  GwFixed east[] = {
    { mid.x, box.min.y }, { box.max.x, box.min.y }, box.max, { mid.x, box.max.y }
  };
  g_autoptr (GwShape) left = gw_shape_new_ring (west, G_N_ELEMENTS (west));
  g_autoptr (GwShape) right = gw_shape_new_ring (east, G_N_ELEMENTS (east));
  GwShape *shapes[] = { left, right };
  g_autoptr (GwCellIndex) index = gw_cell_index_new (shapes, 2);
  guint n_inside = 0;

  compare_tile (index, tile, 256, &n_inside);
  g_assert_cmpuint (n_inside, >=, 256 * 255);
}

static void
test_nothing_there (void)
{
  g_autoptr (GwCellIndex) index = make_lattice ();
  guint32 ids[10 * 10];

  gw_cell_tile_render (index, gw_tile_at ((GwLonLat){ -60, -20 }, 15), 8, ids);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    g_assert_cmpuint (ids[i], ==, GW_CELL_NONE);
}

static void
test_whole_world (void)
{
  g_autoptr (GwCellIndex) index = make_lattice ();
  guint n_inside = 0;

  compare_tile (index, (GwTile){ 0, 0, 0 }, 256, &n_inside);
}

static void
test_colours (void)
{
  /* Two by two pixels in their apron: 0 and 1 side by side, 7 has no colour. */
  static const guint32 ids[] = {
    0, 0, 1, 1, /**/
    0, 0, 1, 1, /**/
    0, 0, 7, 7, /**/
    0, 0, 7, 7,
  };
  static const guint32 lut[] = { 0xff000010, 0xff000020 };
  static const guint32 plain[] = { 0xff000010, 0xff000020, 0xff000010, 0 };
  static const guint32 bordered[] = { 0xffffffff, 0xffffffff, 0xffffffff, 0 };
  guint32 out[4];

  gw_cell_tile_colour (ids, 2, lut, G_N_ELEMENTS (lut), 0, out);
  g_assert_cmpmem (out, sizeof out, plain, sizeof plain);
  gw_cell_tile_colour (ids, 2, lut, G_N_ELEMENTS (lut), 0xffffffff, out);
  g_assert_cmpmem (out, sizeof out, bordered, sizeof bordered);
}

static void
test_cost (void)
{
  g_autoptr (GwCellIndex) index = make_lattice ();
  GwLonLat middle = { corner.lon + COLUMNS * 0.0005, corner.lat + ROWS * 0.0005 };
  g_autofree guint32 *ids = g_new (guint32, 258 * 258);

  for (guint zoom = 10; zoom <= 18; zoom++)
    {
      gint64 start = g_get_monotonic_time ();

      for (guint i = 0; i < 20; i++)
        gw_cell_tile_render (index, gw_tile_at (middle, zoom), 256, ids);
      g_test_message ("zoom %u: %.3f ms per tile", zoom,
                      (double)(g_get_monotonic_time () - start) / 20000);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint zoom = 9; zoom <= 20; zoom++)
    {
      g_autofree char *path = g_strdup_printf ("/gis/cell-tile/same-as-index/z%u", zoom);

      g_test_add_data_func (path, GUINT_TO_POINTER (zoom), test_same_as_index);
    }
  g_test_add_func ("/gis/cell-tile/neighbours", test_neighbours_share_no_pixel);
  g_test_add_func ("/gis/cell-tile/nothing-there", test_nothing_there);
  g_test_add_func ("/gis/cell-tile/whole-world", test_whole_world);
  g_test_add_func ("/gis/cell-tile/colours", test_colours);
  if (g_test_perf ())
    g_test_add_func ("/gis/cell-tile/cost", test_cost);
  return g_test_run ();
}
