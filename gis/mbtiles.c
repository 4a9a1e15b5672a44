/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading tiles from SQLite; read-only, so any number of processes may do it. */

#include "gis/mbtiles.h"

#include "gis/gis-error.h"
#include "gis/mbtiles-writer.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

struct _GwMbtiles
{
  char *path;
  char *stamp;
  sqlite3 *db;
  sqlite3_stmt *read;
  GHashTable *metadata;
};

static void
set_error (GwMbtiles *mbtiles, int code, GError **error)
{
  gboolean alien = code == SQLITE_NOTADB || code == SQLITE_ERROR;

  g_set_error (error, GW_GIS_ERROR, alien ? GW_GIS_ERROR_SYNTAX : GW_GIS_ERROR_IO,
               "%s%s: %s", mbtiles->path, alien ? " is no MBTiles file" : "",
               mbtiles->db ? sqlite3_errmsg (mbtiles->db) : sqlite3_errstr (code));
}

static int
read_metadata (GwMbtiles *mbtiles)
{
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2 (mbtiles->db, "SELECT name, value FROM metadata", -1,
                                 &statement, NULL);

  while (code == SQLITE_OK || code == SQLITE_ROW)
    {
      code = sqlite3_step (statement);
      if (code != SQLITE_ROW)
        break;
      const char *name = (const char *)sqlite3_column_text (statement, 0);
      const char *value = (const char *)sqlite3_column_text (statement, 1);

      if (name != NULL && value != NULL)
        g_hash_table_replace (mbtiles->metadata, g_strdup (name), g_strdup (value));
    }
  sqlite3_finalize (statement);
  return code == SQLITE_DONE ? SQLITE_OK : code;
}

static char *
make_stamp (const char *path)
{
  GStatBuf status = { 0 };

  g_stat (path, &status);
  return g_strdup_printf ("%" G_GINT64_MODIFIER "x-%" G_GINT64_MODIFIER "x.%lx",
                          (gint64)status.st_size, (gint64)status.st_mtim.tv_sec,
                          status.st_mtim.tv_nsec);
}

GwMbtiles *
gw_mbtiles_open (const char *path, GError **error)
{
  g_autoptr (GwMbtiles) mbtiles = g_new0 (GwMbtiles, 1);
  int code;

  g_return_val_if_fail (path != NULL, NULL);

  mbtiles->path = g_strdup (path);
  mbtiles->stamp = make_stamp (path);
  mbtiles->metadata = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  code = sqlite3_open_v2 (path, &mbtiles->db, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX,
                          NULL);
  /* Pages straight from the page cache; the file is only ever replaced, never cut short. */
  if (code == SQLITE_OK)
    code = sqlite3_exec (mbtiles->db, "PRAGMA mmap_size = 1073741824", NULL, NULL, NULL);
  if (code == SQLITE_OK)
    code = read_metadata (mbtiles);
  /* Keeps the lock of a reader: taking it anew cost seven system calls a tile. */
  if (code == SQLITE_OK)
    code = sqlite3_exec (mbtiles->db, "PRAGMA locking_mode = EXCLUSIVE", NULL, NULL, NULL);
  if (code == SQLITE_OK)
    code = sqlite3_prepare_v2 (mbtiles->db,
                               "SELECT tile_data FROM tiles WHERE zoom_level = ?"
                               " AND tile_column = ? AND tile_row = ?",
                               -1, &mbtiles->read, NULL);
  if (code != SQLITE_OK)
    {
      set_error (mbtiles, code, error);
      return NULL;
    }
  return g_steal_pointer (&mbtiles);
}

void
gw_mbtiles_close (GwMbtiles *mbtiles)
{
  if (mbtiles == NULL)
    return;
  sqlite3_finalize (mbtiles->read);
  sqlite3_close (mbtiles->db);
  g_hash_table_unref (mbtiles->metadata);
  g_free (mbtiles->stamp);
  g_free (mbtiles->path);
  g_free (mbtiles);
}

/* The first column of the statement's only row; NULL without error: no row. Resets it. */
static GBytes *
step_bytes (GwMbtiles *mbtiles, sqlite3_stmt *statement, GError **error)
{
  int code = sqlite3_step (statement);
  GBytes *bytes = NULL;

  if (code == SQLITE_ROW)
    {
      const void *data = sqlite3_column_blob (statement, 0);

      bytes = g_bytes_new (data, (gsize)sqlite3_column_bytes (statement, 0));
    }
  else if (code != SQLITE_DONE)
    set_error (mbtiles, code, error);
  sqlite3_reset (statement);
  return bytes;
}

GBytes *
gw_mbtiles_read (GwMbtiles *mbtiles, GwTile tile, GError **error)
{
  g_return_val_if_fail (mbtiles != NULL, NULL);

  if (!gw_tile_is_valid (tile))
    return NULL;
  sqlite3_bind_int64 (mbtiles->read, 1, tile.z);
  sqlite3_bind_int64 (mbtiles->read, 2, tile.x);
  sqlite3_bind_int64 (mbtiles->read, 3, (1u << tile.z) - 1 - tile.y);
  return step_bytes (mbtiles, mbtiles->read, error);
}

GBytes *
gw_mbtiles_read_background (GwMbtiles *mbtiles, GError **error)
{
  const char *id = gw_mbtiles_metadata (mbtiles, GW_MBTILES_BACKGROUND);
  sqlite3_stmt *statement = NULL;
  GBytes *bytes = NULL;
  int code;

  if (id == NULL)
    return NULL;
  code = sqlite3_prepare_v2 (mbtiles->db, "SELECT tile_data FROM images WHERE tile_id = ?",
                             -1, &statement, NULL);
  if (code == SQLITE_OK)
    {
      sqlite3_bind_int64 (statement, 1, g_ascii_strtoll (id, NULL, 10));
      bytes = step_bytes (mbtiles, statement, error);
    }
  else
    set_error (mbtiles, code, error);
  sqlite3_finalize (statement);
  return bytes;
}

const char *
gw_mbtiles_metadata (GwMbtiles *mbtiles, const char *name)
{
  g_return_val_if_fail (mbtiles != NULL && name != NULL, NULL);

  return g_hash_table_lookup (mbtiles->metadata, name);
}

const char *
gw_mbtiles_stamp (const GwMbtiles *mbtiles)
{
  g_return_val_if_fail (mbtiles != NULL, NULL);

  return mbtiles->stamp;
}
