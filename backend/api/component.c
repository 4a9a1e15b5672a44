/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * /api/v1/components: those in a box. /api/v1/components/{code}: one component with its cases. Answered on the main loop: a read
 * by code, and of so many cases by their numbers.
 */
#define G_LOG_DOMAIN "gridward-api"

#include "backend/service/component-box.h"
#include "backend/service/component.h"

#include "backend/api/api-private.h"
#include "backend/api/encode.h"
#include "backend/api/resources.h"
#include "backend/http/json-write.h"

#define DEFAULT_LIMIT 2000
#define LITERAL gw_encode_literal

static void
append_class (GString *out, const GwCaseClass *class)
{
  if (!class)
    {
      LITERAL (out, "null");
      return;
    }
  LITERAL (out, "{\"code\":");
  gw_json_append_string (out, class->code);
  LITERAL (out, ",\"name\":");
  gw_json_append_string (out, class->name);
  LITERAL (out, ",\"name_en\":");
  gw_json_append_string (out, class->name_en);
  LITERAL (out, "}");
}

static void
append_component (GString *out, const GwComponentView *view)
{
  LITERAL (out, "{\"code\":");
  gw_json_append_string (out, view->code);
  LITERAL (out, ",\"name\":");
  gw_json_append_string (out, view->name);
  LITERAL (out, ",\"class\":");
  append_class (out, view->class);
  LITERAL (out, ",\"owner\":");
  gw_encode_department (out, view->owner);
  LITERAL (out, ",\"cell\":");
  gw_json_append_string (out, view->cell ? view->cell->code : NULL);
  LITERAL (out, ",\"location\":");
  gw_json_append_position (out, view->position);
  LITERAL (out, "}");
}

void
gw_api_component_show (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  gint64 now_ms = gw_service_now (api->service);
  g_autoptr (GError) error = NULL;
  g_autoptr (GwComponentView) view =
      gw_component_show (api->service, gw_http_request_user (request),
                         gw_http_request_param (request, "code"), &error);
  GString *out;

  if (!view)
    {
      gw_api_reply_error (request, error);
      return;
    }
  out = g_string_new ("{\"component\":");
  append_component (out, view);
  LITERAL (out, ",\"cases\":[");
  for (guint i = 0; i < view->cases->len; i++)
    {
      if (i > 0)
        LITERAL (out, ",");
      gw_encode_row (out, g_ptr_array_index (view->cases, i), now_ms);
    }
  LITERAL (out, "],\"more\":");
  gw_json_append_bool (out, view->more);
  LITERAL (out, "}");
  gw_http_request_reply_json (request, 200, out);
}

static void
listed_cb (GPtrArray *views, gint64 next, const GError *error, gpointer data)
{
  g_autoptr (GwHttpRequest) request = data;
  GString *out;

  if (error)
    {
      gw_api_reply_error (request, error);
      return;
    }
  out = g_string_sized_new (views->len * 300 + 100);
  LITERAL (out, "{\"components\":[");
  for (guint i = 0; i < views->len; i++)
    {
      if (i > 0)
        LITERAL (out, ",");
      append_component (out, g_ptr_array_index (views, i));
    }
  LITERAL (out, "]");
  if (next != 0)
    gw_api_append_next_id (out, request, next);
  LITERAL (out, "}");
  gw_http_request_reply_json (request, 200, out);
}

void
gw_api_component_list (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  GwHttpQuery *query = gw_http_request_query (request);
  guint limit =
      (guint)gw_http_query_int (query, "limit", 1, GW_COMPONENT_PAGE_MAX, DEFAULT_LIMIT);
  gint64 after = gw_http_query_int (query, "after", 0, G_MAXINT64 - 1, 0);
  g_autoptr (GError) error = NULL;
  GwBox box;

  if (!gw_http_query_box (query, "bbox", &box))
    gw_http_query_fail (query, "missing_field", "bbox", "A box is required.");
  if (gw_api_reply_query_problem (request))
    return;
  if (gw_component_box (api->service, gw_http_request_user (request), box, after, limit,
                        listed_cb, gw_http_request_ref (request), &error))
    return;
  gw_api_reply_query_error (request, error);
  gw_http_request_unref (request);
}
