/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures: counted on events, equal to a slow recount. */
#include "backend/rules/case-error.h"
#include "backend/service/case-query.h"
#include "backend/service/statistics.h"
#include "tests/lib/town.h"

typedef struct
{
  gboolean done;
  GArray *rows;
  GwCounters total;
  gboolean more;
  gint64 change;
} Answer;

static void
counted_cb (GwStatistics *statistics, const GError *error, gpointer user_data)
{
  Answer *answer = user_data;

  g_assert_no_error (error);
  answer->done = TRUE;
  answer->rows = g_array_ref (statistics->rows);
  answer->total = statistics->total;
  answer->more = statistics->more;
  for (guint i = 0; i < answer->rows->len; i++)
    answer->change += g_array_index (answer->rows, GwStatisticsRow, i).change;
}

static gboolean
ask (GwTown *town, const char *login, GwStatisticsOf of, GwStatisticsQuery query,
     Answer *ret_answer, GError **error)
{
  g_autoptr (GwPerson) user = gw_town_person (town, login);

  *ret_answer = (Answer){ 0 };
  if (!gw_statistics_query (town->service, user, of, &query, counted_cb, ret_answer, error))
    return FALSE;
  gw_town_wait (&ret_answer->done);
  return TRUE;
}

static GwCounters
total (GwTown *town, const char *login, GwStatisticsOf of, GwStatisticsQuery query)
{
  g_autoptr (GError) error = NULL;
  Answer answer;

  ask (town, login, of, query, &answer, &error);
  g_assert_no_error (error);
  g_array_unref (answer.rows);
  return answer.total;
}

