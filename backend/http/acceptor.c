/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Listening, accepting, and the clock of every connection. */
#define G_LOG_DOMAIN "gridward-http"

#include "backend/http/acceptor.h"

#include "backend/http/client-stream.h"

#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

/*
 * libsoup's own listener has a backlog of 10, stops for good after one EMFILE and leaks a
 * little with every connection; it also knows neither timeouts nor a limit on connections.
 * So we accept ourselves and hand it finished streams.
 */

#define BACKLOG 4096
#define ACCEPTS_PER_WAKE 64
#define RETRY_MS 100
#define LINGER_MS 2000
/* A slow but honest client gets a second for each of these many bytes. */
#define BYTES_PER_SECOND 16384

struct _GwHttpAcceptor
{
  SoupServer *server;
  GwHttpLimits limits;
  GMainContext *context;
  int listen_fd;
  int spare_fd;  /* given up for a moment to accept and refuse when descriptors run out */
  int silent_fd; /* see add_silent_listener */
  GwReadySet *ready_set;
  GSource *accept_source;
  GSource *sweep_source;
  GSource *retry_source;
  GQueue connections; /* GwHttpConnection, by their links */
  guint64 n_accepted;
  guint64 n_refused;
  guint64 n_timed_out;
};

struct _GwHttpConnection
{
  GwHttpAcceptor *acceptor; /* NULL once that or the stream is gone */
  GList link;
  GwClientStream *stream; /* borrowed; NULL once it is gone */
  GIOStream *lingering;   /* holds the stolen stream open */
  GwHttpConnectionState state;
  gint64 deadline;      /* monotonic usec */
  guint64 bytes_at_end; /* received when the last request ended */
  gboolean half_sent;
  guint64 bytes_taken; /* of the answer, when its clock was last wound */
};

static GQuark
connection_quark (void)
{
  static GQuark quark = 0;

  if (quark == 0)
    quark = g_quark_from_static_string ("gw-http-connection");
  return quark;
}

/* The stream is gone; messages that came by it may still ask for the connection. */
static void
connection_ended (gpointer data)
{
  GwHttpConnection *connection = data;

  if (connection->acceptor)
    g_queue_unlink (&connection->acceptor->connections, &connection->link);
  connection->acceptor = NULL;
  connection->stream = NULL;
  g_rc_box_release (connection);
}

GwHttpConnection *
gw_http_connection_of (SoupServerMessage *message)
{
  GSocketAddress *remote = soup_server_message_get_remote_address (message);

  return remote ? g_object_get_qdata (G_OBJECT (remote), connection_quark ()) : NULL;
}

GSocket *
gw_http_connection_socket (GwHttpConnection *connection)
{
  return connection->stream ? gw_client_stream_socket (connection->stream) : NULL;
}

gboolean
gw_http_connection_is_over (GwHttpConnection *connection)
{
  return !connection->stream || gw_client_stream_is_over (connection->stream);
}

void
gw_http_connection_set_state (GwHttpConnection *connection, GwHttpConnectionState state,
                              guint64 bytes)
{
  gint64 timeout_ms = 0;

  if (!connection || !connection->acceptor ||
      connection->state == GW_HTTP_CONNECTION_STOLEN)
    return;
  timeout_ms = connection->acceptor->limits.timeout_ms;
  if (state == GW_HTTP_CONNECTION_BODY)
    timeout_ms += (gint64)(bytes / BYTES_PER_SECOND) * 1000;
  connection->state = state;
  connection->deadline = g_get_monotonic_time () + timeout_ms * 1000;
  gw_client_stream_set_idle (connection->stream, state == GW_HTTP_CONNECTION_HEADERS);
  if (state == GW_HTTP_CONNECTION_HEADERS)
    {
      connection->bytes_at_end = gw_client_stream_bytes (connection->stream);
      connection->half_sent = FALSE;
    }
  /* Its new owner watches it by itself. */
  if (state == GW_HTTP_CONNECTION_STOLEN)
    gw_ready_set_give_up (connection->acceptor->ready_set,
                          g_socket_get_fd (gw_http_connection_socket (connection)));
}

