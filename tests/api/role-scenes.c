/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Situations of cases, and what a person may do in them, said a second time. */
#include "tests/api/role-scenes.h"

#define DAY G_GINT64_CONSTANT (86400000)
#define N_LATE_DAYS 30
#define N_DAYS_AHEAD 40

#define MAIN(state) GW_CASE_##state
#define DOES(login, action)                                                                \
  {                                                                                        \
    login, GW_ACTION_##action, NULL                                                        \
  }
#define NAMES(login, action, person)                                                       \
  {                                                                                        \
    login, GW_ACTION_##action, person                                                      \
  }

static const GwRoleScene scenes[] = {
  { "reported", MAIN (REPORTED), .steps = { { 0 } } },
  { "called", MAIN (NONE), .steps = { { 0 } } },
  { "to-be-verified", MAIN (REPORTED),
    .steps = { NAMES ("acceptor", REQUEST_VERIFICATION, "inspector2") },
    .task = "inspector2" },
  { "verification-taken", MAIN (REPORTED),
    .steps = { DOES ("acceptor", REQUEST_VERIFICATION), DOES ("inspector2", ACCEPT_TASK) },
    .task = "inspector2" },
  { "filed", MAIN (FILED), .steps = { { 0 } } },
  { "returned-to-acceptor", MAIN (FILED), .steps = { DOES ("dispatcher", RETURN) } },
  { "returned-to-dispatcher", MAIN (DISPATCHED), .steps = { DOES ("sanitation", RETURN) } },
  { "dispatched", MAIN (DISPATCHED), .steps = { { 0 } }, .department = "sanitation" },
  { "dispatched-to-handler", MAIN (DISPATCHED),
    .steps = { NAMES ("sanitation", ASSIGN, "handler") }, .department = "sanitation",
    .handler = "handler" },
  { "handling", MAIN (HANDLING), .steps = { { 0 } }, .department = "sanitation" },
  { "assigned", MAIN (HANDLING), .steps = { NAMES ("sanitation", ASSIGN, "handler") },
    .department = "sanitation", .handler = "handler" },
  { "returned-by-handler", MAIN (HANDLING),
    .steps = { NAMES ("sanitation", ASSIGN, "handler"), DOES ("handler", RETURN) },
    .department = "sanitation" },
  { "extension-asked", MAIN (HANDLING), .steps = { DOES ("sanitation", REQUEST_EXTENSION) },
    .department = "sanitation" },
  { "further-extension-half-approved", MAIN (HANDLING),
    .steps = { DOES ("sanitation", REQUEST_EXTENSION), DOES ("dispatcher", APPROVE),
               DOES ("sanitation", REQUEST_EXTENSION), DOES ("dispatcher", APPROVE) },
    .department = "sanitation" },
  { "suspension-asked-by-handler", MAIN (HANDLING),
    .steps = { NAMES ("sanitation", ASSIGN, "handler"),
               DOES ("handler", REQUEST_SUSPENSION) },
    .department = "sanitation", .handler = "handler" },
  { "suspension-half-approved", MAIN (HANDLING),
    .steps = { DOES ("sanitation", REQUEST_SUSPENSION), DOES ("dispatcher", APPROVE) },
    .department = "sanitation" },
  { "suspended", MAIN (HANDLING),
    .steps = { DOES ("sanitation", REQUEST_SUSPENSION), DOES ("dispatcher", APPROVE),
               DOES ("leader", APPROVE) },
    .department = "sanitation" },
  { "deferral-half-approved", MAIN (HANDLING),
    .steps = { DOES ("sanitation", REQUEST_DEFERRAL), DOES ("dispatcher", APPROVE) },
    .department = "sanitation" },
  { "supervised", MAIN (HANDLING), .steps = { DOES ("manager", SUPERVISE) },
    .department = "sanitation" },
  { "handled", MAIN (HANDLED), .steps = { { 0 } }, .department = "sanitation",
    .task = GW_ANYONE },
  { "handled-without-task", MAIN (HANDLED), .steps = { DOES ("leader", CANCEL_TASK) },
    .department = "sanitation" },
  { "to-be-checked", MAIN (HANDLED),
    .steps = { DOES ("leader", CANCEL_TASK),
               NAMES ("acceptor", REQUEST_CHECK, "inspector2") },
    .department = "sanitation", .task = "inspector2" },
  { "checked", MAIN (CHECKED), .steps = { { 0 } }, .department = "sanitation" },
  { "self-handled", MAIN (REPORTED), .steps = { DOES ("inspector", SELF_HANDLE) } },
  { "closed", MAIN (CLOSED), .steps = { { 0 } }, .department = "sanitation" },
  { "closed-late",
    MAIN (HANDLING),
    TRUE,
    { DOES ("sanitation", HANDLE), DOES ("leader", CHECK), DOES ("leader", CLOSE) },
    .department = "sanitation" },
  { "appealed",
    MAIN (HANDLING),
    TRUE,
    { DOES ("sanitation", HANDLE), DOES ("leader", CHECK), DOES ("leader", CLOSE),
      DOES ("sanitation", APPEAL) },
    .department = "sanitation" },
  { "appeal-half-granted",
    MAIN (HANDLING),
    TRUE,
    { DOES ("sanitation", HANDLE), DOES ("leader", CHECK), DOES ("leader", CLOSE),
      DOES ("sanitation", APPEAL), DOES ("dispatcher", APPROVE) },
    .department = "sanitation" },
  { "rejected", MAIN (REPORTED), .steps = { DOES ("leader", REJECT) } },
  { "voided", MAIN (HANDLING), .steps = { DOES ("leader", VOID) },
    .department = "sanitation" },
  { "merged", MAIN (REPORTED), .steps = { DOES ("acceptor", MERGE) } },
  { "first-responsible", MAIN (NONE),
    .steps = { DOES ("leader", FILE), DOES ("dispatcher", DISPATCH) },
    .department = "sanitation", .hotline = TRUE },
  { "to-coordinate", MAIN (NONE),
    .steps = { DOES ("leader", FILE), DOES ("dispatcher", DISPATCH),
               DOES ("sanitation", RETURN) },
    .hotline = TRUE },
};

