/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first rule that matches wins, the index finds the same as trying one by one, and why. */
#include <string.h>

#include "backend/rules/routing.h"

/* Rows say what differs from the usual. */
#pragma GCC diagnostic ignored "-Woverride-init"
#define RULE(rank_, ...)                                                                   \
  {                                                                                        \
    .id = 1000 + (rank_), .rank = (rank_), .kind = GW_KIND_ANY, .max_open = GW_LOAD_ANY,   \
    .department = (rank_), __VA_ARGS__                                                     \
  }

enum
{
  WEEKEND = 0x60,
  FRIDAY = 0x10,
};

static const GwRoutingRule rules[] = {
  RULE (100), /* out of order on purpose */
  RULE (10, .owner = GW_OWNER_KNOWN, .target = GW_ROUTE_TO_OWNER, .department = 0,
        .kind = GW_KIND_COMPONENT),
  RULE (11, .class_code = "06", .valid_from = 20270101),
  RULE (12, .class_code = "06", .valid_to = 20261122),
  RULE (20, .class_code = "06010", .area = "441802002"),
  RULE (30, .class_code = "06", .cell = "441802001001007"),
  RULE (31, .cell = "441802001001008", .area = "441802002"), /* the cell lies elsewhere */
  RULE (40, .class_code = "06", .condition = "C2"),
  RULE (50, .class_code = "06", .source = "hotline"),
  RULE (60, .class_code = "06013", .window = { 0, 18 * 60, 6 * 60 }),
  RULE (61, .class_code = "06014", .window = { FRIDAY, 22 * 60, 6 * 60 }),
  RULE (62, .class_code = "06015", .window = { WEEKEND, 0, 0 }),
  RULE (70, .class_code = "07", .max_open = 5),
  RULE (71, .class_code = "08", .owner = 9),
  RULE (72, .class_code = "08", .owner = GW_OWNER_NONE, .kind = GW_KIND_COMPONENT),
  RULE (80, .class_code = "09", .target = GW_ROUTE_TO_TERRITORY, .department = 0),
  RULE (5, .retired = TRUE),
};

/* Sunday, 2026-11-22, 10:00, in the community 441802001001. */
typedef struct
{
  const char *name;
  GwClassKind kind;
  const char *class_code;
  guint32 rank;
  gint64 department;
  const char *cell;
  const char *condition;
  const char *source;
  gint64 owner;
  gint64 territory;
  guint weekday;
  guint minute;
  guint load;
  guint32 date;
} Row;

