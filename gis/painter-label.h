/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where every name of the map stands at one zoom. */
#pragma once

#include "gis/painter-scene.h"
#include "gis/painter-style.h"
#include "gis/painter-text.h"

G_BEGIN_DECLS

/* A run of characters set in one line round its middle, in pixels of the whole world. */
typedef struct
{
  char *text;
  double x, y;
  double angle; /* radians, clockwise */
} GwLabelPiece;

typedef struct
{
  const GwTextStyle *style;
  double size;
  GArray *pieces; /* GwLabelPiece */
} GwLabel;

/*
 * The labels of one zoom, placed once over the whole map, the important ones first. So a
 * label does not depend on the tile that it is painted on, and none is cut at a tile's edge.
 * Immutable; read by any number of threads at once.
 */
typedef struct _GwLabelSet GwLabelSet;

GwLabelSet *gw_label_set_new (const GwScene *scene, GwTextCache *texts, guint zoom);
void gw_label_set_free (GwLabelSet *set);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwLabelSet, gw_label_set_free)

guint gw_label_set_size (const GwLabelSet *set);
/*
 * Clears out and fills it with each label (const GwLabel *) that may reach into the box, in
 * pixels of the whole world, in the order of their placing.
 */
void gw_label_set_find (const GwLabelSet *set, double left, double top, double right,
                        double bottom, GPtrArray *out);

G_END_DECLS
