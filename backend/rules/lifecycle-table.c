/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table itself: everything that can ever happen to a case. */
#define G_LOG_DOMAIN "gridward-rules"

#include "backend/rules/lifecycle.h"

#include "backend/rules/permissions.h"

#define INSPECTOR GW_ROLE_INSPECTOR
#define ACCEPTOR GW_ROLE_ACCEPTOR
#define LEADER GW_ROLE_LEADER
#define DISPATCHER GW_ROLE_DISPATCHER
#define DEPARTMENT GW_ROLE_DEPARTMENT
#define HANDLER GW_ROLE_HANDLER
#define MANAGER GW_ROLE_MANAGER
#define ADMIN GW_ROLE_ADMIN
#define EXCHANGE GW_ROLE_EXCHANGE
#define SYSTEM GW_ROLE_SYSTEM
/* Whose step it is says the chain of the request. */
#define ANY_APPROVER                                                                       \
  (INSPECTOR | ACCEPTOR | LEADER | DISPATCHER | DEPARTMENT | MANAGER | ADMIN)

#define IN(state) (1u << GW_CASE_##state)
#define WITH_DEPARTMENT (IN (DISPATCHED) | IN (HANDLING))
#define OPEN (IN (REPORTED) | IN (FILED) | WITH_DEPARTMENT | IN (HANDLED) | IN (CHECKED))
#define ANY (OPEN | IN (CLOSED) | IN (REJECTED) | IN (VOIDED) | IN (MERGED))

#define REGISTERED GW_FLAG_REGISTERED
#define TASK GW_FLAG_TASK
#define VERIFIED GW_FLAG_VERIFIED
#define RETURNED GW_FLAG_RETURNED
#define ASSIGNED GW_FLAG_ASSIGNED
#define REQUEST GW_FLAG_REQUEST
#define SUSPENDED GW_FLAG_SUSPENDED
#define DEFERRED GW_FLAG_DEFERRED
#define SUPERVISED GW_FLAG_SUPERVISED
#define EXEMPT GW_FLAG_EXEMPT
#define FORCED GW_FLAG_FORCED
#define LATE GW_FLAG_LATE
#define HOTLINE GW_FLAG_HOTLINE
#define RESPONSIBLE GW_FLAG_RESPONSIBLE
#define COORDINATE GW_FLAG_COORDINATE

#define OPINION GW_FIELD_OPINION
#define PHOTOS GW_FIELD_ATTACHMENTS
#define UNTIL GW_FIELD_UNTIL
#define CASE GW_FIELD_CASE
#define SUBJECT (GW_FIELD_KIND | GW_FIELD_CLASS | GW_FIELD_CONDITION | GW_FIELD_URGENT)
#define REPORTED_AS (SUBJECT | GW_FIELD_LOCATION | GW_FIELD_DESCRIPTION)

/* What leaving a department ends. */
#define OF_DEPARTMENT (ASSIGNED | DEFERRED | LATE | RESPONSIBLE)

#define FORWARD GW_EFFECT_FORWARD
#define ANSWERS_FOR GW_EFFECT_ANSWERS_FOR
#define OWN_TASK GW_EFFECT_OWN_TASK
#define OWN_REPORT GW_EFFECT_OWN_REPORT
#define BY_CHAIN GW_EFFECT_BY_CHAIN
#define APPROVES (GW_EFFECT_BY_CHAIN | GW_EFFECT_APPROVES)

