/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Paths to routes, queries to values. */
#define G_LOG_DOMAIN "gridward-test"

#include "backend/http/query.h"
#include "backend/http/router.h"

static const GwHttpRoute routes[] = {
  { .method = "GET", .path = "/" },
  { .method = "GET", .path = "/cases" },
  { .method = "GET", .path = "/cases/points" },
  { .method = "GET", .path = "/cases/{number}" },
  { .method = "PATCH", .path = "/cases/{number}" },
  { .method = "POST", .path = "/cases/{number}/actions" },
  { .method = "GET", .path = "/tiles/{z}/{x}/{y}.png" },
};

typedef struct
{
  const char *method;
  const char *path;
  int route;          /* index, or -1 */
  const char *params; /* joined by | */
  const char *allow;
} MatchCase;

static const MatchCase match_cases[] = {
  { "GET", "/", 0, "", NULL },
  { "GET", "/cases", 1, "", NULL },
  { "HEAD", "/cases", 1, "", NULL },
  { "GET", "/cases/points", 2, "", NULL },
  { "GET", "/cases/20261122-000017", 3, "20261122-000017", NULL },
  { "GET", "/cases/a%20b%2Fc", 3, "a b/c", NULL },
  { "PATCH", "/cases/7", 4, "7", NULL },
  { "POST", "/cases/7/actions", 5, "7", NULL },
  { "GET", "/tiles/14/13309/7053.png", 6, "14|13309|7053", NULL },
  { "GET", "/tiles/14/13309/7053.jpg", -1, "", NULL },
  { "GET", "/tiles/14/13309/.png", -1, "", NULL },
  { "GET", "/tiles/14/13309", -1, "", NULL },
  { "GET", "/cases/", -1, "", NULL },
  { "GET", "/cases/7/", -1, "", NULL },
  { "GET", "/cases//actions", -1, "", NULL },
  { "GET", "/casesx", -1, "", NULL },
  { "GET", "/case", -1, "", NULL },
  { "GET", "/cases/%zz", -1, "", NULL },
  { "GET", "/cases/%ff", -1, "", NULL },
  { "DELETE", "/cases/7", -1, "", "GET, HEAD, PATCH, OPTIONS" },
  { "GET", "/cases/7/actions", -1, "", "POST, OPTIONS" },
  { "post", "/cases/7/actions", -1, "", "POST, OPTIONS" },
};

static void
test_match (gconstpointer data)
{
  const MatchCase *row = data;
  GwHttpMatch match;
  g_autoptr (GString) params = g_string_new (NULL);

  gw_http_router_match (routes, G_N_ELEMENTS (routes), row->method, row->path, &match);
  for (guint i = 0; match.route && i < GW_HTTP_MAX_PARAMS && match.params[i]; i++)
    g_string_append_printf (params, "%s%s", i ? "|" : "", match.params[i]);
  g_assert_true (match.route == (row->route < 0 ? NULL : &routes[row->route]));
  g_assert_cmpstr (params->str, ==, row->params);
  g_assert_cmpstr (match.allow, ==, row->allow);
  gw_http_match_clear (&match);
}

static void
test_param_index (void)
{
  g_assert_cmpint (gw_http_route_param_index (&routes[6], "z"), ==, 0);
  g_assert_cmpint (gw_http_route_param_index (&routes[6], "y"), ==, 2);
  g_assert_cmpint (gw_http_route_param_index (&routes[6], "n"), ==, -1);
  g_assert_cmpint (gw_http_route_param_index (&routes[3], "num"), ==, -1);
}

typedef struct
{
  const char *text;
  const char *code; /* NULL: fine */
  const char *field;
} QueryCase;

/* Against a route that takes q,limit,lon,from,bbox; lon is required when present in the text. */
static const QueryCase query_cases[] = {
  { NULL, NULL, NULL },
  { "", NULL, NULL },
  { "q=%E4%BA%95%E7%9B%96&limit=10&lon=113.05", NULL, NULL },
  { "q=a+b&lon=-1e2&from=2026-11-22&bbox=113,23,114,24", NULL, NULL },
  { "q=&limit=", NULL, NULL },
  { "Q=1", "unknown_parameter", "Q" },
  { "limi=1", "unknown_parameter", "limi" },
  { "q=1&q=2", "out_of_range", "q" },
  { "q=%", "malformed_request", "q" },
  { "q=%ff", "malformed_request", "q" },
  { "limit=0", "out_of_range", "limit" },
  { "limit=1001", "out_of_range", "limit" },
  { "limit=ten", "out_of_range", "limit" },
  { "limit=1.5", "out_of_range", "limit" },
  { "lon=nan", "wrong_type", "lon" },
  { "lon=inf", "wrong_type", "lon" },
  { "lon=0x10", "wrong_type", "lon" },
  { "lon=200", "out_of_range", "lon" },
  { "lon=1e999", "out_of_range", "lon" },
  { "from=today", "out_of_range", "from" },
  { "bbox=1,2,3", "out_of_range", "bbox" },
  { "bbox=1,2,3,x", "out_of_range", "bbox" },
};

static void
test_query (gconstpointer data)
{
  const QueryCase *row = data;
  g_autoptr (GwHttpQuery) query = gw_http_query_parse (row->text, "q,limit,lon,from,bbox");
  GwBox box;

  gw_http_query_int (query, "limit", 1, 1000, 100);
  if (gw_http_query_get (query, "lon"))
    gw_http_query_double (query, "lon", -180, 180);
  gw_http_query_time (query, "from");
  gw_http_query_box (query, "bbox", &box);
  if (!row->code)
    {
      g_assert_null (query->problem);
      return;
    }
  g_assert_nonnull (query->problem);
  g_assert_cmpstr (query->problem->code, ==, row->code);
  g_assert_cmpstr (query->problem->field, ==, row->field);
  g_assert_cmpuint (query->problem->status, ==, 400);
}

static void
test_query_values (void)
{
  g_autoptr (GwHttpQuery) query =
      gw_http_query_parse ("q=a%2Bb+c&limit=7&from=2026-11-22", "q,limit,from,to");

  g_assert_cmpstr (gw_http_query_get (query, "q"), ==, "a+b c");
  g_assert_cmpint (gw_http_query_int (query, "limit", 1, 10, 3), ==, 7);
  g_assert_cmpint (gw_http_query_time (query, "from"), ==, 1795305600000);
  g_assert_cmpint (gw_http_query_time (query, "to"), ==, 0);
  g_assert_null (query->problem);
  gw_http_query_double (query, "lat", -90, 90);
  g_assert_cmpstr (query->problem->code, ==, "missing_field");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (match_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/http/router/match/%u", i);

      g_test_add_data_func (path, &match_cases[i], test_match);
    }
  for (guint i = 0; i < G_N_ELEMENTS (query_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/http/query/%u", i);

      g_test_add_data_func (path, &query_cases[i], test_query);
    }
  g_test_add_func ("/http/router/param-index", test_param_index);
  g_test_add_func ("/http/query/values", test_query_values);
  return g_test_run ();
}
