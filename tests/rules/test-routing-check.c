/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Planted faults are found, sound rules are not blamed; all as a count of every case says. */
#include <string.h>

#include "backend/rules/routing-check.h"

/* Rows say what differs from the usual. */
#pragma GCC diagnostic ignored "-Woverride-init"
#define RULE(rank_, ...)                                                                   \
  {                                                                                        \
    .id = (rank_), .rank = (rank_), .kind = GW_KIND_ANY, .max_open = GW_LOAD_ANY,          \
    .department = 1, __VA_ARGS__                                                           \
  }

#define TODAY 20261122u
#define MAX_RULES 8

/* Two kinds, three classes of matters, a street with two communities and one without. */
static GwRoutingWorld *
make_world (void)
{
  GwRoutingWorld *world = gw_routing_world_new ();

  gw_routing_world_add_class (world, GW_KIND_MATTER, "06010");
  gw_routing_world_add_condition (world, "C1");
  gw_routing_world_add_condition (world, "C2");
  gw_routing_world_add_class (world, GW_KIND_MATTER, "06011");
  gw_routing_world_add_condition (world, "C1");
  gw_routing_world_add_class (world, GW_KIND_MATTER, "07001");
  gw_routing_world_add_class (world, GW_KIND_COMPONENT, "01001");
  gw_routing_world_add_area (world, "A", NULL, 0);
  gw_routing_world_add_area (world, "A1", "A", 3);
  gw_routing_world_add_area (world, "A2", "A", 0);
  gw_routing_world_add_area (world, "A1a", "A1", 0);
  gw_routing_world_add_area (world, "A1b", "A1", 0);
  gw_routing_world_add_cell (world, "c1", "A1a");
  gw_routing_world_add_cell (world, "c2", "A1a");
  gw_routing_world_add_cell (world, "c3", "A1b");
  gw_routing_world_add_cell (world, "c4", "A2");
  for (guint i = 1; i <= 3; i++)
    gw_routing_world_add_department (world, i, i == 1 ? "d1" : i == 2 ? "d2" : "d3");
  gw_routing_world_add_source (world, "hotline");
  gw_routing_world_add_source (world, "video");
  return world;
}

typedef struct
{
  const char *name;
  GwRoutingRule rules[MAX_RULES]; /* rank 0 ends them */
  guint dead;                     /* rank of the one that never fires; 0: none */
  GwRuleVerdict verdict;
  guint by; /* rank of the rule that is blamed; 0: several or none */
  guint n_by;
  guint n_gaps; /* classes */
  guint n_area_gaps;
  guint n_overlaps;
  guint n_exceptions;
} Row;

