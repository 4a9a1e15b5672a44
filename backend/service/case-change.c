/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an action does to a case. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/case-change.h"

#include "backend/rules/case-error.h"
#include "backend/rules/lamp.h"
#include "backend/service/case-counts.h"
#include "backend/service/service-private.h"

static guint
given_fields (const GwChange *change)
{
  return (change->opinion != NULL ? GW_FIELD_OPINION : 0) |
         (change->department != NULL ? GW_FIELD_DEPARTMENT : 0) |
         (change->has_urgent ? GW_FIELD_URGENT : 0) |
         (change->has_attachments ? GW_FIELD_ATTACHMENTS : 0);
}

/* Why a department that someone chose, and which one the rules would have taken. */
static GwReason *
explain_choice (const GwPerson *user, const GwDepartment *suggestion)
{
  const char *zh = suggestion != NULL ? suggestion->name : "无";
  const char *en = "none";

  if (suggestion != NULL)
    en = suggestion->name_en != NULL ? suggestion->name_en : suggestion->name;
  return gw_reason_new_take (
      g_strdup_printf ("由%s指定（系统建议：%s）", user->name, zh),
      g_strdup_printf ("Chosen by %s (suggested: %s)", user->name, en));
}

static gboolean
choose_department (const GwChange *change, const GwSnapshot *snapshot, const GwPerson *user,
                   GwCaseRecord *record, GError **error)
{
  GwRouteQuestion question = {
    .class = gw_snapshot_class_by_id (snapshot, record->class_id),
    .cell = gw_snapshot_cell_by_id (snapshot, record->cell_id),
    .owner_id = change->component != NULL ? change->component->owner_id : 0,
    .source = record->source,
    .at_ms = change->now_ms,
  };
  GwRoutingDecision decision;
  const GwDepartment *suggestion = NULL;
  const GwDepartment *department = change->department;

  if (gw_snapshot_route (snapshot, &question, &decision))
    suggestion = gw_snapshot_department (snapshot, decision.department);
  if (department == NULL)
    department = suggestion;
  if (department == NULL)
    {
      gw_case_error_set (error, GW_CASE_ERROR_MISSING_FIELD, "department",
                         "no rule says who is responsible: choose a department");
      return FALSE;
    }
  g_free (record->routing_reason);
  if (department == suggestion)
    record->routing_reason = gw_snapshot_route_to_json (snapshot, &question, &decision);
  else
    {
      g_autoptr (GwReason) reason = explain_choice (user, suggestion);

      record->routing_reason = gw_reason_to_json (reason);
    }
  record->department_id = department->id;
  return TRUE;
}

static void
start_clock (const GwChange *change, const GwSnapshot *snapshot, GwCaseRecord *record)
{
  const GwCaseClass *class = gw_snapshot_class_by_id (snapshot, record->class_id);
  GwLimit limit = gw_case_class_limit (class);
  g_autoptr (GwReason) reason = NULL;

  if (limit.value == 0)
    return;
  if (record->urgent)
    limit = gw_limit_urgent (limit);
  record->deadline_start = change->now_ms;
  record->deadline =
      gw_deadline_add (gw_snapshot_calendar (snapshot), change->now_ms, limit, &reason);
  record->warn_at = gw_lamp_yellow_at (record->deadline_start, record->deadline);
  record->ticking = TRUE;
  record->overdue = FALSE;
  g_free (record->deadline_reason);
  record->deadline_reason = gw_reason_to_json (reason);
}

static void
stop_clock (GwCaseRecord *record, gint64 now_ms)
{
  record->handled_at = now_ms;
  record->ticking = FALSE;
  record->overdue = record->deadline != 0 && now_ms > record->deadline;
}

static void
leave_department (GwCaseRecord *record)
{
  record->department_id = 0;
  record->dispatched_at = 0;
  record->deadline_start = 0;
  record->deadline = 0;
  record->warn_at = 0;
  record->ticking = FALSE;
  record->overdue = FALSE;
  g_clear_pointer (&record->routing_reason, g_free);
  g_clear_pointer (&record->deadline_reason, g_free);
}

