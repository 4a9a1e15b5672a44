/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The live feed: every event of the journal, in order, to everyone who may see it. */
#pragma once

#include "backend/service/case-view.h"
#include "backend/service/service.h"

G_BEGIN_DECLS

/*
 * One listener. Main thread only. Whether its user is still signed in is for the caller to
 * see to, by authenticating again from time to time.
 */
typedef struct _GwSubscription GwSubscription;

/*
 * events (GwCaseEvent): some that follow each other, visible to the user, in order of seq;
 * borrowed. last_seq: the listener has now seen all up to here (events that the user may
 * not see count as seen). Never called from inside gw_feed_subscribe().
 */
typedef void (*GwFeedFunc) (GwCaseEvent *const *events, guint n_events, gint64 last_seq,
                            gpointer user_data);

/*
 * Listens from after_seq on (0: the whole journal; negative: from now). First what is in
 * the journal, read in pieces on reader threads, then live, without gap or repetition.
 */
GwSubscription *gw_feed_subscribe (GwService *service, const GwPerson *user,
                                   gint64 after_seq, GwFeedFunc func, gpointer user_data);
/*
 * While blocked nothing is delivered and nothing is kept for the listener; afterwards it
 * catches up from the journal. For clients that cannot keep pace.
 */
void gw_feed_set_blocked (GwSubscription *subscription, gboolean blocked);
/* Ends the listening; func is not called again. */
void gw_feed_unsubscribe (GwSubscription *subscription);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwSubscription, gw_feed_unsubscribe)

G_END_DECLS
