/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way round the city: one area after the other, each for a while. */
#pragma once

#include "gui/model/city-info.h"

G_BEGIN_DECLS

/*
 * The first stop is everything that is shown at all, the others its streets; its districts
 * or communities where there are no streets to tell apart. Signal "moved" (): another stop,
 * or it was stopped or started.
 */
#define GW_TYPE_WALL_TOUR (gw_wall_tour_get_type ())
G_DECLARE_FINAL_TYPE (GwWallTour, gw_wall_tour, GW, WALL_TOUR, GObject)

/* own_area: code of what the user sees; NULL: the whole city. */
GwWallTour *gw_wall_tour_new (GwCityInfo *city, const char *own_area);
/* How long each stop is shown; begins anew. */
void gw_wall_tour_set_stay_ms (GwWallTour *self, guint stay_ms);
guint gw_wall_tour_get_n_stops (GwWallTour *self);
guint gw_wall_tour_get_position (GwWallTour *self);
/* What the codes of its cells begin with; NULL: the whole city. Borrowed. */
const char *gw_wall_tour_get_code (GwWallTour *self);
/* Borrowed. */
const char *gw_wall_tour_get_name (GwWallTour *self);
/* Forwards or backwards, round and round; then it is shown for its whole time. */
void gw_wall_tour_step (GwWallTour *self, int steps);
/* Back to the first stop. */
void gw_wall_tour_restart (GwWallTour *self);
gboolean gw_wall_tour_is_paused (GwWallTour *self);
void gw_wall_tour_set_paused (GwWallTour *self, gboolean paused);

G_END_DECLS
