/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gridwardctl import targets, export targets: the city's plan as a file. */
#define G_LOG_DOMAIN "gridward-ctl"

#include "config.h"

#include "backend/ctl/command.h"
#include "backend/ctl/input-file.h"
#include "backend/service/plan.h"

#include <glib/gi18n.h>

/* The largest plan, generously written. */
#define MAX_FILE_MIB 32

static gboolean
import_file (GwService *service, const char *path, GError **error)
{
  const GwPlanTargetContext context = gw_plan_context (gw_service_get_snapshot (service));
  g_autoptr (GwFaults) faults = gw_ctl_faults_new (path);
  g_autoptr (GPtrArray) targets = NULL;
  g_autofree char *text = NULL;
  GwPlanImport import;
  gsize length;

  text = gw_ctl_read_file (path, MAX_FILE_MIB, &length, error);
  if (text == NULL)
    return FALSE;
  targets = gw_plan_targets_from_csv (text, length, &context, faults);
  if (targets == NULL)
    {
      gw_ctl_print_faults (path, faults);
      gw_ctl_fail_import (faults->n, error);
      return FALSE;
    }
  if (!gw_setup_import_plan (service, targets, &import, error))
    return FALSE;
  g_print (_ ("%u targets in force: %u added, %u changed, %u removed; %u new actuals\n"),
           targets->len, import.n_added, import.n_changed, import.n_removed,
           import.n_actuals);
  return TRUE;
}

gboolean
gw_ctl_import_targets (GwCtl *ctl, int argc, char **argv, GError **error)
{
  g_autoptr (GwService) service = NULL;

  if (!gw_ctl_parse (ctl, NULL, 1, &argc, &argv, error))
    return FALSE;
  service = gw_ctl_open (ctl, FALSE, error);
  return service != NULL && import_file (service, argv[1], error);
}

gboolean
gw_ctl_export_targets (GwCtl *ctl, int argc, char **argv, GError **error)
{
  gint year = -1;
  const GOptionEntry entries[] = { { "year", 0, 0, G_OPTION_ARG_INT, &year,
                                     N_ ("Of this year only"), "YEAR" },
                                   G_OPTION_ENTRY_NULL };
  g_autoptr (GwService) service = NULL;
  g_autoptr (GPtrArray) targets = NULL;
  g_autofree char *csv = NULL;

  if (!gw_ctl_parse (ctl, entries, 0, &argc, &argv, error))
    return FALSE;
  if (year != -1 && (year < GW_TARGET_YEAR_MIN || year > GW_TARGET_YEAR_MAX))
    {
      g_set_error (error, GW_CTL_ERROR, GW_CTL_ERROR_USAGE,
                   _ ("--year %d is no year such as 2026"), year);
      return FALSE;
    }
  service = gw_ctl_open (ctl, TRUE, error);
  targets =
      service != NULL ? gw_setup_load_plan (service, (guint)MAX (year, 0), error) : NULL;
  if (targets == NULL)
    return FALSE;
  csv = gw_plan_targets_to_csv (targets);
  g_print ("%s", csv);
  return TRUE;
}