static const Row rows[] = {
  { "sound", { RULE (1, .class_code = "06"), RULE (2) } },
  { "exception",
    { RULE (1, .class_code = "06", .department = 2), RULE (2) },
    .n_exceptions = 1 },
  { "overlap",
    { RULE (1, .class_code = "06", .department = 2), RULE (2, .area = "A1"),
      RULE (3, .department = 2) },
    .n_overlaps = 1,
    .n_exceptions = 1 },
  { "twice",
    { RULE (1, .class_code = "06"), RULE (2, .class_code = "06"), RULE (3) },
    2,
    GW_RULE_SHADOWED,
    1,
    1 },
  { "wider-before",
    { RULE (1, .class_code = "06"), RULE (2, .class_code = "06010"), RULE (3) },
    2,
    GW_RULE_SHADOWED,
    1,
    1 },
  { "wider-area-before",
    { RULE (1, .area = "A1"), RULE (2, .area = "A1b"), RULE (3) },
    2,
    GW_RULE_SHADOWED,
    1,
    1 },
  { "area-before-its-cell",
    { RULE (1, .area = "A1a"), RULE (2, .cell = "c1"), RULE (3) },
    2,
    GW_RULE_SHADOWED,
    1,
    1 },
  { "all-cells-before-their-area",
    { RULE (1, .cell = "c1"), RULE (2, .cell = "c2"), RULE (3, .area = "A1a"), RULE (4) },
    3,
    GW_RULE_SHADOWED,
    0,
    2 },
  { "all-classes-before",
    { RULE (1, .class_code = "0601"), RULE (2, .class_code = "07"),
      RULE (3, .kind = GW_KIND_MATTER), RULE (4) },
    3,
    GW_RULE_SHADOWED,
    0,
    2 },
  { "after-everything",
    { RULE (1), RULE (2, .source = "video") },
    2,
    GW_RULE_SHADOWED,
    1,
    1 },
  { "day-and-night",
    { RULE (1, .window = { 0, 360, 1080 }), RULE (2, .window = { 0, 1080, 360 }),
      RULE (3) },
    3,
    GW_RULE_SHADOWED,
    0,
    2 },
  { "day-and-most-of-the-night",
    { RULE (1, .window = { 0, 360, 1080 }), RULE (2, .window = { 0, 1080, 359 }),
      RULE (3) } },
  { "weekdays-and-weekend",
    { RULE (1, .window = { 0x1f, 0, 0 }), RULE (2, .window = { 0x60, 0, 0 }), RULE (3) },
    3,
    GW_RULE_SHADOWED,
    0,
    2 },
  { "all-owners",
    { RULE (1, .owner = GW_OWNER_KNOWN), RULE (2, .owner = GW_OWNER_NONE), RULE (3) },
    3,
    GW_RULE_SHADOWED,
    0,
    2 },
  { "each-owner",
    { RULE (1, .owner = 1), RULE (2, .owner = 2), RULE (3, .owner = 3),
      RULE (4, .owner = GW_OWNER_KNOWN), RULE (5) },
    4,
    GW_RULE_SHADOWED,
    0,
    3 },
  { "owner-target-takes-the-known",
    { RULE (1, .target = GW_ROUTE_TO_OWNER, .department = 0),
      RULE (2, .owner = GW_OWNER_KNOWN), RULE (3) },
    2,
    GW_RULE_SHADOWED,
    1,
    1,
    .n_exceptions = 1 },
  { "territory-target-leaves-the-rest",
    { RULE (1, .target = GW_ROUTE_TO_TERRITORY, .department = 0), RULE (2) },
    .n_exceptions = 1 },
  { "territory-target-takes-its-street",
    { RULE (1, .target = GW_ROUTE_TO_TERRITORY, .department = 0), RULE (2, .area = "A1"),
      RULE (3) },
    2,
    GW_RULE_SHADOWED,
    1,
    1,
    .n_exceptions = 1 },
  { "sources",
    { RULE (1, .source = "video"), RULE (2, .source = "hotline"), RULE (3) },
    3,
    GW_RULE_SHADOWED,
    0,
    2 },
  { "load-narrower-after",
    { RULE (1, .max_open = 50), RULE (2, .max_open = 20), RULE (3, .department = 2) },
    2,
    GW_RULE_SHADOWED,
    1,
    1,
    .n_exceptions = 1 },
  { "load-wider-after",
    { RULE (1, .max_open = 20), RULE (2, .max_open = 50), RULE (3, .department = 2) },
    .n_exceptions = 2 },
  { "loads-of-two",
    { RULE (1, .max_open = 20), RULE (2, .max_open = 20, .department = 2),
      RULE (3, .department = 3) },
    .n_exceptions = 2,
    .n_overlaps = 1 },
  { "dates-follow",
    { RULE (1, .valid_to = 20270101), RULE (2, .valid_from = 20270101), RULE (3) },
    3,
    GW_RULE_SHADOWED,
    0,
    2 },
  { "a-day-between",
    { RULE (1, .valid_to = 20270101), RULE (2, .valid_from = 20270102), RULE (3) } },
  { "expired", { RULE (1, .valid_to = TODAY), RULE (2) }, 1, GW_RULE_EXPIRED },
  { "before-today-does-not-count",
    { RULE (1, .valid_from = 20200101), RULE (2) },
    2,
    GW_RULE_SHADOWED,
    1,
    1 },
  { "conditions",
    { RULE (1, .class_code = "06010", .condition = "C1"), RULE (2, .class_code = "06010"),
      RULE (3, .condition = "C1"), RULE (4) } },
  { "all-conditions-before-their-class",
    { RULE (1, .class_code = "06010", .condition = "C1"),
      RULE (2, .class_code = "06010", .condition = "C2"), RULE (3, .class_code = "06010"),
      RULE (4) },
    3,
    GW_RULE_SHADOWED,
    0,
    2 },
  { "condition-after-class",
    { RULE (1, .class_code = "06"), RULE (2, .condition = "C1"), RULE (3) },
    2,
    GW_RULE_SHADOWED,
    1,
    1 },
  { "no-such-class", { RULE (1, .class_code = "0601099"), RULE (2) }, 1, GW_RULE_EMPTY },
  { "class-of-the-other-kind",
    { RULE (1, .class_code = "06", .kind = GW_KIND_COMPONENT), RULE (2) },
    1,
    GW_RULE_EMPTY },
  { "condition-of-another-class",
    { RULE (1, .class_code = "06011", .condition = "C2"), RULE (2) },
    1,
    GW_RULE_EMPTY },
  { "cell-elsewhere",
    { RULE (1, .area = "A2", .cell = "c1"), RULE (2) },
    1,
    GW_RULE_EMPTY },
  { "no-such-cell", { RULE (1, .cell = "c9"), RULE (2) }, 1, GW_RULE_EMPTY },
  { "no-such-source", { RULE (1, .source = "pigeon"), RULE (2) }, 1, GW_RULE_EMPTY },
  { "owner-of-what-nobody-owns",
    { RULE (1, .owner = GW_OWNER_NONE, .target = GW_ROUTE_TO_OWNER), RULE (2) },
    1,
    GW_RULE_EMPTY },
  { "territory-where-there-is-none",
    { RULE (1, .area = "A2", .target = GW_ROUTE_TO_TERRITORY), RULE (2) },
    1,
    GW_RULE_EMPTY },
  { "class-uncovered",
    { RULE (1, .class_code = "06"), RULE (2, .kind = GW_KIND_COMPONENT) },
    .n_gaps = 1 },
  { "area-uncovered", { RULE (1, .area = "A1") }, .n_area_gaps = 1 },
  { "class-uncovered-somewhere",
    { RULE (1, .class_code = "06"), RULE (2, .kind = GW_KIND_COMPONENT),
      RULE (3, .class_code = "07", .area = "A1") },
    .n_gaps = 1 },
  { "uncovered-at-night", { RULE (1, .window = { 0, 360, 1080 }) }, .n_gaps = 4 },
  { "uncovered-beyond-a-load", { RULE (1, .max_open = 5) }, .n_gaps = 4 },
  { "uncovered-in-time", { RULE (1, .valid_to = 20270101) }, .n_gaps = 4 },
};

