/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shapes that most queries have: one row, all rows, one change. */
#define G_LOG_DOMAIN "gridward-store"

#include "backend/store/sqlite/rows.h"

#include "backend/store/sqlite/internal.h"

gboolean
gw_step_to_row (GwStatement *statement, const char *missing, GError **error)
{
  gboolean has_row;

  if (!gw_statement_step (statement, &has_row, error))
    return FALSE;
  if (!has_row)
    g_set_error_literal (error, GW_STORE_ERROR, GW_STORE_ERROR_NOT_FOUND, missing);
  return has_row;
}

gpointer
gw_read_one (GwStatement *statement, GwRowFunc read, const char *missing, GError **error)
{
  gpointer row;

  if (!gw_step_to_row (statement, missing, error))
    return NULL;
  row = read (statement);
  gw_statement_reset (statement);
  return row;
}

GPtrArray *
gw_read_all (GwStatement *statement, GwRowFunc read, GDestroyNotify free_row,
             GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (free_row);
  gboolean has_row = TRUE;

  while (has_row)
    {
      if (!gw_statement_step (statement, &has_row, error))
        return NULL;
      if (has_row)
        g_ptr_array_add (rows, read (statement));
    }
  return g_steal_pointer (&rows);
}

GPtrArray *
gw_list (GwStoreReader *reader, GwQuery query, GwRowFunc read, GDestroyNotify free_row,
         GError **error)
{
  GwStatement *statement = gw_connection_query (reader->connection, query, error);

  return statement == NULL ? NULL : gw_read_all (statement, read, free_row, error);
}

gboolean
gw_run_with_id (GwStoreWriter *writer, GwQuery query, const char *name, gint64 value,
                GError **error)
{
  GwStatement *statement = gw_connection_query (writer->reader.connection, query, error);

  if (statement == NULL)
    return FALSE;
  gw_bind_int (statement, name, value);
  return gw_statement_run (statement, error);
}

gboolean
gw_run_insert (GwStoreWriter *writer, GwStatement *statement, gint64 *ret_id,
               GError **error)
{
  if (!gw_statement_run (statement, error))
    return FALSE;
  *ret_id =
      sqlite3_last_insert_rowid (gw_connection_get_handle (writer->reader.connection));
  return TRUE;
}

gboolean
gw_expect_change (GwConnection *connection, const char *missing, GError **error)
{
  if (sqlite3_changes (gw_connection_get_handle (connection)) > 0)
    return TRUE;
  g_set_error_literal (error, GW_STORE_ERROR, GW_STORE_ERROR_NOT_FOUND, missing);
  return FALSE;
}
