/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ends of the days of the journal's chain, as a file to be kept elsewhere. */
#pragma once

#include "backend/ctl/command.h"

G_BEGIN_DECLS

/*
 * Writes a line per day that is over, and one of where the chain stands now: the day, the
 * number of the seal, its hash.
 */
gboolean gw_ctl_anchors_write (GwService *service, const char *path, guint *ret_n,
                               GError **error);
/* GwAnchorRecord. NULL with the line at fault. */
GArray *gw_ctl_anchors_read (const char *path, GError **error);

G_END_DECLS
