/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gridwardctl stats: the same of all time and of a period that has everything, counted as the
 * city counts. */
#include "tests/ctl/ctl-fixture.h"
#include "tests/lib/town-statistics.h"

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

static CtlRun
stats (GwTown *town, const char *option)
{
  return ctl_run_plain (
      NULL, (const char *[]){ "--db", town->path, "stats", "cells", option, NULL });
}

/* What is printed is what the city counts, and says so. */
static void
test_variant (void)
{
  static const char *const less_deferred[] = { GW_TOWN_LESS_DEFERRED, NULL };
  g_autoptr (GwTown) town = gw_town_new ();
  g_autofree char *closed = NULL;
  g_autofree char *handled = NULL;
  g_autofree char *dispatched = NULL;
  g_auto (CtlRun) before = { 0 };
  g_auto (CtlRun) after = { 0 };
  g_auto (CtlRun) csv = { 0 };

  town->now_ms = GW_TOWN_MONDAY;
  closed = gw_town_case (town, GW_CASE_CLOSED);
  handled = gw_town_case (town, GW_CASE_HANDLED);
  dispatched = gw_town_case (town, GW_CASE_DISPATCHED);
  before = stats (town, NULL);
  gw_town_import_indicators (town->service, less_deferred);
  g_clear_pointer (&town->service, gw_service_close);
  after = stats (town, NULL);
  csv = stats (town, "--csv");
  ctl_assert (&before, 0, " 50.0 %");
  ctl_assert (&before, 0, "of what was handled or closed");
  ctl_assert (&after, 0, " 33.3 %");
  ctl_assert (&after, 0, "To handle); of what was dispatched less what is deferred");
  ctl_assert (&csv, 0, ",0.333333,0.666667,0.000000,less_deferred,,should_close\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stats/period", test_period);
  g_test_add_func ("/stats/variant", test_variant);
  return g_test_run ();
}
