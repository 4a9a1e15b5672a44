/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the server says of a draft of rules: findings, a dry run, why one case goes where. */
#pragma once

#include "gui/admin/rule-item.h"
#include "gui/client/client.h"
#include "gui/model/city-info.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Signals: "rank-chosen" (guint): lead to that rule; "try" (string): the members of a
 * question, as JSON with a leading comma. */
#define GW_TYPE_RULE_RESULTS (gw_rule_results_get_type ())
G_DECLARE_FINAL_TYPE (GwRuleResults, gw_rule_results, GW, RULE_RESULTS, GtkBox)

/* client: to look for places. */
GtkWidget *gw_rule_results_new (GwCityInfo *city, GwClient *client);
/* One line above the lists. */
void gw_rule_results_say (GwRuleResults *self, const char *text, gboolean is_fault);
/* The words and faults of the rules go to the items. */
void gw_rule_results_show_check (GwRuleResults *self, GwJson *answer, GListModel *items);
void gw_rule_results_show_run (GwRuleResults *self, GwJson *answer);
void gw_rule_results_show_why (GwRuleResults *self, GwJson *answer);

G_END_DECLS
