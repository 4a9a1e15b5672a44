/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gridwardctl periods: list, review, lock, reopen, differences. */
#include <sqlite3.h>
#include <string.h>

#include "tests/ctl/ctl-fixture.h"
#include "tests/lib/town.h"

#define DAY G_GINT64_CONSTANT (86400000)

/* PAST stands for a month that is over, with cases; NOW for the one that runs; LONG for a
 * reason of too many characters. One after the other: each step begins where the last ended. */
typedef struct
{
  const char *verb;
  const char *month; /* NULL: none is named */
  const char *reason;
  int status;
  const char *text;
} Step;

static const Step steps[] = {
  { "list", NULL, NULL, 0, "PAST  open\n" },
  { "list", NULL, NULL, 0, "NOW  not over yet\n" },
  { "list", "PAST", NULL, 2, "gridwardctl: " },
  { "differences", "PAST", NULL, 1, "this month was never locked" },
  { "lock", "PAST", NULL, 1, "PAST is open: “lock” cannot be done to it" },
  { "reopen", "PAST", "why not", 1, "PAST is open: “reopen” cannot be done to it" },
  { "reopen", "PAST", NULL, 1, "a reopening needs its reason" },
  { "review", "PAST", "LONG", 1, "a reason has up to 500 characters" },
  { "review", "PAST", NULL, 0, "PAST  reviewed" },
  { "review", "PAST", NULL, 1, "PAST is reviewed: “review” cannot be done to it" },
  { "lock", "PAST", "核对无误", 0, "at the machine  核对无误" },
  { "lock", "PAST", NULL, 1, "PAST is locked: “lock” cannot be done to it" },
  { "review", "PAST", NULL, 1, "PAST is locked: “review” cannot be done to it" },
  { "differences", "PAST", NULL, 0, "0 differences\n" },
  { "reopen", "PAST", NULL, 1, "a reopening needs its reason" },
  { "reopen", "PAST", "", 1, "a reopening needs its reason" },
  { "list", NULL, NULL, 0, "PAST  locked" },
  { "reopen", "PAST", "补录", 0, "PAST  open" },
  { "list", NULL, NULL, 0, "补录" },
  { "differences", "PAST", NULL, 0, "0 differences\n" },
  { "review", "NOW", NULL, 1, "NOW is not over yet" },
  { "lock", "NOW", NULL, 1, "NOW is not over yet" },
  { "review", "9998-12", NULL, 1, "9998-12 is not over yet" },
  { "differences", "9998-12", NULL, 1, "this month was never locked" },
  /* Before the journal begins. */
  { "review", "1999-12", NULL, 1, "the journal tells nothing of this month" },
  { "lock", "1999-12", NULL, 1, "the journal tells nothing of this month" },
  { "reopen", "1999-12", "why", 1, "the journal tells nothing of this month" },
  { "differences", "1999-12", NULL, 1, "this month was never locked" },
  { "review", "2026-13", NULL, 2, "2026-13 is no month: it is written like 2026-11" },
  { "review", "2026-00", NULL, 2, "2026-00 is no month" },
  { "lock", "2026-1", NULL, 2, "2026-1 is no month" },
  { "lock", "0000-01", NULL, 2, "0000-01 is no month" },
  { "reopen", "10000-01", "why", 2, "10000-01 is no month" },
  { "reopen", "-", "why", 2, "- is no month" },
  { "differences", "November", NULL, 2, "November is no month" },
  { "differences", "2026-02-30", NULL, 2, "2026-02-30 is no month" },
  { "review", NULL, NULL, 2, "gridwardctl: " },
  { "burn", "PAST", NULL, 2, "there is no such verb" },
};

typedef struct
{
  GwTown *town;
  char *past;
  char *now;
  char *reason; /* too long */
} World;

static char *
month_of (gint64 ms)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (ms / 1000 + 8 * 3600);

  return g_date_time_format (utc, "%Y-%m");
}

/* Something was closed two months ago; the file is nobody's. */
static void
world_make (World *world)
{
  gint64 now_ms = g_get_real_time () / 1000;

  world->town = gw_town_new ();
  world->town->now_ms = now_ms - 62 * DAY;
  world->past = month_of (world->town->now_ms);
  world->now = month_of (now_ms);
  world->reason = g_strnfill (501, 'x');
  g_free (gw_town_case (world->town, GW_CASE_CLOSED));
  g_clear_pointer (&world->town->service, gw_service_close);
}

static void
world_clear (World *world)
{
  gw_town_free (world->town);
  g_free (world->past);
  g_free (world->now);
  g_free (world->reason);
}

static char *
fill_in (const World *world, const char *text)
{
  GString *filled = g_string_new (text);

  g_string_replace (filled, "PAST", world->past, 0);
  g_string_replace (filled, "NOW", world->now, 0);
  g_string_replace (filled, "LONG", world->reason, 0);
  return g_string_free (filled, FALSE);
}

static CtlRun
run_step (const World *world, const Step *step)
{
  g_autofree char *month = step->month != NULL ? fill_in (world, step->month) : NULL;
  g_autofree char *reason =
      step->reason != NULL ? g_strconcat ("--reason=", step->reason, NULL) : NULL;
  g_autofree char *filled = reason != NULL ? fill_in (world, reason) : NULL;
  const char *arguments[8] = { "--db", world->town->path, "periods", step->verb };
  guint n = 4;

  if (month != NULL)
    arguments[n++] = month;
  if (filled != NULL)
    arguments[n++] = filled;
  return ctl_run_plain (NULL, arguments);
}

static void
test_steps (gconstpointer data)
{
  const World *world = data;

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autofree char *text = fill_in (world, steps[i].text);
      g_auto (CtlRun) run = run_step (world, &steps[i]);

      g_test_message ("%s %s", steps[i].verb, steps[i].month ? steps[i].month : "");
      ctl_assert (&run, steps[i].status, text);
    }
}

/* A figure that is not what was frozen is named with both numbers, and is no success. */
static void
test_differences (gconstpointer data)
{
  static const Step again[] = {
    { "review", "PAST", NULL, 0, "reviewed" },
    { "lock", "PAST", NULL, 0, "locked" },
  };
  static const Step compare = { "differences", "PAST", NULL, 1, "" };
  const World *world = data;
  g_autofree char *month = fill_in (world, "PAST");
  sqlite3 *database;

  for (guint i = 0; i < G_N_ELEMENTS (again); i++)
    {
      g_auto (CtlRun) run = run_step (world, &again[i]);

      ctl_assert (&run, again[i].status, again[i].text);
    }
  g_assert_cmpint (sqlite3_open (world->town->path, &database), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (database,
                                 "UPDATE period_figure SET figures ="
                                 " replace (figures, ' closed=1', ' closed=4')",
                                 NULL, NULL, NULL),
                   ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_total_changes (database), >, 0);
  g_assert_cmpint (sqlite3_close (database), ==, SQLITE_OK);
  {
    g_auto (CtlRun) run = run_step (world, &compare);

    ctl_assert (&run, 1, "department sanitation: Closed: frozen 4, now 1\n");
    ctl_assert (&run, 1, "1 differences\n");
    ctl_assert (&run, 1, "cell 441802001001");
  }
}

int
main (int argc, char **argv)
{
  World world;
  int status;

  g_test_init (&argc, &argv, NULL);
  world_make (&world);
  g_test_add_data_func ("/ctl/periods/steps", &world, test_steps);
  g_test_add_data_func ("/ctl/periods/differences", &world, test_differences);
  status = g_test_run ();
  world_clear (&world);
  return status;
}