void
gw_http_connection_expect_body (GwHttpConnection *connection)
{
  if (connection && connection->stream)
    gw_client_stream_expect_body (connection->stream);
}

static GBytes *
raw_answer (const GwProblem *problem)
{
  g_autoptr (GString) body = g_string_new (NULL);
  GString *answer = g_string_new (NULL);

  gw_problem_append (problem, "en", body);
  g_string_append_printf (answer,
                          "HTTP/1.1 %u %s\r\nContent-Type: application/problem+json\r\n"
                          "Content-Length: %" G_GSIZE_FORMAT "\r\nConnection: close\r\n",
                          problem->status, soup_status_get_phrase (problem->status),
                          body->len);
  if (problem->retry_after)
    g_string_append_printf (answer, "Retry-After: %u\r\n", problem->retry_after);
  g_string_append_printf (answer, "\r\n%s", body->str);
  return g_string_free_to_bytes (answer);
}

static void
send_raw (int fd, const GwProblem *problem)
{
  g_autoptr (GBytes) answer = raw_answer (problem);
  gsize size;
  const void *data = g_bytes_get_data (answer, &size);

  /* It fits into an empty socket buffer; a client that is gone does not matter. */
  if (send (fd, data, size, MSG_NOSIGNAL | MSG_DONTWAIT) < 0)
    g_debug ("cannot send a refusal: %s", g_strerror (errno));
  shutdown (fd, SHUT_WR);
}

void
gw_http_connection_refuse (GwHttpConnection *connection, SoupServerMessage *message,
                           GwProblem *problem)
{
  g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);

  if (!stream)
    return;
  send_raw (g_socket_get_fd (gw_http_connection_socket (connection)), problem);
  connection->state = GW_HTTP_CONNECTION_LINGERING;
  connection->deadline = g_get_monotonic_time () + LINGER_MS * 1000;
  connection->lingering = g_steal_pointer (&stream);
}

static void
time_out (GwHttpConnection *connection)
{
  if (connection->state == GW_HTTP_CONNECTION_LINGERING)
    {
      g_autoptr (GIOStream) stream = g_steal_pointer (&connection->lingering);

      g_io_stream_close (stream, NULL, NULL);
      return;
    }
  connection->acceptor->n_timed_out++;
  if (connection->state == GW_HTTP_CONNECTION_BODY || connection->half_sent)
    {
      g_autoptr (GwProblem) problem =
          gw_problem_new ("timeout", NULL, "The request was not complete in time.");

      send_raw (g_socket_get_fd (gw_http_connection_socket (connection)), problem);
    }
  /* libsoup sees the end of the stream and lets the connection go; it is not ours again. */
  connection->state = GW_HTTP_CONNECTION_PROCESSING;
  g_socket_shutdown (gw_http_connection_socket (connection), TRUE, TRUE, NULL);
}

/* The first bytes of a request start its clock. */
static void
watch_headers (GwHttpConnection *connection, gint64 now)
{
  gint64 rest_usec = connection->acceptor->limits.timeout_ms * G_GINT64_CONSTANT (750);

  if (connection->half_sent ||
      gw_client_stream_bytes (connection->stream) == connection->bytes_at_end)
    return;
  connection->half_sent = TRUE;
  connection->deadline = now + rest_usec;
}

/* Bytes that the client has acknowledged since it connected. */
static guint64
bytes_acknowledged (GwHttpConnection *connection)
{
  struct tcp_info info = { 0 };
  socklen_t size = sizeof info;

  if (getsockopt (g_socket_get_fd (gw_http_connection_socket (connection)), IPPROTO_TCP,
                  TCP_INFO, &info, &size) < 0)
    return 0;
  return info.tcpi_bytes_acked;
}

