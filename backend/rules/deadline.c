/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Adding a limit to an instant, day by day. */
#define G_LOG_DOMAIN "gridward-rules"

#include "backend/rules/calendar-private.h"

/* A calendar whose working time is used up by holidays never delivers; do not look longer. */
#define MAX_DAYS (366 * 100)

gint64
gw_deadline_add_working (const GwCalendar *calendar, gint64 start_ms, gint64 amount_ms)
{
  /* The day before: a slot that ends at midnight ends at the start of this day. */
  guint first = gw_calendar_local_day (calendar, start_ms, NULL) - 1;

  g_return_val_if_fail (amount_ms >= 0, start_ms);

  for (guint julian = first; julian < first + MAX_DAYS; julian++)
    {
      guint n_slots;
      const GwSlot *slots = gw_calendar_day_slots (calendar, julian, &n_slots);

      for (guint i = 0; i < n_slots; i++)
        {
          gint64 slot_start, slot_end, from;

          gw_calendar_slot_span (calendar, julian, slots[i], &slot_start, &slot_end);
          from = MAX (slot_start, start_ms);
          if (slot_end < from)
            continue;
          if (amount_ms <= slot_end - from)
            return from + amount_ms;
          amount_ms -= slot_end - from;
        }
    }
  return G_MAXINT64;
}

gint64
gw_deadline_add (const GwCalendar *calendar, gint64 start_ms, GwLimit limit,
                 GwReason **ret_reason)
{
  gint64 value = limit.value;
  gint64 hours_per_day = gw_calendar_hours_per_day (calendar);
  gint64 deadline = start_ms;

  switch (limit.unit)
    {
    case GW_UNIT_URGENT_HOUR:
      deadline = start_ms + value * GW_MS_PER_HOUR;
      break;
    case GW_UNIT_NATURAL_DAY:
      deadline = start_ms + value * GW_MS_PER_DAY;
      break;
    case GW_UNIT_WORK_HOUR:
      deadline = gw_deadline_add_working (calendar, start_ms, value * GW_MS_PER_HOUR);
      break;
    case GW_UNIT_WORK_DAY:
      deadline = gw_deadline_add_working (calendar, start_ms,
                                          value * hours_per_day * GW_MS_PER_HOUR);
      break;
    default:
      g_return_val_if_reached (start_ms);
    }
  if (ret_reason != NULL)
    *ret_reason = gw_deadline_explain (calendar, start_ms, limit, deadline);
  return deadline;
}
