/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever is published for the city stands in its journal: who, what, from what to what. */
#define G_LOG_DOMAIN "gridward-test"

#include <string.h>

#include "tests/lib/json-schema.h"
#include "tests/lib/town-server.h"

#define CHANGES "/api/v1/administration/changes"
#define RULES "/api/v1/routing-rules"
#define SETTINGS "/api/v1/settings"

static GwTestResponse *
changes_of (GwTownServer *server, const char *query)
{
  json_object *document = gw_test_schema_document ();
  g_autofree char *path = g_strconcat (CHANGES "?", query, NULL);
  GwTestResponse *response =
      gw_town_server_expect (server, 200, "admin", "GET", path, NULL);

  gw_test_schema_assert (document, "AdministrationChangeList", response->json);
  json_object_put (document);
  return response;
}

/* NULL for null. */
static const char *
text_of (json_object *line, const char *member)
{
  return gw_test_json_get (line, member) != NULL ? gw_test_json_string (line, member)
                                                 : NULL;
}

/* The newest line of a field among those that the query finds. */
static void
assert_noted (GwTownServer *server, const char *query, const char *field, const char *from,
              const char *to)
{
  g_autoptr (GwTestResponse) response = changes_of (server, query);
  json_object *list = gw_test_json_get (response->json, "changes");

  for (gsize i = 0; i < json_object_array_length (list); i++)
    {
      json_object *line = json_object_array_get_idx (list, i);

      if (!g_str_equal (gw_test_json_string (line, "field"), field))
        continue;
      g_assert_cmpstr (gw_test_json_string (line, "by.login"), ==, "admin");
      g_assert_cmpstr (text_of (line, "from"), ==, from);
      g_assert_cmpstr (text_of (line, "to"), ==, to);
      return;
    }
  g_error ("%s of %s is not noted: %s", field, query, response->body);
}

static gint64
number_of (GwTownServer *server, const char *path, const char *member)
{
  g_autoptr (GwTestResponse) response =
      gw_town_server_expect (server, 200, "admin", "GET", path, NULL);

  return gw_test_json_int (response->json, member);
}

static void
put (GwTownServer *server, guint status, const char *path, gint64 version,
     const char *members)
{
  g_autofree char *body = g_strdup_printf ("{\"version\":%d,%s}", (int)version, members);
  g_autoptr (GwTestResponse) response =
      gw_town_server_expect (server, status, "admin", "PUT", path, body);
}

static void
test_rules (void)
{
  g_autoptr (GwTownServer) server = gw_town_server_new (NULL);

  put (server, 200, RULES, number_of (server, RULES, "version"),
       "\"rules\":[{\"rank\":7,\"class\":\"06\",\"department\":\"general\"}]");
  assert_noted (server, "subject=routing_rule&key=7", "state", NULL, "active");
  assert_noted (server, "subject=routing_rule&key=7", "department", NULL, "general");
  put (server, 200, RULES, number_of (server, RULES, "version"),
       "\"rules\":[{\"rank\":7,\"class\":\"06\",\"department\":\"works\"}]");
  assert_noted (server, "subject=routing_rule&key=7", "department", "general", "works");
  put (server, 200, RULES, number_of (server, RULES, "version"), "\"rules\":[]");
  assert_noted (server, "subject=routing_rule&key=7&limit=1", "state", "active", "retired");
}

static void
test_calendar (void)
{
  g_autoptr (GwTownServer) server = gw_town_server_new (NULL);

  put (server, 200, "/api/v1/calendars/night", 0,
       "\"name\":\"夜\",\"slots\":[{\"weekday\":1,\"start\":\"20:00\",\"end\":\"22:00\"}],"
       "\"departments\":[\"works\"]");
  assert_noted (server, "subject=calendar&key=night", "state", NULL, "active");
  assert_noted (server, "subject=calendar&key=night", "department", NULL, "works");
  put (server, 200, "/api/v1/calendars/night",
       number_of (server, "/api/v1/calendars/night", "calendar.version"),
       "\"name\":\"夜\",\"slots\":[{\"weekday\":1,\"start\":\"20:00\",\"end\":\"23:00\"}],"
       "\"days\":[{\"date\":\"2026-10-01\",\"working\":false,\"name\":\"国庆节\"}]");
  assert_noted (server, "subject=calendar&key=night", "slot", "1,20:00,22:00",
                "1,20:00,23:00");
  assert_noted (server, "subject=calendar&key=night", "day", NULL, "2026-10-01,0,国庆节");
  assert_noted (server, "subject=calendar&key=night", "department", "works", NULL);
}

static void
test_catalogue (void)
{
  g_autoptr (GwTownServer) server = gw_town_server_new (NULL);
  g_autoptr (GwTestResponse) table = gw_town_server_expect (
      server, 200, "admin", "GET", "/api/v1/catalogue/conditions", NULL);
  g_autoptr (GwTestResponse) changed = NULL;
  json_object *rows = gw_test_json_get (table->json, "rows");
  json_object *row = json_object_array_get_idx (rows, 0);
  g_autofree char *path = g_strdup_printf ("/api/v1/catalogue/conditions/%d",
                                           (int)gw_test_json_int (row, "id"));
  g_autofree char *query = g_strdup_printf (
      "subject=catalogue&key=conditions/%s/%s/%s/%s", gw_test_json_string (row, "scheme"),
      gw_test_json_string (row, "kind"), gw_test_json_string (row, "class"),
      gw_test_json_string (row, "condition"));

  changed = gw_town_server_expect (server, 200, "admin", "PATCH", path,
                                   "{\"limit\":\"77\",\"valid_from\":\"2099-01-01\"}");
  assert_noted (server, query, "limit", gw_test_json_string (row, "limit"), "77");
  assert_noted (server, query, "valid_from",
                *gw_test_json_string (row, "valid_from") != '\0'
                    ? gw_test_json_string (row, "valid_from")
                    : NULL,
                "2099-01-01");
}

/* Two people at the same page: the second is told, and nothing of the first is lost. */
static void
test_settings (void)
{
  g_autoptr (GwTownServer) server = gw_town_server_new (NULL);
  gint64 version = number_of (server, SETTINGS, "version");
  g_autoptr (GwTestResponse) nobody = NULL;

  put (server, 200, SETTINGS, version, "\"settings\":{\"extension.max\":\"3\"}");
  put (server, 409, SETTINGS, version, "\"settings\":{\"extension.max\":\"4\"}");
  assert_noted (server, "subject=setting&key=extension.max&by=admin", "value", "2", "3");
  nobody = changes_of (server, "by=leader");
  g_assert_cmpuint (json_object_array_length (gw_test_json_get (nobody->json, "changes")),
                    ==, 0);
  put (server, 200, SETTINGS, number_of (server, SETTINGS, "version"),
       "\"settings\":{\"extension.max\":\"4\"}");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/api/noted/rules", test_rules);
  g_test_add_func ("/api/noted/calendar", test_calendar);
  g_test_add_func ("/api/noted/catalogue", test_catalogue);
  g_test_add_func ("/api/noted/settings", test_settings);
  return g_test_run ();
}
