/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small server of the http room, in a thread of its own, for the tests of that room. */
#define G_LOG_DOMAIN "gridward-test"

#include "tests/http/server-fixture.h"

#include "backend/http/json-write.h"

#include <string.h>

static void
hello (GwHttpRequest *request, gpointer context)
{
  gw_http_request_reply_json (request, 200, g_string_new ("{\"hello\":\"world\"}"));
}

static void
echo (GwHttpRequest *request, gpointer context)
{
  json_object *json = gw_http_request_json (request);
  GwJsonReader reader;
  GwProblem *problem;
  const char *text;
  GString *reply;

  if (!json)
    return;
  gw_json_reader_init (&reader, json);
  text = gw_json_reader_string (&reader, "text", TRUE, 100);
  problem = gw_json_reader_steal_problem (&reader);
  if (problem)
    {
      gw_http_request_reply_problem (request, problem);
      return;
    }
  reply = g_string_new ("{\"text\":");
  gw_json_append_string (reply, text);
  g_string_append_c (reply, '}');
  gw_http_request_reply_json (request, 200, reply);
}

static void
item (GwHttpRequest *request, gpointer context)
{
  GString *reply = g_string_new ("{\"name\":");

  if (gw_http_request_reply_if_same (request, "v1"))
    {
      g_string_free (reply, TRUE);
      return;
    }
  gw_json_append_string (reply, gw_http_request_param (request, "name"));
  g_string_append (reply, ",\"language\":");
  gw_json_append_string (reply, gw_http_request_language (request));
  g_string_append_c (reply, '}');
  gw_http_request_reply_json (request, 200, reply);
}

static gboolean
reply_later_cb (gpointer data)
{
  gw_http_request_reply_json (data, 200, g_string_new ("{\"later\":true}"));
  return G_SOURCE_REMOVE;
}

static void
later (GwHttpRequest *request, gpointer context)
{
  Fixture *fixture = context;
  g_autoptr (GSource) source = g_timeout_source_new (fixture->later_ms);

  g_source_set_callback (source, reply_later_cb, gw_http_request_ref (request),
                         (GDestroyNotify)gw_http_request_unref);
  g_source_attach (source, fixture->context);
  g_atomic_int_inc (&fixture->n_taken);
}

static void
never (GwHttpRequest *request, gpointer context)
{
  Fixture *fixture = context;

  g_clear_pointer (&fixture->kept, gw_http_request_unref);
  fixture->kept = gw_http_request_ref (request);
  g_atomic_int_inc (&fixture->n_taken);
}

static void
big (GwHttpRequest *request, gpointer context)
{
  g_autoptr (GBytes) body = g_bytes_new_take (g_malloc0 (BIG), BIG);

  gw_http_request_reply (request, 200, "application/octet-stream", body);
}

static void
upload_ended (gpointer data)
{
  Fixture *fixture = data;

  g_atomic_int_add (&fixture->n_uploads, -1);
}

static gboolean
upload_write (GwHttpRequest *request, const guint8 *bytes, gsize length, gpointer data)
{
  Fixture *fixture = data;

  if (memchr (bytes, '!', length))
    {
      gw_http_request_reply_problem (
          request,
          gw_problem_new ("unsupported_media_type", NULL, "No exclamation marks."));
      return FALSE;
    }
  g_atomic_int_add (&fixture->n_upload_bytes, (int)length);
  return TRUE;
}

static void
upload_started (GwHttpRequest *request, gpointer context)
{
  Fixture *fixture = context;

  g_atomic_int_inc (&fixture->n_uploads);
  gw_http_request_set_sink (request, upload_write, fixture, upload_ended);
}

static void
upload (GwHttpRequest *request, gpointer context)
{
  gw_http_request_reply_empty (request, 201);
}

static void
client_blocked (GwPushClient *client, gboolean blocked, gpointer data)
{
  Fixture *fixture = data;

  fixture->n_blocked += blocked ? 1 : -1;
}

static void
client_gone (GwPushClient *client, gpointer data)
{
  Fixture *fixture = data;

  g_ptr_array_remove (fixture->clients, client);
}

static const GwPushClientFuncs client_funcs = { client_blocked, client_gone };

static void
client_ready (GwWebSocket *socket, gpointer data)
{
  Fixture *fixture = data;
  GwPushClient *client = gw_push_hub_add (fixture->hub, socket, &client_funcs, fixture);

  g_ptr_array_add (fixture->clients, client);
  gw_push_client_push (client, "\"hello\"", 7);
}

static void
live (GwHttpRequest *request, gpointer context)
{
  gw_http_request_upgrade (request, client_ready, context, NULL);
}

static void
metrics (GwHttpRequest *request, gpointer context)
{
  Fixture *fixture = context;
  GString *text = g_string_new (NULL);
  g_autoptr (GBytes) body = NULL;

  gw_http_server_append_metrics (fixture->server, text);
  body = g_string_free_to_bytes (text);
  gw_http_request_reply (request, 200, "text/plain", body);
}

