/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Work on small files, off the main loop and in the order in which it was asked for. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Runs on the one worker thread of the process. Frees nothing: data has a free function. */
typedef void (*GwDiskFunc) (gpointer data);

/*
 * Queues func after everything that was queued before. done (may be NULL) is called on the
 * caller's main loop afterwards; then data is freed, on the main loop, too. When the process
 * ends before, done is not called.
 */
void gw_disk_queue (GwDiskFunc func, GwDiskFunc done, gpointer data,
                    GDestroyNotify free_data);
/* Waits until all that is queued is done: when the program ends, and in tests. */
void gw_disk_wait (void);
/*
 * In the user's data folder, or under folder when it is not NULL: the path of a file that
 * belongs to one person on one server. Caller frees.
 */
char *gw_disk_path (const char *folder, const char *base, const char *login,
                    const char *suffix);

G_END_DECLS
