/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The journal of an outbox on the disk: one line for what is kept, one for what is settled. */
#pragma once

#include <glib.h>

#include "gui/client/unsent.h"

G_BEGIN_DECLS

/* For the thread of gui/client/disk.h alone, but for new and the reference count. */
typedef struct _GwOutboxFile GwOutboxFile;

GwOutboxFile *gw_outbox_file_new (const char *path);
GwOutboxFile *gw_outbox_file_ref (GwOutboxFile *file);
/* Closes with the last reference. */
void gw_outbox_file_unref (GwOutboxFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwOutboxFile, gw_outbox_file_unref)

/*
 * Opens and reads: GwUnsent that were never settled, oldest first. A line that a crash cut
 * off is passed over. When another program has the file, nothing is read and nothing will be
 * kept. Never NULL.
 */
GPtrArray *gw_outbox_file_load (GwOutboxFile *file);
/* On the disk when it returns. FALSE: it could not be written (and that was logged). */
gboolean gw_outbox_file_keep (GwOutboxFile *file, GwUnsent *unsent);
gboolean gw_outbox_file_settle (GwOutboxFile *file, const char *key);

G_END_DECLS
