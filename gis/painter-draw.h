/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws a part of the map with cairo. */
#pragma once

#include "gis/painter-label.h"
#include "gis/painter-scene.h"

#include <cairo.h>

G_BEGIN_DECLS

/* What is drawn: a rectangle of the whole world's pixels at a zoom. */
typedef struct
{
  guint zoom;
  double left;
  double top;
  guint width;
  guint height;
} GwDrawView;

/* Draws the view with its left upper corner at cr's origin, background included. */
void gw_draw_map (cairo_t *cr, const GwScene *scene, const GwLabelSet *labels,
                  GwTextCache *texts, const GwDrawView *view);

G_END_DECLS
