/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the open case is: a small map that stands still; a click goes to the large one. */
#pragma once

#include "gui/model/cell-set.h"
#include "gui/model/nearby-cases.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Signal "clicked" (), as of the button that it is. */
#define GW_TYPE_PLACE_MAP (gw_place_map_get_type ())
G_DECLARE_FINAL_TYPE (GwPlaceMap, gw_place_map, GW, PLACE_MAP, GtkButton)

/* Once. cells: may still be loading. nearby: what is shown beside the case. */
void gw_place_map_set_models (GwPlaceMap *self, GwClient *client, GwCellSet *cells,
                              GwNearbyCases *nearby);
/* NULL: nothing. Painted anew only when something that is seen has changed. */
void gw_place_map_set_row (GwPlaceMap *self, GwCaseRow *row);
gboolean gw_place_map_is_settled (GwPlaceMap *self);

G_END_DECLS
