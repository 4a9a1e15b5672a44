/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A case from the report to its end, by everyone who may act on it. */
#include <string.h>

#include "backend/rules/case-error.h"
#include "backend/service/case-query.h"
#include "tests/lib/town.h"

#define HOUR 3600000

static GwCaseDetail *
look (GwTown *town, const char *number)
{
  g_autoptr (GwPerson) admin = gw_town_person (town, "admin");
  g_autoptr (GError) error = NULL;
  GwCaseDetail *detail = gw_case_query_one (town->service, admin, number, &error);

  g_assert_no_error (error);
  return detail;
}

static void
test_main_line (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autoptr (GwPerson) leader = gw_town_person (town, "leader");
  g_autoptr (GError) error = NULL;
  g_autofree char *number = NULL;
  g_autoptr (GwCaseDetail) detail = NULL;
  g_autoptr (GPtrArray) events = NULL;
  const GwCaseEvent *dispatch;

  town->now_ms = GW_TOWN_MONDAY;
  number = gw_town_case (town, GW_CASE_CLOSED);
  detail = look (town, number);
  g_assert_cmpint (detail->row->state, ==, GW_CASE_CLOSED);
  g_assert_cmpint (detail->row->version, ==, 7);
  g_assert_cmpint (detail->row->closed_at, ==, GW_TOWN_MONDAY);
  /* Exposed litter: 4 working hours from 09:00, with lunch from 12:00 to 14:00. */
  g_assert_cmpint (detail->row->deadline, ==, GW_TOWN_MONDAY + 6 * HOUR);
  g_assert_cmpint (gw_case_row_lamp (detail->row, GW_TOWN_MONDAY), ==, GW_LAMP_NONE);
  g_assert_cmphex (detail->actions, ==, GW_ACTION_BIT (GW_ACTION_LINK));
  g_assert_nonnull (strstr (detail->row->deadline_reason, "4 working hours"));
  g_assert_nonnull (strstr (detail->row->routing_reason, "class 06"));
  events = gw_case_query_events (town->service, leader, number, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (events->len, ==, 7);
  for (guint i = 0; i < events->len; i++)
    {
      const GwCaseEvent *event = g_ptr_array_index (events, i);

      g_assert_cmpint (event->seq, ==, i + 1);
      g_assert_cmpint (event->version, ==, i + 1);
      g_assert_cmpint (event->to, ==, GW_CASE_REPORTED + i);
    }
  dispatch = g_ptr_array_index (events, 2);
  g_assert_cmpstr (dispatch->actor->login, ==, "dispatcher");
  g_assert_cmpstr (dispatch->department->code, ==, "sanitation");
  g_assert_cmpstr (dispatch->opinion, ==, "已按要求办理");
}

static void
test_urgent_runs_through_lunch (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *number = NULL;
  g_autoptr (GwTownAnswer) filed = NULL;
  g_autoptr (GwCaseDetail) detail = NULL;

  town->now_ms = GW_TOWN_MONDAY;
  number = gw_town_case (town, GW_CASE_REPORTED);
  filed = gw_town_act (
      town, "leader",
      (GwActionRequest){
          .number = number, .action = GW_ACTION_FILE, .has_urgent = TRUE, .urgent = TRUE },
      &error);
  g_assert_no_error (error);
  g_assert_true (filed->row->urgent);
  gw_town_do (town, "dispatcher", number, GW_ACTION_DISPATCH);
  detail = look (town, number);
  g_assert_cmpint (detail->row->deadline, ==, GW_TOWN_MONDAY + 4 * HOUR);
}

static void
test_chosen_department (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *number = gw_town_case (town, GW_CASE_FILED);
  GwActionRequest request = { .number = number,
                              .action = GW_ACTION_DISPATCH,
                              .department = "nowhere" };
  g_autoptr (GwTownAnswer) answer = NULL;

  g_assert_null (gw_town_act (town, "dispatcher", request, &error));
  g_assert_error (error, GW_CASE_ERROR, GW_CASE_ERROR_UNKNOWN_DEPARTMENT);
  g_clear_error (&error);
  request.department = "works";
  answer = gw_town_act (town, "dispatcher", request, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (answer->row->department->code, ==, "works");
  g_assert_nonnull (strstr (answer->row->routing_reason, "Chosen by Person dispatcher"));
}

static void
test_no_rule_needs_a_department (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autoptr (GError) error = NULL;
  GwReport report = gw_town_report ();
  g_autoptr (GwTownAnswer) answer = NULL;
  GwActionRequest request = { .action = GW_ACTION_DISPATCH };

  report.class_code = "10001";
  answer = gw_town_take (town, "inspector", &report, &error);
  g_assert_no_error (error);
  g_assert_null (answer->suggestion);
  gw_town_do (town, "leader", answer->row->number, GW_ACTION_FILE);
  request.number = answer->row->number;
  g_assert_null (gw_town_act (town, "dispatcher", request, &error));
  g_assert_error (error, GW_CASE_ERROR, GW_CASE_ERROR_MISSING_FIELD);
  g_assert_cmpstr (gw_case_error_get_field (error), ==, "department");
}

static void
test_return_and_dispatch_again (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autofree char *number = gw_town_case (town, GW_CASE_HANDLING);
  g_autoptr (GwCaseDetail) returned = NULL;
  g_autoptr (GwCaseDetail) reported = NULL;

  gw_town_do (town, "sanitation", number, GW_ACTION_RETURN);
  returned = look (town, number);
  g_assert_cmpint (returned->row->state, ==, GW_CASE_FILED);
  g_assert_cmpuint (returned->row->returns, ==, 1);
  g_assert_null (returned->row->department);
  g_assert_cmpint (returned->row->deadline, ==, 0);
  /* Who has just sent it back is no suggestion. */
  g_assert_null (returned->suggestion);
  gw_town_do (town, "dispatcher", number, GW_ACTION_RETURN);
  reported = look (town, number);
  g_assert_cmpint (reported->row->state, ==, GW_CASE_REPORTED);
  g_assert_cmpint (reported->row->filed_at, ==, 0);
  g_assert_cmpuint (reported->row->returns, ==, 2);
}

static void
test_rework_keeps_department_and_clock (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autofree char *number = NULL;
  g_autoptr (GwCaseDetail) late = NULL;
  g_autoptr (GwCaseDetail) before = NULL;
  g_autoptr (GwCaseDetail) after = NULL;

  town->now_ms = GW_TOWN_MONDAY;
  number = gw_town_case (town, GW_CASE_HANDLED);
  before = look (town, number);
  g_assert_cmpint (gw_case_row_lamp (before->row, GW_TOWN_MONDAY + 99 * HOUR), ==,
                   GW_LAMP_GREEN);
  town->now_ms = GW_TOWN_MONDAY + 7 * HOUR;
  gw_town_do (town, "inspector2", number, GW_ACTION_REWORK);
  after = look (town, number);
  g_assert_cmpint (after->row->state, ==, GW_CASE_HANDLING);
  g_assert_cmpuint (after->row->reworks, ==, 1);
  g_assert_cmpint (after->row->handled_at, ==, 0);
  g_assert_cmpint (after->row->deadline, ==, before->row->deadline);
  g_assert_cmpstr (after->row->department->code, ==, "sanitation");
  g_assert_cmpint (gw_case_row_lamp (after->row, town->now_ms), ==, GW_LAMP_RED);
  gw_town_do (town, "sanitation", number, GW_ACTION_HANDLE);
  late = look (town, number);
  g_assert_cmpint (gw_case_row_lamp (late->row, town->now_ms), ==, GW_LAMP_RED);
}

static void
test_stale_version (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *number = gw_town_case (town, GW_CASE_FILED);
  GwActionRequest request = { .number = number,
                              .version = 1,
                              .action = GW_ACTION_DISPATCH };

  g_assert_null (gw_town_act (town, "dispatcher", request, &error));
  g_assert_error (error, GW_CASE_ERROR, GW_CASE_ERROR_STALE_VERSION);
  g_assert_cmpint (gw_case_error_get_value (error), ==, 2);
  g_assert_cmpint (gw_service_last_seq (town->service), ==, 2);
}

static void
test_missing_version (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *number = gw_town_case (town, GW_CASE_FILED);
  GwActionRequest request = { .number = number,
                              .version = -1,
                              .action = GW_ACTION_DISPATCH };

  g_assert_null (gw_town_act (town, "dispatcher", request, &error));
  g_assert_error (error, GW_CASE_ERROR, GW_CASE_ERROR_MISSING_FIELD);
}

typedef struct
{
  const char *name;
  GwCaseState state;
  const char *login;
  GwCaseAction action;
  const char *opinion;
  GwCaseError error;
} Refused;

static const Refused refused[] = {
  { "other-department-sees-nothing", GW_CASE_DISPATCHED, "works", GW_ACTION_ACCEPT, NULL,
    GW_CASE_ERROR_NOT_FOUND },
  { "inspector-of-another-report", GW_CASE_REPORTED, "inspector2", GW_ACTION_CHECK, NULL,
    GW_CASE_ERROR_NOT_FOUND },
  { "manager-acts-not", GW_CASE_REPORTED, "manager", GW_ACTION_FILE, NULL,
    GW_CASE_ERROR_FORBIDDEN },
  { "dispatcher-files-not", GW_CASE_REPORTED, "dispatcher", GW_ACTION_FILE, NULL,
    GW_CASE_ERROR_FORBIDDEN },
  { "too-early", GW_CASE_REPORTED, "dispatcher", GW_ACTION_DISPATCH, NULL,
    GW_CASE_ERROR_ACTION_NOT_ALLOWED },
  { "blank-opinion", GW_CASE_REPORTED, "leader", GW_ACTION_REJECT, " \n ",
    GW_CASE_ERROR_MISSING_FIELD },
  { "closed", GW_CASE_CLOSED, "leader", GW_ACTION_VOID, "why",
    GW_CASE_ERROR_ACTION_NOT_ALLOWED },
};

static void
test_refused (gconstpointer data)
{
  const Refused *row = data;
  g_autoptr (GwTown) town = gw_town_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *number = gw_town_case (town, row->state);
  gint64 last = gw_service_last_seq (town->service);

  g_assert_null (gw_town_act (
      town, row->login,
      (GwActionRequest){ .number = number, .action = row->action, .opinion = row->opinion },
      &error));
  g_assert_error (error, GW_CASE_ERROR, (int)row->error);
  g_assert_cmpint (gw_service_last_seq (town->service), ==, last);
}

static void
test_unknown_numbers (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  const char *numbers[] = { "", "nonsense", "20261122-999999", "20261122-1" };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autoptr (GError) error = NULL;
      GwActionRequest request = { .number = numbers[i],
                                  .version = 1,
                                  .action = GW_ACTION_FILE };

      g_assert_null (gw_town_act (town, "leader", request, &error));
      g_assert_error (error, GW_CASE_ERROR, GW_CASE_ERROR_NOT_FOUND);
    }
}

/* Two act at the same instant on the same version: exactly one wins. */
typedef struct
{
  guint n_won;
  guint n_stale;
  gboolean done;
} Race;

static void
raced_cb (GwCaseDetail *detail, const GError *error, gpointer user_data)
{
  Race *race = user_data;

  if (error == NULL)
    race->n_won++;
  else if (g_error_matches (error, GW_CASE_ERROR, GW_CASE_ERROR_STALE_VERSION))
    race->n_stale++;
  race->done = race->n_won + race->n_stale == 2;
}

static void
test_race (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autoptr (GwPerson) leader = gw_town_person (town, "leader");
  g_autofree char *number = gw_town_case (town, GW_CASE_REPORTED);
  GwActionRequest request = { .number = number, .version = 1, .action = GW_ACTION_FILE };
  Race race = { 0 };

  for (guint i = 0; i < 2; i++)
    g_assert_true (gw_case_action (town->service, leader, &request, raced_cb, &race, NULL));
  gw_town_wait (&race.done);
  g_assert_cmpuint (race.n_won, ==, 1);
  g_assert_cmpuint (race.n_stale, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lifecycle/main-line", test_main_line);
  g_test_add_func ("/lifecycle/urgent", test_urgent_runs_through_lunch);
  g_test_add_func ("/lifecycle/chosen-department", test_chosen_department);
  g_test_add_func ("/lifecycle/no-rule", test_no_rule_needs_a_department);
  g_test_add_func ("/lifecycle/return", test_return_and_dispatch_again);
  g_test_add_func ("/lifecycle/rework", test_rework_keeps_department_and_clock);
  g_test_add_func ("/lifecycle/stale-version", test_stale_version);
  g_test_add_func ("/lifecycle/missing-version", test_missing_version);
  g_test_add_func ("/lifecycle/unknown-numbers", test_unknown_numbers);
  g_test_add_func ("/lifecycle/race", test_race);
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *path = g_strconcat ("/lifecycle/refused/", refused[i].name, NULL);

      g_test_add_data_func (path, &refused[i], test_refused);
    }
  return g_test_run ();
}
