/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The day, week or month that a report is of. */
#define G_LOG_DOMAIN "gridward-report"

#include "config.h"

#include "backend/report/period.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "backend/report/render.h"

/* The period before and the year before are days of the statistics, too: from 1970 on. */
#define FIRST_YEAR 1972

static const char *const kinds[GW_N_REPORT_KINDS] = { "day", "week", "month" };

static const char *const months[] = { "January",   "February", "March",    "April",
                                      "May",       "June",     "July",     "August",
                                      "September", "October",  "November", "December" };

const char *
gw_report_kind_name (GwReportKind kind)
{
  g_return_val_if_fail ((guint)kind < GW_N_REPORT_KINDS, NULL);
  return kinds[kind];
}

gboolean
gw_report_kind_parse (const char *name, GwReportKind *ret_kind)
{
  for (guint i = 0; i < GW_N_REPORT_KINDS; i++)
    if (g_str_equal (kinds[i], name))
      {
        *ret_kind = i;
        return TRUE;
      }
  return FALSE;
}

static void
to_date (guint number, GDate *ret_date)
{
  g_date_set_dmy (ret_date, (GDateDay)(number % 100), (GDateMonth)(number / 100 % 100),
                  (GDateYear)(number / 10000));
}

static guint
from_date (const GDate *date)
{
  return (guint)(g_date_get_year (date) * 10000 + (int)g_date_get_month (date) * 100 +
                 g_date_get_day (date));
}

guint
gw_report_date_add (guint date, int days)
{
  GDate day;

  to_date (date, &day);
  if (days >= 0)
    g_date_add_days (&day, (guint)days);
  else
    g_date_subtract_days (&day, (guint)-days);
  return from_date (&day);
}

/* The ISO year of a week is that of its Thursday. */
static void
name_week (GwReportPeriod *period)
{
  GDate thursday;

  to_date (gw_report_date_add (period->from, 3), &thursday);
  g_snprintf (period->name, sizeof period->name, "%04u-W%02u",
              (guint)g_date_get_year (&thursday),
              g_date_get_iso8601_week_of_year (&thursday));
}

void
gw_report_period_of (GwReportKind kind, guint date, GwReportPeriod *ret_period)
{
  GDate day;
  guint year = date / 10000, month = date / 100 % 100;

  to_date (date, &day);
  *ret_period = (GwReportPeriod){ kind, date, date, 1, "" };
  switch (kind)
    {
    case GW_REPORT_WEEK:
      ret_period->from = gw_report_date_add (date, 1 - (int)g_date_get_weekday (&day));
      ret_period->to = gw_report_date_add (ret_period->from, 6);
      ret_period->n_days = 7;
      name_week (ret_period);
      break;
    case GW_REPORT_MONTH:
      ret_period->n_days = g_date_get_days_in_month ((GDateMonth)month, (GDateYear)year);
      ret_period->from = date / 100 * 100 + 1;
      ret_period->to = date / 100 * 100 + ret_period->n_days;
      g_snprintf (ret_period->name, sizeof ret_period->name, "%04u-%02u", year, month);
      break;
    default:
      g_snprintf (ret_period->name, sizeof ret_period->name, "%04u-%02u-%02u", year, month,
                  date % 100);
      break;
    }
}

gboolean
gw_report_period_before (const GwReportPeriod *period, GwReportPeriod *ret_before)
{
  if (period->from / 10000 < FIRST_YEAR - 1)
    return FALSE;
  gw_report_period_of (period->kind, gw_report_date_add (period->from, -1), ret_before);
  return TRUE;
}

/* --- reading --------------------------------------------------------------------------- */

static gboolean
parse_week (const char *text, guint *ret_date)
{
  int year, week, length = 0;
  GDate day;

  if (sscanf (text, "%4d-W%2d%n", &year, &week, &length) != 2 || length != 8 ||
      text[length] != '\0' || year < FIRST_YEAR || week < 1)
    return FALSE;
  /* 4 January is always in the first week. */
  g_date_set_dmy (&day, 4, G_DATE_JANUARY, (GDateYear)year);
  if (week > (int)g_date_get_iso8601_week_of_year (&day) + 52)
    return FALSE;
  g_date_add_days (&day, (guint)(week - 1) * 7);
  *ret_date = from_date (&day);
  return TRUE;
}

