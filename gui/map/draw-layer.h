/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The area that a list is of, and the one that is being drawn. */
#pragma once

#include "gis/shape.h"

#include <gtk/gtk.h>
#include <shumate/shumate.h>

G_BEGIN_DECLS

/* Redrawn by the map view when the view moves. */
#define GW_TYPE_DRAW_LAYER (gw_draw_layer_get_type ())
G_DECLARE_FINAL_TYPE (GwDrawLayer, gw_draw_layer, GW, DRAW_LAYER, ShumateLayer)

GwDrawLayer *gw_draw_layer_new (ShumateViewport *viewport);
/* What is drawn already; a reference is taken. NULL: nothing. */
void gw_draw_layer_set_ring (GwDrawLayer *self, GwShape *ring);
/* Corners so far, copied; the last of them may still be where the pointer is (open). */
void gw_draw_layer_set_corners (GwDrawLayer *self, const GwLonLat *corners, guint n_corners,
                                gboolean open);
/* Where the keys would set the next corner; NULL: the keys are not used. */
void gw_draw_layer_set_cross (GwDrawLayer *self, const GwLonLat *place);
void gw_draw_layer_set_dark (GwDrawLayer *self, gboolean dark);

G_END_DECLS
