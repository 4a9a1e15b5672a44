/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What makes a window one for the wall: its size, its darkness, its map, its clock. */
#pragma once

#include <gtk/gtk.h>

#include "gui/map/map-view.h"
#include "gui/model/city-info.h"

G_BEGIN_DECLS

/* Letters as large as the screen allows: they grow and shrink with the window. */
typedef struct _GwWallScale GwWallScale;

GwWallScale *gw_wall_scale_new (void);
void gw_wall_scale_free (GwWallScale *scale);
/* May be called while the window is being laid out. */
void gw_wall_scale_set_size (GwWallScale *scale, int width, int height);

/* As long as it is there the program is dark, unless it was told to be light. */
typedef struct _GwWallDark GwWallDark;

GwWallDark *gw_wall_dark_new (void);
void gw_wall_dark_free (GwWallDark *dark);

/* Hides what is there to be clicked, and what follows the pointer. */
void gw_wall_bare_map (GwMapView *map_view);

/* "14:05:09" by the city's clock. Caller frees. */
char *gw_wall_dup_time (GwCityInfo *city);
/* "Monday, November 23, 2026". Caller frees. */
char *gw_wall_dup_date (GwCityInfo *city);

G_END_DECLS
