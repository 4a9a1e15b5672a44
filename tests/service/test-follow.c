/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What another process changes of the city is followed; open cases by new calendars. */
#include "backend/rules/calendar-plan.h"
#include "backend/rules/case-error.h"
#include "backend/service/audit.h"
#include "backend/service/case-query.h"
#include "backend/service/city-settings.h"
#include "backend/service/duty.h"
#include "backend/service/people.h"
#include "backend/service/recalculate.h"
#include "backend/service/service-private.h"
#include "backend/service/setup.h"
#include "tests/lib/town.h"

#define HOUR G_GINT64_CONSTANT (3600000)

static void
follow (GwTown *town)
{
  gw_service_follow_changes (town->service);
  while (town->service->n_reloading > 0)
    g_main_context_iteration (NULL, TRUE);
}

/* The same file through a second service, as gridwardctl beside the server. */
static GwService *
open_beside (GwTown *town)
{
  const GwServiceOptions options = { .cheap_passwords = TRUE };
  g_autoptr (GError) error = NULL;
  GwService *service = gw_service_open (town->path, &options, &error);

  g_assert_no_error (error);
  return service;
}

static void
test_settings (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  GwService *beside = open_beside (town);
  const GwSettings *before = gw_snapshot_settings (town->service->snapshot);
  g_autoptr (GError) error = NULL;

  gw_setup_setting_set (beside, "extension.max", "7", &error);
  g_assert_no_error (error);
  follow (town);
  g_assert_cmpuint (gw_settings_number (gw_snapshot_settings (town->service->snapshot),
                                        GW_SETTING_EXTENSION_MAX),
                    ==, 7);
  /* Who was reading them reads on. */
  g_assert_cmpuint (gw_settings_number (before, GW_SETTING_EXTENSION_MAX), ==, 2);
  g_assert_false (gw_setup_setting_set (beside, "extension.approvers", "handler", &error));
  g_assert_error (error, GW_CASE_ERROR, GW_CASE_ERROR_OUT_OF_RANGE);
  gw_service_close (beside);
}

