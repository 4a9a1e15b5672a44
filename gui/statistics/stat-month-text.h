/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Months of the statistics in words. */
#pragma once

#include "gui/client/month-records.h"

G_BEGIN_DECLS

/* "not over yet", "locked"; translated. */
const char *gw_stat_month_state (const GwMonth *month);
/* "_Lock", for a button; translated. */
const char *gw_stat_month_action (GwMonthAction action);
/* Who did it; "at the machine" when nobody signed in did. Borrowed. */
const char *gw_stat_month_person (const GwMonthAct *act);
/* What was done, by whom, when and why, a line for each; caller frees. */
char *gw_stat_month_history (const GwMonth *month, GTimeZone *zone);

G_END_DECLS
