/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Base map tiles: PNG from the server, toned for the light or the dark style. */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/map/base-tiles.h"

#include "gis/painter-style.h"
#include "gui/map/tile-workers.h"

#define MAX_LEVEL 18
#define MAX_IN_FLIGHT 8

struct _GwBaseTiles
{
  GwTileSource parent_instance;

  GwClient *client;
  GwTileFetch fetch;
  gpointer fetch_data;
  gboolean dark;
};

G_DEFINE_FINAL_TYPE (GwBaseTiles, gw_base_tiles, GW_TYPE_TILE_SOURCE)

/* What the worker that decodes needs; nothing of it changes while it runs. */
typedef struct
{
  GwTile tile;
  GBytes *png; /* NULL: to be fetched by the function */
  GwTileFetch fetch;
  gpointer fetch_data;
  gboolean dark;
  guint revision;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->png, g_bytes_unref);
  g_free (job);
}

/*
 * Lightness of the dark map by lightness of the light one. Land (a little below white) turns
 * darkest; pure white, which streets and the halos of labels are made of, stays above it, so
 * that the street net still leads the eye.
 */
static int
dark_tone (int lightness)
{
  const int land = 234;
  const int darkest = 36;

  if (lightness >= land)
    return darkest + (lightness - land) * 24 / (255 - land);
  return darkest + (land - lightness) * 190 / land;
}

void
gw_base_tiles_darken (guint8 *rgb, gsize n_pixels)
{
  int tones[256];

  for (int i = 0; i < (int)G_N_ELEMENTS (tones); i++)
    tones[i] = dark_tone (i);

  for (gsize i = 0; i < n_pixels; i++, rgb += 3)
    {
      int luma = (rgb[0] * 54 + rgb[1] * 183 + rgb[2] * 19) >> 8;
      /* Main roads are yellow and orange: the warmer, the farther above the land. */
      int warmth = MAX (rgb[0] - rgb[2] - 24, 0);
      int tone = tones[luma] + warmth * 2 / 5;

      for (guint c = 0; c < 3; c++)
        {
          int value = tone + (rgb[c] - luma) * 5 / 8;

          rgb[c] = (guint8)CLAMP (value, 0, 255);
        }
    }
}

GdkRGBA
gw_base_tiles_background (gboolean dark)
{
  guint8 rgb[3] = { GW_STYLE_LAND >> 16, GW_STYLE_LAND >> 8 & 0xff, GW_STYLE_LAND & 0xff };

  if (dark)
    gw_base_tiles_darken (rgb, 1);
  return (GdkRGBA){ rgb[0] / 255.0f, rgb[1] / 255.0f, rgb[2] / 255.0f, 1 };
}

/* In place, by rows of three bytes a pixel in between, which is what is toned. */
static void
darken_pixels (guint8 *argb, gsize n_pixels)
{
  g_autofree guint8 *rgb = g_malloc (n_pixels * 3);

  for (gsize i = 0; i < n_pixels; i++)
    {
      guint32 pixel;

      memcpy (&pixel, argb + i * 4, sizeof pixel);
      rgb[i * 3] = pixel >> 16 & 0xff;
      rgb[i * 3 + 1] = pixel >> 8 & 0xff;
      rgb[i * 3 + 2] = pixel & 0xff;
    }
  gw_base_tiles_darken (rgb, n_pixels);
  for (gsize i = 0; i < n_pixels; i++)
    {
      guint32 pixel = (guint32)argb[i * 4 + 3] << 24 | (guint32)rgb[i * 3] << 16 |
                      (guint32)rgb[i * 3 + 1] << 8 | rgb[i * 3 + 2];

      memcpy (argb + i * 4, &pixel, sizeof pixel);
    }
}

