/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tiles: their format, their colours, and that they fit together. */

#include "gis/painter-private.h"
#include "tests/gis/town.h"

#include <cairo.h>
#include <string.h>

typedef struct
{
  const guchar *data;
  gsize length;
} Reader;

static cairo_status_t
read_png (void *closure, unsigned char *data, unsigned int length)
{
  Reader *reader = closure;

  if (reader->length < length)
    return CAIRO_STATUS_READ_ERROR;
  memcpy (data, reader->data, length);
  reader->data += length;
  reader->length -= length;
  return CAIRO_STATUS_SUCCESS;
}

static cairo_surface_t *
decode (GBytes *png)
{
  Reader reader;
  cairo_surface_t *surface;

  reader.data = g_bytes_get_data (png, &reader.length);
  surface = cairo_image_surface_create_from_png_stream (read_png, &reader);
  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  return surface;
}

static guint32
pixel_at (GwPainter *painter, double x, double y, guint zoom)
{
  GwLonLat at = { GW_TOWN_CORNER.lon + x * 0.04, GW_TOWN_CORNER.lat + y * 0.04 };
  GwMercator mercator = gw_mercator_from_lon_lat (at);
  GwTile tile = gw_tile_at (at, zoom);
  guint column = (guint)((mercator.x * (1u << zoom) - tile.x) * GW_TILE_SIZE);
  guint row = (guint)((mercator.y * (1u << zoom) - tile.y) * GW_TILE_SIZE);
  g_autoptr (GBytes) png = gw_painter_paint (painter, tile, NULL);
  cairo_surface_t *surface;
  guint32 pixel;

  if (png == NULL)
    return GW_STYLE_LAND;
  surface = decode (png);
  memcpy (&pixel,
          cairo_image_surface_get_data (surface) +
              row * cairo_image_surface_get_stride (surface) + column * 4,
          sizeof pixel);
  cairo_surface_destroy (surface);
  return pixel & 0xffffff;
}

static void
test_format (void)
{
  static const guchar head[] = { 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13, 'I',
                                 'H',  'D', 'R', 0,   0,  1,  0,  0,  0, 1, 0, 8,  2 };
  g_autoptr (GPtrArray) features = gw_town_new ();
  g_autoptr (GwPainter) painter = gw_painter_new (features);
  g_autoptr (GBytes) png =
      gw_painter_paint (painter, gw_tile_at ((GwLonLat){ 113.02, 23.70 }, 15), NULL);

  /* 256 by 256, 8 bits, colour type 2: RGB without alpha. */
  g_assert_nonnull (png);
  g_assert_cmpmem (g_bytes_get_data (png, NULL), sizeof head, head, sizeof head);
}

static void
test_nothing_but_background (void)
{
  g_autoptr (GPtrArray) features = gw_town_new ();
  g_autoptr (GwPainter) painter = gw_painter_new (features);
  g_autoptr (GError) error = NULL;

  g_assert_null (gw_painter_paint (painter, gw_tile_at ((GwLonLat){ 10, 50 }, 15), &error));
  g_assert_no_error (error);
}

typedef struct
{
  const char *name;
  double x, y; /* in parts of the town */
  guint zoom;
  guint32 colour;
} ColourRow;

static const ColourRow colour_rows[] = {
  { "land", 0.3, 0.16, 15, GW_STYLE_LAND },
  { "water", 0.225, 0.31, 16, 0xb4d5ea },
  { "bridge-over-water", 0.5, 0.228, 16, 0xfdeab0 },
  { "park", 0.62, 0.07, 15, 0xd6e8cc },
  { "no-building-far-off", 0.785, 0.4225, 13, 0xefece5 },
  { "building", 0.785, 0.4225, 18, 0xe1dbd0 },
};

static void
test_colour (gconstpointer data)
{
  const ColourRow *row = data;
  g_autoptr (GPtrArray) features = gw_town_new ();
  g_autoptr (GwPainter) painter = gw_painter_new (features);

  g_assert_cmphex (pixel_at (painter, row->x, row->y, row->zoom), ==, row->colour);
}

