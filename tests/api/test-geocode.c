/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Places by text and points in words, over HTTP. */
#define G_LOG_DOMAIN "gridward-test"

#include "tests/lib/town-server.h"

static GwTownServer *server;

static GwTestResponse *
ask (guint status, const char *path)
{
  return gw_town_server_expect (server, status, "inspector", "GET", path, NULL);
}

typedef struct
{
  const char *name;
  const char *query; /* escaped when it is sent */
  const char *kind;  /* of the first; NULL: nothing is found */
  const char *text;
  const char *text_en;
} FindRow;

static const FindRow find_rows[] = {
  { "street", "大街", "street", "大街", "Main St" },
  { "house", "大街3号", "house", "大街3号", "3 Main St" },
  { "house-english", "3 main st", "house", "大街3号", "3 Main St" },
  { "house-initials", "dj 3", "house", "大街3号", "3 Main St" },
  { "interpolated", "大街5号", "house", "大街5号", "5 Main St" },
  { "street-office-before", "甲街道大街9号", "house", "大街9号", "9 Main St" },
  { "poi", "diyi", "poi", "第一小学", "No. 1 Primary School" },
  { "community", "甲社区", "community", "甲社区", "Area 441802001001" },
  { "cell", "441802002001008", "cell", "441802002001008", "441802002001008" },
  { "component", "gsjg", "component", "供水井盖", "Gongshuijinggai" },
  { "nothing", "月球", NULL, NULL, NULL },
};

static void
test_find (gconstpointer data)
{
  const FindRow *row = data;
  g_autofree char *escaped = g_uri_escape_string (row->query, NULL, FALSE);
  g_autofree char *path = g_strconcat ("/api/v1/geocode?q=", escaped, NULL);
  g_autoptr (GwTestResponse) answer = ask (200, path);

  if (!row->kind)
    {
      g_assert_cmpuint (
          json_object_array_length (gw_test_json_get (answer->json, "places")), ==, 0);
      return;
    }
  g_assert_cmpstr (gw_test_json_string (answer->json, "places.0.kind"), ==, row->kind);
  g_assert_cmpstr (gw_test_json_string (answer->json, "places.0.text"), ==, row->text);
  g_assert_cmpstr (gw_test_json_string (answer->json, "places.0.text_en"), ==,
                   row->text_en);
}

static void
test_members (void)
{
  g_autoptr (GwTestResponse) house = ask (200, "/api/v1/geocode?q=dajie%205");
  g_autoptr (GwTestResponse) poi = ask (200, "/api/v1/geocode?q=dyxx");

  g_assert_cmpstr (gw_test_json_string (house->json, "places.0.number"), ==, "5");
  g_assert_true (
      json_object_get_boolean (gw_test_json_get (house->json, "places.0.interpolated")));
  g_assert_cmpstr (gw_test_json_string (house->json, "places.0.community.code"), ==,
                   "441802001001");
  g_assert_null (gw_test_json_get (house->json, "places.0.code"));
  g_assert_cmpstr (gw_test_json_string (poi->json, "places.0.category"), ==, "school");
  g_assert_null (gw_test_json_get (poi->json, "places.0.code"));
}

