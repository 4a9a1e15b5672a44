/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file of the base map: what is in it, and what happens when it cannot be. */

#include "gis/gis-error.h"
#include "gis/mbtiles.h"
#include "gis/painter.h"
#include "tests/gis/town.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <sqlite3.h>

typedef struct
{
  char *folder;
  char *path;
  GPtrArray *features;
  GwPainter *painter;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("gridward-mbtiles-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "base.mbtiles", NULL);
  fixture->features = gw_town_new ();
  fixture->painter = gw_painter_new (fixture->features);
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir))
    n++;
  return n;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_unlink (fixture->path);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  gw_painter_free (fixture->painter);
  g_ptr_array_unref (fixture->features);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static gboolean
count_progress (guint done, guint total, gpointer user_data)
{
  guint *last = user_data;

  g_assert_cmpuint (done, >, *last);
  g_assert_cmpuint (done, <=, total);
  *last = done;
  return TRUE;
}

static gboolean
stop_at_once (guint done, guint total, gpointer user_data)
{
  return FALSE;
}

static guint
write_file (Fixture *fixture, guint zoom_min, guint zoom_max)
{
  g_autoptr (GError) error = NULL;
  guint done = 0;

  gw_painter_write_mbtiles (fixture->painter, fixture->path, zoom_min, zoom_max, "Town",
                            "Nobody", count_progress, &done, &error);
  g_assert_no_error (error);
  return done;
}

/* The file has the tile, and it is the background just where there is nothing else. */
static void
assert_tile (GwMbtiles *mbtiles, GwPainter *painter, GwTile tile)
{
  g_autoptr (GBytes) stored = gw_mbtiles_read (mbtiles, tile, NULL);
  g_autoptr (GBytes) painted = gw_painter_paint (painter, tile, NULL);
  g_autoptr (GBytes) background = gw_mbtiles_read_background (mbtiles, NULL);

  g_assert_nonnull (stored);
  g_assert_nonnull (background);
  g_assert_cmpint (g_bytes_equal (stored, background), ==, painted == NULL);
}

static void
test_round_trip (Fixture *fixture, gconstpointer data)
{
  guint n_tiles = write_file (fixture, 12, 16), n_seen = 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (GwMbtiles) mbtiles = gw_mbtiles_open (fixture->path, &error);
  GwBox box = gw_painter_box (fixture->painter);

  g_assert_no_error (error);
  for (guint zoom = 12; zoom <= 16; zoom++)
    {
      GwLonLat min = gw_fixed_to_lon_lat (box.min), max = gw_fixed_to_lon_lat (box.max);
      GwTile first = gw_tile_at ((GwLonLat){ min.lon, max.lat }, zoom);
      GwTile last = gw_tile_at ((GwLonLat){ max.lon, min.lat }, zoom);

      for (guint y = first.y; y <= last.y; y++)
        for (guint x = first.x; x <= last.x; x++, n_seen++)
          assert_tile (mbtiles, fixture->painter, (GwTile){ zoom, x, y });
    }
  g_assert_cmpuint (n_seen, ==, n_tiles);
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);
}

typedef struct
{
  const char *name, *value;
} MetadataRow;

static const MetadataRow metadata_rows[] = {
  { "name", "Town" },          { "format", "png" }, { "type", "baselayer" },
  { "version", "1.0" },        { "minzoom", "12" }, { "maxzoom", "13" },
  { "attribution", "Nobody" },
};

static void
test_metadata (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GwMbtiles) mbtiles = NULL;

  write_file (fixture, 12, 13);
  mbtiles = gw_mbtiles_open (fixture->path, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (metadata_rows); i++)
    g_assert_cmpstr (gw_mbtiles_metadata (mbtiles, metadata_rows[i].name), ==,
                     metadata_rows[i].value);
  g_assert_true (g_str_has_prefix (gw_mbtiles_metadata (mbtiles, "bounds"),
                                   "113.0000000,23.6800000,"));
  g_assert_null (gw_mbtiles_metadata (mbtiles, "nothing"));
}

static void
test_outside (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GwMbtiles) mbtiles = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) background = NULL;

  write_file (fixture, 12, 12);
  mbtiles = gw_mbtiles_open (fixture->path, NULL);
  g_assert_null (gw_mbtiles_read (mbtiles, (GwTile){ 12, 5, 5 }, &error));
  g_assert_null (gw_mbtiles_read (mbtiles, (GwTile){ 11, 1667, 881 }, &error));
  g_assert_null (gw_mbtiles_read (mbtiles, (GwTile){ 12, 4096, 0 }, &error));
  g_assert_null (gw_mbtiles_read (mbtiles, (GwTile){ 99, 0, 0 }, &error));
  g_assert_no_error (error);
  background = gw_mbtiles_read_background (mbtiles, &error);
  g_assert_nonnull (background);
}

