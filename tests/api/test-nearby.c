/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Nearby cases over HTTP: what is answered, refused, and to whom. */
#define G_LOG_DOMAIN "gridward-test"

#include "tests/lib/json-schema.h"
#include "tests/lib/town-server.h"

static GwTownServer *server;
static char *first, *second;

static void
test_of_case (void)
{
  g_autofree char *path = g_strconcat ("/api/v1/cases/", first, "/nearby", NULL);
  g_autoptr (GwTestResponse) answer =
      gw_town_server_expect (server, 200, "acceptor", "GET", path, NULL);
  json_object *document = gw_test_schema_document ();

  gw_test_schema_assert (document, "NearbyList", answer->json);
  json_object_put (document);
  g_assert_cmpint (json_object_get_int (gw_test_json_get (answer->json, "radius_m")), ==,
                   50);
  g_assert_cmpstr (gw_test_json_string (answer->json, "nearby.0.case.number"), ==, second);
  g_assert_true (
      json_object_get_boolean (gw_test_json_get (answer->json, "nearby.0.duplicate")));
  g_assert_cmpfloat (
      json_object_get_double (gw_test_json_get (answer->json, "nearby.0.similarity")), ==,
      1);
  g_assert_null (gw_test_json_get (answer->json, "nearby.1"));
}

static void
test_of_report (void)
{
  g_autoptr (GwTestResponse) same = gw_town_server_expect (
      server, 200, "inspector", "GET",
      "/api/v1/cases/nearby?lon=113.0005&lat=23.7006&kind=matter&class=06010&"
      "description=%E5%9E%83%E5%9C%BE&limit=1",
      NULL);
  g_autoptr (GwTestResponse) nobodys = gw_town_server_expect (
      server, 200, "inspector2", "GET",
      "/api/v1/cases/nearby?lon=113.0005&lat=23.7006&class=06010", NULL);

  g_assert_cmpuint (json_object_array_length (gw_test_json_get (same->json, "nearby")), ==,
                    1);
  g_assert_cmpfloat_with_epsilon (
      json_object_get_double (gw_test_json_get (same->json, "nearby.0.distance_m")), 11.1,
      0.05);
  g_assert_cmpuint (json_object_array_length (gw_test_json_get (nobodys->json, "nearby")),
                    ==, 0);
}

typedef struct
{
  const char *name;
  const char *query;
  guint status;
  const char *code;
  const char *field; /* or NULL */
} RefusalRow;

static const RefusalRow refusal_rows[] = {
  { "no-point", "nearby", 400, "missing_field", "lon" },
  { "no-lat", "nearby?lon=113", 400, "missing_field", "lat" },
  { "lat-91", "nearby?lon=113&lat=91", 400, "out_of_range", "lat" },
  { "outside", "nearby?lon=1&lat=1", 404, "outside_city", NULL },
  { "kind", "nearby?lon=113.0005&lat=23.7005&kind=x", 400, "out_of_range", "kind" },
  { "class", "nearby?lon=113.0005&lat=23.7005&class=x", 400, "unknown_class", "class" },
  { "limit", "nearby?lon=113.0005&lat=23.7005&limit=51", 400, "out_of_range", "limit" },
  { "system", "nearby?lon=113.0005&lat=23.7005&coordinate_system=x", 400, "out_of_range",
    "coordinate_system" },
  { "unknown-parameter", "nearby?lon=113.0005&lat=23.7005&q=x", 400, "unknown_parameter",
    "q" },
  { "no-case", "20200101-000001/nearby", 404, "not_found", NULL },
  { "no-number", "x/nearby", 404, "not_found", NULL },
};

static void
test_refusal (gconstpointer data)
{
  const RefusalRow *row = data;
  g_autofree char *path = g_strconcat ("/api/v1/cases/", row->query, NULL);
  g_autoptr (GwTestResponse) answer =
      gw_town_server_expect (server, row->status, "leader", "GET", path, NULL);

  g_assert_cmpstr (gw_test_json_string (answer->json, "code"), ==, row->code);
  if (row->field)
    g_assert_cmpstr (gw_test_json_string (answer->json, "field"), ==, row->field);
}

/* A case that one may not see has no neighbours, and nobody has none. */
static void
test_scope (void)
{
  g_autofree char *path = g_strconcat ("/api/v1/cases/", first, "/nearby", NULL);

  gw_test_response_free (
      gw_town_server_expect (server, 404, "inspector2", "GET", path, NULL));
  gw_test_response_free (gw_town_server_expect (server, 401, NULL, "GET", path, NULL));
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  server = gw_town_server_new (NULL);
  first = gw_town_server_report (server, 0, "垃圾");
  second = gw_town_server_report (server, 0, "垃圾！");
  g_test_add_func ("/api/nearby/of-case", test_of_case);
  g_test_add_func ("/api/nearby/of-report", test_of_report);
  g_test_add_func ("/api/nearby/scope", test_scope);
  for (guint i = 0; i < G_N_ELEMENTS (refusal_rows); i++)
    {
      g_autofree char *path =
          g_strconcat ("/api/nearby/refusal/", refusal_rows[i].name, NULL);

      g_test_add_data_func (path, &refusal_rows[i], test_refusal);
    }
  result = g_test_run ();
  gw_town_server_free (server);
  g_free (first);
  g_free (second);
  return result;
}
