/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gridwardctl: help, wrong command lines, init, locate, stats, basemap. */
#include "tests/ctl/ctl-fixture.h"

#include <glib/gstdio.h>

typedef struct
{
  const char *name;
  const char *arguments; /* separated by blanks */
  int status;
  const char *expected;
} Row;

/* Without a database. */
static const Row plain_rows[] = {
  { "help", "--help", 0, "import cells FILE.geojson" },
  { "version", "--version", 0, "gridwardctl " },
  { "nothing", "", 2, "name a verb; see gridwardctl --help" },
  { "unknown-verb", "--db x frobnicate", 2, "frobnicate: there is no such verb" },
  { "unknown-option", "--frobnicate", 2, "--frobnicate" },
  { "half-a-verb", "--db x user", 2, "user: there is no such verb" },
  { "no-database", "check", 2, "--db FILE check" },
  { "help-init", "init --help", 0, "--code-scheme" },
  { "help-demo", "demo --help", 0, "--accounts" },
  { "help-user-add", "user add --help", 0, "--roles" },
  { "help-user-list", "user list --help", 0, "gridwardctl --db FILE user list" },
  { "help-user-disable", "user disable --help", 0, "user disable LOGIN" },
  { "help-user-enable", "user enable --help", 0, "user enable LOGIN" },
  { "help-user-passwd", "user passwd --help", 0, "user passwd LOGIN" },
  { "help-import-cells", "import cells --help", 0, "--skip-invalid" },
  { "help-import-addresses", "import addresses --help", 0, "--replace" },
  { "help-geocode", "geocode --help", 0, "--limit" },
  { "help-basemap", "basemap --help", 0, "--zoom-max" },
  { "help-locate", "locate --help", 0, "--coordinate-system" },
  { "help-stats-cells", "stats cells --help", 0, "--csv" },
  { "help-check", "check --help", 0, "--scheme" },
  { "demo-too-small", "--db x demo --accounts y --size 0.29", 2, "--size 0.29 is not" },
  { "demo-too-large", "--db x demo --accounts y --size 1.5", 2, "between 0.3 and 1" },
  { "demo-no-size", "--db x demo --accounts y --size nan", 2, "--size nan is not" },
  { "no-such-file", "--db /nowhere/city.gridward check", 1, "there is no such database" },
};

static void
test_plain (gconstpointer data)
{
  const Row *row = data;
  g_auto (GStrv) words = g_strsplit (row->arguments, " ", -1);
  g_auto (CtlRun) run = ctl_run_plain (NULL, (const char *const *)words);

  ctl_assert (&run, row->status, row->expected);
}

/* On a file that is not there. */
static const Row init_rows[] = {
  { "good", "init --name 清城区 --code 441802", 0, "gb47678-2026, Asia/Shanghai" },
  { "2013", "init --name X --code 441802 --code-scheme gb30428-2013", 0, "gb30428-2013" },
  { "local", "init --name X --code x --code-scheme local --time-zone Europe/Berlin", 0,
    "local, Europe/Berlin" },
  { "no-name", "init --code 441802", 2, "--name NAME --code CODE" },
  { "no-code", "init --name X", 2, "--name NAME --code CODE" },
  { "scheme", "init --name X --code 441802 --code-scheme gb1", 2,
    "gb1: no such code scheme" },
  { "time-zone", "init --name X --code 441802 --time-zone Mars/Base", 2, "Mars/Base" },
  { "argument", "init --name X --code 441802 extra", 2, "usage: " },
};

static void
test_init (gconstpointer data)
{
  const Row *row = data;
  CtlFixture fixture;

  ctl_fixture_set_up (&fixture, NULL);
  {
    g_auto (CtlRun) run = ctl_run (&fixture, NULL, row->arguments);

    ctl_assert (&run, row->status, row->expected);
    g_assert_cmpint (g_file_test (fixture.database, G_FILE_TEST_EXISTS), ==,
                     row->status == 0);
  }
  if (row->status == 0)
    {
      g_auto (CtlRun) again = ctl_run (&fixture, NULL, row->arguments);
      g_auto (CtlRun) check = ctl_run (&fixture, NULL, "check");

      g_assert_cmpint (again.status, ==, 1);
      ctl_assert (&check, 0, "0 cells, 0 components");
    }
  ctl_fixture_tear_down (&fixture, NULL);
}

