/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cases as a table: columns that one chooses, moves, pulls and sorts by. */
#pragma once

#include "gui/cases/case-columns.h"
#include "gui/session/settings.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * The wide form of the list. What the columns are is remembered. Signals:
 *  "activate" (guint position): a row was opened;
 *  "sorted" (guint GwCaseSort): a header was clicked.
 */
#define GW_TYPE_CASE_TABLE (gw_case_table_get_type ())
G_DECLARE_FINAL_TYPE (GwCaseTable, gw_case_table, GW, CASE_TABLE, GtkWidget)

/* settings may be NULL (tests): then nothing is remembered. */
void gw_case_table_set_desk (GwCaseTable *self, GwDesk *desk, GwSettings *settings);
/* Of GwCaseSlot; NULL while the table is not shown. */
void gw_case_table_set_model (GwCaseTable *self, GtkSelectionModel *model);
/* The arrow in the header. */
void gw_case_table_set_sort (GwCaseTable *self, GwCaseSort sort);
void gw_case_table_scroll_to (GwCaseTable *self, guint position);
GtkAdjustment *gw_case_table_get_adjustment (GwCaseTable *self);
/* Which columns are shown, one item each, and the way back to the usual ones. */
GMenuModel *gw_case_table_get_menu (GwCaseTable *self);
/* The actions of that menu, to be inserted as "columns". */
GActionGroup *gw_case_table_get_actions (GwCaseTable *self);

G_END_DECLS
