/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Positions over HTTP. */
#define G_LOG_DOMAIN "gridward-test"

#include "tests/lib/town-server.h"

static char *
ago (gint64 seconds)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) then = g_date_time_add_seconds (now, -(double)seconds);

  return g_date_time_format (then, "%Y-%m-%dT%H:%M:%SZ");
}

static char *
batch (const char *second, const char *rest)
{
  g_autofree char *at = ago (30);

  return g_strdup_printf (
      "{\"positions\":[{\"lon\":113.0005,\"lat\":23.7005,\"at\":\"%s\"},"
      "%s]%s}",
      at, second, rest);
}

static void
refuse (GwTownServer *server, const char *second, const char *rest, const char *code,
        const char *field)
{
  g_autofree char *body = batch (second, rest);
  g_autoptr (GwTestResponse) response =
      gw_town_server_expect (server, 422, "inspector", "POST", "/api/v1/positions", body);

  g_assert_cmpstr (gw_test_json_string (response->json, "code"), ==, code);
  g_assert_cmpstr (gw_test_json_string (response->json, "field"), ==, field);
}

static void
sign_in (GwTownServer *server)
{
  g_autoptr (GwTestResponse) response = gw_town_server_expect (
      server, 201, "inspector", "POST", "/api/v1/duty/sign-in", "{\"duty_grid\":\"D1\"}");
}

static void
test_refuses (void)
{
  g_autoptr (GwTownServer) server = gw_town_server_new (NULL);
  g_autoptr (GString) many = g_string_new ("{\"positions\":[0");
  g_autoptr (GwTestResponse) response = NULL;

  refuse (server, "{\"lon\":181,\"lat\":0,\"at\":\"2026-11-22T08:00:00Z\"}", "",
          "out_of_range", "positions.1.lon");
  refuse (server, "{\"lon\":113,\"at\":\"2026-11-22T08:00:00Z\"}", "", "missing_field",
          "positions.1.lat");
  refuse (server, "{\"lon\":113,\"lat\":23}", "", "missing_field", "positions.1.at");
  refuse (server, "{\"lon\":113,\"lat\":23,\"at\":\"2200-01-01T00:00:00Z\"}", "",
          "out_of_range", "positions.1.at");
  refuse (server, "{\"lon\":113,\"lat\":23,\"at\":\"2020-01-01T00:00:00Z\"}", "",
          "out_of_range", "positions.1.at");
  refuse (server, "7", "", "wrong_type", "positions.1");
  refuse (server, "{\"lon\":\"a\",\"lat\":23,\"at\":\"2026-11-22T08:00:00Z\"}", "",
          "wrong_type", "positions.1.lon");
  refuse (server, "{}", ",\"coordinate_system\":\"mars\"", "out_of_range",
          "coordinate_system");
  for (guint i = 0; i < 1000; i++)
    g_string_append (many, ",0");
  g_string_append (many, "]}");
  response = gw_town_server_expect (server, 422, "inspector", "POST", "/api/v1/positions",
                                    many->str);
  g_assert_cmpstr (gw_test_json_string (response->json, "field"), ==, "positions");
}

static void
test_way (void)
{
  g_autoptr (GwTownServer) server = gw_town_server_new (NULL);
  g_autofree char *now = ago (0);
  g_autofree char *second = g_strdup_printf (
      "{\"lon\":113.0015,\"lat\":23.7005,\"at\":\"%s\",\"accuracy\":4.5}", now);
  g_autofree char *body = batch (second, "");
  g_autoptr (GwTestResponse) too_early =
      gw_town_server_expect (server, 422, "inspector", "POST", "/api/v1/positions", body);
  g_autoptr (GwTestResponse) stored = NULL;
  g_autoptr (GwTestResponse) forbidden =
      gw_town_server_expect (server, 403, "leader", "POST", "/api/v1/positions", body);
  g_autoptr (GwTestResponse) last = NULL;
  g_autoptr (GwTestResponse) page = NULL;
  g_autoptr (GwTestResponse) rest = NULL;
  g_autoptr (GwTestResponse) other = NULL;
  static const char track[] = "/api/v1/positions/tracks/inspector";

  g_assert_cmpstr (gw_test_json_string (too_early->json, "field"), ==, "positions.0.at");
  sign_in (server);
  stored =
      gw_town_server_expect (server, 200, "inspector", "POST", "/api/v1/positions", body);
  g_assert_cmpint (gw_test_json_int (stored->json, "stored"), ==, 2);
  gw_town_server_crash (server);
  last =
      gw_town_server_expect (server, 200, "manager", "GET", "/api/v1/positions/last", NULL);
  g_assert_cmpstr (gw_test_json_string (last->json, "positions.0.inspector.login"), ==,
                   "inspector");
  g_assert_cmpfloat (
      json_object_get_double (gw_test_json_get (last->json, "positions.0.accuracy")), ==,
      4.5);
  page = gw_town_server_expect (server, 200, "inspector", "GET",
                                "/api/v1/positions/tracks/inspector?limit=1", NULL);
  g_assert_null (gw_test_json_get (page->json, "positions.0.accuracy"));
  rest = gw_town_server_expect (server, 200, "inspector", "GET",
                                gw_test_json_string (page->json, "next"), NULL);
  g_assert_cmpuint (json_object_array_length (gw_test_json_get (rest->json, "positions")),
                    ==, 1);
  g_assert_null (gw_test_json_get (rest->json, "next"));
  other = gw_town_server_expect (server, 403, "inspector2", "GET", track, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/api/positions/refuses", test_refuses);
  g_test_add_func ("/api/positions/way", test_way);
  return g_test_run ();
}
