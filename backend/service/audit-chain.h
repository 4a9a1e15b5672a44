/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The chain of the journal, looked at seal by seal. For audit.c. */
#pragma once

#include "backend/service/audit-rows.h"
#include "backend/store/case-store.h"

G_BEGIN_DECLS

/* Whether the seals of a case cover what is kept of it now. FALSE when it could not be read. */
gboolean gw_audit_case_seals (GwStoreReader *reader, const GwCaseRecord *record,
                              const GPtrArray *events, GwAuditRowFunc differs,
                              gpointer user_data, GError **error);

/*
 * Whether each seal follows the one before it, whether the ends of days are what was noted in
 * the file, and, with anchors (GwAnchorRecord, or NULL), what was noted elsewhere. last_seq:
 * of the journal.
 */
gboolean gw_audit_chain (GwStoreReader *reader, gint64 last_seq, const GArray *anchors,
                         GwAuditRowFunc differs, gpointer user_data, GError **error);

G_END_DECLS
