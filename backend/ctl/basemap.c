/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gridwardctl basemap: the city's map features, painted into tiles. */
#define G_LOG_DOMAIN "gridward-ctl"

#include "config.h"

#include "backend/ctl/command.h"
#include "backend/ctl/progress.h"
#include "backend/service/setup.h"
#include "gis/painter.h"

#include <glib/gi18n.h>

#define DEFAULT_ZOOM_MIN 10
#define DEFAULT_ZOOM_MAX 18

static gboolean
tile_painted_cb (guint done, guint total, gpointer user_data)
{
  gw_ctl_progress_count_cb (N_ ("tiles"), done, total, user_data);
  return TRUE;
}

static gboolean
paint (GwService *service, const char *path, guint zoom_min, guint zoom_max, GError **error)
{
  const GwCityInfo *city = gw_snapshot_city (gw_service_get_snapshot (service));
  g_autoptr (GPtrArray) features = gw_setup_load_map_features (service, error);
  g_autoptr (GwPainter) painter = NULL;
  g_auto (GwCtlProgress) progress = { NULL };

  if (features == NULL)
    return FALSE;
  if (features->len == 0)
    {
      g_set_error_literal (error, GW_CTL_ERROR, GW_CTL_ERROR_FAILED,
                           _ ("the city has no map features to paint"));
      return FALSE;
    }
  gw_ctl_progress_init (&progress);
  painter = gw_painter_new (features);
  return gw_painter_write_mbtiles (
      painter, path, zoom_min, zoom_max, city->name,
      city->synthetic ? _ ("A synthetic city: nothing on this map is real") : city->name,
      tile_painted_cb, &progress, error);
}

gboolean
gw_ctl_basemap (GwCtl *ctl, int argc, char **argv, GError **error)
{
  int zoom_min = DEFAULT_ZOOM_MIN, zoom_max = DEFAULT_ZOOM_MAX;
  const GOptionEntry entries[] = { { "zoom-min", 0, 0, G_OPTION_ARG_INT, &zoom_min,
                                     N_ ("The widest view (default: 10)"), "Z" },
                                   { "zoom-max", 0, 0, G_OPTION_ARG_INT, &zoom_max,
                                     N_ ("The closest view (default: 18)"), "Z" },
                                   G_OPTION_ENTRY_NULL };
  g_autoptr (GwService) service = NULL;

  if (!gw_ctl_parse (ctl, entries, 1, &argc, &argv, error))
    return FALSE;
  if (zoom_min < 0 || zoom_max < zoom_min || zoom_max > GW_TILE_MAX_ZOOM)
    {
      g_set_error (error, GW_CTL_ERROR, GW_CTL_ERROR_USAGE,
                   _ ("zooms go from 0 to %d, the smaller one first"), GW_TILE_MAX_ZOOM);
      return FALSE;
    }
  service = gw_ctl_open (ctl, TRUE, error);
  if (service == NULL || !paint (service, argv[1], (guint)zoom_min, (guint)zoom_max, error))
    return FALSE;
  g_print (_ ("%s: painted zoom %d to %d\n"), argv[1], zoom_min, zoom_max);
  return TRUE;
}
