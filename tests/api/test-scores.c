/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Indicators in force and scores over HTTP: numbers put in, no cases, what is refused. */
#define G_LOG_DOMAIN "gridward-test"

#include <string.h>

#include "tests/lib/json-schema.h"
#include "tests/lib/town-server.h"

#define SCORES "/api/v1/statistics/scores?scheme="

static GwTestResponse *
ask (GwTownServer *server, const char *login, const char *path, const char *schema)
{
  GwTestResponse *response = gw_town_server_expect (server, 200, login, "GET", path, NULL);
  json_object *document = gw_test_schema_document ();

  gw_test_schema_assert (document, schema, response->json);
  json_object_put (document);
  return response;
}

static void
test_indicators (void)
{
  g_autoptr (GwTownServer) server = gw_town_server_new (NULL);
  g_autoptr (GwTestResponse) response =
      ask (server, "manager", "/api/v1/statistics/indicators", "IndicatorList");
  json_object *indicators = gw_test_json_get (response->json, "indicators");

  g_assert_cmpuint (json_object_array_length (indicators), >=, 15);
  g_assert_cmpuint (json_object_array_length (gw_test_json_get (response->json, "schemes")),
                    ==, 2);
  g_assert_cmpstr (gw_test_json_string (response->json, "indicators.0.name"), ==,
                   "filing_rate");
}

/* One case all the way, one that waits for its department. */
static void
test_scores (void)
{
  g_autoptr (GwTownServer) server = gw_town_server_new (NULL);
  g_autofree char *done = gw_town_server_report (server, 0, "垃圾");
  g_autofree char *waits = gw_town_server_report (server, 1, "垃圾");
  g_autoptr (GwTestResponse) response = NULL;
  g_autoptr (GwTestResponse) none = NULL;
  json_object *terms;

  gw_town_server_act (server, "leader", done, "file");
  gw_town_server_act (server, "dispatcher", done, "dispatch");
  gw_town_server_act (server, "sanitation", done, "accept");
  gw_town_server_act (server, "sanitation", done, "handle");
  gw_town_server_act (server, "leader", done, "check");
  gw_town_server_act (server, "leader", done, "close");
  gw_town_server_act (server, "leader", waits, "file");
  gw_town_server_act (server, "dispatcher", waits, "dispatch");
  gw_town_server_settle (server);
  response = ask (server, "manager", SCORES "jinniu&rows=department", "ScoreTable");
  g_assert_cmpstr (gw_test_json_string (response->json, "items.0.key"), ==, "sanitation");
  /* 30 × 1/2 + 20 × 1/2 + 20 + 20 + 10 */
  g_assert_cmpfloat_with_epsilon (
      json_object_get_double (gw_test_json_get (response->json, "items.0.score")), 75,
      0.001);
  terms = gw_test_json_get (response->json, "items.0.terms");
  g_assert_cmpuint (json_object_array_length (terms), ==, 5);
  g_assert_nonnull (
      strstr (gw_test_json_string (response->json, "items.0.terms.0.substitution"),
              "= 50.0 %] = 15.00"));
  g_assert_cmpstr (gw_test_json_string (response->json, "items.0.terms.0.figures.0.name"),
                   ==, "handled");
  g_assert_cmpint (json_object_get_int (gw_test_json_get (
                       response->json, "items.0.terms.0.figures.0.count")),
                   ==, 1);
  none = ask (server, "manager", SCORES "jinhua&rows=city&from=2020-01-01&to=2020-01-31",
              "ScoreTable");
  g_assert_null (gw_test_json_get (none->json, "total.score"));
  g_assert_nonnull (
      strstr (gw_test_json_string (none->json, "total.terms.0.substitution"), "no cases"));
}

static const struct
{
  const char *path;
  const char *code;
} refused[] = {
  { "/api/v1/statistics/scores?rows=city", "missing_field" },
  { SCORES "jinniu", "missing_field" },
  { SCORES "happiness&rows=city", "unknown_scheme" },
  { SCORES "jinniu&rows=mood", "unknown_dimension" },
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
  g_test_add_func ("/api/scores/indicators", test_indicators);
  g_test_add_func ("/api/scores/scores", test_scores);
  g_test_add_func ("/api/scores/refused", test_refused);
  return g_test_run ();
}
