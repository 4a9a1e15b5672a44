/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening the window of a call beside the map of the desk. */
#pragma once

#include "gui/hotline/call-window.h"
#include "gui/map/map-view.h"

G_BEGIN_DECLS

/*
 * Opens the window, or brings forward the one that is open; until it closes, clicks on the map
 * say where it is. page: the GwDeskPage, which opens the case that comes of the call and tells
 * of it ("said"); when it goes, so does the window. draft: the call to go on with, by its name
 * among the drafts; one that was begun takes its place there. NULL: the begun one, or a new one.
 */
void gw_call_window_open (GwDesk *desk, GwMapView *map, GtkWidget *page, const char *draft);

G_END_DECLS
