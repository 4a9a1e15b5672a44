/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reports that a city makes by itself: settings report.day, .week, .month, .keep. */
#pragma once

#include "backend/service/service.h"

G_BEGIN_DECLS

/*
 * Looks every few seconds whether a report is due: that of the last period that ended, from its
 * time of day on. It comes to FOLDER/month/2026-10/, whole or not at all; a folder that is
 * there is never written again, the oldest beyond report.keep are removed. A failure is a
 * warning in the log, a file FOLDER/month/2026-10.failed.txt that says why, and counted in
 * /healthz and /metrics; it is tried again every quarter of an hour, also after a restart and
 * when the next report is due. What was due while the server did not run is made up for.
 */
typedef struct _GwReportSchedule GwReportSchedule;

/* The service must outlive it. */
GwReportSchedule *gw_report_schedule_new (GwService *service, const char *folder);
/* Looks now: the clock was set forward. */
void gw_report_schedule_look (GwReportSchedule *schedule);
/* Waits for the file that is being written, if any; the rest is left. */
void gw_report_schedule_free (GwReportSchedule *schedule);

G_END_DECLS
