/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /api/v1/notices: what the user was told of cards. */
#define G_LOG_DOMAIN "gridward-api"

#include "backend/service/notice.h"

#include "backend/api/api-private.h"
#include "backend/api/encode.h"
#include "backend/api/resources.h"
#include "backend/http/json-write.h"

#define LITERAL gw_encode_literal
#define PAGE 100

static void
append_notice (GString *out, const GwNotice *notice)
{
  g_string_append_printf (out,
                          "{\"id\":%" G_GINT64_FORMAT ",\"card\":%" G_GINT64_FORMAT
                          ",\"case\":\"%s\",\"stage\":\"%s\",\"colour\":\"%s\""
                          ",\"level\":%u,\"at\":",
                          notice->id, notice->card, notice->number,
                          gw_stage_name (notice->stage), gw_lamp_name (notice->colour),
                          notice->level);
  gw_json_append_time (out, notice->at);
  LITERAL (out, ",\"read_at\":");
  gw_json_append_time (out, notice->read_at);
  LITERAL (out, "}");
}

/* FALSE and a problem for anything but true and false. */
static gboolean
query_unread (GwHttpQuery *query)
{
  const char *text = gw_http_query_get (query, "unread");

  if (text && !g_str_equal (text, "true") && !g_str_equal (text, "false"))
    gw_http_query_fail (query, "out_of_range", "unread", "true or false is expected.");
  return text && g_str_equal (text, "true");
}

void
gw_api_notice_list (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  GwHttpQuery *query = gw_http_request_query (request);
  gboolean unread = query_unread (query);
  guint limit = (guint)gw_http_query_int (query, "limit", 1, GW_NOTICE_PAGE_MAX, PAGE);
  gint64 before = gw_http_query_int (query, "after", 0, G_MAXINT64, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) list = NULL;
  GString *out;

  if (gw_api_reply_query_problem (request))
    return;
  list = gw_notice_list (api->service, gw_http_request_user (request), unread, before,
                         limit, &error);
  if (!list)
    {
      gw_api_reply_error (request, error);
      return;
    }
  out = g_string_new ("{\"notices\":[");
  for (guint i = 0; i < list->len && i < limit; i++)
    {
      if (i > 0)
        LITERAL (out, ",");
      append_notice (out, &g_array_index (list, GwNotice, i));
    }
  LITERAL (out, "]");
  if (list->len > limit)
    gw_api_append_next_id (out, request, g_array_index (list, GwNotice, limit - 1).id);
  LITERAL (out, "}");
  gw_http_request_reply_json (request, 200, out);
}

static void
read_cb (guint n, const GError *error, gpointer data)
{
  g_autoptr (GwHttpRequest) request = data;
  GString *out;

  if (error)
    {
      gw_api_reply_error (request, error);
      return;
    }
  out = g_string_new ("{\"read\":");
  gw_json_append_int (out, n);
  LITERAL (out, "}");
  gw_http_request_reply_json (request, 200, out);
}

void
gw_api_notice_read (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  json_object *json = gw_api_read_json (request);
  g_autoptr (GError) error = NULL;
  GwJsonReader reader;
  gint64 up_to;

  if (!json)
    return;
  gw_json_reader_init (&reader, json);
  up_to = gw_json_reader_int (&reader, "up_to", TRUE, 1, G_MAXINT64, 0);
  if (gw_api_reply_reader_problem (request, &reader))
    return;
  if (gw_notice_read (api->service, gw_http_request_user (request), up_to, read_cb,
                      gw_http_request_ref (request), &error))
    return;
  gw_api_reply_error (request, error);
  gw_http_request_unref (request);
}
