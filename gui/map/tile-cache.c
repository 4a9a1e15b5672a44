/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tiles a layer holds. */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/map/tile-cache.h"

#include "gui/map/tile-plan.h"

struct _GwTileCache
{
  GHashTable *entries; /* guint64 key (in the entry) -> GwTileEntry */
  guint bound;
};

static void
entry_free (gpointer data)
{
  GwTileEntry *entry = data;

  g_cancellable_cancel (entry->cancellable);
  g_clear_object (&entry->cancellable);
  g_clear_pointer (&entry->content, gw_tile_content_unref);
  g_clear_pointer (&entry->next, gw_tile_content_unref);
  g_free (entry);
}

GwTileCache *
gw_tile_cache_new (guint bound)
{
  GwTileCache *cache = g_new0 (GwTileCache, 1);

  cache->entries = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, entry_free);
  cache->bound = bound;
  return cache;
}

void
gw_tile_cache_free (GwTileCache *cache)
{
  g_hash_table_unref (cache->entries);
  g_free (cache);
}

GwTileEntry *
gw_tile_cache_lookup (GwTileCache *cache, GwTile tile)
{
  guint64 key = gw_tile_key (tile);

  return g_hash_table_lookup (cache->entries, &key);
}

GwTileEntry *
gw_tile_cache_ensure (GwTileCache *cache, GwTile tile)
{
  GwTileEntry *entry = gw_tile_cache_lookup (cache, tile);

  if (entry == NULL)
    {
      entry = g_new0 (GwTileEntry, 1);
      entry->key = gw_tile_key (tile);
      entry->tile = tile;
      g_hash_table_insert (cache->entries, &entry->key, entry);
    }
  return entry;
}

guint
gw_tile_cache_size (GwTileCache *cache)
{
  return g_hash_table_size (cache->entries);
}

static int
compare_by_stamp (gconstpointer a, gconstpointer b)
{
  const GwTileEntry *one = *(GwTileEntry *const *)a;
  const GwTileEntry *other = *(GwTileEntry *const *)b;

  return one->stamp < other->stamp ? -1 : one->stamp > other->stamp;
}

void
gw_tile_cache_trim (GwTileCache *cache, guint64 stamp)
{
  g_autoptr (GPtrArray) unwanted = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, cache->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      GwTileEntry *entry = value;

      if (entry->stamp == stamp)
        continue;
      g_cancellable_cancel (entry->cancellable);
      g_clear_object (&entry->cancellable);
      if (entry->content == NULL)
        g_hash_table_iter_remove (&iter);
      else
        g_ptr_array_add (unwanted, entry);
    }

  if (gw_tile_cache_size (cache) <= cache->bound)
    return;

  g_ptr_array_sort (unwanted, compare_by_stamp);
  for (guint i = 0; i < unwanted->len && gw_tile_cache_size (cache) > cache->bound; i++)
    {
      GwTileEntry *entry = g_ptr_array_index (unwanted, i);

      g_hash_table_remove (cache->entries, &entry->key);
    }
}

void
gw_tile_cache_drop_unwanted (GwTileCache *cache, guint64 stamp)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, cache->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (((GwTileEntry *)value)->stamp != stamp)
      g_hash_table_iter_remove (&iter);
}

void
gw_tile_cache_foreach (GwTileCache *cache, GwTileCacheVisit visit, gpointer user_data)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, cache->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    visit (value, user_data);
}
