/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * /api/v1/components/{code}: one component with its cases. Answered on the main loop: a read
 * by code, and of so many cases by their numbers.
 */
#define G_LOG_DOMAIN "gridward-api"

#include "backend/service/component.h"

#include "backend/api/api-private.h"
#include "backend/api/encode.h"
#include "backend/api/resources.h"
#include "backend/http/json-write.h"

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