static const Row rows[] = {
  { "catch-all", GW_KIND_MATTER, "10001", 100, 100 },
  { "owner", GW_KIND_COMPONENT, "10001", 10, 77, .owner = 77 },
  { "owner-of-another-kind", GW_KIND_MATTER, "10001", 100, 100, .owner = 77 },
  { "not-yet-valid", GW_KIND_MATTER, "06010", 100, 100 },
  { "valid", GW_KIND_MATTER, "06010", 11, 11, .date = 20270101 },
  { "last-valid-day", GW_KIND_MATTER, "06010", 12, 12, .date = 20261121 },
  { "cell", GW_KIND_MATTER, "06010", 30, 30, .cell = "441802001001007" },
  { "cell-outside-of-the-area", GW_KIND_MATTER, "06010", 100, 100,
    .cell = "441802001001008" },
  { "condition", GW_KIND_MATTER, "06010", 40, 40, .condition = "C2" },
  { "condition-before-source", GW_KIND_MATTER, "06010", 40, 40, .condition = "C2",
    .source = "hotline" },
  { "source", GW_KIND_MATTER, "06010", 50, 50, .source = "hotline" },
  { "other-source", GW_KIND_MATTER, "06010", 100, 100, .source = "video" },
  { "night-before", GW_KIND_MATTER, "06013", 60, 60, .minute = 1, .weekday = 3 },
  { "night-begins", GW_KIND_MATTER, "06013", 60, 60, .minute = 1080 },
  { "night-is-not-yet", GW_KIND_MATTER, "06013", 100, 100, .minute = 1079 },
  { "night-is-over", GW_KIND_MATTER, "06013", 100, 100, .minute = 360 },
  { "friday-night", GW_KIND_MATTER, "06014", 61, 61, .weekday = 5, .minute = 1320 },
  { "friday-night-on-saturday", GW_KIND_MATTER, "06014", 61, 61, .weekday = 6,
    .minute = 359 },
  { "friday-morning", GW_KIND_MATTER, "06014", 100, 100, .weekday = 5, .minute = 359 },
  { "sunday", GW_KIND_MATTER, "06015", 62, 62 },
  { "monday", GW_KIND_MATTER, "06015", 100, 100, .weekday = 1 },
  { "load-at-the-limit", GW_KIND_MATTER, "07001", 70, 70, .load = 5 },
  { "load-over-the-limit", GW_KIND_MATTER, "07001", 100, 100, .load = 6 },
  { "owner-named", GW_KIND_MATTER, "08001", 71, 71, .owner = 9 },
  { "owner-other", GW_KIND_MATTER, "08001", 100, 100, .owner = 8 },
  { "owner-none", GW_KIND_COMPONENT, "08001", 72, 72 },
  { "territory", GW_KIND_MATTER, "09001", 80, 5, .territory = 5 },
  { "territory-of-nobody", GW_KIND_MATTER, "09001", 100, 100 },
  { "shorter-than-any-prefix", GW_KIND_MATTER, "0", 100, 100 },
};

static const char *const community[] = { "441802001001", "441802001", "441802", NULL };

static guint
constant_load (gint64 department, gpointer user_data)
{
  return *(const guint *)user_data;
}

static GwRoutingQuestion
ask (const Row *row)
{
  return (GwRoutingQuestion){ .kind = row->kind,
                              .class_code = row->class_code,
                              .condition = row->condition,
                              .areas = community,
                              .cell = row->cell,
                              .owner = row->owner,
                              .territory = row->territory,
                              .source = row->source,
                              .date = row->date != 0 ? row->date : 20261122,
                              .weekday = row->weekday != 0 ? row->weekday : 7,
                              .minute = row->minute != 0 ? row->minute : 600,
                              .load = constant_load,
                              .load_data = (gpointer)&row->load };
}

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (GwRouting) routing = gw_routing_new (rules, G_N_ELEMENTS (rules));
  GwRoutingQuestion question = ask (row);
  GwRoutingDecision decision;

  g_assert_true (gw_routing_find (routing, &question, &decision));
  g_assert_cmpuint (decision.rank, ==, row->rank);
  g_assert_cmpint (decision.rule, ==, 1000 + row->rank);
  g_assert_cmpint (decision.department, ==, row->department);
  g_assert_true (gw_routing_get (routing, decision.position) ==
                 gw_routing_by_id (routing, decision.rule));
}

static void
test_none (void)
{
  g_autoptr (GwRouting) routing = gw_routing_new (&rules[5], 1);
  g_autoptr (GwRouting) empty = gw_routing_new (NULL, 0);
  const Row row = { "none", GW_KIND_MATTER, "06010", 0, 0 };
  GwRoutingQuestion question = ask (&row);
  GwRoutingDecision decision;
  GwRoutingTrace trace;

  g_assert_false (gw_routing_find (empty, &question, &decision));
  g_assert_false (gw_routing_find (routing, &question, &decision));
  gw_routing_trace (routing, &question, NULL, &trace);
  g_assert_cmpuint (trace.n_steps, ==, 1);
  g_assert_cmpint (trace.steps[0].miss, ==, GW_MISS_CELL);
}

/* --- why ------------------------------------------------------------------------------ */

static GwName
class_name (GwClassKind kind, const char *prefix, gpointer data)
{
  return g_str_equal (prefix, "06") ? (GwName){ "市容环境类", "Environment" }
                                    : (GwName){ NULL, NULL };
}

