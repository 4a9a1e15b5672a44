/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening the window of a call beside the map of the desk. */
#pragma once

#include "gui/hotline/call-window.h"
#include "gui/map/map-view.h"

G_BEGIN_DECLS

/*
 * Opens the window, or brings forward the one that is open; until it closes, clicks on the map
 * say where it is. page: the GwDeskPage, which opens the case that comes of the call and tells
 * of it ("said"); when it goes, so does the window.
 */
void gw_call_window_open (GwDesk *desk, GwMapView *map, GtkWidget *page);

G_END_DECLS
