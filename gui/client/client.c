/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one way to the server: HTTP calls with the session's token. */
#define G_LOG_DOMAIN "gridward-client"

#include "config.h"

#include "gui/client/client.h"

#include <glib/gi18n.h>

#include "gui/client/json.h"

/* A dispatcher should hear of a dead server before the tea is made. */
#define TIMEOUT_S 30
#define CONNECTIONS 8

struct _GwClient
{
  GObject parent_instance;

  SoupSession *session;
  char *base; /* without a slash at the end */
  char *token;
};

G_DEFINE_FINAL_TYPE (GwClient, gw_client, G_TYPE_OBJECT)

static guint signed_out_signal;

typedef struct
{
  GwDecoder decoder;
  GDestroyNotify free_result;
  SoupMessage *message;
  GBytes *body;
} Call;

static void
call_free (gpointer data)
{
  Call *call = data;

  g_clear_object (&call->message);
  g_clear_pointer (&call->body, g_bytes_unref);
  g_free (call);
}

static void
gw_client_finalize (GObject *object)
{
  GwClient *self = GW_CLIENT (object);

  g_clear_object (&self->session);
  g_free (self->base);
  g_free (self->token);

  G_OBJECT_CLASS (gw_client_parent_class)->finalize (object);
}

static void
gw_client_class_init (GwClientClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gw_client_finalize;

  signed_out_signal = g_signal_new ("signed-out", GW_TYPE_CLIENT, G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gw_client_init (GwClient *self)
{
  self->session = soup_session_new_with_options (
      "user-agent", "gridward/" GW_VERSION, "timeout", TIMEOUT_S, "idle-timeout", 60,
      "max-conns", CONNECTIONS * 2, "max-conns-per-host", CONNECTIONS, NULL);
}

/* "host:port" becomes http; a path is kept, so that the server may live behind a proxy. */
static char *
normalise_base (const char *base, GError **error)
{
  g_autofree char *text = g_strstrip (g_strdup (base));
  g_autofree char *full = NULL;
  g_autoptr (GUri) uri = NULL;

  full =
      strstr (text, "://") != NULL ? g_strdup (text) : g_strconcat ("http://", text, NULL);
  uri = g_uri_parse (full, SOUP_HTTP_URI_FLAGS, NULL);
  if (uri == NULL || g_uri_get_host (uri) == NULL || g_uri_get_host (uri)[0] == '\0' ||
      (g_strcmp0 (g_uri_get_scheme (uri), "http") != 0 &&
       g_strcmp0 (g_uri_get_scheme (uri), "https") != 0))
    {
      g_set_error_literal (error, GW_CLIENT_ERROR, GW_CLIENT_ERROR_REFUSED,
                           _ ("This is not the address of a server"));
      return NULL;
    }
  while (g_str_has_suffix (full, "/"))
    full[strlen (full) - 1] = '\0';
  return g_steal_pointer (&full);
}

GwClient *
gw_client_new (const char *base, GError **error)
{
  g_autofree char *normal = NULL;
  GwClient *self;

  g_return_val_if_fail (base != NULL, NULL);

  normal = normalise_base (base, error);
  if (normal == NULL)
    return NULL;
  self = g_object_new (GW_TYPE_CLIENT, NULL);
  self->base = g_steal_pointer (&normal);
  return self;
}

const char *
gw_client_get_base (GwClient *self)
{
  g_return_val_if_fail (GW_IS_CLIENT (self), NULL);

  return self->base;
}

void
gw_client_set_token (GwClient *self, const char *token)
{
  g_return_if_fail (GW_IS_CLIENT (self));

  g_free (self->token);
  self->token = g_strdup (token);
}

const char *
gw_client_get_token (GwClient *self)
{
  g_return_val_if_fail (GW_IS_CLIENT (self), NULL);

  return self->token;
}

SoupSession *
gw_client_get_session (GwClient *self)
{
  g_return_val_if_fail (GW_IS_CLIENT (self), NULL);

  return self->session;
}

/* The path is only ever appended to our own base: the token cannot leave for another host. */
SoupMessage *
gw_client_new_message (GwClient *self, const char *method, const char *path)
{
  g_autofree char *address = NULL;
  SoupMessage *message;
  SoupMessageHeaders *headers;

  g_return_val_if_fail (GW_IS_CLIENT (self), NULL);

  address = g_strconcat (self->base, path[0] == '/' ? "" : "/", path, NULL);
  message = soup_message_new (method, address);
  if (message == NULL)
    return NULL;
  headers = soup_message_get_request_headers (message);
  soup_message_headers_replace (headers, "Accept-Language",
                                gw_language_is_chinese () ? "zh-CN, en;q=0.5"
                                                          : "en, zh;q=0.5");
  if (self->token != NULL)
    {
      g_autofree char *bearer = g_strconcat ("Bearer ", self->token, NULL);

      soup_message_headers_replace (headers, "Authorization", bearer);
    }
  return message;
}

static GwClientError
error_code_of_status (guint status)
{
  switch (status)
    {
    case 204:
      return GW_CLIENT_ERROR_NOT_FOUND;
    case 401:
      return GW_CLIENT_ERROR_UNAUTHENTICATED;
    case 403:
      return GW_CLIENT_ERROR_FORBIDDEN;
    case 404:
      return GW_CLIENT_ERROR_NOT_FOUND;
    case 409:
    case 412:
      return GW_CLIENT_ERROR_STALE;
    default:
      return status >= 500 ? GW_CLIENT_ERROR_SERVER : GW_CLIENT_ERROR_REFUSED;
    }
}

/* Takes the problem document when there is one, else the status line. */
static GError *
error_of_answer (SoupMessage *message, GBytes *body)
{
  guint status = soup_message_get_status (message);
  const char *type = soup_message_headers_get_content_type (
      soup_message_get_response_headers (message), NULL);
  g_autoptr (GwJson) problem = NULL;
  GwReader reader = { 0 };
  g_autofree char *fallback = NULL;
  const char *title;
  GError *error;

  if (body != NULL && g_strcmp0 (type, "application/problem+json") == 0)
    problem = gw_json_parse (g_bytes_get_data (body, NULL), g_bytes_get_size (body), NULL);
  title = gw_reader_string (&reader, problem, "title", GW_OPTIONAL);
  if (title == NULL)
    title = fallback = g_strdup_printf ("%u %s", status,
                                        soup_message_get_reason_phrase (message) != NULL
                                            ? soup_message_get_reason_phrase (message)
                                            : "");
  error =
      gw_client_error_new (error_code_of_status (status), status,
                           gw_reader_string (&reader, problem, "code", GW_OPTIONAL), title,
                           gw_reader_string (&reader, problem, "detail", GW_OPTIONAL),
                           gw_reader_string (&reader, problem, "field", GW_OPTIONAL));
  g_clear_error (&reader.error);
  return error;
}

/* NULL when the answer is a good one. A token that is no longer taken is told to everyone. */
static GError *
check_answer (GwClient *self, SoupMessage *message, GBytes *body, GError *transport)
{
  GError *error;
  guint status;
  gboolean is_empty;

  if (transport != NULL)
    {
      if (g_error_matches (transport, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        return g_error_copy (transport);
      return gw_client_error_new (GW_CLIENT_ERROR_UNREACHABLE, 0, NULL,
                                  _ ("The server cannot be reached"), transport->message,
                                  NULL);
    }
  /* "No content" is a fine answer to an order, but nothing to show for a question. */
  status = soup_message_get_status (message);
  is_empty = status == 204 && g_strcmp0 (soup_message_get_method (message), "GET") == 0;
  if (status < 300 && !is_empty)
    return NULL;

  error = error_of_answer (message, body);
  if (error->code == GW_CLIENT_ERROR_UNAUTHENTICATED &&
      soup_message_headers_get_one (soup_message_get_request_headers (message),
                                    "Authorization") != NULL)
    g_signal_emit (self, signed_out_signal, 0);
  return error;
}

static void
decode_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Call *call = data;
  GError *error = NULL;
  gsize length;
  const char *text = g_bytes_get_data (call->body, &length);
  gpointer result = call->decoder (text != NULL ? text : "", length, &error);

  if (result == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, result, call->free_result);
}

static void
decoded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Call *call = g_task_get_task_data (task);
  GError *error = NULL;
  gpointer decoded = g_task_propagate_pointer (G_TASK (result), &error);

  if (decoded == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, decoded, call->free_result);
}

/*
 * In a task of its own, without the client: a worker lets go of its task a moment after the
 * answer is delivered, and the client must never be finalized outside the main loop.
 */
static void
decode (GTask *task)
{
  g_autoptr (GTask) work =
      g_task_new (NULL, g_task_get_cancellable (task), decoded_cb, g_object_ref (task));

  g_task_set_source_tag (work, decode);
  g_task_set_task_data (work, g_task_get_task_data (task), NULL);
  g_task_run_in_thread (work, decode_thread);
}

static void
answer_received_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Call *call = g_task_get_task_data (task);
  g_autoptr (GError) transport = NULL;
  GError *error;

  call->body =
      soup_session_send_and_read_finish (SOUP_SESSION (source), result, &transport);
  error =
      check_answer (g_task_get_source_object (task), call->message, call->body, transport);
  if (error != NULL)
    g_task_return_error (task, error);
  else if (call->decoder != NULL)
    decode (task);
  else
    g_task_return_pointer (task, g_steal_pointer (&call->body),
                           (GDestroyNotify)g_bytes_unref);
}

static void
send_call (GTask *task, SoupMessage *message)
{
  GwClient *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);

  if (message == NULL)
    {
      g_task_return_new_error (task, GW_CLIENT_ERROR, GW_CLIENT_ERROR_REFUSED,
                               "not an address");
      g_object_unref (task);
      return;
    }
  call->message = message;
  soup_session_send_and_read_async (self->session, message, G_PRIORITY_DEFAULT,
                                    g_task_get_cancellable (task), answer_received_cb,
                                    task);
}

