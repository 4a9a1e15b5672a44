/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a tile layer gets its pictures. */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/map/tile-source.h"

typedef struct
{
  guint revision;
} GwTileSourcePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (GwTileSource, gw_tile_source, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

GwTileContent *
gw_tile_content_new (guint revision, GdkTexture *texture, GBytes *data)
{
  GwTileContent *content = g_new0 (GwTileContent, 1);

  g_atomic_ref_count_init (&content->ref_count);
  content->revision = revision;
  content->texture = texture;
  content->data = data;
  return content;
}

static gboolean
is_opaque (GBytes *pixels)
{
  gsize size = 0;
  const guint32 *argb = g_bytes_get_data (pixels, &size);

  for (gsize i = 0; i < size / sizeof *argb; i++)
    if (argb[i] >> 24 != 0xff)
      return FALSE;
  return TRUE;
}

static const cairo_user_data_key_t pixels_key;

/*
 * Shares the pixels. Never cairo's best filter: where tiles are made smaller, which is every
 * frame of zooming out, that one takes several times as long as all the rest.
 */
static GskRenderNode *
make_node (GBytes *pixels, int width, int height, gboolean smooth)
{
  const graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, GW_TILE_SIZE, GW_TILE_SIZE);
  GskRenderNode *node = gsk_cairo_node_new (&bounds);
  cairo_t *cr = gsk_cairo_node_get_draw_context (node);
  cairo_surface_t *surface = cairo_image_surface_create_for_data (
      (guchar *)g_bytes_get_data (pixels, NULL),
      is_opaque (pixels) ? CAIRO_FORMAT_RGB24 : CAIRO_FORMAT_ARGB32, width, height,
      width * (int)sizeof (guint32));

  cairo_surface_set_user_data (surface, &pixels_key, g_bytes_ref (pixels),
                               (cairo_destroy_func_t)g_bytes_unref);
  if (width != GW_TILE_SIZE || height != GW_TILE_SIZE)
    cairo_scale (cr, (double)GW_TILE_SIZE / width, (double)GW_TILE_SIZE / height);
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr),
                            smooth ? CAIRO_FILTER_BILINEAR : CAIRO_FILTER_NEAREST);
  /* Otherwise edges would be mixed with nothing, and seams be seen. */
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_fill (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return node;
}

GwTileContent *
gw_tile_content_new_from_pixels (guint revision, GBytes *pixels, int width, int height,
                                 gboolean smooth, GBytes *data)
{
  GdkTexture *texture;
  GwTileContent *content;

  if (pixels == NULL)
    return gw_tile_content_new (revision, NULL, data);
  texture = gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, pixels,
                                    (gsize)width * sizeof (guint32));
  content = gw_tile_content_new (revision, texture, data);
  content->node = make_node (pixels, width, height, smooth);
  return content;
}

GwTileContent *
gw_tile_content_ref (GwTileContent *content)
{
  g_atomic_ref_count_inc (&content->ref_count);
  return content;
}

void
gw_tile_content_unref (GwTileContent *content)
{
  if (!g_atomic_ref_count_dec (&content->ref_count))
    return;
  g_clear_object (&content->texture);
  g_clear_pointer (&content->node, gsk_render_node_unref);
  g_clear_pointer (&content->data, g_bytes_unref);
  g_free (content);
}

static void
gw_tile_source_class_init (GwTileSourceClass *klass)
{
  klass->max_level = GW_TILE_MAX_ZOOM;
  klass->max_in_flight = 2;
  signals[SIGNAL_CHANGED] =
      g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 0);
}

static void
gw_tile_source_init (GwTileSource *self)
{
}

void
gw_tile_source_load_async (GwTileSource *self, GwTile tile, GBytes *known,
                           GCancellable *cancellable, GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (GW_IS_TILE_SOURCE (self));
  GW_TILE_SOURCE_GET_CLASS (self)->load_async (self, tile, known, cancellable, callback,
                                               user_data);
}

GwTileContent *
gw_tile_source_load_finish (GwTileSource *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

guint
gw_tile_source_get_revision (GwTileSource *self)
{
  GwTileSourcePrivate *priv = gw_tile_source_get_instance_private (self);

  return priv->revision;
}

void
gw_tile_source_changed (GwTileSource *self)
{
  GwTileSourcePrivate *priv = gw_tile_source_get_instance_private (self);

  priv->revision++;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}
