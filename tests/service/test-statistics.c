/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures: counted on events, equal to a slow recount. */
#include "backend/rules/case-error.h"
#include "backend/rules/indicator-book.h"
#include "backend/service/figures.h"
#include "tests/lib/town-statistics.h"

static void
test_one_closed_case (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autofree char *number = NULL;
  GwCounters cells;
  GwCounters departments;

  town->now_ms = GW_TOWN_MONDAY;
  number = gw_town_case (town, GW_CASE_CLOSED);
  cells = gw_town_total (town, "manager", GW_STATISTICS_CELLS, (GwStatisticsQuery){ 0 });
  g_assert_cmpint (cells.reported, ==, 1);
  g_assert_cmpint (cells.filed, ==, 1);
  g_assert_cmpint (cells.dispatched, ==, 1);
  g_assert_cmpint (cells.handled, ==, 1);
  g_assert_cmpint (cells.handled_in_time, ==, 1);
  g_assert_cmpint (cells.closed, ==, 1);
  g_assert_cmpint (cells.closed_in_time, ==, 1);
  g_assert_cmpint (cells.open, ==, 0);
  departments =
      gw_town_total (town, "manager", GW_STATISTICS_DEPARTMENTS, (GwStatisticsQuery){ 0 });
  g_assert_cmpint (departments.dispatched, ==, 1);
  g_assert_cmpint (departments.closed, ==, 1);
  g_assert_cmpint (departments.reported, ==, 0);
  gw_town_assert_recount (town);
}

/* Handled late, sent back, handled again: handled once, not in time. */
static void
test_rework_and_late (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autofree char *number = NULL;
  GwCounters counters;

  town->now_ms = GW_TOWN_MONDAY;
  number = gw_town_case (town, GW_CASE_HANDLING);
  town->now_ms = GW_TOWN_MONDAY + 24 * 3600000;
  gw_town_do (town, "sanitation", number, GW_ACTION_HANDLE);
  gw_town_do (town, "inspector2", number, GW_ACTION_REWORK);
  gw_town_do (town, "sanitation", number, GW_ACTION_HANDLE);
  gw_town_do (town, "leader", number, GW_ACTION_CHECK);
  gw_town_do (town, "leader", number, GW_ACTION_CLOSE);
  counters = gw_town_total (town, "manager", GW_STATISTICS_CELLS, (GwStatisticsQuery){ 0 });
  g_assert_cmpint (counters.handled, ==, 1);
  g_assert_cmpint (counters.handled_in_time, ==, 0);
  g_assert_cmpint (counters.reworks, ==, 1);
  g_assert_cmpint (counters.closed, ==, 1);
  g_assert_cmpint (counters.closed_in_time, ==, 0);
  g_assert_cmpint (counters.overdue, ==, 0);
  gw_town_assert_recount (town);
}

#define DAY G_GINT64_CONSTANT (86400000)

static void
assert_rate (const GwCounters *counters, const char *name, gint64 numerator,
             gint64 denominator)
{
  GwRate rate = gw_town_rate (counters, name);

  g_assert_cmpint (rate.numerator, ==, numerator);
  g_assert_cmpint (rate.denominator, ==, denominator);
}

/* What a case voided from this state on the next day leaves behind. */
static const struct
{
  const char *name;
  GwCaseState state;
  gint64 should_handle; /* on the first day, and again when asked later */
  gint64 handled;
  gint64 should_close;
} VOIDS[] = {
  { "reported", GW_CASE_REPORTED, 0, 0, 0 },     { "filed", GW_CASE_FILED, 0, 0, 0 },
  { "dispatched", GW_CASE_DISPATCHED, 1, 0, 0 }, { "handling", GW_CASE_HANDLING, 1, 0, 0 },
  { "handled", GW_CASE_HANDLED, 1, 1, 1 },       { "checked", GW_CASE_CHECKED, 1, 1, 1 },
};

