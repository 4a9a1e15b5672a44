/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whom cases of a town go to, what is kept of the decision, and how it is told later. */
#include <string.h>

#include "backend/service/case-query.h"
#include "backend/service/rule-book.h"
#include "tests/lib/town.h"

#define HOUR 3600000

static void
use_rules (GwTown *town, const char *rows)
{
  g_autoptr (GwRoutingWorld) world =
      gw_rule_book_world (gw_service_get_snapshot (town->service));
  g_autofree char *csv = g_strconcat (GW_ROUTING_TABLE_HEADER "\n", rows, NULL);
  g_autoptr (GwFaults) faults = gw_faults_new ();
  g_autoptr (GwRoutingTable) table =
      gw_routing_table_read (csv, strlen (csv), world, faults);
  g_autoptr (GError) error = NULL;
  GwRuleBookChange change;

  g_assert_cmpuint (faults->n, ==, 0);
  g_assert_true (gw_rule_book_replace (town->service, table, &change, &error));
  g_assert_no_error (error);
}

/* What would be suggested for this report. */
static void
assert_suggestion (GwTown *town, GwReport report, const char *department)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwTownAnswer) answer = gw_town_take (town, "inspector", &report, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (answer->suggestion, ==, department);
}

typedef struct
{
  const char *name;
  const char *rows;
  GwReport report; /* class NULL: that of gw_town_report() */
  gint64 later_ms;
  const char *department;
} Row;

#define REST "90,,,,,,,,,,,,,general,\n"
#define COMPONENT                                                                          \
  {                                                                                        \
    .kind = GW_KIND_COMPONENT, .class_code = "01001", .component = GW_TOWN_COMPONENT       \
  }

static const Row rows[] = {
  { "class", "10,,,,06,,,,,,,,,works,\n" REST, { 0 }, 0, "works" },
  { "order",
    "10,,,,06,,,,,,,,,works,\n5,,,,0,,,,,,,,,sanitation,\n" REST,
    { 0 },
    0,
    "sanitation" },
  { "area", "10,,,,,,441802002,,,,,,,works,\n" REST, { 0 }, 0, "general" },
  { "street", "10,,,,,,441802001,,,,,,,works,\n" REST, { 0 }, 0, "works" },
  { "cell", "10,,,,,,,441802001001001,,,,,,works,\n" REST, { 0 }, 0, "works" },
  { "other-cell", "10,,,,,,,441802001001002,,,,,,works,\n" REST, { 0 }, 0, "general" },
  { "source", "10,,,,,,,,,hotline,,,,works,\n" REST, { .source = "hotline" }, 0, "works" },
  { "other-source", "10,,,,,,,,,hotline,,,,works,\n" REST, { 0 }, 0, "general" },
  { "monday-morning", "10,,,,,,,,,,1,09:00-10:00,,works,\n" REST, { 0 }, 0, "works" },
  { "monday-later", "10,,,,,,,,,,1,09:00-10:00,,works,\n" REST, { 0 }, HOUR, "general" },
  { "monday-to-tuesday",
    "10,,,,,,,,,,1,22:00-06:00,,works,\n" REST,
    { 0 },
    20 * HOUR,
    "works" },
  { "valid", "10,2026-11-23,2026-11-24,,,,,,,,,,,works,\n" REST, { 0 }, 0, "works" },
  { "last-local-hour",
    "10,2026-11-23,2026-11-24,,,,,,,,,,,works,\n" REST,
    { 0 },
    14 * HOUR,
    "works" },
  { "next-local-day",
    "10,2026-11-23,2026-11-24,,,,,,,,,,,works,\n" REST,
    { 0 },
    15 * HOUR,
    "general" },
  { "owner", "10,,,,,,,,*,,,,,@owner,\n" REST, COMPONENT, 0, "works" },
  { "owner-by-name", "10,,,,,,,,works,,,,,sanitation,\n" REST, COMPONENT, 0, "sanitation" },
  { "ownerless", "10,,,,,,,,-,,,,,sanitation,\n" REST, { 0 }, 0, "sanitation" },
  { "territory", "10,,,,,,,,,,,,,@area,\n" REST, { 0 }, 0, "sanitation" },
  { "none", "10,,,component,,,,,,,,,,works,\n", { 0 }, 0, NULL },
};

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (GwTown) town = gw_town_new ();
  g_autoptr (GError) error = NULL;
  GwReport report = gw_town_report ();

  town->now_ms = GW_TOWN_MONDAY + row->later_ms;
  g_assert_true (
      gw_rule_book_set_territory (town->service, "441802001", "sanitation", &error));
  use_rules (town, row->rows);
  report.source = row->report.source;
  if (row->report.class_code != NULL)
    {
      report.kind = row->report.kind;
      report.class_code = row->report.class_code;
      report.component = row->report.component;
    }
  assert_suggestion (town, report, row->department);
}

