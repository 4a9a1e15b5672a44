/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /api/v1/hotline: calls come in, and are looked up by those who may know who called. */
#define G_LOG_DOMAIN "gridward-api"

#include "backend/service/hotline.h"
#include "backend/api/api-private.h"
#include "backend/api/encode.h"
#include "backend/api/resources.h"
#include "backend/http/json-write.h"

#define LITERAL gw_encode_literal
#define MAX_CODE 100
#define DEFAULT_LIMIT 50
#define MAX_LIMIT 500

/* --- out ------------------------------------------------------------------------------ */

static void
append_urgency (GString *out, const GwUrgency *urgency)
{
  if (!urgency)
    {
      LITERAL (out, "null");
      return;
    }
  LITERAL (out, "{\"code\":");
  gw_json_append_string (out, urgency->code);
  LITERAL (out, ",\"name\":");
  gw_json_append_string (out, urgency->name);
  LITERAL (out, ",\"name_en\":");
  gw_json_append_string (out, urgency->name_en);
  g_string_append_printf (out, ",\"limit\":{\"value\":%u,\"unit\":\"%s\"}}",
                          urgency->limit.value, gw_limit_unit_name (urgency->limit.unit));
}

static void
append_answer_due (GString *out, const GwCaseRow *row)
{
  GwClocks clocks = { 0 };

  gw_clocks_parse (row->clocks, &clocks);
  gw_json_append_time (out, clocks.stage[GW_STAGE_ANSWER].due);
}

static void
append_call (GString *out, const GwCallView *view, gint64 now_ms)
{
  LITERAL (out, "{\"caller\":{\"name\":");
  gw_json_append_string (out, view->caller_name);
  LITERAL (out, ",\"phone\":");
  gw_json_append_string (out, view->caller_phone);
  LITERAL (out, "},\"address\":");
  gw_json_append_string (out, view->address);
  LITERAL (out, ",\"place\":");
  gw_json_append_string (out, view->place);
  LITERAL (out, ",\"urgency\":");
  append_urgency (out, view->urgency);
  LITERAL (out, ",\"answer_due\":");
  append_answer_due (out, view->row);
  LITERAL (out, ",\"external_number\":");
  gw_json_append_string (out, view->external_number);
  LITERAL (out, ",\"taker\":");
  gw_encode_person (out, view->taker);
  LITERAL (out, ",\"at\":");
  gw_json_append_time (out, view->at);
  LITERAL (out, ",\"case\":");
  gw_encode_row (out, view->row, now_ms);
  LITERAL (out, "}");
}

void
gw_api_hotline_urgency_list (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) urgencies = gw_hotline_urgencies (api->service, &error);
  GString *out;

  if (!urgencies)
    {
      gw_api_reply_error (request, error);
      return;
    }
  out = g_string_new ("{\"urgencies\":[");
  for (guint i = 0; i < urgencies->len; i++)
    {
      if (i > 0)
        LITERAL (out, ",");
      append_urgency (out, urgencies->pdata[i]);
    }
  LITERAL (out, "]}");
  gw_http_request_reply_json (request, 200, out);
}

static void
listed_cb (GPtrArray *calls, gint64 next, const GError *error, gpointer data)
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
  out = g_string_new ("{\"calls\":[");
  for (guint i = 0; i < calls->len; i++)
    {
      if (i > 0)
        LITERAL (out, ",");
      append_call (out, calls->pdata[i], gw_service_now (api->service));
    }
  LITERAL (out, "]");
  if (next != 0)
    gw_api_append_next_id (out, request, next);
  LITERAL (out, "}");
  gw_http_request_reply_json (request, 200, out);
}

void
gw_api_hotline_call_list (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  GwHttpQuery *query = gw_http_request_query (request);
  g_autoptr (GError) error = NULL;
  GwCallQuery asked = {
    .phone = gw_http_query_get (query, "phone"),
    .external_number = gw_http_query_get (query, "external_number"),
    .before = gw_http_query_int (query, "after", 1, G_MAXINT64, 0),
    .limit = (guint)gw_http_query_int (query, "limit", 1, MAX_LIMIT, DEFAULT_LIMIT),
  };

  gw_api_query_period (api, query, &asked.from, &asked.to);
  if (gw_api_reply_query_problem (request))
    return;
  if (gw_hotline_list (api->service, gw_http_request_user (request), &asked, listed_cb,
                       gw_http_request_ref (request), &error))
    return;
  gw_api_reply_query_error (request, error);
  gw_http_request_unref (request);
}

