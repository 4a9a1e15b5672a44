/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What somebody may choose about the desk, page by page. */
#pragma once

#include "gui/session/settings.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Opens the window over parent, or presents the one that is open. Every change is in force at
 * once. Pages are listed in the table of preferences-window.c. */
void gw_preferences_window_open (GtkWindow *parent, GwSettings *settings);

G_END_DECLS
