/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The whole way of a case by HTTP, and what it leaves behind. */
#define G_LOG_DOMAIN "gridward-test"

#include <string.h>

#include "tests/lib/town-server.h"

static const char report_body[] =
    "{\"kind\":\"matter\",\"class\":\"06010\","
    "\"location\":{\"lon\":113.0005,\"lat\":23.7005},\"description\":\"路口有暴露垃圾\"}";

static const struct
{
  const char *login;
  const char *action;
  const char *state;
} steps[] = {
  { "leader", "file", "filed" },          { "dispatcher", "dispatch", "dispatched" },
  { "sanitation", "accept", "handling" }, { "sanitation", "handle", "handled" },
  { "inspector", "check", "checked" },    { "leader", "close", "closed" },
};

static gboolean
offers (json_object *json, const char *action)
{
  json_object *actions = gw_test_json_get (json, "case.actions");

  for (gsize i = 0; i < json_object_array_length (actions); i++)
    if (g_str_equal (gw_test_json_string (json_object_array_get_idx (actions, i), "action"),
                     action))
      return TRUE;
  return FALSE;
}

static void
assert_null (json_object *json, const char *path)
{
  g_assert_null (gw_test_json_get (json, path));
}

/* Acceptance: report, file, dispatch, handle, check, close; then it counts as closed. */
static void
test_whole_way (void)
{
  g_autoptr (GwTownServer) server = gw_town_server_new (NULL);
  g_autoptr (GwTestResponse) reported = gw_town_server_expect (
      server, 201, "inspector", "POST", "/api/v1/reports", report_body);
  g_autofree char *location = gw_test_response_dup_header (reported, "Location");
  g_autofree char *path = g_strconcat (
      "/api/v1/cases/", gw_test_json_string (reported->json, "case.number"), NULL);
  g_autofree char *actions = g_strconcat (path, "/actions", NULL);
  g_autofree char *events_path = g_strconcat (path, "/events", NULL);
  g_autoptr (GwTestResponse) events = NULL;
  g_autoptr (GwTestResponse) statistics = NULL;

  g_assert_cmpstr (location, ==, path);
  g_assert_cmpstr (gw_test_json_string (reported->json, "case.cell"), ==,
                   "441802001001001");
  g_assert_cmpstr (gw_test_json_string (reported->json, "case.suggested_department.code"),
                   ==, "sanitation");
  assert_null (reported->json, "case.deadline");
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (GwTestResponse) before =
          gw_town_server_expect (server, 200, steps[i].login, "GET", path, NULL);
      g_autofree char *body =
          g_strdup_printf ("{\"action\":\"%s\",\"version\":%u,\"opinion\":\"意见\"}",
                           steps[i].action, i + 1);
      g_autoptr (GwTestResponse) after = NULL;

      g_assert_true (offers (before->json, steps[i].action));
      after = gw_town_server_expect (server, 200, steps[i].login, "POST", actions, body);
      g_assert_cmpstr (gw_test_json_string (after->json, "case.state"), ==, steps[i].state);
      g_assert_cmpint (gw_test_json_int (after->json, "case.version"), ==, i + 2);
      if (i == 1)
        {
          g_assert_cmpstr (gw_test_json_string (after->json, "case.department.code"), ==,
                           "sanitation");
          g_assert_nonnull (gw_test_json_string (after->json, "case.deadline"));
          g_assert_nonnull (gw_test_json_string (after->json, "case.routing_reason"));
          g_assert_cmpstr (gw_test_json_string (after->json, "case.lamp"), ==, "green");
        }
    }
  events = gw_town_server_expect (server, 200, "manager", "GET", events_path, NULL);
  g_assert_cmpuint (json_object_array_length (gw_test_json_get (events->json, "events")),
                    ==, 7);
  g_assert_cmpstr (gw_test_json_string (events->json, "events.6.action"), ==, "close");
  g_assert_cmpstr (gw_test_json_string (events->json, "events.2.department.code"), ==,
                   "sanitation");
  statistics = gw_town_server_expect (server, 200, "manager", "GET",
                                      "/api/v1/statistics/cells", NULL);
  g_assert_cmpstr (gw_test_json_string (statistics->json, "cells.0.code"), ==,
                   "441802001001001");
  g_assert_cmpint (gw_test_json_int (statistics->json, "cells.0.closed"), ==, 1);
  g_assert_cmpint (gw_test_json_int (statistics->json, "cells.0.open"), ==, 0);
  g_assert_cmpint (gw_test_json_int (statistics->json, "cells.0.closure_rate.numerator"),
                   ==, 1);
  g_assert_cmpint (gw_test_json_int (statistics->json, "total.closed"), ==, 1);
}

