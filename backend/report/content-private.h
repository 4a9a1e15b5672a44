/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files that compose a report share. */
#pragma once

#include "backend/report/content.h"

G_BEGIN_DECLS

/* The Chinese or the English words. */
#define SAY(data, zh_text, en_text) ((data)->zh ? (zh_text) : (en_text))

/* "zh" or "en". */
const char *gw_report_data_language (const GwReportData *data);
/* Those in force in the city. */
const GwIndicatorBook *gw_report_data_book (const GwReportData *data);
/* The figures of the whole; zeros when there are none. Owned by the data. */
const GwFigures *gw_report_data_total (const GwReportData *data, GwReportSet set);
/* The figures of a row; NULL when the set has none of that key. Owned by the data. */
const GwFigures *gw_report_data_find (const GwReportData *data, GwReportSet set,
                                      const char *key);

/* content-tables.c */
/* A key as a reader knows it: the name of a department, an area, a source. Caller frees. */
char *gw_report_name_key (const GwReportData *data, GwReportSet set, const char *key);
/* All figures and indicators of each row of the set, and their sum. Owned by the report. */
GwReportTable *gw_report_add_figures (GwReportDocument *report, const GwReportData *data,
                                      GwReportSet set, const char *name, const char *title,
                                      const char *note);
/* The position of the column of that name; the table has it. */
guint gw_report_find_column (const GwReportTable *table, const char *name);
/* The map of the table's rows, which are areas or cells. */
void gw_report_add_ground (GwReportDocument *report, const GwReportData *data,
                           GwReportSet set, GwReportTable *table, const char *title,
                           const char *note);

/* content-blocks.c */
void gw_report_add_key_facts (GwReportDocument *report, const GwReportData *data);
void gw_report_add_explanations (GwReportDocument *report, const GwReportData *data);
void gw_report_add_trend (GwReportDocument *report, const GwReportData *data);
void gw_report_add_department_bars (GwReportDocument *report, const GwReportData *data);
void gw_report_add_pareto (GwReportDocument *report, const GwReportData *data);

/* content-times.c: medians, late tenths, means and the histogram. */
void gw_report_add_closing_times (GwReportDocument *report, const GwReportData *data);

/* content-when.c: weekdays, hours and their peaks; nothing of a day. */
void gw_report_add_when (GwReportDocument *report, const GwReportData *data);

/* content-compare.c: districts and streets against the period before and the year before. */
void gw_report_add_comparisons (GwReportDocument *report, const GwReportData *data);

/* content-scores.c: departments and areas ranked by each score scheme of the city. */
void gw_report_add_scores (GwReportDocument *report, const GwReportData *data);

G_END_DECLS
