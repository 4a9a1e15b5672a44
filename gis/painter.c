/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From map features to PNG tiles. */

#include "gis/painter-draw.h"
#include "gis/painter-private.h"
#include "gis/gis-error.h"
#include "gis/png-encode.h"

#include <string.h>

GwBrush *
gw_brush_new (void)
{
  GwBrush *brush = g_new0 (GwBrush, 1);

  brush->texts = gw_text_cache_new ();
  brush->plain = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify)g_bytes_unref);
  return brush;
}

void
gw_brush_free (GwBrush *brush)
{
  if (brush == NULL)
    return;
  gw_text_cache_free (brush->texts);
  g_hash_table_unref (brush->plain);
  g_free (brush);
}

static GBytes *
encode (const guchar *data, int stride, GError **error)
{
  GBytes *png = gw_png_encode (data, GW_TILE_SIZE, GW_TILE_SIZE, (gsize)stride);

  if (png == NULL)
    g_set_error_literal (error, GW_GIS_ERROR, GW_GIS_ERROR_IO, "Cannot encode a tile");
  return png;
}

/* TRUE and the colour when the whole tile has only one. */
static gboolean
is_plain (const guchar *data, int stride, guint32 *ret_colour)
{
  guint32 first;

  memcpy (&first, data, sizeof first);
  for (guint y = 0; y < GW_TILE_SIZE; y++)
    {
      const guint32 *row = (const guint32 *)(gconstpointer)(data + (gsize)y * stride);

      for (guint x = 0; x < GW_TILE_SIZE; x++)
        if ((row[x] ^ first) & 0xffffff)
          return FALSE;
    }
  *ret_colour = first & 0xffffff;
  return TRUE;
}

static GBytes *
encode_plain (GwBrush *brush, guint32 colour, GError **error)
{
  GBytes *png = g_hash_table_lookup (brush->plain, GUINT_TO_POINTER (colour));
  g_autofree guint32 *pixels = NULL;

  if (png != NULL)
    return g_bytes_ref (png);
  pixels = g_new (guint32, GW_TILE_SIZE * GW_TILE_SIZE);
  for (guint i = 0; i < GW_TILE_SIZE * GW_TILE_SIZE; i++)
    pixels[i] = colour;
  png = encode ((const guchar *)pixels, GW_TILE_SIZE * sizeof *pixels, error);
  if (png != NULL)
    g_hash_table_insert (brush->plain, GUINT_TO_POINTER (colour), g_bytes_ref (png));
  return png;
}

GBytes *
gw_brush_background (GwBrush *brush, GError **error)
{
  return encode_plain (brush, GW_STYLE_LAND, error);
}

/* One tile of the drawn square. */
static GBytes *
encode_part (GwBrush *brush, cairo_surface_t *square, guint column, guint row,
             GError **error)
{
  int stride = cairo_image_surface_get_stride (square);
  guchar *data = cairo_image_surface_get_data (square) +
                 (gsize)row * GW_TILE_SIZE * stride + (gsize)column * GW_TILE_SIZE * 4;
  guint32 colour;

  if (is_plain (data, stride, &colour))
    return encode_plain (brush, colour, error);
  return encode (data, stride, error);
}

static cairo_surface_t *
draw_square (const GwPainter *painter, GwBrush *brush, GwTile first, guint side)
{
  GwDrawView view = {
    .zoom = first.z,
    .left = (double)first.x * GW_TILE_SIZE,
    .top = (double)first.y * GW_TILE_SIZE,
    .width = side * GW_TILE_SIZE,
    .height = side * GW_TILE_SIZE,
  };
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int)view.width, (int)view.height);
  cairo_t *cr = cairo_create (surface);

  gw_draw_map (cr, painter->scene, painter->labels[first.z], brush->texts, &view);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

gboolean
gw_painter_paint_square (const GwPainter *painter, GwBrush *brush, GwTile first, guint side,
                         GBytes **out, GError **error)
{
  cairo_surface_t *square;
  gboolean good = TRUE;

  g_return_val_if_fail (painter->labels[first.z] != NULL, FALSE);

  memset (out, 0, side * side * sizeof *out);
  square = draw_square (painter, brush, first, side);
  for (guint i = 0; good && i < side * side; i++)
    {
      GwTile tile = { first.z, first.x + i % side, first.y + i / side };

      if (!gw_tile_is_valid (tile))
        continue;
      out[i] = encode_part (brush, square, i % side, i / side, error);
      good = out[i] != NULL;
    }
  cairo_surface_destroy (square);
  return good;
}

GwPainter *
gw_painter_new (GPtrArray *features)
{
  GwPainter *painter;

  g_return_val_if_fail (features != NULL, NULL);

  painter = g_new0 (GwPainter, 1);
  painter->scene = gw_scene_new (features);
  painter->brush = gw_brush_new ();
  return painter;
}

void
gw_painter_free (GwPainter *painter)
{
  if (painter == NULL)
    return;
  for (guint zoom = 0; zoom <= GW_TILE_MAX_ZOOM; zoom++)
    gw_label_set_free (painter->labels[zoom]);
  gw_brush_free (painter->brush);
  gw_scene_free (painter->scene);
  g_free (painter);
}

GwBox
gw_painter_box (const GwPainter *painter)
{
  return gw_scene_box (painter->scene);
}

const GwLabelSet *
gw_painter_ensure_labels (GwPainter *painter, guint zoom)
{
  if (painter->labels[zoom] == NULL)
    painter->labels[zoom] = gw_label_set_new (painter->scene, painter->brush->texts, zoom);
  return painter->labels[zoom];
}

GBytes *
gw_painter_paint (GwPainter *painter, GwTile tile, GError **error)
{
  g_autoptr (GBytes) png = NULL;
  g_autoptr (GBytes) background = NULL;

  g_return_val_if_fail (painter != NULL && gw_tile_is_valid (tile), NULL);

  background = gw_brush_background (painter->brush, error);
  gw_painter_ensure_labels (painter, tile.z);
  if (background == NULL ||
      !gw_painter_paint_square (painter, painter->brush, tile, 1, &png, error))
    return NULL;
  return g_bytes_equal (png, background) ? NULL : g_steal_pointer (&png);
}
