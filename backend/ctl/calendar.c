/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gridwardctl import calendar, export calendar: a calendar as a file, all or nothing. */
#define G_LOG_DOMAIN "gridward-ctl"

#include "config.h"

#include "backend/ctl/command.h"
#include "backend/ctl/input-file.h"
#include "backend/service/recalculate.h"
#include "backend/service/setup.h"

#include <glib/gi18n.h>
#include <string.h>

/* A calendar of a thousand years fits in; more is a mistake. */
#define MAX_FILE_MIB 32

static gboolean
has_department (const char *code, gpointer user_data)
{
  return gw_snapshot_department_by_code (user_data, code) != NULL;
}

/* Codes become part of addresses. */
static gboolean
check_code (const char *code, GError **error)
{
  gsize length = strlen (code);

  if (length >= 1 && length <= 64 &&
      strspn (code, "abcdefghijklmnopqrstuvwxyz0123456789_-") == length)
    return TRUE;
  g_set_error (error, GW_CTL_ERROR, GW_CTL_ERROR_USAGE,
               _ ("%s: a calendar's code has 1 to 64 of a-z, 0-9, _ and -"), code);
  return FALSE;
}

static gboolean
import_file (GwService *service, const char *path, const char *code, GError **error)
{
  GwSnapshot *snapshot = gw_service_get_snapshot (service);
  GwCalendarCsvContext context = { code, gw_snapshot_city (snapshot)->time_zone,
                                   has_department, snapshot };
  g_autoptr (GwCalendarPlan) plan = NULL;
  g_autoptr (GwFaults) faults = gw_ctl_faults_new (path);
  g_autofree char *text = NULL;
  gsize length;

  text = gw_ctl_read_file (path, MAX_FILE_MIB, &length, error);
  if (text == NULL)
    return FALSE;
  plan = gw_calendar_plan_from_csv (text, length, &context, faults);
  if (plan == NULL)
    {
      gw_ctl_print_faults (path, faults);
      gw_ctl_fail_import (faults->n, error);
      return FALSE;
    }
  if (!gw_setup_import_calendar (service, plan, error))
    return FALSE;
  g_print (_ ("imported calendar %s: %u slots, %u special days, %u departments\n"), code,
           plan->slots->len, plan->days->len, plan->departments->len);
  return TRUE;
}

gboolean
gw_ctl_import_calendar (GwCtl *ctl, int argc, char **argv, GError **error)
{
  g_autofree char *given = NULL;
  const GOptionEntry entries[] = { { "calendar", 0, 0, G_OPTION_ARG_STRING, &given,
                                     N_ ("Code of the calendar (default: city)"), "CODE" },
                                   G_OPTION_ENTRY_NULL };
  g_autoptr (GwService) service = NULL;
  const char *code;

  if (!gw_ctl_parse (ctl, entries, 1, &argc, &argv, error))
    return FALSE;
  code = given != NULL ? given : GW_CITY_CALENDAR;
  if (!check_code (code, error))
    return FALSE;
  service = gw_ctl_open (ctl, FALSE, error);
  return service != NULL && import_file (service, argv[1], code, error);
}

gboolean
gw_ctl_export_calendar (GwCtl *ctl, int argc, char **argv, GError **error)
{
  g_autofree char *given = NULL;
  const GOptionEntry entries[] = { { "calendar", 0, 0, G_OPTION_ARG_STRING, &given,
                                     N_ ("Code of the calendar (default: city)"), "CODE" },
                                   G_OPTION_ENTRY_NULL };
  g_autoptr (GwService) service = NULL;
  const GwCalendarEdition *edition;
  g_autofree char *csv = NULL;

  if (!gw_ctl_parse (ctl, entries, 0, &argc, &argv, error))
    return FALSE;
  service = gw_ctl_open (ctl, TRUE, error);
  if (service == NULL)
    return FALSE;
  edition = gw_ctl_find_calendar (gw_service_get_snapshot (service), given, error);
  if (edition == NULL)
    return FALSE;
  csv = gw_calendar_plan_to_csv (edition->plan);
  g_print ("%s", csv);
  return TRUE;
}

gboolean
gw_ctl_calendar_recalculate (GwCtl *ctl, int argc, char **argv, GError **error)
{
  g_autoptr (GwService) service = NULL;
  GwRecalculation result;

  if (!gw_ctl_parse (ctl, NULL, 0, &argc, &argv, error))
    return FALSE;
  service = gw_ctl_open (ctl, FALSE, error);
  if (service == NULL || !gw_recalculate_now (service, &result, error))
    return FALSE;
  g_print (_ ("%u open cases, %u with other deadlines than before\n"), result.n_cases,
           result.n_changed);
  return TRUE;
}

const GwCalendarEdition *
gw_ctl_find_calendar (const GwSnapshot *snapshot, const char *given, GError **error)
{
  const char *code = given != NULL ? given : GW_CITY_CALENDAR;
  const GwCalendarEdition *edition = gw_snapshot_calendar_by_code (snapshot, code);

  if (edition == NULL)
    g_set_error (error, GW_CTL_ERROR, GW_CTL_ERROR_FAILED, _ ("there is no calendar “%s”"),
                 code);
  return edition;
}
