/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a change of a case counts as in the statistics. */
#pragma once

#include "backend/rules/lifecycle.h"
#include "backend/store/case-record.h"

G_BEGIN_DECLS

/* What the state alone does not say, as it is after the change. */
typedef struct
{
  gboolean in_time;       /* the handling is, or was, within its deadline */
  gboolean filed_in_time; /* of a filing */
  gboolean
      closed_in_time; /* of a closure: handled, checked and closed within all deadlines */
  gboolean deferred;  /* its handling is put off */
  gboolean exempt;    /* an appeal was granted: in time, whatever the clock says */
} GwCountFacts;

/*
 * Moves a case from the sets in which it stands (a mask as GwCaseRecord.counted; 0 for a new
 * case) to those of its new state. Returns what the change counts as: the sets that it
 * comes into, and for those that it leaves their withdrawal; rejected and voided. Reworks,
 * returns, redispatches, extensions and merged are the caller's to add.
 *
 * dispatched stands as long as a department has the case or brought it to its end: a
 * return, a voiding, a merge or a reopening takes it back, and with it handled. So a case
 * counts once per assignment for a department, and never twice at a time for its cell.
 * Calling it again with the same state and facts returns 0.
 */
guint gw_case_count (guint *counted, GwCaseState to, const GwCountFacts *facts);
/*
 * A case that stands in these sets turns out to be in another cell: what it counts as there
 * from now on, and in ret_left what its leaving counts as where it was taken to be. What
 * happens once (reported, filed) stays where it was counted, as the past does.
 */
guint gw_case_counts_move (guint counted, guint *ret_left);

G_END_DECLS
