/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Outlines of short texts, shaped once and kept. */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* Bound to one thread: Pango's fonts are not shared between threads. */
typedef struct _GwTextCache GwTextCache;

GwTextCache *gw_text_cache_new (void);
void gw_text_cache_free (GwTextCache *cache);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwTextCache, gw_text_cache_free)

/* Width in pixels of the text set in one line. */
double gw_text_cache_width (GwTextCache *cache, const char *text, double size,
                            gboolean bold);
/* Adds the text's outline to the path of cr, its middle at the origin. */
void gw_text_cache_append (GwTextCache *cache, cairo_t *cr, const char *text, double size,
                           gboolean bold);

G_END_DECLS
