/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Roll calls over HTTP, and told live to those who are called. */
#define G_LOG_DOMAIN "gridward-test"

#include <string.h>

#include "tests/lib/json-schema.h"
#include "tests/lib/town-server.h"

#define INSIDE "{\"lon\":113.0005,\"lat\":23.7005,\"accuracy\":6}"
#define OUTSIDE "{\"lon\":112.5,\"lat\":23.7005}"

static const char CALLS[] = "/api/v1/roll-calls";

static json_object *document;

static void
sign_in (GwTownServer *server, const char *login)
{
  g_autoptr (GwTestResponse) response = gw_town_server_expect (
      server, 201, login, "POST", "/api/v1/duty/sign-in", "{\"duty_grid\":\"D1\"}");
}

static GwTestResponse *
call (GwTownServer *server, const char *body)
{
  GwTestResponse *response =
      gw_town_server_expect (server, 201, "leader", "POST", CALLS, body);

  gw_test_schema_assert (document, "RollCallEnvelope", response->json);
  return response;
}

static void
answer (GwTownServer *server, guint status, const char *login, const char *path,
        const char *body, gboolean outside)
{
  g_autofree char *answer_path = g_strconcat (path, "/answer", NULL);
  g_autoptr (GwTestResponse) response =
      gw_town_server_expect (server, status, login, "POST", answer_path, body);
  json_object *value;

  if (status >= 300)
    return;
  gw_test_schema_assert (document, "RollCallEnvelope", response->json);
  value = gw_test_json_get (response->json, "roll_call.answers.0.outside");
  g_assert_cmpint (json_object_get_boolean (value), ==, outside);
}

static void
expect_count (json_object *json, const char *path, gint64 n)
{
  g_assert_cmpint (gw_test_json_int (json, path), ==, n);
}

static GwTestConnection *
listen_as (GwTownServer *server, const char *login)
{
  GwTestConnection *socket = gw_test_web_socket (
      server->port, "/api/v1/live", gw_town_server_token (server, login), NULL);
  g_autofree char *hello = NULL;

  g_assert_nonnull (socket);
  hello = gw_test_web_socket_read (socket, NULL, 30);
  g_assert_nonnull (strstr (hello, "\"hello\":true"));
  return socket;
}

static void
expect_told (GwTestConnection *socket, gint64 id)
{
  g_autofree char *text = gw_test_web_socket_read (socket, NULL, 30);
  g_autofree char *start = g_strdup_printf (
      "[{\"roll_call\":{\"id\":%" G_GINT64_FORMAT ",\"caller\":{\"login\":\"leader\"", id);

  g_test_message ("%s", text);
  g_assert_true (g_str_has_prefix (text, start));
}

static void
test_way (void)
{
  g_autoptr (GwTownServer) server = gw_town_server_new (NULL);
  g_autoptr (GwTestResponse) called = NULL;
  g_autoptr (GwTestResponse) one = NULL;
  g_autoptr (GwTestResponse) all = NULL;
  g_autoptr (GwTestResponse) own = NULL;
  g_autofree char *path = NULL;
  GwTestConnection *socket, *late;

  sign_in (server, "inspector");
  sign_in (server, "inspector2");
  socket = listen_as (server, "inspector");
  called = call (server, "{\"minutes\":5}");
  expect_count (called->json, "roll_call.called", 2);
  path = gw_test_response_dup_header (called, "Location");
  expect_told (socket, 1);
  /* Who begins to listen later is told, too. */
  late = listen_as (server, "inspector2");
  expect_told (late, 1);
  answer (server, 201, "inspector", path, INSIDE, FALSE);
  answer (server, 200, "inspector", path, OUTSIDE, FALSE);
  answer (server, 201, "inspector2", path, OUTSIDE, TRUE);
  answer (server, 403, "leader", path, INSIDE, FALSE);
  /* On disk. */
  gw_test_connection_free (socket);
  gw_test_connection_free (late);
  gw_town_server_crash (server);
  all = gw_town_server_expect (server, 200, "manager", "GET", path, NULL);
  expect_count (all->json, "roll_call.answered", 2);
  expect_count (all->json, "roll_call.outside", 1);
  expect_count (all->json, "roll_call.late", 0);
  g_assert_cmpstr (gw_test_json_string (all->json, "roll_call.answers.0.inspector.login"),
                   ==, "inspector");
  /* Each sees himself. */
  own = gw_town_server_expect (server, 200, "inspector2", "GET", path, NULL);
  expect_count (own->json, "roll_call.called", 1);
  one = call (server, "{\"inspectors\":[\"inspector\",\"inspector\"]}");
  expect_count (one->json, "roll_call.called", 1);
  expect_count (one->json, "roll_call.id", 2);
}

