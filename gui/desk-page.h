/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The desk of one signed-in session: list or numbers, map, open case. */
#pragma once

#include "gui/model/desk.h"
#include "gui/session/settings.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * Signals: "ready" (), once: list, cells, map and feed are up;
 * "said" (string): something to tell in passing.
 */
#define GW_TYPE_DESK_PAGE (gw_desk_page_get_type ())
G_DECLARE_FINAL_TYPE (GwDeskPage, gw_desk_page, GW, DESK_PAGE, GtkWidget)

GtkWidget *gw_desk_page_new (GwDesk *desk, GwSettings *settings);
/* "cases", "statistics" or "targets"; "wall" and "administration/PAGE" open windows of their own. */
void gw_desk_page_show_section (GwDeskPage *self, const char *section);
void gw_desk_page_focus_list (GwDeskPage *self);
/* Chooses the case so many steps down the list. */
void gw_desk_page_step (GwDeskPage *self, int steps);
/* Opens the case and shows it on the map. */
void gw_desk_page_open_case (GwDeskPage *self, const char *number);
/* The open case, and what there is to do with it. Borrowed. */
GtkWidget *gw_desk_page_get_detail_view (GwDeskPage *self);
/* TRUE when nothing that is visible is still on its way. */
gboolean gw_desk_page_is_settled (GwDeskPage *self);

G_END_DECLS
