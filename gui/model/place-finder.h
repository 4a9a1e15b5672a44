/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Places that a text means, asked of the server while somebody types. */
#pragma once

#include "gui/client/client.h"

#include "gis/point.h"

G_BEGIN_DECLS

/*
 * Only the last question counts: a new one cancels the one before. Signal "changed" (): there
 * is an answer, or there was an error, or there is nothing to ask any more.
 */
#define GW_TYPE_PLACE_FINDER (gw_place_finder_get_type ())
G_DECLARE_FINAL_TYPE (GwPlaceFinder, gw_place_finder, GW, PLACE_FINDER, GObject)

GwPlaceFinder *gw_place_finder_new (GwClient *client);
/* Places near to `near` come first among equals. A text without letters asks for nothing. */
void gw_place_finder_ask (GwPlaceFinder *self, const char *text, GwLonLat near);
/* The text that was asked for last; "" when there is none. */
const char *gw_place_finder_get_text (GwPlaceFinder *self);
/*
 * GwPlaceRecord, best first; empty until there is an answer. The number of a case is a place
 * of kind "case" (at 0, 0), whether there is such a case or not. Borrowed until "changed".
 */
GPtrArray *gw_place_finder_get_places (GwPlaceFinder *self);
gboolean gw_place_finder_is_asking (GwPlaceFinder *self);
/* NULL: the last answer came. */
const GError *gw_place_finder_get_error (GwPlaceFinder *self);

G_END_DECLS
