/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Making the database of a city. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/setup.h"

#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>

#include "backend/service/city-writer.h"
#include "backend/service/service-private.h"
#include "backend/service/setup-private.h"

void
gw_progress_tell (const GwProgress *progress, const char *what, guint done, guint total)
{
  if (progress->func != NULL)
    progress->func (what, done, total, progress->user_data);
}

GHashTable *
gw_ids_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

void
gw_ids_add (GHashTable *ids, const char *code, gint64 id)
{
  g_hash_table_replace (ids, g_strdup (code), g_memdup2 (&id, sizeof id));
}

gboolean
gw_ids_find (GHashTable *ids, const char *what, const char *code, gint64 *ret_id,
             GError **error)
{
  const gint64 *id = code != NULL ? g_hash_table_lookup (ids, code) : NULL;

  *ret_id = id != NULL ? *id : 0;
  if (id != NULL || code == NULL)
    return TRUE;
  gw_case_error_set (error, GW_CASE_ERROR_NOT_FOUND, what, "there is no %s “%s”", what,
                     code);
  return FALSE;
}

static void
remove_database (const char *path)
{
  static const char *const suffixes[] = { "", "-wal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *file = g_strconcat (path, suffixes[i], NULL);

      g_unlink (file);
    }
}

static gboolean
write_thread (GwStoreWriter *writer, gpointer data, GError **error)
{
  return gw_city_writer_run (data, writer, error);
}

gboolean
gw_setup_create (const char *path, const GwCity *city, GwProgressFunc progress,
                 gpointer user_data, GError **error)
{
  GwStoreOptions options = { .create = TRUE };
  g_autoptr (GwCityWriter) writer = NULL;
  g_autoptr (GwStore) store = NULL;
  GError *local = NULL;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      gw_case_error_set (error, GW_CASE_ERROR_INTERNAL, NULL, "%s is there already", path);
      return FALSE;
    }
  if (sodium_init () < 0)
    {
      gw_case_error_set (error, GW_CASE_ERROR_INTERNAL, NULL, "no source of randomness");
      return FALSE;
    }
  writer = gw_city_writer_new (city, (GwProgress){ progress, user_data }, error);
  if (writer == NULL)
    return FALSE;
  store = gw_store_open (path, &options, &local);
  if (store != NULL && gw_store_write_spatial (store, write_thread, writer, &local))
    return TRUE;
  g_clear_pointer (&store, gw_store_close);
  remove_database (path);
  gw_service_propagate_error (error, local);
  return FALSE;
}

/* Whoever owns a component sees to it; what nobody owns goes to whoever the place belongs to. */
static void
add_first_rules (GwCity *city)
{
  GwCityRoutingRule *owner = gw_city_routing_rule_new (GW_ROUTE_TO_OWNER_WORD);

  owner->owner = g_strdup (GW_OWNER_KNOWN_WORD);
  g_ptr_array_add (city->routing_rules, owner);
  g_ptr_array_add (city->routing_rules,
                   gw_city_routing_rule_new (GW_ROUTE_TO_TERRITORY_WORD));
}

gboolean
gw_setup_create_empty (const char *path, const char *code, const char *name,
                       const char *name_en, const char *code_scheme, const char *time_zone,
                       GError **error)
{
  g_autoptr (GwCity) city = gw_city_new ();
  GwCityArea *root = g_new0 (GwCityArea, 1);

  city->name = g_strdup (name);
  city->name_en = g_strdup (name_en);
  city->code_scheme = g_strdup (code_scheme);
  city->time_zone = g_strdup (time_zone);
  root->code = g_strdup (code);
  root->level = g_strdup ("city");
  root->name = g_strdup (name);
  root->name_en = g_strdup (name_en);
  g_ptr_array_add (city->areas, root);
  add_first_rules (city);
  return gw_setup_create (path, city, NULL, NULL, error);
}
