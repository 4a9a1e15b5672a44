/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One stream of numbered items to many WebSockets, with resumption. */
#define G_LOG_DOMAIN "gridward-http"

#include "backend/http/push-hub.h"

#define CLOSE_GOING_AWAY 1001
#define CLOSE_ERROR 1011
#define CLOSE_TRY_AGAIN 1013
/* Items within so short a time of the last frame wait for each other. */
#define GATHER_MS 25
#define GATHER_MANY_MS 100
#define MANY 20

typedef struct
{
  gint64 seq;
  gpointer tag;
  GDestroyNotify free_tag;
  gsize start; /* of its text in the hub's pending text */
  gsize length;
} Item;

struct _GwPushHub
{
  GwPushLimits limits;
  GwPushFilter filter;
  GwPushFetch fetch;
  gpointer context;
  GMainContext *main_context;
  GQueue clients;  /* GwPushClient, by their links */
  GArray *pending; /* Item */
  GString *text;   /* of the pending items, one after the other */
  GSource *flush_source;
  GSource *ping_source;
  gint64 last_seq; /* published or known at the start */
  gint64 last_flush_usec;
  guint last_batch;
  guint64 n_dropped;
};

struct _GwPushClient
{
  grefcount refs;
  GwPushHub *hub; /* NULL once it has left */
  GList link;
  GwWebSocket *socket;
  gpointer user;
  GDestroyNotify free_user;
  gint64 seq; /* everything up to here has been sent */
  gboolean behind;
};

static void
item_clear (gpointer data)
{
  Item *item = data;

  if (item->free_tag)
    item->free_tag (item->tag);
}

GwPushClient *
gw_push_client_ref (GwPushClient *client)
{
  g_ref_count_inc (&client->refs);
  return client;
}

void
gw_push_client_unref (GwPushClient *client)
{
  if (!g_ref_count_dec (&client->refs))
    return;
  gw_web_socket_free (client->socket);
  if (client->free_user)
    client->free_user (client->user);
  g_free (client);
}

gpointer
gw_push_client_user (GwPushClient *client)
{
  return client->user;
}

static void
leave (GwPushClient *client)
{
  GwPushHub *hub = client->hub;

  if (!hub)
    return;
  g_queue_unlink (&hub->clients, &client->link);
  client->hub = NULL;
}

static void
client_closed_cb (GwWebSocket *socket, gpointer data)
{
  GwPushClient *client = data;

  leave (client);
  gw_push_client_unref (client);
}

static void
send_frame (GwPushClient *client, GBytes *frame)
{
  GwPushHub *hub = client->hub;

  if (gw_web_socket_backlog (client->socket) + g_bytes_get_size (frame) >
      hub->limits.max_backlog)
    {
      hub->n_dropped++;
      gw_web_socket_close (client->socket, CLOSE_TRY_AGAIN, "too slow; resume with after=");
      return;
    }
  gw_web_socket_send (client->socket, frame);
}

static GBytes *
frame_of (GString *array)
{
  g_string_append_c (array, ']');
  return gw_web_socket_text_frame (array->str, array->len);
}

static void
add_text (GString *array, const char *text, gsize length)
{
  if (array->len > 1)
    g_string_append_c (array, ',');
  g_string_append_len (array, text, length);
}

/* The items for this one client; all_frame is set when those are simply all. */
static void
send_pending (GwPushClient *client, GBytes *all_frame)
{
  GwPushHub *hub = client->hub;
  g_autoptr (GString) array = g_string_new ("[");
  guint n_wanted = 0;

  for (guint i = 0; i < hub->pending->len; i++)
    {
      Item *item = &g_array_index (hub->pending, Item, i);

      if (item->seq <= client->seq || !hub->filter (client->user, item->tag))
        continue;
      n_wanted++;
      add_text (array, hub->text->str + item->start, item->length);
    }
  client->seq = MAX (client->seq, hub->last_seq);
  if (n_wanted == hub->pending->len)
    send_frame (client, all_frame);
  else if (n_wanted > 0)
    {
      g_autoptr (GBytes) frame = frame_of (array);

      send_frame (client, frame);
    }
}

static GBytes *
frame_of_all (GwPushHub *hub)
{
  g_autoptr (GString) array = g_string_sized_new (hub->text->len + hub->pending->len + 2);

  g_string_append_c (array, '[');
  for (guint i = 0; i < hub->pending->len; i++)
    {
      Item *item = &g_array_index (hub->pending, Item, i);

      add_text (array, hub->text->str + item->start, item->length);
    }
  return frame_of (array);
}

static gboolean
flush_cb (gpointer data)
{
  GwPushHub *hub = data;
  g_autoptr (GBytes) frame = frame_of_all (hub);
  GList *next;

  g_clear_pointer (&hub->flush_source, g_source_unref);
  for (GList *l = hub->clients.head; l; l = next)
    {
      GwPushClient *client = l->data;

      next = l->next;
      if (!client->behind)
        send_pending (client, frame);
    }
  hub->last_batch = hub->pending->len;
  hub->last_flush_usec = g_get_monotonic_time ();
  g_array_set_size (hub->pending, 0);
  g_string_truncate (hub->text, 0);
  return G_SOURCE_REMOVE;
}

