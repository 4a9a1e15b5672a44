/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an action does to a case. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/case-change.h"

#include "backend/rules/case-error.h"
#include "backend/service/case-counts.h"
#include "backend/service/service-private.h"

/* A handling that never came is judged by when the case ended without it. */
static gboolean
is_in_time (const GwCaseRecord *record)
{
  gint64 done = record->handled_at != 0 ? record->handled_at : record->updated_at;

  return record->deadline == 0 || done <= record->deadline;
}

static gboolean
is_filed_in_time (const GwCaseRecord *record)
{
  GwClocks clocks = { 0 };

  gw_clocks_parse (record->clocks, &clocks);
  return gw_clock_in_time (&clocks.stage[GW_STAGE_ACCEPT], record->updated_at) &&
         gw_clock_in_time (&clocks.stage[GW_STAGE_FILE], record->updated_at);
}

/* Closed in time: no deadline from the dispatch to the closure was missed. The handling alone would
 * call a case timely that lay for weeks until somebody checked it. */
static gboolean
is_closed_in_time (const GwCaseRecord *record)
{
  static const GwStage stages[] = { GW_STAGE_CHECK, GW_STAGE_CLOSE, GW_STAGE_TOTAL };
  GwClocks clocks = { 0 };

  gw_clocks_parse (record->clocks, &clocks);
  for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
    if (!gw_clock_in_time (&clocks.stage[stages[i]], record->updated_at))
      return FALSE;
  return is_in_time (record);
}

static guint
count (const GwCaseEdge *edge, guint extensions_before, GwCaseRecord *after)
{
  const GwCountFacts facts = {
    .in_time = is_in_time (after),
    .closed_in_time = edge->to == GW_CASE_CLOSED && is_closed_in_time (after),
    .filed_in_time = edge->to == GW_CASE_FILED && is_filed_in_time (after),
    .deferred = (after->progress.flags & GW_FLAG_DEFERRED) != 0,
    .exempt = (after->progress.flags & GW_FLAG_EXEMPT) != 0,
  };
  const struct
  {
    gboolean is;
    GwCount count;
  } more[] = {
    { edge->action == GW_ACTION_REPORT, GW_COUNT_REPORTED },
    { (edge->effects & GW_EFFECT_COUNTS_REWORK) != 0, GW_COUNT_REWORKS },
    { (edge->effects & GW_EFFECT_COUNTS_RETURN) != 0, GW_COUNT_RETURNS },
    { (edge->effects & GW_EFFECT_COUNTS_REDISPATCH) != 0, GW_COUNT_REDISPATCHES },
    { after->progress.extensions > extensions_before, GW_COUNT_EXTENSIONS },
    { edge->to == GW_CASE_MERGED, GW_COUNT_MERGED },
  };
  guint counts = gw_case_count (&after->counted, after->state, &facts);

  for (guint i = 0; i < G_N_ELEMENTS (more); i++)
    {
      if (more[i].is)
        counts |= GW_COUNT_MASK (more[i].count);
    }
  return counts;
}

/* department: concerned by the event although the case has left it, or 0. */
static void
fill_event (const GwCaseEdge *edge, GwCaseState from, gint64 department,
            const GwFacts *facts, const GwCaseRecord *after, GwEventRecord *event)
{
  *event = (GwEventRecord){
    .action = edge->action,
    .from = from,
    .to = after->state,
    .has_from = from != GW_CASE_NONE,
    .at = facts->at,
    .actor_id = facts->actor,
    .department_id = after->department_id != 0 ? after->department_id : department,
    .data = gw_facts_to_json (facts),
  };
}

GwCaseRules
gw_change_rules (const GwSnapshot *snapshot, gint64 department)
{
  return (GwCaseRules){
    .settings = gw_snapshot_settings (snapshot),
    .city = gw_snapshot_calendar (snapshot),
    .department =
        gw_snapshot_calendar_for (snapshot, gw_snapshot_department (snapshot, department)),
  };
}

/* The kind of a case is that of its class. */
static void
follow_class (const GwSnapshot *snapshot, GwCaseRecord *record)
{
  const GwCaseClass *class = gw_snapshot_class_by_id (snapshot, record->class_id);

  if (class != NULL)
    record->kind = class->kind;
}

/* Decided: let it happen. */
static void
take_edge (const GwSnapshot *snapshot, const GwCaseEdge *edge, GwFacts *facts,
           GwCaseRecord *record, GwEventRecord *event)
{
  GwCaseState from = record->state;
  gint64 department = record->department_id;
  guint extensions = record->progress.extensions;
  GwCaseRules rules = gw_change_rules (
      snapshot, facts->department != 0 ? facts->department : record->department_id);

  gw_case_apply (record, edge, facts, &rules);
  follow_class (snapshot, record);
  fill_event (edge, from, department, facts, record, event);
  event->counts = count (edge, extensions, record);
  if (facts->amendment.changes_place &&
      facts->amendment.cell_before != facts->amendment.cell_after)
    event->counts |= gw_case_counts_move (record->counted, &event->left_counts);
}

