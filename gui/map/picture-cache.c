/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Things by name, of which the longest unused are forgotten. */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/map/picture-cache.h"

struct _GwPictureCache
{
  GHashTable *young; /* char* -> thing */
  GHashTable *old;
  GDestroyNotify free_func;
  guint bound;
};

static GHashTable *
generation_new (GwPictureCache *cache)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, cache->free_func);
}

GwPictureCache *
gw_picture_cache_new (guint bound, GDestroyNotify free_func)
{
  GwPictureCache *cache = g_new0 (GwPictureCache, 1);

  cache->free_func = free_func;
  cache->bound = MAX (bound, 2);
  cache->young = generation_new (cache);
  cache->old = generation_new (cache);
  return cache;
}

void
gw_picture_cache_free (GwPictureCache *cache)
{
  g_hash_table_unref (cache->young);
  g_hash_table_unref (cache->old);
  g_free (cache);
}

static void
enter (GwPictureCache *cache, char *key, gpointer thing)
{
  if (g_hash_table_size (cache->young) >= cache->bound / 2)
    {
      g_hash_table_unref (cache->old);
      cache->old = g_steal_pointer (&cache->young);
      cache->young = generation_new (cache);
    }
  g_hash_table_insert (cache->young, key, thing);
}

gpointer
gw_picture_cache_lookup (GwPictureCache *cache, const char *key)
{
  gpointer thing = g_hash_table_lookup (cache->young, key);
  gpointer own_key = NULL;

  if (thing == NULL && g_hash_table_steal_extended (cache->old, key, &own_key, &thing))
    enter (cache, own_key, thing);
  return thing;
}

gpointer
gw_picture_cache_insert (GwPictureCache *cache, const char *key, gpointer thing)
{
  enter (cache, g_strdup (key), thing);
  return thing;
}

void
gw_picture_cache_clear (GwPictureCache *cache)
{
  g_hash_table_remove_all (cache->young);
  g_hash_table_remove_all (cache->old);
}

guint
gw_picture_cache_size (GwPictureCache *cache)
{
  return g_hash_table_size (cache->young) + g_hash_table_size (cache->old);
}
