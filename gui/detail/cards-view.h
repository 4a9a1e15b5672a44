/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The yellow and red cards of a case, and explaining or revoking them. */
#pragma once

#include "gui/model/city-info.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * Signal "said" (gint64 card, char *verb, char *text): the user explains or revokes a card;
 * the verb is the wire's.
 */
#define GW_TYPE_CARDS_VIEW (gw_cards_view_get_type ())
G_DECLARE_FINAL_TYPE (GwCardsView, gw_cards_view, GW, CARDS_VIEW, GtkWidget)

/* Not visible without cards. What is being written stays while they are the same. */
void gw_cards_view_set_detail (GwCardsView *self, const GwCaseDetail *detail,
                               GwCityInfo *city);

G_END_DECLS
