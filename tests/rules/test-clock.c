/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Clocks by the hour: what pauses, extensions and new limits do, and the lamp they show. */
#include "backend/rules/clock.h"

#include <string.h>

#define HOUR G_GINT64_CONSTANT (3600000)
/* Thursday 2026-11-19 08:00 in Shanghai, when work begins; then Friday and Monday. */
#define THURSDAY G_GINT64_CONSTANT (1795046400000)
#define FRIDAY (THURSDAY + 24 * HOUR)
#define MONDAY (THURSDAY + 4 * 24 * HOUR)

static const GwLimit four_work_hours = { 4, GW_UNIT_WORK_HOUR };
static const GwLimit one_work_day = { 1, GW_UNIT_WORK_DAY };
static const GwLimit ten_hours = { 10, GW_UNIT_URGENT_HOUR };
static const GwLimit one_day = { 1, GW_UNIT_NATURAL_DAY };

static GwCalendar *
china (void)
{
  return gw_calendar_new ("Asia/Shanghai", NULL);
}

static void
test_start_and_stop (void)
{
  g_autoptr (GwCalendar) calendar = china ();
  g_autoptr (GwReason) reason = NULL;
  GwClocks clocks = { 0 };
  GwClock *clock = &clocks.stage[GW_STAGE_HANDLE];

  gw_clocks_start (&clocks, GW_STAGE_HANDLE, calendar, one_work_day, THURSDAY + 2 * HOUR,
                   &reason);
  g_assert_cmpint (clock->due, ==, FRIDAY + 2 * HOUR);
  /* 7.2 of 8 hours: 10:00-12:00, 14:00-18:00, then 1.2 of the next morning. */
  g_assert_cmpint (clock->warn_at, ==, FRIDAY + HOUR * 12 / 10);
  g_assert_nonnull (strstr (reason->en, "1 working day from 2026-11-19 10:00"));
  g_assert_true (gw_clock_is_running (clock));
  g_assert_cmpint (gw_clocks_used (&clocks, GW_STAGE_HANDLE, calendar, FRIDAY), ==,
                   6 * HOUR);
  gw_clocks_stop (&clocks, GW_STAGE_HANDLE, FRIDAY + HOUR);
  gw_clocks_stop (&clocks, GW_STAGE_HANDLE, MONDAY);
  g_assert_cmpint (clock->stopped_at, ==, FRIDAY + HOUR);
  g_assert_false (gw_clock_is_running (clock));
  g_assert_cmpint (gw_clocks_used (&clocks, GW_STAGE_HANDLE, calendar, MONDAY), ==,
                   7 * HOUR);
  gw_clocks_continue (&clocks, GW_STAGE_HANDLE, calendar);
  g_assert_true (gw_clock_is_running (clock));
  g_assert_cmpint (clock->due, ==, FRIDAY + 2 * HOUR);
}

/* What is left: in the time that counts for the limit, and when that changes. */
typedef struct
{
  const char *name;
  GwLimit limit;
  gint64 now; /* hours after Thursday 08:00 */
  gint64 ms;  /* hours left */
  gboolean working, counting;
  gint64 turns_at; /* hours after Thursday 08:00; 0: never */
} LeftRow;

static const LeftRow left_rows[] = {
  { "morning", { 1, GW_UNIT_WORK_DAY }, 1, 7, TRUE, TRUE, 4 },
  { "noon", { 1, GW_UNIT_WORK_DAY }, 5, 4, TRUE, FALSE, 6 },
  { "evening", { 2, GW_UNIT_WORK_DAY }, 12, 8, TRUE, FALSE, 24 },
  { "weekend", { 4, GW_UNIT_WORK_DAY }, 50, 16, TRUE, FALSE, 96 },
  { "late", { 1, GW_UNIT_WORK_DAY }, 25, 0, TRUE, TRUE, 28 },
  { "around-the-clock", { 10, GW_UNIT_URGENT_HOUR }, 5, 5, FALSE, TRUE, 0 },
};

