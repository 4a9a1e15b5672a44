/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gridwardctl import shifts. */
#include "tests/ctl/ctl-fixture.h"

#define HEADER "inspector,duty_grid,days,from,to\n"

static void
set_up (CtlFixture *fixture, gconstpointer data)
{
  g_autoptr (GwCity) city = ctl_make_city ();
  GwCityPerson *person = g_new0 (GwCityPerson, 1);
  GwCityDutyGrid *duty_grid = g_new0 (GwCityDutyGrid, 1);

  person->login = g_strdup ("walker");
  person->name = g_strdup ("走");
  person->roles = g_strdup ("inspector");
  g_ptr_array_add (city->people, person);
  duty_grid->code = g_strdup ("D1");
  duty_grid->name = g_strdup ("一");
  g_ptr_array_add (city->duty_grids, duty_grid);
  ctl_fixture_set_up (fixture, data);
  ctl_create (fixture, city);
}

static void
import (CtlFixture *fixture, const char *csv, int status, const char *text)
{
  g_autofree char *path = ctl_write (fixture, "shifts.csv", csv);
  g_autofree char *arguments = g_strconcat ("import shifts ", path, NULL);
  g_auto (CtlRun) run = ctl_run (fixture, NULL, arguments);

  ctl_assert (&run, status, text);
}

static void
test_import (CtlFixture *fixture, gconstpointer data)
{
  import (fixture, HEADER "walker,D1,1-5,08:00,12:00\nwalker,D1,1-5,14:00,18:00\n", 0,
          "imported 2 shifts");
  /* They replace each other: no overlap with those of before. */
  import (fixture, HEADER "walker,D1,1-7,00:00,24:00\n", 0, "imported 1 shift\n");
  import (fixture, HEADER, 0, "imported 0 shifts");
}

static void
test_faults (CtlFixture *fixture, gconstpointer data)
{
  const char *csv = HEADER "nobody,D1,1,08:00,12:00\nwalker,D2,1,08:00,12:00\n";

  import (fixture, csv, 1, "line 2, column 1: there is no inspector “nobody”");
  import (fixture, csv, 1, "line 3, column 2: there is no duty grid “D2”");
  import (fixture, csv, 1, "2 faults: nothing was imported");
}

/* One fault in 100,000 lines. */
static void
test_long_file (CtlFixture *fixture, gconstpointer data)
{
  g_autoptr (GString) csv = g_string_new (HEADER);
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 1, 1, 1950);
  for (guint line = 2; line <= 100000; line += 2, g_date_add_days (&date, 1))
    {
      char day[16];

      g_date_strftime (day, sizeof day, "%Y-%m-%d", &date);
      g_string_append_printf (csv, "walker,D1,%s,08:00,12:00\nwalker,D1,%s,%s,18:00\n", day,
                              day, line == 90000 ? "11:00" : "12:00");
    }
  import (fixture, csv->str, 1,
          "line 90001, column 4: the shift overlaps that of line 90000");
}

/* Nobody is on duty, and nobody was called. */
static void
test_lists (CtlFixture *fixture, gconstpointer data)
{
  g_auto (CtlRun) duty = ctl_run (fixture, NULL, "duty list");
  g_auto (CtlRun) calls = ctl_run (fixture, NULL, "roll-call list");

  ctl_assert (&duty, 0, "login\tduty grid\tsigned in\tshift until\n");
  ctl_assert (&calls, 0, "number\tat\tcaller\tcalled\tanswered\tlate\toutside\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/ctl/shifts/lists", CtlFixture, NULL, set_up, test_lists,
              ctl_fixture_tear_down);
  g_test_add ("/ctl/shifts/import", CtlFixture, NULL, set_up, test_import,
              ctl_fixture_tear_down);
  g_test_add ("/ctl/shifts/faults", CtlFixture, NULL, set_up, test_faults,
              ctl_fixture_tear_down);
  g_test_add ("/ctl/shifts/long-file", CtlFixture, NULL, set_up, test_long_file,
              ctl_fixture_tear_down);
  return g_test_run ();
}
