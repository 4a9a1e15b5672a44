/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What libsoup writes answers to: headers and body leave together. */
#define G_LOG_DOMAIN "gridward-http"

#include "backend/http/client-output.h"

#include <errno.h>
#include <sys/socket.h>

struct _GwClientOutput
{
  GOutputStream parent_instance;
  GSocket *socket;
  GwReadiness *readiness;
  GByteArray *headers; /* taken from libsoup, not yet sent */
  gboolean expects_body;
};

static void pollable_iface_init (GPollableOutputStreamInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GwClientOutput, gw_client_output, G_TYPE_OUTPUT_STREAM,
                               G_IMPLEMENT_INTERFACE (G_TYPE_POLLABLE_OUTPUT_STREAM,
                                                      pollable_iface_init))

/* As much as the socket takes of the headers kept back, then of these bytes. */
static gssize
send_both (GwClientOutput *self, const void *buffer, gsize count, GError **error)
{
  struct iovec parts[] = { { self->headers->data, self->headers->len },
                           { (void *)buffer, count } };
  struct msghdr message = { .msg_iov = parts, .msg_iovlen = G_N_ELEMENTS (parts) };
  gssize n;

  do
    n = sendmsg (g_socket_get_fd (self->socket), &message, MSG_NOSIGNAL | MSG_DONTWAIT);
  while (n < 0 && errno == EINTR);
  if (n >= 0)
    return n;
  if (errno == EAGAIN)
    gw_readiness_used_up (self->readiness, G_IO_OUT);
  g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno),
                       g_strerror (errno));
  return -1;
}

static gssize
gw_client_output_write_nonblocking (GPollableOutputStream *stream, const void *buffer,
                                    gsize count, GError **error)
{
  GwClientOutput *self = GW_CLIENT_OUTPUT (stream);
  gsize n_headers = self->headers->len;
  gssize n;

  if (self->expects_body)
    {
      self->expects_body = FALSE;
      g_byte_array_append (self->headers, buffer, (guint)count);
      return (gssize)count;
    }
  n = send_both (self, buffer, count, error);
  if (n < 0 || n_headers == 0)
    return n;
  g_byte_array_remove_range (self->headers, 0, (guint)MIN ((gsize)n, n_headers));
  if ((gsize)n > n_headers)
    return n - (gssize)n_headers;
  /* libsoup believes the headers gone: of its own bytes none has left yet. */
  gw_readiness_used_up (self->readiness, G_IO_OUT);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK, g_strerror (EAGAIN));
  return -1;
}

static gboolean
gw_client_output_is_writable (GPollableOutputStream *stream)
{
  return g_socket_condition_check (GW_CLIENT_OUTPUT (stream)->socket, G_IO_OUT) != 0;
}

static GSource *
gw_client_output_create_source (GPollableOutputStream *stream, GCancellable *cancellable)
{
  return gw_readiness_create_source (GW_CLIENT_OUTPUT (stream)->readiness, G_IO_OUT,
                                     stream);
}

static void
pollable_iface_init (GPollableOutputStreamInterface *iface)
{
  iface->is_writable = gw_client_output_is_writable;
  iface->write_nonblocking = gw_client_output_write_nonblocking;
  iface->create_source = gw_client_output_create_source;
}

static void
gw_client_output_finalize (GObject *object)
{
  GwClientOutput *self = GW_CLIENT_OUTPUT (object);

  g_byte_array_unref (self->headers);
  g_object_unref (self->socket);
  gw_readiness_unref (self->readiness);
  G_OBJECT_CLASS (gw_client_output_parent_class)->finalize (object);
}

static void
gw_client_output_class_init (GwClientOutputClass *class)
{
  G_OBJECT_CLASS (class)->finalize = gw_client_output_finalize;
}

static void
gw_client_output_init (GwClientOutput *self)
{
  self->headers = g_byte_array_new ();
}

GwClientOutput *
gw_client_output_new (GSocket *socket, GwReadiness *readiness)
{
  GwClientOutput *self = g_object_new (GW_TYPE_CLIENT_OUTPUT, NULL);

  self->socket = g_object_ref (socket);
  self->readiness = gw_readiness_ref (readiness);
  return self;
}

void
gw_client_output_expect_body (GwClientOutput *output)
{
  output->expects_body = TRUE;
}
