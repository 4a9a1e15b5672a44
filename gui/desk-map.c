/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the desk's map has to do with its list and its open case. */
#define G_LOG_DOMAIN "gridward-desk"

#include "gui/desk-page-private.h"

static void
nearby_changed_cb (GwMapView *map_view, GwNearbyCases *nearby)
{
  gw_map_view_set_nearby (map_view, gw_nearby_cases_get_items (nearby));
}

void
gw_desk_map_connect (GwDeskPage *self)
{
  GwFilterBar *filter_bar = gw_case_list_view_get_filter_bar (self->list_view);

  gw_map_view_enable_drawing (self->map_view);
  g_object_bind_property (self->map_view, "within",
                          gw_filter_bar_get_drawn_area (filter_bar), "within",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  if (gw_detail_view_get_nearby (self->detail_view) != NULL)
    g_signal_connect_object (gw_detail_view_get_nearby (self->detail_view), "changed",
                             G_CALLBACK (nearby_changed_cb), self->map_view,
                             G_CONNECT_SWAPPED);
}

void
gw_desk_map_show_section (GwDeskPage *self)
{
  GwCellValues *values = gw_desk_get_values (self->desk);

  if (gw_desk_panes_show_statistics (self))
    values = gw_insight_get_values (gw_statistics_view_get_insight (self->statistics_view));
  else if (gw_desk_panes_show_targets (self))
    values = gw_plan_get_values (gw_targets_view_get_plan (self->targets_view));
  gw_map_view_set_values (self->map_view, values);
  gw_map_memory_enter (self->map_memory, gw_desk_panes_show_tables (self));
}
