/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Roles, and what a role may see. */
#define G_LOG_DOMAIN "gridward-rules"

#include "backend/rules/permissions.h"

#include "backend/rules/case-error.h"

#include <string.h>

static const char *const role_names[GW_N_ROLES] = {
  "inspector", "acceptor", "leader",  "dispatcher", "department",
  "manager",   "admin",    "handler", "exchange",
};

#define SEES_ALL                                                                           \
  (GW_ROLE_ACCEPTOR | GW_ROLE_LEADER | GW_ROLE_DISPATCHER | GW_ROLE_MANAGER | GW_ROLE_ADMIN)

const char *
gw_role_name (GwRole role)
{
  for (guint i = 0; i < GW_N_ROLES; i++)
    {
      if ((guint)role == 1u << i)
        return role_names[i];
    }
  return NULL;
}

static guint
role_parse (const char *name)
{
  for (guint i = 0; i < GW_N_ROLES; i++)
    {
      if (strcmp (name, role_names[i]) == 0)
        return 1u << i;
    }
  return 0;
}

gboolean
gw_roles_parse (const char *text, guint *ret_roles, GError **error)
{
  g_auto (GStrv) names = g_strsplit (text, ",", -1);
  guint roles = 0;

  for (char **name = names; *name != NULL; name++)
    {
      guint role = role_parse (g_strstrip (*name));

      if (role == 0)
        {
          gw_case_error_set (error, GW_CASE_ERROR_OUT_OF_RANGE, "roles",
                             "“%s” is not a role", *name);
          return FALSE;
        }
      roles |= role;
    }
  if (roles == 0)
    {
      gw_case_error_set (error, GW_CASE_ERROR_OUT_OF_RANGE, "roles", "no role is given");
      return FALSE;
    }
  *ret_roles = roles;
  return TRUE;
}

char *
gw_roles_to_string (guint roles)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < GW_N_ROLES; i++)
    {
      if ((roles & 1u << i) == 0)
        continue;
      if (text->len > 0)
        g_string_append_c (text, ',');
      g_string_append (text, role_names[i]);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

guint
gw_permissions_scope (guint roles)
{
  guint scope = GW_SCOPE_NOTHING;

  if ((roles & SEES_ALL) != 0)
    return GW_SCOPE_ALL;
  if ((roles & GW_ROLE_INSPECTOR) != 0)
    scope |= GW_SCOPE_INSPECTOR;
  if ((roles & GW_ROLE_DEPARTMENT) != 0)
    scope |= GW_SCOPE_DEPARTMENT;
  if ((roles & GW_ROLE_HANDLER) != 0)
    scope |= GW_SCOPE_HANDLER;
  return scope;
}

gboolean
gw_permissions_may_see (const GwCaseActor *actor, GwCaseState state)
{
  guint scope = gw_permissions_scope (actor->roles);

  if (actor->outside_area)
    return FALSE;
  if ((scope & GW_SCOPE_ALL) != 0)
    return TRUE;
  if ((scope & GW_SCOPE_INSPECTOR) != 0 &&
      (actor->own_report || actor->own_task || state == GW_CASE_HANDLED))
    return TRUE;
  if ((scope & GW_SCOPE_DEPARTMENT) != 0 && actor->own_department)
    return TRUE;
  return (scope & GW_SCOPE_HANDLER) != 0 && actor->own_assignment;
}

GwScope
gw_permissions_people (guint roles)
{
  guint scope = gw_permissions_scope (roles);

  if ((scope & GW_SCOPE_ALL) != 0)
    return GW_SCOPE_ALL;
  return (scope & GW_SCOPE_DEPARTMENT) != 0 ? GW_SCOPE_DEPARTMENT : GW_SCOPE_NOTHING;
}

guint
gw_permissions_stage_roles (GwStage stage)
{
  switch (stage)
    {
    case GW_STAGE_ACCEPT:
      return GW_ROLE_ACCEPTOR;
    case GW_STAGE_DISPATCH:
      return GW_ROLE_DISPATCHER;
    default:
      return GW_ROLE_LEADER;
    }
}

gboolean
gw_permissions_may_explain (const GwCardActor *actor)
{
  gboolean by_inspector = actor->has_person && (actor->stage == GW_STAGE_VERIFY ||
                                                actor->stage == GW_STAGE_CHECK);

  if (actor->outside_area)
    return FALSE;
  if (actor->stage == GW_STAGE_HANDLE)
    return actor->own_department &&
           (actor->roles & (GW_ROLE_DEPARTMENT | GW_ROLE_HANDLER)) != 0;
  if (by_inspector)
    return actor->own_person;
  return (actor->roles & gw_permissions_stage_roles (actor->stage)) != 0;
}

gboolean
gw_permissions_may_revoke (const GwCardActor *actor)
{
  return !actor->outside_area && (actor->roles & (GW_ROLE_LEADER | GW_ROLE_MANAGER)) != 0;
}

gboolean
gw_permissions_may_see_card (const GwCardActor *actor)
{
  return !actor->outside_area &&
         ((gw_permissions_scope (actor->roles) & GW_SCOPE_ALL) != 0 ||
          gw_permissions_may_explain (actor));
}

gboolean
gw_permissions_may_see_duty (guint roles)
{
  return (roles &
          (GW_ROLE_LEADER | GW_ROLE_DISPATCHER | GW_ROLE_MANAGER | GW_ROLE_ADMIN)) != 0;
}
