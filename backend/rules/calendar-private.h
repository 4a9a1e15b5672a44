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
/*
 * The working spans of a local day on the time line, ascending. A slot that a change of the
 * clocks cuts gives two; what the clocks leave out gives none, what they repeat counts twice.
 */
typedef struct
{
  const GwSlot *slots;
  guint n_slots;
  guint next;
  gint64 day;        /* its midnight as if the local clock were UTC, seconds */
  gint64 offsets[2]; /* of the local clock before and after the change, seconds */
  gint64 change;     /* seconds UTC; the second offset holds from here on */
} GwDaySpans;

void gw_day_spans_init (GwDaySpans *spans, const GwCalendar *calendar, guint julian);
/* FALSE when there is no more. UTC ms; never empty. */
gboolean gw_day_spans_next (GwDaySpans *spans, gint64 *ret_start_ms, gint64 *ret_end_ms);

/* TRUE for limits that run inside slots only. */
gboolean gw_limit_is_working (GwLimit limit);
/* The limit as working time or real time. */
gint64 gw_limit_ms (const GwCalendar *calendar, GwLimit limit);
/* The deadline in words. */
GwReason *gw_deadline_explain (const GwCalendar *calendar, gint64 start_ms, GwLimit limit,
                               gint64 deadline_ms);

G_END_DECLS