static void
test_void_leaves_denominators (gconstpointer data)
{
  guint row = GPOINTER_TO_UINT (data);
  const GwStatisticsQuery monday = { .from = 20261123, .to = 20261123 };
  const GwStatisticsQuery tuesday = { .from = 20261124, .to = 20261124 };
  g_autoptr (GwTown) town = gw_town_new ();
  g_autofree char *number = NULL;

  town->now_ms = GW_TOWN_MONDAY;
  number = gw_town_case (town, VOIDS[row].state);
  for (guint after = 0; after < 2; after++)
    {
      GwCounters then = gw_town_total (town, "manager", GW_STATISTICS_CELLS, monday);
      GwCounters same =
          gw_town_total (town, "manager", GW_STATISTICS_CELLS,
                         (GwStatisticsQuery){ .class_code = "06", .to = 20261123 });

      assert_rate (&then, "timely_rate", VOIDS[row].handled, VOIDS[row].should_handle);
      assert_rate (&then, "closure_rate", 0, VOIDS[row].should_close);
      g_assert_cmpint (then.voided, ==, 0);
      g_assert_cmpint (same.to_handle, ==, then.to_handle);
      g_assert_cmpint (same.to_close, ==, then.to_close);
      if (after > 0)
        break;
      town->now_ms += DAY;
      gw_town_do (town, "leader", number, GW_ACTION_VOID);
    }
  for (guint of = GW_STATISTICS_CELLS; of <= GW_STATISTICS_DEPARTMENTS; of++)
    {
      GwCounters all = gw_town_total (town, "manager", of, (GwStatisticsQuery){ 0 });
      GwCounters later = gw_town_total (town, "manager", of, tuesday);

      assert_rate (&all, "timely_rate", 0, 0);
      assert_rate (&all, "closure_rate", 0, 0);
      assert_rate (&later, "timely_rate", 0, 0);
      assert_rate (&later, "closure_rate", 0, 0);
    }
  gw_town_assert_recount (town);
}

/* The first department handled it, badly, and gave it back; the second one ended it. */
static void
test_second_department (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *number = NULL;
  g_autoptr (GwTownAnswer) answer = NULL;
  GwActionRequest request = { .action = GW_ACTION_REDISPATCH, .department = "works" };
  GwCounters first;
  GwCounters second;
  GwCounters cells;

  town->now_ms = GW_TOWN_MONDAY;
  number = gw_town_case (town, GW_CASE_HANDLED);
  gw_town_do (town, "inspector2", number, GW_ACTION_REWORK);
  gw_town_do (town, "sanitation", number, GW_ACTION_RETURN);
  request.number = number;
  answer = gw_town_act (town, "dispatcher", request, &error);
  g_assert_no_error (error);
  gw_town_do (town, "works", number, GW_ACTION_ACCEPT);
  gw_town_do (town, "works", number, GW_ACTION_HANDLE);
  gw_town_do (town, "leader", number, GW_ACTION_CHECK);
  gw_town_do (town, "leader", number, GW_ACTION_CLOSE);
  first = gw_town_total (town, "sanitation", GW_STATISTICS_DEPARTMENTS,
                         (GwStatisticsQuery){ 0 });
  second =
      gw_town_total (town, "works", GW_STATISTICS_DEPARTMENTS, (GwStatisticsQuery){ 0 });
  cells = gw_town_total (town, "manager", GW_STATISTICS_CELLS, (GwStatisticsQuery){ 0 });
  assert_rate (&first, "timely_rate", 0, 0);
  assert_rate (&first, "closure_rate", 0, 0);
  g_assert_cmpint (first.handled, ==, 0);
  assert_rate (&second, "timely_rate", 1, 1);
  assert_rate (&second, "closure_rate", 1, 1);
  g_assert_cmpint (second.handled, ==, 1);
  g_assert_cmpint (second.reworks, ==, 0);
  assert_rate (&cells, "timely_rate", 1, 1);
  assert_rate (&cells, "closure_rate", 1, 1);
  gw_town_assert_recount (town);
}

