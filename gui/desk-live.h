/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What lives with the desk's page and is not seen in it: alerts, and signs of life. */
#pragma once

#include "gui/model/desk.h"
#include "gui/session/settings.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* As long as the page lives: alerts become notifications of the application, and what the
 * user does in the page keeps the hold on the open case. */
void gw_desk_live_attach (GtkWidget *page, GwDesk *desk, GwSettings *settings);

G_END_DECLS