/* The work starts again under the clock that never stood still. */
static void
resume_clock (GwCaseRecord *record, gint64 now_ms)
{
  record->handled_at = 0;
  record->checked_at = 0;
  record->ticking = record->deadline != 0;
  record->overdue = record->deadline != 0 && now_ms > record->deadline;
}

static gboolean
is_in_time (const GwCaseRecord *record)
{
  return record->deadline == 0 || record->handled_at <= record->deadline;
}

/* No filing has a limit yet, so each is in time. */
static guint
count (const GwCaseEdge *edge, GwCaseRecord *after)
{
  const GwCountFacts facts = { .in_time = is_in_time (after), .filed_in_time = TRUE };
  guint counts = gw_case_count (&after->counted, edge->to, &facts);

  if ((edge->flags & GW_EDGE_COUNTS_REWORK) != 0)
    counts |= GW_COUNT_MASK (GW_COUNT_REWORKS);
  if ((edge->flags & GW_EDGE_COUNTS_RETURN) != 0)
    counts |= GW_COUNT_MASK (GW_COUNT_RETURNS);
  return counts;
}

static void
stamp_state (GwCaseRecord *record, const GwCaseEdge *edge, gint64 now_ms)
{
  record->state = edge->to;
  record->open = !gw_case_state_is_terminal (edge->to);
  if (!record->open)
    record->ticking = FALSE;
  if (edge->action == GW_ACTION_FILE)
    record->filed_at = now_ms;
  else if (edge->to == GW_CASE_REPORTED)
    record->filed_at = 0;
  else if (edge->to == GW_CASE_DISPATCHED)
    record->dispatched_at = now_ms;
  else if (edge->to == GW_CASE_CHECKED)
    record->checked_at = now_ms;
  else if (edge->to == GW_CASE_CLOSED)
    record->closed_at = now_ms;
}

static void
fill_event (const GwChange *change, const GwCaseEdge *edge, const GwPerson *user,
            gint64 department_id, GwCaseRecord *after, GwEventRecord *event)
{
  *event = (GwEventRecord){ .action = edge->action,
                            .from = edge->from,
                            .to = edge->to,
                            .has_from = TRUE,
                            .at = change->now_ms,
                            .actor_id = user->id,
                            .department_id = department_id,
                            .counts = count (edge, after),
                            .opinion = g_strdup (change->opinion) };
}

gboolean
gw_change_apply (const GwChange *change, const GwSnapshot *snapshot, const GwPerson *user,
                 GwCaseRecord *record, GwEventRecord *event, GError **error)
{
  gint64 department_before = record->department_id;
  gboolean own = department_before != 0 && department_before == user->department_id;
  const GwCaseEdge *edge = gw_lifecycle_apply (record->state, change->action, user->roles,
                                               own, given_fields (change), error);

  if (edge == NULL)
    return FALSE;
  if (change->has_urgent)
    record->urgent = change->urgent;
  if ((edge->flags & GW_EDGE_STARTS_CLOCK) != 0)
    {
      if (!choose_department (change, snapshot, user, record, error))
        return FALSE;
      start_clock (change, snapshot, record);
    }
  if ((edge->flags & GW_EDGE_STOPS_CLOCK) != 0)
    stop_clock (record, change->now_ms);
  if ((edge->flags & GW_EDGE_LEAVES_DEPARTMENT) != 0)
    leave_department (record);
  if ((edge->flags & GW_EDGE_COUNTS_REWORK) != 0)
    {
      record->reworks++;
      resume_clock (record, change->now_ms);
    }
  if ((edge->flags & GW_EDGE_COUNTS_RETURN) != 0)
    record->returns++;
  stamp_state (record, edge, change->now_ms);
  fill_event (change, edge, user,
              record->department_id != 0 ? record->department_id : department_before,
              record, event);
  return TRUE;
}
