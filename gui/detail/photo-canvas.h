/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A photograph to be looked at: fits or zooms, pans, and is compared with another one. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * The wheel zooms about the pointer, dragging pans, a double click changes between fitting
 * and full size. Signal "changed" (): zoom or division are others now.
 */
#define GW_TYPE_PHOTO_CANVAS (gw_photo_canvas_get_type ())
G_DECLARE_FINAL_TYPE (GwPhotoCanvas, gw_photo_canvas, GW, PHOTO_CANVAS, GtkWidget)

/*
 * Takes references. other: what is seen right of the division, in the frame of the first; NULL:
 * nothing is compared. The view is kept only when the first one is the same as before.
 */
void gw_photo_canvas_set_textures (GwPhotoCanvas *self, GdkTexture *texture,
                                   GdkTexture *other);
/* 1: a pixel of the photo is one of the screen; 0: fits. */
void gw_photo_canvas_set_zoom (GwPhotoCanvas *self, double zoom);
double gw_photo_canvas_get_zoom (GwPhotoCanvas *self);
/* About the middle, also from fitting. */
void gw_photo_canvas_zoom_by (GwPhotoCanvas *self, double factor);
/* By shares of what is seen; only as far as the photo goes. */
void gw_photo_canvas_pan (GwPhotoCanvas *self, double x, double y);
/* Where the division stands, 0 at the left edge of the photo, 1 at the right one. */
void gw_photo_canvas_set_division (GwPhotoCanvas *self, double division);
double gw_photo_canvas_get_division (GwPhotoCanvas *self);

G_END_DECLS
