/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The service's values as JSON; see openapi.json for the shapes. */
#define G_LOG_DOMAIN "gridward-api"

#include "backend/api/encode.h"

#include "backend/http/json-write.h"

#define LITERAL gw_encode_literal

static void
encode_named (GString *out, const char *code, const char *name, const char *name_en)
{
  LITERAL (out, "{\"code\":");
  gw_json_append_string (out, code);
  LITERAL (out, ",\"name\":");
  gw_json_append_string (out, name);
  LITERAL (out, ",\"name_en\":");
  gw_json_append_string (out, name_en);
  LITERAL (out, "}");
}

void
gw_encode_area (GString *out, const GwArea *area)
{
  if (area)
    encode_named (out, area->code, area->name, area->name_en);
  else
    LITERAL (out, "null");
}

void
gw_encode_department (GString *out, const GwDepartment *department)
{
  if (department)
    encode_named (out, department->code, department->name, department->name_en);
  else
    LITERAL (out, "null");
}

void
gw_encode_duty_grid (GString *out, const GwDutyGrid *duty_grid)
{
  if (!duty_grid)
    {
      LITERAL (out, "null");
      return;
    }
  LITERAL (out, "{\"code\":");
  gw_json_append_string (out, duty_grid->code);
  LITERAL (out, ",\"name\":");
  gw_json_append_string (out, duty_grid->name);
  LITERAL (out, "}");
}

void
gw_encode_person (GString *out, const GwPerson *person)
{
  if (!person)
    {
      LITERAL (out, "null");
      return;
    }
  LITERAL (out, "{\"login\":");
  gw_json_append_string (out, person->login);
  LITERAL (out, ",\"name\":");
  gw_json_append_string (out, person->name);
  LITERAL (out, "}");
}

void
gw_encode_user (GString *out, const GwPerson *user, const GwSnapshot *snapshot)
{
  gboolean first = TRUE;

  LITERAL (out, "{\"login\":");
  gw_json_append_string (out, user->login);
  LITERAL (out, ",\"name\":");
  gw_json_append_string (out, user->name);
  LITERAL (out, ",\"roles\":[");
  for (guint i = 0; i < GW_N_ROLES; i++)
    if (user->roles & (1u << i))
      {
        g_string_append_printf (out, "%s\"%s\"", first ? "" : ",", gw_role_name (1u << i));
        first = FALSE;
      }
  LITERAL (out, "],\"department\":");
  gw_encode_department (out, gw_snapshot_department (snapshot, user->department_id));
  LITERAL (out, ",\"area\":");
  gw_encode_area (out, gw_snapshot_area_by_id (snapshot, user->area_id));
  LITERAL (out, "}");
}

void
gw_encode_attachment (GString *out, const GwAttachment *attachment)
{
  LITERAL (out, "{\"id\":");
  gw_json_append_string (out, attachment->id);
  LITERAL (out, ",\"type\":");
  gw_json_append_string (out, attachment->type);
  LITERAL (out, ",\"size\":");
  gw_json_append_int (out, attachment->size);
  LITERAL (out, ",\"stage\":");
  gw_json_append_string (out, attachment->stage);
  g_string_append_printf (out, ",\"url\":\"/api/v1/attachments/%s\"}", attachment->id);
}

/* What the case is about, as reported or corrected since. */
static void
encode_subject (GString *out, const GwCaseRow *row)
{
  LITERAL (out, ",\"kind\":\"");
  g_string_append (out, gw_class_kind_name (row->kind));
  LITERAL (out, "\",\"class\":");
  encode_named (out, row->class->code, row->class->name, row->class->name_en);
  LITERAL (out, ",\"urgent\":");
  gw_json_append_bool (out, row->urgent);
  LITERAL (out, ",\"cell\":");
  gw_json_append_string (out, row->cell->code);
  LITERAL (out, ",\"community\":");
  gw_encode_area (out, gw_cell_area (row->cell, GW_AREA_COMMUNITY));
  LITERAL (out, ",\"location\":");
  gw_json_append_position (out, row->position);
  LITERAL (out, ",\"description\":");
  gw_json_append_string (out, row->description);
  LITERAL (out, ",\"source\":");
  gw_json_append_string (out, row->source);
}

/* The names of the bits, in the order of the bits. */
static void
encode_flags (GString *out, guint flags)
{
  gboolean first = TRUE;

  LITERAL (out, "[");
  for (guint i = 0; i < GW_N_FLAGS; i++)
    if (flags & (1u << i))
      {
        g_string_append_printf (out, "%s\"%s\"", first ? "" : ",",
                                gw_case_flag_name (1u << i));
        first = FALSE;
      }
  LITERAL (out, "]");
}

