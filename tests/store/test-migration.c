/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file of the first schema, with a journal, opened by this program. */
#include "backend/rules/lifecycle.h"
#include "backend/store/case-store.h"
#include "backend/store/figure-store.h"
#include "backend/store/sqlite/connection.h"
#include "backend/store/sqlite/schema.h"
#include "backend/store/statistics-store.h"
#include "tests/lib/temp-store.h"

#define HOUR G_GINT64_CONSTANT (3600000)
/* 2026-11-22 23:30 in Shanghai, so that an hour later is another day. */
#define START (TEMP_STORE_NOON + 11 * HOUR + HOUR / 2)

static const char CITY[] =
    "INSERT INTO city VALUES (1, '城', 'City', 'local', 'Asia/Shanghai', 1);"
    "INSERT INTO area (id, code, level, name) VALUES (1, '1', 'community', '社区');"
    "INSERT INTO cell (id, code, community_id, area_m2, geometry) VALUES (1, '1', 1, 1.0,"
    " CastToMultiPolygon (BuildMbr (113.0, 23.0, 113.001, 23.001, 4326)));"
    "INSERT INTO catalogue_class (id, kind, code, class_group, name)"
    " VALUES (1, 2, '0101', '组', '类');"
    "INSERT INTO department (id, code, name) VALUES (1, 'A', '甲'), (2, 'B', '乙');"
    "INSERT INTO person (id, login, name, password_hash, created_at)"
    " VALUES (1, 'p', '某', '-', 0);"
    /* state, open, reworks and the deadline of what became of each case; see STEPS. */
    "INSERT INTO case_file (id, version, state, open, ticking, overdue, kind, class_id,"
    " urgent, cell_id, lon, lat, description, source, reporter_id, department_id,"
    " reported_at, deadline, reworks, returns, updated_at) "
    "SELECT value ->> 0, 1, value ->> 1, value ->> 2, 0, 0, 2, 1, 0, 1, 0, 0, '', 'x', 1,"
    " value ->> 3, 0, value ->> 4, 0, 0, 0 "
    "FROM json_each ('[[1, 9, 0, 1, null], [2, 7, 0, 2, 9999999999999], [3, 1, 1, null, "
    "null],"
    " [4, 4, 1, 1, 1]]');"
    "INSERT INTO cell_counter SELECT 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0;"
    "INSERT INTO department_counter SELECT 0, id, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, id = 1, "
    "0"
    " FROM department;";

/* One step of a case as the first schema counted it. */
typedef struct
{
  gint64 case_id;
  GwCaseAction action;
  GwCaseState from;
  GwCaseState to;
  gint64 department_id;
  guint old_counts;
  guint counts; /* as they have to be afterwards */
} Step;

#define BIT(name) GW_COUNT_MASK (GW_COUNT_##name)
#define IN_TIME (BIT (HANDLED) | BIT (HANDLED_IN_TIME))

