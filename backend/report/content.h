/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a report says, from the figures that were counted for it. */
#pragma once

#include "backend/report/document.h"
#include "backend/report/period.h"
#include "backend/rules/figures.h"
#include "backend/rules/indicator-book.h"
#include "backend/service/snapshot.h"

G_BEGIN_DECLS

/* What is asked of the statistics; each answer is a set of rows. */
typedef enum
{
  GW_REPORT_SET_TOTAL,
  GW_REPORT_SET_BEFORE, /* the whole of the period before */
  GW_REPORT_SET_TREND,  /* by day; of a day: by hour */
  GW_REPORT_SET_DEPARTMENTS,
  GW_REPORT_SET_CLASSES,
  GW_REPORT_SET_SOURCES,
  GW_REPORT_SET_WEEKDAYS,
  GW_REPORT_SET_DISTRICTS,
  GW_REPORT_SET_STREETS,
  GW_REPORT_SET_COMMUNITIES,
  GW_REPORT_SET_CELLS,
  GW_N_REPORT_SETS,
} GwReportSet;

typedef struct
{
  char *key;
  GwFigures figures;
} GwReportRow;

/* Owned as a whole, read by one thread. */
typedef struct
{
  GwSnapshot *snapshot;
  gboolean zh;
  GwReportPeriod period;
  GwReportPeriod before;
  char *area;                     /* code; NULL: the whole city */
  guint today;                    /* local date */
  char *made_at;                  /* local time: "2026-11-01 06:00" */
  gint64 last_seq;                /* of the journal's events */
  GArray *sets[GW_N_REPORT_SETS]; /* GwReportRow, in the order of the keys */
  GArray *closing_times;          /* double seconds from filed to closed, ascending */
} GwReportData;

GwReportData *gw_report_data_new (void);
void gw_report_data_free (GwReportData *data);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwReportData, gw_report_data_free)
void gw_report_data_add (GwReportData *data, GwReportSet set, const char *key,
                         const GwFigures *figures);

/* Everything that any format needs. Joins the ground of areas: some seconds in a large city. */
GwReportDocument *gw_report_compose (const GwReportData *data);

G_END_DECLS
