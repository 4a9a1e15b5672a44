/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an edge does to a case. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/case-apply.h"

#include "backend/rules/answer.h"

#define STAGE_BIT(stage) (1u << GW_STAGE_##stage)

GwCaseOutline
gw_case_outline (const GwCaseRecord *record)
{
  return (GwCaseOutline){
    .state = record->state,
    .department = record->department_id,
    .reporter = record->reporter_id,
    .deadline = record->deadline,
    .closed_at = record->closed_at,
    .reworks = record->reworks,
    .returns = record->returns,
  };
}

GwCaseSituation
gw_case_situation (const GwCaseRecord *record, const GwSettings *settings, gint64 now_ms)
{
  GwCaseOutline outline = gw_case_outline (record);

  return gw_progress_situation (&record->progress, &outline, settings, now_ms);
}

static void
take_text (char **to, const char *text)
{
  if (text == NULL)
    return;
  g_free (*to);
  *to = g_strdup (text);
}

/* --- what people are asked ------------------------------------------------------------ */

static void
apply_task (GwCaseProgress *progress, const GwCaseEdge *edge, const GwFacts *facts)
{
  if ((edge->effects & GW_EFFECT_BEGINS_TASK) != 0)
    {
      progress->task_at = facts->at;
      progress->taken_at = 0;
      progress->offers = 0;
    }
  if ((edge->effects & (GW_EFFECT_BEGINS_TASK | GW_EFFECT_OFFERS_TASK)) != 0)
    {
      progress->inspector = facts->person;
      progress->offer_until = facts->until;
      progress->offers += facts->person != 0;
    }
  if ((edge->effects & GW_EFFECT_TAKES_TASK) != 0)
    {
      progress->inspector = facts->actor;
      progress->taken_at = facts->at;
      progress->offer_until = 0;
    }
  if ((progress->flags & GW_FLAG_TASK) != 0)
    return;
  progress->task_at = progress->inspector = progress->taken_at = progress->offer_until = 0;
  progress->offers = 0;
}

static void
apply_request (GwCaseProgress *progress, const GwCaseEdge *edge, const GwFacts *facts,
               guint flags_before)
{
  if ((edge->sets & GW_FLAG_REQUEST) != 0)
    {
      progress->request_at = facts->at;
      progress->request_by = facts->actor;
      progress->request_until = facts->until;
    }
  if ((progress->flags & ~flags_before & GW_FLAG_SUSPENDED) != 0)
    progress->suspended_until = progress->request_until;
  if ((progress->flags & GW_FLAG_SUSPENDED) == 0)
    progress->suspended_until = 0;
  if ((progress->flags & GW_FLAG_REQUEST) == 0)
    progress->request_at = progress->request_by = progress->request_until = 0;
}

static void
apply_amendment (GwCaseRecord *record, const GwAmendment *amendment)
{
  if (amendment->changes_class)
    record->class_id = amendment->class_after;
  if (amendment->changes_condition)
    record->condition_id = amendment->condition_after;
  if (amendment->changes_urgent)
    record->urgent = amendment->urgent;
  if (amendment->changes_place)
    {
      record->cell_id = amendment->cell_after;
      record->position = amendment->position_after;
    }
  take_text (&record->description, amendment->description_after);
}

static void
apply_progress (GwCaseRecord *record, const GwCaseEdge *edge, const GwFacts *facts,
                const GwCaseSituation *after)
{
  GwCaseProgress *progress = &record->progress;
  guint flags_before = progress->flags;

  progress->flags = after->flags;
  progress->task = after->task;
  progress->request = after->request;
  progress->request_step = after->request_step;
  progress->redispatches = after->redispatches;
  progress->extensions = after->extensions;
  progress->suspensions = after->suspensions;
  progress->deferrals = after->deferrals;
  progress->appeals = after->appeals;
  progress->reopenings = after->reopenings;
  record->reworks = after->reworks;
  record->returns = after->returns;
  apply_task (progress, edge, facts);
  apply_request (progress, edge, facts, flags_before);
  if ((edge->sets & GW_FLAG_ASSIGNED) != 0)
    progress->handler = facts->person;
  if ((progress->flags & GW_FLAG_ASSIGNED) == 0)
    progress->handler = 0;
  if (edge->action == GW_ACTION_MERGE)
    progress->merged_into = facts->other_case;
  if (edge->action == GW_ACTION_VISIT || edge->to != GW_CASE_NONE)
    {
      progress->satisfaction = facts->satisfaction;
      progress->solved = facts->solved;
    }
}