static void
test_lists (void)
{
  g_autoptr (GwTownServer) server = gw_town_server_new (NULL);
  g_autoptr (GwTestResponse) page = NULL;
  g_autoptr (GwTestResponse) rest = NULL;
  g_autoptr (GwTestResponse) own = NULL;

  sign_in (server, "inspector");
  sign_in (server, "inspector2");
  for (guint i = 0; i < 3; i++)
    gw_test_response_free (call (server, "{\"sample\":9}"));
  gw_test_response_free (call (server, "{\"inspectors\":[\"inspector2\"]}"));
  page = gw_town_server_expect (server, 200, "leader", "GET", "/api/v1/roll-calls?limit=3",
                                NULL);
  gw_test_schema_assert (document, "RollCallList", page->json);
  expect_count (page->json, "roll_calls.0.id", 4);
  expect_count (page->json, "roll_calls.2.called", 2);
  rest = gw_town_server_expect (server, 200, "leader", "GET",
                                gw_test_json_string (page->json, "next"), NULL);
  expect_count (rest->json, "roll_calls.0.id", 1);
  g_assert_null (gw_test_json_get (rest->json, "next"));
  own = gw_town_server_expect (server, 200, "inspector", "GET", CALLS, NULL);
  expect_count (own->json, "roll_calls.0.id", 3);
  expect_count (own->json, "roll_calls.0.called", 1);
}

static const struct
{
  guint status;
  const char *login;
  const char *method;
  const char *path;
  const char *body;
  const char *code;
  const char *field;
} REFUSED[] = {
  { 403, "dispatcher", "POST", CALLS, "{}", "forbidden", NULL },
  { 403, "inspector", "POST", CALLS, "{}", "forbidden", NULL },
  { 422, "leader", "POST", CALLS, "{\"inspectors\":[\"inspector\",\"inspector2\"]}",
    "out_of_range", "inspectors.1" },
  { 422, "leader", "POST", CALLS, "{\"inspectors\":[]}", "out_of_range", "inspectors" },
  { 422, "leader", "POST", CALLS, "{\"inspectors\":[7]}", "wrong_type", "inspectors.0" },
  { 422, "leader", "POST", CALLS, "{\"sample\":0}", "out_of_range", "sample" },
  { 422, "leader", "POST", CALLS, "{\"sample\":1,\"inspectors\":[\"inspector\"]}",
    "out_of_range", "sample" },
  { 422, "leader", "POST", CALLS, "{\"minutes\":241}", "out_of_range", "minutes" },
  { 404, "inspector", "POST", "/api/v1/roll-calls/9/answer", INSIDE, "not_found", NULL },
  { 404, "inspector", "POST", "/api/v1/roll-calls/x/answer", INSIDE, "not_found", NULL },
  { 422, "inspector", "POST", "/api/v1/roll-calls/1/answer", "{\"lon\":1}", "missing_field",
    "lat" },
  { 404, "leader", "GET", "/api/v1/roll-calls/9", NULL, "not_found", NULL },
  { 403, "acceptor", "GET", CALLS, NULL, "forbidden", NULL },
  { 400, "leader", "GET", "/api/v1/roll-calls?limit=x", NULL, "out_of_range", "limit" },
};

static void
test_refuses (void)
{
  g_autoptr (GwTownServer) server = gw_town_server_new (NULL);
  g_autoptr (GwTestResponse) nobody =
      gw_town_server_expect (server, 422, "leader", "POST", CALLS, "{}");

  g_assert_cmpstr (gw_test_json_string (nobody->json, "field"), ==, "inspectors");
  sign_in (server, "inspector");
  for (guint i = 0; i < G_N_ELEMENTS (REFUSED); i++)
    {
      g_autoptr (GwTestResponse) response =
          gw_town_server_expect (server, REFUSED[i].status, REFUSED[i].login,
                                 REFUSED[i].method, REFUSED[i].path, REFUSED[i].body);

      g_assert_cmpstr (gw_test_json_string (response->json, "code"), ==, REFUSED[i].code);
      if (REFUSED[i].field)
        g_assert_cmpstr (gw_test_json_string (response->json, "field"), ==,
                         REFUSED[i].field);
    }
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  document = gw_test_schema_document ();
  g_test_add_func ("/api/roll-calls/way", test_way);
  g_test_add_func ("/api/roll-calls/lists", test_lists);
  g_test_add_func ("/api/roll-calls/refuses", test_refuses);
  result = g_test_run ();
  json_object_put (document);
  return result;
}
