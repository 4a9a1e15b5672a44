/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The small town's real server, ordered about by lines: other people act over HTTP. */
#define G_LOG_DOMAIN "gridward-test"

#include <stdio.h>
#include <string.h>

#include "tests/lib/town-server.h"

/* Each answer ends with the moment at which the server had answered, in µs of the monotonic
 * clock, which every process of the machine shares. */
static void
say (const char *text)
{
  printf ("%s %" G_GINT64_FORMAT "\n", text, g_get_monotonic_time ());
  fflush (stdout);
}

static void
say_state (GwTownServer *server, const char *number)
{
  g_autofree char *path = g_strconcat ("/api/v1/cases/", number, NULL);
  g_autoptr (GwTestResponse) response =
      gw_town_server_expect (server, 200, "admin", "GET", path, NULL);

  say (gw_test_json_string (response->json, "case.state"));
}

/* What the server holds at a path of the case's answer, "case.request.kind" say; "none" when
 * there is nothing. */
static void
say_member (GwTownServer *server, const char *number, const char *member)
{
  g_autofree char *path = g_strconcat ("/api/v1/cases/", number, NULL);
  g_autoptr (GwTestResponse) response =
      gw_town_server_expect (server, 200, "admin", "GET", path, NULL);
  json_object *value = gw_test_json_get (response->json, member);

  say (value ? json_object_get_string (value) : "none");
}

/* One who listens, and may say which case he has open. */
static GwTestConnection *colleague;

static void
hold (GwTownServer *server, const char *login, const char *number)
{
  g_autofree char *text = g_strdup_printf ("{\"hold\":\"%s\"}", number);

  g_clear_pointer (&colleague, gw_test_connection_free);
  colleague = gw_test_web_socket (server->port, "/api/v1/live",
                                  gw_town_server_token (server, login), NULL);
  g_assert_nonnull (colleague);
  gw_test_web_socket_send (colleague, 1, text, strlen (text));
}

/* The first hold of somebody else that a frame tells of, "NUMBER:LOGIN:begun"; or NULL. */
static char *
find_hold (const char *frame)
{
  json_object *items = json_tokener_parse (frame);
  char *found = NULL;

  for (gsize i = 0; items && !found && i < json_object_array_length (items); i++)
    {
      json_object *item = json_object_array_get_idx (items, i);

      if (gw_test_json_get (item, "hold"))
        found = g_strdup_printf ("%s:%s:%s", gw_test_json_string (item, "hold.case"),
                                 gw_test_json_string (item, "hold.by.login"),
                                 gw_test_json_get (item, "hold.since") ? "begun" : "ended");
    }
  json_object_put (items);
  return found;
}

/* His own he is told, too, so that it is the first. */
static void
say_heard (void)
{
  g_autofree char *found = NULL;

  while (!found || g_str_has_suffix (found, ":dispatcher:begun"))
    {
      g_autofree char *frame = gw_test_web_socket_read (colleague, NULL, 20);

      g_assert_nonnull (frame);
      g_free (found);
      found = find_hold (frame);
    }
  say (found);
}

static void
report_many (GwTownServer *server, guint n)
{
  g_autofree char *last = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_free (last);
      last = gw_town_server_report (server, i % 16, "while nobody listened");
    }
  say (last);
}

static void
say_count (GwTownServer *server, const char *query)
{
  g_autofree char *path = g_strdup_printf ("/api/v1/cases?limit=1000&%s", query);
  g_autoptr (GwTestResponse) response =
      gw_town_server_expect (server, 200, "admin", "GET", path, NULL);
  g_autofree char *count = g_strdup_printf (
      "%zu", json_object_array_length (gw_test_json_get (response->json, "cases")));

  say (count);
}

/* The numbers of a list, each after a comma. */
static void
say_list (GwTownServer *server, const char *query)
{
  g_autofree char *path = g_strdup_printf ("/api/v1/cases?limit=1000&%s", query);
  g_autoptr (GwTestResponse) response =
      gw_town_server_expect (server, 200, "admin", "GET", path, NULL);
  json_object *cases = gw_test_json_get (response->json, "cases");
  g_autoptr (GString) numbers = g_string_new (NULL);

  for (gsize i = 0; i < json_object_array_length (cases); i++)
    g_string_append_printf (
        numbers, ",%s",
        gw_test_json_string (json_object_array_get_idx (cases, i), "number"));
  say (numbers->len > 0 ? numbers->str : ",");
}