static GwName
area_name (const char *code, gpointer data)
{
  return (GwName){ "龙塘镇", "Longtang" };
}

static GwName
department_name (gint64 department, gpointer data)
{
  return (GwName){ "环卫局", "Sanitation" };
}

static const GwRoutingNames names = { class_name, area_name, department_name, NULL };

typedef struct
{
  const char *miss;
  const char *zh;
  const char *en;
} Step;

static void
test_trace (void)
{
  static const Step expected[] = {
    { "source", "规则 50（由环卫局负责）：仅限来源为 hotline",
      "Rule 50 (Sanitation): only from the source hotline" },
    { "condition", "规则 40（由环卫局负责）：仅限立案条件 C2",
      "Rule 40 (Sanitation): only filing condition C2" },
    { "cell", "规则 31（由环卫局负责）：仅限位于龙塘镇",
      "Rule 31 (Sanitation): only in Longtang" },
    { "cell", "规则 30（由环卫局负责）：仅限位于单元网格 441802001001007",
      "Rule 30 (Sanitation): only in cell 441802001001007" },
    { "area", "规则 20（由环卫局负责）：仅限位于龙塘镇",
      "Rule 20 (Sanitation): only in Longtang" },
    { "validity", "规则 12（由环卫局负责）：仅限2026-11-22 之前",
      "Rule 12 (Sanitation): only before 2026-11-22" },
    { "validity", "规则 11（由环卫局负责）：仅限自 2027-01-01 起",
      "Rule 11 (Sanitation): only from 2027-01-01" },
  };
  g_autoptr (GwRouting) routing = gw_routing_new (rules, G_N_ELEMENTS (rules));
  GwRoutingQuestion question = ask (&rows[3]);
  GwRoutingDecision decision;
  g_autofree char *json = NULL;
  g_autoptr (GwReason) reason = NULL;
  g_autoptr (GwRoutingWhy) why = NULL;

  g_assert_true (gw_routing_find (routing, &question, &decision));
  json = gw_routing_to_json (routing, &question, &decision, &names);
  reason = gw_reason_from_json (json);
  g_assert_cmpstr (reason->en, ==, "Any class: Sanitation (rule 100)");
  g_assert_cmpstr (reason->zh, ==, "所有类别：由环卫局负责（规则 100）");
  why = gw_routing_from_json (json);
  g_assert_cmpint (why->rule, ==, 1100);
  g_assert_cmpuint (why->rank, ==, 100);
  g_assert_cmpuint (why->date, ==, 20261122);
  g_assert_cmpuint (why->minute, ==, 600);
  g_assert_cmpuint (why->trace.n_steps, ==, G_N_ELEMENTS (expected));
  g_assert_cmpuint (why->trace.n_more, ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr (GwReason) words =
          gw_routing_describe_step (routing, &why->trace.steps[i], &names);

      g_assert_cmpstr (words->zh, ==, expected[i].zh);
      g_assert_cmpstr (words->en, ==, expected[i].en);
    }
  g_assert_null (gw_routing_from_json (NULL));
  g_assert_null (gw_routing_from_json ("{\"zh\":\"由王指定\",\"en\":\"Chosen by Wang\"}"));
}

