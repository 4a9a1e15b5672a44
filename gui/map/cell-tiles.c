/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cells as coloured tiles: ids rendered once, colours looked up in a table. */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/map/cell-tiles.h"

#include "gis/cell-tile.h"
#include "gui/map/tile-workers.h"

#include <math.h>

/* Thinner cells would drown in their borders. */
#define BORDER_MIN_CELL_PX 9.0
#define SIZE_SAMPLES 512u

struct _GwCellTiles
{
  GwTileSource parent_instance;

  GwCellIndex *index;
  GBytes *colours; /* guint32 per cell; NULL: none yet */
  guint32 border;
  guint border_level;
  gint n_rendered; /* atomic: counted by workers */
  gint n_coloured;
};

G_DEFINE_FINAL_TYPE (GwCellTiles, gw_cell_tiles, GW_TYPE_TILE_SOURCE)

typedef struct
{
  GwTile tile;
  GwCellIndex *index;
  GBytes *colours;
  guint32 border;
  GBytes *ids;
  guint revision;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  gw_cell_index_unref (job->index);
  g_clear_pointer (&job->colours, g_bytes_unref);
  g_clear_pointer (&job->ids, g_bytes_unref);
  g_free (job);
}

guint32
gw_colour_premultiply (guint32 rgb, double opacity)
{
  guint32 alpha = (guint32)lround (CLAMP (opacity, 0, 1) * 255);
  guint32 r = ((rgb >> 16 & 0xff) * alpha + 127) / 255;
  guint32 g = ((rgb >> 8 & 0xff) * alpha + 127) / 255;
  guint32 b = ((rgb & 0xff) * alpha + 127) / 255;

  return alpha << 24 | r << 16 | g << 8 | b;
}

static GBytes *
render_ids (const Job *job)
{
  gsize n = (GW_TILE_SIZE + 2) * (GW_TILE_SIZE + 2);
  guint32 *ids = g_new (guint32, n);

  gw_cell_tile_render (job->index, job->tile, GW_TILE_SIZE, ids);
  return g_bytes_new_take (ids, n * sizeof *ids);
}

/* Pixels of a tile, or NULL when nothing would be seen: an empty tile costs nothing. */
static GBytes *
colour_ids (const Job *job)
{
  gsize n_pixels = (gsize)GW_TILE_SIZE * GW_TILE_SIZE;
  g_autofree guint32 *pixels = g_new (guint32, n_pixels);
  gsize size = 0;
  const guint32 *colours = g_bytes_get_data (job->colours, &size);
  guint32 any = 0;

  gw_cell_tile_colour (g_bytes_get_data (job->ids, NULL), GW_TILE_SIZE, colours,
                       (guint)(size / sizeof *colours), job->border, pixels);
  for (gsize i = 0; i < n_pixels; i++)
    any |= pixels[i];
  if (any == 0)
    return NULL;

  return g_bytes_new_take (g_steal_pointer (&pixels), n_pixels * sizeof *pixels);
}

static GwTileContent *
make_content (const Job *job, GBytes *pixels)
{
  return gw_tile_content_new_from_pixels (job->revision, pixels, GW_TILE_SIZE, GW_TILE_SIZE,
                                          FALSE, g_bytes_ref (job->ids));
}

static void
colour_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GwCellTiles *self = source;
  Job *job = task_data;
  g_autoptr (GBytes) pixels = NULL;

  if (job->ids == NULL)
    {
      job->ids = render_ids (job);
      g_atomic_int_inc (&self->n_rendered);
    }
  if (job->colours != NULL)
    {
      pixels = colour_ids (job);
      g_atomic_int_inc (&self->n_coloured);
    }
  g_task_return_pointer (task, make_content (job, pixels),
                         (GDestroyNotify)gw_tile_content_unref);
}

/* Fainter where cells are small: a net of full strength would hide the streets under it. */
static guint32
border_at (GwCellTiles *self, guint level)
{
  static const guint percents[] = { 40, 70 };
  guint above;
  guint32 result = 0;

  if (level < self->border_level)
    return 0;
  above = level - self->border_level;
  if (above >= G_N_ELEMENTS (percents))
    return self->border;
  for (guint shift = 0; shift < 32; shift += 8)
    result |= ((self->border >> shift & 0xff) * percents[above] / 100) << shift;
  return result;
}

