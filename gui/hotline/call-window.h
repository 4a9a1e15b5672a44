/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window in which a call of the hotline is taken, beside the map. */
#pragma once

#include "gui/model/desk.h"

#include "gis/point.h"

#include <adwaita.h>

G_BEGIN_DECLS

/*
 * Not modal: the place may be given by a click on the map. Ctrl+Enter takes the call, Escape
 * leaves (a second time, when something was typed). Signals: "placed" (double, double): the
 * address that was chosen is there; "opened" (string): a case near there; "taken" (string): the
 * number of the case that came of the call, then the window closes.
 */
#define GW_TYPE_CALL_WINDOW (gw_call_window_get_type ())
G_DECLARE_FINAL_TYPE (GwCallWindow, gw_call_window, GW, CALL_WINDOW, AdwWindow)

GwCallWindow *gw_call_window_new (GwDesk *desk);
/* TRUE when the user is one of those who take calls. */
gboolean gw_call_window_is_for (const GwUser *user);
/* Makes a call that could not be sent the one that a new window goes on with. */
void gw_call_draft_bring_back (GwDrafts *drafts, const char *name);
/* What was clicked on the map. */
void gw_call_window_set_place (GwCallWindow *self, GwLonLat place);

G_END_DECLS
