/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The map view and its models: cells, values, points, selection. */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/map/map-view-private.h"

/* A place nearer to an edge than this share of the view is brought to the middle. */
#define COMFORT_SHARE 0.18
/* Revealing a case from far out shows the streets round it. */
#define REVEAL_MIN_ZOOM 14.0

/* One colour per cell from its class; without values only the borders are seen. */
void
gw_map_view_update_colours (GwMapView *self)
{
  guint n = self->cells != NULL ? gw_cell_set_get_size (self->cells) : 0;
  guint32 border =
      gw_colour_premultiply (self->dark ? 0x000000 : 0x3d3846, self->dark ? 0.45 : 0.28);
  double opacity = gw_map_cell_opacity (self->dark);
  guint32 by_class[GW_VALUE_MAX_CLASSES] = { 0 };
  g_autofree guint32 *colours = NULL;

  if (self->cell_tiles == NULL)
    return;
  colours = g_new0 (guint32, n);
  if (self->values != NULL)
    {
      guint n_classes = gw_cell_values_get_n_classes (self->values);

      for (guint i = 0; i < n_classes; i++)
        by_class[i] = gw_colour_premultiply (
            gw_cell_values_get_class_colour (self->values, i, self->dark), opacity);
      for (guint32 cell = 0; cell < n; cell++)
        {
          guint8 value_class = gw_cell_values_get_class (self->values, cell);

          colours[cell] = value_class < n_classes ? by_class[value_class] : 0;
        }
    }
  gw_cell_tiles_set_colours (GW_CELL_TILES (self->cell_tiles), colours, n, border);
}

static void
update_selection (GwMapView *self)
{
  const char *number =
      self->selection != NULL ? gw_selection_get_case_number (self->selection) : NULL;
  const char *code =
      self->selection != NULL ? gw_selection_get_cell_code (self->selection) : NULL;
  guint32 position = GW_CELL_NONE;

  if (code != NULL && self->cells != NULL && gw_cell_set_is_loaded (self->cells))
    position = gw_cell_set_find (self->cells, code);
  gw_cluster_layer_set_selected (self->cluster_layer, number);
  gw_outline_layer_set_selected (
      self->outline_layer,
      position != GW_CELL_NONE ? gw_cell_set_get (self->cells, position)->shape : NULL);
  gw_map_view_extra_show_nearby (self);
  gw_map_view_state_changed (self);
}

static void
cells_loaded_cb (GwMapView *self)
{
  GwCellIndex *index = gw_cell_set_get_index (self->cells);

  if (index == NULL)
    return;
  g_clear_object (&self->cell_tiles);
  self->cell_tiles = gw_cell_tiles_new (index);
  gw_map_view_update_colours (self);
  gw_tile_layer_set_source (self->cell_layer, self->cell_tiles);
  gw_map_view_extra_cells_changed (self);
  update_selection (self);
  gw_map_view_update_ready (self);
}

static void
values_changed_cb (GwMapView *self)
{
  gw_map_view_update_colours (self);
  gw_map_view_state_changed (self);
}

static void
measure_changed_cb (GwMapView *self)
{
  /* What the managers' page puts there is nobody's choice. */
  if (gw_cell_values_get_measure (self->values) < GW_MEASURE_N_CHOICES)
    g_object_notify (G_OBJECT (self), "measure");
}

static void
points_changed_cb (GwMapView *self)
{
  guint n_points = 0;
  const GwCasePoint *points = gw_case_points_get (self->points, &n_points);

  gw_cluster_layer_set_points (self->cluster_layer, points, n_points);
  gw_map_view_heat_changed (self);
  gw_map_view_extra_show_nearby (self);
  gw_map_view_state_changed (self);
}

/* Where the selected case is, or else the selected cell. */
static gboolean
locate_selected (GwMapView *self, GwMercator *ret_at)
{
  const char *number = gw_selection_get_case_number (self->selection);
  const char *code = gw_selection_get_cell_code (self->selection);
  guint32 position;

  if (number != NULL && gw_cluster_layer_locate (self->cluster_layer, number, ret_at))
    return TRUE;
  if (code == NULL || self->cells == NULL || !gw_cell_set_is_loaded (self->cells))
    return FALSE;
  position = gw_cell_set_find (self->cells, code);
  if (position == GW_CELL_NONE)
    return FALSE;
  *ret_at = gw_mercator_from_lon_lat (gw_fixed_to_lon_lat (
      gw_shape_label_point (gw_cell_set_get (self->cells, position)->shape)));
  return TRUE;
}

