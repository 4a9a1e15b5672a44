/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The catalogue in memory, and its CSV tables. */
#define G_LOG_DOMAIN "gridward-rules"

#include "backend/rules/catalogue.h"

#include <gio/gio.h>
#include <string.h>

#include "backend/rules/case-error.h"
#include "backend/rules/condition.h"
#include "backend/rules/csv.h"
#include "catalog-resources.h"

struct _GwCatalogue
{
  gatomicrefcount ref_count;
  GPtrArray *classes;
  GHashTable *by_key; /* the same classes, by kind and code */
};

static const char *const class_columns[] = { "kind", "code",    "group", "group_en",
                                             "name", "name_en", NULL };
static const char *const condition_columns[] = { "kind",         "code",       "condition",
                                                 "condition_en", "limit",      "unit",
                                                 "closing",      "closing_en", NULL };

static const char *const unit_names[] = {
  [GW_UNIT_URGENT_HOUR] = "urgent_hour",
  [GW_UNIT_WORK_HOUR] = "work_hour",
  [GW_UNIT_WORK_DAY] = "work_day",
  [GW_UNIT_NATURAL_DAY] = "natural_day",
};

const char *
gw_class_kind_name (GwClassKind kind)
{
  if (kind == GW_KIND_COMPONENT)
    return "component";
  return kind == GW_KIND_MATTER ? "matter" : NULL;
}

gboolean
gw_class_kind_parse (const char *name, GwClassKind *ret_kind)
{
  gboolean component = g_str_equal (name, "component");

  if (!component && !g_str_equal (name, "matter"))
    return FALSE;
  *ret_kind = component ? GW_KIND_COMPONENT : GW_KIND_MATTER;
  return TRUE;
}

const char *
gw_limit_unit_name (GwLimitUnit unit)
{
  return (guint)unit < G_N_ELEMENTS (unit_names) ? unit_names[unit] : NULL;
}

gboolean
gw_limit_unit_parse (const char *name, GwLimitUnit *ret_unit)
{
  for (guint i = GW_UNIT_URGENT_HOUR; i < G_N_ELEMENTS (unit_names); i++)
    {
      if (g_str_equal (name, unit_names[i]))
        {
          *ret_unit = i;
          return TRUE;
        }
    }
  return FALSE;
}

GwLimit
gw_limit_urgent (GwLimit limit)
{
  gboolean hours = limit.unit == GW_UNIT_WORK_HOUR || limit.unit == GW_UNIT_URGENT_HOUR;

  return (GwLimit){ limit.value, hours ? GW_UNIT_URGENT_HOUR : GW_UNIT_NATURAL_DAY };
}

static void
class_free (GwCaseClass *class)
{
  g_free (class->code);
  g_free (class->group);
  g_free (class->group_en);
  g_free (class->name);
  g_free (class->name_en);
  g_ptr_array_unref (class->conditions);
  g_free (class);
}

/* The two kinds use the same codes, so both make the key. */
static guint
class_hash (gconstpointer key)
{
  const GwCaseClass *class = key;

  return g_str_hash (class->code) * 3 + class->kind;
}

static gboolean
class_equal (gconstpointer a, gconstpointer b)
{
  const GwCaseClass *one = a;
  const GwCaseClass *other = b;

  return one->kind == other->kind && g_str_equal (one->code, other->code);
}

GwCatalogue *
gw_catalogue_new (void)
{
  GwCatalogue *catalogue = g_new0 (GwCatalogue, 1);

  g_atomic_ref_count_init (&catalogue->ref_count);
  catalogue->classes = g_ptr_array_new_with_free_func ((GDestroyNotify)class_free);
  catalogue->by_key = g_hash_table_new (class_hash, class_equal);
  return catalogue;
}

GwCatalogue *
gw_catalogue_ref (GwCatalogue *catalogue)
{
  g_atomic_ref_count_inc (&catalogue->ref_count);
  return catalogue;
}

void
gw_catalogue_unref (GwCatalogue *catalogue)
{
  if (!g_atomic_ref_count_dec (&catalogue->ref_count))
    return;
  g_hash_table_unref (catalogue->by_key);
  g_ptr_array_unref (catalogue->classes);
  g_free (catalogue);
}

static GwCaseClass *
find_class (const GwCatalogue *catalogue, GwClassKind kind, const char *code)
{
  GwCaseClass key = { .kind = kind, .code = (char *)code };

  return g_hash_table_lookup (catalogue->by_key, &key);
}

