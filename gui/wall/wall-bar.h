/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cases by their lamps as one stacked bar. */
#pragma once

#include <gtk/gtk.h>

#include "gui/client/records.h"

G_BEGIN_DECLS

#define GW_TYPE_WALL_BAR (gw_wall_bar_get_type ())
G_DECLARE_FINAL_TYPE (GwWallBar, gw_wall_bar, GW, WALL_BAR, GtkWidget)

/* Only to be seen: what it says is for its row to tell in words. */
GtkWidget *gw_wall_bar_new (void);
/* lamps: GW_LAMP_N counts. full: the count that fills the whole width. */
void gw_wall_bar_show (GwWallBar *self, const guint *lamps, guint full);

G_END_DECLS
