/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gridwardctl import shifts: who walks which duty grid when, as a file, all or nothing. */
#define G_LOG_DOMAIN "gridward-ctl"

#include "config.h"

#include "backend/ctl/command.h"
#include "backend/ctl/input-file.h"
#include "backend/rules/shift.h"
#include "backend/service/setup.h"

#include <glib/gi18n.h>

/* Shifts of thousands of inspectors day by day for a year fit in. */
#define MAX_FILE_MIB 64

static gint64
find_inspector (const char *login, gpointer user_data)
{
  return gw_setup_find_inspector (user_data, login);
}

static gint64
find_duty_grid (const char *code, gpointer user_data)
{
  const GwDutyGrid *duty_grid =
      gw_snapshot_duty_grid_by_code (gw_service_get_snapshot (user_data), code);

  return duty_grid != NULL ? duty_grid->id : 0;
}

static gboolean
import_file (GwService *service, const char *path, GError **error)
{
  GwShiftCsvContext context = { find_inspector, find_duty_grid, service };
  g_autoptr (GwFaults) faults = gw_ctl_faults_new (path);
  g_autoptr (GArray) shifts = NULL;
  g_autofree char *text = NULL;
  gsize length;

  text = gw_ctl_read_file (path, MAX_FILE_MIB, &length, error);
  if (text == NULL)
    return FALSE;
  shifts = gw_shifts_from_csv (text, length, &context, faults);
  if (shifts == NULL)
    {
      gw_ctl_print_faults (path, faults);
      gw_ctl_fail_import (faults->n, error);
      return FALSE;
    }
  if (!gw_setup_import_shifts (service, shifts, error))
    return FALSE;
  g_print (ngettext ("imported %u shift\n", "imported %u shifts\n", shifts->len),
           shifts->len);
  return TRUE;
}

gboolean
gw_ctl_import_shifts (GwCtl *ctl, int argc, char **argv, GError **error)
{
  g_autoptr (GwService) service = NULL;

  if (!gw_ctl_parse (ctl, NULL, 1, &argc, &argv, error))
    return FALSE;
  service = gw_ctl_open (ctl, FALSE, error);
  return service != NULL && import_file (service, argv[1], error);
}