static void
reveal_cb (GwMapView *self)
{
  GwMapFrame frame = gw_map_motion_get_frame (self->motion);
  GwMercator at;

  if (!locate_selected (self, &at))
    return;
  if (frame.zoom >= REVEAL_MIN_ZOOM &&
      gw_map_frame_is_comfortable (&frame, at, COMFORT_SHARE))
    return;
  gw_map_motion_go_to (self->motion, at, MAX (frame.zoom, REVEAL_MIN_ZOOM), TRUE);
}

void
gw_map_view_set_cells (GwMapView *self, GwCellSet *cells)
{
  g_return_if_fail (GW_IS_MAP_VIEW (self));
  if (self->cells == cells)
    return;
  if (self->cells != NULL)
    g_signal_handlers_disconnect_by_data (self->cells, self);
  gw_tile_layer_set_source (self->cell_layer, NULL);
  g_clear_object (&self->cell_tiles);
  g_set_object (&self->cells, cells);
  if (cells != NULL)
    {
      g_signal_connect_swapped (cells, "loaded", G_CALLBACK (cells_loaded_cb), self);
      if (gw_cell_set_is_loaded (cells))
        cells_loaded_cb (self);
    }
  gw_map_view_update_ready (self);
}

void
gw_map_view_set_values (GwMapView *self, GwCellValues *values)
{
  g_return_if_fail (GW_IS_MAP_VIEW (self));
  if (self->values == values)
    return;
  if (self->values != NULL)
    g_signal_handlers_disconnect_by_data (self->values, self);
  g_set_object (&self->values, values);
  gw_legend_set_values (self->legend, values);
  if (values != NULL)
    {
      g_signal_connect_swapped (values, "changed", G_CALLBACK (values_changed_cb), self);
      g_signal_connect_swapped (values, "notify::measure", G_CALLBACK (measure_changed_cb),
                                self);
    }
  gw_map_view_update_colours (self);
}

void
gw_map_view_set_points (GwMapView *self, GwCasePoints *points)
{
  g_return_if_fail (GW_IS_MAP_VIEW (self));
  if (self->points == points)
    return;
  if (self->points != NULL)
    g_signal_handlers_disconnect_by_data (self->points, self);
  g_set_object (&self->points, points);
  if (points == NULL)
    {
      gw_cluster_layer_set_points (self->cluster_layer, NULL, 0);
      gw_map_view_heat_changed (self);
      return;
    }
  g_signal_connect_swapped (points, "changed", G_CALLBACK (points_changed_cb), self);
  points_changed_cb (self);
}

void
gw_map_view_set_desk (GwMapView *self, GwDesk *desk, GwCasePoints *points)
{
  gw_map_view_set_client (self, gw_desk_get_client (desk));
  gw_map_view_set_city (self, gw_city_info_get_record (gw_desk_get_city (desk)));
  gw_map_view_set_cells (self, gw_desk_get_cells (desk));
  gw_map_view_set_values (self, gw_desk_get_values (desk));
  gw_map_view_set_points (self, points);
}

void
gw_map_view_set_selection (GwMapView *self, GwSelection *selection)
{
  g_return_if_fail (GW_IS_MAP_VIEW (self));
  if (self->selection == selection)
    return;
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_set_object (&self->selection, selection);
  if (selection != NULL)
    {
      g_signal_connect_swapped (selection, "notify", G_CALLBACK (update_selection), self);
      g_signal_connect_swapped (selection, "reveal", G_CALLBACK (reveal_cb), self);
    }
  update_selection (self);
}

static void
inspectors_changed_cb (GwMapView *self)
{
  gw_inspector_layer_set_items (self->inspector_layer,
                                gw_inspectors_get_items (self->inspectors));
  gw_map_view_extra_inspectors_changed (self);
}

void
gw_map_view_set_inspectors (GwMapView *self, GwInspectors *inspectors)
{
  g_return_if_fail (GW_IS_MAP_VIEW (self));
  if (self->inspectors == inspectors)
    return;
  if (self->inspectors != NULL)
    g_signal_handlers_disconnect_by_data (self->inspectors, self);
  g_set_object (&self->inspectors, inspectors);
  if (inspectors == NULL)
    {
      gw_inspector_layer_set_items (self->inspector_layer, NULL);
      return;
    }
  g_signal_connect_swapped (inspectors, "changed", G_CALLBACK (inspectors_changed_cb),
                            self);
  gw_inspectors_set_active (inspectors, self->visible[GW_MAP_LAYER_INSPECTORS]);
  inspectors_changed_cb (self);
}
