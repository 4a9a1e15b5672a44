/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists, filters, pages and what each role sees and may do. */
#define G_LOG_DOMAIN "gridward-test"

#include <string.h>

#include "tests/lib/json-schema.h"
#include "tests/lib/town-server.h"

#define N_CASES 57

static GwTownServer *server;
static json_object *document;

/* The text index trails by up to half a second, and more on a busy machine. */
static void
wait_for_text (const char *words)
{
  g_autofree char *path = g_strconcat ("/api/v1/cases?q=", words, NULL);

  for (guint i = 0; i < GW_TEST_PATIENCE_SECONDS * 20; i++)
    {
      g_autoptr (GwTestResponse) found =
          gw_town_server_call (server, "leader", "GET", path, NULL);
      json_object *cases = NULL;

      if (json_object_object_get_ex (found->json, "cases", &cases) &&
          json_object_array_length (cases) > 0)
        return;
      g_usleep (50000);
    }
  g_error ("no case has the words %s after %d s", words, GW_TEST_PATIENCE_SECONDS);
}

/* Some cases in every cell; every third filed, every sixth dispatched, every ninth voided. */
static void
fill (void)
{
  for (guint i = 0; i < N_CASES; i++)
    {
      g_autofree char *words = g_strdup_printf ("第%u号：路口东北角井盖缺失", i);
      g_autofree char *number = gw_town_server_report (server, i % 16, words);

      if (i % 9 == 8)
        gw_town_server_act (server, "leader", number, "void");
      else if (i % 3 == 0)
        gw_town_server_act (server, "leader", number, "file");
      if (i % 6 == 0 && i % 9 != 8)
        gw_town_server_act (server, "dispatcher", number, "dispatch");
    }
  wait_for_text ("%E7%AC%AC56%E5%8F%B7");
}

/* Follows next to the end; every number must be new. The count. */
static guint
walk (const char *login, const char *path, const char *name)
{
  g_autoptr (GHashTable) seen =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *next = g_strdup (path);

  while (next)
    {
      g_autoptr (GwTestResponse) page =
          gw_town_server_expect (server, 200, login, "GET", next, NULL);
      json_object *rows = gw_test_json_get (page->json, name);
      json_object *link = gw_test_json_get (page->json, "next");

      for (gsize i = 0; i < json_object_array_length (rows); i++)
        {
          json_object *row = json_object_array_get_idx (rows, i);
          const char *key =
              json_object_is_type (row, json_type_array)
                  ? json_object_get_string (json_object_array_get_idx (row, 0))
              : gw_test_json_get (row, "number") ? gw_test_json_string (row, "number")
                                                 : gw_test_json_string (row, "id");

          g_assert_true (g_hash_table_add (seen, g_strdup (key)));
        }
      g_free (next);
      next = link ? g_strdup (json_object_get_string (link)) : NULL;
    }
  return g_hash_table_size (seen);
}

static void
test_pages (void)
{
  g_assert_cmpuint (walk ("manager", "/api/v1/cases?limit=10", "cases"), ==, N_CASES);
  g_assert_cmpuint (walk ("manager", "/api/v1/cases?limit=1", "cases"), ==, N_CASES);
  g_assert_cmpuint (walk ("manager", "/api/v1/cases/points?limit=10", "points"), ==,
                    N_CASES);
  g_assert_cmpuint (walk ("manager", "/api/v1/cases", "cases"), ==, N_CASES);
  g_assert_cmpuint (walk ("manager", "/api/v1/cells?limit=5", "features"), ==, 16);
  g_assert_cmpuint (walk ("manager",
                          "/api/v1/cells?bbox=113.0001,23.7001,113.0019,23.7009&limit=1",
                          "features"),
                    ==, 2);
}