/* Far away rules are counted, not told; retired rules are known, unknown ones named. */
static void
test_trace_is_bounded (void)
{
  GwRoutingRule many[60];
  g_autoptr (GwRouting) routing = NULL;
  const Row row = { "many", GW_KIND_MATTER, "06010", 0, 0, .load = 9 };
  GwRoutingQuestion question = ask (&row);
  GwRoutingDecision decision;
  GwRoutingTrace trace;
  g_autoptr (GwReason) gone = NULL;
  g_autoptr (GwReason) full = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (many); i++)
    many[i] = (GwRoutingRule){ .id = i + 1,
                               .rank = i + 1,
                               .kind = GW_KIND_MATTER,
                               .department = 1,
                               .class_code = i % 2 == 0 ? "06" : "07",
                               .max_open = i == 58 ? GW_LOAD_ANY : 3 };
  routing = gw_routing_new (many, G_N_ELEMENTS (many));
  g_assert_true (gw_routing_needs_loads (routing));
  g_assert_true (gw_routing_find (routing, &question, &decision));
  g_assert_cmpuint (decision.rank, ==, 59);
  gw_routing_trace (routing, &question, &decision, &trace);
  g_assert_cmpuint (trace.n_steps, ==, GW_ROUTING_TRACE_MAX);
  g_assert_cmpuint (trace.n_more, ==, 29 - GW_ROUTING_TRACE_MAX);
  g_assert_cmpint (trace.steps[0].rule, ==, 57);
  g_assert_cmpuint (trace.steps[0].load, ==, 9);
  full = gw_routing_describe_step (routing, &trace.steps[0], &names);
  g_assert_cmpstr (
      full->en, ==,
      "Rule 57 (Sanitation): only while Sanitation has at most 3 open cases; it had 9");
  trace.steps[0].rule = 999;
  gone = gw_routing_describe_step (routing, &trace.steps[0], &names);
  g_assert_cmpstr (gone->en, ==, "A rule that is gone (number 999)");
}

static void
test_describe (void)
{
  const GwRoutingRule rule =
      RULE (7, .kind = GW_KIND_MATTER, .class_code = "06", .area = "441802002",
            .source = "hotline", .window = { FRIDAY | WEEKEND, 1080, 360 }, .max_open = 50,
            .valid_from = 20261001, .valid_to = 20261101);
  const GwRoutingRule owner = RULE (8, .target = GW_ROUTE_TO_OWNER);
  g_autoptr (GwReason) words = gw_routing_describe (&rule, &names);
  g_autoptr (GwReason) owners = gw_routing_describe (&owner, &names);

  g_assert_cmpstr (words->en, ==,
                   "Matter class 06 (Environment), from 2026-10-01 before 2026-11-01 in "
                   "Longtang, from the source hotline, Fri, Sat, Sun 18:00–06:00, while "
                   "Sanitation has at most 50 open cases: Sanitation (rule 7)");
  g_assert_cmpstr (words->zh, ==,
                   "事项类别 06市容环境类，自 2026-10-01 起、2026-11-01 之前，位于龙塘镇，"
                   "来源为 hotline，周五、周六、周日 18:00–06:00，环卫局在办案卷不超过 50 "
                   "件：由环卫局负责（规则 7）");
  g_assert_cmpstr (owners->en, ==, "Any class: the owner of the component (rule 8)");
}

/* --- against trying one by one --------------------------------------------------------- */

static const char *const some_classes[] = {
  NULL, "0", "06", "060", "06010", "06011", "07"
};
static const char *const some_areas[] = { NULL, "A", "A1", "A2", "A1a", "A1b", "A2a" };
static const char *const some_cells[] = { NULL, NULL, NULL, "c1", "c2" };
static const char *const some_sources[] = { NULL, NULL, "hotline", "video" };

#define PICK(random, array) array[g_rand_int_range (random, 0, G_N_ELEMENTS (array))]

