/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Faults of a catalogue that no row shows alone. */
#define G_LOG_DOMAIN "gridward-rules"

#include "config.h"

#include "backend/rules/catalogue-book.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  const GwCatalogueBook *book;
  GwFaults *const *faults;
  guint32 today;
  GHashTable *classes;      /* keys of all classes that there will be */
  GHashTable *conditioned;  /* keys of the classes that have conditions */
  GHashTable *counterparts; /* kind, scheme, class, other scheme: mapped by a row of that */
} Checker;

#define FAULT(self, row, field, ...)                                                       \
  gw_faults_add ((self)->faults[(row)->file], (row)->line, (field) + 1, __VA_ARGS__)

static void
add_key (GHashTable *set, const char *a, const char *b, const char *c, const char *d)
{
  g_hash_table_add (set, g_strjoin ("\t", a, b, c, d, NULL));
}

static gboolean
has_key (GHashTable *set, const char *a, const char *b, const char *c, const char *d)
{
  g_autofree char *key = g_strjoin ("\t", a, b, c, d, NULL);

  return g_hash_table_contains (set, key);
}

static gboolean
is_live (const GwCatalogueRow *row, guint32 today)
{
  return row->valid_to == 0 || row->valid_to > today;
}

static void
collect (Checker *self, const GwCatalogueBook *book, guint32 today)
{
  const GPtrArray *classes = book->rows[GW_TABLE_CLASSES];
  const GPtrArray *conditions = book->rows[GW_TABLE_CONDITIONS];

  for (guint i = 0; i < classes->len; i++)
    {
      const GwCatalogueRow *row = g_ptr_array_index (classes, i);

      if (is_live (row, today))
        g_hash_table_add (self->classes, gw_catalogue_row_key (GW_TABLE_CLASSES, row));
    }
  for (guint i = 0; i < conditions->len; i++)
    {
      const GwCatalogueRow *row = g_ptr_array_index (conditions, i);

      if (is_live (row, today))
        add_key (self->conditioned, row->fields[GW_CONDITION_SCHEME],
                 row->fields[GW_CONDITION_KIND], row->fields[GW_CONDITION_CLASS], NULL);
    }
}

static void
collect_counterparts (Checker *self)
{
  const GPtrArray *rows = self->book->rows[GW_TABLE_MAPPING];

  for (guint i = 0; i < rows->len; i++)
    {
      char *const *fields = ((GwCatalogueRow *)g_ptr_array_index (rows, i))->fields;

      if (fields[GW_MAPPING_TO_CLASS][0] != '\0')
        add_key (self->counterparts, fields[GW_MAPPING_KIND], fields[GW_MAPPING_TO_SCHEME],
                 fields[GW_MAPPING_TO_CLASS], fields[GW_MAPPING_SCHEME]);
    }
}

static gboolean
share_a_day (const GwCatalogueRow *one, const GwCatalogueRow *other)
{
  return (other->valid_to == 0 || one->valid_from < other->valid_to) &&
         (one->valid_to == 0 || other->valid_from < one->valid_to);
}

static void
check_once (Checker *self, GwCatalogueTable table)
{
  g_autoptr (GHashTable) seen =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_slist_free);
  const GPtrArray *rows = self->book->rows[table];

  for (guint i = 0; i < rows->len; i++)
    {
      GwCatalogueRow *row = g_ptr_array_index (rows, i);
      g_autofree char *key = gw_catalogue_row_key (table, row);
      GSList *others = g_hash_table_lookup (seen, key);

      for (const GSList *at = others; at != NULL; at = at->next)
        {
          const GwCatalogueRow *other = at->data;

          if (!share_a_day (row, other))
            continue;
          FAULT (self, row, gw_catalogue_table_n_key (table) - 1,
                 _ ("the same stands in line %u already"), other->line);
          break;
        }
      /* The list's head stays when there is one: only its second place changes. */
      if (others != NULL)
        others->next = g_slist_prepend (others->next, row);
      else
        g_hash_table_insert (seen, g_steal_pointer (&key), g_slist_prepend (NULL, row));
    }
}