/* Reports that come in between two pages neither double nor hide a row. */
static void
test_pages_while_reports_come (void)
{
  g_autoptr (GwTestResponse) first = gw_town_server_expect (
      server, 200, "manager", "GET", "/api/v1/cases?cell=441802001001002&limit=2", NULL);
  g_autofree char *last = g_strdup (gw_test_json_string (first->json, "cases.1.number"));
  g_autofree char *newer = gw_town_server_report (server, 1, "新来的");
  g_autoptr (GwTestResponse) second = gw_town_server_expect (
      server, 200, "manager", "GET", gw_test_json_string (first->json, "next"), NULL);

  g_assert_cmpstr (gw_test_json_string (second->json, "cases.0.number"), <, last);
  gw_town_server_act (server, "leader", newer, "void");
}

/* Every page between two keys of the index, for everyone exactly what they see. */
static void
walk_index (const char *login, const char *sort, guint n_expected)
{
  g_autofree char *path = g_strdup_printf ("/api/v1/cases/index?step=7&sort=%s", sort);
  g_autoptr (GwTestResponse) index =
      gw_town_server_expect (server, 200, login, "GET", path, NULL);
  json_object *keys = gw_test_json_get (index->json, "keys");
  gsize n_keys = json_object_array_length (keys);
  guint n_seen = 0;

  gw_test_schema_assert (document, "CaseIndex", index->json);
  for (gsize i = 0; i <= n_keys; i++)
    {
      g_autoptr (GString) page_path = g_string_new ("/api/v1/cases?limit=100&sort=");
      g_autoptr (GwTestResponse) page = NULL;

      g_string_append (page_path, sort);
      if (i > 0)
        g_string_append_printf (
            page_path, "&after=%s",
            json_object_get_string (json_object_array_get_idx (keys, i - 1)));
      if (i < n_keys)
        g_string_append_printf (
            page_path, "&until=%s",
            json_object_get_string (json_object_array_get_idx (keys, i)));
      page = gw_town_server_expect (server, 200, login, "GET", page_path->str, NULL);
      n_seen += json_object_array_length (gw_test_json_get (page->json, "cases"));
      if (i < n_keys)
        g_assert_cmpuint (n_seen, ==, 7 * (i + 1));
    }
  g_assert_cmpuint (n_seen, ==, gw_test_json_int (index->json, "count"));
  g_assert_cmpuint (n_seen, ==, n_expected);
}

static void
test_index (void)
{
  static const char *const sorts[] = { "-reported", "reported" };
  static const char *const by_deadline[] = { "deadline", "-deadline" };
  guint n_open = walk ("manager", "/api/v1/cases?state=open", "cases");
  guint n_own = walk ("sanitation", "/api/v1/cases", "cases");

  for (guint i = 0; i < G_N_ELEMENTS (sorts); i++)
    {
      walk_index ("manager", sorts[i], walk ("manager", "/api/v1/cases", "cases"));
      walk_index ("sanitation", sorts[i], n_own);
      walk_index ("manager", by_deadline[i], n_open);
    }
}

typedef struct
{
  const char *name;
  const char *query;
  guint at_least;
  const char *path; /* of every row: must be equal to value */
  const char *value;
} FilterCase;

