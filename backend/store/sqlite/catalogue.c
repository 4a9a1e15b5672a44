/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The catalogue's four tables. Each query has the fields of rules/catalogue-book.h. */
#define G_LOG_DOMAIN "gridward-store"

#include "backend/store/catalogue-store.h"

#include "backend/store/sqlite/internal.h"
#include "backend/store/sqlite/rows.h"

enum
{
  ROW_ID,
  ROW_VALID_FROM,
  ROW_VALID_TO,
  ROW_FIELDS
};

static const struct
{
  GwQuery list;
  GwQuery add;
  GwQuery end;
} queries[GW_N_TABLES] = {
  [GW_TABLE_SCHEMES] = { GW_QUERY_SCHEME_LIST, GW_QUERY_SCHEME_ADD, GW_QUERY_SCHEME_END },
  [GW_TABLE_CLASSES] = { GW_QUERY_CLASS_LIST, GW_QUERY_CLASS_ADD, GW_QUERY_CLASS_END },
  [GW_TABLE_CONDITIONS] = { GW_QUERY_CONDITION_LIST, GW_QUERY_CONDITION_ADD,
                            GW_QUERY_CONDITION_END },
  [GW_TABLE_MAPPING] = { GW_QUERY_MAPPING_LIST, GW_QUERY_MAPPING_ADD,
                         GW_QUERY_MAPPING_END },
};

static GwCatalogueRow *
read_row (GwStatement *s, guint n_fields)
{
  GwCatalogueRow *row = gw_catalogue_row_new ();

  row->id = gw_column_int (s, ROW_ID);
  row->valid_from = (guint32)gw_column_int (s, ROW_VALID_FROM);
  row->valid_to = (guint32)gw_column_int (s, ROW_VALID_TO);
  for (guint i = 0; i < n_fields; i++)
    {
      char *text = gw_column_dup_text (s, (int)(ROW_FIELDS + i));

      row->fields[i] = text != NULL ? text : g_strdup ("");
    }
  return row;
}

static gboolean
list_table (GwStoreReader *reader, GwCatalogueTable table, GPtrArray *rows, GError **error)
{
  GwStatement *s = gw_connection_query (reader->connection, queries[table].list, error);
  gboolean has_row = s != NULL;

  while (has_row)
    {
      if (!gw_statement_step (s, &has_row, error))
        return FALSE;
      if (has_row)
        g_ptr_array_add (rows, read_row (s, gw_catalogue_table_n_fields (table)));
    }
  return s != NULL;
}

GwCatalogueBook *
gw_store_catalogue_load (GwStoreReader *reader, GError **error)
{
  g_autoptr (GwCatalogueBook) book = gw_catalogue_book_new ();

  for (GwCatalogueTable table = 0; table < GW_N_TABLES; table++)
    if (!list_table (reader, table, book->rows[table], error))
      return NULL;
  return g_steal_pointer (&book);
}

gboolean
gw_store_catalogue_add (GwStoreWriter *writer, GwCatalogueTable table,
                        const GwCatalogueRow *row, guint32 valid_from, guint32 valid_to,
                        gint64 *ret_id, GError **error)
{
  GwStatement *s =
      gw_connection_query (writer->reader.connection, queries[table].add, error);
  guint n = gw_catalogue_table_n_fields (table);
  gint64 id;

  if (s == NULL)
    return FALSE;
  /* What a mapping's status says is said by its class. */
  if (table == GW_TABLE_MAPPING)
    n = GW_MAPPING_STATUS;
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strconcat (":", gw_catalogue_table_column (table, i), NULL);

      /* Binding knows a name by its address. */
      gw_bind_text (s, g_intern_string (name), row->fields[i]);
    }
  gw_bind_int (s, ":valid_from", valid_from);
  gw_bind_id (s, ":valid_to", valid_to);
  return gw_run_insert (writer, s, ret_id != NULL ? ret_id : &id, error);
}

gboolean
gw_store_catalogue_end (GwStoreWriter *writer, GwCatalogueTable table, gint64 id,
                        guint32 valid_to, GError **error)
{
  GwStatement *s =
      gw_connection_query (writer->reader.connection, queries[table].end, error);

  if (s == NULL)
    return FALSE;
  gw_bind_id (s, ":valid_to", valid_to);
  gw_bind_int (s, ":id", id);
  return gw_statement_run (s, error) &&
         gw_expect_change (writer->reader.connection, "there is no such version", error);
}

gboolean
gw_store_city_set_class_scheme (GwStoreWriter *writer, const char *scheme, GError **error)
{
  GwStatement *s = gw_connection_query (writer->reader.connection,
                                        GW_QUERY_CITY_SET_CLASS_SCHEME, error);

  if (s == NULL)
    return FALSE;
  gw_bind_text (s, ":class_scheme", scheme);
  return gw_statement_run (s, error);
}
