/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the city stands this moment, kept up to date. */
#pragma once

#include "gui/client/board.h"
#include "gui/model/desk.h"

G_BEGIN_DECLS

/*
 * Asks the server once after each burst of events, every two seconds at most; every half
 * minute without any, since lamps turn by time alone; at once when the city's day changes,
 * and when the line is there again. What is held stays when an answer does not come.
 * Signal "changed" (): there is a new record, or there was an error.
 */
#define GW_TYPE_BOARD (gw_board_get_type ())
G_DECLARE_FINAL_TYPE (GwBoard, gw_board, GW, BOARD, GObject)

GwBoard *gw_board_new (GwDesk *desk);
/* NULL until the first answer. Borrowed until the next "changed". */
const GwBoardRecord *gw_board_get (GwBoard *self);
/* NULL when the last answer was a good one. Borrowed. */
const GError *gw_board_get_error (GwBoard *self);
/* An answer is on its way, or will be asked for soon. */
gboolean gw_board_is_loading (GwBoard *self);

G_END_DECLS
