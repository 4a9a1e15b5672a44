/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a caller was promised, beside what the class allows for the handling. */
#pragma once

#include "backend/rules/clock.h"

G_BEGIN_DECLS

/*
 * A call has a clock of its own (GW_STAGE_ANSWER), continuous from the report on until the
 * department says that it is done. When the handling begins, the earlier of both dues counts
 * for the department; but a promise that is broken already is not held against it.
 */

/* TRUE when the answer is due before the handling, and still to come. */
gboolean gw_answer_comes_first (const GwClocks *clocks, gint64 now);
/* The handling is due when the answer is. */
void gw_answer_cap (GwClocks *clocks, const GwCalendar *calendar, gint64 now);
/* The handling's clock was set by gw_answer_cap(), and not deferred since. flags: GwCaseFlag. */
gboolean gw_answer_is_capped (const GwClocks *clocks, guint flags);
/* Back to what the class says: the next gw_clocks_set_limit() decides. */
void gw_answer_uncap (GwClocks *clocks);
/*
 * Adds to the reason of the handling's due (*reason may be NULL; it is replaced) which of
 * both counts. Nothing when no answer is due. Local time by the calendar.
 */
void gw_answer_explain (const GwClocks *clocks, const GwCalendar *calendar,
                        gboolean answer_counts, GwReason **reason);

G_END_DECLS
