/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The catalogue in memory. */
#define G_LOG_DOMAIN "gridward-rules"

#include "backend/rules/catalogue-private.h"

#include <string.h>

#include "backend/rules/case-error.h"
#include "backend/rules/condition.h"

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
mapping_free (gpointer data)
{
  GwClassMapping *mapping = data;

  g_free (mapping->scheme);
  g_free (mapping->code);
  g_free (mapping->name);
  g_free (mapping->name_en);
  g_free (mapping);
}

static void
class_free (GwCaseClass *class)
{
  g_free (class->scheme);
  g_free (class->code);
  g_free (class->group);
  g_free (class->group_en);
  g_free (class->name);
  g_free (class->name_en);
  g_ptr_array_unref (class->conditions);
  g_ptr_array_unref (class->mappings);
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
  catalogue->by_beginning = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  catalogue->former = g_ptr_array_new_with_free_func ((GDestroyNotify)class_free);
  catalogue->former_conditions =
      g_ptr_array_new_with_free_func ((GDestroyNotify)gw_filing_condition_free);
  catalogue->by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  catalogue->conditions_by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
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
  g_hash_table_unref (catalogue->conditions_by_id);
  g_hash_table_unref (catalogue->by_id);
  g_hash_table_unref (catalogue->by_beginning);
  g_hash_table_unref (catalogue->by_key);
  g_ptr_array_unref (catalogue->former_conditions);
  g_ptr_array_unref (catalogue->former);
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

GwCaseClass *
gw_case_class_new (gint64 id, GwClassKind kind, const char *code)
{
  GwCaseClass *class = g_new0 (GwCaseClass, 1);

  class->id = id;
  class->kind = kind;
  class->code = g_strdup (code);
  class->conditions =
      g_ptr_array_new_with_free_func ((GDestroyNotify)gw_filing_condition_free);
  class->mappings = g_ptr_array_new_with_free_func (mapping_free);
  return class;
}

/* Room for a kind and a code; longer codes are no key. */
#define BEGINNING_MAX 32

static gboolean
beginning_key (char key[BEGINNING_MAX], GwClassKind kind, const char *beginning)
{
  key[0] = (char)('0' + kind);
  return g_strlcpy (key + 1, beginning, BEGINNING_MAX - 1) < BEGINNING_MAX - 1;
}

static void
index_beginnings (GwCatalogue *catalogue, GwCaseClass *class)
{
  char key[BEGINNING_MAX];

  if (!beginning_key (key, class->kind, class->code))
    return;
  for (gsize length = strlen (key); length > 1; key[--length] = '\0')
    if (!g_hash_table_contains (catalogue->by_beginning, key))
      g_hash_table_insert (catalogue->by_beginning, g_strdup (key), class);
}

const GwCaseClass *
gw_catalogue_find_first (const GwCatalogue *catalogue, GwClassKind kind,
                         const char *beginning)
{
  char key[BEGINNING_MAX];

  g_return_val_if_fail (catalogue != NULL && beginning != NULL, NULL);
  return beginning_key (key, kind, beginning)
             ? g_hash_table_lookup (catalogue->by_beginning, key)
             : NULL;
}

void
gw_catalogue_take_class (GwCatalogue *catalogue, GwCaseClass *class, gboolean former)
{
  g_ptr_array_add (former ? catalogue->former : catalogue->classes, class);
  if (!former)
    {
      g_hash_table_add (catalogue->by_key, class);
      index_beginnings (catalogue, class);
    }
  if (class->id != 0)
    g_hash_table_insert (catalogue->by_id, &class->id, class);
}

/* They come sorted nearly always. */
void
gw_case_class_take_condition (GwCaseClass *class, GwFilingCondition *condition)
{
  GPtrArray *conditions = class->conditions;
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

const GwCaseClass *
gw_catalogue_find_by_id (const GwCatalogue *catalogue, gint64 id)
{
  return g_hash_table_lookup (catalogue->by_id, &id);
}

const GwFilingCondition *
gw_catalogue_find_condition_by_id (const GwCatalogue *catalogue, gint64 id)
{
  return g_hash_table_lookup (catalogue->conditions_by_id, &id);
}

guint
gw_catalogue_n_former (const GwCatalogue *catalogue)
{
  return catalogue->former->len;
}

const GwCaseClass *
gw_catalogue_get_former (const GwCatalogue *catalogue, guint position)
{
  g_return_val_if_fail (position < catalogue->former->len, NULL);
  return g_ptr_array_index (catalogue->former, position);
}

GwLimit
gw_case_class_limit (const GwCaseClass *class)
{
  const GwFilingCondition *first = gw_case_class_condition (class, NULL);

  return first != NULL ? first->limit : (GwLimit){ 0, GW_UNIT_WORK_HOUR };
}
