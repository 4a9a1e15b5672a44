/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One connection to the file and its prepared queries. */
#define G_LOG_DOMAIN "gridward-store"

#include "backend/store/sqlite/connection.h"

#include <glib/gstdio.h>
#include <spatialite.h>
#include <string.h>
#include <unistd.h>

#include "backend/store/sqlite/functions.h"
#include "backend/store/sqlite/tokenizer.h"

#define MAX_PARAMETERS 64
#define MAX_TEXT_STATEMENTS 64
/* How long a write waits for another process (gridwardctl beside a server). */
#define BUSY_TIMEOUT_MS 10000

struct _GwStatement
{
  GwConnection *connection; /* borrowed: the connection owns its statements */
  sqlite3_stmt *handle;
  int n_parameters;
  int bound;
  const char *names[MAX_PARAMETERS];
};

struct _GwConnection
{
  sqlite3 *handle;
  void *spatialite; /* NULL: a connection without geometry */
  GwStatement *queries[GW_N_QUERIES];
  GHashTable *texts; /* SQL -> GwStatement */
};

static void
statement_free (GwStatement *statement)
{
  if (statement == NULL)
    return;
  sqlite3_finalize (statement->handle);
  g_free (statement);
}

static GwStoreError
error_code (int result)
{
  switch (result & 0xff)
    {
    case SQLITE_CONSTRAINT:
      return GW_STORE_ERROR_EXISTS;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return GW_STORE_ERROR_BUSY;
    case SQLITE_FULL:
      return GW_STORE_ERROR_FULL;
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return GW_STORE_ERROR_IO;
    case SQLITE_CORRUPT:
      return GW_STORE_ERROR_DAMAGED;
    case SQLITE_NOTADB:
      return GW_STORE_ERROR_FOREIGN;
    default:
      return GW_STORE_ERROR_FAILED;
    }
}

static gboolean
fail (sqlite3 *handle, const char *doing, GError **error)
{
  int result = sqlite3_extended_errcode (handle);
  gboolean is_key = result == SQLITE_CONSTRAINT_UNIQUE ||
                    result == SQLITE_CONSTRAINT_PRIMARYKEY ||
                    result == SQLITE_CONSTRAINT_ROWID;
  GwStoreError code = (result & 0xff) == SQLITE_CONSTRAINT && !is_key
                          ? GW_STORE_ERROR_FAILED
                          : error_code (result);

  g_set_error (error, GW_STORE_ERROR, code, "%s: %s", doing, sqlite3_errmsg (handle));
  return FALSE;
}

gboolean
gw_connection_fail (GwConnection *connection, const char *doing, GError **error)
{
  return fail (connection->handle, doing, error);
}

/*
 * FULL: a commit returns when its bytes are on disk. The variable exists so that the
 * durability test can show that it would see the difference.
 */
static const char *
synchronous_level (void)
{
  const char *level = g_getenv ("GRIDWARD_UNSAFE_SYNCHRONOUS");

  if (level == NULL)
    return "FULL";
  g_warning ("GRIDWARD_UNSAFE_SYNCHRONOUS=%s: a power cut will lose answered reports",
             level);
  return g_str_equal (level, "off") ? "OFF" : "NORMAL";
}

static gboolean
configure (GwConnection *connection, GwConnectionMode mode, gboolean spatial,
           GError **error)
{
  g_autofree char *pragmas = NULL;

  sqlite3_busy_timeout (connection->handle, BUSY_TIMEOUT_MS);
  sqlite3_db_config (connection->handle, SQLITE_DBCONFIG_DEFENSIVE, !spatial, NULL);
  if (!gw_tokenizer_register (connection->handle, error) ||
      !gw_functions_register (connection->handle, error))
    return FALSE;
  if (spatial)
    {
      connection->spatialite = spatialite_alloc_connection ();
      spatialite_init_ex (connection->handle, connection->spatialite, 0);
    }
  if (mode == GW_CONNECTION_READ)
    return gw_connection_run (connection,
                              "PRAGMA query_only = ON; PRAGMA cache_size = -32000;"
                              "PRAGMA temp_store = MEMORY;",
                              error);
  if (mode == GW_CONNECTION_SCRATCH)
    return gw_connection_run (
        connection, "PRAGMA cache_size = -32000; PRAGMA temp_store = FILE;", error);
  /* temp_store stays at its default: what a job may have to undo is then kept in one piece
   * of 64 kB, and beyond that in a file; in memory it would be four pieces to a page. */
  /* The writer finds every id that it writes in memory or in the same transaction;
   * gridwardctl check looks at all references. See README.md. */
  pragmas = g_strdup_printf ("PRAGMA journal_mode = WAL; PRAGMA synchronous = %s;"
                             "PRAGMA wal_autocheckpoint = 0; PRAGMA cache_size = -131072;"
                             "PRAGMA foreign_keys = %s;",
                             synchronous_level (), spatial ? "ON" : "OFF");
  return gw_connection_run (connection, pragmas, error);
}

