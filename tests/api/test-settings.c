/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Settings over HTTP: told, decided, journaled, and in force at once; recalculation. */
#define G_LOG_DOMAIN "gridward-test"

#include "tests/lib/json-schema.h"
#include "tests/lib/town-server.h"

#define PATH "/api/v1/settings"

static void
refuse (GwTownServer *server, guint status, const char *login, const char *body,
        const char *code, const char *field)
{
  g_autoptr (GwTestResponse) response =
      gw_town_server_expect (server, status, login, "PUT", PATH, body);

  g_assert_cmpstr (gw_test_json_string (response->json, "code"), ==, code);
  if (field != NULL)
    g_assert_cmpstr (gw_test_json_string (response->json, "field"), ==, field);
}

/* The value of a setting as the server tells it. Caller frees. */
static char *
dup_value (GwTownServer *server, const char *name)
{
  g_autoptr (GwTestResponse) response =
      gw_town_server_expect (server, 200, "admin", "GET", PATH, NULL);
  json_object *settings = gw_test_json_get (response->json, "settings");

  for (gsize i = 0; i < json_object_array_length (settings); i++)
    {
      json_object *setting = json_object_array_get_idx (settings, i);

      if (g_str_equal (gw_test_json_string (setting, "name"), name))
        return g_strdup (gw_test_json_string (setting, "value"));
    }
  g_error ("%s is not told", name);
}

static void
assert_value (GwTownServer *server, const char *name, const char *expected)
{
  g_autofree char *value = dup_value (server, name);

  g_assert_cmpstr (value, ==, expected);
}

static void
test_bad (void)
{
  g_autoptr (GwTownServer) server = gw_town_server_new (NULL);

  refuse (server, 401, NULL, "{}", "unauthenticated", NULL);
  refuse (server, 403, "leader", "{\"settings\":{\"extension.max\":\"3\"}}", "forbidden",
          NULL);
  refuse (server, 422, "admin", "{}", "missing_field", "settings");
  refuse (server, 422, "admin", "{\"settings\":[]}", "wrong_type", "settings");
  refuse (server, 422, "admin", "{\"settings\":{\"extension.max\":3}}", "wrong_type",
          "settings.extension.max");
  refuse (server, 422, "admin", "{\"settings\":{\"extension.max\":\"11\"}}", "out_of_range",
          "settings.extension.max");
  refuse (server, 422, "admin", "{\"settings\":{\"no.such\":\"1\"}}", "out_of_range",
          "settings.no.such");
  refuse (server, 422, "admin", "{\"settings\":{\"limit.accept\":\"4 years\"}}",
          "out_of_range", "settings.limit.accept");
  /* All or none. */
  refuse (server, 422, "admin",
          "{\"settings\":{\"extension.max\":\"3\",\"appeal.approvers\":\"king\"}}",
          "out_of_range", "settings.appeal.approvers");
  assert_value (server, "extension.max", "2");
}

static void
test_decided (void)
{
  g_autoptr (GwTownServer) server = gw_town_server_new (NULL);
  json_object *document = gw_test_schema_document ();
  g_autofree char *number = gw_town_server_report (server, 0, "垃圾");
  g_autoptr (GwTestResponse) answer = NULL;
  g_autoptr (GwTestResponse) again = NULL;
  g_autoptr (GwTestResponse) refused = NULL;
  g_autofree char *path = g_strconcat ("/api/v1/cases/", number, "/actions", NULL);

  gw_town_server_act (server, "leader", number, "file");
  gw_town_server_act (server, "dispatcher", number, "dispatch");
  answer = gw_town_server_expect (
      server, 200, "admin", "PUT", PATH,
      "{\"settings\":{\"extension.max\":\"0\",\"limit.total\":\"30 natural_day\"}}");
  gw_test_schema_assert (document, "SettingList", answer->json);
  g_assert_cmpstr (gw_test_json_string (answer->json, "changes.0.by.login"), ==, "admin");
  g_assert_cmpuint (json_object_array_length (gw_test_json_get (answer->json, "changes")),
                    ==, 2);
  /* In force at once: no extension is possible any more. */
  refused = gw_town_server_expect (
      server, 422, "sanitation", "POST", path,
      "{\"action\":\"request_extension\",\"version\":3,\"opinion\":\"x\"}");
  g_assert_cmpstr (gw_test_json_string (refused->json, "code"), ==, "action_not_allowed");
  /* What is so already is no change; null is the default. */
  again = gw_town_server_expect (
      server, 200, "admin", "PUT", PATH,
      "{\"settings\":{\"limit.total\":\"30 natural_day\",\"extension.max\":null}}");
  g_assert_cmpuint (json_object_array_length (gw_test_json_get (again->json, "changes")),
                    ==, 3);
  g_assert_cmpstr (gw_test_json_string (again->json, "changes.0.from"), ==, "0");
  g_assert_cmpstr (gw_test_json_string (again->json, "changes.0.to"), ==, "2");
  gw_town_server_crash (server);
  assert_value (server, "limit.total", "30 natural_day");
  json_object_put (document);
}

/* The clock in total of an open case follows; its deadline stays. */
static void
test_recalculated (void)
{
  g_autoptr (GwTownServer) server = gw_town_server_new (NULL);
  g_autofree char *number = gw_town_server_report (server, 0, "垃圾");
  g_autofree char *path = g_strconcat ("/api/v1/cases/", number, "/events", NULL);
  g_autoptr (GwTestResponse) refused = gw_town_server_expect (
      server, 403, "manager", "POST", "/api/v1/calendars/recalculate", NULL);
  g_autoptr (GwTestResponse) changed = NULL;
  g_autoptr (GwTestResponse) first = NULL;
  g_autoptr (GwTestResponse) second = NULL;
  g_autoptr (GwTestResponse) events = NULL;

  changed = gw_town_server_expect (server, 200, "admin", "PUT", PATH,
                                   "{\"settings\":{\"limit.total\":\"20 natural_day\"}}");
  first = gw_town_server_expect (server, 200, "admin", "POST",
                                 "/api/v1/calendars/recalculate", NULL);
  g_assert_cmpint (gw_test_json_int (first->json, "cases"), ==, 1);
  g_assert_cmpint (gw_test_json_int (first->json, "changed"), ==, 1);
  second = gw_town_server_expect (server, 200, "admin", "POST",
                                  "/api/v1/calendars/recalculate", NULL);
  g_assert_cmpint (gw_test_json_int (second->json, "changed"), ==, 0);
  events = gw_town_server_expect (server, 200, "admin", "GET", path, NULL);
  g_assert_cmpstr (gw_test_json_string (events->json, "events.1.action"), ==,
                   "recalculate");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/api/settings/bad", test_bad);
  g_test_add_func ("/api/settings/decided", test_decided);
  g_test_add_func ("/api/settings/recalculated", test_recalculated);
  return g_test_run ();
}
