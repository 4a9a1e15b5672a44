/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Clocks: everything that is computed follows from start, limit, extras and pauses. */
#define G_LOG_DOMAIN "gridward-rules"

#include "backend/rules/clock-private.h"

#include <string.h>

#include "backend/rules/calendar-private.h"

/* The limit, then what was granted on top. */
typedef struct
{
  GwClockExtra part[1 + GW_MAX_EXTRAS];
  gboolean is_extra[1 + GW_MAX_EXTRAS];
  guint n;
  gint64 total;
} Parts;

static gint64
between (const GwCalendar *calendar, gboolean working, gint64 a, gint64 b)
{
  if (b <= a)
    return 0;
  return working ? gw_working_between (calendar, a, b) : b - a;
}

static gint64
add (const GwCalendar *calendar, gboolean working, gint64 from, gint64 amount)
{
  if (working)
    return gw_deadline_add_working (calendar, from, amount);
  return amount <= G_MAXINT64 - from ? from + amount : G_MAXINT64;
}

/* Where the part ends that begins at from and does not run in pauses. */
static gint64
run (const GwClocks *clocks, const GwCalendar *calendar, gint64 from, GwClockExtra part,
     const GwClockVisitor *visitor)
{
  gint64 amount = part.ms;
  gint64 end;

  for (guint i = 0; i < clocks->n_pauses && from < G_MAXINT64; i++)
    {
      const GwPause *pause = &clocks->pauses[i];
      gint64 until_pause;

      if (pause->until == 0 || pause->until <= from)
        continue;
      until_pause = between (calendar, part.working, from, pause->from);
      if (amount <= until_pause && until_pause > 0)
        break;
      if (visitor != NULL && until_pause > 0)
        visitor->section (visitor->data, from, pause->from, part.working, until_pause);
      if (visitor != NULL)
        visitor->pause (visitor->data, pause);
      amount -= until_pause;
      from = pause->until;
    }
  end = add (calendar, part.working, from, amount);
  if (visitor != NULL)
    visitor->section (visitor->data, from, end, part.working, amount);
  return end;
}

static void
collect_parts (const GwClock *clock, const GwCalendar *calendar, Parts *ret_parts)
{
  *ret_parts = (Parts){ 0 };
  if (clock->fixed_at == 0)
    ret_parts->part[ret_parts->n++] = (GwClockExtra){ gw_limit_ms (calendar, clock->limit),
                                                      gw_limit_is_working (clock->limit) };
  for (guint i = 0; i < clock->n_extras; i++)
    {
      ret_parts->is_extra[ret_parts->n] = TRUE;
      ret_parts->part[ret_parts->n++] = clock->extras[i];
    }
  for (guint i = 0; i < ret_parts->n; i++)
    ret_parts->total += ret_parts->part[i].ms;
}

/* The instant at which so much of the parts is over; from itself when that is nothing. */
static gint64
run_parts (const GwClocks *clocks, const GwCalendar *calendar, gint64 from,
           const Parts *parts, gint64 amount, const GwClockVisitor *visitor)
{
  for (guint i = 0; i < parts->n && amount > 0; i++)
    {
      GwClockExtra part = parts->part[i];

      part.ms = MIN (part.ms, amount);
      if (visitor != NULL && parts->is_extra[i])
        visitor->extra (visitor->data, part);
      from = run (clocks, calendar, from, part, visitor);
      amount -= part.ms;
    }
  return from;
}

/* A due that was set by hand, moved by the pauses since. */
static gint64
fixed_due (const GwClocks *clocks, const GwClock *clock, const GwCalendar *calendar,
           const GwClockVisitor *visitor)
{
  gboolean working = gw_limit_is_working (clock->limit);
  gint64 due = clock->fixed_due;

  for (guint i = 0; i < clocks->n_pauses; i++)
    {
      const GwPause *pause = &clocks->pauses[i];
      gint64 from = MAX (pause->from, clock->fixed_at);
      gint64 left = between (calendar, working, from, due);

      if (pause->until <= from || from >= due)
        continue;
      due = add (calendar, working, pause->until, left);
      if (visitor != NULL)
        visitor->pause (visitor->data, pause);
    }
  return due;
}

gint64
gw_clock_walk (const GwClocks *clocks, const GwClock *clock, const GwCalendar *calendar,
               const GwClockVisitor *visitor)
{
  gint64 from = clock->started_at;
  Parts parts;

  collect_parts (clock, calendar, &parts);
  if (clock->fixed_at != 0)
    from = fixed_due (clocks, clock, calendar, visitor);
  return run_parts (clocks, calendar, from, &parts, parts.total, visitor);
}

static gint64
nine_tenths (const GwClocks *clocks, const GwClock *clock, const GwCalendar *calendar)
{
  Parts parts;

  if (clock->fixed_at != 0)
    return gw_lamp_yellow_at (clock->fixed_at, clock->due);
  collect_parts (clock, calendar, &parts);
  return run_parts (clocks, calendar, clock->started_at, &parts,
                    parts.total - parts.total / 10, NULL);
}

