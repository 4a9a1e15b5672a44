/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /api/v1/webhooks: who is told of events, and what could not be told. */
#define G_LOG_DOMAIN "gridward-api"

#include "backend/service/webhook.h"

#include "backend/api/api-private.h"
#include "backend/api/encode.h"
#include "backend/api/resources.h"
#include "backend/http/json-write.h"

#define LITERAL gw_encode_literal
#define DEAD_LIMIT 100

static void
append_webhook (GString *out, const GwWebhook *webhook)
{
  g_auto (GStrv) kinds = g_strsplit (webhook->kinds, ",", -1);

  LITERAL (out, "{\"id\":");
  gw_json_append_int (out, webhook->id);
  LITERAL (out, ",\"url\":");
  gw_json_append_string (out, webhook->url);
  LITERAL (out, ",\"content\":");
  gw_json_append_string (out, webhook->content);
  LITERAL (out, ",\"kinds\":[");
  for (guint i = 0; kinds[i]; i++)
    {
      if (i > 0)
        LITERAL (out, ",");
      gw_json_append_string (out, kinds[i]);
    }
  LITERAL (out, "],\"area\":");
  gw_json_append_string (out, webhook->area);
  LITERAL (out, ",\"created_at\":");
  gw_json_append_time (out, webhook->created_at);
  LITERAL (out, ",\"seen\":");
  gw_json_append_int (out, webhook->seen);
  LITERAL (out, ",\"waiting\":");
  gw_json_append_int (out, webhook->waiting);
  LITERAL (out, ",\"dead\":");
  gw_json_append_int (out, webhook->dead);
  LITERAL (out, "}");
}

void
gw_api_webhook_list (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list =
      gw_webhook_list (api->service, gw_http_request_user (request), &error);
  GString *out;

  if (!list)
    {
      gw_api_reply_error (request, error);
      return;
    }
  out = g_string_new ("{\"webhooks\":[");
  for (guint i = 0; i < list->len; i++)
    {
      if (i > 0)
        LITERAL (out, ",");
      append_webhook (out, g_ptr_array_index (list, i));
    }
  LITERAL (out, "]}");
  gw_http_request_reply_json (request, 200, out);
}

static void
append_dead (GString *out, const GwDeadDelivery *delivery)
{
  LITERAL (out, "{\"id\":");
  gw_json_append_int (out, delivery->id);
  LITERAL (out, ",\"seq\":");
  gw_json_append_int (out, delivery->seq);
  LITERAL (out, ",\"case\":");
  gw_json_append_string (out, delivery->subject);
  LITERAL (out, ",\"created_at\":");
  gw_json_append_time (out, delivery->created_at);
  LITERAL (out, ",\"dead_at\":");
  gw_json_append_time (out, delivery->dead_at);
  LITERAL (out, ",\"attempts\":");
  gw_json_append_int (out, delivery->attempts);
  LITERAL (out, ",\"error\":");
  gw_json_append_string (out, delivery->error);
  LITERAL (out, "}");
}

/* The number in the path; 0 for what is none. */
static gint64
path_id (GwHttpRequest *request)
{
  guint64 id;

  return g_ascii_string_to_unsigned (gw_http_request_param (request, "id"), 10, 1,
                                     G_MAXINT64, &id, NULL)
             ? (gint64)id
             : 0;
}

void
gw_api_webhook_dead (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  GwHttpQuery *query = gw_http_request_query (request);
  guint limit =
      (guint)gw_http_query_int (query, "limit", 1, GW_WEBHOOK_DEAD_MAX, DEAD_LIMIT);
  gint64 after = gw_http_query_int (query, "after", 0, G_MAXINT64, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = NULL;
  GString *out;

  if (gw_api_reply_query_problem (request))
    return;
  list = gw_webhook_list_dead (api->service, gw_http_request_user (request),
                               path_id (request), after, limit, &error);
  if (!list)
    {
      gw_api_reply_error (request, error);
      return;
    }
  out = g_string_new ("{\"dead\":[");
  for (guint i = 0; i < list->len && i < limit; i++)
    {
      if (i > 0)
        LITERAL (out, ",");
      append_dead (out, g_ptr_array_index (list, i));
    }
  LITERAL (out, "]");
  if (list->len > limit)
    {
      const GwDeadDelivery *last = g_ptr_array_index (list, limit - 1);

      gw_api_append_next_id (out, request, last->id);
    }
  LITERAL (out, "}");
  gw_http_request_reply_json (request, 200, out);
}

static void
retried_cb (guint n, const GError *error, gpointer data)
{
  g_autoptr (GwHttpRequest) request = data;
  GString *out;

  if (error)
    {
      gw_api_reply_error (request, error);
      return;
    }
  out = g_string_new ("{\"retried\":");
  gw_json_append_int (out, n);
  LITERAL (out, "}");
  gw_http_request_reply_json (request, 200, out);
}

void
gw_api_webhook_retry (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  json_object *json = gw_api_read_json (request);
  g_autoptr (GError) error = NULL;
  GwJsonReader reader;
  gint64 delivery;

  if (!json)
    return;
  gw_json_reader_init (&reader, json);
  delivery = gw_json_reader_int (&reader, "delivery", FALSE, 1, G_MAXINT64, 0);
  if (gw_api_reply_reader_problem (request, &reader))
    return;
  if (gw_webhook_retry_async (api->service, gw_http_request_user (request),
                              path_id (request), delivery, retried_cb,
                              gw_http_request_ref (request), &error))
    return;
  gw_api_reply_error (request, error);
  gw_http_request_unref (request);
}
