/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The HTTP server: one main context, a table of routes, limits on everything. */
#define G_LOG_DOMAIN "gridward-http"

#include "backend/http/server.h"

#include "backend/http/request-private.h"

#include <string.h>

/* So much of a body that is refused anyway is read, so that the client gets to the answer. */
#define MAX_DRAIN (32 * 1024 * 1024)
#define N_BUCKETS 6

typedef struct
{
  guint64 by_class[6]; /* index 2: 2xx ... */
  guint64 buckets[N_BUCKETS];
  gint64 total_usec;
} RouteCount;

static const gint64 bucket_usec[N_BUCKETS] = { 1000, 5000, 25000, 100000, 500000, 2500000 };

struct _GwHttpServer
{
  SoupServer *soup;
  GwHttpAcceptor *acceptor;
  const GwHttpRoute *routes;
  gsize n_routes;
  GwHttpAuthenticate authenticate;
  GwHttpWords words;
  gpointer context;
  GwHttpLimits limits;
  RouteCount *counts;  /* one per route, then one for requests without a route */
  GHashTable *running; /* GwHttpRequest that wait for their handler's reply */
  GSource *drain_source;
  gint64 drain_deadline;
  GFunc stopped;
  gpointer stopped_data;
  gboolean log_requests;
};

gpointer
gw_http_server_context (GwHttpServer *server)
{
  return server ? server->context : NULL;
}

void
gw_http_server_say (GwHttpServer *server, GwProblem *problem, const char *language)
{
  g_autofree char *english = NULL;

  if (server == NULL || server->words == NULL || problem->detail == NULL)
    return;
  english = g_steal_pointer (&problem->detail);
  problem->detail = server->words (english, language);
}

static RouteCount *
count_of (GwHttpServer *server, const GwHttpRoute *route)
{
  return &server->counts[route ? (gsize)(route - server->routes) : server->n_routes];
}

void
gw_http_server_count (GwHttpServer *server, GwHttpRequest *request, guint status)
{
  gint64 usec = g_get_monotonic_time () - request->start_usec;
  RouteCount *count;

  if (!server)
    return;
  g_hash_table_remove (server->running, request);
  count = count_of (server, request->match.route);
  count->by_class[MIN (status / 100, 5)]++;
  count->total_usec += usec;
  for (guint i = 0; i < N_BUCKETS; i++)
    if (usec <= bucket_usec[i])
      count->buckets[i]++;
  if (server->log_requests)
    g_debug ("%s %s %u %.1f ms", soup_server_message_get_method (request->message),
             gw_http_request_path (request), status, (double)usec / 1000);
}

void
gw_http_server_forget (GwHttpServer *server, GwHttpRequest *request)
{
  if (server)
    g_hash_table_remove (server->running, request);
}

/* The bearer token of the header, or of the query where the route allows that. */
static char *
find_token (GwHttpRequest *request)
{
  const char *header = gw_http_request_header (request, "Authorization");

  if (header && g_ascii_strncasecmp (header, "Bearer ", 7) == 0)
    return g_strstrip (g_strdup (header + 7));
  if (request->match.route->flags & GW_HTTP_ROUTE_QUERY_TOKEN)
    return g_strdup (gw_http_query_get (request->query, "access_token"));
  return NULL;
}

static GwProblem *
check_route (GwHttpServer *server, GwHttpRequest *request)
{
  const char *method = soup_server_message_get_method (request->message);
  GUri *uri = soup_server_message_get_uri (request->message);

  gw_http_router_match (server->routes, server->n_routes, method, g_uri_get_path (uri),
                        &request->match);
  if (request->match.route)
    {
      request->query =
          gw_http_query_parse (g_uri_get_query (uri), request->match.route->query);
      return g_steal_pointer (&request->query->problem);
    }
  if (!request->match.allow)
    return gw_problem_new ("not_found", NULL, "There is nothing at this path.");
  gw_http_request_set_header (request, "Allow", request->match.allow);
  return gw_problem_new ("method_not_allowed", NULL, "This path takes: %s.",
                         request->match.allow);
}

