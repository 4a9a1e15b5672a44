/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The life of a case as one table, and the few functions that read it. */
#define G_LOG_DOMAIN "gridward-rules"

#include "backend/rules/lifecycle.h"

#include "backend/rules/case-error.h"
#include "backend/rules/permissions.h"

#define INSPECTOR GW_ROLE_INSPECTOR
#define ACCEPTOR GW_ROLE_ACCEPTOR
#define LEADER GW_ROLE_LEADER
#define DISPATCHER GW_ROLE_DISPATCHER
#define DEPARTMENT GW_ROLE_DEPARTMENT
#define ADMIN GW_ROLE_ADMIN

#define OPINION GW_FIELD_OPINION
#define PHOTOS GW_FIELD_ATTACHMENTS

#define OWN GW_EDGE_OWN_DEPARTMENT
#define RETURN (GW_EDGE_COUNTS_RETURN | GW_EDGE_LEAVES_DEPARTMENT)

/* The supervision centre files, checks and closes; the command centre dispatches. */
static const GwCaseEdge edges[] = {
  /* action, from, to, roles, fields, required, flags */
  { GW_ACTION_REPORT, GW_CASE_NONE, GW_CASE_REPORTED, INSPECTOR | ACCEPTOR | LEADER | ADMIN,
    PHOTOS, 0, 0 },

  { GW_ACTION_FILE, GW_CASE_REPORTED, GW_CASE_FILED, LEADER | ADMIN,
    OPINION | GW_FIELD_URGENT, 0, 0 },
  { GW_ACTION_REJECT, GW_CASE_REPORTED, GW_CASE_REJECTED, LEADER | ACCEPTOR | ADMIN,
    OPINION, OPINION, 0 },

  { GW_ACTION_DISPATCH, GW_CASE_FILED, GW_CASE_DISPATCHED, DISPATCHER | ADMIN,
    GW_FIELD_DEPARTMENT | OPINION, 0, GW_EDGE_STARTS_CLOCK },
  { GW_ACTION_RETURN, GW_CASE_FILED, GW_CASE_REPORTED, DISPATCHER, OPINION, OPINION,
    GW_EDGE_COUNTS_RETURN },

  { GW_ACTION_ACCEPT, GW_CASE_DISPATCHED, GW_CASE_HANDLING, DEPARTMENT, OPINION, 0, OWN },
  { GW_ACTION_RETURN, GW_CASE_DISPATCHED, GW_CASE_FILED, DEPARTMENT, OPINION, OPINION,
    OWN | RETURN },

  { GW_ACTION_HANDLE, GW_CASE_HANDLING, GW_CASE_HANDLED, DEPARTMENT, OPINION | PHOTOS,
    OPINION, OWN | GW_EDGE_STOPS_CLOCK },
  { GW_ACTION_RETURN, GW_CASE_HANDLING, GW_CASE_FILED, DEPARTMENT, OPINION, OPINION,
    OWN | RETURN },

  { GW_ACTION_CHECK, GW_CASE_HANDLED, GW_CASE_CHECKED, INSPECTOR | LEADER, OPINION | PHOTOS,
    0, 0 },
  { GW_ACTION_REWORK, GW_CASE_HANDLED, GW_CASE_HANDLING, INSPECTOR | LEADER,
    OPINION | PHOTOS, OPINION, GW_EDGE_COUNTS_REWORK },

  { GW_ACTION_CLOSE, GW_CASE_CHECKED, GW_CASE_CLOSED, LEADER, OPINION, 0, 0 },
  { GW_ACTION_REWORK, GW_CASE_CHECKED, GW_CASE_HANDLING, INSPECTOR | LEADER,
    OPINION | PHOTOS, OPINION, GW_EDGE_COUNTS_REWORK },

  { GW_ACTION_VOID, GW_CASE_REPORTED, GW_CASE_VOIDED, LEADER | ADMIN, OPINION, OPINION, 0 },
  { GW_ACTION_VOID, GW_CASE_FILED, GW_CASE_VOIDED, LEADER | ADMIN, OPINION, OPINION, 0 },
  { GW_ACTION_VOID, GW_CASE_DISPATCHED, GW_CASE_VOIDED, LEADER | ADMIN, OPINION, OPINION,
    0 },
  { GW_ACTION_VOID, GW_CASE_HANDLING, GW_CASE_VOIDED, LEADER | ADMIN, OPINION, OPINION, 0 },
  { GW_ACTION_VOID, GW_CASE_HANDLED, GW_CASE_VOIDED, LEADER | ADMIN, OPINION, OPINION, 0 },
  { GW_ACTION_VOID, GW_CASE_CHECKED, GW_CASE_VOIDED, LEADER | ADMIN, OPINION, OPINION, 0 },
};

