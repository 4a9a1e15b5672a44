/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading the table: what is open, to whom, why not, and what comes after. */
#define G_LOG_DOMAIN "gridward-rules"

#include "backend/rules/lifecycle.h"

#include "backend/rules/case-error.h"
#include "backend/rules/permissions.h"

#define MS_PER_DAY G_GINT64_CONSTANT (86400000)

/* Why not, by the flag that is missing. */
static const char *const when_missing[GW_N_FLAGS] = {
  "the report is not registered yet",
  "no task of an inspector is open",
  "the report is not verified",
  "the case was not returned",
  "no handler has the case",
  "no request waits for a decision",
  "the case is not suspended",
  "the case is not deferred",
  "the case is not supervised",
  "no appeal was granted",
  "the case was not closed by force",
  "the handling was never overdue",
  "the case did not come by the hotline",
  "the department does not answer for the call",
  "nothing has to be coordinated",
};

/* Why not, by the flag that is in the way. */
static const char *const when_set[GW_N_FLAGS] = {
  "the report is registered already",
  "an inspector still has a task here",
  "the report is verified already",
  "the case was returned and may not simply go on",
  "a handler has the case; the assignment must be revoked first",
  "another request still waits for a decision",
  "the case is suspended",
  "the case is deferred already",
  "the case is supervised already",
  "an appeal was granted already",
  "the case was closed by force",
  "the handling was overdue once",
  "the case came by the hotline",
  "the department answers for the call",
  "the department that answers for the call sent it back: the leader decides",
};

static const char *const when_untrue[GW_N_FACTS] = {
  "the handling has no deadline",       "no further extension is possible",
  "no further suspension is possible",  "no further deferral is possible",
  "no further appeal is possible",      "the time to appeal is over",
  "the case cannot be reopened again",  "the time to reopen the case is over",
  "no department has handled the case", "a department has handled the case",
};

/* --- facts ---------------------------------------------------------------------------- */

static gboolean
is_left (const GwCaseSituation *situation, guint used, GwSetting most)
{
  return used < gw_settings_number (situation->settings, most);
}

static gboolean
is_in_time (const GwCaseSituation *situation, GwSetting days)
{
  return situation->since_closed_ms <=
         gw_settings_number (situation->settings, days) * MS_PER_DAY;
}

static gboolean
holds (const GwCaseSituation *situation, GwCaseFact fact)
{
  switch (fact)
    {
    case GW_FACT_DEADLINE:
      return situation->has_deadline;
    case GW_FACT_EXTENSION_LEFT:
      return is_left (situation, situation->extensions, GW_SETTING_EXTENSION_MAX);
    case GW_FACT_SUSPENSION_LEFT:
      return is_left (situation, situation->suspensions, GW_SETTING_SUSPENSION_MAX);
    case GW_FACT_DEFERRAL_LEFT:
      return is_left (situation, situation->deferrals, GW_SETTING_DEFERRAL_MAX);
    case GW_FACT_APPEAL_LEFT:
      return is_left (situation, situation->appeals, GW_SETTING_APPEAL_MAX);
    case GW_FACT_APPEAL_IN_TIME:
      return is_in_time (situation, GW_SETTING_APPEAL_DAYS);
    case GW_FACT_REOPENING_LEFT:
      return is_left (situation, situation->reopenings, GW_SETTING_REOPENING_MAX);
    case GW_FACT_REOPENING_IN_TIME:
      return situation->unsatisfied || is_in_time (situation, GW_SETTING_REOPENING_DAYS);
    case GW_FACT_DEPARTMENT:
      return situation->has_department;
    case GW_FACT_NO_DEPARTMENT:
      return !situation->has_department;
    default:
      g_return_val_if_reached (FALSE);
    }
}

/* The task or the request that the edge is about is the one that is open. */
static gboolean
fits_kind (const GwCaseEdge *edge, const GwCaseSituation *situation)
{
  gboolean begins = (edge->effects & GW_EFFECT_BEGINS_TASK) != 0;

  if ((edge->effects & (GW_EFFECT_TAKES_TASK | GW_EFFECT_OFFERS_TASK)) != 0 &&
      situation->task_taken)
    return FALSE;
  if (edge->task != GW_TASK_NONE && !begins && edge->task != situation->task)
    return FALSE;
  return edge->request == GW_REQUEST_NONE || (edge->needs & GW_FLAG_REQUEST) == 0 ||
         edge->request == situation->request;
}

