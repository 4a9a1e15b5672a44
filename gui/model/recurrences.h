/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is filed again and again at the same spot, for the managers' page. */
#pragma once

#include "gui/client/client.h"
#include "gui/client/recurrence-records.h"
#include "gui/model/stat-question.h"

G_BEGIN_DECLS

/* Signal "changed" (): the groups are new, or there are more of them, or they failed. */
#define GW_TYPE_RECURRENCES (gw_recurrences_get_type ())
G_DECLARE_FINAL_TYPE (GwRecurrences, gw_recurrences, GW, RECURRENCES, GObject)

GwRecurrences *gw_recurrences_new (GwClient *client);
/* Of the question's period and filters; what was asked before is forgotten. */
void gw_recurrences_ask (GwRecurrences *self, const GwStatQuestion *question);
/* Asks for those that follow, when there are any; after a failure only once it is asked anew. */
void gw_recurrences_more (GwRecurrences *self);
gboolean gw_recurrences_is_loading (GwRecurrences *self);
/* NULL while nothing failed. Borrowed. */
const GError *gw_recurrences_get_error (GwRecurrences *self);
/* NULL until it is there; the same one as long as only more of its groups come. Borrowed. */
const GwRecurrence *gw_recurrences_get (GwRecurrences *self);

G_END_DECLS
