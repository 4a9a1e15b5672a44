/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Events delivered to another server, which is written apart, fails, and goes away. */
#define G_LOG_DOMAIN "gridward-test"

#include <glib/gstdio.h>
#include <string.h>

#include "tests/lib/json-schema.h"
#include "tests/lib/town-server.h"

#define SECRET "a secret of the peer"
#define PATIENCE_USEC (30 * G_USEC_PER_SEC)

typedef struct
{
  GwTownServer *server;
  GSubprocess *process;
  char *port; /* "0" until it has one */
  char *log;
  char *mode;
  gint64 last_seq; /* of what was taken in order */
} Peer;

static void
peer_set_mode (Peer *peer, const char *mode)
{
  g_assert_true (g_file_set_contents (peer->mode, mode, -1, NULL));
}

static void
peer_start (Peer *peer)
{
  g_autofree char *script = g_build_filename (g_getenv ("GRIDWARD_SOURCE_DIR"),
                                              "tests/api/webhook-peer.py", NULL);
  g_autoptr (GDataInputStream) lines = NULL;
  g_autoptr (GError) error = NULL;

  peer->process =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "python3", script,
                        peer->port, SECRET, peer->log, peer->mode, NULL);
  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (peer->process));
  g_free (peer->port);
  peer->port = g_data_input_stream_read_line (lines, NULL, NULL, NULL);
  g_assert_nonnull (peer->port);
}

static void
peer_stop (Peer *peer)
{
  g_subprocess_force_exit (peer->process);
  g_subprocess_wait (peer->process, NULL, NULL);
  g_clear_object (&peer->process);
}

static void
ctl (GwTownServer *server, int status, const char *verb, const char *argument,
     const char *const *options)
{
  g_autofree char *program =
      g_build_filename (g_getenv ("GRIDWARD_BUILD_DIR"), "backend/ctl/gridwardctl", NULL);
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (arguments, program);
  g_ptr_array_add (arguments, (gpointer) "--db");
  g_ptr_array_add (arguments, server->db);
  g_ptr_array_add (arguments, (gpointer) "webhook");
  g_ptr_array_add (arguments, (gpointer)verb);
  for (; options && *options; options++)
    g_ptr_array_add (arguments, (gpointer)*options);
  g_ptr_array_add (arguments, (gpointer)argument);
  g_ptr_array_add (arguments, NULL);
  process = g_subprocess_newv ((const char *const *)arguments->pdata,
                               G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait (process, NULL, NULL));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, status);
}

static void
peer_set_up (Peer *peer, gconstpointer data)
{
  g_autofree char *secret = NULL;
  g_autofree char *url = NULL;

  peer->server = gw_town_server_new (NULL);
  peer->port = g_strdup ("0");
  peer->log = g_build_filename (peer->server->dir, "peer.log", NULL);
  peer->mode = g_build_filename (peer->server->dir, "peer.mode", NULL);
  secret = g_build_filename (peer->server->dir, "secret", NULL);
  g_assert_true (g_file_set_contents (secret, SECRET "\n", -1, NULL));
  g_assert_true (g_file_set_contents (peer->log, "", -1, NULL));
  peer_set_mode (peer, "ok");
  peer_start (peer);
  url = g_strdup_printf ("http://127.0.0.1:%s/events?city=1", peer->port);
  {
    const char *const options[] = { "--secret-file", secret, NULL };

    ctl (peer->server, 0, "add", url, options);
  }
}

static void
peer_tear_down (Peer *peer, gconstpointer data)
{
  if (peer->process)
    peer_stop (peer);
  gw_town_server_free (peer->server);
  g_free (peer->port);
  g_free (peer->log);
  g_free (peer->mode);
}

/* How many deliveries were answered with the status; those of 200 are whole and in order. */
static guint
peer_count (Peer *peer, guint status)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  gint64 seq = 0;
  guint n = 0;

  g_assert_true (g_file_get_contents (peer->log, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] && lines[i + 1]; i++)
    {
      json_object *line = json_tokener_parse (lines[i]);

      g_assert_nonnull (line);
      g_assert_true (json_object_get_boolean (gw_test_json_get (line, "signed")));
      g_assert_cmpstr (gw_test_json_string (line, "path"), ==, "/events?city=1");
      g_assert_cmpstr (gw_test_json_string (line, "type"), ==, "application/json");
      if ((guint)gw_test_json_int (line, "status") == status)
        {
          n++;
          if (status == 200)
            /* One may come twice when the answer was lost; none is left out. */
            g_assert_cmpint (gw_test_json_int (line, "seq") - seq, <=, 1);
          seq = gw_test_json_int (line, "seq");
        }
      json_object_put (line);
    }
  peer->last_seq = seq;
  return n;
}

static void
peer_wait (Peer *peer, guint status, guint n)
{
  gint64 end = g_get_monotonic_time () + PATIENCE_USEC;

  while (peer_count (peer, status) < n)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_usleep (20000);
    }
}

/* Until the journal has been told up to that event. */
static void
peer_wait_for (Peer *peer, gint64 seq)
{
  gint64 end = g_get_monotonic_time () + PATIENCE_USEC;

  do
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_usleep (20000);
      peer_count (peer, 200);
    }
  while (peer->last_seq < seq);
}