const GwCaseClass *
gw_catalogue_find (const GwCatalogue *catalogue, GwClassKind kind, const char *code)
{
  g_return_val_if_fail (catalogue != NULL && code != NULL, NULL);
  return find_class (catalogue, kind, code);
}

gboolean
gw_catalogue_add_class (GwCatalogue *catalogue, GwClassKind kind, const char *code,
                        const char *group, const char *group_en, const char *name,
                        const char *name_en, GError **error)
{
  GwCaseClass *class;

  if (find_class (catalogue, kind, code) != NULL)
    {
      gw_case_error_set (error, GW_CASE_ERROR_TABLE, "code", "%s class %s is there twice",
                         gw_class_kind_name (kind), code);
      return FALSE;
    }
  class = g_new0 (GwCaseClass, 1);
  class->kind = kind;
  class->code = g_strdup (code);
  class->group = g_strdup (group);
  class->group_en = g_strdup (group_en);
  class->name = g_strdup (name);
  class->name_en = g_strdup (name_en);
  class->conditions =
      g_ptr_array_new_with_free_func ((GDestroyNotify)gw_filing_condition_free);
  g_ptr_array_add (catalogue->classes, class);
  g_hash_table_add (catalogue->by_key, class);
  return TRUE;
}

/* They come sorted nearly always. */
static void
insert_condition (GPtrArray *conditions, GwFilingCondition *condition)
{
  guint place = conditions->len;

  while (place > 0)
    {
      const GwFilingCondition *before = g_ptr_array_index (conditions, place - 1);

      if (strcmp (before->code, condition->code) < 0)
        break;
      place--;
    }
  g_ptr_array_insert (conditions, (gint)place, condition);
}

gboolean
gw_catalogue_add_condition (GwCatalogue *catalogue, GwClassKind kind, const char *code,
                            const GwFilingCondition *condition, GError **error)
{
  GwCaseClass *class = find_class (catalogue, kind, code);
  GwFilingCondition *copy;

  if (class == NULL)
    {
      gw_case_error_set (error, GW_CASE_ERROR_TABLE, "code", "there is no %s class %s",
                         gw_class_kind_name (kind), code);
      return FALSE;
    }
  if (condition->limit.value == 0)
    {
      gw_case_error_set (error, GW_CASE_ERROR_TABLE, "limit",
                         "a condition of class %s has no limit", code);
      return FALSE;
    }
  copy = gw_filing_condition_copy (condition);
  if (copy->code == NULL)
    copy->code = g_strdup_printf ("%02u", class->conditions->len + 1);
  if (gw_case_class_condition (class, copy->code) != NULL)
    {
      gw_case_error_set (error, GW_CASE_ERROR_TABLE, "condition",
                         "class %s has a condition %s already", code, copy->code);
      gw_filing_condition_free (copy);
      return FALSE;
    }
  insert_condition (class->conditions, copy);
  return TRUE;
}

