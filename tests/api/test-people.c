/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whom one may look up over HTTP, and what one gets. */
#define G_LOG_DOMAIN "gridward-test"

#include "tests/lib/json-schema.h"
#include "tests/lib/town-server.h"

static GwTownServer *server;

typedef struct
{
  const char *login;
  const char *query;
  guint status;
  const char *expected; /* logins, or the problem's code */
} Row;

static const Row rows[] = {
  { "leader", "?role=inspector", 200, "inspector inspector2" },
  { "dispatcher", "?role=handler", 200, "handler handler2" },
  { "acceptor", "?department=sanitation", 200, "handler handler2 sanitation" },
  { "manager", "?role=handler&department=works", 200, "" },
  { "admin", "?role=leader,manager", 200, "leader manager" },
  { "admin", "?limit=2", 200, "acceptor admin" },
  { "admin", "?limit=2&after=admin", 200, "dispatcher exchange" },
  { "sanitation", "", 200, "handler handler2 sanitation" },
  { "sanitation", "?role=handler&department=sanitation", 200, "handler handler2" },
  { "sanitation", "?department=works", 403, "forbidden" },
  { "sanitation", "?department=nobody", 403, "forbidden" },
  { "works", "?role=inspector", 200, "" },
  { "inspector", "", 403, "forbidden" },
  { "handler", "?department=sanitation", 403, "forbidden" },
  { "leader", "?department=nobody", 400, "unknown_department" },
  { "leader", "?role=king", 400, "out_of_range" },
  { "leader", "?limit=0", 400, "out_of_range" },
  { NULL, "", 401, "unauthenticated" },
};

static char *
join_logins (json_object *json)
{
  json_object *people = gw_test_json_get (json, "people");
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < json_object_array_length (people); i++)
    {
      json_object *person = json_object_array_get_idx (people, i);

      g_string_append_printf (text, "%s%s", i > 0 ? " " : "",
                              gw_test_json_string (person, "login"));
    }
  return g_string_free (text, FALSE);
}

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autofree char *path = g_strconcat ("/api/v1/people", row->query, NULL);
  g_autoptr (GwTestResponse) response =
      gw_town_server_expect (server, row->status, row->login, "GET", path, NULL);
  g_autofree char *logins = NULL;

  if (row->status != 200)
    {
      g_assert_cmpstr (gw_test_json_string (response->json, "code"), ==, row->expected);
      return;
    }
  logins = join_logins (response->json);
  g_assert_cmpstr (logins, ==, row->expected);
}

static void
test_shape (void)
{
  json_object *document = gw_test_schema_document ();
  g_autoptr (GwTestResponse) response =
      gw_town_server_expect (server, 200, "leader", "GET",
                             "/api/v1/people?limit=3&role=handler,leader,inspector", NULL);

  gw_test_schema_assert (document, "PersonList", response->json);
  g_assert_cmpstr (gw_test_json_string (response->json, "people.0.department.code"), ==,
                   "sanitation");
  g_assert_cmpstr (gw_test_json_string (response->json, "next"), ==,
                   "/api/v1/people?limit=3&role=handler,leader,inspector&after=inspector");
  json_object_put (document);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  server = gw_town_server_new (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *name = g_strdup_printf ("/api/people/%02u", i);

      g_test_add_data_func (name, &rows[i], test_row);
    }
  g_test_add_func ("/api/people/shape", test_shape);
  result = g_test_run ();
  gw_town_server_free (server);
  return result;
}
