/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gridwardctl locate: which cell holds a point. */
#define G_LOG_DOMAIN "gridward-ctl"

#include "config.h"

#include "backend/ctl/command.h"
#include "gis/projection.h"

#include <glib/gi18n.h>

static gboolean
parse_degrees (const char *text, double *ret_degrees)
{
  char *end = NULL;

  *ret_degrees = g_ascii_strtod (text, &end);
  return end != text && *end == '\0';
}

static gboolean
parse_position (const char *lon, const char *lat, const char *system_name,
                GwLonLat *ret_position, GError **error)
{
  GwCoordinateSystem system = GW_COORDINATES_WGS84;

  if (system_name != NULL && !gw_coordinate_system_parse (system_name, &system))
    {
      g_set_error (
          error, GW_CTL_ERROR, GW_CTL_ERROR_USAGE,
          _ ("%s: no such coordinate system; there are wgs84, cgcs2000, gcj02, bd09"),
          system_name);
      return FALSE;
    }
  if (!parse_degrees (lon, &ret_position->lon) ||
      !parse_degrees (lat, &ret_position->lat) || !gw_lon_lat_is_valid (*ret_position))
    {
      g_set_error (error, GW_CTL_ERROR, GW_CTL_ERROR_USAGE,
                   _ ("%s %s is no longitude and latitude in degrees"), lon, lat);
      return FALSE;
    }
  *ret_position = gw_coordinates_to_wgs84 (system, *ret_position);
  return TRUE;
}

static void
print_areas (const GwCell *cell)
{
  const GwAreaLevel levels[] = { GW_AREA_COMMUNITY, GW_AREA_STREET, GW_AREA_DISTRICT };

  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    {
      const GwArea *area = gw_cell_area (cell, levels[i]);

      if (area != NULL)
        g_print ("%-10s %-16s %s\n", gw_area_level_name (levels[i]), area->code,
                 area->name);
    }
}

gboolean
gw_ctl_locate (GwCtl *ctl, int argc, char **argv, GError **error)
{
  g_autofree char *system_name = NULL;
  const GOptionEntry entries[] = {
    { "coordinate-system", 0, 0, G_OPTION_ARG_STRING, &system_name,
      N_ ("wgs84 (default), cgcs2000, gcj02 or bd09"), "SYSTEM" },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (GwService) service = NULL;
  const GwCell *cell;
  GwLonLat position;

  if (!gw_ctl_parse (ctl, entries, 2, &argc, &argv, error) ||
      !parse_position (argv[1], argv[2], system_name, &position, error))
    return FALSE;
  service = gw_ctl_open (ctl, TRUE, error);
  if (service == NULL)
    return FALSE;
  cell = gw_snapshot_find_cell (gw_service_get_snapshot (service),
                                gw_fixed_from_lon_lat (position));
  if (cell == NULL)
    {
      g_set_error (error, GW_CTL_ERROR, GW_CTL_ERROR_FAILED,
                   _ ("no cell of the city holds %s %s"), argv[1], argv[2]);
      return FALSE;
    }
  g_print ("%-10s %-16s %s\n", "cell", cell->code, cell->name != NULL ? cell->name : "");
  if (cell->duty_grid != NULL)
    g_print ("%-10s %-16s %s\n", "duty grid", cell->duty_grid->code, cell->duty_grid->name);
  print_areas (cell);
  return TRUE;
}
