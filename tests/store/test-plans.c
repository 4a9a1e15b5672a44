/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What SQLite says it will do: no query of daily use may scan or sort a table of cases. */
#include <sqlite3.h>
#include <string.h>

#include "backend/store/sqlite/connection.h"
#include "backend/store/sqlite/list-plan.h"
#include "backend/store/sqlite/queries.h"
#include "tests/lib/temp-store.h"

static TempStore *temp;
static GwConnection *connection;

/* The plan as one string, lines joined by "; ". */
static char *
explain (const char *sql)
{
  g_autofree char *explained = g_strconcat ("EXPLAIN QUERY PLAN ", sql, NULL);
  GString *plan = g_string_new (NULL);
  sqlite3_stmt *statement = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (gw_connection_get_handle (connection), explained, -1,
                                       &statement, NULL),
                   ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    g_string_append_printf (plan, "%s; ", sqlite3_column_text (statement, 3));
  sqlite3_finalize (statement);
  g_test_message ("%s", plan->str);
  return g_string_free (plan, FALSE);
}

static void
assert_no_scan (const char *plan)
{
  static const char *const FORBIDDEN[] = { "SCAN f ",          "SCAN f;",
                                           "SCAN case_file",   "SCAN case_event",
                                           "SCAN idempotency", "SCAN e" };

  for (guint i = 0; i < G_N_ELEMENTS (FORBIDDEN); i++)
    g_assert_null (strstr (plan, FORBIDDEN[i]));
}

/* These look at everything, and say so: administration, not daily use. */
static gboolean
is_administration (const char *name)
{
  return g_str_has_prefix (name, "check-") || g_str_has_prefix (name, "recount-") ||
         g_str_has_suffix (name, "-purge") || g_str_has_suffix (name, "-list");
}

static void
test_query (gconstpointer data)
{
  GwQuery query = GPOINTER_TO_UINT (data);
  g_autofree char *plan = explain (gw_query_sql (query));

  assert_no_scan (plan);
}

static const gint64 IDS[] = { 1, 2 };
static const GwShape RING = { .n_points = 0 };

static const struct
{
  const char *name;
  GwCaseFilter filter;
  gboolean few_in_cells;
  const char *uses;
  gboolean may_sort;
} LISTS[] = {
  { "all", { .limit = 1 }, FALSE, "USING INTEGER PRIMARY KEY (rowid<?)" },
  { "box", { .has_box = TRUE, .limit = 1 }, FALSE, "USING INTEGER PRIMARY KEY (rowid<?)" },
  { "source", { .source = "x", .limit = 1 }, FALSE, "USING INTEGER PRIMARY KEY" },
  { "open", { .only_open = TRUE, .limit = 1 }, FALSE, "case_open (open=? AND rowid<?)" },
  { "red",
    { .lamps = GW_CASE_LAMP_RED, .limit = 1 },
    FALSE,
    "case_open (open=? AND rowid<?)" },
  { "state", { .states = 2, .limit = 1 }, FALSE, "case_state_id (state=? AND rowid<?)" },
  { "department",
    { .department_id = 1, .limit = 1 },
    FALSE,
    "case_department (department_id=? AND rowid<?)" },
  { "department-open",
    { .department_id = 1, .only_open = TRUE, .limit = 1 },
    FALSE,
    "case_department_open (department_id=? AND rowid<?)" },
  { "department-state",
    { .department_id = 1, .states = 2, .limit = 1 },
    FALSE,
    "case_department_state (department_id=? AND state=? AND rowid<?)" },
  { "class",
    { .class_ids = IDS, .n_class_ids = 1, .limit = 1 },
    FALSE,
    "case_class (class_id=? AND rowid<?)" },
  { "classes",
    { .class_ids = IDS, .n_class_ids = 2, .limit = 1 },
    FALSE,
    "USING INTEGER PRIMARY KEY" },
  { "few-in-cells",
    { .cell_ids = IDS, .n_cell_ids = 2, .limit = 1 },
    TRUE,
    "case_cell (cell_id=? AND rowid<?)",
    TRUE },
  { "many-in-cells",
    { .cell_ids = IDS, .n_cell_ids = 2, .limit = 1 },
    FALSE,
    "USING INTEGER PRIMARY KEY" },
  { "within-few",
    { .ring = &RING, .cell_ids = IDS, .n_cell_ids = 2, .limit = 1 },
    TRUE,
    "case_cell (cell_id=? AND rowid<?)",
    TRUE },
  { "within-open",
    { .ring = &RING, .only_open = TRUE, .limit = 1 },
    FALSE,
    "case_open (open=? AND rowid<?)" },
  { "text", { .text = "井盖", .limit = 1 }, FALSE, "SCAN t VIRTUAL TABLE" },
  { "text-open", { .text = "井盖", .only_open = TRUE, .limit = 1 }, FALSE, "SEARCH f" },
  { "deadline",
    { .sort = GW_CASE_SORT_DEADLINE, .limit = 1 },
    FALSE,
    "case_due (deadline>?)" },
  { "oldest",
    { .sort = GW_CASE_SORT_OLDEST, .limit = 1 },
    FALSE,
    "USING INTEGER PRIMARY KEY (rowid>?)" },
  { "oldest-state",
    { .sort = GW_CASE_SORT_OLDEST, .states = 2, .limit = 1 },
    FALSE,
    "case_state_id (state=? AND rowid>?)" },
  { "oldest-text",
    { .sort = GW_CASE_SORT_OLDEST, .text = "井盖", .limit = 1 },
    FALSE,
    "SCAN t VIRTUAL TABLE" },
  { "latest-deadline",
    { .sort = GW_CASE_SORT_LATEST_DEADLINE, .limit = 1 },
    FALSE,
    "case_due (deadline>? AND deadline<?)" },
  { "until",
    { .only_open = TRUE, .until = { 0, 7 }, .limit = 1 },
    FALSE,
    "case_open (open=? AND rowid>? AND rowid<?)" },
  { "deadline-until",
    { .sort = GW_CASE_SORT_DEADLINE, .until = { 9, 7 }, .limit = 1 },
    FALSE,
    "case_due (deadline>? AND deadline<?)" },
  { "deadline-department",
    { .sort = GW_CASE_SORT_DEADLINE, .department_id = 1, .limit = 1 },
    FALSE,
    "case_due (deadline>?)" },
};