/* A client that takes its answer at a decent pace may go on; TRUE when it does. */
static gboolean
wind_on (GwHttpConnection *connection, gint64 now)
{
  guint64 taken = bytes_acknowledged (connection);
  guint timeout_ms = connection->acceptor->limits.timeout_ms;
  guint64 wanted = connection->bytes_taken + (guint64)timeout_ms * BYTES_PER_SECOND / 1000;

  if (connection->state != GW_HTTP_CONNECTION_WRITING || taken < wanted)
    return FALSE;
  connection->bytes_taken = taken;
  connection->deadline = now + (gint64)timeout_ms * 1000;
  return TRUE;
}

static gboolean
sweep_cb (gpointer data)
{
  GwHttpAcceptor *acceptor = data;
  gint64 now = g_get_monotonic_time ();
  GList *next;

  for (GList *l = acceptor->connections.head; l; l = next)
    {
      GwHttpConnection *connection = l->data;

      next = l->next;
      if (connection->state == GW_HTTP_CONNECTION_PROCESSING ||
          connection->state == GW_HTTP_CONNECTION_STOLEN)
        continue;
      if (connection->state == GW_HTTP_CONNECTION_HEADERS)
        watch_headers (connection, now);
      if (now >= connection->deadline && !wind_on (connection, now))
        time_out (connection);
    }
  return G_SOURCE_CONTINUE;
}

static void
take_connection (GwHttpAcceptor *acceptor, int fd, GSocketAddress *remote)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocket) socket = g_socket_new_from_fd (fd, &error);
  g_autoptr (GwClientStream) stream = NULL;
  g_autoptr (GSocketAddress) local = NULL;
  GwHttpConnection *connection;
  int one = 1;

  if (!socket)
    {
      g_debug ("cannot take a connection: %s", error->message);
      close (fd);
      return;
    }
  setsockopt (fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  stream = gw_client_stream_new (socket, acceptor->ready_set);
  if (!stream)
    return;
  local = g_socket_get_local_address (socket, NULL);
  connection = g_rc_box_new0 (GwHttpConnection);
  connection->acceptor = acceptor;
  connection->stream = stream;
  connection->link.data = connection;
  g_queue_push_tail_link (&acceptor->connections, &connection->link);
  gw_http_connection_set_state (connection, GW_HTTP_CONNECTION_HEADERS, 0);
  acceptor->n_accepted++;
  g_object_set_qdata_full (G_OBJECT (stream), connection_quark (), connection,
                           connection_ended);
  g_object_set_qdata_full (G_OBJECT (remote), connection_quark (),
                           g_rc_box_acquire (connection), g_rc_box_release);
  if (!soup_server_accept_iostream (acceptor->server, G_IO_STREAM (stream), local, remote,
                                    &error))
    g_debug ("cannot take a connection: %s", error->message);
}

static void
refuse_fd (GwHttpAcceptor *acceptor, int fd)
{
  g_autoptr (GwProblem) problem =
      gw_problem_new ("overloaded", NULL, "There are too many connections.");
  char unread[4096];

  acceptor->n_refused++;
  problem->retry_after = 2;
  send_raw (fd, problem);
  /* Unread bytes would turn our close into a reset that may overtake the answer. */
  while (recv (fd, unread, sizeof unread, MSG_DONTWAIT) > 0)
    continue;
  close (fd);
}

static void start_accepting (GwHttpAcceptor *acceptor);

static gboolean
retry_cb (gpointer data)
{
  GwHttpAcceptor *acceptor = data;

  g_clear_pointer (&acceptor->retry_source, g_source_unref);
  start_accepting (acceptor);
  return G_SOURCE_REMOVE;
}

