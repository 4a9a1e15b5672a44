/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calls over HTTP: taken, looked up, counted; what is wrong with them, by field. */
#define G_LOG_DOMAIN "gridward-test"

#include <string.h>

#include "tests/lib/json-schema.h"
#include "tests/lib/town-server.h"

#define CALLS "/api/v1/hotline/calls"
#define SUBJECT "\"kind\":\"matter\",\"class\":\"06010\",\"description\":\"水管破裂\""
#define PLACE "\"location\":{\"lon\":113.0005,\"lat\":23.7005}"

static json_object *document;

static GwTestResponse *
post (GwTownServer *server, guint status, const char *login, const char *body)
{
  return gw_town_server_expect (server, status, login, "POST", CALLS, body);
}

static GwTestResponse *
get (GwTownServer *server, guint status, const char *login, const char *path)
{
  return gw_town_server_expect (server, status, login, "GET", path, NULL);
}

/* --- bad calls ------------------------------------------------------------------------ */

static const struct
{
  const char *name;
  const char *body;
  const char *code;
  const char *field;
} bad[] = {
  { "no-urgency", "{" SUBJECT "," PLACE "}", "missing_field", "urgency" },
  { "unknown-urgency", "{" SUBJECT "," PLACE ",\"urgency\":\"1h\"}", "out_of_range",
    "urgency" },
  { "no-place", "{" SUBJECT ",\"urgency\":\"24h\"}", "missing_field", "location" },
  { "unknown-address", "{" SUBJECT ",\"urgency\":\"24h\",\"address\":\"月球背面999号\"}",
    "unknown_address", "address" },
  { "phone", "{" SUBJECT "," PLACE ",\"urgency\":\"24h\",\"caller\":{\"phone\":\"abc\"}}",
    "out_of_range", "caller.phone" },
  { "name", "{" SUBJECT "," PLACE ",\"urgency\":\"24h\",\"caller\":{\"name\":\"\"}}",
    "out_of_range", "caller.name" },
  { "caller", "{" SUBJECT "," PLACE ",\"urgency\":\"24h\",\"caller\":7}", "wrong_type",
    "caller" },
  { "number", "{" SUBJECT "," PLACE ",\"urgency\":\"24h\",\"external_number\":\"a/b\"}",
    "out_of_range", "external_number" },
  { "class",
    "{\"kind\":\"matter\",\"class\":\"99\",\"description\":\"x\"," PLACE
    ",\"urgency\":\"24h\"}",
    "unknown_class", "class" },
  { "outside", "{" SUBJECT ",\"location\":{\"lon\":1,\"lat\":2},\"urgency\":\"24h\"}",
    "outside_city", "location" },
  { "half-a-place", "{" SUBJECT ",\"location\":{\"lon\":113},\"urgency\":\"24h\"}",
    "missing_field", "location.lat" },
};

static void
test_bad (void)
{
  g_autoptr (GwTownServer) server = gw_town_server_new (NULL);

  gw_town_server_settle (server);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GwTestResponse) response = post (server, 422, "acceptor", bad[i].body);

      g_test_message ("%s", bad[i].name);
      g_assert_cmpstr (gw_test_json_string (response->json, "code"), ==, bad[i].code);
      g_assert_cmpstr (gw_test_json_string (response->json, "field"), ==, bad[i].field);
    }
  {
    g_autoptr (GwTestResponse) response = get (server, 200, "leader", CALLS);

    g_assert_cmpuint (json_object_array_length (gw_test_json_get (response->json, "calls")),
                      ==, 0);
  }
}

/* --- good calls ----------------------------------------------------------------------- */

static char *
take (GwTownServer *server, const char *more)
{
  g_autofree char *body =
      g_strconcat ("{" SUBJECT ",\"urgency\":\"24h\",", more, "}", NULL);
  g_autoptr (GwTestResponse) response = post (server, 201, "acceptor", body);

  gw_test_schema_assert (document, "CallTaken", response->json);
  return g_strdup (gw_test_json_string (response->json, "case.number"));
}

