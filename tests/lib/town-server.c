/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The real gridward-server as its own process, serving the small town of town.h. */
#define G_LOG_DOMAIN "gridward-test"

#include "tests/lib/town-server.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>

#include "tests/lib/town.h"

static char *
server_program (void)
{
  const char *build = g_getenv ("GRIDWARD_BUILD_DIR");

  return g_build_filename (build ? build : ".", "backend", "gridward-server", NULL);
}

/* The one line that the server prints when it is ready. */
static guint16
read_port (GSubprocess *process)
{
  g_autoptr (GDataInputStream) lines =
      g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  g_autofree char *line = g_data_input_stream_read_line (lines, NULL, NULL, NULL);

  if (!line || !g_str_has_prefix (line, "Listening on http://127.0.0.1:"))
    g_error ("the server did not start: %s", line ? line : "(nothing)");
  return (guint16)g_ascii_strtoull (strrchr (line, ':') + 1, NULL, 10);
}

static void
die_with_parent (gpointer data)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

static void
start (GwTownServer *server, const char *tiles)
{
  g_autofree char *program = server_program ();
  const char *arguments[] = { program,    "--db",        server->db,
                              "--listen", "127.0.0.1:0", tiles ? "--tiles" : NULL,
                              tiles,      NULL };
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr (GError) error = NULL;

  /* A test that aborts leaves no server behind. */
  g_subprocess_launcher_set_child_setup (launcher, die_with_parent, NULL, NULL);
  server->process = g_subprocess_launcher_spawnv (launcher, arguments, &error);
  g_assert_no_error (error);
  server->pid = atoi (g_subprocess_get_identifier (server->process));
  server->port = read_port (server->process);
}

GwTownServer *
gw_town_server_new (const char *tiles)
{
  return gw_town_server_new_take (gw_town_new (), tiles);
}

GwTownServer *
gw_town_server_new_take (GwTown *town, const char *tiles)
{
  GwTownServer *server = g_new0 (GwTownServer, 1);

  /* The town's folder becomes the server's; a file has one writer. */
  g_clear_pointer (&town->service, gw_service_close);
  server->dir = g_steal_pointer (&town->dir);
  server->db = g_steal_pointer (&town->path);
  g_free (town);
  server->tokens = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  start (server, tiles);
  return server;
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  remove (path);
}

void
gw_town_server_free (GwTownServer *server)
{
  g_subprocess_send_signal (server->process, SIGTERM);
  g_assert_true (g_subprocess_wait (server->process, NULL, NULL));
  g_assert_true (g_subprocess_get_if_exited (server->process));
  g_assert_cmpint (g_subprocess_get_exit_status (server->process), ==, 0);
  g_object_unref (server->process);
  remove_tree (server->dir);
  g_hash_table_unref (server->tokens);
  g_free (server->dir);
  g_free (server->db);
  g_free (server);
}

void
gw_town_server_crash (GwTownServer *server)
{
  g_subprocess_send_signal (server->process, SIGKILL);
  g_subprocess_wait (server->process, NULL, NULL);
  g_clear_object (&server->process);
  start (server, NULL);
}

const char *
gw_town_server_token (GwTownServer *server, const char *login)
{
  const char *token = g_hash_table_lookup (server->tokens, login);
  g_autofree char *body = NULL;
  g_autoptr (GwTestResponse) response = NULL;

  if (token)
    return token;
  body =
      g_strdup_printf ("{\"login\":\"%s\",\"password\":\"password-of-%s\"}", login, login);
  response =
      gw_test_request (server->port, "POST", "/api/v1/sessions", NULL, NULL, body, -1);
  if (response->status != 201)
    g_error ("%s cannot sign in: %s", login, response->body);
  g_hash_table_insert (server->tokens, g_strdup (login),
                       g_strdup (gw_test_json_string (response->json, "token")));
  return g_hash_table_lookup (server->tokens, login);
}

GwTestResponse *
gw_town_server_call (GwTownServer *server, const char *login, const char *method,
                     const char *path, const char *body)
{
  const char *token = login ? gw_town_server_token (server, login) : NULL;

  return gw_test_request (server->port, method, path, token,
                          body ? "Content-Type: application/json\r\n" : NULL, body, -1);
}