static GwRouting *
make_routing (const GwRoutingRule *rules)
{
  guint n = 0;

  while (n < MAX_RULES && rules[n].rank != 0)
    n++;
  return gw_routing_new (rules, n);
}

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (GwRoutingWorld) world = make_world ();
  g_autoptr (GwRouting) routing = make_routing (row->rules);
  g_autoptr (GwRoutingReport) report = gw_routing_check (routing, world, TODAY);

  g_assert_false (report->incomplete);
  g_assert_cmpuint (report->dead->len, ==, row->dead != 0);
  if (row->dead != 0)
    {
      const GwDeadRule *dead = &g_array_index (report->dead, GwDeadRule, 0);

      g_assert_cmpuint (gw_routing_get (routing, dead->position)->rank, ==, row->dead);
      g_assert_cmpint (dead->verdict, ==, row->verdict);
      g_assert_cmpuint (dead->n_by, ==, row->n_by);
      if (row->by != 0)
        g_assert_cmpuint (gw_routing_get (routing, dead->by[0])->rank, ==, row->by);
    }
  g_assert_cmpuint (report->class_gaps->len, ==, row->n_gaps);
  g_assert_cmpuint (report->area_gaps->len, ==, row->n_area_gaps);
  g_assert_cmpuint (report->n_overlaps, ==, row->n_overlaps);
  g_assert_cmpuint (report->n_exceptions, ==, row->n_exceptions);
}

static void
test_gap_says_where_and_when (void)
{
  static const GwRoutingRule rules[MAX_RULES] = {
    RULE (1, .class_code = "06", .area = "A1"),
    RULE (2, .class_code = "06", .source = "hotline", .window = { 0, 360, 1080 }),
    RULE (3, .class_code = "07"),
    RULE (4, .class_code = "01"),
  };
  g_autoptr (GwRoutingWorld) world = make_world ();
  g_autoptr (GwRouting) routing = make_routing (rules);
  g_autoptr (GwRoutingReport) report = gw_routing_check (routing, world, TODAY);
  const GwClassGap *gap = &g_array_index (report->class_gaps, GwClassGap, 0);

  g_assert_cmpuint (report->class_gaps->len, ==, 2);
  g_assert_cmpuint (report->n_areas, ==, 3);
  g_assert_cmpstr (g_array_index (world->classes, GwWorldClass, gap->class).code, ==,
                   "06010");
  g_assert_cmpuint (gap->n_never, ==, 0);
  g_assert_cmpuint (gap->n_partly, ==, 1);
  g_assert_cmpstr (g_array_index (world->areas, GwWorldArea, gap->area).code, ==, "A2");
  g_assert_cmpuint (gap->depends, ==, 1u << GW_MISS_SOURCE | 1u << GW_MISS_TIME);
}

