/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calls: the promise and the limit, who answers for them, what counts, and for whom. */
#include <string.h>

#include "backend/rules/case-error.h"
#include "backend/service/audit.h"
#include "backend/service/case-query.h"
#include "backend/service/hotline.h"
#include "backend/service/service-private.h"
#include "backend/service/setup.h"
#include "tests/lib/town.h"

#define HOUR G_GINT64_CONSTANT (3600000)
#define TODAY 20261123

typedef struct
{
  GwTown *town;
  char *number;
} Scene;

/* Takes a call on Monday at 9. */
static void
begin (Scene *scene, const char *urgency)
{
  GwReport report = gw_town_report ();
  GwCall call = { .caller_name = "张女士",
                  .caller_phone = "138-0013 8000",
                  .address = "大街3号",
                  .urgency = urgency };
  g_autoptr (GwTownAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;

  scene->town = gw_town_new ();
  scene->town->now_ms = GW_TOWN_MONDAY;
  report.source = "hotline";
  report.call = &call;
  answer = gw_town_take (scene->town, "acceptor", &report, &error);
  g_assert_no_error (error);
  scene->number = g_strdup (answer->row->number);
}

static void
tell_difference (const GwAuditDifference *difference, gpointer user_data)
{
  g_error ("%s: %s: stored %s, computed %s", difference->number, difference->field,
           difference->stored, difference->computed);
}

/* Whatever happened, the journal alone tells it again, counters and all. */
static void
end (Scene *scene)
{
  g_autoptr (GError) error = NULL;
  GwAuditSummary summary;

  gw_audit (scene->town->service, tell_difference, NULL, &summary, &error);
  g_assert_no_error (error);
  gw_town_free (scene->town);
  g_free (scene->number);
}

static void
act (Scene *scene, const char *login, GwCaseAction action, GwActionRequest request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwTownAnswer) answer = NULL;

  request.number = scene->number;
  request.action = action;
  if (request.opinion == NULL)
    request.opinion = "说明";
  answer = gw_town_act (scene->town, login, request, &error);
  g_assert_no_error (error);
}

static void
plain (Scene *scene, const char *login, GwCaseAction action)
{
  act (scene, login, action, (GwActionRequest){ 0 });
}

static void
to (Scene *scene, const char *login, GwCaseAction action, const char *department)
{
  act (scene, login, action, (GwActionRequest){ .department = department });
}

static void
refuse (Scene *scene, const char *login, GwCaseAction action, const char *department,
        int code)
{
  GwActionRequest request = {
    .number = scene->number, .action = action, .opinion = "说明", .department = department
  };
  g_autoptr (GError) error = NULL;

  g_assert_null (gw_town_act (scene->town, login, request, &error));
  g_assert_error (error, GW_CASE_ERROR, code);
}

static GwCaseDetail *
look (Scene *scene)
{
  g_autoptr (GwPerson) admin = gw_town_person (scene->town, "admin");
  g_autoptr (GError) error = NULL;
  GwCaseDetail *detail =
      gw_case_query_one (scene->town->service, admin, scene->number, &error);

  g_assert_no_error (error);
  return detail;
}

static void
assert_in (Scene *scene, GwCaseState state, guint more_flags)
{
  g_autoptr (GwCaseDetail) detail = look (scene);

  g_assert_cmpstr (gw_case_state_name (detail->row->state), ==, gw_case_state_name (state));
  g_assert_cmphex (detail->row->progress.flags, ==,
                   GW_FLAG_HOTLINE | GW_FLAG_REGISTERED | more_flags);
}

static void
assert_responsible (Scene *scene, const char *code)
{
  g_autoptr (GwCaseDetail) detail = look (scene);
  const GwDepartment *department =
      gw_snapshot_department (detail->row->snapshot, detail->row->progress.responsible);

  g_assert_cmpstr (department != NULL ? department->code : NULL, ==, code);
}

static void
pass (Scene *scene, gint64 ms)
{
  scene->town->now_ms += ms;
  gw_case_tick (scene->town->service);
  while (scene->town->service->waking)
    g_main_context_iteration (NULL, TRUE);
}

