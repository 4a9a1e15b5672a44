/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is worth telling, thinned out so that it can be read. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  GW_ALERT_RED,        /* a lamp has turned red */
  GW_ALERT_YELLOW,     /* a lamp has turned yellow */
  GW_ALERT_SUPERVISED, /* a case is supervised from now on */
  GW_ALERT_CARD,       /* a card for the user's own department */
  GW_N_ALERTS,
} GwAlertKind;

/* So many are told one by one in GW_ALERT_SPAN_USEC; the others in one sum at its end. */
#define GW_ALERT_MOST 3
#define GW_ALERT_SPAN_USEC (60 * G_USEC_PER_SEC)

typedef struct
{
  guint counts[GW_N_ALERTS];
  guint total;
} GwAlertSum;

/* Times are of one clock that never goes back. */
typedef struct
{
  gint64 told[GW_ALERT_MOST]; /* when the last ones were told; 0: never */
  GwAlertSum waiting;
} GwAlertQueue;

/* TRUE: tell it now; FALSE: it was added to what waits. */
gboolean gw_alert_queue_push (GwAlertQueue *queue, GwAlertKind kind, gint64 now_usec);
/* Adds it to what waits without asking: it is old news. */
void gw_alert_queue_defer (GwAlertQueue *queue, GwAlertKind kind);
/* TRUE: what was waiting is to be told now, as a sum; the queue is then empty. */
gboolean gw_alert_queue_pop (GwAlertQueue *queue, gint64 now_usec, GwAlertSum *ret_sum);
/* When to ask again (0: nothing waits). */
gint64 gw_alert_queue_next (const GwAlertQueue *queue);
/* TRUE when the hour (0-23) lies in the quiet hours, which may go over midnight. */
gboolean gw_alert_is_quiet (int hour, int from_hour, int to_hour);

G_END_DECLS
