/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the calendar, the deadlines and their words share. */
#pragma once

#include "backend/rules/calendar.h"

G_BEGIN_DECLS

#define GW_MS_PER_MINUTE 60000
#define GW_MS_PER_HOUR 3600000
#define GW_MS_PER_DAY 86400000

/* What makes a date unlike its weekday. */
typedef struct
{
  gboolean working;
  char *name; /* or NULL */
} GwSpecialDay;

/* Days are GDate's julian days. Slots belong to the calendar; none: a day off. */
const GwSlot *gw_calendar_day_slots (const GwCalendar *calendar, guint julian,
                                     guint *ret_n_slots);
/* NULL for an ordinary date. */
const GwSpecialDay *gw_calendar_special_day (const GwCalendar *calendar, guint julian);
guint gw_calendar_hours_per_day (const GwCalendar *calendar);
/* The julian day and the minute of the local day (may be NULL) of an instant. */
guint gw_calendar_local_day (const GwCalendar *calendar, gint64 utc_ms, guint *ret_minute);
/* The slot's part of the time line, in UTC ms. */
void gw_calendar_slot_span (const GwCalendar *calendar, guint julian, GwSlot slot,
                            gint64 *ret_start_ms, gint64 *ret_end_ms);
/* The deadline in words. */
GwReason *gw_deadline_explain (const GwCalendar *calendar, gint64 start_ms, GwLimit limit,
                               gint64 deadline_ms);

G_END_DECLS