static void
test_department_statistics (void)
{
  g_autoptr (GwTownServer) server = gw_town_server_new (NULL);
  g_autofree char *number = gw_town_server_report (server, 0, "垃圾");
  g_autoptr (GwTestResponse) json = NULL;
  g_autoptr (GwTestResponse) csv = NULL;
  g_autoptr (GwTestResponse) again = NULL;
  g_autoptr (GwTestResponse) empty = NULL;
  g_autofree char *type = NULL;
  g_autofree char *etag = NULL;
  g_autofree char *condition = NULL;

  gw_town_server_act (server, "leader", number, "file");
  gw_town_server_act (server, "dispatcher", number, "dispatch");
  json = gw_town_server_expect (server, 200, "manager", "GET",
                                "/api/v1/statistics/departments", NULL);
  g_assert_cmpstr (gw_test_json_string (json->json, "departments.0.code"), ==,
                   "sanitation");
  g_assert_cmpint (gw_test_json_int (json->json, "departments.0.dispatched"), ==, 1);
  csv = gw_test_request (server->port, "GET", "/api/v1/statistics/departments",
                         gw_town_server_token (server, "manager"), "Accept: text/csv\r\n",
                         NULL, 0);
  type = gw_test_response_dup_header (csv, "Content-Type");
  g_assert_cmpstr (type, ==, "text/csv; charset=utf-8");
  g_assert_true (g_str_has_prefix (csv->body, "code,name,name_en,reported,filed,"));
  g_assert_nonnull (strstr (csv->body, "\r\n\"sanitation\",\"环卫局\",\"sanitation\","));
  etag = gw_test_response_dup_header (json, "ETag");
  condition = g_strdup_printf ("If-None-Match: %s\r\n", etag);
  again = gw_test_request (server->port, "GET", "/api/v1/statistics/departments",
                           gw_town_server_token (server, "manager"), condition, NULL, 0);
  g_assert_cmpuint (again->status, ==, 304);
  empty = gw_town_server_expect (
      server, 200, "manager", "GET",
      "/api/v1/statistics/cells?from=2020-01-01&to=2020-12-31&class=06", NULL);
  g_assert_cmpint (gw_test_json_int (empty->json, "total.reported"), ==, 0);
  g_assert_cmpstr (gw_test_json_string (empty->json, "to"), ==, "2020-12-31");
}

/* The same key and body: the same case. Another body: refused. Also after kill -9. */
static void
test_idempotency (void)
{
  g_autoptr (GwTownServer) server = gw_town_server_new (NULL);
  const char *token = gw_town_server_token (server, "inspector");
  const char *key = "Idempotency-Key: 0192f0c1-key-1\r\n";
  g_autoptr (GwTestResponse) first = gw_test_request (
      server->port, "POST", "/api/v1/reports", token, key, report_body, -1);
  g_autoptr (GwTestResponse) second = NULL;
  g_autoptr (GwTestResponse) third = NULL;
  g_autoptr (GwTestResponse) other = NULL;
  g_autoptr (GwTestResponse) bad_key = NULL;
  g_autoptr (GString) other_body = g_string_new (report_body);

  g_assert_cmpuint (first->status, ==, 201);
  second = gw_test_request (server->port, "POST", "/api/v1/reports", token, key,
                            report_body, -1);
  g_assert_cmpuint (second->status, ==, 200);
  g_assert_cmpstr (gw_test_json_string (second->json, "case.number"), ==,
                   gw_test_json_string (first->json, "case.number"));
  gw_town_server_crash (server);
  third = gw_test_request (server->port, "POST", "/api/v1/reports", token, key, report_body,
                           -1);
  g_assert_cmpuint (third->status, ==, 200);
  g_assert_cmpstr (gw_test_json_string (third->json, "case.number"), ==,
                   gw_test_json_string (first->json, "case.number"));
  g_string_append_c (other_body, ' ');
  other = gw_test_request (server->port, "POST", "/api/v1/reports", token, key,
                           other_body->str, -1);
  g_assert_cmpuint (other->status, ==, 422);
  g_assert_cmpstr (gw_test_json_string (other->json, "code"), ==, "idempotency_key_reused");
  bad_key = gw_test_request (server->port, "POST", "/api/v1/reports", token,
                             "Idempotency-Key: short\r\n", report_body, -1);
  g_assert_cmpuint (bad_key->status, ==, 422);
  g_assert_cmpstr (gw_test_json_string (bad_key->json, "code"), ==, "out_of_range");
}

