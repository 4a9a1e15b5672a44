/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GET /api/v1/journal/anchors: the ends of the days of the journal's chain, to be kept
 * elsewhere and compared by gridwardctl audit --anchors. */
#define G_LOG_DOMAIN "gridward-api"

#include "backend/api/api-private.h"
#include "backend/api/encode.h"
#include "backend/api/resources.h"
#include "backend/http/json-write.h"
#include "backend/rules/period.h"
#include "backend/service/audit.h"
#include "backend/service/person.h"

#define LITERAL gw_encode_literal

static void
append_anchor (GString *out, const GwAnchorRecord *anchor)
{
  g_autofree char *hash = gw_hash_to_text (&anchor->hash);

  LITERAL (out, "{\"day\":");
  gw_api_append_date (out, anchor->day);
  LITERAL (out, ",\"seal\":");
  gw_json_append_int (out, anchor->id);
  LITERAL (out, ",\"hash\":");
  gw_json_append_string (out, hash);
  LITERAL (out, "}");
}

void
gw_api_anchor_list (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  const GwPerson *user = gw_http_request_user (request);
  GwHttpQuery *query = gw_http_request_query (request);
  guint from, to;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) anchors = NULL;
  GString *out;

  gw_api_query_period (api, query, &from, &to);
  if (gw_api_reply_query_problem (request))
    return;
  if (!gw_period_may_decide (user->roles))
    {
      gw_http_request_reply_problem (
          request, gw_problem_new ("forbidden", NULL,
                                   "Anchors are for managers and administrators."));
      return;
    }
  anchors = gw_audit_anchors (api->service, from, to != 0 ? to : G_MAXUINT32, &error);
  if (!anchors)
    {
      gw_api_reply_error (request, error);
      return;
    }
  out = g_string_new ("{\"anchors\":[");
  for (guint i = 0; i < anchors->len; i++)
    {
      g_string_append (out, i > 0 ? "," : "");
      append_anchor (out, &g_array_index (anchors, GwAnchorRecord, i));
    }
  LITERAL (out, "]}");
  gw_http_request_reply_json (request, 200, out);
}
