/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The photographs of a case: which there are, who took them, and their pictures. */
#pragma once

#include "gui/model/city-info.h"

#include <gdk/gdk.h>

G_BEGIN_DECLS

typedef struct
{
  char *id;
  char *url;         /* path on the server */
  char *stage;       /* for people: "At the report", … */
  char *caption;     /* who took it and when; "" when it is not known */
  gboolean is_after; /* of the handling or the check */
} GwPhoto;

void gw_photo_free (GwPhoto *photo);
/*
 * GwPhoto of a case's images, oldest first; what is no image is left out. events (GwCaseEvent,
 * or NULL) tell who attached which. The caller's.
 */
GPtrArray *gw_photos_new (GPtrArray *attachments, GPtrArray *events, GwCityInfo *city);

/*
 * Fetches a photo and decodes it in a worker thread, turned as it was taken. width: a small
 * picture about so wide is wanted; 0: as large as it is, within what a texture can be.
 */
void gw_photo_load_async (GwClient *client, const char *url, int width,
                          GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data);
/* The same of what is here already; finished the same way. */
void gw_photo_decode_async (GBytes *bytes, int width, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data);
GdkTexture *gw_photo_load_finish (GAsyncResult *result, GError **error);

G_END_DECLS
