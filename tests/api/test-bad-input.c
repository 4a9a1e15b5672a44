/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bad input to every POST: status, code and field, and a server that lives on. */
#define G_LOG_DOMAIN "gridward-test"

#include <string.h>

#include "tests/lib/json-schema.h"
#include "tests/lib/town-server.h"

/* One server for the whole table. */
static GwTownServer *server;
static json_object *document;
static char *number; /* of a case that is filed */

typedef struct
{
  const char *name;
  const char *login; /* NULL: nobody */
  const char *path;  /* CASE stands for the case's path */
  const char *body;
  guint status;
  const char *code;
  const char *field;
} BadCase;

#define REPORTS "/api/v1/reports"
#define SESSIONS "/api/v1/sessions"
#define ACTIONS "CASE/actions"
#define AT "\"location\":{\"lon\":113.0005,\"lat\":23.7005}"
#define WHAT "\"kind\":\"matter\",\"class\":\"06010\""
#define WORDS "\"description\":\"x\""
#define INSPECTOR "inspector", REPORTS
#define LEADER "leader", ACTIONS
#define DISPATCHER "dispatcher", ACTIONS

static const BadCase bad_cases[] = {
  { "report/nobody", NULL, REPORTS, "{}", 401, "unauthenticated", NULL },
  { "report/empty", INSPECTOR, "", 400, "malformed_json", NULL },
  { "report/no-json", INSPECTOR, "kind=matter", 400, "malformed_json", NULL },
  { "report/cut", INSPECTOR, "{\"kind\":\"mat", 400, "malformed_json", NULL },
  { "report/nan", INSPECTOR, "{" WHAT "," WORDS ",\"location\":{\"lon\":NaN,\"lat\":1}}",
    400, "malformed_json", NULL },
  { "report/twice", INSPECTOR, "{" WHAT "," WHAT "," AT "," WORDS "}", 400,
    "malformed_json", NULL },
  { "report/utf8", INSPECTOR, "{" WHAT "," AT ",\"description\":\"\xc3\x28\"}", 400,
    "invalid_utf8", NULL },
  { "report/array", INSPECTOR, "[]", 422, "wrong_type", NULL },
  { "report/nothing", INSPECTOR, "{}", 422, "missing_field", "kind" },
  { "report/kind-unknown", INSPECTOR, "{\"kind\":\"thing\",\"class\":\"06010\"," AT "}",
    422, "out_of_range", "kind" },
  { "report/kind-number", INSPECTOR, "{\"kind\":1}", 422, "wrong_type", "kind" },
  { "report/no-class", INSPECTOR, "{\"kind\":\"matter\"," AT "," WORDS "}", 422,
    "missing_field", "class" },
  { "report/class-unknown", INSPECTOR,
    "{\"kind\":\"matter\",\"class\":\"99999\"," AT "," WORDS "}", 422, "unknown_class",
    "class" },
  { "report/class-injection", INSPECTOR,
    "{\"kind\":\"matter\",\"class\":\"06010' OR 1=1 --\"," AT "," WORDS "}", 422,
    "unknown_class", "class" },
  { "report/no-location", INSPECTOR, "{" WHAT "," WORDS "}", 422, "missing_field",
    "location" },
  { "report/location-array", INSPECTOR, "{" WHAT "," WORDS ",\"location\":[113,23]}", 422,
    "wrong_type", "location" },
  { "report/no-lat", INSPECTOR, "{" WHAT "," WORDS ",\"location\":{\"lon\":113}}", 422,
    "missing_field", "location.lat" },
  { "report/lon-text", INSPECTOR,
    "{" WHAT "," WORDS ",\"location\":{\"lon\":\"113\",\"lat\":23}}", 422, "wrong_type",
    "location.lon" },
  { "report/lon-infinite", INSPECTOR,
    "{" WHAT "," WORDS ",\"location\":{\"lon\":1e400,\"lat\":23}}", 422, "out_of_range",
    "location.lon" },
  { "report/swapped", INSPECTOR,
    "{" WHAT "," WORDS ",\"location\":{\"lon\":23.7005,\"lat\":113.0005}}", 422,
    "out_of_range", "location.lat" },
  { "report/outside", INSPECTOR,
    "{" WHAT "," WORDS ",\"location\":{\"lon\":116.4,\"lat\":39.9}}", 422, "outside_city",
    "location" },
  { "report/system-unknown", INSPECTOR,
    "{" WHAT "," WORDS
    ",\"location\":{\"lon\":113,\"lat\":23,\"coordinate_system\":\"mars\"}}",
    422, "out_of_range", "location.coordinate_system" },
  { "report/no-description", INSPECTOR, "{" WHAT "," AT "}", 422, "missing_field",
    "description" },
  { "report/description-number", INSPECTOR, "{" WHAT "," AT ",\"description\":5}", 422,
    "wrong_type", "description" },
  { "report/description-nul", INSPECTOR, "{" WHAT "," AT ",\"description\":\"a\\u0000b\"}",
    422, "out_of_range", "description" },
  { "report/observed-no-time", INSPECTOR,
    "{" WHAT "," AT "," WORDS ",\"observed_at\":\"yesterday\"}", 422, "out_of_range",
    "observed_at" },
  { "report/observed-in-future", INSPECTOR,
    "{" WHAT "," AT "," WORDS ",\"observed_at\":\"2999-01-01T00:00:00Z\"}", 422,
    "out_of_range", "observed_at" },
  { "report/source-unknown", INSPECTOR, "{" WHAT "," AT "," WORDS ",\"source\":\"dream\"}",
    422, "out_of_range", "source" },
  { "report/urgent-text", INSPECTOR, "{" WHAT "," AT "," WORDS ",\"urgent\":\"yes\"}", 422,
    "wrong_type", "urgent" },
  { "report/attachments-text", INSPECTOR,
    "{" WHAT "," AT "," WORDS ",\"attachments\":\"a\"}", 422, "wrong_type", "attachments" },
  { "report/attachment-unknown", INSPECTOR,
    "{" WHAT "," AT "," WORDS ",\"attachments\":[\"nosuchattachment\"]}", 422,
    "unknown_attachment", "attachments" },
  { "report/component-unknown", INSPECTOR,
    "{\"kind\":\"component\",\"class\":\"01001\",\"component\":\"44180201001999999\"," AT
    "," WORDS "}",
    422, "unknown_component", "component" },
  { "report/forbidden", "manager", REPORTS, "{" WHAT "," AT "," WORDS "}", 403, "forbidden",
    NULL },
  { "session/empty", NULL, SESSIONS, "{}", 422, "missing_field", "login" },
  { "session/no-password", NULL, SESSIONS, "{\"login\":\"leader\"}", 422, "missing_field",
    "password" },
  { "session/number", NULL, SESSIONS, "{\"login\":\"leader\",\"password\":1}", 422,
    "wrong_type", "password" },
  { "session/wrong", NULL, SESSIONS, "{\"login\":\"leader\",\"password\":\"guess\"}", 401,
    "unauthenticated", NULL },
  { "session/unknown", NULL, SESSIONS, "{\"login\":\"nobody\",\"password\":\"guess\"}", 401,
    "unauthenticated", NULL },
  { "session/utf8", NULL, SESSIONS, "{\"login\":\"\xff\",\"password\":\"\"}", 400,
    "invalid_utf8", NULL },
  { "action/nobody", NULL, ACTIONS, "{}", 401, "unauthenticated", NULL },
  { "action/empty", LEADER, "", 400, "malformed_json", NULL },
  { "action/nothing", LEADER, "{}", 422, "missing_field", "action" },
  { "action/no-version", LEADER, "{\"action\":\"void\",\"opinion\":\"x\"}", 422,
    "missing_field", "version" },
  { "action/version-text", LEADER, "{\"action\":\"void\",\"version\":\"2\"}", 422,
    "wrong_type", "version" },
  { "action/version-zero", LEADER, "{\"action\":\"void\",\"version\":0}", 422,
    "out_of_range", "version" },
  { "action/version-fraction", LEADER, "{\"action\":\"void\",\"version\":1.5}", 422,
    "wrong_type", "version" },
  { "action/unknown", LEADER, "{\"action\":\"burn\",\"version\":2}", 422, "out_of_range",
    "action" },
  { "action/report", LEADER, "{\"action\":\"report\",\"version\":2}", 422, "out_of_range",
    "action" },
  { "action/no-opinion", LEADER, "{\"action\":\"void\",\"version\":2}", 422,
    "missing_field", "opinion" },
  { "action/stale", LEADER, "{\"action\":\"void\",\"version\":1,\"opinion\":\"x\"}", 409,
    "stale_version", NULL },
  { "action/not-allowed", LEADER, "{\"action\":\"close\",\"version\":2}", 422,
    "action_not_allowed", NULL },
  { "action/forbidden", LEADER, "{\"action\":\"accept\",\"version\":2}", 403, "forbidden",
    NULL },
  { "action/department-unknown", DISPATCHER,
    "{\"action\":\"dispatch\",\"version\":2,\"department\":\"nobody\"}", 422,
    "unknown_department", "department" },
  { "action/department-number", DISPATCHER,
    "{\"action\":\"dispatch\",\"version\":2,\"department\":7}", 422, "wrong_type",
    "department" },
  { "action/no-case", "leader", "/api/v1/cases/20200101-000001/actions",
    "{\"action\":\"void\",\"version\":1,\"opinion\":\"x\"}", 404, "not_found", NULL },
  { "action/no-number", "leader", "/api/v1/cases/%27%3B--/actions",
    "{\"action\":\"void\",\"version\":1,\"opinion\":\"x\"}", 404, "not_found", NULL },
  { "attachment/nobody", NULL, "/api/v1/attachments", "x", 401, "unauthenticated", NULL },
  { "attachment/json", "inspector", "/api/v1/attachments", "{}", 415,
    "unsupported_media_type", NULL },
};