static const GwRolePerson people[] = {
  { "inspector", GW_ROLE_INSPECTOR, NULL },
  { "inspector2", GW_ROLE_INSPECTOR, NULL },
  { "acceptor", GW_ROLE_ACCEPTOR, NULL },
  { "leader", GW_ROLE_LEADER, NULL },
  { "dispatcher", GW_ROLE_DISPATCHER, NULL },
  { "manager", GW_ROLE_MANAGER, NULL },
  { "admin", GW_ROLE_ADMIN, NULL },
  { "sanitation", GW_ROLE_DEPARTMENT, "sanitation" },
  { "works", GW_ROLE_DEPARTMENT, "works" },
  { "handler", GW_ROLE_HANDLER, "sanitation" },
  { "handler2", GW_ROLE_HANDLER, "sanitation" },
  { "exchange", GW_ROLE_EXCHANGE, NULL },
};

const GwRoleScene *
gw_role_scenes (gsize *ret_n_scenes)
{
  *ret_n_scenes = G_N_ELEMENTS (scenes);
  return scenes;
}

const GwRolePerson *
gw_role_people (gsize *ret_n_people)
{
  *ret_n_people = G_N_ELEMENTS (people);
  return people;
}

/* --- arranging ------------------------------------------------------------------------ */

static void
take_step (GwTown *town, const char *number, const GwRoleStep *step, const char *other,
           gint64 now_ms)
{
  gboolean is_task = step->action == GW_ACTION_REQUEST_VERIFICATION ||
                     step->action == GW_ACTION_REQUEST_CHECK;
  GwActionRequest request = {
    .number = number,
    .action = step->action,
    .opinion = "说明",
    .inspector = is_task ? step->person : NULL,
    .handler = step->action == GW_ACTION_ASSIGN ? step->person : NULL,
    .other = step->action == GW_ACTION_MERGE ? other : NULL,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GwTownAnswer) answer = NULL;

  if (step->action == GW_ACTION_REQUEST_SUSPENSION ||
      step->action == GW_ACTION_REQUEST_DEFERRAL)
    request.until = now_ms + N_DAYS_AHEAD * DAY;
  answer = gw_town_act (town, step->login, request, &error);
  g_assert_no_error (error);
}

/* Needs a photograph, which only the server takes. */
static gboolean
is_left_to_the_server (const GwRoleStep *step)
{
  return step->action == GW_ACTION_SELF_HANDLE;
}

