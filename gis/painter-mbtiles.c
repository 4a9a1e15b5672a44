/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Paints a whole base map: threads paint squares of tiles, the caller's thread writes. */

#include "gis/painter-private.h"

#include "gis/gis-error.h"
#include "gis/mbtiles-writer.h"

#include <gio/gio.h>

/* Tiles on each side of a square that is drawn at once: shares the work on features and
 * names that several tiles show. */
#define SQUARE_SIDE 4u
#define SQUARE_TILES (SQUARE_SIDE * SQUARE_SIDE)
/* Squares painted ahead of the writer: bounds the memory. */
#define AHEAD_MAX 64

typedef struct
{
  GwTile first;
  gboolean done;
  GBytes *tiles[SQUARE_TILES];
} Square;

typedef struct
{
  const GwPainter *painter;
  Square *squares;
  guint n_squares;
  GMutex mutex;
  GCond changed;
  /* Under the mutex. */
  guint next;    /* to paint */
  guint written; /* squares that the writer is through with */
  gboolean stop;
  GError *error;
} Work;

typedef struct
{
  GwTile first, last; /* north-west and south-east */
} TileRange;

static TileRange
range_at (GwBox box, guint zoom)
{
  GwLonLat west_south = gw_fixed_to_lon_lat (box.min);
  GwLonLat east_north = gw_fixed_to_lon_lat (box.max);

  return (TileRange){
    gw_tile_at ((GwLonLat){ west_south.lon, east_north.lat }, zoom),
    gw_tile_at ((GwLonLat){ east_north.lon, west_south.lat }, zoom),
  };
}

static gboolean
range_contains (TileRange range, GwTile tile)
{
  return tile.x >= range.first.x && tile.x <= range.last.x && tile.y >= range.first.y &&
         tile.y <= range.last.y;
}

static guint
range_size (TileRange range)
{
  return (range.last.x - range.first.x + 1) * (range.last.y - range.first.y + 1);
}

static GArray *
plan_squares (GwBox box, guint zoom_min, guint zoom_max, guint *ret_n_tiles)
{
  GArray *squares = g_array_new (FALSE, TRUE, sizeof (Square));

  *ret_n_tiles = 0;
  for (guint zoom = zoom_min; zoom <= zoom_max; zoom++)
    {
      TileRange range = range_at (box, zoom);

      *ret_n_tiles += range_size (range);
      for (guint y = range.first.y; y <= range.last.y; y += SQUARE_SIDE)
        for (guint x = range.first.x; x <= range.last.x; x += SQUARE_SIDE)
          {
            Square square = { .first = { zoom, x, y } };

            g_array_append_val (squares, square);
          }
    }
  return squares;
}

/* The next square to paint, or NULL at the end. Waits when the writer is far behind. */
static Square *
take_square (Work *work)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&work->mutex);

  while (!work->stop && work->next < work->n_squares &&
         work->next >= work->written + AHEAD_MAX)
    g_cond_wait (&work->changed, &work->mutex);
  if (work->stop || work->next >= work->n_squares)
    return NULL;
  return &work->squares[work->next++];
}

static gpointer
paint_thread (gpointer data)
{
  Work *work = data;
  g_autoptr (GwBrush) brush = gw_brush_new ();
  Square *square;

  while ((square = take_square (work)) != NULL)
    {
      g_autoptr (GError) error = NULL;
      gboolean good = gw_painter_paint_square (work->painter, brush, square->first,
                                               SQUARE_SIDE, square->tiles, &error);
      g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&work->mutex);

      square->done = TRUE;
      if (!good && work->error == NULL)
        work->error = g_steal_pointer (&error);
      g_cond_broadcast (&work->changed);
    }
  return NULL;
}

static gboolean
wait_for_square (Work *work, const Square *square, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&work->mutex);

  while (!square->done && work->error == NULL)
    g_cond_wait (&work->changed, &work->mutex);
  if (work->error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&work->error));
  return FALSE;
}

static gboolean
write_square (GwMbtilesWriter *writer, Square *square, TileRange range, guint *done,
              GError **error)
{
  for (guint i = 0; i < SQUARE_TILES; i++)
    {
      g_autoptr (GBytes) png = g_steal_pointer (&square->tiles[i]);
      GwTile tile = { square->first.z, square->first.x + i % SQUARE_SIDE,
                      square->first.y + i / SQUARE_SIDE };

      if (png == NULL || !range_contains (range, tile))
        continue;
      if (!gw_mbtiles_writer_add (writer, tile, png, error))
        return FALSE;
      (*done)++;
    }
  return TRUE;
}

/* Writes the squares in their order, so that the file does not depend on the threads. */
static gboolean
write_squares (Work *work, GwMbtilesWriter *writer, guint n_tiles,
               GwPainterProgress progress, gpointer user_data, GError **error)
{
  GwBox box = gw_painter_box (work->painter);
  guint done = 0;

  for (guint i = 0; i < work->n_squares; i++)
    {
      Square *square = &work->squares[i];

      if (!wait_for_square (work, square, error) ||
          !write_square (writer, square, range_at (box, square->first.z), &done, error))
        return FALSE;
      if (progress != NULL && !progress (done, n_tiles, user_data))
        {
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED,
                               "Painting was stopped");
          return FALSE;
        }
      g_mutex_lock (&work->mutex);
      work->written = i + 1;
      g_cond_broadcast (&work->changed);
      g_mutex_unlock (&work->mutex);
    }
  return TRUE;
}