/* On the small city. */
static const Row city_rows[] = {
  { "locate", "locate 113.0553 23.6843", 0, "441802001002" },
  { "locate-community", "locate 113.0553 23.6843", 0, "南社区" },
  { "locate-street", "locate 113.0553 23.6843", 0, "凤城街道" },
  { "locate-outside", "locate 113 23", 1, "no cell of the city holds 113 23" },
  { "locate-swapped", "locate 23.6843 113.0553", 2, "no longitude and latitude" },
  { "locate-text", "locate here there", 2, "no longitude and latitude" },
  { "locate-nan", "locate nan nan", 2, "no longitude and latitude" },
  { "locate-half", "locate 113.0553", 2, "usage: gridwardctl --db FILE locate LON LAT" },
  { "locate-negative", "locate -- -73.98 40.74", 1, "no cell of the city holds -73.98" },
  { "locate-gcj02", "locate 113.06069 23.68152 --coordinate-system gcj02", 0, "cell " },
  { "locate-system", "locate 1 2 --coordinate-system moon", 2, "moon: no such coordinate" },
  { "stats", "stats cells", 0, "closure_rate" },
  { "stats-csv", "stats cells --csv", 0,
    "code,reported,filed,rejected,voided,dispatched,handled,handled_in_time,closed,"
    "closed_in_time,reworks,returns,open,overdue,filed_in_time,merged,redispatches,"
    "reopened,deferred,extensions,exempt,to_handle,to_close,closure_rate,timely_rate,"
    "rework_rate,closure_rate_variant,timely_rate_variant,rework_rate_variant\n" },
  { "stats-days", "stats cells --from 2026-11-01 --to 2026-11-30 --csv", 0, "code," },
  { "stats-no-date", "stats cells --from yesterday", 2, "yesterday is no date" },
  { "stats-no-day", "stats cells --to 2026-02-30", 2, "2026-02-30 is no date" },
  { "stats-year-0", "stats cells --from 0000-01-01", 2, "0000-01-01 is no date" },
  { "stats-year-10000", "stats cells --to 10000-01-01", 2, "10000-01-01 is no date" },
  { "stats-backwards", "stats cells --from 2026-11-02 --to 2026-11-01", 2,
    "the period ends before it begins: 2026-11-02 to 2026-11-01" },
  { "stats-future", "stats cells --from 2999-01-01 --to 2999-12-31", 0, "no cases\n" },
  { "stats-more", "stats cells 2026-11", 2, "usage: gridwardctl --db FILE stats cells" },
  { "rebuild-more", "statistics rebuild 2026-11", 2, "usage: " },
  { "report-nothing", "report", 2, "name the period: --period 2026-10" },
  { "report-no-day", "report --period 2026-02-30", 2, "2026-02-30 is no period" },
  { "report-year-0", "report --period 0000-01", 2, "0000-01 is no period" },
  { "report-year-10000", "report --period 10000-01", 2, "10000-01 is no period" },
  { "report-before-days", "report --period 1970-01", 2, "1970-01 is no period" },
  { "report-week-54", "report --period 2026-W54", 2, "2026-W54 is no period" },
  { "report-future", "report --period 9999-12", 2, "9999-12 has not begun yet" },
  { "report-kind", "report --period 2026-10-05 --kind year", 2,
    "year is no kind of report" },
  { "report-area", "report --period 2026-10 --area x", 2, "there is no area x" },
  { "report-nowhere", "report --period 2026-10 --format csv --output /dev/null/x", 1,
    "/dev/null/x: Not a directory" },
  { "indicators-more", "indicators list all", 2, "usage: " },
  { "indicators-no-file", "indicators check /nowhere/x.csv", 1, "/nowhere/x.csv" },
  { "indicators-empty", "indicators import /dev/null", 1, "line 1: the header is missing" },
  { "schemes-empty", "indicators check --schemes /dev/null", 1,
    "line 1: the header is missing" },
  { "targets-year-0", "export targets --year 0", 2, "--year 0 is no year" },
  { "targets-year-99999", "export targets --year 99999", 2, "--year 99999 is no year" },
  { "targets-year-text", "export targets --year next", 2, "next" },
  { "targets-no-file", "import targets /nowhere/x.csv", 1, "/nowhere/x.csv" },
  { "targets-empty", "import targets /dev/null", 1, "line 1: the header is missing" },
  { "basemap-zooms", "basemap x.mbtiles --zoom-min 12 --zoom-max 11", 2,
    "zooms go from 0" },
  { "basemap-deep", "basemap x.mbtiles --zoom-max 30", 2, "zooms go from 0 to 22" },
  { "basemap-nowhere", "basemap /nowhere/x.mbtiles --zoom-max 10", 1, "gridwardctl: " },
};

static CtlFixture shared;

static void
test_city (gconstpointer data)
{
  const Row *row = data;
  g_auto (CtlRun) run = ctl_run (&shared, NULL, row->arguments);

  ctl_assert (&run, row->status, row->expected);
}

