/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inbox of an inspector over HTTP. */
#define G_LOG_DOMAIN "gridward-test"

#include "tests/lib/json-schema.h"
#include "tests/lib/town-server.h"

static const char TASKS[] = "/api/v1/tasks";

static json_object *document;

static void
sign_in (GwTownServer *server, const char *login)
{
  g_autoptr (GwTestResponse) response = gw_town_server_expect (
      server, 201, login, "POST", "/api/v1/duty/sign-in", "{\"duty_grid\":\"D1\"}");
}

/* A case that waits for a check. Caller frees. */
static char *
handled (GwTownServer *server, guint cell)
{
  char *number = gw_town_server_report (server, cell, "垃圾");

  gw_town_server_act (server, "leader", number, "file");
  gw_town_server_act (server, "dispatcher", number, "dispatch");
  gw_town_server_act (server, "sanitation", number, "accept");
  gw_town_server_act (server, "sanitation", number, "handle");
  return number;
}

static GwTestResponse *
list (GwTownServer *server, const char *login, const char *path, guint n)
{
  GwTestResponse *response = gw_town_server_expect (server, 200, login, "GET", path, NULL);

  gw_test_schema_assert (document, "TaskList", response->json);
  g_assert_cmpuint (json_object_array_length (gw_test_json_get (response->json, "tasks")),
                    ==, n);
  return response;
}

static void
expect (GwTestResponse *response, guint i, const char *member, const char *value)
{
  g_autofree char *path = g_strdup_printf ("tasks.%u.%s", i, member);

  g_assert_cmpstr (gw_test_json_string (response->json, path), ==, value);
}

static void
test_way (void)
{
  g_autoptr (GwTownServer) server = gw_town_server_new (NULL);
  g_autofree char *far = handled (server, 15);
  g_autofree char *near = handled (server, 1);
  g_autofree char *own = NULL;
  g_autoptr (GwTestResponse) all = NULL;
  g_autoptr (GwTestResponse) page = NULL;
  g_autoptr (GwTestResponse) rest = NULL;
  g_autoptr (GwTestResponse) other = NULL;
  g_autoptr (GwTestResponse) none = NULL;

  /* Of nobody: who walks the duty grid sees them, the oldest first. */
  all = list (server, "inspector", TASKS, 2);
  expect (all, 0, "case.number", far);
  expect (all, 0, "kind", "check");
  g_assert_null (gw_test_json_get (all->json, "tasks.0.distance_m"));
  none = list (server, "inspector2", TASKS, 0);
  sign_in (server, "inspector2");
  other = list (server, "inspector2", TASKS, 2);
  own = handled (server, 0);
  gw_test_response_free (g_steal_pointer (&other));
  other = list (server, "inspector2", TASKS, 3);
  expect (other, 2, "case.number", own);
  g_assert_true (json_object_get_boolean (gw_test_json_get (other->json, "tasks.2.own")));
  g_assert_nonnull (gw_test_json_string (other->json, "tasks.2.reason"));
  /* From a place, the nearest first, page by page. */
  page = list (server, "inspector2", "/api/v1/tasks?lon=113.0035&lat=23.7035&limit=1", 1);
  expect (page, 0, "case.number", far);
  rest = list (server, "inspector2", gw_test_json_string (page->json, "next"), 1);
  expect (rest, 0, "case.number", near);
  gw_test_response_free (g_steal_pointer (&page));
  page = list (server, "inspector2", gw_test_json_string (rest->json, "next"), 1);
  expect (page, 0, "case.number", own);
  g_assert_null (gw_test_json_get (page->json, "next"));
}

static void
test_refuses (void)
{
  static const struct
  {
    const char *login;
    const char *path;
    guint status;
  } rows[] = {
    { "leader", TASKS, 403 },
    { NULL, TASKS, 401 },
    { "inspector", "/api/v1/tasks?lon=113", 400 },
    { "inspector", "/api/v1/tasks?lon=113&lat=x", 400 },
    { "inspector", "/api/v1/tasks?lon=113&lat=23&coordinate_system=mars", 400 },
    { "inspector", "/api/v1/tasks?limit=0", 400 },
    { "inspector", "/api/v1/tasks?limit=201", 400 },
    { "inspector", "/api/v1/tasks?after=7", 400 },
    { "inspector", "/api/v1/tasks?after=7-7x", 400 },
    { "inspector", "/api/v1/tasks?inspector=x", 400 },
  };
  g_autoptr (GwTownServer) server = gw_town_server_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GwTestResponse) response = gw_town_server_expect (
          server, rows[i].status, rows[i].login, "GET", rows[i].path, NULL);
    }
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  document = gw_test_schema_document ();
  g_test_add_func ("/api/tasks/way", test_way);
  g_test_add_func ("/api/tasks/refuses", test_refuses);
  result = g_test_run ();
  json_object_put (document);
  return result;
}