/* Some failures last a moment; waiting keeps the loop from spinning on them. */
static void
pause_accepting (GwHttpAcceptor *acceptor)
{
  g_source_destroy (acceptor->accept_source);
  g_clear_pointer (&acceptor->accept_source, g_source_unref);
  acceptor->retry_source = g_timeout_source_new (RETRY_MS);
  g_source_set_callback (acceptor->retry_source, retry_cb, acceptor, NULL);
  g_source_attach (acceptor->retry_source, acceptor->context);
}

/* With the spare descriptor the waiting client can at least be told. */
static gboolean
refuse_for_descriptors (GwHttpAcceptor *acceptor)
{
  int fd;

  if (acceptor->spare_fd < 0)
    return FALSE;
  close (acceptor->spare_fd);
  fd = accept4 (acceptor->listen_fd, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
  if (fd >= 0)
    refuse_fd (acceptor, fd);
  acceptor->spare_fd = open ("/dev/null", O_RDONLY | O_CLOEXEC);
  return fd >= 0;
}

static gboolean
accept_one (GwHttpAcceptor *acceptor)
{
  struct sockaddr_storage storage;
  socklen_t size = sizeof storage;
  g_autoptr (GSocketAddress) remote = NULL;
  int fd = accept4 (acceptor->listen_fd, (struct sockaddr *)&storage, &size,
                    SOCK_NONBLOCK | SOCK_CLOEXEC);

  if (fd < 0)
    {
      if (errno == EAGAIN)
        return FALSE;
      if (errno == EINTR || errno == ECONNABORTED)
        return TRUE;
      if ((errno == EMFILE || errno == ENFILE) && refuse_for_descriptors (acceptor))
        return TRUE;
      pause_accepting (acceptor);
      return FALSE;
    }
  if (acceptor->connections.length >= acceptor->limits.max_connections)
    {
      refuse_fd (acceptor, fd);
      return TRUE;
    }
  remote = g_socket_address_new_from_native (&storage, size);
  take_connection (acceptor, fd, remote);
  return TRUE;
}

static gboolean
accept_cb (int fd, GIOCondition condition, gpointer data)
{
  for (guint i = 0; i < ACCEPTS_PER_WAKE && accept_one (data); i++)
    continue;
  return G_SOURCE_CONTINUE;
}

static void
start_accepting (GwHttpAcceptor *acceptor)
{
  acceptor->accept_source = g_unix_fd_source_new (acceptor->listen_fd, G_IO_IN);
  g_source_set_callback (acceptor->accept_source, G_SOURCE_FUNC (accept_cb), acceptor,
                         NULL);
  g_source_attach (acceptor->accept_source, acceptor->context);
}

GwHttpAcceptor *
gw_http_acceptor_new (SoupServer *server, const GwHttpLimits *limits)
{
  GwHttpAcceptor *acceptor = g_new0 (GwHttpAcceptor, 1);

  acceptor->server = server;
  acceptor->limits = *limits;
  acceptor->context = g_main_context_ref_thread_default ();
  acceptor->ready_set = gw_ready_set_new (acceptor->context);
  acceptor->listen_fd = -1;
  acceptor->silent_fd = -1;
  acceptor->spare_fd = open ("/dev/null", O_RDONLY | O_CLOEXEC);
  g_queue_init (&acceptor->connections);
  return acceptor;
}

/*
 * libsoup keeps connections alive only while it has a listener. This one can never be reached
 * by anybody: it is one end of a pair whose other end nobody else holds.
 */
static gboolean
add_silent_listener (GwHttpAcceptor *acceptor, GError **error)
{
  g_autoptr (GSocket) socket = NULL;
  int ends[2];

  if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) < 0)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "no socket pair: %s",
                   g_strerror (errno));
      return FALSE;
    }
  acceptor->silent_fd = ends[1];
  socket = g_socket_new_from_fd (ends[0], error);
  return socket && soup_server_listen_socket (acceptor->server, socket, 0, error);
}

