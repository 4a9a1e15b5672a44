/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One stream of numbered items to many WebSockets, with resumption. */
#pragma once

#include "backend/http/web-socket.h"

G_BEGIN_DECLS

/*
 * Items are JSON texts with ascending sequence numbers; a frame is a JSON array of items. The
 * first item after a silence goes out at once, further ones are gathered for up to 100 ms
 * when they come thick and fast. A client whose backlog passes the cap is closed with 1013
 * and is expected to come back for the rest.
 */
typedef struct _GwPushHub GwPushHub;
typedef struct _GwPushClient GwPushClient;

typedef struct
{
  gsize max_backlog; /* bytes per client */
  guint ping_ms;     /* a client silent for three of these is dropped */
} GwPushLimits;

#define GW_PUSH_LIMITS_DEFAULT                                                             \
  ((GwPushLimits){ .max_backlog = 1024 * 1024, .ping_ms = 20000 })

/* Whether a client may see an item with this tag. */
typedef gboolean (*GwPushFilter) (gconstpointer user, gconstpointer tag);
/*
 * Fetches items after a number for a client that is behind; ends in gw_push_client_catch_up(),
 * now or later. The client may be gone by then: it keeps itself by gw_push_client_ref().
 */
typedef void (*GwPushFetch) (GwPushClient *client, gint64 after, gpointer context);

GwPushHub *gw_push_hub_new (const GwPushLimits *limits, gint64 last_seq,
                            GwPushFilter filter, GwPushFetch fetch, gpointer context);
/* Closes all clients with 1001. */
void gw_push_hub_free (GwPushHub *hub);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwPushHub, gw_push_hub_free)

/*
 * Takes the socket and the user. after < 0: only what comes from now on. hello is a frame to
 * send first, or NULL.
 */
void gw_push_hub_add (GwPushHub *hub, GwWebSocket *socket, gpointer user,
                      GDestroyNotify free_user, gint64 after, GBytes *hello);
/*
 * Sends an item to every client that is up to date and may see it. The text is copied; the tag
 * (freed with free_tag) lives until it is sent.
 */
void gw_push_hub_publish (GwPushHub *hub, gint64 seq, const char *json, gsize length,
                          gpointer tag, GDestroyNotify free_tag);
gint64 gw_push_hub_last_seq (const GwPushHub *hub);
guint gw_push_hub_n_clients (const GwPushHub *hub);
guint64 gw_push_hub_n_dropped (const GwPushHub *hub);

GwPushClient *gw_push_client_ref (GwPushClient *client);
void gw_push_client_unref (GwPushClient *client);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwPushClient, gw_push_client_unref)
gpointer gw_push_client_user (GwPushClient *client);
/*
 * Sends what was fetched: items is the inside of a JSON array (may be empty), last_seq the
 * number up to which nothing is missing any more. more: there is still more in the store.
 */
void gw_push_client_catch_up (GwPushClient *client, const char *items, gsize length,
                              gint64 last_seq, gboolean more);
/* The fetching failed: the client is closed with 1011 and may come back. */
void gw_push_client_fail (GwPushClient *client);

G_END_DECLS
