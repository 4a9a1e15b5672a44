/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * All counts of a place in one value: GW_N_COUNTS numbers of 32 bits, little-endian, in the
 * order of GwCount. Reading one value is several times faster than reading as many columns.
 * A shorter value has zeros at its end: it was written before there were more counts.
 */
#define G_LOG_DOMAIN "gridward-store"

#include "backend/store/sqlite/functions.h"

#include <string.h>

#include "backend/store/statistics-store.h"

G_STATIC_ASSERT (sizeof (GwPackedCounts) == GW_N_COUNTS * sizeof (guint32));

void
gw_counts_pack (const gint *counts, GwPackedCounts *ret_packed)
{
  for (guint i = 0; i < GW_N_COUNTS; i++)
    ret_packed->words[i] = GUINT32_TO_LE ((guint32)counts[i]);
}

static void
take (sqlite3_value *value, GwPackedCounts *ret_packed)
{
  const void *bytes = sqlite3_value_blob (value);
  gsize length = MIN ((gsize)sqlite3_value_bytes (value), sizeof *ret_packed);

  memset (ret_packed, 0, sizeof *ret_packed);
  if (bytes != NULL)
    memcpy (ret_packed, bytes, length);
}

static void
give (sqlite3_context *context, const GwPackedCounts *packed)
{
  sqlite3_result_blob (context, packed, sizeof *packed, SQLITE_TRANSIENT);
}

static void
pack_counts (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  GwPackedCounts packed;

  for (guint i = 0; i < GW_N_COUNTS; i++)
    packed.words[i] = GUINT32_TO_LE ((guint32)sqlite3_value_int64 (values[i]));
  give (context, &packed);
}

static void
add_counts (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  GwPackedCounts sum, more;

  take (values[0], &sum);
  take (values[1], &more);
  for (guint i = 0; i < GW_N_COUNTS; i++)
    sum.words[i] =
        GUINT32_TO_LE (GUINT32_FROM_LE (sum.words[i]) + GUINT32_FROM_LE (more.words[i]));
  give (context, &sum);
}

static void
get_count (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  gint64 position = sqlite3_value_int64 (values[1]);
  GwPackedCounts packed;

  take (values[0], &packed);
  if (position >= 0 && position < GW_N_COUNTS)
    sqlite3_result_int64 (context, GUINT32_FROM_LE (packed.words[position]));
}

/* What waits now, when everything was counted. */
static void
count_waiting (GwCountRow *row)
{
  const gint64 *counts = row->counts;

  row->to_handle = counts[GW_COUNT_DISPATCHED] - counts[GW_COUNT_WITHDRAWN_DISPATCHED] -
                   counts[GW_COUNT_HANDLED] + counts[GW_COUNT_WITHDRAWN_HANDLED] -
                   counts[GW_COUNT_DEFERRED] + counts[GW_COUNT_DEFERRAL_ENDED];
  row->to_close = counts[GW_COUNT_HANDLED] - counts[GW_COUNT_WITHDRAWN_HANDLED] -
                  counts[GW_COUNT_CLOSED] + counts[GW_COUNT_REOPENED];
}

static void
collect_counts (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  GArray *rows = sqlite3_value_pointer (values[0], GW_COUNT_ROWS_POINTER);
  GwCountRow row;
  GwPackedCounts packed;

  if (rows == NULL)
    return;
  row.id = sqlite3_value_int64 (values[1]);
  take (values[2], &packed);
  for (guint i = 0; i < GW_N_COUNTS; i++)
    row.counts[i] = GUINT32_FROM_LE (packed.words[i]);
  row.open = sqlite3_value_int64 (values[3]);
  row.overdue = sqlite3_value_int64 (values[4]);
  count_waiting (&row);
  g_array_append_val (rows, row);
}

/* The rows are the result. */
static void
collect_nothing (sqlite3_context *context)
{
  sqlite3_result_null (context);
}

int
gw_counts_functions_register (sqlite3 *handle)
{
  const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY;
  int result = sqlite3_create_function_v2 (handle, "gw_counts", GW_N_COUNTS, flags, NULL,
                                           pack_counts, NULL, NULL, NULL);

  if (result == SQLITE_OK)
    result = sqlite3_create_function_v2 (handle, "gw_counts_add", 2, flags, NULL,
                                         add_counts, NULL, NULL, NULL);
  if (result == SQLITE_OK)
    result = sqlite3_create_function_v2 (handle, "gw_counts_get", 2, flags, NULL, get_count,
                                         NULL, NULL, NULL);
  if (result == SQLITE_OK)
    result = sqlite3_create_function_v2 (handle, "gw_collect_counts", 5,
                                         SQLITE_UTF8 | SQLITE_DIRECTONLY, NULL, NULL,
                                         collect_counts, collect_nothing, NULL);
  return result;
}
