/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The live feed: every event once and in order, over any number of connections. */
#pragma once

#include "gui/client/client.h"

G_BEGIN_DECLS

typedef enum
{
  GW_LIVE_OFFLINE,
  GW_LIVE_CONNECTING,
  GW_LIVE_ONLINE,
} GwLiveState;

#define GW_TYPE_LIVE (gw_live_get_type ())
G_DECLARE_FINAL_TYPE (GwLive, gw_live, GW, LIVE, GObject)

/*
 * Signals:
 *  "events" (GPtrArray of GwCaseEvent, borrowed): what came since the last frame;
 *  "reset" (): the server's journal is not the one we followed, or so much has happened that
 *   hearing of it all would take longer: load everything anew;
 *  "holds" (GPtrArray of GwHoldRecord, borrowed): who has begun or ended to be at a case;
 *  "signed-out" (): the token is not taken any more.
 * Properties: "state" (guint, GwLiveState), "since" (gint64 usec: when that state began),
 *  "last-seq" (gint64).
 */
GwLive *gw_live_new (GwClient *client);
/* Follows the journal from after seq on; reconnects until stopped. */
void gw_live_start (GwLive *self, gint64 seq);
void gw_live_stop (GwLive *self);
/* Tries now instead of waiting for the next attempt. */
void gw_live_retry (GwLive *self);
/* Asks whether the line is still there; when nothing is heard soon, it is made anew. */
void gw_live_probe (GwLive *self);
/* Tells the others that this case is open here; NULL: none. Forgotten by a server that is not
 * there: say it again when the feed is online. */
void gw_live_hold (GwLive *self, const char *number);
GwLiveState gw_live_get_state (GwLive *self);
gint64 gw_live_get_since (GwLive *self);
gint64 gw_live_get_last_seq (GwLive *self);
/* Seconds until the next attempt; 0 when none is waiting. */
guint gw_live_get_retry_in (GwLive *self);
/* For tests: first and longest wait between attempts in milliseconds. */
void gw_live_set_backoff (GwLive *self, guint first_ms, guint longest_ms);
/* For tests: for how long a probed line may be silent. */
void gw_live_set_probe (GwLive *self, guint probe_ms);
/* For tests: so many missed events are caught up with one by one. */
void gw_live_set_most (GwLive *self, gint64 most);

G_END_DECLS