static const FilterCase filter_cases[] = {
  { "state", "state=filed", 5, "state", "filed" },
  { "voided", "state=voided", 5, "state", "voided" },
  { "ended", "state=ended", 5, "state", "voided" },
  { "department", "department=sanitation", 5, "department.code", "sanitation" },
  { "cell", "cell=441802002001001", 3, "cell", "441802002001001" },
  { "community", "area=441802001001", 20, "community.code", "441802001001" },
  { "street", "area=441802002", 20, "community.code", "441802002001" },
  { "class", "class=06010", 50, "class.code", "06010" },
  { "class-prefix", "class=06&kind=matter", 50, "kind", "matter" },
  { "lamp", "lamp=green", 5, "lamp", "green" },
  { "source", "source=inspector", 50, "source", "inspector" },
  { "text", "q=%E4%BA%95%E7%9B%96", 50, "class.code", "06010" },
  { "text-long", "q=%E4%B8%9C%E5%8C%97%E8%A7%92%E4%BA%95", 50, "class.code", "06010" },
  { "box", "bbox=113.0001,23.7001,113.0009,23.7009", 3, "cell", "441802001001001" },
  { "from", "from=2020-01-01", 50, "kind", "matter" },
  { "deadline", "sort=deadline&state=dispatched", 5, "state", "dispatched" },
  { "registered", "flag=registered&state=filed", 1, "state", "filed" },
  { "no-such-flag", "flag=supervised,exempt", 0, NULL, NULL },
  { "oldest", "sort=reported&state=filed", 5, "state", "filed" },
  { "latest-deadline", "sort=-deadline&state=dispatched", 5, "state", "dispatched" },
  { "state-and-area", "state=filed&area=441802001&limit=3", 1, "state", "filed" },
  { "none-text", "q=%E6%B2%A1%E6%9C%89%E7%9A%84", 0, NULL, NULL },
  { "none-time", "to=2020-01-01", 0, NULL, NULL },
  { "none-component", "kind=component", 0, NULL, NULL },
};

static void
test_filter (gconstpointer data)
{
  const FilterCase *filter = data;
  g_autofree char *path = g_strconcat ("/api/v1/cases?", filter->query, NULL);
  g_autoptr (GwTestResponse) page =
      gw_town_server_expect (server, 200, "manager", "GET", path, NULL);
  json_object *rows = gw_test_json_get (page->json, "cases");

  gw_test_schema_assert (document, "CasePage", page->json);
  if (!filter->path)
    g_assert_cmpuint (json_object_array_length (rows), ==, 0);
  g_assert_cmpuint (json_object_array_length (rows), >=, filter->at_least);
  for (gsize i = 0; i < json_object_array_length (rows); i++)
    g_assert_cmpstr (
        gw_test_json_string (json_object_array_get_idx (rows, i), filter->path), ==,
        filter->value);
}

typedef struct
{
  const char *path;
  const char *code;
  const char *field;
} BadQuery;

static const BadQuery bad_queries[] = {
  { "/api/v1/cases?state=lost", "out_of_range", "state" },
  { "/api/v1/cases?lamp=blue", "out_of_range", "lamp" },
  { "/api/v1/cases?sort=name", "out_of_range", "sort" },
  { "/api/v1/cases?flag=flagged", "out_of_range", "flag" },
  { "/api/v1/cases?until=nonsense", "out_of_range", "until" },
  { "/api/v1/cases/index?step=0", "out_of_range", "step" },
  { "/api/v1/cases/index?step=1001", "out_of_range", "step" },
  { "/api/v1/cases/index?area=nowhere", "unknown_area", "area" },
  { "/api/v1/cases/index?limit=5", "unknown_parameter", "limit" },
  { "/api/v1/cases?limit=0", "out_of_range", "limit" },
  { "/api/v1/cases?limit=1001", "out_of_range", "limit" },
  { "/api/v1/cases?after=nonsense", "out_of_range", "after" },
  { "/api/v1/cases?department=nobody", "unknown_department", "department" },
  { "/api/v1/cases?class=99999", "unknown_class", "class" },
  { "/api/v1/cases?area=nowhere", "unknown_area", "area" },
  { "/api/v1/cases?cell=nowhere", "unknown_cell", "cell" },
  { "/api/v1/cases?bbox=1,2,3", "out_of_range", "bbox" },
  { "/api/v1/cases?from=today", "out_of_range", "from" },
  { "/api/v1/cases?kind=thing", "out_of_range", "kind" },
  { "/api/v1/cases?depatment=works", "unknown_parameter", "depatment" },
  { "/api/v1/cases/points?limit=10001", "out_of_range", "limit" },
  { "/api/v1/cells?limit=5001", "out_of_range", "limit" },
  { "/api/v1/locate?lat=1", "missing_field", "lon" },
  { "/api/v1/locate?lon=1&lat=91", "out_of_range", "lat" },
  { "/api/v1/locate?lon=1&lat=1&coordinate_system=mars", "out_of_range",
    "coordinate_system" },
  { "/api/v1/statistics/cells?from=x", "out_of_range", "from" },
  { "/api/v1/statistics/cells?class=99999", "unknown_class", "class" },
  { "/api/v1/statistics/departments?department=nobody", "unknown_department",
    "department" },
  { "/api/v1/live?after=-1", "out_of_range", "after" },
};

