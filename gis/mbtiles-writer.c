/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables map and images, and the views that the MBTiles specification asks for. */

#include "gis/mbtiles-writer.h"

#include "gis/gis-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <unistd.h>

/* "MPBX", the application id of MBTiles 1.3. No journal: a failed file is thrown away. */
#define SCHEMA                                                                             \
  "PRAGMA application_id = 0x4d504258;"                                                    \
  "PRAGMA journal_mode = OFF;"                                                             \
  "BEGIN;"                                                                                 \
  "CREATE TABLE metadata (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;"               \
  "CREATE TABLE images (tile_id INTEGER PRIMARY KEY, tile_data BLOB NOT NULL);"            \
  "CREATE TABLE map (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER,"           \
  " tile_id INTEGER NOT NULL,"                                                             \
  " PRIMARY KEY (zoom_level, tile_column, tile_row)) WITHOUT ROWID;"                       \
  "CREATE VIEW tiles AS SELECT zoom_level, tile_column, tile_row, tile_data"               \
  " FROM map JOIN images USING (tile_id);"

struct _GwMbtilesWriter
{
  char *path;
  char *temporary; /* NULL once renamed */
  sqlite3 *db;
  sqlite3_stmt *set;
  sqlite3_stmt *add_image;
  sqlite3_stmt *add_tile;
  GHashTable *images; /* SHA-256 -> tile_id */
};

static gboolean
fail (GwMbtilesWriter *writer, GError **error)
{
  g_set_error (error, GW_GIS_ERROR, GW_GIS_ERROR_IO, "Cannot write %s: %s", writer->path,
               writer->db ? sqlite3_errmsg (writer->db) : "no memory");
  return FALSE;
}

static gboolean
fail_errno (GwMbtilesWriter *writer, GError **error)
{
  int code = errno;

  g_set_error (error, GW_GIS_ERROR, GW_GIS_ERROR_IO, "Cannot write %s: %s", writer->path,
               g_strerror (code));
  return FALSE;
}

static gboolean
create (GwMbtilesWriter *writer, GError **error)
{
  int fd;

  if (g_file_test (writer->path, G_FILE_TEST_IS_DIR))
    {
      errno = EISDIR;
      return fail_errno (writer, error);
    }
  fd = g_mkstemp_full (writer->temporary, O_RDWR | O_CLOEXEC, 0644);
  if (fd < 0)
    {
      fail_errno (writer, error);
      g_clear_pointer (&writer->temporary, g_free);
      return FALSE;
    }
  close (fd);
  return (sqlite3_open_v2 (writer->temporary, &writer->db,
                           SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX,
                           NULL) == SQLITE_OK &&
          sqlite3_exec (writer->db, SCHEMA, NULL, NULL, NULL) == SQLITE_OK &&
          sqlite3_prepare_v2 (writer->db, "INSERT INTO metadata VALUES (?, ?)", -1,
                              &writer->set, NULL) == SQLITE_OK &&
          sqlite3_prepare_v2 (writer->db, "INSERT INTO images VALUES (?, ?)", -1,
                              &writer->add_image, NULL) == SQLITE_OK &&
          sqlite3_prepare_v2 (writer->db, "INSERT INTO map VALUES (?, ?, ?, ?)", -1,
                              &writer->add_tile, NULL) == SQLITE_OK) ||
         fail (writer, error);
}

GwMbtilesWriter *
gw_mbtiles_writer_new (const char *path, GError **error)
{
  g_autoptr (GwMbtilesWriter) writer = g_new0 (GwMbtilesWriter, 1);

  g_return_val_if_fail (path != NULL, NULL);

  writer->path = g_strdup (path);
  writer->temporary = g_strdup_printf ("%s.XXXXXX", path);
  writer->images = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!create (writer, error))
    return NULL;
  return g_steal_pointer (&writer);
}

static void
close_db (GwMbtilesWriter *writer)
{
  g_clear_pointer (&writer->set, sqlite3_finalize);
  g_clear_pointer (&writer->add_image, sqlite3_finalize);
  g_clear_pointer (&writer->add_tile, sqlite3_finalize);
  g_clear_pointer (&writer->db, sqlite3_close);
}

void
gw_mbtiles_writer_free (GwMbtilesWriter *writer)
{
  if (writer == NULL)
    return;
  close_db (writer);
  if (writer->temporary != NULL)
    g_unlink (writer->temporary);
  g_hash_table_unref (writer->images);
  g_free (writer->temporary);
  g_free (writer->path);
  g_free (writer);
}

static gboolean
run (GwMbtilesWriter *writer, sqlite3_stmt *statement, GError **error)
{
  int code = sqlite3_step (statement);

  sqlite3_reset (statement);
  return code == SQLITE_DONE || fail (writer, error);
}

gboolean
gw_mbtiles_writer_set (GwMbtilesWriter *writer, const char *name, const char *value,
                       GError **error)
{
  sqlite3_bind_text (writer->set, 1, name, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (writer->set, 2, value, -1, SQLITE_TRANSIENT);
  return run (writer, writer->set, error);
}

/* The row of images that holds these bytes, now or already; 0 with error set. */
static guint
image_of (GwMbtilesWriter *writer, GBytes *bytes, GError **error)
{
  g_autofree char *sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  guint id = GPOINTER_TO_UINT (g_hash_table_lookup (writer->images, sum));

  if (id != 0)
    return id;
  id = g_hash_table_size (writer->images) + 1;
  sqlite3_bind_int64 (writer->add_image, 1, id);
  sqlite3_bind_blob64 (writer->add_image, 2, g_bytes_get_data (bytes, NULL),
                       g_bytes_get_size (bytes), SQLITE_STATIC);
  if (!run (writer, writer->add_image, error))
    return 0;
  sqlite3_clear_bindings (writer->add_image);
  g_hash_table_insert (writer->images, g_steal_pointer (&sum), GUINT_TO_POINTER (id));
  return id;
}

gboolean
gw_mbtiles_writer_add (GwMbtilesWriter *writer, GwTile tile, GBytes *bytes, GError **error)
{
  guint id = image_of (writer, bytes, error);

  if (id == 0)
    return FALSE;
  sqlite3_bind_int64 (writer->add_tile, 1, tile.z);
  sqlite3_bind_int64 (writer->add_tile, 2, tile.x);
  /* The file counts rows from the south. */
  sqlite3_bind_int64 (writer->add_tile, 3, (1u << tile.z) - 1 - tile.y);
  sqlite3_bind_int64 (writer->add_tile, 4, id);
  return run (writer, writer->add_tile, error);
}

gboolean
gw_mbtiles_writer_set_background (GwMbtilesWriter *writer, GBytes *bytes, GError **error)
{
  guint id = image_of (writer, bytes, error);
  char text[16];

  if (id == 0)
    return FALSE;
  g_snprintf (text, sizeof text, "%u", id);
  return gw_mbtiles_writer_set (writer, GW_MBTILES_BACKGROUND, text, error);
}

gboolean
gw_mbtiles_writer_finish (GwMbtilesWriter *writer, GError **error)
{
  if (sqlite3_exec (writer->db, "COMMIT", NULL, NULL, NULL) != SQLITE_OK)
    return fail (writer, error);
  close_db (writer);
  if (g_rename (writer->temporary, writer->path) < 0)
    return fail_errno (writer, error);
  g_clear_pointer (&writer->temporary, g_free);
  return TRUE;
}
