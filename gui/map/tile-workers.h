/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The threads that decode and paint tiles. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * Runs func in a thread of low priority, so that the main loop never waits for a processor;
 * takes no reference beyond the run. A task that is cancelled before its turn ends at once.
 */
void gw_tile_workers_run (GTask *task, GTaskThreadFunc func);
/* How many run at once. */
guint gw_tile_workers_count (void);

G_END_DECLS
