/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The OpenAPI document against the routes, its own examples, and what the server answers. */
#define G_LOG_DOMAIN "gridward-test"

#include <string.h>

#include "backend/api/api.h"
#include "backend/http/problem.h"
#include "tests/lib/json-schema.h"
#include "tests/lib/town-server.h"

static json_object *document;

static json_object *
member (json_object *object, const char *name)
{
  json_object *value = NULL;

  json_object_object_get_ex (object, name, &value);
  return value;
}

static json_object *
operation_of (const GwHttpRoute *route)
{
  g_autofree char *method = g_ascii_strdown (route->method, -1);

  return member (member (member (document, "paths"), route->path), method);
}

static void
test_every_route_is_described (void)
{
  gsize n;
  const GwHttpRoute *routes = gw_api_routes (&n);

  for (gsize i = 0; i < n; i++)
    if (!operation_of (&routes[i]))
      g_error ("%s %s is not described", routes[i].method, routes[i].path);
}

static gboolean
route_exists (const char *method, const char *path)
{
  gsize n;
  const GwHttpRoute *routes = gw_api_routes (&n);
  g_autofree char *upper = g_ascii_strup (method, -1);

  for (gsize i = 0; i < n; i++)
    if (g_str_equal (routes[i].method, upper) && g_str_equal (routes[i].path, path))
      return TRUE;
  return FALSE;
}

static void
test_every_description_has_a_route (void)
{
  json_object_object_foreach (member (document, "paths"), path, methods)
    {
      json_object_object_foreach (methods, method, operation)
        {
          g_assert_nonnull (member (operation, "summary"));
          g_assert_nonnull (member (operation, "operationId"));
          if (!route_exists (method, path))
            g_error ("%s %s is described, but there is no such route", method, path);
        }
    }
}

/* Whether the operation names the parameter. */
static gboolean
has_parameter (json_object *operation, const char *in, const char *name)
{
  json_object *parameters = member (operation, "parameters");

  for (gsize i = 0; parameters && i < json_object_array_length (parameters); i++)
    {
      json_object *parameter = json_object_array_get_idx (parameters, i);

      if (g_str_equal (json_object_get_string (member (parameter, "in")), in) &&
          g_str_equal (json_object_get_string (member (parameter, "name")), name))
        return TRUE;
    }
  return FALSE;
}

static guint
count_parameters (json_object *operation, const char *in)
{
  json_object *parameters = member (operation, "parameters");
  guint n = 0;

  for (gsize i = 0; parameters && i < json_object_array_length (parameters); i++)
    n += g_str_equal (
        json_object_get_string (member (json_object_array_get_idx (parameters, i), "in")),
        in);
  return n;
}

static void
test_parameters (void)
{
  gsize n;
  const GwHttpRoute *routes = gw_api_routes (&n);

  for (gsize i = 0; i < n; i++)
    {
      json_object *operation = operation_of (&routes[i]);
      g_auto (GStrv) names = g_strsplit (routes[i].query ? routes[i].query : "", ",", -1);

      g_assert_cmpuint (count_parameters (operation, "query"), ==, g_strv_length (names));
      for (guint k = 0; names[k]; k++)
        if (!has_parameter (operation, "query", names[k]))
          g_error ("%s: the parameter %s is not described", routes[i].path, names[k]);
      for (const char *p = strchr (routes[i].path, '{'); p; p = strchr (p + 1, '{'))
        {
          g_autofree char *name = g_strndup (p + 1, strcspn (p + 1, "}"));

          g_assert_true (has_parameter (operation, "path", name));
        }
    }
}

static void
test_security_and_bodies (void)
{
  gsize n;
  const GwHttpRoute *routes = gw_api_routes (&n);

  for (gsize i = 0; i < n; i++)
    {
      json_object *operation = operation_of (&routes[i]);
      gboolean is_public = (routes[i].flags & GW_HTTP_ROUTE_PUBLIC) != 0;

      g_assert_cmpint (member (operation, "security") != NULL, ==, is_public);
      g_assert_cmpint (member (operation, "requestBody") != NULL, ==,
                       routes[i].body_limit > 0);
      g_assert_cmpint (member (member (operation, "responses"), "401") != NULL, ==,
                       !is_public || routes[i].body_limit > 0);
    }
}

static guint n_examples;

/* Looks for {"schema", "example"} everywhere and holds the one against the other. */
static void
check_examples (json_object *value, const char *place)
{
  if (json_object_is_type (value, json_type_array))
    for (gsize i = 0; i < json_object_array_length (value); i++)
      check_examples (json_object_array_get_idx (value, i), place);
  if (!json_object_is_type (value, json_type_object))
    return;
  if (member (value, "schema") && member (value, "example"))
    {
      g_autofree char *wrong = gw_test_schema_check (document, member (value, "schema"),
                                                     member (value, "example"));

      if (wrong)
        g_error ("%s: %s", place, wrong);
      n_examples++;
    }
  json_object_object_foreach (value, name, item)
    {
      g_autofree char *inner = g_strconcat (place, "/", name, NULL);

      check_examples (item, inner);
    }
}

