/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Moves a map: by jumps or by short animations, zoom and place together. */
#pragma once

#include "gui/map/map-frame.h"

#include <shumate/shumate.h>

G_BEGIN_DECLS

/*
 * Sets zoom and place of the viewport in one notification, and always comes to rest on a
 * whole zoom, where tiles are sharp. Without animations (gtk-enable-animations) it jumps.
 */
typedef struct _GwMapMotion GwMapMotion;

/* Borrows the map, which must outlive it. */
GwMapMotion *gw_map_motion_new (ShumateMap *map);
void gw_map_motion_free (GwMapMotion *motion);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwMapMotion, gw_map_motion_free)

void gw_map_motion_go_to (GwMapMotion *motion, GwMercator centre, double zoom,
                          gboolean animate);
/* Moves the view by pixels. */
void gw_map_motion_pan (GwMapMotion *motion, double dx, double dy);
/* Zooms by steps; what is under (x, y) stays there. Steps asked for meanwhile add up. */
void gw_map_motion_zoom_at (GwMapMotion *motion, double x, double y, double steps);
/* Stays where it is. */
void gw_map_motion_stop (GwMapMotion *motion);
gboolean gw_map_motion_is_moving (GwMapMotion *motion);

/* Where the animation ends; FALSE: there is none. */
gboolean gw_map_motion_get_target (GwMapMotion *motion, GwMapFrame *ret_frame);
GwMapFrame gw_map_motion_get_frame (GwMapMotion *motion);

G_END_DECLS
