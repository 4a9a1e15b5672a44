/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The counters of days, as the journal says they must be. For audit.c. */
#pragma once

#include "backend/service/audit-rows.h"
#include "backend/store/statistics-store.h"

G_BEGIN_DECLS

/*
 * What all events count as by day, cell, class and department. Of each cell and each day only
 * a checksum is kept, so that a long history fits into memory; what differs is named by both.
 */
typedef struct _GwAuditDays GwAuditDays;

GwAuditDays *gw_audit_days_new (GwStore *store);
void gw_audit_days_free (GwAuditDays *days);

/* counts: mask of GW_COUNT_MASK(). */
void gw_audit_days_note (GwAuditDays *days, gint64 at, gint64 cell_id, gint64 class_id,
                         gint64 department_id, guint counts);
/* Compares with the counters that are kept. FALSE when they could not be read. */
gboolean gw_audit_days_compare (GwAuditDays *days, GwStoreReader *reader,
                                GwAuditRowFunc differs, gpointer user_data, GError **error);

G_END_DECLS
