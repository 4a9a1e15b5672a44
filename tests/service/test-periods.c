/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A month of the statistics closes: who may do what, what is frozen, and what is refused. */
#include <sqlite3.h>

#include "backend/rules/case-error.h"
#include "backend/service/audit.h"
#include "backend/service/period.h"
#include "backend/service/service-private.h"
#include "tests/lib/town.h"

#define HOUR G_GINT64_CONSTANT (3600000)
#define DAY (24 * HOUR)
#define NOVEMBER 202611

/* What a wish came to. */
typedef struct
{
  gboolean done;
  GwPeriodState state;
  guint n_acts;
  gint64 n_rows;
  gint64 n_differences;
  gint64 frozen;
  gint64 now;
  GError *error;
} Answer;

static void
answer_clear (Answer *answer)
{
  g_clear_error (&answer->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Answer, answer_clear)

static void
acted_cb (const GwPeriod *period, const GError *error, gpointer data)
{
  Answer *answer = data;

  answer->done = TRUE;
  if (error != NULL)
    {
      answer->error = g_error_copy (error);
      return;
    }
  answer->state = period->state;
  answer->n_acts = period->acts->len;
  answer->n_rows =
      ((GwPeriodAct *)g_ptr_array_index (period->acts, period->acts->len - 1))->n_rows;
}

static Answer
act (GwTown *town, const char *login, GwPeriodAction action, const char *reason)
{
  g_autoptr (GwPerson) person = gw_town_person (town, login);
  Answer answer = { 0 };

  if (gw_period_act (town->service, person, NOVEMBER, action, reason, acted_cb, &answer,
                     &answer.error))
    gw_town_wait (&answer.done);
  return answer;
}

static void
do_act (GwTown *town, GwPeriodAction action, GwPeriodState state)
{
  g_auto (Answer) answer = act (town, "manager", action, "说明");

  g_assert_no_error (answer.error);
  g_assert_cmpint (answer.state, ==, state);
}

static void
compared_cb (const GwPeriodDifferences *differences, const GError *error, gpointer data)
{
  Answer *answer = data;

  answer->done = TRUE;
  if (error != NULL)
    {
      answer->error = g_error_copy (error);
      return;
    }
  answer->state = differences->state;
  answer->n_differences = differences->n;
  answer->frozen = differences->frozen.values[GW_FIGURE_REPORTED];
  answer->now = differences->now.values[GW_FIGURE_REPORTED];
}

static Answer
compare (GwTown *town)
{
  g_autoptr (GwPerson) person = gw_town_person (town, "manager");
  Answer answer = { 0 };

  if (gw_period_compare (town->service, person, NOVEMBER, compared_cb, &answer,
                         &answer.error))
    gw_town_wait (&answer.done);
  return answer;
}

/* Cases of November, seen from December. */
static GwTown *
make_town (void)
{
  GwTown *town = gw_town_new ();

  town->now_ms = GW_TOWN_MONDAY;
  g_free (gw_town_case (town, GW_CASE_CLOSED));
  g_free (gw_town_case (town, GW_CASE_DISPATCHED));
  g_free (gw_town_case (town, GW_CASE_REPORTED));
  town->now_ms = GW_TOWN_MONDAY + 9 * DAY;
  return town;
}

static void
note_difference (const GwAuditDifference *difference, gpointer user_data)
{
  g_test_message ("%s: stored %s, computed %s", difference->field, difference->stored,
                  difference->computed);
}

static guint
count_faults (GwTown *town)
{
  g_autoptr (GError) error = NULL;
  GwAuditSummary summary;

  gw_audit (town->service, note_difference, NULL, &summary, &error);
  g_assert_no_error (error);
  return summary.n_differences;
}

/* --- who, and when ---------------------------------------------------------------------- */

/* Each state by each person: only managers and administrators, and only the next step. */
static void
test_transitions (void)
{
  static const char *const OTHERS[] = { "inspector",  "acceptor", "leader",  "dispatcher",
                                        "sanitation", "handler",  "exchange" };
  static const GwPeriodAction PATH[] = { GW_PERIOD_REVIEW, GW_PERIOD_REOPEN,
                                         GW_PERIOD_REVIEW, GW_PERIOD_LOCK,
                                         GW_PERIOD_REOPEN };
  g_autoptr (GwTown) town = make_town ();
  GwPeriodState state = GW_PERIOD_OPEN;

  for (guint step = 0; step < G_N_ELEMENTS (PATH); step++)
    {
      guint allowed = gw_period_allowed (state, GW_ROLE_MANAGER, TRUE);

      for (guint i = GW_PERIOD_REVIEW; i < GW_PERIOD_N_ACTIONS; i++)
        {
          for (guint k = 0; k < G_N_ELEMENTS (OTHERS); k++)
            {
              g_auto (Answer) refused = act (town, OTHERS[k], i, "说明");

              g_assert_error (refused.error, GW_CASE_ERROR, GW_CASE_ERROR_FORBIDDEN);
            }
          if ((allowed & 1u << i) == 0)
            {
              g_auto (Answer) refused = act (town, "admin", i, "说明");

              g_assert_error (refused.error, GW_CASE_ERROR, GW_CASE_ERROR_PERIOD_STATE);
            }
        }
      state = gw_period_state_after (PATH[step]);
      do_act (town, PATH[step], state);
    }
  g_assert_cmpuint (count_faults (town), ==, 0);
}

static void
test_refused (void)
{
  g_autoptr (GwTown) town = make_town ();
  g_autofree char *long_reason = g_strnfill (GW_PERIOD_REASON_MAX + 1, 'x');
  g_autoptr (GwPerson) inspector = gw_town_person (town, "inspector");
  g_autoptr (GError) error = NULL;

  {
    g_auto (Answer) wordless = act (town, "manager", GW_PERIOD_REOPEN, "");
    g_auto (Answer) wordy = act (town, "manager", GW_PERIOD_REVIEW, long_reason);
    g_auto (Answer) never = compare (town);

    g_assert_error (wordless.error, GW_CASE_ERROR, GW_CASE_ERROR_MISSING_FIELD);
    g_assert_cmpstr (gw_case_error_get_field (wordless.error), ==, "reason");
    g_assert_error (wordy.error, GW_CASE_ERROR, GW_CASE_ERROR_OUT_OF_RANGE);
    g_assert_error (never.error, GW_CASE_ERROR, GW_CASE_ERROR_NOT_FOUND);
  }
  g_assert_null (gw_period_list (town->service, inspector, &error));
  g_assert_error (error, GW_CASE_ERROR, GW_CASE_ERROR_FORBIDDEN);
  town->now_ms = GW_TOWN_MONDAY + DAY;
  {
    g_auto (Answer) early = act (town, "manager", GW_PERIOD_REVIEW, NULL);

    g_assert_error (early.error, GW_CASE_ERROR, GW_CASE_ERROR_PERIOD_STATE);
    g_assert_cmpstr (gw_case_error_get_field (early.error), ==, "period");
  }
}

/* --- what is frozen --------------------------------------------------------------------- */

/* What comes in December leaves November as it is; what comes into November does not. */
static void
test_differences (void)
{
  g_autoptr (GwTown) town = make_town ();

  do_act (town, GW_PERIOD_REVIEW, GW_PERIOD_REVIEWED);
  {
    g_auto (Answer) locked = act (town, "admin", GW_PERIOD_LOCK, NULL);

    g_assert_no_error (locked.error);
    g_assert_cmpint (locked.n_rows, >, 0);
  }
  g_free (gw_town_case (town, GW_CASE_CLOSED));
  {
    g_auto (Answer) same = compare (town);

    g_assert_no_error (same.error);
    g_assert_cmpint (same.n_differences, ==, 0);
    g_assert_cmpint (same.frozen, ==, 3);
    g_assert_cmpint (same.now, ==, 3);
  }
  do_act (town, GW_PERIOD_REOPEN, GW_PERIOD_OPEN);
  town->now_ms = GW_TOWN_MONDAY + HOUR;
  g_free (gw_town_case (town, GW_CASE_REPORTED));
  town->now_ms = GW_TOWN_MONDAY + 10 * DAY;
  {
    g_auto (Answer) other = compare (town);

    g_assert_no_error (other.error);
    g_assert_cmpint (other.n_differences, ==, 1);
    g_assert_cmpint (other.frozen, ==, 3);
    g_assert_cmpint (other.now, ==, 4);
    g_assert_cmpint (other.state, ==, GW_PERIOD_OPEN);
  }
  do_act (town, GW_PERIOD_REVIEW, GW_PERIOD_REVIEWED);
  do_act (town, GW_PERIOD_LOCK, GW_PERIOD_LOCKED);
  {
    g_auto (Answer) again = compare (town);

    g_assert_cmpint (again.n_differences, ==, 0);
    g_assert_cmpint (again.frozen, ==, 4);
  }
}

/* The clock is set back: nothing comes into the month, neither by people nor by itself. */
static void
test_locked (void)
{
  g_autoptr (GwTown) town = make_town ();
  g_autoptr (GwTownAnswer) taken = NULL;
  g_autoptr (GError) error = NULL;
  GwReport report = gw_town_report ();

  do_act (town, GW_PERIOD_REVIEW, GW_PERIOD_REVIEWED);
  do_act (town, GW_PERIOD_LOCK, GW_PERIOD_LOCKED);
  /* Also by who opens the file anew. */
  gw_town_reopen (town);
  town->now_ms = GW_TOWN_MONDAY + HOUR;
  taken = gw_town_take (town, "inspector", &report, &error);
  g_assert_error (error, GW_CASE_ERROR, GW_CASE_ERROR_PERIOD_LOCKED);
  g_assert_null (taken);
  town->now_ms = GW_TOWN_MONDAY + 10 * DAY;
  {
    g_auto (Answer) same = compare (town);

    g_assert_no_error (same.error);
    g_assert_cmpint (same.n_differences, ==, 0);
  }
}

static gint64
last_at (GwTown *town)
{
  gint64 at = 0;

  g_assert_true (gw_store_last_at (gw_store_read (town->service->store), &at, NULL));
  return at;
}

/* The handling deadline passed in November while nobody looked; December has locked it. */
static void
test_outage (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  gint64 end = g_get_monotonic_time () + 30 * G_USEC_PER_SEC;
  gint64 before;

  town->now_ms = GW_TOWN_MONDAY;
  g_free (gw_town_case (town, GW_CASE_DISPATCHED));
  before = gw_store_last_seq (gw_store_read (town->service->store), NULL);
  town->now_ms = GW_TOWN_MONDAY + 9 * DAY;
  do_act (town, GW_PERIOD_REVIEW, GW_PERIOD_REVIEWED);
  do_act (town, GW_PERIOD_LOCK, GW_PERIOD_LOCKED);
  while (gw_store_last_seq (gw_store_read (town->service->store), NULL) == before)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      if (!town->service->waking)
        gw_case_tick (town->service);
      g_main_context_iteration (NULL, town->service->waking);
    }
  g_assert_cmpuint (gw_store_local_day (town->service->store, last_at (town)), >=,
                    20261201);
  {
    g_auto (Answer) same = compare (town);

    g_assert_no_error (same.error);
    g_assert_cmpint (same.n_differences, ==, 0);
  }
}

