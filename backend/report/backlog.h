/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reports of one kind that a server is to make: the one that is due, and those that failed. */
#pragma once

#include "backend/report/period.h"

G_BEGIN_DECLS

#define GW_REPORT_RETRY_MS (15 * 60 * 1000)

/*
 * A report that failed leaves FOLDER/NAME.failed.txt, which says why, until it is made: so it
 * is tried again after a restart, too. Times are UTC ms.
 */
typedef struct _GwReportBacklog GwReportBacklog;

/* folder: of the reports of that kind; need not be there. */
GwReportBacklog *gw_report_backlog_new (const char *folder, GwReportKind kind);
void gw_report_backlog_free (GwReportBacklog *backlog);

/*
 * The last one that is due; cheap when it was told before. The first time those that failed
 * before are read, and those that nobody made since the latest report there is (the server did
 * not run). Never more than keep of them: what is older is given up with a warning.
 */
void gw_report_backlog_expect (GwReportBacklog *backlog, const GwReportPeriod *due,
                               guint keep);
/* What is to be made now, the latest first; FALSE: nothing. A failure rests for a while. */
gboolean gw_report_backlog_next (GwReportBacklog *backlog, gint64 now_ms,
                                 GwReportPeriod *ret_period);
/* note: for who looks into the folder. */
void gw_report_backlog_failed (GwReportBacklog *backlog, const GwReportPeriod *period,
                               gint64 now_ms, const char *note);
void gw_report_backlog_made (GwReportBacklog *backlog, const GwReportPeriod *period);
/* Those that failed and are not made yet. */
guint gw_report_backlog_n_failed (const GwReportBacklog *backlog);

G_END_DECLS
