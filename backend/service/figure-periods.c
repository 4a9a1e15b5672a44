/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days, weeks, months, quarters and years as dates. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/figures-private.h"

gboolean
gw_day_is_valid (guint day)
{
  return day / 10000 >= 1970 && day / 10000 <= 9998 &&
         g_date_valid_dmy (day % 100, (GDateMonth)(day / 100 % 100),
                           (GDateYear)(day / 10000));
}

static GDate
to_date (guint day)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, day % 100, (GDateMonth)(day / 100 % 100),
                  (GDateYear)(day / 10000));
  return date;
}

static guint
to_day (const GDate *date)
{
  return (guint)g_date_get_year (date) * 10000 + (guint)g_date_get_month (date) * 100 +
         g_date_get_day (date);
}

static guint
last_of_month (guint year, guint month)
{
  return year * 10000 + month * 100 +
         g_date_get_days_in_month ((GDateMonth)month, (GDateYear)year);
}

/* The last day of the period that the day lies in. */
static guint
end_of_period (guint day, GwDimension dimension)
{
  guint year = day / 10000, month = day / 100 % 100;
  GDate date = to_date (day);

  switch (dimension)
    {
    case GW_DIMENSION_WEEK:
      g_date_add_days (&date, 7 - (guint)g_date_get_weekday (&date));
      return to_day (&date);
    case GW_DIMENSION_MONTH:
      return last_of_month (year, month);
    case GW_DIMENSION_QUARTER:
      return last_of_month (year, (month + 2) / 3 * 3);
    case GW_DIMENSION_YEAR:
      return year * 10000 + 1231;
    default:
      return day;
    }
}

GwDays
gw_days_first_period (GwDays days, GwDimension dimension)
{
  return (GwDays){ days.from, MIN (days.to, end_of_period (days.from, dimension)) };
}

/* Months before or after; the last day of a month stays one. */
static guint
add_months (guint day, int months)
{
  GDate date = to_date (day);
  gboolean is_last = g_date_is_last_of_month (&date);
  guint moved;

  if (months < 0)
    g_date_subtract_months (&date, (guint)-months);
  else
    g_date_add_months (&date, (guint)months);
  moved = to_day (&date);
  return is_last ? last_of_month (moved / 10000, moved / 100 % 100) : moved;
}

GwDays
gw_days_compared (GwDays days, const GwFiguresQuery *query)
{
  GDate from = to_date (days.from), to = to_date (days.to);
  int months = (int)(days.to / 10000 * 12 + days.to / 100 % 100) -
               (int)(days.from / 10000 * 12 + days.from / 100 % 100) + 1;
  guint n_days;

  if (query->compare == GW_COMPARE_PERIOD)
    return (GwDays){ query->compare_from, query->compare_to };
  /* A month of 28 days is not compared with what 31 days before it were. */
  if (query->compare == GW_COMPARE_YEAR)
    {
      days.from = days.from % 10000 == 229 ? days.from - 10001 : days.from - 10000;
      days.to = add_months (days.to, -12);
      return days;
    }
  if (g_date_is_first_of_month (&from) && g_date_is_last_of_month (&to))
    return (GwDays){ add_months (days.from, -months), add_months (days.to, -months) };
  n_days = (guint)g_date_days_between (&from, &to) + 1;
  g_date_subtract_days (&from, n_days);
  g_date_subtract_days (&to, n_days);
  return (GwDays){ to_day (&from), to_day (&to) };
}

char *
gw_period_key (GwDimension dimension, guint day)
{
  guint year = day / 10000, month = day / 100 % 100;
  GDate date = to_date (day);

  switch (dimension)
    {
    case GW_DIMENSION_WEEK:
      {
        guint week = g_date_get_iso8601_week_of_year (&date);

        /* A week belongs to the year of its Thursday. */
        if (week > 50 && month == 1)
          year--;
        if (week == 1 && month == 12)
          year++;
        return g_strdup_printf ("%04u-W%02u", year, week);
      }
    case GW_DIMENSION_MONTH:
      return g_strdup_printf ("%04u-%02u", year, month);
    case GW_DIMENSION_QUARTER:
      return g_strdup_printf ("%04u-Q%u", year, (month + 2) / 3);
    case GW_DIMENSION_YEAR:
      return g_strdup_printf ("%04u", year);
    default:
      return g_strdup_printf ("%04u-%02u-%02u", year, month, day % 100);
    }
}