/* What was frozen before dispatches in time were counted says nothing of them; 0 is something. */
static void
test_latecomer (void)
{
  static const struct
  {
    const char *sql;
    guint n_differences;
  } STEPS[] = {
    { "UPDATE period_figure SET figures ="
      " replace (figures, 'dispatched_in_time=2', 'dispatched_in_time=0')",
      1 },
    { "UPDATE period_figure SET figures = replace (figures, ' dispatched_in_time=0', '')",
      0 },
  };
  g_autoptr (GwTown) town = make_town ();
  sqlite3 *database;

  do_act (town, GW_PERIOD_REVIEW, GW_PERIOD_REVIEWED);
  do_act (town, GW_PERIOD_LOCK, GW_PERIOD_LOCKED);
  g_assert_cmpint (sqlite3_open (town->path, &database), ==, SQLITE_OK);
  sqlite3_busy_timeout (database, 20000); /* a service goes on beside */
  for (guint i = 0; i < G_N_ELEMENTS (STEPS); i++)
    {
      g_assert_cmpint (sqlite3_exec (database, STEPS[i].sql, NULL, NULL, NULL), ==,
                       SQLITE_OK);
      {
        g_auto (Answer) answer = compare (town);

        g_assert_no_error (answer.error);
        g_assert_cmpint (answer.n_differences, ==, STEPS[i].n_differences);
      }
    }
  g_assert_cmpint (sqlite3_close (database), ==, SQLITE_OK);
}