static void
test_nothing_at_all (void)
{
  g_autoptr (GwRoutingWorld) world = make_world ();
  g_autoptr (GwRoutingWorld) nowhere = gw_routing_world_new ();
  g_autoptr (GwRouting) routing = gw_routing_new (NULL, 0);
  g_autoptr (GwRoutingReport) report = gw_routing_check (routing, world, TODAY);
  g_autoptr (GwRoutingReport) empty = gw_routing_check (routing, nowhere, TODAY);

  g_assert_cmpuint (report->area_gaps->len, ==, 3);
  g_assert_cmpuint (report->class_gaps->len, ==, 0);
  g_assert_cmpuint (empty->area_gaps->len, ==, 0);
}

/* --- every case, one by one ----------------------------------------------------------------- */

#define PICK(random, array) array[g_rand_int_range (random, 0, G_N_ELEMENTS (array))]

static const GwWeekWindow windows[] = { { 0, 0, 0 },        { 0, 0, 0 },
                                        { 0, 480, 1080 },   { 0, 1080, 480 },
                                        { 0x1f, 0, 0 },     { 0x60, 0, 0 },
                                        { 0x10, 1080, 480 } };
static const guint32 dates[] = { 0, 0, 20261122, 20261125, 20261130 };

static GwRoutingRule
random_rule (GRand *random, guint rank)
{
  static const char *const classes[] = { NULL, NULL, "06", "06010", "07", "0" };
  static const char *const conditions[] = { NULL, NULL, NULL, "C1", "C2" };
  static const char *const areas[] = { NULL, NULL, "A", "A1", "A1a", "A2" };
  static const char *const cells[] = { NULL, NULL, NULL, "c1", "c2" };
  static const char *const sources[] = { NULL, NULL, "hotline", "video" };
  GwRoutingRule rule = { .id = rank,
                         .rank = rank,
                         .valid_from = PICK (random, dates),
                         .kind = g_rand_int_range (random, 0, 4),
                         .class_code = PICK (random, classes),
                         .condition = PICK (random, conditions),
                         .area = PICK (random, areas),
                         .cell = PICK (random, cells),
                         .owner = MAX (g_rand_int_range (random, -2, 6) % 4, -2),
                         .source = PICK (random, sources),
                         .window = PICK (random, windows),
                         .max_open = GW_LOAD_ANY,
                         .target = g_rand_int_range (random, 0, 5),
                         .department = g_rand_int_range (random, 1, 4) };

  rule.kind = MIN (rule.kind, GW_KIND_ANY);
  rule.target = rule.target > 2 ? 0 : rule.target;
  if (g_rand_int_range (random, 0, 3) == 0)
    rule.valid_to = 20261128;
  if (rule.target == 0 && g_rand_int_range (random, 0, 4) == 0)
    rule.max_open = g_rand_boolean (random) ? 10 : 20;
  return rule;
}

typedef struct
{
  const GwRouting *routing;
  gboolean fires[MAX_RULES];
  gboolean gaps[4];    /* by class */
  gboolean covered[3]; /* by area: some case has a rule */
  guint64 n;
} Count;

static guint
load_of_table (gint64 department, gpointer user_data)
{
  return ((const guint *)user_data)[department];
}

static void
count_one (Count *count, GwRoutingQuestion *question, guint class, guint area)
{
  GwRoutingDecision decision;

  count->n++;
  if (gw_routing_find (count->routing, question, &decision))
    {
      count->fires[decision.position] = TRUE;
      count->covered[area] = TRUE;
    }
  else
    count->gaps[class] = TRUE;
}

static void
count_times (Count *count, GwRoutingQuestion question, guint class, guint area)
{
  static const guint32 days[] = { 20261122, 20261125, 20261128, 20261130 };
  static const guint minutes[] = { 0, 480, 1080 };
  guint loads[4];

  question.load = load_of_table;
  question.load_data = loads;
  for (guint d = 0; d < G_N_ELEMENTS (days); d++)
    for (question.weekday = 1; question.weekday <= 7; question.weekday++)
      for (guint m = 0; m < G_N_ELEMENTS (minutes); m++)
        for (guint l = 0; l < 27; l++)
          {
            question.date = days[d];
            question.minute = minutes[m];
            loads[1] = 5 + l % 3 * 10;
            loads[2] = 5 + l / 3 % 3 * 10;
            loads[3] = 5 + l / 9 * 10;
            count_one (count, &question, class, area);
          }
}

