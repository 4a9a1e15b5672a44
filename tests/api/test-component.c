/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the desk shows beside a case: its component, its cell's inspectors, working hours. */
#define G_LOG_DOMAIN "gridward-test"

#include "tests/lib/json-schema.h"
#include "tests/lib/town-server.h"

#define COMPONENT_PATH "/api/v1/components/" GW_TOWN_COMPONENT

static char *
report_component (GwTownServer *server)
{
  GwLonLat place = gw_town_place (0);
  g_autofree char *body = g_strdup_printf (
      "{\"kind\":\"component\",\"class\":\"01001\",\"component\":\"" GW_TOWN_COMPONENT "\","
      "\"location\":{\"lon\":%.7f,\"lat\":%.7f},\"description\":\"cover is loose\"}",
      place.lon, place.lat);
  g_autoptr (GwTestResponse) made =
      gw_town_server_expect (server, 201, "inspector", "POST", "/api/v1/reports", body);

  return g_strdup (gw_test_json_string (made->json, "case.number"));
}

static void
test_component (void)
{
  g_autoptr (GwTownServer) server = gw_town_server_new (NULL);
  json_object *document = gw_test_schema_document ();
  g_autoptr (GwTestResponse) bare =
      gw_town_server_expect (server, 200, "leader", "GET", COMPONENT_PATH, NULL);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autoptr (GwTestResponse) seen = NULL;
  g_autoptr (GwTestResponse) own = NULL;
  g_autoptr (GwTestResponse) none = NULL;
  g_autoptr (GwTestResponse) other = NULL;
  g_autoptr (GwTestResponse) nobody = NULL;

  gw_test_schema_assert (document, "ComponentAnswer", bare->json);
  g_assert_cmpstr (gw_test_json_string (bare->json, "component.owner.code"), ==, "works");
  g_assert_cmpstr (gw_test_json_string (bare->json, "component.class.code"), ==, "01001");
  g_assert_nonnull (gw_test_json_string (bare->json, "component.cell"));
  first = report_component (server);
  second = report_component (server);
  seen = gw_town_server_expect (server, 200, "dispatcher", "GET", COMPONENT_PATH, NULL);
  gw_test_schema_assert (document, "ComponentAnswer", seen->json);
  g_assert_cmpstr (gw_test_json_string (seen->json, "cases.0.number"), ==, second);
  g_assert_cmpstr (gw_test_json_string (seen->json, "cases.1.number"), ==, first);
  g_assert_false (json_object_get_boolean (gw_test_json_get (seen->json, "more")));
  /* Who reported it sees it with his own; who has nothing to do with it does not. */
  own = gw_town_server_expect (server, 200, "inspector", "GET", COMPONENT_PATH, NULL);
  g_assert_cmpuint (json_object_array_length (gw_test_json_get (own->json, "cases")), ==,
                    2);
  other = gw_town_server_expect (server, 404, "sanitation", "GET", COMPONENT_PATH, NULL);
  g_assert_cmpstr (gw_test_json_string (other->json, "code"), ==, "not_found");
  none = gw_town_server_expect (server, 404, "leader", "GET",
                                "/api/v1/components/44180201001999999", NULL);
  g_assert_cmpstr (gw_test_json_string (none->json, "code"), ==, "not_found");
  nobody = gw_town_server_expect (server, 401, NULL, "GET", COMPONENT_PATH, NULL);
  g_assert_cmpstr (gw_test_json_string (nobody->json, "code"), ==, "unauthenticated");
  json_object_put (document);
}

static void
expect_box (GwTownServer *server, const char *login, const char *query, guint status,
            const char *code, const char *field)
{
  g_autofree char *path = g_strconcat ("/api/v1/components", query, NULL);
  g_autoptr (GwTestResponse) answer =
      gw_town_server_expect (server, status, login, "GET", path, NULL);

  g_assert_cmpstr (gw_test_json_string (answer->json, "code"), ==, code);
  if (field != NULL)
    g_assert_cmpstr (gw_test_json_string (answer->json, "field"), ==, field);
}

