/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The keys of the desk. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Binds keys to the class' actions, which are installed already. */
void gw_desk_keys_install (GtkWidgetClass *widget_class);
/* Those of the function keys, before anything inside of the widget hears them: a GtkPaned would
 * take F6 and F8 for itself. */
void gw_desk_keys_capture (GtkWidget *widget);

/* What the keys are, for people. */
GtkShortcutsWindow *gw_desk_keys_new_window (void);

G_END_DECLS
