/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All cells of the city: shapes, codes and names, by position in the index. */
#pragma once

#include "gis/cell-index.h"
#include "gui/client/client.h"

G_BEGIN_DECLS

/*
 * Cells come page by page and the index is built in a worker thread; until then the set is
 * empty. Signal "loaded" () when index and names are there.
 * Properties: "progress" (double, 0…1), "is-loaded" (gboolean).
 */
#define GW_TYPE_CELL_SET (gw_cell_set_get_type ())
G_DECLARE_FINAL_TYPE (GwCellSet, gw_cell_set, GW, CELL_SET, GObject)

GwCellSet *gw_cell_set_new (void);
/* Starts to load; expected is the number of cells for the progress. */
void gw_cell_set_load (GwCellSet *self, GwClient *client, guint expected);
/* Takes the array of GwCellRecord at once (for tests). */
void gw_cell_set_take_records (GwCellSet *self, GPtrArray *records);
gboolean gw_cell_set_is_loaded (GwCellSet *self);
double gw_cell_set_get_progress (GwCellSet *self);
/* NULL until the loading failed. Borrowed. */
const GError *gw_cell_set_get_error (GwCellSet *self);
/* NULL until loaded. Borrowed; take a reference to use it in another thread. */
GwCellIndex *gw_cell_set_get_index (GwCellSet *self);
guint gw_cell_set_get_size (GwCellSet *self);
/* Position of a code or GW_CELL_NONE. */
guint32 gw_cell_set_find (GwCellSet *self, const char *code);
/* Position of the cell that holds the place or GW_CELL_NONE. */
guint32 gw_cell_set_find_at (GwCellSet *self, GwLonLat place);
const GwCellRecord *gw_cell_set_get (GwCellSet *self, guint32 position);

G_END_DECLS
