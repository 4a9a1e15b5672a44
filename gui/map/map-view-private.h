/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The map view's parts, for the files that make it up. */
#pragma once

#include "gui/map/base-tiles.h"
#include "gui/map/cell-tiles.h"
#include "gui/map/cluster-layer.h"
#include "gui/map/draw-layer.h"
#include "gui/map/heat-tiles.h"
#include "gui/map/inspector-layer.h"
#include "gui/map/legend.h"
#include "gui/map/map-motion.h"
#include "gui/map/map-view.h"
#include "gui/map/outline-layer.h"
#include "gui/map/place-search.h"
#include "gui/map/ruler-layer.h"
#include "gui/map/tile-layer.h"

G_BEGIN_DECLS

/* What can be switched on and off. */
typedef enum
{
  GW_MAP_LAYER_BASE,
  GW_MAP_LAYER_CELLS,
  GW_MAP_LAYER_HEAT,
  GW_MAP_LAYER_CASES,
  GW_MAP_LAYER_INSPECTORS,
  GW_MAP_LAYER_DUTY,
  GW_MAP_LAYER_COMPONENTS,
  GW_MAP_LAYER_NEARBY,
  GW_MAP_LAYER_N,
} GwMapLayer;

typedef struct _GwMapDraw GwMapDraw;
typedef struct _GwMapExtra GwMapExtra;

struct _GwMapView
{
  GtkWidget parent_instance;

  GtkWidget *overlay;
  ShumateMap *map;
  ShumateScale *scale;
  GwLegend *legend;
  GwPlaceSearch *search;
  GtkWidget *own_area_button;
  GtkWidget *draw_button;
  GtkWidget *status_box;
  GtkLabel *notice_label;
  GtkLabel *status_label;
  GtkLabel *ruler_label;
  GtkLabel *track_label;
  GtkLabel *offline_label;
  GtkSpinner *spinner;

  GwMapMotion *motion;
  GwTileLayer *base_layer;
  GwTileLayer *cell_layer;
  GwTileLayer *heat_layer;
  GwOutlineLayer *outline_layer;
  GwClusterLayer *cluster_layer;
  GwInspectorLayer *inspector_layer;
  GwRulerLayer *ruler_layer;
  GwDrawLayer *draw_layer;
  GwTileSource *base_tiles; /* NULL: no base map */
  GwTileSource *cell_tiles; /* NULL: no cells yet */
  GwTileSource *heat_tiles;

  GwCellSet *cells;
  GwCellValues *values;
  GwCasePoints *points;
  GwSelection *selection;
  GwInspectors *inspectors;

  char *city_name;
  GwBox city_box;
  gboolean fit_when_sized; /* the city was set before the map had a size */
  guint fit_id;
  gboolean visible[GW_MAP_LAYER_N];
  char *own_area; /* code or NULL */
  guint heat_id;  /* the heat is to be painted anew */
  gboolean measuring;
  GwMapDraw *draw;
  GwMapExtra *extra;
  gboolean dark;
  gboolean ready;
  gboolean picking; /* clicks choose a place */

  gboolean has_pointer;
  double pointer_x;
  double pointer_y;
  double press_x;
  double press_y;
  guint state_id; /* the status is to be told anew */
};

/* Redraws all layers from one place, so that they never lie a frame apart. */
void gw_map_view_redraw (GwMapView *self);
/* Compares what is still to come with the property. */
void gw_map_view_update_ready (GwMapView *self);

/* map-view-models.c: colours the cells as the values and the style say. */
void gw_map_view_update_colours (GwMapView *self);

/* Base tiles from anywhere else than a server; takes them. NULL: none. */
void gw_map_view_take_base_tiles (GwMapView *self, GwTileSource *tiles);

/* map-view-input.c: gestures, wheel, keys. */
void gw_map_view_install_actions (GtkWidgetClass *klass);
void gw_map_view_init_input (GwMapView *self);
/* What a click at that place of the widget does. */
void gw_map_view_click (GwMapView *self, double x, double y);

/* map-view-layers.c: which layers are seen; where one's own area is. */
void gw_map_view_init_layers (GwMapView *self);
/* FALSE: it was so before. */
gboolean gw_map_view_show_layer (GwMapView *self, GwMapLayer layer, gboolean visible);
/* The heat is of other cases now. */
void gw_map_view_heat_changed (GwMapView *self);
void gw_map_view_dispose_layers (GwMapView *self);

/* map-view-ruler.c: measuring. FALSE: it was so before. */
gboolean gw_map_view_set_measuring (GwMapView *self, gboolean measuring);
void gw_map_view_measure_to (GwMapView *self, GwLonLat place);
/* Whether the key was one of the ruler's. */
gboolean gw_map_view_measure_key (GwMapView *self, guint keyval);

/* map-view-draw.c: drawing an area. FALSE: it was so before. */
/* Before the template, whose buttons ask for it. */
GwMapDraw *gw_map_draw_new (void);
void gw_map_view_init_draw (GwMapView *self);
void gw_map_view_free_draw (GwMapView *self);
gboolean gw_map_view_set_drawing (GwMapView *self, gboolean drawing);
gboolean gw_map_view_is_drawing (GwMapView *self);
char *gw_map_view_dup_within (GwMapView *self);
gboolean gw_map_view_set_within (GwMapView *self, const char *text);
/* The next corner is there. */
void gw_map_view_draw_to (GwMapView *self, GwLonLat place);
/* The pointer moved. */
void gw_map_view_draw_moved (GwMapView *self);
/* Whether the key was one of drawing. */
gboolean gw_map_view_draw_key (GwMapView *self, guint keyval, GdkModifierType state);

/* map-view-extra.c: components, duty grids, a track, what is near a case. */
void gw_map_view_init_extra (GwMapView *self);
void gw_map_view_dispose_extra (GwMapView *self);
void gw_map_view_redraw_extra (GwMapView *self, const GwMapFrame *target);
guint gw_map_view_extra_pending (GwMapView *self);
void gw_map_view_extra_dark_changed (GwMapView *self);
void gw_map_view_extra_cells_changed (GwMapView *self);
void gw_map_view_extra_inspectors_changed (GwMapView *self);
void gw_map_view_extra_set_client (GwMapView *self, GwClient *client);
/* The time zone of the city, by name. */
void gw_map_view_extra_set_zone (GwMapView *self, const char *name);
void gw_map_view_extra_show_nearby (GwMapView *self);
void gw_map_view_show_components (GwMapView *self, gboolean visible);
void gw_map_view_show_duty (GwMapView *self, gboolean visible);
/* Name, code and owner of the component there; NULL: none. Caller frees. */
char *gw_map_view_dup_component_text (GwMapView *self, double x, double y);
/* Today's way of that inspector; the same once more, or NULL: none. */
void gw_map_view_show_track (GwMapView *self, const char *login);
/* FALSE: none was shown. */
gboolean gw_map_view_end_track (GwMapView *self);

/* map-view-state.c: what sighted and other users are told in words. */
void gw_map_view_init_state (GwMapView *self);
void gw_map_view_state_changed (GwMapView *self);

/* map-view-search.c: what was looked for is shown. */
void gw_map_view_init_search (GwMapView *self);
/* NULL: there is no search. */
void gw_map_view_set_search (GwMapView *self, GwClient *client);

/* map-spot.c: a list of the cases at one spot; choosing one selects it. */
void gw_map_view_list_spot (GwMapView *self, double x, double y, const GwClusterHit *hit);

/* map-view-search.c: gives the place the pin and tells of it. */
void gw_map_view_pick (GwMapView *self, GwLonLat place);

G_END_DECLS
