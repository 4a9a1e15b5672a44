/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The borders of duty grids: those between cells of different ones. */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/map/duty-tiles.h"

#include "gis/cell-tile.h"
#include "gui/map/cell-tiles.h"
#include "gui/map/tile-workers.h"

#define SIDE (GW_TILE_SIZE + 2)

struct _GwDutyTiles
{
  GwTileSource parent_instance;

  GwCellIndex *index;
  GBytes *grids;
  gboolean dark;
};

G_DEFINE_FINAL_TYPE (GwDutyTiles, gw_duty_tiles, GW_TYPE_TILE_SOURCE)

typedef struct
{
  GwTile tile;
  GwCellIndex *index;
  GBytes *grids;
  guint32 colour;
  guint revision;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  gw_cell_index_unref (job->index);
  g_bytes_unref (job->grids);
  g_free (job);
}

/* Cells as numbers of their duty grids. */
static void
number (const Job *job, guint32 *ids)
{
  gsize size = 0;
  const guint32 *grids = g_bytes_get_data (job->grids, &size);

  for (guint i = 0; i < SIDE * SIDE; i++)
    ids[i] = ids[i] != GW_CELL_NONE && ids[i] < size / sizeof *grids ? grids[ids[i]] : 0;
}

/* Two pixels wide: one on either side of the border. */
static gboolean
is_border (const guint32 *id)
{
  return id[0] != id[1] || id[0] != id[-1] || id[0] != id[SIDE] || id[0] != id[-SIDE];
}

static GBytes *
paint (const Job *job)
{
  g_autofree guint32 *ids = g_new (guint32, SIDE * SIDE);
  g_autofree guint32 *pixels = g_new0 (guint32, GW_TILE_SIZE * GW_TILE_SIZE);
  gboolean any = FALSE;

  gw_cell_tile_render (job->index, job->tile, GW_TILE_SIZE, ids);
  number (job, ids);
  for (guint y = 0; y < GW_TILE_SIZE; y++)
    for (guint x = 0; x < GW_TILE_SIZE; x++)
      if (is_border (ids + (y + 1) * SIDE + x + 1))
        {
          pixels[y * GW_TILE_SIZE + x] = job->colour;
          any = TRUE;
        }
  if (!any)
    return NULL;
  return g_bytes_new_take (g_steal_pointer (&pixels),
                           sizeof (guint32) * GW_TILE_SIZE * GW_TILE_SIZE);
}

static void
paint_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Job *job = task_data;
  g_autoptr (GBytes) pixels = paint (job);
  GwTileContent *content = gw_tile_content_new_from_pixels (
      job->revision, pixels, GW_TILE_SIZE, GW_TILE_SIZE, FALSE, NULL);

  g_task_return_pointer (task, content, (GDestroyNotify)gw_tile_content_unref);
}

static void
gw_duty_tiles_load_async (GwTileSource *source, GwTile tile, GBytes *known,
                          GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GwDutyTiles *self = GW_DUTY_TILES (source);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->tile = tile;
  job->index = gw_cell_index_ref (self->index);
  job->grids = g_bytes_ref (self->grids);
  job->colour = gw_colour_premultiply (self->dark ? 0xd7b6ff : 0x5b2a86, 0.85);
  job->revision = gw_tile_source_get_revision (source);
  g_task_set_source_tag (task, gw_duty_tiles_load_async);
  g_task_set_task_data (task, job, job_free);
  gw_tile_workers_run (task, paint_thread);
}

static void
gw_duty_tiles_finalize (GObject *object)
{
  GwDutyTiles *self = GW_DUTY_TILES (object);

  gw_cell_index_unref (self->index);
  g_bytes_unref (self->grids);
  G_OBJECT_CLASS (gw_duty_tiles_parent_class)->finalize (object);
}

static void
gw_duty_tiles_class_init (GwDutyTilesClass *klass)
{
  GwTileSourceClass *source_class = GW_TILE_SOURCE_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = gw_duty_tiles_finalize;
  source_class->max_in_flight = 3 * gw_tile_workers_count ();
  source_class->load_async = gw_duty_tiles_load_async;
}

static void
gw_duty_tiles_init (GwDutyTiles *self)
{
}

GwTileSource *
gw_duty_tiles_new (GwCellIndex *index, GBytes *grids)
{
  GwDutyTiles *self = g_object_new (GW_TYPE_DUTY_TILES, NULL);

  self->index = gw_cell_index_ref (index);
  self->grids = g_bytes_ref (grids);
  return GW_TILE_SOURCE (self);
}

void
gw_duty_tiles_set_dark (GwDutyTiles *self, gboolean dark)
{
  g_return_if_fail (GW_IS_DUTY_TILES (self));
  if (self->dark == dark)
    return;
  self->dark = dark;
  gw_tile_source_changed (GW_TILE_SOURCE (self));
}
