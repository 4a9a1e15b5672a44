/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Everyone reads everything: each route that is read, by each role, and what is of a case also
 * by whether it is theirs to see. What the description does not say is never answered.
 */
#define G_LOG_DOMAIN "gridward-test"

#include <string.h>

#include "backend/api/api.h"
#include "tests/api/role-scenes.h"
#include "tests/lib/json-schema.h"
#include "tests/lib/town-server.h"

#define CENTRES                                                                            \
  (GW_ROLE_ACCEPTOR | GW_ROLE_LEADER | GW_ROLE_DISPATCHER | GW_ROLE_MANAGER | GW_ROLE_ADMIN)
#define WATCHING (GW_ROLE_LEADER | GW_ROLE_DISPATCHER | GW_ROLE_MANAGER | GW_ROLE_ADMIN)

/* Of the routes that not everybody may read; of a case: who does not see it gets 404. */
static const struct
{
  const char *path;
  guint roles;
} restricted[] = {
  { "/api/v1/people", CENTRES | GW_ROLE_DEPARTMENT },
  { "/api/v1/duty", WATCHING | GW_ROLE_INSPECTOR },
  { "/api/v1/positions/last", WATCHING | GW_ROLE_INSPECTOR },
  { "/api/v1/tasks", GW_ROLE_INSPECTOR },
  { "/api/v1/roll-calls", WATCHING | GW_ROLE_INSPECTOR },
  { "/api/v1/statistics/inspectors", WATCHING | GW_ROLE_INSPECTOR },
  { "/api/v1/statistics/duty-grids", WATCHING },
  { "/api/v1/statistics/periods", CENTRES },
  { "/api/v1/journal/anchors", GW_ROLE_MANAGER | GW_ROLE_ADMIN },
  { "/api/v1/webhooks", GW_ROLE_ADMIN },
  { "/api/v1/administration/changes", GW_ROLE_ADMIN },
  { "/api/v1/administration/people", GW_ROLE_ADMIN },
  { "/api/v1/administration/departments", GW_ROLE_ADMIN },
  { "/api/v1/administration/duty-grids", GW_ROLE_ADMIN },
  { "/api/v1/administration/shifts", GW_ROLE_ADMIN },
};

static GwTownServer *server;
static json_object *document;
static char *number; /* with sanitation, reported by inspector */

/* The route with what stands in braces filled in. Caller frees. */
static char *
dup_path (const GwHttpRoute *route)
{
  static const struct
  {
    const char *name;
    const char *value;
  } fixed[] = {
    { "{code}", "441802001001001" },
    { "{z}", "1" },
    { "{x}", "1" },
    { "{y}", "1" },
    { "{login}", "inspector" },
    { "{period}", "2020-01" },
  };
  static const struct
  {
    const char *path;
    const char *query;
  } queries[] = {
    { "/api/v1/cases/nearby", "?lon=113.0005&lat=23.7005" },
    { "/api/v1/locate", "?lon=113.0005&lat=23.7005" },
    { "/api/v1/statistics/scores", "?scheme=jinniu&rows=city" },
    { "/api/v1/statistics/closing-times", "?rows=city" },
    { "/api/v1/geocode", "?q=dajie" },
    { "/api/v1/geocode/reverse", "?lon=113.0005&lat=23.7005" },
  };
  g_autoptr (GString) path = g_string_new (route->path);

  g_string_replace (path, "calendars/{code}", "calendars/city", 0);
  g_string_replace (path, "{number}", number, 0);
  for (guint i = 0; i < G_N_ELEMENTS (fixed); i++)
    g_string_replace (path, fixed[i].name, fixed[i].value, 0);
  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    if (g_str_equal (route->path, queries[i].path))
      g_string_append (path, queries[i].query);
  return g_string_free (g_steal_pointer (&path), FALSE);
}