static void
work_clear (Work *work)
{
  for (guint i = 0; i < work->n_squares; i++)
    for (guint j = 0; j < SQUARE_TILES; j++)
      g_clear_pointer (&work->squares[i].tiles[j], g_bytes_unref);
  g_clear_error (&work->error);
  g_cond_clear (&work->changed);
  g_mutex_clear (&work->mutex);
}

static gboolean
paint_and_write (const GwPainter *painter, GwMbtilesWriter *writer, guint zoom_min,
                 guint zoom_max, GwPainterProgress progress, gpointer user_data,
                 GError **error)
{
  guint n_tiles;
  g_autoptr (GArray) squares =
      plan_squares (gw_painter_box (painter), zoom_min, zoom_max, &n_tiles);
  Work work = {
    .painter = painter,
    .squares = (Square *)(gpointer)squares->data,
    .n_squares = squares->len,
  };
  guint n_threads = MIN (g_get_num_processors (), 16);
  g_autofree GThread **threads = g_new (GThread *, n_threads);
  gboolean good;

  g_mutex_init (&work.mutex);
  g_cond_init (&work.changed);
  for (guint i = 0; i < n_threads; i++)
    threads[i] = g_thread_new ("gw-paint", paint_thread, &work);
  good = write_squares (&work, writer, n_tiles, progress, user_data, error);
  g_mutex_lock (&work.mutex);
  work.stop = TRUE;
  g_cond_broadcast (&work.changed);
  g_mutex_unlock (&work.mutex);
  for (guint i = 0; i < n_threads; i++)
    g_thread_join (threads[i]);
  work_clear (&work);
  return good;
}

static char *
dup_bounds (GwBox box)
{
  GString *text = g_string_new (NULL);

  gw_fixed_append_degrees (text, box.min.x);
  g_string_append_c (text, ',');
  gw_fixed_append_degrees (text, box.min.y);
  g_string_append_c (text, ',');
  gw_fixed_append_degrees (text, box.max.x);
  g_string_append_c (text, ',');
  gw_fixed_append_degrees (text, box.max.y);
  return g_string_free (text, FALSE);
}

static char *
dup_centre (GwBox box, guint zoom)
{
  GString *text = g_string_new (NULL);

  gw_fixed_append_degrees (text, (gint32)(((gint64)box.min.x + box.max.x) / 2));
  g_string_append_c (text, ',');
  gw_fixed_append_degrees (text, (gint32)(((gint64)box.min.y + box.max.y) / 2));
  g_string_append_printf (text, ",%u", zoom);
  return g_string_free (text, FALSE);
}

static gboolean
write_metadata (GwPainter *painter, GwMbtilesWriter *writer, guint zoom_min, guint zoom_max,
                const char *name, const char *attribution, GError **error)
{
  GwBox box = gw_painter_box (painter);
  g_autofree char *bounds = dup_bounds (box);
  g_autofree char *centre = dup_centre (box, CLAMP (13, zoom_min, zoom_max));
  g_autofree char *minzoom = g_strdup_printf ("%u", zoom_min);
  g_autofree char *maxzoom = g_strdup_printf ("%u", zoom_max);
  g_autoptr (GBytes) background = gw_brush_background (painter->brush, error);
  const struct
  {
    const char *name, *value;
  } rows[] = {
    { "name", name },
    { "format", "png" },
    { "type", "baselayer" },
    { "version", "1.0" },
    { "bounds", bounds },
    { "center", centre },
    { "minzoom", minzoom },
    { "maxzoom", maxzoom },
    { "attribution", attribution },
    { "description", "Base map painted by Gridward" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i].value &&
        !gw_mbtiles_writer_set (writer, rows[i].name, rows[i].value, error))
      return FALSE;
  return background != NULL && gw_mbtiles_writer_set_background (writer, background, error);
}

gboolean
gw_painter_write_mbtiles (GwPainter *painter, const char *path, guint zoom_min,
                          guint zoom_max, const char *name, const char *attribution,
                          GwPainterProgress progress, gpointer user_data, GError **error)
{
  g_autoptr (GwMbtilesWriter) writer = NULL;
  GwBox box;

  g_return_val_if_fail (painter != NULL && path != NULL && name != NULL, FALSE);

  box = gw_painter_box (painter);
  if (zoom_min > zoom_max || zoom_max > GW_TILE_MAX_ZOOM || box.min.x > box.max.x)
    {
      g_set_error (error, GW_GIS_ERROR, GW_GIS_ERROR_UNSUPPORTED,
                   box.min.x > box.max.x ? "There are no map features to paint"
                                         : "Zooms %u to %u cannot be painted",
                   zoom_min, zoom_max);
      return FALSE;
    }
  writer = gw_mbtiles_writer_new (path, error);
  if (writer == NULL)
    return FALSE;
  for (guint zoom = zoom_min; zoom <= zoom_max; zoom++)
    gw_painter_ensure_labels (painter, zoom);
  return write_metadata (painter, writer, zoom_min, zoom_max, name, attribution, error) &&
         paint_and_write (painter, writer, zoom_min, zoom_max, progress, user_data,
                          error) &&
         gw_mbtiles_writer_finish (writer, error);
}
