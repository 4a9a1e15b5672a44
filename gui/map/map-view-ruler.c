/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measuring on the map: clicks, or Enter for the middle, go on with the line. */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/map/map-view-private.h"

#include <glib/gi18n.h>

static void
tell_result (GwMapView *self)
{
  g_autofree char *length = gw_length_text (gw_ruler_layer_get_length (self->ruler_layer));
  double area = gw_ruler_layer_get_area (self->ruler_layer);
  g_autofree char *size = gw_area_text (area);
  g_autofree char *text = NULL;

  if (gw_ruler_layer_get_n_points (self->ruler_layer) < 2)
    text = g_strdup (_ ("Click on the map to measure; Backspace takes back, Escape ends"));
  else if (area > 0)
    text = g_strdup_printf (_ ("Distance %s · area %s"), length, size);
  else
    text = g_strdup_printf (_ ("Distance %s"), length);
  gtk_label_set_label (self->ruler_label, text);
}

gboolean
gw_map_view_set_measuring (GwMapView *self, gboolean measuring)
{
  if (self->measuring == measuring)
    return FALSE;
  if (measuring)
    g_object_set (self, "drawing", FALSE, NULL);
  self->measuring = measuring;
  gw_ruler_layer_clear (self->ruler_layer);
  gtk_widget_set_visible (GTK_WIDGET (self->ruler_label), measuring);
  tell_result (self);
  if (measuring)
    gtk_widget_grab_focus (GTK_WIDGET (self->map));
  return TRUE;
}

void
gw_map_view_measure_to (GwMapView *self, GwLonLat place)
{
  gw_ruler_layer_add (self->ruler_layer, place);
  tell_result (self);
}

gboolean
gw_map_view_measure_key (GwMapView *self, guint keyval)
{
  if (!self->measuring)
    return FALSE;
  if (keyval == GDK_KEY_Escape)
    {
      g_object_set (self, "measuring", FALSE, NULL);
      return TRUE;
    }
  if (keyval != GDK_KEY_BackSpace)
    return FALSE;
  gw_ruler_layer_remove_last (self->ruler_layer);
  tell_result (self);
  return TRUE;
}
