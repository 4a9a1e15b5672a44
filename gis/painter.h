/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Paints base map tiles from map features (cairo and Pango). */
#pragma once

#include "gis/map-feature.h"
#include "gis/tile-math.h"

G_BEGIN_DECLS

/* Indexes the features once; then paints from any one thread at a time. */
typedef struct _GwPainter GwPainter;

/* Borrows the features (GwMapFeature), which must outlive the painter. */
GwPainter *gw_painter_new (GPtrArray *features);
void gw_painter_free (GwPainter *painter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwPainter, gw_painter_free)

/* The box of all features. */
GwBox gw_painter_box (const GwPainter *painter);
/* PNG bytes (opaque RGB) of one tile; NULL when nothing but background is on it. */
GBytes *gw_painter_paint (GwPainter *painter, GwTile tile, GError **error);

/* Called with done of total tiles; return FALSE to stop. */
typedef gboolean (*GwPainterProgress) (guint done, guint total, gpointer user_data);

/* Paints zoom_min..zoom_max into a new MBTiles file (replaced atomically). */
gboolean gw_painter_write_mbtiles (GwPainter *painter, const char *path, guint zoom_min,
                                   guint zoom_max, const char *name,
                                   const char *attribution, GwPainterProgress progress,
                                   gpointer user_data, GError **error);

G_END_DECLS
