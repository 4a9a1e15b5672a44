/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What inspectors did, counted behind the journal; how much of a duty grid was walked. */
#include <string.h>

#include "backend/rules/case-error.h"
#include "backend/service/patrol.h"
#include "backend/service/service-private.h"
#include "tests/lib/town-duty.h"

#define MINUTE G_GINT64_CONSTANT (60000)
#define DAY (24 * 60 * MINUTE)
#define MONDAY 20261123
#define TUESDAY 20261124

typedef struct
{
  gboolean done;
  guint n_rows;
  GwPatrolCounts first; /* of the login or code that was looked for */
  GwPatrolCounts total;
  GError *error;
  const char *code;
} Answer;

static void
counted_cb (const GwPatrol *patrol, const GError *error, gpointer user_data)
{
  Answer *answer = user_data;

  answer->done = TRUE;
  answer->error = error != NULL ? g_error_copy (error) : NULL;
  if (patrol == NULL)
    return;
  answer->n_rows = patrol->rows->len;
  answer->total = patrol->total;
  for (guint i = 0; i < patrol->rows->len; i++)
    {
      const GwPatrolRow *row = &g_array_index (patrol->rows, GwPatrolRow, i);

      if (strcmp (row->code, answer->code) == 0)
        answer->first = row->counts;
    }
}

static Answer
ask (GwTown *town, const char *login, GwPatrolOf of, const char *code, guint from, guint to)
{
  g_autoptr (GwPerson) person = gw_town_person (town, login);
  Answer answer = { .code = code };

  if (gw_patrol_query (town->service, person, of, from, to, counted_cb, &answer,
                       &answer.error))
    gw_town_wait (&answer.done);
  return answer;
}

static void
expect (const Answer *answer, guint count, gint64 n)
{
  g_assert_no_error (answer->error);
  g_assert_cmpint (answer->first.counts[count], ==, n);
}

static void
verify (GwTown *town, const char *login, const char *number)
{
  GwActionRequest request = {
    .number = number, .action = GW_ACTION_VERIFY, .confirmed = TRUE, .has_confirmed = TRUE
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GwTownAnswer) answer = gw_town_act (town, login, request, &error);

  g_assert_no_error (error);
}

/* Waits until the offer that has lapsed by now was followed by another. */
static void
let_lapse (GwTown *town, const char *number)
{
  gint64 deadline = g_get_monotonic_time () + 30 * G_USEC_PER_SEC;
  GwActionRequest request = { .number = number, .action = GW_ACTION_ACCEPT_TASK };

  /* Any action lets happen what is due; this one is not inspector2's before that. */
  for (;;)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GwTownAnswer) answer = gw_town_act (town, "inspector2", request, &error);

      if (answer != NULL)
        return;
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_usleep (10000);
    }
}

static void
test_inspectors (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autofree char *number = NULL;
  g_autofree char *other = NULL;
  Answer answer;

  town->now_ms = GW_TOWN_MONDAY;
  gw_town_sign_in (town, "inspector");
  gw_town_sign_in (town, "inspector2");
  gw_town_be_at (town, "inspector", 0);
  number = gw_town_case (town, GW_CASE_HANDLED);
  town->now_ms += 15 * MINUTE;
  gw_town_be_at (town, "inspector2", 5);
  let_lapse (town, number);
  gw_town_do (town, "inspector2", number, GW_ACTION_CHECK);
  /* A verification that is done too late. */
  other = gw_town_case (town, GW_CASE_REPORTED);
  gw_town_be_at (town, "inspector2", 1);
  gw_town_be_at (town, "inspector", 15);
  gw_town_do (town, "leader", other, GW_ACTION_REQUEST_VERIFICATION);
  gw_town_do (town, "inspector2", other, GW_ACTION_ACCEPT_TASK);
  town->now_ms += DAY;
  verify (town, "inspector2", other);

  answer = ask (town, "leader", GW_PATROL_INSPECTORS, "inspector", MONDAY, TUESDAY);
  g_assert_cmpuint (answer.n_rows, ==, 2);
  expect (&answer, GW_PATROL_DAYS, 1);
  expect (&answer, GW_PATROL_REPORTED, 2);
  expect (&answer, GW_PATROL_FILED, 1);
  expect (&answer, GW_PATROL_OFFERED, 1);
  expect (&answer, GW_PATROL_LAPSED, 1);
  answer = ask (town, "leader", GW_PATROL_INSPECTORS, "inspector2", MONDAY, TUESDAY);
  expect (&answer, GW_PATROL_OFFERED, 2);
  expect (&answer, GW_PATROL_TAKEN, 2);
  expect (&answer, GW_PATROL_LAPSED, 0);
  expect (&answer, GW_PATROL_CHECKED, 1);
  expect (&answer, GW_PATROL_CHECKED_IN_TIME, 1);
  expect (&answer, GW_PATROL_VERIFIED, 1);
  expect (&answer, GW_PATROL_VERIFIED_IN_TIME, 0);
  g_assert_cmpint (answer.total.counts[GW_PATROL_OFFERED], ==, 3);
  /* Each day for itself, and the same after a restart. */
  gw_town_reopen (town);
  answer = ask (town, "inspector2", GW_PATROL_INSPECTORS, "inspector2", TUESDAY, TUESDAY);
  g_assert_cmpuint (answer.n_rows, ==, 1);
  expect (&answer, GW_PATROL_VERIFIED, 1);
  expect (&answer, GW_PATROL_CHECKED, 0);
}