/* Packed by hand: one row is one edge. */
/* clang-format off */
static const GwCaseEdge edges[] = {
  /* The main line: the supervision centre files, checks and closes; the command centre
   * dispatches; the department, or one of its handlers, handles. */
  { .action = GW_ACTION_REPORT, .from = IN (NONE), .to = GW_CASE_REPORTED,
    .roles = INSPECTOR | ACCEPTOR | LEADER | ADMIN, .forbids = HOTLINE,
    .sets = REGISTERED, .fields = PHOTOS, .effects = GW_EFFECT_CONFIRMS },
  /* A call: registered by taking it; what another system sends has yet to be. */
  { .action = GW_ACTION_REPORT, .from = IN (NONE), .to = GW_CASE_REPORTED,
    .roles = ACCEPTOR | LEADER | ADMIN | EXCHANGE, .needs = HOTLINE, .sets = REGISTERED,
    .fields = PHOTOS, .effects = GW_EFFECT_CONFIRMS },
  { .action = GW_ACTION_REGISTER, .from = IN (REPORTED),
    .roles = ACCEPTOR | LEADER | ADMIN, .forbids = REGISTERED, .sets = REGISTERED,
    .fields = OPINION },
  { .action = GW_ACTION_FILE, .from = IN (REPORTED), .to = GW_CASE_FILED,
    .roles = LEADER | ADMIN, .forbids = RETURNED | TASK, .sets = REGISTERED,
    .fields = OPINION | GW_FIELD_URGENT | GW_FIELD_CONDITION, .effects = FORWARD },
  { .action = GW_ACTION_REJECT, .from = IN (REPORTED), .to = GW_CASE_REJECTED,
    .roles = LEADER | ACCEPTOR | ADMIN, .fields = OPINION, .required = OPINION },
  { .action = GW_ACTION_DISPATCH, .from = IN (FILED), .to = GW_CASE_DISPATCHED,
    .roles = DISPATCHER | ADMIN, .forbids = RETURNED,
    .fields = GW_FIELD_DEPARTMENT | OPINION,
    .effects = FORWARD | GW_EFFECT_TAKES_DEPARTMENT },
  { .action = GW_ACTION_ACCEPT, .from = IN (DISPATCHED), .to = GW_CASE_HANDLING,
    .roles = DEPARTMENT, .forbids = RETURNED | ASSIGNED | SUSPENDED, .fields = OPINION,
    .effects = FORWARD | ANSWERS_FOR },
  { .action = GW_ACTION_ACCEPT, .from = IN (DISPATCHED), .to = GW_CASE_HANDLING,
    .roles = HANDLER, .needs = ASSIGNED, .forbids = RETURNED | SUSPENDED,
    .fields = OPINION, .effects = FORWARD | ANSWERS_FOR },
  { .action = GW_ACTION_HANDLE, .from = IN (HANDLING), .to = GW_CASE_HANDLED,
    .roles = DEPARTMENT, .forbids = RETURNED | ASSIGNED | SUSPENDED, .sets = TASK,
    .fields = OPINION | PHOTOS, .required = OPINION,
    .effects = FORWARD | GW_EFFECT_HANDLES | GW_EFFECT_BEGINS_TASK,
    .task = GW_TASK_CHECK },
  { .action = GW_ACTION_HANDLE, .from = IN (HANDLING), .to = GW_CASE_HANDLED,
    .roles = HANDLER, .needs = ASSIGNED, .forbids = RETURNED | SUSPENDED, .sets = TASK,
    .fields = OPINION | PHOTOS, .required = OPINION,
    .effects = FORWARD | GW_EFFECT_HANDLES | GW_EFFECT_BEGINS_TASK,
    .task = GW_TASK_CHECK },
  { .action = GW_ACTION_CHECK, .from = IN (HANDLED), .to = GW_CASE_CHECKED,
    .roles = INSPECTOR, .needs = TASK, .forbids = RETURNED, .fields = OPINION | PHOTOS,
    .effects = FORWARD | OWN_TASK },
  { .action = GW_ACTION_CHECK, .from = IN (HANDLED), .to = GW_CASE_CHECKED,
    .roles = LEADER, .forbids = RETURNED, .fields = OPINION | PHOTOS, .effects = FORWARD },
  { .action = GW_ACTION_CLOSE, .from = IN (CHECKED), .to = GW_CASE_CLOSED, .roles = LEADER,
    .forbids = RETURNED, .fields = OPINION, .effects = FORWARD },
  { .action = GW_ACTION_SELF_HANDLE, .from = IN (REPORTED), .to = GW_CASE_CHECKED,
    .roles = INSPECTOR, .forbids = RETURNED | TASK, .sets = REGISTERED,
    .fields = OPINION | PHOTOS, .required = OPINION | PHOTOS,
    .effects = FORWARD | OWN_REPORT | GW_EFFECT_HANDLES },

  /* What goes back. */
  { .action = GW_ACTION_RETURN, .from = IN (FILED), .to = GW_CASE_REPORTED,
    .roles = DISPATCHER, .forbids = COORDINATE, .sets = RETURNED, .clears = VERIFIED,
    .fields = OPINION, .required = OPINION, .effects = GW_EFFECT_COUNTS_RETURN },
  { .action = GW_ACTION_RETURN, .from = WITH_DEPARTMENT, .to = GW_CASE_FILED,
    .roles = DEPARTMENT, .forbids = ASSIGNED | SUSPENDED | RESPONSIBLE, .sets = RETURNED,
    .clears = OF_DEPARTMENT, .fields = OPINION, .required = OPINION,
    .effects = GW_EFFECT_COUNTS_RETURN | GW_EFFECT_LEAVES_DEPARTMENT },
  { .action = GW_ACTION_RETURN, .from = WITH_DEPARTMENT, .roles = HANDLER,
    .needs = ASSIGNED, .forbids = SUSPENDED, .sets = RETURNED, .clears = ASSIGNED,
    .fields = OPINION, .required = OPINION },
  { .action = GW_ACTION_RETURN, .from = IN (CHECKED), .to = GW_CASE_REPORTED,
    .roles = LEADER, .facts = GW_FACT_NO_DEPARTMENT, .sets = RETURNED, .clears = VERIFIED,
    .fields = OPINION, .required = OPINION, .effects = GW_EFFECT_COUNTS_RETURN },
  { .action = GW_ACTION_REDISPATCH, .from = IN (FILED), .to = GW_CASE_DISPATCHED,
    .roles = DISPATCHER | ADMIN, .needs = RETURNED, .forbids = COORDINATE,
    .fields = GW_FIELD_DEPARTMENT | OPINION,
    .effects = GW_EFFECT_TAKES_DEPARTMENT | GW_EFFECT_COUNTS_REDISPATCH },
  /* Who got a call first answers for it until another has accepted it: what that department
   * sends back is for the leader, who may also insist. */
  { .action = GW_ACTION_RETURN, .from = WITH_DEPARTMENT, .to = GW_CASE_FILED,
    .roles = DEPARTMENT, .needs = RESPONSIBLE, .forbids = ASSIGNED | SUSPENDED,
    .sets = RETURNED | COORDINATE, .clears = OF_DEPARTMENT, .fields = OPINION,
    .required = OPINION, .effects = GW_EFFECT_COUNTS_RETURN | GW_EFFECT_LEAVES_DEPARTMENT },
  { .action = GW_ACTION_RETURN, .from = IN (FILED), .to = GW_CASE_REPORTED,
    .roles = LEADER, .needs = COORDINATE, .sets = RETURNED, .clears = VERIFIED,
    .fields = OPINION, .required = OPINION, .effects = GW_EFFECT_COUNTS_RETURN },
  { .action = GW_ACTION_REDISPATCH, .from = IN (FILED), .to = GW_CASE_DISPATCHED,
    .roles = LEADER | ADMIN, .needs = RETURNED | COORDINATE,
    .fields = GW_FIELD_DEPARTMENT | OPINION,
    .effects = GW_EFFECT_TAKES_DEPARTMENT | GW_EFFECT_COUNTS_REDISPATCH },
  { .action = GW_ACTION_REWORK, .from = IN (HANDLED), .to = GW_CASE_HANDLING,
    .roles = INSPECTOR, .needs = TASK, .fields = OPINION | PHOTOS, .required = OPINION,
    .effects = OWN_TASK | GW_EFFECT_COUNTS_REWORK },
  { .action = GW_ACTION_REWORK, .from = IN (HANDLED), .to = GW_CASE_HANDLING,
    .roles = LEADER, .fields = OPINION | PHOTOS, .required = OPINION,
    .effects = GW_EFFECT_COUNTS_REWORK },
  { .action = GW_ACTION_REWORK, .from = IN (CHECKED), .to = GW_CASE_HANDLING,
    .roles = INSPECTOR | LEADER, .facts = GW_FACT_DEPARTMENT, .fields = OPINION | PHOTOS,
    .required = OPINION, .effects = OWN_REPORT | GW_EFFECT_COUNTS_REWORK },
  { .action = GW_ACTION_REOPEN, .from = IN (CLOSED), .to = GW_CASE_FILED,
    .roles = LEADER | ACCEPTOR | SYSTEM,
    .facts = GW_FACT_REOPENING_LEFT | GW_FACT_REOPENING_IN_TIME,
    .clears = OF_DEPARTMENT | EXEMPT | FORCED, .fields = OPINION, .required = OPINION,
    .effects = GW_EFFECT_COUNTS_REOPENING | GW_EFFECT_LEAVES_DEPARTMENT },

  /* How a case ends otherwise. A suspended one, too, can be voided or closed by force. */
  { .action = GW_ACTION_VOID, .from = OPEN, .to = GW_CASE_VOIDED, .roles = LEADER | ADMIN,
    .clears = SUSPENDED, .fields = OPINION, .required = OPINION },
  { .action = GW_ACTION_FORCE_CLOSE, .from = OPEN, .to = GW_CASE_CLOSED, .roles = ADMIN,
    .sets = FORCED, .clears = SUSPENDED, .fields = OPINION, .required = OPINION },
  { .action = GW_ACTION_MERGE, .from = OPEN, .to = GW_CASE_MERGED,
    .roles = ACCEPTOR | LEADER | ADMIN, .forbids = SUSPENDED, .fields = CASE | OPINION,
    .required = CASE },

  /* Tasks of inspectors: before filing and after handling. */
  { .action = GW_ACTION_REQUEST_VERIFICATION, .from = IN (REPORTED),
    .roles = ACCEPTOR | LEADER | ADMIN, .forbids = TASK, .sets = TASK | REGISTERED,
    .fields = GW_FIELD_INSPECTOR | OPINION, .effects = GW_EFFECT_BEGINS_TASK,
    .task = GW_TASK_VERIFICATION },
  { .action = GW_ACTION_REQUEST_CHECK, .from = IN (HANDLED),
    .roles = ACCEPTOR | LEADER | ADMIN, .forbids = TASK, .sets = TASK,
    .fields = GW_FIELD_INSPECTOR | OPINION, .effects = GW_EFFECT_BEGINS_TASK,
    .task = GW_TASK_CHECK },
  { .action = GW_ACTION_ACCEPT_TASK, .from = IN (REPORTED) | IN (HANDLED),
    .roles = INSPECTOR, .needs = TASK, .fields = OPINION,
    .effects = OWN_TASK | GW_EFFECT_TAKES_TASK },
  { .action = GW_ACTION_VERIFY, .from = IN (REPORTED), .roles = INSPECTOR, .needs = TASK,
    .sets = VERIFIED, .clears = RETURNED, .fields = GW_FIELD_CONFIRMED | OPINION | PHOTOS,
    .required = GW_FIELD_CONFIRMED,
    .effects = OWN_TASK | GW_EFFECT_CONFIRMS | GW_EFFECT_ENDS_TASK,
    .task = GW_TASK_VERIFICATION },
  { .action = GW_ACTION_CANCEL_TASK, .from = IN (REPORTED) | IN (HANDLED),
    .roles = ACCEPTOR | LEADER | ADMIN | SYSTEM, .needs = TASK, .fields = OPINION,
    .effects = GW_EFFECT_ENDS_TASK },

  /* Inside the department. */
  { .action = GW_ACTION_ASSIGN, .from = WITH_DEPARTMENT, .roles = DEPARTMENT,
    .forbids = ASSIGNED | SUSPENDED, .sets = ASSIGNED, .clears = RETURNED,
    .fields = GW_FIELD_HANDLER | OPINION, .required = GW_FIELD_HANDLER },
  { .action = GW_ACTION_REVOKE, .from = WITH_DEPARTMENT, .roles = DEPARTMENT,
    .needs = ASSIGNED, .forbids = SUSPENDED, .clears = ASSIGNED, .fields = OPINION },

  /* What the department asks for, and who decides. */
  { .action = GW_ACTION_REQUEST_EXTENSION, .from = WITH_DEPARTMENT,
    .roles = DEPARTMENT | HANDLER, .forbids = REQUEST | SUSPENDED | LATE,
    .facts = GW_FACT_DEADLINE | GW_FACT_EXTENSION_LEFT, .sets = REQUEST, .fields = OPINION,
    .required = OPINION, .request = GW_REQUEST_EXTENSION },
  { .action = GW_ACTION_REQUEST_SUSPENSION, .from = WITH_DEPARTMENT,
    .roles = DEPARTMENT | HANDLER, .forbids = REQUEST | SUSPENDED,
    .facts = GW_FACT_SUSPENSION_LEFT, .sets = REQUEST, .fields = OPINION | UNTIL,
    .required = OPINION | UNTIL, .request = GW_REQUEST_SUSPENSION },
  { .action = GW_ACTION_REQUEST_DEFERRAL, .from = WITH_DEPARTMENT,
    .roles = DEPARTMENT | HANDLER, .forbids = REQUEST | SUSPENDED | DEFERRED,
    .facts = GW_FACT_DEADLINE | GW_FACT_DEFERRAL_LEFT, .sets = REQUEST,
    .fields = OPINION | UNTIL, .required = OPINION | UNTIL,
    .request = GW_REQUEST_DEFERRAL },
  { .action = GW_ACTION_APPEAL, .from = IN (CLOSED), .roles = DEPARTMENT, .needs = LATE,
    .forbids = REQUEST | EXEMPT, .facts = GW_FACT_APPEAL_LEFT | GW_FACT_APPEAL_IN_TIME,
    .sets = REQUEST, .fields = OPINION | PHOTOS, .required = OPINION,
    .request = GW_REQUEST_APPEAL },
  { .action = GW_ACTION_APPROVE, .from = WITH_DEPARTMENT, .roles = ANY_APPROVER,
    .needs = REQUEST, .fields = OPINION, .effects = APPROVES,
    .request = GW_REQUEST_EXTENSION },
  { .action = GW_ACTION_APPROVE, .from = WITH_DEPARTMENT, .roles = ANY_APPROVER,
    .needs = REQUEST, .sets = SUSPENDED, .fields = OPINION, .effects = APPROVES,
    .request = GW_REQUEST_SUSPENSION },
  { .action = GW_ACTION_APPROVE, .from = WITH_DEPARTMENT, .roles = ANY_APPROVER,
    .needs = REQUEST, .sets = DEFERRED, .fields = OPINION, .effects = APPROVES,
    .request = GW_REQUEST_DEFERRAL },
  { .action = GW_ACTION_APPROVE, .from = IN (CLOSED), .roles = ANY_APPROVER,
    .needs = REQUEST, .sets = EXEMPT, .fields = OPINION, .effects = APPROVES,
    .request = GW_REQUEST_APPEAL },
  { .action = GW_ACTION_REFUSE, .from = WITH_DEPARTMENT | IN (CLOSED),
    .roles = ANY_APPROVER, .needs = REQUEST, .clears = REQUEST, .fields = OPINION,
    .required = OPINION, .effects = BY_CHAIN },
  { .action = GW_ACTION_WITHDRAW, .from = WITH_DEPARTMENT | IN (CLOSED),
    .roles = DEPARTMENT | HANDLER, .needs = REQUEST, .clears = REQUEST,
    .fields = OPINION },
  { .action = GW_ACTION_RESUME, .from = WITH_DEPARTMENT,
    .roles = DEPARTMENT | DISPATCHER | LEADER | ADMIN | SYSTEM, .needs = SUSPENDED,
    .clears = SUSPENDED, .fields = OPINION },

  /* Watching, correcting, joining. */
  { .action = GW_ACTION_SUPERVISE, .from = OPEN, .roles = LEADER | MANAGER,
    .forbids = SUPERVISED, .sets = SUPERVISED, .fields = OPINION, .required = OPINION },
  { .action = GW_ACTION_END_SUPERVISION, .from = OPEN, .roles = LEADER | MANAGER,
    .needs = SUPERVISED, .clears = SUPERVISED, .fields = OPINION },
  { .action = GW_ACTION_AMEND, .from = IN (REPORTED), .roles = ACCEPTOR | LEADER | ADMIN,
    .clears = RETURNED, .fields = REPORTED_AS | OPINION },
  { .action = GW_ACTION_AMEND, .from = IN (FILED), .roles = LEADER | DISPATCHER | ADMIN,
    .fields = REPORTED_AS | OPINION },
  { .action = GW_ACTION_AMEND, .from = WITH_DEPARTMENT,
    .roles = LEADER | DISPATCHER | ADMIN, .forbids = SUSPENDED,
    .fields = REPORTED_AS | OPINION },
  { .action = GW_ACTION_LINK, .from = OPEN | IN (CLOSED),
    .roles = ACCEPTOR | LEADER | DISPATCHER | ADMIN, .forbids = SUSPENDED,
    .fields = CASE | OPINION, .required = CASE },
  { .action = GW_ACTION_SPLIT, .from = OPEN,
    .roles = ACCEPTOR | LEADER | DISPATCHER | ADMIN, .forbids = SUSPENDED,
    .fields = SUBJECT | GW_FIELD_DESCRIPTION | OPINION, .required = GW_FIELD_DESCRIPTION },
  { .action = GW_ACTION_VISIT, .from = IN (CLOSED), .roles = ACCEPTOR | LEADER | EXCHANGE,
    .fields = GW_FIELD_SATISFACTION | GW_FIELD_SOLVED | OPINION,
    .required = GW_FIELD_SATISFACTION, .effects = OWN_REPORT },

  /* What time does by itself. */
  { .action = GW_ACTION_CARD, .from = OPEN, .roles = SYSTEM, .forbids = SUSPENDED,
    .sets = LATE, .effects = GW_EFFECT_CONFIRMS },
  { .action = GW_ACTION_RECALCULATE, .from = OPEN, .roles = SYSTEM, .forbids = SUSPENDED },
  /* The handler has been locked out. */
  { .action = GW_ACTION_REVOKE, .from = WITH_DEPARTMENT, .roles = SYSTEM,
    .needs = ASSIGNED, .clears = ASSIGNED },
  { .action = GW_ACTION_OFFER_TASK, .from = IN (REPORTED) | IN (HANDLED),
    .roles = SYSTEM, .needs = TASK, .effects = GW_EFFECT_OFFERS_TASK },
  { .action = GW_ACTION_ESCALATE, .from = OPEN, .roles = SYSTEM, .forbids = SUSPENDED },

  /* What people say of its cards: not of the case, and so not among its actions. */
  { .action = GW_ACTION_EXPLAIN_CARD, .from = ANY, .roles = SYSTEM },
  { .action = GW_ACTION_REVOKE_CARD, .from = ANY, .roles = SYSTEM },
};
/* clang-format on */