static void
test_people (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  GwService *beside = open_beside (town);
  g_autoptr (GwPerson) admin = gw_town_person (town, "admin");
  const GwPeopleFilter filter = { .roles = GW_ROLE_MANAGER, .limit = 10 };
  g_autoptr (GPtrArray) people = NULL;
  g_autoptr (GError) error = NULL;
  gboolean more;

  gw_setup_person_add (beside, "second", "Second", "a long password", "manager", NULL, NULL,
                       &error);
  g_assert_no_error (error);
  follow (town);
  people = gw_people_list (town->service, admin, &filter, &more, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (people->len, ==, 2);
  gw_service_close (beside);
}

static void
tell_difference (const GwAuditDifference *difference, gpointer user_data)
{
  g_error ("%s: %s: stored %s, computed %s", difference->number, difference->field,
           difference->stored, difference->computed);
}

static GwCaseDetail *
look (GwTown *town, const char *number)
{
  g_autoptr (GwPerson) admin = gw_town_person (town, "admin");

  return gw_case_query_one (town->service, admin, number, NULL);
}

static void
act_for (GwTown *town, const char *login, const char *number, GwCaseAction action,
         const char *inspector, const char *handler)
{
  const GwActionRequest request = { .number = number,
                                    .action = action,
                                    .opinion = "x",
                                    .inspector = inspector,
                                    .handler = handler };
  g_autoptr (GError) error = NULL;
  g_autoptr (GwTownAnswer) answer = gw_town_act (town, login, request, &error);

  g_assert_no_error (error);
}

/* Nobody's case waits for someone who cannot sign in any more. */
static void
test_locked_out (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autofree char *handled = gw_town_case (town, GW_CASE_HANDLING);
  g_autofree char *asked = gw_town_case (town, GW_CASE_REPORTED);
  g_autofree char *taken = gw_town_case (town, GW_CASE_REPORTED);
  g_autoptr (GwCaseDetail) first = NULL;
  g_autoptr (GwCaseDetail) second = NULL;
  g_autoptr (GwCaseDetail) third = NULL;
  g_autoptr (GError) error = NULL;
  GwAuditSummary summary;

  act_for (town, "sanitation", handled, GW_ACTION_ASSIGN, NULL, "handler");
  act_for (town, "acceptor", asked, GW_ACTION_REQUEST_VERIFICATION, "inspector2", NULL);
  act_for (town, "acceptor", taken, GW_ACTION_REQUEST_VERIFICATION, "inspector2", NULL);
  act_for (town, "inspector2", taken, GW_ACTION_ACCEPT_TASK, NULL, NULL);
  gw_setup_person_set_disabled (town->service, "handler", TRUE, &error);
  g_assert_no_error (error);
  gw_setup_person_set_disabled (town->service, "inspector2", TRUE, &error);
  g_assert_no_error (error);
  first = look (town, handled);
  g_assert_cmpuint (first->row->progress.flags & GW_FLAG_ASSIGNED, ==, 0);
  g_assert_cmpint (first->row->progress.handler, ==, 0);
  second = look (town, asked);
  g_assert_cmpuint (second->row->progress.flags & GW_FLAG_TASK, !=, 0);
  g_assert_cmpint (second->row->progress.inspector, ==, 0);
  third = look (town, taken);
  g_assert_cmpuint (third->row->progress.flags & GW_FLAG_TASK, ==, 0);
  act_for (town, "sanitation", handled, GW_ACTION_HANDLE, NULL, NULL);
  gw_audit (town->service, tell_difference, NULL, &summary, &error);
  g_assert_no_error (error);
}

static GwCalendarPlan *
make_plan (const char *csv)
{
  g_autoptr (GwFaults) faults = gw_faults_new ();
  const GwCalendarCsvContext context = { .code = GW_CITY_CALENDAR,
                                         .time_zone = "Asia/Shanghai" };
  GwCalendarPlan *plan = gw_calendar_plan_from_csv (csv, strlen (csv), &context, faults);

  g_assert_nonnull (plan);
  return plan;
}

static gint64
deadline_of (GwTown *town, const char *number, gint64 *ret_before)
{
  g_autoptr (GwPerson) admin = gw_town_person (town, "admin");
  g_autoptr (GwCaseDetail) detail = gw_case_query_one (town->service, admin, number, NULL);
  g_autoptr (GPtrArray) events = gw_case_query_events (town->service, admin, number, NULL);
  const GwCaseEvent *last = g_ptr_array_index (events, events->len - 1);

  *ret_before = last->action == GW_ACTION_RECALCULATE ? last->facts.deadline_before : 0;
  return detail->row->deadline;
}

static void
recalculated_cb (const GwRecalculation *result, const GError *error, gpointer user_data)
{
  GwRecalculation *keep = user_data;

  g_assert_no_error (error);
  *keep = *result;
}

/* A calendar that works one hour longer reaches what is open, with the old deadline noted. */
static void
test_recalculation (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  GwService *beside = open_beside (town);
  g_autoptr (GwPerson) admin = gw_town_person (town, "admin");
  g_autoptr (GwPerson) leader = gw_town_person (town, "leader");
  g_autoptr (GwCalendarPlan) plan =
      make_plan ("hours,9\nslot,1,08:00,12:00\nslot,1,13:00,18:00\n"
                 "slot,2,08:00,12:00\nslot,2,13:00,18:00\n");
  g_autoptr (GError) error = NULL;
  g_autofree char *open = NULL;
  g_autofree char *closed = NULL;
  GwRecalculation result = { 0 };
  GwAuditSummary summary;
  gint64 old, before;

  town->now_ms = GW_TOWN_MONDAY;
  open = gw_town_case (town, GW_CASE_HANDLING);
  closed = gw_town_case (town, GW_CASE_CLOSED);
  old = deadline_of (town, open, &before);
  g_assert_cmpint (old, ==, GW_TOWN_MONDAY + 6 * HOUR);
  gw_setup_import_calendar (beside, plan, &error);
  g_assert_no_error (error);
  follow (town);
  g_assert_cmpint (deadline_of (town, open, &before), ==, old);
  g_assert_false (gw_recalculate (town->service, leader, recalculated_cb, NULL, &error));
  g_assert_error (error, GW_CASE_ERROR, GW_CASE_ERROR_FORBIDDEN);
  g_clear_error (&error);
  g_assert_true (gw_recalculate (town->service, admin, recalculated_cb, &result, &error));
  while (town->service->recalculating)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (result.n_cases, ==, 1);
  g_assert_cmpuint (result.n_changed, ==, 1);
  g_assert_cmpint (deadline_of (town, open, &before), ==, old - HOUR);
  g_assert_cmpint (before, ==, old);
  deadline_of (town, closed, &before);
  g_assert_cmpint (before, ==, 0);
  g_assert_true (gw_recalculate_now (beside, &result, &error));
  g_assert_cmpuint (result.n_changed, ==, 0);
  gw_service_close (beside);
  gw_audit (town->service, tell_difference, NULL, &summary, &error);
  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/follow/settings", test_settings);
  g_test_add_func ("/follow/people", test_people);
  g_test_add_func ("/follow/locked-out", test_locked_out);
  g_test_add_func ("/follow/recalculation", test_recalculation);
  return g_test_run ();
}