static void
act (GwTown *town, const char *login, GwActionRequest request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwTownAnswer) answer = gw_town_act (town, login, request, &error);

  g_assert_no_error (error);
}

/* It goes on in another cell: deferred once, there, however it is asked. */
static void
test_deferral_moved (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autofree char *number = NULL;

  town->now_ms = GW_TOWN_MONDAY;
  number = gw_town_case (town, GW_CASE_HANDLING);
  act (town, "sanitation",
       (GwActionRequest){ .number = number,
                          .action = GW_ACTION_REQUEST_DEFERRAL,
                          .opinion = "说明",
                          .until = GW_TOWN_MONDAY + 30 * DAY });
  gw_town_do (town, "dispatcher", number, GW_ACTION_APPROVE);
  gw_town_do (town, "leader", number, GW_ACTION_APPROVE);
  act (town, "dispatcher",
       (GwActionRequest){ .number = number,
                          .action = GW_ACTION_AMEND,
                          .has_location = TRUE,
                          .location = gw_town_place (1) });
  for (guint of = GW_STATISTICS_CELLS; of <= GW_STATISTICS_DEPARTMENTS; of++)
    {
      GwCounters all = gw_town_total (town, "manager", of, (GwStatisticsQuery){ 0 });
      GwCounters figures =
          gw_town_total (town, "manager", of, (GwStatisticsQuery){ .from = 20260101 });

      g_assert_cmpint (all.deferred, ==, 1);
      figures.dispatched_in_time = 0;
      g_assert_cmpmem (&all, sizeof all, &figures, sizeof figures);
    }
}

/* --- dispatched in time --------------------------------------------------------------- */

typedef struct
{
  gboolean done;
  GwFigures figures;
} Asked;

static void
asked_cb (GwFiguresTable **table, const GError *error, gpointer data)
{
  Asked *asked = data;

  g_assert_no_error (error);
  asked->done = TRUE;
  for (guint i = 0; i < (*table)->rows->len; i++)
    {
      const GwFiguresRow *row = &g_array_index ((*table)->rows, GwFiguresRow, i);

      if (strcmp (row->row.key, "dispatcher") == 0)
        asked->figures = row->figures;
    }
}

/* What the indicator says of the dispatcher. */
static void
assert_dispatcher (GwTown *town, gint64 in_time, gint64 dispatched)
{
  g_autoptr (GwPerson) manager = gw_town_person (town, "manager");
  GwIndicatorBook *book = gw_indicator_book_built_in ();
  const GwFiguresQuery query = {
    .rows = GW_DIMENSION_PERSON, .post = "dispatcher", .from = 20261101, .to = 20261130
  };
  g_autoptr (GError) error = NULL;
  Asked asked = { 0 };
  GwRate rate;

  gw_figures_query (town->service, manager, &query, asked_cb, &asked, &error);
  g_assert_no_error (error);
  gw_town_wait (&asked.done);
  rate = gw_book_indicator_rate (gw_indicator_book_find (book, "dispatch_timely_rate"),
                                 &asked.figures);
  g_assert_cmpint (rate.numerator, ==, in_time);
  g_assert_cmpint (rate.denominator, ==, dispatched);
}

