/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who else has the open case open. */
#pragma once

#include "gui/model/desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Follows the selection; not visible while nobody else is at the case. */
#define GW_TYPE_HOLD_VIEW (gw_hold_view_get_type ())
G_DECLARE_FINAL_TYPE (GwHoldView, gw_hold_view, GW, HOLD_VIEW, GtkWidget)

void gw_hold_view_set_desk (GwHoldView *self, GwDesk *desk);

G_END_DECLS