static void
test_left (gconstpointer data)
{
  const LeftRow *row = data;
  g_autoptr (GwCalendar) calendar = china ();
  GwClocks clocks = { 0 };
  GwClock *clock = &clocks.stage[GW_STAGE_HANDLE];
  gint64 now = THURSDAY + row->now * HOUR;
  GwClockLeft left;

  gw_clocks_start (&clocks, GW_STAGE_HANDLE, calendar, row->limit, THURSDAY, NULL);
  g_assert_true (gw_clock_left (clock, calendar, now, &left));
  g_assert_cmpint (left.ms, ==, row->ms * HOUR);
  g_assert_cmpint (left.working, ==, row->working);
  g_assert_cmpint (left.counting, ==, row->counting);
  g_assert_cmpint (left.turns_at, ==,
                   row->turns_at != 0 ? THURSDAY + row->turns_at * HOUR : 0);
}

static void
test_left_standing (void)
{
  g_autoptr (GwCalendar) calendar = china ();
  GwClocks clocks = { 0 };
  GwClock *clock = &clocks.stage[GW_STAGE_HANDLE];
  GwClockLeft left;

  g_assert_false (gw_clock_left (clock, calendar, THURSDAY, &left));
  gw_clocks_start (&clocks, GW_STAGE_HANDLE, calendar, one_work_day, THURSDAY, NULL);
  gw_clocks_pause (&clocks, THURSDAY + HOUR);
  g_assert_true (gw_clock_left (clock, calendar, MONDAY, &left));
  g_assert_cmpint (left.ms, ==, 7 * HOUR);
  g_assert_false (left.counting);
  g_assert_cmpint (left.turns_at, ==, 0);
  gw_clocks_resume (&clocks, calendar, MONDAY);
  gw_clocks_stop (&clocks, GW_STAGE_HANDLE, MONDAY);
  g_assert_false (gw_clock_left (clock, calendar, MONDAY, &left));
  g_assert_cmpint (left.ms, ==, 0);
}

static void
test_without_limit (void)
{
  g_autoptr (GwCalendar) calendar = china ();
  g_autoptr (GwReason) reason = NULL;
  GwClocks clocks = { 0 };
  GwClock *clock = &clocks.stage[GW_STAGE_CLOSE];

  gw_clocks_start (&clocks, GW_STAGE_CLOSE, calendar, (GwLimit){ 0 }, THURSDAY, &reason);
  g_assert_null (reason);
  g_assert_true (gw_clock_is_running (clock));
  g_assert_cmpint (clock->due, ==, 0);
  g_assert_cmpint (gw_clock_lamp (clock, MONDAY), ==, GW_LAMP_NONE);
  g_assert_true (gw_clock_in_time (clock, MONDAY));
  g_assert_cmpint (gw_clocks_wake_at (&clocks), ==, 0);
  g_assert_false (gw_clocks_extend (&clocks, GW_STAGE_CLOSE, calendar, one_day, &reason));
  g_assert_null (reason);
  g_assert_cmpint (clock->due, ==, 0);
}

typedef struct
{
  const char *name;
  gint64 warn_at, due, stopped_at, paused_at, now;
  GwLamp lamp;
  gboolean in_time;
} LampRow;

static const LampRow lamp_rows[] = {
  { "fresh", 1900, 2000, 0, 0, 1000, GW_LAMP_GREEN, TRUE },
  { "before-yellow", 1900, 2000, 0, 0, 1899, GW_LAMP_GREEN, TRUE },
  { "yellow", 1900, 2000, 0, 0, 1900, GW_LAMP_YELLOW, TRUE },
  { "at-due", 1900, 2000, 0, 0, 2000, GW_LAMP_YELLOW, TRUE },
  { "red", 1900, 2000, 0, 0, 2001, GW_LAMP_RED, FALSE },
  { "stopped-in-time", 1900, 2000, 1950, 0, 9000, GW_LAMP_GREEN, TRUE },
  { "stopped-late", 1900, 2000, 2001, 0, 9000, GW_LAMP_RED, FALSE },
  { "paused-green", 1900, 2000, 0, 1800, 9000, GW_LAMP_GREEN, TRUE },
  { "paused-yellow", 1900, 2000, 0, 1950, 9000, GW_LAMP_YELLOW, TRUE },
  { "paused-red", 1900, 2000, 0, 2500, 9000, GW_LAMP_RED, FALSE },
  { "no-due", 0, 0, 0, 0, 9000, GW_LAMP_NONE, TRUE },
};

static void
test_lamp (gconstpointer data)
{
  const LampRow *row = data;
  GwClock clock = { .started_at = 1000,
                    .warn_at = row->warn_at,
                    .due = row->due,
                    .stopped_at = row->stopped_at,
                    .paused_at = row->paused_at };

  g_assert_cmpstr (gw_lamp_name (gw_clock_lamp (&clock, row->now)), ==,
                   gw_lamp_name (row->lamp));
  g_assert_cmpint (gw_clock_in_time (&clock, row->now), ==, row->in_time);
}

