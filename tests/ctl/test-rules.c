/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gridwardctl rules: exchanged, checked with planted faults, tried on past cases. */
#include <string.h>

#include "backend/rules/routing-table.h"
#include "tests/ctl/ctl-fixture.h"
#include "tests/lib/town.h"

static void
add_department (GwCity *city, const char *code)
{
  GwCityDepartment *department = g_new0 (GwCityDepartment, 1);

  department->code = g_strdup (code);
  department->name = g_strdup (code);
  g_ptr_array_add (city->departments, department);
}

static void
set_up (CtlFixture *fixture, gconstpointer data)
{
  g_autoptr (GwCity) city = ctl_make_city ();

  add_department (city, "north");
  add_department (city, "south");
  ctl_fixture_set_up (fixture, data);
  ctl_create (fixture, city);
}

static void
expect (CtlFixture *fixture, const char *arguments, int status, const char *text)
{
  g_auto (CtlRun) run = ctl_run (fixture, NULL, arguments);

  ctl_assert (&run, status, text);
}

/* The command with a file of these rows; after it the options. */
static void
with_rules (CtlFixture *fixture, const char *command, const char *rows, int status,
            const char *text)
{
  g_autofree char *csv = g_strconcat (GW_ROUTING_TABLE_HEADER "\n", rows, NULL);
  g_autofree char *path = ctl_write (fixture, "rules.csv", csv);
  g_autofree char *arguments = g_strconcat (command, " ", path, NULL);

  expect (fixture, arguments, status, text);
}

#define CATCH_ALL "900,,,,,,,,,,,,,south,\n"

static void
test_round_trip (CtlFixture *fixture, gconstpointer data)
{
  static const char rows[] = "10,,,,,,,,*,,,,,@owner,\n"
                             "20,2026-10-01,,matter,06010,,441802001001,,,hotline,67,"
                             "18:00-06:00,50,north,nights\n" CATCH_ALL;

  expect (fixture, "rules export", 0, GW_ROUTING_TABLE_HEADER "\n");
  with_rules (fixture, "rules import", rows, 0,
              "3 rules in force: 3 new, 0 as before; 0 retired");
  expect (fixture, "rules export", 0, rows);
  expect (fixture, "rules list", 0,
          "Matter class 06010 (Exposed litter), from 2026-10-01 in 北社区, from the source "
          "hotline, Sat, Sun 18:00–06:00, while north has at most 50 open cases: north "
          "(rule 20)  # nights");
  with_rules (fixture, "rules import", "10,,,,,,,,*,,,,,@owner,\n20,,,,,,,,,,,,,north,\n",
              0, "2 rules in force: 1 new, 1 as before; 2 retired");
  with_rules (fixture, "rules import", rows, 0,
              "3 rules in force: 2 new, 1 as before; 1 retired");
  expect (fixture, "rules check", 0, "3 rules checked: 0 faults");
}

static void
test_faults (CtlFixture *fixture, gconstpointer data)
{
  static const char rows[] = "10,,,,06010,,,,,,,,,nobody,\n"
                             "10,2026-10-02,2026-10-01,,,,441809,,,,,7-19,,north,\n"
                             "30,,,matter,99,,,,,,,,,north,\n";

  with_rules (fixture, "rules import", CATCH_ALL, 0, "1 rules in force");
  with_rules (fixture, "rules import", rows, 1,
              "line 2, column 14: there is no department “nobody”");
  with_rules (fixture, "rules import", rows, 1,
              "line 3, column 1: rank 10 stands in line 2 already");
  with_rules (fixture, "rules import", rows, 1, "line 3, column 3: the rule ends before");
  with_rules (fixture, "rules import", rows, 1,
              "line 3, column 7: there is no area “441809”");
  with_rules (fixture, "rules import", rows, 1, "line 3, column 12: “7-19” is no time");
  with_rules (fixture, "rules import", rows, 1,
              "line 4, column 5: no class begins with “99”");
  with_rules (fixture, "rules import", rows, 1, "6 faults: nothing was imported");
  with_rules (fixture, "rules dry-run", rows, 1, "6 faults");
  expect (fixture, "rules export", 0, GW_ROUTING_TABLE_HEADER "\n" CATCH_ALL);
  expect (fixture, "rules import /nowhere.csv", 1, "/nowhere.csv");
}

