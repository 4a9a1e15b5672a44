/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page's charts, made of its tables. */
#pragma once

#include "gui/charts/chart.h"
#include "gui/model/insight.h"

G_BEGIN_DECLS

typedef enum
{
  GW_STAT_CROSSED, /* only when the question has columns */
  GW_STAT_TREND,
  GW_STAT_RANKING,
  GW_STAT_CLASSES,
  GW_STAT_DEPARTMENTS,
  GW_STAT_HOURS,
  GW_STAT_TIMES, /* of closed cases, whatever the indicator */
  GW_STAT_CHARTS,
} GwStatChart;

/* Translated. */
const char *gw_stat_chart_title (GwStatChart which);
/* What the keys of its marks are of: "street". Static, or the question's. */
const char *gw_stat_chart_dimension (GwInsight *insight, GwStatChart which);
/* The key of a mark in rows and columns, split; NULL when it has no column. Caller frees. */
GStrv gw_stat_chart_split_key (const char *key);
/* NULL when its table is not there yet. Caller unrefs. */
GwChart *gw_stat_chart_new (GwInsight *insight, GwStatChart which);

G_END_DECLS
