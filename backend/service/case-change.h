/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an action does to a case: decided from what is known, then applied, without a file. */
#pragma once

#include "backend/service/case-apply.h"
#include "backend/service/case-view.h"
#include "backend/store/case-record.h"
#include "backend/store/city-store.h"

G_BEGIN_DECLS

/* Whom a task is offered to. */
typedef struct
{
  gint64 person; /* 0: nobody, anyone may take it */
  GwReason *why;
} GwTaskOffer;

void gw_task_offer_clear (GwTaskOffer *offer);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GwTaskOffer, gw_task_offer_clear)

/* Someone's wish, with all that had to be looked up for it. */
typedef struct
{
  GwCaseAction action;
  guint given;                    /* GwCaseField bits */
  char *opinion;                  /* or NULL */
  const GwDepartment *department; /* or NULL */
  gboolean urgent;
  gboolean confirmed;
  gint64 until;
  gint64 person;                      /* the inspector or handler, or 0 */
  const GwTaskOffer *offer;           /* whom to ask when nobody is named, or NULL */
  const GwCaseRecord *other;          /* the other case, or NULL */
  const GwCaseClass *class;           /* or NULL */
  const GwFilingCondition *condition; /* of that class, or NULL */
  const GwCell *cell;                 /* where the case is, corrected; or NULL */
  GwFixed position;                   /* in that cell */
  const char *description;            /* corrected; or NULL */
  GwSatisfaction satisfaction;
  GwSolved solved;
  const GwComponentRecord *component; /* of the case, or NULL */
  gint64 now_ms;
} GwChange;

/*
 * Changes the record as the action says and fills the event (but for what the store
 * assigns). Errors as gw_lifecycle_take(), and MISSING_FIELD when a dispatch names no
 * department and no rule suggests one, OUT_OF_RANGE for dates and departments that cannot
 * be; the record is then undefined.
 */
gboolean gw_change_apply (const GwChange *change, const GwSnapshot *snapshot,
                          const GwPerson *user, GwCaseRecord *record, GwEventRecord *event,
                          GError **error);

/*
 * The report itself: record->state is still none; of a call GW_FLAG_HOTLINE is set, and
 * answer is after how long the caller is promised one (else value 0). registered: nobody has
 * to take it on first, for an inspector has seen it, a call-taker has taken the call, or it
 * was split off what was taken on (split_from, else 0).
 */
void gw_change_report (const GwSnapshot *snapshot, gint64 now_ms, gboolean registered,
                       GwLimit answer, gint64 split_from, GwCaseRecord *record,
                       GwEventRecord *event);
/* The citizen was not satisfied, and the city has it reopened by itself. FALSE: it cannot. */
gboolean gw_change_reopen (const GwSnapshot *snapshot, gint64 now_ms, GwCaseRecord *record,
                           GwEventRecord *event);

/*
 * What time alone does to a case whose wake_at has come: it resumes, or a clock shows its
 * yellow or red lamp. The event is of that instant, but never before not_before (of the
 * journal's last event) or what was done with the case last: see gw_written_wake().
 */
void gw_change_wake (const GwSnapshot *snapshot, gint64 not_before, GwCaseRecord *record,
                     GwEventRecord *event);
/* TRUE when what happens to the case next by itself is that another is asked. */
gboolean gw_change_must_offer (const GwCaseRecord *record, gint64 now_ms);
/* Who was asked has not taken the task: another is asked. */
void gw_change_offer (const GwSnapshot *snapshot, gint64 now_ms, const GwTaskOffer *offer,
                      GwCaseRecord *record, GwEventRecord *event);
/* What is said of a card, or done about it by itself. */
typedef struct
{
  GwCaseAction action; /* explain_card, revoke_card, escalate */
  gint64 card;
  gint64 actor;     /* 0: nobody, time */
  const char *text; /* or NULL */
  guint level;      /* of an escalation */
} GwCardChange;

/* The case itself stays as it is. FALSE: nothing is escalated of a case that has ended. */
gboolean gw_change_card (const GwSnapshot *snapshot, gint64 now_ms,
                         const GwCardChange *change, GwCaseRecord *record,
                         GwEventRecord *event);
/* Who had the task or the assignment was locked out: it is taken from him. FALSE: not now. */
gboolean gw_change_release (const GwSnapshot *snapshot, gint64 now_ms, GwCaseAction action,
                            GwCaseRecord *record, GwEventRecord *event);
/* The limits or the calendar have changed. FALSE: nothing comes of it. */
gboolean gw_change_recalculate (const GwSnapshot *snapshot, gint64 now_ms,
                                GwCaseRecord *record, GwEventRecord *event);

/*
 * Lets happen again what the journal says has happened: record is the case before the event,
 * then after it; ret_event is what the event should be. By what the event notes, not by what
 * calendar, catalogue and settings say today. FALSE, and nothing done, when the table of the
 * lifecycle does not know it, or its data cannot be read.
 */
gboolean gw_change_replay (const GwSnapshot *snapshot, const GwEventRecord *event,
                           GwCaseRecord *record, GwEventRecord *ret_event);

/* What the city says now, for a case that is with this department (0: none). */
GwCaseRules gw_change_rules (const GwSnapshot *snapshot, gint64 department);

/* case-decide.c: what has to be decided for the edge. */
gboolean gw_change_decide (const GwChange *change, const GwSnapshot *snapshot,
                           const GwPerson *user, const GwCaseRecord *record,
                           const GwCaseEdge *edge, GwFacts *ret_facts, GError **error);
/* case-decide.c: who is asked, until when, and why. */
void gw_change_decide_offer (const GwSnapshot *snapshot, const GwTaskOffer *offer,
                             GwFacts *facts);
/* The limits of all stages, for a case of this class and condition, in this season. */
void gw_change_limits (const GwSnapshot *snapshot, const GwCaseRecord *record, gint64 at_ms,
                       GwLimit limits[GW_N_STAGES]);

G_END_DECLS
