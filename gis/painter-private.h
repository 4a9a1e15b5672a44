/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What painting one tile and painting a whole file share. */
#pragma once

#include "gis/painter.h"
#include "gis/painter-label.h"
#include "gis/painter-scene.h"
#include "gis/painter-text.h"

G_BEGIN_DECLS

/* One thread's tools for painting. */
typedef struct
{
  GwTextCache *texts;
  GHashTable *plain; /* colour -> GBytes: PNGs of tiles of one colour */
} GwBrush;

struct _GwPainter
{
  GwScene *scene;
  GwLabelSet *labels[GW_TILE_MAX_ZOOM + 1]; /* each made when its zoom is first painted */
  GwBrush *brush;                           /* for gw_painter_paint */
};

GwBrush *gw_brush_new (void);
void gw_brush_free (GwBrush *brush);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwBrush, gw_brush_free)

/* Must have been called for a zoom before threads paint it. */
const GwLabelSet *gw_painter_ensure_labels (GwPainter *painter, guint zoom);

/*
 * Paints a square of side by side tiles whose left upper one is first. out takes side * side
 * PNGs, row by row; no element where the tile is not wanted (outside of the world).
 */
gboolean gw_painter_paint_square (const GwPainter *painter, GwBrush *brush, GwTile first,
                                  guint side, GBytes **out, GError **error);
/* The PNG of a tile of nothing but the background. */
GBytes *gw_brush_background (GwBrush *brush, GError **error);

G_END_DECLS
