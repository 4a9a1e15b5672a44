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
