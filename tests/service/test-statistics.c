/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures: counted on events, equal to a slow recount. */
#include "backend/rules/case-error.h"
#include "backend/service/statistics.h"
#include "tests/lib/town.h"

typedef struct
{
  gboolean done;
  GArray *rows;
  GwCounters total;
  gboolean more;
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
  for (guint i = 0; i < 50 && overdue == 0; i++)
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

/* Everyone does whatever they may, at random; the counters stay equal to a recount. */
static void
test_random_lives (void)
{
  static const char *const logins[] = { "inspector", "leader",     "dispatcher",
                                        "works",     "sanitation", "acceptor" };
  g_autoptr (GwTown) town = gw_town_new ();
  g_autoptr (GRand) random = g_rand_new_with_seed (20261123);
  g_autoptr (GPtrArray) numbers = g_ptr_array_new_with_free_func (g_free);
  GwCounters cells;

  town->now_ms = GW_TOWN_MONDAY;
  for (guint step = 0; step < 400; step++)
    {
      const char *login = logins[g_rand_int_range (random, 0, G_N_ELEMENTS (logins))];
      GwActionRequest request = {
        .action = g_rand_int_range (random, GW_ACTION_FILE, GW_ACTION_N), .opinion = "随机"
      };
      GwTownAnswer *answer;

      town->now_ms += g_rand_int_range (random, 0, 4 * 3600000);
      if (numbers->len < 20)
        {
          g_ptr_array_add (numbers, gw_town_case (town, GW_CASE_REPORTED));
          continue;
        }
      request.number =
          g_ptr_array_index (numbers, g_rand_int_range (random, 0, (int)numbers->len));
      answer = gw_town_act (town, login, request, NULL);
      g_clear_pointer (&answer, gw_town_answer_free);
    }
  cells = total (town, "manager", GW_STATISTICS_CELLS, (GwStatisticsQuery){ 0 });
  g_assert_cmpint (cells.reported, ==, 20);
  g_assert_cmpint (cells.closed, <=, cells.handled);
  g_assert_cmpint (cells.handled_in_time, <=, cells.handled);
  g_assert_cmpint (cells.filed, >, 0);
  g_assert_cmpint (cells.open + cells.closed + cells.rejected + cells.voided, ==, 20);
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
  g_test_add_func ("/statistics/random-lives", test_random_lives);
  return g_test_run ();
}
