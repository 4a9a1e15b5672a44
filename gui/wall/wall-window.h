/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command view: the whole state of the city on one screen on the wall. */
#pragma once

#include <gtk/gtk.h>

#include "gui/model/desk.h"
#include "gui/wall/wall-tour.h"

G_BEGIN_DECLS

/*
 * Full screen, dark unless the user chose light, without anything to click. Everything comes
 * from the desk's models and from one question to the server every few seconds. Keys: Space
 * stops the tour of the areas, Left and Right go on by hand, Home shows the whole city, F11
 * and Escape leave. It keeps nothing that grows: it may stay open for weeks.
 */
#define GW_TYPE_WALL_WINDOW (gw_wall_window_get_type ())
G_DECLARE_FINAL_TYPE (GwWallWindow, gw_wall_window, GW, WALL_WINDOW, GtkWindow)

GtkWidget *gw_wall_window_new (GwDesk *desk);
/* Nothing that it shows is on its way. */
gboolean gw_wall_window_is_settled (GwWallWindow *self);

/*
 * Opens it for the desk that the widget (its page) belongs to, or brings it to the front; it
 * closes with that page. Borrowed.
 */
GwWallWindow *gw_wall_open (GwDesk *desk, GtkWidget *page);
/* The open one, or NULL. */
GwWallWindow *gw_wall_find (GtkWidget *page);

G_END_DECLS
