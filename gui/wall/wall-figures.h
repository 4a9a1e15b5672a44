/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The day in seven large numbers. */
#pragma once

#include <gtk/gtk.h>

#include "gui/client/board.h"

G_BEGIN_DECLS

#define GW_TYPE_WALL_FIGURES (gw_wall_figures_get_type ())
G_DECLARE_FINAL_TYPE (GwWallFigures, gw_wall_figures, GW, WALL_FIGURES, GtkWidget)

void gw_wall_figures_show (GwWallFigures *self, const GwBoardRecord *board);

G_END_DECLS
