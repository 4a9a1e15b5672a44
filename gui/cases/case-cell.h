/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One cell of the table of cases, always up to date. */
#pragma once

#include "gui/cases/case-columns.h"
#include "gui/model/case-slot.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GW_TYPE_CASE_CELL (gw_case_cell_get_type ())
G_DECLARE_FINAL_TYPE (GwCaseCell, gw_case_cell, GW, CASE_CELL, GtkWidget)

GtkWidget *gw_case_cell_new (GwDesk *desk, GwCaseColumn column);
/* Follows the slot, and its case once it is there, until another (or NULL) is set. */
void gw_case_cell_set_slot (GwCaseCell *self, GwCaseSlot *slot);

G_END_DECLS
