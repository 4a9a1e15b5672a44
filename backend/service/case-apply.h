/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an edge does to a case, given what was decided. No file, no clock of its own. */
#pragma once

#include "backend/rules/facts.h"
#include "backend/store/case-record.h"

G_BEGIN_DECLS

/* By what a city works. Borrowed. */
typedef struct
{
  const GwSettings *settings;
  const GwCalendar *city;
  const GwCalendar *department; /* of the case; for its handling */
} GwCaseRules;

/* The case as the table of the lifecycle sees it at an instant. */
GwCaseSituation gw_case_situation (const GwCaseRecord *record, const GwSettings *settings,
                                   gint64 now_ms);
GwCaseOutline gw_case_outline (const GwCaseRecord *record);

/*
 * Takes the edge: state, flags, counters, times, tasks, requests, clocks and all columns
 * that follow from them. The clocks are set by the limits in facts and the
 * calendars, and what they were set to is noted in facts, with the reason; unless facts->noted:
 * then they are set as noted, so that a journal replays to the same case whatever the
 * calendar says today.
 */
void gw_case_apply (GwCaseRecord *record, const GwCaseEdge *edge, GwFacts *facts,
                    const GwCaseRules *rules);

G_END_DECLS
