/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Open cases near a case, or near what is about to be reported. Answered on the main loop:
 * they are found in memory, and read by their numbers, GW_NEARBY_MAX at most.
 */
#define G_LOG_DOMAIN "gridward-api"

#include "backend/service/nearby.h"

#include <math.h>

#include "backend/api/api-private.h"
#include "backend/api/encode.h"
#include "backend/api/resources.h"
#include "backend/http/json-write.h"

#define DEFAULT_LIMIT 20

static void
append_rounded (GString *out, double value, double parts)
{
  gw_json_append_double (out, round (value * parts) / parts);
}

static void
append_case (GString *out, const GwNearbyCase *nearby, gint64 now_ms)
{
  gw_encode_literal (out, "{\"case\":");
  gw_encode_row (out, nearby->row, now_ms);
  gw_encode_literal (out, ",\"distance_m\":");
  append_rounded (out, nearby->distance_m, 10);
  gw_encode_literal (out, ",\"age_s\":");
  gw_json_append_int (out, nearby->age_ms / 1000);
  gw_encode_literal (out, ",\"same_class\":");
  gw_json_append_bool (out, nearby->same_class);
  gw_encode_literal (out, ",\"similarity\":");
  if (nearby->has_similarity)
    append_rounded (out, nearby->similarity, 1000);
  else
    gw_encode_literal (out, "null");
  gw_encode_literal (out, ",\"score\":");
  append_rounded (out, nearby->score, 1000);
  gw_encode_literal (out, ",\"duplicate\":");
  gw_json_append_bool (out, nearby->duplicate);
  gw_encode_literal (out, "}");
}

static void
reply (GwHttpRequest *request, const GwNearby *nearby)
{
  GString *out = g_string_new (NULL);

  g_string_append_printf (out, "{\"radius_m\":%u,\"window_s\":%" G_GINT64_FORMAT,
                          nearby->limits.radius_m, nearby->limits.window_ms / 1000);
  gw_encode_literal (out, ",\"nearby\":[");
  for (guint i = 0; i < nearby->cases->len; i++)
    {
      if (i > 0)
        gw_encode_literal (out, ",");
      append_case (out, &g_array_index (nearby->cases, GwNearbyCase, i), nearby->now_ms);
    }
  gw_encode_literal (out, "]}");
  gw_http_request_reply_json (request, 200, out);
}

static guint
read_limit (GwHttpQuery *query)
{
  return (guint)gw_http_query_int (query, "limit", 1, GW_NEARBY_MAX, DEFAULT_LIMIT);
}

void
gw_api_case_nearby (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  guint limit = read_limit (gw_http_request_query (request));
  g_autoptr (GError) error = NULL;
  g_autoptr (GwNearby) nearby = NULL;

  if (gw_api_reply_query_problem (request))
    return;
  nearby = gw_nearby_of_case (api->service, gw_http_request_user (request),
                              gw_http_request_param (request, "number"), limit, &error);
  if (nearby)
    reply (request, nearby);
  else
    gw_api_reply_error (request, error);
}

/* A place without a cell is not found, as with /locate; the rest is a bad query. */
static void
reply_report_error (GwHttpRequest *request, const GError *error)
{
  GwProblem *problem;

  if (!g_error_matches (error, GW_CASE_ERROR, GW_CASE_ERROR_OUTSIDE_CITY))
    {
      gw_api_reply_query_error (request, error);
      return;
    }
  problem = gw_problem_new ("outside_city", NULL, "%s", error->message);
  problem->status = 404;
  gw_http_request_reply_problem (request, problem);
}

void
gw_api_report_nearby (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  GwHttpQuery *query = gw_http_request_query (request);
  GwNearbyReport report = {
    .location = { gw_http_query_double (query, "lon", -180, 180),
                  gw_http_query_double (query, "lat", -90, 90) },
    .coordinate_system = gw_api_query_coordinate_system (query),
    .class_code = gw_http_query_get (query, "class"),
    .description = gw_http_query_get (query, "description"),
  };
  guint limit = read_limit (query);
  g_autoptr (GError) error = NULL;
  g_autoptr (GwNearby) nearby = NULL;

  if (!gw_api_query_kind (query, &report.kind))
    report.kind = GW_KIND_MATTER;
  if (gw_api_reply_query_problem (request))
    return;
  nearby = gw_nearby_of_report (api->service, gw_http_request_user (request), &report,
                                limit, &error);
  if (nearby)
    reply (request, nearby);
  else
    reply_report_error (request, error);
}