/* --- what is altered -------------------------------------------------------------------- */

/* Each is found, and taken back. */
static void
test_altered (void)
{
  static const char *const ALTERATIONS[] = {
    "UPDATE period_act SET reason = 'x' WHERE id = 1",
    "UPDATE period_act SET at = at + 1 WHERE id = 2",
    "UPDATE period_act SET person_id = 1 WHERE id = 2",
    "UPDATE period_act SET n_rows = n_rows + 1 WHERE id = 2",
    "UPDATE period_act SET month = 202610 WHERE id = 1",
    "UPDATE period_act SET action = 3 WHERE id = 2",
    "DELETE FROM period_act WHERE id = 2",
    "INSERT INTO period_act SELECT 3, month, action, at, person_id, reason, n_rows, digest,"
    " seal_id + 1 FROM period_act WHERE id = 2",
    "UPDATE period_figure SET figures = figures || ' closed=9'",
    "DELETE FROM period_figure WHERE cell_id = (SELECT min(cell_id) FROM period_figure)",
    "UPDATE period_figure SET department_id = department_id + 1000",
    "INSERT INTO period_figure VALUES (202610, 1, 1, 1, 'reported=1')",
    "DELETE FROM journal_seal WHERE id % 1024 <> 0",
  };
  g_autoptr (GwTown) town = make_town ();
  sqlite3 *database;

  do_act (town, GW_PERIOD_REVIEW, GW_PERIOD_REVIEWED);
  do_act (town, GW_PERIOD_LOCK, GW_PERIOD_LOCKED);
  g_assert_cmpuint (count_faults (town), ==, 0);
  g_assert_cmpint (sqlite3_open (town->path, &database), ==, SQLITE_OK);
  sqlite3_busy_timeout (database, 20000); /* a service goes on beside */
  g_assert_cmpint (
      sqlite3_exec (database,
                    "DROP TRIGGER period_act_no_update; DROP TRIGGER period_act_no_delete;"
                    "DROP TRIGGER journal_seal_no_delete;"
                    "CREATE TEMP TABLE a AS SELECT * FROM period_act;"
                    "CREATE TEMP TABLE f AS SELECT * FROM period_figure;"
                    "CREATE TEMP TABLE s AS SELECT * FROM journal_seal",
                    NULL, NULL, NULL),
      ==, SQLITE_OK);
  for (guint i = 0; i < G_N_ELEMENTS (ALTERATIONS); i++)
    {
      g_test_message ("%s", ALTERATIONS[i]);
      g_assert_cmpint (sqlite3_exec (database, ALTERATIONS[i], NULL, NULL, NULL), ==,
                       SQLITE_OK);
      g_assert_cmpuint (count_faults (town), >, 0);
      g_assert_cmpint (
          sqlite3_exec (
              database,
              "DELETE FROM period_act; INSERT INTO period_act SELECT * FROM a;"
              "DELETE FROM period_figure;"
              "INSERT INTO period_figure SELECT * FROM f;"
              "DELETE FROM journal_seal; INSERT INTO journal_seal SELECT * FROM s",
              NULL, NULL, NULL),
          ==, SQLITE_OK);
      g_assert_cmpuint (count_faults (town), ==, 0);
    }
  g_assert_cmpint (sqlite3_close (database), ==, SQLITE_OK);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/periods/transitions", test_transitions);
  g_test_add_func ("/periods/refused", test_refused);
  g_test_add_func ("/periods/differences", test_differences);
  g_test_add_func ("/periods/latecomer", test_latecomer);
  g_test_add_func ("/periods/locked", test_locked);
  g_test_add_func ("/periods/outage", test_outage);
  g_test_add_func ("/periods/altered", test_altered);
  return g_test_run ();
}
