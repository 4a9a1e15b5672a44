/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Webhooks, and the deliveries that wait for them. */
#pragma once

#include "backend/store/store.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 id; /* assigned when added; never used twice */
  char *url;
  char *secret;
  char *content;  /* what is told: "events", or another name that the deliverer knows */
  char *kinds;    /* names of actions, comma-separated; "": all */
  gint64 area_id; /* 0: the whole city */
  gint64 seen;    /* up to here in the journal deliveries were made */
  gint64 created_at;
} GwWebhookRecord;

void gw_webhook_record_clear (GwWebhookRecord *record);
void gw_webhook_record_free (GwWebhookRecord *record);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GwWebhookRecord, gw_webhook_record_clear)

/* Assigns record->id. */
gboolean gw_store_webhook_add (GwStoreWriter *writer, GwWebhookRecord *record,
                               GError **error);
/* With all of its deliveries. NOT_FOUND when there is none. */
gboolean gw_store_webhook_remove (GwStoreWriter *writer, gint64 id, GError **error);
/* GwWebhookRecord, by id. NULL on error. */
GPtrArray *gw_store_webhook_list (GwStoreReader *reader, GError **error);
/*
 * The journal was read from expected to seen for it. NOT_FOUND when it is no longer at
 * expected (another server is at work) or was removed.
 */
gboolean gw_store_webhook_advance (GwStoreWriter *writer, gint64 id, gint64 expected,
                                   gint64 seen, GError **error);

/* One thing to deliver; it stays in the file until the other side has said 2xx. */
typedef struct
{
  gint64 id; /* assigned when added; never used twice */
  gint64 webhook_id;
  gint64 seq;    /* of the event; 0: of none */
  char *subject; /* what it is about: the number of the case */
  char *body;    /* JSON */
  gint64 created_at;
  guint attempts;
  gint64 next_at; /* not before */
  char *error;    /* why the last attempt failed, or NULL */
  gint64 dead_at; /* given up; 0: waits */
} GwDeliveryRecord;

void gw_delivery_record_clear (GwDeliveryRecord *record);
void gw_delivery_record_free (GwDeliveryRecord *record);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GwDeliveryRecord, gw_delivery_record_clear)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwDeliveryRecord, gw_delivery_record_free)

/*
 * Queues something for a webhook, in the transaction of what it tells; takes nothing over and
 * assigns record->id. Deliveries of one webhook go out in the order of their ids.
 */
gboolean gw_store_delivery_add (GwStoreWriter *writer, GwDeliveryRecord *record,
                                GError **error);
/* GwDeliveryRecord that wait (dead FALSE) or were given up, with id > after, in order. */
GPtrArray *gw_store_delivery_list (GwStoreReader *reader, gint64 webhook_id, gboolean dead,
                                   gint64 after, guint limit, GError **error);
gboolean gw_store_delivery_count (GwStoreReader *reader, gint64 webhook_id,
                                  guint *ret_waiting, guint *ret_dead, GError **error);
/*
 * Keeps attempts, next_at, error and dead_at of the record. Of those given up only the
 * latest keep_dead are kept.
 */
gboolean gw_store_delivery_fail (GwStoreWriter *writer, const GwDeliveryRecord *record,
                                 guint keep_dead, GError **error);
/* Delivered. Removing what is not there is no error. */
gboolean gw_store_delivery_remove (GwStoreWriter *writer, gint64 id, GError **error);
/* What was given up waits again from now_ms on; id 0: all. The number of them in ret_n. */
gboolean gw_store_delivery_retry (GwStoreWriter *writer, gint64 webhook_id, gint64 id,
                                  gint64 now_ms, guint *ret_n, GError **error);

G_END_DECLS