void
gw_api_hotline_call_show (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  g_autoptr (GError) error = NULL;
  g_autoptr (GwCallView) view =
      gw_hotline_call (api->service, gw_http_request_user (request),
                       gw_http_request_param (request, "number"), &error);
  GString *out;

  if (!view)
    {
      gw_api_reply_error (request, error);
      return;
    }
  out = g_string_new ("{\"call\":");
  append_call (out, view, gw_service_now (api->service));
  LITERAL (out, "}");
  gw_http_request_reply_json (request, 200, out);
}

/* --- in ------------------------------------------------------------------------------- */

gboolean
gw_api_read_call (GwJsonReader *reader, json_object *json, GwReport *report, GwCall *call)
{
  gboolean has_location = json_object_object_get (json, "location") != NULL;
  GwJsonReader caller, location;

  gw_json_reader_object (reader, "caller", FALSE, &caller);
  call->caller_name =
      gw_json_reader_string (&caller, "name", FALSE, GW_CALLER_NAME_MAX_CHARS);
  call->caller_phone = gw_json_reader_string (&caller, "phone", FALSE, MAX_CODE);
  call->address = gw_json_reader_string (reader, "address", FALSE, GW_ADDRESS_MAX_CHARS);
  if (has_location)
    {
      gw_json_reader_object (reader, "location", TRUE, &location);
      gw_api_read_location (&location, &report->location, &report->coordinate_system);
    }
  report->description =
      gw_json_reader_string (reader, "description", TRUE, GW_DESCRIPTION_MAX_CHARS);
  report->observed_at = gw_json_reader_time (reader, "observed_at");
  return has_location;
}

static void
taken_cb (GwCaseDetail *detail, gboolean repeated, const GError *error, gpointer data)
{
  g_autoptr (GwHttpRequest) request = data;
  GwApi *api = gw_http_request_context (request);
  g_autoptr (GwCallView) view = NULL;
  g_autoptr (GError) failure = NULL;
  g_autofree char *location = NULL;
  GString *out;
  gint64 now;

  if (error || !api)
    {
      if (error)
        gw_api_reply_error (request, error);
      return;
    }
  view = gw_hotline_call (api->service, gw_http_request_user (request), detail->row->number,
                          &failure);
  if (!view)
    {
      gw_api_reply_error (request, failure);
      return;
    }
  now = gw_service_now (api->service);
  out = g_string_new ("{\"case\":");
  gw_encode_case (out, detail, now, gw_http_request_language (request));
  LITERAL (out, ",\"call\":");
  append_call (out, view, now);
  LITERAL (out, "}");
  location = g_strconcat ("/api/v1/cases/", detail->row->number, NULL);
  gw_http_request_set_header (request, "Location", location);
  gw_http_request_reply_json (request, repeated ? 200 : 201, out);
}

void
gw_api_hotline_call_create (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  json_object *json = gw_api_read_json (request);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = NULL;
  g_auto (GStrv) attachments = NULL;
  gboolean has_location;
  GwJsonReader reader;
  GwReport report = { 0 };
  GwCall call = { 0 };

  if (!json)
    return;
  gw_json_reader_init (&reader, json);
  gw_api_read_kind (&reader, &report);
  report.class_code = gw_json_reader_string (&reader, "class", TRUE, MAX_CODE);
  report.condition = gw_json_reader_string (&reader, "condition", FALSE, MAX_CODE);
  report.component = gw_json_reader_string (&reader, "component", FALSE, MAX_CODE);
  report.urgent = gw_json_reader_bool (&reader, "urgent", FALSE);
  call.urgency = gw_json_reader_string (&reader, "urgency", TRUE, MAX_CODE);
  call.external_number =
      gw_json_reader_string (&reader, "external_number", FALSE, GW_EXTERNAL_NUMBER_MAX);
  has_location = gw_api_read_call (&reader, json, &report, &call);
  attachments =
      gw_json_reader_dup_strings (&reader, "attachments", GW_ATTACHMENTS_MAX, MAX_CODE);
  report.attachments = (const char *const *)attachments;
  if (gw_api_reply_reader_problem (request, &reader))
    return;
  report.idempotency_key = gw_http_request_header (request, "Idempotency-Key");
  body = gw_http_request_dup_body (request);
  report.body = g_bytes_get_data (body, &report.body_length);
  if (gw_hotline_take (api->service, gw_http_request_user (request), &report, &call,
                       has_location, taken_cb, gw_http_request_ref (request), &error))
    return;
  gw_api_reply_error (request, error);
  gw_http_request_unref (request);
}