/* The largest difference of a channel of a pixel; counts the pixels that differ. */
static guint
compare_pixels (GBytes *left, GBytes *right, guint *n_differ)
{
  cairo_surface_t *a = decode (left), *b = decode (right);
  const guchar *p = cairo_image_surface_get_data (a);
  const guchar *q = cairo_image_surface_get_data (b);
  guint worst = 0;

  for (guint i = 0; i < GW_TILE_SIZE * GW_TILE_SIZE; i++)
    {
      for (guint j = 0; j < 3; j++)
        worst = MAX (worst, (guint)ABS (p[i * 4 + j] - q[i * 4 + j]));
      *n_differ += memcmp (p + i * 4, q + i * 4, 3) != 0;
    }
  cairo_surface_destroy (a);
  cairo_surface_destroy (b);
  return worst;
}

/*
 * Tiles painted one by one are those of a square painted at once: no seams. Not to the last
 * bit, since cairo rounds what it clips at other places.
 */
static void
test_seamless (gconstpointer data)
{
  guint zoom = GPOINTER_TO_UINT (data);
  g_autoptr (GPtrArray) features = gw_town_new ();
  g_autoptr (GwPainter) painter = gw_painter_new (features);
  GwTile first = gw_tile_at ((GwLonLat){ 113.015, 23.705 }, zoom);
  GBytes *square[9];
  guint n_differ = 0;

  gw_painter_ensure_labels (painter, zoom);
  g_assert_true (gw_painter_paint_square (painter, painter->brush, first, 3, square, NULL));
  for (guint i = 0; i < 9; i++)
    {
      GwTile tile = { zoom, first.x + i % 3, first.y + i / 3 };
      g_autoptr (GBytes) together = square[i];
      g_autoptr (GBytes) single = gw_painter_paint (painter, tile, NULL);

      if (single == NULL)
        single = gw_brush_background (painter->brush, NULL);
      g_assert_cmpuint (compare_pixels (together, single, &n_differ), <=, 16);
    }
  g_assert_cmpuint (n_differ, <=, 9 * GW_TILE_SIZE * GW_TILE_SIZE / 100);
}

static void
test_same_bytes (void)
{
  GwTile tile = gw_tile_at ((GwLonLat){ 113.02, 23.70 }, 16);
  g_autoptr (GBytes) first = NULL;

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GPtrArray) features = gw_town_new ();
      g_autoptr (GwPainter) painter = gw_painter_new (features);
      g_autoptr (GBytes) png = gw_painter_paint (painter, tile, NULL);

      if (first != NULL)
        g_assert_true (g_bytes_equal (first, png));
      g_clear_pointer (&first, g_bytes_unref);
      first = g_steal_pointer (&png);
    }
}

static void
test_box (void)
{
  g_autoptr (GPtrArray) features = gw_town_new ();
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GwPainter) painter = gw_painter_new (features);
  g_autoptr (GwPainter) empty = gw_painter_new (none);
  GwBox box = gw_painter_box (painter);

  g_assert_cmpint (box.min.x, ==, 1130000000);
  g_assert_cmpint (box.min.y, ==, 236800000);
  box = gw_painter_box (empty);
  g_assert_cmpint (box.min.x, >, box.max.x);
  g_assert_null (gw_painter_paint (empty, (GwTile){ 0, 0, 0 }, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/gis/painter/format", test_format);
  g_test_add_func ("/gis/painter/nothing-but-background", test_nothing_but_background);
  for (guint i = 0; i < G_N_ELEMENTS (colour_rows); i++)
    {
      g_autofree char *path =
          g_strdup_printf ("/gis/painter/colour/%s", colour_rows[i].name);

      g_test_add_data_func (path, &colour_rows[i], test_colour);
    }
  for (guint zoom = 12; zoom <= 18; zoom++)
    {
      g_autofree char *path = g_strdup_printf ("/gis/painter/seamless/z%u", zoom);

      g_test_add_data_func (path, GUINT_TO_POINTER (zoom), test_seamless);
    }
  g_test_add_func ("/gis/painter/same-bytes", test_same_bytes);
  g_test_add_func ("/gis/painter/box", test_box);
  return g_test_run ();
}
