/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The server's end of a WebSocket (RFC 6455), made for pushing to many. */
#pragma once

#include "backend/http/request.h"

G_BEGIN_DECLS

/*
 * libsoup's own WebSocket queues without bound for a client that does not read, and gives no
 * way to see the queue. This one writes shared, ready-made frames to the socket, knows its
 * backlog to the byte, and never compresses. What the client sends is checked for form; its
 * pings are answered, its messages (short texts, in one frame each) handed on.
 *
 * Owned by whoever got it from the upgrade.
 */
typedef struct _GwWebSocket GwWebSocket;

/* The other end has closed, failed or broken the protocol; free the socket here or later. */
typedef void (*GwWebSocketClosed) (GwWebSocket *socket, gpointer user_data);
/* A text that came, not necessarily UTF-8. The socket must not be freed in here. */
typedef void (*GwWebSocketMessage) (GwWebSocket *socket, const char *text, gsize length,
                                    gpointer user_data);
/* Takes the socket. */
typedef void (*GwWebSocketReady) (GwWebSocket *socket, gpointer user_data);

/*
 * Answers the request with 101 and hands the socket to ready; when it is no WebSocket
 * handshake, replies with a problem and frees user_data. The request needs no other reply.
 */
void gw_http_request_upgrade (GwHttpRequest *request, GwWebSocketReady ready,
                              gpointer user_data, GDestroyNotify free_data);

void gw_web_socket_set_closed_func (GwWebSocket *socket, GwWebSocketClosed closed,
                                    gpointer user_data);
/* NULL: messages are ignored. */
void gw_web_socket_set_message_func (GwWebSocket *socket, GwWebSocketMessage message,
                                     gpointer user_data);
void gw_web_socket_free (GwWebSocket *socket);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwWebSocket, gw_web_socket_free)

/* Wraps a text message into a frame that any number of sockets can send. */
GBytes *gw_web_socket_text_frame (const char *text, gsize length);
/* Sends or queues a frame. Does nothing once closing. */
void gw_web_socket_send (GwWebSocket *socket, GBytes *frame);
void gw_web_socket_ping (GwWebSocket *socket);
/* Bytes that the kernel has not taken yet. */
gsize gw_web_socket_backlog (const GwWebSocket *socket);
/* When the client last sent anything (monotonic usec). */
gint64 gw_web_socket_last_heard (const GwWebSocket *socket);
/*
 * Drops the backlog, sends a close frame with this code and ends within two seconds; the
 * closed function is called then.
 */
void gw_web_socket_close (GwWebSocket *socket, guint16 code, const char *reason);

G_END_DECLS