static const Step STEPS[] = {
  /* Filed twice, then voided while a department has it. */
  { 1, GW_ACTION_REPORT, 0, GW_CASE_REPORTED, 0, BIT (REPORTED), BIT (REPORTED) },
  { 1, GW_ACTION_FILE, GW_CASE_REPORTED, GW_CASE_FILED, 0, BIT (FILED),
    BIT (FILED) | BIT (FILED_IN_TIME) },
  { 1, GW_ACTION_RETURN, GW_CASE_FILED, GW_CASE_REPORTED, 0, BIT (RETURNS), BIT (RETURNS) },
  { 1, GW_ACTION_FILE, GW_CASE_REPORTED, GW_CASE_FILED, 0, BIT (FILED), 0 },
  { 1, GW_ACTION_DISPATCH, GW_CASE_FILED, GW_CASE_DISPATCHED, 1, BIT (DISPATCHED),
    BIT (DISPATCHED) },
  { 1, GW_ACTION_VOID, GW_CASE_DISPATCHED, GW_CASE_VOIDED, 1, BIT (VOIDED),
    BIT (VOIDED) | BIT (WITHDRAWN_DISPATCHED) },
  /* Handled and reworked by one department, closed by another. */
  { 2, GW_ACTION_REPORT, 0, GW_CASE_REPORTED, 0, BIT (REPORTED), BIT (REPORTED) },
  { 2, GW_ACTION_FILE, GW_CASE_REPORTED, GW_CASE_FILED, 0, BIT (FILED),
    BIT (FILED) | BIT (FILED_IN_TIME) },
  { 2, GW_ACTION_DISPATCH, GW_CASE_FILED, GW_CASE_DISPATCHED, 1, BIT (DISPATCHED),
    BIT (DISPATCHED) },
  { 2, GW_ACTION_ACCEPT, GW_CASE_DISPATCHED, GW_CASE_HANDLING, 1, 0, 0 },
  { 2, GW_ACTION_HANDLE, GW_CASE_HANDLING, GW_CASE_HANDLED, 1,
    BIT (HANDLED) | BIT (HANDLED_IN_TIME), BIT (HANDLED) | BIT (HANDLED_IN_TIME) },
  { 2, GW_ACTION_REWORK, GW_CASE_HANDLED, GW_CASE_HANDLING, 1, BIT (REWORKS),
    BIT (REWORKS) },
  { 2, GW_ACTION_RETURN, GW_CASE_HANDLING, GW_CASE_FILED, 1, BIT (RETURNS),
    BIT (RETURNS) | BIT (WITHDRAWN_DISPATCHED) | BIT (WITHDRAWN_HANDLED) |
        BIT (WITHDRAWN_HANDLED_IN_TIME) },
  { 2, GW_ACTION_DISPATCH, GW_CASE_FILED, GW_CASE_DISPATCHED, 2, BIT (DISPATCHED),
    BIT (DISPATCHED) },
  { 2, GW_ACTION_ACCEPT, GW_CASE_DISPATCHED, GW_CASE_HANDLING, 2, 0, 0 },
  { 2, GW_ACTION_HANDLE, GW_CASE_HANDLING, GW_CASE_HANDLED, 2, 0,
    BIT (HANDLED) | BIT (HANDLED_IN_TIME) },
  { 2, GW_ACTION_CHECK, GW_CASE_HANDLED, GW_CASE_CHECKED, 2, 0, 0 },
  { 2, GW_ACTION_CLOSE, GW_CASE_CHECKED, GW_CASE_CLOSED, 2,
    BIT (CLOSED) | BIT (CLOSED_IN_TIME), BIT (CLOSED) | BIT (CLOSED_IN_TIME) },
  { 3, GW_ACTION_REPORT, 0, GW_CASE_REPORTED, 0, BIT (REPORTED), BIT (REPORTED) },
  /* Late, reworked, late again: still to be handled, but handled once. */
  { 4, GW_ACTION_REPORT, 0, GW_CASE_REPORTED, 0, BIT (REPORTED), BIT (REPORTED) },
  { 4, GW_ACTION_FILE, GW_CASE_REPORTED, GW_CASE_FILED, 0, BIT (FILED),
    BIT (FILED) | BIT (FILED_IN_TIME) },
  { 4, GW_ACTION_DISPATCH, GW_CASE_FILED, GW_CASE_DISPATCHED, 1, BIT (DISPATCHED),
    BIT (DISPATCHED) },
  { 4, GW_ACTION_HANDLE, GW_CASE_HANDLING, GW_CASE_HANDLED, 1, BIT (HANDLED),
    BIT (HANDLED) },
  { 4, GW_ACTION_REWORK, GW_CASE_HANDLED, GW_CASE_HANDLING, 1, BIT (REWORKS),
    BIT (REWORKS) },
};

static void
add_steps (GwConnection *connection)
{
  for (guint i = 0; i < G_N_ELEMENTS (STEPS); i++)
    {
      const Step *step = &STEPS[i];
      g_autofree char *sql = g_strdup_printf (
          "INSERT INTO case_event (seq, case_id, version, action, from_state, to_state, at,"
          " actor_id, department_id, counts) VALUES (%u, %" G_GINT64_FORMAT ", 1, %d,"
          " nullif (%d, 0), %d, %" G_GINT64_FORMAT ", 1, nullif (%" G_GINT64_FORMAT
          ", 0), %u)",
          i + 1, step->case_id, step->action, step->from, step->to, START + i * HOUR / 10,
          step->department_id, step->old_counts);

      g_assert_true (gw_connection_run (connection, sql, NULL));
    }
}