static void
assert_n_calls (GwTownServer *server, const char *query, gsize n)
{
  g_autofree char *path = g_strconcat (CALLS "?", query, NULL);
  g_autoptr (GwTestResponse) response = get (server, 200, "acceptor", path);

  gw_test_schema_assert (document, "CallPage", response->json);
  g_assert_cmpuint (json_object_array_length (gw_test_json_get (response->json, "calls")),
                    ==, n);
}

static void
follow_pages (GwTownServer *server, guint n_calls)
{
  g_autofree char *path = g_strdup (CALLS "?limit=1");
  guint n = 0;

  while (path)
    {
      g_autoptr (GwTestResponse) response = get (server, 200, "acceptor", path);
      json_object *next = gw_test_json_get (response->json, "next");

      n += json_object_array_length (gw_test_json_get (response->json, "calls"));
      g_free (path);
      path = next ? g_strdup (json_object_get_string (next)) : NULL;
      g_assert_cmpuint (n, <=, n_calls);
    }
  g_assert_cmpuint (n, ==, n_calls);
}

static void
test_taken (void)
{
  g_autoptr (GwTownServer) server = gw_town_server_new (NULL);
  g_autofree char *by_address = NULL;
  g_autofree char *by_place = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GwTestResponse) call = NULL;
  g_autoptr (GwTestResponse) urgencies = NULL;

  gw_town_server_settle (server);
  by_address = take (server, "\"address\":\"大街3号\",\"caller\":{\"name\":\"张女士\","
                             "\"phone\":\"138-0013-8000\"},\"external_number\":\"X-1\"");
  by_place = take (server, PLACE);
  path = g_strconcat (CALLS "/", by_address, NULL);
  call = get (server, 200, "leader", path);
  gw_test_schema_assert (document, "CallAnswer", call->json);
  g_assert_cmpstr (gw_test_json_string (call->json, "call.place"), ==, "大街3号");
  g_assert_cmpstr (gw_test_json_string (call->json, "call.caller.phone"), ==,
                   "13800138000");
  g_assert_cmpstr (gw_test_json_string (call->json, "call.case.source"), ==, "hotline");
  assert_n_calls (server, "limit=10", 2);
  assert_n_calls (server, "phone=138%200013%208000", 1);
  assert_n_calls (server, "external_number=X-1", 1);
  assert_n_calls (server, "external_number=X-2", 0);
  assert_n_calls (server, "to=2020-01-01", 0);
  follow_pages (server, 2);
  urgencies = get (server, 200, "dispatcher", "/api/v1/hotline/urgencies");
  gw_test_schema_assert (document, "UrgencyList", urgencies->json);
  g_assert_cmpuint (
      json_object_array_length (gw_test_json_get (urgencies->json, "urgencies")), ==, 4);
}

static void
expect_code (GwTownServer *server, guint status, const char *login, const char *method,
             const char *path, const char *body, const char *code)
{
  g_autoptr (GwTestResponse) response =
      gw_town_server_expect (server, status, login, method, path, body);

  g_assert_cmpstr (gw_test_json_string (response->json, "code"), ==, code);
}

static void
test_who_may (void)
{
  static const char *const others[] = { "inspector",  "dispatcher", "manager",
                                        "sanitation", "handler",    "exchange" };
  static const char good[] = "{" SUBJECT "," PLACE ",\"urgency\":\"24h\"}";
  g_autoptr (GwTownServer) server = gw_town_server_new (NULL);
  g_autofree char *number = take (server, PLACE);
  g_autofree char *path = g_strconcat (CALLS "/", number, NULL);
  g_autofree char *reported = gw_town_server_report (server, 0, "垃圾");
  g_autofree char *no_call = g_strconcat (CALLS "/", reported, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      if (!g_str_equal (others[i], "exchange"))
        expect_code (server, 403, others[i], "POST", CALLS, good, "forbidden");
      expect_code (server, 403, others[i], "GET", CALLS, NULL, "forbidden");
      expect_code (server, 403, others[i], "GET", path, NULL, "forbidden");
    }
  expect_code (server, 404, "leader", "GET", no_call, NULL, "not_found");
  expect_code (server, 404, "leader", "GET", CALLS "/7", NULL, "not_found");
  expect_code (server, 400, "leader", "GET", CALLS "?phone=x", NULL, "out_of_range");
  expect_code (server, 403, "exchange", "POST", "/api/v1/reports",
               "{" SUBJECT "," PLACE "}", "forbidden");
}

