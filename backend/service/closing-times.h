/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long cases took from their first filing until they were closed. */
#pragma once

#include "backend/service/figures.h"

G_BEGIN_DECLS

/* Bars of the histogram: up to 1, 2, 4, 8 hours, 1, 2, 3, 7, 15, 30 days, and longer. */
#define GW_N_CLOSING_BARS 11
/* A bit of each closing is read: no longer period than this. */
#define GW_CLOSING_MAX_DAYS 366

/* Upper end of the bar in seconds, included; 0 for the last one. */
gint64 gw_closing_bar_s (guint bar);

/* Of n closings. Quantiles are those of a real case: the smallest time within which half, or
 * nine tenths, of them were closed. */
typedef struct
{
  GwFiguresLabel row;
  gint64 n;
  gint64 median_s;
  gint64 p90_s;
  double mean_s;
  gint64 bars[GW_N_CLOSING_BARS];
} GwClosingRow;

typedef struct
{
  guint from;
  guint to;
  GArray *rows;          /* GwClosingRow, ascending by key */
  gboolean more;         /* other rows follow the last one */
  GwClosingRow total;    /* over all pages */
  GStringChunk *strings; /* of the labels */
} GwClosingTimes;

void gw_closing_times_drop (GwClosingTimes *times);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwClosingTimes, gw_closing_times_drop)

/* times: to be kept with g_steal_pointer(); freed otherwise. NULL with error. */
typedef void (*GwClosingTimesFunc) (GwClosingTimes **times, const GError *error,
                                    gpointer user_data);

/*
 * Of the cases that the figure "closed" counts for the same query, by query->rows, in pages as
 * tables have. FALSE, with done never called: as gw_figures_query(), and OUT_OF_RANGE for rows
 * of periods or too long a period.
 */
gboolean gw_closing_times (GwService *service, const GwPerson *user,
                           const GwFiguresQuery *query, GwClosingTimesFunc done,
                           gpointer user_data, GError **error);

G_END_DECLS
