/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a month of the statistics closes: it is reviewed, then locked; only a reopening with its
 * reason lets it be changed again. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Kept by the file: never renumber. */
typedef enum
{
  GW_PERIOD_NONE = 0,
  GW_PERIOD_REVIEW = 1,
  GW_PERIOD_LOCK = 2,
  GW_PERIOD_REOPEN = 3,
  GW_PERIOD_N_ACTIONS,
} GwPeriodAction;

typedef enum
{
  GW_PERIOD_OPEN,
  GW_PERIOD_REVIEWED,
  GW_PERIOD_LOCKED,
  GW_PERIOD_N_STATES,
} GwPeriodState;

/* "review", "locked". Static; NULL for anything else. */
const char *gw_period_action_name (GwPeriodAction action);
const char *gw_period_state_name (GwPeriodState state);
/* FALSE for a name that nothing has. */
gboolean gw_period_action_parse (const char *name, GwPeriodAction *ret_action);

/* Where the action leads to. */
GwPeriodState gw_period_state_after (GwPeriodAction action);
/* Bits 1 << GwPeriodAction of what somebody with these roles (GwRole) may do. is_over: the
 * month has come to its end. */
guint gw_period_allowed (GwPeriodState state, guint roles, gboolean is_over);
/* Whether the statistics' periods concern somebody who decides about them. */
gboolean gw_period_may_decide (guint roles);
/* The action cannot be without words. */
gboolean gw_period_needs_reason (GwPeriodAction action);

/* "2026-11" -> 202611; FALSE for anything else. */
gboolean gw_period_parse (const char *text, guint *ret_month);
/* 202611 -> "2026-11". Caller frees. */
char *gw_period_to_text (guint month);
/* The month after. */
guint gw_period_next (guint month);
/* 202611 -> 20261130. */
guint gw_period_last_day (guint month);

G_END_DECLS
