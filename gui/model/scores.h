/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The scores that a scheme gives to rows of the managers' page. */
#pragma once

#include "gui/client/client.h"
#include "gui/client/score-records.h"
#include "gui/model/stat-question.h"

G_BEGIN_DECLS

/* Signal "changed" (): the table is new, or failed. */
#define GW_TYPE_SCORES (gw_scores_get_type ())
G_DECLARE_FINAL_TYPE (GwScores, gw_scores, GW, SCORES, GObject)

GwScores *gw_scores_new (GwClient *client);
/* By the scheme, the period, the rows and the filters of a question; what was asked before is
 * forgotten. The question needs a scheme. */
void gw_scores_ask (GwScores *self, const GwStatQuestion *question);
gboolean gw_scores_is_loading (GwScores *self);
/* NULL while nothing failed. Borrowed. */
const GError *gw_scores_get_error (GwScores *self);
/* All its rows; NULL until it is there. Borrowed. */
const GwScoreTable *gw_scores_get_table (GwScores *self);

G_END_DECLS
