/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calendars of a city: replaced edition by edition, kept, and given to departments. */
#include <sqlite3.h>
#include <string.h>

#include "backend/rules/case-error.h"
#include "backend/service/setup.h"
#include "tests/lib/town.h"

#define SATURDAY G_GINT64_CONSTANT (1795829400000) /* 2026-11-28 09:30 in Shanghai */

static GwCalendarPlan *
make_shift (void)
{
  GwCalendarPlan *plan = gw_calendar_plan_new ("shift", "轮班", "Asia/Shanghai");

  plan->name_en = g_strdup ("Shift");
  plan->hours_per_day = 12;
  for (guint weekday = 1; weekday <= 7; weekday++)
    {
      gw_calendar_plan_add_slot (plan, weekday, 6 * 60, 14 * 60);
      gw_calendar_plan_add_slot (plan, weekday, 14 * 60, 24 * 60);
    }
  gw_calendar_plan_add_slot (plan, GW_WEEKDAY_MAKE_UP, 60, 120);
  gw_calendar_plan_add_day (plan, "2026-12-31", FALSE, NULL);
  gw_calendar_plan_add_day (plan, "2026-10-10", TRUE, "调休");
  g_ptr_array_add (plan->departments, g_strdup ("sanitation"));
  return plan;
}

static void
test_office_hours (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  GwSnapshot *snapshot = gw_service_get_snapshot (town->service);
  const GwCalendarEdition *city = gw_snapshot_calendar_at (snapshot, 0);

  g_assert_cmpuint (gw_snapshot_n_calendars (snapshot), ==, 1);
  g_assert_cmpstr (city->plan->code, ==, GW_CITY_CALENDAR);
  g_assert_cmpstr (city->plan->time_zone, ==, "Asia/Shanghai");
  g_assert_cmpuint (city->plan->slots->len, ==, 10);
  g_assert_true (gw_snapshot_calendar (snapshot) == city->calendar);
  g_assert_true (gw_snapshot_calendar_for (snapshot, NULL) == city->calendar);
  g_assert_false (gw_calendar_is_working (city->calendar, SATURDAY));
}

static void
test_department (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autoptr (GwCalendarPlan) plan = make_shift ();
  g_autoptr (GError) error = NULL;
  g_autofree char *before = gw_calendar_plan_to_csv (plan);
  g_autofree char *after = NULL;
  GwSnapshot *snapshot;
  const GwCalendar *calendar;

  g_assert_true (gw_setup_import_calendar (town->service, plan, &error));
  g_assert_no_error (error);
  gw_town_reopen (town);
  snapshot = gw_service_get_snapshot (town->service);
  g_assert_cmpuint (gw_snapshot_n_calendars (snapshot), ==, 2);
  after = gw_calendar_plan_to_csv (gw_snapshot_calendar_by_code (snapshot, "shift")->plan);
  g_assert_cmpstr (before, ==, after);
  calendar = gw_snapshot_calendar_for (
      snapshot, gw_snapshot_department_by_code (snapshot, "sanitation"));
  g_assert_true (gw_calendar_is_working (calendar, SATURDAY));
  calendar = gw_snapshot_calendar_for (snapshot,
                                       gw_snapshot_department_by_code (snapshot, "works"));
  g_assert_true (calendar == gw_snapshot_calendar (snapshot));
  /* Without departments everyone is back at the city's. */
  g_ptr_array_set_size (plan->departments, 0);
  g_assert_true (gw_setup_import_calendar (town->service, plan, &error));
  snapshot = gw_service_get_snapshot (town->service);
  calendar = gw_snapshot_calendar_for (
      snapshot, gw_snapshot_department_by_code (snapshot, "sanitation"));
  g_assert_true (calendar == gw_snapshot_calendar (snapshot));
}

