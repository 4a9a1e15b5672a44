/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inside of a request, shared by the files of this room. */
#pragma once

#include "backend/http/acceptor.h"
#include "backend/http/request.h"

G_BEGIN_DECLS

struct _GwHttpRequest
{
  grefcount refs;
  GwHttpServer *server;       /* NULL once that is gone */
  SoupServerMessage *message; /* NULL once that is finished */
  GwHttpMatch match;
  GwHttpQuery *query;
  char *token;
  gpointer user;
  GDestroyNotify free_user;
  json_object *json;
  GwHttpSink sink;
  gpointer sink_data;
  GDestroyNotify free_sink;
  guint64 n_received; /* bytes of the body seen by got-chunk */
  gint64 start_usec;
  gulong chunk_handler;
  gboolean answered;
  gboolean paused;
  gboolean refused; /* the rest of the body is read and thrown away */
  const char *language;
};

/* Made at the headers, freed with its message. */
GwHttpRequest *gw_http_request_new (GwHttpServer *server, SoupServerMessage *message);
/* The message is over, however it ended: replies are void from now on. */
void gw_http_request_detach (GwHttpRequest *request);
GwHttpRequest *gw_http_request_of (SoupServerMessage *message);
/* If the handler has not replied, makes the connection wait for it. */
void gw_http_request_wait (GwHttpRequest *request);

/* server.c */
void gw_http_server_count (GwHttpServer *server, GwHttpRequest *request, guint status);
void gw_http_server_forget (GwHttpServer *server, GwHttpRequest *request);
gpointer gw_http_server_context (GwHttpServer *server);
/* The detail in that language, where the server was given words. */
void gw_http_server_say (GwHttpServer *server, GwProblem *problem, const char *language);

G_END_DECLS