static void
test_pause_working (void)
{
  g_autoptr (GwCalendar) calendar = china ();
  GwClocks clocks = { 0 };

  gw_clocks_start (&clocks, GW_STAGE_HANDLE, calendar, four_work_hours, THURSDAY + 2 * HOUR,
                   NULL);
  gw_clocks_start (&clocks, GW_STAGE_TOTAL, calendar, ten_hours, THURSDAY, NULL);
  g_assert_true (gw_clocks_pause (&clocks, THURSDAY + 3 * HOUR));
  g_assert_true (gw_clocks_pause (&clocks, THURSDAY + 4 * HOUR));
  g_assert_cmpint (clocks.n_pauses, ==, 1);
  g_assert_cmpint (gw_clocks_wake_at (&clocks), ==, 0);
  gw_clocks_resume (&clocks, calendar, MONDAY + 9 * HOUR);
  /* 3 working hours and 7 hours were left at Monday 17:00. */
  g_assert_cmpint (clocks.stage[GW_STAGE_HANDLE].due, ==, MONDAY + 26 * HOUR);
  g_assert_cmpint (clocks.stage[GW_STAGE_TOTAL].due, ==, MONDAY + 16 * HOUR);
  g_assert_true (gw_clock_is_running (&clocks.stage[GW_STAGE_HANDLE]));
}

static const GwCalendar *
calendar_of (GwStage stage, gconstpointer user_data)
{
  const GwCalendar *const *calendars = user_data;

  return calendars[stage == GW_STAGE_HANDLE];
}

/* The department works at weekends, the city does not. */
static void
test_resume_by_two_calendars (void)
{
  g_autoptr (GwCalendar) city = china ();
  g_autoptr (GwCalendar) department = china ();
  const GwCalendar *calendars[] = { city, department };
  const GwSlot whole = { 0, 1440 };
  GwClocks clocks = { 0 };

  for (guint weekday = 1; weekday <= 7; weekday++)
    g_assert_true (gw_calendar_set_slots (department, weekday, &whole, 1, NULL));
  gw_clocks_start (&clocks, GW_STAGE_HANDLE, department, four_work_hours, THURSDAY, NULL);
  gw_clocks_start (&clocks, GW_STAGE_TOTAL, city, four_work_hours, THURSDAY, NULL);
  g_assert_true (gw_clocks_pause (&clocks, THURSDAY + HOUR));
  gw_clocks_resume_by (&clocks, calendar_of, calendars, FRIDAY + 24 * HOUR);
  g_assert_cmpint (clocks.stage[GW_STAGE_HANDLE].due, ==, FRIDAY + 27 * HOUR);
  g_assert_cmpint (clocks.stage[GW_STAGE_TOTAL].due, ==, MONDAY + 3 * HOUR);
}

static void
test_stop_and_start_in_a_pause (void)
{
  g_autoptr (GwCalendar) calendar = china ();
  GwClocks clocks = { 0 };

  gw_clocks_start (&clocks, GW_STAGE_HANDLE, calendar, ten_hours, THURSDAY, NULL);
  g_assert_true (gw_clocks_pause (&clocks, THURSDAY + HOUR));
  gw_clocks_start (&clocks, GW_STAGE_CHECK, calendar, ten_hours, FRIDAY, NULL);
  g_assert_false (gw_clock_is_running (&clocks.stage[GW_STAGE_CHECK]));
  gw_clocks_stop (&clocks, GW_STAGE_HANDLE, FRIDAY);
  g_assert_cmpint (clocks.stage[GW_STAGE_HANDLE].stopped_at, ==, THURSDAY + HOUR);
  g_assert_cmpint (clocks.pauses[0].until, ==, 0);
  gw_clocks_resume (&clocks, calendar, MONDAY);
  g_assert_cmpint (clocks.stage[GW_STAGE_CHECK].due, ==, MONDAY + 10 * HOUR);
  g_assert_cmpint (clocks.stage[GW_STAGE_HANDLE].due, ==, THURSDAY + 10 * HOUR);
  /* A stopped clock that goes on was paused as well. */
  gw_clocks_continue (&clocks, GW_STAGE_HANDLE, calendar);
  g_assert_cmpint (clocks.stage[GW_STAGE_HANDLE].due, ==, MONDAY + 9 * HOUR);
}

