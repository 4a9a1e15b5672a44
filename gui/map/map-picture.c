/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A still picture of a place: base map, a cell's outline, cases; for panels and for paper. */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/map/map-picture.h"

#include <math.h>

#include "gui/map/base-tiles.h"
#include "gui/map/map-frame.h"
#include "gui/map/tile-workers.h"

/* However large the picture, so many tiles at most. */
#define MAX_TILES 48
#define MARK_RADIUS 5.0
#define CASE_RADIUS 7.5

typedef struct
{
  GwTile tile;
  GwTileContent *content; /* NULL: not there */
} Piece;

typedef struct
{
  GwMapPictureWish wish; /* shape and marks are ours */
  GwShape *shape;
  GArray *marks;
  GwMapFrame frame;
  Piece pieces[MAX_TILES];
  guint n_pieces;
  guint n_waiting;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  for (guint i = 0; i < job->n_pieces; i++)
    g_clear_pointer (&job->pieces[i].content, gw_tile_content_unref);
  g_clear_pointer (&job->shape, gw_shape_unref);
  g_clear_pointer (&job->marks, g_array_unref);
  g_free (job);
}

/* ---- painting, in a worker thread ---- */

static void
paint_tile (cairo_t *cr, const GwMapFrame *frame, const Piece *piece)
{
  GdkTexture *texture = piece->content != NULL ? piece->content->texture : NULL;
  GwMapRect rect = gw_map_frame_tile_rect (frame, piece->tile);
  cairo_surface_t *surface;
  int width;
  int height;

  if (texture == NULL)
    return;
  width = gdk_texture_get_width (texture);
  height = gdk_texture_get_height (texture);
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  gdk_texture_download (texture, cairo_image_surface_get_data (surface),
                        (gsize)cairo_image_surface_get_stride (surface));
  cairo_surface_mark_dirty (surface);
  cairo_save (cr);
  cairo_translate (cr, rect.x, rect.y);
  cairo_scale (cr, rect.width / width, rect.height / height);
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_fill (cr);
  cairo_restore (cr);
  cairo_surface_destroy (surface);
}

static void
paint_shape (cairo_t *cr, const GwMapFrame *frame, const GwShape *shape)
{
  guint i = 0;

  for (guint ring = 0; ring < shape->n_rings; ring++)
    {
      cairo_new_sub_path (cr);
      for (; i < shape->ring_ends[ring]; i++)
        {
          GwLonLat place = gw_fixed_to_lon_lat (shape->points[i]);
          double x;
          double y;

          gw_map_frame_to_widget (frame, gw_mercator_from_lon_lat (place), &x, &y);
          cairo_line_to (cr, x, y);
        }
      cairo_close_path (cr);
    }
  cairo_set_source_rgba (cr, 0.16, 0.45, 0.81, 0.16);
  cairo_fill_preserve (cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_width (cr, 2.5);
  cairo_set_source_rgba (cr, 0.16, 0.45, 0.81, 0.95);
  cairo_stroke (cr);
}

/* The shapes of the lamps, as everywhere. */
static void
trace_lamp (cairo_t *cr, GwLamp lamp, double x, double y, double radius)
{
  cairo_new_path (cr);
  if (lamp == GW_LAMP_YELLOW)
    {
      cairo_move_to (cr, x, y - radius);
      cairo_line_to (cr, x + radius, y + radius * 0.8);
      cairo_line_to (cr, x - radius, y + radius * 0.8);
      cairo_close_path (cr);
    }
  else if (lamp == GW_LAMP_RED)
    {
      cairo_move_to (cr, x, y - radius);
      cairo_line_to (cr, x + radius, y);
      cairo_line_to (cr, x, y + radius);
      cairo_line_to (cr, x - radius, y);
      cairo_close_path (cr);
    }
  else
    cairo_arc (cr, x, y, radius * 0.85, 0, 2 * G_PI);
}

static void
paint_mark (cairo_t *cr, const GwMapFrame *frame, const GwMapMark *mark, double radius)
{
  static const double fills[GW_LAMP_N][3] = {
    [GW_LAMP_NONE] = { 1, 1, 1 },
    [GW_LAMP_GREEN] = { 0.12, 0.56, 0.37 },
    [GW_LAMP_YELLOW] = { 0.97, 0.82, 0.16 },
    [GW_LAMP_RED] = { 0.82, 0.11, 0.14 },
  };
  const double *fill = fills[mark->lamp];
  double x;
  double y;

  gw_map_frame_to_widget (
      frame, gw_mercator_from_lon_lat ((GwLonLat){ mark->lon, mark->lat }), &x, &y);
  trace_lamp (cr, mark->lamp, x, y, radius);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_set_line_width (cr, 4);
  cairo_stroke_preserve (cr);
  cairo_set_source_rgb (cr, fill[0], fill[1], fill[2]);
  cairo_fill_preserve (cr);
  if (mark->lamp == GW_LAMP_NONE)
    cairo_set_source_rgb (cr, 0.2, 0.52, 0.89);
  else
    cairo_set_source_rgb (cr, fill[0] * 0.5, fill[1] * 0.5, fill[2] * 0.5);
  cairo_set_line_width (cr, mark->lamp == GW_LAMP_NONE ? 2 : 1);
  cairo_stroke (cr);
}

/* The case itself wears a ring. */
static void
paint_case (cairo_t *cr, const Job *job)
{
  GwMapMark mark = { job->wish.lon, job->wish.lat, job->wish.lamp };
  double x = job->frame.width / 2;
  double y = job->frame.height / 2;

  cairo_new_path (cr);
  cairo_arc (cr, x, y, CASE_RADIUS + 6, 0, 2 * G_PI);
  cairo_set_line_width (cr, 5);
  cairo_set_source_rgba (cr, 1, 1, 1, 0.9);
  cairo_stroke_preserve (cr);
  cairo_set_line_width (cr, 2.5);
  cairo_set_source_rgb (cr, 0.1, 0.1, 0.12);
  cairo_stroke (cr);
  paint_mark (cr, &job->frame, &mark, CASE_RADIUS);
}

static GdkTexture *
paint (Job *job)
{
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_ARGB32, job->wish.width, job->wish.height);
  cairo_t *cr = cairo_create (surface);
  GdkRGBA background = gw_base_tiles_background (job->wish.dark);
  g_autoptr (GBytes) pixels = NULL;
  gsize stride;
  GdkTexture *texture;

  cairo_set_source_rgb (cr, background.red, background.green, background.blue);
  cairo_paint (cr);
  for (guint i = 0; i < job->n_pieces; i++)
    paint_tile (cr, &job->frame, &job->pieces[i]);
  if (job->shape != NULL)
    paint_shape (cr, &job->frame, job->shape);
  for (guint i = 0; job->marks != NULL && i < job->marks->len; i++)
    paint_mark (cr, &job->frame, &g_array_index (job->marks, GwMapMark, i), MARK_RADIUS);
  paint_case (cr, job);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  stride = (gsize)cairo_image_surface_get_stride (surface);
  pixels = g_bytes_new (cairo_image_surface_get_data (surface), stride * job->wish.height);
  texture = gdk_memory_texture_new (job->wish.width, job->wish.height, GDK_MEMORY_DEFAULT,
                                    pixels, stride);
  cairo_surface_destroy (surface);
  return texture;
}

