/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every case recomputed from the journal alone, and compared with what is kept of it. */
#pragma once

#include "backend/service/service.h"

G_BEGIN_DECLS

typedef struct
{
  guint64 cases;
  guint64 events;
} GwAuditCounts;

/*
 * Appends one line of text per difference: state, flags, clocks, deadlines, times, tasks,
 * requests, counters of each case, what each event counts as. Blocks; reads the whole file
 * once. Cases from before the journal kept facts cannot be recomputed and differ.
 */
gboolean gw_audit (GwService *service, GPtrArray *ret_differences,
                   GwAuditCounts *ret_counts, GError **error);

G_END_DECLS
