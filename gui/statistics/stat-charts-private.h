/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stat-charts.c and stat-crossed.c share. */
#pragma once

#include "gui/statistics/stat-charts.h"

G_BEGIN_DECLS

/* Between the key of a row and that of a column. */
#define GW_STAT_KEYS_APART "\t"

/* What a chart is made of. */
typedef struct
{
  GwInsight *insight;
  const GwStatQuestion *question;
  const GwIndicator *indicator;
  const char *name; /* of the indicator */
} GwStatMaking;

/* NULL when the indicator was not asked for. */
const GwIndicatorValue *gw_stat_making_value (const GwStatMaking *m, const GwTally *tally);
/* NAN: no cases. */
double gw_stat_making_number (const GwStatMaking *m, const GwTally *tally);
GwChartUnit gw_stat_making_unit (const GwStatMaking *m);
/* Whether the question is narrowed to it. */
gboolean gw_stat_making_is_chosen (const GwStatMaking *m, const char *dimension,
                                   const char *key);

/* Rows by columns; NULL when the question is not crossed, or its table not there yet. */
GwChart *gw_stat_crossed_chart_new (const GwStatMaking *m);

G_END_DECLS
