/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cells as coloured tiles: colours by table, ids rendered once, picking agrees with sight. */
#include "tests/gui/map/fixture.h"

#include "gis/cell-tile.h"
#include "gui/map/tile-plan.h"

#define N_SIDE 24

static GwCellIndex *
make_index (void)
{
  g_autoptr (GPtrArray) cells = fixture_cells (N_SIDE);
  g_autofree GwShape **shapes = g_new (GwShape *, cells->len);

  for (guint i = 0; i < cells->len; i++)
    shapes[i] = ((GwCellRecord *)g_ptr_array_index (cells, i))->shape;
  return gw_cell_index_new (shapes, cells->len);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (result);
}

static GwTileContent *
load (GwTileSource *source, GwTile tile, GBytes *known)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GwTileContent *content;

  gw_tile_source_load_async (source, tile, known, NULL, loaded_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  content = gw_tile_source_load_finish (source, result, &error);
  g_assert_no_error (error);
  return content;
}

static guint32
pixel_of (GwTileContent *content, guint x, guint y)
{
  g_autofree guint32 *pixels = g_new (guint32, GW_TILE_SIZE * GW_TILE_SIZE);

  gdk_texture_download (content->texture, (guchar *)pixels, GW_TILE_SIZE * 4);
  return pixels[y * GW_TILE_SIZE + x];
}

static guint32 *
make_colours (guint seed)
{
  guint32 *colours = g_new (guint32, N_SIDE * N_SIDE);

  for (guint i = 0; i < N_SIDE * N_SIDE; i++)
    colours[i] = gw_colour_premultiply (((i + 1) * 7919 * (seed + 1)) & 0xffffff, 1);
  return colours;
}

static GwTile
centre_tile (guint zoom)
{
  return gw_tile_at ((GwLonLat){ FIXTURE_LON, FIXTURE_LAT }, zoom);
}

static void
test_recolour_renders_no_ids (void)
{
  g_autoptr (GwCellIndex) index = make_index ();
  g_autoptr (GwTileSource) source = gw_cell_tiles_new (index);
  GwCellTiles *tiles = GW_CELL_TILES (source);
  g_autofree guint32 *first = make_colours (1);
  g_autofree guint32 *second = make_colours (2);
  g_autoptr (GwTileContent) before = NULL;
  g_autoptr (GwTileContent) after = NULL;

  gw_cell_tiles_set_colours (tiles, first, N_SIDE * N_SIDE, 0);
  before = load (source, centre_tile (15), NULL);
  g_assert_cmpuint (gw_cell_tiles_get_n_rendered (tiles), ==, 1);
  g_assert_cmpuint (before->revision, ==, gw_tile_source_get_revision (source));

  gw_cell_tiles_set_colours (tiles, second, N_SIDE * N_SIDE, 0);
  g_assert_cmpuint (before->revision, <, gw_tile_source_get_revision (source));
  after = load (source, centre_tile (15), before->data);
  g_assert_cmpuint (gw_cell_tiles_get_n_rendered (tiles), ==, 1);
  g_assert_cmpuint (gw_cell_tiles_get_n_coloured (tiles), ==, 2);
  g_assert_true (after->data == before->data);
  g_assert_cmpuint (pixel_of (before, 100, 100), !=, pixel_of (after, 100, 100));
}

static void
count_cb (guint *count)
{
  (*count)++;
}

static void
test_same_colours_change_nothing (void)
{
  g_autoptr (GwCellIndex) index = make_index ();
  g_autoptr (GwTileSource) source = gw_cell_tiles_new (index);
  g_autofree guint32 *colours = make_colours (1);
  guint count = 0;

  g_signal_connect_swapped (source, "changed", G_CALLBACK (count_cb), &count);
  gw_cell_tiles_set_colours (GW_CELL_TILES (source), colours, N_SIDE * N_SIDE, 1);
  gw_cell_tiles_set_colours (GW_CELL_TILES (source), colours, N_SIDE * N_SIDE, 1);
  g_assert_cmpuint (count, ==, 1);
  gw_cell_tiles_set_colours (GW_CELL_TILES (source), colours, N_SIDE * N_SIDE, 2);
  g_assert_cmpuint (count, ==, 2);
}

/* What is picked under a pixel is the cell whose colour the pixel has. */
static void
test_picking_agrees_with_sight (gconstpointer data)
{
  guint zoom = GPOINTER_TO_UINT (data);
  g_autoptr (GwCellIndex) index = make_index ();
  g_autoptr (GwTileSource) source = gw_cell_tiles_new (index);
  g_autofree guint32 *colours = make_colours (3);
  GwTile tile = centre_tile (zoom);
  g_autoptr (GwTileContent) content = NULL;
  GwMapFrame frame = { gw_mercator_from_lon_lat ((GwLonLat){ FIXTURE_LON, FIXTURE_LAT }),
                       zoom, 900, 700 };
  GwMapRect rect = gw_map_frame_tile_rect (&frame, tile);
  guint n_cells = 0;

  gw_cell_tiles_set_colours (GW_CELL_TILES (source), colours, N_SIDE * N_SIDE, 0);
  content = load (source, tile, NULL);
  for (guint y = 3; y < GW_TILE_SIZE; y += 31)
    for (guint x = 3; x < GW_TILE_SIZE; x += 31)
      {
        GwMercator at =
            gw_map_frame_to_mercator (&frame, rect.x + x + 0.5, rect.y + y + 0.5);
        guint32 cell =
            gw_cell_index_find (index, gw_fixed_from_lon_lat (gw_mercator_to_lon_lat (at)));

        n_cells += cell != GW_CELL_NONE;
        g_assert_cmphex (pixel_of (content, x, y), ==,
                         cell != GW_CELL_NONE ? colours[cell] : 0);
      }
  g_assert_cmpuint (n_cells, >, 3);
}

