/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The four tables of a catalogue. */
#define G_LOG_DOMAIN "gridward-rules"

#include "backend/rules/catalogue-book.h"

#include <string.h>

#define VALIDITY "valid_from", "valid_to"

static const struct
{
  const char *name;
  guint n_key;
  guint n_fields;
  const char *columns[GW_CATALOGUE_MAX_FIELDS + 2];
} tables[] = {
  [GW_TABLE_SCHEMES] = { "schemes",
                         1,
                         GW_SCHEME_N_FIELDS,
                         { "scheme", "name", "name_en", VALIDITY } },
  [GW_TABLE_CLASSES] = { "classes",
                         3,
                         GW_CLASS_N_FIELDS,
                         { "scheme", "kind", "code", "group", "group_en", "name", "name_en",
                           VALIDITY } },
  [GW_TABLE_CONDITIONS] = { "conditions",
                            4,
                            GW_CONDITION_N_FIELDS,
                            { "scheme", "kind", "class", "condition", "text", "text_en",
                              "limit", "unit", "seasons", "closing", "closing_en", "sample",
                              VALIDITY } },
  [GW_TABLE_MAPPING] = { "mapping",
                         4,
                         GW_MAPPING_N_FIELDS,
                         { "kind", "scheme", "class", "to_scheme", "to_class", "status",
                           VALIDITY } },
};

G_STATIC_ASSERT (G_N_ELEMENTS (tables) == GW_N_TABLES);

const char *
gw_catalogue_table_name (GwCatalogueTable table)
{
  return tables[table].name;
}

guint
gw_catalogue_table_n_key (GwCatalogueTable table)
{
  return tables[table].n_key;
}

guint
gw_catalogue_table_n_fields (GwCatalogueTable table)
{
  return tables[table].n_fields;
}

const char *
gw_catalogue_table_column (GwCatalogueTable table, guint field)
{
  g_return_val_if_fail (field < tables[table].n_fields + 2, NULL);
  return tables[table].columns[field];
}

GwCatalogueRow *
gw_catalogue_row_new (void)
{
  return g_new0 (GwCatalogueRow, 1);
}

void
gw_catalogue_row_free (GwCatalogueRow *row)
{
  for (guint i = 0; i < G_N_ELEMENTS (row->fields); i++)
    g_free (row->fields[i]);
  g_free (row);
}

gboolean
gw_catalogue_row_is_valid (const GwCatalogueRow *row, guint32 date)
{
  return row->valid_from <= date && (row->valid_to == 0 || row->valid_to > date);
}

char *
gw_catalogue_row_key (GwCatalogueTable table, const GwCatalogueRow *row)
{
  g_autoptr (GString) key = g_string_new (row->fields[0]);

  for (guint i = 1; i < tables[table].n_key; i++)
    g_string_append_printf (key, "\t%s", row->fields[i]);
  return g_string_free (g_steal_pointer (&key), FALSE);
}

gboolean
gw_catalogue_row_equal (GwCatalogueTable table, const GwCatalogueRow *one,
                        const GwCatalogueRow *other)
{
  for (guint i = 0; i < tables[table].n_fields; i++)
    if (strcmp (one->fields[i], other->fields[i]) != 0)
      return FALSE;
  return TRUE;
}

GwCatalogueBook *
gw_catalogue_book_new (void)
{
  GwCatalogueBook *book = g_new0 (GwCatalogueBook, 1);

  for (guint table = 0; table < GW_N_TABLES; table++)
    book->rows[table] =
        g_ptr_array_new_with_free_func ((GDestroyNotify)gw_catalogue_row_free);
  return book;
}

void
gw_catalogue_book_free (GwCatalogueBook *book)
{
  for (guint table = 0; table < GW_N_TABLES; table++)
    g_ptr_array_unref (book->rows[table]);
  g_free (book);
}

guint32
gw_catalogue_book_next_change (const GwCatalogueBook *book, guint32 date)
{
  guint32 next = 0;

  for (guint table = 0; table < GW_N_TABLES; table++)
    {
      for (guint i = 0; i < book->rows[table]->len; i++)
        {
          const GwCatalogueRow *row = g_ptr_array_index (book->rows[table], i);

          if (row->valid_from > date && (next == 0 || row->valid_from < next))
            next = row->valid_from;
          if (row->valid_to > date && (next == 0 || row->valid_to < next))
            next = row->valid_to;
        }
    }
  return next;
}