static int
open_listener (GSocketAddress *address, GError **error)
{
  struct sockaddr_storage storage;
  int one = 1;
  int fd;

  if (!g_socket_address_to_native (address, &storage, sizeof storage, error))
    return -1;
  fd = socket (storage.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (fd >= 0)
    {
      setsockopt (fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
      if (bind (fd, (struct sockaddr *)&storage,
                (socklen_t)g_socket_address_get_native_size (address)) == 0 &&
          listen (fd, BACKLOG) == 0)
        return fd;
    }
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "cannot listen: %s",
               g_strerror (errno));
  if (fd >= 0)
    close (fd);
  return -1;
}

static guint16
bound_port (int fd)
{
  struct sockaddr_storage storage;
  socklen_t size = sizeof storage;
  g_autoptr (GSocketAddress) address = NULL;

  if (getsockname (fd, (struct sockaddr *)&storage, &size) < 0)
    return 0;
  address = g_socket_address_new_from_native (&storage, size);
  return g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address));
}

guint16
gw_http_acceptor_listen (GwHttpAcceptor *acceptor, const char *address, guint16 port,
                         GError **error)
{
  g_autoptr (GSocketAddress) socket_address =
      g_inet_socket_address_new_from_string (address, port);

  if (!socket_address)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "%s is no IP address",
                   address);
      return 0;
    }
  acceptor->listen_fd = open_listener (socket_address, error);
  if (acceptor->listen_fd < 0 || !add_silent_listener (acceptor, error))
    return 0;
  start_accepting (acceptor);
  acceptor->sweep_source =
      g_timeout_source_new (CLAMP (acceptor->limits.timeout_ms / 8, 20, 4000));
  g_source_set_callback (acceptor->sweep_source, sweep_cb, acceptor, NULL);
  g_source_attach (acceptor->sweep_source, acceptor->context);
  return bound_port (acceptor->listen_fd);
}

static void
clear_source (GSource **source)
{
  if (*source)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

void
gw_http_acceptor_stop (GwHttpAcceptor *acceptor)
{
  clear_source (&acceptor->accept_source);
  clear_source (&acceptor->retry_source);
  if (acceptor->listen_fd >= 0)
    close (acceptor->listen_fd);
  acceptor->listen_fd = -1;
}

void
gw_http_acceptor_free (GwHttpAcceptor *acceptor)
{
  GList *next;

  gw_http_acceptor_stop (acceptor);
  clear_source (&acceptor->sweep_source);
  for (GList *l = acceptor->connections.head; l; l = next)
    {
      GwHttpConnection *connection = l->data;
      g_autoptr (GIOStream) stream = g_steal_pointer (&connection->lingering);

      next = l->next;
      connection->acceptor = NULL;
      g_queue_unlink (&acceptor->connections, l);
    }
  if (acceptor->spare_fd >= 0)
    close (acceptor->spare_fd);
  if (acceptor->silent_fd >= 0)
    close (acceptor->silent_fd);
  gw_ready_set_free (acceptor->ready_set);
  g_main_context_unref (acceptor->context);
  g_free (acceptor);
}

void
gw_http_acceptor_append_metrics (const GwHttpAcceptor *acceptor, GString *out)
{
  g_string_append_printf (out,
                          "# TYPE gridward_connections gauge\ngridward_connections %u\n"
                          "# TYPE gridward_connections_accepted_total counter\n"
                          "gridward_connections_accepted_total %" G_GUINT64_FORMAT "\n"
                          "# TYPE gridward_connections_refused_total counter\n"
                          "gridward_connections_refused_total %" G_GUINT64_FORMAT "\n"
                          "# TYPE gridward_connections_timed_out_total counter\n"
                          "gridward_connections_timed_out_total %" G_GUINT64_FORMAT "\n",
                          acceptor->connections.length, acceptor->n_accepted,
                          acceptor->n_refused, acceptor->n_timed_out);
}
