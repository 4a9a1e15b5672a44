/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Duty over HTTP. */
#define G_LOG_DOMAIN "gridward-test"

#include "tests/lib/json-schema.h"
#include "tests/lib/town-server.h"

static void
expect (GwTownServer *server, guint status, const char *login, const char *method,
        const char *path, const char *body, const char *member, const char *value)
{
  g_autoptr (GwTestResponse) response =
      gw_town_server_expect (server, status, login, method, path, body);

  if (member != NULL)
    g_assert_cmpstr (gw_test_json_string (response->json, member), ==, value);
}

static void
test_sign_in (void)
{
  g_autoptr (GwTownServer) server = gw_town_server_new (NULL);
  static const char in[] = "/api/v1/duty/sign-in";
  static const char out[] = "/api/v1/duty/sign-out";
  json_object *document = gw_test_schema_document ();
  g_autoptr (GwTestResponse) list = NULL;

  expect (server, 401, NULL, "GET", "/api/v1/duty", NULL, "code", "unauthenticated");
  expect (server, 422, "inspector", "POST", in, "{}", "field", "duty_grid");
  expect (server, 422, "inspector", "POST", in, "{\"duty_grid\":\"D9\"}", "code",
          "unknown_duty_grid");
  expect (server, 422, "inspector", "POST", in, "{\"duty_grid\":1}", "code", "wrong_type");
  expect (server, 403, "leader", "POST", in, "{\"duty_grid\":\"D1\"}", "code", "forbidden");
  expect (server, 201, "inspector", "POST", in, "{\"duty_grid\":\"D1\"}",
          "duty.duty_grid.name", "责任网格一");
  expect (server, 200, "inspector", "POST", in, "{}", "duty.duty_grid.code", "D1");
  list = gw_town_server_expect (server, 200, "leader", "GET", "/api/v1/duty", NULL);
  gw_test_schema_assert (document, "DutyList", list->json);
  g_assert_cmpstr (gw_test_json_string (list->json, "on_duty.0.inspector.login"), ==,
                   "inspector");
  expect (server, 403, "sanitation", "GET", "/api/v1/duty", NULL, "code", "forbidden");
  expect (server, 200, "dispatcher", "GET", "/api/v1/duty/grids", NULL, "duty_grids.0.name",
          "责任网格一");
  expect (server, 200, "sanitation", "GET", "/api/v1/duty/grids", NULL, "duty_grids.0.code",
          "D1");
  gw_town_server_crash (server);
  expect (server, 200, "inspector", "POST", out, NULL, "duty.duty_grid.code", "D1");
  expect (server, 404, "inspector", "POST", out, NULL, "code", "not_found");
  json_object_put (document);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/api/duty/sign-in", test_sign_in);
  return g_test_run ();
}
