/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The life of a case as one table: states, flags, actions, who may do them, what they need. */
#pragma once

#include "backend/rules/settings.h"
#include "backend/rules/stage.h"

G_BEGIN_DECLS

/* The numbers are stored: never renumber, only append. */
typedef enum
{
  GW_CASE_NONE = 0, /* before the report */
  GW_CASE_REPORTED = 1,
  GW_CASE_FILED = 2,
  GW_CASE_DISPATCHED = 3,
  GW_CASE_HANDLING = 4,
  GW_CASE_HANDLED = 5,
  GW_CASE_CHECKED = 6,
  GW_CASE_CLOSED = 7,
  GW_CASE_REJECTED = 8,
  GW_CASE_VOIDED = 9,
  GW_CASE_MERGED = 10, /* into another case, which goes on for both */
  GW_CASE_N_STATES,
} GwCaseState;

/* What else is true of a case. The bits are stored: never renumber, only append. */
typedef enum
{
  GW_FLAG_REGISTERED = 1 << 0, /* someone of the centre has taken the report on */
  GW_FLAG_TASK = 1 << 1,       /* an inspector is asked to verify or to check */
  GW_FLAG_VERIFIED = 1 << 2,   /* an inspector has confirmed the report */
  GW_FLAG_RETURNED = 1 << 3,   /* the last step was a return: no next forward step */
  GW_FLAG_ASSIGNED = 1 << 4,   /* a handler of the department has it */
  GW_FLAG_REQUEST = 1 << 5,    /* an extension, suspension, deferral or appeal waits */
  GW_FLAG_SUSPENDED = 1 << 6,  /* all clocks stand still until a date */
  GW_FLAG_DEFERRED = 1 << 7,   /* the deadline was put off; out of the denominators */
  GW_FLAG_SUPERVISED = 1 << 8, /* a leader watches it */
  GW_FLAG_EXEMPT = 1 << 9,     /* an appeal was granted: counts as in time */
  GW_FLAG_FORCED = 1 << 10,    /* closed by an administrator */
  GW_FLAG_LATE = 1 << 11,      /* the handling was once overdue */
  GW_FLAG_HOTLINE = 1 << 12,   /* came by the hotline: from before the report, for ever */
  /* Of a call: the department that has it answers for it to the caller, because it got it
   * first or has accepted it. */
  GW_FLAG_RESPONSIBLE = 1 << 13,
  GW_FLAG_COORDINATE = 1 << 14, /* that department sent it back: the leader says who then */
} GwCaseFlag;

#define GW_N_FLAGS 15

/* The numbers are stored: never renumber, only append. */
typedef enum
{
  GW_ACTION_NONE = 0,
  GW_ACTION_REPORT = 1,
  GW_ACTION_FILE = 2,
  GW_ACTION_REJECT = 3,
  GW_ACTION_DISPATCH = 4,
  GW_ACTION_ACCEPT = 5,
  GW_ACTION_HANDLE = 6,
  GW_ACTION_CHECK = 7,
  GW_ACTION_REWORK = 8,
  GW_ACTION_CLOSE = 9,
  GW_ACTION_RETURN = 10,
  GW_ACTION_VOID = 11,
  GW_ACTION_REGISTER = 12,
  GW_ACTION_REQUEST_VERIFICATION = 13,
  GW_ACTION_VERIFY = 14,
  GW_ACTION_ACCEPT_TASK = 15,
  GW_ACTION_CANCEL_TASK = 16,
  GW_ACTION_REQUEST_CHECK = 17,
  GW_ACTION_AMEND = 18,
  GW_ACTION_REDISPATCH = 19,
  GW_ACTION_ASSIGN = 20,
  GW_ACTION_REVOKE = 21,
  GW_ACTION_REQUEST_EXTENSION = 22,
  GW_ACTION_REQUEST_SUSPENSION = 23,
  GW_ACTION_REQUEST_DEFERRAL = 24,
  GW_ACTION_APPEAL = 25,
  GW_ACTION_APPROVE = 26,
  GW_ACTION_REFUSE = 27,
  GW_ACTION_WITHDRAW = 28,
  GW_ACTION_RESUME = 29,
  GW_ACTION_SUPERVISE = 30,
  GW_ACTION_END_SUPERVISION = 31,
  GW_ACTION_FORCE_CLOSE = 32,
  GW_ACTION_REOPEN = 33,
  GW_ACTION_LINK = 34,
  GW_ACTION_MERGE = 35,
  GW_ACTION_SPLIT = 36,
  GW_ACTION_SELF_HANDLE = 37,
  GW_ACTION_VISIT = 38,
  GW_ACTION_CARD = 39,         /* by itself: a clock is nearly or wholly used up */
  GW_ACTION_RECALCULATE = 40,  /* by itself: the calendar or a limit has changed */
  GW_ACTION_OFFER_TASK = 41,   /* by itself: who was asked has not taken the task in time */
  GW_ACTION_EXPLAIN_CARD = 42, /* who answers for a card says why */
  GW_ACTION_REVOKE_CARD = 43,
  GW_ACTION_ESCALATE = 44, /* by itself: after a red card nothing has happened for long */
  GW_ACTION_N,
} GwCaseAction;