/* --- where it is, and since when ------------------------------------------------------- */

static void
apply_task_reason (GwCaseRecord *record, const GwCaseEdge *edge, const GwFacts *facts)
{
  guint decides = GW_EFFECT_BEGINS_TASK | GW_EFFECT_OFFERS_TASK;

  if ((record->progress.flags & GW_FLAG_TASK) == 0 || (edge->effects & decides) != 0)
    g_clear_pointer (&record->task_reason, g_free);
  if ((edge->effects & decides) != 0)
    record->task_reason = g_strdup (facts->why_inspector);
}

static void
apply_department (GwCaseRecord *record, const GwCaseEdge *edge, const GwFacts *facts)
{
  if ((edge->effects & GW_EFFECT_TAKES_DEPARTMENT) != 0)
    {
      record->department_id = facts->department;
      record->progress.returned_by = 0;
      take_text (&record->routing_reason, facts->why_department);
    }
  if ((record->progress.flags & GW_FLAG_RESPONSIBLE) != 0)
    record->progress.responsible = record->department_id;
  if ((edge->effects & GW_EFFECT_LEAVES_DEPARTMENT) == 0)
    return;
  if ((edge->effects & GW_EFFECT_COUNTS_RETURN) != 0)
    record->progress.returned_by = record->department_id;
  record->department_id = 0;
  record->dispatched_at = 0;
  g_clear_pointer (&record->routing_reason, g_free);
  g_clear_pointer (&record->deadline_reason, g_free);
}

/* Going back forgets when what comes again was done. */
static void
stamp_state (GwCaseRecord *record, const GwCaseEdge *edge, gint64 at)
{
  gboolean handles = (edge->effects & GW_EFFECT_HANDLES) != 0;

  if (edge->to == GW_CASE_NONE)
    return;
  record->state = edge->to;
  record->open = !gw_case_state_is_terminal (edge->to);
  if (edge->action == GW_ACTION_FILE)
    record->filed_at = at;
  if (edge->to == GW_CASE_REPORTED)
    record->filed_at = 0;
  if (edge->to == GW_CASE_DISPATCHED)
    record->dispatched_at = at;
  if (edge->to < GW_CASE_HANDLED)
    record->handled_at = record->checked_at = record->closed_at = 0;
  if (handles)
    record->handled_at = at;
  if (edge->to == GW_CASE_CHECKED)
    record->checked_at = at;
  if (edge->to == GW_CASE_CLOSED)
    record->closed_at = at;
}

/* --- clocks --------------------------------------------------------------------------- */

/* What the clocks are set with. */
typedef struct
{
  GwClocks clocks;
  GwClocks before;
  const GwCaseEdge *edge;
  GwFacts *facts;
  const GwCaseRules *rules;
  GwReason *reason;   /* of the handling's due, when it was set */
  gboolean is_capped; /* it was set by what was promised to the caller */
} Setting;

/* A GwStageCalendar. */
static const GwCalendar *
calendar_of (GwStage stage, gconstpointer user_data)
{
  const Setting *setting = user_data;

  return stage == GW_STAGE_HANDLE ? setting->rules->department : setting->rules->city;
}

static GwReason **
reason_slot (Setting *setting, GwStage stage)
{
  if (stage != GW_STAGE_HANDLE)
    return NULL;
  g_clear_pointer (&setting->reason, gw_reason_free);
  return &setting->reason;
}

/* The class has just set the handling's clock: what was promised to the caller may be
 * earlier. */
static void
respect_answer (Setting *setting)
{
  GwFacts *facts = setting->facts;

  if (!facts->noted)
    facts->answer_counts = gw_answer_comes_first (&setting->clocks, facts->at);
  gw_answer_explain (&setting->clocks, setting->rules->city, facts->answer_counts,
                     &setting->reason);
  if (facts->answer_counts)
    gw_answer_cap (&setting->clocks, setting->rules->department, facts->at);
}

