/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Map features made ready for painting: projected once, found by kind and box. */
#pragma once

#include "gis/map-feature.h"
#include "gis/tile-math.h"

G_BEGIN_DECLS

/* A box in the unit square of Web Mercator. */
typedef struct
{
  GwMercator min;
  GwMercator max;
} GwSceneBox;

typedef struct
{
  const GwMapFeature *feature; /* borrowed */
  GwSceneBox box;
  guint n_points;
  GwMercator *points;     /* of all rings, or of the line */
  double *lengths;        /* lines: from the start to each point; NULL for areas */
  guint n_rings;          /* 0 for lines */
  const guint *ring_ends; /* of the feature's shape */
} GwSceneItem;

/* Immutable; read by any number of threads at once. */
typedef struct _GwScene GwScene;

/* Borrows the features. O(points). */
GwScene *gw_scene_new (GPtrArray *features);
void gw_scene_free (GwScene *scene);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwScene, gw_scene_free)

/* The box of all features in degrees; empty without features. */
GwBox gw_scene_box (const GwScene *scene);
/*
 * Clears out and fills it with each item of kind (const GwSceneItem *) whose box meets the
 * box, in the order of the features. Costs what lies near the box.
 */
void gw_scene_find (const GwScene *scene, GwMapKind kind, GwSceneBox box, GPtrArray *out);
/* Every item of kind, in the order of the features. */
const GwSceneItem *const *gw_scene_items (const GwScene *scene, GwMapKind kind,
                                          guint *ret_n);

G_END_DECLS
