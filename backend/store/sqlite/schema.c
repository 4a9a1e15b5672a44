/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether a file is ours, whole and of this version; and making it so. */
#define G_LOG_DOMAIN "gridward-store"

#include "backend/store/sqlite/schema.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

/* The file format's header, https://www.sqlite.org/fileformat.html section 1.3. */
#define HEADER_SIZE 100
#define HEADER_MAGIC "SQLite format 3"
#define OFFSET_PAGE_SIZE 16
#define OFFSET_APPLICATION_ID 68
/* Files up to this size are read as a whole when they are opened. */
#define FULL_CHECK_BYTES (16 * 1024 * 1024)

static guint32
read_uint32 (const guint8 *bytes)
{
  return (guint32)bytes[0] << 24 | (guint32)bytes[1] << 16 | (guint32)bytes[2] << 8 |
         bytes[3];
}

static gboolean
refuse (GError **error, GwStoreError code, const char *path, const char *why)
{
  g_set_error (error, GW_STORE_ERROR, code, "%s: %s", path, why);
  return FALSE;
}

static gboolean
check_header (const char *path, const guint8 *header, gsize length, GError **error)
{
  guint32 page_size;

  if (length < HEADER_SIZE || memcmp (header, HEADER_MAGIC, sizeof HEADER_MAGIC) != 0)
    return refuse (error, GW_STORE_ERROR_FOREIGN, path,
                   "is not a database; nothing was changed");
  if (read_uint32 (header + OFFSET_APPLICATION_ID) != GW_APPLICATION_ID)
    return refuse (error, GW_STORE_ERROR_FOREIGN, path,
                   "is a database, but not one of Gridward's; nothing was changed");
  page_size = (guint32)header[OFFSET_PAGE_SIZE] << 8 | header[OFFSET_PAGE_SIZE + 1];
  if (page_size != 1 && (page_size < 512 || (page_size & (page_size - 1)) != 0))
    return refuse (error, GW_STORE_ERROR_DAMAGED, path,
                   "has a damaged header; restore it from a backup");
  return TRUE;
}

gboolean
gw_schema_check_file (const char *path, gboolean create, gboolean *ret_is_new,
                      GError **error)
{
  guint8 header[HEADER_SIZE];
  FILE *file = g_fopen (path, "rbe");
  gsize length;
  int code = errno;

  if (file == NULL && code != ENOENT)
    return refuse (error, GW_STORE_ERROR_IO, path, g_strerror (code));
  length = file == NULL ? 0 : fread (header, 1, sizeof header, file);
  if (file != NULL)
    fclose (file);
  *ret_is_new = length == 0;
  if (length == 0 && !create)
    return refuse (error, GW_STORE_ERROR_NOT_FOUND, path, "there is no database here");
  return length == 0 || check_header (path, header, length, error);
}

static gboolean
read_version (GwConnection *connection, gint64 *ret_version, GError **error)
{
  sqlite3_stmt *statement = NULL;
  sqlite3 *handle = gw_connection_get_handle (connection);
  int result = sqlite3_prepare_v2 (handle, "PRAGMA user_version", -1, &statement, NULL);

  if (result == SQLITE_OK && sqlite3_step (statement) == SQLITE_ROW)
    *ret_version = sqlite3_column_int64 (statement, 0);
  else
    gw_connection_fail (connection, "reading the version", error);
  return sqlite3_finalize (statement) == SQLITE_OK && result == SQLITE_OK;
}

static gboolean
migrate_to (GwConnection *connection, guint number, GError **error)
{
  g_autofree char *mark = g_strdup_printf ("PRAGMA application_id = %d;"
                                           "PRAGMA user_version = %u;"
                                           "COMMIT",
                                           GW_APPLICATION_ID, number);

  if (gw_connection_run (connection, "BEGIN IMMEDIATE", error) &&
      gw_connection_run (connection, gw_migration_sql (number), error) &&
      gw_connection_run (connection, mark, error))
    return TRUE;
  g_prefix_error (error, "migration %u: ", number);
  gw_connection_run (connection, "ROLLBACK", NULL); /* the first error counts */
  return FALSE;
}