/* The first two columns of both tables. */
static gboolean
read_key (const GwCsv *csv, GwClassKind *ret_kind, GError **error)
{
  if (!gw_class_kind_parse (gw_csv_get (csv, 0), ret_kind))
    {
      gw_csv_fail (csv, 0, error, "“%s” is neither component nor matter",
                   gw_csv_get (csv, 0));
      return FALSE;
    }
  for (guint column = 1; column < csv->n_columns; column++)
    {
      if (gw_csv_get (csv, column)[0] == '\0')
        {
          gw_csv_fail (csv, column, error, "is empty");
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
read_class (GwCatalogue *catalogue, const GwCsv *csv, GError **error)
{
  GwClassKind kind;

  if (!read_key (csv, &kind, error))
    return FALSE;
  if (find_class (catalogue, kind, gw_csv_get (csv, 1)) != NULL)
    {
      gw_csv_fail (csv, 1, error, "%s class %s is there already", gw_csv_get (csv, 0),
                   gw_csv_get (csv, 1));
      return FALSE;
    }
  return gw_catalogue_add_class (catalogue, kind, gw_csv_get (csv, 1), gw_csv_get (csv, 2),
                                 gw_csv_get (csv, 3), gw_csv_get (csv, 4),
                                 gw_csv_get (csv, 5), error);
}

static gboolean
read_condition (GwCatalogue *catalogue, const GwCsv *csv, GError **error)
{
  GwClassKind kind;
  GwFilingCondition condition = { 0 };

  if (!read_key (csv, &kind, error))
    return FALSE;
  if (find_class (catalogue, kind, gw_csv_get (csv, 1)) == NULL)
    {
      gw_csv_fail (csv, 1, error, "there is no %s class %s", gw_csv_get (csv, 0),
                   gw_csv_get (csv, 1));
      return FALSE;
    }
  if (!gw_csv_get_uint (csv, 4, 1, GW_LIMIT_MAX, &condition.limit.value, error))
    return FALSE;
  if (!gw_limit_unit_parse (gw_csv_get (csv, 5), &condition.limit.unit))
    {
      gw_csv_fail (csv, 5, error, "“%s” is not a unit of time", gw_csv_get (csv, 5));
      return FALSE;
    }
  condition.text = (char *)gw_csv_get (csv, 2);
  condition.text_en = (char *)gw_csv_get (csv, 3);
  condition.closing = (char *)gw_csv_get (csv, 6);
  condition.closing_en = (char *)gw_csv_get (csv, 7);
  return gw_catalogue_add_condition (catalogue, kind, gw_csv_get (csv, 1), &condition,
                                     error);
}

typedef gboolean (*ReadRow) (GwCatalogue *catalogue, const GwCsv *csv, GError **error);

static gboolean
read_table (GwCatalogue *catalogue, const char *text, gsize length,
            const char *const *columns, ReadRow read, GError **error)
{
  g_auto (GwCsv) csv = { 0 };
  g_autoptr (GError) local = NULL;

  if (!gw_csv_open (&csv, text, length, columns, error))
    return FALSE;
  while (gw_csv_next (&csv, &local))
    {
      if (!read (catalogue, &csv, error))
        return FALSE;
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  return TRUE;
}

gboolean
gw_catalogue_add_classes_csv (GwCatalogue *catalogue, const char *csv, gsize length,
                              GError **error)
{
  return read_table (catalogue, csv, length, class_columns, read_class, error);
}

gboolean
gw_catalogue_add_conditions_csv (GwCatalogue *catalogue, const char *csv, gsize length,
                                 GError **error)
{
  return read_table (catalogue, csv, length, condition_columns, read_condition, error);
}

gboolean
gw_catalogue_check (const GwCatalogue *catalogue, GError **error)
{
  for (guint i = 0; i < catalogue->classes->len; i++)
    {
      const GwCaseClass *class = g_ptr_array_index (catalogue->classes, i);

      if (class->conditions->len == 0)
        {
          gw_case_error_set (error, GW_CASE_ERROR_TABLE, "condition",
                             "%s class %s has no filing condition",
                             gw_class_kind_name (class->kind), class->code);
          return FALSE;
        }
    }
  return TRUE;
}

static GBytes *
lookup_table (const char *name, GError **error)
{
  g_autofree char *path = g_strdup_printf ("/gridward/catalog/%s.csv", name);

  return g_resource_lookup_data (gw_catalog_get_resource (), path,
                                 G_RESOURCE_LOOKUP_FLAGS_NONE, error);
}

GwCatalogue *
gw_catalogue_new_builtin (const char *code_scheme, GError **error)
{
  g_autoptr (GwCatalogue) catalogue = gw_catalogue_new ();
  g_autoptr (GBytes) classes = NULL;
  g_autoptr (GBytes) conditions = NULL;

  if (!g_str_equal (code_scheme, "gb47678-2026"))
    {
      gw_case_error_set (error, GW_CASE_ERROR_TABLE, "code_scheme",
                         "no catalogue is built in for the code scheme “%s”", code_scheme);
      return NULL;
    }
  classes = lookup_table (code_scheme, error);
  conditions = classes != NULL ? lookup_table ("conditions-sample", error) : NULL;
  if (conditions == NULL)
    return NULL;
  if (!gw_catalogue_add_classes_csv (catalogue, g_bytes_get_data (classes, NULL),
                                     g_bytes_get_size (classes), error) ||
      !gw_catalogue_add_conditions_csv (catalogue, g_bytes_get_data (conditions, NULL),
                                        g_bytes_get_size (conditions), error) ||
      !gw_catalogue_check (catalogue, error))
    return NULL;
  return g_steal_pointer (&catalogue);
}

guint
gw_catalogue_size (const GwCatalogue *catalogue)
{
  return catalogue->classes->len;
}

const GwCaseClass *
gw_catalogue_get (const GwCatalogue *catalogue, guint position)
{
  g_return_val_if_fail (position < catalogue->classes->len, NULL);
  return g_ptr_array_index (catalogue->classes, position);
}

GwLimit
gw_case_class_limit (const GwCaseClass *class)
{
  const GwFilingCondition *first = gw_case_class_condition (class, NULL);

  return first != NULL ? first->limit : (GwLimit){ 0, GW_UNIT_WORK_HOUR };
}