static void
test_versions (void)
{
  g_autoptr (GwTownServer) server = gw_town_server_new (NULL);
  g_autofree char *number = gw_town_server_report (server, 0, "垃圾");
  g_autofree char *path = g_strconcat ("/api/v1/cases/", number, NULL);
  g_autofree char *actions = g_strconcat (path, "/actions", NULL);
  const char *token = gw_town_server_token (server, "leader");
  g_autoptr (GwTestResponse) shown =
      gw_town_server_expect (server, 200, "leader", "GET", path, NULL);
  g_autofree char *etag = gw_test_response_dup_header (shown, "ETag");
  g_autofree char *if_match = g_strdup_printf ("If-Match: %s\r\n", etag);
  g_autofree char *if_none = g_strdup_printf ("If-None-Match: %s\r\n", etag);
  g_autoptr (GwTestResponse) same =
      gw_test_request (server->port, "GET", path, token, if_none, NULL, 0);
  g_autoptr (GwTestResponse) filed = gw_test_request (
      server->port, "POST", actions, token, if_match, "{\"action\":\"file\"}", -1);
  g_autoptr (GwTestResponse) stale =
      gw_test_request (server->port, "POST", actions, token, if_match,
                       "{\"action\":\"void\",\"opinion\":\"x\"}", -1);
  g_autoptr (GwTestResponse) none = gw_town_server_call (
      server, "leader", "POST", actions, "{\"action\":\"void\",\"opinion\":\"x\"}");
  g_autoptr (GwTestResponse) not_allowed = gw_town_server_call (
      server, "leader", "POST", actions, "{\"action\":\"close\",\"version\":2}");

  g_assert_cmpuint (same->status, ==, 304);
  g_assert_cmpuint (filed->status, ==, 200);
  g_assert_cmpuint (stale->status, ==, 409);
  g_assert_cmpstr (gw_test_json_string (stale->json, "code"), ==, "stale_version");
  g_assert_cmpint (gw_test_json_int (stale->json, "version"), ==, 2);
  g_assert_cmpuint (none->status, ==, 422);
  g_assert_cmpstr (gw_test_json_string (none->json, "field"), ==, "version");
  g_assert_cmpuint (not_allowed->status, ==, 422);
  g_assert_cmpstr (gw_test_json_string (not_allowed->json, "code"), ==,
                   "action_not_allowed");
  g_assert_cmpstr (gw_test_json_string (not_allowed->json, "allowed.0"), ==, "void");
}

