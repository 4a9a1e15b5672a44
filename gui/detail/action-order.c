/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In which order and under which heading the actions on a case are offered. */
#define G_LOG_DOMAIN "gridward-detail"

#include "gui/detail/action-order.h"

#include <glib/gi18n.h>

/* Which actions there are the server says; this is only how they are laid out. */
static const struct
{
  const char *action;
  GwActionGroup group;
  gboolean forward;
} order[] = {
  { "verify", GW_ACTION_GROUP_MAIN_LINE, TRUE },
  { "file", GW_ACTION_GROUP_MAIN_LINE, TRUE },
  { "dispatch", GW_ACTION_GROUP_MAIN_LINE, TRUE },
  { "redispatch", GW_ACTION_GROUP_MAIN_LINE, TRUE },
  { "accept", GW_ACTION_GROUP_MAIN_LINE, TRUE },
  { "handle", GW_ACTION_GROUP_MAIN_LINE, TRUE },
  { "check", GW_ACTION_GROUP_MAIN_LINE, TRUE },
  { "close", GW_ACTION_GROUP_MAIN_LINE, TRUE },
  { "self_handle", GW_ACTION_GROUP_MAIN_LINE, TRUE },
  { "register", GW_ACTION_GROUP_MAIN_LINE, TRUE },
  { "return", GW_ACTION_GROUP_MAIN_LINE, FALSE },
  { "rework", GW_ACTION_GROUP_MAIN_LINE, FALSE },
  { "reject", GW_ACTION_GROUP_MAIN_LINE, FALSE },
  { "reopen", GW_ACTION_GROUP_MAIN_LINE, FALSE },
  { "assign", GW_ACTION_GROUP_MAIN_LINE, FALSE },
  { "revoke", GW_ACTION_GROUP_MAIN_LINE, FALSE },
  { "amend", GW_ACTION_GROUP_MAIN_LINE, FALSE },
  { "void", GW_ACTION_GROUP_MAIN_LINE, FALSE },
  { "approve", GW_ACTION_GROUP_REQUESTS, TRUE },
  { "refuse", GW_ACTION_GROUP_REQUESTS, FALSE },
  { "withdraw", GW_ACTION_GROUP_REQUESTS, FALSE },
  { "resume", GW_ACTION_GROUP_REQUESTS, FALSE },
  { "request_extension", GW_ACTION_GROUP_REQUESTS, FALSE },
  { "request_suspension", GW_ACTION_GROUP_REQUESTS, FALSE },
  { "request_deferral", GW_ACTION_GROUP_REQUESTS, FALSE },
  { "appeal", GW_ACTION_GROUP_REQUESTS, FALSE },
  { "accept_task", GW_ACTION_GROUP_TASKS, FALSE },
  { "request_verification", GW_ACTION_GROUP_TASKS, FALSE },
  { "request_check", GW_ACTION_GROUP_TASKS, FALSE },
  { "cancel_task", GW_ACTION_GROUP_TASKS, FALSE },
  { "visit", GW_ACTION_GROUP_SUPERVISION, TRUE },
  { "supervise", GW_ACTION_GROUP_SUPERVISION, FALSE },
  { "end_supervision", GW_ACTION_GROUP_SUPERVISION, FALSE },
  { "force_close", GW_ACTION_GROUP_SUPERVISION, FALSE },
  { "link", GW_ACTION_GROUP_JOINING, FALSE },
  { "merge", GW_ACTION_GROUP_JOINING, FALSE },
  { "split", GW_ACTION_GROUP_JOINING, FALSE },
};

/* G_N_ELEMENTS for one that is not in the table. */
static guint
place_of (const char *action)
{
  guint place = 0;

  while (place < G_N_ELEMENTS (order) && g_strcmp0 (order[place].action, action) != 0)
    place++;
  return place;
}

GwActionGroup
gw_action_group (const char *action)
{
  guint place = place_of (action);

  return place < G_N_ELEMENTS (order) ? order[place].group : GW_ACTION_GROUP_MAIN_LINE;
}

const char *
gw_action_group_label (GwActionGroup group)
{
  switch (group)
    {
    case GW_ACTION_GROUP_REQUESTS:
      return _ ("Requests");
    case GW_ACTION_GROUP_TASKS:
      return _ ("Tasks of inspectors");
    case GW_ACTION_GROUP_SUPERVISION:
      return _ ("Supervision");
    case GW_ACTION_GROUP_JOINING:
      return _ ("Joining cases");
    case GW_ACTION_GROUP_MAIN_LINE:
    case GW_ACTION_GROUP_N:
    default:
      return _ ("Main line");
    }
}

gboolean
gw_action_is_forward (const char *action)
{
  guint place = place_of (action);

  return place < G_N_ELEMENTS (order) && order[place].forward;
}

gboolean
gw_action_is_dangerous (const char *action)
{
  return g_strcmp0 (action, "void") == 0 || g_strcmp0 (action, "reject") == 0 ||
         g_strcmp0 (action, "force_close") == 0;
}

/* An unknown one after all that are known of its group. */
static guint
rank_of (const char *action)
{
  return gw_action_group (action) * (G_N_ELEMENTS (order) + 1) + place_of (action);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const GwCaseAction *first = *(const GwCaseAction *const *)a;
  const GwCaseAction *second = *(const GwCaseAction *const *)b;
  guint first_rank = rank_of (first->action);
  guint second_rank = rank_of (second->action);

  return first_rank < second_rank ? -1 : first_rank > second_rank;
}

/* The first that goes forward is drawn to the front, so that there is one to propose. */
static void
propose (GPtrArray *actions)
{
  for (guint i = 1; i < actions->len; i++)
    {
      GwCaseAction *action = actions->pdata[i];

      if (gw_action_is_forward (((GwCaseAction *)actions->pdata[0])->action))
        return;
      if (gw_action_is_forward (action->action))
        {
          g_ptr_array_remove_index (actions, i);
          g_ptr_array_insert (actions, 0, action);
          return;
        }
    }
}

GPtrArray *
gw_action_order (const GPtrArray *actions)
{
  GPtrArray *ordered = g_ptr_array_new ();

  for (guint i = 0; i < actions->len; i++)
    g_ptr_array_add (ordered, actions->pdata[i]);
  g_ptr_array_sort (ordered, compare);
  propose (ordered);
  return ordered;
}
