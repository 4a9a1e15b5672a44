/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is kept of each case, computed again from the journal alone. */
#pragma once

#include "backend/service/service.h"
#include "backend/store/case-store.h"

G_BEGIN_DECLS

/* One thing that is not as the journal says. Valid for the call only. */
typedef struct
{
  const char *number; /* of the case; NULL: of the whole file */
  const char *field;  /* "deadline"; "event 12" when the journal itself does not go on so */
  const char *stored;
  const char *computed;
} GwAuditDifference;

typedef void (*GwAuditFunc) (const GwAuditDifference *difference, gpointer user_data);

typedef struct
{
  guint n_cases;
  guint n_events;
  guint n_differences;
  /* Cases whose journal began before it noted what was decided: only that it goes on from
   * state to state could be looked at. */
  guint n_former;
} GwAuditSummary;

/*
 * Lets everything happen again, case by case: state, flags, clocks, deadlines, reasons,
 * counters, tasks of inspectors, links to other cases, and what each event counts as; then
 * compares the counters of cells and departments with what the events count as, and follows
 * the chain of the journal, which covers what a report said and the files. Reads one
 * view of the file, next to a running server or not, and holds one case in memory.
 * FALSE when it could not be done. Blocks.
 */
gboolean gw_audit (GwService *service, GwAuditFunc found, gpointer user_data,
                   GwAuditSummary *ret_summary, GError **error);

/* The same, also with what was noted of the chain elsewhere: GwAnchorRecord, or NULL. */
gboolean gw_audit_against (GwService *service, const GArray *anchors, GwAuditFunc found,
                           gpointer user_data, GwAuditSummary *ret_summary, GError **error);

/* GwAnchorRecord: the ends of the days of a range (yyyymmdd), and where the chain stands when
 * that is of the range. To be kept elsewhere. NULL on error. */
GArray *gw_audit_anchors (GwService *service, guint32 from_day, guint32 to_day,
                          GError **error);

G_END_DECLS
