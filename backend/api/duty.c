/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /api/v1/duty: inspectors sign in to a duty grid and out; who is on duty now. */
#define G_LOG_DOMAIN "gridward-api"

#include "backend/service/duty.h"
#include "backend/api/api-private.h"
#include "backend/api/encode.h"
#include "backend/api/resources.h"
#include "backend/http/json-write.h"

#define LITERAL gw_encode_literal
#define MAX_CODE 100

static void
append_duty (GString *out, const GwOnDuty *on_duty)
{
  LITERAL (out, "{\"inspector\":");
  gw_encode_person (out, on_duty->inspector);
  LITERAL (out, ",\"duty_grid\":");
  gw_encode_duty_grid (out, on_duty->duty_grid);
  LITERAL (out, ",\"signed_in_at\":");
  gw_json_append_time (out, on_duty->signed_in_at);
  LITERAL (out, ",\"shift_until\":");
  gw_json_append_time (out, on_duty->shift_until);
  LITERAL (out, ",\"signed_out_at\":");
  gw_json_append_time (out, on_duty->signed_out_at);
  LITERAL (out, "}");
}

static void
changed_cb (const GwOnDuty *on_duty, gboolean repeated, const GError *error, gpointer data)
{
  g_autoptr (GwHttpRequest) request = data;
  GString *out;

  if (error)
    {
      gw_api_reply_error (request, error);
      return;
    }
  out = g_string_new ("{\"duty\":");
  append_duty (out, on_duty);
  LITERAL (out, "}");
  gw_http_request_reply_json (request, repeated || on_duty->signed_out_at ? 200 : 201, out);
}

void
gw_api_duty_sign_in (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  json_object *json = gw_api_read_json (request);
  g_autoptr (GError) error = NULL;
  GwJsonReader reader;
  const char *duty_grid;

  if (!json)
    return;
  gw_json_reader_init (&reader, json);
  duty_grid = gw_json_reader_string (&reader, "duty_grid", FALSE, MAX_CODE);
  if (gw_api_reply_reader_problem (request, &reader))
    return;
  if (gw_duty_sign_in (api->service, gw_http_request_user (request), duty_grid, changed_cb,
                       gw_http_request_ref (request), &error))
    return;
  gw_api_reply_error (request, error);
  gw_http_request_unref (request);
}

void
gw_api_duty_sign_out (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  g_autoptr (GError) error = NULL;

  if (gw_duty_sign_out (api->service, gw_http_request_user (request), changed_cb,
                        gw_http_request_ref (request), &error))
    return;
  gw_api_reply_error (request, error);
  gw_http_request_unref (request);
}

void
gw_api_duty_list (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list =
      gw_duty_list (api->service, gw_http_request_user (request), &error);
  GString *out;

  if (!list)
    {
      gw_api_reply_error (request, error);
      return;
    }
  out = g_string_new ("{\"on_duty\":[");
  for (guint i = 0; i < list->len; i++)
    {
      if (i > 0)
        LITERAL (out, ",");
      append_duty (out, g_ptr_array_index (list, i));
    }
  LITERAL (out, "]}");
  gw_http_request_reply_json (request, 200, out);
}
