/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gridwardctl import targets, export targets. */
#include <string.h>

#include "tests/ctl/ctl-fixture.h"

#define HEADER                                                                             \
  "year,code,area,title,title_en,unit,better,start,target,due,department,indicator,"       \
  "actual,actual_date,note\r\n"
#define NORTH                                                                              \
  "2026,points,441802001001,服务点,Points,count,up,2,40,2026-12-31,%s,,35,2026-10-31,"  \
  "十月\r\n"
#define SOUTH "2026,points,441802001002,服务点,Points,count,up,,20,2026-12-31,%s,,,,\r\n"

static const char department[] = "works";

static void
set_up (CtlFixture *fixture, gconstpointer data)
{
  g_autoptr (GwCity) city = ctl_make_city ();
  GwCityDepartment *works = g_new0 (GwCityDepartment, 1);

  works->code = g_strdup (department);
  works->name = g_strdup ("市政所");
  works->name_en = g_strdup ("Works");
  g_ptr_array_add (city->departments, works);
  ctl_fixture_set_up (fixture, data);
  ctl_create (fixture, city);
}

static void
import (CtlFixture *fixture, const char *csv, int status, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (csv, "%s", -1);
  g_autofree char *filled = g_strjoinv (department, parts);
  g_autofree char *path = ctl_write (fixture, "plan.csv", filled);
  g_autofree char *arguments = g_strconcat ("import targets ", path, NULL);
  g_auto (CtlRun) run = ctl_run (fixture, NULL, arguments);

  ctl_assert (&run, status, text);
}

static void
expect_export (CtlFixture *fixture, const char *option, const char *csv)
{
  g_auto (GStrv) parts = g_strsplit (csv, "%s", -1);
  g_autofree char *filled = g_strjoinv (department, parts);
  g_autofree char *arguments = g_strconcat ("export targets", option, NULL);
  g_auto (CtlRun) run = ctl_run (fixture, NULL, arguments);

  ctl_assert (&run, 0, "");
  g_assert_cmpstr (run.out, ==, filled);
}

/* What is in comes out; the same again changes nothing; what is left out is no more. */
static void
test_import (CtlFixture *fixture, gconstpointer data)
{
  expect_export (fixture, "", HEADER);
  import (fixture, HEADER NORTH SOUTH, 0,
          "2 targets in force: 2 added, 0 changed, 0 removed; 1 new actuals");
  expect_export (fixture, "", HEADER NORTH SOUTH);
  import (fixture, HEADER NORTH SOUTH, 0, "0 added, 0 changed, 0 removed; 0 new");
  import (fixture,
          HEADER
          "2026,points,441802001001,服务点,Points,count,up,2,50,2026-12-31,%s,,,,\r\n",
          0, "0 added, 1 changed, 1 removed; 0 new");
  expect_export (fixture, " --year 2026",
                 HEADER "2026,points,441802001001,服务点,Points,count,up,2,50,2026-12-31,"
                        "%s,,35,2026-10-31,十月\r\n");
  expect_export (fixture, " --year 2025", HEADER);
  import (fixture, HEADER NORTH SOUTH, 0, "1 added, 1 changed, 0 removed; 0 new");
}

/* Another year stays as it is. */
static void
test_years (CtlFixture *fixture, gconstpointer data)
{
  import (fixture, HEADER NORTH, 0, "1 added");
  import (fixture,
          HEADER "2027,rate,441802001001,结案率,,percent,up,,90,2027-12-31,%s,closure_rate"
                 ",,,\r\n",
          0, "1 added, 0 changed, 0 removed");
  expect_export (fixture, " --year 2026", HEADER NORTH);
}

/* Every fault with line and column, and nothing half taken. */
static void
test_faults (CtlFixture *fixture, gconstpointer data)
{
  static const char wrong[] =
      HEADER NORTH "2026,x,441802001002,T,,count,up,,lots,2026-12-31,nobody,,,,\r\n";

  import (fixture, wrong, 1, "line 3, column 9: “lots” is no number");
  import (fixture, wrong, 1, "line 3, column 11: there is no department “nobody”");
  expect_export (fixture, "", HEADER);
  {
    g_auto (CtlRun) run = ctl_run (fixture, NULL, "export targets --year 26");

    ctl_assert (&run, 2, "is no year");
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test)                                                                    \
  g_test_add ("/ctl/targets/" name, CtlFixture, NULL, set_up, test, ctl_fixture_tear_down)
  ADD ("import", test_import);
  ADD ("years", test_years);
  ADD ("faults", test_faults);
  return g_test_run ();
}
