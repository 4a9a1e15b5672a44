/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The queries and migrations, read from the program's own resources. */
#define G_LOG_DOMAIN "gridward-store"

#include "backend/store/sqlite/queries.h"

#include <gio/gio.h>
#include <string.h>

#include "store-resources.h"

#define RESOURCE_ROOT "/org/gridward/store/"
#define PIECE_MARK "-- piece: "

static const char *const QUERY_NAMES[] = {
#define QUERY_NAME(id, name) name,
  GW_QUERIES (QUERY_NAME)
#undef QUERY_NAME
};

G_STATIC_ASSERT (G_N_ELEMENTS (QUERY_NAMES) == GW_N_QUERIES);

/* Resources live as long as the program: so do the texts. */
static const char *
resource_text (const char *path)
{
  g_autoptr (GBytes) bytes = g_resource_lookup_data (
      gw_store_resources_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  g_assert (bytes != NULL);
  return g_bytes_get_data (bytes, NULL);
}

const char *
gw_query_name (GwQuery query)
{
  g_return_val_if_fail (query < GW_N_QUERIES, NULL);

  return QUERY_NAMES[query];
}

const char *
gw_query_sql (GwQuery query)
{
  g_autofree char *path =
      g_strconcat (RESOURCE_ROOT "queries/", gw_query_name (query), ".sql", NULL);

  return resource_text (path);
}

static GHashTable *
read_pieces (void)
{
  GHashTable *pieces = g_hash_table_new (g_str_hash, g_str_equal);
  g_auto (GStrv) parts =
      g_strsplit (resource_text (RESOURCE_ROOT "queries/case-list.sql"), PIECE_MARK, -1);

  for (guint i = 1; parts[i] != NULL; i++)
    {
      char *end = strchr (parts[i], '\n');

      *end = '\0';
      g_hash_table_insert (pieces, g_strdup (parts[i]), g_strdup (end + 1));
    }
  return pieces;
}

const char *
gw_query_piece (const char *name)
{
  static GHashTable *pieces;
  const char *text;

  if (g_once_init_enter (&pieces))
    g_once_init_leave (&pieces, read_pieces ());
  text = g_hash_table_lookup (pieces, name);
  g_assert (text != NULL);
  return text;
}

static char *
find_migration (guint number)
{
  g_autofree char *prefix = g_strdup_printf ("%04u-", number);
  g_auto (GStrv) names = g_resource_enumerate_children (
      gw_store_resources_get_resource (), RESOURCE_ROOT "migrations", 0, NULL);

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    if (g_str_has_prefix (names[i], prefix))
      return g_strconcat (RESOURCE_ROOT "migrations/", names[i], NULL);
  return NULL;
}

guint
gw_migration_count (void)
{
  guint count = 0;

  while (TRUE)
    {
      g_autofree char *path = find_migration (count + 1);

      if (path == NULL)
        return count;
      count++;
    }
}

const char *
gw_migration_sql (guint number)
{
  g_autofree char *path = find_migration (number);

  g_return_val_if_fail (path != NULL, NULL);
  return resource_text (path);
}
