/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All versions of the catalogue's classes and conditions, with what is wished of them. */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/admin/catalogue-rows.h"

#include "gui/model/span.h"
#include "gui/model/text.h"

#define N_KINDS (GW_CATALOGUE_CLASSES + 1)

struct _GwCatalogueRows
{
  GwCityInfo *city;
  char *version;
  GPtrArray *schemes;
  GPtrArray *items[N_KINDS];
};

GwCatalogueRows *
gw_catalogue_rows_new (GwCityInfo *city)
{
  GwCatalogueRows *self = g_new0 (GwCatalogueRows, 1);

  self->city = g_object_ref (city);
  self->schemes = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < N_KINDS; i++)
    self->items[i] = g_ptr_array_new_with_free_func (g_object_unref);
  return self;
}

void
gw_catalogue_rows_free (GwCatalogueRows *self)
{
  g_object_unref (self->city);
  g_free (self->version);
  g_ptr_array_unref (self->schemes);
  for (guint i = 0; i < N_KINDS; i++)
    g_ptr_array_unref (self->items[i]);
  g_free (self);
}

const char *
gw_catalogue_rows_get_version (const GwCatalogueRows *self)
{
  return self->version != NULL ? self->version : "";
}

const GPtrArray *
gw_catalogue_rows_get_schemes (const GwCatalogueRows *self)
{
  return self->schemes;
}

GPtrArray *
gw_catalogue_rows_get (const GwCatalogueRows *self, GwCatalogueKind kind)
{
  return self->items[kind];
}

/* --- what comes in ----------------------------------------------------------------------- */

static const char *
text_of (GwJson *json, const char *member)
{
  GwJson *value = NULL;

  json_object_object_get_ex (json, member, &value);
  return json_object_is_type (value, json_type_string) ? json_object_get_string (value)
                                                       : "";
}

static char *
dup_class_key (GwJson *row, const char *code)
{
  return g_strdup_printf ("%s/%s/%s", text_of (row, "scheme"), text_of (row, "kind"),
                          text_of (row, code));
}

/* Of each thing the version that is in force last. */
static void
mark_last (GPtrArray *items)
{
  g_autoptr (GHashTable) last =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer item;

  for (guint i = 0; i < items->len; i++)
    {
      char *key = gw_catalogue_item_dup_key (items->pdata[i]);
      GwCatalogueItem *other = g_hash_table_lookup (last, key);

      if (other == NULL || gw_catalogue_item_ends_after (items->pdata[i], other))
        g_hash_table_replace (last, key, items->pdata[i]);
      else
        g_free (key);
    }
  g_hash_table_iter_init (&iter, last);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    gw_catalogue_item_set_last (item);
}

/* Caller frees; names by scheme, kind and code, borrowed from the rows. */
static GHashTable *
take_classes (GwCatalogueRows *self, GwJson *rows)
{
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (gsize i = 0; rows != NULL && i < json_object_array_length (rows); i++)
    {
      GwJson *row = json_object_array_get_idx (rows, i);
      const char *name = gw_language_is_chinese () ? "" : text_of (row, "name_en");

      g_hash_table_insert (names, dup_class_key (row, "code"),
                           (gpointer)(*name != '\0' ? name : text_of (row, "name")));
      g_ptr_array_add (self->items[GW_CATALOGUE_CLASSES],
                       gw_catalogue_item_new (GW_CATALOGUE_CLASSES, row, NULL));
    }
  return names;
}

static int
compare_counts (gconstpointer a, gconstpointer b, gpointer counts)
{
  guint first = GPOINTER_TO_UINT (g_hash_table_lookup (counts, *(char *const *)a));
  guint second = GPOINTER_TO_UINT (g_hash_table_lookup (counts, *(char *const *)b));

  return (first < second) - (first > second);
}

/* counts: conditions by scheme. */
static void
take_schemes (GwCatalogueRows *self, GHashTable *counts)
{
  GHashTableIter iter;
  gpointer scheme;

  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &scheme, NULL))
    g_ptr_array_add (self->schemes, g_strdup (scheme));
  g_ptr_array_sort_with_data (self->schemes, compare_counts, counts);
}

void
gw_catalogue_rows_take (GwCatalogueRows *self, GwJson *classes, GwJson *conditions)
{
  GwReader reader = { 0 };
  GwJson *rows = gw_reader_array (&reader, conditions, "rows", GW_REQUIRED);
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) names = NULL;

  g_ptr_array_set_size (self->schemes, 0);
  for (guint i = 0; i < N_KINDS; i++)
    g_ptr_array_set_size (self->items[i], 0);
  names = take_classes (self, gw_reader_array (&reader, classes, "rows", GW_REQUIRED));
  for (gsize i = 0; rows != NULL && i < json_object_array_length (rows); i++)
    {
      GwJson *row = json_object_array_get_idx (rows, i);
      const char *scheme = text_of (row, "scheme");
      g_autofree char *key = dup_class_key (row, "class");

      g_hash_table_insert (
          counts, (gpointer)scheme,
          GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, scheme)) + 1));
      g_ptr_array_add (self->items[GW_CATALOGUE_CONDITIONS],
                       gw_catalogue_item_new (GW_CATALOGUE_CONDITIONS, row,
                                              g_hash_table_lookup (names, key)));
    }
  for (guint i = 0; i < N_KINDS; i++)
    mark_last (self->items[i]);
  take_schemes (self, counts);
  g_free (self->version);
  self->version = gw_reader_dup_string (&reader, conditions, "version", GW_REQUIRED);
  g_clear_error (&reader.error);
}

