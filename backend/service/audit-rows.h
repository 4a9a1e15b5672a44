/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows that a case leaves beside it, as its journal says they must be. For audit.c. */
#pragma once

#include "backend/store/card-store.h"
#include "backend/store/case-store.h"

G_BEGIN_DECLS

/* Tasks, links and cards of one case, as far as its events have been followed. */
typedef struct
{
  GPtrArray *tasks; /* GwTaskRecord; the last one may be open */
  GPtrArray *links; /* GwLinkRecord, said of this case */
  GPtrArray *cards; /* GwCardRecord */
} GwAuditRows;

void gw_audit_rows_init (GwAuditRows *rows);
void gw_audit_rows_clear (GwAuditRows *rows);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GwAuditRows, gw_audit_rows_clear)

/* What the task of a case was before an event. */
typedef struct
{
  GwTaskKind kind;
  gint64 begun_at;
  gint64 due;
} GwAuditTask;

GwAuditTask gw_audit_task (const GwCaseRecord *record);
/* Follows an event of the journal: how the case's task was before it, and the case after it. */
void gw_audit_rows_follow (GwAuditRows *rows, const GwAuditTask *before,
                           const GwCaseRecord *after, const GwEventRecord *event);

/* One row that is not as it must be; what: "task 2", "link", "card 1". */
typedef void (*GwAuditRowFunc) (const char *what, const char *stored, const char *computed,
                                gpointer user_data);
/* Compares with what is kept of the case. FALSE when it could not be read. */
gboolean gw_audit_rows_compare (const GwAuditRows *rows, GwStoreReader *reader,
                                gint64 case_id, GwAuditRowFunc differs, gpointer user_data,
                                GError **error);

/* "2026-09-28T00:30:00.000Z", or "none" for 0. Caller frees. */
char *gw_audit_time_to_text (gint64 at);
/* In quotes, so that words which say "none" are not taken for none. */
char *gw_audit_words_to_text (const char *words);

G_END_DECLS
