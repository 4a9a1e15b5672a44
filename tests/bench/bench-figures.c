/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tables of figures over a long history: `bench-figures FILE CASES YEARS` makes a city of
 * 20,000 cells, writes what so many cases would count straight into the file, has it added
 * up, and prints what each kind of table of the last year takes. Times are of the processor.
 */
#include <sqlite3.h>
#include <stdlib.h>
#include <time.h>

#include "backend/service/figures.h"
#include "backend/store/sqlite/connection.h"
#include "backend/store/sum-store.h"
#include "tests/bench/bench-city.h"

#define LAST_YEAR 2026
#define CASE_EVENTS 5
#define RUNS 5

static double
cpu_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double)now.tv_sec * 1e3 + (double)now.tv_nsec * 1e-6;
}

static void
run (sqlite3 *handle, const char *sql)
{
  if (sqlite3_exec (handle, sql, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (handle));
}

/* --- what so many cases would count ----------------------------------------------------- */

/* Communities, duty grids and people as a city of that size has. */
static const char CITY[] =
    "INSERT INTO area (parent_id, code, level, name) "
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200) "
    "SELECT (SELECT min (id) FROM area), '99' || printf ('%06d', i), 'community', '社区' "
    "FROM n;"
    "UPDATE cell SET community_id = (SELECT max (id) FROM area) - (id - 1) / 100;"
    "DROP INDEX figure_thing_cell; DROP INDEX figure_gone_out; DROP INDEX figure_wait_out";
static const char INDEXES[] =
    "CREATE INDEX figure_thing_cell ON figure_thing (cell_id, day);"
    "CREATE INDEX figure_gone_out ON figure_gone (day_out);"
    "CREATE INDEX figure_wait_out ON figure_wait (figure, day_out, day_in)";

typedef struct
{
  sqlite3_stmt *thing, *gone, *wait, *day;
  sqlite3 *handle;
  guint64 state; /* of the random numbers */
  gint64 seq;
} Seed;

/* Of the five events of a case, which stand on days of their own in its figures. */
static const guint figures_of[CASE_EVENTS] = {
  GW_FIGURE_BIT (GW_FIGURE_REPORTED),
  GW_FIGURE_BIT (GW_FIGURE_FILED) | GW_FIGURE_BIT (GW_FIGURE_FILED_IN_TIME),
  GW_FIGURE_BIT (GW_FIGURE_DISPATCHED),
  GW_FIGURE_BIT (GW_FIGURE_HANDLED) | GW_FIGURE_BIT (GW_FIGURE_HANDLED_IN_TIME),
  GW_FIGURE_BIT (GW_FIGURE_CLOSED) | GW_FIGURE_BIT (GW_FIGURE_CLOSED_IN_TIME),
};

static guint
draw (Seed *seed, guint below)
{
  seed->state =
      seed->state * G_GUINT64_CONSTANT (6364136223846793005) + 1442695040888963407;
  return (guint)((seed->state >> 33) % below);
}

static sqlite3_stmt *
prepare (sqlite3 *handle, const char *sql)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (handle, sql, -1, &statement, NULL) != SQLITE_OK)
    g_error ("%s", sqlite3_errmsg (handle));
  return statement;
}

static void
step (Seed *seed, sqlite3_stmt *statement)
{
  if (sqlite3_step (statement) != SQLITE_DONE)
    g_error ("%s", sqlite3_errmsg (seed->handle));
  sqlite3_reset (statement);
}

static void
bind_all (sqlite3_stmt *statement, const gint64 *values, int n)
{
  for (int i = 0; i < n; i++)
    sqlite3_bind_int64 (statement, i + 1, values[i]);
}

static guint32
later (guint32 day, guint days)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, day % 100, (GDateMonth)(day / 100 % 100),
                  (GDateYear)(day / 10000));
  g_date_add_days (&date, days);
  return g_date_get_year (&date) * 10000u + (guint32)g_date_get_month (&date) * 100u +
         g_date_get_day (&date);
}

