/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counters of cases and the rates that are made from them. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * What happened in a period and was not taken back by its end, as GwFigure counts it, and what
 * is open now. filed counts once per case, dispatched and handled once per assignment.
 */
typedef struct
{
  gint64 reported;
  gint64 filed;
  gint64 rejected;
  gint64 voided;
  gint64 dispatched; /* assignments to a department */
  gint64 handled;
  gint64 handled_in_time;
  gint64 closed;
  gint64 closed_in_time;
  gint64 reworks;
  gint64 returns;
  gint64 filed_in_time;
  gint64 reopened; /* closed before */
  gint64 redispatches;
  gint64 deferred;
  gint64 exempt; /* appeals granted; counted in time from then on */
  gint64 extensions;
  gint64 merged;
  gint64 open;      /* now */
  gint64 overdue;   /* now */
  gint64 to_handle; /* dispatched, not deferred, not handled at the end of the period */
  gint64 to_close;  /* handled, not closed at the end of the period */
} GwCounters;

/*
 * Should be handled (or closed) in a period: what was, and what still waited at its end.
 * Both are facts of that period alone, whatever happens to the cases later. What was voided
 * or returned meanwhile is in neither. Over all time it is every case that was dispatched
 * (handled at least once) and is not void, once per assignment.
 */
typedef enum
{
  GW_INDICATOR_CLOSURE_RATE,
  GW_INDICATOR_TIMELY_RATE,
  GW_INDICATOR_N,
} GwIndicator;

/* A rate that never hides its parts. */
typedef struct
{
  gint64 numerator;
  gint64 denominator; /* 0: the rate has no value */
} GwRate;

/*
 * The counters that are shown, in the order of every table: their stable names ("reported",
 * static) and values. position < GW_N_SHOWN_COUNTERS.
 */
#define GW_N_SHOWN_COUNTERS 22
const char *gw_counters_name (guint position);
gint64 gw_counters_get (const GwCounters *counters, guint position);

void gw_counters_add (GwCounters *counters, const GwCounters *more);
GwRate gw_indicator_rate (GwIndicator indicator, const GwCounters *counters);
/* FALSE (value untouched) when the denominator is 0. */
gboolean gw_rate_value (GwRate rate, double *ret_value);
/* "closure_rate". Static. */
const char *gw_indicator_name (GwIndicator indicator);
/* The formula in words: "closed / should be closed (…)". language as in gw_reason_get(). Static. */
const char *gw_indicator_formula (GwIndicator indicator, const char *language);

G_END_DECLS
