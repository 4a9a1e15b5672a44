/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Catalogue tables to CSV. */
#define G_LOG_DOMAIN "gridward-rules"

#include "backend/rules/catalogue-book.h"

#include <string.h>

#include "backend/rules/csv.h"

static void
append_date (GString *csv, guint32 date)
{
  if (date != 0)
    g_string_append_printf (csv, "%04u-%02u-%02u", date / 10000, date / 100 % 100,
                            date % 100);
}

static void
append_row (GString *csv, const GwCatalogueRow *row, guint n_fields)
{
  for (guint i = 0; i < n_fields; i++)
    {
      gw_csv_append_field (csv, row->fields[i]);
      g_string_append_c (csv, ',');
    }
  append_date (csv, row->valid_from);
  g_string_append_c (csv, ',');
  append_date (csv, row->valid_to);
  g_string_append_c (csv, '\n');
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const GwCatalogueRow *one = *(GwCatalogueRow *const *)a;
  const GwCatalogueRow *other = *(GwCatalogueRow *const *)b;

  for (guint i = 0; i < GW_CATALOGUE_MAX_FIELDS && one->fields[i] != NULL; i++)
    {
      int order = strcmp (one->fields[i], other->fields[i]);

      if (order != 0)
        return order;
    }
  return one->valid_from < other->valid_from ? -1 : one->valid_from > other->valid_from;
}

char *
gw_catalogue_book_to_csv (const GwCatalogueBook *book, GwCatalogueTable table)
{
  g_autoptr (GString) csv = g_string_new (NULL);
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  guint n_fields = gw_catalogue_table_n_fields (table);

  for (guint i = 0; i < n_fields + 2; i++)
    g_string_append_printf (csv, "%s%s", i > 0 ? "," : "",
                            gw_catalogue_table_column (table, i));
  g_string_append_c (csv, '\n');
  for (guint i = 0; i < book->rows[table]->len; i++)
    {
      GwCatalogueRow *row = g_ptr_array_index (book->rows[table], i);

      /* What was changed on the day it came was never in force. */
      if (row->valid_to == 0 || row->valid_to > row->valid_from)
        g_ptr_array_add (rows, row);
    }
  g_ptr_array_sort (rows, compare_rows);
  for (guint i = 0; i < rows->len; i++)
    append_row (csv, g_ptr_array_index (rows, i), n_fields);
  return g_string_free (g_steal_pointer (&csv), FALSE);
}
