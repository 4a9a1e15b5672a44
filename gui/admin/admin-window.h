/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window of the administration: a sidebar of pages, and the page that was chosen. */
#pragma once

#include "gui/admin/admin-page.h"

G_BEGIN_DECLS

/*
 * Ctrl+F searches, Ctrl+N begins something new, Ctrl+S saves, Ctrl+R loads anew, Alt+1 … Alt+9
 * and Ctrl+PageUp and Ctrl+PageDown choose a page, Ctrl+W closes; changes that were not saved
 * are asked about first.
 */
#define GW_TYPE_ADMIN_WINDOW (gw_admin_window_get_type ())
G_DECLARE_FINAL_TYPE (GwAdminWindow, gw_admin_window, GW, ADMIN_WINDOW, AdwWindow)

GwAdminWindow *gw_admin_window_new (GwDesk *desk);
/* TRUE when the user gets any of the pages. */
gboolean gw_admin_window_is_for (const GwUser *user);
/* name NULL: the first one. Unknown ones, or those of others, change nothing. */
void gw_admin_window_show_page (GwAdminWindow *self, const char *name);
/* Nothing of the page that is shown is on its way. */
gboolean gw_admin_window_is_settled (GwAdminWindow *self);

G_END_DECLS
