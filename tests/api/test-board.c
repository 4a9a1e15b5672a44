/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the city stands now: the same numbers as the lists and the statistics, for everyone
 * those that they may see. */
#define G_LOG_DOMAIN "gridward-test"

#include "tests/lib/json-schema.h"
#include "tests/lib/town-server.h"

static GwTestResponse *
ask (GwTownServer *server, const char *login, const char *path)
{
  return gw_town_server_expect (server, 200, login, "GET", path, NULL);
}

static guint
count_cases (GwTownServer *server, const char *login, const char *filter)
{
  g_autofree char *path = g_strconcat ("/api/v1/cases?limit=1000&", filter, NULL);
  g_autoptr (GwTestResponse) response = ask (server, login, path);

  return (guint)json_object_array_length (gw_test_json_get (response->json, "cases"));
}

static void
assert_department (GwTownServer *server, const char *login, json_object *row)
{
  static const char *const lamps[] = { "none", "green", "yellow", "red" };
  const char *code = gw_test_json_string (row, "department.code");
  gint64 sum = 0;

  for (guint i = 0; i < G_N_ELEMENTS (lamps); i++)
    {
      g_autofree char *filter =
          g_strdup_printf ("state=open&department=%s&lamp=%s", code, lamps[i]);

      g_assert_cmpint (gw_test_json_int (row, lamps[i]), ==,
                       count_cases (server, login, filter));
      sum += gw_test_json_int (row, lamps[i]);
    }
  g_assert_cmpint (gw_test_json_int (row, "open"), ==, sum);
}

/* Every number that is also told elsewhere is the same there. */
static void
assert_like_elsewhere (GwTownServer *server, const char *login)
{
  g_autoptr (GwTestResponse) board = ask (server, login, "/api/v1/statistics/now?top=50");
  g_autofree char *path = g_strdup_printf ("/api/v1/statistics/cells?from=%1$s&to=%1$s",
                                           gw_test_json_string (board->json, "day"));
  g_autoptr (GwTestResponse) day = ask (server, login, path);
  json_object *departments = gw_test_json_get (board->json, "departments");
  json_object *cells = gw_test_json_get (board->json, "cells");
  gint64 open = 0, in_cells = 0;

  g_assert_true (json_object_equal (gw_test_json_get (board->json, "today"),
                                    gw_test_json_get (day->json, "total")));
  for (guint i = 0; i < json_object_array_length (departments); i++)
    {
      json_object *row = json_object_array_get_idx (departments, i);

      open += gw_test_json_int (row, "open");
      if (gw_test_json_get (row, "department") != NULL)
        assert_department (server, login, row);
    }
  for (guint i = 0; i < json_object_array_length (cells); i++)
    in_cells += gw_test_json_int (json_object_array_get_idx (cells, i), "open");
  g_assert_cmpint (open, ==, gw_test_json_int (board->json, "today.open"));
  g_assert_cmpint (in_cells, ==, open);
  g_assert_cmpint (open, ==, count_cases (server, login, "state=open"));
}

static void
test_numbers (void)
{
  g_autoptr (GwTownServer) server = gw_town_server_new (NULL);
  g_autoptr (GwTestResponse) board = NULL;
  char *numbers[6];

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    numbers[i] = gw_town_server_report (server, i / 2, "垃圾");
  assert_like_elsewhere (server, "manager");
  for (guint i = 0; i < 3; i++)
    {
      gw_town_server_act (server, "leader", numbers[i], "file");
      gw_town_server_act (server, "dispatcher", numbers[i], "dispatch");
    }
  assert_like_elsewhere (server, "manager");
  gw_town_server_act (server, "leader", numbers[5], "reject");
  gw_town_server_act (server, "leader", numbers[0], "void");
  assert_like_elsewhere (server, "dispatcher");

  board = ask (server, "manager", "/api/v1/statistics/now?top=1");
  /* Two cases in the second cell; of the others one has ended. */
  g_assert_cmpint (json_object_array_length (gw_test_json_get (board->json, "cells")), ==,
                   1);
  g_assert_cmpint (gw_test_json_int (board->json, "cells.0.open"), ==, 2);
  g_assert_cmpint (gw_test_json_int (board->json, "cells.0.change"), ==, 2);
  g_assert_cmpint (gw_test_json_int (board->json, "today.reported"), ==, 6);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    g_free (numbers[i]);
}

static void
test_department (void)
{
  g_autoptr (GwTownServer) server = gw_town_server_new (NULL);
  g_autofree char *number = gw_town_server_report (server, 0, "垃圾");
  g_autofree char *other = gw_town_server_report (server, 1, "垃圾");
  g_autoptr (GwTestResponse) own = NULL;
  g_autoptr (GwTestResponse) foreign = NULL;

  gw_town_server_act (server, "leader", number, "file");
  gw_town_server_act (server, "dispatcher", number, "dispatch");
  own = ask (server, "sanitation", "/api/v1/statistics/now");
  foreign = ask (server, "works", "/api/v1/statistics/now");
  g_assert_cmpint (gw_test_json_int (own->json, "departments.0.open"), ==, 1);
  g_assert_cmpint (gw_test_json_int (own->json, "today.dispatched"), ==, 1);
  g_assert_cmpint (gw_test_json_int (own->json, "today.reported"), ==, 0);
  g_assert_cmpint (json_object_array_length (gw_test_json_get (own->json, "departments")),
                   ==, 1);
  g_assert_cmpint (json_object_array_length (gw_test_json_get (own->json, "cells")), ==, 0);
  g_assert_cmpint (
      json_object_array_length (gw_test_json_get (foreign->json, "departments")), ==, 0);
}

static const struct
{
  guint status;
  const char *login;
  const char *path;
} calls[] = {
  { 200, "leader", "/api/v1/statistics/now" },
  { 200, "handler", "/api/v1/statistics/now?top=50" },
  { 400, "leader", "/api/v1/statistics/now?top=0" },
  { 400, "leader", "/api/v1/statistics/now?top=51" },
  { 400, "leader", "/api/v1/statistics/now?from=2026-11-22" },
  { 401, NULL, "/api/v1/statistics/now" },
};

static void
test_calls (void)
{
  g_autoptr (GwTownServer) server = gw_town_server_new (NULL);
  json_object *document = gw_test_schema_document ();

  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_autoptr (GwTestResponse) response = gw_town_server_expect (
          server, calls[i].status, calls[i].login, "GET", calls[i].path, NULL);

      gw_test_schema_assert (document, calls[i].status == 200 ? "Board" : "Problem",
                             response->json);
    }
  json_object_put (document);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/api/board/numbers", test_numbers);
  g_test_add_func ("/api/board/department", test_department);
  g_test_add_func ("/api/board/calls", test_calls);
  return g_test_run ();
}