static void
change_stages (Setting *setting, guint before, guint after)
{
  const GwFacts *facts = setting->facts;
  gboolean same_handling = (setting->edge->effects & GW_EFFECT_COUNTS_REWORK) != 0;

  for (guint stage = 0; stage < GW_N_STAGES; stage++)
    {
      guint bit = 1u << stage;

      if ((before & bit) != 0 && (after & bit) == 0)
        gw_clocks_stop (&setting->clocks, stage, facts->at);
      /* The caller has had an answer already, whatever has to be done again. */
      if ((before & bit) != 0 || (after & bit) == 0 ||
          (stage == GW_STAGE_ANSWER && same_handling))
        continue;
      if (stage == GW_STAGE_HANDLE && same_handling)
        gw_clocks_continue (&setting->clocks, stage, calendar_of (stage, setting));
      else
        gw_clocks_start (&setting->clocks, stage, calendar_of (stage, setting),
                         facts->limits[stage], facts->at, reason_slot (setting, stage));
      if (stage == GW_STAGE_HANDLE && !same_handling)
        respect_answer (setting);
    }
}

/* The yellow or red lamp that a clock shows for the first time. */
static void
give_cards (Setting *setting)
{
  for (guint stage = 0; stage < GW_N_STAGES; stage++)
    {
      GwClock *clock = &setting->clocks.stage[stage];

      if (gw_clock_is_running (clock))
        clock->card = MAX (clock->card, (guint)gw_clock_lamp (clock, setting->facts->at));
    }
}

static void
set_limits (Setting *setting, guint stages)
{
  for (guint stage = 0; stage < GW_N_STAGES; stage++)
    {
      /* What was promised stays promised. */
      if ((stages & 1u << stage) == 0 || stage == GW_STAGE_ANSWER)
        continue;
      if (stage == GW_STAGE_HANDLE && setting->is_capped)
        gw_answer_uncap (&setting->clocks);
      gw_clocks_set_limit (&setting->clocks, stage, calendar_of (stage, setting),
                           setting->facts->limits[stage], reason_slot (setting, stage));
      if (stage == GW_STAGE_HANDLE)
        respect_answer (setting);
    }
}

static GwReason *
explain_deferral (void)
{
  return gw_reason_new_take (g_strdup ("经批准缓办，期限改为批准的日期。"),
                             g_strdup ("Deferred: the deadline is the date approved."));
}

/* What was granted, and what else sets a running clock anew. */
static void
adjust (Setting *setting, GwRequestKind granted, gint64 until, guint stages)
{
  gboolean amends = setting->facts->amendment.changes_class ||
                    setting->facts->amendment.changes_condition ||
                    setting->facts->amendment.changes_urgent;

  if (granted == GW_REQUEST_EXTENSION)
    gw_clocks_extend (&setting->clocks, GW_STAGE_HANDLE, setting->rules->department,
                      setting->facts->more, reason_slot (setting, GW_STAGE_HANDLE));
  if (granted == GW_REQUEST_DEFERRAL)
    {
      gw_clocks_set_due (&setting->clocks, GW_STAGE_HANDLE, setting->rules->department,
                         until, setting->facts->at);
      *reason_slot (setting, GW_STAGE_HANDLE) = explain_deferral ();
    }
  if (setting->edge->action == GW_ACTION_AMEND && amends)
    set_limits (setting, stages & STAGE_BIT (HANDLE));
  if (setting->edge->action == GW_ACTION_RECALCULATE)
    set_limits (setting, stages);
  if (setting->edge->action == GW_ACTION_CARD)
    give_cards (setting);
  if ((setting->edge->effects & GW_EFFECT_LEAVES_DEPARTMENT) != 0)
    setting->clocks.stage[GW_STAGE_HANDLE] = (GwClock){ 0 };
}

static void
run_clocks (Setting *setting, const GwCaseSituation *before, const GwCaseSituation *after)
{
  const guint suspended = GW_FLAG_SUSPENDED;
  guint stages_before = gw_lifecycle_stages (before->state, before->flags & ~suspended);
  guint stages_after = gw_lifecycle_stages (after->state, after->flags & ~suspended);
  gboolean was_suspended = (before->flags & suspended) != 0;
  gboolean is_suspended = (after->flags & suspended) != 0;

  change_stages (setting, stages_before, stages_after);
  if (is_suspended && !was_suspended)
    gw_clocks_pause (&setting->clocks, setting->facts->at);
  if (was_suspended && !is_suspended && stages_after != 0)
    gw_clocks_resume_by (&setting->clocks, calendar_of, setting, setting->facts->at);
}

