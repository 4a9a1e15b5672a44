/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Positions: batches, the last ones, tracks, removal. */
#include "backend/service/position.h"
#include "backend/service/setup.h"
#include "tests/lib/town-duty.h"

#include <sqlite3.h>

#define MINUTE G_GINT64_CONSTANT (60000)
#define DAY (24 * 60 * MINUTE)

typedef struct
{
  gboolean done;
  guint n_stored;
  guint n_repeated;
  guint n_points;
  gint64 first_at;
  gboolean more;
  GError *error;
} Answer;

static void
stored_cb (guint n_stored, guint n_repeated, const GError *error, gpointer user_data)
{
  Answer *answer = user_data;

  answer->done = TRUE;
  answer->n_stored = n_stored;
  answer->n_repeated = n_repeated;
  answer->error = error != NULL ? g_error_copy (error) : NULL;
}

static Answer
send (GwTown *town, const char *login, const GwPositionReport *reports, guint n)
{
  g_autoptr (GwPerson) person = gw_town_person (town, login);
  Answer answer = { 0 };

  if (gw_position_add (town->service, person, GW_COORDINATES_WGS84, reports, n, stored_cb,
                       &answer, &answer.error))
    gw_town_wait (&answer.done);
  return answer;
}

static void
be_at (GwTown *town, const char *login, guint cell, gint64 at)
{
  const GwPositionReport report = { gw_town_place (cell), at, 5 };
  Answer answer = send (town, login, &report, 1);

  g_assert_no_error (answer.error);
  g_assert_cmpuint (answer.n_stored, ==, 1);
}

static void
track_cb (const GArray *points, gboolean more, const GError *error, gpointer user_data)
{
  Answer *answer = user_data;

  answer->done = TRUE;
  answer->error = error != NULL ? g_error_copy (error) : NULL;
  if (points == NULL)
    return;
  answer->more = more;
  answer->n_points = points->len;
  answer->first_at = points->len > 0 ? g_array_index (points, GwTrackPoint, 0).at : 0;
}

static Answer
track (GwTown *town, const char *user, const char *login, gint64 from, guint limit)
{
  g_autoptr (GwPerson) person = gw_town_person (town, user);
  Answer answer = { 0 };

  if (gw_position_track (town->service, person, login, from, G_MAXINT64, limit, track_cb,
                         &answer, &answer.error))
    gw_town_wait (&answer.done);
  return answer;
}

