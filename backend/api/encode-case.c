/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One case for its user as JSON: all of it, with what the user may do. */
#define G_LOG_DOMAIN "gridward-api"

#include "backend/api/encode.h"
#include "backend/http/json-write.h"

#define LITERAL gw_encode_literal

static void
encode_times (GString *out, const GwCaseRow *row)
{
  LITERAL (out, ",\"observed_at\":");
  gw_json_append_time (out, row->observed_at);
  LITERAL (out, ",\"filed_at\":");
  gw_json_append_time (out, row->filed_at);
  LITERAL (out, ",\"dispatched_at\":");
  gw_json_append_time (out, row->dispatched_at);
  LITERAL (out, ",\"handled_at\":");
  gw_json_append_time (out, row->handled_at);
  LITERAL (out, ",\"checked_at\":");
  gw_json_append_time (out, row->checked_at);
  LITERAL (out, ",\"closed_at\":");
  gw_json_append_time (out, row->closed_at);
}

static void
encode_reason (GString *out, const char *json, const char *language)
{
  g_autoptr (GwReason) reason = gw_reason_from_json (json);

  gw_json_append_string (out, reason ? gw_reason_get (reason, language) : NULL);
}

static void
encode_suggestion (GString *out, const GwCaseDetail *detail, const char *language)
{
  if (!detail->suggestion)
    {
      LITERAL (out, "null");
      return;
    }
  gw_encode_department (out, detail->suggestion);
  g_string_truncate (out, out->len - 1);
  LITERAL (out, ",\"reason\":");
  gw_json_append_string (out, detail->suggestion_reason
                                  ? gw_reason_get (detail->suggestion_reason, language)
                                  : NULL);
  LITERAL (out, "}");
}

static void
encode_component (GString *out, const GwComponent *component)
{
  if (!component)
    {
      LITERAL (out, "null");
      return;
    }
  LITERAL (out, "{\"code\":");
  gw_json_append_string (out, component->code);
  LITERAL (out, ",\"name\":");
  gw_json_append_string (out, component->name);
  LITERAL (out, "}");
}

/* A department need not be named while the routing suggests one. */
static gboolean
is_required (const GwCaseEdge *edge, GwCaseField field, gboolean has_suggestion)
{
  if ((edge->effects & GW_EFFECT_TAKES_DEPARTMENT) && field == GW_FIELD_DEPARTMENT)
    return !has_suggestion;
  return (edge->required & field) != 0;
}

/* What may be chosen, where that is always the same. */
static void
encode_choices (GString *out, GwCaseField field)
{
  gboolean first = TRUE;

  if (field == GW_FIELD_KIND)
    LITERAL (out, ",\"choices\":[\"matter\",\"component\"]");
  if (field != GW_FIELD_SATISFACTION)
    return;
  LITERAL (out, ",\"choices\":[");
  for (guint i = GW_SATISFACTION_VERY_SATISFIED; i < GW_N_SATISFACTIONS; i++)
    {
      g_string_append_printf (out, "%s\"%s\"", first ? "" : ",", gw_satisfaction_name (i));
      first = FALSE;
    }
  LITERAL (out, "]");
}

static void
encode_field (GString *out, const GwCaseEdge *edge, GwCaseField field,
              gboolean has_suggestion)
{
  g_string_append_printf (out, "{\"name\":\"%s\",\"type\":\"%s\",\"required\":%s",
                          gw_case_field_name (field), gw_case_field_type (field),
                          is_required (edge, field, has_suggestion) ? "true" : "false");
  encode_choices (out, field);
  LITERAL (out, "}");
}

static void
encode_action (GString *out, const GwCaseEdge *edge, gboolean has_suggestion)
{
  gboolean first = TRUE;

  g_string_append_printf (out, "{\"action\":\"%s\",\"fields\":[",
                          gw_case_action_name (edge->action));
  for (guint i = 0; i < GW_N_FIELDS; i++)
    {
      GwCaseField field = 1u << i;

      if (!(edge->fields & field))
        continue;
      if (!first)
        LITERAL (out, ",");
      encode_field (out, edge, field, has_suggestion);
      first = FALSE;
    }
  LITERAL (out, "]}");
}