/* A set of actions; there are more than a guint has bits. */
#define GW_ACTION_BIT(action) (G_GUINT64_CONSTANT (1) << (action))

/* What an action may or must be given. */
typedef enum
{
  GW_FIELD_OPINION = 1 << 0,
  GW_FIELD_DEPARTMENT = 1 << 1,
  GW_FIELD_URGENT = 1 << 2,
  GW_FIELD_ATTACHMENTS = 1 << 3,
  GW_FIELD_INSPECTOR = 1 << 4,
  GW_FIELD_HANDLER = 1 << 5,
  GW_FIELD_CONFIRMED = 1 << 6,
  GW_FIELD_UNTIL = 1 << 7,
  GW_FIELD_CASE = 1 << 8,
  GW_FIELD_KIND = 1 << 9,
  GW_FIELD_CLASS = 1 << 10,
  GW_FIELD_CONDITION = 1 << 11,
  GW_FIELD_DESCRIPTION = 1 << 12,
  GW_FIELD_SATISFACTION = 1 << 13,
  GW_FIELD_LOCATION = 1 << 14,
  GW_FIELD_SOLVED = 1 << 15,
} GwCaseField;

#define GW_N_FIELDS 16

/* The numbers are stored: never renumber, only append. */
typedef enum
{
  GW_TASK_NONE = 0,
  GW_TASK_VERIFICATION = 1, /* before filing */
  GW_TASK_CHECK = 2,        /* after handling */
  GW_N_TASKS,
} GwTaskKind;

/* The numbers are stored: never renumber, only append. */
typedef enum
{
  GW_REQUEST_NONE = 0,
  GW_REQUEST_EXTENSION = 1,
  GW_REQUEST_SUSPENSION = 2,
  GW_REQUEST_DEFERRAL = 3,
  GW_REQUEST_APPEAL = 4,
  GW_N_REQUESTS,
} GwRequestKind;

/* What an edge needs to be true besides flags. */
typedef enum
{
  GW_FACT_DEADLINE = 1 << 0, /* the handling has a deadline */
  GW_FACT_EXTENSION_LEFT = 1 << 1,
  GW_FACT_SUSPENSION_LEFT = 1 << 2,
  GW_FACT_DEFERRAL_LEFT = 1 << 3,
  GW_FACT_APPEAL_LEFT = 1 << 4,
  GW_FACT_APPEAL_IN_TIME = 1 << 5,
  GW_FACT_REOPENING_LEFT = 1 << 6,
  GW_FACT_REOPENING_IN_TIME = 1 << 7,
  GW_FACT_DEPARTMENT = 1 << 8,
  GW_FACT_NO_DEPARTMENT = 1 << 9,
} GwCaseFact;

#define GW_N_FACTS 10

