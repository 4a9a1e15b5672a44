/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A client's connection as libsoup sees it. */
#define G_LOG_DOMAIN "gridward-http"

#include "backend/http/client-stream.h"

#include <string.h>

#include "backend/http/client-output.h"
#include "backend/http/framing-guard.h"

static const char farewell[] = "GET / HTTP/1.1\r\nHost: gone\r\nConnection: close\r\n\r\n";

static const char refusal[] =
    "HTTP/1.1 400 Bad Request\r\nContent-Type: application/problem+json\r\n"
    "Connection: close\r\nContent-Length: 171\r\n\r\n"
    "{\"type\":\"about:blank\",\"title\":\"Malformed request\",\"status\":400,"
    "\"code\":\"malformed_request\",\"detail\":\"Transfer-Encoding must be chunked, "
    "Content-Length a number of bytes.\"}\n";

#define GW_TYPE_CLIENT_INPUT (gw_client_input_get_type ())
G_DECLARE_FINAL_TYPE (GwClientInput, gw_client_input, GW, CLIENT_INPUT, GInputStream)

struct _GwClientInput
{
  GInputStream parent_instance;
  GSocket *socket;
  GwReadiness *readiness;
  guint64 n_bytes;
  gsize n_farewell; /* bytes of it delivered */
  GwFramingGuard guard;
  gboolean idle;
  gboolean over;
  gboolean refused;
};

static void pollable_iface_init (GPollableInputStreamInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GwClientInput, gw_client_input, G_TYPE_INPUT_STREAM,
                               G_IMPLEMENT_INTERFACE (G_TYPE_POLLABLE_INPUT_STREAM,
                                                      pollable_iface_init))

static gssize
deliver_farewell (GwClientInput *self, void *buffer, gsize count)
{
  gsize n = MIN (count, sizeof farewell - 1 - self->n_farewell);

  if (!self->over)
    g_socket_shutdown (self->socket, FALSE, TRUE, NULL);
  self->over = TRUE;
  memcpy (buffer, farewell + self->n_farewell, n);
  self->n_farewell += n;
  return (gssize)n;
}

/* Answers in libsoup's stead, which is told that the connection broke. */
static gssize
refuse (GwClientInput *self, GError **error)
{
  if (!self->refused)
    {
      g_socket_send (self->socket, refusal, sizeof refusal - 1, NULL, NULL);
      g_socket_shutdown (self->socket, FALSE, TRUE, NULL);
    }
  self->refused = TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED,
                       "the request's length makes no sense");
  return -1;
}

