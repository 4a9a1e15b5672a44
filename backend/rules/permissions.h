/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Roles, and what a role may see. */
#pragma once

#include <glib.h>

#include "backend/rules/lifecycle.h"

G_BEGIN_DECLS

typedef enum
{
  GW_ROLE_INSPECTOR = 1 << 0,
  GW_ROLE_ACCEPTOR = 1 << 1,
  GW_ROLE_LEADER = 1 << 2,
  GW_ROLE_DISPATCHER = 1 << 3,
  GW_ROLE_DEPARTMENT = 1 << 4,
  GW_ROLE_MANAGER = 1 << 5,
  GW_ROLE_ADMIN = 1 << 6,
} GwRole;

#define GW_N_ROLES 7

/* The name of one role ("dispatcher"), or NULL for anything else. Static. */
const char *gw_role_name (GwRole role);
/* "inspector,leader" -> bitmask; FALSE with GW_CASE_ERROR_OUT_OF_RANGE for an unknown or empty name. */
gboolean gw_roles_parse (const char *text, guint *ret_roles, GError **error);
/* The names in fixed order, comma-separated. Caller frees. */
char *gw_roles_to_string (guint roles);

/* How much of the cases someone sees. */
typedef enum
{
  GW_SCOPE_NOTHING,
  GW_SCOPE_INSPECTOR,                /* own reports and what waits for a check */
  GW_SCOPE_DEPARTMENT,               /* what is assigned to the own department */
  GW_SCOPE_INSPECTOR_AND_DEPARTMENT, /* both roles in one person */
  GW_SCOPE_ALL,
} GwScope;

GwScope gw_permissions_scope (guint roles);
/* own_report: reported by this person; own_department: assigned to this person's department. */
gboolean gw_permissions_may_see (guint roles, GwCaseState state, gboolean own_report,
                                 gboolean own_department);

G_END_DECLS
