/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the user was told of cards: how much of it is unread, and the list. */
#pragma once

#include "gui/model/desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Not visible until the server has told something. */
#define GW_TYPE_NOTICES_BUTTON (gw_notices_button_get_type ())
G_DECLARE_FINAL_TYPE (GwNoticesButton, gw_notices_button, GW, NOTICES_BUTTON, GtkWidget)

/* Asks at once, and again whenever the feed tells of a card. */
void gw_notices_button_set_desk (GwNoticesButton *self, GwDesk *desk);

G_END_DECLS
