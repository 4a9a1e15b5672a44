/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gridwardctl import calendar, export calendar, why deadline. */
#include <string.h>

#include "tests/ctl/ctl-fixture.h"

static void
set_up (CtlFixture *fixture, gconstpointer data)
{
  g_autoptr (GwCity) city = ctl_make_city ();

  ctl_fixture_set_up (fixture, data);
  ctl_create (fixture, city);
}

static void
expect (CtlFixture *fixture, const char *arguments, int status, const char *text)
{
  g_auto (CtlRun) run = ctl_run (fixture, NULL, arguments);

  ctl_assert (&run, status, text);
}

static void
import (CtlFixture *fixture, const char *csv, const char *options, int status,
        const char *text)
{
  g_autofree char *path = ctl_write (fixture, "calendar.csv", csv);
  g_autofree char *arguments = g_strconcat ("import calendar ", path, options, NULL);
  g_auto (CtlRun) run = ctl_run (fixture, NULL, arguments);

  ctl_assert (&run, status, text);
}

static const char shift[] = "name,轮班,Shift\nzone,Asia/Shanghai\nhours,12\n"
                            "slot,6,06:00,22:00\nday,2026-10-01,0,国庆节\n";

static void
test_round_trip (CtlFixture *fixture, gconstpointer data)
{
  import (fixture, shift, " --calendar shift", 0,
          "imported calendar shift: 1 slots, 1 special days, 0 departments");
  expect (fixture, "export calendar --calendar shift", 0, shift);
  expect (fixture, "export calendar", 0, "slot,1,08:00,12:00\nslot,1,14:00,18:00\n");
  import (fixture, "slot,7,00:00,24:00\n", "", 0, "imported calendar city: 1 slots");
  expect (fixture, "export calendar", 0, "hours,8\nslot,7,00:00,24:00\n");
}

/* Nothing is imported, every fault has its place. */
static void
test_faults (CtlFixture *fixture, gconstpointer data)
{
  const char *csv = "slot,1,08:00,12:00\nslot,1,11:00,13:00\nzone,Mars/Base\nday,x,0\n"
                    "department,nobody\n";

  import (fixture, csv, " --calendar shift", 1,
          "line 2, column 3: the slot overlaps that of line 1");
  import (fixture, csv, " --calendar shift", 1, "line 3, column 2: “Mars/Base”");
  import (fixture, csv, " --calendar shift", 1, "line 4, column 2: “x” is not a date");
  import (fixture, csv, " --calendar shift", 1,
          "line 5, column 2: there is no department “nobody”");
  import (fixture, csv, " --calendar shift", 1, "4 faults: nothing was imported");
  expect (fixture, "export calendar --calendar shift", 1, "there is no calendar “shift”");
  import (fixture, "zone,UTC\nslot,1,08:00,12:00\n", "", 1,
          "line 1, column 2: the city's calendar keeps the city's time zone");
  expect (fixture, "import calendar /nowhere.csv", 1, "/nowhere.csv");
  expect (fixture, "import calendar a.csv --calendar A/B", 2, "A/B: a calendar's code");
}

static void
test_long_file (CtlFixture *fixture, gconstpointer data)
{
  g_autoptr (GString) csv = g_string_new ("slot,1,08:00,12:00\n");
  g_autoptr (GDateTime) day = g_date_time_new_utc (1900, 1, 1, 0, 0, 0);

  for (guint line = 2; line <= 100000; line++)
    {
      g_autoptr (GDateTime) next = g_date_time_add_days (day, 1);
      g_autofree char *date = g_date_time_format (day, "%F");

      g_string_append_printf (csv, "day,%s,%s\n", date, line == 99998 ? "no" : "0");
      g_date_time_unref (day);
      day = g_steal_pointer (&next);
    }
  import (fixture, csv->str, "", 1, "line 99998, column 3: “no” is not a number");
  expect (fixture, "export calendar", 0, "slot,1,14:00,18:00");
}

static void
test_why (CtlFixture *fixture, gconstpointer data)
{
  expect (fixture, "why deadline --start 2026-11-20T17:00 --limit 2 --unit work_hour", 0,
          "2026-11-20 17:00: 2 working hours (2 h)\n"
          "11-20 Friday 17:00–18:00: 1 h, leaving 1 h\n"
          "11-21 to 11-22: off, not counted\n"
          "11-23 Monday 08:00–09:00: 1 h\n"
          "due 2026-11-23 09:00\n");
  expect (fixture, "why deadline --start 2026-11-20T09:00:00Z --limit 1 --unit natural_day",
          0, "due 2026-11-21 17:00");
  import (fixture, shift, " --calendar shift", 0, "imported");
  expect (fixture,
          "why deadline --start 2026-11-20T17:00 --limit 1 --unit work_day "
          "--calendar shift",
          0, "due 2026-11-21 18:00");
  expect (fixture, "why deadline --limit 1 --unit work_day", 2, "--start");
  expect (fixture, "why deadline --start yesterday --limit 1 --unit work_day", 2,
          "yesterday");
  expect (fixture, "why deadline --start 2026-11-20T17:00 --limit 0 --unit work_day", 2,
          "name a limit");
  expect (fixture, "why deadline --start 2026-11-20T17:00 --limit 1 --unit week", 2,
          "name a limit");
  expect (fixture,
          "why deadline --start 2026-11-20T17:00 --limit 1 --unit work_day --calendar no",
          1, "there is no calendar “no”");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/ctl/calendar/round-trip", CtlFixture, NULL, set_up, test_round_trip,
              ctl_fixture_tear_down);
  g_test_add ("/ctl/calendar/faults", CtlFixture, NULL, set_up, test_faults,
              ctl_fixture_tear_down);
  g_test_add ("/ctl/calendar/long-file", CtlFixture, NULL, set_up, test_long_file,
              ctl_fixture_tear_down);
  g_test_add ("/ctl/calendar/why", CtlFixture, NULL, set_up, test_why,
              ctl_fixture_tear_down);
  return g_test_run ();
}
