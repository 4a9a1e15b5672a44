/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One case in the list: two dense lines, always up to date. */
#pragma once

#include "gui/model/case-slot.h"
#include "gui/model/desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GW_TYPE_CASE_ITEM (gw_case_item_get_type ())
G_DECLARE_FINAL_TYPE (GwCaseItem, gw_case_item, GW, CASE_ITEM, GtkWidget)

GtkWidget *gw_case_item_new (GwDesk *desk);
/* Follows the slot, and its case once it is there, until another (or NULL) is set. */
void gw_case_item_set_slot (GwCaseItem *self, GwCaseSlot *slot);

G_END_DECLS
