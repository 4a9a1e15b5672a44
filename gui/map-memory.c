/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the map was last looked at, remembered between two starts. */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/map-memory.h"

#define VIEW "map-view"
#define MAX_ZOOM 22.0

struct _GwMapMemory
{
  GwMapView *view;
  GwSettings *settings;
  gboolean statistics;
  gboolean entered;
};

/* Switches, and whether they are on among the cases and among the statistics at first. */
static const struct
{
  const char *property;
  gboolean usual[2];
} switches[] = {
  { "base-visible", { TRUE, TRUE } },         { "cells-visible", { TRUE, TRUE } },
  { "heat-visible", { FALSE, FALSE } },       { "cases-visible", { TRUE, FALSE } },
  { "inspectors-visible", { TRUE, FALSE } },  { "duty-visible", { FALSE, FALSE } },
  { "components-visible", { FALSE, FALSE } }, { "nearby-visible", { TRUE, FALSE } },
};

static char *
dup_key (GwMapMemory *memory, const char *property)
{
  return g_strdup_printf ("%s-map-%s", memory->statistics ? "statistics" : "cases",
                          property);
}

static void
changed_cb (GwMapMemory *memory, GParamSpec *pspec)
{
  g_autofree char *key = dup_key (memory, pspec->name);
  gboolean active = FALSE;

  if (g_str_equal (pspec->name, "measure"))
    {
      gw_settings_set_int (memory->settings, key,
                           (int)gw_map_view_get_measure (memory->view));
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (switches); i++)
    if (g_str_equal (pspec->name, switches[i].property))
      {
        g_object_get (memory->view, pspec->name, &active, NULL);
        gw_settings_set_boolean (memory->settings, key, active);
      }
}

GwMapMemory *
gw_map_memory_new (GwMapView *view, GwSettings *settings)
{
  GwMapMemory *memory = g_new0 (GwMapMemory, 1);

  memory->view = g_object_ref (view);
  memory->settings = g_object_ref (settings);
  return memory;
}

void
gw_map_memory_free (GwMapMemory *memory)
{
  g_signal_handlers_disconnect_by_data (memory->view, memory);
  g_object_unref (memory->view);
  g_object_unref (memory->settings);
  g_free (memory);
}

static void
restore (GwMapMemory *memory)
{
  g_autofree char *measure_key = dup_key (memory, "measure");
  int measure = gw_settings_get_int (memory->settings, measure_key, GW_MEASURE_OPEN);

  for (guint i = 0; i < G_N_ELEMENTS (switches); i++)
    {
      g_autofree char *key = dup_key (memory, switches[i].property);
      gboolean active = gw_settings_get_boolean (memory->settings, key,
                                                 switches[i].usual[memory->statistics]);

      g_object_set (memory->view, switches[i].property, active, NULL);
    }
  /* The statistics' page colours its map itself. A file of another version may know other
   * measures. */
  if (!memory->statistics)
    gw_map_view_set_measure (memory->view, measure >= 0 && measure < GW_MEASURE_N_CHOICES
                                               ? (GwMeasure)measure
                                               : GW_MEASURE_OPEN);
}

static void
moved_cb (GwMapMemory *memory)
{
  GwLonLat centre = gw_map_view_get_centre (memory->view);
  char lon[G_ASCII_DTOSTR_BUF_SIZE];
  char lat[G_ASCII_DTOSTR_BUF_SIZE];
  char zoom[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *text = NULL;
  g_autofree char *known = gw_settings_dup_string (memory->settings, VIEW, "");

  g_ascii_formatd (lon, sizeof lon, "%.6f", centre.lon);
  g_ascii_formatd (lat, sizeof lat, "%.6f", centre.lat);
  g_ascii_formatd (zoom, sizeof zoom, "%.2f", gw_map_view_get_zoom (memory->view));
  text = g_strdup_printf ("%s %s %s", lon, lat, zoom);
  if (!g_str_equal (text, known))
    gw_settings_set_string (memory->settings, VIEW, text);
}

/* What somebody wrote there may be anything; the city may have become another. */
static gboolean
parse_view (const char *text, const GwCityRecord *city, GwLonLat *ret_centre,
            double *ret_zoom)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  if (g_strv_length (words) != 3)
    return FALSE;
  ret_centre->lon = g_ascii_strtod (words[0], NULL);
  ret_centre->lat = g_ascii_strtod (words[1], NULL);
  *ret_zoom = g_ascii_strtod (words[2], NULL);
  return ret_centre->lon >= city->bbox[0] && ret_centre->lat >= city->bbox[1] &&
         ret_centre->lon <= city->bbox[2] && ret_centre->lat <= city->bbox[3] &&
         *ret_zoom > 0 && *ret_zoom <= MAX_ZOOM;
}

void
gw_map_memory_go_back (GwMapMemory *memory, const GwCityRecord *city, gboolean really)
{
  g_autofree char *text = gw_settings_dup_string (memory->settings, VIEW, "");
  GwLonLat centre;
  double zoom;

  if (really && parse_view (text, city, &centre, &zoom))
    gw_map_view_go_to (memory->view, centre, zoom, FALSE);
  g_signal_connect_swapped (memory->view, "moved", G_CALLBACK (moved_cb), memory);
}

void
gw_map_memory_enter (GwMapMemory *memory, gboolean statistics)
{
  if (memory->entered)
    g_signal_handlers_disconnect_by_func (memory->view, changed_cb, memory);
  memory->entered = TRUE;
  memory->statistics = statistics != FALSE;
  restore (memory);
  g_signal_connect_swapped (memory->view, "notify", G_CALLBACK (changed_cb), memory);
}
