/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the server is measured with. */
#include "tests/bench/bench-city.h"

#include <sqlite3.h>

#include "backend/service/setup.h"

static void
add_area (GwCity *city, const char *code, const char *parent, const char *level)
{
  GwCityArea *area = g_new0 (GwCityArea, 1);

  area->code = g_strdup (code);
  area->parent = g_strdup (parent);
  area->level = g_strdup (level);
  area->name = g_strdup ("基准");
  area->name_en = g_strdup ("Benchmark");
  g_ptr_array_add (city->areas, area);
}

static void
add_cell (GwCity *city, guint position)
{
  const gint32 side = (gint32)(BENCH_CELL_DEGREES * GW_FIXED_PER_DEGREE);
  GwFixed corner = gw_fixed_from_lon_lat ((GwLonLat){ BENCH_WEST, BENCH_SOUTH });
  gint32 x = corner.x + (gint32)(position % BENCH_COLUMNS) * side;
  gint32 y = corner.y + (gint32)(position / BENCH_COLUMNS) * side;
  const GwFixed corners[] = {
    { x, y }, { x + side, y }, { x + side, y + side }, { x, y + side }
  };
  GwCityCell *cell = g_new0 (GwCityCell, 1);

  cell->code =
      g_strdup_printf ("441802001%03u%03u", position / 999 + 1, position % 999 + 1);
  cell->community = g_strdup_printf ("441802001%03u", position / 999 + 1);
  cell->shape = gw_shape_new_ring (corners, G_N_ELEMENTS (corners));
  g_ptr_array_add (city->cells, cell);
}

static GwCity *
make_city (void)
{
  GwCity *city = gw_city_new ();
  GwCityPerson *person = g_new0 (GwCityPerson, 1);

  city->name = g_strdup ("基准");
  city->name_en = g_strdup ("Benchmark");
  city->code_scheme = g_strdup ("gb47678-2026");
  city->time_zone = g_strdup ("Asia/Shanghai");
  city->synthetic = TRUE;
  add_area (city, "441802", NULL, "city");
  add_area (city, "441802001", "441802", "street");
  for (guint i = 1; i <= BENCH_CELLS / 999 + 1; i++)
    {
      g_autofree char *code = g_strdup_printf ("441802001%03u", i);

      add_area (city, code, "441802001", "community");
    }
  for (guint i = 0; i < BENCH_CELLS; i++)
    add_cell (city, i);
  for (guint i = 0; i < 8; i++)
    {
      GwCityDepartment *department = g_new0 (GwCityDepartment, 1);

      department->code = g_strdup_printf ("D%u", i);
      department->name = g_strdup ("部门");
      department->name_en = g_strdup ("Department");
      g_ptr_array_add (city->departments, department);
    }
  person->login = g_strdup (BENCH_LOGIN);
  person->name = g_strdup ("监督员");
  person->password = g_strdup (BENCH_PASSWORD);
  person->roles = g_strdup ("inspector,manager");
  g_ptr_array_add (city->people, person);
  return city;
}

void
bench_city_create (const char *path)
{
  g_autoptr (GwCity) city = make_city ();
  g_autoptr (GError) error = NULL;

  if (!gw_setup_create (path, city, NULL, NULL, &error))
    g_error ("%s", error->message);
}

/* MBTiles 1.3 with the sizes of real tiles; nobody looks at these. */
void
bench_tiles_create (const char *path)
{
  sqlite3 *handle = NULL;
  g_autofree char *fill = g_strdup_printf (
      "BEGIN; CREATE TABLE metadata (name TEXT, value TEXT);"
      "INSERT INTO metadata VALUES ('name', 'noise'), ('format', 'png');"
      "CREATE TABLE tiles (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER,"
      " tile_data BLOB);"
      "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < %u)"
      " INSERT INTO tiles SELECT %u, %u + i %% %u, (1 << %u) - 1 - (%u + i / %u),"
      " randomblob(%u) FROM n;"
      "CREATE UNIQUE INDEX tile_index ON tiles (zoom_level, tile_column, tile_row); COMMIT",
      BENCH_TILES_SIDE * BENCH_TILES_SIDE, BENCH_TILE_Z, BENCH_TILE_X, BENCH_TILES_SIDE,
      BENCH_TILE_Z, BENCH_TILE_Y, BENCH_TILES_SIDE, BENCH_TILE_BYTES);

  if (sqlite3_open (path, &handle) != SQLITE_OK ||
      sqlite3_exec (handle, fill, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("%s: %s", path, sqlite3_errmsg (handle));
  sqlite3_close (handle);
}
