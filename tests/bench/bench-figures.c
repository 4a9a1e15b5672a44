/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tables of figures over a long history: `bench-figures FILE CASES YEARS` makes a city of
 * 20,000 cells, writes what so many cases would count straight into the file, has it added
 * up, and prints what each kind of table of the last year takes. A file that is there already is
 * only measured, and only the table of that name when one more argument says so. Times are of
 * the processor.
 */
#include <sqlite3.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "backend/service/closing-times.h"
#include "backend/rules/recurrence.h"
#include "backend/service/figures.h"
#include "backend/service/recurrence.h"
#include "backend/service/statistics.h"
#include "backend/store/sum-store.h"
#include "tests/bench/bench-city.h"
#include "tests/bench/seed-figures.h"

#define RUNS 5

static double
cpu_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double)now.tv_sec * 1e3 + (double)now.tv_nsec * 1e-6;
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
  g_autoptr (GwStore) store = NULL;
  double start = cpu_ms ();
  gboolean more = TRUE;

  /* Syncing is the disk's time, and nobody needs what is half made. */
  g_setenv ("GRIDWARD_UNSAFE_SYNCHRONOUS", "off", TRUE);
  store = gw_store_open (path, NULL, &error);
  while (more && error == NULL)
    gw_store_write (store, make_thread, &more, &error);
  g_assert_no_error (error);
  g_clear_pointer (&store, gw_store_close);
  g_unsetenv ("GRIDWARD_UNSAFE_SYNCHRONOUS");
  return cpu_ms () - start;
}

/* --- asking ------------------------------------------------------------------------------- */

/* What is asked. */
typedef enum
{
  CALL_TABLE,
  CALL_TIMES, /* how long closing took */
  CALL_CELLS, /* statistics of cells and departments */
  CALL_DEPARTMENTS,
  CALL_RECURRENCE,
  CALL_CASES, /* the list behind a figure: its first page, and one of its last day */
  CALL_LATE_CASES,
  CALL_SUM_CASES,   /* behind a sum of figures, of which one waits */
  CALL_TIMES_CASES, /* behind a bar of the histogram */
} Call;

/* Of the calls that list. */
static const GwFigureList LISTS[] = {
  [CALL_CASES] = { .counted = { .n = 1, .figures = { GW_FIGURE_CLOSED } } },
  [CALL_LATE_CASES] = { .counted = { .n = 1, .figures = { GW_FIGURE_CLOSED } } },
  [CALL_SUM_CASES] = { .counted = { .n = 2,
                                    .figures = { GW_FIGURE_CLOSED, GW_FIGURE_TO_CLOSE } } },
  [CALL_TIMES_CASES] = { .counted = { .n = 1, .figures = { GW_FIGURE_CLOSED } },
                         .over_s = 86400,
                         .within_s = 2 * 86400 },
};

/* Without days: of the last year. */
typedef struct
{
  const char *name;
  GwFiguresQuery query;
  Call call;
} Question;

#define OCTOBER .from = 20261001, .to = 20261031

static const Question QUESTIONS[] = {
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
  { "cell_of_department_year", { .rows = GW_DIMENSION_CELL, .department = "D3" } },
  { "cell_of_class_year", { .rows = GW_DIMENSION_CELL, .class_code = "component:01007" } },
  { "cell_of_kind_year",
    { .rows = GW_DIMENSION_CELL, .has_kind = TRUE, .kind = GW_KIND_COMPONENT } },
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
  { "times_city_year", { .rows = GW_DIMENSION_CITY }, CALL_TIMES },
  { "times_cell_year", { .rows = GW_DIMENSION_CELL }, CALL_TIMES },
  { "times_cell_year_page", { .rows = GW_DIMENSION_CELL, .limit = 100 }, CALL_TIMES },
  { "times_class_year", { .rows = GW_DIMENSION_CLASS }, CALL_TIMES },
  { "times_community_year", { .rows = GW_DIMENSION_COMMUNITY }, CALL_TIMES },
  { "times_weekday_year", { .rows = GW_DIMENSION_WEEKDAY }, CALL_TIMES },
  { "times_person_of_hour_and_weekday_year",
    { .rows = GW_DIMENSION_PERSON, .has_hour = TRUE, .hour = 9, .weekday = 3 },
    CALL_TIMES },
  { "times_community_of_class_odd_days",
    { .rows = GW_DIMENSION_COMMUNITY,
      .has_kind = TRUE,
      .kind = GW_KIND_COMPONENT,
      .from = 20260107,
      .to = 20261218 },
    CALL_TIMES },
  /* Scores are made of such a table. */
  { "department_month", { .rows = GW_DIMENSION_DEPARTMENT, OCTOBER } },
  { "recurrence_month", { OCTOBER, .limit = 100 }, CALL_RECURRENCE },
  { "cases_month_first_page", { OCTOBER, .limit = 200 }, CALL_CASES },
  { "cases_month_late_page", { OCTOBER, .limit = 200 }, CALL_LATE_CASES },
  { "cases_year_first_page", { .limit = 200 }, CALL_CASES },
  { "cases_year_late_page", { .limit = 200 }, CALL_LATE_CASES },
  { "cases_of_cell_year_page", { .cell = "441802001001001", .limit = 200 }, CALL_CASES },
  { "cases_of_sum_year_page", { .limit = 200 }, CALL_SUM_CASES },
  { "cases_of_times_year_page", { .limit = 200 }, CALL_TIMES_CASES },
  { "statistics_cells_year", { 0 }, CALL_CELLS },
  { "statistics_departments_year", { 0 }, CALL_DEPARTMENTS },
  { "statistics_cells_past_month", { .from = 20260201, .to = 20260228 }, CALL_CELLS },
  { "statistics_cells_of_class_year", { .class_code = "01007" }, CALL_CELLS },
};

