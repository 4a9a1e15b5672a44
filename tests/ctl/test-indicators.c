/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gridwardctl indicators. */
#include <string.h>

#include "tests/ctl/ctl-fixture.h"

static void
set_up (CtlFixture *fixture, gconstpointer data)
{
  g_autoptr (GwCity) city = ctl_make_city ();

  ctl_fixture_set_up (fixture, data);
  ctl_create (fixture, city);
}

static char *export(CtlFixture *fixture, const char *option)
{
  g_autofree char *arguments = g_strconcat ("indicators export", option, NULL);
  g_auto (CtlRun) run = ctl_run (fixture, NULL, arguments);

  ctl_assert (&run, 0, "");
  return g_strdup (run.out);
}

static void
take (CtlFixture *fixture, const char *verb, const char *csv, int status, const char *text)
{
  g_autofree char *path = ctl_write (fixture, "book.csv", csv);
  g_autofree char *arguments = g_strconcat ("indicators ", verb, " ", path, NULL);
  g_auto (CtlRun) run = ctl_run (fixture, NULL, arguments);

  ctl_assert (&run, status, text);
}

static char *
replace (const char *text, const char *what, const char *by)
{
  g_auto (GStrv) parts = g_strsplit (text, what, 2);

  g_assert_cmpuint (g_strv_length (parts), ==, 2);
  return g_strjoinv (by, parts);
}

/* Another variant is in force, and said with the formula. */
static void
test_variant (CtlFixture *fixture, gconstpointer data)
{
  g_autofree char *before = export(fixture, "");
  g_autofree char *without =
      replace (before, "rework_rate,should_close,yes", "rework_rate,should_close,");
  g_autofree char *after =
      replace (without, "rework_rate,handled,,", "rework_rate,handled,yes,");
  g_autofree char *exported = NULL;

  take (fixture, "check", after, 0, "no fault");
  exported = export(fixture, "");
  g_assert_cmpstr (exported, ==, before);
  take (fixture, "import", after, 0, "indicators in force");
  g_free (exported);
  exported = export(fixture, "");
  g_assert_cmpstr (exported, ==, after);
  {
    g_auto (CtlRun) run = ctl_run (fixture, NULL, "indicators list");

    ctl_assert (&run, 0, "of what was handled");
    ctl_assert (&run, 0, "jinhua");
    ctl_assert (&run, 0, "overdue_to_handle");
  }
}

static void
test_faults (CtlFixture *fixture, gconstpointer data)
{
  g_autofree char *good = export(fixture, "");
  g_autofree char *wrong =
      replace (good, "filed_in_time,filed,Filed", "filed_in_tiem,filed,Filed");
  g_autofree char *fewer = replace (good, "extension_rate,,yes", "extended_rate,,yes");

  take (fixture, "check", wrong, 1, "there is no figure “filed_in_tiem”");
  take (fixture, "import", wrong, 1, "line 4, column 7");
  take (fixture, "import", fewer, 1, "the score schemes in force need more");
  take (fixture, "import --schemes", good, 1, "line 1");
}

static void
test_schemes (CtlFixture *fixture, gconstpointer data)
{
  g_autofree char *good = export(fixture, " --schemes");
  g_autofree char *wrong = replace (good, "share,handling_rate", "share,happiness_rate");
  g_autofree char *other =
      replace (good, "deduction,reworked,,0.2", "deduction,reworked,,0.5");
  g_autofree char *exported = NULL;

  take (fixture, "check --schemes", wrong, 1, "line 3, column 3");
  take (fixture, "import --schemes", other, 0, "2 score schemes in force");
  exported = export(fixture, " --schemes");
  g_assert_cmpstr (exported, ==, other);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test)                                                                    \
  g_test_add ("/ctl/indicators/" name, CtlFixture, NULL, set_up, test,                     \
              ctl_fixture_tear_down)
  ADD ("variant", test_variant);
  ADD ("faults", test_faults);
  ADD ("schemes", test_schemes);
  return g_test_run ();
}
