/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The managers' page: one question, the tables that answer it, and the way back. */
#pragma once

#include "gui/client/client.h"
#include "gui/client/figure-records.h"
#include "gui/model/cell-values.h"
#include "gui/model/city-info.h"
#include "gui/model/counted-item.h"
#include "gui/model/stat-question.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* The server measures the closing times of no longer periods. */
#define GW_INSIGHT_TIMES_MAX_DAYS 366

typedef enum
{
  GW_INSIGHT_ROWS,         /* by the question's rows, compared */
  GW_INSIGHT_TREND,        /* by the parts of the period */
  GW_INSIGHT_TREND_BEFORE, /* the same of the period that it is compared with */
  GW_INSIGHT_CLASSES,      /* by large class, or small ones of a chosen large class */
  GW_INSIGHT_DEPARTMENTS,
  GW_INSIGHT_HOURS,   /* weekday by hour */
  GW_INSIGHT_CROSSED, /* rows by the question's columns */
  GW_INSIGHT_CELLS, /* for the map, compared; of a part of the period when one is chosen */
  GW_INSIGHT_N,
} GwInsightTable;

/*
 * Signals: "asked" (): the question is another one; "changed" (): a table or the list of cases
 * is new, or failed. Property "loading" (gboolean).
 */
#define GW_TYPE_INSIGHT (gw_insight_get_type ())
G_DECLARE_FINAL_TYPE (GwInsight, gw_insight, GW, INSIGHT, GObject)

GwInsight *gw_insight_new (GwClient *client, GwCityInfo *city, GwCellSet *cells);
/* Asks for everything, the first time and again. */
void gw_insight_reload (GwInsight *self);
gboolean gw_insight_is_loading (GwInsight *self);
/* NULL while nothing failed. Borrowed. */
const GError *gw_insight_get_error (GwInsight *self);

/* Borrowed, as all that follows. */
const GwStatQuestion *gw_insight_get_question (GwInsight *self);
/* Takes the question; the one before is gone back to by gw_insight_back(). */
void gw_insight_ask (GwInsight *self, GwStatQuestion *question);
gboolean gw_insight_can_go_back (GwInsight *self);
void gw_insight_back (GwInsight *self);

/* NULL until it is there. */
const GwFigureBook *gw_insight_get_book (GwInsight *self);
/* The chosen one, or NULL. */
const GwIndicator *gw_insight_get_indicator (GwInsight *self);
/* NULL until it is there. */
const GwTallyTable *gw_insight_get_table (GwInsight *self, GwInsightTable table);
/* Whether the period is short enough for closing times. */
gboolean gw_insight_measures_times (GwInsight *self);
/* How long the cases that "closed" counts took; NULL until it is there, and where the period is
 * too long. */
const GwClosingTimes *gw_insight_get_times (GwInsight *self);
/* GListModel of GwCountedItem, as many as are there yet. */
GListModel *gw_insight_get_cases (GwInsight *self);
int gw_insight_get_n_cases (GwInsight *self);
/* Asks for the next cases of the list, if there are any. */
void gw_insight_more_cases (GwInsight *self);

/* The colours of the map. */
GwCellValues *gw_insight_get_values (GwInsight *self);
/* The map shows a part of the period alone; -1: all of it. */
void gw_insight_set_part (GwInsight *self, int part);
int gw_insight_get_part (GwInsight *self);
/* The city's day today. */
GDate gw_insight_today (GwInsight *self);

G_END_DECLS
