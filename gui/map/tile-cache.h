/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tiles a layer holds: bounded, the longest unwanted go first. */
#pragma once

#include "gui/map/tile-source.h"

G_BEGIN_DECLS

typedef struct
{
  guint64 key;
  GwTile tile;
  GwTileContent *content;    /* what is drawn; NULL: nothing loaded yet */
  GwTileContent *next;       /* newer, held back until its neighbours are ready too */
  GCancellable *cancellable; /* set while being loaded */
  guint loading_revision;
  guint failures;    /* in a row */
  gint64 retry_usec; /* monotonic: not asked again before */
  guint64 stamp;     /* of the last plan that wanted it */
} GwTileEntry;

typedef struct _GwTileCache GwTileCache;

GwTileCache *gw_tile_cache_new (guint bound);
/* Cancels what is being loaded. */
void gw_tile_cache_free (GwTileCache *cache);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwTileCache, gw_tile_cache_free)

/* NULL when it is not held. Borrowed until it is evicted. */
GwTileEntry *gw_tile_cache_lookup (GwTileCache *cache, GwTile tile);
GwTileEntry *gw_tile_cache_ensure (GwTileCache *cache, GwTile tile);
guint gw_tile_cache_size (GwTileCache *cache);

/*
 * Cancels the loads of entries that the plan of that stamp does not want, and evicts the
 * longest unwanted down to the bound. Wanted entries stay, whatever the bound is.
 */
void gw_tile_cache_trim (GwTileCache *cache, guint64 stamp);
/* Evicts what the plan of that stamp does not want. */
void gw_tile_cache_drop_unwanted (GwTileCache *cache, guint64 stamp);

typedef void (*GwTileCacheVisit) (GwTileEntry *entry, gpointer user_data);
void gw_tile_cache_foreach (GwTileCache *cache, GwTileCacheVisit visit, gpointer user_data);

G_END_DECLS
