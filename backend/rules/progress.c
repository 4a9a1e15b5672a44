/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a case has been through, as the table of the lifecycle sees it. */
#define G_LOG_DOMAIN "gridward-rules"

#include "backend/rules/progress.h"

#include <string.h>

static const char *const satisfactions[GW_N_SATISFACTIONS] = {
  [GW_SATISFACTION_VERY_SATISFIED] = "very_satisfied",
  [GW_SATISFACTION_SATISFIED] = "satisfied",
  [GW_SATISFACTION_UNSATISFIED] = "unsatisfied",
};

const char *
gw_satisfaction_name (GwSatisfaction satisfaction)
{
  return (guint)satisfaction < GW_N_SATISFACTIONS ? satisfactions[satisfaction] : NULL;
}

gboolean
gw_satisfaction_parse (const char *name, GwSatisfaction *ret_satisfaction)
{
  for (guint i = GW_SATISFACTION_VERY_SATISFIED; i < GW_N_SATISFACTIONS; i++)
    {
      if (strcmp (satisfactions[i], name) == 0)
        {
          *ret_satisfaction = i;
          return TRUE;
        }
    }
  return FALSE;
}

GwCaseSituation
gw_progress_situation (const GwCaseProgress *progress, const GwCaseOutline *outline,
                       const GwSettings *settings, gint64 now_ms)
{
  return (GwCaseSituation){
    .settings = settings,
    .state = outline->state,
    .flags = progress->flags,
    .task = progress->task,
    .task_taken = progress->taken_at != 0,
    .request = progress->request,
    .request_step = progress->request_step,
    .has_department = outline->department != 0,
    .has_deadline = outline->deadline != 0,
    .unsatisfied = progress->satisfaction == GW_SATISFACTION_UNSATISFIED ||
                   progress->solved == GW_SOLVED_NO,
    .since_closed_ms =
        outline->state == GW_CASE_CLOSED ? MAX (now_ms - outline->closed_at, 0) : 0,
    .reworks = outline->reworks,
    .returns = outline->returns,
    .redispatches = progress->redispatches,
    .extensions = progress->extensions,
    .suspensions = progress->suspensions,
    .deferrals = progress->deferrals,
    .appeals = progress->appeals,
    .reopenings = progress->reopenings,
  };
}

GwCaseActor
gw_progress_actor (const GwCaseProgress *progress, const GwCaseOutline *outline,
                   gint64 person, gint64 department, guint roles)
{
  gboolean open_task = progress->task != GW_TASK_NONE;

  return (GwCaseActor){
    .roles = roles,
    .own_department = department != 0 && outline->department == department,
    .own_report = outline->reporter == person,
    .own_task = open_task && (progress->inspector == 0 || progress->inspector == person),
    .own_assignment =
        (progress->flags & GW_FLAG_ASSIGNED) != 0 && progress->handler == person,
  };
}