void
gw_encode_row_members (GString *out, const GwCaseRow *row, gint64 now_ms)
{
  LITERAL (out, "\"number\":\"");
  g_string_append (out, row->number);
  LITERAL (out, "\",\"version\":");
  gw_json_append_int (out, row->version);
  LITERAL (out, ",\"state\":\"");
  g_string_append (out, gw_case_state_name (row->state));
  LITERAL (out, "\"");
  encode_subject (out, row);
  LITERAL (out, ",\"department\":");
  gw_encode_department (out, row->department);
  LITERAL (out, ",\"reported_at\":");
  gw_json_append_time (out, row->reported_at);
  LITERAL (out, ",\"deadline\":");
  gw_json_append_time (out, row->deadline);
  LITERAL (out, ",\"deadline_start\":");
  gw_json_append_time (out, row->deadline_start);
  LITERAL (out, ",\"warn_at\":");
  gw_json_append_time (out, row->warn_at);
  LITERAL (out, ",\"deadline_working\":");
  gw_json_append_bool (out, gw_case_row_deadline_is_working (row));
  LITERAL (out, ",\"lamp\":\"");
  g_string_append (out, gw_lamp_name (gw_case_row_lamp (row, now_ms)));
  LITERAL (out, "\",\"reworks\":");
  gw_json_append_int (out, row->reworks);
  LITERAL (out, ",\"returns\":");
  gw_json_append_int (out, row->returns);
  LITERAL (out, ",\"updated_at\":");
  gw_json_append_time (out, row->updated_at);
  LITERAL (out, ",\"flags\":");
  encode_flags (out, row->progress.flags);
}

void
gw_encode_row (GString *out, const GwCaseRow *row, gint64 now_ms)
{
  LITERAL (out, "{");
  gw_encode_row_members (out, row, now_ms);
  LITERAL (out, "}");
}

void
gw_encode_point (GString *out, const GwCaseRow *row, gint64 now_ms)
{
  LITERAL (out, "[\"");
  g_string_append (out, row->number);
  LITERAL (out, "\",");
  gw_fixed_append_degrees (out, row->position.x);
  LITERAL (out, ",");
  gw_fixed_append_degrees (out, row->position.y);
  LITERAL (out, ",\"");
  g_string_append (out, gw_lamp_name (gw_case_row_lamp (row, now_ms)));
  LITERAL (out, "\",\"");
  g_string_append (out, gw_case_state_name (row->state));
  LITERAL (out, "\",");
  gw_json_append_string (out, row->cell->code);
  LITERAL (out, ",");
  gw_json_append_int (out, row->progress.flags);
  LITERAL (out, ",");
  gw_json_append_string (out, row->class->code);
  LITERAL (out, "]");
}

static void
encode_attachment_ids (GString *out, const GPtrArray *attachments)
{
  for (guint i = 0; attachments && i < attachments->len; i++)
    {
      const GwAttachment *attachment = attachments->pdata[i];

      if (i > 0)
        LITERAL (out, ",");
      gw_json_append_string (out, attachment->id);
    }
}

static void
begin_change (GString *out, const char *field, gboolean *first)
{
  g_string_append_printf (out, "%s{\"field\":\"%s\",\"from\":", *first ? "" : ",", field);
  *first = FALSE;
}

static void
encode_class (GString *out, const GwCaseClass *class)
{
  if (class)
    encode_named (out, class->code, class->name, class->name_en);
  else
    LITERAL (out, "null");
}

static void
encode_condition (GString *out, const GwFilingCondition *condition)
{
  if (condition)
    encode_named (out, condition->code, condition->text, condition->text_en);
  else
    LITERAL (out, "null");
}

static void
encode_cell (GString *out, const GwSnapshot *snapshot, gint64 id)
{
  const GwCell *cell = gw_snapshot_cell_by_id (snapshot, id);

  gw_json_append_string (out, cell ? cell->code : NULL);
}

static void
encode_moved (GString *out, const GwSnapshot *snapshot, const GwAmendment *a,
              gboolean *first)
{
  if (!a->changes_place)
    return;
  begin_change (out, "location", first);
  gw_json_append_position (out, a->position_before);
  LITERAL (out, ",\"to\":");
  gw_json_append_position (out, a->position_after);
  LITERAL (out, "}");
  if (a->cell_before == a->cell_after)
    return;
  begin_change (out, "cell", first);
  encode_cell (out, snapshot, a->cell_before);
  LITERAL (out, ",\"to\":");
  encode_cell (out, snapshot, a->cell_after);
  LITERAL (out, "}");
}

/* What was corrected, before and after. */
static void
encode_changes (GString *out, const GwSnapshot *snapshot, const GwAmendment *a)
{
  gboolean first = TRUE;

  LITERAL (out, ",\"changes\":[");
  if (a->changes_class)
    {
      begin_change (out, "class", &first);
      encode_class (out, gw_snapshot_class_by_id (snapshot, a->class_before));
      LITERAL (out, ",\"to\":");
      encode_class (out, gw_snapshot_class_by_id (snapshot, a->class_after));
      LITERAL (out, "}");
    }
  if (a->changes_condition)
    {
      begin_change (out, "condition", &first);
      encode_condition (out, gw_snapshot_condition_by_id (snapshot, a->condition_before));
      LITERAL (out, ",\"to\":");
      encode_condition (out, gw_snapshot_condition_by_id (snapshot, a->condition_after));
      LITERAL (out, "}");
    }
  if (a->changes_urgent)
    {
      begin_change (out, "urgent", &first);
      gw_json_append_bool (out, !a->urgent);
      LITERAL (out, ",\"to\":");
      gw_json_append_bool (out, a->urgent);
      LITERAL (out, "}");
    }
  encode_moved (out, snapshot, a, &first);
  if (a->description_after)
    {
      begin_change (out, "description", &first);
      gw_json_append_string (out, a->description_before);
      LITERAL (out, ",\"to\":");
      gw_json_append_string (out, a->description_after);
      LITERAL (out, "}");
    }
  LITERAL (out, "]");
}