static void
test_bad (gconstpointer data)
{
  const BadCase *row = data;
  g_autoptr (GString) path = g_string_new (row->path);
  g_autofree char *case_path = g_strconcat ("/api/v1/cases/", number, NULL);
  g_autoptr (GwTestResponse) response = NULL;
  g_autofree char *type = NULL;
  json_object *field = NULL;

  g_string_replace (path, "CASE", case_path, 1);
  response = gw_town_server_call (server, row->login, "POST", path->str, row->body);
  if (response->status != row->status)
    g_error ("%u instead of %u: %s", response->status, row->status, response->body);
  type = gw_test_response_dup_header (response, "Content-Type");
  g_assert_cmpstr (type, ==, "application/problem+json");
  gw_test_schema_assert (document, "Problem", response->json);
  g_assert_cmpstr (gw_test_json_string (response->json, "code"), ==, row->code);
  field = gw_test_json_get (response->json, "field");
  if (row->field)
    g_assert_cmpstr (field ? json_object_get_string (field) : NULL, ==, row->field);
  gw_town_server_assert_refused_in_chinese (server, row->login, "POST", path->str,
                                            row->body);
}

static const char *const posts[] = { REPORTS, SESSIONS, ACTIONS };

static GwTestResponse *
post_as_leader (const char *path, const char *headers, const char *body, gsize length)
{
  g_autoptr (GString) full = g_string_new (path);
  g_autofree char *case_path = g_strconcat ("/api/v1/cases/", number, NULL);

  g_string_replace (full, "CASE", case_path, 1);
  return gw_test_request (server->port, "POST", full->str,
                          gw_town_server_token (server, "leader"), headers, body,
                          (gssize)length);
}