static GwRoutingRule
random_rule (GRand *random, guint rank)
{
  return (GwRoutingRule){
    .id = 5000 - rank,
    .rank = rank,
    .retired = g_rand_int_range (random, 0, 20) == 0,
    .valid_from = g_rand_boolean (random) ? 0 : 20261120 + g_rand_int_range (random, 0, 5),
    .valid_to = g_rand_boolean (random) ? 0 : 20261120 + g_rand_int_range (random, 0, 5),
    .kind = g_rand_int_range (random, 0, 3),
    .class_code = PICK (random, some_classes),
    .condition = g_rand_int_range (random, 0, 5) == 0 ? "C1" : NULL,
    .area = PICK (random, some_areas),
    .cell = PICK (random, some_cells),
    .owner = g_rand_boolean (random) ? 0 : g_rand_int_range (random, -2, 3),
    .source = PICK (random, some_sources),
    .window = { g_rand_boolean (random) ? 0 : g_rand_int_range (random, 0, 128),
                g_rand_int_range (random, 0, 4) * 360,
                g_rand_int_range (random, 0, 5) * 360 },
    .max_open =
        g_rand_boolean (random) ? GW_LOAD_ANY : (guint32)g_rand_int_range (random, 0, 4),
    .target = g_rand_int_range (random, 0, 3),
    .department = g_rand_int_range (random, 1, 4),
  };
}

static guint
load_of_table (gint64 department, gpointer user_data)
{
  return ((const guint *)user_data)[department];
}

static GwRoutingQuestion
random_question (GRand *random, guint loads[4])
{
  static const char *const places[][4] = { { "A1a", "A1", "A", NULL },
                                           { "A1b", "A1", "A", NULL },
                                           { "A2a", "A2", "A", NULL } };
  static const char *const leaves[] = { "06010", "06011", "06", "07001", "0", "" };

  for (guint i = 0; i < 4; i++)
    loads[i] = (guint)g_rand_int_range (random, 0, 5);
  return (GwRoutingQuestion){ .kind = g_rand_int_range (random, 0, 2),
                              .class_code = PICK (random, leaves),
                              .condition = g_rand_boolean (random) ? "C1" : NULL,
                              .areas = PICK (random, places),
                              .cell = PICK (random, some_cells),
                              .owner = g_rand_int_range (random, 0, 3),
                              .territory = g_rand_int_range (random, 0, 3),
                              .source = PICK (random, some_sources),
                              .date = 20261119 + g_rand_int_range (random, 0, 6),
                              .weekday = g_rand_int_range (random, 1, 8),
                              .minute = g_rand_int_range (random, 0, 1440),
                              .load = load_of_table,
                              .load_data = loads };
}

static const GwRoutingRule *
try_one_by_one (const GwRoutingRule *some, guint n, const GwRoutingQuestion *question)
{
  const GwRoutingRule *best = NULL;

  for (guint i = 0; i < n; i++)
    if ((best == NULL || some[i].rank < best->rank) &&
        gw_routing_rule_matches (&some[i], question, NULL))
      best = &some[i];
  return best;
}

static void
test_oracle (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20261122);
  guint n_found = 0;

  for (guint round = 0; round < 400; round++)
    {
      GwRoutingRule some[60];
      guint n = (guint)g_rand_int_range (random, 1, G_N_ELEMENTS (some));
      g_autoptr (GwRouting) routing = NULL;

      for (guint i = 0; i < n; i++)
        some[i] = random_rule (random, (i * 37) % 61 + 1);
      routing = gw_routing_new (some, n);
      for (guint i = 0; i < 100; i++)
        {
          guint loads[4];
          GwRoutingQuestion question = random_question (random, loads);
          const GwRoutingRule *expected = try_one_by_one (some, n, &question);
          GwRoutingDecision decision;
          gboolean found = gw_routing_find (routing, &question, &decision);

          g_assert_cmpint (found, ==, expected != NULL);
          if (found)
            g_assert_cmpint (decision.rule, ==, expected->id);
          n_found += found;
        }
    }
  g_test_message ("%u of 40000 questions were answered by a rule", n_found);
  g_assert_cmpuint (n_found, >, 4000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/routing/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  g_test_add_func ("/routing/none", test_none);
  g_test_add_func ("/routing/trace", test_trace);
  g_test_add_func ("/routing/trace-is-bounded", test_trace_is_bounded);
  g_test_add_func ("/routing/describe", test_describe);
  g_test_add_func ("/routing/oracle", test_oracle);
  return g_test_run ();
}
