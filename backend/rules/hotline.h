/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What counts in the hotline's three rates, and what another hotline system is told. */
#pragma once

#include "backend/rules/clock.h"
#include "backend/rules/progress.h"
#include "backend/rules/rate.h"

G_BEGIN_DECLS

/*
 * Counted on event times, for the department that the event concerns (none: the centre): what
 * was counted in a past period stays. A later return visit after the same closure corrects the
 * former one at its own time.
 */
typedef struct
{
  gint64 calls;
  gint64 assigned;      /* to a department */
  gint64 answered;      /* in time: the department said that it is done */
  gint64 answered_late; /* at the instant at which the answer was overdue */
  gint64 visited;       /* return visits, one per closure */
  gint64 satisfied;     /* very satisfied or satisfied */
  gint64 asked;         /* return visits that say whether it is solved */
  gint64 solved;
} GwHotlineCounts;

#define GW_N_HOTLINE_COUNTS 8
/* "answered_late"; static. position < GW_N_HOTLINE_COUNTS. */
const char *gw_hotline_count_name (guint position);
gint64 gw_hotline_count_get (const GwHotlineCounts *counts, guint position);
void gw_hotline_counts_add (GwHotlineCounts *counts, const GwHotlineCounts *more);
/* TRUE when all are 0. */
gboolean gw_hotline_counts_are_none (const GwHotlineCounts *counts);

/* A call before or after an event. */
typedef struct
{
  GwCaseState state;
  guint satisfaction; /* GwSatisfaction */
  guint solved;       /* GwSolved */
  GwClock answer;     /* the clock of GW_STAGE_ANSWER */
} GwHotlineSituation;

/* What the event counts as. before->state is GW_CASE_NONE for the report. */
GwHotlineCounts gw_hotline_count (GwCaseAction action, const GwHotlineSituation *before,
                                  const GwHotlineSituation *after);

/* The three rates of the hotline (三率). */
typedef enum
{
  GW_HOTLINE_RESPONSE_RATE,
  GW_HOTLINE_SOLVED_RATE,
  GW_HOTLINE_SATISFIED_RATE,
  GW_HOTLINE_N_RATES,
} GwHotlineRate;

GwRate gw_hotline_rate (GwHotlineRate rate, const GwHotlineCounts *counts);
/* "response_rate". Static. */
const char *gw_hotline_rate_name (GwHotlineRate rate);
/* The formula in words; language as in gw_reason_get(). Static. */
const char *gw_hotline_rate_formula (GwHotlineRate rate, const char *language);

/*
 * How far a case has come, for another system: "received", "accepted", "filed", "dispatched",
 * "handled", "closed", "visited", "rejected", "voided", "merged". Static.
 */
const char *gw_hotline_status (GwCaseState state, const GwCaseProgress *progress);
/* What an event of that action says to another system, or NULL for nothing. Static. */
const char *gw_hotline_status_of_event (GwCaseAction action);
/* TRUE for what gw_hotline_status() tells. */
gboolean gw_hotline_status_is_known (const char *status);

/* The longest that a telephone number may be, with its +. */
#define GW_PHONE_MAX 20
/* Without blanks, hyphens, brackets: digits, perhaps a + before. NULL when it is none. */
char *gw_phone_normalize (const char *text);

G_END_DECLS
