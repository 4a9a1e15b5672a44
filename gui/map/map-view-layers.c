/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which layers of the map are seen; where the user's own area is. */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/map/map-view-private.h"

#define FIT_MAX_ZOOM 16.0
#define FIT_MARGIN_PX 24.0
/* Cases change one by one: the heat is painted anew no more often than this. */
#define HEAT_MSEC 400

void
gw_map_view_init_layers (GwMapView *self)
{
  self->heat_tiles = gw_heat_tiles_new ();
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "map.fit-own-area", FALSE);
}

void
gw_map_view_dispose_layers (GwMapView *self)
{
  g_clear_handle_id (&self->heat_id, g_source_remove);
  g_clear_object (&self->heat_tiles);
}

static gboolean
warm_cb (gpointer user_data)
{
  GwMapView *self = user_data;
  guint n_points = 0;
  const GwCasePoint *points =
      self->points != NULL ? gw_case_points_get (self->points, &n_points) : NULL;

  self->heat_id = 0;
  gw_heat_tiles_set_points (GW_HEAT_TILES (self->heat_tiles), points, n_points);
  return G_SOURCE_REMOVE;
}

void
gw_map_view_heat_changed (GwMapView *self)
{
  if (self->visible[GW_MAP_LAYER_HEAT] && self->heat_id == 0)
    self->heat_id = g_timeout_add_full (G_PRIORITY_DEFAULT, HEAT_MSEC, warm_cb, self, NULL);
}

/* Out of sight, nothing is painted. */
static void
show_heat (GwMapView *self, gboolean visible)
{
  g_clear_handle_id (&self->heat_id, g_source_remove);
  if (visible)
    warm_cb (self);
  gw_tile_layer_set_source (self->heat_layer, visible ? self->heat_tiles : NULL);
  gw_legend_set_heat_visible (self->legend, visible);
}

gboolean
gw_map_view_show_layer (GwMapView *self, GwMapLayer layer, gboolean visible)
{
  if (self->visible[layer] == visible)
    return FALSE;
  self->visible[layer] = visible;
  switch (layer)
    {
    case GW_MAP_LAYER_BASE:
      /* The ground stays, in its colour; nothing is asked from the server for it. */
      gw_tile_layer_set_source (self->base_layer, visible ? self->base_tiles : NULL);
      break;
    case GW_MAP_LAYER_CELLS:
      gtk_widget_set_visible (GTK_WIDGET (self->cell_layer), visible);
      break;
    case GW_MAP_LAYER_HEAT:
      show_heat (self, visible);
      break;
    case GW_MAP_LAYER_CASES:
      gtk_widget_set_visible (GTK_WIDGET (self->cluster_layer), visible);
      gw_legend_set_lamps_visible (self->legend, visible);
      break;
    case GW_MAP_LAYER_INSPECTORS:
      gtk_widget_set_visible (GTK_WIDGET (self->inspector_layer), visible);
      if (self->inspectors != NULL)
        gw_inspectors_set_active (self->inspectors, visible);
      gw_map_view_extra_inspectors_changed (self);
      break;
    case GW_MAP_LAYER_DUTY:
      gw_map_view_show_duty (self, visible);
      break;
    case GW_MAP_LAYER_COMPONENTS:
      gw_map_view_show_components (self, visible);
      break;
    case GW_MAP_LAYER_NEARBY:
      gw_map_view_extra_show_nearby (self);
      break;
    case GW_MAP_LAYER_N:
      break;
    }
  gw_map_view_state_changed (self);
  return TRUE;
}

void
gw_map_view_set_own_area (GwMapView *self, const char *area_code)
{
  g_return_if_fail (GW_IS_MAP_VIEW (self));
  g_free (self->own_area);
  self->own_area = g_strdup (area_code);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "map.fit-own-area", area_code != NULL);
  gtk_widget_set_visible (self->own_area_button, area_code != NULL);
}

/* FALSE: no cell of it is known. */
static gboolean
find_own_area (GwMapView *self, GwBox *ret_box)
{
  guint n = self->cells != NULL && gw_cell_set_is_loaded (self->cells)
                ? gw_cell_set_get_size (self->cells)
                : 0;
  gboolean found = FALSE;

  *ret_box = gw_box_empty ();
  for (guint32 i = 0; i < n && self->own_area != NULL; i++)
    {
      const GwCellRecord *record = gw_cell_set_get (self->cells, i);

      if (!g_str_has_prefix (record->code, self->own_area))
        continue;
      gw_box_add (ret_box, record->shape->box.min);
      gw_box_add (ret_box, record->shape->box.max);
      found = TRUE;
    }
  return found;
}

void
gw_map_view_fit_own_area (GwMapView *self, gboolean animate)
{
  GwMapFrame frame;
  GwMercator centre;
  GwBox box;
  double zoom;

  g_return_if_fail (GW_IS_MAP_VIEW (self));
  if (!find_own_area (self, &box))
    {
      gw_map_view_fit_city (self, animate);
      return;
    }
  frame = gw_map_motion_get_frame (self->motion);
  self->fit_when_sized = FALSE;
  zoom = gw_map_frame_fit (&frame, box, FIT_MARGIN_PX, FIT_MAX_ZOOM, &centre);
  gw_map_motion_go_to (self->motion, centre, zoom, animate);
}