/* Checked, sent back, handled and checked again within one instant: each check is counted
 * once, whether it was counted at once or behind both. */
static void
test_same_instant (gconstpointer data)
{
  gboolean at_once = GPOINTER_TO_INT (data);
  g_autoptr (GwTown) town = gw_town_new ();
  g_autofree char *number = NULL;
  Answer answer;

  town->now_ms = GW_TOWN_MONDAY;
  number = gw_town_case (town, GW_CASE_HANDLED);
  gw_town_do (town, "inspector2", number, GW_ACTION_REWORK);
  if (at_once)
    ask (town, "leader", GW_PATROL_INSPECTORS, "inspector2", MONDAY, MONDAY);
  gw_town_do (town, "sanitation", number, GW_ACTION_HANDLE);
  gw_town_do (town, "inspector2", number, GW_ACTION_CHECK);
  answer = ask (town, "leader", GW_PATROL_INSPECTORS, "inspector2", MONDAY, MONDAY);
  expect (&answer, GW_PATROL_CHECKED, 2);
}

/* A day's cells that anyone on duty walked through. */
static void
test_coverage (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  Answer answer;

  town->now_ms = GW_TOWN_MONDAY;
  gw_town_sign_in (town, "inspector");
  gw_town_sign_in (town, "inspector2");
  for (guint i = 0; i < 6; i++)
    {
      town->now_ms += MINUTE;
      gw_town_be_at (town, "inspector", i % 4);
      gw_town_be_at (town, "inspector2", i);
    }
  answer = ask (town, "manager", GW_PATROL_DUTY_GRIDS, "D1", 0, 0);
  expect (&answer, GW_PATROL_CELLS, 16);
  expect (&answer, GW_PATROL_GRID_DAYS, 1);
  expect (&answer, GW_PATROL_CELL_DAYS, 16);
  expect (&answer, GW_PATROL_VISITED_DAYS, 6);
  /* A day on which nobody was on duty is none of its days. */
  answer = ask (town, "manager", GW_PATROL_DUTY_GRIDS, "D1", MONDAY, TUESDAY);
  expect (&answer, GW_PATROL_CELL_DAYS, 16);
  answer = ask (town, "manager", GW_PATROL_DUTY_GRIDS, "D1", TUESDAY, 0);
  expect (&answer, GW_PATROL_GRID_DAYS, 0);
  g_assert_cmpuint (answer.n_rows, ==, 1);
}

static void
test_refuses (void)
{
  static const struct
  {
    const char *login;
    GwPatrolOf of;
    guint from;
    guint to;
    int code;
  } rows[] = {
    { "acceptor", GW_PATROL_INSPECTORS, 0, 0, GW_CASE_ERROR_FORBIDDEN },
    { "inspector", GW_PATROL_DUTY_GRIDS, 0, 0, GW_CASE_ERROR_FORBIDDEN },
    { "sanitation", GW_PATROL_DUTY_GRIDS, 0, 0, GW_CASE_ERROR_FORBIDDEN },
    { "leader", GW_PATROL_INSPECTORS, TUESDAY, MONDAY, GW_CASE_ERROR_OUT_OF_RANGE },
    { "leader", GW_PATROL_DUTY_GRIDS, 20250101, MONDAY, GW_CASE_ERROR_OUT_OF_RANGE },
  };
  g_autoptr (GwTown) town = gw_town_new ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      Answer answer = ask (town, rows[i].login, rows[i].of, "", rows[i].from, rows[i].to);

      g_assert_error (answer.error, GW_CASE_ERROR, rows[i].code);
      g_clear_error (&answer.error);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/patrol/inspectors", test_inspectors);
  g_test_add_data_func ("/patrol/same-instant/at-once", GINT_TO_POINTER (TRUE),
                        test_same_instant);
  g_test_add_data_func ("/patrol/same-instant/behind", GINT_TO_POINTER (FALSE),
                        test_same_instant);
  g_test_add_func ("/patrol/coverage", test_coverage);
  g_test_add_func ("/patrol/refuses", test_refuses);
  return g_test_run ();
}
