/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Recurring cases over HTTP: none, a group, pages, filters, what is refused. */
#define G_LOG_DOMAIN "gridward-test"

#include "tests/lib/json-schema.h"
#include "tests/lib/town-server.h"

#define RECURRENCE "/api/v1/statistics/recurrence"

static GwTestResponse *
ask (GwTownServer *server, const char *login, const char *path)
{
  GwTestResponse *response = gw_town_server_expect (server, 200, login, "GET", path, NULL);
  json_object *document = gw_test_schema_document ();

  gw_test_schema_assert (document, "Recurrence", response->json);
  json_object_put (document);
  return response;
}

static char *
file (GwTownServer *server, guint cell)
{
  char *number = gw_town_server_report (server, cell, "垃圾");

  gw_town_server_act (server, "leader", number, "file");
  return number;
}

static void
test_group (void)
{
  g_autoptr (GwTownServer) server = gw_town_server_new (NULL);
  g_autoptr (GwTestResponse) none = ask (server, "manager", RECURRENCE);
  g_autoptr (GwTestResponse) alone = NULL;
  g_autoptr (GwTestResponse) group = NULL;
  g_autoptr (GwTestResponse) elsewhere = NULL;
  g_autofree char *first = NULL, *second = NULL, *third = NULL;

  g_assert_cmpint (gw_test_json_int (none->json, "filed"), ==, 0);
  g_assert_null (gw_test_json_get (none->json, "rate.value"));
  first = file (server, 0);
  gw_town_server_settle (server);
  alone = ask (server, "manager", RECURRENCE);
  g_assert_cmpint (gw_test_json_int (alone->json, "filed"), ==, 1);
  g_assert_cmpint (gw_test_json_int (alone->json, "groups"), ==, 0);
  second = file (server, 0);
  third = file (server, 0);
  gw_town_server_settle (server);
  group = ask (server, "manager", RECURRENCE "?radius=10&days=1");
  g_assert_cmpint (gw_test_json_int (group->json, "filed"), ==, 3);
  g_assert_cmpint (gw_test_json_int (group->json, "groups"), ==, 1);
  g_assert_cmpint (gw_test_json_int (group->json, "cases"), ==, 3);
  g_assert_cmpint (gw_test_json_int (group->json, "rate.numerator"), ==, 3);
  g_assert_cmpstr (gw_test_json_string (group->json, "items.0.key"), ==, first);
  g_assert_cmpint (gw_test_json_int (group->json, "items.0.n"), ==, 3);
  g_assert_cmpstr (gw_test_json_string (group->json, "items.0.cases.0"), ==, first);
  g_assert_cmpstr (gw_test_json_string (group->json, "items.0.cases.2"), ==, third);
  g_assert_nonnull (gw_test_json_string (group->json, "items.0.cell"));
  g_assert_nonnull (gw_test_json_string (group->json, "items.0.community.code"));
  elsewhere = ask (server, "manager", RECURRENCE "?source=video");
  g_assert_cmpint (gw_test_json_int (elsewhere->json, "filed"), ==, 0);
}

/* Each case of a large group is named, as they were filed. */
static void
test_many (void)
{
  g_autoptr (GwTownServer) server = gw_town_server_new (NULL);
  g_autoptr (GPtrArray) filed = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GwTestResponse) group = NULL;

  for (guint i = 0; i < 63; i++)
    g_ptr_array_add (filed, file (server, 0));
  gw_town_server_settle (server);
  group = ask (server, "manager", RECURRENCE);
  g_assert_cmpint (gw_test_json_int (group->json, "items.0.n"), ==, 63);
  for (guint i = 0; i < filed->len; i++)
    {
      g_autofree char *member = g_strdup_printf ("items.0.cases.%u", i);

      g_assert_cmpstr (gw_test_json_string (group->json, member), ==,
                       g_ptr_array_index (filed, i));
    }
  g_assert_null (gw_test_json_get (group->json, "items.0.cases.63"));
}

static void
test_pages (void)
{
  g_autoptr (GwTownServer) server = gw_town_server_new (NULL);
  g_autoptr (GwTestResponse) page = NULL;
  g_autoptr (GwTestResponse) last = NULL;
  const char *next;

  /* A group of three in one cell, one of two in another. */
  for (guint i = 0; i < 5; i++)
    g_free (file (server, i % 2 == 0 ? 0 : 5));
  gw_town_server_settle (server);
  page = ask (server, "manager", RECURRENCE "?radius=10&limit=1");
  g_assert_cmpint (gw_test_json_int (page->json, "groups"), ==, 2);
  g_assert_cmpint (gw_test_json_int (page->json, "items.0.n"), ==, 3);
  g_assert_null (gw_test_json_get (page->json, "items.1"));
  next = gw_test_json_string (page->json, "next");
  last = ask (server, "manager", next);
  g_assert_cmpint (gw_test_json_int (last->json, "groups"), ==, 2);
  g_assert_cmpint (gw_test_json_int (last->json, "items.0.n"), ==, 2);
  g_assert_null (gw_test_json_get (last->json, "items.1"));
  g_assert_null (gw_test_json_get (last->json, "next"));
}

static const struct
{
  const char *path;
  const char *code;
  const char *field;
} refused[] = {
  { RECURRENCE "?radius=9", "out_of_range", "radius" },
  { RECURRENCE "?radius=1001", "out_of_range", "radius" },
  { RECURRENCE "?radius=wide", "out_of_range", "radius" },
  { RECURRENCE "?days=0", "out_of_range", "days" },
  { RECURRENCE "?days=367", "out_of_range", "days" },
  { RECURRENCE "?limit=1001", "out_of_range", "limit" },
  { RECURRENCE "?after=20", "out_of_range", "after" },
  { RECURRENCE "?after=2.nobody", "out_of_range", "after" },
  { RECURRENCE "?from=2020-01-01&to=2021-01-01", "out_of_range", "from" },
  { RECURRENCE "?from=2020-01-02&to=2020-01-01", "period", "to" },
  { RECURRENCE "?area=nowhere", "unknown_area", "area" },
  { RECURRENCE "?rows=city", "unknown_parameter", "rows" },
};

static void
test_refused (void)
{
  g_autoptr (GwTownServer) server = gw_town_server_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GwTestResponse) response =
          gw_town_server_call (server, "manager", "GET", refused[i].path, NULL);

      g_test_message ("%s: %s", refused[i].path, response->body);
      g_assert_cmpuint (response->status, >=, 400);
      g_assert_cmpuint (response->status, <, 500);
      g_assert_cmpstr (gw_test_json_string (response->json, "code"), ==, refused[i].code);
      g_assert_cmpstr (gw_test_json_string (response->json, "field"), ==, refused[i].field);
      gw_town_server_assert_refused_in_chinese (server, "manager", "GET", refused[i].path,
                                                NULL);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/api/recurrence/group", test_group);
  g_test_add_func ("/api/recurrence/many", test_many);
  g_test_add_func ("/api/recurrence/pages", test_pages);
  g_test_add_func ("/api/recurrence/refused", test_refused);
  return g_test_run ();
}