static GwProblem *
check_user (GwHttpServer *server, GwHttpRequest *request)
{
  GwProblem *problem = NULL;

  if (request->match.route->flags & GW_HTTP_ROUTE_PUBLIC)
    return NULL;
  request->token = find_token (request);
  if (!server->authenticate (request, request->token, server->context, &problem) &&
      !problem)
    problem = gw_problem_new ("unauthenticated", NULL, NULL);
  return problem;
}

static GwProblem *
too_large (const GwHttpRoute *route)
{
  if (route->body_limit == 0)
    return gw_problem_new ("body_too_large", NULL, "This request takes no body.");
  return gw_problem_new ("body_too_large", NULL,
                         "The body is limited to %" G_GSIZE_FORMAT " bytes.",
                         route->body_limit);
}

static GwProblem *
check_length (GwHttpRequest *request)
{
  const GwHttpRoute *route = request->match.route;

  if (gw_http_request_declared_length (request) > (gint64)route->body_limit)
    return too_large (route);
  return NULL;
}

typedef struct
{
  GwHttpRequest *request;
  GwProblem *problem;
} CutOff;

static void
cut_off_free (gpointer data)
{
  CutOff *job = data;

  gw_http_request_unref (job->request);
  gw_problem_free (job->problem);
  g_free (job);
}

/* Out of libsoup's own call: only there may the connection be taken. */
static gboolean
cut_off_cb (gpointer data)
{
  CutOff *job = data;
  SoupServerMessage *message = job->request->message;
  GwHttpConnection *connection = message ? gw_http_connection_of (message) : NULL;

  if (connection)
    gw_http_connection_refuse (connection, message, job->problem);
  return G_SOURCE_REMOVE;
}

/* Takes the problem; the connection is lost, but the client is told why. */
static void
cut_off (GwHttpRequest *request, GwProblem *problem)
{
  g_autoptr (GSource) source = g_idle_source_new ();
  CutOff *job = g_new0 (CutOff, 1);

  job->request = gw_http_request_ref (request);
  job->problem = problem;
  request->answered = TRUE;
  request->refused = TRUE;
  soup_server_message_pause (request->message);
  g_source_set_callback (source, cut_off_cb, job, cut_off_free);
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_attach (source, g_main_context_get_thread_default ());
}

/* Replies before the body has come: what still comes is thrown away, within reason. */
static void
refuse_early (GwHttpRequest *request, GwProblem *problem)
{
  SoupMessageBody *body = soup_server_message_get_request_body (request->message);

  soup_message_body_set_accumulate (body, FALSE);
  soup_message_body_truncate (body);
  request->refused = TRUE;
  if (gw_http_request_declared_length (request) > MAX_DRAIN)
    {
      cut_off (request, problem);
      return;
    }
  if (gw_http_request_declared_length (request) != 0)
    gw_http_request_set_header (request, "Connection", "close");
  gw_http_request_reply_problem (request, problem);
  gw_http_connection_set_state (
      gw_http_connection_of (request->message), GW_HTTP_CONNECTION_BODY,
      (guint64)MAX (gw_http_request_declared_length (request), 0));
}

static void
got_chunk_cb (SoupServerMessage *message, GBytes *chunk, gpointer data)
{
  GwHttpRequest *request = data;
  gsize size;
  const guint8 *bytes = g_bytes_get_data (chunk, &size);

  request->n_received += size;
  if (request->refused)
    {
      if (request->n_received > MAX_DRAIN)
        cut_off (request, too_large (request->match.route));
      return;
    }
  if (request->n_received > request->match.route->body_limit)
    {
      refuse_early (request, too_large (request->match.route));
      return;
    }
  if (request->sink && !request->sink (request, bytes, size, request->sink_data))
    request->refused = TRUE;
}