static const char *const state_names[GW_CASE_N_STATES] = {
  [GW_CASE_REPORTED] = "reported",     [GW_CASE_FILED] = "filed",
  [GW_CASE_DISPATCHED] = "dispatched", [GW_CASE_HANDLING] = "handling",
  [GW_CASE_HANDLED] = "handled",       [GW_CASE_CHECKED] = "checked",
  [GW_CASE_CLOSED] = "closed",         [GW_CASE_REJECTED] = "rejected",
  [GW_CASE_VOIDED] = "voided",
};

static const char *const action_names[GW_ACTION_N] = {
  [GW_ACTION_REPORT] = "report", [GW_ACTION_FILE] = "file",
  [GW_ACTION_REJECT] = "reject", [GW_ACTION_DISPATCH] = "dispatch",
  [GW_ACTION_ACCEPT] = "accept", [GW_ACTION_HANDLE] = "handle",
  [GW_ACTION_CHECK] = "check",   [GW_ACTION_REWORK] = "rework",
  [GW_ACTION_CLOSE] = "close",   [GW_ACTION_RETURN] = "return",
  [GW_ACTION_VOID] = "void",
};

static const struct
{
  const char *name;
  const char *type;
} fields[GW_N_FIELDS] = {
  { "opinion", "text" },
  { "department", "department" },
  { "urgent", "boolean" },
  { "attachments", "attachments" },
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
  return state == GW_CASE_CLOSED || state == GW_CASE_REJECTED || state == GW_CASE_VOIDED;
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

const GwCaseEdge *
gw_lifecycle_edges (gsize *ret_n_edges)
{
  *ret_n_edges = G_N_ELEMENTS (edges);
  return edges;
}

const GwCaseEdge *
gw_lifecycle_edge (GwCaseState state, GwCaseAction action)
{
  for (gsize i = 0; i < G_N_ELEMENTS (edges); i++)
    {
      if (edges[i].from == state && edges[i].action == action)
        return &edges[i];
    }
  return NULL;
}

static gboolean
may_take (const GwCaseEdge *edge, guint roles, gboolean own_department)
{
  guint granted = edge->roles & roles;

  if ((edge->flags & GW_EDGE_OWN_DEPARTMENT) != 0 && !own_department)
    granted &= ~(guint)GW_ROLE_DEPARTMENT;
  return granted != 0;
}

guint
gw_lifecycle_allowed (GwCaseState state, guint roles, gboolean own_department)
{
  guint allowed = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (edges); i++)
    {
      if (edges[i].from == state && may_take (&edges[i], roles, own_department))
        allowed |= 1u << edges[i].action;
    }
  return allowed;
}

/* Someone who never may do this is told so, whatever the state. */
static gboolean
ever_may (GwCaseAction action, guint roles)
{
  for (gsize i = 0; i < G_N_ELEMENTS (edges); i++)
    {
      if (edges[i].action == action && (edges[i].roles & roles) != 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
check_fields (const GwCaseEdge *edge, guint given, GError **error)
{
  for (guint i = 0; i < GW_N_FIELDS; i++)
    {
      guint field = 1u << i;

      if ((edge->required & field) != 0 && (given & field) == 0)
        {
          gw_case_error_set (error, GW_CASE_ERROR_MISSING_FIELD, fields[i].name,
                             "“%s” needs “%s”", action_names[edge->action], fields[i].name);
          return FALSE;
        }
      if ((given & field) != 0 && (edge->fields & field) == 0)
        {
          gw_case_error_set (error, GW_CASE_ERROR_OUT_OF_RANGE, fields[i].name,
                             "“%s” takes no “%s”", action_names[edge->action],
                             fields[i].name);
          return FALSE;
        }
    }
  return TRUE;
}

const GwCaseEdge *
gw_lifecycle_apply (GwCaseState state, GwCaseAction action, guint roles,
                    gboolean own_department, guint given, GError **error)
{
  const GwCaseEdge *edge = gw_lifecycle_edge (state, action);

  g_return_val_if_fail (gw_case_action_name (action) != NULL, NULL);

  if (!ever_may (action, roles) ||
      (edge != NULL && !may_take (edge, roles, own_department)))
    {
      gw_case_error_set (error, GW_CASE_ERROR_FORBIDDEN, "action",
                         "“%s” is not for your role", action_names[action]);
      return NULL;
    }
  if (edge == NULL)
    {
      gw_case_error_set (error, GW_CASE_ERROR_ACTION_NOT_ALLOWED, "action",
                         "“%s” cannot be done in state “%s”", action_names[action],
                         state == GW_CASE_NONE ? "none" : state_names[state]);
      if (error != NULL)
        gw_case_error_set_value (*error,
                                 gw_lifecycle_allowed (state, roles, own_department));
      return NULL;
    }
  return check_fields (edge, given, error) ? edge : NULL;
}
