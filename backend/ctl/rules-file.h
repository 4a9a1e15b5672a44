/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Routing rules from a file. */
#pragma once

#include "backend/ctl/command.h"
#include "backend/rules/routing-table.h"

G_BEGIN_DECLS

/* Reads and judges the file; prints every fault and fails when there is any. */
GwRoutingTable *gw_ctl_read_rules (const GwSnapshot *snapshot, const char *path,
                                   GError **error);
/* Code and name of a department, for people; 0: none. Caller frees. */
char *gw_ctl_name_department (const GwSnapshot *snapshot, gint64 id);

G_END_DECLS
