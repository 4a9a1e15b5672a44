/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counters of cases and the rates that are made from them. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Counted on event times, so that a past period never changes. A case counts as handled
 * once, at its first handling; open and overdue are as of now.
 */
typedef struct
{
  gint64 reported;
  gint64 filed;
  gint64 rejected;
  gint64 voided;
  gint64 dispatched;
  gint64 handled;
  gint64 handled_in_time;
  gint64 closed;
  gint64 closed_in_time;
  gint64 reworks;
  gint64 returns;
  gint64 open;
  gint64 overdue;
} GwCounters;

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

void gw_counters_add (GwCounters *counters, const GwCounters *more);
GwRate gw_indicator_rate (GwIndicator indicator, const GwCounters *counters);
/* FALSE (value untouched) when the denominator is 0. */
gboolean gw_rate_value (GwRate rate, double *ret_value);
/* "closure_rate". Static. */
const char *gw_indicator_name (GwIndicator indicator);
/* The formula in words: "closed / handled". language as in gw_reason_get(). Static. */
const char *gw_indicator_formula (GwIndicator indicator, const char *language);

G_END_DECLS
