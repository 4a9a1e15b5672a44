/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sending to other servers with libsoup's session. */
#define G_LOG_DOMAIN "gridward-http"

#include "config.h"

#include "backend/http/poster.h"

#include <libsoup/soup.h>

/* So much of an answer is looked at; the rest is left with the connection. */
#define ANSWER_BYTES 2048
#define CONNECTIONS_PER_HOST 4

struct _GwPoster
{
  SoupSession *session;
  GMainContext *context;
  GPtrArray *posts; /* Post, under way */
  guint timeout_seconds;
};

/* One request under way. */
typedef struct
{
  GwPoster *poster;
  GCancellable *cancellable;
  GSource *timeout;
  gboolean timed_out;
  SoupMessage *message;
  GInputStream *answer;
  GwPosterFunc done;
  gpointer user_data;
} Post;

GwPoster *
gw_poster_new (guint timeout_seconds)
{
  GwPoster *poster = g_new0 (GwPoster, 1);

  poster->session = soup_session_new_with_options (
      "timeout", timeout_seconds, "max-conns-per-host", CONNECTIONS_PER_HOST, "user-agent",
      "Gridward/" GW_VERSION, "proxy-resolver", NULL, NULL);
  poster->context = g_main_context_ref_thread_default ();
  poster->posts = g_ptr_array_new ();
  poster->timeout_seconds = timeout_seconds;
  return poster;
}

void
gw_poster_free (GwPoster *poster)
{
  if (poster == NULL)
    return;
  for (guint i = 0; i < poster->posts->len; i++)
    g_cancellable_cancel (((Post *)g_ptr_array_index (poster->posts, i))->cancellable);
  while (poster->posts->len > 0)
    g_main_context_iteration (poster->context, TRUE);
  soup_session_abort (poster->session);
  g_object_unref (poster->session);
  g_ptr_array_unref (poster->posts);
  g_main_context_unref (poster->context);
  g_free (poster);
}

static void
post_free (Post *post)
{
  g_ptr_array_remove_fast (post->poster->posts, post);
  g_source_destroy (post->timeout);
  g_source_unref (post->timeout);
  g_object_unref (post->cancellable);
  g_clear_object (&post->message);
  g_clear_object (&post->answer);
  g_free (post);
}

static void
finish (Post *post, guint status, const char *body, const GError *error)
{
  g_autoptr (GError) late = NULL;

  if (post->timed_out && status == 0)
    late = g_error_new (G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "no answer within %u seconds",
                        post->poster->timeout_seconds);
  post->done (status, body, late != NULL ? late : error, post->user_data);
  post_free (post);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Post *post = data;
  g_autoptr (GBytes) bytes =
      g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, NULL);
  gsize length = 0;
  const char *start = bytes != NULL ? g_bytes_get_data (bytes, &length) : NULL;
  g_autofree char *text = g_utf8_make_valid (start != NULL ? start : "", (gssize)length);

  /* What the status says counts, whatever became of the body. */
  finish (post, soup_message_get_status (post->message), text, NULL);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Post *post = data;
  g_autoptr (GError) error = NULL;

  post->answer = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (post->answer == NULL)
    finish (post, 0, "", error);
  else
    g_input_stream_read_bytes_async (post->answer, ANSWER_BYTES, G_PRIORITY_DEFAULT,
                                     post->cancellable, read_cb, post);
}

static gboolean
timed_out_cb (gpointer data)
{
  Post *post = data;

  post->timed_out = TRUE;
  g_cancellable_cancel (post->cancellable);
  return G_SOURCE_REMOVE;
}

static gboolean
bad_address_cb (gpointer data)
{
  Post *post = data;
  g_autoptr (GError) error =
      g_error_new_literal (G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "not an address");

  finish (post, 0, "", error);
  return G_SOURCE_REMOVE;
}

static void
fail_later (Post *post)
{
  GSource *idle = g_idle_source_new ();

  g_source_set_callback (idle, bad_address_cb, post, NULL);
  g_source_attach (idle, post->poster->context);
  g_source_unref (idle);
}

static Post *
post_new (GwPoster *poster, GwPosterFunc done, gpointer user_data)
{
  Post *post = g_new0 (Post, 1);

  post->poster = poster;
  post->done = done;
  post->user_data = user_data;
  post->cancellable = g_cancellable_new ();
  post->timeout = g_timeout_source_new_seconds (poster->timeout_seconds);
  g_source_set_callback (post->timeout, timed_out_cb, post, NULL);
  g_source_attach (post->timeout, poster->context);
  g_ptr_array_add (poster->posts, post);
  return post;
}

void
gw_poster_post (GwPoster *poster, const char *url, const GwPosterHeader *headers,
                guint n_headers, GBytes *body, GwPosterFunc done, gpointer user_data)
{
  Post *post = post_new (poster, done, user_data);

  post->message = soup_message_new (SOUP_METHOD_POST, url);
  if (post->message == NULL)
    {
      fail_later (post);
      return;
    }
  soup_message_set_flags (post->message,
                          SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_DO_NOT_USE_AUTH_CACHE);
  for (guint i = 0; i < n_headers; i++)
    soup_message_headers_replace (soup_message_get_request_headers (post->message),
                                  headers[i].name, headers[i].value);
  soup_message_set_request_body_from_bytes (post->message, "application/json", body);
  soup_session_send_async (poster->session, post->message, G_PRIORITY_DEFAULT,
                           post->cancellable, sent_cb, post);
}
