/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules of the first schema, where the most specific won, send cases where they did. */
#include <string.h>

#include "backend/store/routing-store.h"
#include "backend/store/sqlite/connection.h"
#include "backend/store/sqlite/schema.h"
#include "tests/lib/temp-store.h"

#define N_RULES 80

static const char *const classes[] = { NULL, NULL, "06", "06010", "06011", "07", "0" };
static const char *const areas[] = { NULL,   NULL,   "1",   "11",  "111",
                                     "1111", "1112", "112", "1121" };
static const char *const kinds[] = { NULL, "matter", "component" };

typedef struct
{
  const char *kind;
  const char *class_code;
  const char *area;
} OldRule;

#define PICK(random, array) array[g_rand_int_range (random, 0, G_N_ELEMENTS (array))]

static void
run (GwConnection *connection, const char *sql)
{
  g_autoptr (GError) error = NULL;

  gw_connection_run (connection, sql, &error);
  g_assert_no_error (error);
}

static char *
quote (const char *text)
{
  return text != NULL ? g_strdup_printf ("'%s'", text) : g_strdup ("NULL");
}

static void
make_old_file (const char *path, const OldRule *rules, guint n_rules)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwConnection) connection =
      gw_connection_new (path, GW_CONNECTION_CREATE, TRUE, &error);
  g_autofree char *mark = g_strdup_printf (
      "PRAGMA application_id = %d; PRAGMA user_version = 1; COMMIT", GW_APPLICATION_ID);

  g_assert_no_error (error);
  run (connection, "BEGIN");
  run (connection, gw_migration_sql (1));
  run (connection, "INSERT INTO city VALUES (1, '城', 'City', 'local', 'Asia/Shanghai', 1);"
                   "INSERT INTO area (id, code, parent_id, level, name) VALUES (1, '1', "
                   "NULL, 'city', ''),"
                   " (2, '11', 1, 'district', ''), (3, '111', 2, 'street', ''),"
                   " (4, '1111', 3, 'community', ''), (5, '1112', 3, 'community', ''),"
                   " (6, '112', 2, 'street', ''), (7, '1121', 6, 'community', '');");
  for (guint i = 0; i < n_rules; i++)
    {
      g_autofree char *kind = quote (rules[i].kind);
      g_autofree char *class_code = quote (rules[i].class_code);
      g_autofree char *area = quote (rules[i].area);
      g_autofree char *sql = g_strdup_printf (
          "INSERT INTO department (id, code, name) VALUES (%u, 'D%u', '');"
          "INSERT INTO routing_rule (id, kind, class_code, area_code, department_id)"
          " VALUES (%u, %s, %s, %s, %u);",
          i + 1, i + 1, i + 1, kind, class_code, area, i + 1);

      run (connection, sql);
    }
  run (connection, mark);
}

/* The longer class, the smaller area, the rule of one kind, the first; 0: none. */
static gint64
find_most_specific (const OldRule *rules, const GwRoutingQuestion *question)
{
  guint best = 0, best_score = 0;

  for (guint i = 0; i < N_RULES; i++)
    {
      const OldRule *rule = &rules[i];
      guint score = 1;

      if ((rule->kind != NULL &&
           strcmp (rule->kind, gw_class_kind_name (question->kind))) ||
          (rule->class_code != NULL &&
           !g_str_has_prefix (question->class_code, rule->class_code)) ||
          (rule->area != NULL && !g_strv_contains (question->areas, rule->area)))
        continue;
      score += rule->class_code != NULL ? (guint)strlen (rule->class_code) * 100 : 0;
      score += rule->area != NULL ? (guint)strlen (rule->area) * 10 : 0;
      score += rule->kind != NULL;
      if (score > best_score)
        {
          best = i + 1;
          best_score = score;
        }
    }
  return best;
}

static GwRouting *
load_routing (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwStore) store = gw_store_open (path, NULL, &error);
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GArray) rules = g_array_new (FALSE, FALSE, sizeof (GwRoutingRule));

  g_assert_no_error (error);
  records = gw_store_routing_list (gw_store_read (store), &error);
  g_assert_no_error (error);
  for (guint i = 0; i < records->len; i++)
    g_array_append_val (rules, ((GwRoutingRecord *)g_ptr_array_index (records, i))->rule);
  return gw_routing_new ((const GwRoutingRule *)(const void *)rules->data, rules->len);
}

