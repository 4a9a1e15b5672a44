/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Streams of JSON items to many WebSockets, gathered into frames and with limits. */
#pragma once

#include "backend/http/web-socket.h"

G_BEGIN_DECLS

/*
 * A frame is a JSON array of items. The first item after a silence goes out at once, further
 * ones are gathered for up to 100 ms when they come thick and fast. A client whose backlog
 * passes the mark is blocked: its source should pause. If it does not catch up in time it is
 * closed with 1013 and is expected to come back for the rest.
 */
typedef struct _GwPushHub GwPushHub;
/* One client; belongs to the hub and ends when its `gone` function returns. */
typedef struct _GwPushClient GwPushClient;

typedef struct
{
  gsize max_backlog;    /* bytes per client that block it */
  guint max_blocked_ms; /* then it is dropped */
  guint ping_ms;        /* a client silent for three of these is dropped */
} GwPushLimits;

#define GW_PUSH_LIMITS_DEFAULT                                                             \
  ((GwPushLimits){ .max_backlog = 512 * 1024, .max_blocked_ms = 10000, .ping_ms = 20000 })

typedef struct
{
  /* Items pushed while blocked are sent all the same, later; keep them few. May be NULL. */
  void (*blocked) (GwPushClient *client, gboolean blocked, gpointer user_data);
  /* The client has left: stop its source, free user_data. */
  void (*gone) (GwPushClient *client, gpointer user_data);
} GwPushClientFuncs;

GwPushHub *gw_push_hub_new (const GwPushLimits *limits);
/* Closes all clients with 1001. */
void gw_push_hub_free (GwPushHub *hub);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwPushHub, gw_push_hub_free)

/* Takes the socket. funcs is borrowed and must stay. */
GwPushClient *gw_push_hub_add (GwPushHub *hub, GwWebSocket *socket,
                               const GwPushClientFuncs *funcs, gpointer user_data);
/* Sends the items (the inside of a JSON array, not empty) with the next frame. */
void gw_push_client_push (GwPushClient *client, const char *items, gsize length);

guint gw_push_hub_n_clients (const GwPushHub *hub);
/* Dropped for being too slow. */
guint64 gw_push_hub_n_dropped (const GwPushHub *hub);

G_END_DECLS