/* Bodies of known, allowed length need no watching unless somebody takes them as they come. */
static void
watch_body (GwHttpRequest *request)
{
  gint64 length = request->message ? gw_http_request_declared_length (request) : 0;

  if (length == 0 || !request->message)
    return;
  if (!request->refused)
    gw_http_connection_set_state (gw_http_connection_of (request->message),
                                  GW_HTTP_CONNECTION_BODY, (guint64)MAX (length, 0));
  if (request->sink)
    soup_message_body_set_accumulate (
        soup_server_message_get_request_body (request->message), FALSE);
  if (length < 0 || request->sink || request->refused)
    g_signal_connect (request->message, "got-chunk", G_CALLBACK (got_chunk_cb), request);
}

static void
got_headers_cb (SoupServer *soup, SoupServerMessage *message, const char *path,
                GHashTable *form, gpointer data)
{
  GwHttpServer *server = data;
  GwHttpConnection *connection = gw_http_connection_of (message);
  GwHttpRequest *request;
  GwProblem *problem;

  if (!connection || gw_http_connection_is_over (connection))
    {
      soup_server_message_set_status (message, 400, NULL);
      return;
    }
  request = gw_http_request_new (server, message);
  problem = check_route (server, request);

  /* Answers are made whole; libsoup would cut ranges out of them, even of JSON. */
  soup_message_headers_remove (soup_server_message_get_request_headers (message), "Range");
  if (problem && request->match.allow &&
      g_str_equal (soup_server_message_get_method (message), "OPTIONS"))
    {
      g_clear_pointer (&problem, gw_problem_free);
      gw_http_request_reply_empty (request, 204);
      return;
    }
  if (gw_http_request_declared_length (request) < -1)
    {
      gw_problem_free (problem);
      cut_off (request, gw_problem_new ("malformed_request", NULL,
                                        "The content length is negative."));
      return;
    }
  if (!problem)
    problem = check_user (server, request);
  if (!problem)
    problem = check_length (request);
  if (problem)
    refuse_early (request, problem);
  else if (request->match.route->started)
    {
      request->match.route->started (request, server->context);
      request->refused = request->answered;
    }
  watch_body (request);
}

static void
got_request_cb (SoupServer *soup, SoupServerMessage *message, const char *path,
                GHashTable *form, gpointer data)
{
  GwHttpServer *server = data;
  g_autoptr (GwHttpRequest) request = gw_http_request_of (message);

  if (!request)
    return;
  gw_http_request_ref (request);
  if (request->answered)
    return;
  g_hash_table_add (server->running, request);
  request->match.route->handler (request, server->context);
  gw_http_request_wait (request);
}

static void
finished_cb (SoupServer *soup, SoupServerMessage *message, gpointer data)
{
  GwHttpRequest *request = gw_http_request_of (message);

  gw_http_connection_set_state (gw_http_connection_of (message), GW_HTTP_CONNECTION_HEADERS,
                                0);
  if (request)
    gw_http_request_detach (request);
}

GwHttpServer *
gw_http_server_new (const GwHttpRoute *routes, gsize n_routes,
                    GwHttpAuthenticate authenticate, gpointer context,
                    const GwHttpLimits *limits)
{
  GwHttpServer *server = g_new0 (GwHttpServer, 1);

  server->routes = routes;
  server->n_routes = n_routes;
  server->authenticate = authenticate;
  server->context = context;
  server->limits = *limits;
  server->counts = g_new0 (RouteCount, n_routes + 1);
  server->running = g_hash_table_new (NULL, NULL);
  server->log_requests = !g_log_writer_default_would_drop (G_LOG_LEVEL_DEBUG, G_LOG_DOMAIN);
  server->soup = soup_server_new ("raw-paths", TRUE, NULL);
  soup_server_add_early_handler (server->soup, NULL, got_headers_cb, server, NULL);
  soup_server_add_handler (server->soup, NULL, got_request_cb, server, NULL);
  g_signal_connect (server->soup, "request-finished", G_CALLBACK (finished_cb), server);
  g_signal_connect (server->soup, "request-aborted", G_CALLBACK (finished_cb), server);
  server->acceptor = gw_http_acceptor_new (server->soup, limits);
  return server;
}

void
gw_http_server_set_words (GwHttpServer *server, GwHttpWords words)
{
  server->words = words;
}

guint16
gw_http_server_listen (GwHttpServer *server, const char *address, guint16 port,
                       GError **error)
{
  return gw_http_acceptor_listen (server->acceptor, address, port, error);
}