static gboolean
parse_date (const char *text, gboolean has_day, guint *ret_date)
{
  int year, month, day = 1, length = 0;

  if (has_day ? sscanf (text, "%4d-%2d-%2d%n", &year, &month, &day, &length) != 3 ||
                    length != 10
              : sscanf (text, "%4d-%2d%n", &year, &month, &length) != 2 || length != 7)
    return FALSE;
  if (text[length] != '\0' || year < FIRST_YEAR || month < 1 || day < 1 ||
      !g_date_valid_dmy ((GDateDay)day, (GDateMonth)month, (GDateYear)year))
    return FALSE;
  *ret_date = (guint)(year * 10000 + month * 100 + day);
  return TRUE;
}

static gboolean
fail (GError **error, const char *text)
{
  g_set_error (error, GW_REPORT_ERROR, GW_REPORT_ERROR_INPUT,
               _ ("%s is no period: a month is 2026-10, a week 2026-W44, a day 2026-10-05"),
               text);
  return FALSE;
}

gboolean
gw_report_period_parse (const char *text, const char *kind, GwReportPeriod *ret_period,
                        GError **error)
{
  GwReportKind looks = GW_REPORT_DAY, wanted;
  guint date;

  if (strspn (text, "0123456789-W") != strlen (text))
    return fail (error, text);
  if (parse_week (text, &date))
    looks = GW_REPORT_WEEK;
  else if (parse_date (text, FALSE, &date))
    looks = GW_REPORT_MONTH;
  else if (!parse_date (text, TRUE, &date))
    return fail (error, text);
  wanted = looks;
  if (kind != NULL && !gw_report_kind_parse (kind, &wanted))
    {
      g_set_error (error, GW_REPORT_ERROR, GW_REPORT_ERROR_INPUT,
                   _ ("%s is no kind of report: day, week and month are"), kind);
      return FALSE;
    }
  if (looks != GW_REPORT_DAY && wanted != looks)
    {
      g_set_error (error, GW_REPORT_ERROR, GW_REPORT_ERROR_INPUT, _ ("%s is no %s"), text,
                   gw_report_kind_name (wanted));
      return FALSE;
    }
  gw_report_period_of (wanted, date, ret_period);
  /* A 53rd week that the year has not got is the first of the next one. */
  if (looks == GW_REPORT_WEEK && strcmp (ret_period->name, text) != 0)
    return fail (error, text);
  return TRUE;
}

/* --- in words -------------------------------------------------------------------------- */

char *
gw_report_date_text (guint date, gboolean zh)
{
  guint year = date / 10000, month = date / 100 % 100, day = date % 100;

  return zh ? g_strdup_printf ("%u年%u月%u日", year, month, day)
            : g_strdup_printf ("%u %s %u", day, months[month - 1], year);
}

/* "9 to 15 November 2026": what both days share is said once. */
static char *
days_text (guint from, guint to)
{
  g_autofree char *end = gw_report_date_text (to, FALSE);

  if (from / 100 == to / 100)
    return g_strdup_printf ("%u to %s", from % 100, end);
  if (from / 10000 == to / 10000)
    return g_strdup_printf ("%u %s to %s", from % 100, months[from / 100 % 100 - 1], end);
  return g_strdup_printf ("%u %s %u to %s", from % 100, months[from / 100 % 100 - 1],
                          from / 10000, end);
}

char *
gw_report_period_text (const GwReportPeriod *period, gboolean zh)
{
  g_autofree char *from = gw_report_date_text (period->from, zh);
  g_autofree char *to = gw_report_date_text (period->to, zh);
  g_autofree char *days = days_text (period->from, period->to);
  guint year = period->from / 10000, month = period->from / 100 % 100;

  switch (period->kind)
    {
    case GW_REPORT_DAY:
      return g_steal_pointer (&from);
    case GW_REPORT_WEEK:
      return zh ? g_strdup_printf ("%.4s年第%s周（%s至%s）", period->name, period->name + 6,
                                   from, to)
                : g_strdup_printf ("Week %s of %.4s (%s)", period->name + 6, period->name,
                                   days);
    default:
      return zh ? g_strdup_printf ("%u年%u月（1日至%u日）", year, month, period->n_days)
                : g_strdup_printf ("%s %u (1 to %u %s)", months[month - 1], year,
                                   period->n_days, months[month - 1]);
    }
}
