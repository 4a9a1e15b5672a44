/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A decision about a case that waits to be sent, and what became of it. */
#pragma once

#include "gui/client/encode.h"
#include "gui/client/records.h"
#include "gui/client/unsent.h"

G_BEGIN_DECLS

typedef enum
{
  GW_QUEUED_WAITING, /* can be undone */
  GW_QUEUED_SENDING,
  GW_QUEUED_DONE,
  GW_QUEUED_REFUSED, /* the server did not take it, or could not be reached */
  GW_QUEUED_UNDONE,
} GwQueuedState;

/* Property "state" (guint) is notified with every step. */
#define GW_TYPE_QUEUED_ACTION (gw_queued_action_get_type ())
G_DECLARE_FINAL_TYPE (GwQueuedAction, gw_queued_action, GW, QUEUED_ACTION, GObject)

/* About the case as it stands in the row; title: what it is, in words. Copies both. */
GwQueuedAction *gw_queued_action_new (GwCaseRow *row, const GwDecision *decision,
                                      const char *title);
/* The case as it was when it was decided about. Borrowed, as all below. */
const GwCaseRow *gw_queued_action_get_row (GwQueuedAction *self);
const char *gw_queued_action_get_number (GwQueuedAction *self);
const GwDecision *gw_queued_action_get_decision (GwQueuedAction *self);
const char *gw_queued_action_get_title (GwQueuedAction *self);
GwQueuedState gw_queued_action_get_state (GwQueuedAction *self);
/* Why it was refused; NULL in every other state. */
const GError *gw_queued_action_get_error (GwQueuedAction *self);
/* TRUE for what is still to be sent, or on its way. */
gboolean gw_queued_action_is_open (GwQueuedAction *self);
/* TRUE for what had no answer, and waits among the unsent. */
gboolean gw_queued_action_is_kept (GwQueuedAction *self);
/* Where it lies meanwhile; for the queue alone. NULL: it is not kept. */
GwUnsent *gw_queued_action_get_unsent (GwQueuedAction *self);
void gw_queued_action_set_unsent (GwQueuedAction *self, GwUnsent *unsent);
/* For the queue alone: error with GW_QUEUED_REFUSED. */
void gw_queued_action_set_state (GwQueuedAction *self, GwQueuedState state,
                                 const GError *error);

G_END_DECLS
