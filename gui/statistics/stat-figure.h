/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A number that opens into the cases that it counts. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A button "Closed 12"; what is to be done when it is clicked is the caller's. */
GtkWidget *gw_stat_figure_button_new (const char *figure, const char *title, gint64 count);
/* The figure that a button was made for. Borrowed. */
const char *gw_stat_figure_button_get (GtkWidget *button);

G_END_DECLS
