/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The HTTP server: one main context, a table of routes, limits on everything. */
#pragma once

#include "backend/http/request.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  guint max_connections; /* beyond it clients get 503 and are closed */
  guint timeout_ms;      /* for idling, for sending a request, for taking an answer */
  guint drain_ms;        /* for running requests when the server stops */
} GwHttpLimits;

#define GW_HTTP_LIMITS_DEFAULT                                                             \
  ((GwHttpLimits){ .max_connections = 4000, .timeout_ms = 30000, .drain_ms = 10000 })

/*
 * Finds the user of a bearer token and gives it to the request (gw_http_request_set_user), or
 * sets the problem. token is NULL when the request brought none.
 */
typedef gboolean (*GwHttpAuthenticate) (GwHttpRequest *request, const char *token,
                                        gpointer context, GwProblem **problem);

/* A detail of a problem in the language of the request ("zh" or "en"). Caller frees. */
typedef char *(*GwHttpWords) (const char *english, const char *language);

/* Lives in the thread-default main context of its maker; all calls are made from there. */
typedef struct _GwHttpServer GwHttpServer;

/* The routes are borrowed and must stay; context goes to every handler. */
GwHttpServer *gw_http_server_new (const GwHttpRoute *routes, gsize n_routes,
                                  GwHttpAuthenticate authenticate, gpointer context,
                                  const GwHttpLimits *limits);
/* Without, every detail stays as it was said: in English. */
void gw_http_server_set_words (GwHttpServer *server, GwHttpWords words);
/* Starts to serve; address is an IP address, port 0 takes a free one. The port, or 0. */
guint16 gw_http_server_listen (GwHttpServer *server, const char *address, guint16 port,
                               GError **error);
/*
 * Stops accepting, lets the running requests end (up to the limit), then calls done.
 */
void gw_http_server_stop (GwHttpServer *server, GFunc done, gpointer user_data);
/* Closes what is still open and frees. Replies to requests that are kept beyond it are void. */
void gw_http_server_free (GwHttpServer *server);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwHttpServer, gw_http_server_free)

/* Prometheus text: requests by route and status class, durations, connections. */
void gw_http_server_append_metrics (const GwHttpServer *server, GString *out);

G_END_DECLS
