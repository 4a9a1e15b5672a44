/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Filings by days and columns: kept along with the sums of each day. */
#pragma once

#include "backend/store/filing-store.h"
#include "backend/store/sqlite/internal.h"

G_BEGIN_DECLS

/* Where the case was taken to be at the event seq of its: from the journal, by index. */
gboolean gw_filing_find_place (GwConnection *connection, gint64 case_id, gint64 seq,
                               GwFixed *ret_place, GError **error);
/* From what the follower wrote. */
gboolean gw_filings_make_day (GwConnection *connection, guint32 day, GError **error);

G_END_DECLS
