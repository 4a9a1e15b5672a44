/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening: fresh, again, and everything that must be refused without being touched. */
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "backend/store/city-store.h"
#include "backend/store/sqlite/queries.h"
#include "backend/store/sqlite/schema.h"
#include "tests/lib/temp-store.h"

static gint64
query_int (const char *path, const char *sql)
{
  sqlite3 *handle = NULL;
  sqlite3_stmt *statement = NULL;
  gint64 value;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (handle, sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  value = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  sqlite3_close (handle);
  return value;
}

static void
run_sql (const char *path, const char *sql)
{
  sqlite3 *handle = NULL;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);
}

/* Opening must fail with the code and leave every byte as it is. */
static void
assert_refused (const char *path, GwStoreError code)
{
  const GwStoreOptions options = { .create = TRUE };
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL, *after = NULL;
  gsize n_before, n_after;
  GwStore *store;

  g_assert_true (g_file_get_contents (path, &before, &n_before, NULL));
  store = gw_store_open (path, &options, &error);
  g_assert_error (error, GW_STORE_ERROR, (int)code);
  g_assert_null (store);
  g_assert_true (g_file_get_contents (path, &after, &n_after, NULL));
  g_assert_cmpmem (before, n_before, after, n_after);
}

static void
test_fresh (void)
{
  g_autoptr (TempStore) temp = temp_store_new ();

  temp_store_close (temp);
  g_assert_cmpint (query_int (temp->path, "PRAGMA user_version"), ==,
                   gw_migration_count ());
  g_assert_cmpint (query_int (temp->path, "PRAGMA application_id"), ==, GW_APPLICATION_ID);
}

static void
test_is_spatialite (void)
{
  g_autoptr (TempStore) temp = temp_store_new_city ();

  temp_store_close (temp);
  g_assert_cmpint (query_int (temp->path, "SELECT count(*) FROM geometry_columns"), ==, 3);
  g_assert_cmpint (query_int (temp->path, "SELECT count(*) FROM geometry_columns WHERE "
                                          "f_table_name = 'cell' AND geometry_type = 6 AND "
                                          "srid = 4326 AND spatial_index_enabled = 1"),
                   ==, 1);
  g_assert_cmpint (query_int (temp->path, "SELECT count(*) FROM idx_cell_geometry"), ==,
                   TEMP_STORE_CELLS);
  g_assert_cmpint (query_int (temp->path, "SELECT count(*) FROM spatial_ref_sys "
                                          "WHERE srid = 4326"),
                   ==, 1);
}

static void
test_reopened (void)
{
  g_autoptr (TempStore) temp = temp_store_new_city ();
  gint64 id = temp_store_add (temp, temp_case_new (1, 1, TEMP_STORE_NOON, NULL));
  g_autoptr (GwCaseRecord) record = NULL;

  temp_store_reopen (temp);
  record = gw_store_case_load (gw_store_read (temp->store), id, NULL);
  g_assert_nonnull (record);
}

static void
test_one_file_when_closed (void)
{
  g_autoptr (TempStore) temp = temp_store_new_city ();
  g_autofree char *log = g_strconcat (temp->path, "-wal", NULL);

  temp_store_add (temp, temp_case_new (1, 1, TEMP_STORE_NOON, NULL));
  g_assert_true (g_file_test (log, G_FILE_TEST_EXISTS));
  temp_store_close (temp);
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
}

