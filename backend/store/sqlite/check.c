/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking for faults: pages, references, the journal, the counters. */
#define G_LOG_DOMAIN "gridward-store"

#include "backend/store/city-store.h"
#include "backend/store/statistics-store.h"

#include "backend/store/sqlite/internal.h"

/* Appends "prefix" and the first column of every row. */
static gboolean
collect (GwStoreReader *reader, GwQuery query, const char *prefix, GPtrArray *out,
         GError **error)
{
  GwStatement *s = gw_connection_query (reader->connection, query, error);
  gboolean has_row = TRUE;

  if (s == NULL)
    return FALSE;
  while (has_row)
    {
      g_autofree char *text = NULL;

      if (!gw_statement_step (s, &has_row, error))
        return FALSE;
      if (!has_row)
        break;
      text = gw_column_dup_text (s, 0);
      if (g_strcmp0 (text, "ok") != 0)
        g_ptr_array_add (out, g_strconcat (prefix, text, NULL));
    }
  return TRUE;
}

gboolean
gw_store_check (GwStoreReader *reader, GPtrArray *ret_faults, GError **error)
{
  return collect (reader, GW_QUERY_CHECK_PAGES, "file: ", ret_faults, error) &&
         collect (reader, GW_QUERY_CHECK_REFERENCES, "dangling reference in table ",
                  ret_faults, error) &&
         collect (reader, GW_QUERY_CHECK_JOURNAL, "", ret_faults, error) &&
         gw_store_recount (reader, ret_faults, error);
}

gboolean
gw_store_recount (GwStoreReader *reader, GPtrArray *ret_differences, GError **error)
{
  return collect (reader, GW_QUERY_RECOUNT_CELLS, "counters differ from the journal: cell ",
                  ret_differences, error) &&
         collect (reader, GW_QUERY_RECOUNT_DEPARTMENTS,
                  "counters differ from the journal: department ", ret_differences,
                  error) &&
         collect (reader, GW_QUERY_CHECK_REPORTERS,
                  "counters differ from the journal: inspector ", ret_differences, error);
}

gboolean
gw_store_find_strays (GwStoreReader *reader, GPtrArray *ret_faults, GError **error)
{
  return collect (reader, GW_QUERY_CHECK_REFERENCES, "dangling reference in table ",
                  ret_faults, error) &&
         collect (reader, GW_QUERY_CHECK_STRAYS, "", ret_faults, error);
}