/* Those of a box, by the index of their places. */
static void
test_box (void)
{
  static const char all[] = "/api/v1/components?bbox=112.99,23.69,113.03,23.73";
  g_autoptr (GwTownServer) server = gw_town_server_new (NULL);
  json_object *document = gw_test_schema_document ();
  g_autoptr (GwTestResponse) found =
      gw_town_server_expect (server, 200, "dispatcher", "GET", all, NULL);
  g_autoptr (GwTestResponse) none =
      gw_town_server_expect (server, 200, "leader", "GET",
                             "/api/v1/components?bbox=113.02,23.69,113.03,23.7", NULL);

  gw_test_schema_assert (document, "ComponentPage", found->json);
  g_assert_cmpstr (gw_test_json_string (found->json, "components.0.code"), ==,
                   GW_TOWN_COMPONENT);
  g_assert_null (gw_test_json_get (found->json, "next"));
  g_assert_null (gw_test_json_get (none->json, "components.0"));
  expect_box (server, "leader", "", 400, "missing_field", "bbox");
  expect_box (server, "leader", "?bbox=1,2,3", 400, "out_of_range", "bbox");
  expect_box (server, "leader", "?bbox=112,23,113,24", 400, "out_of_range", "bbox");
  expect_box (server, "leader", "?bbox=113,23.7,113.01,23.71&limit=5001", 400,
              "out_of_range", "limit");
  expect_box (server, "sanitation", "?bbox=113,23.7,113.01,23.71", 403, "forbidden", NULL);
  json_object_put (document);
}

static void
test_duty_of_cell (void)
{
  g_autoptr (GwTownServer) server = gw_town_server_new (NULL);
  json_object *document = gw_test_schema_document ();
  g_autofree char *number = gw_town_server_report (server, 0, "litter");
  g_autofree char *case_path = g_strconcat ("/api/v1/cases/", number, NULL);
  g_autoptr (GwTestResponse) shown =
      gw_town_server_expect (server, 200, "leader", "GET", case_path, NULL);
  g_autofree char *path =
      g_strconcat ("/api/v1/cells/", gw_test_json_string (shown->json, "case.cell"), NULL);
  g_autoptr (GwTestResponse) before =
      gw_town_server_expect (server, 200, "leader", "GET", path, NULL);
  const char *duty_grid = gw_test_json_string (before->json, "properties.duty_grid");
  g_autofree char *body = g_strdup_printf ("{\"duty_grid\":\"%s\"}", duty_grid);
  g_autoptr (GwTestResponse) signed_in = NULL;
  g_autoptr (GwTestResponse) after = NULL;
  g_autoptr (GwTestResponse) hidden = NULL;

  gw_test_schema_assert (document, "CellDetail", before->json);
  g_assert_nonnull (gw_test_json_string (before->json, "properties.duty_grid_name"));
  g_assert_null (gw_test_json_get (before->json, "properties.on_duty.0"));
  signed_in = gw_town_server_expect (server, 201, "inspector", "POST",
                                     "/api/v1/duty/sign-in", body);
  after = gw_town_server_expect (server, 200, "leader", "GET", path, NULL);
  gw_test_schema_assert (document, "CellDetail", after->json);
  g_assert_cmpstr (
      gw_test_json_string (after->json, "properties.on_duty.0.inspector.login"), ==,
      "inspector");
  hidden = gw_town_server_expect (server, 200, "sanitation", "GET", path, NULL);
  g_assert_null (gw_test_json_get (hidden->json, "properties.on_duty.0"));
  json_object_put (document);
}

static void
test_working_hours (void)
{
  g_autoptr (GwTownServer) server = gw_town_server_new (NULL);
  json_object *document = gw_test_schema_document ();
  g_autoptr (GwTestResponse) hours = gw_town_server_expect (
      server, 200, "inspector", "GET", "/api/v1/working-hours?days=7", NULL);
  g_autoptr (GwTestResponse) bad = gw_town_server_expect (
      server, 400, "inspector", "GET", "/api/v1/working-hours?days=94", NULL);
  g_autoptr (GwTestResponse) nobody =
      gw_town_server_expect (server, 401, NULL, "GET", "/api/v1/working-hours", NULL);
  json_object *spans = gw_test_json_get (hours->json, "calendars.0.spans");
  gsize n = json_object_array_length (spans);

  gw_test_schema_assert (document, "WorkingHours", hours->json);
  g_assert_cmpstr (gw_test_json_string (hours->json, "calendars.0.code"), ==, "city");
  /* Five working days of two slots each; the first and the last may be cut. */
  g_assert_cmpuint (n, >=, 10);
  g_assert_cmpuint (n, <=, 11);
  for (gsize i = 0; i < n; i++)
    {
      json_object *span = json_object_array_get_idx (spans, i);
      const char *start = json_object_get_string (json_object_array_get_idx (span, 0));
      const char *end = json_object_get_string (json_object_array_get_idx (span, 1));

      g_assert_cmpstr (start, <, end);
    }
  g_assert_cmpstr (gw_test_json_string (bad->json, "code"), ==, "out_of_range");
  g_assert_cmpstr (gw_test_json_string (nobody->json, "code"), ==, "unauthenticated");
  json_object_put (document);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/api/component/show", test_component);
  g_test_add_func ("/api/component/box", test_box);
  g_test_add_func ("/api/component/duty-of-cell", test_duty_of_cell);
  g_test_add_func ("/api/component/working-hours", test_working_hours);
  return g_test_run ();
}
