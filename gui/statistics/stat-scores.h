/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ranking by a score scheme, and what each score is made of. */
#pragma once

#include "gui/model/insight.h"
#include "gui/model/scores.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The scheme, the period, the rows and the filters are the question's. A row that is entered,
 * and a number of a term, become the question: figures narrowed to the row, or its cases. */
#define GW_TYPE_STAT_SCORES (gw_stat_scores_get_type ())
G_DECLARE_FINAL_TYPE (GwStatScores, gw_stat_scores, GW, STAT_SCORES, GtkWidget)

GtkWidget *gw_stat_scores_new (GwInsight *insight, GwScores *scores);
/* Whether the terms stand beside the ranking, not under it. */
void gw_stat_scores_set_wide (GwStatScores *self, gboolean wide);

G_END_DECLS
