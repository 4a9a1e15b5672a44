/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many objects of each type live, without a debug build of GLib. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Begins to count; before any class of the program is made, so first of all in main(). */
void gw_instances_watch (void);
/* How many live now, by type name (owned) → GSIZE_TO_POINTER of the number. Caller unrefs. */
GHashTable *gw_instances_count (void);

G_END_DECLS
