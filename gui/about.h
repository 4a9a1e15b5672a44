/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the program is, who makes it, and under which licence. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Opens the window over parent; it closes with it. */
void gw_about_show (GtkWindow *parent);

G_END_DECLS