static void
measured_cb (GwClosingTimes **times, const GError *error, gpointer data)
{
  guint *n_rows = data;

  if (error != NULL)
    g_error ("%s", error->message);
  *n_rows = (*times)->rows->len;
}

static void
answered_cb (GwFiguresTable **table, const GError *error, gpointer data)
{
  guint *n_rows = data;

  if (error != NULL)
    g_error ("%s", error->message);
  *n_rows = (*table)->rows->len;
}

static void
linked_cb (const GwRecurrence *recurrence, const GError *error, gpointer data)
{
  guint *n_rows = data;

  if (error != NULL)
    g_error ("%s", error->message);
  *n_rows = (guint)recurrence->n_groups;
}

static void
listed_cb (GwFigureCases *cases, const GError *error, gpointer data)
{
  guint *n_rows = data;

  if (error != NULL)
    g_error ("%s", error->message);
  *n_rows = cases->items->len;
}

static void
next_cb (GwFigureCases *cases, const GError *error, gpointer data)
{
  gint64 *next = data;

  if (error != NULL)
    g_error ("%s", error->message);
  *next = cases->next;
}

/* Where the list of the whole period goes on after the first page of its last day. */
static gint64
find_late_page (GwService *service, const GwPerson *user, GwFiguresQuery query)
{
  g_autoptr (GError) error = NULL;
  gint64 next = -1;

  query.from = query.to;
  if (!gw_figures_cases (service, user, &LISTS[CALL_LATE_CASES], &query, 0, next_cb, &next,
                         &error))
    g_error ("%s", error->message);
  while (next < 0)
    g_main_context_iteration (NULL, TRUE);
  return next;
}

static int
compare_doubles (const void *a, const void *b)
{
  double left = *(const double *)a, right = *(const double *)b;

  return (left > right) - (left < right);
}

static void
counted_cb (GwStatistics *statistics, const GError *error, gpointer data)
{
  guint *n_rows = data;

  if (error != NULL)
    g_error ("%s", error->message);
  *n_rows = statistics->rows->len;
}

static gboolean
ask (GwService *service, const GwPerson *user, Call call, const GwFiguresQuery *query,
     gint64 after, guint *ret_rows, GError **error)
{
  const GwStatisticsQuery statistics = { .from = query->from,
                                         .to = query->to,
                                         .class_code = query->class_code };

  switch (call)
    {
    case CALL_TABLE:
      return gw_figures_query (service, user, query, answered_cb, ret_rows, error);
    case CALL_TIMES:
      return gw_closing_times (service, user, query, measured_cb, ret_rows, error);
    case CALL_RECURRENCE:
      return gw_recurrence (service, user, query, GW_RECURRENCE_RADIUS_M,
                            GW_RECURRENCE_DAYS, &(GwRecurrenceAfter){ 0 }, linked_cb,
                            ret_rows, error);
    case CALL_CASES:
    case CALL_LATE_CASES:
    case CALL_SUM_CASES:
    case CALL_TIMES_CASES:
      return gw_figures_cases (service, user, &LISTS[call], query, after, listed_cb,
                               ret_rows, error);
    default:
      return gw_statistics_query (service, user,
                                  call == CALL_CELLS ? GW_STATISTICS_CELLS
                                                     : GW_STATISTICS_DEPARTMENTS,
                                  &statistics, counted_cb, ret_rows, error);
    }
}

