/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is kept on the disk and waits for the user: what was not sent, and what was begun. */
#pragma once

#include "gui/model/desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * Hidden while there is nothing. Opens a list, in which each request can be sent again or
 * dropped, and each draft gone on with or dropped. Going on activates desk.new-call or opens
 * the case.
 */
#define GW_TYPE_KEPT_BUTTON (gw_kept_button_get_type ())
G_DECLARE_FINAL_TYPE (GwKeptButton, gw_kept_button, GW, KEPT_BUTTON, GtkWidget)

/* Opens the list, when there is anything. */
void gw_kept_button_open (GwKeptButton *self);
void gw_kept_button_set_desk (GwKeptButton *self, GwDesk *desk);

G_END_DECLS
