/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How deliveries to webhooks look and travel. Each is a POST of application/json with
 *
 *   Gridward-Webhook: 3                  the number of the webhook
 *   Gridward-Delivery: 1207              the number of the delivery, the same when repeated
 *   Gridward-Attempt: 1
 *   Gridward-Timestamp: 1795320000       seconds since 1970, of this attempt
 *   Gridward-Signature: sha256=HEX       HMAC-SHA256 over timestamp + "." + body
 *
 * with the webhook's secret as the key. A receiver computes the same, compares in constant
 * time, refuses old timestamps, and ignores a delivery number that it has had. 2xx says that
 * it has taken it; anything else, a redirect too, is tried again later.
 */
#pragma once

#include "backend/api/api.h"
#include "backend/http/poster.h"
#include "backend/service/case-view.h"

G_BEGIN_DECLS

typedef struct _GwDeliverer GwDeliverer;

/* Starts the service's outbox. */
GwDeliverer *gw_deliverer_new (GwService *service);
void gw_deliverer_free (GwDeliverer *deliverer);

/*
 * What webhooks of one content are told of an event, as JSON; NULL: nothing. To tell something
 * else than the events, add a row to the table in deliver.c: marks, retries and order come
 * with it.
 */
typedef char *(*GwDeliverFunc) (GwService *service, const GwCaseEvent *event);

/* "sha256=…" for the header. Caller frees. */
char *gw_deliver_signature (const char *secret, const char *timestamp, const char *body);

G_END_DECLS
