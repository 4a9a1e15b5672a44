/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The SQL functions of our own. */
#pragma once

#include <sqlite3.h>

#include "backend/store/id-set.h"
#include "backend/store/statistics-store.h"

G_BEGIN_DECLS

/* A GwIdSet, given to a query as a pointer. */
#define GW_ID_SET_POINTER "gw-id-set"

/* A GwShape, given to a query as a pointer. */
#define GW_RING_POINTER "gw-ring"

/* An array of GwCountRow that a query adds to. */
#define GW_COUNT_ROWS_POINTER "gw-count-rows"

/*
 * gw_collect_counts(:rows, id, counts, open, overdue)
 *   aggregate: appends a GwCountRow for each row
 * gw_counts(number...) -> counts: all of GwCount in one value, see counts-functions.c
 * gw_counts_add(counts, counts) -> counts
 * gw_counts_get(counts, GwCount) -> number
 * gw_local_day(ms, zone) -> the local date of an instant: 20261122
 * gw_id_set_has(:set, id) -> 0 or 1
 * gw_within(:ring, x, y) -> 1 when the position (GwFixed) is in the shape
 * gw_text_has(text, words) -> 1 when every word (folded, separated by spaces) is in text
 */
gboolean gw_functions_register (sqlite3 *handle, GError **error);
/* Those for counts alone. A result code of SQLite. */
int gw_counts_functions_register (sqlite3 *handle);

/* A value of counts as it stands in the file. */
typedef struct
{
  guint32 words[GW_N_COUNTS]; /* little-endian */
} GwPackedCounts;

/* From GW_N_COUNTS numbers. */
void gw_counts_pack (const gint *counts, GwPackedCounts *ret_packed);

G_END_DECLS