static void
test_long_file (CtlFixture *fixture, gconstpointer data)
{
  g_autoptr (GString) rows = g_string_new (NULL);

  for (guint i = 1; i < 100000; i++)
    g_string_append_printf (rows, "%u,,,matter,06010,,,,,,,,,%s,\n", i,
                            i == 99997 ? "nroth" : "north");
  with_rules (fixture, "rules import", rows->str, 1,
              "line 99998, column 14: there is no department “nroth”");
  with_rules (fixture, "rules import", rows->str, 1, "1 fault: nothing was imported");
  expect (fixture, "rules export", 0, GW_ROUTING_TABLE_HEADER "\n");
}

/* --- planted faults ----------------------------------------------------------------------- */

typedef struct
{
  const char *name;
  const char *rows;
  int status;
  const char *text;
} Planted;

static const Planted planted[] = {
  { "sound", CATCH_ALL, 0, "1 rule checked: 0 faults" },
  { "twice", "10,,,matter,06,,,,,,,,,north,\n20,,,matter,06,,,,,,,,,south,\n" CATCH_ALL, 1,
    "FAULT rule 20 can never match: rule 10 takes all of it" },
  { "wider-before", "10,,,,06,,,,,,,,,north,\n20,,,,06010,,,,,,,,,south,\n" CATCH_ALL, 1,
    "FAULT rule 20 can never match: rule 10 takes all of it" },
  { "together",
    "10,,,,,,,,,,,06:00-18:00,,north,\n20,,,,,,,,,,,18:00-06:00,,north,\n" CATCH_ALL, 1,
    "FAULT rule 900 can never match: rules 10, 20 take all of it together" },
  { "communities-before-street",
    "10,,,,,,441802001001,,,,,,,north,\n20,,,,,,441802001002,,,,,,,south,\n"
    "30,,,,,,441802001,,,,,,,north,\n",
    1, "FAULT rule 30 can never match: rules 10, 20 take all of it together" },
  { "contradiction", "10,,,,,,,,-,,,,,@owner,\n" CATCH_ALL, 1,
    "FAULT rule 10 can never match: nothing in the city is what it asks for" },
  { "territory-of-nobody", "10,,,,,,,,,,,,,@area,\n" CATCH_ALL, 1,
    "FAULT rule 10 can never match: nothing in the city" },
  { "ended", "10,,2020-01-01,,,,,,,,,,,north,\n" CATCH_ALL, 0, "note  rule 10 has ended" },
  { "class-uncovered",
    "10,,,component,,,,,,,,,,north,\n20,,,matter,0,,,,,,,,,north,\n"
    "30,,,matter,10001,,,,,,,,,north,\n",
    1, "FAULT no rule takes the class matter 10002, anywhere" },
  { "class-uncovered-in-an-area",
    "10,,,component,,,,,,,,,,north,\n20,,,matter,0,,,,,,,,,north,\n"
    "30,,,matter,10,,441802001001,,,,,,,north,\n",
    1, "FAULT no rule takes the class matter 10001 in 1 of 2 areas, as 441802001002" },
  { "area-uncovered", "10,,,,,,441802001001,,,,,,,north,\n", 1,
    "FAULT no rule takes any class in the area 441802001002" },
  { "uncovered-at-night", "10,,,,,,,,,,,06:00-18:00,,north,\n", 1,
    "FAULT the class matter 06010 in 2 of 2 areas, as 441802001001: no rule takes some "
    "(time of the week)" },
  { "overlap", "10,,,,06,,,,,,,,,north,\n20,,,,,,441802001001,,,,,,,south,\n" CATCH_ALL, 0,
    "note  where they overlap, rule 10 wins over 20" },
  { "exception", "10,,,,06,,,,,,,,,north,\n" CATCH_ALL, 0,
    "note  1 times a rule is the exception to a wider one after it" },
};

