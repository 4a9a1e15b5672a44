/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The names of what a case may be and go through. */
#define G_LOG_DOMAIN "gridward-rules"

#include "backend/rules/lifecycle.h"

static const char *const state_names[GW_CASE_N_STATES] = {
  [GW_CASE_REPORTED] = "reported",     [GW_CASE_FILED] = "filed",
  [GW_CASE_DISPATCHED] = "dispatched", [GW_CASE_HANDLING] = "handling",
  [GW_CASE_HANDLED] = "handled",       [GW_CASE_CHECKED] = "checked",
  [GW_CASE_CLOSED] = "closed",         [GW_CASE_REJECTED] = "rejected",
  [GW_CASE_VOIDED] = "voided",         [GW_CASE_MERGED] = "merged",
};

static const char *const action_names[GW_ACTION_N] = {
  [GW_ACTION_REPORT] = "report",
  [GW_ACTION_FILE] = "file",
  [GW_ACTION_REJECT] = "reject",
  [GW_ACTION_DISPATCH] = "dispatch",
  [GW_ACTION_ACCEPT] = "accept",
  [GW_ACTION_HANDLE] = "handle",
  [GW_ACTION_CHECK] = "check",
  [GW_ACTION_REWORK] = "rework",
  [GW_ACTION_CLOSE] = "close",
  [GW_ACTION_RETURN] = "return",
  [GW_ACTION_VOID] = "void",
  [GW_ACTION_REGISTER] = "register",
  [GW_ACTION_REQUEST_VERIFICATION] = "request_verification",
  [GW_ACTION_VERIFY] = "verify",
  [GW_ACTION_ACCEPT_TASK] = "accept_task",
  [GW_ACTION_CANCEL_TASK] = "cancel_task",
  [GW_ACTION_REQUEST_CHECK] = "request_check",
  [GW_ACTION_AMEND] = "amend",
  [GW_ACTION_REDISPATCH] = "redispatch",
  [GW_ACTION_ASSIGN] = "assign",
  [GW_ACTION_REVOKE] = "revoke",
  [GW_ACTION_REQUEST_EXTENSION] = "request_extension",
  [GW_ACTION_REQUEST_SUSPENSION] = "request_suspension",
  [GW_ACTION_REQUEST_DEFERRAL] = "request_deferral",
  [GW_ACTION_APPEAL] = "appeal",
  [GW_ACTION_APPROVE] = "approve",
  [GW_ACTION_REFUSE] = "refuse",
  [GW_ACTION_WITHDRAW] = "withdraw",
  [GW_ACTION_RESUME] = "resume",
  [GW_ACTION_SUPERVISE] = "supervise",
  [GW_ACTION_END_SUPERVISION] = "end_supervision",
  [GW_ACTION_FORCE_CLOSE] = "force_close",
  [GW_ACTION_REOPEN] = "reopen",
  [GW_ACTION_LINK] = "link",
  [GW_ACTION_MERGE] = "merge",
  [GW_ACTION_SPLIT] = "split",
  [GW_ACTION_SELF_HANDLE] = "self_handle",
  [GW_ACTION_VISIT] = "visit",
  [GW_ACTION_CARD] = "card",
  [GW_ACTION_RECALCULATE] = "recalculate",
  [GW_ACTION_OFFER_TASK] = "offer_task",
  [GW_ACTION_EXPLAIN_CARD] = "explain_card",
  [GW_ACTION_REVOKE_CARD] = "revoke_card",
  [GW_ACTION_ESCALATE] = "escalate",
};

static const char *const flag_names[GW_N_FLAGS] = {
  "registered", "task",      "verified", "returned",    "assigned",
  "request",    "suspended", "deferred", "supervised",  "exempt",
  "forced",     "late",      "hotline",  "responsible", "coordinate",
};

static const char *const task_names[GW_N_TASKS] = { NULL, "verification", "check" };

static const char *const request_names[GW_N_REQUESTS] = { NULL, "extension", "suspension",
                                                          "deferral", "appeal" };

static const struct
{
  const char *name;
  const char *type;
} fields[GW_N_FIELDS] = {
  { "opinion", "text" },        { "department", "department" },
  { "urgent", "boolean" },      { "attachments", "attachments" },
  { "inspector", "inspector" }, { "handler", "handler" },
  { "confirmed", "boolean" },   { "until", "time" },
  { "case", "case" },           { "kind", "kind" },
  { "class", "class" },         { "condition", "condition" },
  { "description", "text" },    { "satisfaction", "choice" },
  { "location", "location" },   { "solved", "boolean" },
};

static gboolean
find_name (const char *const *names, gsize n_names, const char *name, guint *ret_position)
{
  for (gsize i = 0; i < n_names; i++)
    {
      if (g_strcmp0 (names[i], name) == 0 && names[i] != NULL)
        {
          *ret_position = i;
          return TRUE;
        }
    }
  return FALSE;
}

const char *
gw_case_state_name (GwCaseState state)
{
  return (guint)state < GW_CASE_N_STATES ? state_names[state] : NULL;
}

gboolean
gw_case_state_parse (const char *name, GwCaseState *ret_state)
{
  guint position;

  if (!find_name (state_names, G_N_ELEMENTS (state_names), name, &position))
    return FALSE;
  *ret_state = position;
  return TRUE;
}

const char *
gw_case_action_name (GwCaseAction action)
{
  return (guint)action < GW_ACTION_N ? action_names[action] : NULL;
}

gboolean
gw_case_action_parse (const char *name, GwCaseAction *ret_action)
{
  guint position;

  if (!find_name (action_names, G_N_ELEMENTS (action_names), name, &position))
    return FALSE;
  *ret_action = position;
  return TRUE;
}

const char *
gw_case_flag_name (GwCaseFlag flag)
{
  guint position = g_bit_nth_lsf (flag, -1);

  g_return_val_if_fail (position < GW_N_FLAGS, NULL);
  return flag_names[position];
}

const char *
gw_task_kind_name (GwTaskKind kind)
{
  return (guint)kind < GW_N_TASKS ? task_names[kind] : NULL;
}

const char *
gw_request_kind_name (GwRequestKind kind)
{
  return (guint)kind < GW_N_REQUESTS ? request_names[kind] : NULL;
}

static guint
field_position (GwCaseField field)
{
  guint position = g_bit_nth_lsf (field, -1);

  g_return_val_if_fail (position < GW_N_FIELDS, 0);
  return position;
}

const char *
gw_case_field_name (GwCaseField field)
{
  return fields[field_position (field)].name;
}

const char *
gw_case_field_type (GwCaseField field)
{
  return fields[field_position (field)].type;
}

gboolean
gw_case_state_is_terminal (GwCaseState state)
{
  return state >= GW_CASE_CLOSED;
}

gboolean
gw_case_state_has_clock (GwCaseState state)
{
  return state == GW_CASE_DISPATCHED || state == GW_CASE_HANDLING;
}

guint
gw_case_states_open (void)
{
  guint states = 0;

  for (guint state = GW_CASE_REPORTED; state < GW_CASE_N_STATES; state++)
    {
      if (!gw_case_state_is_terminal (state))
        states |= 1u << state;
    }
  return states;
}