/* Each by its own deadline, up to its last instant; what is dispatched again by a new one. */
static void
test_dispatched_in_time (void)
{
  const gint64 due = GW_TOWN_MONDAY + 4 * 3600000; /* 13:00: the limit is of working time */
  g_autoptr (GwTown) town = gw_town_new ();
  g_autofree char *early = NULL;
  g_autofree char *late = NULL;

  town->now_ms = GW_TOWN_MONDAY;
  early = gw_town_case (town, GW_CASE_FILED);
  late = gw_town_case (town, GW_CASE_FILED);
  town->now_ms = due;
  gw_town_do (town, "dispatcher", early, GW_ACTION_DISPATCH);
  assert_dispatcher (town, 1, 1);
  town->now_ms = GW_TOWN_MONDAY + DAY;
  gw_town_do (town, "dispatcher", late, GW_ACTION_DISPATCH);
  assert_dispatcher (town, 1, 2);
  gw_town_do (town, "sanitation", late, GW_ACTION_RETURN);
  assert_dispatcher (town, 1, 1);
  act (town, "dispatcher",
       (GwActionRequest){
           .number = late, .action = GW_ACTION_REDISPATCH, .department = "works" });
  assert_dispatcher (town, 2, 2);
}

/* A late one that turns out to be elsewhere is late there; a void one is neither. */
static void
test_dispatched_late_moved (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autofree char *number = NULL;

  town->now_ms = GW_TOWN_MONDAY;
  number = gw_town_case (town, GW_CASE_FILED);
  town->now_ms = GW_TOWN_MONDAY + DAY;
  gw_town_do (town, "dispatcher", number, GW_ACTION_DISPATCH);
  act (town, "dispatcher",
       (GwActionRequest){ .number = number,
                          .action = GW_ACTION_AMEND,
                          .has_location = TRUE,
                          .location = gw_town_place (1) });
  assert_dispatcher (town, 0, 1);
  gw_town_do (town, "leader", number, GW_ACTION_VOID);
  assert_dispatcher (town, 0, 0);
}

/* Counters do not know what waits beyond its deadline: a city whose rate is made of it is told
 * all time from the days too. */
static void
test_rate_of_days (void)
{
  static const char *const overdue[] = {
    "closure_rate,handled,yes,rate,,up,closed,closed + to_close,",
    "closure_rate,handled,yes,rate,,up,closed,closed + overdue_to_handle,", NULL
  };
  g_autoptr (GwTown) town = gw_town_new ();
  g_autofree char *closed = NULL;
  g_autofree char *late = NULL;
  g_autofree char *waiting = NULL;

  town->now_ms = GW_TOWN_MONDAY;
  closed = gw_town_case (town, GW_CASE_CLOSED);
  late = gw_town_case (town, GW_CASE_DISPATCHED);
  town->now_ms += 30 * DAY;
  gw_service_follow_clock (town->service);
  waiting = gw_town_case (town, GW_CASE_DISPATCHED);
  for (guint of = GW_STATISTICS_CELLS; of <= GW_STATISTICS_DEPARTMENTS; of++)
    g_assert_cmpint (
        gw_town_total (town, "manager", of, (GwStatisticsQuery){ 0 }).overdue_to_handle, ==,
        0);
  gw_town_import_indicators (town->service, overdue);
  for (guint of = GW_STATISTICS_CELLS; of <= GW_STATISTICS_DEPARTMENTS; of++)
    {
      GwCounters all = gw_town_total (town, "manager", of, (GwStatisticsQuery){ 0 });

      g_assert_cmpint (all.to_handle, ==, 2);
      g_assert_cmpint (all.overdue_to_handle, ==, 1);
    }
}

static void
test_filed_once (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autofree char *number = gw_town_case (town, GW_CASE_FILED);
  g_autoptr (GwTownAnswer) amended = NULL;
  GwCounters counters;

  gw_town_do (town, "dispatcher", number, GW_ACTION_RETURN);
  amended = gw_town_act (
      town, "acceptor",
      (GwActionRequest){
          .number = number, .action = GW_ACTION_AMEND, .has_urgent = TRUE, .urgent = TRUE },
      NULL);
  g_assert_nonnull (amended);
  gw_town_do (town, "leader", number, GW_ACTION_FILE);
  counters = gw_town_total (town, "manager", GW_STATISTICS_CELLS, (GwStatisticsQuery){ 0 });
  g_assert_cmpint (counters.filed, ==, 1);
  g_assert_cmpint (counters.filed_in_time, ==, 1);
  g_assert_cmpint (counters.returns, ==, 1);
  gw_town_assert_recount (town);
}

