/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever happens to cases: what was said of a day is said for ever, and two ways of counting
 * never differ. */
#include "backend/service/case-query.h"
#include "tests/lib/town-statistics.h"

/* What was said of a day, and up to it, when it was over. */
typedef struct
{
  guint date;
  GwCounters day;
  GwCounters until;
  gint64 change;
} Remembered;

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

  said.day = gw_town_total (town, "manager", GW_STATISTICS_CELLS,
                            (GwStatisticsQuery){ .from = date, .to = date });
  said.until = gw_town_total (town, "manager", GW_STATISTICS_CELLS,
                              (GwStatisticsQuery){ .to = date });
  said.change = gw_town_change (town, date);
  /* These are of now, whatever the period. */
  said.day.open = said.day.overdue = said.until.open = said.until.overdue = 0;
  return said;
}

static void
assert_sound (const GwCounters *counters)
{
  const char *const shares[] = { "closure_rate", "timely_rate" };

  for (guint i = 0; i < G_N_ELEMENTS (shares); i++)
    {
      GwRate rate = gw_town_rate (counters, shares[i]);

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
  GwCounters cells =
      gw_town_total (town, "manager", GW_STATISTICS_CELLS, (GwStatisticsQuery){ 0 });
  GwCounters departments =
      gw_town_total (town, "manager", GW_STATISTICS_DEPARTMENTS, (GwStatisticsQuery){ 0 });
  gint64 finished = count_states (town, numbers, GW_CASE_HANDLED, GW_CASE_CLOSED);
  gint64 handling = count_states (town, numbers, GW_CASE_HANDLING, GW_CASE_HANDLING);
  GwRate handle = gw_town_rate (&cells, "timely_rate");
  GwRate close = gw_town_rate (&cells, "closure_rate");
  GwCounters figures = gw_town_total (town, "manager", GW_STATISTICS_CELLS,
                                      (GwStatisticsQuery){ .from = 20260101 });

  /* Counters and figures are two ways to the same, but for what only days are known by. */
  figures.overdue_to_handle = figures.dispatched_in_time = 0;
  g_assert_cmpmem (&cells, sizeof cells, &figures, sizeof figures);
  figures = gw_town_total (town, "manager", GW_STATISTICS_DEPARTMENTS,
                           (GwStatisticsQuery){ .from = 20260101 });
  figures.overdue_to_handle = figures.dispatched_in_time = 0;
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
              gw_town_total (town, "manager", GW_STATISTICS_CELLS, (GwStatisticsQuery){ 0 })
                  .open;

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
  gw_town_assert_recount (town);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint seed = 1; seed <= 4; seed++)
    {
      g_autofree char *name = g_strdup_printf ("/statistics-lives/%u", seed);

      g_test_add_data_func (name, GUINT_TO_POINTER (seed), test_random_lives);
    }
  return g_test_run ();
}
