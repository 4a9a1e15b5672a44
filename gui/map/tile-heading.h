/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the view of a tile layer is going to. */
#pragma once

#include "gui/map/map-frame.h"

#include <glib.h>

G_BEGIN_DECLS

/* Zeroed: nothing is known yet. */
typedef struct
{
  GwMapFrame target; /* where an animation ends */
  gboolean has_target;
  double zoom;       /* when it was asked last */
  int direction;     /* 1: the zoom grew last, -1: it shrank, 0: it jumped */
  gint64 moved_usec; /* when it did; monotonic */
} GwTileHeading;

/* target NULL: there is no animation. */
void gw_tile_heading_set_target (GwTileHeading *heading, const GwMapFrame *target);
/*
 * Takes note of the view, and says where it is going to, by an animation or as a hand moves
 * it. FALSE: it rests.
 */
gboolean gw_tile_heading_find (GwTileHeading *heading, const GwMapFrame *frame,
                               guint max_level, GwMapFrame *ret_target);

G_END_DECLS
