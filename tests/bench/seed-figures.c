/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What so many cases would count, day after day, as the follower of the journal writes it. */
#include "tests/bench/seed-figures.h"

#include <sqlite3.h>
#include <string.h>

#include "backend/rules/figures.h"
#include "backend/store/sqlite/cube.h"
#include "gis/point.h"
#include "tests/bench/bench-city.h"

static void
run (sqlite3 *handle, const char *sql)
{
  if (sqlite3_exec (handle, sql, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (handle));
}

/* Communities, duty grids and people as a city of that size has. */
static const char CITY[] =
    "INSERT INTO area (parent_id, code, level, name) "
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200) "
    "SELECT (SELECT min (id) FROM area), '99' || printf ('%06d', i), 'community', '社区' "
    "FROM n;"
    "UPDATE cell SET community_id = (SELECT max (id) FROM area) - (id - 1) / 100";

/* What lists of cases tell of them: there are no more of them, so some come again. */
#define N_CASES 100000
static const char CASES[] =
    "INSERT INTO case_file (id, version, state, open, ticking, overdue, kind, class_id, "
    "  urgent, cell_id, lon, lat, description, source, reporter_id, reported_at, "
    "updated_at) "
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i "
    "< " G_STRINGIFY (
        N_CASES) ") "
                 "SELECT i, 2, 7, 0, 0, 0, 0, (SELECT min (id) FROM catalogue_class), 0, "
                 "  1 + i % (SELECT count(*) FROM cell), 1130000000, 236000000, "
                 "  '路面井盖破损，请尽快处理 ' || i, 'inspector', (SELECT min (id) FROM "
                 "person), 0, 0 "
                 "FROM n";

/* In the order of the rows they are made faster, when all rows are there. */
static const char *const indexes[] = { "figure_thing_cell", "figure_gone_out",
                                       "figure_wait_out" };

#define N_CLASSES 50

/* So many rows go into the file with one statement, which finds their place once. */
#define ROWS 64
#define COLUMNS 15
#define POST 12 /* where it stands in a row */
#define THING "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"

typedef struct
{
  sqlite3_stmt *things, *thing, *gone, *wait, *day;
  gint64 rows[ROWS * COLUMNS]; /* of things that are not in the file yet */
  guint n_rows;
  sqlite3 *handle;
  guint64 state; /* of the random numbers */
  gint64 seq;
  gint64 classes[N_CLASSES];
} Seed;

