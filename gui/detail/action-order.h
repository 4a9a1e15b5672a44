/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In which order and under which heading the actions on a case are offered. */
#pragma once

#include "gui/client/records.h"

G_BEGIN_DECLS

typedef enum
{
  GW_ACTION_GROUP_MAIN_LINE,
  GW_ACTION_GROUP_REQUESTS,
  GW_ACTION_GROUP_TASKS,
  GW_ACTION_GROUP_SUPERVISION,
  GW_ACTION_GROUP_JOINING,
  GW_ACTION_GROUP_N,
} GwActionGroup;

/* An action of tomorrow stands at the end of the main line. */
GwActionGroup gw_action_group (const char *action);
/* "Main line", …: translated. */
const char *gw_action_group_label (GwActionGroup group);
/* TRUE for what usually comes next, and may be proposed. */
gboolean gw_action_is_forward (const char *action);
/* TRUE for what ends a case without its being solved. */
gboolean gw_action_is_dangerous (const char *action);
/* The same actions (GwCaseAction, borrowed), what usually comes next first, by groups. */
GPtrArray *gw_action_order (const GPtrArray *actions);

G_END_DECLS
