/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The map of the desk: layers, models, selection. */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/map/map-view-private.h"

#include "gui/map/map-reference.h"

#include "map-resources.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define MIN_ZOOM 9
#define MAX_ZOOM 19
#define FIT_MAX_ZOOM 16.0
#define FIT_MARGIN_PX 0.0

G_DEFINE_FINAL_TYPE (GwMapView, gw_map_view, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_READY,
  PROP_MEASURE,
  PROP_MEASURING,
  PROP_DRAWING,
  PROP_WITHIN,
  PROP_LAYERS, /* one for each GwMapLayer from here on */
  N_PROPS = PROP_LAYERS + GW_MAP_LAYER_N
};

static const char *const layer_props[GW_MAP_LAYER_N] = {
  [GW_MAP_LAYER_BASE] = "base-visible",
  [GW_MAP_LAYER_CELLS] = "cells-visible",
  [GW_MAP_LAYER_HEAT] = "heat-visible",
  [GW_MAP_LAYER_CASES] = "cases-visible",
  [GW_MAP_LAYER_INSPECTORS] = "inspectors-visible",
  [GW_MAP_LAYER_DUTY] = "duty-visible",
  [GW_MAP_LAYER_COMPONENTS] = "components-visible",
  [GW_MAP_LAYER_NEARBY] = "nearby-visible",
};

static GParamSpec *props[N_PROPS];

/* Whether it is seen before anybody has chosen. */
static gboolean
is_usual (GwMapLayer layer)
{
  return layer != GW_MAP_LAYER_HEAT && layer != GW_MAP_LAYER_DUTY &&
         layer != GW_MAP_LAYER_COMPONENTS;
}

void
gw_map_view_redraw (GwMapView *self)
{
  GwMapFrame target;
  gboolean going = gw_map_motion_get_target (self->motion, &target);

  gw_tile_layer_set_target (self->base_layer, going ? &target : NULL);
  gw_tile_layer_set_target (self->cell_layer, going ? &target : NULL);
  gw_tile_layer_set_target (self->heat_layer, going ? &target : NULL);
  gw_tile_layer_viewport_changed (self->base_layer);
  gw_tile_layer_viewport_changed (self->cell_layer);
  gw_tile_layer_viewport_changed (self->heat_layer);
  gw_map_view_redraw_extra (self, going ? &target : NULL);
  gtk_widget_queue_draw (GTK_WIDGET (self->outline_layer));
  gtk_widget_queue_draw (GTK_WIDGET (self->cluster_layer));
  gtk_widget_queue_draw (GTK_WIDGET (self->inspector_layer));
  gtk_widget_queue_draw (GTK_WIDGET (self->ruler_layer));
  gtk_widget_queue_draw (GTK_WIDGET (self->draw_layer));
}

static void
viewport_changed_cb (GwMapView *self)
{
  gw_map_view_redraw (self);
  gw_map_view_state_changed (self);
}

/* Layers are drawn north up; a turned trackpad gesture must not turn the map. */
static void
rotation_changed_cb (ShumateViewport *viewport)
{
  if (shumate_viewport_get_rotation (viewport) != 0)
    shumate_viewport_set_rotation (viewport, 0);
}

void
gw_map_view_update_ready (GwMapView *self)
{
  gboolean loading_cells = self->cells != NULL && !gw_cell_set_is_loaded (self->cells) &&
                           gw_cell_set_get_error (self->cells) == NULL;
  gboolean ready = gw_tile_layer_get_pending (self->base_layer) == 0 &&
                   gw_tile_layer_get_pending (self->cell_layer) == 0 &&
                   gw_tile_layer_get_pending (self->heat_layer) == 0 &&
                   gw_map_view_extra_pending (self) == 0 && !loading_cells;

  gw_map_view_state_changed (self);
  if (self->ready == ready)
    return;
  self->ready = ready;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_READY]);
}

static void
dark_changed_cb (GwMapView *self)
{
  GdkRGBA background;

  self->dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  background = gw_base_tiles_background (self->dark);
  gw_tile_layer_set_background (self->base_layer, &background);
  gw_outline_layer_set_dark (self->outline_layer, self->dark);
  gw_inspector_layer_set_dark (self->inspector_layer, self->dark);
  gw_ruler_layer_set_dark (self->ruler_layer, self->dark);
  gw_draw_layer_set_dark (self->draw_layer, self->dark);
  gw_legend_set_dark (self->legend, self->dark);
  gw_map_view_extra_dark_changed (self);
  if (self->base_tiles != NULL)
    gw_base_tiles_set_dark (GW_BASE_TILES (self->base_tiles), self->dark);
  gw_heat_tiles_set_dark (GW_HEAT_TILES (self->heat_tiles), self->dark);
  gw_map_view_update_colours (self);
}

