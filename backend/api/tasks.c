/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /api/v1/tasks: what an inspector could do now. */
#define G_LOG_DOMAIN "gridward-api"

#include <math.h>
#include <stdio.h>

#include "backend/api/api-private.h"
#include "backend/api/encode.h"
#include "backend/api/resources.h"
#include "backend/http/json-write.h"
#include "backend/service/task-inbox.h"

#define LITERAL gw_encode_literal
#define DEFAULT_LIMIT 50

static void
append_photos (GString *out, const GPtrArray *photos)
{
  for (guint i = 0; photos && i < photos->len; i++)
    {
      if (i > 0)
        LITERAL (out, ",");
      gw_encode_attachment (out, photos->pdata[i]);
    }
}

static void
append_times (GString *out, const GwInboxTask *task)
{
  LITERAL (out, ",\"created_at\":");
  gw_json_append_time (out, task->created_at);
  LITERAL (out, ",\"taken_at\":");
  gw_json_append_time (out, task->taken_at);
  LITERAL (out, ",\"offer_until\":");
  gw_json_append_time (out, task->offer_until);
  LITERAL (out, ",\"due\":");
  gw_json_append_time (out, task->due);
}

static void
append_task (GString *out, const GwInboxTask *task, const char *language, gint64 now_ms)
{
  g_string_append_printf (out, "{\"kind\":\"%s\",\"own\":", gw_task_kind_name (task->kind));
  gw_json_append_bool (out, task->own);
  append_times (out, task);
  g_string_append_printf (out,
                          ",\"lamp\":\"%s\",\"distance_m\":", gw_lamp_name (task->lamp));
  if (task->distance_m < 0)
    LITERAL (out, "null");
  else
    gw_json_append_double (out, task->distance_m);
  LITERAL (out, ",\"reason\":");
  gw_json_append_string (out, task->reason ? gw_reason_get (task->reason, language) : NULL);
  LITERAL (out, ",\"photos\":[");
  append_photos (out, task->photos);
  LITERAL (out, "],\"case\":");
  gw_encode_row (out, task->row, now_ms);
  LITERAL (out, "}");
}

/* The place goes with the link: the order of the pages is that of the first. */
static void
append_next (GString *out, const GwInboxQuery *next)
{
  g_string_append_printf (out, ",\"next\":\"/api/v1/tasks?limit=%u", next->limit);
  if (next->has_place)
    {
      LITERAL (out, "&lon=");
      gw_json_append_double (out, next->place.lon);
      LITERAL (out, "&lat=");
      gw_json_append_double (out, next->place.lat);
    }
  g_string_append_printf (out, "&after=%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT "\"",
                          next->after_distance, next->after_id);
}

static void
inbox_cb (const GwInbox *inbox, const GError *error, gpointer data)
{
  g_autoptr (GwHttpRequest) request = data;
  GwApi *api = gw_http_request_context (request);
  const char *language = gw_http_request_language (request);
  GString *out;

  if (error)
    {
      gw_api_reply_error (request, error);
      return;
    }
  if (!api)
    return;
  out = g_string_new ("{\"tasks\":[");
  for (guint i = 0; i < inbox->tasks->len; i++)
    {
      if (i > 0)
        LITERAL (out, ",");
      append_task (out, inbox->tasks->pdata[i], language, gw_service_now (api->service));
    }
  LITERAL (out, "]");
  if (inbox->more)
    append_next (out, &inbox->next);
  LITERAL (out, "}");
  gw_http_request_reply_json (request, 200, out);
}

static void
read_place (GwHttpQuery *query, GwInboxQuery *wanted)
{
  wanted->has_place =
      gw_http_query_get (query, "lon") != NULL || gw_http_query_get (query, "lat") != NULL;
  if (!wanted->has_place)
    return;
  wanted->place.lon = gw_http_query_double (query, "lon", -180, 180);
  wanted->place.lat = gw_http_query_double (query, "lat", -90, 90);
  wanted->place =
      gw_coordinates_to_wgs84 (gw_api_query_coordinate_system (query), wanted->place);
}

static void
read_cursor (GwHttpQuery *query, GwInboxQuery *wanted)
{
  const char *after = gw_http_query_get (query, "after");
  char end;

  if (after && sscanf (after, "%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT "%c",
                       &wanted->after_distance, &wanted->after_id, &end) != 2)
    gw_http_query_fail (query, "out_of_range", "after", "This is no cursor of this list.");
}

void
gw_api_task_list (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  GwHttpQuery *query = gw_http_request_query (request);
  g_autoptr (GError) error = NULL;
  GwInboxQuery wanted = { 0 };

  wanted.limit =
      (guint)gw_http_query_int (query, "limit", 1, GW_INBOX_LIMIT_MAX, DEFAULT_LIMIT);
  read_place (query, &wanted);
  read_cursor (query, &wanted);
  if (gw_api_reply_query_problem (request))
    return;
  if (gw_task_inbox (api->service, gw_http_request_user (request), &wanted, inbox_cb,
                     gw_http_request_ref (request), &error))
    return;
  gw_api_reply_query_error (request, error);
  gw_http_request_unref (request);
}
