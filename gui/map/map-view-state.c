/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the map view tells in words: status line, tooltip, accessible description. */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/map/map-view-private.h"

#include <glib/gi18n.h>

/* Often enough for the eye, seldom enough to cost nothing while the map moves. */
#define STATE_MSEC 60

static guint32
find_cell (GwMapView *self, GwLonLat place)
{
  if (self->cells == NULL || !gw_cell_set_is_loaded (self->cells))
    return GW_CELL_NONE;
  return gw_cell_set_find_at (self->cells, place);
}

static void
append_cell (GwMapView *self, GString *text, guint32 position)
{
  const GwCellRecord *record = gw_cell_set_get (self->cells, position);
  g_autofree char *formatted = NULL;
  double value;
  GwMeasure measure;

  g_string_append (text, record->code);
  if (record->name != NULL && *record->name != '\0')
    g_string_append_printf (text, " %s", record->name);
  if (self->values == NULL)
    return;

  value = gw_cell_values_get (self->values, position);
  measure = gw_cell_values_get_measure (self->values);
  if (value != value)
    return;
  formatted = gw_measure_format (measure, value);
  g_string_append_printf (text, " · %s %s", gw_cell_values_get_title (self->values),
                          formatted);
}

/* The cell under the pointer, or else the selected one; the place last, for copying down. */
static void
update_status (GwMapView *self, guint32 hovered)
{
  GwMapFrame frame = gw_map_motion_get_frame (self->motion);
  GwMercator at = self->has_pointer
                      ? gw_map_frame_to_mercator (&frame, self->pointer_x, self->pointer_y)
                      : frame.centre;
  GwLonLat place = gw_mercator_to_lon_lat (at);
  g_autoptr (GString) text = g_string_new (NULL);

  if (hovered != GW_CELL_NONE)
    {
      append_cell (self, text, hovered);
      g_string_append (text, " · ");
    }
  /* Isolated: longitude comes first from right to left, too. */
  g_string_append_printf (text, "\u2066%.5f, %.5f\u2069", place.lon, place.lat);
  if (g_strcmp0 (gtk_label_get_label (self->status_label), text->str) != 0)
    gtk_label_set_label (self->status_label, text->str);
}

static void
append_selection (GwMapView *self, GString *text)
{
  const char *number = gw_selection_get_case_number (self->selection);
  const char *code = gw_selection_get_cell_code (self->selection);

  if (number != NULL)
    {
      g_string_append (text, ", ");
      g_string_append_printf (text, _ ("case %s selected"), number);
    }
  if (code != NULL)
    {
      g_string_append (text, ", ");
      g_string_append_printf (text, _ ("cell %s selected"), code);
    }
}

/* Own drawing says nothing to a screen reader: this does. */
static void
update_description (GwMapView *self)
{
  GwMapFrame frame = gw_map_motion_get_frame (self->motion);
  GwLonLat centre = gw_mercator_to_lon_lat (frame.centre);
  guint pending = gw_tile_layer_get_pending (self->base_layer) +
                  gw_tile_layer_get_pending (self->cell_layer) +
                  gw_tile_layer_get_pending (self->heat_layer);
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, _ ("zoom %.1f, centre %.5f, %.5f"), frame.zoom, centre.lon,
                          centre.lat);
  g_string_append (text, ", ");
  g_string_append_printf (text, ngettext ("%u tile loading", "%u tiles loading", pending),
                          pending);
  g_string_append (text, ", ");
  g_string_append_printf (text,
                          ngettext ("%u case on the map", "%u cases on the map",
                                    gw_cluster_layer_get_n_points (self->cluster_layer)),
                          gw_cluster_layer_get_n_points (self->cluster_layer));
  if (self->selection != NULL)
    append_selection (self, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->map),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text->str, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->status_label),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text->str, -1);
}

static void
update_busy (GwMapView *self)
{
  gboolean failed = gw_tile_layer_get_failed (self->base_layer) > 0;
  gboolean busy = !self->ready;

  gtk_widget_set_visible (GTK_WIDGET (self->offline_label), failed);
  if (busy != gtk_spinner_get_spinning (self->spinner))
    {
      gtk_spinner_set_spinning (self->spinner, busy);
      gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
    }
}

static gboolean
update_state_cb (gpointer user_data)
{
  GwMapView *self = user_data;
  guint32 hovered = GW_CELL_NONE;

  self->state_id = 0;
  if (self->has_pointer)
    {
      GwMapFrame frame = gw_map_motion_get_frame (self->motion);
      GwMercator at = gw_map_frame_to_mercator (&frame, self->pointer_x, self->pointer_y);

      hovered = find_cell (self, gw_mercator_to_lon_lat (at));
    }
  gw_outline_layer_set_hovered (self->outline_layer,
                                hovered != GW_CELL_NONE && self->visible[GW_MAP_LAYER_CELLS]
                                    ? gw_cell_set_get (self->cells, hovered)->shape
                                    : NULL);
  update_status (self, hovered);
  update_description (self);
  update_busy (self);
  g_signal_emit_by_name (self, "moved");
  return G_SOURCE_REMOVE;
}

void
gw_map_view_state_changed (GwMapView *self)
{
  if (self->state_id == 0)
    self->state_id =
        g_timeout_add_full (G_PRIORITY_DEFAULT, STATE_MSEC, update_state_cb, self, NULL);
}

static gboolean
query_tooltip_cb (GwMapView *self, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  static const GwLamp lamps[GW_SYMBOL_N] = {
    [GW_SYMBOL_NONE] = GW_LAMP_NONE,
    [GW_SYMBOL_GREEN] = GW_LAMP_GREEN,
    [GW_SYMBOL_YELLOW] = GW_LAMP_YELLOW,
    [GW_SYMBOL_RED] = GW_LAMP_RED,
  };
  g_autoptr (GwClusterHit) hit =
      keyboard ? NULL : gw_cluster_layer_hit (self->cluster_layer, x, y);
  g_autofree char *component = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  component = hit == NULL && !keyboard ? gw_map_view_dup_component_text (self, x, y) : NULL;
  if (component != NULL)
    gtk_tooltip_set_text (tooltip, component);
  if (hit == NULL)
    return component != NULL;
  if (hit->members->len == 1)
    g_string_append (text, g_array_index (hit->members, GwClusterPoint, 0).number);
  else
    g_string_append_printf (text, ngettext ("%u case", "%u cases", hit->members->len),
                            hit->members->len);
  for (guint symbol = GW_SYMBOL_N; symbol-- > GW_SYMBOL_NONE;)
    if (hit->counts[symbol] > 0)
      g_string_append_printf (text, "\n%s: %u", gw_lamp_label (lamps[symbol]),
                              hit->counts[symbol]);
  if (hit->counts[GW_SYMBOL_ENDED] > 0)
    g_string_append_printf (text, "\n%s: %u", _ ("Ended"), hit->counts[GW_SYMBOL_ENDED]);
  gtk_tooltip_set_text (tooltip, text->str);
  return TRUE;
}

void
gw_map_view_init_state (GwMapView *self)
{
  g_signal_connect_swapped (self->map, "query-tooltip", G_CALLBACK (query_tooltip_cb),
                            self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->map), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Map"), -1);
}