/* --- looking ----------------------------------------------------------------------------- */

static char *
dup_today (const GwCatalogueRows *self)
{
  GDate today = gw_city_info_today (self->city);

  return gw_span_date (&today);
}

GPtrArray *
gw_catalogue_rows_find (const GwCatalogueRows *self, GwCatalogueKind kind,
                        const char *scheme, const char *folded)
{
  GPtrArray *all = self->items[kind];
  GPtrArray *found = g_ptr_array_new ();
  g_autofree char *today = dup_today (self);

  for (guint i = all->len; i > 0 && gw_catalogue_item_is_new (all->pdata[i - 1]); i--)
    g_ptr_array_add (found, all->pdata[i - 1]);
  for (guint i = 0; i < all->len && !gw_catalogue_item_is_new (all->pdata[i]); i++)
    if (gw_catalogue_item_is_in_force (all->pdata[i], today) &&
        g_strcmp0 (gw_catalogue_item_get (all->pdata[i], "scheme"), scheme) == 0 &&
        gw_catalogue_item_matches (all->pdata[i], folded))
      g_ptr_array_add (found, all->pdata[i]);
  return found;
}

/* --- the draft --------------------------------------------------------------------------- */

GwCatalogueItem *
gw_catalogue_rows_add_like (GwCatalogueRows *self, GwCatalogueItem *like)
{
  GwCatalogueItem *item = gw_catalogue_item_new_like (like);

  g_ptr_array_add (self->items[gw_catalogue_item_get_kind (item)], item);
  return item;
}

gboolean
gw_catalogue_rows_is_taken (const GwCatalogueRows *self, GwCatalogueItem *item)
{
  GPtrArray *all = self->items[gw_catalogue_item_get_kind (item)];
  g_autofree char *today = dup_today (self);

  for (guint i = 0; gw_catalogue_item_is_new (item) && i < all->len; i++)
    if (all->pdata[i] != item && gw_catalogue_item_is_same (item, all->pdata[i]) &&
        (gw_catalogue_item_is_new (all->pdata[i]) ||
         gw_catalogue_item_is_in_force (all->pdata[i], today)))
      return TRUE;
  return FALSE;
}

guint
gw_catalogue_rows_count_changes (const GwCatalogueRows *self, GwCatalogueItem **ret_fault)
{
  guint n = 0;

  for (guint kind = 0; kind < N_KINDS; kind++)
    for (guint i = 0; i < self->items[kind]->len; i++)
      {
        GwCatalogueItem *item = self->items[kind]->pdata[i];

        if (!gw_catalogue_item_is_changed (item))
          continue;
        n++;
        if (ret_fault != NULL && *ret_fault == NULL &&
            gw_catalogue_item_get_fault (item, NULL) != NULL)
          *ret_fault = item;
      }
  return n;
}

static gboolean
is_new_class (GwCatalogueItem *item)
{
  return gw_catalogue_item_is_new (item) &&
         gw_catalogue_item_get_kind (item) == GW_CATALOGUE_CLASSES;
}

char *
gw_catalogue_rows_dup_body (const GwCatalogueRows *self, GwCatalogueItem *only,
                            const char *valid_from)
{
  static const char *const tables[N_KINDS] = {
    [GW_CATALOGUE_CONDITIONS] = "conditions", [GW_CATALOGUE_CLASSES] = "classes"
  };
  GwJson *body = json_object_new_object ();
  char *text;

  for (guint kind = 0; kind < N_KINDS; kind++)
    {
      GwJson *rows = json_object_new_array ();

      for (guint i = 0; i < self->items[kind]->len; i++)
        {
          GwCatalogueItem *item = self->items[kind]->pdata[i];

          if (only == NULL ? gw_catalogue_item_is_changed (item)
                           : item == only || is_new_class (item))
            json_object_array_add (rows, gw_catalogue_item_encode (item, valid_from));
        }
      if (json_object_array_length (rows) > 0)
        json_object_object_add (body, tables[kind], rows);
      else
        json_object_put (rows);
    }
  text = g_strdup (json_object_to_json_string_ext (body, JSON_C_TO_STRING_PLAIN));
  json_object_put (body);
  return text;
}
