/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Working time: slots per weekday, holidays, make-up days, in the city's time zone. */
#pragma once

#include "backend/rules/catalogue.h"
#include "backend/rules/reason.h"

G_BEGIN_DECLS

/* Minutes of the local day, half-open: 480..720 is 08:00-12:00. At most 1440. */
typedef struct
{
  guint start;
  guint end;
} GwSlot;

/* Filled once, then immutable; reference counted, shared between threads. */
typedef struct _GwCalendar GwCalendar;

/*
 * Monday to Friday 08:00-12:00 and 14:00-18:00; a working day of 8 hours.
 * NULL with GW_CASE_ERROR_TABLE for an unknown time zone.
 */
GwCalendar *gw_calendar_new (const char *time_zone, GError **error);
GwCalendar *gw_calendar_ref (GwCalendar *calendar);
void gw_calendar_unref (GwCalendar *calendar);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwCalendar, gw_calendar_unref)

/*
 * weekday 1 (Monday) to 7. Slots ascending and apart; none: a day off.
 * FALSE with GW_CASE_ERROR_TABLE when they overlap or leave the day.
 */
gboolean gw_calendar_set_slots (GwCalendar *calendar, guint weekday, const GwSlot *slots,
                                guint n_slots, GError **error);
/* The slots of a make-up day; at first those of Monday. */
gboolean gw_calendar_set_make_up_slots (GwCalendar *calendar, const GwSlot *slots,
                                        guint n_slots, GError **error);
/* date "2026-10-01"; working: a make-up day, else a holiday. name may be NULL. */
gboolean gw_calendar_add_day (GwCalendar *calendar, const char *date, gboolean working,
                              const char *name, GError **error);
/* How many working hours a limit of one working day means (1..24). */
void gw_calendar_set_hours_per_day (GwCalendar *calendar, guint hours);
/* FALSE with GW_CASE_ERROR_TABLE when no weekday has working time: deadlines never come. */
gboolean gw_calendar_check (const GwCalendar *calendar, GError **error);

GTimeZone *gw_calendar_time_zone (const GwCalendar *calendar);
/* TRUE inside [start, end) of a slot. */
gboolean gw_calendar_is_working (const GwCalendar *calendar, gint64 utc_ms);
/* The local date as 20261122. */
guint gw_calendar_local_date (const GwCalendar *calendar, gint64 utc_ms);
/* The instant at which the local date (20261122) begins. */
gint64 gw_calendar_date_start (const GwCalendar *calendar, guint date);

/*
 * The deadline of a limit that starts at start_ms (UTC): continuous units run day and
 * night, working units inside slots only; a start outside counts from the next slot's
 * start. Deadlines lie inside a slot or at its end. ret_reason (may be NULL) tells it in
 * words. The cost grows with the number of days only.
 */
gint64 gw_deadline_add (const GwCalendar *calendar, gint64 start_ms, GwLimit limit,
                        GwReason **ret_reason);
/* The same for an amount of working time in ms (>= 0), without words. */
gint64 gw_deadline_add_working (const GwCalendar *calendar, gint64 start_ms,
                                gint64 amount_ms);
/* The next instant after utc_ms at which working time begins or ends; 0: not within a year. */
gint64 gw_calendar_next_turn (const GwCalendar *calendar, gint64 utc_ms);
/* The working time in [a_ms, b_ms), in ms; 0 when b is not after a. */
gint64 gw_working_between (const GwCalendar *calendar, gint64 a_ms, gint64 b_ms);

G_END_DECLS
