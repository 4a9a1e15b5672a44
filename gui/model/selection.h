/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The selected case and cell, shared by list, map, detail and statistics. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/*
 * Properties: "case-number" (string, NULL: none), "cell-code" (string, NULL: none).
 * Signal "reveal" (): show the selected case or cell (the map pans to it when it is out of
 * sight). Choosing on the map does not emit it.
 */
#define GW_TYPE_SELECTION (gw_selection_get_type ())
G_DECLARE_FINAL_TYPE (GwSelection, gw_selection, GW, SELECTION, GObject)

GwSelection *gw_selection_new (void);
const char *gw_selection_get_case_number (GwSelection *self);
const char *gw_selection_get_cell_code (GwSelection *self);
void gw_selection_set_case_number (GwSelection *self, const char *number);
void gw_selection_set_cell_code (GwSelection *self, const char *code);
void gw_selection_reveal (GwSelection *self);

G_END_DECLS
