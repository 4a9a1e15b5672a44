/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The numbers of every cell over a period. */
#pragma once

#include "gui/client/client.h"
#include "gui/model/city-info.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  GW_PERIOD_TODAY,
  GW_PERIOD_WEEK,  /* today and the six days before */
  GW_PERIOD_MONTH, /* this calendar month */
  GW_PERIOD_ALL,
  GW_PERIOD_N,
} GwPeriod;

const char *gw_period_label (GwPeriod period);
/* The period's beginning in the city's time zone; 0 for all time. */
gint64 gw_period_start_usec (GwPeriod period, gint64 now_usec, GTimeZone *zone);

/* One line of the table. */
#define GW_TYPE_CELL_STATISTICS (gw_cell_statistics_get_type ())
G_DECLARE_FINAL_TYPE (GwCellStatistics, gw_cell_statistics, GW, CELL_STATISTICS, GObject)

GwCellStatistics *gw_cell_statistics_new (GwStatisticsRow *row);
const GwStatisticsRow *gw_cell_statistics_get (GwCellStatistics *self);

/*
 * Signal "changed" (): the rows are new. Property "loading" (gboolean).
 * Numbers are asked for again, at most every few seconds, after events.
 */
#define GW_TYPE_STATISTICS (gw_statistics_get_type ())
G_DECLARE_FINAL_TYPE (GwStatistics, gw_statistics, GW, STATISTICS, GObject)

GwStatistics *gw_statistics_new (GwClient *client, GwCityInfo *city);
/*
 * How long cases took until they were closed is asked for instead of the counters, or the
 * counters again; what was there goes.
 */
void gw_statistics_set_times (GwStatistics *self, gboolean times);
void gw_statistics_set_period (GwStatistics *self, GwPeriod period);
GwPeriod gw_statistics_get_period (GwStatistics *self);
void gw_statistics_reload (GwStatistics *self);
/* The journal went on: ask again soon. */
void gw_statistics_invalidate (GwStatistics *self);
/* GListModel of GwCellStatistics. Borrowed. */
GListModel *gw_statistics_get_rows (GwStatistics *self);
gboolean gw_statistics_is_loading (GwStatistics *self);
/* NULL when the last answer was a good one. Borrowed. */
const GError *gw_statistics_get_error (GwStatistics *self);

G_END_DECLS