static double
time_call (GwService *service, Call call, GwFiguresQuery query, guint *ret_rows)
{
  g_autoptr (GwPerson) user = gw_person_new_administrator ();
  double times[RUNS];
  gint64 after;

  if (query.from == 0)
    {
      query.from = SEED_LAST_YEAR * 10000 + 101;
      query.to = SEED_LAST_YEAR * 10000 + 1231;
    }
  after = call == CALL_LATE_CASES ? find_late_page (service, user, query) : 0;
  for (guint i = 0; i < RUNS; i++)
    {
      double start = cpu_ms ();
      g_autoptr (GError) error = NULL;

      *ret_rows = G_MAXUINT;
      if (!ask (service, user, call, &query, after, ret_rows, &error))
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
  sqlite3_stmt *statement = NULL;
  double start;

  if (sqlite3_open (path, &handle) != SQLITE_OK)
    g_error ("%s cannot be opened", path);
  if (sqlite3_prepare_v2 (handle,
                          "SELECT class_id, department_id, sum (figures & 1), "
                          "sum (figures >> 4 & 1), sum (figures >> 6 & 1), "
                          "sum (figures >> 9 & 1), sum (figures >> 14 & 1) "
                          "FROM figure_thing "
                          "WHERE day BETWEEN 20260101 AND 20261231 GROUP BY 1, 2",
                          -1, &statement, NULL) != SQLITE_OK)
    g_error ("%s", sqlite3_errmsg (handle));
  start = cpu_ms ();
  while (sqlite3_step (statement) == SQLITE_ROW)
    ;
  start = cpu_ms () - start;
  sqlite3_finalize (statement);
  sqlite3_close (handle);
  return start;
}

static double
tell (GwService *service, const char *size, const Question *question)
{
  guint n_rows;
  double ms = time_call (service, question->call, question->query, &n_rows);

  g_print ("figures_%s_%s %.1f ms\n# %u rows\n", size, question->name, ms, n_rows);
  return ms;
}

static void
measure_one (const char *path, const char *size, const char *name)
{
  g_autoptr (GError) error = NULL;
  const GwServiceOptions options = { .read_only = TRUE };
  GwService *service = gw_service_open (path, &options, &error);

  if (service == NULL)
    g_error ("%s", error->message);
  for (guint i = 0; i < G_N_ELEMENTS (QUESTIONS); i++)
    if (g_str_equal (QUESTIONS[i].name, name))
      tell (service, size, &QUESTIONS[i]);
  gw_service_close (service);
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
  for (guint i = 0; i < G_N_ELEMENTS (QUESTIONS); i++)
    {
      double ms = tell (service, size, &QUESTIONS[i]);

      most = MAX (most, ms);
      if (g_str_equal (QUESTIONS[i].name, "class_by_department_year"))
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

  if (argc != 4 && argc != 5)
    g_error ("bench-figures FILE CASES YEARS [TABLE]");
  n_cases = (guint)atoi (argv[2]);
  years = (guint)atoi (argv[3]);
  size = n_cases % 1000000 == 0 ? g_strdup_printf ("%um", n_cases / 1000000)
                                : g_strdup_printf ("%uk", n_cases / 1000);
  if (g_file_test (argv[1], G_FILE_TEST_EXISTS))
    {
      if (argc == 5)
        measure_one (argv[1], size, argv[4]);
      else
        measure (argv[1], size);
      return 0;
    }
  bench_city_create (argv[1]);
  seeded = cpu_ms ();
  seed_figures (argv[1], n_cases, years);
  seeded = cpu_ms () - seeded;
  made = make_sums (argv[1]);
  g_print ("# written %.1f s, added up %.1f s\n", seeded / 1000, made / 1000);
  g_print ("# limit figures_%s_generated < 600\nfigures_%s_generated %.1f s\n", size, size,
           (seeded + made) / 1000);
  g_print ("figures_%s_kept %.2f us/event\n", size,
           made * 1000 / ((double)n_cases * SEED_EVENTS_PER_CASE));
  /* The way of so many new bytes to the disk slows down who asks meanwhile. */
  sync ();
  measure (argv[1], size);
  return 0;
}
