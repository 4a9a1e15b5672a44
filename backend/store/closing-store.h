/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long it took until a case was closed. */
#pragma once

#include "backend/store/store.h"

G_BEGIN_DECLS

/* From the first time that the case was filed until this event, in ms; by index. */
gboolean gw_store_closing_ms (GwStoreReader *reader, gint64 seq, gint64 *ret_ms,
                              GError **error);

G_END_DECLS