char *
gw_role_scene_arrange (GwTown *town, const GwRoleScene *scene, const char *other)
{
  gint64 now_ms = g_get_real_time () / 1000;
  char *number;

  town->now_ms = scene->late ? now_ms - N_LATE_DAYS * DAY : now_ms;
  if (scene->hotline)
    number = gw_town_hotline_case (town);
  else
    number = scene->state == GW_CASE_NONE ? gw_town_called_case (town)
                                          : gw_town_case (town, scene->state);
  town->now_ms = now_ms;
  for (guint i = 0; i < GW_ROLE_STEPS && scene->steps[i].login != NULL; i++)
    if (!is_left_to_the_server (&scene->steps[i]))
      take_step (town, number, &scene->steps[i], other, now_ms);
  return number;
}

/* --- what is expected ----------------------------------------------------------------- */

/* How the person stands to the case. */
typedef struct
{
  gboolean reporter;
  gboolean department;
  gboolean handler;
  gboolean task;
} Standing;

static Standing
stand (const GwRoleScene *scene, const GwRolePerson *person)
{
  const char *reporter = scene->state == GW_CASE_NONE ? "acceptor" : "inspector";

  return (Standing){
    .reporter = g_str_equal (person->login, reporter),
    .department = person->department != NULL &&
                  g_strcmp0 (person->department, scene->department) == 0,
    .handler = g_strcmp0 (person->login, scene->handler) == 0,
    .task = g_strcmp0 (scene->task, GW_ANYONE) == 0 ||
            g_strcmp0 (scene->task, person->login) == 0,
  };
}

static gboolean
sees (const Standing *standing, GwRole role, GwCaseState state)
{
  switch (role)
    {
    case GW_ROLE_INSPECTOR:
      return standing->reporter || standing->task || state == GW_CASE_HANDLED;
    case GW_ROLE_DEPARTMENT:
      return standing->department;
    case GW_ROLE_HANDLER:
      return standing->handler;
    case GW_ROLE_EXCHANGE:
      return FALSE; /* it has routes of its own */
    default:
      return TRUE;
    }
}

static gboolean
may_take (const GwCaseEdge *edge, const GwCaseSituation *situation,
          const Standing *standing, GwRole role)
{
  gboolean has_task = (situation->flags & GW_FLAG_TASK) != 0;
  const guint *chain;
  guint n;

  if ((edge->roles & role) == 0 || (role == GW_ROLE_DEPARTMENT && !standing->department) ||
      (role == GW_ROLE_HANDLER && !standing->handler))
    return FALSE;
  if (role == GW_ROLE_INSPECTOR && (edge->effects & GW_EFFECT_OWN_REPORT) != 0 &&
      !standing->reporter)
    return FALSE;
  if (role == GW_ROLE_INSPECTOR && (edge->effects & GW_EFFECT_OWN_TASK) != 0 && has_task &&
      !standing->task)
    return FALSE;
  if ((edge->effects & GW_EFFECT_BY_CHAIN) == 0)
    return TRUE;
  chain = gw_lifecycle_chain (situation, &n);
  return n > 0 && chain[situation->request_step] == (guint)role;
}

guint
gw_role_expect (const GwRoleScene *scene, const GwCaseSituation *situation,
                const GwRolePerson *person, GwCaseAction action,
                const GwCaseEdge **ret_edge)
{
  Standing standing = stand (scene, person);
  gboolean ever = FALSE, starts = FALSE, granted = FALSE;
  gsize n;
  const GwCaseEdge *edges = gw_lifecycle_edges (&n);

  *ret_edge = NULL;
  if (!sees (&standing, person->role, situation->state))
    return 404;
  for (gsize i = 0; i < n; i++)
    {
      if (edges[i].action != action)
        continue;
      ever |= (edges[i].roles & person->role) != 0;
      if ((edges[i].from & 1u << situation->state) == 0)
        continue;
      starts = TRUE;
      if (!may_take (&edges[i], situation, &standing, person->role))
        continue;
      granted = TRUE;
      if (*ret_edge == NULL && gw_lifecycle_fits (&edges[i], situation))
        *ret_edge = &edges[i];
    }
  if (*ret_edge != NULL)
    return 200;
  return !ever || (starts && !granted) ? 403 : 422;
}
