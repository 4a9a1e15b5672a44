/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many keep-alive connections to one server, from one thread, at little cost of its own. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  guint status;
  const char *body; /* not terminated; valid during the call */
  gsize length;
  gint64 latency_usec; /* from the first byte sent */
} HttpLoadAnswer;

/* Appends the connection's next whole request. FALSE: this connection stops. */
typedef gboolean (*HttpLoadRequestFunc) (guint connection, GString *out, gpointer data);
typedef void (*HttpLoadAnswerFunc) (guint connection, const HttpLoadAnswer *answer,
                                    gpointer data);

typedef struct
{
  guint16 port; /* on 127.0.0.1 */
  guint n_connections;
  gint64 duration_usec; /* no new request after that */
  HttpLoadRequestFunc request;
  HttpLoadAnswerFunc answer;
  gpointer data;
} HttpLoad;

/*
 * Keeps one request per connection in flight until the time is over and all are answered.
 * FALSE when the server went away meanwhile: connections that broke had a request without
 * an answer. Answers must have a Content-Length.
 */
gboolean http_load_run (const HttpLoad *load);

/* Appends "POST path HTTP/1.1" and so on with a JSON body; key NULL: no Idempotency-Key. */
void http_load_append_post (GString *out, const char *path, const char *token,
                            const char *key, const char *body);
void http_load_append_get (GString *out, const char *path, const char *token);

G_END_DECLS
