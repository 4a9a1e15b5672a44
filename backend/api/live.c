/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /api/v1/live: the journal as it grows, by WebSocket. */
#define G_LOG_DOMAIN "gridward-api"

#include "backend/api/api-private.h"
#include "backend/api/encode.h"
#include "backend/api/resources.h"
#include "backend/service/feed.h"
#include "backend/service/session.h"

#include <string.h>

/* A desk whose session has ended is told so within this time. */
#define CHECK_SECONDS 1
/* In the range for private use: 4000 + the HTTP status. */
#define CLOSE_UNAUTHENTICATED 4401

/* One desk that listens. */
typedef struct
{
  GwApi *api;
  char *token;
  GwWebSocket *socket; /* the hub's */
  guint check;
  GwPerson *user;
  gint64 after; /* negative: from now */
  gint64 most;  /* events to catch up with; 0: however many */
  GwPushClient *client;
  GwSubscription *subscription;
  GwHolder *holder;
} Listener;

static void
listener_free (gpointer data)
{
  Listener *listener = data;

  g_clear_handle_id (&listener->check, g_source_remove);
  g_ptr_array_remove_fast (listener->api->listeners, listener);
  g_clear_pointer (&listener->subscription, gw_feed_unsubscribe);
  g_clear_pointer (&listener->holder, gw_holds_leave);
  g_free (listener->token);
  gw_person_unref (listener->user);
  g_free (listener);
}

static void
client_gone (GwPushClient *client, gpointer data)
{
  listener_free (data);
}

static void
client_blocked (GwPushClient *client, gboolean blocked, gpointer data)
{
  Listener *listener = data;

  if (listener->subscription)
    gw_feed_set_blocked (listener->subscription, blocked);
}

static const GwPushClientFuncs client_funcs = { client_blocked, client_gone };

/* Encoded once for all listeners, and kept with the event. */
static GBytes *
encoded (GwCaseEvent *event, GwApi *api)
{
  if (!event->user_data)
    {
      GString *out = g_string_new (NULL);

      gw_holds_note (api->holds, event->row);
      gw_encode_event (out, event, gw_service_now (api->service));
      event->user_data = g_string_free_to_bytes (out);
      event->user_data_free = (GDestroyNotify)g_bytes_unref;
    }
  return event->user_data;
}

static void
events_cb (GwCaseEvent *const *events, guint n_events, gint64 last_seq, gpointer data)
{
  Listener *listener = data;

  for (guint i = 0; i < n_events; i++)
    {
      gsize size;
      const char *text = g_bytes_get_data (encoded (events[i], listener->api), &size);

      gw_push_client_push (listener->client, text, size);
    }
}

/* Who has missed more than he wants to hear of begins anew from here. */
static void
send_hello (GwWebSocket *socket, Listener *listener)
{
  gint64 last_seq = gw_service_last_seq (listener->api->service);
  gboolean reset = listener->after >= 0 && listener->most > 0 &&
                   last_seq - listener->after > listener->most;
  g_autofree char *hello =
      g_strdup_printf ("[{\"hello\":true,\"last_seq\":%" G_GINT64_FORMAT "%s}]", last_seq,
                       reset ? ",\"reset\":true" : "");
  g_autoptr (GBytes) frame = gw_web_socket_text_frame (hello, strlen (hello));

  gw_web_socket_send (socket, frame);
  if (reset)
    listener->after = last_seq;
}

/* Signed out, expired or disabled: nothing more is told. */
static gboolean
check_session_cb (gpointer data)
{
  Listener *listener = data;
  g_autoptr (GwPerson) user =
      gw_session_authenticate (listener->api->service, listener->token, NULL, NULL);

  if (user != NULL)
    return G_SOURCE_CONTINUE;
  listener->check = 0;
  g_clear_pointer (&listener->subscription, gw_feed_unsubscribe);
  gw_web_socket_set_message_func (listener->socket, NULL, NULL);
  g_clear_pointer (&listener->holder, gw_holds_leave);
  gw_web_socket_close (listener->socket, CLOSE_UNAUTHENTICATED, "the session has ended");
  return G_SOURCE_REMOVE;
}

void
gw_api_live_push (GwApi *api, const gint64 *person_ids, guint n, const char *item,
                  gsize length)
{
  for (guint i = 0; i < api->listeners->len; i++)
    {
      const Listener *listener = g_ptr_array_index (api->listeners, i);

      for (guint k = 0; k < n; k++)
        {
          if (person_ids[k] == listener->user->id)
            gw_push_client_push (listener->client, item, length);
        }
    }
}

void
gw_api_live_push_case (GwApi *api, const GwCaseRow *row, const char *item, gsize length)
{
  for (guint i = 0; i < api->listeners->len; i++)
    {
      const Listener *listener = g_ptr_array_index (api->listeners, i);

      if (listener->holder != NULL && gw_holds_is_for (listener->user) &&
          gw_case_row_is_visible (row, listener->user))
        gw_push_client_push (listener->client, item, length);
    }
}

static void
tell_hold (const GwHold *hold, gpointer data)
{
  Listener *listener = data;
  g_autofree char *item = NULL;

  if (!gw_holds_is_for (listener->user) ||
      !gw_case_row_is_visible (hold->row, listener->user))
    return;
  item = gw_api_hold_item (hold);
  gw_push_client_push (listener->client, item, strlen (item));
}

static void
message_cb (GwWebSocket *socket, const char *text, gsize length, gpointer data)
{
  Listener *listener = data;

  gw_api_hold_heard (listener->holder, text, length);
}

static void
ready_cb (GwWebSocket *socket, gpointer data)
{
  Listener *listener = data;
  GwApi *api = listener->api;

  send_hello (socket, listener);
  listener->socket = socket;
  listener->check = g_timeout_add_seconds (CHECK_SECONDS, check_session_cb, listener);
  listener->client = gw_push_hub_add (api->hub, socket, &client_funcs, listener);
  listener->subscription = gw_feed_subscribe (api->service, listener->user, listener->after,
                                              events_cb, listener);
  listener->holder = gw_holds_join (api->holds, listener->user);
  gw_web_socket_set_message_func (socket, message_cb, listener);
  gw_holds_each (api->holds, tell_hold, listener);
  g_ptr_array_add (api->listeners, listener);
  gw_api_roll_call_tell_open (api, listener->user);
}

void
gw_api_live (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  gint64 after =
      gw_http_query_int (gw_http_request_query (request), "after", 0, G_MAXINT64, -1);
  gint64 most =
      gw_http_query_int (gw_http_request_query (request), "most", 1, G_MAXINT64, 0);
  Listener *listener;

  if (gw_api_reply_query_problem (request))
    return;
  listener = g_new0 (Listener, 1);
  listener->api = api;
  listener->user = gw_person_ref (gw_http_request_user (request));
  listener->token = g_strdup (gw_http_request_token (request));
  listener->after = after;
  listener->most = most;
  gw_http_request_upgrade (request, ready_cb, listener, listener_free);
}