static gboolean
drain_cb (gpointer data)
{
  GwHttpServer *server = data;

  if (g_hash_table_size (server->running) > 0 &&
      g_get_monotonic_time () < server->drain_deadline)
    return G_SOURCE_CONTINUE;
  g_clear_pointer (&server->drain_source, g_source_unref);
  server->stopped (server, server->stopped_data);
  return G_SOURCE_REMOVE;
}

void
gw_http_server_stop (GwHttpServer *server, GFunc done, gpointer user_data)
{
  g_return_if_fail (!server->drain_source);

  gw_http_acceptor_stop (server->acceptor);
  server->stopped = done;
  server->stopped_data = user_data;
  server->drain_deadline = g_get_monotonic_time () + server->limits.drain_ms * 1000;
  server->drain_source = g_timeout_source_new (20);
  g_source_set_callback (server->drain_source, drain_cb, server, NULL);
  g_source_attach (server->drain_source, g_main_context_get_thread_default ());
}

static void
forget_request (gpointer key, gpointer value, gpointer data)
{
  GwHttpRequest *request = key;

  request->server = NULL;
  request->message = NULL;
  request->answered = TRUE;
}

void
gw_http_server_free (GwHttpServer *server)
{
  if (!server)
    return;
  if (server->drain_source)
    g_source_destroy (server->drain_source);
  g_clear_pointer (&server->drain_source, g_source_unref);
  gw_http_acceptor_stop (server->acceptor);
  g_hash_table_foreach (server->running, forget_request, NULL);
  g_signal_handlers_disconnect_by_data (server->soup, server);
  soup_server_remove_handler (server->soup, NULL);
  soup_server_disconnect (server->soup);
  g_object_unref (server->soup);
  gw_http_acceptor_free (server->acceptor);
  g_hash_table_unref (server->running);
  g_free (server->counts);
  g_free (server);
}

static void
append_route_metrics (const GwHttpRoute *route, const RouteCount *count, GString *out)
{
  g_autofree char *labels =
      route ? g_strdup_printf ("method=\"%s\",route=\"%s\"", route->method, route->path)
            : g_strdup ("method=\"\",route=\"\"");
  guint64 total = 0;

  for (guint i = 0; i < G_N_ELEMENTS (count->by_class); i++)
    {
      total += count->by_class[i];
      if (count->by_class[i] > 0)
        g_string_append_printf (out,
                                "gridward_http_requests_total{%s,status=\"%uxx\"} "
                                "%" G_GUINT64_FORMAT "\n",
                                labels, i, count->by_class[i]);
    }
  if (total == 0)
    return;
  for (guint i = 0; i < N_BUCKETS; i++)
    g_string_append_printf (out,
                            "gridward_http_request_seconds_bucket{%s,le=\"%g\"} "
                            "%" G_GUINT64_FORMAT "\n",
                            labels, (double)bucket_usec[i] / 1e6, count->buckets[i]);
  g_string_append_printf (
      out,
      "gridward_http_request_seconds_bucket{%s,le=\"+Inf\"} %" G_GUINT64_FORMAT "\n"
      "gridward_http_request_seconds_sum{%s} %.6f\n"
      "gridward_http_request_seconds_count{%s} %" G_GUINT64_FORMAT "\n",
      labels, total, labels, (double)count->total_usec / 1e6, labels, total);
}

void
gw_http_server_append_metrics (const GwHttpServer *server, GString *out)
{
  g_string_append (out, "# TYPE gridward_http_requests_total counter\n"
                        "# TYPE gridward_http_request_seconds histogram\n");
  for (gsize i = 0; i <= server->n_routes; i++)
    append_route_metrics (i < server->n_routes ? &server->routes[i] : NULL,
                          &server->counts[i], out);
  g_string_append_printf (out,
                          "# TYPE gridward_http_requests_running gauge\n"
                          "gridward_http_requests_running %u\n",
                          g_hash_table_size (server->running));
  gw_http_acceptor_append_metrics (server->acceptor, out);
}
