/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Decisions on their way: each waits a moment in which it can be undone, then it is sent. */
#pragma once

#include "gui/client/outbox.h"
#include "gui/model/action-batch.h"

G_BEGIN_DECLS

/*
 * Each lies in the outbox meanwhile, so that a crash loses nothing; what had no answer stays
 * there among the unsent. What was refused or undone comes back: it is found by its case's number until somebody has
 * looked at it, so that a form can be shown as it was.
 *
 * Signals:
 *  "queued" (GwActionBatch): decisions were made;
 *  "changed" (string number): what is under way for this case is another now;
 *  "answered" (GwCaseDetail as pointer): the server took a decision, and this is the case now;
 *  "finished" (GwActionBatch): nothing of it is under way any more;
 *  "idle" (): nothing at all is.
 */
#define GW_TYPE_ACTION_QUEUE (gw_action_queue_get_type ())
G_DECLARE_FINAL_TYPE (GwActionQueue, gw_action_queue, GW, ACTION_QUEUE, GObject)

GwActionQueue *gw_action_queue_new (GwOutbox *outbox);
/* How long a decision can be undone; 0 (at first): not at all. */
void gw_action_queue_set_delay (GwActionQueue *self, guint seconds);
guint gw_action_queue_get_delay (GwActionQueue *self);
/*
 * Sends them together, after the delay. A case for which something is under way already is
 * left out. Borrowed until it is finished; NULL when nothing is left.
 */
GwActionBatch *gw_action_queue_add (GwActionQueue *self, const GPtrArray *items);
/* What was not sent will be decided anew: it is not kept any more. */
void gw_action_queue_give_up (GwActionQueue *self, GwQueuedAction *action);
/* The same as add for one decision. title: what it is, in words. */
GwActionBatch *gw_action_queue_add_one (GwActionQueue *self, GwCaseRow *row,
                                        const GwDecision *decision, const char *title);
/* Takes back what of the batch was not sent yet. FALSE: nothing. */
gboolean gw_action_queue_undo (GwActionQueue *self, GwActionBatch *batch);
/* The batch of something that is under way, or NULL. Borrowed. */
GwActionBatch *gw_action_queue_find_batch (GwActionQueue *self, GwQueuedAction *action);
/* The latest batch of which something can be undone, or NULL. Borrowed. */
GwActionBatch *gw_action_queue_get_last (GwActionQueue *self);
/* Sends everything at once: nobody will undo it any more. */
void gw_action_queue_flush (GwActionQueue *self);
gboolean gw_action_queue_is_idle (GwActionQueue *self);
/* What is under way for a case or came back; NULL: nothing. Borrowed. */
GwQueuedAction *gw_action_queue_peek (GwActionQueue *self, const char *number);
/* What came back was looked at. */
void gw_action_queue_forget (GwActionQueue *self, const char *number);

G_END_DECLS