/* What is still being sent, for whoever watches it. */
typedef struct
{
  GFileProgressCallback callback;
  gpointer user_data;
  goffset sent;
  goffset total;
} Progress;

static void
wrote_body_data_cb (SoupMessage *message, guint chunk_size, gpointer data)
{
  Progress *progress = data;

  progress->sent += chunk_size;
  progress->callback (progress->sent, progress->total, progress->user_data);
}

static void
progress_free (gpointer data, GClosure *closure)
{
  g_free (data);
}

static void
watch_progress (SoupMessage *message, goffset total, GFileProgressCallback callback,
                gpointer user_data)
{
  Progress *progress = g_new0 (Progress, 1);

  progress->callback = callback;
  progress->user_data = user_data;
  progress->total = total;
  g_signal_connect_data (message, "wrote-body-data", G_CALLBACK (wrote_body_data_cb),
                         progress, progress_free, G_CONNECT_DEFAULT);
}

/* A call with its task, ready to be sent. */
static GTask *
new_call (GwClient *self, GwDecoder decoder, GDestroyNotify free_result,
          GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Call *call = g_new0 (Call, 1);

  g_task_set_source_tag (task, new_call);
  call->decoder = decoder;
  call->free_result = free_result;
  g_task_set_task_data (task, call, call_free);
  return task;
}