/* One in thirty is taken back some days later; one in four waits over a night or more. */
static void
seed_thing (Seed *seed, guint32 day, const guint32 *days_after)
{
  guint event = draw (seed, CASE_EVENTS), figures = figures_of[event];
  gint64 cell = 1 + draw (seed, BENCH_CELLS), class = 1 + draw (seed, 50);
  gint64 department = event < 2 ? 0 : 1 + class % 8;
  gint64 values[] = { day,
                      ++seed->seq,
                      seed->seq / CASE_EVENTS,
                      figures,
                      cell,
                      1 + cell / 50,
                      class,
                      department,
                      1 + draw (seed, 8),
                      1 + draw (seed, 200),
                      draw (seed, 24) };
  guint fate = draw (seed, 60);

  bind_all (seed->thing, values, 11);
  step (seed, seed->thing);
  if (event >= 2 && fate < 2)
    {
      guint days = draw (seed, 10);

      sqlite3_bind_int64 (seed->gone, 12, (gint64)days_after[days]);
      bind_all (seed->gone, values, 11);
      step (seed, seed->gone);
    }
  if (event == 2 && fate >= 45)
    {
      sqlite3_bind_int64 (seed->wait, 12, GW_FIGURE_TO_HANDLE);
      sqlite3_bind_int64 (seed->wait, 13, (gint64)days_after[1 + draw (seed, 9)]);
      bind_all (seed->wait, values, 11);
      step (seed, seed->wait);
    }
}

static void
seed_days (Seed *seed, guint years, guint things_per_day)
{
  for (guint32 day = (LAST_YEAR + 1 - years) * 10000 + 101; day / 10000 <= LAST_YEAR;
       day = later (day, 1))
    {
      guint32 days_after[10];

      for (guint i = 0; i < G_N_ELEMENTS (days_after); i++)
        days_after[i] = later (day, i);
      for (guint i = 0; i < things_per_day; i++)
        seed_thing (seed, day, days_after);
      sqlite3_bind_int64 (seed->day, 1, day);
      sqlite3_bind_int64 (seed->day, 2, seed->seq);
      step (seed, seed->day);
    }
}

static void
seed_figures (const char *path, guint n_cases, guint years)
{
  Seed seed = { .state = 7 };

  if (sqlite3_open (path, &seed.handle) != SQLITE_OK)
    g_error ("%s cannot be opened", path);
  run (seed.handle, "PRAGMA synchronous = OFF; PRAGMA cache_size = -200000; BEGIN");
  run (seed.handle, CITY);
  seed.thing = prepare (seed.handle,
                        "INSERT INTO figure_thing VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, "
                        "?9, ?10, ?11)");
  /* In which run of 2^n days both lie in halves: what the store writes itself. */
  seed.gone = prepare (
      seed.handle, "WITH d (x) AS (SELECT CAST (julianday (?1 / 10000 || '-' || "
                   "printf ('%02d', ?1 / 100 % 100) || '-' || printf ('%02d', ?1 % 100)) "
                   "- 1721424.5 AS INTEGER)), "
                   "e (y) AS (SELECT CAST (julianday (?12 / 10000 || '-' || "
                   "printf ('%02d', ?12 / 100 % 100) || '-' || printf ('%02d', ?12 % "
                   "100)) - 1721424.5 AS INTEGER)) "
                   "INSERT INTO figure_gone SELECT iif (x = y, 0, 1 + CAST (log2 ((x | "
                   "y) & ~(x & y)) AS INTEGER)), ?1, ?2, ?12, ?3, ?4, ?5, ?6, ?7, ?8, "
                   "?9, ?10, ?11 FROM d, e");
  seed.wait = prepare (seed.handle,
                       "INSERT INTO figure_wait VALUES (?12, ?1, ?2, ?13, ?1, ?3, ?5, ?6, "
                       "?7, ?8, ?9, ?10, ?11)");
  seed.day = prepare (seed.handle, "INSERT INTO figure_day VALUES (?1, ?2)");
  seed_days (&seed, years, (guint)((guint64)n_cases * CASE_EVENTS / (years * 365)));
  sqlite3_finalize (seed.thing);
  sqlite3_finalize (seed.gone);
  sqlite3_finalize (seed.wait);
  sqlite3_finalize (seed.day);
  run (seed.handle, INDEXES);
  run (seed.handle, "COMMIT; PRAGMA wal_checkpoint(TRUNCATE)");
  sqlite3_close (seed.handle);
}