static void
test_planted (CtlFixture *fixture, gconstpointer data)
{
  const Planted *row = data;

  with_rules (fixture, "rules check --all --draft", row->rows, row->status, row->text);
  with_rules (fixture, "rules import", row->rows, 0, "in force");
  expect (fixture, "rules check --all", row->status, row->text);
}

static void
test_territory (CtlFixture *fixture, gconstpointer data)
{
  with_rules (fixture, "rules import", "10,,,,,,,,,,,,,@area,\n", 0, "1 rules in force");
  expect (fixture, "rules check", 1, "rule 10 can never match");
  expect (fixture, "rules territory 441802001 north", 0, "area 441802001: north");
  expect (fixture, "rules check", 0, "0 faults");
  expect (fixture, "rules territory 441802001 -", 0, "area 441802001: -");
  expect (fixture, "rules territory 441802001 nobody", 1,
          "there is no department “nobody”");
  expect (fixture, "rules territory 441809 north", 1, "there is no area “441809”");
}

/* --- past cases ----------------------------------------------------------------------------- */

/* Three cases of litter and one of a damaged road; nothing is written by trying. */
static void
test_dry_run (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  CtlFixture fixture = { town->dir, town->path };
  GwReport report = gw_town_report ();
  g_autoptr (GwTownAnswer) road = NULL;
  g_autofree char *first = NULL;
  g_autofree char *text = NULL;

  town->now_ms = GW_TOWN_MONDAY;
  first = gw_town_case (town, GW_CASE_REPORTED);
  g_free (gw_town_case (town, GW_CASE_DISPATCHED));
  g_free (gw_town_case (town, GW_CASE_CLOSED));
  report.class_code = "06013";
  road = gw_town_take (town, "inspector", &report, NULL);
  g_assert_cmpstr (road->suggestion, ==, "works");
  with_rules (&fixture, "rules dry-run", "1,,,,06,,,,,,,,,sanitation,\n", 0,
              "1 of 4 cases would go elsewhere");
  text = g_strdup_printf ("     1  works works → sanitation sanitation\n        %s\n",
                          road->row->number);
  with_rules (&fixture, "rules dry-run", "1,,,,06,,,,,,,,,sanitation,\n", 0, text);
  with_rules (&fixture, "rules dry-run --last 2", "1,,,,06013,,,,,,,,,works,\n", 0,
              "1 of 2 cases would go elsewhere\n"
              "     1  sanitation sanitation → (no department)\n");
  with_rules (&fixture, "rules dry-run", "1,,,,06,,,,,,,09:01-10:00,,general,\n", 0,
              "4 of 4 cases would go elsewhere");
  with_rules (&fixture, "rules dry-run", "1,,,,06,,,,,,1,09:00-09:01,,general,\n", 0,
              "     3  sanitation sanitation → general general\n");
  with_rules (&fixture, "rules dry-run --last 0", CATCH_ALL, 2, "--last is 1 to");
  expect (&fixture, "rules list", 0, "Matter class 06013");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/ctl/rules/round-trip", CtlFixture, NULL, set_up, test_round_trip,
              ctl_fixture_tear_down);
  g_test_add ("/ctl/rules/faults", CtlFixture, NULL, set_up, test_faults,
              ctl_fixture_tear_down);
  g_test_add ("/ctl/rules/long-file", CtlFixture, NULL, set_up, test_long_file,
              ctl_fixture_tear_down);
  for (gsize i = 0; i < G_N_ELEMENTS (planted); i++)
    {
      g_autofree char *path = g_strconcat ("/ctl/rules/planted/", planted[i].name, NULL);

      g_test_add (path, CtlFixture, &planted[i], set_up, test_planted,
                  ctl_fixture_tear_down);
    }
  g_test_add ("/ctl/rules/territory", CtlFixture, NULL, set_up, test_territory,
              ctl_fixture_tear_down);
  g_test_add_func ("/ctl/rules/dry-run", test_dry_run);
  return g_test_run ();
}
