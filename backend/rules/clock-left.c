/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is left of a clock, in the time that counts for it. */
#define G_LOG_DOMAIN "gridward-rules"

#include "backend/rules/calendar-private.h"
#include "backend/rules/clock.h"

gboolean
gw_clock_is_working (const GwClock *clock)
{
  /* A due set by hand is an instant, whatever the limit was. */
  return clock->fixed_due == 0 && gw_limit_is_working (clock->limit);
}

gboolean
gw_clock_left (const GwClock *clock, const GwCalendar *calendar, gint64 now,
               GwClockLeft *ret_left)
{
  gint64 at = clock->paused_at != 0 ? clock->paused_at : now;
  gboolean working = gw_clock_is_working (clock);

  *ret_left = (GwClockLeft){ .working = working };
  if (clock->started_at == 0 || clock->stopped_at != 0 || clock->due == 0)
    return FALSE;
  if (at < clock->due)
    ret_left->ms =
        working ? gw_working_between (calendar, at, clock->due) : clock->due - at;
  if (clock->paused_at != 0)
    return TRUE;
  ret_left->counting = !working || gw_calendar_is_working (calendar, now);
  if (working)
    ret_left->turns_at = gw_calendar_next_turn (calendar, now);
  return TRUE;
}
