/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One request and its one reply. */
#define G_LOG_DOMAIN "gridward-http"

#include "backend/http/request-private.h"

#include <string.h>

static GQuark
request_quark (void)
{
  static GQuark quark = 0;

  if (quark == 0)
    quark = g_quark_from_static_string ("gw-http-request");
  return quark;
}

static void
message_gone_cb (gpointer data)
{
  gw_http_request_detach (data);
  gw_http_request_unref (data);
}

GwHttpRequest *
gw_http_request_new (GwHttpServer *server, SoupServerMessage *message)
{
  GwHttpRequest *request = g_new0 (GwHttpRequest, 1);

  g_ref_count_init (&request->refs);
  request->server = server;
  request->message = message;
  request->start_usec = g_get_monotonic_time ();
  /* The message holds the request and not the other way: it ends when its connection does. */
  g_object_set_qdata_full (G_OBJECT (message), request_quark (), request, message_gone_cb);
  return request;
}

void
gw_http_request_detach (GwHttpRequest *request)
{
  request->message = NULL;
  gw_http_server_forget (request->server, request);
  /* Who still holds the request may outlive the server, which no longer knows of it. */
  request->server = NULL;
}

GwHttpRequest *
gw_http_request_of (SoupServerMessage *message)
{
  return g_object_get_qdata (G_OBJECT (message), request_quark ());
}

GwHttpRequest *
gw_http_request_ref (GwHttpRequest *request)
{
  g_ref_count_inc (&request->refs);
  return request;
}

void
gw_http_request_unref (GwHttpRequest *request)
{
  if (!g_ref_count_dec (&request->refs))
    return;
  if (request->free_user)
    request->free_user (request->user);
  if (request->free_sink)
    request->free_sink (request->sink_data);
  if (request->json)
    json_object_put (request->json);
  gw_http_match_clear (&request->match);
  gw_http_query_free (request->query);
  g_free (request->token);
  g_free (request);
}

const char *
gw_http_request_param (GwHttpRequest *request, const char *name)
{
  int index = gw_http_route_param_index (request->match.route, name);

  g_return_val_if_fail (index >= 0, NULL);
  return request->match.params[index];
}

GwHttpQuery *
gw_http_request_query (GwHttpRequest *request)
{
  return request->query;
}

const char *
gw_http_request_path (GwHttpRequest *request)
{
  return request->message ? g_uri_get_path (soup_server_message_get_uri (request->message))
                          : "";
}

const char *
gw_http_request_query_text (GwHttpRequest *request)
{
  return request->message ? g_uri_get_query (soup_server_message_get_uri (request->message))
                          : NULL;
}

const char *
gw_http_request_header (GwHttpRequest *request, const char *name)
{
  if (!request->message)
    return NULL;
  return soup_message_headers_get_one (
      soup_server_message_get_request_headers (request->message), name);
}

static const char *
preferred_language (const char *header)
{
  GSList *languages = header ? soup_header_parse_quality_list (header, NULL) : NULL;
  const char *language = "en";

  for (GSList *l = languages; l; l = l->next)
    if (g_ascii_strncasecmp (l->data, "zh", 2) == 0 ||
        g_ascii_strncasecmp (l->data, "en", 2) == 0)
      {
        language = g_ascii_tolower (*(char *)l->data) == 'z' ? "zh" : "en";
        break;
      }
  soup_header_free_list (languages);
  return language;
}

const char *
gw_http_request_language (GwHttpRequest *request)
{
  if (!request->language)
    request->language =
        preferred_language (gw_http_request_header (request, "Accept-Language"));
  return request->language;
}

const char *
gw_http_request_peer (GwHttpRequest *request)
{
  const char *host =
      request->message ? soup_server_message_get_remote_host (request->message) : NULL;

  return host ? host : "";
}

GBytes *
gw_http_request_dup_body (GwHttpRequest *request)
{
  if (!request->message)
    return g_bytes_new (NULL, 0);
  return soup_message_body_flatten (
      soup_server_message_get_request_body (request->message));
}

json_object *
gw_http_request_json (GwHttpRequest *request)
{
  g_autoptr (GBytes) body = NULL;
  GwProblem *problem = NULL;
  const char *text;
  gsize size;

  if (request->json)
    return request->json;
  body = gw_http_request_dup_body (request);
  text = g_bytes_get_data (body, &size);
  request->json = gw_json_parse_object (text, size, &problem);
  if (problem)
    gw_http_request_reply_problem (request, problem);
  return request->json;
}

void
gw_http_request_set_user (GwHttpRequest *request, gpointer user, GDestroyNotify free)
{
  g_return_if_fail (!request->user);
  request->user = user;
  request->free_user = free;
}

gpointer
gw_http_request_user (GwHttpRequest *request)
{
  return request->user;
}

const char *
gw_http_request_token (GwHttpRequest *request)
{
  return request->token;
}

gpointer
gw_http_request_context (GwHttpRequest *request)
{
  return gw_http_server_context (request->server);
}

void
gw_http_request_set_sink (GwHttpRequest *request, GwHttpSink write, gpointer data,
                          GDestroyNotify free)
{
  g_return_if_fail (!request->sink);
  request->sink = write;
  request->sink_data = data;
  request->free_sink = free;
}

