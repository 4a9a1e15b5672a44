/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The photos of a case, small: before and after side by side; each opens large. */
#pragma once

#include "gui/client/client.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * Two columns as soon as there are photos of both, before at the left and after at the right;
 * else the photos two in a row. Not visible without any.
 */
#define GW_TYPE_PHOTO_STRIP (gw_photo_strip_get_type ())
G_DECLARE_FINAL_TYPE (GwPhotoStrip, gw_photo_strip, GW, PHOTO_STRIP, GtkWidget)

/* photos: GwPhoto. The same photos are not fetched again. */
void gw_photo_strip_set_photos (GwPhotoStrip *self, GwClient *client, GPtrArray *photos);
/* TRUE when no picture is on its way any more. */
gboolean gw_photo_strip_is_settled (GwPhotoStrip *self);

G_END_DECLS
