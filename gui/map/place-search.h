/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The entry over the map in which places and cases are looked for. */
#pragma once

#include "gui/model/place-finder.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * Lists what the text means while it is typed. Up and Down choose, Enter takes, Escape closes
 * the list, then empties the entry, then leaves it. Signals: "chosen" (GwPlaceRecord, valid
 * during the signal); "left" (): Escape in an empty entry.
 */
#define GW_TYPE_PLACE_SEARCH (gw_place_search_get_type ())
G_DECLARE_FINAL_TYPE (GwPlaceSearch, gw_place_search, GW, PLACE_SEARCH, GtkWidget)

/* NULL: nothing can be found. */
void gw_place_search_set_client (GwPlaceSearch *self, GwClient *client);
/* What stands in the entry. Borrowed. */
const char *gw_place_search_get_text (GwPlaceSearch *self);
/* Puts it there without looking for it; NULL: nothing. */
void gw_place_search_set_text (GwPlaceSearch *self, const char *text);
/* Where somebody looks: places near to it come first among equals. */
void gw_place_search_set_near (GwPlaceSearch *self, GwLonLat near);

G_END_DECLS