static void
test_huge (void)
{
  gsize size = 10 * 1024 * 1024;
  g_autofree char *body = g_strnfill (size, '[');

  for (guint i = 0; i < G_N_ELEMENTS (posts); i++)
    {
      g_autoptr (GwTestResponse) response = post_as_leader (posts[i], NULL, body, size);

      g_assert_cmpuint (response->status, ==, 413);
      g_assert_cmpstr (gw_test_json_string (response->json, "code"), ==, "body_too_large");
    }
}

static void
test_deep (void)
{
  g_autofree char *body = g_strnfill (3000, '[');

  for (guint i = 0; i < G_N_ELEMENTS (posts); i++)
    {
      g_autoptr (GwTestResponse) response = post_as_leader (posts[i], NULL, body, 3000);

      g_assert_cmpuint (response->status, ==, 400);
      g_assert_cmpstr (gw_test_json_string (response->json, "code"), ==, "too_deep");
    }
}

/* Nesting of 100,000 does not even get as far as being parsed, or is too deep. */
static void
test_very_deep (void)
{
  g_autofree char *body = g_strnfill (100000, '[');

  for (guint i = 0; i < G_N_ELEMENTS (posts); i++)
    {
      g_autoptr (GwTestResponse) response = post_as_leader (posts[i], NULL, body, 100000);

      g_assert_cmpuint (response->status, ==, 413);
    }
}

static void
test_form (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (posts); i++)
    {
      g_autoptr (GwTestResponse) response = post_as_leader (
          posts[i], "Content-Type: application/x-www-form-urlencoded\r\n", "a=b", 3);

      g_assert_cmpuint (response->status, ==, 415);
    }
}

/* Ten thousand bad requests leave no trace in memory. */
static void
test_memory (void)
{
  g_autoptr (GwTestConnection) connection = gw_test_connect (server->port);
  const char *token = gw_town_server_token (server, "inspector");
  gint64 before = 0;

  for (guint i = 0; i < 10000; i++)
    {
      const BadCase *row = &bad_cases[1 + i % 31];
      g_autoptr (GwTestResponse) response =
          gw_test_exchange (connection, "POST", REPORTS, token, NULL, row->body, -1);

      g_assert_cmpuint (response->status, ==, row->status);
      if (i == 2000)
        before = gw_test_resident_kb (server->pid);
    }
  g_assert_cmpint (gw_test_resident_kb (server->pid) - before, <, 2048);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  document = gw_test_schema_document ();
  server = gw_town_server_new (NULL);
  number = gw_town_server_report (server, 0, "垃圾");
  gw_town_server_act (server, "leader", number, "file");
  for (guint i = 0; i < G_N_ELEMENTS (bad_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/api/bad-input/", bad_cases[i].name, NULL);

      g_test_add_data_func (path, &bad_cases[i], test_bad);
    }
  g_test_add_func ("/api/bad-input/huge", test_huge);
  g_test_add_func ("/api/bad-input/deep", test_deep);
  g_test_add_func ("/api/bad-input/very-deep", test_very_deep);
  g_test_add_func ("/api/bad-input/form", test_form);
  g_test_add_func ("/api/bad-input/memory", test_memory);
  result = g_test_run ();
  gw_town_server_free (server);
  json_object_put (document);
  g_free (number);
  return result;
}
