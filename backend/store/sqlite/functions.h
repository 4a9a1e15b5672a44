/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The SQL functions of our own. */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* A set of row ids, given to a query as a pointer. */
typedef struct _GwIdSet GwIdSet;

#define GW_ID_SET_POINTER "gw-id-set"

GwIdSet *gw_id_set_new (const gint64 *ids, guint n_ids);
void gw_id_set_free (GwIdSet *set);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwIdSet, gw_id_set_free)

/* An array of GwCountRow that a query adds to. */
#define GW_COUNT_ROWS_POINTER "gw-count-rows"

/*
 * gw_collect_counts(:rows, id, counts in the order of GwCount..., open, overdue)
 *   aggregate: appends a GwCountRow for each row
 * gw_id_set_has(:set, id) -> 0 or 1
 * gw_text_has(text, words) -> 1 when every word (folded, separated by spaces) is in text
 */
gboolean gw_functions_register (sqlite3 *handle, GError **error);

G_END_DECLS
