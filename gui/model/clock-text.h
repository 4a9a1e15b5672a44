/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The clocks of a case's stages as time passes, and in words. */
#pragma once

#include "gui/client/records.h"
#include "gui/model/work-hours.h"

G_BEGIN_DECLS

/*
 * What is left at an instant, counted on from what the server said at as_of; never less
 * than 0. -1 without a due, or when it has stopped.
 */
gint64 gw_stage_clock_left (const GwStageClock *clock, gint64 as_of_usec, gint64 now_usec);
/* TRUE when the calendar has turned since: the server knows better by now. */
gboolean gw_stage_clock_has_turned (const GwStageClock *clock, gint64 now_usec);
GwLamp gw_stage_clock_lamp (const GwStageClock *clock, gint64 now_usec);
/* How much of its time is used, 0 to 1; what the lamp calls yellow begins at 0.9. */
double gw_stage_clock_used (const GwStageClock *clock, gint64 now_usec);
/* "3 h 20 min left", "20 min late", "Stands still, 3 h left", "In time". Caller frees. */
char *gw_text_clock (const GwStageClock *clock, gint64 as_of_usec, gint64 now_usec);
/*
 * What is left of a row's deadline, in working time where that is what counts, as in the open
 * case; NULL when no deadline runs. Without hours, or where they end, real time. Caller frees.
 */
char *gw_text_row_left (const GwCaseRow *row, GwWorkHours *hours, gint64 now_usec);

G_END_DECLS