static const GwHttpRoute routes[] = {
  { "GET", "/hello", hello, GW_HTTP_ROUTE_PUBLIC, 0, "a,b", NULL },
  { "POST", "/echo", echo, GW_HTTP_ROUTE_PUBLIC, 1000, NULL, NULL },
  { "POST", "/deep", echo, GW_HTTP_ROUTE_PUBLIC, 1024 * 1024, NULL, NULL },
  { "GET", "/items/{name}", item, GW_HTTP_ROUTE_PUBLIC, 0, NULL, NULL },
  { "PUT", "/items/{name}", echo, GW_HTTP_ROUTE_PUBLIC, 1000, NULL, NULL },
  { "GET", "/later", later, GW_HTTP_ROUTE_PUBLIC, 0, NULL, NULL },
  { "GET", "/never", never, GW_HTTP_ROUTE_PUBLIC, 0, NULL, NULL },
  { "GET", "/big", big, GW_HTTP_ROUTE_PUBLIC, 0, NULL, NULL },
  { "GET", "/private", hello, GW_HTTP_ROUTE_NONE, 0, NULL, NULL },
  { "POST", "/private", echo, GW_HTTP_ROUTE_NONE, 1000, NULL, NULL },
  { "POST", "/upload", upload, GW_HTTP_ROUTE_PUBLIC, 1024 * 1024, NULL, upload_started },
  { "GET", "/live", live, GW_HTTP_ROUTE_QUERY_TOKEN, 0, "after,access_token", NULL },
  { "GET", "/metrics", metrics, GW_HTTP_ROUTE_PUBLIC, 0, NULL, NULL },
};

static gboolean
authenticate (GwHttpRequest *request, const char *token, gpointer context,
              GwProblem **problem)
{
  return g_strcmp0 (token, "secret") == 0;
}

static gpointer
server_thread (gpointer data)
{
  Fixture *fixture = data;
  g_autoptr (GError) error = NULL;

  g_main_context_push_thread_default (fixture->context);
  fixture->server = gw_http_server_new (routes, G_N_ELEMENTS (routes), authenticate,
                                        fixture, &fixture->limits);
  fixture->hub = gw_push_hub_new (&fixture->push_limits);
  g_mutex_lock (&fixture->mutex);
  fixture->port = gw_http_server_listen (fixture->server, "127.0.0.1", 0, &error);
  g_assert_no_error (error);
  g_cond_signal (&fixture->cond);
  g_mutex_unlock (&fixture->mutex);
  g_main_loop_run (fixture->loop);
  gw_push_hub_free (fixture->hub);
  gw_http_server_free (fixture->server);
  g_clear_pointer (&fixture->kept, gw_http_request_unref);
  g_main_context_pop_thread_default (fixture->context);
  return NULL;
}

Fixture *
fixture_new (const GwHttpLimits *limits, const GwPushLimits *push_limits)
{
  Fixture *fixture = g_new0 (Fixture, 1);

  fixture->limits = limits ? *limits : GW_HTTP_LIMITS_DEFAULT;
  fixture->push_limits = push_limits ? *push_limits : GW_PUSH_LIMITS_DEFAULT;
  fixture->later_ms = 100;
  fixture->clients = g_ptr_array_new ();
  fixture->context = g_main_context_new ();
  fixture->loop = g_main_loop_new (fixture->context, FALSE);
  g_mutex_init (&fixture->mutex);
  g_cond_init (&fixture->cond);
  g_mutex_lock (&fixture->mutex);
  fixture->thread = g_thread_new ("server", server_thread, fixture);
  while (fixture->port == 0)
    g_cond_wait (&fixture->cond, &fixture->mutex);
  g_mutex_unlock (&fixture->mutex);
  return fixture;
}

static void
stopped (gpointer server, gpointer data)
{
  Fixture *fixture = data;

  g_main_loop_quit (fixture->loop);
}

static gboolean
stop_cb (gpointer data)
{
  Fixture *fixture = data;

  gw_http_server_stop (fixture->server, stopped, fixture);
  return G_SOURCE_REMOVE;
}

void
fixture_free (Fixture *fixture)
{
  g_main_context_invoke (fixture->context, stop_cb, fixture);
  g_thread_join (fixture->thread);
  g_ptr_array_unref (fixture->clients);
  g_main_loop_unref (fixture->loop);
  g_main_context_unref (fixture->context);
  g_mutex_clear (&fixture->mutex);
  g_cond_clear (&fixture->cond);
  g_free (fixture);
}

void
fixture_wait (const int *counter, int n)
{
  for (guint i = 0; i < 1000 && g_atomic_int_get (counter) < n; i++)
    g_usleep (10000);
  g_assert_cmpint (g_atomic_int_get (counter), >=, n);
}

typedef struct
{
  Fixture *fixture;
  GFunc func;
  gpointer data;
  gboolean done;
} Call;

static gboolean
call_cb (gpointer data)
{
  Call *call = data;

  call->func (call->fixture, call->data);
  g_mutex_lock (&call->fixture->mutex);
  call->done = TRUE;
  g_cond_signal (&call->fixture->cond);
  g_mutex_unlock (&call->fixture->mutex);
  return G_SOURCE_REMOVE;
}

void
fixture_run (Fixture *fixture, GFunc func, gpointer data)
{
  Call call = { fixture, func, data, FALSE };

  g_main_context_invoke (fixture->context, call_cb, &call);
  g_mutex_lock (&fixture->mutex);
  while (!call.done)
    g_cond_wait (&fixture->cond, &fixture->mutex);
  g_mutex_unlock (&fixture->mutex);
}