static void
test_empty_tile_has_no_picture (void)
{
  g_autoptr (GwCellIndex) index = make_index ();
  g_autoptr (GwTileSource) source = gw_cell_tiles_new (index);
  g_autofree guint32 *colours = make_colours (1);
  g_autofree guint32 *unseen = g_new0 (guint32, N_SIDE * N_SIDE);
  GwTile away = { 15, 10, 10 };
  g_autoptr (GwTileContent) outside = NULL;
  g_autoptr (GwTileContent) inside = NULL;

  gw_cell_tiles_set_colours (GW_CELL_TILES (source), colours, N_SIDE * N_SIDE, 0);
  outside = load (source, away, NULL);
  g_assert_null (outside->texture);
  gw_cell_tiles_set_colours (GW_CELL_TILES (source), unseen, N_SIDE * N_SIDE, 0);
  inside = load (source, centre_tile (15), NULL);
  g_assert_null (inside->texture);
}

static void
test_borders_only_where_cells_are_large (void)
{
  g_autoptr (GwCellIndex) index = make_index ();
  g_autoptr (GwTileSource) source = gw_cell_tiles_new (index);
  g_autofree guint32 *unseen = g_new0 (guint32, N_SIDE * N_SIDE);
  guint level = gw_cell_tiles_get_border_level (GW_CELL_TILES (source));
  g_autoptr (GwTileContent) below = NULL;
  g_autoptr (GwTileContent) from = NULL;

  /* 100 m: 5.7 pixels at 13, 11.4 at 14. */
  g_assert_cmpuint (level, ==, 14);
  gw_cell_tiles_set_colours (GW_CELL_TILES (source), unseen, N_SIDE * N_SIDE, 0xff000000);
  below = load (source, centre_tile (level - 1), NULL);
  from = load (source, centre_tile (level), NULL);
  g_assert_null (below->texture);
  g_assert_nonnull (from->texture);
}

typedef struct
{
  guint32 rgb;
  double opacity;
  guint32 expected;
} ColourRow;

static const ColourRow premultiplied[] = {
  { 0xffffff, 1, 0xffffffff },   { 0xffffff, 0, 0 },
  { 0x000000, 0.5, 0x80000000 }, { 0xff8000, 1, 0xffff8000 },
  { 0xff8000, 0.5, 0x80804000 }, { 0x010101, 0.2, 0x33000000 },
  { 0xffffff, 7, 0xffffffff },
};

static void
test_premultiply (gconstpointer data)
{
  const ColourRow *row = data;

  g_assert_cmphex (gw_colour_premultiply (row->rgb, row->opacity), ==, row->expected);
}

/* Land turns dark, streets stay above it, text above streets; hues keep their order. */
static void
test_dark_tones (void)
{
  guint8 land[3] = { 0xf6, 0xf4, 0xef };
  guint8 street[3] = { 0xff, 0xff, 0xff };
  guint8 text[3] = { 0x33, 0x36, 0x3d };
  guint8 water[3] = { 0xb4, 0xd5, 0xea };

  gw_base_tiles_darken (land, 1);
  gw_base_tiles_darken (street, 1);
  gw_base_tiles_darken (text, 1);
  gw_base_tiles_darken (water, 1);
  g_assert_cmpuint (land[1], <, 70);
  g_assert_cmpuint (street[1], >, land[1]);
  g_assert_cmpuint (text[1], >, street[1] + 60);
  g_assert_cmpuint (water[2], >, water[0]);
}

int
main (int argc, char **argv)
{
  static const guint picked[] = { 12, 14, 15, 17 };

  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  g_test_add_func ("/cell-tiles/recolour-renders-no-ids", test_recolour_renders_no_ids);
  g_test_add_func ("/cell-tiles/same-colours", test_same_colours_change_nothing);
  g_test_add_func ("/cell-tiles/empty-tile", test_empty_tile_has_no_picture);
  g_test_add_func ("/cell-tiles/borders", test_borders_only_where_cells_are_large);
  g_test_add_func ("/cell-tiles/dark-tones", test_dark_tones);
  for (guint i = 0; i < G_N_ELEMENTS (picked); i++)
    {
      g_autofree char *path = g_strdup_printf ("/cell-tiles/picking/%u", picked[i]);

      g_test_add_data_func (path, GUINT_TO_POINTER (picked[i]),
                            test_picking_agrees_with_sight);
    }
  for (guint i = 0; i < G_N_ELEMENTS (premultiplied); i++)
    {
      g_autofree char *path = g_strdup_printf ("/cell-tiles/premultiply/%u", i);

      g_test_add_data_func (path, &premultiplied[i], test_premultiply);
    }
  return g_test_run ();
}
