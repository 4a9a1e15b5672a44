/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What has to be decided before an action is taken: who, until when, and why. */
#define G_LOG_DOMAIN "gridward-service"

#include <string.h>

#include "backend/rules/case-error.h"
#include "backend/service/case-change.h"
#include "backend/service/service-private.h"

#define MS_PER_MINUTE G_GINT64_CONSTANT (60000)
#define MS_PER_DAY G_GINT64_CONSTANT (86400000)

static const GwFilingCondition *
condition_of (const GwSnapshot *snapshot, const GwCaseRecord *record)
{
  if (record->condition_id != 0)
    return gw_snapshot_condition_by_id (snapshot, record->condition_id);
  return gw_case_class_condition (gw_snapshot_class_by_id (snapshot, record->class_id),
                                  NULL);
}

/* --- departments ---------------------------------------------------------------------- */

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

/* The leader may send a call back to the department that answers for it. */
static gboolean
may_insist (const GwCaseRecord *record)
{
  return (record->progress.flags & GW_FLAG_COORDINATE) != 0;
}

/* The first department that gets a call answers for it until another has accepted it. */
static gboolean
answers_already (const GwCaseRecord *record, gint64 department)
{
  gint64 responsible = record->progress.responsible;

  return (record->progress.flags & GW_FLAG_HOTLINE) != 0 &&
         (responsible == 0 || responsible == department);
}

static gboolean
choose_department (const GwChange *change, const GwSnapshot *snapshot, const GwPerson *user,
                   const GwCaseRecord *record, GwFacts *facts, GError **error)
{
  GwRouteQuestion question = {
    .class = gw_snapshot_class_by_id (snapshot, record->class_id),
    .cell = gw_snapshot_cell_by_id (snapshot, record->cell_id),
    .owner_id = change->component != NULL ? change->component->owner_id : 0,
    .source = record->source,
    .condition = record->condition_id != 0 && condition_of (snapshot, record) != NULL
                     ? condition_of (snapshot, record)->code
                     : NULL,
    .at_ms = change->now_ms,
  };
  GwRoutingDecision decision;
  const GwDepartment *suggestion = NULL;
  const GwDepartment *department = change->department;
  g_autoptr (GwReason) reason = NULL;

  if (gw_snapshot_route (snapshot, &question, &decision))
    suggestion = gw_snapshot_department (snapshot, decision.department);
  if (department == NULL && suggestion != NULL &&
      suggestion->id != record->progress.returned_by)
    department = suggestion;
  if (department == NULL)
    {
      gw_case_error_set (error, GW_CASE_ERROR_MISSING_FIELD, "department",
                         "no rule says who is responsible: choose a department");
      return FALSE;
    }
  if (department->id == record->progress.returned_by && !may_insist (record))
    {
      gw_case_error_set (error, GW_CASE_ERROR_OUT_OF_RANGE, "department",
                         "this department has just returned the case: choose another");
      return FALSE;
    }
  facts->department = department->id;
  facts->confirmed = answers_already (record, department->id);
  if (department == suggestion)
    {
      facts->why_department = gw_snapshot_route_to_json (snapshot, &question, &decision);
      return TRUE;
    }
  reason = explain_choice (user, suggestion);
  facts->why_department = gw_reason_to_json (reason);
  return TRUE;
}

/* --- limits --------------------------------------------------------------------------- */

/* The season is that in which the handling began. */
static GwLimit
handling_limit (const GwSnapshot *snapshot, const GwCaseRecord *record, gint64 at_ms)
{
  const GwFilingCondition *condition = condition_of (snapshot, record);
  gint64 began = record->dispatched_at != 0 ? record->dispatched_at : at_ms;

  if (condition == NULL)
    return (GwLimit){ 0 };
  return gw_condition_limit (
      condition, gw_calendar_local_date (gw_snapshot_calendar (snapshot), began));
}

