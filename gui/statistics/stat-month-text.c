/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Months of the statistics in words. */
#define G_LOG_DOMAIN "gridward-statistics"

#include "gui/statistics/stat-month-text.h"

#include <glib/gi18n.h>

#include "gui/statistics/stat-text.h"

static const char *const states[GW_MONTH_N_STATES] = {
  [GW_MONTH_OPEN] = N_ ("open"),
  [GW_MONTH_REVIEWED] = N_ ("reviewed"),
  [GW_MONTH_LOCKED] = N_ ("locked"),
};

static const char *const actions[GW_MONTH_N_ACTIONS] = {
  [GW_MONTH_REVIEW] = N_ ("Note as _Reviewed"),
  [GW_MONTH_LOCK] = N_ ("_Lock the Month"),
  [GW_MONTH_REOPEN] = N_ ("Re_open"),
};

const char *
gw_stat_month_state (const GwMonth *month)
{
  return month->is_over ? _ (states[month->state]) : _ ("not over yet");
}

const char *
gw_stat_month_action (GwMonthAction action)
{
  return _ (actions[action]);
}

const char *
gw_stat_month_person (const GwMonthAct *act)
{
  return act->by.code != NULL ? gw_named_label (&act->by) : _ ("at the machine");
}

static char *
dup_deed (const GwMonthAct *act, GTimeZone *zone)
{
  g_autofree char *at = gw_stat_moment_text (act->at_usec, zone);
  const char *person = gw_stat_month_person (act);

  switch (act->action)
    {
    case GW_MONTH_REVIEW:
      return g_strdup_printf (_ ("Reviewed by %s on %s"), person, at);
    case GW_MONTH_LOCK:
      return g_strdup_printf (_ ("Locked by %s on %s"), person, at);
    default:
      return g_strdup_printf (_ ("Reopened by %s on %s"), person, at);
    }
}

char *
gw_stat_month_history (const GwMonth *month, GTimeZone *zone)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < month->acts->len; i++)
    {
      const GwMonthAct *act = month->acts->pdata[i];
      g_autofree char *deed = dup_deed (act, zone);

      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", deed);
      if (act->reason != NULL && act->reason[0] != '\0')
        g_string_append_printf (text, ": %s", act->reason);
    }
  return g_string_free (text, FALSE);
}
