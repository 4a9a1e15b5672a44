/* SPDX-License-Identifier: GPL-3.0-or-later */
/* POST /api/v1/reports: a report comes in. */
#define G_LOG_DOMAIN "gridward-api"

#include "backend/api/api-private.h"
#include "backend/api/encode.h"
#include "backend/api/resources.h"
#include "backend/service/intake.h"

#define MAX_CODE 100
#define CASE_SIZE 2048 /* a usual case as JSON */

static void
reported_cb (GwCaseDetail *detail, gboolean repeated, const GError *error, gpointer data)
{
  g_autoptr (GwHttpRequest) request = data;
  GwApi *api = gw_http_request_context (request);
  g_autofree char *location = NULL;
  GString *out;

  if (error)
    {
      gw_api_reply_error (request, error);
      return;
    }
  if (!api)
    return;
  out = g_string_sized_new (CASE_SIZE);
  gw_encode_literal (out, "{\"case\":");
  gw_encode_case (out, detail, gw_service_now (api->service),
                  gw_http_request_language (request));
  gw_encode_literal (out, "}");
  location = g_strconcat ("/api/v1/cases/", detail->row->number, NULL);
  gw_http_request_set_header (request, "Location", location);
  gw_http_request_reply_json (request, repeated ? 200 : 201, out);
}

void
gw_api_read_kind (GwJsonReader *reader, GwReport *report)
{
  const char *kind = gw_json_reader_string (reader, "kind", TRUE, MAX_CODE);

  if (kind && !gw_class_kind_parse (kind, &report->kind))
    gw_json_reader_fail (reader, "out_of_range", "kind",
                         "component or matter is expected.");
}

static void
read_report (GwJsonReader *reader, GwReport *report, char ***ret_attachments)
{
  GwJsonReader location;

  gw_api_read_kind (reader, report);
  report->class_code = gw_json_reader_string (reader, "class", TRUE, MAX_CODE);
  report->condition = gw_json_reader_string (reader, "condition", FALSE, MAX_CODE);
  report->component = gw_json_reader_string (reader, "component", FALSE, MAX_CODE);
  gw_json_reader_object (reader, "location", TRUE, &location);
  gw_api_read_location (&location, &report->location, &report->coordinate_system);
  report->description =
      gw_json_reader_string (reader, "description", TRUE, GW_DESCRIPTION_MAX_CHARS);
  report->observed_at = gw_json_reader_time (reader, "observed_at");
  report->source = gw_json_reader_string (reader, "source", FALSE, MAX_CODE);
  report->urgent = gw_json_reader_bool (reader, "urgent", FALSE);
  *ret_attachments =
      gw_json_reader_dup_strings (reader, "attachments", GW_ATTACHMENTS_MAX, MAX_CODE);
  report->attachments = (const char *const *)*ret_attachments;
}

void
gw_api_report_create (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  json_object *json = gw_api_read_json (request);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = NULL;
  g_auto (GStrv) attachments = NULL;
  GwJsonReader reader;
  GwReport report = { 0 };

  if (!json)
    return;
  gw_json_reader_init (&reader, json);
  read_report (&reader, &report, &attachments);
  if (gw_api_reply_reader_problem (request, &reader))
    return;
  report.idempotency_key = gw_http_request_header (request, "Idempotency-Key");
  body = gw_http_request_dup_body (request);
  report.body = g_bytes_get_data (body, &report.body_length);
  if (gw_intake_report (api->service, gw_http_request_user (request), &report, reported_cb,
                        gw_http_request_ref (request), &error))
    return;
  gw_api_reply_error (request, error);
  gw_http_request_unref (request);
}
