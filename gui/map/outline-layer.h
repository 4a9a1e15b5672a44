/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Outlines of the selected cell and of the one under the pointer; the place looked for. */
#pragma once

#include "gis/shape.h"

#include <gtk/gtk.h>
#include <shumate/shumate.h>

G_BEGIN_DECLS

#define GW_TYPE_OUTLINE_LAYER (gw_outline_layer_get_type ())
G_DECLARE_FINAL_TYPE (GwOutlineLayer, gw_outline_layer, GW, OUTLINE_LAYER, ShumateLayer)

GwOutlineLayer *gw_outline_layer_new (ShumateViewport *viewport);
/* Each takes a reference; NULL: none. */
void gw_outline_layer_set_selected (GwOutlineLayer *self, const GwShape *shape);
void gw_outline_layer_set_hovered (GwOutlineLayer *self, const GwShape *shape);
/* A pin whose point stands there; NULL: none. */
void gw_outline_layer_set_pin (GwOutlineLayer *self, const GwFixed *place);
void gw_outline_layer_set_dark (GwOutlineLayer *self, gboolean dark);

G_END_DECLS