static void
test_missing (void)
{
  g_autoptr (TempStore) temp = temp_store_new ();
  g_autofree char *path = g_build_filename (temp->directory, "other.db", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (gw_store_open (path, NULL, &error));
  g_assert_error (error, GW_STORE_ERROR, GW_STORE_ERROR_NOT_FOUND);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_newer (void)
{
  g_autoptr (TempStore) temp = temp_store_new ();

  temp_store_close (temp);
  run_sql (temp->path, "PRAGMA user_version = 9999");
  assert_refused (temp->path, GW_STORE_ERROR_NEWER);
}

/* Who only reads cannot bring it up to date, and says so instead of missing a table. */
static void
test_older (void)
{
  const GwStoreOptions reading = { .read_only = TRUE };
  g_autoptr (TempStore) temp = temp_store_new ();
  g_autoptr (GError) error = NULL;

  temp_store_close (temp);
  run_sql (temp->path, "PRAGMA user_version = 20");
  g_assert_null (gw_store_open (temp->path, &reading, &error));
  g_assert_error (error, GW_STORE_ERROR, GW_STORE_ERROR_OLDER);
  g_assert_nonnull (strstr (error->message, "schema 20"));
}

static void
test_foreign_database (void)
{
  g_autoptr (TempStore) temp = temp_store_new ();
  g_autofree char *path = g_build_filename (temp->directory, "foreign.db", NULL);

  run_sql (path, "CREATE TABLE t (x); INSERT INTO t VALUES (1)");
  assert_refused (path, GW_STORE_ERROR_FOREIGN);
}

static void
test_foreign_bytes (void)
{
  g_autoptr (TempStore) temp = temp_store_new ();
  g_autofree char *path = g_build_filename (temp->directory, "letter.txt", NULL);

  g_assert_true (g_file_set_contents (path, "Dear database,\n", -1, NULL));
  assert_refused (path, GW_STORE_ERROR_FOREIGN);
}

/* Keeps `keep` bytes of the file; the rest is cut off or overwritten. */
static void
spoil (const char *path, gsize keep, gboolean cut)
{
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  g_assert_cmpint (length, >, keep);
  memset (bytes + keep, 0x5a, length - keep);
  g_assert_true (
      g_file_set_contents (path, bytes, cut ? (gssize)keep : (gssize)length, NULL));
}

typedef struct
{
  const char *name;
  gsize keep;
  gboolean cut;
} Damage;

static const Damage DAMAGES[] = {
  { "/store/open/damaged/cut-after-header", 100, TRUE },
  { "/store/open/damaged/cut-after-first-page", 4096, TRUE },
  { "/store/open/damaged/cut-in-the-middle", 200000, TRUE },
  { "/store/open/damaged/overwritten-after-header", 100, FALSE },
  { "/store/open/damaged/overwritten-after-some-pages", 40960, FALSE },
};

static void
test_damaged (gconstpointer data)
{
  const Damage *damage = data;
  g_autoptr (TempStore) temp = temp_store_new_city ();

  temp_store_close (temp);
  spoil (temp->path, damage->keep, damage->cut);
  assert_refused (temp->path, GW_STORE_ERROR_DAMAGED);
}

static void
test_table_missing (void)
{
  g_autoptr (TempStore) temp = temp_store_new ();

  temp_store_close (temp);
  run_sql (temp->path, "DROP TABLE cell_counter");
  assert_refused (temp->path, GW_STORE_ERROR_DAMAGED);
}

static void
test_read_only (void)
{
  g_autoptr (TempStore) temp = temp_store_new_city ();
  const GwStoreOptions options = { .read_only = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (GwStore) second = gw_store_open (temp->path, &options, &error);
  g_autoptr (GwCityRecord) city = NULL;

  g_assert_no_error (error);
  city = gw_store_city_load (gw_store_read (second), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (city->name, ==, "小城");
}

/* Every query file is in the list and every listed one is a whole statement. */
static void
test_queries_listed (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("GRIDWARD_SOURCE_DIR"),
                                              "backend/store/sqlite/queries", NULL);
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  guint n_files = 0;

  g_assert_nonnull (files);
  while (g_dir_read_name (files) != NULL)
    n_files++;
  /* case-list.sql holds pieces, not a statement. */
  g_assert_cmpint (n_files, ==, GW_N_QUERIES + 1);
  for (guint i = 0; i + 1 < GW_N_QUERIES; i++)
    g_assert_cmpstr (gw_query_name (i), <, gw_query_name (i + 1));
}

static void
test_migrations_numbered (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("GRIDWARD_SOURCE_DIR"),
                                              "backend/store/sqlite/migrations", NULL);
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  guint n_files = 0;

  g_assert_nonnull (files);
  while (g_dir_read_name (files) != NULL)
    n_files++;
  g_assert_cmpint (n_files, ==, gw_migration_count ());
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/open/fresh", test_fresh);
  g_test_add_func ("/store/open/is-spatialite", test_is_spatialite);
  g_test_add_func ("/store/open/reopened", test_reopened);
  g_test_add_func ("/store/open/one-file-when-closed", test_one_file_when_closed);
  g_test_add_func ("/store/open/missing", test_missing);
  g_test_add_func ("/store/open/newer", test_newer);
  g_test_add_func ("/store/open/older", test_older);
  g_test_add_func ("/store/open/foreign-database", test_foreign_database);
  g_test_add_func ("/store/open/foreign-bytes", test_foreign_bytes);
  for (guint i = 0; i < G_N_ELEMENTS (DAMAGES); i++)
    g_test_add_data_func (DAMAGES[i].name, &DAMAGES[i], test_damaged);
  g_test_add_func ("/store/open/table-missing", test_table_missing);
  g_test_add_func ("/store/open/read-only", test_read_only);
  g_test_add_func ("/store/open/queries-listed", test_queries_listed);
  g_test_add_func ("/store/open/migrations-numbered", test_migrations_numbered);
  return g_test_run ();
}
