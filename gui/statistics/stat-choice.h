/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is asked next when a mark or a row is chosen, or gone into. */
#pragma once

#include "gui/statistics/stat-charts.h"

G_BEGIN_DECLS

/* Narrows all figures to a mark of a chart, by its key; chosen again it does not any more. */
void gw_stat_choose (GwInsight *insight, GwStatChart which, const char *key);
/* Shows what lies below a mark, in the end its cases. */
void gw_stat_enter (GwInsight *insight, GwStatChart which, const char *key);
/* The same for a row of the ranking. */
void gw_stat_enter_row (GwInsight *insight, const char *key);

G_END_DECLS
