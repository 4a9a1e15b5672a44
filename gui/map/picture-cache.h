/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Things by name, of which the longest unused are forgotten. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Two generations: when the young one is full it becomes the old one, and what the old one
 * held and nobody asked for since then is freed. No use costs more than two lookups, and
 * what is in use is never freed, unless more than half the bound is.
 */
typedef struct _GwPictureCache GwPictureCache;

/* Holds at most bound things, which it frees by free_func. */
GwPictureCache *gw_picture_cache_new (guint bound, GDestroyNotify free_func);
void gw_picture_cache_free (GwPictureCache *cache);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwPictureCache, gw_picture_cache_free)

/* NULL when it is not held. Borrowed until the next insertion. */
gpointer gw_picture_cache_lookup (GwPictureCache *cache, const char *key);
/* Takes the thing, which must not be held yet, and returns it. */
gpointer gw_picture_cache_insert (GwPictureCache *cache, const char *key, gpointer thing);
void gw_picture_cache_clear (GwPictureCache *cache);
guint gw_picture_cache_size (GwPictureCache *cache);

G_END_DECLS