/* Two English words in a row are no Chinese; what was sent is told back as it was. */
static void
assert_is_chinese (const char *path, const char *detail)
{
  g_autoptr (GRegex) quoted = g_regex_new ("“.*?”", 0, 0, NULL);
  g_autofree char *rest = g_regex_replace_literal (quoted, detail, -1, 0, "", 0, NULL);

  if (g_regex_match_simple ("[a-z]{2,} [a-z]{2,}", rest, G_REGEX_CASELESS, 0) ||
      !g_regex_match_simple ("\\p{Han}", rest, 0, 0))
    g_error ("%s: not in Chinese: %s", path, detail);
}

void
gw_town_server_assert_refused_in_chinese (GwTownServer *server, const char *login,
                                          const char *method, const char *path,
                                          const char *body)
{
  static const char headers[] =
      "Accept-Language: zh-CN\r\nContent-Type: application/json\r\n";
  g_autoptr (GwTestResponse) response = gw_test_request (
      server->port, method, path,
      login != NULL ? gw_town_server_token (server, login) : NULL, headers, body, -1);
  json_object *detail = NULL;

  g_assert_cmpuint (response->status, >=, 400);
  if (json_object_object_get_ex (response->json, "detail", &detail))
    assert_is_chinese (path, json_object_get_string (detail));
}

void
gw_town_server_settle (GwTownServer *server)
{
  for (guint i = 0; i < GW_TEST_PATIENCE_SECONDS * 50; i++)
    {
      g_autoptr (GwTestResponse) answer =
          gw_town_server_call (server, "leader", "GET", "/api/v1/geocode?q=x", NULL);

      if (answer->status == 200)
        return;
      g_assert_cmpuint (answer->status, ==, 503);
      g_usleep (20000);
    }
  g_error ("the places are not read within %d s", GW_TEST_PATIENCE_SECONDS);
}

GwTestResponse *
gw_town_server_expect (GwTownServer *server, guint status, const char *login,
                       const char *method, const char *path, const char *body)
{
  GwTestResponse *response = gw_town_server_call (server, login, method, path, body);

  if (response->status != status)
    g_error ("%s %s as %s: %u instead of %u: %s", method, path, login, response->status,
             status, response->body);
  return response;
}

char *
gw_town_server_report (GwTownServer *server, guint cell, const char *description)
{
  GwLonLat place = gw_town_place (cell);
  g_autofree char *body = g_strdup_printf (
      "{\"kind\":\"matter\",\"class\":\"06010\",\"location\":{\"lon\":%.7f,\"lat\":%.7f},"
      "\"description\":\"%s\"}",
      place.lon, place.lat, description);
  g_autoptr (GwTestResponse) response =
      gw_town_server_expect (server, 201, "inspector", "POST", "/api/v1/reports", body);

  return g_strdup (gw_test_json_string (response->json, "case.number"));
}

void
gw_town_server_act (GwTownServer *server, const char *login, const char *number,
                    const char *action)
{
  gw_town_server_act_with (server, login, number, action, "\"opinion\":\"说明\"");
}

void
gw_town_server_act_with (GwTownServer *server, const char *login, const char *number,
                         const char *action, const char *members)
{
  g_autofree char *path = g_strconcat ("/api/v1/cases/", number, NULL);
  g_autofree char *actions = g_strconcat (path, "/actions", NULL);
  g_autoptr (GwTestResponse) before =
      gw_town_server_expect (server, 200, "admin", "GET", path, NULL);
  g_autofree char *body =
      g_strdup_printf ("{\"action\":\"%s\",\"version\":%" G_GINT64_FORMAT ",%s}", action,
                       gw_test_json_int (before->json, "case.version"), members);
  g_autoptr (GwTestResponse) after =
      gw_town_server_expect (server, 200, login, "POST", actions, body);

  g_assert_cmpint (gw_test_json_int (after->json, "case.version"), ==,
                   gw_test_json_int (before->json, "case.version") + 1);
}