static void
test_stop_ends_the_pause (void)
{
  g_autoptr (GwCalendar) calendar = china ();
  GwClocks clocks = { 0 };

  gw_clocks_start (&clocks, GW_STAGE_HANDLE, calendar, ten_hours, THURSDAY, NULL);
  g_assert_true (gw_clocks_pause (&clocks, THURSDAY + HOUR));
  gw_clocks_stop (&clocks, GW_STAGE_HANDLE, FRIDAY);
  g_assert_cmpint (clocks.pauses[0].until, ==, FRIDAY);
  gw_clocks_start (&clocks, GW_STAGE_CHECK, calendar, ten_hours, MONDAY, NULL);
  g_assert_true (gw_clock_is_running (&clocks.stage[GW_STAGE_CHECK]));
}

static void
test_pauses_are_bounded (void)
{
  g_autoptr (GwCalendar) calendar = china ();
  GwClocks clocks = { 0 };
  gint64 now = THURSDAY;

  gw_clocks_start (&clocks, GW_STAGE_TOTAL, calendar, one_day, now, NULL);
  for (guint i = 0; i < GW_MAX_PAUSES; i++)
    {
      g_assert_true (gw_clocks_pause (&clocks, ++now));
      gw_clocks_resume (&clocks, calendar, ++now);
    }
  g_assert_false (gw_clocks_pause (&clocks, ++now));
  g_assert_true (gw_clock_is_running (&clocks.stage[GW_STAGE_TOTAL]));
  /* A clock that starts anew makes room: former pauses are of no clock any more. */
  gw_clocks_start (&clocks, GW_STAGE_TOTAL, calendar, one_day, ++now, NULL);
  g_assert_true (gw_clocks_pause (&clocks, ++now));
  g_assert_cmpint (clocks.n_pauses, ==, 1);
}

static void
test_extend_and_set_limit (void)
{
  g_autoptr (GwCalendar) calendar = china ();
  g_autoptr (GwReason) reason = NULL;
  GwClocks clocks = { 0 };
  GwClock *clock = &clocks.stage[GW_STAGE_HANDLE];

  gw_clocks_start (&clocks, GW_STAGE_HANDLE, calendar, four_work_hours, THURSDAY, NULL);
  clock->card = GW_LAMP_YELLOW;
  gw_clocks_extend (&clocks, GW_STAGE_HANDLE, calendar, four_work_hours, &reason);
  g_assert_cmpint (clock->due, ==, THURSDAY + 10 * HOUR);
  g_assert_cmpint (clock->card, ==, GW_LAMP_NONE);
  g_assert_nonnull (strstr (reason->en, "extended by 4 h of working time"));
  g_clear_pointer (&reason, gw_reason_free);
  /* An hour of pause, then another class: 8 hours instead of 4, and the 4 granted. */
  g_assert_true (gw_clocks_pause (&clocks, THURSDAY + HOUR));
  gw_clocks_resume (&clocks, calendar, THURSDAY + 2 * HOUR);
  clock->card = GW_LAMP_RED;
  gw_clocks_set_limit (&clocks, GW_STAGE_HANDLE, calendar, one_work_day, &reason);
  g_assert_cmpint (clock->due, ==, FRIDAY + 7 * HOUR);
  g_assert_cmpint (clock->card, ==, GW_LAMP_NONE);
  clock->card = GW_LAMP_YELLOW;
  gw_clocks_set_limit (&clocks, GW_STAGE_HANDLE, calendar, four_work_hours, NULL);
  g_assert_cmpint (clock->due, ==, FRIDAY + HOUR);
  g_assert_cmpint (clock->card, ==, GW_LAMP_YELLOW);
  gw_clocks_set_limit (&clocks, GW_STAGE_HANDLE, calendar, ten_hours, NULL);
  g_assert_cmpint (clock->due, ==, FRIDAY + 4 * HOUR);
}

