/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A task goes to the nearest inspector on duty, with the reason, and to the next in time. */
#include <string.h>

#include "backend/rules/case-error.h"
#include "backend/service/audit.h"
#include "backend/service/case-query.h"
#include "backend/service/service-private.h"
#include "backend/service/setup.h"
#include "tests/lib/town-duty.h"

#define MINUTE G_GINT64_CONSTANT (60000)

typedef struct
{
  GwTown *town;
  char *number;
} Scene;

/* The case lies in the first cell; a fresh position there is the nearest. */
static void
begin (Scene *scene)
{
  scene->town = gw_town_new ();
  scene->town->now_ms = GW_TOWN_MONDAY;
  scene->number = gw_town_case (scene->town, GW_CASE_HANDLING);
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

/* login NULL: anyone's. */
static void
expect_task (Scene *scene, const char *login, guint offers, const char *why)
{
  g_autoptr (GwCaseDetail) detail = look (scene);
  const GwCaseTask *task = g_ptr_array_index (detail->tasks, detail->tasks->len - 1);

  g_assert_cmpstr (task->inspector != NULL ? task->inspector->login : NULL, ==, login);
  g_assert_cmpuint (task->offers, ==, offers);
  g_assert_nonnull (task->reason);
  g_test_message ("%s / %s", gw_reason_get (task->reason, "zh"),
                  gw_reason_get (task->reason, "en"));
  g_assert_nonnull (strstr (gw_reason_get (task->reason, "en"), why));
}

/* What comes by itself at that time has come. */
static void
pass (Scene *scene, gint64 ms)
{
  gint64 deadline = g_get_monotonic_time () + 30 * G_USEC_PER_SEC;
  gboolean comes = TRUE;

  scene->town->now_ms += ms;
  while (comes)
    {
      g_autoptr (GwCaseDetail) detail = NULL;

      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      gw_case_tick (scene->town->service);
      g_main_context_iteration (NULL, FALSE);
      g_usleep (5000);
      detail = look (scene);
      comes = detail->row->progress.offer_until != 0 &&
              detail->row->progress.offer_until <= scene->town->now_ms;
    }
}

static void
handle (Scene *scene)
{
  gw_town_do (scene->town, "sanitation", scene->number, GW_ACTION_HANDLE);
}

static void
refuse_check (Scene *scene, const char *login)
{
  GwActionRequest request = { .number = scene->number, .action = GW_ACTION_CHECK };
  g_autoptr (GError) error = NULL;

  g_assert_null (gw_town_act (scene->town, login, request, &error));
  g_assert_error (error, GW_CASE_ERROR, GW_CASE_ERROR_FORBIDDEN);
}

static void
test_nobody (void)
{
  Scene scene;

  begin (&scene);
  handle (&scene);
  expect_task (&scene, NULL, 0, "Nobody is on duty");
  gw_town_do (scene.town, "inspector2", scene.number, GW_ACTION_CHECK);
  end (&scene);
}

static void
test_nearest (void)
{
  Scene scene;

  begin (&scene);
  gw_town_sign_in (scene.town, "inspector");
  gw_town_sign_in (scene.town, "inspector2");
  gw_town_be_at (scene.town, "inspector", 15);
  gw_town_be_at (scene.town, "inspector2", 1);
  handle (&scene);
  expect_task (&scene, "inspector2", 1, "Nearest of 2 on duty not asked yet: about 100 m");
  refuse_check (&scene, "inspector");
  gw_town_do (scene.town, "inspector2", scene.number, GW_ACTION_ACCEPT_TASK);
  /* Whoever has taken it keeps it. */
  pass (&scene, 60 * MINUTE);
  expect_task (&scene, "inspector2", 1, "Nearest");
  gw_town_do (scene.town, "inspector2", scene.number, GW_ACTION_CHECK);
  end (&scene);
}

/* Positions grow old: then it is the duty grid's own inspector. */
static void
test_duty_grid (void)
{
  Scene scene;

  begin (&scene);
  gw_town_sign_in (scene.town, "inspector2");
  gw_town_sign_in (scene.town, "inspector");
  gw_town_be_at (scene.town, "inspector2", 0);
  scene.town->now_ms += 15 * MINUTE + 1;
  handle (&scene);
  expect_task (&scene, "inspector", 1, "duty grid D1");
  end (&scene);
}

static void
test_next (void)
{
  Scene scene;

  begin (&scene);
  gw_town_sign_in (scene.town, "inspector");
  gw_town_sign_in (scene.town, "inspector2");
  gw_town_be_at (scene.town, "inspector", 0);
  handle (&scene);
  expect_task (&scene, "inspector", 1, "Nearest");
  pass (&scene, 15 * MINUTE - 1);
  expect_task (&scene, "inspector", 1, "Nearest");
  gw_town_be_at (scene.town, "inspector2", 14);
  pass (&scene, 1);
  expect_task (&scene, "inspector2", 2, "Nearest of 1 on duty not asked yet");
  refuse_check (&scene, "inspector");
  pass (&scene, 15 * MINUTE);
  expect_task (&scene, NULL, 2, "2 asked, none took it");
  /* A restart, and nothing more comes. */
  gw_town_reopen (scene.town);
  pass (&scene, 15 * MINUTE);
  expect_task (&scene, NULL, 2, "2 asked");
  gw_town_do (scene.town, "inspector", scene.number, GW_ACTION_REWORK);
  end (&scene);
}

static void
test_named (void)
{
  Scene scene;
  GwActionRequest request = { .action = GW_ACTION_REQUEST_CHECK, .inspector = "inspector" };
  g_autoptr (GwTownAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;

  begin (&scene);
  gw_town_sign_in (scene.town, "inspector2");
  gw_town_be_at (scene.town, "inspector2", 0);
  handle (&scene);
  gw_town_do (scene.town, "leader", scene.number, GW_ACTION_CANCEL_TASK);
  request.number = scene.number;
  answer = gw_town_act (scene.town, "leader", request, &error);
  g_assert_no_error (error);
  expect_task (&scene, "inspector", 1, "Chosen by");
  pass (&scene, 60 * MINUTE);
  expect_task (&scene, "inspector", 1, "Chosen by");
  end (&scene);
}

/* A city may leave a task with whom it was offered to first. */
static void
test_never (void)
{
  Scene scene;
  g_autoptr (GError) error = NULL;

  begin (&scene);
  g_assert_true (gw_setup_setting_set (scene.town->service, "task.offer", "0", &error));
  gw_town_reopen (scene.town);
  gw_town_sign_in (scene.town, "inspector");
  gw_town_sign_in (scene.town, "inspector2");
  gw_town_be_at (scene.town, "inspector", 0);
  handle (&scene);
  pass (&scene, 120 * MINUTE);
  expect_task (&scene, "inspector", 1, "Nearest");
  end (&scene);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/task-offer/nobody", test_nobody);
  g_test_add_func ("/task-offer/nearest", test_nearest);
  g_test_add_func ("/task-offer/duty-grid", test_duty_grid);
  g_test_add_func ("/task-offer/next", test_next);
  g_test_add_func ("/task-offer/named", test_named);
  g_test_add_func ("/task-offer/never", test_never);
  return g_test_run ();
}
