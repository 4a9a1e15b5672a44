/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gridwardctl import addresses: house numbers or points of interest from CSV, all or none. */
#define G_LOG_DOMAIN "gridward-ctl"

#include "config.h"

#include "backend/ctl/address-table.h"
#include "backend/ctl/command.h"
#include "backend/ctl/progress.h"
#include "backend/service/setup.h"

#include <glib/gi18n.h>

/* After so many lines a person looks for the common cause, not for the next one. */
#define MAX_FAULTS_SHOWN 100

typedef struct
{
  GwCoordinateSystem system;
  gboolean replace;
} ImportOptions;

/* What the file must not say again; nothing when it replaces that. */
static GwCity *
load_old (GwService *service, gboolean replace, GError **error)
{
  g_autoptr (GwCity) city = gw_city_new ();

  if (!replace && !gw_setup_load_addresses (service, city->houses, city->pois, error))
    return NULL;
  return g_steal_pointer (&city);
}

static void
print_faults (const char *path, const GPtrArray *faults)
{
  for (guint i = 0; i < faults->len && i < MAX_FAULTS_SHOWN; i++)
    g_printerr ("%s: %s\n", path, (const char *)g_ptr_array_index (faults, i));
  if (faults->len > MAX_FAULTS_SHOWN)
    g_printerr (_ ("… and %u more\n"), faults->len - MAX_FAULTS_SHOWN);
}

static gboolean
import_file (GwService *service, const char *path, const ImportOptions *options,
             GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GwCity) old = NULL;
  g_autoptr (GwAddressTable) table = NULL;
  g_auto (GwCtlProgress) progress = { NULL };
  gsize length;

  if (!g_file_get_contents (path, &text, &length, error))
    return FALSE;
  old = load_old (service, options->replace, error);
  if (old == NULL)
    return FALSE;
  table = gw_address_table_read (text, length, options->system,
                                 gw_service_get_snapshot (service), old->houses, old->pois,
                                 error);
  if (table == NULL)
    {
      g_prefix_error (error, "%s: ", path);
      return FALSE;
    }
  print_faults (path, table->faults);
  if (table->faults->len > 0)
    {
      g_set_error (error, GW_CTL_ERROR, GW_CTL_ERROR_FAILED,
                   _ ("%u of %u lines are at fault: nothing was imported"),
                   table->faults->len, table->n_lines);
      return FALSE;
    }
  gw_ctl_progress_init (&progress);
  if (!gw_setup_import_addresses (service, table->houses, table->pois, options->replace,
                                  gw_ctl_progress_count_cb, &progress, error))
    return FALSE;
  gw_ctl_progress_clear (&progress);
  g_print (_ ("imported %u house numbers, %u points of interest\n"), table->houses->len,
           table->pois->len);
  return TRUE;
}

gboolean
gw_ctl_import_addresses (GwCtl *ctl, int argc, char **argv, GError **error)
{
  g_autofree char *system_name = NULL;
  ImportOptions options = { GW_COORDINATES_WGS84, FALSE };
  const GOptionEntry entries[] = {
    { "coordinate-system", 0, 0, G_OPTION_ARG_STRING, &system_name,
      N_ ("wgs84 (default), cgcs2000, gcj02 or bd09"), "SYSTEM" },
    { "replace", 0, 0, G_OPTION_ARG_NONE, &options.replace,
      N_ ("Take out all house numbers (or points of interest) of before"), NULL },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (GwService) service = NULL;

  if (!gw_ctl_parse (ctl, entries, 1, &argc, &argv, error))
    return FALSE;
  if (system_name != NULL && !gw_coordinate_system_parse (system_name, &options.system))
    {
      g_set_error (
          error, GW_CTL_ERROR, GW_CTL_ERROR_USAGE,
          _ ("%s: no such coordinate system; there are wgs84, cgcs2000, gcj02, bd09"),
          system_name);
      return FALSE;
    }
  service = gw_ctl_open (ctl, FALSE, error);
  return service != NULL && import_file (service, argv[1], &options, error);
}