static void
gw_map_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                     int *minimum, int *natural, int *minimum_baseline,
                     int *natural_baseline)
{
  gtk_widget_measure (GW_MAP_VIEW (widget)->overlay, orientation, for_size, minimum,
                      natural, minimum_baseline, natural_baseline);
}

/* Moving the map lays out anew what hangs on it, which must not begin while laying out. */
static gboolean
fit_cb (gpointer user_data)
{
  GwMapView *self = user_data;

  self->fit_id = 0;
  if (self->fit_when_sized)
    gw_map_view_fit_city (self, FALSE);
  return G_SOURCE_REMOVE;
}

/* Not a layout manager's: the first size is awaited, and popovers want to be placed. */
static void
gw_map_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GwMapView *self = GW_MAP_VIEW (widget);

  gtk_widget_allocate (self->overlay, width, height, baseline, NULL);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_POPOVER (child))
      gtk_popover_present (GTK_POPOVER (child));
  if (self->fit_when_sized && self->fit_id == 0)
    self->fit_id = g_idle_add_full (G_PRIORITY_DEFAULT, fit_cb, self, NULL);
}

static void
gw_map_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GwMapView *self = GW_MAP_VIEW (object);

  switch (id)
    {
    case PROP_READY:
      g_value_set_boolean (value, self->ready);
      break;
    case PROP_MEASURE:
      g_value_set_uint (value, gw_map_view_get_measure (self));
      break;
    case PROP_MEASURING:
      g_value_set_boolean (value, self->measuring);
      break;
    case PROP_DRAWING:
      g_value_set_boolean (value, gw_map_view_is_drawing (self));
      break;
    case PROP_WITHIN:
      g_value_take_string (value, gw_map_view_dup_within (self));
      break;
    case PROP_LAYERS ... N_PROPS - 1:
      g_value_set_boolean (value, self->visible[id - PROP_LAYERS]);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gw_map_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GwMapView *self = GW_MAP_VIEW (object);

  switch (id)
    {
    case PROP_MEASURE:
      gw_map_view_set_measure (self, g_value_get_uint (value));
      break;
    case PROP_MEASURING:
      if (gw_map_view_set_measuring (self, g_value_get_boolean (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_DRAWING:
      if (gw_map_view_set_drawing (self, g_value_get_boolean (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_WITHIN:
      if (gw_map_view_set_within (self, g_value_get_string (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_LAYERS ... N_PROPS - 1:
      if (gw_map_view_show_layer (self, id - PROP_LAYERS, g_value_get_boolean (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gw_map_view_dispose (GObject *object)
{
  GwMapView *self = GW_MAP_VIEW (object);
  GtkWidget *child;

  g_clear_handle_id (&self->state_id, g_source_remove);
  g_clear_handle_id (&self->fit_id, g_source_remove);
  g_clear_pointer (&self->motion, gw_map_motion_free);
  if (self->map != NULL)
    g_signal_handlers_disconnect_by_data (shumate_map_get_viewport (self->map), self);
  if (self->cells != NULL)
    g_signal_handlers_disconnect_by_data (self->cells, self);
  if (self->values != NULL)
    g_signal_handlers_disconnect_by_data (self->values, self);
  if (self->points != NULL)
    g_signal_handlers_disconnect_by_data (self->points, self);
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_clear_object (&self->cells);
  g_clear_object (&self->values);
  g_clear_object (&self->points);
  g_clear_object (&self->selection);
  if (self->inspectors != NULL)
    g_signal_handlers_disconnect_by_data (self->inspectors, self);
  g_clear_object (&self->inspectors);
  g_clear_object (&self->base_tiles);
  g_clear_object (&self->cell_tiles);
  gw_map_view_dispose_layers (self);
  gw_map_view_dispose_extra (self);
  self->map = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (gw_map_view_parent_class)->dispose (object);
}

static void
gw_map_view_finalize (GObject *object)
{
  GwMapView *self = GW_MAP_VIEW (object);

  g_free (self->city_name);
  g_free (self->own_area);
  gw_map_view_free_draw (self);
  g_free (self->extra);
  G_OBJECT_CLASS (gw_map_view_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gridward/map/map-view.ui");
  gtk_widget_class_bind_template_child (widget_class, GwMapView, overlay);
  gtk_widget_class_bind_template_child (widget_class, GwMapView, map);
  gtk_widget_class_bind_template_child (widget_class, GwMapView, scale);
  gtk_widget_class_bind_template_child (widget_class, GwMapView, legend);
  gtk_widget_class_bind_template_child (widget_class, GwMapView, search);
  gtk_widget_class_bind_template_child (widget_class, GwMapView, own_area_button);
  gtk_widget_class_bind_template_child (widget_class, GwMapView, draw_button);
  gtk_widget_class_bind_template_child (widget_class, GwMapView, status_box);
  gtk_widget_class_bind_template_child (widget_class, GwMapView, notice_label);
  gtk_widget_class_bind_template_child (widget_class, GwMapView, status_label);
  gtk_widget_class_bind_template_child (widget_class, GwMapView, ruler_label);
  gtk_widget_class_bind_template_child (widget_class, GwMapView, track_label);
  gtk_widget_class_bind_template_child (widget_class, GwMapView, offline_label);
  gtk_widget_class_bind_template_child (widget_class, GwMapView, spinner);
}

static void
gw_map_view_class_init (GwMapViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags writable =
      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  g_resources_register (gw_map_get_resource ());
  g_type_ensure (SHUMATE_TYPE_MAP);
  g_type_ensure (SHUMATE_TYPE_SCALE);
  g_type_ensure (GW_TYPE_LEGEND);
  g_type_ensure (GW_TYPE_PLACE_SEARCH);

  object_class->dispose = gw_map_view_dispose;
  object_class->finalize = gw_map_view_finalize;
  object_class->get_property = gw_map_view_get_property;
  object_class->set_property = gw_map_view_set_property;
  widget_class->measure = gw_map_view_measure;
  widget_class->size_allocate = gw_map_view_size_allocate;

  props[PROP_READY] = g_param_spec_boolean ("ready", NULL, NULL, FALSE,
                                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_MEASURE] =
      g_param_spec_uint ("measure", NULL, NULL, 0, GW_MEASURE_N - 1, 0, writable);
  props[PROP_MEASURING] = g_param_spec_boolean ("measuring", NULL, NULL, FALSE, writable);
  props[PROP_DRAWING] = g_param_spec_boolean ("drawing", NULL, NULL, FALSE, writable);
  props[PROP_WITHIN] = g_param_spec_string ("within", NULL, NULL, NULL, writable);
  for (guint layer = 0; layer < GW_MAP_LAYER_N; layer++)
    props[PROP_LAYERS + layer] =
        g_param_spec_boolean (layer_props[layer], NULL, NULL, is_usual (layer), writable);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  g_signal_new ("moved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);

  bind_template (widget_class);
  gw_map_view_install_actions (widget_class);
  gtk_widget_class_set_css_name (widget_class, "mapview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
init_style (void)
{
  static gsize done;
  g_autoptr (GtkCssProvider) provider = NULL;

  if (!g_once_init_enter (&done))
    return;
  provider = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (provider, "/org/gridward/map/map.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  gtk_icon_theme_add_resource_path (
      gtk_icon_theme_get_for_display (gdk_display_get_default ()), "/org/gridward/icons");
  g_once_init_leave (&done, 1);
}

static void
init_layers (GwMapView *self)
{
  ShumateViewport *viewport = shumate_map_get_viewport (self->map);
  g_autoptr (ShumateMapSource) reference = gw_map_reference_new ();

  shumate_viewport_set_reference_map_source (viewport, reference);
  shumate_viewport_set_min_zoom_level (viewport, MIN_ZOOM);
  shumate_viewport_set_max_zoom_level (viewport, MAX_ZOOM);
  shumate_scale_set_viewport (self->scale, viewport);

  self->base_layer = gw_tile_layer_new (viewport, NULL);
  self->cell_layer = gw_tile_layer_new (viewport, NULL);
  self->heat_layer = gw_tile_layer_new (viewport, NULL);
  self->outline_layer = gw_outline_layer_new (viewport);
  self->cluster_layer = gw_cluster_layer_new (viewport);
  self->inspector_layer = gw_inspector_layer_new (viewport);
  self->ruler_layer = gw_ruler_layer_new (viewport);
  self->draw_layer = gw_draw_layer_new (viewport);
  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->base_layer));
  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->cell_layer));
  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->heat_layer));
  gw_map_view_init_extra (self);
  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->outline_layer));
  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->inspector_layer));
  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->cluster_layer));
  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->draw_layer));
  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->ruler_layer));

  g_signal_connect_swapped (viewport, "notify", G_CALLBACK (viewport_changed_cb), self);
  g_signal_connect (viewport, "notify::rotation", G_CALLBACK (rotation_changed_cb), NULL);
  g_signal_connect_swapped (self->base_layer, "notify::pending",
                            G_CALLBACK (gw_map_view_update_ready), self);
  g_signal_connect_swapped (self->cell_layer, "notify::pending",
                            G_CALLBACK (gw_map_view_update_ready), self);
  g_signal_connect_swapped (self->heat_layer, "notify::pending",
                            G_CALLBACK (gw_map_view_update_ready), self);
  gw_map_view_init_layers (self);
}

static void
gw_map_view_init (GwMapView *self)
{
  /* Before the template, which shows it. */
  for (guint layer = 0; layer < GW_MAP_LAYER_N; layer++)
    self->visible[layer] = is_usual (layer);
  self->city_box = gw_box_empty ();
  self->draw = gw_map_draw_new ();
  init_style ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gw_map_view_init_draw (self);
  self->motion = gw_map_motion_new (self->map);
  init_layers (self);
  gw_map_view_init_input (self);
  gw_map_view_init_state (self);
  gw_map_view_init_search (self);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (dark_changed_cb), self, G_CONNECT_SWAPPED);
  dark_changed_cb (self);
}

GtkWidget *
gw_map_view_new (void)
{
  return g_object_new (GW_TYPE_MAP_VIEW, NULL);
}

void
gw_map_view_take_base_tiles (GwMapView *self, GwTileSource *tiles)
{
  g_clear_object (&self->base_tiles);
  self->base_tiles = tiles;
  if (tiles != NULL)
    gw_base_tiles_set_dark (GW_BASE_TILES (tiles), self->dark);
  gw_tile_layer_set_source (self->base_layer,
                            self->visible[GW_MAP_LAYER_BASE] ? tiles : NULL);
}

void
gw_map_view_set_client (GwMapView *self, GwClient *client)
{
  g_return_if_fail (GW_IS_MAP_VIEW (self));
  gw_map_view_take_base_tiles (self, client != NULL ? gw_base_tiles_new (client) : NULL);
  gw_map_view_set_search (self, client);
  gw_map_view_extra_set_client (self, client);
}

void
gw_map_view_set_city (GwMapView *self, const GwCityRecord *city)
{
  g_autofree char *notice = NULL;

  g_return_if_fail (GW_IS_MAP_VIEW (self));
  g_free (self->city_name);
  self->city_name = g_strdup (gw_named_label (&city->name));
  self->city_box = gw_box_empty ();
  gw_box_add (&self->city_box,
              gw_fixed_from_lon_lat ((GwLonLat){ city->bbox[0], city->bbox[1] }));
  gw_box_add (&self->city_box,
              gw_fixed_from_lon_lat ((GwLonLat){ city->bbox[2], city->bbox[3] }));

  notice = city->synthetic ? g_strdup_printf (_ ("%s · synthetic data"), self->city_name)
                           : g_strdup (self->city_name);
  gtk_label_set_label (self->notice_label, notice);
  gw_map_view_extra_set_zone (self, city->time_zone);
  self->fit_when_sized = TRUE;
  gw_map_view_fit_city (self, FALSE);
}

void
gw_map_view_go_to (GwMapView *self, GwLonLat centre, double zoom, gboolean animate)
{
  g_return_if_fail (GW_IS_MAP_VIEW (self));
  self->fit_when_sized = FALSE;
  gw_map_motion_go_to (self->motion, gw_mercator_from_lon_lat (centre), zoom, animate);
}

void
gw_map_view_fit_city (GwMapView *self, gboolean animate)
{
  GwMapFrame frame;
  GwMercator centre;
  double zoom;

  g_return_if_fail (GW_IS_MAP_VIEW (self));
  frame = gw_map_motion_get_frame (self->motion);
  if (self->city_box.min.x > self->city_box.max.x || frame.width <= 1)
    return;
  self->fit_when_sized = FALSE;
  zoom = gw_map_frame_fit (&frame, self->city_box, FIT_MARGIN_PX, FIT_MAX_ZOOM, &centre);
  gw_map_motion_go_to (self->motion, centre, zoom, animate);
}

GwLonLat
gw_map_view_get_centre (GwMapView *self)
{
  return gw_mercator_to_lon_lat (gw_map_motion_get_frame (self->motion).centre);
}

double
gw_map_view_get_zoom (GwMapView *self)
{
  return gw_map_motion_get_frame (self->motion).zoom;
}

gboolean
gw_map_view_is_ready (GwMapView *self)
{
  g_return_val_if_fail (GW_IS_MAP_VIEW (self), FALSE);
  return self->ready;
}

GwMeasure
gw_map_view_get_measure (GwMapView *self)
{
  g_return_val_if_fail (GW_IS_MAP_VIEW (self), GW_MEASURE_OPEN);
  return self->values != NULL ? gw_cell_values_get_measure (self->values) : GW_MEASURE_OPEN;
}

void
gw_map_view_set_measure (GwMapView *self, GwMeasure measure)
{
  g_return_if_fail (GW_IS_MAP_VIEW (self));
  if (self->values != NULL)
    gw_cell_values_set_measure (self->values, measure);
}
