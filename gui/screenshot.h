/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A widget as a picture file, the same on every machine. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Renders by cairo whatever renderer the window uses. The widget must be mapped. */
gboolean gw_screenshot_write (GtkWidget *widget, const char *path, GError **error);

G_END_DECLS