static GwHotlineCounts
counts_of (Scene *scene, const char *department)
{
  g_autoptr (GwPerson) manager = gw_town_person (scene->town, "manager");
  g_autoptr (GError) error = NULL;
  g_autoptr (GwHotlineStatistics) statistics = gw_hotline_statistics (
      scene->town->service, manager, TODAY, TODAY, department, &error);

  g_assert_no_error (error);
  return statistics->total;
}

/* --- the promise ---------------------------------------------------------------------- */

static char *
reason_of (Scene *scene, const char *language)
{
  g_autoptr (GwCaseDetail) detail = look (scene);
  g_autoptr (GwReason) reason = gw_reason_from_json (detail->row->deadline_reason);

  g_assert_nonnull (reason);
  return g_strdup (gw_reason_get (reason, language));
}

static void
test_promise_first (void)
{
  Scene scene;
  g_autoptr (GwCaseDetail) detail = NULL;
  g_autofree char *zh = NULL;
  g_autofree char *en = NULL;

  begin (&scene, "2h");
  assert_in (&scene, GW_CASE_REPORTED, 0);
  plain (&scene, "leader", GW_ACTION_FILE);
  plain (&scene, "dispatcher", GW_ACTION_DISPATCH);
  detail = look (&scene);
  g_assert_cmpint (detail->row->deadline, ==, GW_TOWN_MONDAY + 2 * HOUR);
  zh = reason_of (&scene, "zh");
  en = reason_of (&scene, "en");
  g_assert_nonnull (strstr (zh, "2026-11-23 11:00，早于处置时限，以此为准"));
  g_assert_nonnull (strstr (en, "2026-11-23 11:00: earlier than the limit of the class"));
  end (&scene);
}

static void
test_limit_first (void)
{
  Scene scene;
  g_autoptr (GwCaseDetail) detail = NULL;
  g_autofree char *en = NULL;
  gint64 class_due;

  begin (&scene, "15d");
  plain (&scene, "leader", GW_ACTION_FILE);
  plain (&scene, "dispatcher", GW_ACTION_DISPATCH);
  detail = look (&scene);
  class_due = detail->row->deadline;
  g_assert_cmpint (class_due, <, GW_TOWN_MONDAY + 15 * 24 * HOUR);
  en = reason_of (&scene, "en");
  g_assert_nonnull (strstr (en, "within 15"));
  g_assert_nonnull (strstr (en, "the limit of the class counts"));
  end (&scene);
}

/* What is broken before a department got it is not held against the department. */
static void
test_promise_broken (void)
{
  Scene scene;
  g_autoptr (GwCaseDetail) detail = NULL;
  GwHotlineCounts centre;

  begin (&scene, "2h");
  plain (&scene, "leader", GW_ACTION_FILE);
  pass (&scene, 3 * HOUR);
  plain (&scene, "dispatcher", GW_ACTION_DISPATCH);
  detail = look (&scene);
  g_assert_cmpint (detail->row->deadline, >, scene.town->now_ms);
  centre = counts_of (&scene, NULL);
  g_assert_cmpint (centre.answered_late, ==, 1);
  g_assert_cmpint (counts_of (&scene, "sanitation").answered_late, ==, 0);
  plain (&scene, "sanitation", GW_ACTION_ACCEPT);
  plain (&scene, "sanitation", GW_ACTION_HANDLE);
  g_assert_cmpint (counts_of (&scene, NULL).answered, ==, 0);
  g_assert_cmpint (counts_of (&scene, NULL).answered_late, ==, 1);
  end (&scene);
}

/* Another class, another limit; the promise stays the earlier of both, or becomes it. */
static void
test_promise_and_amendment (void)
{
  Scene scene;
  g_autoptr (GwCaseDetail) detail = NULL;

  begin (&scene, "2h");
  plain (&scene, "leader", GW_ACTION_FILE);
  plain (&scene, "dispatcher", GW_ACTION_DISPATCH);
  pass (&scene, HOUR);
  act (&scene, "dispatcher", GW_ACTION_AMEND, (GwActionRequest){ .class_code = "06013" });
  detail = look (&scene);
  g_assert_cmpint (detail->row->deadline, ==, GW_TOWN_MONDAY + 2 * HOUR);
  end (&scene);
}