static void
encode_deadline (GString *out, const GwFacts *facts)
{
  for (guint i = 0; i < facts->n_dues; i++)
    if (facts->dues[i].stage == GW_STAGE_HANDLE && facts->dues[i].due != 0)
      {
        LITERAL (out, ",\"deadline\":");
        gw_json_append_time (out, facts->dues[i].due);
      }
  if (facts->deadline_before != 0)
    {
      LITERAL (out, ",\"deadline_before\":");
      gw_json_append_time (out, facts->deadline_before);
    }
}

void
gw_encode_solved (GString *out, guint solved)
{
  if (solved == GW_SOLVED_UNKNOWN)
    LITERAL (out, "null");
  else
    gw_json_append_bool (out, solved == GW_SOLVED_YES);
}

/* Only what was decided; most events have none of it. */
static void
encode_facts (GString *out, const GwCaseEvent *event)
{
  const GwFacts *facts = &event->facts;

  if (facts->until != 0)
    {
      LITERAL (out, ",\"until\":");
      gw_json_append_time (out, facts->until);
    }
  if (facts->other_case != 0)
    g_string_append_printf (out, ",\"other_case\":\"%s\"", event->other_number);
  if (event->person)
    {
      LITERAL (out, ",\"person\":");
      gw_encode_person (out, event->person);
    }
  if (facts->satisfaction != GW_SATISFACTION_UNKNOWN)
    g_string_append_printf (out, ",\"satisfaction\":\"%s\"",
                            gw_satisfaction_name (facts->satisfaction));
  encode_deadline (out, facts);
  if (event->action == GW_ACTION_AMEND)
    encode_changes (out, event->snapshot, &facts->amendment);
  if (facts->solved != GW_SOLVED_UNKNOWN)
    {
      LITERAL (out, ",\"solved\":");
      gw_encode_solved (out, facts->solved);
    }
  if (event->action == GW_ACTION_CARD)
    {
      LITERAL (out, ",\"cards\":");
      gw_encode_given_cards (out, event);
    }
  if (facts->card != 0)
    {
      LITERAL (out, ",\"card\":");
      gw_json_append_int (out, facts->card);
    }
  if (facts->level != 0)
    {
      LITERAL (out, ",\"level\":");
      gw_json_append_int (out, facts->level);
    }
  if (event->action == GW_ACTION_VERIFY)
    {
      LITERAL (out, ",\"confirmed\":");
      gw_json_append_bool (out, facts->confirmed);
    }
}

void
gw_encode_event (GString *out, const GwCaseEvent *event, gint64 now_ms)
{
  LITERAL (out, "{\"seq\":");
  gw_json_append_int (out, event->seq);
  g_string_append_printf (out,
                          ",\"case\":\"%s\",\"action\":\"%s\",\"from\":", event->number,
                          gw_case_action_name (event->action));
  gw_json_append_string (
      out, event->from == GW_CASE_NONE ? NULL : gw_case_state_name (event->from));
  g_string_append_printf (out, ",\"to\":\"%s\",\"at\":", gw_case_state_name (event->to));
  gw_json_append_time (out, event->at);
  LITERAL (out, ",\"actor\":");
  gw_encode_person (out, event->actor);
  LITERAL (out, ",\"opinion\":");
  gw_json_append_string (out, event->opinion);
  LITERAL (out, ",\"version\":");
  gw_json_append_int (out, event->version);
  LITERAL (out, ",\"department\":");
  gw_encode_department (out, event->department);
  LITERAL (out, ",\"attachments\":[");
  encode_attachment_ids (out, event->attachments);
  LITERAL (out, "]");
  encode_facts (out, event);
  if (event->row)
    {
      LITERAL (out, ",\"row\":");
      gw_encode_row (out, event->row, now_ms);
    }
  LITERAL (out, "}");
}

void
gw_encode_actions (GString *out, guint64 actions)
{
  gboolean first = TRUE;

  LITERAL (out, "[");
  for (guint action = GW_ACTION_REPORT; action < GW_ACTION_N; action++)
    if (actions & GW_ACTION_BIT (action))
      {
        g_string_append_printf (out, "%s\"%s\"", first ? "" : ",",
                                gw_case_action_name (action));
        first = FALSE;
      }
  LITERAL (out, "]");
}