static void
encode_actions (GString *out, const GwCaseDetail *detail)
{
  for (guint i = 0; i < detail->edges->len; i++)
    {
      if (i > 0)
        LITERAL (out, ",");
      encode_action (out, detail->edges->pdata[i], detail->suggestion != NULL);
    }
}

static void
encode_case_attachments (GString *out, const GPtrArray *attachments)
{
  for (guint i = 0; attachments && i < attachments->len; i++)
    {
      if (i > 0)
        LITERAL (out, ",");
      gw_encode_attachment (out, attachments->pdata[i]);
    }
}

/* --- clocks and what waits -------------------------------------------------------------- */

static void
encode_limit (GString *out, GwLimit limit)
{
  if (limit.value == 0)
    LITERAL (out, "null");
  else
    {
      LITERAL (out, "{\"value\":");
      gw_json_append_int (out, limit.value);
      LITERAL (out, ",\"unit\":");
      gw_json_append_string (out, gw_limit_unit_name (limit.unit));
      LITERAL (out, "}");
    }
}

/* The handling goes by the department's calendar, all else by the city's. */
static const GwCalendar *
calendar_of (const GwCaseRow *row, GwStage stage)
{
  return stage == GW_STAGE_HANDLE && row->department
             ? gw_snapshot_calendar_for (row->snapshot, row->department)
             : gw_snapshot_calendar (row->snapshot);
}

static void
encode_left (GString *out, const GwClock *clock, const GwCalendar *calendar, gint64 now_ms)
{
  GwClockLeft left;

  LITERAL (out, ",\"left_s\":");
  if (gw_clock_left (clock, calendar, now_ms, &left))
    gw_json_append_int (out, left.ms / 1000);
  else
    LITERAL (out, "null");
  LITERAL (out, ",\"working\":");
  gw_json_append_bool (out, left.working);
  LITERAL (out, ",\"counting\":");
  gw_json_append_bool (out, left.counting);
  LITERAL (out, ",\"turns_at\":");
  gw_json_append_time (out, left.turns_at);
}

static void
encode_clock (GString *out, const GwClock *clock, GwStage stage, const GwCaseRow *row,
              gint64 now_ms)
{
  LITERAL (out, "{\"stage\":");
  gw_json_append_string (out, gw_stage_name (stage));
  LITERAL (out, ",\"started_at\":");
  gw_json_append_time (out, clock->started_at);
  LITERAL (out, ",\"stopped_at\":");
  gw_json_append_time (out, clock->stopped_at);
  LITERAL (out, ",\"paused_at\":");
  gw_json_append_time (out, clock->paused_at);
  LITERAL (out, ",\"warn_at\":");
  gw_json_append_time (out, clock->warn_at);
  LITERAL (out, ",\"due\":");
  gw_json_append_time (out, clock->due);
  LITERAL (out, ",\"limit\":");
  encode_limit (out, clock->limit);
  LITERAL (out, ",\"lamp\":");
  gw_json_append_string (out, gw_lamp_name (gw_clock_lamp (clock, now_ms)));
  encode_left (out, clock, calendar_of (row, stage), now_ms);
  LITERAL (out, "}");
}

static void
encode_clocks (GString *out, const GwCaseRow *row, gint64 now_ms)
{
  GwClocks clocks = { 0 };
  gboolean first = TRUE;

  gw_clocks_parse (row->clocks, &clocks);
  LITERAL (out, ",\"clocks\":[");
  for (guint stage = 0; stage < GW_N_STAGES; stage++)
    {
      if (clocks.stage[stage].started_at == 0)
        continue;
      if (!first)
        LITERAL (out, ",");
      encode_clock (out, &clocks.stage[stage], stage, row, now_ms);
      first = FALSE;
    }
  LITERAL (out, "],\"as_of\":");
  gw_json_append_time (out, now_ms);
}

static void
encode_roles (GString *out, guint roles)
{
  gboolean first = TRUE;

  LITERAL (out, "[");
  for (guint i = 0; i < GW_N_ROLES; i++)
    if (roles & (1u << i))
      {
        g_string_append_printf (out, "%s\"%s\"", first ? "" : ",", gw_role_name (1u << i));
        first = FALSE;
      }
  LITERAL (out, "]");
}