static void
gw_cell_tiles_load_async (GwTileSource *source, GwTile tile, GBytes *known,
                          GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GwCellTiles *self = GW_CELL_TILES (source);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->tile = tile;
  job->index = gw_cell_index_ref (self->index);
  job->colours = self->colours != NULL ? g_bytes_ref (self->colours) : NULL;
  job->border = border_at (self, tile.z);
  job->ids = known != NULL ? g_bytes_ref (known) : NULL;
  job->revision = gw_tile_source_get_revision (source);
  g_task_set_source_tag (task, gw_cell_tiles_load_async);
  g_task_set_task_data (task, job, job_free);
  gw_tile_workers_run (task, colour_thread);
}

/* The width of an average cell in parts of the world's. */
static double
measure_cells (GwCellIndex *index)
{
  guint n = gw_cell_index_size (index);
  guint step = MAX (n / SIZE_SAMPLES, 1);
  double sum = 0;
  guint taken = 0;

  for (guint i = 0; i < n; i += step, taken++)
    {
      GwBox box = gw_cell_index_shape (index, i)->box;

      sum += (double)(box.max.x - box.min.x) / GW_FIXED_PER_DEGREE / 360;
    }
  return taken > 0 ? sum / taken : 0;
}

static guint
find_border_level (GwCellIndex *index)
{
  double width = measure_cells (index);

  for (guint level = 0; level < GW_TILE_MAX_ZOOM; level++)
    if (width * GW_TILE_SIZE * exp2 (level) >= BORDER_MIN_CELL_PX)
      return level;
  return GW_TILE_MAX_ZOOM;
}

static void
gw_cell_tiles_finalize (GObject *object)
{
  GwCellTiles *self = GW_CELL_TILES (object);

  g_clear_pointer (&self->index, gw_cell_index_unref);
  g_clear_pointer (&self->colours, g_bytes_unref);
  G_OBJECT_CLASS (gw_cell_tiles_parent_class)->finalize (object);
}

static void
gw_cell_tiles_class_init (GwCellTilesClass *klass)
{
  GwTileSourceClass *source_class = GW_TILE_SOURCE_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = gw_cell_tiles_finalize;
  /* Some wait in the queue: the main loop hands out new ones only once a frame. */
  source_class->max_in_flight = 3 * gw_tile_workers_count ();
  source_class->data_is_heavy = TRUE;
  source_class->load_async = gw_cell_tiles_load_async;
}

static void
gw_cell_tiles_init (GwCellTiles *self)
{
}

GwTileSource *
gw_cell_tiles_new (GwCellIndex *index)
{
  GwCellTiles *self = g_object_new (GW_TYPE_CELL_TILES, NULL);

  self->index = gw_cell_index_ref (index);
  self->border_level = find_border_level (index);
  return GW_TILE_SOURCE (self);
}

void
gw_cell_tiles_set_colours (GwCellTiles *self, const guint32 *colours, guint n_colours,
                           guint32 border)
{
  g_autoptr (GBytes) table = g_bytes_new (colours, n_colours * sizeof *colours);

  g_return_if_fail (GW_IS_CELL_TILES (self));
  if (self->colours != NULL && self->border == border &&
      g_bytes_equal (self->colours, table))
    return;

  g_clear_pointer (&self->colours, g_bytes_unref);
  self->colours = g_steal_pointer (&table);
  self->border = border;
  gw_tile_source_changed (GW_TILE_SOURCE (self));
}

guint
gw_cell_tiles_get_border_level (GwCellTiles *self)
{
  return self->border_level;
}

guint
gw_cell_tiles_get_n_rendered (GwCellTiles *self)
{
  return (guint)g_atomic_int_get (&self->n_rendered);
}

guint
gw_cell_tiles_get_n_coloured (GwCellTiles *self)
{
  return (guint)g_atomic_int_get (&self->n_coloured);
}