/* Of a reference that is wrong in itself nothing more is said. */
static gboolean
is_sound (const GwCatalogueRow *row, guint field, guint scheme, guint kind)
{
  return (row->faulty & (1u << field | 1u << scheme | 1u << kind)) == 0;
}

static void
check_classes (Checker *self)
{
  const GPtrArray *rows = self->book->rows[GW_TABLE_CLASSES];

  for (guint i = 0; i < rows->len; i++)
    {
      const GwCatalogueRow *row = g_ptr_array_index (rows, i);
      char *const *fields = row->fields;

      if (is_sound (row, GW_CLASS_CODE, GW_CLASS_SCHEME, GW_CLASS_KIND) &&
          is_live (row, self->today) &&
          !has_key (self->conditioned, fields[GW_CLASS_SCHEME], fields[GW_CLASS_KIND],
                    fields[GW_CLASS_CODE], NULL))
        FAULT (self, row, GW_CLASS_CODE, _ ("the class has no filing condition"));
    }
}

static void
check_class (Checker *self, const GwCatalogueRow *row, guint field, guint scheme_field,
             guint kind_field)
{
  const char *code = row->fields[field];
  const char *scheme = row->fields[scheme_field];
  const char *kind = row->fields[kind_field];

  if (is_sound (row, field, scheme_field, kind_field) && code[0] != '\0' &&
      !has_key (self->classes, scheme, kind, code, NULL))
    FAULT (self, row, field, _ ("%s has no such class “%s”"), scheme, code);
}

static void
check_conditions (Checker *self)
{
  const GPtrArray *rows = self->book->rows[GW_TABLE_CONDITIONS];

  for (guint i = 0; i < rows->len; i++)
    {
      const GwCatalogueRow *row = g_ptr_array_index (rows, i);

      check_class (self, row, GW_CONDITION_CLASS, GW_CONDITION_SCHEME, GW_CONDITION_KIND);
    }
}

static void
check_mapping (Checker *self)
{
  const GPtrArray *rows = self->book->rows[GW_TABLE_MAPPING];

  for (guint i = 0; i < rows->len; i++)
    {
      const GwCatalogueRow *row = g_ptr_array_index (rows, i);
      char *const *fields = row->fields;
      const char *kind = fields[GW_MAPPING_KIND];

      check_class (self, row, GW_MAPPING_CLASS, GW_MAPPING_SCHEME, GW_MAPPING_KIND);
      check_class (self, row, GW_MAPPING_TO_CLASS, GW_MAPPING_TO_SCHEME, GW_MAPPING_KIND);
      if (row->faulty != 0)
        continue;
      if (strcmp (fields[GW_MAPPING_SCHEME], fields[GW_MAPPING_TO_SCHEME]) == 0)
        FAULT (self, row, GW_MAPPING_TO_SCHEME, _ ("is the scheme of the class itself"));
      if (fields[GW_MAPPING_TO_CLASS][0] == '\0' &&
          has_key (self->counterparts, kind, fields[GW_MAPPING_SCHEME],
                   fields[GW_MAPPING_CLASS], fields[GW_MAPPING_TO_SCHEME]))
        FAULT (self, row, GW_MAPPING_STATUS,
               _ ("says unmapped, but another line maps a class to this one"));
    }
}

static GHashTable *
new_set (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

void
gw_catalogue_book_check (const GwCatalogueBook *book, const GwCatalogueBook *stored,
                         guint32 today, GwFaults *const *faults)
{
  g_autoptr (GHashTable) classes = new_set ();
  g_autoptr (GHashTable) conditioned = new_set ();
  g_autoptr (GHashTable) counterparts = new_set ();
  Checker self = { book, faults, today, classes, conditioned, counterparts };

  collect (&self, book, 0);
  collect (&self, stored, today);
  collect_counterparts (&self);
  for (GwCatalogueTable table = 0; table < GW_N_TABLES; table++)
    check_once (&self, table);
  check_classes (&self);
  check_conditions (&self);
  check_mapping (&self);
}
