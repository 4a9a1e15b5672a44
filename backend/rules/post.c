/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which post an action belongs to. */
#define G_LOG_DOMAIN "gridward-rules"

#include "backend/rules/post.h"

#include <string.h>

/* Only these occur. */
static const struct
{
  GwRole post;
  const char *name;
  const char *zh;
  const char *en;
} posts[] = {
  { GW_ROLE_INSPECTOR, "inspector", "监督员", "Inspector" },
  { GW_ROLE_ACCEPTOR, "acceptor", "受理员", "Acceptor" },
  { GW_ROLE_LEADER, "leader", "值班长", "Shift leader" },
  { GW_ROLE_DISPATCHER, "dispatcher", "派遣员", "Dispatcher" },
  { GW_ROLE_DEPARTMENT, "department", "专业部门", "Department" },
  { GW_ROLE_MANAGER, "manager", "领导", "Manager" },
  { GW_ROLE_ADMIN, "admin", "管理员", "Administrator" },
  { GW_ROLE_SYSTEM, "system", "系统", "System" },
};

/* Of the first row of the lifecycle's table that allows it, the lowest one. */
static GwRole
first_role (GwCaseAction action, GwCaseState from)
{
  gsize n;
  const GwCaseEdge *edges = gw_lifecycle_edges (&n);

  for (gsize i = 0; i < n; i++)
    if (edges[i].action == action && (edges[i].from & 1u << from) != 0)
      return edges[i].roles & -edges[i].roles;
  return GW_ROLE_LEADER;
}

GwRole
gw_post_of (GwCaseAction action, GwCaseState from, const char *source, gboolean by_time)
{
  if (by_time)
    return GW_ROLE_SYSTEM;
  switch (action)
    {
    case GW_ACTION_REPORT:
      return strcmp (source, "inspector") == 0 ? GW_ROLE_INSPECTOR : GW_ROLE_ACCEPTOR;
    case GW_ACTION_REJECT:
    case GW_ACTION_REOPEN:
      return GW_ROLE_LEADER;
    case GW_ACTION_REDISPATCH:
      return GW_ROLE_DISPATCHER;
    case GW_ACTION_AMEND:
      return from == GW_CASE_REPORTED ? GW_ROLE_ACCEPTOR : GW_ROLE_DISPATCHER;
    case GW_ACTION_APPROVE:
      return from == GW_CASE_CLOSED ? GW_ROLE_ACCEPTOR : GW_ROLE_DISPATCHER;
    default:
      return first_role (action, from);
    }
}

guint
gw_post_to_number (GwRole post)
{
  return (guint)g_bit_nth_lsf (post, -1) + 1;
}

GwRole
gw_post_from_number (guint number)
{
  return number > 0 && number <= 16 ? 1u << (number - 1) : 0;
}

static int
find (GwRole post)
{
  for (guint i = 0; i < G_N_ELEMENTS (posts); i++)
    if (posts[i].post == post)
      return (int)i;
  return -1;
}

const char *
gw_post_name (GwRole post)
{
  int at = find (post);

  return at >= 0 ? posts[at].name : NULL;
}

gboolean
gw_post_parse (const char *name, GwRole *ret_post)
{
  for (guint i = 0; i < G_N_ELEMENTS (posts); i++)
    if (strcmp (posts[i].name, name) == 0)
      {
        *ret_post = posts[i].post;
        return TRUE;
      }
  return FALSE;
}

const char *
gw_post_title (GwRole post)
{
  int at = find (post);

  return at >= 0 ? posts[at].zh : NULL;
}

const char *
gw_post_title_en (GwRole post)
{
  int at = find (post);

  return at >= 0 ? posts[at].en : NULL;
}

const char *
gw_post_meaning (const char *language)
{
  return language != NULL && g_str_has_prefix (language, "zh")
             ? "按操作所属的岗位统计，不论由谁操作：上报属监督员（其他来源属受理员），"
               "核查、返工属监督员，立案、不予立案、作废、结案、重开属值班长，派遣、"
               "退回受理、延期、缓办属派遣员，处置、退回派遣属专业部门，申诉、并案属受理员"
               "，"
               "强制结案属管理员，系统自动的属系统"
             : "The post that the action belongs to, whoever did it: reports are the "
               "inspector's (of other sources the acceptor's), checks and rework the "
               "inspector's; filing, rejecting, voiding, closing, reopening the shift "
               "leader's; dispatching, returns to the acceptor, extensions, deferrals the "
               "dispatcher's; handling, returns to the dispatcher the department's; "
               "appeals, "
               "merging the acceptor's; closing by force the administrator's; what time "
               "did "
               "the system's";
}