/* Extensions follow each other: hours at the weekend are not lost in working time. */
static void
test_extend_in_turns (void)
{
  g_autoptr (GwCalendar) calendar = china ();
  GwClocks clocks = { 0 };
  GwClock *clock = &clocks.stage[GW_STAGE_HANDLE];

  gw_clocks_start (&clocks, GW_STAGE_HANDLE, calendar, one_day, FRIDAY, NULL);
  for (guint i = 0; i < GW_MAX_EXTRAS; i++)
    {
      gint64 former = clock->due;
      GwLimit more = i % 2 == 0 ? four_work_hours : ten_hours;

      g_assert_true (gw_clocks_extend (&clocks, GW_STAGE_HANDLE, calendar, more, NULL));
      g_assert_cmpint (clock->due, ==, gw_deadline_add (calendar, former, more, NULL));
    }
  g_assert_false (
      gw_clocks_extend (&clocks, GW_STAGE_HANDLE, calendar, four_work_hours, NULL));
  g_assert_true (gw_clocks_extend (&clocks, GW_STAGE_HANDLE, calendar, ten_hours, NULL));
}

static void
test_set_due (void)
{
  g_autoptr (GwCalendar) calendar = china ();
  GwClocks clocks = { 0 };
  GwClock *clock = &clocks.stage[GW_STAGE_HANDLE];

  gw_clocks_start (&clocks, GW_STAGE_HANDLE, calendar, four_work_hours, THURSDAY, NULL);
  gw_clocks_extend (&clocks, GW_STAGE_HANDLE, calendar, one_day, NULL);
  gw_clocks_set_due (&clocks, GW_STAGE_HANDLE, calendar, MONDAY + 40 * HOUR, MONDAY);
  g_assert_cmpint (clock->due, ==, MONDAY + 40 * HOUR);
  g_assert_cmpint (clock->warn_at, ==, MONDAY + 36 * HOUR);
  gw_clocks_set_limit (&clocks, GW_STAGE_HANDLE, calendar, one_work_day, NULL);
  g_assert_cmpint (clock->due, ==, MONDAY + 40 * HOUR);
  /* 7 + 8 working hours were left. */
  g_assert_true (gw_clocks_pause (&clocks, MONDAY + HOUR));
  gw_clocks_resume (&clocks, calendar, MONDAY + 24 * HOUR);
  g_assert_cmpint (clock->due, ==, MONDAY + 2 * 24 * HOUR + 9 * HOUR);
  gw_clocks_extend (&clocks, GW_STAGE_HANDLE, calendar, ten_hours, NULL);
  g_assert_cmpint (clock->due, ==, MONDAY + 2 * 24 * HOUR + 19 * HOUR);
}

static void
test_wake (void)
{
  g_autoptr (GwCalendar) calendar = china ();
  GwClocks clocks = { 0 };
  GwClock *total = &clocks.stage[GW_STAGE_TOTAL];
  GwClock *handle = &clocks.stage[GW_STAGE_HANDLE];

  g_assert_cmpint (gw_clocks_wake_at (&clocks), ==, 0);
  gw_clocks_start (&clocks, GW_STAGE_TOTAL, calendar, one_day, THURSDAY, NULL);
  gw_clocks_start (&clocks, GW_STAGE_HANDLE, calendar, ten_hours, THURSDAY, NULL);
  g_assert_cmpint (gw_clocks_wake_at (&clocks), ==, THURSDAY + 9 * HOUR);
  handle->card = GW_LAMP_YELLOW;
  g_assert_cmpint (gw_clocks_wake_at (&clocks), ==, THURSDAY + 10 * HOUR + 1);
  g_assert_cmpint (gw_clock_lamp (handle, gw_clocks_wake_at (&clocks)), ==, GW_LAMP_RED);
  handle->card = GW_LAMP_RED;
  g_assert_cmpint (gw_clocks_wake_at (&clocks), ==, total->warn_at);
  gw_clocks_stop (&clocks, GW_STAGE_TOTAL, FRIDAY);
  g_assert_cmpint (gw_clocks_wake_at (&clocks), ==, 0);
}

