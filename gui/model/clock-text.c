/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The clocks of a case's stages as time passes, and in words. */
#define G_LOG_DOMAIN "gridward-model"

#include "gui/model/clock-text.h"

#include <glib/gi18n.h>

#include "gui/model/text.h"

/* Where the lamp turns yellow. */
#define WARNED 0.9

static gboolean
is_running (const GwStageClock *clock)
{
  return clock->stopped_usec == 0 && clock->paused_usec == 0;
}

gint64
gw_stage_clock_left (const GwStageClock *clock, gint64 as_of_usec, gint64 now_usec)
{
  gint64 from = as_of_usec;
  gint64 until = now_usec;

  if (clock->left_usec < 0 || clock->due_usec == 0)
    return -1;
  if (clock->paused_usec != 0)
    return clock->left_usec;
  /* One turn is known: before it, or after it, nothing is used. */
  if (clock->turns_usec != 0 && clock->counting)
    until = MIN (until, clock->turns_usec);
  else if (clock->turns_usec != 0)
    from = MAX (from, clock->turns_usec);
  else if (!clock->counting)
    return clock->left_usec;
  return MAX (0, clock->left_usec - MAX (0, until - from));
}

gboolean
gw_stage_clock_has_turned (const GwStageClock *clock, gint64 now_usec)
{
  return is_running (clock) && clock->turns_usec != 0 && now_usec > clock->turns_usec;
}

GwLamp
gw_stage_clock_lamp (const GwStageClock *clock, gint64 now_usec)
{
  if (!is_running (clock) || clock->due_usec == 0)
    return clock->lamp;
  if (now_usec > clock->due_usec)
    return GW_LAMP_RED;
  return clock->warn_usec != 0 && now_usec >= clock->warn_usec ? GW_LAMP_YELLOW
                                                               : clock->lamp;
}

static double
share (gint64 from, gint64 now, gint64 until)
{
  return CLAMP ((double)(now - from) / (double)MAX (1, until - from), 0, 1);
}

double
gw_stage_clock_used (const GwStageClock *clock, gint64 now_usec)
{
  gint64 at = clock->paused_usec != 0 ? clock->paused_usec : now_usec;

  if (clock->due_usec == 0)
    return 0;
  if (clock->warn_usec == 0)
    return share (clock->started_usec, at, clock->due_usec);
  if (at < clock->warn_usec)
    return WARNED * share (clock->started_usec, at, clock->warn_usec);
  return WARNED + (1 - WARNED) * share (clock->warn_usec, at, clock->due_usec);
}

/* A working day is not a day: working time is told in hours. */
static char *
left_span (gboolean working, gint64 left_usec)
{
  guint hours = (guint)(left_usec / G_USEC_PER_SEC / 3600);

  if (working && hours >= 10)
    return g_strdup_printf (_ ("%u h"), hours);
  return gw_text_span (left_usec);
}

static char *
describe_left (const GwStageClock *clock, gint64 left_usec)
{
  g_autofree char *span = left_span (clock->working, left_usec);

  if (clock->paused_usec != 0)
    /* Translators: a clock that is paused, and what it has left. */
    return g_strdup_printf (_ ("paused, %s left"), span);
  if (clock->working)
    /* Translators: so much working time is left. */
    return g_strdup_printf (_ ("%s of work left"), span);
  return g_strdup_printf (_ ("%s left"), span);
}

char *
gw_text_clock (const GwStageClock *clock, gint64 as_of_usec, gint64 now_usec)
{
  gint64 left_usec = gw_stage_clock_left (clock, as_of_usec, now_usec);
  gint64 at = clock->paused_usec != 0 ? clock->paused_usec : now_usec;
  g_autofree char *span = NULL;

  if (clock->due_usec == 0)
    return g_strdup (clock->stopped_usec != 0 ? _ ("done") : _ ("no limit"));
  if (clock->stopped_usec != 0)
    return g_strdup (clock->lamp == GW_LAMP_RED ? _ ("too late") : _ ("in time"));
  if (at > clock->due_usec)
    {
      span = gw_text_span (at - clock->due_usec);
      return g_strdup_printf (_ ("%s late"), span);
    }
  return left_usec >= 0 ? describe_left (clock, left_usec) : g_strdup ("");
}

char *
gw_text_row_left (const GwCaseRow *row, GwWorkHours *hours, gint64 now_usec)
{
  gint64 left_usec = -1;
  g_autofree char *text = gw_text_time_left (row, now_usec);
  g_autofree char *span = NULL;

  if (text != NULL && row->deadline_working && hours != NULL &&
      now_usec <= row->deadline_usec)
    left_usec =
        gw_work_hours_between (hours, row->department.code, now_usec, row->deadline_usec);
  if (left_usec < 0)
    return g_steal_pointer (&text);
  span = left_span (TRUE, left_usec);
  return g_strdup_printf (_ ("%s of work left"), span);
}
