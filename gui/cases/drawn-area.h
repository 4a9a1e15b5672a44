/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A chip that names the drawn area of which the list is, and removes it. */
#pragma once

#include "gis/shape.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Property "within" (string, as gis/ring.h has it; NULL: none, and the chip is not seen). */
#define GW_TYPE_DRAWN_AREA (gw_drawn_area_get_type ())
G_DECLARE_FINAL_TYPE (GwDrawnArea, gw_drawn_area, GW, DRAWN_AREA, GtkWidget)

/* What cannot be read is none. */
void gw_drawn_area_set_within (GwDrawnArea *self, const char *within);
const char *gw_drawn_area_get_within (GwDrawnArea *self);
/* Borrowed, or NULL. */
GwShape *gw_drawn_area_get_ring (GwDrawnArea *self);
/* There are more cases in it than the list has, which are so many; 0: it has them all. */
void gw_drawn_area_set_limit (GwDrawnArea *self, guint limit);

G_END_DECLS