void
gw_client_upload_async (GwClient *self, const char *path, GBytes *bytes,
                        const char *content_type, GFileProgressCallback progress,
                        GwDecoder decoder, GDestroyNotify free_result,
                        GCancellable *cancellable, GAsyncReadyCallback callback,
                        gpointer user_data)
{
  GTask *task;
  SoupMessage *message;

  g_return_if_fail (GW_IS_CLIENT (self));

  task = new_call (self, decoder, free_result, cancellable, callback, user_data);
  message = gw_client_new_message (self, "POST", path);
  if (message != NULL)
    soup_message_set_request_body_from_bytes (message, content_type, bytes);
  if (message != NULL && progress != NULL)
    watch_progress (message, (goffset)g_bytes_get_size (bytes), progress, user_data);
  send_call (task, message);
}

/* key may be NULL. */
static void
send_json (GTask *task, GwClient *self, const char *method, const char *path,
           const char *key, const char *body)
{
  SoupMessage *message = gw_client_new_message (self, method, path);

  if (message != NULL && body != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

      soup_message_set_request_body_from_bytes (message, "application/json", bytes);
    }
  if (message != NULL && key != NULL)
    soup_message_headers_replace (soup_message_get_request_headers (message),
                                  "Idempotency-Key", key);
  send_call (task, message);
}

void
gw_client_call_async (GwClient *self, const char *method, const char *path,
                      const char *body, GwDecoder decoder, GDestroyNotify free_result,
                      GCancellable *cancellable, GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_return_if_fail (GW_IS_CLIENT (self));

  send_json (new_call (self, decoder, free_result, cancellable, callback, user_data), self,
             method, path, NULL, body);
}

void
gw_client_post_once_async (GwClient *self, const char *path, const char *key,
                           const char *body, GwDecoder decoder, GDestroyNotify free_result,
                           GCancellable *cancellable, GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (GW_IS_CLIENT (self) && key != NULL);

  send_json (new_call (self, decoder, free_result, cancellable, callback, user_data), self,
             "POST", path, key, body);
}

gpointer
gw_client_call_finish (GwClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
gw_client_fetch_async (GwClient *self, const char *path, GCancellable *cancellable,
                       GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task;

  g_return_if_fail (GW_IS_CLIENT (self));

  task = new_call (self, NULL, NULL, cancellable, callback, user_data);
  send_call (task, gw_client_new_message (self, "GET", path));
}

GBytes *
gw_client_fetch_finish (GwClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
