/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Periods of days: months, weeks, any range; what is before them, what they are made of. */
#define G_LOG_DOMAIN "gridward-model"

#include "gui/model/span.h"

#include <glib/gi18n.h>

/* A range of more days than these is told in months. */
#define MANY_DAYS 62

static const char *const labels[GW_SPAN_N] = {
  [GW_SPAN_DAY] = N_ ("Day"),     [GW_SPAN_WEEK] = N_ ("Week"),
  [GW_SPAN_MONTH] = N_ ("Month"), [GW_SPAN_QUARTER] = N_ ("Quarter"),
  [GW_SPAN_YEAR] = N_ ("Year"),   [GW_SPAN_RANGE] = N_ ("Own Range"),
};

static const char *const dimensions[GW_SPAN_N] = {
  [GW_SPAN_DAY] = "day",         [GW_SPAN_WEEK] = "week", [GW_SPAN_MONTH] = "month",
  [GW_SPAN_QUARTER] = "quarter", [GW_SPAN_YEAR] = "year", [GW_SPAN_RANGE] = "day",
};

const char *
gw_span_unit_label (GwSpanUnit unit)
{
  g_return_val_if_fail (unit < GW_SPAN_N, "");

  return _ (labels[unit]);
}

const char *
gw_span_unit_dimension (GwSpanUnit unit)
{
  g_return_val_if_fail (unit < GW_SPAN_N, "");

  return dimensions[unit];
}

GDate
gw_span_day (gint64 usec, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (usec / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay)g_date_time_get_day_of_month (local),
                  (GDateMonth)g_date_time_get_month (local),
                  (GDateYear)g_date_time_get_year (local));
  return date;
}

static int
months_of (GwSpanUnit unit)
{
  switch (unit)
    {
    case GW_SPAN_MONTH:
      return 1;
    case GW_SPAN_QUARTER:
      return 3;
    case GW_SPAN_YEAR:
      return 12;
    case GW_SPAN_DAY:
    case GW_SPAN_WEEK:
    case GW_SPAN_RANGE:
    case GW_SPAN_N:
    default:
      return 0;
    }
}

GwSpan
gw_span_of (GwSpanUnit unit, const GDate *day)
{
  GwSpan span = { unit, *day, *day };
  int months = months_of (unit);

  if (unit == GW_SPAN_WEEK)
    {
      g_date_subtract_days (&span.from, g_date_get_weekday (day) - G_DATE_MONDAY);
      span.to = span.from;
      g_date_add_days (&span.to, 6);
    }
  else if (months > 0)
    {
      int month = (g_date_get_month (day) - 1) / months * months + 1;

      g_date_set_dmy (&span.from, 1, (GDateMonth)month, g_date_get_year (day));
      span.to = span.from;
      g_date_add_months (&span.to, (guint)months);
      g_date_subtract_days (&span.to, 1);
    }
  return span;
}

GwSpan
gw_span_range (const GDate *from, const GDate *to)
{
  gboolean is_right = g_date_compare (from, to) <= 0;

  return (GwSpan){ GW_SPAN_RANGE, is_right ? *from : *to, is_right ? *to : *from };
}

guint
gw_span_n_days (const GwSpan *span)
{
  return (guint)g_date_days_between (&span->from, &span->to) + 1;
}

static void
move_days (GDate *date, int days)
{
  if (days < 0)
    g_date_subtract_days (date, (guint)-days);
  else
    g_date_add_days (date, (guint)days);
}

static void
move_months (GDate *date, int months)
{
  if (months < 0)
    g_date_subtract_months (date, (guint)-months);
  else
    g_date_add_months (date, (guint)months);
}

/* How many whole months a range is; 0: none. */
static int
whole_months (const GwSpan *span)
{
  if (span->unit != GW_SPAN_RANGE || !g_date_is_first_of_month (&span->from) ||
      !g_date_is_last_of_month (&span->to))
    return 0;
  return (g_date_get_year (&span->to) - g_date_get_year (&span->from)) * 12 +
         (int)g_date_get_month (&span->to) - (int)g_date_get_month (&span->from) + 1;
}

GwSpan
gw_span_step (const GwSpan *span, int steps)
{
  GwSpan moved = *span;
  int months = months_of (span->unit) * steps;
  int range_months = whole_months (span);

  if (range_months > 0)
    {
      move_months (&moved.from, range_months * steps);
      moved.to = moved.from;
      move_months (&moved.to, range_months);
      move_days (&moved.to, -1);
      return moved;
    }
  if (months != 0)
    {
      move_months (&moved.from, months);
      return gw_span_of (span->unit, &moved.from);
    }
  move_days (&moved.from, (int)gw_span_n_days (span) * steps);
  move_days (&moved.to, (int)gw_span_n_days (span) * steps);
  return moved;
}

GwSpan
gw_span_year_before (const GwSpan *span)
{
  GwSpan moved = *span;

  /* As the server does: these dates, whatever their weekdays. */
  if (span->unit == GW_SPAN_WEEK)
    moved.unit = GW_SPAN_RANGE;
  move_months (&moved.from, -12);
  if (months_of (span->unit) > 0)
    return gw_span_of (span->unit, &moved.from);
  move_months (&moved.to, -12);
  return moved;
}

