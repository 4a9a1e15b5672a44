/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A line drawn on the map, measured. */
#pragma once

#include "gis/point.h"

#include <shumate/shumate.h>

G_BEGIN_DECLS

/* Redrawn by the map view when the view moves. */
#define GW_TYPE_RULER_LAYER (gw_ruler_layer_get_type ())
G_DECLARE_FINAL_TYPE (GwRulerLayer, gw_ruler_layer, GW, RULER_LAYER, ShumateLayer)

GwRulerLayer *gw_ruler_layer_new (ShumateViewport *viewport);
/* Goes on to there. Does nothing where the line already ends. */
void gw_ruler_layer_add (GwRulerLayer *self, GwLonLat place);
/* Takes the last point back; FALSE: there was none. */
gboolean gw_ruler_layer_remove_last (GwRulerLayer *self);
void gw_ruler_layer_clear (GwRulerLayer *self);
guint gw_ruler_layer_get_n_points (GwRulerLayer *self);
/* Metres along the line. */
double gw_ruler_layer_get_length (GwRulerLayer *self);
/* Square metres that the line encloses, its end joined to its beginning; 0 for less than
 * three points. */
double gw_ruler_layer_get_area (GwRulerLayer *self);
void gw_ruler_layer_set_dark (GwRulerLayer *self, gboolean dark);

/* "340 m", "1.24 km"; caller frees. */
char *gw_length_text (double metres);
/* "3,400 m²", "1.24 km²"; caller frees. */
char *gw_area_text (double square_metres);

G_END_DECLS