/*
 * SQLite's count of the memory it uses takes a lock at each allocation, and nobody asks for it.
 * Refused, and of no consequence, when somebody in this process has used SQLite before.
 */
static void
drop_memory_statistics (void)
{
  static gsize done = 0;

  if (!g_once_init_enter (&done))
    return;
  sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0);
  g_once_init_leave (&done, 1);
}

/*
 * In a folder that cannot be written to SQLite has nowhere to put what readers share. When
 * nobody has the file open, and all of it is in the file, nothing is to be shared.
 */
static gboolean
is_frozen (const char *path, gboolean *ret_has_log)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autofree char *shared = g_strconcat (path, "-shm", NULL);
  GStatBuf status;

  *ret_has_log = g_stat (log, &status) == 0 && status.st_size > 0;
  return g_access (folder, W_OK) != 0 && g_access (path, R_OK) == 0 &&
         g_access (shared, F_OK) != 0;
}

static int
open_file (const char *path, GwConnectionMode mode, sqlite3 **ret_handle)
{
  gboolean has_log;
  gboolean writes = mode == GW_CONNECTION_WRITE || mode == GW_CONNECTION_CREATE;
  int flags = SQLITE_OPEN_NOMUTEX;
  g_autofree char *escaped = NULL;
  g_autofree char *uri = NULL;

  if (!writes && is_frozen (path, &has_log) && !has_log)
    {
      escaped = g_uri_escape_string (path, "/", FALSE);
      uri = g_strconcat ("file:", escaped, "?immutable=1", NULL);
      return sqlite3_open_v2 (uri, ret_handle,
                              flags | SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL);
    }
  flags |= mode == GW_CONNECTION_SCRATCH ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  if (mode == GW_CONNECTION_CREATE)
    flags |= SQLITE_OPEN_CREATE;
  return sqlite3_open_v2 (path, ret_handle, flags, NULL);
}

GwConnection *
gw_connection_new (const char *path, GwConnectionMode mode, gboolean spatial,
                   GError **error)
{
  g_autoptr (GwConnection) connection = g_new0 (GwConnection, 1);

  drop_memory_statistics ();
  connection->texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                             (GDestroyNotify)statement_free);
  if (open_file (path, mode, &connection->handle) != SQLITE_OK)
    {
      gw_connection_fail (connection, path, error);
      return NULL;
    }
  sqlite3_extended_result_codes (connection->handle, 1);
  if (!configure (connection, mode, spatial, error))
    {
      gboolean has_log;

      if (is_frozen (path, &has_log) && has_log)
        g_prefix_error (error,
                        "%s is in a folder that cannot be written to, and not all of "
                        "it is in the file: copy it with its -wal elsewhere: ",
                        path);
      return NULL;
    }
  return g_steal_pointer (&connection);
}

void
gw_connection_free (GwConnection *connection)
{
  for (guint i = 0; i < GW_N_QUERIES; i++)
    statement_free (connection->queries[i]);
  g_hash_table_unref (connection->texts);
  sqlite3_close (connection->handle);
  if (connection->spatialite != NULL)
    spatialite_cleanup_ex (connection->spatialite);
  g_free (connection);
}

sqlite3 *
gw_connection_get_handle (GwConnection *connection)
{
  return connection->handle;
}

/* SpatiaLite's functions answer 0 instead of failing; pragmas answer text or numbers. */
static int
refuse_zero_cb (void *data, int n_columns, char **values, char **names)
{
  gboolean is_call = n_columns == 1 && strchr (names[0], '(') != NULL;

  return is_call && values[0] != NULL && g_str_equal (values[0], "0");
}

gboolean
gw_connection_run (GwConnection *connection, const char *sql, GError **error)
{
  if (sqlite3_exec (connection->handle, sql, refuse_zero_cb, NULL, NULL) == SQLITE_OK)
    return TRUE;
  return gw_connection_fail (connection, "running a statement", error);
}

static GwStatement *
statement_new (GwConnection *connection, const char *name, const char *sql, GError **error)
{
  GwStatement *statement = g_new0 (GwStatement, 1);

  statement->connection = connection;
  if (sqlite3_prepare_v3 (connection->handle, sql, -1, SQLITE_PREPARE_PERSISTENT,
                          &statement->handle, NULL) != SQLITE_OK)
    {
      gw_connection_fail (connection, name, error);
      statement_free (statement);
      return NULL;
    }
  statement->n_parameters = sqlite3_bind_parameter_count (statement->handle);
  g_assert (statement->n_parameters <= MAX_PARAMETERS);
  for (int i = 0; i < statement->n_parameters; i++)
    statement->names[i] = sqlite3_bind_parameter_name (statement->handle, i + 1);
  return statement;
}

