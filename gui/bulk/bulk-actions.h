/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What may be done with several cases together: their actions and what they agree on. */
#pragma once

#include "gui/client/records.h"

G_BEGIN_DECLS

/* The action of a case, when it is one that can be done with many. NULL: it cannot. */
const GwCaseAction *gw_bulk_find_action (const GwCaseDetail *detail, const char *action);
/*
 * One document for all of GwCaseDetail (at least one): each action that any of them offers,
 * with the fields that make sense for all, and the department only where all are suggested the
 * same. Its number is no case's.
 */
GwCaseDetail *gw_bulk_merge (const GPtrArray *details);

G_END_DECLS
