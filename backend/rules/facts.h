/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was decided when something happened to a case: enough to let it happen again. */
#pragma once

#include "backend/rules/clock.h"
#include "backend/rules/progress.h"
#include "gis/point.h"

G_BEGIN_DECLS

/* What a clock was set to. */
typedef struct
{
  GwStage stage;
  GwLimit limit;
  gint64 due;
  gint64 warn_at;
  guint card;   /* that it keeps; GwLamp */
  gint64 extra; /* what the last extension adds up to in ms, by the calendar of then */
} GwDue;

/* What the report said, before and after it was corrected; 0: unchanged, none. */
typedef struct
{
  gint64 class_before;
  gint64 class_after;
  gint64 condition_before;
  gint64 condition_after;
  gboolean changes_class;
  gboolean changes_condition;
  gboolean changes_urgent;
  gboolean urgent; /* after */
  gboolean changes_place;
  gint64 cell_before;
  gint64 cell_after;
  GwFixed position_before;
  GwFixed position_after;
  char *description_before; /* owned; NULL: unchanged */
  char *description_after;
} GwAmendment;

/* Ids are row ids, 0: none; times UTC ms. Texts are owned. */
typedef struct
{
  gint64 at;
  gint64 actor;
  /* The report, by who saw it; the verification; that the handling is overdue; the last
   * approval. */
  gboolean confirmed;
  gint64 department;      /* that was chosen */
  gint64 person;          /* the inspector or the handler who was chosen */
  gint64 person_before;   /* who did not take the task in time */
  gint64 until;           /* asked for; or when the offer of the task ends */
  gint64 deadline_before; /* of the handling, when it is another now */
  gint64 other_case;      /* linked, merged into, split off, split out of */
  gint64 card;            /* explained, revoked, escalated; see gw_card_id() */
  gint64 level;           /* of the escalation, from 1 */
  GwSatisfaction satisfaction;
  GwSolved solved;
  gboolean answer_counts; /* the handling is due when the caller is promised an answer */
  GwAmendment amendment;
  guint cards[GW_N_STAGES];    /* GwLamp: that were given by it; none: no card */
  GwLimit limits[GW_N_STAGES]; /* for clocks that are set now */
  GwLimit more;                /* of an extension */
  GwDue dues[GW_N_STAGES];     /* what the clocks were set to by it */
  guint n_dues;
  gboolean noted;       /* dues are what the journal noted, to be applied */
  char *why_department; /* GwReason as JSON, or NULL */
  char *why_deadline;
  char *why_inspector;
} GwFacts;

void gw_facts_clear (GwFacts *facts);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GwFacts, gw_facts_clear)

/* Notes in `dues` every clock whose limit or due differs; facts->dues is overwritten. */
void gw_facts_note_dues (GwFacts *facts, const GwClocks *before, const GwClocks *after);
/* Notes in `cards` every clock whose lamp was raised. */
void gw_facts_note_cards (GwFacts *facts, const GwClocks *before, const GwClocks *after);
/*
 * Sets the clocks as noted; those of which nothing is noted and that go on stay due as
 * before.
 */
void gw_facts_apply_dues (const GwFacts *facts, const GwClocks *before, GwClocks *clocks);

/*
 * All but at and actor, which the journal has anyway, as compact JSON; NULL when there is
 * nothing to tell. Caller frees.
 */
char *gw_facts_to_json (const GwFacts *facts);
/*
 * The inverse, with `noted` set; NULL is no facts. FALSE for anything else, facts undefined
 * (but clear it).
 */
gboolean gw_facts_from_json (const char *json, GwFacts *ret_facts);

G_END_DECLS