char *
gw_span_date (const GDate *date)
{
  return g_strdup_printf ("%04u-%02u-%02u", g_date_get_year (date), g_date_get_month (date),
                          g_date_get_day (date));
}

/* The year that an ISO week belongs to: that of its Thursday. */
static guint
year_of_week (const GwSpan *span)
{
  GDate thursday = span->from;

  move_days (&thursday, G_DATE_THURSDAY - (int)g_date_get_weekday (&span->from));
  return g_date_get_year (&thursday);
}

char *
gw_span_key (const GwSpan *span)
{
  guint year = g_date_get_year (&span->from);
  guint month = g_date_get_month (&span->from);

  switch (span->unit)
    {
    case GW_SPAN_WEEK:
      return g_strdup_printf ("%04u-W%02u", year_of_week (span),
                              g_date_get_iso8601_week_of_year (&span->from));
    case GW_SPAN_MONTH:
      return g_strdup_printf ("%04u-%02u", year, month);
    case GW_SPAN_QUARTER:
      return g_strdup_printf ("%04u-Q%u", year, (month + 2) / 3);
    case GW_SPAN_YEAR:
      return g_strdup_printf ("%04u", year);
    case GW_SPAN_DAY:
    case GW_SPAN_RANGE:
    case GW_SPAN_N:
    default:
      return gw_span_date (&span->from);
    }
}

char *
gw_span_text (const GwSpan *span)
{
  g_autofree char *from = gw_span_date (&span->from);
  g_autofree char *to = gw_span_date (&span->to);
  guint year = g_date_get_year (&span->from);
  guint month = g_date_get_month (&span->from);

  switch (span->unit)
    {
    case GW_SPAN_DAY:
      return g_steal_pointer (&from);
    case GW_SPAN_WEEK:
      /* TRANSLATORS: year, week of the year, first and last day. */
      return g_strdup_printf (_ ("%u, week %u"), year_of_week (span),
                              g_date_get_iso8601_week_of_year (&span->from));
    case GW_SPAN_MONTH:
      /* TRANSLATORS: year and month, as numbers. */
      return g_strdup_printf (_ ("%u-%02u"), year, month);
    case GW_SPAN_QUARTER:
      /* TRANSLATORS: year and quarter. */
      return g_strdup_printf (_ ("%u, quarter %u"), year, (month + 2) / 3);
    case GW_SPAN_YEAR:
      /* TRANSLATORS: the year alone. */
      return g_strdup_printf (_ ("year %u"), year);
    case GW_SPAN_RANGE:
    case GW_SPAN_N:
    default:
      return g_strdup_printf ("%s – %s", from, to);
    }
}

char *
gw_span_short_text (const GwSpan *span)
{
  switch (span->unit)
    {
    case GW_SPAN_WEEK:
      /* TRANSLATORS: a week of the year, as short as an axis needs it. */
      return g_strdup_printf (_ ("W%u"), g_date_get_iso8601_week_of_year (&span->from));
    case GW_SPAN_MONTH:
      return g_strdup_printf ("%u", g_date_get_month (&span->from));
    case GW_SPAN_QUARTER:
      /* TRANSLATORS: a quarter of the year, as short as an axis needs it. */
      return g_strdup_printf (_ ("Q%u"), (g_date_get_month (&span->from) + 2) / 3);
    case GW_SPAN_YEAR:
      return g_strdup_printf ("%u", g_date_get_year (&span->from));
    case GW_SPAN_DAY:
    case GW_SPAN_RANGE:
    case GW_SPAN_N:
    default:
      return g_strdup_printf ("%u", g_date_get_day (&span->from));
    }
}

GwSpanUnit
gw_span_part_unit (const GwSpan *span)
{
  switch (span->unit)
    {
    case GW_SPAN_QUARTER:
      return GW_SPAN_WEEK;
    case GW_SPAN_YEAR:
      return GW_SPAN_MONTH;
    case GW_SPAN_RANGE:
      return gw_span_n_days (span) > MANY_DAYS ? GW_SPAN_MONTH : GW_SPAN_DAY;
    case GW_SPAN_DAY:
    case GW_SPAN_WEEK:
    case GW_SPAN_MONTH:
    case GW_SPAN_N:
    default:
      return GW_SPAN_DAY;
    }
}

GArray *
gw_span_parts (const GwSpan *span)
{
  GArray *parts = g_array_new (FALSE, FALSE, sizeof (GwSpan));
  GwSpan part = gw_span_of (gw_span_part_unit (span), &span->from);

  while (g_date_compare (&part.from, &span->to) <= 0)
    {
      GwSpan cut = part;

      if (g_date_compare (&cut.from, &span->from) < 0)
        cut.from = span->from;
      if (g_date_compare (&cut.to, &span->to) > 0)
        cut.to = span->to;
      g_array_append_val (parts, cut);
      part = gw_span_step (&part, 1);
    }
  return parts;
}