/* --- adding up ---------------------------------------------------------------------------- */

static gboolean
make_thread (GwStoreWriter *writer, gpointer data, GError **error)
{
  return gw_store_sums_make (writer, data, error);
}

static double
make_sums (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwStore) store = gw_store_open (path, NULL, &error);
  double start = cpu_ms ();
  gboolean more = TRUE;

  while (more && error == NULL)
    gw_store_write (store, make_thread, &more, &error);
  g_assert_no_error (error);
  return cpu_ms () - start;
}

/* --- asking ------------------------------------------------------------------------------- */

static const struct
{
  const char *name;
  GwFiguresQuery query;
} TABLES[] = {
  { "city_year", { .rows = GW_DIMENSION_CITY } },
  { "cell_year", { .rows = GW_DIMENSION_CELL } },
  { "department_year", { .rows = GW_DIMENSION_DEPARTMENT } },
  { "class_by_department_year",
    { .rows = GW_DIMENSION_CLASS,
      .has_columns = TRUE,
      .columns = GW_DIMENSION_DEPARTMENT } },
  { "class_by_community_year",
    { .rows = GW_DIMENSION_CLASS,
      .has_columns = TRUE,
      .columns = GW_DIMENSION_COMMUNITY } },
  { "duty_grid_by_class_year_compared",
    { .rows = GW_DIMENSION_DUTY_GRID,
      .has_columns = TRUE,
      .columns = GW_DIMENSION_CLASS,
      .compare = GW_COMPARE_BEFORE } },
  { "person_by_hour_year",
    { .rows = GW_DIMENSION_PERSON, .has_columns = TRUE, .columns = GW_DIMENSION_HOUR } },
  { "hour_by_weekday_year",
    { .rows = GW_DIMENSION_HOUR, .has_columns = TRUE, .columns = GW_DIMENSION_WEEKDAY } },
  { "cell_by_class_year_page",
    { .rows = GW_DIMENSION_CELL,
      .has_columns = TRUE,
      .columns = GW_DIMENSION_CLASS,
      .limit = 100 } },
  { "month_by_community_year",
    { .rows = GW_DIMENSION_MONTH,
      .has_columns = TRUE,
      .columns = GW_DIMENSION_COMMUNITY } },
  { "day_year", { .rows = GW_DIMENSION_DAY } },
  { "day_by_department_year",
    { .rows = GW_DIMENSION_DAY, .has_columns = TRUE, .columns = GW_DIMENSION_DEPARTMENT } },
  { "community_odd_days",
    { .rows = GW_DIMENSION_COMMUNITY, .from = 20260107, .to = 20261218 } },
  { "class_by_community_odd_days_compared",
    { .rows = GW_DIMENSION_CLASS,
      .has_columns = TRUE,
      .columns = GW_DIMENSION_COMMUNITY,
      .from = 20260507,
      .to = 20261018,
      .compare = GW_COMPARE_BEFORE } },
};

static void
answered_cb (GwFiguresTable **table, const GError *error, gpointer data)
{
  guint *n_rows = data;

  if (error != NULL)
    g_error ("%s", error->message);
  *n_rows = (*table)->rows->len;
}

static int
compare_doubles (const void *a, const void *b)
{
  double left = *(const double *)a, right = *(const double *)b;

  return (left > right) - (left < right);
}

