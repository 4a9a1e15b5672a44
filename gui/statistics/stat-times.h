/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long cases took, as a histogram. */
#pragma once

#include "gui/charts/chart.h"
#include "gui/client/figure-records.h"

G_BEGIN_DECLS

/* With lines at the median and the 90th percentile. Caller unrefs. */
GwChart *gw_stat_times_chart_new (const GwClosingTimes *times, const char *title);
/* "4 h – 8 h", ">30 d", translated: longer than the one and no longer than the other; 0:
 * however short, however long. Caller frees. */
char *gw_stat_times_text (gint64 over_s, gint64 within_s);
/* "35 min", "3.5 h", "2.1 d", translated; caller frees. */
char *gw_stat_duration_text (double seconds);

G_END_DECLS
