/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gridwardctl stats: the same of all time and of a period that has everything. */
#include "tests/ctl/ctl-fixture.h"
#include "tests/lib/town.h"

/* Nobody has asked for figures of the file before: they are made first. */
static void
test_period (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autofree char *closed = NULL;
  g_autofree char *handled = NULL;
  g_auto (CtlRun) all = { 0 };
  g_auto (CtlRun) period = { 0 };
  g_auto (CtlRun) before = { 0 };

  town->now_ms = GW_TOWN_MONDAY;
  closed = gw_town_case (town, GW_CASE_CLOSED);
  handled = gw_town_case (town, GW_CASE_HANDLED);
  g_clear_pointer (&town->service, gw_service_close);
  all = ctl_run_plain (
      NULL, (const char *[]){ "--db", town->path, "stats", "cells", "--csv", NULL });
  period = ctl_run_plain (NULL, (const char *[]){ "--db", town->path, "stats", "cells",
                                                  "--from", "2026-11-01", "--to",
                                                  "2026-11-30", "--csv", NULL });
  before =
      ctl_run_plain (NULL, (const char *[]){ "--db", town->path, "stats", "cells", "--from",
                                             "2026-10-01", "--to", "2026-10-31", NULL });
  ctl_assert (&all, 0, "\n441802001001001,2,2,0,0,2,2,2,1,1,");
  g_assert_cmpstr (period.out, ==, all.out);
  ctl_assert (&before, 0, "no cases");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stats/period", test_period);
  return g_test_run ();
}
