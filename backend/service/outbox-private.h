/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the outbox shares with its neighbours. */
#pragma once

#include "backend/service/outbox.h"
#include "backend/service/service-private.h"
#include "backend/store/webhook-store.h"

G_BEGIN_DECLS

/* Looks for changed webhooks and for what is due. NULL is nothing to do. */
void gw_outbox_tick (GwOutbox *outbox);
/* webhook.c: "" is 0, all; OUT_OF_RANGE for a name that is no action. */
gboolean gw_webhook_parse_kinds (const char *text, guint64 *ret_kinds, GError **error);

G_END_DECLS