void
gw_change_limits (const GwSnapshot *snapshot, const GwCaseRecord *record, gint64 at_ms,
                  GwLimit limits[GW_N_STAGES])
{
  static const GwSetting settings[GW_N_STAGES] = {
    [GW_STAGE_ACCEPT] = GW_SETTING_LIMIT_ACCEPT,
    [GW_STAGE_VERIFY] = GW_SETTING_LIMIT_VERIFY,
    [GW_STAGE_FILE] = GW_SETTING_LIMIT_FILE,
    [GW_STAGE_DISPATCH] = GW_SETTING_LIMIT_DISPATCH,
    [GW_STAGE_HANDLE] = GW_N_SETTINGS,
    [GW_STAGE_CHECK] = GW_SETTING_LIMIT_CHECK,
    [GW_STAGE_CLOSE] = GW_SETTING_LIMIT_CLOSE,
    [GW_STAGE_TOTAL] = GW_SETTING_LIMIT_TOTAL,
    [GW_STAGE_ANSWER] = GW_N_SETTINGS,
  };

  for (guint stage = 0; stage < GW_N_STAGES; stage++)
    {
      /* What was promised to the caller is kept by the clock itself. */
      if (stage == GW_STAGE_ANSWER)
        limits[stage] = (GwLimit){ 0 };
      else if (settings[stage] == GW_N_SETTINGS)
        limits[stage] = handling_limit (snapshot, record, at_ms);
      else
        limits[stage] =
            gw_settings_limit (gw_snapshot_settings (snapshot), settings[stage]);
      if (record->urgent && stage != GW_STAGE_TOTAL && limits[stage].value != 0)
        limits[stage] = gw_limit_urgent (limits[stage]);
    }
}

/* An extension is a share of the original limit; never nothing. */
static GwLimit
share_of (GwLimit limit, guint percent)
{
  limit.value = MAX ((limit.value * percent + 50) / 100, 1);
  return limit;
}

/* --- dates ---------------------------------------------------------------------------- */

static gboolean
fail_until (GError **error, const char *message)
{
  gw_case_error_set (error, GW_CASE_ERROR_OUT_OF_RANGE, "until", "%s", message);
  return FALSE;
}

static gboolean
check_until (const GwChange *change, const GwSnapshot *snapshot, const GwCaseRecord *record,
             const GwCaseEdge *edge, GError **error)
{
  gboolean defers = edge->request == GW_REQUEST_DEFERRAL;
  guint days =
      gw_settings_number (gw_snapshot_settings (snapshot),
                          defers ? GW_SETTING_DEFERRAL_DAYS : GW_SETTING_SUSPENSION_DAYS);

  if (change->until <= change->now_ms)
    return fail_until (error, "a date to come is expected");
  if (change->until > change->now_ms + days * MS_PER_DAY)
    {
      gw_case_error_set (error, GW_CASE_ERROR_OUT_OF_RANGE, "until",
                         "at most %u days ahead are possible", days);
      return FALSE;
    }
  if (defers && change->until <= record->deadline)
    return fail_until (error, "a date after the deadline is expected");
  return TRUE;
}

/* --- other cases ---------------------------------------------------------------------- */

static gboolean
check_other (const GwChange *change, const GwCaseRecord *record, GError **error)
{
  const char *fault = NULL;

  if (change->other->id == record->id)
    fault = "this is the case itself";
  else if (change->action == GW_ACTION_MERGE && !change->other->open)
    fault = "a case can only be merged into one that is still open";
  if (fault == NULL)
    return TRUE;
  gw_case_error_set (error, GW_CASE_ERROR_OUT_OF_RANGE, "case", "%s", fault);
  return FALSE;
}

/* --- corrections ---------------------------------------------------------------------- */

/* What the report told: where it is, and what. */
static void
decide_story (const GwChange *change, const GwCaseRecord *record, GwAmendment *amendment)
{
  if (change->cell != NULL && (change->position.x != record->position.x ||
                               change->position.y != record->position.y))
    {
      amendment->changes_place = TRUE;
      amendment->cell_before = record->cell_id;
      amendment->cell_after = change->cell->id;
      amendment->position_before = record->position;
      amendment->position_after = change->position;
    }
  if (change->description != NULL && strcmp (change->description, record->description) != 0)
    {
      amendment->description_before = g_strdup (record->description);
      amendment->description_after = g_strdup (change->description);
    }
}

static gboolean
decide_amendment (const GwChange *change, const GwSnapshot *snapshot,
                  const GwCaseRecord *record, GwAmendment *amendment, GError **error)
{
  gint64 class_id = change->class != NULL ? gw_snapshot_class_id (snapshot, change->class)
                                          : record->class_id;
  gint64 condition_id;

  if (class_id != record->class_id)
    {
      amendment->changes_class = TRUE;
      amendment->class_before = record->class_id;
      amendment->class_after = class_id;
    }
  /* A condition is of its class: with another class the former one is gone. */
  condition_id = class_id != record->class_id ? 0 : record->condition_id;
  if (change->condition != NULL)
    condition_id = change->condition->id;
  if (condition_id != record->condition_id)
    {
      amendment->changes_condition = TRUE;
      amendment->condition_before = record->condition_id;
      amendment->condition_after = condition_id;
    }
  if ((change->given & GW_FIELD_URGENT) != 0 && !change->urgent != !record->urgent)
    {
      amendment->changes_urgent = TRUE;
      amendment->urgent = change->urgent;
    }
  decide_story (change, record, amendment);
  if (change->action != GW_ACTION_AMEND || amendment->changes_class ||
      amendment->changes_condition || amendment->changes_urgent ||
      amendment->changes_place || amendment->description_after != NULL)
    return TRUE;
  gw_case_error_set (
      error, GW_CASE_ERROR_MISSING_FIELD, "class",
      "say what to correct: class, condition, urgent, location or description");
  return FALSE;
}