/* Of the five events of a case, which stand on days of their own in its figures. */
static const guint figures_of[SEED_EVENTS_PER_CASE] = {
  GW_FIGURE_BIT (GW_FIGURE_REPORTED),
  GW_FIGURE_BIT (GW_FIGURE_FILED) | GW_FIGURE_BIT (GW_FIGURE_FILED_IN_TIME),
  GW_FIGURE_BIT (GW_FIGURE_DISPATCHED) | GW_FIGURE_BIT (GW_FIGURE_DISPATCHED_IN_TIME),
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

static void
write_things (Seed *seed)
{
  if (seed->n_rows == ROWS)
    {
      bind_all (seed->things, seed->rows, ROWS * COLUMNS);
      step (seed, seed->things);
    }
  else
    for (guint i = 0; i < seed->n_rows; i++)
      {
        bind_all (seed->thing, &seed->rows[i * COLUMNS], COLUMNS);
        step (seed, seed->thing);
      }
  seed->n_rows = 0;
}

/* From minutes to a month, most of them a day or so. */
static gint64
draw_seconds (Seed *seed)
{
  return 60 + (gint64)draw (seed, 1600) * draw (seed, 1600);
}

/* At one of ten spots along the cell's side. */
static gint64
draw_degrees (Seed *seed, double first, gint64 cell)
{
  double degrees = first + BENCH_CELL_DEGREES * ((double)cell + draw (seed, 10) / 10.0);

  return (gint64)(degrees * GW_FIXED_PER_DEGREE);
}

/* One in thirty is taken back some days later; one in four waits over a night or more. */
static void
seed_thing (Seed *seed, guint32 day, const guint32 *days_after)
{
  guint event = draw (seed, SEED_EVENTS_PER_CASE), figures = figures_of[event];
  gboolean filed = (figures & GW_FIGURE_BIT (GW_FIGURE_FILED)) != 0;
  gint64 cell = 1 + draw (seed, BENCH_CELLS), class = seed->classes[draw (seed, N_CLASSES)];
  gint64 department = event < 2 ? 0 : 1 + class % 8;
  gint64 values[] = {
    day, ++seed->seq, 1 + seed->seq / SEED_EVENTS_PER_CASE % N_CASES, figures, cell,
    1 + cell / 50, class, department, 1 + draw (seed, 8), 1 + draw (seed, 200),
    draw (seed, 24), event == SEED_EVENTS_PER_CASE - 1 ? draw_seconds (seed) : 0,
    /* The posts of the main line, one after the other. */
    1 + event % 5, filed ? draw_degrees (seed, BENCH_WEST, (cell - 1) % BENCH_COLUMNS) : 0,
    filed ? draw_degrees (seed, BENCH_SOUTH, (cell - 1) / BENCH_COLUMNS) : 0
  };
  guint fate = draw (seed, 60);

  memcpy (&seed->rows[seed->n_rows++ * COLUMNS], values, sizeof values);
  if (seed->n_rows == ROWS)
    write_things (seed);
  sqlite3_bind_int64 (seed->gone, 14, values[POST]);
  sqlite3_bind_int64 (seed->wait, 14, values[POST]);
  if (event >= 2 && fate < 2)
    {
      guint32 day_out = days_after[draw (seed, 10)];

      sqlite3_bind_int64 (seed->gone, 12, day_out);
      sqlite3_bind_int64 (seed->gone, 13, gw_days_apart (day, day_out));
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
  for (guint32 day = (SEED_LAST_YEAR + 1 - years) * 10000 + 101;
       day / 10000 <= SEED_LAST_YEAR; day = gw_day_after (day))
    {
      guint32 days_after[10];

      for (guint i = 0; i < G_N_ELEMENTS (days_after); i++)
        days_after[i] = gw_day_from_number (gw_day_to_number (day) + i);
      for (guint i = 0; i < things_per_day; i++)
        seed_thing (seed, day, days_after);
      sqlite3_bind_int64 (seed->day, 1, day);
      sqlite3_bind_int64 (seed->day, 2, seed->seq);
      step (seed, seed->day);
    }
}

/* n rows of parameters, in the order of the columns. */
static sqlite3_stmt *
prepare_things (sqlite3 *handle, guint n)
{
  g_autoptr (GString) sql = g_string_new ("INSERT INTO figure_thing VALUES ");

  for (guint i = 0; i < n; i++)
    g_string_append (sql, i == 0 ? THING : ", " THING);
  return prepare (handle, sql->str);
}

/* Components and matters of the catalogue that is in force, half of them each. */
static void
choose_classes (Seed *seed)
{
  sqlite3_stmt *statement = prepare (
      seed->handle, "SELECT id FROM ("
                    "SELECT id, kind, row_number () OVER (PARTITION BY kind ORDER BY code) "
                    "AS place FROM catalogue_class WHERE scheme = 'gb47678-2026') "
                    "WHERE place <= 25 ORDER BY kind, id");
  guint n = 0;

  while (n < N_CLASSES && sqlite3_step (statement) == SQLITE_ROW)
    seed->classes[n++] = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  if (n < N_CLASSES)
    g_error ("the catalogue has too few classes");
}

/* What makes it again; free it. */
static char *
drop_index (Seed *seed, const char *name)
{
  g_autofree char *select =
      g_strdup_printf ("SELECT sql FROM sqlite_schema WHERE name = '%s'", name);
  g_autofree char *drop = g_strdup_printf ("DROP INDEX %s", name);
  sqlite3_stmt *statement = prepare (seed->handle, select);
  char *sql = NULL;

  if (sqlite3_step (statement) == SQLITE_ROW)
    sql = g_strdup ((const char *)sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);
  run (seed->handle, drop);
  return sql;
}

void
seed_figures (const char *path, guint n_cases, guint years)
{
  Seed seed = { .state = 7 };
  char *remake[G_N_ELEMENTS (indexes)];

  if (sqlite3_open_v2 (path, &seed.handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX,
                       NULL) != SQLITE_OK)
    g_error ("%s cannot be opened", path);
  /* Nobody needs what is half written: no log, nothing written twice. */
  run (seed.handle, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
                    "PRAGMA cache_size = -400000; BEGIN");
  run (seed.handle, CITY);
  run (seed.handle, CASES);
  choose_classes (&seed);
  for (guint i = 0; i < G_N_ELEMENTS (indexes); i++)
    remake[i] = drop_index (&seed, indexes[i]);
  seed.things = prepare_things (seed.handle, ROWS);
  seed.thing = prepare_things (seed.handle, 1);
  seed.gone = prepare (seed.handle,
                       "INSERT INTO figure_gone VALUES (?13, ?1, ?2, ?12, ?3, ?4, ?5, ?6, "
                       "?7, ?8, ?9, ?10, ?11, ?14)");
  seed.wait = prepare (seed.handle,
                       "INSERT INTO figure_wait VALUES (?12, ?1, ?2, ?13, ?1, ?3, ?5, ?6, "
                       "?7, ?8, ?9, ?10, ?11, ?14)");
  seed.day = prepare (seed.handle, "INSERT INTO figure_day VALUES (?1, ?2)");
  seed_days (&seed, years,
             (guint)((guint64)n_cases * SEED_EVENTS_PER_CASE / (years * 365)));
  write_things (&seed);
  sqlite3_finalize (seed.things);
  sqlite3_finalize (seed.thing);
  sqlite3_finalize (seed.gone);
  sqlite3_finalize (seed.wait);
  sqlite3_finalize (seed.day);
  /* Sorting goes faster by pieces that the processor holds. */
  run (seed.handle, "PRAGMA cache_size = -16000");
  for (guint i = 0; i < G_N_ELEMENTS (indexes); i++)
    {
      run (seed.handle, remake[i]);
      g_free (remake[i]);
    }
  run (seed.handle, "COMMIT; PRAGMA journal_mode = WAL");
  sqlite3_close (seed.handle);
}
