/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The actions that are open to the user: the next one as a button, the many in a menu. */
#pragma once

#include "gui/client/records.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Activates the action "form.open" (int32: the place) of what it stands in. */
#define GW_TYPE_ACTION_BAR (gw_action_bar_get_type ())
G_DECLARE_FINAL_TYPE (GwActionBar, gw_action_bar, GW, ACTION_BAR, GtkWidget)

/* GwCaseAction, in the order of gw_action_order(); NULL: none. Borrowed for the call. */
/* labels: what is written on an action instead of its name, by its name on the wire; or NULL. */
void gw_action_bar_set_actions (GwActionBar *self, const GPtrArray *actions,
                                GHashTable *labels);
/* The first button, or nothing when there is none. */
void gw_action_bar_focus (GwActionBar *self);
/* Opens the menu of the many. FALSE: there are not that many. */
gboolean gw_action_bar_open_menu (GwActionBar *self);

G_END_DECLS
