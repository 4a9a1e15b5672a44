/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The photos of a case, small; each opens large and zoomable. */
#pragma once

#include "gui/client/client.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GW_TYPE_PHOTO_STRIP (gw_photo_strip_get_type ())
G_DECLARE_FINAL_TYPE (GwPhotoStrip, gw_photo_strip, GW, PHOTO_STRIP, GtkWidget)

/* GwAttachment; what is no image is left out. The same photos are not fetched again. */
void gw_photo_strip_set_attachments (GwPhotoStrip *self, GwClient *client,
                                     GPtrArray *attachments);

/* A window with one photo: fits, zooms by wheel, keys and double click, pans by dragging. */
void gw_photo_window_open (GtkWidget *from, GdkTexture *texture, const char *title);

G_END_DECLS
