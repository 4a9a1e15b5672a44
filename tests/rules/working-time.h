/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random calendars, and a slow count of their working time minute by minute. */
#pragma once

#include "backend/rules/calendar.h"

G_BEGIN_DECLS

#define MINUTE G_GINT64_CONSTANT (60000)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

/* The calendar that is tested, beside what the slow count needs to know of it. */
typedef struct
{
  GwCalendar *calendar;
  GTimeZone *zone;
  GArray *weekdays[8]; /* GwSlot, from 1 (Monday) */
  GArray *make_up;
  GHashTable *days;    /* day since 1970 -> 1 holiday, 2 make-up day */
  gint64 start;        /* where the tested weeks begin; often just before a clock change */
  gint64 capacity;     /* working time in the 20 days from there, ms */
  gint64 first_minute; /* of the known ones */
  guint8 *known;       /* 0 not yet, 1 off, 2 working */
} WorkingTime;

WorkingTime *working_time_new_random (GRand *random);
void working_time_free (WorkingTime *time);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WorkingTime, working_time_free)

/* Some instant of the tested weeks, on a full minute or not. */
gint64 working_time_random_instant (const WorkingTime *time, GRand *random);
/* Some working time that the weeks have. */
gint64 working_time_random_amount (const WorkingTime *time, GRand *random);
/* By the local clock alone. */
gboolean working_time_is_working (WorkingTime *time, gint64 at);
gint64 working_time_add (WorkingTime *time, gint64 start, gint64 amount);
gint64 working_time_between (WorkingTime *time, gint64 a, gint64 b);

G_END_DECLS
