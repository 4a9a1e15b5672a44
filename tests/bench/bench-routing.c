/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A decision among 2,000 rules, against trying them one by one in the same run, and the
 * check of these rules. The limits are 20 µs and 5 s.
 */
#include "backend/rules/routing-check.h"

#include <time.h>

#define N_RULES 2000
#define N_AREAS 300
#define N_CLASSES 400
#define N_QUESTIONS 20000
#define N_RUNS 5

static double
cpu_seconds (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

typedef struct
{
  GStringChunk *strings;
  GRand *random;
  const char *classes[N_CLASSES];
  const char *groups[10];
  const char *areas[N_AREAS];
  const char *streets[10];
  GwRoutingRule rules[N_RULES];
  GwRouting *routing;
} City;

static const char *
keep (City *city, char *text)
{
  const char *kept = g_string_chunk_insert_const (city->strings, text);

  g_free (text);
  return kept;
}

/* Some of everything; the widest rules come last, as people write them. */
static GwRoutingRule
make_rule (City *city, guint i)
{
  GRand *random = city->random;
  GwRoutingRule rule = { .id = i + 1,
                         .rank = i + 1,
                         .kind = GW_KIND_ANY,
                         .max_open = GW_LOAD_ANY,
                         .department = 1 + i % 60 };

  if (i >= N_RULES - 20)
    rule.class_code = i < N_RULES - 10 ? city->groups[i % 10] : NULL;
  else
    rule.class_code = i < 1800 ? city->classes[g_rand_int_range (random, 0, N_CLASSES)]
                               : city->groups[i % 10];
  if (i < 1400)
    rule.area = city->areas[g_rand_int_range (random, 0, N_AREAS)];
  else if (i < 1900)
    rule.area = city->streets[g_rand_int_range (random, 0, 10)];
  if (i % 5 == 0 && i < N_RULES - 10)
    rule.window = (GwWeekWindow){ 0x1f, 480, 1080 };
  if (i % 7 == 0 && i < N_RULES - 10)
    rule.source = "hotline";
  if (i % 11 == 0 && i < N_RULES - 10)
    rule.max_open = 50;
  if (i % 13 == 0 && i < N_RULES - 10)
    rule.owner = GW_OWNER_NONE;
  return rule;
}

static City *
make_city (void)
{
  City *city = g_new0 (City, 1);

  city->strings = g_string_chunk_new (65536);
  city->random = g_rand_new_with_seed (2026);
  for (guint i = 0; i < 10; i++)
    {
      city->groups[i] = keep (city, g_strdup_printf ("%02u", i + 1));
      city->streets[i] = keep (city, g_strdup_printf ("4418020%02u", i + 1));
    }
  for (guint i = 0; i < N_CLASSES; i++)
    city->classes[i] = keep (city, g_strdup_printf ("%02u%03u", i / 40 + 1, i % 40 + 1));
  for (guint i = 0; i < N_AREAS; i++)
    city->areas[i] =
        keep (city, g_strdup_printf ("%s%03u", city->streets[i / 30], i % 30 + 1));
  for (guint i = 0; i < N_RULES; i++)
    city->rules[i] = make_rule (city, i);
  city->routing = gw_routing_new (city->rules, N_RULES);
  return city;
}

static guint
load_of (gint64 department, gpointer user_data)
{
  return (guint)department;
}

static GwRoutingQuestion *
make_questions (City *city)
{
  GwRoutingQuestion *questions = g_new0 (GwRoutingQuestion, N_QUESTIONS);

  for (guint i = 0; i < N_QUESTIONS; i++)
    {
      guint area = (guint)g_rand_int_range (city->random, 0, N_AREAS);
      const char **areas = g_new0 (const char *, 4);

      areas[0] = city->areas[area];
      areas[1] = city->streets[area / 30];
      areas[2] = "441802";
      questions[i] = (GwRoutingQuestion){
        .kind = GW_KIND_MATTER,
        .class_code = city->classes[g_rand_int_range (city->random, 0, N_CLASSES)],
        .areas = areas,
        .cell = "441802001001001",
        .owner = g_rand_int_range (city->random, 0, 3),
        .source = i % 3 == 0 ? "hotline" : "inspector",
        .date = 20261122,
        .weekday = 1 + i % 7,
        .minute = i % 1440,
        .load = load_of,
      };
    }
  return questions;
}

static gint64
try_one_by_one (const City *city, const GwRoutingQuestion *question)
{
  for (guint i = 0; i < N_RULES; i++)
    if (gw_routing_rule_matches (gw_routing_get (city->routing, i), question, NULL))
      return gw_routing_get (city->routing, i)->id;
  return 0;
}

static int
compare_doubles (const void *a, const void *b)
{
  double left = *(const double *)a, right = *(const double *)b;

  return left < right ? -1 : left > right;
}

/* Median µs per question; every answer is held against the other way. */
static double
measure (const City *city, const GwRoutingQuestion *questions, gint64 *answers,
         gboolean indexed)
{
  double times[N_RUNS];
  guint n = indexed ? N_QUESTIONS : N_QUESTIONS / 10;

  for (guint run = 0; run < N_RUNS; run++)
    {
      double start = cpu_seconds ();

      for (guint i = 0; i < n; i++)
        {
          GwRoutingDecision decision = { 0 };

          if (indexed)
            gw_routing_find (city->routing, &questions[i], &decision);
          else
            decision.rule = try_one_by_one (city, &questions[i]);
          if (run == 0 && indexed)
            answers[i] = decision.rule;
          g_assert_cmpint (answers[i], ==, decision.rule);
        }
      times[run] = (cpu_seconds () - start) * 1e6 / n;
    }
  qsort (times, N_RUNS, sizeof times[0], compare_doubles);
  return times[N_RUNS / 2];
}

static void
measure_check (City *city)
{
  g_autoptr (GwRoutingWorld) world = gw_routing_world_new ();
  g_autoptr (GwRoutingReport) report = NULL;
  double start;

  gw_routing_world_add_area (world, "441802", NULL, 0);
  for (guint i = 0; i < 10; i++)
    gw_routing_world_add_area (world, city->streets[i], "441802", 0);
  for (guint i = 0; i < N_AREAS; i++)
    {
      gw_routing_world_add_area (world, city->areas[i], city->streets[i / 30], 0);
      gw_routing_world_add_cell (
          world, keep (city, g_strdup_printf ("%s001", city->areas[i])), city->areas[i]);
    }
  for (guint i = 0; i < N_CLASSES; i++)
    gw_routing_world_add_class (world, GW_KIND_MATTER, city->classes[i]);
  for (guint i = 1; i <= 60; i++)
    gw_routing_world_add_department (world, i, "");
  gw_routing_world_add_source (world, "hotline");
  gw_routing_world_add_source (world, "inspector");
  start = cpu_seconds ();
  report = gw_routing_check (city->routing, world, 20261122);
  g_assert_false (report->incomplete);
  g_print ("# routing_check_2000_rules: at most 5000\n");
  g_print ("routing_check_2000_rules %.0f ms\n", (cpu_seconds () - start) * 1e3);
}

int
main (void)
{
  City *city = make_city ();
  GwRoutingQuestion *questions = make_questions (city);
  gint64 *answers = g_new0 (gint64, N_QUESTIONS);
  double indexed = measure (city, questions, answers, TRUE);
  double plain = measure (city, questions, answers, FALSE);

  g_print ("# route_2000_rules: at most 20\n");
  g_print ("route_2000_rules %.2f us\n", indexed);
  g_print ("route_2000_rules_one_by_one %.2f us\n", plain);
  g_print ("route_2000_rules_ratio %.1f times\n", plain / indexed);
  measure_check (city);
  for (guint i = 0; i < N_QUESTIONS; i++)
    g_free ((gpointer)questions[i].areas);
  g_free (questions);
  g_free (answers);
  gw_routing_unref (city->routing);
  g_rand_free (city->random);
  g_string_chunk_free (city->strings);
  g_free (city);
  return 0;
}
