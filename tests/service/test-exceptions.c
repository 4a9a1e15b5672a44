/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What happens to a case besides the main line, by everyone who may. */
#include <string.h>

#include "backend/rules/case-error.h"
#include "backend/service/audit.h"
#include "backend/service/case-query.h"
#include "backend/service/service-private.h"
#include "tests/lib/town.h"

#define HOUR G_GINT64_CONSTANT (3600000)
#define DAY (24 * HOUR)

typedef struct
{
  GwTown *town;
  char *number;
} Scene;

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

/* A case in a state of the main line, on Monday at 9. */
static void
begin (Scene *scene, GwCaseState state)
{
  scene->town = gw_town_new ();
  scene->town->now_ms = GW_TOWN_MONDAY;
  scene->number = gw_town_case (scene->town, state);
}

static void
tell_difference (const GwAuditDifference *difference, gpointer user_data)
{
  g_error ("%s: %s: stored %s, computed %s", difference->number, difference->field,
           difference->stored, difference->computed);
}

/* Whatever happened, the journal alone tells it again. */
static void
end (Scene *scene)
{
  g_autoptr (GError) error = NULL;
  GwAuditSummary summary;

  gw_audit (scene->town->service, tell_difference, NULL, &summary, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (summary.n_cases, >, 0);
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
refuse (Scene *scene, const char *login, GwCaseAction action, GwActionRequest request,
        int code, const char *field)
{
  g_autoptr (GError) error = NULL;

  request.number = scene->number;
  request.action = action;
  if (request.opinion == NULL)
    request.opinion = "说明";
  g_assert_null (gw_town_act (scene->town, login, request, &error));
  g_assert_error (error, GW_CASE_ERROR, code);
  if (field != NULL)
    g_assert_cmpstr (gw_case_error_get_field (error), ==, field);
}

static void
refuse_plain (Scene *scene, const char *login, GwCaseAction action)
{
  refuse (scene, login, action, (GwActionRequest){ 0 }, GW_CASE_ERROR_ACTION_NOT_ALLOWED,
          "action");
}

static void
assert_in (Scene *scene, GwCaseState state, guint flags)
{
  g_autoptr (GwCaseDetail) detail = look (scene);

  g_assert_cmpstr (gw_case_state_name (detail->row->state), ==, gw_case_state_name (state));
  g_assert_cmphex (detail->row->progress.flags, ==, flags);
}

static gint64
due_of (Scene *scene, GwStage stage)
{
  g_autoptr (GwCaseDetail) detail = look (scene);
  GwClocks clocks;

  g_assert_true (gw_clocks_parse (detail->row->clocks, &clocks));
  return clocks.stage[stage].due;
}

/* Lets the service notice that time has passed. */
static void
tick (Scene *scene)
{
  gw_case_tick (scene->town->service);
  while (scene->town->service->waking)
    g_main_context_iteration (NULL, TRUE);
}

#define REGISTERED GW_FLAG_REGISTERED

/* --- returns -------------------------------------------------------------------------- */

static void
test_redispatch (void)
{
  Scene scene;
  g_autoptr (GwCaseDetail) detail = NULL;

  begin (&scene, GW_CASE_DISPATCHED);
  plain (&scene, "sanitation", GW_ACTION_RETURN);
  assert_in (&scene, GW_CASE_FILED, REGISTERED | GW_FLAG_RETURNED);
  refuse_plain (&scene, "dispatcher", GW_ACTION_DISPATCH);
  refuse (&scene, "dispatcher", GW_ACTION_REDISPATCH,
          (GwActionRequest){ .department = "sanitation" }, GW_CASE_ERROR_OUT_OF_RANGE,
          "department");
  refuse (&scene, "dispatcher", GW_ACTION_REDISPATCH, (GwActionRequest){ 0 },
          GW_CASE_ERROR_MISSING_FIELD, "department");
  act (&scene, "dispatcher", GW_ACTION_REDISPATCH,
       (GwActionRequest){ .department = "works" });
  assert_in (&scene, GW_CASE_DISPATCHED, REGISTERED);
  detail = look (&scene);
  g_assert_cmpuint (detail->row->progress.redispatches, ==, 1);
  g_assert_cmpuint (detail->row->returns, ==, 1);
  end (&scene);
}

static void
test_return_to_the_acceptor (void)
{
  Scene scene;

  begin (&scene, GW_CASE_FILED);
  plain (&scene, "dispatcher", GW_ACTION_RETURN);
  refuse_plain (&scene, "leader", GW_ACTION_FILE);
  refuse (&scene, "acceptor", GW_ACTION_AMEND, (GwActionRequest){ 0 },
          GW_CASE_ERROR_MISSING_FIELD, "class");
  act (&scene, "acceptor", GW_ACTION_AMEND, (GwActionRequest){ .class_code = "06013" });
  plain (&scene, "leader", GW_ACTION_FILE);
  plain (&scene, "dispatcher", GW_ACTION_DISPATCH);
  {
    g_autoptr (GwCaseDetail) detail = look (&scene);

    /* Class 06013 is the works department's. */
    g_assert_cmpstr (detail->row->class->code, ==, "06013");
    g_assert_cmpstr (detail->row->department->code, ==, "works");
  }
  end (&scene);
}

static void
test_handler (void)
{
  Scene scene;

  begin (&scene, GW_CASE_HANDLING);
  refuse (&scene, "handler", GW_ACTION_HANDLE, (GwActionRequest){ 0 },
          GW_CASE_ERROR_NOT_FOUND, NULL);
  refuse (&scene, "sanitation", GW_ACTION_ASSIGN, (GwActionRequest){ .handler = "works" },
          GW_CASE_ERROR_OUT_OF_RANGE, "handler");
  act (&scene, "sanitation", GW_ACTION_ASSIGN, (GwActionRequest){ .handler = "handler" });
  refuse_plain (&scene, "sanitation", GW_ACTION_RETURN);
  plain (&scene, "handler", GW_ACTION_RETURN);
  assert_in (&scene, GW_CASE_HANDLING, REGISTERED | GW_FLAG_RETURNED);
  refuse_plain (&scene, "sanitation", GW_ACTION_HANDLE);
  act (&scene, "sanitation", GW_ACTION_ASSIGN, (GwActionRequest){ .handler = "handler" });
  plain (&scene, "sanitation", GW_ACTION_REVOKE);
  act (&scene, "sanitation", GW_ACTION_ASSIGN, (GwActionRequest){ .handler = "handler" });
  plain (&scene, "handler", GW_ACTION_HANDLE);
  assert_in (&scene, GW_CASE_HANDLED, REGISTERED | GW_FLAG_ASSIGNED | GW_FLAG_TASK);
  end (&scene);
}

/* --- extension, suspension, deferral --------------------------------------------------- */

static void
test_extensions (void)
{
  Scene scene;

  begin (&scene, GW_CASE_HANDLING);
  g_assert_cmpint (due_of (&scene, GW_STAGE_HANDLE), ==, GW_TOWN_MONDAY + 6 * HOUR);
  plain (&scene, "sanitation", GW_ACTION_REQUEST_EXTENSION);
  refuse_plain (&scene, "sanitation", GW_ACTION_REQUEST_EXTENSION);
  refuse (&scene, "leader", GW_ACTION_APPROVE, (GwActionRequest){ 0 },
          GW_CASE_ERROR_FORBIDDEN, NULL);
  plain (&scene, "dispatcher", GW_ACTION_REFUSE);
  plain (&scene, "sanitation", GW_ACTION_REQUEST_EXTENSION);
  plain (&scene, "dispatcher", GW_ACTION_APPROVE);
  /* Four more working hours from Monday 15:00. */
  g_assert_cmpint (due_of (&scene, GW_STAGE_HANDLE), ==, GW_TOWN_MONDAY + 24 * HOUR);
  plain (&scene, "sanitation", GW_ACTION_REQUEST_EXTENSION);
  plain (&scene, "dispatcher", GW_ACTION_APPROVE);
  g_assert_cmpint (due_of (&scene, GW_STAGE_HANDLE), ==, GW_TOWN_MONDAY + 24 * HOUR);
  plain (&scene, "leader", GW_ACTION_APPROVE);
  g_assert_cmpint (due_of (&scene, GW_STAGE_HANDLE), ==, GW_TOWN_MONDAY + 30 * HOUR);
  refuse_plain (&scene, "sanitation", GW_ACTION_REQUEST_EXTENSION);
  end (&scene);
}

static void
test_no_extension_once_overdue (void)
{
  Scene scene;

  begin (&scene, GW_CASE_HANDLING);
  scene.town->now_ms = GW_TOWN_MONDAY + 7 * HOUR;
  refuse_plain (&scene, "sanitation", GW_ACTION_REQUEST_EXTENSION);
  tick (&scene);
  assert_in (&scene, GW_CASE_HANDLING, REGISTERED | GW_FLAG_LATE);
  end (&scene);
}

static void
test_suspension (void)
{
  Scene scene;
  gint64 until = GW_TOWN_MONDAY + 7 * DAY;

  begin (&scene, GW_CASE_HANDLING);
  refuse (&scene, "sanitation", GW_ACTION_REQUEST_SUSPENSION, (GwActionRequest){ 0 },
          GW_CASE_ERROR_MISSING_FIELD, "until");
  refuse (&scene, "sanitation", GW_ACTION_REQUEST_SUSPENSION,
          (GwActionRequest){ .until = GW_TOWN_MONDAY + 366 * DAY },
          GW_CASE_ERROR_OUT_OF_RANGE, "until");
  act (&scene, "sanitation", GW_ACTION_REQUEST_SUSPENSION,
       (GwActionRequest){ .until = until });
  plain (&scene, "dispatcher", GW_ACTION_APPROVE);
  plain (&scene, "leader", GW_ACTION_APPROVE);
  assert_in (&scene, GW_CASE_HANDLING, REGISTERED | GW_FLAG_SUSPENDED);
  refuse_plain (&scene, "sanitation", GW_ACTION_HANDLE);
  plain (&scene, "leader", GW_ACTION_SUPERVISE);
  plain (&scene, "leader", GW_ACTION_END_SUPERVISION);
  scene.town->now_ms = until - 1;
  tick (&scene);
  assert_in (&scene, GW_CASE_HANDLING, REGISTERED | GW_FLAG_SUSPENDED);
  scene.town->now_ms = until + HOUR;
  tick (&scene);
  assert_in (&scene, GW_CASE_HANDLING, REGISTERED);
  /* Nothing of the four hours was used. */
  g_assert_cmpint (due_of (&scene, GW_STAGE_HANDLE), ==, until + 6 * HOUR);
  refuse (&scene, "sanitation", GW_ACTION_REQUEST_SUSPENSION,
          (GwActionRequest){ .until = until + DAY }, GW_CASE_ERROR_ACTION_NOT_ALLOWED,
          "action");
  end (&scene);
}

/* Who acts after the date finds the case resumed, although no tick came in between. */
static void
test_suspension_ends_before_an_action (void)
{
  Scene scene;

  begin (&scene, GW_CASE_HANDLING);
  act (&scene, "sanitation", GW_ACTION_REQUEST_SUSPENSION,
       (GwActionRequest){ .until = GW_TOWN_MONDAY + DAY });
  plain (&scene, "dispatcher", GW_ACTION_APPROVE);
  plain (&scene, "leader", GW_ACTION_APPROVE);
  scene.town->now_ms = GW_TOWN_MONDAY + DAY + 60000;
  refuse (&scene, "sanitation", GW_ACTION_HANDLE, (GwActionRequest){ 0 },
          GW_CASE_ERROR_STALE_VERSION, "version");
  tick (&scene);
  plain (&scene, "sanitation", GW_ACTION_HANDLE);
  end (&scene);
}

static void
test_deferral (void)
{
  Scene scene;
  gint64 until = GW_TOWN_MONDAY + 30 * DAY;

  begin (&scene, GW_CASE_HANDLING);
  refuse (&scene, "sanitation", GW_ACTION_REQUEST_DEFERRAL,
          (GwActionRequest){ .until = GW_TOWN_MONDAY + HOUR }, GW_CASE_ERROR_OUT_OF_RANGE,
          "until");
  act (&scene, "sanitation", GW_ACTION_REQUEST_DEFERRAL,
       (GwActionRequest){ .until = until });
  plain (&scene, "sanitation", GW_ACTION_WITHDRAW);
  act (&scene, "sanitation", GW_ACTION_REQUEST_DEFERRAL,
       (GwActionRequest){ .until = until });
  plain (&scene, "dispatcher", GW_ACTION_APPROVE);
  plain (&scene, "leader", GW_ACTION_APPROVE);
  assert_in (&scene, GW_CASE_HANDLING, REGISTERED | GW_FLAG_DEFERRED);
  g_assert_cmpint (due_of (&scene, GW_STAGE_HANDLE), ==, until);
  end (&scene);
}

/* --- after the end --------------------------------------------------------------------- */

static void
test_appeal (void)
{
  Scene scene;

  begin (&scene, GW_CASE_HANDLING);
  scene.town->now_ms = GW_TOWN_MONDAY + 7 * HOUR;
  plain (&scene, "sanitation", GW_ACTION_HANDLE);
  plain (&scene, "leader", GW_ACTION_CHECK);
  plain (&scene, "leader", GW_ACTION_CLOSE);
  refuse (&scene, "works", GW_ACTION_APPEAL, (GwActionRequest){ 0 },
          GW_CASE_ERROR_NOT_FOUND, NULL);
  plain (&scene, "sanitation", GW_ACTION_APPEAL);
  plain (&scene, "dispatcher", GW_ACTION_APPROVE);
  plain (&scene, "acceptor", GW_ACTION_APPROVE);
  assert_in (&scene, GW_CASE_CLOSED, REGISTERED | GW_FLAG_LATE | GW_FLAG_EXEMPT);
  refuse_plain (&scene, "sanitation", GW_ACTION_APPEAL);
  end (&scene);
}

static void
test_reopening (void)
{
  Scene scene;
  g_autoptr (GwCaseDetail) detail = NULL;

  begin (&scene, GW_CASE_CLOSED);
  scene.town->now_ms = GW_TOWN_MONDAY + 31 * DAY;
  refuse_plain (&scene, "leader", GW_ACTION_REOPEN);
  act (&scene, "acceptor", GW_ACTION_VISIT,
       (GwActionRequest){ .satisfaction = GW_SATISFACTION_UNSATISFIED });
  plain (&scene, "acceptor", GW_ACTION_REOPEN);
  assert_in (&scene, GW_CASE_FILED, REGISTERED);
  detail = look (&scene);
  g_assert_cmpint (detail->row->closed_at, ==, 0);
  g_assert_cmpint (detail->row->deadline, ==, 0);
  g_assert_null (detail->row->department);
  plain (&scene, "dispatcher", GW_ACTION_DISPATCH);
  end (&scene);
}

static void
test_force_close (void)
{
  Scene scene;

  begin (&scene, GW_CASE_DISPATCHED);
  refuse (&scene, "leader", GW_ACTION_FORCE_CLOSE, (GwActionRequest){ 0 },
          GW_CASE_ERROR_FORBIDDEN, NULL);
  plain (&scene, "admin", GW_ACTION_FORCE_CLOSE);
  assert_in (&scene, GW_CASE_CLOSED, REGISTERED | GW_FLAG_FORCED);
  end (&scene);
}

/* --- tasks ------------------------------------------------------------------------------ */

static void
test_verification (void)
{
  Scene scene;
  g_autoptr (GwCaseDetail) detail = NULL;
  const GwCaseTask *task;

  begin (&scene, GW_CASE_REPORTED);
  refuse (&scene, "acceptor", GW_ACTION_REQUEST_VERIFICATION,
          (GwActionRequest){ .inspector = "leader" }, GW_CASE_ERROR_OUT_OF_RANGE,
          "inspector");
  act (&scene, "acceptor", GW_ACTION_REQUEST_VERIFICATION,
       (GwActionRequest){ .inspector = "inspector2" });
  refuse_plain (&scene, "leader", GW_ACTION_FILE);
  refuse (&scene, "inspector", GW_ACTION_ACCEPT_TASK, (GwActionRequest){ 0 },
          GW_CASE_ERROR_FORBIDDEN, NULL);
  plain (&scene, "inspector2", GW_ACTION_ACCEPT_TASK);
  refuse (&scene, "inspector2", GW_ACTION_VERIFY, (GwActionRequest){ 0 },
          GW_CASE_ERROR_MISSING_FIELD, "confirmed");
  act (&scene, "inspector2", GW_ACTION_VERIFY,
       (GwActionRequest){ .has_confirmed = TRUE, .confirmed = TRUE });
  assert_in (&scene, GW_CASE_REPORTED, REGISTERED | GW_FLAG_VERIFIED);
  detail = look (&scene);
  g_assert_cmpuint (detail->tasks->len, ==, 1);
  task = g_ptr_array_index (detail->tasks, 0);
  g_assert_cmpint (task->kind, ==, GW_TASK_VERIFICATION);
  g_assert_cmpstr (task->done_by->login, ==, "inspector2");
  plain (&scene, "leader", GW_ACTION_FILE);
  end (&scene);
}

static void
test_check_task (void)
{
  Scene scene;
  g_autoptr (GwCaseDetail) detail = NULL;
  const GwCaseTask *task;

  begin (&scene, GW_CASE_HANDLED);
  assert_in (&scene, GW_CASE_HANDLED, REGISTERED | GW_FLAG_TASK);
  plain (&scene, "acceptor", GW_ACTION_CANCEL_TASK);
  refuse_plain (&scene, "inspector", GW_ACTION_CHECK);
  act (&scene, "acceptor", GW_ACTION_REQUEST_CHECK,
       (GwActionRequest){ .inspector = "inspector2" });
  refuse (&scene, "inspector", GW_ACTION_CHECK, (GwActionRequest){ 0 },
          GW_CASE_ERROR_FORBIDDEN, NULL);
  plain (&scene, "inspector2", GW_ACTION_CHECK);
  assert_in (&scene, GW_CASE_CHECKED, REGISTERED);
  detail = look (&scene);
  g_assert_cmpuint (detail->tasks->len, ==, 2);
  task = g_ptr_array_index (detail->tasks, 0);
  g_assert_null (task->done_by);
  g_assert_cmpint (task->done_at, !=, 0);
  end (&scene);
}

/* --- several cases ---------------------------------------------------------------------- */

static void
test_merge (void)
{
  Scene scene, first;
  g_autoptr (GwPerson) admin = NULL;
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GwCaseDetail) detail = NULL;

  begin (&scene, GW_CASE_FILED);
  first = (Scene){ scene.town, scene.number };
  scene.number = gw_town_case (scene.town, GW_CASE_REPORTED);
  refuse (&scene, "acceptor", GW_ACTION_MERGE, (GwActionRequest){ .other = scene.number },
          GW_CASE_ERROR_OUT_OF_RANGE, "case");
  act (&scene, "acceptor", GW_ACTION_MERGE, (GwActionRequest){ .other = first.number });
  assert_in (&scene, GW_CASE_MERGED, REGISTERED);
  admin = gw_town_person (scene.town, "admin");
  events = gw_case_query_events (scene.town->service, admin, first.number, NULL);
  /* Its own report and filing, the duplicate's report and merging. */
  g_assert_cmpuint (events->len, ==, 4);
  detail = look (&first);
  g_assert_cmpuint (detail->links->len, ==, 1);
  g_assert_cmpstr (((GwCaseLink *)detail->links->pdata[0])->relation, ==, "merged_from");
  g_free (first.number);
  end (&scene);
}

static void
test_link_and_split (void)
{
  Scene scene;
  g_autoptr (GwCaseDetail) detail = NULL;
  g_autoptr (GwCaseDetail) new_case = NULL;
  const GwCaseLink *link;

  begin (&scene, GW_CASE_DISPATCHED);
  refuse (&scene, "dispatcher", GW_ACTION_SPLIT, (GwActionRequest){ 0 },
          GW_CASE_ERROR_MISSING_FIELD, "description");
  act (&scene, "dispatcher", GW_ACTION_SPLIT,
       (GwActionRequest){ .description = "另有破损井盖", .class_code = "06013" });
  detail = look (&scene);
  g_assert_cmpuint (detail->links->len, ==, 1);
  link = g_ptr_array_index (detail->links, 0);
  g_assert_cmpstr (link->relation, ==, "split_into");
  g_free (scene.number);
  scene.number = g_strdup (link->number);
  new_case = look (&scene);
  g_assert_cmpint (new_case->row->state, ==, GW_CASE_REPORTED);
  g_assert_cmpstr (new_case->row->class->code, ==, "06013");
  g_assert_cmpstr (new_case->row->description, ==, "另有破损井盖");
  act (&scene, "acceptor", GW_ACTION_LINK,
       (GwActionRequest){ .other = detail->row->number });
  end (&scene);
}

/* --- the rest ---------------------------------------------------------------------------- */

/* The clock is computed anew from where it started. */
static void
test_amend_while_handled (void)
{
  Scene scene;

  begin (&scene, GW_CASE_HANDLING);
  act (&scene, "leader", GW_ACTION_AMEND,
       (GwActionRequest){ .has_urgent = TRUE, .urgent = TRUE });
  g_assert_cmpint (due_of (&scene, GW_STAGE_HANDLE), ==, GW_TOWN_MONDAY + 4 * HOUR);
  end (&scene);
}

/* A case is filed under a condition of its class, which has a limit of its own. */
static void
test_condition (void)
{
  Scene scene;
  g_autoptr (GwCaseDetail) detail = NULL;
  g_autoptr (GwCaseDetail) amended = NULL;

  begin (&scene, GW_CASE_REPORTED);
  refuse (&scene, "leader", GW_ACTION_FILE, (GwActionRequest){ .condition = "none-such" },
          GW_CASE_ERROR_OUT_OF_RANGE, "condition");
  act (&scene, "leader", GW_ACTION_FILE, (GwActionRequest){ .condition = "01" });
  detail = look (&scene);
  g_assert_cmpstr (detail->row->condition->code, ==, "01");
  act (&scene, "leader", GW_ACTION_AMEND, (GwActionRequest){ .class_code = "06013" });
  amended = look (&scene);
  g_assert_null (amended->row->condition);
  plain (&scene, "dispatcher", GW_ACTION_DISPATCH);
  end (&scene);
}

static void
test_stage_clocks (void)
{
  Scene scene;

  begin (&scene, GW_CASE_REPORTED);
  /* What an inspector saw only has to be filed… */
  g_assert_cmpint (due_of (&scene, GW_STAGE_ACCEPT), ==, 0);
  g_assert_cmpint (due_of (&scene, GW_STAGE_FILE), ==, GW_TOWN_MONDAY + 6 * HOUR);
  refuse_plain (&scene, "acceptor", GW_ACTION_REGISTER);
  /* … what was called in, someone has to take on first. */
  g_free (scene.number);
  scene.number = gw_town_called_case (scene.town);
  g_assert_cmpint (due_of (&scene, GW_STAGE_ACCEPT), ==, GW_TOWN_MONDAY + 6 * HOUR);
  g_assert_cmpint (due_of (&scene, GW_STAGE_FILE), ==, 0);
  scene.town->now_ms += HOUR;
  plain (&scene, "acceptor", GW_ACTION_REGISTER);
  g_assert_cmpint (due_of (&scene, GW_STAGE_FILE), ==, GW_TOWN_MONDAY + 7 * HOUR);
  scene.town->now_ms = GW_TOWN_MONDAY + 8 * HOUR;
  tick (&scene);
  {
    g_autoptr (GwCaseDetail) detail = look (&scene);
    GwClocks clocks;

    g_assert_true (gw_clocks_parse (detail->row->clocks, &clocks));
    g_assert_cmpuint (clocks.stage[GW_STAGE_FILE].card, ==, GW_LAMP_RED);
    /* Nobody acted: what a person sees stays valid. */
    g_assert_cmpint (detail->row->version, ==, 2);
    g_assert_cmpuint (detail->row->progress.flags, ==, REGISTERED);
  }
  end (&scene);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exceptions/redispatch", test_redispatch);
  g_test_add_func ("/exceptions/return-to-the-acceptor", test_return_to_the_acceptor);
  g_test_add_func ("/exceptions/handler", test_handler);
  g_test_add_func ("/exceptions/extensions", test_extensions);
  g_test_add_func ("/exceptions/no-extension-once-overdue", test_no_extension_once_overdue);
  g_test_add_func ("/exceptions/suspension", test_suspension);
  g_test_add_func ("/exceptions/suspension-ends-first",
                   test_suspension_ends_before_an_action);
  g_test_add_func ("/exceptions/deferral", test_deferral);
  g_test_add_func ("/exceptions/appeal", test_appeal);
  g_test_add_func ("/exceptions/reopening", test_reopening);
  g_test_add_func ("/exceptions/force-close", test_force_close);
  g_test_add_func ("/exceptions/verification", test_verification);
  g_test_add_func ("/exceptions/check-task", test_check_task);
  g_test_add_func ("/exceptions/merge", test_merge);
  g_test_add_func ("/exceptions/link-and-split", test_link_and_split);
  g_test_add_func ("/exceptions/amend-while-handled", test_amend_while_handled);
  g_test_add_func ("/exceptions/condition", test_condition);
  g_test_add_func ("/exceptions/stage-clocks", test_stage_clocks);
  return g_test_run ();
}
