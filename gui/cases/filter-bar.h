/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Above the list: which cases. Stages of work with counts, lamps, search, the rest on demand. */
#pragma once

#include "gui/cases/drawn-area.h"
#include "gui/model/desk.h"
#include "gui/session/settings.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Sets the filter of the desk as one chooses; typing waits a moment. */
#define GW_TYPE_FILTER_BAR (gw_filter_bar_get_type ())
G_DECLARE_FINAL_TYPE (GwFilterBar, gw_filter_bar, GW, FILTER_BAR, GtkWidget)

/* settings may be NULL: then no filters are kept. */
void gw_filter_bar_set_desk (GwFilterBar *self, GwDesk *desk, GwSettings *settings);
void gw_filter_bar_focus_search (GwFilterBar *self);
/* Chooses what was chosen last, if it is remembered. */
void gw_filter_bar_restore (GwFilterBar *self);
/* A GwWorkList; nothing happens when it is not this user's. */
void gw_filter_bar_choose_stage (GwFilterBar *self, guint stage);
/* Only this cell's cases; NULL: any. */
void gw_filter_bar_set_cell (GwFilterBar *self, const char *code);
/* Holds the area that was drawn; whoever draws binds its property. */
GwDrawnArea *gw_filter_bar_get_drawn_area (GwFilterBar *self);
void gw_filter_bar_set_sort (GwFilterBar *self, GwCaseSort sort);
/* The choice of columns, offered while the list is wide; actions are its "columns". */
void gw_filter_bar_set_columns (GwFilterBar *self, GMenuModel *menu, GActionGroup *actions);
void gw_filter_bar_set_wide (GwFilterBar *self, gboolean wide);
/* Back to all open cases. */
void gw_filter_bar_clear (GwFilterBar *self);
/* TRUE when anything but the stage is chosen. */
gboolean gw_filter_bar_is_narrowed (GwFilterBar *self);

G_END_DECLS
