/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a tile layer gets its pictures: loading, and loading anew when something changed. */
#pragma once

#include "gis/tile-math.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A loaded tile. Reference counted (atomic); its fields are set once, before it is shared. */
typedef struct
{
  gatomicrefcount ref_count;
  guint revision;      /* of the source when loading began */
  GdkTexture *texture; /* NULL: nothing is to be drawn here */
  GskRenderNode *node; /* drawn instead by the cairo renderer; or NULL */
  GBytes *data;        /* what a newer revision can be made from cheaply; or NULL */
} GwTileContent;

/*
 * Takes both; each may be NULL. A node (0, 0, GW_TILE_SIZE, GW_TILE_SIZE) may be set before
 * the content is shared: the cairo renderer, which copies and converts translucent textures
 * in every frame, then draws it instead.
 */
GwTileContent *gw_tile_content_new (guint revision, GdkTexture *texture, GBytes *data);
/*
 * Both from the same pixels (premultiplied, as GDK_MEMORY_DEFAULT; a reference is taken;
 * NULL: nothing to draw); data is taken. smooth: mixes pixels while the map zooms; else edges stay sharp.
 */
GwTileContent *gw_tile_content_new_from_pixels (guint revision, GBytes *pixels, int width,
                                                int height, gboolean smooth, GBytes *data);
GwTileContent *gw_tile_content_ref (GwTileContent *content);
void gw_tile_content_unref (GwTileContent *content);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwTileContent, gw_tile_content_unref)

/*
 * Signal "changed" (): all tiles loaded so far are of an old revision. Subclasses implement
 * load_async with a GTask that returns a GwTileContent.
 */
#define GW_TYPE_TILE_SOURCE (gw_tile_source_get_type ())
G_DECLARE_DERIVABLE_TYPE (GwTileSource, gw_tile_source, GW, TILE_SOURCE, GObject)

struct _GwTileSourceClass
{
  GObjectClass parent_class;

  guint max_level;        /* deeper zooms enlarge tiles of this level */
  guint max_in_flight;    /* loads that may run at once */
  gboolean data_is_heavy; /* content data of tiles out of sight is dropped */

  void (*load_async) (GwTileSource *self, GwTile tile, GBytes *known,
                      GCancellable *cancellable, GAsyncReadyCallback callback,
                      gpointer user_data);
};

/* known: data of the same tile's older content, or NULL. Answers on the main context. */
void gw_tile_source_load_async (GwTileSource *self, GwTile tile, GBytes *known,
                                GCancellable *cancellable, GAsyncReadyCallback callback,
                                gpointer user_data);
GwTileContent *gw_tile_source_load_finish (GwTileSource *self, GAsyncResult *result,
                                           GError **error);
guint gw_tile_source_get_revision (GwTileSource *self);
/* For subclasses: begins a new revision and emits "changed". */
void gw_tile_source_changed (GwTileSource *self);

G_END_DECLS