static void
compute (const GwClocks *clocks, GwClock *clock, const GwCalendar *calendar)
{
  clock->due = clock->warn_at = 0;
  if (clock->fixed_at == 0 && clock->limit.value == 0)
    return;
  clock->due = gw_clock_walk (clocks, clock, calendar, NULL);
  clock->warn_at = nine_tenths (clocks, clock, calendar);
}

/* For every change by a decision: what was acted upon counts for the former due only. */
static void
compute_decided (const GwClocks *clocks, GwClock *clock, const GwCalendar *calendar)
{
  gint64 former = clock->due;

  compute (clocks, clock, calendar);
  if (clock->due == 0 || clock->due > former)
    clock->card = GW_LAMP_NONE;
}

static GwPause *
open_pause (GwClocks *clocks)
{
  GwPause *last;

  if (clocks->n_pauses == 0)
    return NULL;
  last = &clocks->pauses[clocks->n_pauses - 1];
  return last->until == 0 ? last : NULL;
}

void
gw_clocks_start (GwClocks *clocks, GwStage stage, const GwCalendar *calendar, GwLimit limit,
                 gint64 now, GwReason **ret_reason)
{
  GwClock *clock = &clocks->stage[stage];

  *clock = (GwClock){ .started_at = now, .limit = limit };
  if (limit.value == 0)
    clock->limit.unit = 0;
  if (open_pause (clocks) != NULL)
    clock->paused_at = now;
  compute (clocks, clock, calendar);
  if (ret_reason != NULL)
    *ret_reason =
        clock->due != 0 ? gw_deadline_explain (calendar, now, limit, clock->due) : NULL;
}

static gboolean
any_paused (const GwClocks *clocks)
{
  for (guint i = 0; i < GW_N_STAGES; i++)
    {
      if (clocks->stage[i].paused_at != 0)
        return TRUE;
    }
  return FALSE;
}

void
gw_clocks_stop (GwClocks *clocks, GwStage stage, gint64 now)
{
  GwClock *clock = &clocks->stage[stage];
  GwPause *pause = open_pause (clocks);

  if (clock->started_at == 0 || clock->stopped_at != 0)
    return;
  clock->stopped_at = clock->paused_at != 0 ? clock->paused_at : now;
  clock->paused_at = 0;
  if (pause != NULL && !any_paused (clocks))
    pause->until = MAX (now, pause->from);
}

void
gw_clocks_continue (GwClocks *clocks, GwStage stage, const GwCalendar *calendar)
{
  GwClock *clock = &clocks->stage[stage];
  const GwPause *pause = open_pause (clocks);

  if (clock->stopped_at == 0)
    return;
  clock->stopped_at = 0;
  if (pause != NULL)
    clock->paused_at = MAX (pause->from, clock->started_at);
  compute (clocks, clock, calendar);
}

/* Pauses before the start of every clock say nothing any more. */
static void
forget_old_pauses (GwClocks *clocks)
{
  gint64 first = G_MAXINT64;
  guint kept = 0;

  for (guint i = 0; i < GW_N_STAGES; i++)
    {
      if (clocks->stage[i].started_at != 0)
        first = MIN (first, clocks->stage[i].started_at);
    }
  for (guint i = 0; i < clocks->n_pauses; i++)
    {
      if (clocks->pauses[i].until > first)
        clocks->pauses[kept++] = clocks->pauses[i];
    }
  memset (&clocks->pauses[kept], 0, (clocks->n_pauses - kept) * sizeof (GwPause));
  clocks->n_pauses = kept;
}

gboolean
gw_clocks_pause (GwClocks *clocks, gint64 now)
{
  gboolean any = FALSE;

  if (open_pause (clocks) != NULL)
    return TRUE;
  forget_old_pauses (clocks);
  if (clocks->n_pauses == GW_MAX_PAUSES)
    return FALSE;
  for (guint i = 0; i < GW_N_STAGES; i++)
    {
      GwClock *clock = &clocks->stage[i];

      if (!gw_clock_is_running (clock))
        continue;
      clock->paused_at = now;
      any = TRUE;
    }
  if (any)
    clocks->pauses[clocks->n_pauses++].from = now;
  return TRUE;
}

static const GwCalendar *
always_this (GwStage stage, gconstpointer user_data)
{
  return user_data;
}

void
gw_clocks_resume (GwClocks *clocks, const GwCalendar *calendar, gint64 now)
{
  gw_clocks_resume_by (clocks, always_this, calendar, now);
}

void
gw_clocks_resume_by (GwClocks *clocks, GwStageCalendar calendar_of, gconstpointer user_data,
                     gint64 now)
{
  GwPause *pause = open_pause (clocks);

  if (pause == NULL)
    return;
  pause->until = MAX (now, pause->from);
  for (guint i = 0; i < GW_N_STAGES; i++)
    {
      GwClock *clock = &clocks->stage[i];

      if (clock->paused_at == 0)
        continue;
      clock->paused_at = 0;
      compute (clocks, clock, calendar_of (i, user_data));
    }
}

