/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Filing conditions: their limits through the year. */
#define G_LOG_DOMAIN "gridward-rules"

#include "backend/rules/condition.h"

#include <stdio.h>
#include <string.h>

#include "backend/rules/case-error.h"

/* Any leap year: the 29th of February is a day. */
#define LEAP_YEAR 2024

void
gw_filing_condition_free (GwFilingCondition *condition)
{
  g_free (condition->code);
  g_free (condition->text);
  g_free (condition->text_en);
  g_free (condition->closing);
  g_free (condition->closing_en);
  g_clear_pointer (&condition->seasons, g_array_unref);
  g_free (condition);
}

const GwFilingCondition *
gw_case_class_condition (const GwCaseClass *class, const char *code)
{
  for (guint i = 0; i < class->conditions->len; i++)
    {
      const GwFilingCondition *condition = g_ptr_array_index (class->conditions, i);

      if (code == NULL || g_str_equal (condition->code, code))
        return condition;
    }
  return NULL;
}

static gboolean
is_in_season (const GwSeason *season, guint day)
{
  if (season->from <= season->to)
    return day >= season->from && day <= season->to;
  return day >= season->from || day <= season->to;
}

GwLimit
gw_condition_limit (const GwFilingCondition *condition, guint local_date)
{
  guint n_seasons = condition->seasons != NULL ? condition->seasons->len : 0;

  for (guint i = 0; i < n_seasons; i++)
    {
      const GwSeason *season = &g_array_index (condition->seasons, GwSeason, i);

      if (is_in_season (season, local_date % 10000))
        return season->limit;
    }
  return condition->limit;
}

static gboolean
is_day (guint month, guint day)
{
  return month >= 1 && month <= 12 &&
         g_date_valid_dmy ((GDateDay)day, (GDateMonth)month, LEAP_YEAR);
}

static gboolean
fail_season (const char *text, GError **error, const char *why)
{
  gw_case_error_set (error, GW_CASE_ERROR_TABLE, "seasons", "season “%s”: %s", text, why);
  return FALSE;
}

/* "03-01..05-31=15 work_day" */
static gboolean
parse_season (const char *text, GwSeason *season, GError **error)
{
  guint from_month, from_day, to_month, to_day;
  char number[8], unit[16];
  guint64 value;
  int length = -1;

  if (sscanf (text, "%2u-%2u..%2u-%2u=%7[0-9] %15[a-z_]%n", &from_month, &from_day,
              &to_month, &to_day, number, unit, &length) != 6 ||
      length < 0 || text[length] != '\0')
    return fail_season (text, error, "is not written like 03-01..05-31=15 work_day");
  if (!is_day (from_month, from_day) || !is_day (to_month, to_day))
    return fail_season (text, error, "no year has such a day");
  if (!g_ascii_string_to_unsigned (number, 10, 1, GW_LIMIT_MAX, &value, NULL))
    return fail_season (text, error, "its limit is not a number from 1 to 10000");
  if (!gw_limit_unit_parse (unit, &season->limit.unit))
    return fail_season (text, error, "it has an unknown unit of time");
  season->from = from_month * 100 + from_day;
  season->to = to_month * 100 + to_day;
  season->limit.value = (guint)value;
  return TRUE;
}

static int
compare_seasons (gconstpointer a, gconstpointer b)
{
  const GwSeason *one = a;
  const GwSeason *other = b;

  return (int)one->from - (int)other->from;
}

/* Two overlap when one begins inside the other. */
static gboolean
overlaps (const GwSeason *one, const GwSeason *other)
{
  return is_in_season (one, other->from) || is_in_season (other, one->from);
}

static gboolean
add_season (GArray *seasons, const char *text, GError **error)
{
  GwSeason season = { 0 };

  if (!parse_season (text, &season, error))
    return FALSE;
  for (guint i = 0; i < seasons->len; i++)
    if (overlaps (&g_array_index (seasons, GwSeason, i), &season))
      return fail_season (text, error, "it overlaps another one");
  g_array_append_val (seasons, season);
  return TRUE;
}

gboolean
gw_seasons_parse (const char *text, GArray **ret_seasons, GError **error)
{
  g_autoptr (GArray) seasons = NULL;
  g_auto (GStrv) parts = NULL;

  if (text == NULL || text[0] == '\0')
    {
      *ret_seasons = NULL;
      return TRUE;
    }
  seasons = g_array_new (FALSE, FALSE, sizeof (GwSeason));
  parts = g_strsplit (text, ";", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    if (!add_season (seasons, g_strstrip (parts[i]), error))
      return FALSE;
  g_array_sort (seasons, compare_seasons);
  *ret_seasons = g_steal_pointer (&seasons);
  return TRUE;
}

char *
gw_seasons_to_text (const GArray *seasons)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; seasons != NULL && i < seasons->len; i++)
    {
      const GwSeason *season = &g_array_index (seasons, GwSeason, i);

      g_string_append_printf (text, "%s%02u-%02u..%02u-%02u=%u %s", i > 0 ? ";" : "",
                              season->from / 100, season->from % 100, season->to / 100,
                              season->to % 100, season->limit.value,
                              gw_limit_unit_name (season->limit.unit));
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}
