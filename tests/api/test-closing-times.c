/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Closing times over HTTP: of one case, of none, what is refused. */
#define G_LOG_DOMAIN "gridward-test"

#include "tests/lib/json-schema.h"
#include "tests/lib/town-server.h"

#define TIMES "/api/v1/statistics/closing-times?"

static GwTestResponse *
ask (GwTownServer *server, const char *login, const char *path)
{
  GwTestResponse *response = gw_town_server_expect (server, 200, login, "GET", path, NULL);
  json_object *document = gw_test_schema_document ();

  gw_test_schema_assert (document, "ClosingTimes", response->json);
  json_object_put (document);
  return response;
}

static void
close_one (GwTownServer *server, guint place)
{
  g_autofree char *number = gw_town_server_report (server, place, "垃圾");

  gw_town_server_act (server, "leader", number, "file");
  gw_town_server_act (server, "dispatcher", number, "dispatch");
  gw_town_server_act (server, "sanitation", number, "accept");
  gw_town_server_act (server, "sanitation", number, "handle");
  gw_town_server_act (server, "leader", number, "check");
  gw_town_server_act (server, "leader", number, "close");
}

static void
test_one (void)
{
  g_autoptr (GwTownServer) server = gw_town_server_new (NULL);
  g_autoptr (GwTestResponse) none = NULL;
  g_autoptr (GwTestResponse) one = NULL;

  none = ask (server, "manager", TIMES "rows=department");
  g_assert_cmpint (gw_test_json_int (none->json, "total.n"), ==, 0);
  g_assert_null (gw_test_json_get (none->json, "total.median_s"));
  close_one (server, 0);
  gw_town_server_settle (server);
  one = ask (server, "manager", TIMES "rows=department");
  g_assert_cmpstr (gw_test_json_string (one->json, "items.0.key"), ==, "sanitation");
  g_assert_cmpint (gw_test_json_int (one->json, "items.0.n"), ==, 1);
  g_assert_cmpint (gw_test_json_int (one->json, "items.0.histogram.0"), ==, 1);
  g_assert_cmpint (gw_test_json_int (one->json, "total.n"), ==, 1);
}

/* A page has its rows, the total all; the last page has no next. */
static void
test_pages (void)
{
  g_autoptr (GwTownServer) server = gw_town_server_new (NULL);
  g_autoptr (GwTestResponse) all = NULL;
  g_autoptr (GwTestResponse) first = NULL;
  g_autoptr (GwTestResponse) second = NULL;

  close_one (server, 0);
  close_one (server, 1);
  gw_town_server_settle (server);
  all = ask (server, "manager", TIMES "rows=cell");
  g_assert_cmpuint (json_object_array_length (gw_test_json_get (all->json, "items")), ==,
                    2);
  g_assert_null (gw_test_json_get (all->json, "next"));
  first = ask (server, "manager", TIMES "rows=cell&limit=1");
  g_assert_cmpuint (json_object_array_length (gw_test_json_get (first->json, "items")), ==,
                    1);
  g_assert_cmpint (gw_test_json_int (first->json, "total.n"), ==, 2);
  second = ask (server, "manager", gw_test_json_string (first->json, "next"));
  g_assert_cmpuint (json_object_array_length (gw_test_json_get (second->json, "items")), ==,
                    1);
  g_assert_cmpstr (gw_test_json_string (second->json, "items.0.key"), ==,
                   gw_test_json_string (all->json, "items.1.key"));
  g_assert_null (gw_test_json_get (second->json, "next"));
}

static const struct
{
  const char *path;
  const char *code;
} refused[] = {
  { TIMES, "missing_field" },
  { TIMES "rows=mood", "unknown_dimension" },
  { TIMES "rows=month", "out_of_range" },
  { TIMES "rows=city&from=2020-01-01&to=2021-01-01", "out_of_range" },
  { TIMES "rows=city&limit=0", "out_of_range" },
};

static void
test_refused (void)
{
  g_autoptr (GwTownServer) server = gw_town_server_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GwTestResponse) response =
          gw_town_server_call (server, "manager", "GET", refused[i].path, NULL);

      g_assert_cmpuint (response->status, >=, 400);
      g_assert_cmpuint (response->status, <, 500);
      g_assert_cmpstr (gw_test_json_string (response->json, "code"), ==, refused[i].code);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/api/closing-times/one", test_one);
  g_test_add_func ("/api/closing-times/pages", test_pages);
  g_test_add_func ("/api/closing-times/refused", test_refused);
  return g_test_run ();
}