static gint64
count_rows (GwTown *town, const char *sql)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *statement = NULL;
  gint64 n;

  g_assert_cmpint (sqlite3_open (town->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  n = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  sqlite3_close (db);
  return n;
}

/* Both inspectors are on duty from an hour before Monday at nine. */
static GwTown *
new_town (void)
{
  GwTown *town = gw_town_new ();

  town->now_ms = GW_TOWN_MONDAY - 60 * MINUTE;
  gw_town_sign_in (town, "inspector");
  gw_town_sign_in (town, "inspector2");
  town->now_ms = GW_TOWN_MONDAY;
  return town;
}

static void
test_batch (void)
{
  g_autoptr (GwTown) town = new_town ();
  g_autoptr (GwPerson) leader = gw_town_person (town, "leader");
  g_autoptr (GPtrArray) list = NULL;
  GwPositionReport reports[GW_POSITIONS_MAX];
  const GwInspectorPosition *last;
  Answer answer;

  /* Backwards in time, through four cells. */
  for (guint i = 0; i < GW_POSITIONS_MAX; i++)
    reports[i] =
        (GwPositionReport){ gw_town_place (i / 250), GW_TOWN_MONDAY - i * 1000, -1 };
  answer = send (town, "inspector", reports, GW_POSITIONS_MAX);
  g_assert_no_error (answer.error);
  g_assert_cmpuint (answer.n_stored, ==, GW_POSITIONS_MAX);
  answer = send (town, "inspector", reports, GW_POSITIONS_MAX);
  g_assert_cmpuint (answer.n_stored, ==, 0);
  g_assert_cmpuint (answer.n_repeated, ==, GW_POSITIONS_MAX);
  /* Another inspector at the same instants. */
  answer = send (town, "inspector2", reports, 1);
  g_assert_cmpuint (answer.n_stored, ==, 1);
  g_assert_cmpint (count_rows (town, "SELECT count(*) FROM cell_visit"), ==, 5);
  gw_town_reopen (town);
  list = gw_position_list (town->service, leader, NULL);
  g_assert_cmpuint (list->len, ==, 2);
  last = list->pdata[0];
  g_assert_cmpstr (last->inspector->login, ==, "inspector");
  g_assert_cmpint (last->at, ==, GW_TOWN_MONDAY);
  g_assert_cmpfloat (last->accuracy, <, 0);
  g_assert_true (last->fresh);
  g_assert_true (last->on_duty);
}

static void
refuse (GwTown *town, GwPositionReport report, const char *field)
{
  const GwPositionReport good = { gw_town_place (0), GW_TOWN_MONDAY, 0 };
  const GwPositionReport reports[] = { good, report };
  Answer answer = send (town, "inspector", reports, G_N_ELEMENTS (reports));

  g_assert_error (answer.error, GW_CASE_ERROR, GW_CASE_ERROR_OUT_OF_RANGE);
  g_assert_cmpstr (gw_case_error_get_field (answer.error), ==, field);
  g_clear_error (&answer.error);
}

static void
test_refuses (void)
{
  g_autoptr (GwTown) town = new_town ();
  const GwLonLat here = gw_town_place (0);
  const GwPositionReport good = { here, GW_TOWN_MONDAY, 0 };
  Answer answer;

  refuse (town, (GwPositionReport){ { 180.1, 0 }, GW_TOWN_MONDAY, 0 }, "positions.1.lon");
  refuse (town, (GwPositionReport){ { 0, -90.1 }, GW_TOWN_MONDAY, 0 }, "positions.1.lat");
  refuse (town, (GwPositionReport){ here, GW_TOWN_MONDAY + GW_POSITION_AHEAD_MS + 1, 0 },
          "positions.1.at");
  refuse (town, (GwPositionReport){ here, GW_TOWN_MONDAY - 31 * DAY, 0 }, "positions.1.at");
  refuse (town, (GwPositionReport){ here, GW_TOWN_MONDAY, 1e6 }, "positions.1.accuracy");
  g_assert_cmpint (count_rows (town, "SELECT count(*) FROM position"), ==, 0);
  answer = send (town, "leader", &good, 1);
  g_assert_error (answer.error, GW_CASE_ERROR, GW_CASE_ERROR_FORBIDDEN);
  g_clear_error (&answer.error);
}

static void
refuse_track (GwTown *town, const char *user, const char *login, GwCaseError code)
{
  Answer answer = track (town, user, login, 0, 10);

  g_assert_error (answer.error, GW_CASE_ERROR, (int)code);
  g_clear_error (&answer.error);
}

static void
test_track (void)
{
  g_autoptr (GwTown) town = new_town ();
  Answer answer;

  for (guint i = 0; i < 5; i++)
    be_at (town, "inspector", i, GW_TOWN_MONDAY - i * MINUTE);
  answer = track (town, "dispatcher", "inspector", 0, 3);
  g_assert_cmpuint (answer.n_points, ==, 3);
  g_assert_cmpint (answer.first_at, ==, GW_TOWN_MONDAY - 4 * MINUTE);
  g_assert_true (answer.more);
  answer = track (town, "inspector", "inspector", GW_TOWN_MONDAY - MINUTE, 3);
  g_assert_cmpuint (answer.n_points, ==, 2);
  g_assert_false (answer.more);
  refuse_track (town, "inspector2", "inspector", GW_CASE_ERROR_FORBIDDEN);
  refuse_track (town, "acceptor", "inspector", GW_CASE_ERROR_FORBIDDEN);
  refuse_track (town, "manager", "nobody", GW_CASE_ERROR_NOT_FOUND);
}

/* What is older than the city keeps goes away by itself; the visits of cells stay. */
static void
test_removal (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autoptr (GError) error = NULL;

  town->now_ms = GW_TOWN_MONDAY - DAY;
  g_assert_true (gw_setup_setting_set (town->service, "position.days", "2", &error));
  gw_town_reopen (town);
  gw_town_sign_in (town, "inspector");
  gw_town_sign_in (town, "inspector2");
  town->now_ms = GW_TOWN_MONDAY;
  be_at (town, "inspector", 0, GW_TOWN_MONDAY - DAY);
  be_at (town, "inspector", 0, GW_TOWN_MONDAY);
  be_at (town, "inspector2", 0, GW_TOWN_MONDAY - DAY);
  town->now_ms += DAY + 1;
  gw_town_reopen (town);
  for (guint i = 0; i < 1000 && count_rows (town, "SELECT count(*) FROM position") > 1; i++)
    {
      g_usleep (20000);
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
  g_assert_cmpint (count_rows (town, "SELECT count(*) FROM position"), ==, 1);
  g_assert_cmpint (count_rows (town, "SELECT count(*) FROM cell_visit"), ==, 3);
}

static void
refuse_off_duty (GwTown *town, gint64 at)
{
  const GwPositionReport reports[] = { { gw_town_place (0), GW_TOWN_MONDAY, 0 },
                                       { gw_town_place (0), at, 0 } };
  Answer answer = send (town, "inspector", reports, G_N_ELEMENTS (reports));

  g_assert_error (answer.error, GW_CASE_ERROR, GW_CASE_ERROR_OUT_OF_RANGE);
  g_assert_cmpstr (gw_case_error_get_field (answer.error), ==, "positions.1.at");
  g_clear_error (&answer.error);
}

/* Where people go after work is nobody's business; what was walked on duty may come late. */
static void
test_only_on_duty (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autoptr (GError) error = NULL;

  town->now_ms = GW_TOWN_MONDAY;
  gw_town_sign_in (town, "inspector");
  town->now_ms += 60 * MINUTE;
  gw_town_sign_out (town, "inspector");
  town->now_ms += 60 * MINUTE;
  refuse_off_duty (town, GW_TOWN_MONDAY - 2 * MINUTE);
  refuse_off_duty (town, GW_TOWN_MONDAY + 61 * MINUTE);
  g_assert_cmpint (count_rows (town, "SELECT count(*) FROM position"), ==, 0);
  be_at (town, "inspector", 0, GW_TOWN_MONDAY + 59 * MINUTE);
  /* Who is disabled is signed out. */
  gw_town_sign_in (town, "inspector");
  g_assert_true (gw_setup_person_set_disabled (town->service, "inspector", TRUE, &error));
  g_assert_no_error (error);
  g_assert_cmpint (count_rows (town, "SELECT count(*) FROM duty "
                                     "WHERE signed_out_at IS NULL"),
                   ==, 0);
}

static guint
count_seen (GwTown *town, const char *login)
{
  g_autoptr (GwPerson) person = gw_town_person (town, login);
  g_autoptr (GPtrArray) list = gw_position_list (town->service, person, NULL);

  return list->len;
}

/* Who watches over an area sees who walks in it. */
static void
test_area (void)
{
  g_autoptr (GwTown) town = new_town ();
  g_autoptr (GError) error = NULL;

  gw_setup_person_add (town->service, "upper", "上", "long enough", "manager", NULL,
                       "441802002001", &error);
  g_assert_no_error (error);
  gw_town_be_at (town, "inspector", 0);
  gw_town_be_at (town, "inspector2", 12);
  g_assert_cmpuint (count_seen (town, "manager"), ==, 2);
  g_assert_cmpuint (count_seen (town, "upper"), ==, 1);
  town->now_ms += MINUTE;
  gw_town_be_at (town, "inspector", 9);
  g_assert_cmpuint (count_seen (town, "upper"), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/position/batch", test_batch);
  g_test_add_func ("/position/refuses", test_refuses);
  g_test_add_func ("/position/track", test_track);
  g_test_add_func ("/position/removal", test_removal);
  g_test_add_func ("/position/only-on-duty", test_only_on_duty);
  g_test_add_func ("/position/area", test_area);
  return g_test_run ();
}
