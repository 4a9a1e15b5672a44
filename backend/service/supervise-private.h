/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Telling people of cards. */
#pragma once

#include "backend/service/service-private.h"

G_BEGIN_DECLS

/*
 * Inside a write job: keeps the cards that the event gave. Who answers for them is told; of a
 * red one also those of the setting escalation.red, and it is escalated later.
 */
gboolean gw_supervise_give (GwStoreWriter *writer, GwSnapshot *snapshot,
                            const GwWritten *given, GError **error);
/* Once a second: red cards of clocks that still run are escalated when it is time. */
void gw_supervise_tick (GwService *service);

G_END_DECLS
