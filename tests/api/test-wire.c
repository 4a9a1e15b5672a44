/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The golden JSON of tests/wire: true to the schemas, and true to what the server sends. */
#define G_LOG_DOMAIN "gridward-test"

#include <string.h>

#include "tests/lib/json-schema.h"
#include "tests/lib/town-server.h"

static json_object *document;

static char *
wire_path (const char *name)
{
  return g_build_filename (g_getenv ("GRIDWARD_SOURCE_DIR"), "tests", "wire", name, NULL);
}

static json_object *
load (const char *name)
{
  g_autofree char *path = wire_path (name);
  json_object *value = json_object_from_file (path);

  if (!value)
    g_error ("cannot read %s", path);
  return value;
}

static void
test_schemas (void)
{
  g_autofree char *folder = wire_path (NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)))
    {
      g_auto (GStrv) parts = g_strsplit (name, ".", -1);
      json_object *value;

      if (!g_str_has_suffix (name, ".json"))
        continue;
      g_assert_cmpuint (g_strv_length (parts), ==, 3);
      value = load (name);
      gw_test_schema_assert (document, parts[1], value);
      json_object_put (value);
      n++;
    }
  g_assert_cmpuint (n, >=, 20);
}

static gboolean
is_number (json_object *value)
{
  return json_object_is_type (value, json_type_int) ||
         json_object_is_type (value, json_type_double);
}

static gboolean
same_type (json_object *a, json_object *b)
{
  return json_object_get_type (a) == json_object_get_type (b) ||
         (is_number (a) && is_number (b));
}

/* The same members of the same types; null fits anything, of arrays the first items count. */
static void
assert_same_shape (json_object *golden, json_object *real, const char *place)
{
  if (!golden || !real)
    return;
  if (!same_type (golden, real))
    g_error ("%s: the types differ: %s, %s", place, json_object_to_json_string (golden),
             json_object_to_json_string (real));
  if (json_object_is_type (golden, json_type_array) &&
      json_object_array_length (golden) > 0 && json_object_array_length (real) > 0)
    assert_same_shape (json_object_array_get_idx (golden, 0),
                       json_object_array_get_idx (real, 0), place);
  if (!json_object_is_type (golden, json_type_object))
    return;
  json_object_object_foreach (real, real_name, real_item)
    {
      (void)real_item;
      if (!json_object_object_get_ex (golden, real_name, NULL))
        g_error ("%s: %s is not in the golden file", place, real_name);
    }
  json_object_object_foreach (golden, name, item)
    {
      json_object *other = NULL;
      g_autofree char *inner = g_strconcat (place, ".", name, NULL);

      if (!json_object_object_get_ex (real, name, &other) && !g_str_equal (name, "next"))
        g_error ("%s: the server does not send it", inner);
      assert_same_shape (item, other, inner);
    }
}

static void
compare (GwTownServer *server, const char *login, const char *path, const char *golden_name)
{
  g_autoptr (GwTestResponse) response =
      gw_town_server_call (server, login, "GET", path, NULL);
  json_object *golden = load (golden_name);

  assert_same_shape (golden, response->json, golden_name);
  json_object_put (golden);
}

static void
test_server (void)
{
  g_autoptr (GwTownServer) server = gw_town_server_new (NULL);
  g_autofree char *number = gw_town_server_report (server, 0, "垃圾");
  g_autofree char *path = g_strconcat ("/api/v1/cases/", number, NULL);
  g_autofree char *events = g_strconcat (path, "/events", NULL);
  g_autofree char *nearby_path = g_strconcat (path, "/nearby", NULL);
  g_autofree char *nearby = NULL;

  compare (server, "leader", path, "case-reported.CaseAnswer.json");
  nearby = gw_town_server_report (server, 0, "垃圾");
  compare (server, "leader", nearby_path, "nearby.NearbyList.json");
  gw_town_server_act (server, "leader", number, "file");
  gw_town_server_act (server, "dispatcher", number, "dispatch");
  compare (server, "sanitation", path, "case-dispatched.CaseAnswer.json");
  gw_town_server_act (server, "sanitation", number, "accept");
  gw_town_server_act (server, "sanitation", number, "handle");
  gw_town_server_act (server, "leader", number, "check");
  gw_town_server_act (server, "leader", number, "close");
  compare (server, "leader", path, "case-closed.CaseAnswer.json");
  compare (server, "leader", events, "events.EventList.json");
  compare (server, "leader", "/api/v1/cases", "cases.CasePage.json");
  compare (server, "leader", "/api/v1/cases/points", "points.PointPage.json");
  compare (server, "leader", "/api/v1/cases/index?step=1", "case-index.CaseIndex.json");
  compare (server, "leader", "/api/v1/city", "city.City.json");
  compare (server, "leader", "/api/v1/classes", "classes.ClassList.json");
  compare (server, "leader", "/api/v1/departments", "departments.DepartmentList.json");
  compare (server, "leader", "/api/v1/areas", "areas.AreaList.json");
  compare (server, "leader", "/api/v1/routing-rules", "routing-rules.RoutingRuleList.json");
  compare (server, "leader", "/api/v1/cells", "cells.CellPage.json");
  compare (server, "leader", "/api/v1/locate?lon=113.0005&lat=23.7005", "place.Place.json");
  gw_town_server_settle (server);
  compare (server, "leader", "/api/v1/geocode?q=dajie%203", "geocode.FoundPlaceList.json");
  compare (server, "leader", "/api/v1/geocode/reverse?lon=113.0005&lat=23.7005",
           "address.Address.json");
  compare (server, "leader", "/api/v1/statistics/cells",
           "cell-statistics.CellStatistics.json");
  compare (server, "leader", "/api/v1/statistics/departments",
           "department-statistics.DepartmentStatistics.json");
  compare (server, "leader", "/api/v1/statistics/recurrence", "recurrence.Recurrence.json");
  compare (server, "leader", "/api/v1/statistics/periods", "periods.PeriodList.json");
  compare (server, "leader",
           "/api/v1/statistics/scores?scheme=jinniu&rows=department&limit=1",
           "scores.ScoreTable.json");
  compare (server, "leader", "/api/v1/locate?lon=1", "problem-field.Problem.json");
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  document = gw_test_schema_document ();
  g_test_add_func ("/api/wire/schemas", test_schemas);
  g_test_add_func ("/api/wire/server", test_server);
  result = g_test_run ();
  json_object_put (document);
  return result;
}
