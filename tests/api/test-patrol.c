/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures of inspectors and duty grids over HTTP, as JSON and as a table. */
#define G_LOG_DOMAIN "gridward-test"

#include <string.h>

#include "tests/lib/json-schema.h"
#include "tests/lib/town-server.h"

static json_object *document;

static void
test_json (void)
{
  g_autoptr (GwTownServer) server = gw_town_server_new (NULL);
  g_autofree char *number = gw_town_server_report (server, 0, "垃圾");
  g_autoptr (GwTestResponse) inspectors = NULL;
  g_autoptr (GwTestResponse) duty_grids = NULL;

  gw_town_server_act (server, "leader", number, "file");
  inspectors = gw_town_server_expect (server, 200, "leader", "GET",
                                      "/api/v1/statistics/inspectors", NULL);
  gw_test_schema_assert (document, "InspectorStatistics", inspectors->json);
  g_assert_cmpint (
      gw_test_json_int (inspectors->json, "inspectors.0.valid_report_rate.numerator"), ==,
      1);
  g_assert_cmpint (gw_test_json_int (inspectors->json, "total.reported"), ==, 1);
  duty_grids = gw_town_server_expect (
      server, 200, "manager", "GET",
      "/api/v1/statistics/duty-grids?from=2026-11-01&to=2026-11-30", NULL);
  gw_test_schema_assert (document, "DutyGridStatistics", duty_grids->json);
  g_assert_cmpint (gw_test_json_int (duty_grids->json, "duty_grids.0.cells"), ==, 16);
  g_assert_null (gw_test_json_get (duty_grids->json, "duty_grids.0.coverage.value"));
}

static void
test_csv (void)
{
  g_autoptr (GwTownServer) server = gw_town_server_new (NULL);
  g_autoptr (GwTestResponse) response = gw_test_request (
      server->port, "GET", "/api/v1/statistics/inspectors",
      gw_town_server_token (server, "leader"), "Accept: text/csv\r\n", NULL, 0);

  g_assert_cmpuint (response->status, ==, 200);
  g_assert_true (g_str_has_prefix (response->body, "login,name,days_on_duty,reported,"));
  g_assert_nonnull (strstr (response->body, "\r\n\"inspector2\",\"Person inspector2\",0,"));
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
    { NULL, "/api/v1/statistics/inspectors", 401 },
    { "acceptor", "/api/v1/statistics/inspectors", 403 },
    { "inspector", "/api/v1/statistics/duty-grids", 403 },
    { "leader", "/api/v1/statistics/inspectors?from=x", 400 },
    { "leader", "/api/v1/statistics/inspectors?from=2026-11-02&to=2026-11-01", 400 },
    { "leader", "/api/v1/statistics/duty-grids?from=2020-01-01&to=2026-11-01", 400 },
    { "leader", "/api/v1/statistics/duty-grids?limit=1", 400 },
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
  g_test_add_func ("/api/patrol/json", test_json);
  g_test_add_func ("/api/patrol/csv", test_csv);
  g_test_add_func ("/api/patrol/refuses", test_refuses);
  result = g_test_run ();
  json_object_put (document);
  return result;
}
