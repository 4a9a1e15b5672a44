/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words and times for people. Everything returned is the caller's unless it says const. */
#pragma once

#include "gui/model/city-info.h"

G_BEGIN_DECLS

/* "File", "Dispatch", …: the order; an unknown action is shown by its own name. */
const char *gw_text_action (const char *action);
/* "Filed", "Dispatched", …: what happened, in the journal. */
const char *gw_text_action_past (const char *action);
/* What else is true of a case: "Suspended", …. These are shown by their own name when they are
 * unknown, as all that follow. */
const char *gw_text_flag (const char *flag);
/* What a clock is for: "Handling", …. */
const char *gw_text_stage (const char *stage);
/* What a department may ask for: "Extension", …. */
const char *gw_text_request (const char *kind);
/* What an inspector may be asked for: "Check", …. */
const char *gw_text_task (const char *kind);
/* How another case belongs to this one: "Split from", …. */
const char *gw_text_relation (const char *relation);
/* One of several things that may be given in a field: "Satisfied", …. */
const char *gw_text_choice (const char *choice);
/* What a field of an action asks for, without a mnemonic. */
const char *gw_text_field (const char *field);
/* "Inspector", "Hotline", …; an unknown source by its own name. */
const char *gw_text_source (const char *source);
const char *gw_text_role (const char *role);
/* The state's label; an unknown state by its own name. */
const char *gw_text_state (const GwCaseRow *row);
/* "5 min", "3 h 20 min", "4 days": a span without direction. */
char *gw_text_span (gint64 usec);
/* "3 h 20 min left" or "20 min late"; NULL when the case has no deadline that runs. */
char *gw_text_time_left (const GwCaseRow *row, gint64 now_usec);
/* "14:05" today, "Nov 21, 14:05" else, in the city's time. "" for 0. */
char *gw_text_moment (gint64 usec, gint64 now_usec, GTimeZone *zone);
/* "Nov 22, 2026, 14:05" in the city's time. "" for 0. */
char *gw_text_full_moment (gint64 usec, GTimeZone *zone);
/* "4 working hours"; "" for 0. unit: the wire's word. */
char *gw_text_limit (guint value, const char *unit);

G_END_DECLS
