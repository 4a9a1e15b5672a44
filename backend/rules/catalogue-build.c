/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The catalogue of a day from the rows of all days. */
#define G_LOG_DOMAIN "gridward-rules"

#include <gio/gio.h>
#include <string.h>

#include "backend/rules/case-error.h"
#include "backend/rules/catalogue-book.h"
#include "backend/rules/catalogue-private.h"
#include "backend/rules/condition.h"
#include "catalog-resources.h"

typedef struct
{
  const GwCatalogueBook *book;
  const char *scheme;
  guint32 date;
  GHashTable *conditions; /* key of the class -> GPtrArray of rows */
  GHashTable *names;      /* key of the class -> its row on that date */
  GwCatalogue *catalogue;
} Builder;

static char *
class_key (const char *scheme, const char *kind, const char *code)
{
  return g_strjoin ("\t", scheme, kind, code, NULL);
}

/* NULL for what is not there. */
static char *
dup_field (const GwCatalogueRow *row, guint field)
{
  return row->fields[field][0] != '\0' ? g_strdup (row->fields[field]) : NULL;
}

static void
index_conditions (Builder *self)
{
  const GPtrArray *rows = self->book->rows[GW_TABLE_CONDITIONS];

  for (guint i = 0; i < rows->len; i++)
    {
      GwCatalogueRow *row = g_ptr_array_index (rows, i);
      g_autofree char *key =
          class_key (row->fields[GW_CONDITION_SCHEME], row->fields[GW_CONDITION_KIND],
                     row->fields[GW_CONDITION_CLASS]);
      GPtrArray *of_class = g_hash_table_lookup (self->conditions, key);

      if (of_class == NULL)
        {
          of_class = g_ptr_array_new ();
          g_hash_table_insert (self->conditions, g_steal_pointer (&key), of_class);
        }
      g_ptr_array_add (of_class, row);
    }
}

static void
index_names (Builder *self)
{
  const GPtrArray *rows = self->book->rows[GW_TABLE_CLASSES];

  for (guint i = 0; i < rows->len; i++)
    {
      GwCatalogueRow *row = g_ptr_array_index (rows, i);

      if (gw_catalogue_row_is_valid (row, self->date))
        g_hash_table_insert (self->names, gw_catalogue_row_key (GW_TABLE_CLASSES, row),
                             row);
    }
}

static GwFilingCondition *
make_condition (const GwCatalogueRow *row, GError **error)
{
  g_autoptr (GwFilingCondition) condition = g_new0 (GwFilingCondition, 1);

  condition->id = row->id;
  condition->code = g_strdup (row->fields[GW_CONDITION_CODE]);
  condition->text = dup_field (row, GW_CONDITION_TEXT);
  condition->text_en = dup_field (row, GW_CONDITION_TEXT_EN);
  condition->closing = dup_field (row, GW_CONDITION_CLOSING);
  condition->closing_en = dup_field (row, GW_CONDITION_CLOSING_EN);
  condition->sample = strcmp (row->fields[GW_CONDITION_SAMPLE], "yes") == 0;
  condition->limit.value =
      (guint)g_ascii_strtoull (row->fields[GW_CONDITION_LIMIT], NULL, 10);
  if (condition->limit.value == 0 ||
      !gw_limit_unit_parse (row->fields[GW_CONDITION_UNIT], &condition->limit.unit))
    {
      gw_case_error_set (error, GW_CASE_ERROR_TABLE, "limit",
                         "condition %s of class %s has no limit", condition->code,
                         row->fields[GW_CONDITION_CLASS]);
      return NULL;
    }
  if (!gw_seasons_parse (row->fields[GW_CONDITION_SEASONS], &condition->seasons, error))
    return NULL;
  return g_steal_pointer (&condition);
}

/* A class that ended keeps what it had on its last day, also what ended with it. */
static gboolean
belongs (const Builder *self, const GwCatalogueRow *class, const GwCatalogueRow *condition)
{
  guint32 end = class->valid_to;

  if (end == 0 || end > self->date)
    return gw_catalogue_row_is_valid (condition, self->date);
  return condition->valid_from <= end &&
         (condition->valid_to == 0 || condition->valid_to >= end);
}