static void
encode_request (GString *out, const GwCaseDetail *detail)
{
  const GwCaseProgress *progress = &detail->row->progress;

  LITERAL (out, ",\"request\":");
  if (progress->request == GW_REQUEST_NONE)
    {
      LITERAL (out, "null");
      return;
    }
  g_string_append_printf (out, "{\"kind\":\"%s\",\"approvals\":%u,\"by\":",
                          gw_request_kind_name (progress->request), progress->request_step);
  gw_encode_person (out, detail->requester);
  LITERAL (out, ",\"at\":");
  gw_json_append_time (out, progress->request_at);
  LITERAL (out, ",\"until\":");
  gw_json_append_time (out, progress->request_until);
  LITERAL (out, ",\"approvers\":");
  encode_roles (out, detail->approvers);
  LITERAL (out, ",\"chain\":[");
  for (guint i = 0; i < detail->n_chain; i++)
    {
      if (i > 0)
        LITERAL (out, ",");
      encode_roles (out, detail->chain[i]);
    }
  LITERAL (out, "]}");
}

static void
encode_task (GString *out, const GwCaseTask *task, const char *language)
{
  g_string_append_printf (
      out, "{\"kind\":\"%s\",\"inspector\":", gw_task_kind_name (task->kind));
  gw_encode_person (out, task->inspector);
  LITERAL (out, ",\"reason\":");
  gw_json_append_string (out, task->reason != NULL ? gw_reason_get (task->reason, language)
                                                   : NULL);
  g_string_append_printf (out, ",\"offers\":%u", task->offers);
  LITERAL (out, ",\"created_at\":");
  gw_json_append_time (out, task->created_at);
  LITERAL (out, ",\"taken_at\":");
  gw_json_append_time (out, task->taken_at);
  LITERAL (out, ",\"done_at\":");
  gw_json_append_time (out, task->done_at);
  LITERAL (out, ",\"done_by\":");
  gw_encode_person (out, task->done_by);
  LITERAL (out, "}");
}

static void
encode_tasks_and_links (GString *out, const GwCaseDetail *detail, const char *language)
{
  LITERAL (out, ",\"tasks\":[");
  for (guint i = 0; i < detail->tasks->len; i++)
    {
      if (i > 0)
        LITERAL (out, ",");
      encode_task (out, detail->tasks->pdata[i], language);
    }
  LITERAL (out, "],\"links\":[");
  for (guint i = 0; i < detail->links->len; i++)
    {
      const GwCaseLink *link = detail->links->pdata[i];

      g_string_append_printf (out, "%s{\"case\":\"%s\",\"relation\":\"%s\",\"at\":",
                              i > 0 ? "," : "", link->number, link->relation);
      gw_json_append_time (out, link->at);
      LITERAL (out, "}");
    }
  LITERAL (out, "]");
}

/* What had to be true to file it, and what must be to close it. */
static void
encode_condition (GString *out, const GwFilingCondition *condition)
{
  LITERAL (out, ",\"condition\":");
  if (!condition)
    {
      LITERAL (out, "null");
      return;
    }
  LITERAL (out, "{\"code\":");
  gw_json_append_string (out, condition->code);
  LITERAL (out, ",\"text\":");
  gw_json_append_string (out, condition->text);
  LITERAL (out, ",\"text_en\":");
  gw_json_append_string (out, condition->text_en);
  LITERAL (out, ",\"closing\":");
  gw_json_append_string (out, condition->closing);
  LITERAL (out, ",\"closing_en\":");
  gw_json_append_string (out, condition->closing_en);
  LITERAL (out, "}");
}