/* NULL when the edge fits. Static. */
static const char *
find_obstacle_in_case (const GwCaseEdge *edge, const GwCaseSituation *situation)
{
  guint missing = edge->needs & ~situation->flags;
  guint in_the_way = edge->forbids & situation->flags;

  if (in_the_way != 0)
    return when_set[g_bit_nth_lsf (in_the_way, -1)];
  if (missing != 0)
    return when_missing[g_bit_nth_lsf (missing, -1)];
  return fits_kind (edge, situation) ? NULL : "an inspector has taken the task on already";
}

static const char *
find_obstacle (const GwCaseEdge *edge, const GwCaseSituation *situation)
{
  const char *obstacle = find_obstacle_in_case (edge, situation);

  for (guint i = 0; obstacle == NULL && i < GW_N_FACTS; i++)
    {
      if ((edge->facts & 1u << i) != 0 && !holds (situation, 1u << i))
        obstacle = when_untrue[i];
    }
  return obstacle;
}

static gboolean
starts_in (const GwCaseEdge *edge, GwCaseState state)
{
  return (edge->from & 1u << state) != 0;
}

gboolean
gw_lifecycle_fits (const GwCaseEdge *edge, const GwCaseSituation *situation)
{
  return starts_in (edge, situation->state) && find_obstacle (edge, situation) == NULL;
}

/* --- people --------------------------------------------------------------------------- */

const guint *
gw_lifecycle_chain (const GwCaseSituation *situation, guint *ret_n)
{
  static const GwSetting settings[GW_N_REQUESTS] = {
    [GW_REQUEST_EXTENSION] = GW_SETTING_EXTENSION_APPROVERS,
    [GW_REQUEST_SUSPENSION] = GW_SETTING_SUSPENSION_APPROVERS,
    [GW_REQUEST_DEFERRAL] = GW_SETTING_DEFERRAL_APPROVERS,
    [GW_REQUEST_APPEAL] = GW_SETTING_APPEAL_APPROVERS,
  };
  GwSetting setting;

  *ret_n = 0;
  if (situation->request == GW_REQUEST_NONE)
    return NULL;
  setting = settings[situation->request];
  if (situation->request == GW_REQUEST_EXTENSION && situation->extensions > 0)
    setting = GW_SETTING_EXTENSION_APPROVERS_FURTHER;
  return gw_settings_chain (situation->settings, setting, ret_n);
}

/* Chains may have become shorter meanwhile: then the last of them decides. */
static guint
next_approver (const GwCaseSituation *situation)
{
  guint n;
  const guint *chain = gw_lifecycle_chain (situation, &n);

  return n > 0 ? chain[MIN (situation->request_step, n - 1)] : 0;
}

gboolean
gw_lifecycle_grants (const GwCaseEdge *edge, const GwCaseSituation *situation,
                     const GwCaseActor *actor)
{
  guint granted = edge->roles & actor->roles;

  if (!actor->own_department)
    granted &= ~(guint)GW_ROLE_DEPARTMENT;
  if (!actor->own_assignment)
    granted &= ~(guint)GW_ROLE_HANDLER;
  /* Where there is no task at all, that is what is told. */
  if ((edge->effects & GW_EFFECT_OWN_TASK) != 0 && (situation->flags & GW_FLAG_TASK) != 0 &&
      !actor->own_task)
    granted &= ~(guint)GW_ROLE_INSPECTOR;
  if ((edge->effects & GW_EFFECT_OWN_REPORT) != 0 && !actor->own_report)
    granted &= ~(guint)(GW_ROLE_INSPECTOR | GW_ROLE_EXCHANGE);
  if ((edge->effects & GW_EFFECT_BY_CHAIN) != 0)
    granted &= next_approver (situation);
  return granted != 0;
}

/* --- what is open --------------------------------------------------------------------- */

const GwCaseEdge *
gw_lifecycle_edge (const GwCaseSituation *situation, const GwCaseActor *actor,
                   GwCaseAction action)
{
  gsize n;
  const GwCaseEdge *edges = gw_lifecycle_edges (&n);

  for (gsize i = 0; i < n; i++)
    {
      if (edges[i].action == action && gw_lifecycle_fits (&edges[i], situation) &&
          gw_lifecycle_grants (&edges[i], situation, actor))
        return &edges[i];
    }
  return NULL;
}

