/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What happened last, in words. */
#pragma once

#include <gtk/gtk.h>

#include "gui/model/desk.h"

G_BEGIN_DECLS

/* Some lines, the newest at the top; no more is kept than is shown. */
#define GW_TYPE_WALL_TICKER (gw_wall_ticker_get_type ())
G_DECLARE_FINAL_TYPE (GwWallTicker, gw_wall_ticker, GW, WALL_TICKER, GtkWidget)

/* Follows the feed from now on; begins with what was reported last. */
void gw_wall_ticker_set_desk (GwWallTicker *self, GwDesk *desk);

G_END_DECLS
