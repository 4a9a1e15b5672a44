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
/*
 * PNG bytes (opaque RGB, GW_TILE_SIZE squared) of one tile; NULL without error when nothing
 * but background is on it. The same features give the same bytes on the same libraries.
 */
GBytes *gw_painter_paint (GwPainter *painter, GwTile tile, GError **error);

/* Called in the caller's thread with done of total tiles; return FALSE to stop. */
typedef gboolean (*GwPainterProgress) (guint done, guint total, gpointer user_data);

/*
 * Paints zoom_min..zoom_max over the box of all features into a new MBTiles file, on all
 * processors. It is written beside path and takes its place at the end: an error, or a stop
 * by progress (G_IO_ERROR_CANCELLED), leaves path as it was. Every tile of the box is in
 * the file, equal ones once; for tiles outside of it the file holds the background (see
 * gw_mbtiles_read_background). GW_GIS_ERROR_IO when the file cannot be written,
 * GW_GIS_ERROR_UNSUPPORTED for wrong zooms or when there are no features.
 */
gboolean gw_painter_write_mbtiles (GwPainter *painter, const char *path, guint zoom_min,
                                   guint zoom_max, const char *name,
                                   const char *attribution, GwPainterProgress progress,
                                   gpointer user_data, GError **error);

G_END_DECLS