static void
assert_recount (GwTown *town)
{
  g_autoptr (GPtrArray) differences = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  g_assert_true (gw_statistics_recount (town->service, differences, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < differences->len; i++)
    g_test_message ("%s", (char *)g_ptr_array_index (differences, i));
  g_assert_cmpuint (differences->len, ==, 0);
}

static void
test_one_closed_case (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autofree char *number = NULL;
  GwCounters cells;
  GwCounters departments;

  town->now_ms = GW_TOWN_MONDAY;
  number = gw_town_case (town, GW_CASE_CLOSED);
  cells = total (town, "manager", GW_STATISTICS_CELLS, (GwStatisticsQuery){ 0 });
  g_assert_cmpint (cells.reported, ==, 1);
  g_assert_cmpint (cells.filed, ==, 1);
  g_assert_cmpint (cells.dispatched, ==, 1);
  g_assert_cmpint (cells.handled, ==, 1);
  g_assert_cmpint (cells.handled_in_time, ==, 1);
  g_assert_cmpint (cells.closed, ==, 1);
  g_assert_cmpint (cells.closed_in_time, ==, 1);
  g_assert_cmpint (cells.open, ==, 0);
  departments =
      total (town, "manager", GW_STATISTICS_DEPARTMENTS, (GwStatisticsQuery){ 0 });
  g_assert_cmpint (departments.dispatched, ==, 1);
  g_assert_cmpint (departments.closed, ==, 1);
  g_assert_cmpint (departments.reported, ==, 0);
  assert_recount (town);
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
  counters = total (town, "manager", GW_STATISTICS_CELLS, (GwStatisticsQuery){ 0 });
  g_assert_cmpint (counters.handled, ==, 1);
  g_assert_cmpint (counters.handled_in_time, ==, 0);
  g_assert_cmpint (counters.reworks, ==, 1);
  g_assert_cmpint (counters.closed, ==, 1);
  g_assert_cmpint (counters.closed_in_time, ==, 0);
  g_assert_cmpint (counters.overdue, ==, 0);
  assert_recount (town);
}

#define DAY G_GINT64_CONSTANT (86400000)

static void
assert_rate (const GwCounters *counters, GwIndicator indicator, gint64 numerator,
             gint64 denominator)
{
  GwRate rate = gw_indicator_rate (indicator, counters);

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
      GwCounters then = total (town, "manager", GW_STATISTICS_CELLS, monday);
      GwCounters same = total (town, "manager", GW_STATISTICS_CELLS,
                               (GwStatisticsQuery){ .class_code = "06", .to = 20261123 });

      assert_rate (&then, GW_INDICATOR_TIMELY_RATE, VOIDS[row].handled,
                   VOIDS[row].should_handle);
      assert_rate (&then, GW_INDICATOR_CLOSURE_RATE, 0, VOIDS[row].should_close);
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
      GwCounters all = total (town, "manager", of, (GwStatisticsQuery){ 0 });
      GwCounters later = total (town, "manager", of, tuesday);

      assert_rate (&all, GW_INDICATOR_TIMELY_RATE, 0, 0);
      assert_rate (&all, GW_INDICATOR_CLOSURE_RATE, 0, 0);
      assert_rate (&later, GW_INDICATOR_TIMELY_RATE, 0, 0);
      assert_rate (&later, GW_INDICATOR_CLOSURE_RATE, 0, 0);
    }
  assert_recount (town);
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
  first = total (town, "sanitation", GW_STATISTICS_DEPARTMENTS, (GwStatisticsQuery){ 0 });
  second = total (town, "works", GW_STATISTICS_DEPARTMENTS, (GwStatisticsQuery){ 0 });
  cells = total (town, "manager", GW_STATISTICS_CELLS, (GwStatisticsQuery){ 0 });
  assert_rate (&first, GW_INDICATOR_TIMELY_RATE, 0, 0);
  assert_rate (&first, GW_INDICATOR_CLOSURE_RATE, 0, 0);
  g_assert_cmpint (first.handled, ==, 0);
  assert_rate (&second, GW_INDICATOR_TIMELY_RATE, 1, 1);
  assert_rate (&second, GW_INDICATOR_CLOSURE_RATE, 1, 1);
  g_assert_cmpint (second.handled, ==, 1);
  g_assert_cmpint (second.reworks, ==, 0);
  assert_rate (&cells, GW_INDICATOR_TIMELY_RATE, 1, 1);
  assert_rate (&cells, GW_INDICATOR_CLOSURE_RATE, 1, 1);
  assert_recount (town);
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
  counters = total (town, "manager", GW_STATISTICS_CELLS, (GwStatisticsQuery){ 0 });
  g_assert_cmpint (counters.filed, ==, 1);
  g_assert_cmpint (counters.filed_in_time, ==, 1);
  g_assert_cmpint (counters.returns, ==, 1);
  assert_recount (town);
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
  monday = total (town, "manager", GW_STATISTICS_CELLS,
                  (GwStatisticsQuery){ .from = 20261123, .to = 20261123 });
  tuesday = total (town, "manager", GW_STATISTICS_CELLS,
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
  Answer answer;
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
  ask (town, "manager", GW_STATISTICS_CELLS, (GwStatisticsQuery){ .limit = 3 }, &answer,
       &error);
  g_assert_no_error (error);
  g_assert_cmpuint (answer.rows->len, ==, 3);
  g_assert_true (answer.more);
  g_assert_cmpint (answer.total.reported, ==, 4);
  row = &g_array_index (answer.rows, GwStatisticsRow, 2);
  g_assert_cmpstr (row->cell->code, ==, "441802001001003");
  g_array_unref (answer.rows);
  ask (town, "manager", GW_STATISTICS_CELLS,
       (GwStatisticsQuery){ .limit = 3, .after = "441802001001003" }, &answer, &error);
  g_assert_cmpuint (answer.rows->len, ==, 1);
  g_assert_false (answer.more);
  g_array_unref (answer.rows);
  g_assert_cmpint (total (town, "manager", GW_STATISTICS_CELLS,
                          (GwStatisticsQuery){ .class_code = "09" })
                       .reported,
                   ==, 1);
}

static void
test_department_sees_its_own (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autoptr (GError) error = NULL;
  Answer answer;

  g_free (gw_town_case (town, GW_CASE_DISPATCHED));
  g_assert_cmpint (
      total (town, "sanitation", GW_STATISTICS_DEPARTMENTS, (GwStatisticsQuery){ 0 })
          .dispatched,
      ==, 1);
  g_assert_cmpint (
      total (town, "works", GW_STATISTICS_DEPARTMENTS, (GwStatisticsQuery){ 0 }).dispatched,
      ==, 0);
  g_assert_false (ask (town, "works", GW_STATISTICS_CELLS,
                       (GwStatisticsQuery){ .department = "sanitation" }, &answer, &error));
  g_assert_error (error, GW_CASE_ERROR, GW_CASE_ERROR_FORBIDDEN);
}

static void
test_bad_dates (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autoptr (GError) error = NULL;
  Answer answer;

  g_assert_false (ask (town, "manager", GW_STATISTICS_CELLS,
                       (GwStatisticsQuery){ .from = 20260231 }, &answer, &error));
  g_assert_error (error, GW_CASE_ERROR, GW_CASE_ERROR_OUT_OF_RANGE);
  g_assert_cmpstr (gw_case_error_get_field (error), ==, "from");
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
          total (town, "manager", GW_STATISTICS_CELLS, (GwStatisticsQuery){ 0 }).overdue;
    }
  g_assert_cmpint (overdue, ==, 1);
  assert_recount (town);
}