gboolean
gw_schema_check_version (GwConnection *connection, gboolean is_new, gboolean may_migrate,
                         GError **error)
{
  gint64 version = 0;

  if (!read_version (connection, &version, error))
    return FALSE;
  if (version > gw_migration_count ())
    {
      g_set_error (error, GW_STORE_ERROR, GW_STORE_ERROR_NEWER,
                   "the database has schema %" G_GINT64_FORMAT
                   ", this Gridward knows up to %u: use the newer program; "
                   "nothing was changed",
                   version, gw_migration_count ());
      return FALSE;
    }
  if (version == 0 && !is_new)
    {
      g_set_error_literal (error, GW_STORE_ERROR, GW_STORE_ERROR_DAMAGED,
                           "the database has no schema; restore it from a backup");
      return FALSE;
    }
  if (version < gw_migration_count () && !may_migrate)
    {
      g_set_error (
          error, GW_STORE_ERROR, GW_STORE_ERROR_OLDER,
          "the database has schema %" G_GINT64_FORMAT
          ", this Gridward reads %u: let gridward-server open it once, or bring a "
          "copy up to date with gridwardctl statistics rebuild; nothing was changed",
          version, gw_migration_count ());
      return FALSE;
    }
  return TRUE;
}

gboolean
gw_schema_migrate (GwConnection *connection, GError **error)
{
  gint64 version = 0;

  if (!read_version (connection, &version, error))
    return FALSE;
  for (guint next = (guint)version + 1; next <= gw_migration_count (); next++)
    if (!migrate_to (connection, next, error))
      return FALSE;
  return TRUE;
}

static gboolean
damaged (GError **error, const char *what)
{
  g_set_error (error, GW_STORE_ERROR, GW_STORE_ERROR_DAMAGED,
               "the database is damaged (%s): restore it from a backup, or save what can "
               "be read with the sqlite3 shell's .recover; nothing was changed",
               what);
  return FALSE;
}

/* One text cell; "" when there is no row. NULL on error. */
static char *
query_text (sqlite3 *handle, const char *sql)
{
  sqlite3_stmt *statement = NULL;
  char *text = NULL;
  int result = sqlite3_prepare_v2 (handle, sql, -1, &statement, NULL);

  if (result == SQLITE_OK)
    result = sqlite3_step (statement);
  if (result == SQLITE_ROW)
    text = g_strdup ((const char *)sqlite3_column_text (statement, 0));
  else if (result == SQLITE_DONE)
    text = g_strdup ("");
  sqlite3_finalize (statement);
  return text;
}

gboolean
gw_schema_check (GwConnection *connection, GError **error)
{
  sqlite3 *handle = gw_connection_get_handle (connection);
  g_autofree char *pages = query_text (handle, "PRAGMA page_count");

  if (pages == NULL)
    return damaged (error, sqlite3_errmsg (handle));
  /* Preparing every query finds missing tables and columns. */
  for (guint i = 0; i < GW_N_QUERIES; i++)
    {
      sqlite3_stmt *statement = NULL;
      int result = sqlite3_prepare_v2 (handle, gw_query_sql (i), -1, &statement, NULL);

      sqlite3_finalize (statement);
      if (result != SQLITE_OK)
        return damaged (error, sqlite3_errmsg (handle));
    }
  if (g_ascii_strtoll (pages, NULL, 10) * 4096 <= FULL_CHECK_BYTES)
    {
      g_autofree char *verdict = query_text (handle, "PRAGMA quick_check(1)");

      if (g_strcmp0 (verdict, "ok") != 0)
        return damaged (error, verdict != NULL ? verdict : sqlite3_errmsg (handle));
    }
  return TRUE;
}
