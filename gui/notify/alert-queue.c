/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is worth telling, thinned out so that it can be read. */
#define G_LOG_DOMAIN "gridward-desk"

#include "gui/notify/alert-queue.h"

/* The slot that was used first; when it is free again, one more may be told. */
static gint64 *
oldest (GwAlertQueue *queue)
{
  gint64 *first = &queue->told[0];

  for (guint i = 1; i < GW_ALERT_MOST; i++)
    if (queue->told[i] < *first)
      first = &queue->told[i];
  return first;
}

static gboolean
take_slot (GwAlertQueue *queue, gint64 now_usec)
{
  gint64 *slot = oldest (queue);

  if (*slot != 0 && now_usec - *slot < GW_ALERT_SPAN_USEC)
    return FALSE;
  *slot = now_usec;
  return TRUE;
}

void
gw_alert_queue_defer (GwAlertQueue *queue, GwAlertKind kind)
{
  queue->waiting.counts[kind]++;
  queue->waiting.total++;
}

gboolean
gw_alert_queue_push (GwAlertQueue *queue, GwAlertKind kind, gint64 now_usec)
{
  /* What waits already comes first. */
  if (queue->waiting.total == 0 && take_slot (queue, now_usec))
    return TRUE;
  gw_alert_queue_defer (queue, kind);
  return FALSE;
}

gboolean
gw_alert_queue_pop (GwAlertQueue *queue, gint64 now_usec, GwAlertSum *ret_sum)
{
  if (queue->waiting.total == 0 || !take_slot (queue, now_usec))
    return FALSE;
  *ret_sum = queue->waiting;
  queue->waiting = (GwAlertSum){ 0 };
  return TRUE;
}

gint64
gw_alert_queue_next (const GwAlertQueue *queue)
{
  GwAlertQueue copy = *queue;
  gint64 told = *oldest (&copy);

  if (queue->waiting.total == 0)
    return 0;
  return told == 0 ? 1 : told + GW_ALERT_SPAN_USEC;
}

gboolean
gw_alert_is_quiet (int hour, int from_hour, int to_hour)
{
  if (from_hour <= to_hour)
    return hour >= from_hour && hour < to_hour;
  return hour >= from_hour || hour < to_hour;
}
