/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The small town's real server, ordered about by lines: other people act over HTTP. */
#define G_LOG_DOMAIN "gridward-test"

#include <stdio.h>

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

/* "report CELL DESCRIPTION", "act LOGIN NUMBER ACTION", "state NUMBER",
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
  else if (n == 4 && g_str_equal (words[0], "act"))
    {
      gw_town_server_act (server, words[1], words[2], words[3]);
      say ("done");
    }
  else if (n == 2 && g_str_equal (words[0], "state"))
    say_state (server, words[1]);
  else if (n == 3 && g_str_equal (words[0], "show"))
    say_member (server, words[1], words[2]);
  else
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
  return 0;
}
