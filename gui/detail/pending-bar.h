/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was decided about the open case and is not sent yet, with the way to take it back. */
#pragma once

#include "gui/model/action-queue.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Visible only while something is under way for the case. */
#define GW_TYPE_PENDING_BAR (gw_pending_bar_get_type ())
G_DECLARE_FINAL_TYPE (GwPendingBar, gw_pending_bar, GW, PENDING_BAR, GtkWidget)

void gw_pending_bar_set_queue (GwPendingBar *self, GwActionQueue *queue);
/* number NULL: no case is open. */
void gw_pending_bar_set_number (GwPendingBar *self, const char *number);

G_END_DECLS