static gboolean
add_conditions (Builder *self, const GwCatalogueRow *row, GwCaseClass *class,
                GError **error)
{
  g_autofree char *key = gw_catalogue_row_key (GW_TABLE_CLASSES, row);
  const GPtrArray *rows = g_hash_table_lookup (self->conditions, key);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const GwCatalogueRow *condition_row = g_ptr_array_index (rows, i);
      GwFilingCondition *condition;

      if (!belongs (self, row, condition_row) ||
          gw_case_class_condition (class, condition_row->fields[GW_CONDITION_CODE]) != NULL)
        continue;
      condition = make_condition (condition_row, error);
      if (condition == NULL)
        return FALSE;
      gw_case_class_take_condition (class, condition);
      if (condition->id != 0)
        g_hash_table_insert (self->catalogue->conditions_by_id, &condition->id, condition);
    }
  return TRUE;
}

static gboolean
add_class (Builder *self, const GwCatalogueRow *row, GError **error)
{
  gboolean former = strcmp (row->fields[GW_CLASS_SCHEME], self->scheme) != 0 ||
                    !gw_catalogue_row_is_valid (row, self->date);
  GwClassKind kind;
  GwCaseClass *class;

  if (!gw_class_kind_parse (row->fields[GW_CLASS_KIND], &kind) ||
      (!former &&
       gw_catalogue_find (self->catalogue, kind, row->fields[GW_CLASS_CODE]) != NULL))
    {
      gw_case_error_set (error, GW_CASE_ERROR_TABLE, "code",
                         "class %s is there twice or of no kind",
                         row->fields[GW_CLASS_CODE]);
      return FALSE;
    }
  class = gw_case_class_new (row->id, kind, row->fields[GW_CLASS_CODE]);
  class->scheme = dup_field (row, GW_CLASS_SCHEME);
  class->group = dup_field (row, GW_CLASS_GROUP);
  class->group_en = dup_field (row, GW_CLASS_GROUP_EN);
  class->name = dup_field (row, GW_CLASS_NAME);
  class->name_en = dup_field (row, GW_CLASS_NAME_EN);
  gw_catalogue_take_class (self->catalogue, class, former);
  return add_conditions (self, row, class, error);
}

/* Versions that no class has any more: a case may still be timed by one. */
static gboolean
add_former_conditions (Builder *self, GError **error)
{
  const GPtrArray *rows = self->book->rows[GW_TABLE_CONDITIONS];

  for (guint i = 0; i < rows->len; i++)
    {
      const GwCatalogueRow *row = g_ptr_array_index (rows, i);
      GwFilingCondition *condition;

      if (row->id == 0 ||
          gw_catalogue_find_condition_by_id (self->catalogue, row->id) != NULL)
        continue;
      condition = make_condition (row, error);
      if (condition == NULL)
        return FALSE;
      g_ptr_array_add (self->catalogue->former_conditions, condition);
      g_hash_table_insert (self->catalogue->conditions_by_id, &condition->id, condition);
    }
  return TRUE;
}

static void
add_mapping (Builder *self, const char *kind_name, const char *code, const char *to_scheme,
             const char *to_code)
{
  g_autofree char *key = class_key (to_scheme, kind_name, to_code);
  const GwCatalogueRow *target = g_hash_table_lookup (self->names, key);
  GwClassKind kind;
  const GwCaseClass *class;
  GwClassMapping *mapping;

  if (!gw_class_kind_parse (kind_name, &kind))
    return;
  class = gw_catalogue_find (self->catalogue, kind, code);
  if (class == NULL || (to_code[0] != '\0' && target == NULL))
    return;
  mapping = g_new0 (GwClassMapping, 1);
  mapping->scheme = g_strdup (to_scheme);
  if (target != NULL)
    {
      mapping->code = g_strdup (to_code);
      mapping->name = dup_field (target, GW_CLASS_NAME);
      mapping->name_en = dup_field (target, GW_CLASS_NAME_EN);
    }
  g_ptr_array_add (class->mappings, mapping);
}