GwStatement *
gw_connection_query (GwConnection *connection, GwQuery query, GError **error)
{
  if (connection->queries[query] == NULL)
    connection->queries[query] =
        statement_new (connection, gw_query_name (query), gw_query_sql (query), error);
  return connection->queries[query];
}

GwStatement *
gw_connection_query_text (GwConnection *connection, const char *sql, GError **error)
{
  GwStatement *statement = g_hash_table_lookup (connection->texts, sql);

  if (statement != NULL)
    return statement;
  if (g_hash_table_size (connection->texts) >= MAX_TEXT_STATEMENTS)
    g_hash_table_remove_all (connection->texts);
  statement = statement_new (connection, "a list of cases", sql, error);
  if (statement != NULL)
    g_hash_table_insert (connection->texts, g_strdup (sql), statement);
  return statement;
}

static int
next_parameter (GwStatement *statement, const char *name)
{
  int position = statement->bound++;

  g_assert_cmpint (position, <, statement->n_parameters);
  if (statement->names[position] != name)
    g_assert_cmpstr (statement->names[position], ==, name);
  /* Names are literals: the same one comes again, and need not be read then. */
  statement->names[position] = name;
  return position + 1;
}

void
gw_bind_int (GwStatement *statement, const char *name, gint64 value)
{
  sqlite3_bind_int64 (statement->handle, next_parameter (statement, name), value);
}

void
gw_bind_id (GwStatement *statement, const char *name, gint64 value)
{
  int position = next_parameter (statement, name);

  if (value == 0)
    sqlite3_bind_null (statement->handle, position);
  else
    sqlite3_bind_int64 (statement->handle, position, value);
}

void
gw_bind_double (GwStatement *statement, const char *name, double value)
{
  sqlite3_bind_double (statement->handle, next_parameter (statement, name), value);
}

void
gw_bind_text (GwStatement *statement, const char *name, const char *value)
{
  sqlite3_bind_text (statement->handle, next_parameter (statement, name), value, -1,
                     SQLITE_STATIC);
}

void
gw_bind_blob (GwStatement *statement, const char *name, const void *data, gsize length)
{
  sqlite3_bind_blob64 (statement->handle, next_parameter (statement, name), data, length,
                       SQLITE_STATIC);
}

void
gw_bind_pointer (GwStatement *statement, const char *name, gpointer pointer,
                 const char *type)
{
  sqlite3_bind_pointer (statement->handle, next_parameter (statement, name), pointer, type,
                        NULL);
}

gboolean
gw_statement_step (GwStatement *statement, gboolean *ret_row, GError **error)
{
  int result = sqlite3_step (statement->handle);

  *ret_row = result == SQLITE_ROW;
  if (result == SQLITE_ROW)
    return TRUE;
  if (result != SQLITE_DONE)
    fail (statement->connection->handle, "running a query", error);
  gw_statement_reset (statement);
  return result == SQLITE_DONE;
}

gboolean
gw_statement_next (GwStatement *statement, gboolean *good, GError **error)
{
  gboolean has_row;

  *good = gw_statement_step (statement, &has_row, error);
  return *good && has_row;
}

gboolean
gw_statement_run (GwStatement *statement, GError **error)
{
  gboolean has_row = TRUE;

  while (has_row)
    if (!gw_statement_step (statement, &has_row, error))
      return FALSE;
  return TRUE;
}

void
gw_statement_reset (GwStatement *statement)
{
  sqlite3_reset (statement->handle);
  sqlite3_clear_bindings (statement->handle);
  statement->bound = 0;
}

sqlite3_stmt *
gw_statement_get_handle (GwStatement *statement)
{
  return statement->handle;
}

gint64
gw_column_int (GwStatement *statement, int column)
{
  return sqlite3_column_int64 (statement->handle, column);
}

double
gw_column_double (GwStatement *statement, int column)
{
  return sqlite3_column_double (statement->handle, column);
}

char *
gw_column_dup_text (GwStatement *statement, int column)
{
  return g_strdup ((const char *)sqlite3_column_text (statement->handle, column));
}

GBytes *
gw_column_dup_bytes (GwStatement *statement, int column)
{
  const void *data = sqlite3_column_blob (statement->handle, column);

  return g_bytes_new (data, sqlite3_column_bytes (statement->handle, column));
}

gboolean
gw_column_copy_blob (GwStatement *statement, int column, guint8 *out, gsize length)
{
  const void *data = sqlite3_column_blob (statement->handle, column);

  if ((gsize)sqlite3_column_bytes (statement->handle, column) != length)
    return FALSE;
  memcpy (out, data, length);
  return TRUE;
}
