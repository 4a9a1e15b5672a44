/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The outbox: makes deliveries of what the journal says, keeps them on disk until the other
 * side has taken them, and hands them out one after the other. What is told and how it
 * travels is given from above (see backend/api/deliver.c).
 *
 * Each webhook follows the journal by its own mark (`seen`), which moves in the transaction
 * that adds the deliveries: nothing is lost by a crash or a restart, and nothing is made
 * twice. A delivery may arrive more than once (the answer may be lost), always with the same
 * number. Deliveries of one webhook leave in order, one at a time: while one fails, those
 * after it wait, until it is given up after GW_OUTBOX_ATTEMPTS attempts with waits that
 * double from one second to one hour (about four hours in all).
 */
#pragma once

#include "backend/service/case-view.h"
#include "backend/service/service.h"

G_BEGIN_DECLS

#define GW_OUTBOX_ATTEMPTS 16

/* One attempt. Borrowed for the call. */
typedef struct
{
  const char *url;
  const char *secret; /* to sign with */
  const char *body;   /* JSON */
  gint64 webhook_id;
  gint64 delivery_id; /* the same at each attempt */
  guint attempt;      /* from 1 */
  gint64 now_ms;
} GwOutgoing;

/* error NULL: the other side has taken it. */
typedef void (*GwOutboxSentFunc) (const char *error, gpointer sent_data);

typedef struct
{
  /*
   * What is told of the event to webhooks of that content, as JSON; NULL: nothing, also for
   * a content that is not known. Caller frees. event->row is the case as of now.
   */
  char *(*encode) (const char *content, const GwCaseEvent *event, gpointer data);
  /* Calls sent exactly once, later, also when it is cancelled. */
  void (*send) (const GwOutgoing *outgoing, GwOutboxSentFunc sent, gpointer sent_data,
                gpointer data);
} GwOutboxFuncs;

/* Begins to deliver. funcs and data are borrowed until gw_outbox_stop(). */
void gw_outbox_start (GwService *service, const GwOutboxFuncs *funcs, gpointer data);
/* Neither function is called again; what was under way stays on disk. */
void gw_outbox_stop (GwService *service);

G_END_DECLS
