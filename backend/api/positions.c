/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /api/v1/positions: where inspectors are, and their tracks. */
#define G_LOG_DOMAIN "gridward-api"

#include "backend/service/position.h"
#include "backend/api/api-private.h"
#include "backend/api/encode.h"
#include "backend/api/resources.h"
#include "backend/http/json-write.h"

#define LITERAL gw_encode_literal
#define MAX_CODE 100
#define MAX_ACCURACY 100000
#define DAY_MS G_GINT64_CONSTANT (86400000)
#define TRACK_LIMIT 1000
#define TRACK_MAX 10000

static void
added_cb (guint n_stored, guint n_repeated, const GError *error, gpointer data)
{
  g_autoptr (GwHttpRequest) request = data;
  GString *out;

  if (error)
    {
      gw_api_reply_error (request, error);
      return;
    }
  out = g_string_new (NULL);
  g_string_append_printf (out, "{\"stored\":%u,\"repeated\":%u}", n_stored, n_repeated);
  gw_http_request_reply_json (request, 200, out);
}

static void
read_position (GwJsonReader *item, GwPositionReport *report)
{
  report->location.lon = gw_json_reader_double (item, "lon", -180, 180);
  report->location.lat = gw_json_reader_double (item, "lat", -90, 90);
  report->at = gw_json_reader_time (item, "at");
  if (report->at == 0)
    gw_json_reader_fail (item, "missing_field", "at", "This field is required.");
  report->accuracy = item->object && json_object_object_get (item->object, "accuracy")
                         ? gw_json_reader_double (item, "accuracy", 0, MAX_ACCURACY)
                         : -1;
}

static GwPositionReport *
read_positions (GwJsonReader *reader, GwCoordinateSystem *ret_system, guint *ret_n)
{
  const char *system = gw_json_reader_string (reader, "coordinate_system", FALSE, MAX_CODE);
  GwJsonReader items;
  gsize n = gw_json_reader_array (reader, "positions", TRUE, GW_POSITIONS_MAX, &items);
  GwPositionReport *reports = g_new0 (GwPositionReport, n);

  *ret_system = GW_COORDINATES_WGS84;
  if (system && !gw_coordinate_system_parse (system, ret_system))
    gw_json_reader_fail (reader, "out_of_range", "coordinate_system",
                         "wgs84, cgcs2000, gcj02 or bd09 is expected.");
  for (gsize i = 0; i < n && !gw_json_reader_failed (reader); i++)
    {
      GwJsonReader item;

      gw_json_reader_item (&items, i, &item);
      read_position (&item, &reports[i]);
    }
  *ret_n = (guint)n;
  return reports;
}

void
gw_api_position_create (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  json_object *json = gw_api_read_json (request);
  g_autofree GwPositionReport *reports = NULL;
  g_autoptr (GError) error = NULL;
  GwCoordinateSystem system;
  GwJsonReader reader;
  guint n;

  if (!json)
    return;
  gw_json_reader_init (&reader, json);
  reports = read_positions (&reader, &system, &n);
  if (gw_api_reply_reader_problem (request, &reader))
    return;
  if (gw_position_add (api->service, gw_http_request_user (request), system, reports, n,
                       added_cb, gw_http_request_ref (request), &error))
    return;
  gw_api_reply_error (request, error);
  gw_http_request_unref (request);
}

static void
append_point (GString *out, GwFixed position, gint64 at, double accuracy)
{
  LITERAL (out, "\"location\":");
  gw_json_append_position (out, position);
  LITERAL (out, ",\"at\":");
  gw_json_append_time (out, at);
  LITERAL (out, ",\"accuracy\":");
  if (accuracy < 0)
    LITERAL (out, "null");
  else
    gw_json_append_double (out, accuracy);
}

void
gw_api_position_list (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list =
      gw_position_list (api->service, gw_http_request_user (request), &error);
  GString *out;

  if (!list)
    {
      gw_api_reply_error (request, error);
      return;
    }
  out = g_string_new ("{\"positions\":[");
  for (guint i = 0; i < list->len; i++)
    {
      const GwInspectorPosition *position = g_ptr_array_index (list, i);

      g_string_append (out, i == 0 ? "{\"inspector\":" : ",{\"inspector\":");
      gw_encode_person (out, position->inspector);
      LITERAL (out, ",");
      append_point (out, position->position, position->at, position->accuracy);
      LITERAL (out, ",\"on_duty\":");
      gw_json_append_bool (out, position->on_duty);
      LITERAL (out, ",\"fresh\":");
      gw_json_append_bool (out, position->fresh);
      LITERAL (out, "}");
    }
  LITERAL (out, "]}");
  gw_http_request_reply_json (request, 200, out);
}

static void
track_cb (const GArray *points, gboolean more, const GError *error, gpointer data)
{
  g_autoptr (GwHttpRequest) request = data;
  GString *out;

  if (error)
    {
      gw_api_reply_error (request, error);
      return;
    }
  out = g_string_new ("{\"positions\":[");
  for (guint i = 0; i < points->len; i++)
    {
      const GwTrackPoint *point = &g_array_index (points, GwTrackPoint, i);

      g_string_append (out, i == 0 ? "{" : ",{");
      append_point (out, point->position, point->at, point->accuracy);
      LITERAL (out, "}");
    }
  LITERAL (out, "]");
  if (more)
    gw_api_append_next_id (out, request,
                           g_array_index (points, GwTrackPoint, points->len - 1).at);
  LITERAL (out, "}");
  gw_http_request_reply_json (request, 200, out);
}

void
gw_api_position_track (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  GwHttpQuery *query = gw_http_request_query (request);
  gint64 to = gw_api_query_instant (api, query, "to", 1);
  gint64 from = gw_api_query_instant (api, query, "from", 0);
  guint limit = (guint)gw_http_query_int (query, "limit", 1, TRACK_MAX, TRACK_LIMIT);
  gint64 after = gw_http_query_int (query, "after", 0, G_MAXINT64 - 1, -1);
  g_autoptr (GError) error = NULL;

  if (gw_api_reply_query_problem (request))
    return;
  if (to == 0)
    to = G_MAXINT64;
  if (from == 0)
    from = (to == G_MAXINT64 ? gw_service_now (api->service) : to) - DAY_MS;
  if (gw_position_track (api->service, gw_http_request_user (request),
                         gw_http_request_param (request, "login"), MAX (from, after + 1),
                         to, limit, track_cb, gw_http_request_ref (request), &error))
    return;
  gw_api_reply_error (request, error);
  gw_http_request_unref (request);
}