/* The file as the first schema left it. */
static void
make_old_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwConnection) connection =
      gw_connection_new (path, GW_CONNECTION_CREATE, TRUE, &error);
  g_autofree char *mark = g_strdup_printf (
      "PRAGMA application_id = %d; PRAGMA user_version = 1; COMMIT", GW_APPLICATION_ID);

  g_assert_no_error (error);
  gw_connection_run (connection, "BEGIN", &error);
  g_assert_no_error (error);
  gw_connection_run (connection, gw_migration_sql (1), &error);
  g_assert_no_error (error);
  gw_connection_run (connection, CITY, &error);
  g_assert_no_error (error);
  add_steps (connection);
  gw_connection_run (connection, mark, &error);
  g_assert_no_error (error);
}

static void
test_counts (void)
{
  g_autoptr (TempStore) temp = temp_store_new ();
  g_autofree char *path = g_build_filename (temp->directory, "old.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GPtrArray) differences = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) rows = NULL;
  GwStore *store;

  make_old_file (path);
  store = gw_store_open (path, NULL, &error);
  g_assert_no_error (error);
  events = gw_store_events_after (gw_store_read (store), 0, 1000, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (events->len, ==, G_N_ELEMENTS (STEPS));
  for (guint i = 0; i < events->len; i++)
    g_assert_cmphex (((GwEventRecord *)g_ptr_array_index (events, i))->counts, ==,
                     STEPS[i].counts);
  g_assert_true (gw_store_recount (gw_store_read (store), differences, &error));
  g_assert_cmpuint (differences->len, ==, 0);
  rows = gw_store_counts (gw_store_read (store), GW_THING_CELL, &error);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpint (g_array_index (rows, GwCountRow, 0).open, ==, 2);
  g_assert_cmpint (g_array_index (rows, GwCountRow, 0).to_handle, ==, 0);
  g_assert_cmpint (g_array_index (rows, GwCountRow, 0).to_close, ==, 1);
  gw_store_close (store);
}

/* In which sets each case stands, so that the next change counts right. */
static void
test_standing (void)
{
  static const guint STANDING[] = {
    BIT (FILED),
    BIT (FILED) | BIT (DISPATCHED) | IN_TIME | BIT (CLOSED) | BIT (CLOSED_IN_TIME),
    0,
    BIT (FILED) | BIT (DISPATCHED) | BIT (HANDLED),
  };
  g_autoptr (TempStore) temp = temp_store_new ();
  g_autofree char *path = g_build_filename (temp->directory, "old.db", NULL);
  g_autoptr (GError) error = NULL;
  GwStore *store;

  make_old_file (path);
  store = gw_store_open (path, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (STANDING); i++)
    {
      g_autoptr (GwCaseRecord) record =
          gw_store_case_load (gw_store_read (store), i + 1, &error);

      g_assert_no_error (error);
      g_assert_cmphex (record->counted, ==, STANDING[i]);
    }
  gw_store_close (store);
}

/* The last schema without GW_FIGURE_DISPATCHED_IN_TIME. */
#define BEFORE_DISPATCHES 28

/* Figures are kept by their numbers: what was made when they had others is made again. */
static void
test_figures_again (void)
{
  g_autoptr (TempStore) temp = temp_store_new ();
  g_autofree char *path = g_build_filename (temp->directory, "old.db", NULL);
  g_autofree char *mark =
      g_strdup_printf ("UPDATE figure_mark SET seq = (SELECT max (seq) FROM case_event);"
                       "PRAGMA user_version = %u",
                       BEFORE_DISPATCHES);
  g_autoptr (GError) error = NULL;
  GwConnection *connection;
  GwStore *store;

  make_old_file (path);
  connection = gw_connection_new (path, GW_CONNECTION_WRITE, TRUE, &error);
  g_assert_no_error (error);
  for (guint i = 2; i <= BEFORE_DISPATCHES; i++)
    {
      gw_connection_run (connection, gw_migration_sql (i), &error);
      g_assert_no_error (error);
    }
  gw_connection_run (connection, mark, &error);
  g_assert_no_error (error);
  gw_connection_free (connection);
  store = gw_store_open (path, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (gw_store_figures_are_behind (gw_store_read (store)));
  gw_store_close (store);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/migration/counts", test_counts);
  g_test_add_func ("/store/migration/standing", test_standing);
  g_test_add_func ("/store/migration/figures-again", test_figures_again);
  return g_test_run ();
}