/* --- who answers ---------------------------------------------------------------------- */

static void
test_first_responsible (void)
{
  Scene scene;

  begin (&scene, "24h");
  plain (&scene, "leader", GW_ACTION_FILE);
  plain (&scene, "dispatcher", GW_ACTION_DISPATCH);
  assert_in (&scene, GW_CASE_DISPATCHED, GW_FLAG_RESPONSIBLE);
  assert_responsible (&scene, "sanitation");
  plain (&scene, "sanitation", GW_ACTION_RETURN);
  assert_in (&scene, GW_CASE_FILED, GW_FLAG_RETURNED | GW_FLAG_COORDINATE);
  refuse (&scene, "dispatcher", GW_ACTION_REDISPATCH, "works",
          GW_CASE_ERROR_ACTION_NOT_ALLOWED);
  refuse (&scene, "dispatcher", GW_ACTION_RETURN, NULL, GW_CASE_ERROR_ACTION_NOT_ALLOWED);
  to (&scene, "leader", GW_ACTION_REDISPATCH, "works");
  /* It has not accepted: the first one still answers for it. */
  assert_in (&scene, GW_CASE_DISPATCHED, 0);
  assert_responsible (&scene, "sanitation");
  plain (&scene, "works", GW_ACTION_RETURN);
  assert_in (&scene, GW_CASE_FILED, GW_FLAG_RETURNED);
  to (&scene, "dispatcher", GW_ACTION_REDISPATCH, "sanitation");
  assert_in (&scene, GW_CASE_DISPATCHED, GW_FLAG_RESPONSIBLE);
  plain (&scene, "sanitation", GW_ACTION_RETURN);
  to (&scene, "leader", GW_ACTION_REDISPATCH, "works");
  plain (&scene, "works", GW_ACTION_ACCEPT);
  assert_in (&scene, GW_CASE_HANDLING, GW_FLAG_RESPONSIBLE);
  assert_responsible (&scene, "works");
  end (&scene);
}

static void
test_leader_insists (void)
{
  Scene scene;

  begin (&scene, "24h");
  plain (&scene, "leader", GW_ACTION_FILE);
  plain (&scene, "dispatcher", GW_ACTION_DISPATCH);
  plain (&scene, "sanitation", GW_ACTION_RETURN);
  to (&scene, "leader", GW_ACTION_REDISPATCH, "sanitation");
  assert_in (&scene, GW_CASE_DISPATCHED, GW_FLAG_RESPONSIBLE);
  plain (&scene, "sanitation", GW_ACTION_RETURN);
  plain (&scene, "leader", GW_ACTION_RETURN);
  assert_in (&scene, GW_CASE_REPORTED, GW_FLAG_RETURNED);
  end (&scene);
}

/* --- what counts ---------------------------------------------------------------------- */

static void
close_case (Scene *scene)
{
  plain (scene, "leader", GW_ACTION_FILE);
  plain (scene, "dispatcher", GW_ACTION_DISPATCH);
  plain (scene, "sanitation", GW_ACTION_ACCEPT);
  plain (scene, "sanitation", GW_ACTION_HANDLE);
  plain (scene, "leader", GW_ACTION_CHECK);
  plain (scene, "leader", GW_ACTION_CLOSE);
}

static void
visit (Scene *scene, GwSatisfaction satisfaction, GwSolved solved)
{
  act (scene, "acceptor", GW_ACTION_VISIT,
       (GwActionRequest){ .satisfaction = satisfaction, .solved = solved });
}

static void
test_counts (void)
{
  Scene scene;
  GwHotlineCounts counts;

  begin (&scene, "24h");
  close_case (&scene);
  counts = counts_of (&scene, "sanitation");
  g_assert_cmpint (counts.assigned, ==, 1);
  g_assert_cmpint (counts.answered, ==, 1);
  g_assert_cmpint (counts.answered_late, ==, 0);
  g_assert_cmpint (counts_of (&scene, NULL).calls, ==, 1);
  visit (&scene, GW_SATISFACTION_UNSATISFIED, GW_SOLVED_NO);
  /* On second thought: one return visit a closure, corrected. */
  visit (&scene, GW_SATISFACTION_SATISFIED, GW_SOLVED_YES);
  counts = counts_of (&scene, "sanitation");
  g_assert_cmpint (counts.visited, ==, 1);
  g_assert_cmpint (counts.satisfied, ==, 1);
  g_assert_cmpint (counts.asked, ==, 1);
  g_assert_cmpint (counts.solved, ==, 1);
  end (&scene);
}

