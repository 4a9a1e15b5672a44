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
/*
 * Inside a write job: the red card that is to be escalated first, if that is by until_ms, and
 * if its clock still runs. ret_any tells whether there was one to look at; written gets the
 * event.
 */
gboolean gw_supervise_escalate_next (GPtrArray *written, GwStoreWriter *writer,
                                     GwSnapshot *snapshot, gint64 until_ms, gint64 now_ms,
                                     gboolean *ret_any, GError **error);

G_END_DECLS