const GwCaseEdge *
gw_lifecycle_edge_taken (const GwCaseSituation *situation, GwCaseAction action)
{
  gsize n;
  const GwCaseEdge *edges = gw_lifecycle_edges (&n);

  for (gsize i = 0; i < n; i++)
    {
      if (edges[i].action == action && starts_in (&edges[i], situation->state) &&
          find_obstacle_in_case (&edges[i], situation) == NULL)
        return &edges[i];
    }
  return NULL;
}

guint64
gw_lifecycle_allowed (const GwCaseSituation *situation, const GwCaseActor *actor)
{
  gsize n;
  const GwCaseEdge *edges = gw_lifecycle_edges (&n);
  guint64 allowed = 0;

  for (gsize i = 0; i < n; i++)
    {
      if (starts_in (&edges[i], situation->state) &&
          gw_lifecycle_grants (&edges[i], situation, actor) &&
          find_obstacle (&edges[i], situation) == NULL)
        allowed |= GW_ACTION_BIT (edges[i].action);
    }
  return allowed;
}

static gboolean
fail_forbidden (GwCaseAction action, GError **error)
{
  gw_case_error_set (error, GW_CASE_ERROR_FORBIDDEN, "action", "“%s” is not for your role",
                     gw_case_action_name (action));
  return FALSE;
}

/*
 * Says why the action is not open: to someone who never may, or not on this case, that it
 * is not for him; else what is in the way.
 */
static void
explain (const GwCaseSituation *situation, const GwCaseActor *actor, GwCaseAction action,
         GError **error)
{
  gsize n;
  const GwCaseEdge *edges = gw_lifecycle_edges (&n);
  const char *obstacle = NULL;
  gboolean ever = FALSE, starts = FALSE, granted = FALSE;

  for (gsize i = 0; i < n; i++)
    {
      if (edges[i].action != action)
        continue;
      ever |= (edges[i].roles & actor->roles) != 0;
      if (!starts_in (&edges[i], situation->state))
        continue;
      starts = TRUE;
      if (!gw_lifecycle_grants (&edges[i], situation, actor))
        continue;
      granted = TRUE;
      if (obstacle == NULL)
        obstacle = find_obstacle (&edges[i], situation);
    }
  if (!ever || (starts && !granted))
    {
      fail_forbidden (action, error);
      return;
    }
  if (obstacle != NULL)
    gw_case_error_set (error, GW_CASE_ERROR_ACTION_NOT_ALLOWED, "action",
                       "“%s” cannot be done: %s", gw_case_action_name (action), obstacle);
  else
    gw_case_error_set (
        error, GW_CASE_ERROR_ACTION_NOT_ALLOWED, "action",
        "“%s” cannot be done in state “%s”", gw_case_action_name (action),
        situation->state == GW_CASE_NONE ? "none" : gw_case_state_name (situation->state));
  if (error != NULL)
    gw_case_error_set_value (*error, (gint64)gw_lifecycle_allowed (situation, actor));
}

static gboolean
check_fields (const GwCaseEdge *edge, guint given, GError **error)
{
  const char *action = gw_case_action_name (edge->action);

  for (guint i = 0; i < GW_N_FIELDS; i++)
    {
      guint field = 1u << i;
      const char *name = gw_case_field_name (field);

      if ((edge->required & field) != 0 && (given & field) == 0)
        {
          gw_case_error_set (error, GW_CASE_ERROR_MISSING_FIELD, name, "“%s” needs “%s”",
                             action, name);
          return FALSE;
        }
      if ((given & field) != 0 && (edge->fields & field) == 0)
        {
          gw_case_error_set (error, GW_CASE_ERROR_OUT_OF_RANGE, name, "“%s” takes no “%s”",
                             action, name);
          return FALSE;
        }
    }
  return TRUE;
}

const GwCaseEdge *
gw_lifecycle_take (const GwCaseSituation *situation, const GwCaseActor *actor,
                   GwCaseAction action, guint given, GError **error)
{
  const GwCaseEdge *edge;

  g_return_val_if_fail (gw_case_action_name (action) != NULL, NULL);

  edge = gw_lifecycle_edge (situation, actor, action);
  if (edge == NULL)
    {
      explain (situation, actor, action, error);
      return NULL;
    }
  return check_fields (edge, given, error) ? edge : NULL;
}