/* "matter CLASS CELL DESCRIPTION" */
static void
report_matter (GwTownServer *server, char **words)
{
  GwLonLat place = gw_town_place ((guint)g_ascii_strtoull (words[2], NULL, 10));
  g_autofree char *body = g_strdup_printf (
      "{\"kind\":\"matter\",\"class\":\"%s\",\"location\":{\"lon\":%.7f,\"lat\":%.7f},"
      "\"description\":\"%s\"}",
      words[1], place.lon, place.lat, words[3]);
  g_autoptr (GwTestResponse) response =
      gw_town_server_expect (server, 201, "inspector", "POST", "/api/v1/reports", body);

  say (gw_test_json_string (response->json, "case.number"));
}

static void
crash (GwTownServer *server)
{
  g_autofree char *base = NULL;

  gw_town_server_crash (server);
  base = g_strdup_printf ("http://127.0.0.1:%u", server->port);
  say (base);
}

/* "hold LOGIN NUMBER", "heard", "leave", "many N", "count QUERY", "list QUERY", "crash",
 * "database". FALSE: none of them. */
static gboolean
obey_line (GwTownServer *server, char **words, guint n)
{
  if (n == 3 && g_str_equal (words[0], "hold"))
    {
      hold (server, words[1], words[2]);
      say ("done");
    }
  else if (n == 1 && g_str_equal (words[0], "heard"))
    say_heard ();
  else if (n == 1 && g_str_equal (words[0], "leave"))
    {
      g_clear_pointer (&colleague, gw_test_connection_free);
      say ("done");
    }
  else if (n == 2 && g_str_equal (words[0], "many"))
    report_many (server, (guint)g_ascii_strtoull (words[1], NULL, 10));
  else if (n == 2 && g_str_equal (words[0], "count"))
    say_count (server, words[1]);
  else if (n == 2 && g_str_equal (words[0], "list"))
    say_list (server, words[1]);
  else if (n == 1 && g_str_equal (words[0], "crash"))
    crash (server);
  else if (n == 1 && g_str_equal (words[0], "database"))
    say (server->db);
  else
    return FALSE;
  return TRUE;
}

/* "report CELL DESCRIPTION", "matter CLASS CELL DESCRIPTION", "act LOGIN NUMBER ACTION", "state NUMBER",
 * "show NUMBER MEMBER". */
static void
obey (GwTownServer *server, char *line)
{
  g_auto (GStrv) words = g_strsplit (g_strstrip (line), " ", 4);
  guint n = g_strv_length (words);

  if (n >= 3 && g_str_equal (words[0], "report"))
    {
      g_autofree char *text = g_strjoinv (" ", words + 2);
      g_autofree char *number = gw_town_server_report (
          server, (guint)g_ascii_strtoull (words[1], NULL, 10), text);

      say (number);
    }
  else if (n == 4 && g_str_equal (words[0], "matter"))
    report_matter (server, words);
  else if (n == 4 && g_str_equal (words[0], "act"))
    {
      gw_town_server_act (server, words[1], words[2], words[3]);
      say ("done");
    }
  else if (n == 2 && g_str_equal (words[0], "state"))
    say_state (server, words[1]);
  else if (n == 3 && g_str_equal (words[0], "show"))
    say_member (server, words[1], words[2]);
  else if (!obey_line (server, words, n))
    g_error ("not an order: %s", line);
}

int
main (void)
{
  g_autoptr (GwTownServer) server = gw_town_server_new (NULL);
  g_autofree char *base = g_strdup_printf ("http://127.0.0.1:%u", server->port);
  char line[1024];

  say (base);
  while (fgets (line, sizeof line, stdin) != NULL)
    obey (server, line);
  g_clear_pointer (&colleague, gw_test_connection_free);
  return 0;
}
