/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a case has been through, in numbers, as it is kept. */
#pragma once

#include "backend/rules/lifecycle.h"

G_BEGIN_DECLS

/* After a closure, what the citizen says. The numbers are stored. */
typedef enum
{
  GW_SATISFACTION_UNKNOWN = 0,
  GW_SATISFACTION_VERY_SATISFIED = 1,
  GW_SATISFACTION_SATISFIED = 2,
  GW_SATISFACTION_UNSATISFIED = 3,
  GW_N_SATISFACTIONS,
} GwSatisfaction;

/* Whether the citizen says that it is solved. The numbers are stored. */
typedef enum
{
  GW_SOLVED_UNKNOWN = 0,
  GW_SOLVED_YES = 1,
  GW_SOLVED_NO = 2,
} GwSolved;

/* "very_satisfied", "satisfied", "unsatisfied"; NULL for unknown. Static. */
const char *gw_satisfaction_name (GwSatisfaction satisfaction);
/* FALSE (ret_satisfaction untouched) for an unknown name. */
gboolean gw_satisfaction_parse (const char *name, GwSatisfaction *ret_satisfaction);

/* Ids are row ids, times UTC ms; 0: none, not yet. A plain value. */
typedef struct
{
  guint flags;        /* GwCaseFlag */
  guint task;         /* GwTaskKind of the open one */
  gint64 task_at;     /* since when it is open */
  gint64 inspector;   /* whose the task is; 0: anyone's */
  gint64 taken_at;    /* when the inspector took it on */
  gint64 offer_until; /* then another is asked, unless it was taken; 0: never */
  guint offers;       /* so many were asked for it */
  guint request;      /* GwRequestKind of the one that waits */
  guint request_step;
  gint64 request_at;
  gint64 request_by;    /* who made it */
  gint64 request_until; /* the date that is asked for */
  gint64 handler;
  gint64 returned_by;     /* the department that sent it back last */
  gint64 suspended_until; /* while suspended */
  gint64 merged_into;     /* the case that goes on */
  guint satisfaction;     /* GwSatisfaction */
  guint solved;           /* GwSolved */
  gint64 responsible;     /* the department that answers for a call */
  guint redispatches;
  guint extensions;
  guint suspensions;
  guint deferrals;
  guint appeals;
  guint reopenings;
} GwCaseProgress;

/* The rest of what the table has to know of a case. */
typedef struct
{
  GwCaseState state;
  gint64 department;
  gint64 reporter;
  gint64 deadline; /* of the handling; 0: none */
  gint64 closed_at;
  guint reworks;
  guint returns;
} GwCaseOutline;

GwCaseSituation gw_progress_situation (const GwCaseProgress *progress,
                                       const GwCaseOutline *outline,
                                       const GwSettings *settings, gint64 now_ms);
/* How a person stands to a case. department 0: none. */
GwCaseActor gw_progress_actor (const GwCaseProgress *progress, const GwCaseOutline *outline,
                               gint64 person, gint64 department, guint roles);

G_END_DECLS