static void
test_list (gconstpointer data)
{
  guint row = GPOINTER_TO_UINT (data);
  GwListPlan pieces;
  g_autofree char *sql = NULL;
  g_autofree char *plan = NULL;

  gw_list_plan (&pieces, &LISTS[row].filter, LISTS[row].few_in_cells);
  sql = gw_list_plan_sql (&pieces);
  plan = explain (sql);
  assert_no_scan (plan);
  g_assert_nonnull (strstr (plan, LISTS[row].uses));
  if (!LISTS[row].may_sort)
    g_assert_null (strstr (plan, "TEMP B-TREE"));
}

/* Whole lists are counted from indices alone; of open cases by deadline the rows are read. */
static const struct
{
  const char *name;
  GwCaseFilter filter;
  const char *uses;
} KEYS[] = {
  { "open", { .only_open = TRUE }, "COVERING INDEX case_open" },
  { "state", { .states = 2 }, "COVERING INDEX case_state_id" },
  { "class", { .class_ids = IDS, .n_class_ids = 1 }, "COVERING INDEX case_class" },
  { "department", { .department_id = 1 }, "COVERING INDEX case_department" },
  { "department-state",
    { .department_id = 1, .states = 2 },
    "COVERING INDEX case_department_state" },
  { "deadline", { .sort = GW_CASE_SORT_DEADLINE }, "INDEX case_due" },
  { "oldest",
    { .states = 2, .sort = GW_CASE_SORT_OLDEST },
    "COVERING INDEX case_state_id" },
};

static void
test_keys (gconstpointer data)
{
  guint row = GPOINTER_TO_UINT (data);
  GwListPlan pieces;
  g_autofree char *sql = NULL;
  g_autofree char *plan = NULL;

  gw_list_plan (&pieces, &KEYS[row].filter, FALSE);
  gw_list_plan_keys_only (&pieces);
  sql = gw_list_plan_sql (&pieces);
  plan = explain (sql);
  g_assert_nonnull (strstr (plan, KEYS[row].uses));
  g_assert_null (strstr (plan, "TEMP B-TREE"));
}

static void
test_without_deadline (void)
{
  GwCaseFilter filter = { .limit = 1 };
  GwListPlan pieces;
  g_autofree char *sql = NULL;
  g_autofree char *plan = NULL;

  gw_list_plan_without_deadline (&pieces, &filter);
  sql = gw_list_plan_sql (&pieces);
  plan = explain (sql);
  assert_no_scan (plan);
  g_assert_nonnull (strstr (plan, "case_open (open=? AND rowid>?)"));
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int result;

  g_test_init (&argc, &argv, NULL);
  temp = temp_store_new_city ();
  connection = gw_connection_new (temp->path, GW_CONNECTION_READ, TRUE, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < GW_N_QUERIES; i++)
    {
      g_autofree char *name = g_strconcat ("/store/plan/", gw_query_name (i), NULL);

      if (!is_administration (gw_query_name (i)))
        g_test_add_data_func (name, GUINT_TO_POINTER (i), test_query);
    }
  for (guint i = 0; i < G_N_ELEMENTS (LISTS); i++)
    {
      g_autofree char *name = g_strconcat ("/store/plan/list/", LISTS[i].name, NULL);

      g_test_add_data_func (name, GUINT_TO_POINTER (i), test_list);
    }
  for (guint i = 0; i < G_N_ELEMENTS (KEYS); i++)
    {
      g_autofree char *name = g_strconcat ("/store/plan/keys/", KEYS[i].name, NULL);

      g_test_add_data_func (name, GUINT_TO_POINTER (i), test_keys);
    }
  g_test_add_func ("/store/plan/list/without-deadline", test_without_deadline);
  result = g_test_run ();
  gw_connection_free (connection);
  temp_store_free (temp);
  return result;
}
