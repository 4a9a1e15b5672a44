/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long it took until a case was closed. */
#define G_LOG_DOMAIN "gridward-store"

#include "backend/store/closing-store.h"

#include "backend/store/sqlite/follower.h"
#include "backend/store/sqlite/rows.h"

gboolean
gw_store_closing_ms (GwStoreReader *reader, gint64 seq, gint64 *ret_ms, GError **error)
{
  GwStatement *s = gw_connection_query (reader->connection, GW_QUERY_CLOSING_TIME, error);
  gboolean has_row;

  *ret_ms = 0;
  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":seq", seq);
  if (!gw_statement_step (s, &has_row, error))
    return FALSE;
  if (!has_row)
    return TRUE;
  *ret_ms = gw_column_int (s, 0);
  gw_statement_reset (s);
  return TRUE;
}