/* ---- random lives ---- */

/* What was said of a day, and up to it, when it was over. */
typedef struct
{
  guint date;
  GwCounters day;
  GwCounters until;
  gint64 change;
} Remembered;

static gint64
change_in (GwTown *town, guint date)
{
  Answer answer;

  ask (town, "manager", GW_STATISTICS_CELLS,
       (GwStatisticsQuery){ .from = date, .to = date, .with_change = TRUE }, &answer, NULL);
  g_array_unref (answer.rows);
  return answer.change;
}

static guint
local_date (gint64 at_ms)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Shanghai");
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at_ms / 1000);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);

  return (guint)(g_date_time_get_year (local) * 10000 +
                 g_date_time_get_month (local) * 100 +
                 g_date_time_get_day_of_month (local));
}

static Remembered
ask_about (GwTown *town, guint date)
{
  Remembered said = { .date = date };

  said.day = total (town, "manager", GW_STATISTICS_CELLS,
                    (GwStatisticsQuery){ .from = date, .to = date });
  said.until =
      total (town, "manager", GW_STATISTICS_CELLS, (GwStatisticsQuery){ .to = date });
  said.change = change_in (town, date);
  /* These are of now, whatever the period. */
  said.day.open = said.day.overdue = said.until.open = said.until.overdue = 0;
  return said;
}

static void
assert_sound (const GwCounters *counters)
{
  for (guint i = 0; i < GW_INDICATOR_N; i++)
    {
      GwRate rate = gw_indicator_rate (i, counters);

      g_assert_cmpint (rate.numerator, >=, 0);
      g_assert_cmpint (rate.numerator, <=, rate.denominator);
    }
  g_assert_cmpint (counters->to_handle, >=, 0);
  g_assert_cmpint (counters->to_close, >=, 0);
}

/* Whoever may act does something, or not. */
static void
act_at_random (GwTown *town, GRand *random, GPtrArray *numbers)
{
  static const char *const logins[] = { "inspector", "leader",     "dispatcher",
                                        "works",     "sanitation", "acceptor" };
  const char *login = logins[g_rand_int_range (random, 0, G_N_ELEMENTS (logins))];
  GwActionRequest request = { .action =
                                  g_rand_int_range (random, GW_ACTION_FILE, GW_ACTION_N),
                              .opinion = "随机" };
  GwTownAnswer *answer;

  request.number =
      g_ptr_array_index (numbers, g_rand_int_range (random, 0, (int)numbers->len));
  if ((request.action == GW_ACTION_DISPATCH || request.action == GW_ACTION_REDISPATCH) &&
      g_rand_boolean (random))
    request.department = "works";
  /* Not a thing that only time does. */
  if (request.action >= GW_ACTION_CARD)
    return;
  answer = gw_town_act (town, login, request, NULL);
  g_clear_pointer (&answer, gw_town_answer_free);
}

/* Closed and reopened on one day: it came and is still there. */
static void
test_change_of_reopened (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autofree char *number = NULL;

  town->now_ms = GW_TOWN_MONDAY;
  number = gw_town_case (town, GW_CASE_CLOSED);
  g_assert_cmpint (change_in (town, 20261123), ==, 0);
  gw_town_do (town, "acceptor", number, GW_ACTION_REOPEN);
  g_assert_cmpint (change_in (town, 20261123), ==, 1);
}

/* How many of the cases are in a state of from..to now. */
static gint64
count_states (GwTown *town, GPtrArray *numbers, GwCaseState from, GwCaseState to)
{
  g_autoptr (GwPerson) admin = gw_town_person (town, "admin");
  gint64 n = 0;

  for (guint i = 0; i < numbers->len; i++)
    {
      g_autoptr (GwCaseDetail) detail =
          gw_case_query_one (town->service, admin, g_ptr_array_index (numbers, i), NULL);

      n += detail->row->state >= from && detail->row->state <= to;
    }
  return n;
}

