/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A still picture of a place: base map, a cell's outline, cases; for panels and for paper. */
#pragma once

#include "gis/shape.h"
#include "gui/client/records.h"
#include "gui/map/tile-source.h"

G_BEGIN_DECLS

/* A case beside the one that the picture is of. */
typedef struct
{
  double lon;
  double lat;
  GwLamp lamp;
} GwMapMark;

/* Copied where it is asked for. Sizes in pixels. */
typedef struct
{
  double lon; /* in the middle, where the case is */
  double lat;
  GwLamp lamp;
  guint zoom;
  int width;
  int height;
  gboolean dark;
  const GwShape *shape; /* of the cell; or NULL */
  const GArray *marks;  /* GwMapMark; or NULL */
} GwMapPictureWish;

/*
 * Loads the tiles that are needed and paints in a worker thread. A tile that cannot be had is
 * land: the picture comes without it.
 */
void gw_map_picture_paint_async (GwTileSource *tiles, const GwMapPictureWish *wish,
                                 GCancellable *cancellable, GAsyncReadyCallback callback,
                                 gpointer user_data);
/* The caller's. */
GdkTexture *gw_map_picture_paint_finish (GAsyncResult *result, GError **error);

G_END_DECLS
