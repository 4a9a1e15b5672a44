/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The state of the live connection, in a word, always visible; pressed, it tries again. */
#pragma once

#include "gui/model/desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GW_TYPE_CONNECTION_BUTTON (gw_connection_button_get_type ())
G_DECLARE_FINAL_TYPE (GwConnectionButton, gw_connection_button, GW, CONNECTION_BUTTON,
                      GtkWidget)

/* NULL: nothing to show. */
void gw_connection_button_set_desk (GwConnectionButton *self, GwDesk *desk);

G_END_DECLS
