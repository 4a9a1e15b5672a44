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

/* What the case is about: it never changes. */
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

/* The members of a row without the braces. */
static void
encode_row_members (GString *out, const GwCaseRow *row, gint64 now_ms)
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
  LITERAL (out, ",\"lamp\":\"");
  g_string_append (out, gw_lamp_name (gw_case_row_lamp (row, now_ms)));
  LITERAL (out, "\",\"reworks\":");
  gw_json_append_int (out, row->reworks);
  LITERAL (out, ",\"returns\":");
  gw_json_append_int (out, row->returns);
  LITERAL (out, ",\"updated_at\":");
  gw_json_append_time (out, row->updated_at);
}

void
gw_encode_row (GString *out, const GwCaseRow *row, gint64 now_ms)
{
  LITERAL (out, "{");
  encode_row_members (out, row, now_ms);
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
  LITERAL (out, "]");
}

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
  if (edge->action == GW_ACTION_DISPATCH && field == GW_FIELD_DEPARTMENT)
    return !has_suggestion;
  return (edge->required & field) != 0;
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
      g_string_append_printf (out, "%s{\"name\":\"%s\",\"type\":\"%s\",\"required\":%s}",
                              first ? "" : ",", gw_case_field_name (field),
                              gw_case_field_type (field),
                              is_required (edge, field, has_suggestion) ? "true" : "false");
      first = FALSE;
    }
  LITERAL (out, "]}");
}

static void
encode_case_actions (GString *out, const GwCaseDetail *detail)
{
  gboolean first = TRUE;

  for (guint action = GW_ACTION_NONE; action < GW_ACTION_N; action++)
    {
      const GwCaseEdge *edge = detail->actions & (1u << action)
                                   ? gw_lifecycle_edge (detail->row->state, action)
                                   : NULL;

      if (!edge)
        continue;
      if (!first)
        LITERAL (out, ",");
      encode_action (out, edge, detail->suggestion != NULL);
      first = FALSE;
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

void
gw_encode_case (GString *out, const GwCaseDetail *detail, gint64 now_ms,
                const char *language)
{
  const GwCaseRow *row = detail->row;

  LITERAL (out, "{");
  encode_row_members (out, row, now_ms);
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
  LITERAL (out, ",\"attachments\":[");
  encode_case_attachments (out, detail->attachments);
  LITERAL (out, "],\"actions\":[");
  encode_case_actions (out, detail);
  LITERAL (out, "]}");
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
  if (event->row)
    {
      LITERAL (out, ",\"row\":");
      gw_encode_row (out, event->row, now_ms);
    }
  LITERAL (out, "}");
}

void
gw_encode_actions (GString *out, guint actions)
{
  gboolean first = TRUE;

  LITERAL (out, "[");
  for (guint action = GW_ACTION_REPORT; action < GW_ACTION_N; action++)
    if (actions & (1u << action))
      {
        g_string_append_printf (out, "%s\"%s\"", first ? "" : ",",
                                gw_case_action_name (action));
        first = FALSE;
      }
  LITERAL (out, "]");
}
