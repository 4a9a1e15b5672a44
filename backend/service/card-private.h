/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the cards share. */
#pragma once

#include "backend/service/card.h"
#include "backend/service/service-private.h"

G_BEGIN_DECLS

/* Any thread. */
GwCardActor gw_card_actor (const GwSnapshot *snapshot, const GwPerson *user,
                           const GwCardRecord *record);
/* Main thread only. */
GwCard *gw_card_new (GwService *service, const GwPerson *user, const GwCardRecord *record);
/* GwCardRecord -> GwCard; NULL is none. */
GPtrArray *gw_cards_new (GwService *service, const GwPerson *user,
                         const GPtrArray *records);

G_END_DECLS
