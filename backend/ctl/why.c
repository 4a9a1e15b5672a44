/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gridwardctl why deadline: a limit from a start, step by step. */
#define G_LOG_DOMAIN "gridward-ctl"

#include "config.h"

#include "backend/ctl/command.h"
#include "backend/rules/clock.h"

#include <glib/gi18n.h>
#include <string.h>

/* RFC 3339, or local time of the calendar without a zone. */
static gboolean
parse_start (const char *text, GTimeZone *zone, gint64 *ret_start_ms, GError **error)
{
  gboolean has_seconds = text == NULL || strlen (text) != strlen ("2026-11-22T10:00");
  g_autofree char *whole = has_seconds ? g_strdup (text) : g_strconcat (text, ":00", NULL);
  g_autoptr (GDateTime) start =
      whole != NULL ? g_date_time_new_from_iso8601 (whole, zone) : NULL;

  if (start == NULL)
    {
      g_set_error (error, GW_CTL_ERROR, GW_CTL_ERROR_USAGE,
                   _ ("--start %s is no time such as 2026-11-22T10:00"),
                   text != NULL ? text : "");
      return FALSE;
    }
  *ret_start_ms = g_date_time_to_unix (start) * 1000;
  return TRUE;
}

static gboolean
parse_limit (int value, const char *unit, GwLimit *ret_limit, GError **error)
{
  if (value >= 1 && unit != NULL && gw_limit_unit_parse (unit, &ret_limit->unit))
    {
      ret_limit->value = (guint)value;
      return TRUE;
    }
  g_set_error (error, GW_CTL_ERROR, GW_CTL_ERROR_USAGE,
               _ ("name a limit: --limit N --unit urgent_hour, work_hour, work_day or "
                  "natural_day"));
  return FALSE;
}

static void
print_steps (const GwCalendar *calendar, gint64 start_ms, GwLimit limit)
{
  g_autoptr (GPtrArray) steps = gw_deadline_why (calendar, start_ms, limit);

  for (guint i = 0; i < steps->len; i++)
    g_print ("%s\n", gw_reason_get (g_ptr_array_index (steps, i), gw_ctl_language ()));
}

gboolean
gw_ctl_why_deadline (GwCtl *ctl, int argc, char **argv, GError **error)
{
  g_autofree char *start_text = NULL;
  g_autofree char *unit = NULL;
  g_autofree char *given = NULL;
  int value = 0;
  const GOptionEntry entries[] = {
    { "start", 0, 0, G_OPTION_ARG_STRING, &start_text,
      N_ ("When it starts; without a zone by the calendar's clock"), "TIME" },
    { "limit", 0, 0, G_OPTION_ARG_INT, &value, N_ ("How much time there is"), "N" },
    { "unit", 0, 0, G_OPTION_ARG_STRING, &unit,
      N_ ("urgent_hour, work_hour, work_day or natural_day"), "UNIT" },
    { "calendar", 0, 0, G_OPTION_ARG_STRING, &given,
      N_ ("Code of the calendar (default: city)"), "CODE" },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (GwService) service = NULL;
  const GwCalendarEdition *edition;
  GwLimit limit = { 0 };
  gint64 start_ms;

  if (!gw_ctl_parse (ctl, entries, 0, &argc, &argv, error) ||
      !parse_limit (value, unit, &limit, error))
    return FALSE;
  service = gw_ctl_open (ctl, TRUE, error);
  if (service == NULL)
    return FALSE;
  edition = gw_ctl_find_calendar (gw_service_get_snapshot (service), given, error);
  if (edition == NULL ||
      !parse_start (start_text, gw_calendar_time_zone (edition->calendar), &start_ms,
                    error))
    return FALSE;
  print_steps (edition->calendar, start_ms, limit);
  return TRUE;
}