static gssize
receive (GwClientInput *self, void *buffer, gsize count, gboolean blocking,
         GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local = NULL;
  gssize n;

  if (self->over)
    return deliver_farewell (self, buffer, count);
  if (self->refused)
    return refuse (self, error);
  n = g_socket_receive_with_blocking (self->socket, buffer, count, blocking, cancellable,
                                      &local);
  if (n < (gssize)count)
    gw_readiness_used_up (self->readiness, G_IO_IN);
  if (n > 0 && !gw_framing_guard_pass (&self->guard, buffer, (gsize)n))
    return refuse (self, error);
  if (n > 0)
    self->n_bytes += (guint64)n;
  else if (self->idle && !g_error_matches (local, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
    return deliver_farewell (self, buffer, count);
  if (local)
    g_propagate_error (error, g_steal_pointer (&local));
  return n;
}

static gssize
gw_client_input_read (GInputStream *stream, void *buffer, gsize count,
                      GCancellable *cancellable, GError **error)
{
  return receive (GW_CLIENT_INPUT (stream), buffer, count, TRUE, cancellable, error);
}

static gboolean
gw_client_input_is_readable (GPollableInputStream *stream)
{
  GwClientInput *self = GW_CLIENT_INPUT (stream);

  return g_socket_condition_check (self->socket, G_IO_IN) != 0;
}

static gssize
gw_client_input_read_nonblocking (GPollableInputStream *stream, void *buffer, gsize count,
                                  GError **error)
{
  return receive (GW_CLIENT_INPUT (stream), buffer, count, FALSE, NULL, error);
}

/* libsoup's server never cancels a wait. */
static GSource *
gw_client_input_create_source (GPollableInputStream *stream, GCancellable *cancellable)
{
  return gw_readiness_create_source (GW_CLIENT_INPUT (stream)->readiness, G_IO_IN, stream);
}

static void
pollable_iface_init (GPollableInputStreamInterface *iface)
{
  iface->is_readable = gw_client_input_is_readable;
  iface->read_nonblocking = gw_client_input_read_nonblocking;
  iface->create_source = gw_client_input_create_source;
}

static void
gw_client_input_finalize (GObject *object)
{
  GwClientInput *self = GW_CLIENT_INPUT (object);

  g_object_unref (self->socket);
  gw_readiness_unref (self->readiness);
  G_OBJECT_CLASS (gw_client_input_parent_class)->finalize (object);
}

static void
gw_client_input_class_init (GwClientInputClass *class)
{
  G_OBJECT_CLASS (class)->finalize = gw_client_input_finalize;
  G_INPUT_STREAM_CLASS (class)->read_fn = gw_client_input_read;
}

static void
gw_client_input_init (GwClientInput *self)
{
  self->idle = TRUE;
}

struct _GwClientStream
{
  GIOStream parent_instance;
  GSocket *socket;
  GwReadiness *readiness; /* held for epoll, until the socket is closed */
  GwClientInput *input;
  GwClientOutput *output;
};

G_DEFINE_FINAL_TYPE (GwClientStream, gw_client_stream, G_TYPE_IO_STREAM)

static GInputStream *
gw_client_stream_get_input_stream (GIOStream *stream)
{
  return G_INPUT_STREAM (GW_CLIENT_STREAM (stream)->input);
}

static GOutputStream *
gw_client_stream_get_output_stream (GIOStream *stream)
{
  return G_OUTPUT_STREAM (GW_CLIENT_STREAM (stream)->output);
}

static gboolean
gw_client_stream_close (GIOStream *stream, GCancellable *cancellable, GError **error)
{
  return g_socket_close (GW_CLIENT_STREAM (stream)->socket, error);
}

static void
gw_client_stream_dispose (GObject *object)
{
  GwClientStream *self = GW_CLIENT_STREAM (object);

  /* Closes itself first if nobody has. */
  G_OBJECT_CLASS (gw_client_stream_parent_class)->dispose (object);
  g_clear_object (&self->input);
  g_clear_object (&self->output);
  g_clear_object (&self->socket);
  g_clear_pointer (&self->readiness, gw_readiness_unref);
}

static void
gw_client_stream_class_init (GwClientStreamClass *class)
{
  G_OBJECT_CLASS (class)->dispose = gw_client_stream_dispose;
  G_IO_STREAM_CLASS (class)->get_input_stream = gw_client_stream_get_input_stream;
  G_IO_STREAM_CLASS (class)->get_output_stream = gw_client_stream_get_output_stream;
  G_IO_STREAM_CLASS (class)->close_fn = gw_client_stream_close;
}

static void
gw_client_stream_init (GwClientStream *self)
{
}

GwClientStream *
gw_client_stream_new (GSocket *socket, GwReadySet *ready_set)
{
  GwReadiness *readiness = gw_ready_set_watch (ready_set, g_socket_get_fd (socket));
  GwClientStream *self;

  if (!readiness)
    return NULL;
  self = g_object_new (GW_TYPE_CLIENT_STREAM, NULL);
  self->socket = g_object_ref (socket);
  self->readiness = readiness;
  self->input = g_object_new (GW_TYPE_CLIENT_INPUT, NULL);
  self->input->socket = g_object_ref (socket);
  self->input->readiness = gw_readiness_ref (readiness);
  self->output = gw_client_output_new (socket, readiness);
  return self;
}

GSocket *
gw_client_stream_socket (GwClientStream *stream)
{
  return stream->socket;
}

guint64
gw_client_stream_bytes (GwClientStream *stream)
{
  return stream->input->n_bytes;
}

void
gw_client_stream_set_idle (GwClientStream *stream, gboolean idle)
{
  stream->input->idle = idle;
}

void
gw_client_stream_expect_body (GwClientStream *stream)
{
  gw_client_output_expect_body (stream->output);
}

gboolean
gw_client_stream_is_over (GwClientStream *stream)
{
  return stream->input->over;
}
