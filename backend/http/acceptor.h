/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Listening, accepting, and the clock of every connection. Private to this room. */
#pragma once

#include "backend/http/server.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* What a connection is doing, and so what its deadline means. */
typedef enum
{
  GW_HTTP_CONNECTION_HEADERS,    /* idle, or in the headers of a request */
  GW_HTTP_CONNECTION_BODY,       /* in the body of a request */
  GW_HTTP_CONNECTION_PROCESSING, /* ours to answer: no deadline */
  GW_HTTP_CONNECTION_WRITING,    /* the client has to take the answer */
  GW_HTTP_CONNECTION_STOLEN,     /* a WebSocket with its own clock */
  GW_HTTP_CONNECTION_LINGERING,  /* refused; closed at the deadline */
} GwHttpConnectionState;

typedef struct _GwHttpAcceptor GwHttpAcceptor;
typedef struct _GwHttpConnection GwHttpConnection;

/* server is borrowed. */
GwHttpAcceptor *gw_http_acceptor_new (SoupServer *server, const GwHttpLimits *limits);
/* Binds and listens; port 0 takes a free one. The port, or 0 with an error. */
guint16 gw_http_acceptor_listen (GwHttpAcceptor *acceptor, const char *address,
                                 guint16 port, GError **error);
void gw_http_acceptor_stop (GwHttpAcceptor *acceptor);
void gw_http_acceptor_free (GwHttpAcceptor *acceptor);
/* Counters since the start: accepted, refused for lack of room, timed out. */
void gw_http_acceptor_append_metrics (const GwHttpAcceptor *acceptor, GString *out);

/* The connection that a message came by. */
GwHttpConnection *gw_http_connection_of (SoupServerMessage *message);
/* NULL once it is closed. */
GSocket *gw_http_connection_socket (GwHttpConnection *connection);
/* TRUE when the client has gone: what is still read of it is made up (client-stream.h). */
gboolean gw_http_connection_is_over (GwHttpConnection *connection);
/* bytes: of a body to come; they earn time beyond the fixed timeout. */
void gw_http_connection_set_state (GwHttpConnection *connection,
                                   GwHttpConnectionState state, guint64 bytes);
/* The answer to be written has a body: its headers wait for that, and both are sent at once. */
void gw_http_connection_expect_body (GwHttpConnection *connection);
/*
 * Takes the connection from libsoup, sends the raw answer, and closes it when the client has
 * had a moment to read it. Not to be called from within a signal of the message.
 */
void gw_http_connection_refuse (GwHttpConnection *connection, SoupServerMessage *message,
                                GwProblem *problem);

G_END_DECLS