/* The answer was given: what has to be done again is no second answer. */
static void
test_rework_is_no_answer (void)
{
  Scene scene;

  begin (&scene, "24h");
  plain (&scene, "leader", GW_ACTION_FILE);
  plain (&scene, "dispatcher", GW_ACTION_DISPATCH);
  plain (&scene, "sanitation", GW_ACTION_ACCEPT);
  plain (&scene, "sanitation", GW_ACTION_HANDLE);
  plain (&scene, "leader", GW_ACTION_REWORK);
  pass (&scene, 48 * HOUR);
  plain (&scene, "sanitation", GW_ACTION_HANDLE);
  g_assert_cmpint (counts_of (&scene, NULL).answered, ==, 1);
  g_assert_cmpint (counts_of (&scene, NULL).answered_late, ==, 0);
  end (&scene);
}

static void
test_reopens (void)
{
  Scene scene;
  g_autoptr (GwCaseDetail) detail = NULL;
  g_autoptr (GError) error = NULL;

  begin (&scene, "24h");
  gw_setup_setting_set (scene.town->service, "visit.reopens", "1", &error);
  g_assert_no_error (error);
  close_case (&scene);
  pass (&scene, HOUR);
  visit (&scene, GW_SATISFACTION_SATISFIED, GW_SOLVED_YES);
  assert_in (&scene, GW_CASE_CLOSED, GW_FLAG_RESPONSIBLE);
  visit (&scene, GW_SATISFACTION_SATISFIED, GW_SOLVED_NO);
  assert_in (&scene, GW_CASE_FILED, 0);
  detail = look (&scene);
  g_assert_cmpuint (detail->row->progress.reopenings, ==, 1);
  /* A new promise runs from now on, and the department is the same. */
  plain (&scene, "dispatcher", GW_ACTION_DISPATCH);
  assert_in (&scene, GW_CASE_DISPATCHED, GW_FLAG_RESPONSIBLE);
  end (&scene);
}

/* --- who sees ------------------------------------------------------------------------- */

static void
test_callers_are_private (void)
{
  static const char *const others[] = { "inspector",  "dispatcher", "manager",
                                        "sanitation", "handler",    "exchange" };
  Scene scene;

  begin (&scene, "24h");
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (GwPerson) person = gw_town_person (scene.town, others[i]);
      g_autoptr (GError) error = NULL;

      g_assert_null (gw_hotline_call (scene.town->service, person, scene.number, &error));
      g_assert_error (error, GW_CASE_ERROR, GW_CASE_ERROR_FORBIDDEN);
    }
  {
    g_autoptr (GwPerson) acceptor = gw_town_person (scene.town, "acceptor");
    g_autoptr (GError) error = NULL;
    g_autoptr (GwCallView) view =
        gw_hotline_call (scene.town->service, acceptor, scene.number, &error);

    g_assert_no_error (error);
    g_assert_cmpstr (view->caller_phone, ==, "13800138000");
    g_assert_cmpstr (view->urgency->code, ==, "24h");
  }
  end (&scene);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hotline/promise-first", test_promise_first);
  g_test_add_func ("/hotline/limit-first", test_limit_first);
  g_test_add_func ("/hotline/promise-broken", test_promise_broken);
  g_test_add_func ("/hotline/promise-and-amendment", test_promise_and_amendment);
  g_test_add_func ("/hotline/first-responsible", test_first_responsible);
  g_test_add_func ("/hotline/leader-insists", test_leader_insists);
  g_test_add_func ("/hotline/counts", test_counts);
  g_test_add_func ("/hotline/rework-is-no-answer", test_rework_is_no_answer);
  g_test_add_func ("/hotline/reopens", test_reopens);
  g_test_add_func ("/hotline/callers-are-private", test_callers_are_private);
  return g_test_run ();
}
