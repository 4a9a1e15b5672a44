/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Clocks with random pauses, extensions and new limits, against a minute-by-minute count. */
#include "backend/rules/clock.h"

#include "tests/rules/working-time.h"

#define N_CALENDARS 40
#define N_CLOCKS 25

/* The slow clock: what it is given, and when it is paused. */
typedef struct
{
  WorkingTime *time;
  gint64 start;
  GwLimit limit;
  GwLimit extras[6];
  guint n_extras;
  GwPause pauses[GW_MAX_PAUSES];
  guint n_pauses;
} Slow;

static gboolean
is_working_unit (GwLimit limit)
{
  return limit.unit == GW_UNIT_WORK_HOUR || limit.unit == GW_UNIT_WORK_DAY;
}

static gint64
limit_ms (GwLimit limit)
{
  static const gint64 units[] = { 0, HOUR, HOUR, 8 * HOUR, DAY };

  return limit.value * units[limit.unit];
}

/* The end of the minute, or an edge of a pause before that. */
static gint64
next_step (const Slow *slow, gint64 at, gboolean *ret_paused)
{
  gint64 next = (at / MINUTE + 1) * MINUTE;

  *ret_paused = FALSE;
  for (guint i = 0; i < slow->n_pauses; i++)
    {
      const GwPause *pause = &slow->pauses[i];

      if (at >= pause->from && at < pause->until)
        {
          *ret_paused = TRUE;
          next = MIN (next, pause->until);
        }
      else if (at < pause->from)
        {
          next = MIN (next, pause->from);
        }
    }
  return next;
}

static gint64
walk (const Slow *slow, gint64 from, gboolean working, gint64 amount)
{
  for (gint64 at = from; amount > 0;)
    {
      gboolean paused;
      gint64 next = next_step (slow, at, &paused);

      if (!paused && (!working || working_time_is_working (slow->time, at)))
        {
          from = MIN (next, at + amount);
          amount -= from - at;
        }
      at = next;
    }
  return from;
}

static gint64
slow_total (const Slow *slow)
{
  gint64 total = limit_ms (slow->limit);

  for (guint i = 0; i < slow->n_extras; i++)
    total += limit_ms (slow->extras[i]);
  return total;
}

static gint64
slow_at (const Slow *slow, gint64 amount)
{
  gint64 step = MIN (amount, limit_ms (slow->limit));
  gint64 at = walk (slow, slow->start, is_working_unit (slow->limit), step);

  amount -= step;
  for (guint i = 0; i < slow->n_extras; i++)
    {
      step = MIN (amount, limit_ms (slow->extras[i]));
      at = walk (slow, at, is_working_unit (slow->extras[i]), step);
      amount -= step;
    }
  return at;
}

static void
check (const Slow *slow, const GwClocks *clocks)
{
  const GwClock *clock = &clocks->stage[GW_STAGE_HANDLE];
  gint64 total = slow_total (slow);
  g_autofree char *text = gw_clocks_to_text (clocks);
  g_autofree char *again = NULL;
  GwClocks parsed;

  g_assert_cmpint (clock->due, ==, slow_at (slow, total));
  g_assert_cmpint (clock->warn_at, ==, slow_at (slow, total - total / 10));
  g_assert_true (gw_clocks_parse (text, &parsed));
  g_assert_cmpmem (clocks, sizeof *clocks, &parsed, sizeof parsed);
  again = gw_clocks_to_text (&parsed);
  g_assert_cmpstr (text, ==, again);
}

static GwLimit
random_limit (const WorkingTime *time, GRand *random)
{
  GwLimit limit = { 1, g_rand_int_range (random, GW_UNIT_URGENT_HOUR,
                                         GW_UNIT_NATURAL_DAY + 1) };
  gint64 most = is_working_unit (limit) ? time->capacity / 2 : 10 * DAY;

  limit.value += g_rand_int_range (random, 0, 1 + most / limit_ms (limit));
  return limit;
}

static void
pause_for_a_while (Slow *slow, GwClocks *clocks, GRand *random, gint64 *now)
{
  GwPause *pause = &slow->pauses[slow->n_pauses++];
  GwClock before = clocks->stage[GW_STAGE_HANDLE];
  gint64 used;

  pause->from = *now;
  g_assert_true (gw_clocks_pause (clocks, *now));
  used = gw_clocks_used (clocks, GW_STAGE_HANDLE, slow->time->calendar, *now);
  *now += g_rand_int_range (random, 0, 3 * 1440) * MINUTE;
  g_assert_cmpint (gw_clocks_wake_at (clocks), ==, 0);
  g_assert_cmpint (gw_clock_in_time (&clocks->stage[GW_STAGE_HANDLE], *now), ==,
                   pause->from <= before.due);
  pause->until = *now;
  gw_clocks_resume (clocks, slow->time->calendar, *now);
  g_assert_cmpint (gw_clocks_used (clocks, GW_STAGE_HANDLE, slow->time->calendar, *now), ==,
                   used);
  /* What is over stays over, what was left is still left. */
  if (before.due < pause->from)
    g_assert_cmpint (clocks->stage[GW_STAGE_HANDLE].due, ==, before.due);
  else if (before.due > pause->from && !is_working_unit (slow->limit) &&
           slow->n_extras == 0)
    g_assert_cmpint (clocks->stage[GW_STAGE_HANDLE].due - *now, ==,
                     before.due - pause->from);
}

static void
extend (Slow *slow, GwClocks *clocks, GRand *random)
{
  GwLimit more = random_limit (slow->time, random);
  gint64 before = clocks->stage[GW_STAGE_HANDLE].due;

  more.value = MIN (more.value, 5);
  g_assert_true (
      gw_clocks_extend (clocks, GW_STAGE_HANDLE, slow->time->calendar, more, NULL));
  slow->extras[slow->n_extras++] = more;
  g_assert_cmpint (clocks->stage[GW_STAGE_HANDLE].due, >, before);
}

static void
test_clock (Slow *slow, GRand *random)
{
  GwClocks clocks = { 0 };
  gint64 now = slow->start;

  gw_clocks_start (&clocks, GW_STAGE_HANDLE, slow->time->calendar, slow->limit, now, NULL);
  check (slow, &clocks);
  for (guint i = 0; i < 6; i++)
    {
      now += g_rand_int_range (random, 0, 1440) * MINUTE + g_rand_int_range (random, 0, 2);
      switch (g_rand_int_range (random, 0, 4))
        {
        case 0:
          extend (slow, &clocks, random);
          break;
        case 1:
          slow->limit = random_limit (slow->time, random);
          gw_clocks_set_limit (&clocks, GW_STAGE_HANDLE, slow->time->calendar, slow->limit,
                               NULL);
          break;
        default:
          pause_for_a_while (slow, &clocks, random, &now);
        }
      check (slow, &clocks);
    }
}

static void
test_oracle (gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (GPOINTER_TO_UINT (data));
  g_autoptr (WorkingTime) time = working_time_new_random (random);

  for (guint i = 0; i < N_CLOCKS; i++)
    {
      Slow slow = { .time = time, .start = working_time_random_instant (time, random) };

      slow.limit = random_limit (time, random);
      test_clock (&slow, random);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < N_CALENDARS; i++)
    {
      g_autofree char *path = g_strdup_printf ("/clock/oracle/%u", i);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_oracle);
    }
  return g_test_run ();
}
