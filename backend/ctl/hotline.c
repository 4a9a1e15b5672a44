/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gridwardctl hotline map: what the classes of another hotline system are here. */
#define G_LOG_DOMAIN "gridward-ctl"

#include "config.h"

#include "backend/ctl/command.h"
#include "backend/ctl/input-file.h"
#include "backend/service/setup.h"

#include <glib/gi18n.h>

#define MAX_FILE_MIB 16

static gboolean
has_class (GwClassKind kind, const char *code, gpointer user_data)
{
  const GwCatalogue *catalogue =
      gw_snapshot_catalogue (gw_service_get_snapshot (user_data));

  return gw_catalogue_find (catalogue, kind, code) != NULL;
}

static gboolean
has_urgency (const char *code, gpointer user_data)
{
  return gw_setup_has_urgency (user_data, code);
}

static gboolean
import_file (GwService *service, const char *path, GError **error)
{
  const GwHotlineMapContext context = { has_class, has_urgency, service };
  g_autoptr (GwFaults) faults = gw_ctl_faults_new (path);
  g_autoptr (GPtrArray) mappings = NULL;
  g_autofree char *text = NULL;
  gsize length;

  text = gw_ctl_read_file (path, MAX_FILE_MIB, &length, error);
  if (text == NULL)
    return FALSE;
  mappings = gw_hotline_map_from_csv (text, length, &context, faults);
  if (mappings == NULL)
    {
      gw_ctl_print_faults (path, faults);
      gw_ctl_fail_import (faults->n, error);
      return FALSE;
    }
  if (!gw_setup_import_hotline_map (service, mappings, error))
    return FALSE;
  g_print (ngettext ("%u class of the other hotline system is known now\n",
                     "%u classes of the other hotline system are known now\n",
                     mappings->len),
           mappings->len);
  return TRUE;
}

gboolean
gw_ctl_hotline_map_import (GwCtl *ctl, int argc, char **argv, GError **error)
{
  g_autoptr (GwService) service = NULL;

  if (!gw_ctl_parse (ctl, NULL, 1, &argc, &argv, error))
    return FALSE;
  service = gw_ctl_open (ctl, FALSE, error);
  return service != NULL && import_file (service, argv[1], error);
}

gboolean
gw_ctl_hotline_map_export (GwCtl *ctl, int argc, char **argv, GError **error)
{
  g_autoptr (GwService) service = NULL;
  g_autoptr (GPtrArray) mappings = NULL;
  g_autofree char *csv = NULL;

  if (!gw_ctl_parse (ctl, NULL, 1, &argc, &argv, error))
    return FALSE;
  service = gw_ctl_open (ctl, TRUE, error);
  mappings = service != NULL ? gw_setup_list_hotline_map (service, error) : NULL;
  if (mappings == NULL)
    return FALSE;
  csv = gw_hotline_map_to_csv (mappings);
  return g_file_set_contents (argv[1], csv, -1, error);
}