static void
test_stopped (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_assert_true (g_file_set_contents (fixture->path, "old", -1, NULL));
  g_assert_false (gw_painter_write_mbtiles (fixture->painter, fixture->path, 12, 18, "Town",
                                            NULL, stop_at_once, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "old");
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);
}

static void
test_replaced (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GwMbtiles) old = NULL;
  g_autoptr (GBytes) tile = NULL;

  write_file (fixture, 12, 12);
  old = gw_mbtiles_open (fixture->path, NULL);
  write_file (fixture, 12, 13);
  /* Who has the old file open goes on reading it. */
  tile = gw_mbtiles_read (old, gw_tile_at ((GwLonLat){ 113.02, 23.7 }, 12), NULL);
  g_assert_nonnull (tile);
  g_assert_cmpstr (gw_mbtiles_metadata (old, "maxzoom"), ==, "12");
}

/* Many may read at once; meanwhile nobody changes the file in place. */
static void
test_kept (Fixture *fixture, gconstpointer data)
{
  const GwTile tile = gw_tile_at ((GwLonLat){ 113.02, 23.7 }, 12);
  g_autoptr (GwMbtiles) first = NULL, second = NULL;
  g_autoptr (GBytes) of_first = NULL, of_second = NULL;
  sqlite3 *shell = NULL;

  write_file (fixture, 12, 12);
  first = gw_mbtiles_open (fixture->path, NULL);
  second = gw_mbtiles_open (fixture->path, NULL);
  of_first = gw_mbtiles_read (first, tile, NULL);
  of_second = gw_mbtiles_read (second, tile, NULL);
  g_assert_true (g_bytes_equal (of_first, of_second));
  g_assert_cmpint (sqlite3_open (fixture->path, &shell), ==, SQLITE_OK);
  g_assert_cmpint (
      sqlite3_exec (shell, "UPDATE images SET tile_data = x'00'", NULL, NULL, NULL), ==,
      SQLITE_BUSY);
  sqlite3_close (shell);
}

static void
test_bad_targets (Fixture *fixture, gconstpointer data)
{
  g_autofree char *nowhere = g_build_filename (fixture->folder, "no", "x.mbtiles", NULL);
  const char *const paths[] = { nowhere, fixture->folder };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (gw_painter_write_mbtiles (fixture->painter, paths[i], 12, 12, "Town",
                                                NULL, NULL, NULL, &error));
      g_assert_error (error, GW_GIS_ERROR, GW_GIS_ERROR_IO);
    }
}

static void
test_unsupported (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GwPainter) empty = gw_painter_new (none);
  const struct
  {
    GwPainter *painter;
    guint zoom_min, zoom_max;
  } rows[] = { { fixture->painter, 13, 12 }, { fixture->painter, 0, 23 }, { empty, 0, 1 } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (gw_painter_write_mbtiles (rows[i].painter, fixture->path,
                                                rows[i].zoom_min, rows[i].zoom_max, "Town",
                                                NULL, NULL, NULL, &error));
      g_assert_error (error, GW_GIS_ERROR, GW_GIS_ERROR_UNSUPPORTED);
    }
}

static void
test_bad_sources (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) missing = NULL;
  g_autoptr (GError) alien = NULL;
  g_autoptr (GError) empty = NULL;

  g_assert_null (gw_mbtiles_open (fixture->path, &missing));
  g_assert_error (missing, GW_GIS_ERROR, GW_GIS_ERROR_IO);
  g_assert_true (g_file_set_contents (
      fixture->path,
      "This is a text of more than one hundred bytes, so that SQLite reads a "
      "whole header of what it takes for a database file.",
      -1, NULL));
  g_assert_null (gw_mbtiles_open (fixture->path, &alien));
  g_assert_error (alien, GW_GIS_ERROR, GW_GIS_ERROR_SYNTAX);
  g_assert_true (g_file_set_contents (fixture->path, "", 0, NULL));
  g_assert_null (gw_mbtiles_open (fixture->path, &empty));
  g_assert_error (empty, GW_GIS_ERROR, GW_GIS_ERROR_SYNTAX);
}

#define ADD(name, function)                                                                \
  g_test_add ("/gis/mbtiles/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("round-trip", test_round_trip);
  ADD ("metadata", test_metadata);
  ADD ("outside", test_outside);
  ADD ("stopped", test_stopped);
  ADD ("replaced", test_replaced);
  ADD ("kept", test_kept);
  ADD ("bad-targets", test_bad_targets);
  ADD ("unsupported", test_unsupported);
  ADD ("bad-sources", test_bad_sources);
  return g_test_run ();
}