/* --- again ---------------------------------------------------------------------------- */

static void
test_again (void)
{
  static const char body[] =
      "{" SUBJECT "," PLACE ",\"urgency\":\"7d\",\"external_number\":\"12345-9\"}";
  static const char other[] =
      "{" SUBJECT "," PLACE ",\"urgency\":\"2h\",\"external_number\":\"12345-9\"}";
  g_autoptr (GwTownServer) server = gw_town_server_new (NULL);
  g_autoptr (GwTestResponse) first = post (server, 201, "acceptor", body);
  g_autoptr (GwTestResponse) second = post (server, 200, "acceptor", body);

  g_assert_cmpstr (gw_test_json_string (first->json, "case.number"), ==,
                   gw_test_json_string (second->json, "case.number"));
  expect_code (server, 422, "acceptor", "POST", CALLS, other, "external_number_taken");
  expect_code (server, 422, "leader", "POST", CALLS, body, "external_number_taken");
  gw_town_server_crash (server);
  {
    g_autoptr (GwTestResponse) third = post (server, 200, "acceptor", body);

    g_assert_cmpstr (gw_test_json_string (first->json, "case.number"), ==,
                     gw_test_json_string (third->json, "case.number"));
  }
}

/* --- the rates ------------------------------------------------------------------------ */

static void
test_statistics (void)
{
  static const char path[] = "/api/v1/statistics/hotline";
  g_autoptr (GwTownServer) server = gw_town_server_new (NULL);
  g_autofree char *number = take (server, PLACE);
  g_autoptr (GwTestResponse) all = NULL;
  g_autoptr (GwTestResponse) csv = NULL;

  gw_town_server_act (server, "leader", number, "file");
  gw_town_server_act (server, "dispatcher", number, "dispatch");
  gw_town_server_act (server, "sanitation", number, "accept");
  gw_town_server_act (server, "sanitation", number, "handle");
  gw_town_server_act (server, "leader", number, "check");
  gw_town_server_act (server, "leader", number, "close");
  gw_town_server_act_with (server, "acceptor", number, "visit",
                           "\"satisfaction\":\"satisfied\",\"solved\":true");
  all = get (server, 200, "manager", path);
  gw_test_schema_assert (document, "HotlineStatistics", all->json);
  g_assert_cmpint (gw_test_json_int (all->json, "total.calls"), ==, 1);
  g_assert_cmpint (gw_test_json_int (all->json, "total.response_rate.numerator"), ==, 1);
  g_assert_cmpint (gw_test_json_int (all->json, "total.solved_rate.numerator"), ==, 1);
  g_assert_cmpint (gw_test_json_int (all->json, "total.satisfied_rate.denominator"), ==, 1);
  g_assert_cmpstr (gw_test_json_string (all->json, "departments.0.department.code"), ==,
                   "sanitation");
  csv =
      gw_test_request (server->port, "GET", path, gw_town_server_token (server, "manager"),
                       "Accept: text/csv\r\n", NULL, 0);
  g_assert_cmpuint (csv->status, ==, 200);
  g_assert_true (g_str_has_prefix (csv->body, "code,name,name_en,calls,assigned,"));
  g_assert_nonnull (strstr (csv->body, "\"sanitation\""));
  {
    g_autoptr (GwTestResponse) own = get (server, 200, "works", path);

    g_assert_cmpint (gw_test_json_int (own->json, "total.assigned"), ==, 0);
  }
  expect_code (server, 403, "works", "GET",
               "/api/v1/statistics/hotline?department=sanitation", NULL, "forbidden");
  expect_code (server, 403, "inspector", "GET", path, NULL, "forbidden");
  expect_code (server, 400, "manager", "GET", "/api/v1/statistics/hotline?department=x",
               NULL, "unknown_department");
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  document = gw_test_schema_document ();
  g_test_add_func ("/api/hotline/bad", test_bad);
  g_test_add_func ("/api/hotline/taken", test_taken);
  g_test_add_func ("/api/hotline/who-may", test_who_may);
  g_test_add_func ("/api/hotline/again", test_again);
  g_test_add_func ("/api/hotline/statistics", test_statistics);
  result = g_test_run ();
  json_object_put (document);
  return result;
}
