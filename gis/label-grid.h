/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeps labels of one zoom from covering each other, over the whole map at once. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* In pixels of the whole world at one zoom. */
typedef struct
{
  double left, top, right, bottom;
} GwLabelBox;

typedef struct _GwLabelGrid GwLabelGrid;

GwLabelGrid *gw_label_grid_new (void);
void gw_label_grid_free (GwLabelGrid *grid);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwLabelGrid, gw_label_grid_free)

/*
 * Takes the boxes of one label and returns TRUE, unless one of them covers a box taken
 * before or a label of the same text has its middle within repeat pixels.
 */
gboolean gw_label_grid_take (GwLabelGrid *grid, const GwLabelBox *boxes, guint n_boxes,
                             const char *text, double repeat);

G_END_DECLS