/* A department that has enough to do gets no more, as soon as the service knows. */
static void
test_load (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autoptr (GError) error = NULL;

  town->now_ms = GW_TOWN_MONDAY;
  use_rules (town, "10,,,,,,,,,,,,1,sanitation,\n" REST);
  first = gw_town_case (town, GW_CASE_DISPATCHED);
  second = gw_town_case (town, GW_CASE_DISPATCHED);
  for (guint i = 0; i < 300; i++)
    {
      g_autoptr (GwPerson) admin = gw_town_person (town, "admin");
      g_autofree char *number = gw_town_case (town, GW_CASE_REPORTED);
      g_autoptr (GwCaseDetail) detail =
          gw_case_query_one (town->service, admin, number, &error);

      g_assert_no_error (error);
      if (g_str_equal (detail->suggestion->code, "general"))
        return;
      g_usleep (20000);
    }
  g_assert_not_reached ();
}

static GwRoutingExplanation *
explain (GwTown *town, const char *number)
{
  g_autoptr (GwPerson) admin = gw_town_person (town, "admin");
  g_autoptr (GwCaseDetail) detail = gw_case_query_one (town->service, admin, number, NULL);

  return gw_routing_explain (gw_service_get_snapshot (town->service),
                             detail->row->routing_reason);
}

static void
assert_explained (GwTown *town, const char *number)
{
  g_autoptr (GwRoutingExplanation) why = explain (town, number);
  const GwReason *nearest;
  const GwReason *farthest;

  g_assert_nonnull (why);
  g_assert_cmpuint (why->rank, ==, 40);
  g_assert_cmpuint (why->date, ==, 20261123);
  g_assert_cmpuint (why->minute, ==, 9 * 60);
  g_assert_cmpstr (why->reason->zh, ==, "事项类别 06市容环境类：由环卫局负责（规则 40）");
  g_assert_cmpuint (why->before->len, ==, 3);
  g_assert_cmpuint (why->n_more, ==, 0);
  nearest = g_ptr_array_index (why->before, 0);
  farthest = g_ptr_array_index (why->before, 2);
  g_assert_cmpstr (nearest->zh, ==, "规则 30（由综合局负责）：仅限来源为 hotline");
  g_assert_cmpstr (farthest->en, ==, "Rule 10 (works): only in Area 441802002");
}

/* Why, and still why when the rules are others. */
static void
test_explained (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autofree char *number = NULL;

  town->now_ms = GW_TOWN_MONDAY;
  use_rules (town, "10,,,,,,441802002,,,,,,,works,\n"
                   "20,,,,06,,,,,,,18:00-06:00,,works,\n"
                   "25,,,,07,,,,,,,,,works,\n"
                   "30,,,,06,,,,,hotline,,,,general,\n"
                   "40,,,matter,06,,,,,,,,,sanitation,\n");
  number = gw_town_case (town, GW_CASE_DISPATCHED);
  assert_explained (town, number);
  use_rules (town, REST);
  assert_explained (town, number);
  gw_town_reopen (town);
  assert_explained (town, number);
}

/* A person's choice is no rule's. */
static void
test_chosen (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autofree char *number = gw_town_case (town, GW_CASE_FILED);
  g_autoptr (GError) error = NULL;
  g_autoptr (GwTownAnswer) answer = gw_town_act (
      town, "dispatcher",
      (GwActionRequest){
          .number = number, .action = GW_ACTION_DISPATCH, .department = "works" },
      &error);

  g_assert_no_error (error);
  g_assert_null (explain (town, number));
  g_assert_nonnull (strstr (answer->row->routing_reason, "Chosen by"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/service/routing/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  g_test_add_func ("/service/routing/load", test_load);
  g_test_add_func ("/service/routing/explained", test_explained);
  g_test_add_func ("/service/routing/chosen", test_chosen);
  return g_test_run ();
}