static void
test_examples (void)
{
  check_examples (document, "");
  g_assert_cmpuint (n_examples, >=, 30);
}

static void
test_problem_codes (void)
{
  json_object *listed =
      gw_test_json_get (document, "components.schemas.Problem.properties.code.enum");
  const char *const *codes = gw_problem_codes ();
  guint n = 0;

  for (; codes[n]; n++)
    {
      gboolean found = FALSE;

      for (gsize k = 0; k < json_object_array_length (listed); k++)
        found |= g_str_equal (
            codes[n], json_object_get_string (json_object_array_get_idx (listed, k)));
      if (!found)
        g_error ("the code %s is not described", codes[n]);
    }
  g_assert_cmpuint (json_object_array_length (listed), ==, n);
}

/* What the real server answers has exactly the described shape. */
static void
test_answers (void)
{
  static const struct
  {
    const char *path;
    const char *schema;
  } answers[] = {
    { "/api/v1/city", "City" },
    { "/api/v1/classes", "ClassList" },
    { "/api/v1/classes?scheme=gb30428-2013", "ClassList" },
    { "/api/v1/classes?scheme=local", "ClassList" },
    { "/api/v1/classes?scheme=gb1", "Problem" },
    { "/api/v1/schemes", "SchemeList" },
    { "/api/v1/departments", "DepartmentList" },
    { "/api/v1/areas", "AreaList" },
    { "/api/v1/calendars", "CalendarList" },
    { "/api/v1/calendars/city", "CalendarAnswer" },
    { "/api/v1/sessions/current", "CurrentSession" },
    { "/api/v1/cases?limit=2", "CasePage" },
    { "/api/v1/cases/points?limit=2", "PointPage" },
    { "/api/v1/cases/index?step=2", "CaseIndex" },
    { "/api/v1/cases/"
      "nearby?lon=113.0005&lat=23.7005&class=06010&description=%E5%9E%83%E5%9C%BE",
      "NearbyList" },
    { "/api/v1/cells?limit=3", "CellPage" },
    { "/api/v1/cells/441802001001001", "CellDetail" },
    { "/api/v1/locate?lon=113.0005&lat=23.7005", "Place" },
    { "/api/v1/geocode?q=dajie%203", "FoundPlaceList" },
    { "/api/v1/geocode?q=441802", "FoundPlaceList" },
    { "/api/v1/geocode?q=xiaoxue", "FoundPlaceList" },
    { "/api/v1/geocode/reverse?lon=113.0005&lat=23.7005", "Address" },
    { "/api/v1/statistics/cells", "CellStatistics" },
    { "/api/v1/statistics/departments", "DepartmentStatistics" },
    { "/api/v1/statistics/table?rows=community&compare=year", "FiguresTable" },
    { "/api/v1/statistics/table?rows=class_minor&columns=day", "FiguresTable" },
    { "/api/v1/statistics/table?rows=nothing", "Problem" },
    { "/api/v1/statistics/cases?figure=filed&limit=2", "FigureCases" },
    { "/api/v1/statistics/now?top=3", "Board" },
    { "/api/v1/people?limit=1", "PersonList" },
    { "/api/v1/duty", "DutyList" },
    { "/api/v1/duty/grids", "DutyGridList" },
    { "/api/v1/positions/last", "PositionList" },
    { "/api/v1/positions/tracks/inspector", "Track" },
    { "/healthz", "Health" },
    { "/api/v1/nothing", "Problem" },
  };
  g_autoptr (GwTownServer) server = gw_town_server_new (NULL);

  gw_town_server_settle (server);
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *number = gw_town_server_report (server, i, "垃圾");

      gw_town_server_act (server, "leader", number, "file");
      gw_town_server_act (server, "dispatcher", number, "dispatch");
    }
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (GwTestResponse) response =
          gw_town_server_call (server, "manager", "GET", answers[i].path, NULL);

      g_assert_nonnull (response->json);
      gw_test_schema_assert (document, answers[i].schema, response->json);
    }
}

static void
test_served_document (void)
{
  g_autoptr (GwTownServer) server = gw_town_server_new (NULL);
  g_autoptr (GwTestResponse) response =
      gw_town_server_expect (server, 200, NULL, "GET", "/api/v1/openapi.json", NULL);

  g_assert_true (json_object_equal (response->json, document));
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  document = gw_test_schema_document ();
  g_test_add_func ("/api/openapi/routes-described", test_every_route_is_described);
  g_test_add_func ("/api/openapi/descriptions-routed", test_every_description_has_a_route);
  g_test_add_func ("/api/openapi/parameters", test_parameters);
  g_test_add_func ("/api/openapi/security-and-bodies", test_security_and_bodies);
  g_test_add_func ("/api/openapi/examples", test_examples);
  g_test_add_func ("/api/openapi/problem-codes", test_problem_codes);
  g_test_add_func ("/api/openapi/answers", test_answers);
  g_test_add_func ("/api/openapi/served", test_served_document);
  result = g_test_run ();
  json_object_put (document);
  return result;
}
