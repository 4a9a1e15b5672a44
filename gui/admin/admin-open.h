/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening the administration beside the desk. */
#pragma once

#include "gui/admin/admin-window.h"

G_BEGIN_DECLS

/*
 * Opens the window, or brings forward the one that is open, and shows the page (NULL: the one
 * that is shown already, or the first; a leading slash does not count). parent: a widget of the desk; when it goes, so does the
 * window. NULL when the user may not.
 */
GwAdminWindow *gw_admin_window_open (GwDesk *desk, GtkWidget *parent, const char *page);
/* The one that is open, or NULL. */
GwAdminWindow *gw_admin_window_find (GtkWidget *parent);

G_END_DECLS
