/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 2,000 rules are checked in seconds, also when they are as bad as can be. */
#include "backend/rules/routing-check.h"

/* Rows say what differs from the usual. */
#pragma GCC diagnostic ignored "-Woverride-init"
#define RULE(rank_, ...)                                                                   \
  {                                                                                        \
    .id = (rank_), .rank = (rank_), .kind = GW_KIND_ANY, .max_open = GW_LOAD_ANY,          \
    .department = 1, __VA_ARGS__                                                           \
  }

#define TODAY 20261122u
#define PICK(random, array) array[g_rand_int_range (random, 0, G_N_ELEMENTS (array))]

static const GwWeekWindow windows[] = {
  { 0, 0, 0 }, { 0, 480, 1080 }, { 0, 1080, 480 }, { 0x1f, 0, 0 }, { 0x10, 1080, 480 }
};

static GwRoutingWorld *
make_small_world (void)
{
  GwRoutingWorld *world = gw_routing_world_new ();

  gw_routing_world_add_class (world, GW_KIND_MATTER, "06010");
  gw_routing_world_add_area (world, "A", NULL, 0);
  gw_routing_world_add_cell (world, "c1", "A");
  for (guint i = 1; i <= 3; i++)
    gw_routing_world_add_department (world, i, i == 1 ? "d1" : i == 2 ? "d2" : "d3");
  return world;
}

#define N_RULES 2000
#define N_AREAS 300

/* 2,000 rules, some with times and loads; one in a hundred is shadowed on purpose. */
static void
test_large (void)
{
  g_autoptr (GwRoutingWorld) world = gw_routing_world_new ();
  g_autoptr (GStringChunk) strings = g_string_chunk_new (4096);
  g_autofree GwRoutingRule *rules = g_new0 (GwRoutingRule, N_RULES);
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  g_autoptr (GwRouting) routing = NULL;
  g_autoptr (GwRoutingReport) report = NULL;
  gint64 start;
  guint n_planted = 0, n_found = 0;

  gw_routing_world_add_area (world, "A", NULL, 0);
  for (guint i = 0; i < N_AREAS; i++)
    {
      g_autofree char *code = g_strdup_printf ("A%03u", i);

      gw_routing_world_add_area (world, g_string_chunk_insert_const (strings, code), "A",
                                 0);
      gw_routing_world_add_cell (world, g_string_chunk_insert (strings, code),
                                 g_string_chunk_insert_const (strings, code));
    }
  for (guint i = 0; i < 400; i++)
    {
      g_autofree char *code = g_strdup_printf ("%02u%03u", i / 40 + 1, i % 40 + 1);

      gw_routing_world_add_class (world, GW_KIND_MATTER,
                                  g_string_chunk_insert_const (strings, code));
    }
  for (guint i = 1; i <= 60; i++)
    gw_routing_world_add_department (world, i, "");
  gw_routing_world_add_source (world, "hotline");
  for (guint i = 0; i < N_RULES; i++)
    {
      g_autofree char *class = g_strdup_printf ("%02u%03u", i * 7 % 10 + 1, i % 40 + 1);
      g_autofree char *area = g_strdup_printf ("A%03u", i * 13 % N_AREAS);

      rules[i] = (GwRoutingRule)RULE (i + 1, .department = i % 60 + 1);
      rules[i].class_code = g_string_chunk_insert_const (strings, class);
      rules[i].area = g_string_chunk_insert_const (strings, area);
      if (i % 20 == 3)
        rules[i].window = PICK (random, windows);
      if (i % 50 == 5)
        rules[i].max_open = (guint32)g_rand_int_range (random, 1, 100);
      if (i % 100 == 99)
        {
          rules[i].class_code = rules[i - 90].class_code;
          rules[i].area = rules[i - 90].area;
          rules[i].source = "hotline";
          n_planted++;
        }
    }
  rules[N_RULES - 1] = (GwRoutingRule)RULE (N_RULES);
  n_planted--;
  routing = gw_routing_new (rules, N_RULES);
  start = g_get_monotonic_time ();
  report = gw_routing_check (routing, world, TODAY);
  g_test_message ("%u rules checked in %.0f ms", N_RULES,
                  (double)(g_get_monotonic_time () - start) / 1000);
  g_assert_false (report->incomplete);
  g_assert_cmpuint (report->class_gaps->len + report->area_gaps->len, ==, 0);
  for (guint i = 0; i < report->dead->len; i++)
    n_found += g_array_index (report->dead, GwDeadRule, i).position % 100 == 99;
  g_assert_cmpuint (n_found, ==, n_planted);
}

/* Rules of one class and area that all differ otherwise: given up in time, and said so. */
static void
test_hard (void)
{
  g_autoptr (GwRoutingWorld) world = make_small_world ();
  g_autofree GwRoutingRule *rules = g_new0 (GwRoutingRule, N_RULES);
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  g_autoptr (GwRouting) routing = NULL;
  g_autoptr (GwRoutingReport) report = NULL;
  gint64 start;

  for (guint i = 0; i < N_RULES; i++)
    {
      rules[i] = (GwRoutingRule)RULE (i + 1, .department = i % 3 + 1);
      rules[i].window = (GwWeekWindow){ (guint8)g_rand_int_range (random, 1, 127),
                                        (guint16)g_rand_int_range (random, 0, 1440),
                                        (guint16)g_rand_int_range (random, 0, 1440) };
      rules[i].max_open = (guint32)g_rand_int_range (random, 0, 1000);
      rules[i].valid_from = 20261201 + (guint32)g_rand_int_range (random, 0, 30);
      rules[i].owner = g_rand_int_range (random, -2, 4);
    }
  routing = gw_routing_new (rules, N_RULES);
  start = g_get_monotonic_time ();
  report = gw_routing_check (routing, world, TODAY);
  g_test_message ("%u rules of one place checked in %.0f ms%s", N_RULES,
                  (double)(g_get_monotonic_time () - start) / 1000,
                  report->incomplete ? ", given up" : "");
  for (guint i = 0; i < report->dead->len; i++)
    g_assert_true (g_array_index (report->dead, GwDeadRule, i).verdict !=
                       GW_RULE_UNDECIDED ||
                   report->incomplete);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/routing-check/large", test_large);
  g_test_add_func ("/routing-check/hard", test_hard);
  return g_test_run ();
}
