/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Streams of JSON items to many WebSockets, gathered into frames and with limits. */
#define G_LOG_DOMAIN "gridward-http"

#include "backend/http/push-hub.h"

#define CLOSE_GOING_AWAY 1001
#define CLOSE_TRY_AGAIN 1013
/* Items within so short a time of the last frames wait for each other. */
#define GATHER_MS 25
#define GATHER_MANY_MS 100
/* Bytes of items in one flush, per client, from which on gathering pays more. */
#define MANY_BYTES 16384
#define WATCH_MS 50

struct _GwPushHub
{
  GwPushLimits limits;
  GMainContext *context;
  GQueue clients; /* GwPushClient, by their links */
  GSource *flush_source;
  GSource *watch_source; /* while there are blocked clients */
  GSource *ping_source;
  gint64 last_flush_usec;
  gsize last_flush_bytes; /* of the client that got most */
  guint n_blocked;
  guint64 n_dropped;
};

struct _GwPushClient
{
  GwPushHub *hub;
  GList link;
  GwWebSocket *socket;
  const GwPushClientFuncs *funcs;
  gpointer user_data;
  GString *pending;    /* items for the next frame */
  gint64 blocked_usec; /* since when; 0: not blocked */
};

static void
clear_source (GSource **source)
{
  if (*source)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static GSource *
add_timer (GwPushHub *hub, guint interval_ms, GSourceFunc func)
{
  GSource *source = g_timeout_source_new (interval_ms);

  g_source_set_callback (source, func, hub, NULL);
  g_source_attach (source, hub->context);
  return source;
}

static void
client_free (GwPushClient *client)
{
  GwPushHub *hub = client->hub;

  g_queue_unlink (&hub->clients, &client->link);
  hub->n_blocked -= client->blocked_usec > 0;
  client->funcs->gone (client, client->user_data);
  gw_web_socket_free (client->socket);
  g_string_free (client->pending, TRUE);
  g_free (client);
}

static void
socket_closed_cb (GwWebSocket *socket, gpointer data)
{
  client_free (data);
}

static void
set_blocked (GwPushClient *client, gboolean blocked)
{
  client->blocked_usec = blocked ? g_get_monotonic_time () : 0;
  client->hub->n_blocked += blocked ? 1 : -1;
  if (client->funcs->blocked)
    client->funcs->blocked (client, blocked, client->user_data);
}

static gboolean
watch_cb (gpointer data)
{
  GwPushHub *hub = data;
  gint64 oldest = g_get_monotonic_time () - (gint64)hub->limits.max_blocked_ms * 1000;

  for (GList *l = hub->clients.head; l; l = l->next)
    {
      GwPushClient *client = l->data;

      if (client->blocked_usec == 0)
        continue;
      if (gw_web_socket_backlog (client->socket) < hub->limits.max_backlog / 4)
        set_blocked (client, FALSE);
      else if (client->blocked_usec < oldest)
        {
          hub->n_dropped++;
          set_blocked (client, FALSE);
          gw_web_socket_close (client->socket, CLOSE_TRY_AGAIN,
                               "too slow; resume by after=");
        }
    }
  if (hub->n_blocked > 0)
    return G_SOURCE_CONTINUE;
  g_clear_pointer (&hub->watch_source, g_source_unref);
  return G_SOURCE_REMOVE;
}

static void
flush_client (GwPushClient *client)
{
  GwPushHub *hub = client->hub;
  g_autoptr (GBytes) frame = NULL;

  g_string_append_c (client->pending, ']');
  frame = gw_web_socket_text_frame (client->pending->str, client->pending->len);
  hub->last_flush_bytes = MAX (hub->last_flush_bytes, client->pending->len);
  g_string_truncate (client->pending, 0);
  gw_web_socket_send (client->socket, frame);
  if (client->blocked_usec > 0 ||
      gw_web_socket_backlog (client->socket) <= hub->limits.max_backlog)
    return;
  set_blocked (client, TRUE);
  if (!hub->watch_source)
    hub->watch_source = add_timer (hub, WATCH_MS, watch_cb);
}

static gboolean
flush_cb (gpointer data)
{
  GwPushHub *hub = data;

  g_clear_pointer (&hub->flush_source, g_source_unref);
  hub->last_flush_bytes = 0;
  for (GList *l = hub->clients.head; l; l = l->next)
    {
      GwPushClient *client = l->data;

      if (client->pending->len > 0)
        flush_client (client);
    }
  hub->last_flush_usec = g_get_monotonic_time ();
  return G_SOURCE_REMOVE;
}

void
gw_push_client_push (GwPushClient *client, const char *items, gsize length)
{
  GwPushHub *hub = client->hub;
  gint64 since_ms = (g_get_monotonic_time () - hub->last_flush_usec) / 1000;
  guint gather_ms = hub->last_flush_bytes >= MANY_BYTES ? GATHER_MANY_MS : GATHER_MS;

  g_string_append_c (client->pending, client->pending->len > 0 ? ',' : '[');
  g_string_append_len (client->pending, items, (gssize)length);
  if (!hub->flush_source)
    hub->flush_source =
        add_timer (hub, since_ms >= gather_ms ? 0 : gather_ms - (guint)since_ms, flush_cb);
}

static gboolean
ping_cb (gpointer data)
{
  GwPushHub *hub = data;
  gint64 oldest = g_get_monotonic_time () - 3 * (gint64)hub->limits.ping_ms * 1000;

  for (GList *l = hub->clients.head; l; l = l->next)
    {
      GwPushClient *client = l->data;

      if (gw_web_socket_last_heard (client->socket) < oldest)
        gw_web_socket_close (client->socket, CLOSE_GOING_AWAY, "no sign of life");
      else
        gw_web_socket_ping (client->socket);
    }
  return G_SOURCE_CONTINUE;
}

GwPushHub *
gw_push_hub_new (const GwPushLimits *limits)
{
  GwPushHub *hub = g_new0 (GwPushHub, 1);

  hub->limits = *limits;
  hub->context = g_main_context_ref_thread_default ();
  g_queue_init (&hub->clients);
  hub->ping_source = add_timer (hub, limits->ping_ms, ping_cb);
  return hub;
}

void
gw_push_hub_free (GwPushHub *hub)
{
  if (!hub)
    return;
  while (!g_queue_is_empty (&hub->clients))
    {
      GwPushClient *client = hub->clients.head->data;

      gw_web_socket_close (client->socket, CLOSE_GOING_AWAY, "the server stops");
      client_free (client);
    }
  clear_source (&hub->flush_source);
  clear_source (&hub->watch_source);
  clear_source (&hub->ping_source);
  g_main_context_unref (hub->context);
  g_free (hub);
}

GwPushClient *
gw_push_hub_add (GwPushHub *hub, GwWebSocket *socket, const GwPushClientFuncs *funcs,
                 gpointer user_data)
{
  GwPushClient *client = g_new0 (GwPushClient, 1);

  client->hub = hub;
  client->link.data = client;
  client->socket = socket;
  client->funcs = funcs;
  client->user_data = user_data;
  client->pending = g_string_new (NULL);
  g_queue_push_tail_link (&hub->clients, &client->link);
  gw_web_socket_set_closed_func (socket, socket_closed_cb, client);
  return client;
}

guint
gw_push_hub_n_clients (const GwPushHub *hub)
{
  return hub->clients.length;
}

guint64
gw_push_hub_n_dropped (const GwPushHub *hub)
{
  return hub->n_dropped;
}
