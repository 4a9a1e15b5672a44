/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A decision in words. */
#pragma once

#include "gui/client/encode.h"
#include "gui/model/city-info.h"
#include "gui/model/queued-action.h"

G_BEGIN_DECLS

/* "Dispatched to Sanitation", "Returned": what is done once it is taken. Caller frees. */
char *gw_text_decision (const GwDecision *decision, GwCityInfo *city);

/* How far it has got: "Not sent yet", …; NULL: nothing to say. */
const char *gw_text_queued (GwQueuedAction *action);

G_END_DECLS