static gboolean
is_described (const GwHttpRoute *route, guint status)
{
  g_autofree char *code = g_strdup_printf ("%u", status);
  json_object *value = json_object_object_get (document, "paths");

  value = json_object_object_get (value, route->path);
  value = json_object_object_get (value, "get");
  value = json_object_object_get (value, "responses");
  return json_object_object_get (value, code) != NULL;
}

/* 0: whatever is described. */
static guint
expected_status (const GwHttpRoute *route, const GwRolePerson *person)
{
  gboolean sees = (person->role & CENTRES) != 0 ||
                  g_strcmp0 (person->login, "inspector") == 0 ||
                  g_strcmp0 (person->login, "sanitation") == 0;

  for (guint i = 0; i < G_N_ELEMENTS (restricted); i++)
    if (g_str_equal (route->path, restricted[i].path))
      return (restricted[i].roles & person->role) != 0 ? 200 : 403;
  /* Not every case is of a call. */
  if (g_str_has_prefix (route->path, "/api/v1/hotline/"))
    return 0;
  if (strstr (route->path, "{number}") != NULL)
    return sees ? 200 : 404;
  return 0;
}

static void
test_route (gconstpointer data)
{
  const GwHttpRoute *route = data;
  gsize n_people;
  const GwRolePerson *people = gw_role_people (&n_people);
  g_autofree char *path = dup_path (route);
  guint n_refused = 0;

  for (gsize i = 0; i < n_people; i++)
    {
      guint expected = expected_status (route, &people[i]);
      g_autoptr (GwTestResponse) response =
          gw_town_server_call (server, people[i].login, "GET", path, NULL);

      if (!is_described (route, response->status))
        g_error ("%s as %s: %u is not described: %s", path, people[i].login,
                 response->status, response->body);
      if (expected != 0 && response->status != expected)
        g_error ("%s as %s: %u instead of %u: %s", path, people[i].login, response->status,
                 expected, response->body);
      n_refused += response->status == 403 || response->status == 404;
    }
  g_test_message ("%u of %" G_GSIZE_FORMAT " refused", n_refused, n_people);
}

static void
test_nobody (gconstpointer data)
{
  const GwHttpRoute *route = data;
  g_autofree char *path = dup_path (route);
  g_autoptr (GwTestResponse) response =
      gw_town_server_call (server, NULL, "GET", path, NULL);

  g_assert_cmpuint (response->status, ==, 401);
  g_assert_cmpstr (gw_test_json_string (response->json, "code"), ==, "unauthenticated");
}

/* The socket needs an upgrade, which test-live speaks of. */
static gboolean
is_read (const GwHttpRoute *route)
{
  return g_str_equal (route->method, "GET") && !g_str_has_suffix (route->path, "/live") &&
         strstr (route->path, "{id}") == NULL;
}

int
main (int argc, char **argv)
{
  gsize n_routes;
  const GwHttpRoute *routes = gw_api_routes (&n_routes);
  int result;

  g_test_init (&argc, &argv, NULL);
  document = gw_test_schema_document ();
  server = gw_town_server_new (NULL);
  number = gw_town_server_report (server, 0, "垃圾");
  gw_town_server_act (server, "leader", number, "file");
  gw_town_server_act (server, "dispatcher", number, "dispatch");
  gw_town_server_settle (server);
  for (gsize i = 0; i < n_routes; i++)
    {
      g_autofree char *all = g_strconcat ("/read-roles/everyone", routes[i].path, NULL);
      g_autofree char *none = g_strconcat ("/read-roles/nobody", routes[i].path, NULL);

      if (!is_read (&routes[i]))
        continue;
      g_test_add_data_func (all, &routes[i], test_route);
      if ((routes[i].flags & GW_HTTP_ROUTE_PUBLIC) == 0)
        g_test_add_data_func (none, &routes[i], test_nobody);
    }
  result = g_test_run ();
  gw_town_server_free (server);
  g_free (number);
  json_object_put (document);
  return result;
}
