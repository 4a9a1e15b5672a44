/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The server's end of a WebSocket (RFC 6455), made for pushing to many. */
#define G_LOG_DOMAIN "gridward-http"

#include "backend/http/web-socket.h"

#include "backend/http/request-private.h"

#include <string.h>

#define OPCODE_CONTINUATION 0x0
#define OPCODE_TEXT 0x1
#define OPCODE_BINARY 0x2
#define OPCODE_CLOSE 0x8
#define OPCODE_PING 0x9
#define OPCODE_PONG 0xa
#define FIN 0x80
#define MASKED 0x80

#define CLOSE_PROTOCOL 1002
#define CLOSE_TOO_BIG 1009
/* Clients have nothing to tell us that would need more. */
#define MAX_MESSAGE 4096
/* Who does not read gets no further pongs: they would pile up here. */
#define MAX_BACKLOG_FOR_PONG 16384
#define CLOSE_TIMEOUT_MS 2000

struct _GwWebSocket
{
  GIOStream *stream; /* keeps the socket open */
  GSocket *socket;
  GMainContext *context;
  GSource *read_source;
  GSource *write_source;
  GSource *close_timer;
  GSource *closed_source;
  GQueue frames; /* GBytes; the first may be sent in part */
  gsize first_sent;
  gsize backlog;
  GByteArray *input;
  gint64 last_heard;
  gboolean closing;
  gboolean ended;
  GwWebSocketClosed closed;
  gpointer closed_data;
  GwWebSocketMessage message;
  gpointer message_data;
};

static GBytes *
make_frame (guint8 opcode, const void *payload, gsize length)
{
  GByteArray *frame = g_byte_array_sized_new ((guint)length + 10);
  guint8 head[10] = { FIN | opcode };
  guint n = 2;

  if (length < 126)
    head[1] = (guint8)length;
  else if (length <= G_MAXUINT16)
    {
      head[1] = 126;
      head[2] = (guint8)(length >> 8);
      head[3] = (guint8)length;
      n = 4;
    }
  else
    {
      head[1] = 127;
      for (guint i = 0; i < 8; i++)
        head[2 + i] = (guint8)((guint64)length >> (56 - 8 * i));
      n = 10;
    }
  g_byte_array_append (frame, head, n);
  if (length > 0)
    g_byte_array_append (frame, payload, (guint)length);
  return g_byte_array_free_to_bytes (frame);
}

GBytes *
gw_web_socket_text_frame (const char *text, gsize length)
{
  return make_frame (OPCODE_TEXT, text, length);
}