/* --- what comes after ----------------------------------------------------------------- */

static void
grant_request (GwCaseSituation *situation)
{
  switch (situation->request)
    {
    case GW_REQUEST_EXTENSION:
      situation->extensions++;
      break;
    case GW_REQUEST_SUSPENSION:
      situation->suspensions++;
      break;
    case GW_REQUEST_DEFERRAL:
      situation->deferrals++;
      break;
    default:
      break;
    }
  situation->flags &= ~(guint)GW_FLAG_REQUEST;
}

static void
count (const GwCaseEdge *edge, GwCaseSituation *situation)
{
  situation->reworks += (edge->effects & GW_EFFECT_COUNTS_REWORK) != 0;
  situation->returns += (edge->effects & GW_EFFECT_COUNTS_RETURN) != 0;
  situation->redispatches += (edge->effects & GW_EFFECT_COUNTS_REDISPATCH) != 0;
  situation->reopenings += (edge->effects & GW_EFFECT_COUNTS_REOPENING) != 0;
  situation->appeals += edge->action == GW_ACTION_APPEAL;
}

/* What waits goes with its flag. */
static void
settle_kinds (const GwCaseEdge *edge, GwCaseSituation *situation)
{
  if ((edge->effects & GW_EFFECT_BEGINS_TASK) != 0)
    {
      situation->task = edge->task;
      situation->task_taken = FALSE;
    }
  if ((edge->effects & GW_EFFECT_TAKES_TASK) != 0)
    situation->task_taken = TRUE;
  if ((situation->flags & GW_FLAG_TASK) == 0)
    {
      situation->task = GW_TASK_NONE;
      situation->task_taken = FALSE;
    }
  if ((edge->sets & GW_FLAG_REQUEST) != 0)
    {
      situation->request = edge->request;
      situation->request_step = 0;
    }
  if ((situation->flags & GW_FLAG_REQUEST) == 0)
    {
      situation->request = GW_REQUEST_NONE;
      situation->request_step = 0;
    }
}

/* Only calls have someone who answers for them. */
static void
settle_responsibility (const GwCaseEdge *edge, gboolean confirmed,
                       GwCaseSituation *situation)
{
  gboolean first = confirmed && (edge->effects & GW_EFFECT_TAKES_DEPARTMENT) != 0;

  if ((situation->flags & GW_FLAG_HOTLINE) != 0 &&
      (first || (edge->effects & GW_EFFECT_ANSWERS_FOR) != 0))
    situation->flags |= GW_FLAG_RESPONSIBLE;
}

void
gw_lifecycle_follow (const GwCaseEdge *edge, gboolean confirmed, GwCaseSituation *situation)
{
  const guint conditional = GW_EFFECT_APPROVES | GW_EFFECT_CONFIRMS;
  gboolean approves = (edge->effects & GW_EFFECT_APPROVES) != 0;

  /* A step to another state ends what waited in the one before. */
  if (edge->to != GW_CASE_NONE)
    {
      situation->state = edge->to;
      situation->flags &=
          ~(guint)(GW_FLAG_TASK | GW_FLAG_REQUEST | GW_FLAG_RETURNED | GW_FLAG_COORDINATE);
      situation->since_closed_ms = 0;
      situation->unsatisfied = FALSE;
    }
  if ((edge->effects & GW_EFFECT_ENDS_TASK) != 0)
    situation->flags &= ~(guint)GW_FLAG_TASK;
  situation->request_step += approves;
  if (approves && confirmed)
    grant_request (situation);
  if (confirmed || (edge->effects & conditional) == 0)
    situation->flags = (situation->flags & ~edge->clears) | edge->sets;
  if ((edge->effects & GW_EFFECT_TAKES_DEPARTMENT) != 0)
    situation->has_department = TRUE;
  if ((edge->effects & GW_EFFECT_LEAVES_DEPARTMENT) != 0)
    situation->has_department = situation->has_deadline = FALSE;
  settle_responsibility (edge, confirmed, situation);
  count (edge, situation);
  settle_kinds (edge, situation);
}
