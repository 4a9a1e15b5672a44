/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a month of the statistics closes. */
#define G_LOG_DOMAIN "gridward-rules"

#include "backend/rules/period.h"

#include <string.h>

#include "backend/rules/permissions.h"

#define DECIDES (GW_ROLE_MANAGER | GW_ROLE_ADMIN)

static const char *const action_names[GW_PERIOD_N_ACTIONS] = {
  [GW_PERIOD_REVIEW] = "review",
  [GW_PERIOD_LOCK] = "lock",
  [GW_PERIOD_REOPEN] = "reopen",
};

static const char *const state_names[GW_PERIOD_N_STATES] = {
  [GW_PERIOD_OPEN] = "open",
  [GW_PERIOD_REVIEWED] = "reviewed",
  [GW_PERIOD_LOCKED] = "locked",
};

/* What can be done in a state. A review is taken back like a lock: with its reason. */
static const guint steps[GW_PERIOD_N_STATES] = {
  [GW_PERIOD_OPEN] = 1u << GW_PERIOD_REVIEW,
  [GW_PERIOD_REVIEWED] = 1u << GW_PERIOD_LOCK | 1u << GW_PERIOD_REOPEN,
  [GW_PERIOD_LOCKED] = 1u << GW_PERIOD_REOPEN,
};

const char *
gw_period_action_name (GwPeriodAction action)
{
  return (guint)action < GW_PERIOD_N_ACTIONS ? action_names[action] : NULL;
}

const char *
gw_period_state_name (GwPeriodState state)
{
  return (guint)state < GW_PERIOD_N_STATES ? state_names[state] : NULL;
}

gboolean
gw_period_action_parse (const char *name, GwPeriodAction *ret_action)
{
  for (guint i = GW_PERIOD_REVIEW; i < GW_PERIOD_N_ACTIONS; i++)
    if (strcmp (action_names[i], name) == 0)
      {
        *ret_action = i;
        return TRUE;
      }
  return FALSE;
}

GwPeriodState
gw_period_state_after (GwPeriodAction action)
{
  if (action == GW_PERIOD_REVIEW)
    return GW_PERIOD_REVIEWED;
  return action == GW_PERIOD_LOCK ? GW_PERIOD_LOCKED : GW_PERIOD_OPEN;
}

guint
gw_period_allowed (GwPeriodState state, guint roles, gboolean is_over)
{
  return is_over && gw_period_may_decide (roles) ? steps[state] : 0;
}

gboolean
gw_period_may_decide (guint roles)
{
  return (roles & DECIDES) != 0;
}

gboolean
gw_period_needs_reason (GwPeriodAction action)
{
  return action == GW_PERIOD_REOPEN;
}

gboolean
gw_period_parse (const char *text, guint *ret_month)
{
  guint year, month;

  if (strlen (text) != 7 || text[4] != '-' || strspn (text, "0123456789-") != 7 ||
      strchr (text + 5, '-') != NULL || strspn (text, "0123456789") != 4)
    return FALSE;
  year = (guint)g_ascii_strtoull (text, NULL, 10);
  month = (guint)g_ascii_strtoull (text + 5, NULL, 10);
  if (year < 1970 || year > 9998 || month < 1 || month > 12)
    return FALSE;
  *ret_month = year * 100 + month;
  return TRUE;
}

char *
gw_period_to_text (guint month)
{
  return g_strdup_printf ("%04u-%02u", month / 100, month % 100);
}

guint
gw_period_next (guint month)
{
  return month % 100 == 12 ? month + 89 : month + 1;
}

guint
gw_period_last_day (guint month)
{
  return month * 100 +
         g_date_get_days_in_month ((GDateMonth)(month % 100), (GDateYear)(month / 100));
}
