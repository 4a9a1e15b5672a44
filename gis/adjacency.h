/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which shapes of a gapless set are neighbours. */
#pragma once

#include "gis/shape.h"

G_BEGIN_DECLS

/* Two shapes, by position, and the length of the border between them. */
typedef struct
{
  guint shape;
  guint other;
  double length_m;
} GwContact;

/*
 * Lists every pair of neighbours in both directions, by shape, then by other. Neighbours are
 * found by common edges: the shapes must share their border points, as the cells of a
 * division do. Shapes that meet in a point only are no neighbours. Caller unrefs.
 */
GArray *gw_adjacency_list (GwShape *const *shapes, guint n_shapes);

G_END_DECLS
