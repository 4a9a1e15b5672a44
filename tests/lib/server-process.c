/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The real gridward-server as a child. */
#include "tests/lib/server-process.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "tests/lib/http-client.h"

static GSubprocess *
spawn (const char *database, const char *tiles, const char *const *environment)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *program =
      g_build_filename (g_getenv ("GRIDWARD_BUILD_DIR"), "backend/gridward-server", NULL);
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr (GStrvBuilder) arguments = g_strv_builder_new ();
  g_auto (GStrv) argv = NULL;
  GSubprocess *process;

  for (guint i = 0; environment != NULL && environment[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (environment[i], "=", 2);

      g_subprocess_launcher_setenv (launcher, parts[0], parts[1], TRUE);
    }
  g_strv_builder_add_many (arguments, program, "--db", database, "--listen", "127.0.0.1:0",
                           NULL);
  if (tiles != NULL)
    g_strv_builder_add_many (arguments, "--tiles", tiles, NULL);
  argv = g_strv_builder_end (arguments);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *)argv, &error);
  g_assert_no_error (error);
  return process;
}

ServerProcess *
server_process_start (const char *database, const char *tiles,
                      const char *const *environment)
{
  ServerProcess *server = g_new0 (ServerProcess, 1);
  g_autoptr (GDataInputStream) output = NULL;
  g_autofree char *line = NULL;
  const char *colon;

  server->process = spawn (database, tiles, environment);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (server->process));
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (output), FALSE);
  line = g_data_input_stream_read_line (output, NULL, NULL, NULL);
  if (line == NULL || (colon = strrchr (line, ':')) == NULL)
    g_error ("the server did not start: %s", line != NULL ? line : "no output");
  server->port = (guint16)atoi (colon + 1);
  return server;
}

void
server_process_kill (ServerProcess *server)
{
  g_subprocess_send_signal (server->process, SIGKILL);
  g_subprocess_wait (server->process, NULL, NULL);
}

void
server_process_stop (ServerProcess *server)
{
  g_subprocess_send_signal (server->process, SIGTERM);
  g_assert_true (g_subprocess_wait_check (server->process, NULL, NULL));
}

void
server_process_free (ServerProcess *server)
{
  if (g_subprocess_get_identifier (server->process) != NULL)
    server_process_kill (server);
  g_object_unref (server->process);
  g_free (server);
}

char *
server_process_sign_in (ServerProcess *server, const char *login, const char *password)
{
  g_autofree char *body =
      g_strdup_printf ("{\"login\":\"%s\",\"password\":\"%s\"}", login, password);
  g_autoptr (GwTestResponse) response =
      gw_test_request (server->port, "POST", "/api/v1/sessions", NULL,
                       "Content-Type: application/json\r\n", body, -1);

  if (response->status != 201)
    g_error ("sign-in of %s: %u %s", login, response->status, response->body);
  return g_strdup (gw_test_json_string (response->json, "token"));
}
