/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Point -> cell: a uniform hash over fixed-point borders, in memory. */
#pragma once

#include "gis/shape.h"

G_BEGIN_DECLS

#define GW_CELL_NONE G_MAXUINT32

/* Immutable, reference counted, thread-safe. Cells are named by their position in the input. */
typedef struct _GwCellIndex GwCellIndex;

/* Takes a reference on each shape. O(points). */
GwCellIndex *gw_cell_index_new (GwShape *const *shapes, guint n_shapes);
GwCellIndex *gw_cell_index_ref (GwCellIndex *index);
void gw_cell_index_unref (GwCellIndex *index);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwCellIndex, gw_cell_index_unref)

guint gw_cell_index_size (const GwCellIndex *index);
const GwShape *gw_cell_index_shape (const GwCellIndex *index, guint position);
GwBox gw_cell_index_box (const GwCellIndex *index);
/* O(1): the one cell that holds the point, or GW_CELL_NONE. */
guint32 gw_cell_index_find (const GwCellIndex *index, GwFixed point);
/* Appends (guint32) each cell whose box meets the box once, in ascending order. */
void gw_cell_index_find_in_box (const GwCellIndex *index, GwBox box, GArray *out);

G_END_DECLS