/* Return, rework and void, seen through the wire. */
static void
test_detours (void)
{
  g_autoptr (GwTownServer) server = gw_town_server_new (NULL);
  g_autofree char *number = gw_town_server_report (server, 0, "垃圾");
  g_autofree char *path = g_strconcat ("/api/v1/cases/", number, NULL);
  g_autoptr (GwTestResponse) shown = NULL;
  static const char *const way[][3] = {
    { "leader", "file" },       { "dispatcher", "dispatch" },
    { "sanitation", "return" }, { "dispatcher", "redispatch", "\"department\":\"works\"" },
    { "works", "accept" },      { "works", "handle" },
    { "inspector", "rework" },  { "works", "handle" },
    { "leader", "void" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (way); i++)
    gw_town_server_act_with (server, way[i][0], number, way[i][1],
                             way[i][2] ? way[i][2] : "\"opinion\":\"说明\"");
  shown = gw_town_server_expect (server, 200, "manager", "GET", path, NULL);
  g_assert_cmpstr (gw_test_json_string (shown->json, "case.state"), ==, "voided");
  g_assert_cmpint (gw_test_json_int (shown->json, "case.reworks"), ==, 1);
  g_assert_cmpint (gw_test_json_int (shown->json, "case.returns"), ==, 1);
  g_assert_cmpstr (gw_test_json_string (shown->json, "case.lamp"), ==, "none");
  g_assert_cmpuint (
      json_object_array_length (gw_test_json_get (shown->json, "case.actions")), ==, 0);
}

/* Who decides on a request, what is left of the clock, and what a correction changed. */
static void
test_request_and_correction (void)
{
  g_autoptr (GwTownServer) server = gw_town_server_new (NULL);
  g_autofree char *number = gw_town_server_report (server, 0, "垃圾");
  g_autofree char *path = g_strconcat ("/api/v1/cases/", number, NULL);
  g_autofree char *events = g_strconcat (path, "/events", NULL);
  g_autoptr (GwTestResponse) shown = NULL;
  g_autoptr (GwTestResponse) journal = NULL;
  json_object *last;
  static const char *const way[][3] = {
    { "leader", "file" },
    { "dispatcher", "dispatch" },
    { "leader", "amend", "\"urgent\":true" },
    { "sanitation", "accept" },
    { "sanitation", "request_extension" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (way); i++)
    gw_town_server_act_with (server, way[i][0], number, way[i][1],
                             way[i][2] ? way[i][2] : "\"opinion\":\"说明\"");
  shown = gw_town_server_expect (server, 200, "manager", "GET", path, NULL);
  journal = gw_town_server_expect (server, 200, "manager", "GET", events, NULL);
  g_assert_nonnull (gw_test_json_string (shown->json, "case.as_of"));
  g_assert_cmpstr (gw_test_json_string (shown->json, "case.request.chain.0.0"), ==,
                   "dispatcher");
  g_assert_nonnull (gw_test_json_string (shown->json, "case.warn_at"));
  g_assert_nonnull (gw_test_json_string (journal->json, "events.2.deadline"));
  last = gw_test_json_get (journal->json, "events.3");
  g_assert_cmpstr (gw_test_json_string (last, "action"), ==, "amend");
  g_assert_cmpstr (gw_test_json_string (last, "changes.0.field"), ==, "urgent");
  g_assert_false (json_object_get_boolean (gw_test_json_get (last, "changes.0.from")));
  g_assert_true (json_object_get_boolean (gw_test_json_get (last, "changes.0.to")));
}

static void
test_language (void)
{
  g_autoptr (GwTownServer) server = gw_town_server_new (NULL);
  g_autofree char *number = gw_town_server_report (server, 0, "垃圾");
  g_autofree char *path = g_strconcat ("/api/v1/cases/", number, NULL);
  const char *token = gw_town_server_token (server, "leader");
  g_autoptr (GwTestResponse) chinese = NULL;
  g_autoptr (GwTestResponse) english = NULL;

  gw_town_server_act (server, "leader", number, "file");
  gw_town_server_act (server, "dispatcher", number, "dispatch");
  chinese = gw_test_request (server->port, "GET", path, token, "Accept-Language: zh-CN\r\n",
                             NULL, 0);
  english = gw_test_request (server->port, "GET", path, token, "Accept-Language: en-GB\r\n",
                             NULL, 0);
  g_assert_cmpstr (gw_test_json_string (chinese->json, "case.deadline_reason"), !=,
                   gw_test_json_string (english->json, "case.deadline_reason"));
  g_assert_true (
      g_str_is_ascii (gw_test_json_string (english->json, "case.deadline_reason")));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/api/way/whole", test_whole_way);
  g_test_add_func ("/api/way/department-statistics", test_department_statistics);
  g_test_add_func ("/api/way/idempotency", test_idempotency);
  g_test_add_func ("/api/way/versions", test_versions);
  g_test_add_func ("/api/way/detours", test_detours);
  g_test_add_func ("/api/way/request-and-correction", test_request_and_correction);
  g_test_add_func ("/api/way/language", test_language);
  return g_test_run ();
}