static void
schedule_flush (GwPushHub *hub)
{
  gint64 since_ms = (g_get_monotonic_time () - hub->last_flush_usec) / 1000;
  guint gather_ms = hub->last_batch >= MANY ? GATHER_MANY_MS : GATHER_MS;

  if (hub->flush_source)
    return;
  hub->flush_source =
      g_timeout_source_new (since_ms >= gather_ms ? 0 : (guint)(gather_ms - since_ms));
  g_source_set_callback (hub->flush_source, flush_cb, hub, NULL);
  g_source_attach (hub->flush_source, hub->main_context);
}

void
gw_push_hub_publish (GwPushHub *hub, gint64 seq, const char *json, gsize length,
                     gpointer tag, GDestroyNotify free_tag)
{
  Item item = { seq, tag, free_tag, hub->text->len, length };

  g_return_if_fail (seq > hub->last_seq);
  g_string_append_len (hub->text, json, length);
  g_array_append_val (hub->pending, item);
  hub->last_seq = seq;
  schedule_flush (hub);
}

static gboolean
ping_cb (gpointer data)
{
  GwPushHub *hub = data;
  gint64 oldest = g_get_monotonic_time () - 3 * (gint64)hub->limits.ping_ms * 1000;
  GList *next;

  for (GList *l = hub->clients.head; l; l = next)
    {
      GwPushClient *client = l->data;

      next = l->next;
      if (gw_web_socket_last_heard (client->socket) < oldest)
        gw_web_socket_close (client->socket, CLOSE_GOING_AWAY, "no sign of life");
      else
        gw_web_socket_ping (client->socket);
    }
  return G_SOURCE_CONTINUE;
}

GwPushHub *
gw_push_hub_new (const GwPushLimits *limits, gint64 last_seq, GwPushFilter filter,
                 GwPushFetch fetch, gpointer context)
{
  GwPushHub *hub = g_new0 (GwPushHub, 1);

  hub->limits = *limits;
  hub->last_seq = last_seq;
  hub->filter = filter;
  hub->fetch = fetch;
  hub->context = context;
  hub->main_context = g_main_context_ref_thread_default ();
  g_queue_init (&hub->clients);
  hub->text = g_string_new (NULL);
  hub->pending = g_array_new (FALSE, FALSE, sizeof (Item));
  g_array_set_clear_func (hub->pending, item_clear);
  hub->ping_source = g_timeout_source_new (limits->ping_ms);
  g_source_set_callback (hub->ping_source, ping_cb, hub, NULL);
  g_source_attach (hub->ping_source, hub->main_context);
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

      gw_web_socket_set_closed_func (client->socket, NULL, NULL);
      gw_web_socket_close (client->socket, CLOSE_GOING_AWAY, "the server stops");
      leave (client);
      gw_push_client_unref (client);
    }
  if (hub->flush_source)
    g_source_destroy (hub->flush_source);
  g_clear_pointer (&hub->flush_source, g_source_unref);
  g_source_destroy (hub->ping_source);
  g_source_unref (hub->ping_source);
  g_array_unref (hub->pending);
  g_string_free (hub->text, TRUE);
  g_main_context_unref (hub->main_context);
  g_free (hub);
}

void
gw_push_hub_add (GwPushHub *hub, GwWebSocket *socket, gpointer user,
                 GDestroyNotify free_user, gint64 after, GBytes *hello)
{
  GwPushClient *client = g_new0 (GwPushClient, 1);

  g_ref_count_init (&client->refs);
  client->hub = hub;
  client->link.data = client;
  client->socket = socket;
  client->user = user;
  client->free_user = free_user;
  client->seq = after < 0 ? hub->last_seq : after;
  client->behind = after >= 0 && after < hub->last_seq;
  g_queue_push_tail_link (&hub->clients, &client->link);
  gw_web_socket_set_closed_func (socket, client_closed_cb, client);
  gw_push_client_ref (client);
  if (hello)
    gw_web_socket_send (socket, hello);
  if (client->hub && client->behind)
    hub->fetch (client, client->seq, hub->context);
  gw_push_client_unref (client);
}

void
gw_push_client_catch_up (GwPushClient *client, const char *items, gsize length,
                         gint64 last_seq, gboolean more)
{
  GwPushHub *hub = client->hub;

  if (!hub)
    return;
  client->seq = MAX (client->seq, last_seq);
  /* Items that are pending now will come to this client with the next flush. */
  client->behind = more;
  if (length > 0)
    {
      g_autoptr (GString) array = g_string_new ("[");
      g_autoptr (GBytes) frame = NULL;

      g_string_append_len (array, items, length);
      frame = frame_of (array);
      send_frame (client, frame);
    }
  if (client->hub && client->behind)
    hub->fetch (client, client->seq, hub->context);
}

void
gw_push_client_fail (GwPushClient *client)
{
  if (client->hub)
    gw_web_socket_close (client->socket, CLOSE_ERROR, "cannot read the journal");
}

gint64
gw_push_hub_last_seq (const GwPushHub *hub)
{
  return hub->last_seq;
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