/* What taking an edge does besides state and flags. */
typedef enum
{
  GW_EFFECT_COUNTS_REWORK = 1 << 0,
  GW_EFFECT_COUNTS_RETURN = 1 << 1,
  GW_EFFECT_COUNTS_REDISPATCH = 1 << 2,
  GW_EFFECT_COUNTS_REOPENING = 1 << 3,
  GW_EFFECT_TAKES_DEPARTMENT = 1 << 4,  /* a department is chosen; its clock starts anew */
  GW_EFFECT_LEAVES_DEPARTMENT = 1 << 5, /* the department and its clock are gone */
  GW_EFFECT_BEGINS_TASK = 1 << 6,       /* of the edge's task kind */
  GW_EFFECT_TAKES_TASK = 1 << 7,        /* who acts has the task from now on */
  GW_EFFECT_ENDS_TASK = 1 << 8,
  GW_EFFECT_BY_CHAIN = 1 << 9,  /* only who is next in the request's chain */
  GW_EFFECT_APPROVES = 1 << 10, /* one step; the flags are set by the last one */
  /* The flags change only when it was confirmed (a report: by an inspector's own eyes). */
  GW_EFFECT_CONFIRMS = 1 << 11,
  GW_EFFECT_HANDLES = 1 << 12,     /* the handling is done */
  GW_EFFECT_OWN_TASK = 1 << 13,    /* the inspector whose task it is, or nobody's */
  GW_EFFECT_OWN_REPORT = 1 << 14,  /* the inspector or the system that reported it */
  GW_EFFECT_FORWARD = 1 << 15,     /* the next forward step of the main line */
  GW_EFFECT_OFFERS_TASK = 1 << 16, /* another is asked, while nobody has taken it */
  GW_EFFECT_ANSWERS_FOR =
      1 << 17, /* of a call: the department answers for it from now on */
} GwEdgeEffect;

/* One row of the table. */
typedef struct
{
  GwCaseAction action;
  guint from;            /* 1u << GwCaseState, any of them */
  GwCaseState to;        /* GW_CASE_NONE: it stays where it is */
  guint roles;           /* any of these GwRole bits */
  guint needs;           /* GwCaseFlag bits that must be set */
  guint forbids;         /* GwCaseFlag bits that must not be */
  guint facts;           /* GwCaseFact bits that must hold */
  guint sets;            /* GwCaseFlag bits */
  guint clears;          /* GwCaseFlag bits */
  guint fields;          /* GwCaseField bits that are taken */
  guint required;        /* GwCaseField bits that must be there */
  guint effects;         /* GwEdgeEffect bits */
  GwTaskKind task;       /* the kind that is begun or must be open; NONE: any */
  GwRequestKind request; /* the kind that is made or must wait; NONE: any */
} GwCaseEdge;

/* A case as the table sees it. */
typedef struct
{
  const GwSettings *settings;
  GwCaseState state;
  guint flags; /* GwCaseFlag */
  GwTaskKind task;
  gboolean task_taken; /* by an inspector */
  GwRequestKind request;
  guint request_step; /* so many of its chain have approved */
  gboolean has_department;
  gboolean has_deadline;  /* for the handling */
  gboolean unsatisfied;   /* the citizen, after it was closed; or it is not solved */
  gint64 since_closed_ms; /* 0 while open */
  guint reworks;
  guint returns;
  guint redispatches;
  guint extensions;
  guint suspensions;
  guint deferrals;
  guint appeals; /* made, whatever became of them */
  guint reopenings;
} GwCaseSituation;

/* Someone, seen from a case. */
typedef struct
{
  guint roles;             /* GwRole */
  gboolean own_department; /* the case is with the person's department */
  gboolean own_report;     /* the person has reported it */
  gboolean own_task;       /* the open task is the person's, or nobody's */
  gboolean own_assignment; /* the person is its handler */
  gboolean outside_area;   /* the person has an area, and the case lies elsewhere */
} GwCaseActor;

/* --- names ---------------------------------------------------------------------------- */