static void
test_bad_query (gconstpointer data)
{
  const BadQuery *row = data;
  g_autoptr (GwTestResponse) response =
      gw_town_server_expect (server, 400, "manager", "GET", row->path, NULL);

  g_assert_cmpstr (gw_test_json_string (response->json, "code"), ==, row->code);
  g_assert_cmpstr (gw_test_json_string (response->json, "field"), ==, row->field);
}

/* Who may do what in each state: exactly the actions that the case offers. */
static void
test_offers_are_true (void)
{
  static const char *const people[] = { "inspector",  "acceptor", "leader",  "dispatcher",
                                        "sanitation", "works",    "manager", "admin" };
  static const char *const names[] = { "file",  "reject", "dispatch", "accept", "handle",
                                       "check", "rework", "close",    "return", "void" };
  g_autofree char *number = gw_town_server_report (server, 0, "垃圾");
  g_autofree char *path = g_strconcat ("/api/v1/cases/", number, NULL);
  g_autofree char *actions = g_strconcat (path, "/actions", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      g_autoptr (GwTestResponse) shown =
          gw_town_server_call (server, people[i], "GET", path, NULL);

      for (guint k = 0; k < G_N_ELEMENTS (names); k++)
        {
          /* A version that is long past: whoever may act hears that first. */
          g_autofree char *body = g_strdup_printf (
              "{\"action\":\"%s\",\"version\":99,\"opinion\":\"x\"}", names[k]);
          g_autofree char *offer = g_strdup_printf ("{\"action\":\"%s\"", names[k]);
          g_autoptr (GwTestResponse) tried =
              gw_town_server_call (server, people[i], "POST", actions, body);
          gboolean offered = shown->status == 200 && strstr (shown->body, offer) != NULL;

          if (offered)
            g_assert_cmpuint (tried->status, ==, 409);
          else
            g_assert_cmpuint (tried->status, >=, 400);
        }
    }
}

/* A department sees its own cases only, in lists, alone and in numbers. */
static void
test_visibility (void)
{
  guint own = walk ("sanitation", "/api/v1/cases?limit=10", "cases");
  g_autoptr (GwTestResponse) filed = gw_town_server_expect (
      server, 200, "manager", "GET", "/api/v1/cases?state=filed&limit=1", NULL);
  g_autofree char *path = g_strconcat (
      "/api/v1/cases/", gw_test_json_string (filed->json, "cases.0.number"), NULL);
  g_autoptr (GwTestResponse) hidden =
      gw_town_server_call (server, "sanitation", "GET", path, NULL);
  g_autoptr (GwTestResponse) other =
      gw_town_server_expect (server, 200, "works", "GET", "/api/v1/statistics/cells", NULL);

  g_assert_cmpuint (own, >, 0);
  g_assert_cmpuint (own, <, N_CASES);
  g_assert_cmpuint (walk ("works", "/api/v1/cases", "cases"), ==, 0);
  g_assert_cmpuint (hidden->status, ==, 404);
  g_assert_cmpint (gw_test_json_int (other->json, "total.dispatched"), ==, 0);
}

