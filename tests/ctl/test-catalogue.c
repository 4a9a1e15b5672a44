/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gridwardctl import catalogue, export catalogue: faults, versions, and the way back. */
#include <stdlib.h>
#include <string.h>

#include "backend/rules/catalogue-book.h"
#include "backend/service/service.h"
#include "tests/ctl/ctl-fixture.h"

#define CLASSES "scheme,kind,code,group,group_en,name,name_en,valid_from,valid_to\n"
#define CONDITIONS                                                                         \
  "scheme,kind,class,condition,text,text_en,limit,unit,seasons,closing,closing_en,"        \
  "sample,valid_from,valid_to\n"

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

static char *
export_table (CtlFixture *fixture, const char *folder, GwCatalogueTable table)
{
  g_autofree char *name = g_strconcat (gw_catalogue_table_name (table), ".csv", NULL);
  g_autofree char *path = g_build_filename (fixture->folder, folder, name, NULL);
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

/* Exports into a folder of the fixture; returns the arguments that import it again. */
static char *
export_all (CtlFixture *fixture, const char *folder)
{
  g_autofree char *path = ctl_path (fixture, folder);
  g_autofree char *arguments = g_strconcat ("export catalogue ", path, NULL);

  expect (fixture, arguments, 0, "conditions.csv");
  return g_strdup_printf ("import catalogue %s/schemes.csv %s/classes.csv "
                          "%s/conditions.csv %s/mapping.csv",
                          path, path, path, path);
}

static void
assert_same_exports (CtlFixture *fixture, const char *one, const char *other)
{
  for (GwCatalogueTable table = 0; table < GW_N_TABLES; table++)
    {
      g_autofree char *first = export_table (fixture, one, table);
      g_autofree char *second = export_table (fixture, other, table);

      g_assert_cmpstr (first, ==, second);
    }
}

/* Into the same city it changes nothing; into another one it makes the same catalogue. */
static void
test_round_trip (CtlFixture *fixture, gconstpointer data)
{
  g_autofree char *import = export_all (fixture, "first");
  g_autofree char *replace = g_strconcat (import, " --replace", NULL);
  g_autofree char *again = NULL;

  expect (fixture, import, 0, "conditions: 0 added, 0 ended\nmapping: 0 added, 0 ended\n");
  expect (fixture, replace, 0, "schemes: 0 added, 0 ended\nclasses: 0 added, 0 ended\n");
  again = export_all (fixture, "second");
  assert_same_exports (fixture, "first", "second");
}

static void
test_shipped_changes_nothing (CtlFixture *fixture, gconstpointer data)
{
  expect (fixture, "import catalogue --shipped", 0,
          "schemes: 0 added, 0 ended\nclasses: 0 added, 0 ended\n"
          "conditions: 0 added, 0 ended\nmapping: 0 added, 0 ended\n");
}

/* What the city knows of a class: "NAME LIMIT UNIT" of its default condition. */
static char *
describe_class (CtlFixture *fixture, const char *code)
{
  g_autoptr (GwService) service =
      gw_service_open (fixture->database, &(GwServiceOptions){ .read_only = TRUE }, NULL);
  const GwCaseClass *class = gw_catalogue_find (
      gw_snapshot_catalogue (gw_service_get_snapshot (service)), GW_KIND_MATTER, code);
  GwLimit limit;

  if (class == NULL)
    return g_strdup ("none");
  limit = gw_case_class_limit (class);
  return g_strdup_printf ("%s %u %s", class->name, limit.value,
                          gw_limit_unit_name (limit.unit));
}

static void
assert_class (CtlFixture *fixture, const char *code, const char *expected)
{
  g_autofree char *text = describe_class (fixture, code);

  g_assert_cmpstr (text, ==, expected);
}

/* Two files at a time; NULL for the second: one. */
static void
import_files (CtlFixture *fixture, const char *first, const char *second,
              const char *options, int status, const char *text)
{
  g_autofree char *a = ctl_write (fixture, "a.csv", first);
  g_autofree char *b = second != NULL ? ctl_write (fixture, "b.csv", second) : NULL;
  g_autofree char *arguments = g_strconcat ("import catalogue ", a, b != NULL ? " " : "",
                                            b != NULL ? b : "", options, NULL);

  expect (fixture, arguments, status, text);
}

static void
test_update (CtlFixture *fixture, gconstpointer data)
{
  assert_class (fixture, "06010", "暴露垃圾 4 work_hour");
  import_files (fixture,
                CONDITIONS "gb47678-2026,matter,06010,01,立案,File,3,urgent_hour,"
                           "06-01..09-30=1 urgent_hour,已清理,Cleared,no,,\n",
                NULL, "", 0, "conditions: 1 added, 1 ended");
  assert_class (fixture, "06010", "暴露垃圾 3 urgent_hour");
  assert_class (fixture, "06011", "积存垃圾渣土 1 work_day");
}

static void
test_new_class (CtlFixture *fixture, gconstpointer data)
{
  import_files (fixture,
                CLASSES
                "gb47678-2026,matter,06999,市容环境类,City appearance,本地,Local,,\n",
                CONDITIONS "gb47678-2026,matter,06999,01,发现,Seen,9,natural_day,,完,Done,"
                           "no,,\n",
                "", 0, "classes: 1 added, 0 ended\nconditions: 1 added");
  assert_class (fixture, "06999", "本地 9 natural_day");
}

/* Every fault of both files in one run, and nothing imported. */
static void
test_faults (CtlFixture *fixture, gconstpointer data)
{
  const char *classes = CLASSES "gb47678-2026,matter,6999,g,g,n,n,,\n"
                                "gb47678-2026,matter,06998,g,g,本地,n,,\n"
                                "gb47678-2026,matter,06997,g,g,本地,n,,\n";
  const char *conditions = CONDITIONS
      "gb47678-2026,matter,06998,01,t,t,0,work_day,,c,c,no,,\n"
      "gb47678-2026,matter,06998,02,t,t,1,work_day,,c,c,no,,\n"
      "gb47678-2026,matter,06998,02,t,t,1,moon,02-30..03-01=1 work_day,c,c,no,,\n"
      "gb47678-2026,matter,06996,01,t,t,1,work_day,,c,c,no,,\n";
  static const char *const expected[] = {
    "a.csv: line 2, column 3: class code \"6999\"",
    "a.csv: line 4, column 3: the class has no filing condition",
    "b.csv: line 2, column 7: “0” is not a number from 1 to 10000",
    "b.csv: line 4, column 4: the same stands in line 3 already",
    "b.csv: line 4, column 8: “moon” is none of urgent_hour",
    "b.csv: line 4, column 9: season “02-30..03-01=1 work_day”: no year has such a day",
    "b.csv: line 5, column 3: gb47678-2026 has no such class “06996”",
    "7 faults: nothing was imported",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    import_files (fixture, classes, conditions, "", 1, expected[i]);
  assert_class (fixture, "06998", "none");
}

static void
test_long_file (CtlFixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (CONDITIONS);

  for (guint i = 2; i <= 100000; i++)
    g_string_append_printf (text,
                            "gb47678-2026,matter,06010,%u,条件,Text,3,%s,,完,Done,no,,\n",
                            i, i == 99999 ? "work_week" : "work_day");
  import_files (fixture, text->str, NULL, "", 1,
                "a.csv: line 99999, column 8: “work_week” is none of");
  assert_class (fixture, "06010", "暴露垃圾 4 work_hour");
}

static void
test_many_faults (CtlFixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (CONDITIONS);

  for (guint i = 0; i < 1000; i++)
    g_string_append (text, "x\n");
  import_files (fixture, text->str, NULL, "", 1, "1000 faults: nothing was imported");
}

/* The other standard's classes, and back; a city is never left without any. */
static void
test_use (CtlFixture *fixture, gconstpointer data)
{
  expect (fixture, "import catalogue --shipped --use gb30428-2013", 0, "classes: 0 added");
  assert_class (fixture, "0602", "临街屠宰 4 work_hour");
  assert_class (fixture, "06010", "none");
  expect (fixture, "import catalogue --shipped --use local", 1,
          "the city's scheme local would have no class");
  assert_class (fixture, "0602", "临街屠宰 4 work_hour");
  expect (fixture, "import catalogue --shipped --use gb47678-2026", 0, "classes: 0 added");
  assert_class (fixture, "06010", "暴露垃圾 4 work_hour");
}

static void
test_wrong_use (CtlFixture *fixture, gconstpointer data)
{
  expect (fixture, "import catalogue", 2, "name the files, or --shipped");
  expect (fixture, "import catalogue x.csv --shipped", 2, "name the files, or --shipped");
  expect (fixture, "import catalogue --shipped --use gb1", 2, "gb1: there is no such");
  expect (fixture, "import catalogue /nowhere.csv", 1, "/nowhere.csv");
  expect (fixture, "export catalogue", 2, "usage");
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*run) (CtlFixture *fixture, gconstpointer data);
  } tests[] = {
    { "/ctl/catalogue/round-trip", test_round_trip },
    { "/ctl/catalogue/shipped", test_shipped_changes_nothing },
    { "/ctl/catalogue/update", test_update },
    { "/ctl/catalogue/new-class", test_new_class },
    { "/ctl/catalogue/faults", test_faults },
    { "/ctl/catalogue/long-file", test_long_file },
    { "/ctl/catalogue/many-faults", test_many_faults },
    { "/ctl/catalogue/use", test_use },
    { "/ctl/catalogue/wrong-use", test_wrong_use },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, CtlFixture, NULL, set_up, tests[i].run,
                ctl_fixture_tear_down);
  return g_test_run ();
}