/* The stable name ("dispatched"), or NULL for no such state. Static. */
const char *gw_case_state_name (GwCaseState state);
/* FALSE (ret_state untouched) for an unknown name. */
gboolean gw_case_state_parse (const char *name, GwCaseState *ret_state);
const char *gw_case_action_name (GwCaseAction action);
gboolean gw_case_action_parse (const char *name, GwCaseAction *ret_action);
/* "returned". Static. */
const char *gw_case_flag_name (GwCaseFlag flag);
/* "opinion"; and its type on the wire: "text". Static. */
const char *gw_case_field_name (GwCaseField field);
const char *gw_case_field_type (GwCaseField field);
/* "verification", "check"; NULL for none. Static. */
const char *gw_task_kind_name (GwTaskKind kind);
/* "extension"; NULL for none. Static. */
const char *gw_request_kind_name (GwRequestKind kind);

/* --- states --------------------------------------------------------------------------- */

/* closed, rejected, voided, merged. */
gboolean gw_case_state_is_terminal (GwCaseState state);
/* dispatched, handling: the handling clock runs. */
gboolean gw_case_state_has_clock (GwCaseState state);
/* Bitmask (1 << state) of the states that are not terminal. */
guint gw_case_states_open (void);
/* Bitmask (1 << GwStage) of the clocks that run; none while suspended or ended. */
guint gw_lifecycle_stages (GwCaseState state, guint flags);

/* --- the table ------------------------------------------------------------------------ */

/* The whole table, for tests and documentation. */
const GwCaseEdge *gw_lifecycle_edges (gsize *ret_n_edges);

/* TRUE when state, flags, facts, task and request fit, whoever acts. */
gboolean gw_lifecycle_fits (const GwCaseEdge *edge, const GwCaseSituation *situation);
/* TRUE when this person may take the edge, where it fits. */
gboolean gw_lifecycle_grants (const GwCaseEdge *edge, const GwCaseSituation *situation,
                              const GwCaseActor *actor);
/* The edge that the action is for this person here and now, or NULL. Static. */
const GwCaseEdge *gw_lifecycle_edge (const GwCaseSituation *situation,
                                     const GwCaseActor *actor, GwCaseAction action);
/* What this person may do here and now: a set of GW_ACTION_BIT(). */
guint64 gw_lifecycle_allowed (const GwCaseSituation *situation, const GwCaseActor *actor);

/*
 * The edge that the action takes. given: GwCaseField bits that come with it. NULL with
 * GW_CASE_ERROR_ACTION_NOT_ALLOWED and why not (its value is the set of allowed actions),
 * GW_CASE_ERROR_FORBIDDEN when others may but not this one, GW_CASE_ERROR_MISSING_FIELD or
 * OUT_OF_RANGE naming the field. Static.
 */
const GwCaseEdge *gw_lifecycle_take (const GwCaseSituation *situation,
                                     const GwCaseActor *actor, GwCaseAction action,
                                     guint given, GError **error);

/*
 * The case after the edge. confirmed matters to GW_EFFECT_CONFIRMS; to GW_EFFECT_APPROVES:
 * TRUE when nobody else has to approve; and to GW_EFFECT_TAKES_DEPARTMENT: TRUE when the
 * department that gets a call answers for it already, for nobody else does. Does not know clocks (see
 * gw_lifecycle_stages()) nor settings, so that a journal can be followed at any time.
 */
void gw_lifecycle_follow (const GwCaseEdge *edge, gboolean confirmed,
                          GwCaseSituation *situation);

/*
 * The edge that an event of the journal took: by state, flags, task and request alone, for
 * roles and settings may have changed since. NULL: none. Static.
 */
const GwCaseEdge *gw_lifecycle_edge_taken (const GwCaseSituation *situation,
                                           GwCaseAction action);

/* Who decides on the request that waits, in order (GwRole bits); the length in ret_n. */
const guint *gw_lifecycle_chain (const GwCaseSituation *situation, guint *ret_n);

G_END_DECLS