static void
assert_all_time (GwTown *town, GPtrArray *numbers)
{
  GwCounters cells = total (town, "manager", GW_STATISTICS_CELLS, (GwStatisticsQuery){ 0 });
  GwCounters departments =
      total (town, "manager", GW_STATISTICS_DEPARTMENTS, (GwStatisticsQuery){ 0 });
  gint64 finished = count_states (town, numbers, GW_CASE_HANDLED, GW_CASE_CLOSED);
  gint64 handling = count_states (town, numbers, GW_CASE_HANDLING, GW_CASE_HANDLING);
  GwRate handle = gw_indicator_rate (GW_INDICATOR_TIMELY_RATE, &cells);
  GwRate close = gw_indicator_rate (GW_INDICATOR_CLOSURE_RATE, &cells);
  GwCounters figures =
      total (town, "manager", GW_STATISTICS_CELLS, (GwStatisticsQuery){ .from = 20260101 });

  /* Counters and figures are two ways to the same. */
  g_assert_cmpmem (&cells, sizeof cells, &figures, sizeof figures);
  figures = total (town, "manager", GW_STATISTICS_DEPARTMENTS,
                   (GwStatisticsQuery){ .from = 20260101 });
  g_assert_cmpmem (&departments, sizeof departments, &figures, sizeof figures);
  g_assert_cmpint (cells.reported, ==, numbers->len);
  g_assert_cmpint (cells.filed, <=, numbers->len);
  g_assert_cmpint (cells.open + cells.closed + cells.rejected + cells.voided, ==,
                   numbers->len);
  g_assert_cmpint (handle.denominator, ==,
                   count_states (town, numbers, GW_CASE_DISPATCHED, GW_CASE_CLOSED));
  g_assert_cmpint (close.denominator, >=, finished);
  g_assert_cmpint (close.denominator, <=, finished + handling);
  g_assert_cmpint (close.numerator, ==,
                   count_states (town, numbers, GW_CASE_CLOSED, GW_CASE_CLOSED));
  /* Whatever has a department is counted for it and for the cell alike. */
  g_assert_cmpint (departments.dispatched, ==, cells.dispatched);
  g_assert_cmpint (departments.handled, ==, cells.handled);
  g_assert_cmpint (departments.to_handle, ==, cells.to_handle);
  g_assert_cmpint (departments.to_close, ==, cells.to_close);
}

/*
 * Everyone does whatever they may, at random. The counters stay equal to a recount, what
 * was said of a day is said for ever, a day's change is by how many more are open after it,
 * and should be handled over all time are exactly the cases that a department has or has
 * finished.
 */
static void
test_random_lives (gconstpointer data)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autoptr (GRand) random = g_rand_new_with_seed (GPOINTER_TO_UINT (data));
  g_autoptr (GPtrArray) numbers = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) said = g_array_new (FALSE, FALSE, sizeof (Remembered));
  gint64 open = 0;

  town->now_ms = GW_TOWN_MONDAY;
  for (guint i = 0; i < 20; i++)
    g_ptr_array_add (numbers, gw_town_case (town, GW_CASE_REPORTED));
  for (guint step = 0; step < 400; step++)
    {
      guint today = local_date (town->now_ms);

      town->now_ms += g_rand_int_range (random, 0, 4 * 3600000);
      if (local_date (town->now_ms) != today)
        {
          Remembered now = ask_about (town, today);
          gint64 left =
              total (town, "manager", GW_STATISTICS_CELLS, (GwStatisticsQuery){ 0 }).open;

          g_assert_cmpint (now.change, ==, left - open);
          open = left;
          g_array_append_val (said, now);
        }
      act_at_random (town, random, numbers);
    }
  for (guint i = 0; i < said->len; i++)
    {
      const Remembered *before = &g_array_index (said, Remembered, i);
      Remembered after = ask_about (town, before->date);

      g_assert_cmpmem (before, sizeof *before, &after, sizeof after);
      assert_sound (&after.day);
      assert_sound (&after.until);
    }
  assert_all_time (town, numbers);
  assert_recount (town);
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
  g_test_add_func ("/statistics/overdue", test_overdue_by_time_alone);
  g_test_add_func ("/statistics/second-department", test_second_department);
  g_test_add_func ("/statistics/filed-once", test_filed_once);
  for (guint i = 0; i < G_N_ELEMENTS (VOIDS); i++)
    {
      g_autofree char *name = g_strconcat ("/statistics/void/", VOIDS[i].name, NULL);

      g_test_add_data_func (name, GUINT_TO_POINTER (i), test_void_leaves_denominators);
    }
  g_test_add_func ("/statistics/change-of-reopened", test_change_of_reopened);
  for (guint seed = 1; seed <= 4; seed++)
    {
      g_autofree char *name = g_strdup_printf ("/statistics/random-lives/%u", seed);

      g_test_add_data_func (name, GUINT_TO_POINTER (seed), test_random_lives);
    }
  return g_test_run ();
}