/* The limits are those of the case as it will be. */
static void
decide_limits (const GwSnapshot *snapshot, const GwCaseRecord *record, GwFacts *facts)
{
  GwCaseRecord after = *record;

  if (facts->amendment.changes_class)
    after.class_id = facts->amendment.class_after;
  if (facts->amendment.changes_condition)
    after.condition_id = facts->amendment.condition_after;
  if (facts->amendment.changes_urgent)
    after.urgent = facts->amendment.urgent;
  gw_change_limits (snapshot, &after, facts->at, facts->limits);
}

static gboolean
is_last_approval (const GwCaseSituation *situation)
{
  guint n;

  gw_lifecycle_chain (situation, &n);
  return situation->request_step + 1 >= n;
}

static void
decide_extension (const GwSnapshot *snapshot, const GwCaseRecord *record, GwFacts *facts)
{
  GwClocks clocks = { 0 };
  guint percent =
      gw_settings_number (gw_snapshot_settings (snapshot), GW_SETTING_EXTENSION_PERCENT);

  gw_clocks_parse (record->clocks, &clocks);
  facts->more = share_of (clocks.stage[GW_STAGE_HANDLE].limit, percent);
}

/* --- tasks ---------------------------------------------------------------------------- */

void
gw_task_offer_clear (GwTaskOffer *offer)
{
  g_clear_pointer (&offer->why, gw_reason_free);
}

void
gw_change_decide_offer (const GwSnapshot *snapshot, const GwTaskOffer *offer,
                        GwFacts *facts)
{
  guint minutes =
      gw_settings_number (gw_snapshot_settings (snapshot), GW_SETTING_TASK_OFFER);

  facts->person = offer->person;
  facts->why_inspector = gw_reason_to_json (offer->why);
  if (offer->person != 0 && minutes != 0)
    facts->until = facts->at + minutes * MS_PER_MINUTE;
}

/* Who was named has the task for good; else someone near is asked for some time. */
static void
decide_task (const GwChange *change, const GwSnapshot *snapshot, const GwPerson *user,
             GwFacts *facts)
{
  g_autoptr (GwReason) reason = NULL;

  if (change->person == 0 && change->offer != NULL)
    {
      gw_change_decide_offer (snapshot, change->offer, facts);
      return;
    }
  if (change->person == 0)
    return;
  reason = gw_reason_new_take (g_strdup_printf ("由%s指定", user->name),
                               g_strdup_printf ("Chosen by %s", user->name));
  facts->why_inspector = gw_reason_to_json (reason);
}

gboolean
gw_change_decide (const GwChange *change, const GwSnapshot *snapshot, const GwPerson *user,
                  const GwCaseRecord *record, const GwCaseEdge *edge, GwFacts *ret_facts,
                  GError **error)
{
  GwCaseSituation situation =
      gw_case_situation (record, gw_snapshot_settings (snapshot), change->now_ms);

  *ret_facts = (GwFacts){ .at = change->now_ms,
                          .actor = user->id,
                          .confirmed = change->confirmed,
                          .person = change->person,
                          .until = change->until,
                          .satisfaction = change->satisfaction,
                          .solved = change->solved,
                          .other_case = change->other != NULL ? change->other->id : 0 };
  if (change->other != NULL && !check_other (change, record, error))
    return FALSE;
  if ((edge->required & GW_FIELD_UNTIL) != 0 &&
      !check_until (change, snapshot, record, edge, error))
    return FALSE;
  if (edge->action != GW_ACTION_SPLIT &&
      !decide_amendment (change, snapshot, record, &ret_facts->amendment, error))
    return FALSE;
  if ((edge->effects & GW_EFFECT_TAKES_DEPARTMENT) != 0 &&
      !choose_department (change, snapshot, user, record, ret_facts, error))
    return FALSE;
  if ((edge->effects & GW_EFFECT_BEGINS_TASK) != 0)
    decide_task (change, snapshot, user, ret_facts);
  decide_limits (snapshot, record, ret_facts);
  if ((edge->effects & GW_EFFECT_APPROVES) == 0)
    return TRUE;
  ret_facts->confirmed = is_last_approval (&situation);
  if (ret_facts->confirmed && edge->request == GW_REQUEST_EXTENSION)
    decide_extension (snapshot, record, ret_facts);
  return TRUE;
}
