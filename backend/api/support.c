/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the resources of the API share: errors, bodies, dates, links. */
#define G_LOG_DOMAIN "gridward-api"

#include "backend/api/api-private.h"
#include "backend/api/encode.h"
#include "backend/http/json-write.h"
#include "backend/rules/lifecycle.h"

#include <string.h>

#define COORDINATE_SYSTEM_LENGTH 100

/* NOT_FOUND of a filter names what is not known. */
static const char *
problem_code (const GError *error)
{
  const char *field = gw_case_error_get_field (error);

  if (error->code == GW_CASE_ERROR_NOT_FOUND && field && g_str_equal (field, "area"))
    return "unknown_area";
  if (error->code == GW_CASE_ERROR_NOT_FOUND && field && g_str_equal (field, "areas"))
    return "unknown_area";
  if (error->code == GW_CASE_ERROR_NOT_FOUND && field && g_str_equal (field, "cells"))
    return "unknown_cell";
  if (error->code == GW_CASE_ERROR_NOT_FOUND && field && g_str_equal (field, "cell"))
    return "unknown_cell";
  if (error->code == GW_CASE_ERROR_NOT_FOUND && field && g_str_equal (field, "duty_grid"))
    return "unknown_duty_grid";
  return gw_case_error_code (error->code);
}

static void
add_details (GwProblem *problem, const GError *error)
{
  gint64 value = gw_case_error_get_value (error);

  if (error->code == GW_CASE_ERROR_ACTION_NOT_ALLOWED)
    {
      g_autoptr (GString) allowed = g_string_new (NULL);

      gw_encode_actions (allowed, (guint64)value);
      gw_problem_add_member (problem, "allowed", allowed->str);
    }
  else if (error->code == GW_CASE_ERROR_STALE_VERSION)
    {
      g_autofree char *version = g_strdup_printf ("%" G_GINT64_FORMAT, value);

      gw_problem_add_member (problem, "version", version);
    }
  else if (error->code == GW_CASE_ERROR_TOO_MANY_REQUESTS)
    problem->retry_after = (guint)MAX (value, 1);
  else if (error->code == GW_CASE_ERROR_OVERLOADED)
    problem->retry_after = 1;
}

static GwProblem *
problem_of (const GError *error)
{
  const char *code = error->domain == GW_CASE_ERROR ? problem_code (error) : NULL;
  GwProblem *problem;

  if (!code || !gw_problem_code_is_known (code) || error->code == GW_CASE_ERROR_INTERNAL)
    {
      g_warning ("%s", error->message);
      return gw_problem_new ("internal_error", NULL, NULL);
    }
  problem = gw_problem_new (code, gw_case_error_get_field (error), "%s", error->message);
  add_details (problem, error);
  return problem;
}

void
gw_api_reply_error (GwHttpRequest *request, const GError *error)
{
  gw_http_request_reply_problem (request, problem_of (error));
}

void
gw_api_reply_query_error (GwHttpRequest *request, const GError *error)
{
  GwProblem *problem = problem_of (error);

  if (problem->status == 422 || problem->status == 404)
    problem->status = 400;
  gw_http_request_reply_problem (request, problem);
}

gboolean
gw_api_reply_reader_problem (GwHttpRequest *request, GwJsonReader *reader)
{
  GwProblem *problem = gw_json_reader_steal_problem (reader);

  if (problem)
    gw_http_request_reply_problem (request, problem);
  return problem != NULL;
}

gboolean
gw_api_reply_query_problem (GwHttpRequest *request)
{
  GwProblem *problem = g_steal_pointer (&gw_http_request_query (request)->problem);

  if (problem)
    gw_http_request_reply_problem (request, problem);
  return problem != NULL;
}

void
gw_api_read_location (GwJsonReader *object, GwLonLat *ret_location,
                      GwCoordinateSystem *ret_system)
{
  const char *system;

  ret_location->lon = gw_json_reader_double (object, "lon", -180, 180);
  ret_location->lat = gw_json_reader_double (object, "lat", -90, 90);
  system =
      gw_json_reader_string (object, "coordinate_system", FALSE, COORDINATE_SYSTEM_LENGTH);
  *ret_system = GW_COORDINATES_WGS84;
  if (system && !gw_coordinate_system_parse (system, ret_system))
    gw_json_reader_fail (object, "out_of_range", "coordinate_system",
                         "wgs84, cgcs2000, gcj02 or bd09 is expected.");
}

static gboolean
is_json_type (const char *type)
{
  static const char json[] = "application/json";

  return g_ascii_strncasecmp (type, json, sizeof json - 1) == 0 &&
         strchr (" ;", type[sizeof json - 1]) != NULL;
}

