/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a report says, from the figures that were counted for it. */
#pragma once

#include "backend/report/document.h"
#include "backend/report/period.h"
#include "backend/rules/figures.h"
#include "backend/rules/indicator-book.h"
#include "backend/service/closing-times.h"
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
  GW_REPORT_SET_WEEKDAYS, /* all seven; like the hours not of a day */
  GW_REPORT_SET_HOURS,    /* all 24 */
  GW_REPORT_SET_DISTRICTS,
  GW_REPORT_SET_STREETS,
  GW_REPORT_SET_COMMUNITIES,
  GW_REPORT_SET_CELLS,
  GW_REPORT_SET_YEAR, /* the same days of the year before, as a whole */
  GW_REPORT_SET_DISTRICTS_BEFORE,
  GW_REPORT_SET_DISTRICTS_YEAR,
  GW_REPORT_SET_STREETS_BEFORE,
  GW_REPORT_SET_STREETS_YEAR,
  GW_N_REPORT_SETS,
} GwReportSet;

/* Whose times to close are told. */
typedef enum
{
  GW_REPORT_TIMES_TOTAL,
  GW_REPORT_TIMES_DEPARTMENTS,
  GW_REPORT_TIMES_CLASSES,
  GW_N_REPORT_TIMES,
} GwReportTimes;

typedef struct
{
  char *key;
  GwFigures figures;
} GwReportRow;

/* How long n closed cases took; without any of them the times are nothing. */
typedef struct
{
  char *key;
  gint64 n;
  gint64 median_s;
  gint64 p90_s;
  double mean_s;
  gint64 bars[GW_N_CLOSING_BARS];
} GwReportTime;

/* Owned as a whole, read by one thread. */
typedef struct
{
  GwSnapshot *snapshot;
  gboolean zh;
  GwReportPeriod period;
  GwReportPeriod before;
  guint year_from; /* the same days of the year before; 0: not asked for */
  guint year_to;
  char *area;                       /* code; NULL: the whole city */
  guint today;                      /* local date */
  char *made_at;                    /* local time: "2026-11-01 06:00" */
  gint64 last_seq;                  /* of the journal's events */
  GArray *sets[GW_N_REPORT_SETS];   /* GwReportRow, in the order of the keys */
  GArray *times[GW_N_REPORT_TIMES]; /* GwReportTime, in the order of the keys */
} GwReportData;

GwReportData *gw_report_data_new (void);
void gw_report_data_free (GwReportData *data);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwReportData, gw_report_data_free)
void gw_report_data_add (GwReportData *data, GwReportSet set, const char *key,
                         const GwFigures *figures);
/* The label is not looked at. */
void gw_report_data_add_time (GwReportData *data, GwReportTimes times, const char *key,
                              const GwClosingRow *row);

/* Everything that any format needs. Joins the ground of areas: some seconds in a large city. */
GwReportDocument *gw_report_compose (const GwReportData *data);

G_END_DECLS
