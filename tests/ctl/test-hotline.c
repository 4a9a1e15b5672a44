/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gridwardctl hotline map. */
#include "tests/ctl/ctl-fixture.h"

#define HEADER "external_class,kind,class,urgency\n"

static void
set_up (CtlFixture *fixture, gconstpointer data)
{
  g_autoptr (GwCity) city = ctl_make_city ();

  ctl_fixture_set_up (fixture, data);
  ctl_create (fixture, city);
}

static void
import (CtlFixture *fixture, const char *csv, int status, const char *text)
{
  g_autofree char *path = ctl_write (fixture, "map.csv", csv);
  g_autofree char *arguments = g_strconcat ("hotline map import ", path, NULL);
  g_auto (CtlRun) run = ctl_run (fixture, NULL, arguments);

  ctl_assert (&run, status, text);
}

static void
test_map (CtlFixture *fixture, gconstpointer data)
{
  static const char csv[] =
      HEADER "\"a,b\",matter,06010,24h\n管道破裂,component,01001,2h\n";
  g_autofree char *path = ctl_path (fixture, "out.csv");
  g_autofree char *arguments = g_strconcat ("hotline map export ", path, NULL);
  g_autofree char *text = NULL;

  import (fixture, csv, 0, "2 classes of the other hotline system");
  {
    g_auto (CtlRun) run = ctl_run (fixture, NULL, arguments);

    ctl_assert (&run, 0, "");
  }
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, csv);
  import (fixture, HEADER, 0, "0 classes");
}

static void
test_faults (CtlFixture *fixture, gconstpointer data)
{
  static const char csv[] = HEADER "A,matter,99999,24h\n"
                                   "B,thing,06010,24h\n"
                                   "A,matter,06010,1h\n"
                                   ",matter,06010,24h\n"
                                   "C,matter\n"
                                   "D,matter,06010,\"24h\n";

  import (fixture, csv, 1, "line 2, column 3: there is no class “99999” of this kind");
  import (fixture, csv, 1, "line 3, column 2: “thing” is neither component nor matter");
  import (fixture, csv, 1, "line 4, column 1: “A” is in line 2 already");
  import (fixture, csv, 1, "line 4, column 4: there is no urgency “1h”");
  import (fixture, csv, 1, "line 5, column 1: 1 to 64 characters are expected");
  import (fixture, csv, 1, "line 6, column 3: there is no class “”");
  import (fixture, csv, 1, "line 7, ");
  import (fixture, "", 1, "1 fault: nothing was imported");
  import (fixture, "class,kind\n", 1, "1 fault: nothing was imported");
}

/* One fault in 100,000 lines. */
static void
test_long_file (CtlFixture *fixture, gconstpointer data)
{
  g_autoptr (GString) csv = g_string_new (HEADER);

  for (guint line = 2; line <= 100000; line++)
    g_string_append_printf (csv, "%u,matter,%s,24h\n", line, line == 90000 ? "x" : "06010");
  import (fixture, csv->str, 1, "line 90000, column 3");
  import (fixture, csv->str, 1, "1 fault: nothing was imported");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/ctl/hotline/map", CtlFixture, NULL, set_up, test_map,
              ctl_fixture_tear_down);
  g_test_add ("/ctl/hotline/faults", CtlFixture, NULL, set_up, test_faults,
              ctl_fixture_tear_down);
  g_test_add ("/ctl/hotline/long-file", CtlFixture, NULL, set_up, test_long_file,
              ctl_fixture_tear_down);
  return g_test_run ();
}