json_object *
gw_api_read_json (GwHttpRequest *request)
{
  const char *type = gw_http_request_header (request, "Content-Type");

  if (!type || is_json_type (type))
    return gw_http_request_json (request);
  gw_http_request_reply_problem (request,
                                 gw_problem_new ("unsupported_media_type", NULL,
                                                 "This request takes application/json."));
  return NULL;
}

void
gw_api_append_next (GString *out, GwHttpRequest *request, const char *cursor)
{
  const char *text = gw_http_request_query_text (request);
  g_auto (GStrv) pairs = g_strsplit (text ? text : "", "&", -1);
  g_autofree char *escaped = g_uri_escape_string (cursor, NULL, FALSE);
  g_autoptr (GString) link = g_string_new (gw_http_request_path (request));

  g_string_append_c (link, '?');
  for (guint i = 0; pairs[i]; i++)
    if (*pairs[i] && !g_str_has_prefix (pairs[i], "after="))
      g_string_append_printf (link, "%s&", pairs[i]);
  g_string_append_printf (link, "after=%s", escaped);
  g_string_append (out, ",\"next\":");
  gw_json_append_string (out, link->str);
}

void
gw_api_append_next_id (GString *out, GwHttpRequest *request, gint64 id)
{
  g_autofree char *cursor = g_strdup_printf ("%" G_GINT64_FORMAT, id);

  gw_api_append_next (out, request, cursor);
}

/* 20261122 from "2026-11-22", or 0. */
guint
gw_api_parse_date (const char *text)
{
  guint year, month, day;

  if (strlen (text) != 10 || text[4] != '-' || text[7] != '-' ||
      strspn (text, "0123456789-") != 10)
    return 0;
  year = (guint)g_ascii_strtoull (text, NULL, 10);
  month = (guint)g_ascii_strtoull (text + 5, NULL, 10);
  day = (guint)g_ascii_strtoull (text + 8, NULL, 10);
  return g_date_valid_dmy ((GDateDay)day, (GDateMonth)month, (GDateYear)year) &&
                 year >= 1970
             ? year * 10000 + month * 100 + day
             : 0;
}

static guint
date_plus (guint date, guint days)
{
  GDate value;

  g_date_clear (&value, 1);
  g_date_set_dmy (&value, (GDateDay)(date % 100), (GDateMonth)(date / 100 % 100),
                  (GDateYear)(date / 10000));
  g_date_add_days (&value, days);
  return g_date_get_year (&value) * 10000u + g_date_get_month (&value) * 100u +
         g_date_get_day (&value);
}

gint64
gw_api_query_instant (GwApi *api, GwHttpQuery *query, const char *name, guint plus_days)
{
  const char *text = gw_http_query_get (query, name);
  guint date = text ? gw_api_parse_date (text) : 0;

  if (!date)
    return gw_http_query_time (query, name);
  return gw_calendar_date_start (
      gw_snapshot_calendar (gw_service_get_snapshot (api->service)),
      date_plus (date, plus_days));
}

guint
gw_api_query_date (GwApi *api, GwHttpQuery *query, const char *name)
{
  const char *text = gw_http_query_get (query, name);
  guint date = text ? gw_api_parse_date (text) : 0;
  gint64 time_ms;

  if (date)
    return date;
  time_ms = gw_http_query_time (query, name);
  if (time_ms == 0)
    return 0;
  return gw_calendar_local_date (
      gw_snapshot_calendar (gw_service_get_snapshot (api->service)), time_ms);
}

void
gw_api_query_period (GwApi *api, GwHttpQuery *query, guint *ret_from, guint *ret_to)
{
  *ret_from = gw_api_query_date (api, query, "from");
  *ret_to = gw_api_query_date (api, query, "to");
  if (*ret_from && *ret_to && *ret_to < *ret_from)
    gw_http_query_fail (query, "period", "to", "The period ends before it begins.");
}

gboolean
gw_api_query_kind (GwHttpQuery *query, GwClassKind *ret_kind)
{
  const char *text = gw_http_query_get (query, "kind");

  if (!text)
    return FALSE;
  if (gw_class_kind_parse (text, ret_kind))
    return TRUE;
  gw_http_query_fail (query, "out_of_range", "kind", "component or matter is expected.");
  return FALSE;
}

GwCoordinateSystem
gw_api_query_coordinate_system (GwHttpQuery *query)
{
  const char *text = gw_http_query_get (query, "coordinate_system");
  GwCoordinateSystem system = GW_COORDINATES_WGS84;

  if (text && !gw_coordinate_system_parse (text, &system))
    gw_http_query_fail (query, "out_of_range", "coordinate_system",
                        "wgs84, cgcs2000, gcj02 or bd09 is expected.");
  return system;
}