/* A pair is one row and holds in both directions. */
static void
add_mappings (Builder *self)
{
  const GPtrArray *rows = self->book->rows[GW_TABLE_MAPPING];

  for (guint i = 0; i < rows->len; i++)
    {
      const GwCatalogueRow *row = g_ptr_array_index (rows, i);
      char *const *fields = row->fields;

      if (!gw_catalogue_row_is_valid (row, self->date))
        continue;
      if (strcmp (fields[GW_MAPPING_SCHEME], self->scheme) == 0)
        add_mapping (self, fields[GW_MAPPING_KIND], fields[GW_MAPPING_CLASS],
                     fields[GW_MAPPING_TO_SCHEME], fields[GW_MAPPING_TO_CLASS]);
      else if (strcmp (fields[GW_MAPPING_TO_SCHEME], self->scheme) == 0 &&
               fields[GW_MAPPING_TO_CLASS][0] != '\0')
        add_mapping (self, fields[GW_MAPPING_KIND], fields[GW_MAPPING_TO_CLASS],
                     fields[GW_MAPPING_SCHEME], fields[GW_MAPPING_CLASS]);
    }
}

static gboolean
build (Builder *self, GError **error)
{
  const GPtrArray *classes = self->book->rows[GW_TABLE_CLASSES];

  index_conditions (self);
  index_names (self);
  for (guint i = 0; i < classes->len; i++)
    if (!add_class (self, g_ptr_array_index (classes, i), error))
      return FALSE;
  add_mappings (self);
  return add_former_conditions (self, error);
}

GwCatalogue *
gw_catalogue_new_from_book (const GwCatalogueBook *book, const char *scheme, guint32 date,
                            GError **error)
{
  g_autoptr (GwCatalogue) catalogue = gw_catalogue_new ();
  g_autoptr (GHashTable) conditions = g_hash_table_new_full (
      g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
  g_autoptr (GHashTable) names =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Builder self = { book, scheme, date, conditions, names, catalogue };

  return build (&self, error) ? g_steal_pointer (&catalogue) : NULL;
}

static gboolean
read_builtin (GwCatalogueBook *book, const char *name, GwFaults *faults, GError **error)
{
  g_autofree char *path = g_strdup_printf ("/gridward/catalog/%s", name);
  g_autoptr (GBytes) bytes = g_resource_lookup_data (gw_catalog_get_resource (), path,
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  gsize length;
  const char *text;

  if (bytes == NULL)
    return FALSE;
  text = g_bytes_get_data (bytes, &length);
  gw_catalogue_book_read (book, 0, text, length, faults);
  return TRUE;
}

GwCatalogueBook *
gw_catalogue_book_new_builtin (GError **error)
{
  g_autoptr (GwCatalogueBook) book = gw_catalogue_book_new ();
  g_autoptr (GwFaults) faults = gw_faults_new ();
  g_auto (GStrv) names = g_resource_enumerate_children (
      gw_catalog_get_resource (), "/gridward/catalog", G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    if (!read_builtin (book, names[i], faults, error))
      return NULL;
  if (names == NULL)
    return NULL;
  if (faults->n > 0)
    {
      const GwFault *fault = g_ptr_array_index (faults->kept, 0);

      gw_case_error_set (error, GW_CASE_ERROR_TABLE, NULL, "line %u, column %u: %s",
                         fault->line, fault->column, fault->text);
      return NULL;
    }
  return g_steal_pointer (&book);
}

GwCatalogue *
gw_catalogue_new_builtin (const char *code_scheme, GError **error)
{
  g_autoptr (GwCatalogueBook) book = gw_catalogue_book_new_builtin (error);
  g_autoptr (GwCatalogue) catalogue = NULL;

  if (book == NULL)
    return NULL;
  /* Nothing that is shipped begins or ends. */
  catalogue = gw_catalogue_new_from_book (book, code_scheme, 0, error);
  if (catalogue == NULL || !gw_catalogue_check (catalogue, error))
    return NULL;
  if (gw_catalogue_size (catalogue) > 0)
    return g_steal_pointer (&catalogue);
  gw_case_error_set (error, GW_CASE_ERROR_TABLE, "code_scheme",
                     "no catalogue is built in for the code scheme “%s”", code_scheme);
  return NULL;
}