static void
count_all (Count *count)
{
  static const char *const in_a1a[] = { "A1a", "A1", "A", NULL };
  static const char *const in_a1b[] = { "A1b", "A1", "A", NULL };
  static const char *const in_a2[] = { "A2", "A", NULL };
  static const struct
  {
    const char *cell;
    const char *const *areas;
    gint64 territory;
    guint area;
  } places[] = { { "c1", in_a1a, 3, 0 },
                 { "c2", in_a1a, 3, 0 },
                 { "c3", in_a1b, 3, 1 },
                 { "c4", in_a2, 0, 2 } };
  static const struct
  {
    GwClassKind kind;
    const char *code;
    const char *condition;
    guint class;
  } cases[] = {
    { GW_KIND_MATTER, "06010", "C1", 0 },    { GW_KIND_MATTER, "06010", "C2", 0 },
    { GW_KIND_MATTER, "06011", "C1", 1 },    { GW_KIND_MATTER, "07001", NULL, 2 },
    { GW_KIND_COMPONENT, "01001", NULL, 3 },
  };
  static const char *const sources[] = { "hotline", "video" };

  for (guint p = 0; p < G_N_ELEMENTS (places); p++)
    for (guint c = 0; c < G_N_ELEMENTS (cases); c++)
      for (guint s = 0; s < G_N_ELEMENTS (sources); s++)
        for (gint64 owner = 0; owner <= 3; owner++)
          {
            GwRoutingQuestion question = { .kind = cases[c].kind,
                                           .class_code = cases[c].code,
                                           .condition = cases[c].condition,
                                           .areas = places[p].areas,
                                           .cell = places[p].cell,
                                           .owner = owner,
                                           .territory = places[p].territory,
                                           .source = sources[s] };

            count_times (count, question, cases[c].class, places[p].area);
          }
}

static void
compare (const Count *count, const GwRoutingReport *report, guint n_rules)
{
  gboolean dead[MAX_RULES] = { FALSE };
  guint n_gaps = 0, n_bare = 0;

  for (guint i = 0; i < report->dead->len; i++)
    dead[g_array_index (report->dead, GwDeadRule, i).position] = TRUE;
  for (guint i = 0; i < n_rules; i++)
    g_assert_cmpint (count->fires[i], ==, !dead[i]);
  for (guint i = 0; i < 3; i++)
    n_bare += !count->covered[i];
  for (guint i = 0; i < 4; i++)
    n_gaps += count->gaps[i];
  /* Each of the two areas that hold named cells may count more than once. */
  g_assert_cmpint (report->area_gaps->len > 0, >=, n_bare > 0);
  g_assert_cmpint (report->class_gaps->len + report->area_gaps->len > 0, ==, n_gaps > 0);
  if (report->area_gaps->len == 0)
    g_assert_cmpuint (report->class_gaps->len, ==, n_gaps);
}

static void
test_oracle (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20261122);
  g_autoptr (GwRoutingWorld) world = make_world ();
  guint64 n_cases = 0;
  guint n_dead = 0;

  for (guint round = 0; round < 40; round++)
    {
      GwRoutingRule rules[MAX_RULES];
      guint n = (guint)g_rand_int_range (random, 1, MAX_RULES + 1);
      g_autoptr (GwRouting) routing = NULL;
      g_autoptr (GwRoutingReport) report = NULL;
      Count count = { NULL };

      for (guint i = 0; i < n; i++)
        rules[i] = random_rule (random, i + 1);
      routing = gw_routing_new (rules, n);
      count.routing = routing;
      count_all (&count);
      report = gw_routing_check (routing, world, TODAY);
      g_assert_false (report->incomplete);
      compare (&count, report, n);
      n_cases += count.n;
      n_dead += report->dead->len;
    }
  g_test_message ("%" G_GUINT64_FORMAT " cases, %u rules that never fire", n_cases, n_dead);
  g_assert_cmpuint (n_dead, >, 15);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/routing-check/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  g_test_add_func ("/routing-check/gap-says-where-and-when", test_gap_says_where_and_when);
  g_test_add_func ("/routing-check/nothing-at-all", test_nothing_at_all);
  g_test_add_func ("/routing-check/oracle", test_oracle);
  return g_test_run ();
}
