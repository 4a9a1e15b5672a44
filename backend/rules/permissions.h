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
  GW_ROLE_HANDLER = 1 << 7,  /* a worker of a department */
  GW_ROLE_EXCHANGE = 1 << 8, /* another hotline system; sees nothing but what it sent */
  GW_ROLE_SYSTEM = 1 << 15,  /* time itself; nobody is granted it */
} GwRole;

/* Those that people have. */
#define GW_N_ROLES 9

/* The name of one role ("dispatcher"), or NULL for anything else. Static. */
const char *gw_role_name (GwRole role);
/* "inspector,leader" -> bitmask; FALSE with GW_CASE_ERROR_OUT_OF_RANGE for an unknown or empty name. */
gboolean gw_roles_parse (const char *text, guint *ret_roles, GError **error);
/* The names in fixed order, comma-separated. Caller frees. */
char *gw_roles_to_string (guint roles);

/* How much of the cases someone sees. */
typedef enum
{
  GW_SCOPE_NOTHING = 0,
  GW_SCOPE_INSPECTOR = 1 << 0, /* own reports, own and open tasks, what waits for a check */
  GW_SCOPE_DEPARTMENT = 1 << 1, /* what is with the own department */
  GW_SCOPE_HANDLER = 1 << 2,    /* what is assigned to the person */
  GW_SCOPE_ALL = 1 << 3,        /* then no other bit is set */
} GwScope;

/* Bits of GwScope: a case is seen when any of them holds. */
guint gw_permissions_scope (guint roles);
/* The one rule of who sees a case: its area first, then roles, department, tasks. */
gboolean gw_permissions_may_see (const GwCaseActor *actor, GwCaseState state);
/* Someone, seen from a card. */
typedef struct
{
  guint roles; /* GwRole */
  GwStage stage;
  gboolean has_person;     /* an inspector or handler has it */
  gboolean own_person;     /* this one */
  gboolean own_department; /* it is for the person's department to handle */
  gboolean outside_area;
} GwCardActor;

/* Who answers for a stage when no department and no inspector does (GwRole bits). */
guint gw_permissions_stage_roles (GwStage stage);
/* The one who answers for it: that department, that inspector, or that role. */
gboolean gw_permissions_may_explain (const GwCardActor *actor);
gboolean gw_permissions_may_revoke (const GwCardActor *actor);
/* Who sees all cases sees all cards of the area; others those that they answer for. */
gboolean gw_permissions_may_see_card (const GwCardActor *actor);

/* Sees who is on duty, where, and what came of it; an inspector without that sees himself. */
gboolean gw_permissions_may_see_duty (guint roles);
/*
 * Whom someone may look up to choose them for something: GW_SCOPE_ALL for the centres,
 * GW_SCOPE_DEPARTMENT for a department its own people, else GW_SCOPE_NOTHING.
 */
GwScope gw_permissions_people (guint roles);

G_END_DECLS