gboolean
gw_change_apply (const GwChange *change, const GwSnapshot *snapshot, const GwPerson *user,
                 GwCaseRecord *record, GwEventRecord *event, GError **error)
{
  GwCaseSituation situation =
      gw_case_situation (record, gw_snapshot_settings (snapshot), change->now_ms);
  GwCaseOutline outline = gw_case_outline (record);
  GwCaseActor actor = gw_progress_actor (&record->progress, &outline, user->id,
                                         user->department_id, user->roles);
  const GwCaseEdge *edge =
      gw_lifecycle_take (&situation, &actor, change->action, change->given, error);
  g_auto (GwFacts) facts = { 0 };

  if (edge == NULL ||
      !gw_change_decide (change, snapshot, user, record, edge, &facts, error))
    return FALSE;
  take_edge (snapshot, edge, &facts, record, event);
  event->opinion = g_strdup (change->opinion);
  return TRUE;
}

void
gw_change_report (const GwSnapshot *snapshot, gint64 now_ms, gboolean registered,
                  GwLimit answer, gint64 split_from, GwCaseRecord *record,
                  GwEventRecord *event)
{
  gboolean is_call = (record->progress.flags & GW_FLAG_HOTLINE) != 0;
  gsize n;
  const GwCaseEdge *report = &gw_lifecycle_edges (&n)[is_call ? 1 : 0];
  g_auto (GwFacts) facts = { .at = now_ms,
                             .actor = record->reporter_id,
                             .confirmed = registered,
                             .other_case = split_from };

  g_assert (report->action == GW_ACTION_REPORT && record->state == GW_CASE_NONE);
  gw_change_limits (snapshot, record, now_ms, facts.limits);
  facts.limits[GW_STAGE_ANSWER] = answer;
  take_edge (snapshot, report, &facts, record, event);
}

/* --- time ----------------------------------------------------------------------------- */

static const GwCaseEdge *
edge_of_time (const GwCaseRecord *record, const GwSettings *settings, GwCaseAction action)
{
  GwCaseSituation situation = gw_case_situation (record, settings, record->wake_at);
  GwCaseActor time = { .roles = GW_ROLE_SYSTEM };

  return gw_lifecycle_edge (&situation, &time, action);
}

static gboolean
is_handling_late (const GwCaseRecord *record, gint64 at)
{
  GwClocks clocks = { 0 };
  const GwClock *handle = &clocks.stage[GW_STAGE_HANDLE];

  gw_clocks_parse (record->clocks, &clocks);
  return gw_clock_is_running (handle) && gw_clock_lamp (handle, at) == GW_LAMP_RED;
}

/* Nobody acted: what people see of the case stays valid. */
static gboolean
is_silent (const GwCaseEdge *edge)
{
  return edge->action == GW_ACTION_CARD || edge->action == GW_ACTION_RECALCULATE ||
         edge->action == GW_ACTION_OFFER_TASK || edge->action == GW_ACTION_EXPLAIN_CARD ||
         edge->action == GW_ACTION_REVOKE_CARD || edge->action == GW_ACTION_ESCALATE;
}

/* Whatever else is wrong: the same instant never comes twice. */
static void
forget_past (GwCaseRecord *record, const GwCaseEdge *edge, const GwFacts *facts)
{
  gboolean woke = edge->action == GW_ACTION_CARD || edge->action == GW_ACTION_RESUME;

  if (woke && facts->actor == 0 && record->wake_at != 0 && record->wake_at <= facts->at)
    record->wake_at = 0;
}

void
gw_change_wake (const GwSnapshot *snapshot, gint64 not_before, GwCaseRecord *record,
                GwEventRecord *event)
{
  const GwSettings *settings = gw_snapshot_settings (snapshot);
  gboolean resumes = (record->progress.flags & GW_FLAG_SUSPENDED) != 0;
  const GwCaseEdge *edge =
      edge_of_time (record, settings, resumes ? GW_ACTION_RESUME : GW_ACTION_CARD);
  gint64 at = MAX (record->wake_at, MAX (record->updated_at, not_before));
  g_auto (GwFacts)
      facts = { .at = at, .confirmed = !resumes && is_handling_late (record, at) };

  g_assert (edge != NULL);
  take_edge (snapshot, edge, &facts, record, event);
  event->silent = is_silent (edge);
  forget_past (record, edge, &facts);
}

/* A clock that shows its lamp in the same instant goes first. */
gboolean
gw_change_must_offer (const GwCaseRecord *record, gint64 now_ms)
{
  GwClocks clocks = { 0 };
  gint64 offer_until = record->progress.offer_until;
  gint64 wake_at;

  if (offer_until == 0 || offer_until > now_ms)
    return FALSE;
  gw_clocks_parse (record->clocks, &clocks);
  wake_at = gw_clocks_wake_at (&clocks);
  return wake_at == 0 || wake_at > now_ms;
}