/* Four bytes a pixel, as cairo wants them: no renderer converts them in any frame. */
static GwTileContent *
make_content (const Job *job, GdkTexture *texture)
{
  int width = gdk_texture_get_width (texture);
  int height = gdk_texture_get_height (texture);
  gsize stride = (gsize)width * sizeof (guint32);
  guint8 *argb = g_malloc (stride * height);
  g_autoptr (GBytes) pixels = g_bytes_new_take (argb, stride * height);

  gdk_texture_download (texture, argb, stride);
  if (job->dark)
    darken_pixels (argb, (gsize)width * height);
  return gw_tile_content_new_from_pixels (job->revision, pixels, width, height, TRUE,
                                          g_bytes_ref (job->png));
}

static void
decode_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Job *job = task_data;
  g_autoptr (GdkTexture) texture = NULL;
  GError *error = NULL;

  if (job->png == NULL && job->fetch != NULL)
    job->png = job->fetch (job->tile, job->fetch_data);
  if (job->png == NULL)
    {
      g_task_return_pointer (task, gw_tile_content_new (job->revision, NULL, NULL),
                             (GDestroyNotify)gw_tile_content_unref);
      return;
    }

  texture = gdk_texture_new_from_bytes (job->png, &error);
  if (texture == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_task_return_pointer (task, make_content (job, texture),
                         (GDestroyNotify)gw_tile_content_unref);
}

static void
fetched_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Job *job = g_task_get_task_data (task);

  job->png = gw_client_fetch_finish (GW_CLIENT (object), result, &error);
  if (job->png == NULL &&
      !g_error_matches (error, GW_CLIENT_ERROR, GW_CLIENT_ERROR_NOT_FOUND))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    gw_tile_workers_run (task, decode_thread);
}

static void
gw_base_tiles_load_async (GwTileSource *source, GwTile tile, GBytes *known,
                          GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GwBaseTiles *self = GW_BASE_TILES (source);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->tile = tile;
  job->png = known != NULL ? g_bytes_ref (known) : NULL;
  job->fetch = self->fetch;
  job->fetch_data = self->fetch_data;
  job->dark = self->dark;
  job->revision = gw_tile_source_get_revision (source);
  g_task_set_source_tag (task, gw_base_tiles_load_async);
  g_task_set_task_data (task, job, job_free);

  if (job->png == NULL && self->client != NULL)
    {
      g_autofree char *path =
          g_strdup_printf ("/tiles/%u/%u/%u.png", tile.z, tile.x, tile.y);

      gw_client_fetch_async (self->client, path, cancellable, fetched_cb,
                             g_steal_pointer (&task));
      return;
    }
  gw_tile_workers_run (task, decode_thread);
}

static void
gw_base_tiles_dispose (GObject *object)
{
  GwBaseTiles *self = GW_BASE_TILES (object);

  g_clear_object (&self->client);
  G_OBJECT_CLASS (gw_base_tiles_parent_class)->dispose (object);
}

static void
gw_base_tiles_class_init (GwBaseTilesClass *klass)
{
  GwTileSourceClass *source_class = GW_TILE_SOURCE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_base_tiles_dispose;
  source_class->max_level = MAX_LEVEL;
  source_class->max_in_flight = MAX_IN_FLIGHT;
  source_class->load_async = gw_base_tiles_load_async;
}

static void
gw_base_tiles_init (GwBaseTiles *self)
{
}

GwTileSource *
gw_base_tiles_new (GwClient *client)
{
  GwBaseTiles *self = g_object_new (GW_TYPE_BASE_TILES, NULL);

  g_set_object (&self->client, client);
  return GW_TILE_SOURCE (self);
}

GwTileSource *
gw_base_tiles_new_from (GwTileFetch fetch, gpointer user_data)
{
  GwBaseTiles *self = g_object_new (GW_TYPE_BASE_TILES, NULL);

  self->fetch = fetch;
  self->fetch_data = user_data;
  return GW_TILE_SOURCE (self);
}

void
gw_base_tiles_set_dark (GwBaseTiles *self, gboolean dark)
{
  g_return_if_fail (GW_IS_BASE_TILES (self));
  if (self->dark == dark)
    return;
  self->dark = dark;
  gw_tile_source_changed (GW_TILE_SOURCE (self));
}