/* What was decided by an edition can be computed again after the next one came. */
static void
test_editions_are_kept (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autoptr (GwCalendarPlan) plan =
      gw_calendar_plan_new (GW_CITY_CALENDAR, "新", "Asia/Shanghai");
  g_autoptr (GError) error = NULL;
  GwSnapshot *snapshot = gw_service_get_snapshot (town->service);
  gint64 former = gw_snapshot_calendar_id (snapshot, gw_snapshot_calendar (snapshot));
  const GwCalendarEdition *city;

  gw_calendar_plan_add_slot (plan, 6, 9 * 60, 10 * 60);
  g_assert_true (gw_setup_import_calendar (town->service, plan, &error));
  snapshot = gw_service_get_snapshot (town->service);
  city = gw_snapshot_calendar_at (snapshot, 0);
  g_assert_cmpstr (city->plan->name, ==, "新");
  g_assert_cmpint (city->id, !=, former);
  g_assert_cmpint (gw_snapshot_calendar_id (snapshot, city->calendar), ==, city->id);
  g_assert_true (gw_calendar_is_working (gw_snapshot_calendar (snapshot), SATURDAY));
  g_assert_false (
      gw_calendar_is_working (gw_snapshot_calendar_by_id (snapshot, former), SATURDAY));
  g_assert_null (gw_snapshot_calendar_by_id (snapshot, 99));
  g_assert_cmpuint (gw_snapshot_n_calendars (snapshot), ==, 1);
}

static void
refuse (GwTown *town, const GwCalendarPlan *plan, GwCaseError code)
{
  g_autoptr (GError) error = NULL;
  GwSnapshot *snapshot;

  g_assert_false (gw_setup_import_calendar (town->service, plan, &error));
  g_assert_error (error, GW_CASE_ERROR, (int)code);
  gw_town_reopen (town);
  snapshot = gw_service_get_snapshot (town->service);
  g_assert_cmpuint (gw_snapshot_n_calendars (snapshot), ==, 1);
}

static void
test_refuses (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autoptr (GwCalendarPlan) plan = make_shift ();
  g_autoptr (GwCalendarPlan) city = gw_calendar_plan_new (GW_CITY_CALENDAR, "a", "UTC");

  g_ptr_array_add (plan->departments, g_strdup ("nobody"));
  refuse (town, plan, GW_CASE_ERROR_NOT_FOUND);
  g_array_set_size (plan->slots, 0);
  refuse (town, plan, GW_CASE_ERROR_TABLE);
  gw_calendar_plan_add_office_hours (city);
  refuse (town, city, GW_CASE_ERROR_TABLE);
}

static void
run (sqlite3 *db, const char *sql)
{
  char *message = NULL;

  if (sqlite3_exec (db, sql, NULL, NULL, &message) != SQLITE_OK)
    g_error ("%s", message);
}

static char *
ask (sqlite3 *db, const char *sql)
{
  sqlite3_stmt *statement = NULL;
  char *answer;

  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  answer = g_strdup ((const char *)sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);
  return answer;
}

/* The days that a city had become its calendar's, with the office hours it worked by. */
static void
test_migration (void)
{
  g_autofree char *path =
      g_build_filename (g_getenv ("GRIDWARD_SOURCE_DIR"),
                        "backend/store/sqlite/migrations/0004-calendar.sql", NULL);
  g_autofree char *sql = NULL;
  g_autofree char *slots = NULL;
  g_autofree char *days = NULL;
  sqlite3 *db = NULL;

  g_assert_true (g_file_get_contents (path, &sql, NULL, NULL));
  g_assert_cmpint (sqlite3_open (":memory:", &db), ==, SQLITE_OK);
  run (db,
       "CREATE TABLE city (time_zone TEXT); INSERT INTO city VALUES ('Asia/Shanghai');"
       "CREATE TABLE department (id INTEGER PRIMARY KEY);"
       "CREATE TABLE calendar_day (date TEXT, working INTEGER, name TEXT);"
       "INSERT INTO calendar_day VALUES ('2026-10-01', 0, 'A'), ('2026-10-10', 1, 'B')");
  run (db, sql);
  slots = ask (db, "SELECT code || count(*) || sum(until - start) FROM calendar "
                   "JOIN calendar_slot ON calendar_id = id");
  days = ask (db, "SELECT group_concat(date || working || name) FROM calendar_date "
                  "WHERE calendar_id = 1");
  g_assert_cmpstr (slots, ==, "city102400");
  g_assert_cmpstr (days, ==, "2026-10-010A,2026-10-101B");
  sqlite3_close (db);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calendar/office-hours", test_office_hours);
  g_test_add_func ("/calendar/department", test_department);
  g_test_add_func ("/calendar/editions-are-kept", test_editions_are_kept);
  g_test_add_func ("/calendar/refuses", test_refuses);
  g_test_add_func ("/calendar/migration", test_migration);
  return g_test_run ();
}