static double
time_table (GwService *service, GwFiguresQuery query, guint *ret_rows)
{
  g_autoptr (GwPerson) user = gw_person_new_administrator ();
  double times[RUNS];

  if (query.from == 0)
    {
      query.from = LAST_YEAR * 10000 + 101;
      query.to = LAST_YEAR * 10000 + 1231;
    }
  for (guint i = 0; i < RUNS; i++)
    {
      double start = cpu_ms ();
      g_autoptr (GError) error = NULL;

      *ret_rows = G_MAXUINT;
      if (!gw_figures_query (service, user, &query, answered_cb, ret_rows, &error))
        g_error ("%s", error->message);
      while (*ret_rows == G_MAXUINT)
        g_main_context_iteration (NULL, TRUE);
      times[i] = cpu_ms () - start;
    }
  qsort (times, RUNS, sizeof *times, compare_doubles);
  return times[RUNS / 2];
}

/* What a table of classes by departments is without anything kept, withdrawals left out. */
static double
time_group_by (const char *path)
{
  sqlite3 *handle = NULL;
  sqlite3_stmt *statement;
  double start;

  if (sqlite3_open (path, &handle) != SQLITE_OK)
    g_error ("%s cannot be opened", path);
  statement = prepare (
      handle, "SELECT class_id, department_id, sum (figures & 1), "
              "sum (figures >> 4 & 1), sum (figures >> 6 & 1), sum (figures >> 9 & "
              "1), sum (figures >> 14 & 1) FROM figure_thing "
              "WHERE day BETWEEN 20260101 AND 20261231 GROUP BY 1, 2");
  start = cpu_ms ();
  while (sqlite3_step (statement) == SQLITE_ROW)
    ;
  start = cpu_ms () - start;
  sqlite3_finalize (statement);
  sqlite3_close (handle);
  return start;
}

static void
measure (const char *path, const char *size)
{
  const GwServiceOptions options = { .read_only = TRUE };
  g_autoptr (GError) error = NULL;
  GwService *service = gw_service_open (path, &options, &error);
  double by_department = 0, most = 0;

  if (service == NULL)
    g_error ("%s", error->message);
  for (guint i = 0; i < G_N_ELEMENTS (TABLES); i++)
    {
      guint n_rows;
      double ms = time_table (service, TABLES[i].query, &n_rows);

      g_print ("figures_%s_%s %.1f ms\n# %u rows\n", size, TABLES[i].name, ms, n_rows);
      most = MAX (most, ms);
      if (g_str_equal (TABLES[i].name, "class_by_department_year"))
        by_department = ms;
    }
  gw_service_close (service);
  g_print ("# limit figures_%s_slowest < 100\nfigures_%s_slowest %.1f ms\n", size, size,
           most);
  g_print ("figures_%s_vs_group_by %.0f ratio\n", size,
           time_group_by (path) / by_department);
}

int
main (int argc, char **argv)
{
  g_autofree char *size = NULL;
  guint n_cases, years;
  double seeded, made;

  if (argc != 4)
    g_error ("bench-figures FILE CASES YEARS");
  n_cases = (guint)atoi (argv[2]);
  years = (guint)atoi (argv[3]);
  size = n_cases % 1000000 == 0 ? g_strdup_printf ("%um", n_cases / 1000000)
                                : g_strdup_printf ("%uk", n_cases / 1000);
  bench_city_create (argv[1]);
  seeded = cpu_ms ();
  seed_figures (argv[1], n_cases, years);
  seeded = cpu_ms () - seeded;
  made = make_sums (argv[1]);
  g_print ("figures_%s_generated %.1f s\n", size, (seeded + made) / 1000);
  g_print ("figures_%s_kept %.2f us/event\n", size,
           made * 1000 / ((double)n_cases * CASE_EVENTS));
  measure (argv[1], size);
  return 0;
}