static void
test_basemap (void)
{
  g_autofree char *path = ctl_path (&shared, "base.mbtiles");
  g_autofree char *arguments = g_strdup_printf ("basemap %s --zoom-max 15", path);
  g_auto (CtlRun) run = ctl_run (&shared, NULL, arguments);
  GStatBuf info;

  ctl_assert (&run, 0, "painted zoom 10 to 15");
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_size, >, 4096);
}

static char *
read_manual_page (void)
{
  g_autofree char *path =
      g_build_filename (g_getenv ("GRIDWARD_SOURCE_DIR"), "data/man/gridwardctl.1", NULL);
  g_autofree char *escaped = NULL;
  g_auto (GStrv) parts = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &escaped, NULL, &error);
  g_assert_no_error (error);
  parts = g_strsplit (escaped, "\\-", -1);
  return g_strjoinv ("-", parts);
}

/* The words that a line of the list begins with, before its arguments and its summary, which
 * are not small letters. NULL: no line of it. */
static char *
verb_of (const char *line)
{
  gsize length = 0;

  if (!g_str_has_prefix (line, "  ") || !g_ascii_islower (line[2]))
    return NULL;
  line += 2;
  while (g_ascii_islower (line[length]))
    {
      length += strspn (line + length, "abcdefghijklmnopqrstuvwxyz-");
      if (line[length] == ' ' && g_ascii_islower (line[length + 1]))
        length++;
    }
  return g_strndup (line, length);
}

static void
assert_has_verb (const char *page, const char *verb)
{
  g_autofree char *alone = g_strdup_printf ("\n.SS %s\n", verb);
  g_autofree char *quoted = g_strdup_printf ("\n.SS \"%s\"\n", verb);
  g_autofree char *with_arguments = g_strdup_printf ("\n.SS \"%s ", verb);

  if (strstr (page, alone) == NULL && strstr (page, quoted) == NULL &&
      strstr (page, with_arguments) == NULL)
    g_error ("%s is not in gridwardctl.1", verb);
}

static void
assert_has_options (const char *page, const char *help)
{
  for (const char *at = strstr (help, "--"); at != NULL; at = strstr (at + 2, "--"))
    {
      gsize length = strspn (at, "abcdefghijklmnopqrstuvwxyz-");
      g_autofree char *option = g_strndup (at, length);

      if (strstr (page, option) == NULL)
        g_error ("%s is not in gridwardctl.1", option);
    }
}

/* Each verb that --help lists, and each option that the verb's own names, is in the manual
 * page. */
static void
test_manual_page (void)
{
  static const char *const ask[] = { "--help", NULL };
  g_autofree char *page = read_manual_page ();
  g_auto (CtlRun) all = ctl_run_plain (NULL, ask);
  const char *list = strstr (all.out, "\nVerbs:");
  g_auto (GStrv) lines = g_strsplit (list != NULL ? list : "", "\n", -1);
  guint n_verbs = 0;

  assert_has_options (page, all.out);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *verb = verb_of (lines[i]);
      g_autofree char *command = g_strconcat (verb != NULL ? verb : "", " --help", NULL);
      g_auto (GStrv) words = g_strsplit (command, " ", -1);

      if (verb == NULL)
        continue;
      assert_has_verb (page, verb);
      g_auto (CtlRun) run = ctl_run_plain (NULL, (const char *const *)words);
      assert_has_options (page, run.out);
      n_verbs++;
    }
  g_assert_cmpuint (n_verbs, >, 50);
}

static void
add_rows (const char *prefix, const Row *rows, guint n_rows, GTestDataFunc function)
{
  for (guint i = 0; i < n_rows; i++)
    {
      g_autofree char *path = g_strdup_printf ("/ctl/%s/%s", prefix, rows[i].name);

      g_test_add_data_func (path, &rows[i], function);
    }
}

int
main (int argc, char *argv[])
{
  g_autoptr (GwCity) city = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  city = ctl_make_city ();
  ctl_fixture_set_up (&shared, NULL);
  ctl_create (&shared, city);
  add_rows ("plain", plain_rows, G_N_ELEMENTS (plain_rows), test_plain);
  add_rows ("init", init_rows, G_N_ELEMENTS (init_rows), test_init);
  add_rows ("city", city_rows, G_N_ELEMENTS (city_rows), test_city);
  g_test_add_func ("/ctl/basemap", test_basemap);
  g_test_add_func ("/ctl/manual-page", test_manual_page);
  status = g_test_run ();
  ctl_fixture_tear_down (&shared, NULL);
  return status;
}
