/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Decisions that were made with one confirmation, are sent together and undone together. */
#pragma once

#include "gui/model/queued-action.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * A GListModel of GwQueuedAction. Signal "changed" (): another of them got further.
 */
#define GW_TYPE_ACTION_BATCH (gw_action_batch_get_type ())
G_DECLARE_FINAL_TYPE (GwActionBatch, gw_action_batch, GW, ACTION_BATCH, GObject)

/* Takes a reference on each GwQueuedAction; there is at least one. */
GwActionBatch *gw_action_batch_new (const GPtrArray *items);
guint gw_action_batch_get_n_items (GwActionBatch *self);
/* Borrowed. */
GwQueuedAction *gw_action_batch_get (GwActionBatch *self, guint i);
/* How many are in a state. */
guint gw_action_batch_count (GwActionBatch *self, GwQueuedState state);
/* TRUE until the last of them has an answer or was undone. */
gboolean gw_action_batch_is_open (GwActionBatch *self);
/* When those that wait are sent, µs of the monotonic clock. */
gint64 gw_action_batch_get_due (GwActionBatch *self);
/* For the queue alone. */
void gw_action_batch_set_due (GwActionBatch *self, gint64 due_usec);

G_END_DECLS