/* FALSE when there is no room for another kind. */
static gboolean
add_extra (GwClock *clock, GwClockExtra extra)
{
  GwClockExtra *last = clock->n_extras > 0 ? &clock->extras[clock->n_extras - 1] : NULL;

  if (last != NULL && last->working == extra.working)
    last->ms += extra.ms;
  else if (clock->n_extras < GW_MAX_EXTRAS)
    clock->extras[clock->n_extras++] = extra;
  else
    return FALSE;
  return TRUE;
}

gboolean
gw_clocks_extend (GwClocks *clocks, GwStage stage, const GwCalendar *calendar, GwLimit more,
                  GwReason **ret_reason)
{
  GwClock *clock = &clocks->stage[stage];
  GwClockExtra extra = { gw_limit_ms (calendar, more), gw_limit_is_working (more) };

  if (ret_reason != NULL)
    *ret_reason = NULL;
  if (clock->due == 0 || extra.ms == 0 || !add_extra (clock, extra))
    return FALSE;
  compute_decided (clocks, clock, calendar);
  if (ret_reason != NULL)
    *ret_reason = gw_clocks_explain (clocks, stage, calendar);
  return TRUE;
}

void
gw_clocks_set_limit (GwClocks *clocks, GwStage stage, const GwCalendar *calendar,
                     GwLimit limit, GwReason **ret_reason)
{
  GwClock *clock = &clocks->stage[stage];

  if (ret_reason != NULL)
    *ret_reason = NULL;
  if (clock->started_at == 0)
    return;
  clock->limit = limit;
  if (limit.value == 0)
    clock->limit.unit = 0;
  compute_decided (clocks, clock, calendar);
  if (ret_reason != NULL)
    *ret_reason = gw_clocks_explain (clocks, stage, calendar);
}

void
gw_clocks_set_due (GwClocks *clocks, GwStage stage, const GwCalendar *calendar, gint64 due,
                   gint64 now)
{
  GwClock *clock = &clocks->stage[stage];

  if (clock->started_at == 0)
    return;
  clock->fixed_due = due;
  clock->fixed_at = now;
  clock->n_extras = 0;
  memset (clock->extras, 0, sizeof clock->extras);
  compute_decided (clocks, clock, calendar);
}

gboolean
gw_clock_is_running (const GwClock *clock)
{
  return clock->started_at != 0 && clock->stopped_at == 0 && clock->paused_at == 0;
}

/* The instant as of which the clock is judged. */
static gint64
judged_at (const GwClock *clock, gint64 now)
{
  if (clock->stopped_at != 0)
    return clock->stopped_at;
  return clock->paused_at != 0 ? clock->paused_at : now;
}

GwLamp
gw_clock_lamp (const GwClock *clock, gint64 now)
{
  gint64 at = judged_at (clock, now);

  if (clock->started_at == 0 || clock->due == 0)
    return GW_LAMP_NONE;
  if (at > clock->due)
    return GW_LAMP_RED;
  return clock->stopped_at == 0 && at >= clock->warn_at ? GW_LAMP_YELLOW : GW_LAMP_GREEN;
}

gboolean
gw_clock_in_time (const GwClock *clock, gint64 now)
{
  return clock->due == 0 || judged_at (clock, now) <= clock->due;
}

gint64
gw_clocks_used (const GwClocks *clocks, GwStage stage, const GwCalendar *calendar,
                gint64 now)
{
  const GwClock *clock = &clocks->stage[stage];
  gboolean working = gw_limit_is_working (clock->limit);
  gint64 end = judged_at (clock, now);
  gint64 from = clock->started_at;
  gint64 sum = 0;

  if (from == 0)
    return 0;
  for (guint i = 0; i < clocks->n_pauses; i++)
    {
      const GwPause *pause = &clocks->pauses[i];

      if (pause->until <= from)
        continue;
      sum += between (calendar, working, from, MIN (pause->from, end));
      from = pause->until;
    }
  return sum + between (calendar, working, from, end);
}

gint64
gw_clocks_wake_at (const GwClocks *clocks)
{
  gint64 wake_at = G_MAXINT64;

  for (guint i = 0; i < GW_N_STAGES; i++)
    {
      const GwClock *clock = &clocks->stage[i];

      if (!gw_clock_is_running (clock) || clock->due == 0 || clock->card >= GW_LAMP_RED)
        continue;
      if (clock->card < GW_LAMP_YELLOW)
        wake_at = MIN (wake_at, clock->warn_at);
      else if (clock->due < G_MAXINT64)
        wake_at = MIN (wake_at, clock->due + 1);
    }
  return wake_at == G_MAXINT64 ? 0 : wake_at;
}

gboolean
gw_clock_gives_card (const GwClock *before, const GwClock *after)
{
  return after->card > before->card && after->card >= GW_LAMP_YELLOW;
}
