/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The photos of a case, large: zoom, full screen, and before and after laid on each other. */
#pragma once

#include "gui/client/client.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Opens over the window of from, at one of photos (GwPhoto). Owns itself. */
void gw_photo_window_open (GtkWidget *from, GwClient *client, GPtrArray *photos,
                           guint index);

G_END_DECLS