const GwCaseEdge *
gw_lifecycle_edges (gsize *ret_n_edges)
{
  *ret_n_edges = G_N_ELEMENTS (edges);
  return edges;
}

/* Which clock runs where; the first row that fits. The total runs beside it, and that of a
 * call until the department says that it is done. */
static const struct
{
  guint in;
  guint needs;
  GwStage stage;
} stages[] = {
  { IN (REPORTED), TASK, GW_STAGE_VERIFY }, { IN (REPORTED), REGISTERED, GW_STAGE_FILE },
  { IN (REPORTED), 0, GW_STAGE_ACCEPT },    { IN (FILED), 0, GW_STAGE_DISPATCH },
  { WITH_DEPARTMENT, 0, GW_STAGE_HANDLE },  { IN (HANDLED), 0, GW_STAGE_CHECK },
  { IN (CHECKED), 0, GW_STAGE_CLOSE },
};

guint
gw_lifecycle_stages (GwCaseState state, guint flags)
{
  guint running = 1u << GW_STAGE_TOTAL;

  if ((flags & SUSPENDED) != 0)
    return 0;
  if ((flags & HOTLINE) != 0 && state < GW_CASE_HANDLED)
    running |= 1u << GW_STAGE_ANSWER;
  for (gsize i = 0; i < G_N_ELEMENTS (stages); i++)
    {
      if ((stages[i].in & 1u << state) != 0 && (flags & stages[i].needs) == stages[i].needs)
        return 1u << stages[i].stage | running;
    }
  return 0;
}