static void
clear_source (GSource **source)
{
  if (*source)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static gboolean
tell_closed_cb (gpointer data)
{
  GwWebSocket *socket = data;

  clear_source (&socket->closed_source);
  if (socket->closed)
    socket->closed (socket, socket->closed_data);
  return G_SOURCE_REMOVE;
}

/*
 * No more reading or writing. The owner, who will free the socket, is told once and from the
 * main loop, never from within a call of its own.
 */
static void
end (GwWebSocket *socket)
{
  if (socket->ended)
    return;
  socket->ended = TRUE;
  socket->closing = TRUE;
  clear_source (&socket->read_source);
  clear_source (&socket->write_source);
  clear_source (&socket->close_timer);
  g_socket_shutdown (socket->socket, TRUE, TRUE, NULL);
  socket->closed_source = g_idle_source_new ();
  g_source_set_priority (socket->closed_source, G_PRIORITY_DEFAULT);
  g_source_set_callback (socket->closed_source, tell_closed_cb, socket, NULL);
  g_source_attach (socket->closed_source, socket->context);
}

static gboolean writable_cb (GSocket *gsocket, GIOCondition condition, gpointer data);

static GSource *
watch (GwWebSocket *socket, GIOCondition condition, GSocketSourceFunc func)
{
  GSource *source = g_socket_create_source (socket->socket, condition, NULL);

  g_source_set_callback (source, G_SOURCE_FUNC (func), socket, NULL);
  g_source_attach (source, socket->context);
  return source;
}

static void
write_out (GwWebSocket *socket)
{
  while (!g_queue_is_empty (&socket->frames))
    {
      g_autoptr (GError) error = NULL;
      GBytes *frame = socket->frames.head->data;
      gsize size;
      const char *data = g_bytes_get_data (frame, &size);
      gssize sent =
          g_socket_send_with_blocking (socket->socket, data + socket->first_sent,
                                       size - socket->first_sent, FALSE, NULL, &error);

      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
        {
          if (!socket->write_source)
            socket->write_source = watch (socket, G_IO_OUT, writable_cb);
          return;
        }
      if (sent < 0)
        {
          end (socket);
          return;
        }
      socket->first_sent += (gsize)sent;
      socket->backlog -= (gsize)sent;
      if (socket->first_sent < size)
        continue;
      socket->first_sent = 0;
      g_bytes_unref (g_queue_pop_head (&socket->frames));
    }
  clear_source (&socket->write_source);
}

static gboolean
writable_cb (GSocket *gsocket, GIOCondition condition, gpointer data)
{
  GwWebSocket *socket = data;

  /* write_out() drops the source itself when all is sent. */
  write_out (socket);
  return G_SOURCE_CONTINUE;
}

static void
queue_frame (GwWebSocket *socket, GBytes *frame)
{
  g_queue_push_tail (&socket->frames, g_bytes_ref (frame));
  socket->backlog += g_bytes_get_size (frame);
  if (!socket->write_source && !socket->ended)
    write_out (socket);
}

void
gw_web_socket_send (GwWebSocket *socket, GBytes *frame)
{
  if (!socket->closing)
    queue_frame (socket, frame);
}

void
gw_web_socket_ping (GwWebSocket *socket)
{
  g_autoptr (GBytes) frame = make_frame (OPCODE_PING, NULL, 0);

  gw_web_socket_send (socket, frame);
}

static gboolean
close_timed_out_cb (gpointer data)
{
  end (data);
  return G_SOURCE_REMOVE;
}

/* A frame that has begun must be finished, or the close frame could not be read. */
static void
drop_backlog (GwWebSocket *socket)
{
  GBytes *begun = socket->first_sent > 0 ? g_queue_pop_head (&socket->frames) : NULL;

  g_queue_clear_full (&socket->frames, (GDestroyNotify)g_bytes_unref);
  socket->backlog = 0;
  if (!begun)
    return;
  socket->backlog = g_bytes_get_size (begun) - socket->first_sent;
  g_queue_push_head (&socket->frames, begun);
}

void
gw_web_socket_close (GwWebSocket *socket, guint16 code, const char *reason)
{
  g_autoptr (GBytes) frame = NULL;
  guint8 payload[125];
  gsize length = MIN (strlen (reason), sizeof payload - 2);

  if (socket->closing)
    return;
  payload[0] = (guint8)(code >> 8);
  payload[1] = (guint8)code;
  memcpy (payload + 2, reason, length);
  frame = make_frame (OPCODE_CLOSE, payload, length + 2);
  drop_backlog (socket);
  socket->closing = TRUE;
  socket->close_timer = g_timeout_source_new (CLOSE_TIMEOUT_MS);
  g_source_set_callback (socket->close_timer, close_timed_out_cb, socket, NULL);
  g_source_attach (socket->close_timer, socket->context);
  queue_frame (socket, frame);
}

/* FALSE when the socket has ended. */
static gboolean
take_frame (GwWebSocket *socket, guint8 head, const guint8 *payload, gsize length)
{
  guint8 opcode = head & 0x0f;

  if (opcode == OPCODE_PING && !socket->closing && socket->backlog <= MAX_BACKLOG_FOR_PONG)
    {
      g_autoptr (GBytes) pong = make_frame (OPCODE_PONG, payload, length);

      queue_frame (socket, pong);
    }
  else if (opcode == OPCODE_TEXT && (head & FIN) && socket->message && !socket->closing)
    socket->message (socket, (const char *)payload, length, socket->message_data);
  else if (opcode == OPCODE_CLOSE)
    {
      if (!socket->closing)
        {
          g_autoptr (GBytes) echo = make_frame (OPCODE_CLOSE, payload, MIN (length, 2));

          queue_frame (socket, echo);
        }
      end (socket);
    }
  return !socket->ended;
}

/* The frame's size in the input, 0 when it is not complete, or -1 with a close code. */
static gssize
frame_size (const GByteArray *input, guint *ret_head, guint16 *ret_code)
{
  const guint8 *data = input->data;
  guint8 opcode;
  gsize length;
  guint head = 6;

  if (input->len < 2)
    return 0;
  opcode = data[0] & 0x0f;
  length = data[1] & 0x7f;
  *ret_code = CLOSE_PROTOCOL;
  if ((data[0] & 0x70) || !(data[1] & MASKED) ||
      (opcode > OPCODE_BINARY && opcode < OPCODE_CLOSE) || opcode > OPCODE_PONG)
    return -1;
  if (opcode >= OPCODE_CLOSE && (length > 125 || !(data[0] & FIN)))
    return -1;
  *ret_code = CLOSE_TOO_BIG;
  if (length == 127)
    return -1;
  if (length == 126)
    {
      if (input->len < 4)
        return 0;
      length = ((gsize)data[2] << 8) | data[3];
      head = 8;
    }
  if (length > MAX_MESSAGE)
    return -1;
  *ret_head = head;
  return input->len >= head + length ? (gssize)(head + length) : 0;
}

/* FALSE when the socket has ended. */
static gboolean
take_input (GwWebSocket *socket)
{
  for (;;)
    {
      guint head = 0;
      guint16 code = 0;
      gssize size = frame_size (socket->input, &head, &code);
      guint8 *data = socket->input->data;

      if (size == 0)
        return TRUE;
      if (size < 0)
        {
          gw_web_socket_close (socket, code, "");
          end (socket);
          return FALSE;
        }
      for (guint i = head; i < (guint)size; i++)
        data[i] ^= data[head - 4 + (i - head) % 4];
      if (!take_frame (socket, data[0], data + head, (gsize)size - head))
        return FALSE;
      g_byte_array_remove_range (socket->input, 0, (guint)size);
    }
}

static gboolean
readable_cb (GSocket *gsocket, GIOCondition condition, gpointer data)
{
  GwWebSocket *socket = data;
  g_autoptr (GError) error = NULL;
  guint8 buffer[4096];
  gssize n = g_socket_receive_with_blocking (socket->socket, (char *)buffer, sizeof buffer,
                                             FALSE, NULL, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
    return G_SOURCE_CONTINUE;
  if (n <= 0)
    {
      end (socket);
      return G_SOURCE_REMOVE;
    }
  socket->last_heard = g_get_monotonic_time ();
  g_byte_array_append (socket->input, buffer, (guint)n);
  return take_input (socket) ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

void
gw_web_socket_set_closed_func (GwWebSocket *socket, GwWebSocketClosed closed,
                               gpointer user_data)
{
  socket->closed = closed;
  socket->closed_data = user_data;
}

void
gw_web_socket_set_message_func (GwWebSocket *socket, GwWebSocketMessage message,
                                gpointer user_data)
{
  socket->message = message;
  socket->message_data = user_data;
}

gsize
gw_web_socket_backlog (const GwWebSocket *socket)
{
  return socket->backlog;
}

gint64
gw_web_socket_last_heard (const GwWebSocket *socket)
{
  return socket->last_heard;
}

void
gw_web_socket_free (GwWebSocket *socket)
{
  if (!socket)
    return;
  clear_source (&socket->read_source);
  clear_source (&socket->write_source);
  clear_source (&socket->close_timer);
  clear_source (&socket->closed_source);
  g_io_stream_close (socket->stream, NULL, NULL);
  g_object_unref (socket->stream);
  g_object_unref (socket->socket);
  g_main_context_unref (socket->context);
  g_queue_clear_full (&socket->frames, (GDestroyNotify)g_bytes_unref);
  g_byte_array_unref (socket->input);
  g_free (socket);
}

typedef struct
{
  GwWebSocketReady ready;
  gpointer data;
  GDestroyNotify free_data; /* NULL once data has been handed on */
} Upgrade;

static void
upgrade_free (gpointer data, GClosure *closure)
{
  Upgrade *upgrade = data;

  if (upgrade->free_data)
    upgrade->free_data (upgrade->data);
  g_free (upgrade);
}

static GwWebSocket *
web_socket_new (GIOStream *stream, GSocket *gsocket)
{
  GwWebSocket *socket = g_new0 (GwWebSocket, 1);

  socket->stream = g_object_ref (stream);
  socket->socket = g_object_ref (gsocket);
  socket->context = g_main_context_ref_thread_default ();
  socket->input = g_byte_array_new ();
  socket->last_heard = g_get_monotonic_time ();
  g_queue_init (&socket->frames);
  socket->read_source = watch (socket, G_IO_IN, readable_cb);
  return socket;
}

static void
switched_cb (SoupServerMessage *message, gpointer data)
{
  Upgrade *upgrade = data;
  GwHttpConnection *connection = gw_http_connection_of (message);
  g_autoptr (GSocket) gsocket = g_object_ref (gw_http_connection_socket (connection));
  g_autoptr (SoupServerMessage) kept = g_object_ref (message);
  g_autoptr (GIOStream) stream = NULL;

  gw_http_connection_set_state (connection, GW_HTTP_CONNECTION_STOLEN, 0);
  stream = soup_server_message_steal_connection (kept);
  upgrade->free_data = NULL;
  upgrade->ready (web_socket_new (stream, gsocket), upgrade->data);
}

void
gw_http_request_upgrade (GwHttpRequest *request, GwWebSocketReady ready, gpointer user_data,
                         GDestroyNotify free_data)
{
  Upgrade *upgrade = g_new0 (Upgrade, 1);

  *upgrade = (Upgrade){ ready, user_data, free_data };
  if (!request->message || !gw_http_connection_of (request->message) ||
      !soup_websocket_server_check_handshake (request->message, NULL, NULL, NULL, NULL))
    {
      upgrade_free (upgrade, NULL);
      gw_http_request_reply_problem (
          request,
          gw_problem_new ("malformed_request", NULL, "A WebSocket handshake is expected."));
      return;
    }
  g_signal_connect_data (request->message, "wrote-informational", G_CALLBACK (switched_cb),
                         upgrade, upgrade_free, 0);
  soup_websocket_server_process_handshake (request->message, NULL, NULL, NULL, NULL);
  request->answered = TRUE;
  gw_http_server_count (request->server, request, 101);
  if (request->paused)
    {
      request->paused = FALSE;
      soup_server_message_unpause (request->message);
    }
}
