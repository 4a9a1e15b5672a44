/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Windows of which an owner has one at a time: the second wish shows the first window. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The owner's open window of that kind (a static string), or NULL. */
gpointer gw_only_window_find (GtkWidget *owner, const char *kind);
/* It is the owner's until it is closed; it is closed with the owner at the latest. */
void gw_only_window_keep (GtkWidget *owner, const char *kind, GtkWindow *window);

G_END_DECLS