static void
test_sessions (void)
{
  static const char body[] = "{\"login\":\"manager\",\"password\":\"password-of-manager\"}";
  g_autoptr (GwTestResponse) created =
      gw_town_server_expect (server, 201, NULL, "POST", "/api/v1/sessions", body);
  const char *token = gw_test_json_string (created->json, "token");
  g_autoptr (GwTestResponse) shown = NULL;
  g_autoptr (GwTestResponse) deleted = NULL;
  g_autoptr (GwTestResponse) gone = NULL;

  gw_test_schema_assert (document, "Session", created->json);
  shown = gw_test_request (server->port, "GET", "/api/v1/sessions/current", token, NULL,
                           NULL, 0);
  g_assert_cmpstr (gw_test_json_string (shown->json, "user.login"), ==, "manager");
  deleted = gw_test_request (server->port, "DELETE", "/api/v1/sessions/current", token,
                             NULL, NULL, 0);
  g_assert_cmpuint (deleted->status, ==, 204);
  gone = gw_test_request (server->port, "GET", "/api/v1/sessions/current", token, NULL,
                          NULL, 0);
  g_assert_cmpuint (gone->status, ==, 401);
}

static void
test_conditional (void)
{
  static const char *const paths[] = { "/api/v1/classes", "/api/v1/departments",
                                       "/api/v1/areas", "/api/v1/cells",
                                       "/api/v1/openapi.json" };
  const char *token = gw_town_server_token (server, "manager");

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GwTestResponse) first =
          gw_town_server_expect (server, 200, "manager", "GET", paths[i], NULL);
      g_autofree char *etag = gw_test_response_dup_header (first, "ETag");
      g_autofree char *header = g_strdup_printf ("If-None-Match: %s\r\n", etag);
      g_autoptr (GwTestResponse) again =
          gw_test_request (server->port, "GET", paths[i], token, header, NULL, 0);
      g_autoptr (GwTestResponse) other = gw_test_request (
          server->port, "GET", paths[i], token, "If-None-Match: \"x\"\r\n", NULL, 0);

      g_assert_cmpuint (again->status, ==, 304);
      g_assert_cmpuint (other->status, ==, 200);
      g_assert_cmpuint (other->length, ==, first->length);
    }
}

static void
test_locate (void)
{
  g_autoptr (GwTestResponse) inside = gw_town_server_expect (
      server, 200, "inspector", "GET", "/api/v1/locate?lon=113.0035&lat=23.7035", NULL);
  g_autoptr (GwTestResponse) outside = gw_town_server_expect (
      server, 404, "inspector", "GET", "/api/v1/locate?lon=113.1&lat=23.7", NULL);

  g_assert_cmpstr (gw_test_json_string (inside->json, "cell.code"), ==, "441802002001008");
  g_assert_cmpstr (gw_test_json_string (inside->json, "street.code"), ==, "441802002");
  g_assert_cmpstr (gw_test_json_string (outside->json, "code"), ==, "outside_city");
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  document = gw_test_schema_document ();
  server = gw_town_server_new (NULL);
  fill ();
  g_test_add_func ("/api/cases/pages", test_pages);
  g_test_add_func ("/api/cases/index", test_index);
  for (guint i = 0; i < G_N_ELEMENTS (filter_cases); i++)
    {
      g_autofree char *path =
          g_strconcat ("/api/cases/filter/", filter_cases[i].name, NULL);

      g_test_add_data_func (path, &filter_cases[i], test_filter);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad_queries); i++)
    {
      g_autofree char *path = g_strdup_printf ("/api/cases/bad-query/%u", i);

      g_test_add_data_func (path, &bad_queries[i], test_bad_query);
    }
  g_test_add_func ("/api/cases/visibility", test_visibility);
  g_test_add_func ("/api/cases/sessions", test_sessions);
  g_test_add_func ("/api/cases/conditional", test_conditional);
  g_test_add_func ("/api/cases/locate", test_locate);
  g_test_add_func ("/api/cases/late/pages-while-reports-come",
                   test_pages_while_reports_come);
  g_test_add_func ("/api/cases/late/offers-are-true", test_offers_are_true);
  result = g_test_run ();
  gw_town_server_free (server);
  json_object_put (document);
  return result;
}