static void
paint_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_pointer (task, paint (data), g_object_unref);
}

/* ---- loading ---- */

typedef struct
{
  GTask *task;
  Piece *piece;
} Loading;

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Loading *loading = data;
  g_autoptr (GTask) task = loading->task;
  Job *job = g_task_get_task_data (task);

  loading->piece->content =
      gw_tile_source_load_finish (GW_TILE_SOURCE (source), result, NULL);
  if (--job->n_waiting == 0)
    gw_tile_workers_run (task, paint_thread);
}

static void
plan (Job *job)
{
  double size = gw_map_world_px (job->frame.zoom) / pow (2, job->wish.zoom);
  guint n_tiles = 1u << job->wish.zoom;
  double left;
  double top;

  gw_map_frame_origin (&job->frame, &left, &top);
  for (double y = floor (top / size); y * size < top + job->frame.height; y++)
    for (double x = floor (left / size); x * size < left + job->frame.width; x++)
      if (x >= 0 && y >= 0 && x < n_tiles && y < n_tiles && job->n_pieces < MAX_TILES)
        job->pieces[job->n_pieces++].tile = (GwTile){ job->wish.zoom, (guint)x, (guint)y };
}

static Job *
job_new (const GwMapPictureWish *wish)
{
  Job *job = g_new0 (Job, 1);

  job->wish = *wish;
  job->shape = wish->shape != NULL ? gw_shape_ref ((GwShape *)wish->shape) : NULL;
  job->marks = wish->marks != NULL ? g_array_copy ((GArray *)wish->marks) : NULL;
  job->frame = (GwMapFrame){
    .centre = gw_mercator_from_lon_lat ((GwLonLat){ wish->lon, wish->lat }),
    .zoom = wish->zoom,
    .width = wish->width,
    .height = wish->height,
  };
  plan (job);
  return job;
}

void
gw_map_picture_paint_async (GwTileSource *tiles, const GwMapPictureWish *wish,
                            GCancellable *cancellable, GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (tiles, cancellable, callback, user_data);
  Job *job = job_new (wish);

  g_task_set_source_tag (task, gw_map_picture_paint_async);
  g_task_set_task_data (task, job, job_free);
  job->n_waiting = tiles != NULL ? job->n_pieces : 0;
  if (job->n_waiting == 0)
    gw_tile_workers_run (task, paint_thread);
  for (guint i = 0, n = job->n_waiting; i < n; i++)
    {
      Loading *loading = g_new0 (Loading, 1);

      loading->task = g_object_ref (task);
      loading->piece = &job->pieces[i];
      gw_tile_source_load_async (tiles, job->pieces[i].tile, NULL, cancellable, loaded_cb,
                                 loading);
    }
}

GdkTexture *
gw_map_picture_paint_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