gpointer
gw_http_request_sink_data (GwHttpRequest *request)
{
  return request->sink_data;
}

/* -1 is taken for "chunked"; libsoup hands negative numbers through. */
static gint64
declared_or_negative (gint64 length)
{
  return length < 0 ? -2 : length;
}

gint64
gw_http_request_declared_length (GwHttpRequest *request)
{
  SoupMessageHeaders *headers;

  if (!request->message)
    return -1;
  headers = soup_server_message_get_request_headers (request->message);
  switch (soup_message_headers_get_encoding (headers))
    {
    case SOUP_ENCODING_CONTENT_LENGTH:
      return declared_or_negative (soup_message_headers_get_content_length (headers));
    case SOUP_ENCODING_CHUNKED:
      return -1;
    default:
      return 0;
    }
}

void
gw_http_request_set_header (GwHttpRequest *request, const char *name, const char *value)
{
  if (request->message && !request->answered)
    soup_message_headers_replace (
        soup_server_message_get_response_headers (request->message), name, value);
}

/* Weak comparison, as RFC 9110 asks for If-None-Match. */
static gboolean
etag_listed (const char *list, const char *quoted)
{
  const char *p = list;

  while (p && *p)
    {
      gsize length;

      p += strspn (p, " \t,");
      if (*p == '*')
        return TRUE;
      if (g_str_has_prefix (p, "W/"))
        p += 2;
      length = strcspn (p, " \t,");
      if (length == strlen (quoted) && strncmp (p, quoted, length) == 0)
        return TRUE;
      p += length;
    }
  return FALSE;
}

gboolean
gw_http_request_reply_if_same (GwHttpRequest *request, const char *etag)
{
  g_autofree char *quoted = g_strconcat ("\"", etag, "\"", NULL);

  gw_http_request_set_header (request, "ETag", quoted);
  if (!etag_listed (gw_http_request_header (request, "If-None-Match"), quoted))
    return FALSE;
  gw_http_request_reply (request, 304, NULL, NULL);
  return TRUE;
}

/* Answers are for the one who asked, and are nothing that a browser should run. */
static void
add_default_headers (SoupMessageHeaders *headers)
{
  soup_message_headers_append (headers, "X-Content-Type-Options", "nosniff");
  if (!soup_message_headers_get_one (headers, "Cache-Control"))
    soup_message_headers_append (
        headers, "Cache-Control",
        soup_message_headers_get_one (headers, "ETag") ? "private, no-cache" : "no-store");
}

void
gw_http_request_reply (GwHttpRequest *request, guint status, const char *type, GBytes *body)
{
  SoupServerMessage *message = request->message;
  SoupMessageHeaders *headers;
  gsize size = body ? g_bytes_get_size (body) : 0;

  if (request->answered)
    return;
  request->answered = TRUE;
  if (!message)
    return;
  headers = soup_server_message_get_response_headers (message);
  soup_server_message_set_status (message, status, NULL);
  add_default_headers (headers);
  if (type)
    soup_message_headers_append (headers, "Content-Type", type);
  if (size > 0)
    {
      soup_message_body_append_bytes (soup_server_message_get_response_body (message),
                                      body);
      if (!g_str_equal (soup_server_message_get_method (message), "HEAD"))
        gw_http_connection_expect_body (gw_http_connection_of (message));
    }
  gw_http_server_count (request->server, request, status);
  gw_http_connection_set_state (gw_http_connection_of (message), GW_HTTP_CONNECTION_WRITING,
                                size);
  if (request->paused)
    {
      request->paused = FALSE;
      soup_server_message_unpause (message);
    }
}

void
gw_http_request_reply_json (GwHttpRequest *request, guint status, GString *json)
{
  g_autoptr (GBytes) body = g_string_free_to_bytes (json);

  gw_http_request_reply (request, status, "application/json", body);
}

void
gw_http_request_reply_empty (GwHttpRequest *request, guint status)
{
  gw_http_request_reply (request, status, NULL, NULL);
}

void
gw_http_request_reply_problem (GwHttpRequest *request, GwProblem *problem)
{
  g_autoptr (GwProblem) owned = problem;
  const char *language = gw_http_request_language (request);
  GString *json = g_string_new (NULL);
  g_autoptr (GBytes) body = NULL;

  gw_http_server_say (request->server, owned, language);
  gw_problem_append (owned, language, json);
  body = g_string_free_to_bytes (json);
  if (owned->status == 401)
    gw_http_request_set_header (request, "WWW-Authenticate", "Bearer");
  if (owned->retry_after > 0)
    {
      g_autofree char *seconds = g_strdup_printf ("%u", owned->retry_after);

      gw_http_request_set_header (request, "Retry-After", seconds);
    }
  gw_http_request_reply (request, owned->status, "application/problem+json", body);
}

void
gw_http_request_wait (GwHttpRequest *request)
{
  if (request->answered || !request->message)
    return;
  request->paused = TRUE;
  gw_http_connection_set_state (gw_http_connection_of (request->message),
                                GW_HTTP_CONNECTION_PROCESSING, 0);
  soup_server_message_pause (request->message);
}
