/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whose turn it is at an instant. */
#define G_LOG_DOMAIN "gridward-rules"

#include "backend/rules/shift.h"

static guint
date_of (const GDate *date)
{
  return g_date_get_year (date) * 10000u + g_date_get_month (date) * 100u +
         g_date_get_day (date);
}

/* By the clock on the wall: a day with a change of daylight saving time is no exception. */
static gint64
instant_of (const GwCalendar *calendar, const GDate *date, guint minute)
{
  GDate day = *date;
  g_autoptr (GDateTime) time = NULL;

  g_date_add_days (&day, minute / GW_SHIFT_DAY_MINUTES);
  minute %= GW_SHIFT_DAY_MINUTES;
  time = g_date_time_new (gw_calendar_time_zone (calendar), g_date_get_year (&day),
                          g_date_get_month (&day), g_date_get_day (&day), minute / 60,
                          minute % 60, 0);
  return time != NULL ? g_date_time_to_unix (time) * 1000 : 0;
}

/* Both ends included; 0: open. */
static gboolean
is_within (guint date, guint from, guint to)
{
  return date >= from && (to == 0 || date <= to);
}

gint64
gw_shift_person_on (const GwShift *shift, guint date)
{
  return shift->substitute_id != 0 &&
                 is_within (date, shift->substitute_from, shift->substitute_to)
             ? shift->substitute_id
             : shift->person_id;
}

static gboolean
has_own_shifts (const GArray *shifts, gint64 person_id, guint date)
{
  for (guint i = 0; i < shifts->len; i++)
    {
      const GwShift *shift = &g_array_index (shifts, GwShift, i);

      if (shift->date == date && gw_shift_person_on (shift, date) == person_id)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_better (const GwShiftTurn *turn, const GwShiftTurn *than, gint64 now_ms)
{
  if (turn->until <= now_ms || turn->from > now_ms + GW_SHIFT_EARLY_MS)
    return FALSE;
  return than->shift == NULL || turn->from < than->from;
}

static void
find_on (const GArray *shifts, gint64 person_id, const GwCalendar *calendar,
         const GDate *date, gint64 now_ms, GwShiftTurn *best)
{
  guint number = date_of (date);
  guint weekday = 1u << (g_date_get_weekday (date) - 1);
  gboolean own = has_own_shifts (shifts, person_id, number);

  for (guint i = 0; i < shifts->len; i++)
    {
      const GwShift *shift = &g_array_index (shifts, GwShift, i);
      GwShiftTurn turn = { .shift = shift };

      if (gw_shift_person_on (shift, number) != person_id ||
          !is_within (number, shift->valid_from, shift->valid_to))
        continue;
      if (own ? shift->date != number : (shift->weekdays & weekday) == 0)
        continue;
      turn.from = instant_of (calendar, date, shift->start);
      turn.until = instant_of (calendar, date, shift->end);
      if (is_better (&turn, best, now_ms))
        *best = turn;
    }
}

gboolean
gw_shift_find (const GArray *shifts, gint64 person_id, const GwCalendar *calendar,
               gint64 now_ms, GwShiftTurn *ret_turn)
{
  guint today = gw_calendar_local_date (calendar, now_ms);
  GwShiftTurn best = { .shift = NULL };
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, today % 100, today / 100 % 100, today / 10000);
  /* A night's shift is yesterday's; shortly before midnight one may be tomorrow's. */
  g_date_subtract_days (&date, 1);
  for (guint i = 0; i < 3; i++)
    {
      find_on (shifts, person_id, calendar, &date, now_ms, &best);
      g_date_add_days (&date, 1);
    }
  if (best.shift == NULL)
    return FALSE;
  *ret_turn = best;
  return TRUE;
}
