/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The life of a case as one table: states, actions, who may do them and what they need. */
#pragma once

#include <glib.h>

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
  GW_CASE_N_STATES,
} GwCaseState;

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
  GW_ACTION_N,
} GwCaseAction;

/* What an action may or must be given. */
typedef enum
{
  GW_FIELD_OPINION = 1 << 0,
  GW_FIELD_DEPARTMENT = 1 << 1,
  GW_FIELD_URGENT = 1 << 2,
  GW_FIELD_ATTACHMENTS = 1 << 3,
} GwCaseField;

#define GW_N_FIELDS 4

typedef enum
{
  GW_EDGE_OWN_DEPARTMENT = 1 << 0, /* the role department only on its own cases */
  GW_EDGE_COUNTS_REWORK = 1 << 1,
  GW_EDGE_COUNTS_RETURN = 1 << 2,
  GW_EDGE_STARTS_CLOCK = 1 << 3,      /* sets department, clock start and deadline */
  GW_EDGE_STOPS_CLOCK = 1 << 4,       /* the handling is judged against the deadline */
  GW_EDGE_LEAVES_DEPARTMENT = 1 << 5, /* clears department and deadline */
} GwEdgeFlags;

/* One row of the table. */
typedef struct
{
  GwCaseAction action;
  GwCaseState from;
  GwCaseState to;
  guint roles;    /* any of these GwRole bits */
  guint fields;   /* GwCaseField bits that are taken */
  guint required; /* GwCaseField bits that must be there */
  guint flags;    /* GwEdgeFlags */
} GwCaseEdge;

/* The stable name ("dispatched"), or NULL for no such state. Static. */
const char *gw_case_state_name (GwCaseState state);
/* FALSE (ret_state untouched) for an unknown name. */
gboolean gw_case_state_parse (const char *name, GwCaseState *ret_state);
const char *gw_case_action_name (GwCaseAction action);
gboolean gw_case_action_parse (const char *name, GwCaseAction *ret_action);
/* "opinion", "department", "urgent", "attachments"; and its type on the wire:
 * "text", "department", "boolean", "attachments". */
const char *gw_case_field_name (GwCaseField field);
const char *gw_case_field_type (GwCaseField field);

/* closed, rejected, voided. */
gboolean gw_case_state_is_terminal (GwCaseState state);
/* dispatched, handling: the handling clock runs. */
gboolean gw_case_state_has_clock (GwCaseState state);
/* Bitmask (1 << state) of the states that are not terminal. */
guint gw_case_states_open (void);

/* The whole table, for tests and documentation. */
const GwCaseEdge *gw_lifecycle_edges (gsize *ret_n_edges);

/* Bitmask (1 << action) of what someone with these roles may do in this state. */
guint gw_lifecycle_allowed (GwCaseState state, guint roles, gboolean own_department);

/*
 * The edge that the action takes, for someone with these roles. given: GwCaseField bits
 * that come with it. NULL with
 * GW_CASE_ERROR_ACTION_NOT_ALLOWED when the state has no such edge (its value is the
 * bitmask of allowed actions), GW_CASE_ERROR_FORBIDDEN when others may but not this one,
 * GW_CASE_ERROR_MISSING_FIELD naming the field. Static.
 */
const GwCaseEdge *gw_lifecycle_apply (GwCaseState state, GwCaseAction action, guint roles,
                                      gboolean own_department, guint given, GError **error);
/* The edge regardless of who acts, or NULL: for what a client may show. Static. */
const GwCaseEdge *gw_lifecycle_edge (GwCaseState state, GwCaseAction action);

G_END_DECLS