static void
compare (const GwRouting *routing, const OldRule *rules)
{
  static const char *const places[][5] = { { "1111", "111", "11", "1", NULL },
                                           { "1112", "111", "11", "1", NULL },
                                           { "1121", "112", "11", "1", NULL },
                                           { "112", "11", "1", NULL } };
  static const char *const leaves[] = { "06010", "06011", "06012", "07001", "09001", "1" };

  for (guint p = 0; p < G_N_ELEMENTS (places); p++)
    for (guint c = 0; c < G_N_ELEMENTS (leaves); c++)
      for (GwClassKind kind = GW_KIND_MATTER; kind <= GW_KIND_COMPONENT; kind++)
        {
          GwRoutingQuestion question = { .kind = kind,
                                         .class_code = leaves[c],
                                         .areas = places[p],
                                         .date = 20261122,
                                         .weekday = 7 };
          GwRoutingDecision decision = { 0 };

          gw_routing_find (routing, &question, &decision);
          g_assert_cmpint (decision.department, ==, find_most_specific (rules, &question));
          question.owner = 5;
          g_assert_true (gw_routing_find (routing, &question, &decision));
          g_assert_cmpint (decision.department, ==, 5);
        }
}

static void
test_migration (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (guint round = 0; round < 5; round++)
    {
      g_autoptr (TempStore) temp = temp_store_new ();
      g_autofree char *path = g_build_filename (temp->directory, "old.db", NULL);
      OldRule rules[N_RULES];
      g_autoptr (GwRouting) routing = NULL;

      for (guint i = 0; i < N_RULES; i++)
        rules[i] =
            (OldRule){ PICK (random, kinds), PICK (random, classes), PICK (random, areas) };
      make_old_file (path, rules, N_RULES);
      routing = load_routing (path);
      g_assert_cmpuint (gw_routing_n_in_force (routing), ==, N_RULES + 1);
      compare (routing, rules);
    }
}

typedef struct
{
  GwRoutingRule rule;
  GError *failure;
} Job;

static gboolean
add_thread (GwStoreWriter *writer, gpointer data, GError **error)
{
  return gw_store_routing_add (writer, &((Job *)data)->rule, error);
}

static gboolean
retire_thread (GwStoreWriter *writer, gpointer data, GError **error)
{
  return gw_store_routing_retire (writer, ((Job *)data)->rule.id, 1, error);
}

/* Every column comes back; ranks are unique among those in force; the retired stay known. */
static void
test_round_trip (void)
{
  g_autoptr (TempStore) temp = temp_store_new_city ();
  const GwRoutingRule rule = { .rank = 7,
                               .valid_from = 20261122,
                               .valid_to = 20271122,
                               .kind = GW_KIND_MATTER,
                               .class_code = "06",
                               .condition = "C1",
                               .area = "1",
                               .cell = "c",
                               .owner = GW_OWNER_NONE,
                               .source = "hotline",
                               .window = { 3, 10, 20 },
                               .max_open = 0,
                               .target = GW_ROUTE_TO_OWNER,
                               .note = "n" };
  Job job = { rule, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = NULL;
  const GwRoutingRule *back;

  g_assert_true (gw_store_write (temp->store, add_thread, &job, &error));
  g_assert_false (gw_store_write (temp->store, add_thread, &job, &error));
  g_assert_error (error, GW_STORE_ERROR, GW_STORE_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_true (gw_store_write (temp->store, retire_thread, &job, &error));
  g_assert_false (gw_store_write (temp->store, retire_thread, &job, &error));
  g_assert_error (error, GW_STORE_ERROR, GW_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  job.rule.max_open = GW_LOAD_ANY;
  g_assert_true (gw_store_write (temp->store, add_thread, &job, &error));
  records = gw_store_routing_list (gw_store_read (temp->store), &error);
  g_assert_no_error (error);
  back = &((GwRoutingRecord *)g_ptr_array_index (records, records->len - 1))->rule;
  g_assert_true (back->retired);
  g_assert_cmpuint (back->rank, ==, 7);
  g_assert_cmpuint (back->valid_from, ==, 20261122);
  g_assert_cmpuint (back->valid_to, ==, 20271122);
  g_assert_cmpint (back->kind, ==, GW_KIND_MATTER);
  g_assert_cmpstr (back->class_code, ==, "06");
  g_assert_cmpstr (back->condition, ==, "C1");
  g_assert_cmpstr (back->area, ==, "1");
  g_assert_cmpstr (back->cell, ==, "c");
  g_assert_cmpint (back->owner, ==, GW_OWNER_NONE);
  g_assert_cmpstr (back->source, ==, "hotline");
  g_assert_cmpuint (back->window.weekdays, ==, 3);
  g_assert_cmpuint (back->window.from, ==, 10);
  g_assert_cmpuint (back->window.to, ==, 20);
  g_assert_cmpuint (back->max_open, ==, 0);
  g_assert_cmpint (back->target, ==, GW_ROUTE_TO_OWNER);
  g_assert_cmpint (back->department, ==, 0);
  g_assert_cmpstr (back->note, ==, "n");
  back = &((GwRoutingRecord *)g_ptr_array_index (records, 0))->rule;
  g_assert_false (back->retired);
  g_assert_cmpuint (back->max_open, ==, GW_LOAD_ANY);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/routing/migration", test_migration);
  g_test_add_func ("/store/routing/round-trip", test_round_trip);
  return g_test_run ();
}