static void
test_text (void)
{
  g_autoptr (GwCalendar) calendar = china ();
  GwClocks clocks = { 0 };
  GwClocks parsed = { 0 };
  g_autofree char *none = gw_clocks_to_text (&clocks);
  g_autofree char *text = NULL;

  g_assert_cmpstr (none, ==, "");
  gw_clocks_start (&clocks, GW_STAGE_ACCEPT, calendar, ten_hours, THURSDAY, NULL);
  gw_clocks_stop (&clocks, GW_STAGE_ACCEPT, THURSDAY);
  gw_clocks_start (&clocks, GW_STAGE_TOTAL, calendar, one_day, THURSDAY, NULL);
  g_assert_true (gw_clocks_pause (&clocks, THURSDAY + HOUR));
  clocks.stage[GW_STAGE_ACCEPT].card = GW_LAMP_YELLOW;
  text = gw_clocks_to_text (&clocks);
  g_assert_cmpstr (text, ==,
                   "p1795050000000+ a1795046400000l10ux0w32400000d36000000c2 "
                   "t1795046400000l1np3600000w77760000d86400000");
  g_assert_true (gw_clocks_parse (text, &parsed));
  g_assert_cmpmem (&clocks, sizeof clocks, &parsed, sizeof parsed);
  g_assert_true (gw_clocks_parse (NULL, &clocks));
  g_assert_cmpint (clocks.stage[GW_STAGE_TOTAL].started_at, ==, 0);
}

static const char *const bad_texts[] = {
  " ",
  "x",
  "a",
  "a0",
  "a-5",
  "a5 ",
  "a5 a5",
  "t5 a5",
  "a05",
  "a+5",
  "a5c0",
  "a5c4",
  "a5d",
  "a5d1w1",
  "a5d1d2",
  "a5e0",
  "a5e-1",
  "a5e1e1",
  "a5e1r1e1r1e1r1e1",
  "a5l0u",
  "a5l4",
  "a5l4x",
  "a5l4 ",
  "a5l99999999999u",
  "a5d9223372036854775807",
  "a99999999999999999999",
  "p5",
  "p5-1",
  "p5+ p6+ a1",
  "p5+9 p6+1 a1",
  "p0+1 a1",
  "a1 p5+9",
  "p1+1 p2+1 p3+1 p4+1 p5+1 p6+1 p7+1 p8+1 p9+1 p10+1 p11+1 p12+1 p13+1 p14+1 p15+1 "
  "p16+1 p17+1",
};

static void
test_bad_text (gconstpointer data)
{
  GwClocks clocks = { 0 };

  g_assert_false (gw_clocks_parse (data, &clocks));
  g_assert_cmpint (clocks.n_pauses, ==, 0);
}

static void
test_stage_names (void)
{
  GwStage stage;

  for (guint i = 0; i < GW_N_STAGES; i++)
    {
      g_assert_true (gw_stage_parse (gw_stage_name (i), &stage));
      g_assert_cmpuint (stage, ==, i);
    }
  g_assert_null (gw_stage_name (GW_N_STAGES));
  g_assert_false (gw_stage_parse ("lunch", &stage));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clock/start-and-stop", test_start_and_stop);
  g_test_add_func ("/clock/without-limit", test_without_limit);
  for (gsize i = 0; i < G_N_ELEMENTS (lamp_rows); i++)
    {
      g_autofree char *path = g_strconcat ("/clock/lamp/", lamp_rows[i].name, NULL);

      g_test_add_data_func (path, &lamp_rows[i], test_lamp);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (left_rows); i++)
    {
      g_autofree char *path = g_strconcat ("/clock/left/", left_rows[i].name, NULL);

      g_test_add_data_func (path, &left_rows[i], test_left);
    }
  g_test_add_func ("/clock/left/standing", test_left_standing);
  g_test_add_func ("/clock/pause-working", test_pause_working);
  g_test_add_func ("/clock/resume-by-two-calendars", test_resume_by_two_calendars);
  g_test_add_func ("/clock/stop-and-start-in-a-pause", test_stop_and_start_in_a_pause);
  g_test_add_func ("/clock/stop-ends-the-pause", test_stop_ends_the_pause);
  g_test_add_func ("/clock/pauses-are-bounded", test_pauses_are_bounded);
  g_test_add_func ("/clock/extend-and-set-limit", test_extend_and_set_limit);
  g_test_add_func ("/clock/extend-in-turns", test_extend_in_turns);
  g_test_add_func ("/clock/set-due", test_set_due);
  g_test_add_func ("/clock/wake", test_wake);
  g_test_add_func ("/clock/text", test_text);
  for (gsize i = 0; i < G_N_ELEMENTS (bad_texts); i++)
    {
      g_autofree char *path = g_strdup_printf ("/clock/bad-text/%" G_GSIZE_FORMAT, i);

      g_test_add_data_func (path, bad_texts[i], test_bad_text);
    }
  g_test_add_func ("/clock/stage-names", test_stage_names);
  return g_test_run ();
}