static void
test_limit_and_nearness (void)
{
  g_autoptr (GwTestResponse) two = ask (200, "/api/v1/geocode?q=4418020&limit=2");
  g_autoptr (GwTestResponse) near =
      ask (200, "/api/v1/geocode?q=441802002001&limit=2&lon=113.0035&lat=23.7035");

  g_assert_cmpuint (json_object_array_length (gw_test_json_get (two->json, "places")), ==,
                    2);
  g_assert_cmpstr (gw_test_json_string (near->json, "places.1.code"), ==,
                   "441802002001008");
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
  { "no-text", "geocode", 400, "missing_field", "q" },
  { "empty-text", "geocode?q=", 400, "missing_field", "q" },
  { "limit-0", "geocode?q=a&limit=0", 400, "out_of_range", "limit" },
  { "limit-51", "geocode?q=a&limit=51", 400, "out_of_range", "limit" },
  { "lon-alone", "geocode?q=a&lon=113", 400, "missing_field", "lat" },
  { "lat-alone", "geocode?q=a&lat=23", 400, "missing_field", "lon" },
  { "lat-91", "geocode?q=a&lon=1&lat=91", 400, "out_of_range", "lat" },
  { "no-utf8", "geocode?q=%ff", 400, "malformed_request", NULL },
  { "unknown-parameter", "geocode?q=a&kind=poi", 400, "unknown_parameter", "kind" },
  { "reverse-no-point", "geocode/reverse", 400, "missing_field", "lon" },
  { "reverse-nan", "geocode/reverse?lon=nan&lat=1", 400, "wrong_type", "lon" },
  { "reverse-outside", "geocode/reverse?lon=1&lat=1", 404, "outside_city", NULL },
};

static void
test_refusal (gconstpointer data)
{
  const RefusalRow *row = data;
  g_autofree char *path = g_strconcat ("/api/v1/", row->query, NULL);
  g_autoptr (GwTestResponse) answer = ask (row->status, path);
  g_autofree char *type = gw_test_response_dup_header (answer, "Content-Type");

  g_assert_cmpstr (type, ==, "application/problem+json");
  g_assert_cmpstr (gw_test_json_string (answer->json, "code"), ==, row->code);
  if (row->field)
    g_assert_cmpstr (gw_test_json_string (answer->json, "field"), ==, row->field);
}

static void
test_nobody (void)
{
  gw_test_response_free (
      gw_town_server_expect (server, 401, NULL, "GET", "/api/v1/geocode?q=a", NULL));
}

static void
test_reverse (void)
{
  g_autoptr (GwTestResponse) house =
      ask (200, "/api/v1/geocode/reverse?lon=113.0003&lat=23.7004");
  g_autoptr (GwTestResponse) community =
      ask (200, "/api/v1/geocode/reverse?lon=113.0001&lat=23.7039");

  g_assert_cmpstr (gw_test_json_string (house->json, "text"), ==, "大街3号北30米");
  g_assert_cmpstr (gw_test_json_string (house->json, "text_en"), ==,
                   "30 m north of 3 Main St");
  g_assert_cmpstr (gw_test_json_string (house->json, "place"), ==, "大街3号");
  g_assert_cmpstr (gw_test_json_string (house->json, "kind"), ==, "house");
  g_assert_cmpstr (gw_test_json_string (community->json, "kind"), ==, "community");
  g_assert_cmpstr (gw_test_json_string (community->json, "text"), ==, "乙社区");
}

/* A long and odd text is no more work than another. */
static void
test_long_text (void)
{
  g_autoptr (GString) path = g_string_new ("/api/v1/geocode?q=");

  for (guint i = 0; i < 300; i++)
    g_string_append (path, "%E8%B7%AF+1+a");
  gw_test_response_free (ask (200, path->str));
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  server = gw_town_server_new (NULL);
  gw_town_server_settle (server);
  for (guint i = 0; i < G_N_ELEMENTS (find_rows); i++)
    {
      g_autofree char *path = g_strconcat ("/api/geocode/find/", find_rows[i].name, NULL);

      g_test_add_data_func (path, &find_rows[i], test_find);
    }
  for (guint i = 0; i < G_N_ELEMENTS (refusal_rows); i++)
    {
      g_autofree char *path =
          g_strconcat ("/api/geocode/refusal/", refusal_rows[i].name, NULL);

      g_test_add_data_func (path, &refusal_rows[i], test_refusal);
    }
  g_test_add_func ("/api/geocode/members", test_members);
  g_test_add_func ("/api/geocode/limit-and-nearness", test_limit_and_nearness);
  g_test_add_func ("/api/geocode/nobody", test_nobody);
  g_test_add_func ("/api/geocode/reverse", test_reverse);
  g_test_add_func ("/api/geocode/long-text", test_long_text);
  result = g_test_run ();
  gw_town_server_free (server);
  return result;
}
