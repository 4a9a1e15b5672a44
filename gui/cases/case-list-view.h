/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of cases with its filter bar, in step with the shared selection. */
#pragma once

#include "gui/cases/filter-bar.h"
#include "gui/model/desk.h"
#include "gui/session/settings.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GW_TYPE_CASE_LIST_VIEW (gw_case_list_view_get_type ())
G_DECLARE_FINAL_TYPE (GwCaseListView, gw_case_list_view, GW, CASE_LIST_VIEW, GtkWidget)

/* settings may be NULL: then nothing is remembered. */
void gw_case_list_view_set_desk (GwCaseListView *self, GwDesk *desk, GwSettings *settings);
/* A table with columns where there is room for one, else a list of dense rows. */
void gw_case_list_view_set_wide (GwCaseListView *self, gboolean wide);
GwFilterBar *gw_case_list_view_get_filter_bar (GwCaseListView *self);
/* Selects the case so many steps down (up: negative) from the selected one. */
void gw_case_list_view_step (GwCaseListView *self, int steps);
/* Lets the new cases come in that wait, and goes to the top where most of them are. */
void gw_case_list_view_show_waiting (GwCaseListView *self);
/* Of GwCaseSlot. Borrowed. */
GtkSelectionModel *gw_case_list_view_get_selection (GwCaseListView *self);
void gw_case_list_view_focus_list (GwCaseListView *self);

G_END_DECLS
