/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counters of cases, and the rates of the city's book that are told beside them. */
#pragma once

#include "backend/rules/indicator-book.h"

G_BEGIN_DECLS

/*
 * What happened in a period and was not taken back by its end, as GwFigure counts it, and what
 * is open now. filed counts once per case, dispatched and handled once per assignment. With
 * what waits at the end of the period (to_handle, to_close) this is what should have been
 * handled or closed in it: facts of that period alone, whatever happens to the cases later.
 */
typedef struct
{
  gint64 reported;
  gint64 filed;
  gint64 rejected;
  gint64 voided;
  gint64 dispatched; /* assignments to a department */
  gint64
      dispatched_in_time; /* of all time 0 unless a rate needs it, as overdue_to_handle */
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
  gint64 overdue_to_handle; /* late ones of them; of all time 0 unless a rate needs it */
  gint64 to_close;          /* handled, not closed at the end of the period */
} GwCounters;

/*
 * The counters that are shown, in the order of every table: their stable names ("reported",
 * static) and values. position < GW_N_SHOWN_COUNTERS.
 */
#define GW_N_SHOWN_COUNTERS 22
const char *gw_counters_name (guint position);
gint64 gw_counters_get (const GwCounters *counters, guint position);

void gw_counters_add (GwCounters *counters, const GwCounters *more);
/* The counter that is the figure: each figure has one. */
gint64 *gw_counters_figure (GwCounters *counters, GwFigure figure);

/*
 * The rates that are told beside the counters, in the order of every table. What they are made
 * of is the city's to say: each is the variant that its book has in force.
 */
#define GW_N_SHOWN_RATES 3
typedef struct
{
  const GwBookIndicator *in_force[GW_N_SHOWN_RATES]; /* NULL: this city has no such rate */
} GwShownRates;

/* Points into the book. */
GwShownRates gw_shown_rates_find (const GwIndicatorBook *book);
/* "closure_rate". Static. position < GW_N_SHOWN_RATES, as below. */
const char *gw_shown_rates_name (guint position);
/* What the city does not have has no value. */
GwRate gw_shown_rates_get (const GwShownRates *rates, guint position,
                           const GwCounters *counters);
/* "less_deferred"; "" when there is but one way, or none. Of the book. */
const char *gw_shown_rates_variant (const GwShownRates *rates, guint position);
/* TRUE when any of them is made of the figure. */
gboolean gw_shown_rates_use (const GwShownRates *rates, GwFigure figure);

G_END_DECLS
