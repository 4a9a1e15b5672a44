/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A large database in seconds. */
#include "tests/bench/seed-cases.h"

#include <sqlite3.h>

#include "backend/store/catalogue-store.h"
#include "backend/store/city-store.h"
#include "backend/store/people-store.h"
#include "backend/store/sqlite/functions.h"

#define DAYS 365
#define CELLS_PER_ROW 200
#define CELL_DEGREES 0.001

static void
run (sqlite3 *handle, const char *sql)
{
  char *message = NULL;

  if (sqlite3_exec (handle, sql, NULL, NULL, &message) != SQLITE_OK)
    g_error ("%s", message);
}

void
seed_cases (const char *path, guint n_cases)
{
  g_autofree char *file = g_build_filename (g_getenv ("GRIDWARD_SOURCE_DIR"),
                                            "tests/bench/seed-cases.sql", NULL);
  g_autofree char *sql = NULL;
  g_autoptr (GString) filled = NULL;
  g_autofree char *n = g_strdup_printf ("%u", n_cases);
  g_autofree char *per_day = g_strdup_printf ("%u", (n_cases + DAYS - 1) / DAYS);
  sqlite3 *handle = NULL;

  if (!g_file_get_contents (file, &sql, NULL, NULL) ||
      sqlite3_open (path, &handle) != SQLITE_OK || !gw_functions_register (handle, NULL))
    g_error ("%s or %s cannot be read", file, path);
  /* sqlite3_exec() takes no parameters; these two are numbers of our own. */
  filled = g_string_new (sql);
  g_string_replace (filled, ":n_cases", n, 0);
  g_string_replace (filled, ":per_day", per_day, 0);
  run (handle, "PRAGMA synchronous = OFF; PRAGMA cache_size = -400000;"
               "PRAGMA temp_store = MEMORY; BEGIN IMMEDIATE");
  run (handle, filled->str);
  run (handle, "COMMIT; PRAGMA wal_checkpoint(TRUNCATE)");
  sqlite3_close (handle);
}

/* ---- a city of squares ---- */

static GBytes *
square_wkb (double lon, double lat)
{
  const double ring[5][2] = {
    { lon, lat },
    { lon + CELL_DEGREES, lat },
    { lon + CELL_DEGREES, lat + CELL_DEGREES },
    { lon, lat + CELL_DEGREES },
    { lon, lat },
  };
  const guint32 head[] = { 6, 1 }, polygon[] = { 3, 1, 5 };
  GByteArray *out = g_byte_array_new ();

  g_byte_array_append (out, (const guint8 *)"\1", 1);
  g_byte_array_append (out, (const guint8 *)head, sizeof head);
  g_byte_array_append (out, (const guint8 *)"\1", 1);
  g_byte_array_append (out, (const guint8 *)polygon, sizeof polygon);
  g_byte_array_append (out, (const guint8 *)ring, sizeof ring);
  return g_byte_array_free_to_bytes (out);
}

static gboolean
add_cells (GwStoreWriter *writer, guint n_cells, GError **error)
{
  for (guint i = 0; i < n_cells; i++)
    {
      g_autofree char *code = g_strdup_printf ("441802001%06u", i);
      g_autoptr (GBytes) wkb =
          square_wkb (113.0 + CELL_DEGREES * (i % CELLS_PER_ROW),
                      23.6 + CELL_DEGREES * (double)(i / CELLS_PER_ROW));
      GwCellRecord cell = { .code = code, .community_id = 1, .area_m2 = 11000, .wkb = wkb };

      if (!gw_store_cell_add (writer, &cell, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_city (GwStoreWriter *writer, gpointer data, GError **error)
{
  GwCityRecord city = { "基准", "Benchmark", "local", "Asia/Shanghai", TRUE };
  GwAreaRecord area = { 0, "441802", 0, "city", "基准", "Benchmark" };
  GwPersonRecord person = {
    .login = "inspector", .name = "监督员", .password_hash = "-", .roles = "inspector"
  };

  if (!gw_store_city_set (writer, &city, error) ||
      !gw_store_area_add (writer, &area, error) ||
      !gw_store_person_add (writer, &person, error))
    return FALSE;
  for (guint i = 0; i < 50; i++)
    {
      g_autofree char *code = g_strdup_printf ("06%03u", i);
      const GwCatalogueRow class = { .fields = { "gb47678-2026", "matter", code, "市容环境",
                                                 "Appearance", "类", "Class" } };

      if (!gw_store_catalogue_add (writer, GW_TABLE_CLASSES, &class, 0, 0, NULL, error))
        return FALSE;
    }
  for (guint i = 0; i < 8; i++)
    {
      g_autofree char *code = g_strdup_printf ("D%u", i);
      GwDepartmentRecord record = { 0, code, "部门", "Department" };

      if (!gw_store_department_add (writer, &record, error))
        return FALSE;
    }
  return add_cells (writer, GPOINTER_TO_UINT (data), error);
}

void
seed_city (const char *path, guint n_cells)
{
  const GwStoreOptions options = { .create = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (GwStore) store = gw_store_open (path, &options, &error);

  if (store == NULL ||
      !gw_store_write_spatial (store, add_city, GUINT_TO_POINTER (n_cells), &error))
    g_error ("%s", error->message);
}