void
gw_change_offer (const GwSnapshot *snapshot, gint64 now_ms, const GwTaskOffer *offer,
                 GwCaseRecord *record, GwEventRecord *event)
{
  const GwCaseEdge *edge =
      edge_of_time (record, gw_snapshot_settings (snapshot), GW_ACTION_OFFER_TASK);
  g_auto (GwFacts) facts = { .at = MAX (now_ms, record->updated_at),
                             .person_before = record->progress.inspector };

  g_assert (edge != NULL);
  gw_change_decide_offer (snapshot, offer, &facts);
  take_edge (snapshot, edge, &facts, record, event);
  event->silent = is_silent (edge);
}

gboolean
gw_change_card (const GwSnapshot *snapshot, gint64 now_ms, const GwCardChange *change,
                GwCaseRecord *record, GwEventRecord *event)
{
  const GwCaseEdge *edge =
      edge_of_time (record, gw_snapshot_settings (snapshot), change->action);
  g_auto (GwFacts) facts = { .at = MAX (now_ms, record->updated_at),
                             .actor = change->actor,
                             .card = change->card,
                             .level = change->level };

  if (edge == NULL)
    return FALSE;
  take_edge (snapshot, edge, &facts, record, event);
  event->opinion = g_strdup (change->text);
  event->silent = is_silent (edge);
  return TRUE;
}

gboolean
gw_change_release (const GwSnapshot *snapshot, gint64 now_ms, GwCaseAction action,
                   GwCaseRecord *record, GwEventRecord *event)
{
  const GwCaseEdge *edge = edge_of_time (record, gw_snapshot_settings (snapshot), action);
  gboolean revokes = action == GW_ACTION_REVOKE;
  g_auto (GwFacts) facts = {
    .at = MAX (now_ms, record->updated_at),
    .person_before = revokes ? record->progress.handler : record->progress.inspector,
  };

  if (edge == NULL)
    return FALSE;
  take_edge (snapshot, edge, &facts, record, event);
  return TRUE;
}

gboolean
gw_change_recalculate (const GwSnapshot *snapshot, gint64 now_ms, GwCaseRecord *record,
                       GwEventRecord *event)
{
  const GwCaseEdge *edge =
      edge_of_time (record, gw_snapshot_settings (snapshot), GW_ACTION_RECALCULATE);
  g_auto (GwFacts) facts = { .at = now_ms };

  if (edge == NULL)
    return FALSE;
  gw_change_limits (snapshot, record, now_ms, facts.limits);
  take_edge (snapshot, edge, &facts, record, event);
  event->silent = is_silent (edge);
  if (facts.n_dues > 0)
    return TRUE;
  gw_event_record_clear (event);
  return FALSE;
}

gboolean
gw_change_reopen (const GwSnapshot *snapshot, gint64 now_ms, GwCaseRecord *record,
                  GwEventRecord *event)
{
  const GwSettings *settings = gw_snapshot_settings (snapshot);
  GwCaseSituation situation = gw_case_situation (record, settings, now_ms);
  GwCaseActor time = { .roles = GW_ROLE_SYSTEM };
  const GwCaseEdge *edge = gw_lifecycle_edge (&situation, &time, GW_ACTION_REOPEN);
  g_auto (GwFacts) facts = { .at = now_ms };

  if (edge == NULL || !situation.unsatisfied ||
      gw_settings_number (settings, GW_SETTING_VISIT_REOPENS) == 0)
    return FALSE;
  gw_change_limits (snapshot, record, now_ms, facts.limits);
  take_edge (snapshot, edge, &facts, record, event);
  return TRUE;
}

/* --- again ---------------------------------------------------------------------------- */

gboolean
gw_change_replay (const GwSnapshot *snapshot, const GwEventRecord *event,
                  GwCaseRecord *record, GwEventRecord *ret_event)
{
  GwCaseSituation situation =
      gw_case_situation (record, gw_snapshot_settings (snapshot), event->at);
  const GwCaseEdge *edge = gw_lifecycle_edge_taken (&situation, event->action);
  g_auto (GwFacts) facts = { 0 };

  if (edge == NULL || !gw_facts_from_json (event->data, &facts) ||
      (edge->to != GW_CASE_NONE ? edge->to : record->state) != event->to)
    return FALSE;
  facts.at = event->at;
  facts.actor = event->actor_id;
  take_edge (snapshot, edge, &facts, record, ret_event);
  ret_event->silent = is_silent (edge);
  forget_past (record, edge, &facts);
  if (!ret_event->silent)
    record->version++;
  ret_event->version = record->version;
  return TRUE;
}
