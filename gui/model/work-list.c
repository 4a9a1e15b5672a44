/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What somebody is to do next with cases: the lists by which a shift divides its work. */
#define G_LOG_DOMAIN "gridward-model"

#include "gui/model/work-list.h"

#include <glib/gi18n.h>

static const GwWorkListInfo lists[GW_N_WORK_LISTS] = {
  [GW_WORK_OPEN] = { "open", N_ ("All open"), N_ ("Every case that is not closed"),
                     GW_STATES_OPEN },
  [GW_WORK_TO_FILE] = { "to-file", N_ ("To file"), N_ ("Reported: to be filed or rejected"),
                        1u << GW_STATE_REPORTED },
  [GW_WORK_TO_DISPATCH] = { "to-dispatch", N_ ("To dispatch"),
                            N_ ("Filed: to be given to a department"),
                            1u << GW_STATE_FILED },
  [GW_WORK_IN_WORK] = { "in-work", N_ ("In work"), N_ ("Dispatched and being handled"),
                        1u << GW_STATE_DISPATCHED | 1u << GW_STATE_HANDLING },
  [GW_WORK_TO_CHECK] = { "to-check", N_ ("To check"),
                         N_ ("Handled: to be checked on the spot"),
                         1u << GW_STATE_HANDLED },
  [GW_WORK_TO_CLOSE] = { "to-close", N_ ("To close"), N_ ("Checked: to be closed"),
                         1u << GW_STATE_CHECKED },
  [GW_WORK_ENDED] = { "ended", N_ ("Ended"), N_ ("Closed, rejected and voided cases"),
                      GW_STATES_ENDED },
  [GW_WORK_TO_VERIFY] = { "to-verify", N_ ("To verify"),
                          N_ ("Reported: an inspector is asked to look"),
                          1u << GW_STATE_REPORTED, 0, GW_FLAG_TASK,
                          "inspector acceptor leader manager admin" },
  [GW_WORK_RETURNED] = { "returned", N_ ("Returned"),
                         N_ ("Sent back by who had them: to be given another way"),
                         GW_STATES_OPEN, 0, GW_FLAG_RETURNED,
                         "acceptor leader dispatcher manager admin" },
  [GW_WORK_REQUESTS] = { "requests", N_ ("Requests"),
                         N_ ("Something is asked for and waits for a decision"),
                         GW_STATES_OPEN | 1u << GW_STATE_CLOSED, 0, GW_FLAG_REQUEST,
                         "acceptor leader dispatcher department manager admin" },
  [GW_WORK_ASSIGNED] = { "assigned", N_ ("Assigned"), N_ ("A handler has the case"),
                         GW_STATES_OPEN, 0, GW_FLAG_ASSIGNED, "department handler" },
  [GW_WORK_DUE_SOON] = { "due-soon", N_ ("Due soon"),
                         N_ ("Nine tenths of the time are over"), GW_STATES_OPEN,
                         1u << GW_LAMP_YELLOW },
  [GW_WORK_OVERDUE] = { "overdue", N_ ("Overdue"), N_ ("The deadline has passed"),
                        GW_STATES_OPEN, 1u << GW_LAMP_RED },
  [GW_WORK_SUPERVISED] = { "supervised", N_ ("Supervised"),
                           N_ ("A leader watches the case"), GW_STATES_OPEN, 0,
                           GW_FLAG_SUPERVISED },
};

const GwWorkListInfo *
gw_work_list_info (GwWorkList list)
{
  g_return_val_if_fail (list < GW_N_WORK_LISTS, NULL);

  return &lists[list];
}

gboolean
gw_work_list_is_for (GwWorkList list, const GwUser *user)
{
  g_auto (GStrv) roles = NULL;

  g_return_val_if_fail (list < GW_N_WORK_LISTS, FALSE);

  if (lists[list].roles == NULL)
    return TRUE;
  roles = g_strsplit (lists[list].roles, " ", -1);
  for (guint i = 0; roles[i] != NULL; i++)
    if (gw_user_has_role (user, roles[i]))
      return TRUE;
  return FALSE;
}

gboolean
gw_work_list_holds (GwWorkList list, GwCaseState state, GwLamp lamp, guint flags)
{
  const GwWorkListInfo *info = &lists[list];

  return (info->states & 1u << state) != 0 &&
         (info->lamps == 0 || (info->lamps & 1u << lamp) != 0) &&
         (info->flags == 0 || (info->flags & flags) != 0);
}
