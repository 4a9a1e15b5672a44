/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the colours of the cells and the symbols of the cases mean. */
#pragma once

#include "gui/model/cell-values.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * Shows the classes of its values with colour, range and number of cells, lets the user
 * choose the measure (which sets it on the values), and explains the lamps. The classes fold
 * away.
 */
#define GW_TYPE_LEGEND (gw_legend_get_type ())
G_DECLARE_FINAL_TYPE (GwLegend, gw_legend, GW, LEGEND, GtkWidget)

/* NULL: only the lamps are explained. */
void gw_legend_set_values (GwLegend *self, GwCellValues *values);
/* Lamps that are nowhere on the map need no words. */
void gw_legend_set_lamps_visible (GwLegend *self, gboolean visible);
/* Whether the colours of the heat map are told, too. */
void gw_legend_set_heat_visible (GwLegend *self, gboolean visible);
void gw_legend_set_dark (GwLegend *self, gboolean dark);
/* How opaque the cells lie over the base map, so that swatches look like the map. */
double gw_map_cell_opacity (gboolean dark);

G_END_DECLS
