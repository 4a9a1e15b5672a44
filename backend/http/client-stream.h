/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A client's connection as libsoup sees it. Private to this room. */
#pragma once

#include "backend/http/readiness.h"

G_BEGIN_DECLS

/*
 * libsoup 3.2 forgets a connection that ends between two requests: it neither closes nor frees
 * it. So this stream says farewell for such a client: at the end of the input it delivers one
 * last request made up by us, with the sending side shut down; libsoup fails to answer it and
 * then does let the connection go. The made-up request is never acted upon.
 */
#define GW_TYPE_CLIENT_STREAM (gw_client_stream_get_type ())
G_DECLARE_FINAL_TYPE (GwClientStream, gw_client_stream, GW, CLIENT_STREAM, GIOStream)

/* NULL when the system cannot watch one more. */
GwClientStream *gw_client_stream_new (GSocket *socket, GwReadySet *ready_set);
GSocket *gw_client_stream_socket (GwClientStream *stream);
/* Bytes that have come in so far. */
guint64 gw_client_stream_bytes (GwClientStream *stream);
/* While FALSE (in the midst of a request) the end of the input is just that. */
void gw_client_stream_set_idle (GwClientStream *stream, gboolean idle);
/* What is written next are headers whose body follows: they wait for it (client-output.h). */
void gw_client_stream_expect_body (GwClientStream *stream);
/* TRUE from when the farewell has been delivered. */
gboolean gw_client_stream_is_over (GwClientStream *stream);

G_END_DECLS
