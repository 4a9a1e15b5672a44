/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What to change so that the stored catalogue says what a new one says. */
#define G_LOG_DOMAIN "gridward-rules"

#include "backend/rules/catalogue-book.h"

typedef struct
{
  GwCatalogueTable table;
  guint32 today;
  GHashTable *stored; /* key -> GPtrArray of rows that are valid or will be */
  GHashTable *kept;   /* stored rows that the new ones say again or replace */
  GArray *changes;    /* of this table */
} Planner;

static void
index_stored (Planner *self, const GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      GwCatalogueRow *row = g_ptr_array_index (rows, i);
      g_autofree char *key = gw_catalogue_row_key (self->table, row);
      GPtrArray *versions = g_hash_table_lookup (self->stored, key);

      if (versions == NULL)
        {
          versions = g_ptr_array_new ();
          g_hash_table_insert (self->stored, g_steal_pointer (&key), versions);
        }
      g_ptr_array_add (versions, row);
    }
}

static const GwCatalogueRow *
version_on (const GPtrArray *versions, guint32 date)
{
  for (guint i = 0; versions != NULL && i < versions->len; i++)
    {
      const GwCatalogueRow *row = g_ptr_array_index (versions, i);

      if (gw_catalogue_row_is_valid (row, date))
        return row;
    }
  return NULL;
}

/* What is stored already, to the day. */
static const GwCatalogueRow *
find_same (GwCatalogueTable table, const GPtrArray *versions, const GwCatalogueRow *row)
{
  for (guint i = 0; versions != NULL && i < versions->len; i++)
    {
      const GwCatalogueRow *version = g_ptr_array_index (versions, i);

      if (version->valid_from == row->valid_from && version->valid_to == row->valid_to &&
          gw_catalogue_row_equal (table, row, version))
        return version;
    }
  return NULL;
}

/* The earliest end of the span that begins on the date and holds no other version. */
static guint32
bound_end (const GPtrArray *versions, guint32 from, guint32 to)
{
  for (guint i = 0; versions != NULL && i < versions->len; i++)
    {
      const GwCatalogueRow *row = g_ptr_array_index (versions, i);
      gboolean empty = row->valid_to != 0 && row->valid_to <= row->valid_from;

      if (!empty && row->valid_from > from && (to == 0 || row->valid_from < to))
        to = row->valid_from;
    }
  return to;
}

static void
end_row (Planner *self, const GwCatalogueRow *row, guint32 valid_to)
{
  GwCatalogueChange change = { .table = self->table, .id = row->id, .valid_to = valid_to };

  g_array_append_val (self->changes, change);
}

static void
add_row (Planner *self, const GwCatalogueRow *row, guint32 from, guint32 to)
{
  GwCatalogueChange change = {
    .table = self->table, .row = row, .valid_from = from, .valid_to = to
  };

  g_array_append_val (self->changes, change);
}

static void
plan_row (Planner *self, const GwCatalogueRow *row)
{
  g_autofree char *key = gw_catalogue_row_key (self->table, row);
  const GPtrArray *versions = g_hash_table_lookup (self->stored, key);
  const GwCatalogueRow *current = find_same (self->table, versions, row);
  gboolean over = row->valid_to != 0 && row->valid_to <= self->today;
  guint32 from = MAX (row->valid_from, self->today);
  guint32 to;

  if (current != NULL)
    {
      g_hash_table_add (self->kept, (gpointer)current);
      return;
    }
  current = version_on (versions, from);
  if (versions == NULL)
    add_row (self, row, row->valid_from, row->valid_to);
  else if (current == NULL && !over)
    add_row (self, row, from, bound_end (versions, from, row->valid_to));
  /* Of the past only what ends now is told: history is not written anew. */
  if (current == NULL ||
      (over && (!gw_catalogue_row_equal (self->table, row, current) ||
                (row->valid_from != 0 && row->valid_from != current->valid_from))))
    return;
  g_hash_table_add (self->kept, (gpointer)current);
  if (gw_catalogue_row_equal (self->table, row, current))
    {
      to = bound_end (versions, current->valid_from, row->valid_to);
      if (to != current->valid_to)
        end_row (self, current, to == 0 ? 0 : MAX (to, self->today));
      return;
    }
  to = bound_end (versions, from, row->valid_to);
  end_row (self, current, from);
  if (to == 0 || to > from)
    add_row (self, row, from, to);
}

static void
end_unnamed (Planner *self, const GPtrArray *rows, const GPtrArray *stored)
{
  guint scheme_field = self->table == GW_TABLE_MAPPING ? GW_MAPPING_SCHEME : 0;
  g_autoptr (GHashTable) schemes = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < rows->len; i++)
    {
      const GwCatalogueRow *row = g_ptr_array_index (rows, i);

      g_hash_table_add (schemes, row->fields[scheme_field]);
    }
  for (guint i = 0; i < stored->len; i++)
    {
      GwCatalogueRow *row = g_ptr_array_index (stored, i);

      if ((row->valid_to == 0 || row->valid_to > self->today) &&
          g_hash_table_contains (schemes, row->fields[scheme_field]) &&
          !g_hash_table_contains (self->kept, row))
        end_row (self, row, MAX (self->today, row->valid_from));
    }
}

static int
compare_changes (gconstpointer a, gconstpointer b)
{
  const GwCatalogueChange *one = a;
  const GwCatalogueChange *other = b;

  return (one->id == 0) - (other->id == 0);
}

GArray *
gw_catalogue_book_plan (const GwCatalogueBook *book, const GwCatalogueBook *stored,
                        guint32 today, gboolean replace)
{
  GArray *changes = g_array_new (FALSE, FALSE, sizeof (GwCatalogueChange));

  for (GwCatalogueTable table = 0; table < GW_N_TABLES; table++)
    {
      g_autoptr (GHashTable) by_key = g_hash_table_new_full (
          g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
      g_autoptr (GHashTable) kept = g_hash_table_new (NULL, NULL);
      g_autoptr (GArray) of_table = g_array_new (FALSE, FALSE, sizeof (GwCatalogueChange));
      Planner self = { table, today, by_key, kept, of_table };

      index_stored (&self, stored->rows[table]);
      for (guint i = 0; i < book->rows[table]->len; i++)
        plan_row (&self, g_ptr_array_index (book->rows[table], i));
      if (replace)
        end_unnamed (&self, book->rows[table], stored->rows[table]);
      /* Endings first: no two versions are without an end at a time. */
      g_array_sort (of_table, compare_changes);
      g_array_append_vals (changes, of_table->data, of_table->len);
    }
  return changes;
}