/* The handling's clock as lists, lamps and statistics have it; and when to look again. */
static void
mirror (GwCaseRecord *record, const GwClocks *clocks)
{
  const GwClock *handle = &clocks->stage[GW_STAGE_HANDLE];
  gboolean has_due = handle->due != 0;

  record->deadline_start = has_due ? handle->started_at : 0;
  record->deadline = handle->due;
  record->warn_at = has_due ? handle->warn_at : 0;
  record->ticking = has_due && gw_clock_is_running (handle);
  record->overdue = handle->card == GW_LAMP_RED;
  g_free (record->clocks);
  record->clocks = gw_clocks_to_text (clocks);
  record->wake_at = record->open ? gw_clocks_wake_at (clocks) : 0;
  if (record->progress.offer_until != 0 &&
      (record->wake_at == 0 || record->progress.offer_until < record->wake_at))
    record->wake_at = record->progress.offer_until;
  if (record->progress.suspended_until != 0)
    record->wake_at = record->progress.suspended_until;
}

static GwRequestKind
granted_request (const GwCaseSituation *before, const GwCaseSituation *after,
                 const GwCaseEdge *edge)
{
  gboolean granted =
      (edge->effects & GW_EFFECT_APPROVES) != 0 && (after->flags & GW_FLAG_REQUEST) == 0;

  return granted ? before->request : GW_REQUEST_NONE;
}

static void
take_reason (GwCaseRecord *record, GwFacts *facts, GwReason *reason)
{
  if (!facts->noted && facts->why_deadline == NULL && reason != NULL)
    facts->why_deadline = gw_reason_to_json (reason);
  take_text (&record->deadline_reason, facts->why_deadline);
}

/* A replay knows the limits that were noted; the others are what they were. */
static void
keep_limits (GwFacts *facts, const GwClocks *before)
{
  for (guint stage = 0; stage < GW_N_STAGES; stage++)
    facts->limits[stage] = before->stage[stage].limit;
  for (guint i = 0; i < facts->n_dues; i++)
    facts->limits[facts->dues[i].stage] = facts->dues[i].limit;
}

/* A deadline that was told to people is not replaced without a trace. */
static void
note_deadline (GwFacts *facts, const Setting *setting)
{
  gint64 before = setting->before.stage[GW_STAGE_HANDLE].due;
  gint64 after = setting->clocks.stage[GW_STAGE_HANDLE].due;

  facts->deadline_before = after != 0 && after != before ? before : 0;
}

void
gw_case_apply (GwCaseRecord *record, const GwCaseEdge *edge, GwFacts *facts,
               const GwCaseRules *rules)
{
  GwCaseSituation before = gw_case_situation (record, rules->settings, facts->at);
  GwCaseSituation after;
  Setting setting = { .edge = edge, .facts = facts, .rules = rules };
  gint64 until = record->progress.request_until;

  gw_clocks_parse (record->clocks, &setting.clocks);
  setting.before = setting.clocks;
  setting.is_capped = gw_answer_is_capped (&setting.clocks, record->progress.flags);
  if (facts->limits[GW_STAGE_ANSWER].value == 0)
    facts->limits[GW_STAGE_ANSWER] = setting.clocks.stage[GW_STAGE_ANSWER].limit;
  if (facts->noted)
    keep_limits (facts, &setting.before);
  after = before;
  gw_lifecycle_follow (edge, facts->confirmed, &after);
  record->updated_at = facts->at;
  apply_amendment (record, &facts->amendment);
  apply_progress (record, edge, facts, &after);
  apply_department (record, edge, facts);
  apply_task_reason (record, edge, facts);
  stamp_state (record, edge, facts->at);
  run_clocks (&setting, &before, &after);
  adjust (&setting, granted_request (&before, &after, edge), until,
          gw_lifecycle_stages (after.state, after.flags));
  if (facts->noted)
    gw_facts_apply_dues (facts, &setting.before, &setting.clocks);
  else
    {
      gw_facts_note_dues (facts, &setting.before, &setting.clocks);
      if (edge->action == GW_ACTION_CARD)
        gw_facts_note_cards (facts, &setting.before, &setting.clocks);
      note_deadline (facts, &setting);
    }
  take_reason (record, facts, setting.reason);
  mirror (record, &setting.clocks);
  g_clear_pointer (&setting.reason, gw_reason_free);
}
