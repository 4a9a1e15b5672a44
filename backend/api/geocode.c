/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * /api/v1/geocode: places by text, and a point in words. Answered on the main loop: a search
 * among 500,000 places takes a third of a millisecond, and its work is bounded.
 */
#define G_LOG_DOMAIN "gridward-api"

#include "backend/api/api-private.h"
#include "backend/api/encode.h"
#include "backend/api/resources.h"
#include "backend/http/json-write.h"
#include "backend/service/geocode.h"

#define DEFAULT_LIMIT 10

/* NULL, and a problem is sent, while the places are still being read. */
static GwGazetteer *
gazetteer_of (GwApi *api, GwHttpRequest *request)
{
  GwGazetteer *gazetteer = gw_geocode_get_gazetteer (api->service);
  GwProblem *problem;

  if (gazetteer)
    return gazetteer;
  problem = gw_problem_new ("overloaded", NULL, "The places are still being read.");
  problem->retry_after = 1;
  gw_http_request_reply_problem (request, problem);
  return NULL;
}

static GwFixed
read_point (GwHttpQuery *query)
{
  GwLonLat position = { gw_http_query_double (query, "lon", -180, 180),
                        gw_http_query_double (query, "lat", -90, 90) };

  return query->problem ? (GwFixed){ 0, 0 } : gw_fixed_from_lon_lat (position);
}

static void
append_text (GString *out, const char *text)
{
  gw_json_append_string (out, text && *text ? text : NULL);
}

static void
append_number (GString *out, const GwPlace *place)
{
  if (place->kind == GW_PLACE_HOUSE)
    g_string_append_printf (out, "\"%u%s\"", place->number, place->suffix);
  else
    gw_encode_literal (out, "null");
}

static void
append_place (GString *out, const GwPlace *place, const GwSnapshot *snapshot)
{
  const GwCell *cell = gw_snapshot_find_cell (snapshot, place->position);
  gboolean is_poi = place->kind == GW_PLACE_POI;
  g_autofree char *text = gw_place_dup_text (place);
  g_autofree char *text_en = gw_place_dup_text_en (place);

  g_string_append_printf (out,
                          "{\"kind\":\"%s\",\"code\":", gw_place_kind_name (place->kind));
  append_text (out, is_poi ? NULL : place->code);
  gw_encode_literal (out, ",\"category\":");
  append_text (out, is_poi ? place->code : NULL);
  gw_encode_literal (out, ",\"name\":");
  append_text (out, place->name);
  gw_encode_literal (out, ",\"name_en\":");
  append_text (out, place->name_en);
  gw_encode_literal (out, ",\"number\":");
  append_number (out, place);
  gw_encode_literal (out, ",\"interpolated\":");
  gw_json_append_bool (out, place->interpolated);
  gw_encode_literal (out, ",\"text\":");
  gw_json_append_string (out, text);
  gw_encode_literal (out, ",\"text_en\":");
  gw_json_append_string (out, text_en);
  gw_encode_literal (out, ",\"location\":");
  gw_json_append_position (out, place->position);
  gw_encode_literal (out, ",\"community\":");
  gw_encode_area (out, cell ? gw_cell_area (cell, GW_AREA_COMMUNITY) : NULL);
  gw_encode_literal (out, "}");
}

void
gw_api_geocode (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  GwHttpQuery *query = gw_http_request_query (request);
  const char *text = gw_http_query_get (query, "q");
  gboolean has_near = gw_http_query_get (query, "lon") || gw_http_query_get (query, "lat");
  guint limit =
      (guint)gw_http_query_int (query, "limit", 1, GW_GAZETTEER_MAX_RESULTS, DEFAULT_LIMIT);
  GwPlace places[GW_GAZETTEER_MAX_RESULTS];
  GwFixed near = { 0, 0 };
  GwGazetteer *gazetteer;
  GString *out;
  guint n;

  if (!text)
    gw_http_query_fail (query, "missing_field", "q", "A text to look for is expected.");
  if (has_near)
    near = read_point (query);
  if (gw_api_reply_query_problem (request) || !(gazetteer = gazetteer_of (api, request)))
    return;
  n = gw_gazetteer_search (gazetteer, text, has_near ? &near : NULL, places, limit);
  out = g_string_new ("{\"places\":[");
  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        gw_encode_literal (out, ",");
      append_place (out, &places[i], gw_service_get_snapshot (api->service));
    }
  gw_encode_literal (out, "]}");
  gw_http_request_reply_json (request, 200, out);
}

static void
append_address (GString *out, const GwAddress *address)
{
  gw_encode_literal (out, "{\"text\":");
  gw_json_append_string (out, address->text);
  gw_encode_literal (out, ",\"text_en\":");
  gw_json_append_string (out, address->text_en);
  g_string_append_printf (
      out, ",\"kind\":\"%s\",\"place\":", gw_place_kind_name (address->kind));
  gw_json_append_string (out, address->place);
  gw_encode_literal (out, ",\"place_en\":");
  gw_json_append_string (out, address->place_en);
  gw_encode_literal (out, ",\"location\":");
  gw_json_append_position (out, address->position);
  gw_encode_literal (out, ",\"distance_m\":");
  gw_json_append_double (out, address->distance_m);
  gw_encode_literal (out, ",\"bearing\":");
  gw_json_append_double (out, address->bearing);
  gw_encode_literal (out, "}");
}

void
gw_api_geocode_reverse (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  GwFixed point = read_point (gw_http_request_query (request));
  g_auto (GwAddress) address = { NULL };
  GString *out;

  if (gw_api_reply_query_problem (request) || !gazetteer_of (api, request))
    return;
  if (!gw_geocode_describe (api->service, point, &address))
    {
      GwProblem *problem = gw_problem_new (
          "outside_city", NULL, "The point is outside of the city and near no address.");

      problem->status = 404;
      gw_http_request_reply_problem (request, problem);
      return;
    }
  out = g_string_new (NULL);
  append_address (out, &address);
  gw_http_request_reply_json (request, 200, out);
}