static void
test_periods_count_event_days (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autofree char *number = NULL;
  GwCounters monday;
  GwCounters tuesday;

  town->now_ms = GW_TOWN_MONDAY;
  number = gw_town_case (town, GW_CASE_FILED);
  town->now_ms = GW_TOWN_MONDAY + 24 * 3600000;
  gw_town_do (town, "dispatcher", number, GW_ACTION_DISPATCH);
  monday = gw_town_total (town, "manager", GW_STATISTICS_CELLS,
                          (GwStatisticsQuery){ .from = 20261123, .to = 20261123 });
  tuesday = gw_town_total (town, "manager", GW_STATISTICS_CELLS,
                           (GwStatisticsQuery){ .from = 20261124, .to = 20261130 });
  g_assert_cmpint (monday.filed, ==, 1);
  g_assert_cmpint (monday.dispatched, ==, 0);
  g_assert_cmpint (tuesday.filed, ==, 0);
  g_assert_cmpint (tuesday.dispatched, ==, 1);
}

static void
test_pages_and_filters (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autoptr (GError) error = NULL;
  GwTownStatistics answer;
  const GwStatisticsRow *row;

  for (guint i = 0; i < 4; i++)
    {
      GwReport report = gw_town_report ();
      g_autoptr (GwTownAnswer) taken = NULL;

      report.location = gw_town_place (3 - i);
      report.class_code = i == 0 ? "09001" : "06010";
      taken = gw_town_take (town, "inspector", &report, &error);
      g_assert_no_error (error);
    }
  gw_town_ask_statistics (town, "manager", GW_STATISTICS_CELLS,
                          (GwStatisticsQuery){ .limit = 3 }, &answer, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (answer.rows->len, ==, 3);
  g_assert_true (answer.more);
  g_assert_cmpint (answer.total.reported, ==, 4);
  row = &g_array_index (answer.rows, GwStatisticsRow, 2);
  g_assert_cmpstr (row->cell->code, ==, "441802001001003");
  g_array_unref (answer.rows);
  gw_town_ask_statistics (town, "manager", GW_STATISTICS_CELLS,
                          (GwStatisticsQuery){ .limit = 3, .after = "441802001001003" },
                          &answer, &error);
  g_assert_cmpuint (answer.rows->len, ==, 1);
  g_assert_false (answer.more);
  g_array_unref (answer.rows);
  g_assert_cmpint (gw_town_total (town, "manager", GW_STATISTICS_CELLS,
                                  (GwStatisticsQuery){ .class_code = "09" })
                       .reported,
                   ==, 1);
}

static void
test_department_sees_its_own (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autoptr (GError) error = NULL;
  GwTownStatistics answer;

  g_free (gw_town_case (town, GW_CASE_DISPATCHED));
  g_assert_cmpint (gw_town_total (town, "sanitation", GW_STATISTICS_DEPARTMENTS,
                                  (GwStatisticsQuery){ 0 })
                       .dispatched,
                   ==, 1);
  g_assert_cmpint (
      gw_town_total (town, "works", GW_STATISTICS_DEPARTMENTS, (GwStatisticsQuery){ 0 })
          .dispatched,
      ==, 0);
  g_assert_false (gw_town_ask_statistics (town, "works", GW_STATISTICS_CELLS,
                                          (GwStatisticsQuery){ .department = "sanitation" },
                                          &answer, &error));
  g_assert_error (error, GW_CASE_ERROR, GW_CASE_ERROR_FORBIDDEN);
}

static void
test_bad_dates (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autoptr (GError) error = NULL;
  GwTownStatistics answer;

  g_assert_false (gw_town_ask_statistics (town, "manager", GW_STATISTICS_CELLS,
                                          (GwStatisticsQuery){ .from = 20260231 }, &answer,
                                          &error));
  g_assert_error (error, GW_CASE_ERROR, GW_CASE_ERROR_OUT_OF_RANGE);
  g_assert_cmpstr (gw_case_error_get_field (error), ==, "from");
}

/* Whose clock is a little ahead sees nothing yet but what is open. */
static void
test_from_tomorrow (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  GwCounters tomorrow;

  town->now_ms = GW_TOWN_MONDAY;
  g_free (gw_town_case (town, GW_CASE_DISPATCHED));
  tomorrow = gw_town_total (town, "manager", GW_STATISTICS_CELLS,
                            (GwStatisticsQuery){ .from = 20261124 });
  g_assert_cmpint (tomorrow.reported, ==, 0);
  g_assert_cmpint (tomorrow.open, ==, 1);
  g_assert_cmpint (tomorrow.to_handle, ==, 1);
}

static gboolean
stop_cb (gpointer data)
{
  *(gboolean *)data = TRUE;
  return G_SOURCE_REMOVE;
}

/* A deadline that passes while nobody acts is found within moments. */
static void
test_overdue_by_time_alone (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  gint64 overdue = 0;

  town->now_ms = g_get_real_time () / 1000 - G_GINT64_CONSTANT (30) * 86400000;
  g_free (gw_town_case (town, GW_CASE_DISPATCHED));
  town->now_ms = 0;
  for (guint i = 0; i < 200 && overdue == 0; i++)
    {
      gboolean stop = FALSE;

      g_timeout_add (100, stop_cb, &stop);
      gw_town_wait (&stop);
      overdue =
          gw_town_total (town, "manager", GW_STATISTICS_CELLS, (GwStatisticsQuery){ 0 })
              .overdue;
    }
  g_assert_cmpint (overdue, ==, 1);
  gw_town_assert_recount (town);
}

/* Closed and reopened on one day: it came and is still there. */
static void
test_change_of_reopened (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autofree char *number = NULL;

  town->now_ms = GW_TOWN_MONDAY;
  number = gw_town_case (town, GW_CASE_CLOSED);
  g_assert_cmpint (gw_town_change (town, 20261123), ==, 0);
  gw_town_do (town, "acceptor", number, GW_ACTION_REOPEN);
  g_assert_cmpint (gw_town_change (town, 20261123), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/statistics/one-closed-case", test_one_closed_case);
  g_test_add_func ("/statistics/rework-and-late", test_rework_and_late);
  g_test_add_func ("/statistics/periods", test_periods_count_event_days);
  g_test_add_func ("/statistics/pages-and-filters", test_pages_and_filters);
  g_test_add_func ("/statistics/department", test_department_sees_its_own);
  g_test_add_func ("/statistics/bad-dates", test_bad_dates);
  g_test_add_func ("/statistics/from-tomorrow", test_from_tomorrow);
  g_test_add_func ("/statistics/deferral-moved", test_deferral_moved);
  g_test_add_func ("/statistics/overdue", test_overdue_by_time_alone);
  g_test_add_func ("/statistics/second-department", test_second_department);
  g_test_add_func ("/statistics/dispatched-in-time", test_dispatched_in_time);
  g_test_add_func ("/statistics/dispatched-late-moved", test_dispatched_late_moved);
  g_test_add_func ("/statistics/rate-of-days", test_rate_of_days);
  g_test_add_func ("/statistics/filed-once", test_filed_once);
  for (guint i = 0; i < G_N_ELEMENTS (VOIDS); i++)
    {
      g_autofree char *name = g_strconcat ("/statistics/void/", VOIDS[i].name, NULL);

      g_test_add_data_func (name, GUINT_TO_POINTER (i), test_void_leaves_denominators);
    }
  g_test_add_func ("/statistics/change-of-reopened", test_change_of_reopened);
  return g_test_run ();
}
