/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The store without HTTP: `bench-store seed FILE CASES` fills a city's file,
 * `bench-store statistics FILE` compares counters with counting, and
 * `bench-store group-commit FILE BATCH SECONDS` writes reports with the same statements as
 * the server, but straight through SQLite: what the full path is measured against.
 */
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "backend/store/sqlite/connection.h"
#include "backend/store/sqlite/functions.h"
#include "backend/store/statistics-store.h"
#include "tests/bench/seed-cases.h"

#define RUNS 9

static double
seconds_now (void)
{
  return (double)g_get_monotonic_time () / G_USEC_PER_SEC;
}

/* Of this thread alone: a ratio of two such times does not hang on what else runs. */
static double
cpu_seconds (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static int
compare_doubles (const void *a, const void *b)
{
  double first = *(const double *)a, second = *(const double *)b;

  return (first > second) - (first < second);
}

static void
check (sqlite3 *handle, int result)
{
  if (result != SQLITE_OK && result != SQLITE_DONE && result != SQLITE_ROW)
    g_error ("%s", sqlite3_errmsg (handle));
}

/* ---- statistics ---- */

/* The same figures from the cases themselves, through an index that covers them all. */
static const char GROUP_BY_INDEX[] =
    "CREATE INDEX IF NOT EXISTS bench_covering ON case_file (cell_id, state, open, "
    "overdue, "
    "filed_at, dispatched_at, handled_at, closed_at, deadline, reworks, returns)";
static const char GROUP_BY[] =
    "SELECT cell_id, count(*), count(filed_at), sum(state = 8), sum(state = 9), "
    "count(dispatched_at), count(handled_at), sum(handled_at <= deadline), "
    "count(closed_at), sum(closed_at <= deadline), sum(reworks), sum(returns), sum(open), "
    "sum(open AND overdue) FROM case_file INDEXED BY bench_covering GROUP BY cell_id";

static double
time_group_by (sqlite3 *handle, guint *ret_rows)
{
  sqlite3_stmt *statement = NULL;
  double times[3];

  check (handle, sqlite3_exec (handle, GROUP_BY_INDEX, NULL, NULL, NULL));
  check (handle, sqlite3_prepare_v2 (handle, GROUP_BY, -1, &statement, NULL));
  for (guint run = 0; run < G_N_ELEMENTS (times); run++)
    {
      double start = cpu_seconds ();

      *ret_rows = 0;
      while (sqlite3_step (statement) == SQLITE_ROW)
        (*ret_rows)++;
      sqlite3_reset (statement);
      times[run] = cpu_seconds () - start;
    }
  sqlite3_finalize (statement);
  check (handle, sqlite3_exec (handle, "DROP INDEX bench_covering", NULL, NULL, NULL));
  qsort (times, G_N_ELEMENTS (times), sizeof times[0], compare_doubles);
  return times[1] * 1000;
}

static double
time_counters (const char *path, guint *ret_rows)
{
  const GwStoreOptions options = { .read_only = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (GwStore) store = gw_store_open (path, &options, &error);
  double times[RUNS];

  if (store == NULL)
    g_error ("%s", error->message);
  for (guint run = 0; run < RUNS; run++)
    {
      double start = cpu_seconds ();
      g_autoptr (GArray) rows =
          gw_store_counts (gw_store_read (store), GW_THING_CELL, &error);

      times[run] = cpu_seconds () - start;
      *ret_rows = rows->len;
    }
  qsort (times, RUNS, sizeof times[0], compare_doubles);
  return times[RUNS / 2] * 1000;
}

static void
statistics (const char *path)
{
  guint n_counter_rows = 0, n_group_rows = 0;
  double counters = time_counters (path, &n_counter_rows);
  double group_by;
  sqlite3 *handle = NULL;

  check (NULL, sqlite3_open (path, &handle));
  group_by = time_group_by (handle, &n_group_rows);
  sqlite3_close (handle);
  if (n_counter_rows != n_group_rows)
    g_error ("%u rows of counters, %u of cases", n_counter_rows, n_group_rows);
  g_print ("cell_statistics_1m %.2f ms\n", counters);
  g_print ("# limit cell_statistics_1m_vs_group_by >= 50\n");
  g_print ("cell_statistics_1m_vs_group_by %.1f ratio\n", group_by / counters);
}

/* ---- group commit ---- */

/* The statements of one report, bound in the order in which they stand in their files. */
typedef struct
{
  sqlite3 *handle;
  sqlite3_stmt *find_key, *add_key, *add_case, *add_event, *add_cell, *add_text;
  gint64 id, seq;
  gint64 at;
  guint n_cells, n_classes;
} Bare;

static sqlite3_stmt *
prepare (sqlite3 *handle, GwQuery query)
{
  sqlite3_stmt *statement = NULL;

  check (handle, sqlite3_prepare_v3 (handle, gw_query_sql (query), -1,
                                     SQLITE_PREPARE_PERSISTENT, &statement, NULL));
  return statement;
}

static gint64
read_int (sqlite3 *handle, const char *sql)
{
  sqlite3_stmt *statement = NULL;
  gint64 value;

  check (handle, sqlite3_prepare_v2 (handle, sql, -1, &statement, NULL));
  check (handle, sqlite3_step (statement));
  value = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  return value;
}

static void
set_int (sqlite3_stmt *statement, const char *name, gint64 value)
{
  sqlite3_bind_int64 (statement, sqlite3_bind_parameter_index (statement, name), value);
}

static void
finish (Bare *bare, sqlite3_stmt *statement)
{
  check (bare->handle, sqlite3_step (statement));
  sqlite3_reset (statement);
}

/* What is the same in every report stays bound from one to the next. */
static void
bind_constants (Bare *bare)
{
  static const char *const CASE_INTS[] = { ":version", ":state", ":open" };
  static const char *const CASE_ZEROS[] = { ":ticking", ":overdue", ":urgent", ":reworks",
                                            ":returns", ":counted", ":flags" };
  static guint8 sha256[32];

  for (guint i = 0; i < G_N_ELEMENTS (CASE_INTS); i++)
    set_int (bare->add_case, CASE_INTS[i], 1);
  for (guint i = 0; i < G_N_ELEMENTS (CASE_ZEROS); i++)
    set_int (bare->add_case, CASE_ZEROS[i], 0);
  set_int (bare->add_case, ":kind", 2);
  set_int (bare->add_case, ":lon", 1130500000);
  set_int (bare->add_case, ":lat", 236500000);
  set_int (bare->add_case, ":reporter_id", 1);
  set_int (bare->add_case, ":observed_at", bare->at);
  set_int (bare->add_case, ":reported_at", bare->at);
  set_int (bare->add_case, ":updated_at", bare->at);
  sqlite3_bind_text (
      bare->add_case, sqlite3_bind_parameter_index (bare->add_case, ":description"),
      "路口东北角的井盖破损，夜间没有照明，存在安全隐患，请尽快处理。", -1, SQLITE_STATIC);
  sqlite3_bind_text (bare->add_case,
                     sqlite3_bind_parameter_index (bare->add_case, ":source"), "inspector",
                     -1, SQLITE_STATIC);
  sqlite3_bind_text (bare->add_text, 2,
                     "路口东北角的井盖破损，夜间没有照明，存在安全隐患，请尽快处理。", -1,
                     SQLITE_STATIC);
  set_int (bare->add_event, ":version", 1);
  set_int (bare->add_event, ":action", 1);
  set_int (bare->add_event, ":to_state", 1);
  set_int (bare->add_event, ":at", bare->at);
  set_int (bare->add_event, ":actor_id", 1);
  set_int (bare->add_event, ":counts", 1);
  set_int (bare->find_key, ":person_id", 1);
  set_int (bare->add_key, ":person_id", 1);
  set_int (bare->add_key, ":at", bare->at);
  sqlite3_bind_blob (bare->add_key,
                     sqlite3_bind_parameter_index (bare->add_key, ":body_sha256"), sha256,
                     sizeof sha256, SQLITE_STATIC);
}

/* Of one report. */
static GwPackedCounts reported;

static void
prepare_counters (Bare *bare)
{
  const gint counts[GW_N_COUNTS] = { [GW_COUNT_REPORTED] = 1 };

  gw_counts_pack (counts, &reported);
  sqlite3_bind_blob (bare->add_cell,
                     sqlite3_bind_parameter_index (bare->add_cell, ":counts"), &reported,
                     sizeof reported, SQLITE_STATIC);
  set_int (bare->add_cell, ":open", 1);
  set_int (bare->add_cell, ":overdue", 0);
}

static void
add_report (Bare *bare)
{
  g_autofree char *key =
      g_strdup_printf ("bare-%d-%" G_GINT64_FORMAT, getpid (), bare->seq);
  gint64 cell = g_random_int_range (1, (gint32)bare->n_cells + 1);

  sqlite3_bind_text (bare->find_key, 2, key, -1, SQLITE_STATIC);
  finish (bare, bare->find_key);
  set_int (bare->add_case, ":id", ++bare->id);
  set_int (bare->add_case, ":class_id",
           g_random_int_range (1, (gint32)bare->n_classes + 1));
  set_int (bare->add_case, ":cell_id", cell);
  finish (bare, bare->add_case);
  set_int (bare->add_event, ":seq", ++bare->seq);
  set_int (bare->add_event, ":case_id", bare->id);
  set_int (bare->add_event, ":cell_id", cell);
  finish (bare, bare->add_event);
  sqlite3_bind_text (bare->add_key, 2, key, -1, SQLITE_STATIC);
  set_int (bare->add_key, ":case_id", bare->id);
  finish (bare, bare->add_key);
  set_int (bare->add_cell, ":cell_id", cell);
  finish (bare, bare->add_cell);
}

/* The server indexes texts in slices; so does this. */
static void
add_texts (Bare *bare, gint64 *indexed_id)
{
  if (bare->id - *indexed_id < 256)
    return;
  while (*indexed_id < bare->id)
    {
      sqlite3_bind_int64 (bare->add_text, 1, ++*indexed_id);
      finish (bare, bare->add_text);
    }
}

static void
open_bare (Bare *bare, GwConnection *connection)
{
  sqlite3 *handle = gw_connection_get_handle (connection);

  bare->handle = handle;
  bare->find_key = prepare (handle, GW_QUERY_IDEMPOTENCY_FIND);
  bare->add_key = prepare (handle, GW_QUERY_IDEMPOTENCY_ADD);
  bare->add_case = prepare (handle, GW_QUERY_CASE_ADD);
  bare->add_event = prepare (handle, GW_QUERY_EVENT_ADD);
  bare->add_cell = prepare (handle, GW_QUERY_CELL_COUNTER_ADD);
  bare->add_text = prepare (handle, GW_QUERY_SEARCH_ADD);
  prepare_counters (bare);
  bare->n_cells = (guint)read_int (handle, "SELECT max(id) FROM cell");
  bare->n_classes = (guint)read_int (handle, "SELECT max(id) FROM catalogue_class");
  bare->seq = read_int (handle, "SELECT ifnull(max(seq), 0) FROM case_event");
  bare->at = G_GINT64_CONSTANT (1798700000000);
  bare->id = MAX (read_int (handle, "SELECT ifnull(max(id), 0) FROM case_file"),
                  G_GINT64_CONSTANT (20261231) * 10000000);
  bind_constants (bare);
}

static void
close_bare (Bare *bare)
{
  sqlite3_stmt *statements[] = { bare->find_key,  bare->add_key,  bare->add_case,
                                 bare->add_event, bare->add_cell, bare->add_text };

  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    sqlite3_finalize (statements[i]);
}

static void
group_commit (const char *path, guint batch, double seconds)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwConnection) connection =
      gw_connection_new (path, GW_CONNECTION_WRITE, FALSE, &error);
  Bare bare = { 0 };
  double start, end;
  gint64 n_reports = 0, indexed_id;

  if (connection == NULL)
    g_error ("%s", error->message);
  open_bare (&bare, connection);
  indexed_id = bare.id;
  sqlite3_wal_autocheckpoint (bare.handle, 4000);
  for (start = end = seconds_now (); end - start < seconds; end = seconds_now ())
    {
      check (bare.handle, sqlite3_exec (bare.handle, "BEGIN IMMEDIATE", NULL, NULL, NULL));
      for (guint i = 0; i < batch; i++, n_reports++)
        add_report (&bare);
      add_texts (&bare, &indexed_id);
      check (bare.handle, sqlite3_exec (bare.handle, "COMMIT", NULL, NULL, NULL));
    }
  close_bare (&bare);
  g_print ("group_commit_%u %.0f reports/s\n", batch, (double)n_reports / (end - start));
}

int
main (int argc, char **argv)
{
  if (argc == 4 && g_str_equal (argv[1], "city"))
    seed_city (argv[2], (guint)atoi (argv[3]));
  else if (argc == 4 && g_str_equal (argv[1], "seed"))
    seed_cases (argv[2], (guint)atoi (argv[3]));
  else if (argc == 3 && g_str_equal (argv[1], "statistics"))
    statistics (argv[2]);
  else if (argc == 5 && g_str_equal (argv[1], "group-commit"))
    group_commit (argv[2], (guint)atoi (argv[3]), g_ascii_strtod (argv[4], NULL));
  else
    {
      g_printerr ("Usage: bench-store city FILE CELLS | seed FILE CASES | statistics FILE |"
                  " group-commit FILE BATCH SECONDS\n");
      return 2;
    }
  return 0;
}
