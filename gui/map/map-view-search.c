/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Going to the place, or opening the case, that was looked for. */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/map/map-view-private.h"

#define MARGIN_PX 12
#define BELOW_SEARCH_PX 56

/* How near one wants to be to a place of that kind. */
static const struct
{
  const char *kind;
  double zoom;
} views[] = {
  { "house", 18 },  { "component", 18 }, { "poi", 17 },  { "cell", 17 },
  { "street", 16 }, { "community", 15 }, { "area", 13 },
};

static double
zoom_for (const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    if (g_str_equal (views[i].kind, kind))
      return views[i].zoom;
  return 17;
}

static void
chosen_cb (GwMapView *self, const GwPlaceRecord *place)
{
  const GwLonLat position = { place->lon, place->lat };
  GwFixed pin;

  if (g_str_equal (place->kind, "case"))
    {
      gw_outline_layer_set_pin (self->outline_layer, NULL);
      if (self->selection == NULL)
        return;
      gw_selection_set_case_number (self->selection, place->code);
      gw_selection_reveal (self->selection);
      return;
    }
  if (!gw_lon_lat_is_valid (position))
    return;
  pin = gw_fixed_from_lon_lat (position);
  gw_outline_layer_set_pin (self->outline_layer, &pin);
  if (g_str_equal (place->kind, "cell") && self->selection != NULL)
    gw_selection_set_cell_code (self->selection, place->code);
  gw_map_view_go_to (self, position, zoom_for (place->kind), TRUE);
}

/* The pin has done its service. */
static void
left_cb (GwMapView *self)
{
  gw_outline_layer_set_pin (self->outline_layer, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->map));
}

static void
viewport_moved_cb (GwMapView *self)
{
  gw_place_search_set_near (self->search, gw_map_view_get_centre (self));
}

void
gw_map_view_init_search (GwMapView *self)
{
  g_signal_connect_object (self->search, "chosen", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "left", G_CALLBACK (left_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (shumate_map_get_viewport (self->map), "notify",
                           G_CALLBACK (viewport_moved_cb), self, G_CONNECT_SWAPPED);
}

/* The status line lets clicks through to the map, so it cannot share a box with the entry. */
void
gw_map_view_set_search (GwMapView *self, GwClient *client)
{
  gw_place_search_set_client (self->search, client);
  gtk_widget_set_visible (GTK_WIDGET (self->search), client != NULL);
  gtk_widget_set_margin_top (self->status_box,
                             client != NULL ? BELOW_SEARCH_PX : MARGIN_PX);
}

void
gw_map_view_focus_search (GwMapView *self)
{
  g_return_if_fail (GW_IS_MAP_VIEW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

/* --- giving a place ------------------------------------------------------------------- */

static void
set_pin (GwMapView *self, GwLonLat place)
{
  GwFixed pin = gw_fixed_from_lon_lat (place);

  gw_outline_layer_set_pin (self->outline_layer, &pin);
}

void
gw_map_view_pick (GwMapView *self, GwLonLat place)
{
  set_pin (self, place);
  g_signal_emit_by_name (self, "picked", place.lon, place.lat);
}

void
gw_map_view_set_picking (GwMapView *self, gboolean picking)
{
  g_return_if_fail (GW_IS_MAP_VIEW (self));

  self->picking = picking;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self->map), picking ? "crosshair" : NULL);
  if (!picking)
    gw_outline_layer_set_pin (self->outline_layer, NULL);
}

void
gw_map_view_show_place (GwMapView *self, GwLonLat place)
{
  g_return_if_fail (GW_IS_MAP_VIEW (self));

  set_pin (self, place);
  gw_map_view_go_to (self, place, zoom_for ("house"), TRUE);
}