/* What the case has been through. */
static void
encode_progress (GString *out, const GwCaseDetail *detail)
{
  const GwCaseProgress *progress = &detail->row->progress;

  LITERAL (out, ",\"handler\":");
  gw_encode_person (out, detail->handler);
  LITERAL (out, ",\"suspended_until\":");
  gw_json_append_time (out, progress->suspended_until);
  LITERAL (out, ",\"satisfaction\":");
  gw_json_append_string (out, gw_satisfaction_name (progress->satisfaction));
  LITERAL (out, ",\"solved\":");
  gw_encode_solved (out, progress->solved);
  LITERAL (out, ",\"responsible\":");
  gw_encode_department (
      out, gw_snapshot_department (detail->row->snapshot, progress->responsible));
  g_string_append_printf (out,
                          ",\"redispatches\":%u,\"extensions\":%u,\"suspensions\":%u,"
                          "\"deferrals\":%u,\"appeals\":%u,\"reopenings\":%u",
                          progress->redispatches, progress->extensions,
                          progress->suspensions, progress->deferrals, progress->appeals,
                          progress->reopenings);
}

/* A text is told line by line: one line, one step. */
static void
encode_lines (GString *out, const char *text, gboolean *first)
{
  g_auto (GStrv) lines = text ? g_strsplit (text, "\n", -1) : NULL;

  for (guint i = 0; lines && lines[i]; i++)
    {
      if (lines[i][0] == '\0')
        continue;
      if (!*first)
        LITERAL (out, ",");
      gw_json_append_string (out, lines[i]);
      *first = FALSE;
    }
}

static void
encode_reason_steps (GString *out, const char *json, const char *language)
{
  g_autoptr (GwReason) reason = gw_reason_from_json (json);
  gboolean first = TRUE;

  if (reason)
    encode_lines (out, gw_reason_get (reason, language), &first);
}

/* The rule that decided, then why those before it did not; or who chose. */
static void
encode_route_steps (GString *out, const GwCaseRow *row, const char *language)
{
  g_autoptr (GwRoutingExplanation) why =
      gw_routing_explain (row->snapshot, row->routing_reason);
  gboolean first = TRUE;

  if (!why)
    {
      encode_reason_steps (out, row->routing_reason, language);
      return;
    }
  encode_lines (out, gw_reason_get (why->reason, language), &first);
  for (guint i = 0; i < why->before->len; i++)
    encode_lines (out, gw_reason_get (why->before->pdata[i], language), &first);
}

static void
encode_why (GString *out, const GwCaseRow *row, const char *language)
{
  LITERAL (out, ",\"why\":{\"department\":[");
  encode_route_steps (out, row, language);
  LITERAL (out, "],\"deadline\":[");
  encode_reason_steps (out, row->deadline_reason, language);
  LITERAL (out, "]}");
}

void
gw_encode_case (GString *out, const GwCaseDetail *detail, gint64 now_ms,
                const char *language)
{
  const GwCaseRow *row = detail->row;

  LITERAL (out, "{");
  gw_encode_row_members (out, row, now_ms);
  LITERAL (out, ",\"street\":");
  gw_encode_area (out, gw_cell_area (row->cell, GW_AREA_STREET));
  LITERAL (out, ",\"district\":");
  gw_encode_area (out, gw_cell_area (row->cell, GW_AREA_DISTRICT));
  LITERAL (out, ",\"reporter\":");
  gw_encode_person (out, detail->reporter);
  LITERAL (out, ",\"component\":");
  encode_component (out, detail->component);
  encode_times (out, row);
  LITERAL (out, ",\"routing_reason\":");
  encode_reason (out, row->routing_reason, language);
  LITERAL (out, ",\"deadline_reason\":");
  encode_reason (out, row->deadline_reason, language);
  LITERAL (out, ",\"suggested_department\":");
  encode_suggestion (out, detail, language);
  encode_condition (out, row->condition);
  encode_why (out, row, language);
  encode_clocks (out, row, now_ms);
  encode_request (out, detail);
  encode_tasks_and_links (out, detail, language);
  LITERAL (out, ",\"cards\":[");
  for (guint i = 0; i < detail->cards->len; i++)
    {
      if (i > 0)
        LITERAL (out, ",");
      gw_encode_card (out, detail->cards->pdata[i]);
    }
  LITERAL (out, "]");
  encode_progress (out, detail);
  LITERAL (out, ",\"attachments\":[");
  encode_case_attachments (out, detail->attachments);
  LITERAL (out, "],\"actions\":[");
  encode_actions (out, detail);
  LITERAL (out, "]}");
}
