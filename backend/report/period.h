/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The day, week or month that a report is of. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  GW_REPORT_DAY,
  GW_REPORT_WEEK, /* ISO: Monday to Sunday */
  GW_REPORT_MONTH,
  GW_N_REPORT_KINDS,
} GwReportKind;

#define GW_REPORT_PERIOD_NAME_SIZE 24

/* Local dates, both inclusive: 20261001. A plain value. */
typedef struct
{
  GwReportKind kind;
  guint from;
  guint to;
  guint n_days;
  char name[GW_REPORT_PERIOD_NAME_SIZE]; /* "2026-10", "2026-W44", "2026-10-05" */
} GwReportPeriod;

/* "day", "week", "month". Static. */
const char *gw_report_kind_name (GwReportKind kind);
/* FALSE for what is none of them. */
gboolean gw_report_kind_parse (const char *name, GwReportKind *ret_kind);

/*
 * "2026-10", "2026-W44", "2026-10-05". kind NULL: as the text looks; "week" or "month" with a
 * day: the one that holds it. FALSE with GW_REPORT_ERROR_INPUT.
 */
gboolean gw_report_period_parse (const char *text, const char *kind,
                                 GwReportPeriod *ret_period, GError **error);
/* The one that holds the day (20261005). */
void gw_report_period_of (GwReportKind kind, guint date, GwReportPeriod *ret_period);
/* The one before it; FALSE before the first year of all. */
gboolean gw_report_period_before (const GwReportPeriod *period, GwReportPeriod *ret_before);

/* So many days later; yyyymmdd in and out. */
guint gw_report_date_add (guint date, int days);
/* "2026年10月5日" or "5 October 2026". Caller frees. */
char *gw_report_date_text (guint date, gboolean zh);
/* "2026年10月（10月1日至31日）" or "October 2026". Caller frees. */
char *gw_report_period_text (const GwReportPeriod *period, gboolean zh);

G_END_DECLS
