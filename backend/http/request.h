/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One request and its one reply. */
#pragma once

#include "backend/http/json-read.h"
#include "backend/http/problem.h"
#include "backend/http/query.h"
#include "backend/http/router.h"

G_BEGIN_DECLS

/*
 * Reference counted, bound to the server's thread. A handler either replies before it returns
 * or keeps a reference and replies later; the connection waits. A client that has gone away is
 * no error: the reply is then dropped.
 */
GwHttpRequest *gw_http_request_ref (GwHttpRequest *request);
void gw_http_request_unref (GwHttpRequest *request);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwHttpRequest, gw_http_request_unref)

/* A path parameter of the route's template, unescaped. */
const char *gw_http_request_param (GwHttpRequest *request, const char *name);
GwHttpQuery *gw_http_request_query (GwHttpRequest *request);
/* The path and the query as sent. */
const char *gw_http_request_path (GwHttpRequest *request);
const char *gw_http_request_query_text (GwHttpRequest *request);
const char *gw_http_request_header (GwHttpRequest *request, const char *name);
/* "zh" or "en": what Accept-Language prefers among the two; "en" when it says nothing. */
const char *gw_http_request_language (GwHttpRequest *request);
/* The client's address as text. */
const char *gw_http_request_peer (GwHttpRequest *request);
/* The whole body, within the route's limit. */
GBytes *gw_http_request_dup_body (GwHttpRequest *request);
/*
 * The body as a JSON object, owned by the request; NULL when it is none: then the problem has
 * been sent already.
 */
json_object *gw_http_request_json (GwHttpRequest *request);

/* Whoever the authenticator found. The request owns it from now on. */
void gw_http_request_set_user (GwHttpRequest *request, gpointer user, GDestroyNotify free);
gpointer gw_http_request_user (GwHttpRequest *request);
/* The bearer token that came with it, or NULL. */
const char *gw_http_request_token (GwHttpRequest *request);
/* The context that the server was made with. */
gpointer gw_http_request_context (GwHttpRequest *request);

/*
 * For routes with a `started` handler: every piece of the body goes to write as it comes and is
 * kept nowhere. A FALSE from write ends the reading; it must have replied. data is freed with
 * the request, so an upload that breaks off is cleaned up there.
 */
typedef gboolean (*GwHttpSink) (GwHttpRequest *request, const guint8 *bytes, gsize length,
                                gpointer data);
void gw_http_request_set_sink (GwHttpRequest *request, GwHttpSink write, gpointer data,
                               GDestroyNotify free);
gpointer gw_http_request_sink_data (GwHttpRequest *request);
/* The declared length of the body; -1: chunked; -2: nonsense. */
gint64 gw_http_request_declared_length (GwHttpRequest *request);

/* A header of the reply, before replying. */
void gw_http_request_set_header (GwHttpRequest *request, const char *name,
                                 const char *value);
/*
 * Sets the ETag (given without quotes) of the reply. TRUE when the client has that very version
 * (If-None-Match) and 304 has been sent.
 */
gboolean gw_http_request_reply_if_same (GwHttpRequest *request, const char *etag);
/* The first reply counts, later ones are dropped. body may be NULL. */
void gw_http_request_reply (GwHttpRequest *request, guint status, const char *type,
                            GBytes *body);
/* Takes the text. */
void gw_http_request_reply_json (GwHttpRequest *request, guint status, GString *json);
void gw_http_request_reply_empty (GwHttpRequest *request, guint status);
/* Takes the problem. */
void gw_http_request_reply_problem (GwHttpRequest *request, GwProblem *problem);

G_END_DECLS
