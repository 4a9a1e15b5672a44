/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The map of the desk: base map, coloured cells, cases by lamp, selection in step. */
#pragma once

#include "gui/model/desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * Everything shown comes from the models that it is given; it asks the server for base
 * tiles only. Properties:
 *   "ready" (gboolean, read): nothing visible is still being loaded or drawn;
 *   "measure" (guint, GwMeasure): what the user wants the cells coloured by. Whoever owns the
 *   GwCellValues listens to it and fills them;
 *   "measuring" (gboolean): clicks draw a line whose length and area are told, and select
 *   nothing;
 *   "drawing" (gboolean): clicks set the corners of an area;
 *   "within" (string, NULL: none): the area that is drawn, as gis/ring.h has it;
 *   "base-visible", "cells-visible", "heat-visible", "cases-visible", "inspectors-visible",
 *   "duty-visible", "components-visible", "nearby-visible"
 *   (gboolean): the base map, the coloured cells, where cases are dense, the symbols of the
 *   cases and the inspectors on duty, each of which can be switched on and off.
 * Signal "moved" (): it shows another place, or may do so; a few times a second.
 */
#define GW_TYPE_MAP_VIEW (gw_map_view_get_type ())
G_DECLARE_FINAL_TYPE (GwMapView, gw_map_view, GW, MAP_VIEW, GtkWidget)

GtkWidget *gw_map_view_new (void);

/* Client, city, cells and values of a desk, and those of its points (of the list, or of all
 * that is open) that this map shows. */
void gw_map_view_set_desk (GwMapView *self, GwDesk *desk, GwCasePoints *points);
/* Where base tiles and places come from; NULL: no base map, no search, the rest works on. */
void gw_map_view_set_client (GwMapView *self, GwClient *client);
/* Name and extent of the city; the map shows all of it. The record is copied from. */
void gw_map_view_set_city (GwMapView *self, const GwCityRecord *city);
/* Each may be NULL; references are taken. Values must be of the same cells. */
void gw_map_view_set_cells (GwMapView *self, GwCellSet *cells);
void gw_map_view_set_values (GwMapView *self, GwCellValues *values);
void gw_map_view_set_points (GwMapView *self, GwCasePoints *points);
void gw_map_view_set_selection (GwMapView *self, GwSelection *selection);
/* Active as long as the map shows inspectors. */
void gw_map_view_set_inspectors (GwMapView *self, GwInspectors *inspectors);

/* GwNearbyRecord of the selected case: a ring and a line to each; takes a reference, may be
 * NULL. */
void gw_map_view_set_nearby (GwMapView *self, GPtrArray *nearby);
/* Offers to draw an area; before, the map has no button for it. */
void gw_map_view_enable_drawing (GwMapView *self);

/*
 * While picking, a click (or Enter, in the middle) chooses nothing but a place: it gets the
 * pin, and the signal "picked" (double longitude, double latitude). FALSE takes the pin away.
 */
void gw_map_view_set_picking (GwMapView *self, gboolean picking);
/* Puts the pin there and goes there. */
void gw_map_view_show_place (GwMapView *self, GwLonLat place);

/* Moves there, by an animation when asked and when animations are on. */
void gw_map_view_go_to (GwMapView *self, GwLonLat centre, double zoom, gboolean animate);
/* Puts the keyboard into the entry in which places are looked for. */
void gw_map_view_focus_search (GwMapView *self);
/* Shows the whole city. */
void gw_map_view_fit_city (GwMapView *self, gboolean animate);

/*
 * The user's own part of the city: the code that its cells begin with (a district, street or
 * community). NULL: there is none but the whole city.
 */
void gw_map_view_set_own_area (GwMapView *self, const char *area_code);
/* Shows it; the whole city when there is none. */
void gw_map_view_fit_own_area (GwMapView *self, gboolean animate);

GwLonLat gw_map_view_get_centre (GwMapView *self);
double gw_map_view_get_zoom (GwMapView *self);
gboolean gw_map_view_is_ready (GwMapView *self);
GwMeasure gw_map_view_get_measure (GwMapView *self);
void gw_map_view_set_measure (GwMapView *self, GwMeasure measure);

G_END_DECLS
