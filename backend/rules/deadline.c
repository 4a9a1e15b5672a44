/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Adding a limit to an instant, day by day. */
#define G_LOG_DOMAIN "gridward-rules"

#include "backend/rules/calendar-private.h"

/* A calendar whose working time is used up by holidays never delivers; do not look longer. */
#define MAX_DAYS (366 * 100)

/* The day before: a slot that ends at midnight ends at the start of this day. */
static guint
first_day (const GwCalendar *calendar, gint64 start_ms)
{
  return gw_calendar_local_day (calendar, start_ms, NULL) - 1;
}

gint64
gw_deadline_add_working (const GwCalendar *calendar, gint64 start_ms, gint64 amount_ms)
{
  guint first = first_day (calendar, start_ms);

  g_return_val_if_fail (amount_ms >= 0, start_ms);

  for (guint julian = first; julian < first + MAX_DAYS; julian++)
    {
      gint64 span_start, span_end;
      GwDaySpans spans;

      gw_day_spans_init (&spans, calendar, julian);
      while (gw_day_spans_next (&spans, &span_start, &span_end))
        {
          gint64 from = MAX (span_start, start_ms);

          if (span_end < from)
            continue;
          if (amount_ms <= span_end - from)
            return from + amount_ms;
          amount_ms -= span_end - from;
        }
    }
  return G_MAXINT64;
}

gint64
gw_working_between (const GwCalendar *calendar, gint64 a_ms, gint64 b_ms)
{
  guint first = first_day (calendar, a_ms);
  guint last = gw_calendar_local_day (calendar, b_ms, NULL);
  gint64 sum = 0;

  for (guint julian = first; julian <= last; julian++)
    {
      gint64 span_start, span_end;
      GwDaySpans spans;

      gw_day_spans_init (&spans, calendar, julian);
      while (gw_day_spans_next (&spans, &span_start, &span_end))
        sum += MAX (MIN (span_end, b_ms) - MAX (span_start, a_ms), 0);
    }
  return sum;
}

gint64
gw_calendar_next_turn (const GwCalendar *calendar, gint64 utc_ms)
{
  guint first = first_day (calendar, utc_ms);

  for (guint julian = first; julian < first + 366; julian++)
    {
      gint64 span_start, span_end;
      GwDaySpans spans;

      gw_day_spans_init (&spans, calendar, julian);
      while (gw_day_spans_next (&spans, &span_start, &span_end))
        {
          if (span_start > utc_ms)
            return span_start;
          if (span_end > utc_ms)
            return span_end;
        }
    }
  return 0;
}

gboolean
gw_limit_is_working (GwLimit limit)
{
  return limit.unit == GW_UNIT_WORK_HOUR || limit.unit == GW_UNIT_WORK_DAY;
}

gint64
gw_limit_ms (const GwCalendar *calendar, GwLimit limit)
{
  gint64 value = limit.value;

  switch (limit.unit)
    {
    case GW_UNIT_URGENT_HOUR:
    case GW_UNIT_WORK_HOUR:
      return value * GW_MS_PER_HOUR;
    case GW_UNIT_WORK_DAY:
      return value * gw_calendar_hours_per_day (calendar) * GW_MS_PER_HOUR;
    case GW_UNIT_NATURAL_DAY:
      return value * GW_MS_PER_DAY;
    default:
      return 0;
    }
}

gint64
gw_deadline_add (const GwCalendar *calendar, gint64 start_ms, GwLimit limit,
                 GwReason **ret_reason)
{
  gint64 amount = gw_limit_ms (calendar, limit);
  gint64 deadline = gw_limit_is_working (limit)
                        ? gw_deadline_add_working (calendar, start_ms, amount)
                        : start_ms + amount;

  if (ret_reason != NULL)
    *ret_reason = gw_deadline_explain (calendar, start_ms, limit, deadline);
  return deadline;
}
