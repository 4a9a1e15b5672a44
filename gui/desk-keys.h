/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The keys of the desk. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Binds keys to the class' actions, which are installed already. */
void gw_desk_keys_install (GtkWidgetClass *widget_class);

G_END_DECLS
