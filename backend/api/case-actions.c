/* SPDX-License-Identifier: GPL-3.0-or-later */
/* POST /api/v1/cases/{number}/actions: someone acts on a case. */
#define G_LOG_DOMAIN "gridward-api"

#include "backend/service/case-action.h"
#include "backend/api/api-private.h"
#include "backend/api/encode.h"
#include "backend/api/resources.h"
#include "backend/service/intake.h"

#define MAX_CODE 100

static void
acted_cb (GwCaseDetail *detail, const GError *error, gpointer data)
{
  g_autoptr (GwHttpRequest) request = data;
  GwApi *api = gw_http_request_context (request);
  GString *out;

  if (error)
    {
      gw_api_reply_error (request, error);
      return;
    }
  if (!api)
    return;
  out = g_string_new ("{\"case\":");
  gw_encode_case (out, detail, gw_service_now (api->service),
                  gw_http_request_language (request));
  gw_encode_literal (out, "}");
  gw_http_request_reply_json (request, 200, out);
}

/* Not what comes in as a report, what time does by itself, or what is said of cards. */
static gboolean
is_for_people (GwCaseAction action)
{
  return action != GW_ACTION_REPORT && action != GW_ACTION_CARD &&
         action != GW_ACTION_RECALCULATE && action != GW_ACTION_OFFER_TASK &&
         action != GW_ACTION_EXPLAIN_CARD && action != GW_ACTION_REVOKE_CARD &&
         action != GW_ACTION_ESCALATE;
}

static void
read_action (GwJsonReader *reader, GwActionRequest *action)
{
  const char *name = gw_json_reader_string (reader, "action", TRUE, MAX_CODE);

  if (!name)
    return;
  if (!gw_case_action_parse (name, &action->action) || !is_for_people (action->action))
    gw_json_reader_fail (reader, "out_of_range", "action", "There is no such action.");
}

/* The version that the ETag of a case begins with; 0 when the header is absent or other. */
static gint64
version_of_if_match (GwHttpRequest *request)
{
  const char *header = gw_http_request_header (request, "If-Match");

  return header && *header == '"' ? g_ascii_strtoll (header + 1, NULL, 10) : 0;
}

/* Members of an object that may well be absent. */
static gboolean
has_member (json_object *json, const char *name)
{
  return json_object_object_get (json, name) != NULL;
}

static void
read_class (GwJsonReader *reader, GwActionRequest *action)
{
  const char *kind = gw_json_reader_string (reader, "kind", FALSE, MAX_CODE);

  action->class_code = gw_json_reader_string (reader, "class", FALSE, MAX_CODE);
  action->condition = gw_json_reader_string (reader, "condition", FALSE, MAX_CODE);
  action->has_kind = kind != NULL;
  if (kind && !gw_class_kind_parse (kind, &action->kind))
    gw_json_reader_fail (reader, "out_of_range", "kind",
                         "component or matter is expected.");
}

static void
read_satisfaction (GwJsonReader *reader, GwActionRequest *action)
{
  const char *name = gw_json_reader_string (reader, "satisfaction", FALSE, MAX_CODE);

  if (name && !gw_satisfaction_parse (name, &action->satisfaction))
    gw_json_reader_fail (reader, "out_of_range", "satisfaction",
                         "very_satisfied, satisfied or unsatisfied is expected.");
}

static void
read_location (GwJsonReader *reader, json_object *json, GwActionRequest *action)
{
  GwJsonReader location;

  action->has_location = has_member (json, "location");
  if (!action->has_location)
    return;
  gw_json_reader_object (reader, "location", TRUE, &location);
  gw_api_read_location (&location, &action->location, &action->coordinate_system);
}

/* What only the exceptions of a case's life need. */
static void
read_exceptions (GwJsonReader *reader, json_object *json, GwActionRequest *action)
{
  action->inspector = gw_json_reader_string (reader, "inspector", FALSE, MAX_CODE);
  action->handler = gw_json_reader_string (reader, "handler", FALSE, MAX_CODE);
  action->has_confirmed = has_member (json, "confirmed");
  action->confirmed = gw_json_reader_bool (reader, "confirmed", FALSE);
  action->until = gw_json_reader_time (reader, "until");
  action->other = gw_json_reader_string (reader, "case", FALSE, MAX_CODE);
  action->description =
      gw_json_reader_string (reader, "description", FALSE, GW_DESCRIPTION_MAX_CHARS);
  read_location (reader, json, action);
  if (has_member (json, "solved"))
    action->solved =
        gw_json_reader_bool (reader, "solved", FALSE) ? GW_SOLVED_YES : GW_SOLVED_NO;
  read_class (reader, action);
  read_satisfaction (reader, action);
}

static void
read_request (GwJsonReader *reader, json_object *json, gint64 if_match,
              GwActionRequest *action, char ***ret_attachments)
{
  read_action (reader, action);
  action->version =
      gw_json_reader_int (reader, "version", if_match <= 0, 1, G_MAXINT64, if_match);
  action->opinion = gw_json_reader_string (reader, "opinion", FALSE, GW_OPINION_MAX_CHARS);
  action->department = gw_json_reader_string (reader, "department", FALSE, MAX_CODE);
  action->has_urgent = has_member (json, "urgent");
  action->urgent = gw_json_reader_bool (reader, "urgent", FALSE);
  *ret_attachments =
      gw_json_reader_dup_strings (reader, "attachments", GW_ATTACHMENTS_MAX, MAX_CODE);
  action->attachments = (const char *const *)*ret_attachments;
  read_exceptions (reader, json, action);
}

void
gw_api_case_action_create (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  json_object *json = gw_api_read_json (request);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = NULL;
  g_auto (GStrv) attachments = NULL;
  GwJsonReader reader;
  GwActionRequest action = { 0 };

  if (!json)
    return;
  gw_json_reader_init (&reader, json);
  read_request (&reader, json, version_of_if_match (request), &action, &attachments);
  if (gw_api_reply_reader_problem (request, &reader))
    return;
  action.number = gw_http_request_param (request, "number");
  action.idempotency_key = gw_http_request_header (request, "Idempotency-Key");
  body = gw_http_request_dup_body (request);
  action.body = g_bytes_get_data (body, &action.body_length);
  if (gw_case_action (api->service, gw_http_request_user (request), &action, acted_cb,
                      gw_http_request_ref (request), &error))
    return;
  gw_api_reply_error (request, error);
  gw_http_request_unref (request);
}
