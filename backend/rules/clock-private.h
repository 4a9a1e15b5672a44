/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Walking along a clock: what its due is made of. */
#pragma once

#include "backend/rules/clock.h"

G_BEGIN_DECLS

/* Told in the order of time; any may be NULL. */
typedef struct
{
  /* The next extension begins to run. */
  void (*extra) (gpointer data, GwClockExtra extra);
  /* Time of one kind that ran without a pause; ms: how much of it counted. */
  void (*section) (gpointer data, gint64 from, gint64 until, gboolean working, gint64 ms);
  void (*pause) (gpointer data, const GwPause *pause);
  gpointer data;
} GwClockVisitor;

/* Computes the due, telling the visitor (may be NULL). Not for clocks without limit. */
gint64 gw_clock_walk (const GwClocks *clocks, const GwClock *clock,
                      const GwCalendar *calendar, const GwClockVisitor *visitor);

G_END_DECLS
