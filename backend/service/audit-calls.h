/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The hotline's counters as the journal says they must be. For audit.c. */
#pragma once

#include "backend/service/audit-rows.h"
#include "backend/store/store.h"

G_BEGIN_DECLS

/* What the events of all calls count as, by day and department. */
typedef struct _GwAuditCalls GwAuditCalls;

GwAuditCalls *gw_audit_calls_new (GwStore *store);
void gw_audit_calls_free (GwAuditCalls *calls);

/* A copy of the case before an event; NULL for what is no call or not reported yet. */
GwCaseRecord *gw_audit_calls_before (const GwCaseRecord *record);
void gw_audit_calls_follow (GwAuditCalls *calls, const GwCaseRecord *before,
                            const GwCaseRecord *after, const GwEventRecord *event);
/* Compares with the counters that are kept. FALSE when they could not be read. */
gboolean gw_audit_calls_compare (GwAuditCalls *calls, GwStoreReader *reader,
                                 GwAuditRowFunc differs, gpointer user_data,
                                 GError **error);

G_END_DECLS
