/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inspectors on duty, each where he was last, with his name. */
#pragma once

#include "gui/client/records.h"

#include <gtk/gtk.h>
#include <shumate/shumate.h>

G_BEGIN_DECLS

#define GW_TYPE_INSPECTOR_LAYER (gw_inspector_layer_get_type ())
G_DECLARE_FINAL_TYPE (GwInspectorLayer, gw_inspector_layer, GW, INSPECTOR_LAYER,
                      ShumateLayer)

GwInspectorLayer *gw_inspector_layer_new (ShumateViewport *viewport);
/* GwInspectorRecord; a reference is taken. NULL: none. */
void gw_inspector_layer_set_items (GwInspectorLayer *self, GPtrArray *items);
void gw_inspector_layer_set_dark (GwInspectorLayer *self, gboolean dark);
/* The one at that place of the widget, borrowed from the items; NULL: none. */
const GwInspectorRecord *gw_inspector_layer_hit (GwInspectorLayer *self, double x,
                                                 double y);
/* Drawn in the last frame. */
guint gw_inspector_layer_get_n_drawn (GwInspectorLayer *self);

G_END_DECLS