static void
test_in_order_whatever_happens (Peer *peer, gconstpointer data)
{
  g_autofree char *number = NULL;

  peer_set_mode (peer, "fail");
  number = gw_town_server_report (peer->server, 0, "垃圾");
  gw_town_server_act (peer->server, "leader", number, "file");
  peer_wait (peer, 503, 1);
  peer_set_mode (peer, "redirect");
  peer_wait (peer, 302, 1);
  peer_set_mode (peer, "endless");
  peer_wait_for (peer, 2);
  peer_set_mode (peer, "ok");
  /* Down, and the server dies meanwhile. */
  peer_stop (peer);
  gw_town_server_act (peer->server, "dispatcher", number, "dispatch");
  gw_town_server_act (peer->server, "sanitation", number, "accept");
  gw_town_server_crash (peer->server);
  gw_town_server_act (peer->server, "sanitation", number, "handle");
  peer_start (peer);
  g_free (gw_town_server_report (peer->server, 1, "垃圾"));
  peer_wait_for (peer, 6);
}

static void
test_api (Peer *peer, gconstpointer data)
{
  GwTownServer *server = peer->server;
  json_object *document = gw_test_schema_document ();
  g_autoptr (GwTestResponse) list =
      gw_town_server_expect (server, 200, "admin", "GET", "/api/v1/webhooks", NULL);
  g_autoptr (GwTestResponse) dead =
      gw_town_server_expect (server, 200, "admin", "GET", "/api/v1/webhooks/1/dead", NULL);
  g_autoptr (GwTestResponse) retried = gw_town_server_expect (
      server, 200, "admin", "POST", "/api/v1/webhooks/1/retry", "{}");
  static const struct
  {
    guint status;
    const char *login;
    const char *method;
    const char *path;
    const char *body;
  } refused[] = {
    { 403, "leader", "GET", "/api/v1/webhooks", NULL },
    { 403, "manager", "GET", "/api/v1/webhooks/1/dead", NULL },
    { 403, "dispatcher", "POST", "/api/v1/webhooks/1/retry", "{}" },
    { 404, "admin", "GET", "/api/v1/webhooks/2/dead", NULL },
    { 404, "admin", "GET", "/api/v1/webhooks/x/dead", NULL },
    { 400, "admin", "GET", "/api/v1/webhooks/1/dead?limit=0", NULL },
    { 404, "admin", "POST", "/api/v1/webhooks/2/retry", "{}" },
    { 404, "admin", "POST", "/api/v1/webhooks/1/retry", "{\"delivery\":7}" },
    { 422, "admin", "POST", "/api/v1/webhooks/1/retry", "{\"delivery\":\"x\"}" },
  };

  gw_test_schema_assert (document, "WebhookList", list->json);
  g_assert_null (strstr (list->body, SECRET));
  gw_test_schema_assert (document, "DeadDeliveries", dead->json);
  g_assert_cmpint (gw_test_json_int (retried->json, "retried"), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    gw_test_response_free (gw_town_server_expect (server, refused[i].status,
                                                  refused[i].login, refused[i].method,
                                                  refused[i].path, refused[i].body));
  json_object_put (document);
}

static void
test_bad_webhooks (Peer *peer, gconstpointer data)
{
  static const char *const kinds[] = { "--kinds", "dispatch,nothing", NULL };
  static const char *const area[] = { "--area", "999", NULL };

  ctl (peer->server, 1, "add", "ftp://peer.example/", NULL);
  ctl (peer->server, 1, "add", "http://", NULL);
  ctl (peer->server, 1, "add", "http://user:word@peer.example/", NULL);
  ctl (peer->server, 1, "add", "http://peer.example/", kinds);
  ctl (peer->server, 1, "add", "http://peer.example/", area);
  ctl (peer->server, 1, "remove", "7", NULL);
  ctl (peer->server, 2, "remove", "x", NULL);
  ctl (peer->server, 1, "dead", "7", NULL);
  ctl (peer->server, 1, "retry", "7", NULL);
}

/* What is removed is told no more, also by a server that runs. */
static void
test_removed (Peer *peer, gconstpointer data)
{
  static const char *const only[] = { "--kinds", "report", "--area", "441802002", NULL };
  g_autofree char *url = g_strdup_printf ("http://127.0.0.1:%s/only", peer->port);
  gint64 end = g_get_monotonic_time () + PATIENCE_USEC;
  gint64 n = 1;

  g_free (gw_town_server_report (peer->server, 0, "垃圾"));
  peer_wait (peer, 200, 1);
  ctl (peer->server, 0, "remove", "1", NULL);
  ctl (peer->server, 0, "add", url, only);
  g_free (gw_town_server_report (peer->server, 0, "垃圾"));
  /* It is the one of the other area that waits: that peer does not know its signature. */
  g_free (gw_town_server_report (peer->server, 15, "垃圾"));
  while (n != 401)
    {
      g_autofree char *text = NULL;

      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_usleep (20000);
      g_assert_true (g_file_get_contents (peer->log, &text, NULL, NULL));
      if (strstr (text, "\"path\": \"/only\""))
        {
          g_assert_nonnull (strstr (text, "\"status\": 401"));
          g_assert_null (strstr (text, "\"seq\": 2"));
          n = 401;
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/webhooks/in-order-whatever-happens", Peer, NULL, peer_set_up,
              test_in_order_whatever_happens, peer_tear_down);
  g_test_add ("/webhooks/api", Peer, NULL, peer_set_up, test_api, peer_tear_down);
  g_test_add ("/webhooks/bad", Peer, NULL, peer_set_up, test_bad_webhooks, peer_tear_down);
  g_test_add ("/webhooks/removed", Peer, NULL, peer_set_up, test_removed, peer_tear_down);
  return g_test_run ();
}
