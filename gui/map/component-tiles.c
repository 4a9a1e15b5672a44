/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Components of the city as tiles. */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/map/component-tiles.h"

#include "gui/map/tile-workers.h"

#include <math.h>

/* A symbol of a neighbour may reach into a tile. */
#define MARGIN_PX 14.0
#define RADIUS 6.0
#define MAX_AREAS 96
#define MAX_COMPONENTS 5000

/* The components of one place, once they are known. */
typedef struct
{
  GPtrArray *components; /* GwMapComponent; NULL: asked for */
  GPtrArray *waiting;    /* GTask of tiles */
  gint64 used;           /* when it was last looked at, counted */
} Area;

struct _GwComponentTiles
{
  GwTileSource parent_instance;

  GwClient *client;
  GCancellable *cancellable;
  GHashTable *areas; /* key of the tile -> Area */
  gint64 uses;
  gboolean dark;
  gboolean refused; /* not for this user */
};

G_DEFINE_FINAL_TYPE (GwComponentTiles, gw_component_tiles, GW_TYPE_TILE_SOURCE)

typedef struct
{
  GwTile tile;
  GPtrArray *components;
  gboolean dark;
  guint revision;
} Job;

typedef struct
{
  GwComponentTiles *self;
  gint64 key;
} Question;

static void
area_free (gpointer data)
{
  Area *area = data;

  g_clear_pointer (&area->components, g_ptr_array_unref);
  g_ptr_array_unref (area->waiting);
  g_free (area);
}

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->components, g_ptr_array_unref);
  g_free (job);
}

static gint64
key_of (guint x, guint y)
{
  return (gint64)x << 32 | y;
}

/* ---- painting ---- */

/* One shape and colour for each of the catalogue's groups; none of them a lamp's. */
static void
trace_symbol (cairo_t *cr, guint group, double x, double y)
{
  double r = RADIUS;

  cairo_new_path (cr);
  switch (group)
    {
    case 1:
      cairo_rectangle (cr, x - r + 1, y - r + 1, 2 * r - 2, 2 * r - 2);
      break;
    case 2:
      cairo_move_to (cr, x, y - r);
      cairo_line_to (cr, x + r, y + r - 1);
      cairo_line_to (cr, x - r, y + r - 1);
      cairo_close_path (cr);
      break;
    case 3:
      cairo_move_to (cr, x, y - r);
      cairo_line_to (cr, x + r, y);
      cairo_line_to (cr, x, y + r);
      cairo_line_to (cr, x - r, y);
      cairo_close_path (cr);
      break;
    case 4:
      cairo_arc (cr, x, y, r - 0.5, 0, 2 * G_PI);
      break;
    default:
      for (guint i = 0; i < 5; i++)
        cairo_line_to (cr, x + r * sin (i * 0.4 * G_PI), y - r * cos (i * 0.4 * G_PI));
      cairo_close_path (cr);
    }
}

static void
draw_symbol (cairo_t *cr, guint group, double x, double y, gboolean dark)
{
  static const guint32 fills[2][6] = {
    { 0x5e5c64, 0x3d5a80, 0x5b4b8a, 0x7a5230, 0x2b6f6a, 0x8a3f6b },
    { 0xc0bfbc, 0x9dbbe3, 0xbfb1ec, 0xdcb58f, 0x8fd3cc, 0xe3a3c8 },
  };
  guint32 rgb = fills[dark][group <= 5 ? group : 0];

  trace_symbol (cr, group, x, y);
  cairo_set_source_rgb (cr, (rgb >> 16) / 255.0, (rgb >> 8 & 0xff) / 255.0,
                        (rgb & 0xff) / 255.0);
  cairo_fill_preserve (cr);
  cairo_set_source_rgba (cr, dark ? 0 : 1, dark ? 0 : 1, dark ? 0 : 1, 0.95);
  cairo_set_line_width (cr, 1.5);
  cairo_stroke (cr);
}

static guint
group_of (const GwMapComponent *component)
{
  const char *code = component->klass.code;

  return code != NULL && code[0] == '0' && g_ascii_isdigit (code[1])
             ? (guint)(code[1] - '0')
             : 0;
}

static GBytes *
paint (const Job *job)
{
  const gsize size = (gsize)GW_TILE_SIZE * GW_TILE_SIZE * 4;
  guchar *pixels = g_malloc0 (size);
  cairo_surface_t *surface = cairo_image_surface_create_for_data (
      pixels, CAIRO_FORMAT_ARGB32, GW_TILE_SIZE, GW_TILE_SIZE, GW_TILE_SIZE * 4);
  cairo_t *cr = cairo_create (surface);
  double world = GW_TILE_SIZE * exp2 (job->tile.z);
  guint n_drawn = 0;

  for (guint i = 0; i < job->components->len; i++)
    {
      const GwMapComponent *component = g_ptr_array_index (job->components, i);
      GwMercator at =
          gw_mercator_from_lon_lat ((GwLonLat){ component->lon, component->lat });
      double x = at.x * world - (double)job->tile.x * GW_TILE_SIZE;
      double y = at.y * world - (double)job->tile.y * GW_TILE_SIZE;

      if (x < -MARGIN_PX || y < -MARGIN_PX || x > GW_TILE_SIZE + MARGIN_PX ||
          y > GW_TILE_SIZE + MARGIN_PX)
        continue;
      draw_symbol (cr, group_of (component), round (x), round (y), job->dark);
      n_drawn++;
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  if (n_drawn > 0)
    return g_bytes_new_take (pixels, size);
  g_free (pixels);
  return NULL;
}

static void
paint_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Job *job = task_data;
  g_autoptr (GBytes) pixels = paint (job);
  GwTileContent *content = gw_tile_content_new_from_pixels (
      job->revision, pixels, GW_TILE_SIZE, GW_TILE_SIZE, TRUE, NULL);

  g_task_return_pointer (task, content, (GDestroyNotify)gw_tile_content_unref);
}

static void
run (GTask *task, GPtrArray *components)
{
  Job *job = g_task_get_task_data (task);

  job->components = g_ptr_array_ref (components);
  gw_tile_workers_run (task, paint_thread);
}

static void
return_empty (GTask *task)
{
  const Job *job = g_task_get_task_data (task);

  g_task_return_pointer (task, gw_tile_content_new (job->revision, NULL, NULL),
                         (GDestroyNotify)gw_tile_content_unref);
}

/* ---- asking ---- */

/* What was looked at longest ago makes room; what is asked for stays. */
static void
make_room (GwComponentTiles *self)
{
  while (g_hash_table_size (self->areas) > MAX_AREAS)
    {
      GHashTableIter iter;
      gpointer key, value;
      gpointer oldest = NULL;
      gint64 used = G_MAXINT64;

      g_hash_table_iter_init (&iter, self->areas);
      while (g_hash_table_iter_next (&iter, &key, &value))
        if (((Area *)value)->components != NULL && ((Area *)value)->used < used)
          {
            used = ((Area *)value)->used;
            oldest = key;
          }
      if (oldest == NULL)
        return;
      g_hash_table_remove (self->areas, oldest);
    }
}

static void
answer (GwComponentTiles *self, GTask *task, GPtrArray *components, const GError *error)
{
  if (components != NULL)
    run (task, components);
  else if (self->refused)
    return_empty (task);
  else
    g_task_return_error (task, g_error_copy (error));
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Question *question = data;
  g_autoptr (GwComponentTiles) self = question->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) components =
      gw_client_call_finish (GW_CLIENT (source), result, &error);
  g_autoptr (GPtrArray) waiting = NULL;
  Area *area = g_hash_table_lookup (self->areas, &question->key);

  if (g_error_matches (error, GW_CLIENT_ERROR, GW_CLIENT_ERROR_FORBIDDEN))
    self->refused = TRUE;
  if (area == NULL)
    return;
  waiting = g_steal_pointer (&area->waiting);
  area->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  /* What failed is asked for again when its tile is. */
  if (components != NULL)
    area->components = g_ptr_array_ref (components);
  else
    g_hash_table_remove (self->areas, &question->key);
  for (guint i = 0; i < waiting->len; i++)
    answer (self, g_ptr_array_index (waiting, i), components, error);
}

static void
ask (GwComponentTiles *self, guint x, guint y, gint64 key)
{
  GwBox box = gw_tile_box ((GwTile){ GW_COMPONENT_LEVEL, x, y }, MARGIN_PX);
  g_autoptr (GString) path = g_string_new ("/api/v1/components?bbox=");
  Question *question = g_new0 (Question, 1);

  gw_fixed_append_degrees (path, box.min.x);
  g_string_append_c (path, ',');
  gw_fixed_append_degrees (path, box.min.y);
  g_string_append_c (path, ',');
  gw_fixed_append_degrees (path, box.max.x);
  g_string_append_c (path, ',');
  gw_fixed_append_degrees (path, box.max.y);
  g_string_append_printf (path, "&limit=%d", MAX_COMPONENTS);
  question->self = g_object_ref (self);
  question->key = key;
  gw_client_call_async (self->client, "GET", path->str, NULL, gw_decode_components,
                        (GDestroyNotify)g_ptr_array_unref, self->cancellable, answered_cb,
                        question);
}

static void
gw_component_tiles_load_async (GwTileSource *source, GwTile tile, GBytes *known,
                               GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GwComponentTiles *self = GW_COMPONENT_TILES (source);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);
  guint above = tile.z >= GW_COMPONENT_LEVEL ? tile.z - GW_COMPONENT_LEVEL : 0;
  guint x = tile.x >> above, y = tile.y >> above;
  gint64 key = key_of (x, y);
  Area *area;

  job->tile = tile;
  job->dark = self->dark;
  job->revision = gw_tile_source_get_revision (source);
  g_task_set_source_tag (task, gw_component_tiles_load_async);
  g_task_set_task_data (task, job, job_free);
  if (tile.z < GW_COMPONENT_LEVEL || self->refused || self->client == NULL)
    {
      return_empty (task);
      return;
    }
  area = g_hash_table_lookup (self->areas, &key);
  if (area == NULL)
    {
      make_room (self);
      area = g_new0 (Area, 1);
      area->waiting = g_ptr_array_new_with_free_func (g_object_unref);
      g_hash_table_insert (self->areas, g_memdup2 (&key, sizeof key), area);
      ask (self, x, y, key);
    }
  area->used = ++self->uses;
  if (area->components != NULL)
    run (task, area->components);
  else
    g_ptr_array_add (area->waiting, g_steal_pointer (&task));
}

/* ---- the source ---- */

static void
gw_component_tiles_dispose (GObject *object)
{
  GwComponentTiles *self = GW_COMPONENT_TILES (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->client);
  G_OBJECT_CLASS (gw_component_tiles_parent_class)->dispose (object);
}

static void
gw_component_tiles_finalize (GObject *object)
{
  GwComponentTiles *self = GW_COMPONENT_TILES (object);

  g_object_unref (self->cancellable);
  g_hash_table_unref (self->areas);
  G_OBJECT_CLASS (gw_component_tiles_parent_class)->finalize (object);
}

static void
gw_component_tiles_class_init (GwComponentTilesClass *klass)
{
  GwTileSourceClass *source_class = GW_TILE_SOURCE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_component_tiles_dispose;
  G_OBJECT_CLASS (klass)->finalize = gw_component_tiles_finalize;
  source_class->max_in_flight = 6;
  source_class->load_async = gw_component_tiles_load_async;
}

static void
gw_component_tiles_init (GwComponentTiles *self)
{
  self->cancellable = g_cancellable_new ();
  self->areas = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, area_free);
}

GwTileSource *
gw_component_tiles_new (GwClient *client)
{
  GwComponentTiles *self = g_object_new (GW_TYPE_COMPONENT_TILES, NULL);

  g_set_object (&self->client, client);
  return GW_TILE_SOURCE (self);
}

void
gw_component_tiles_set_dark (GwComponentTiles *self, gboolean dark)
{
  g_return_if_fail (GW_IS_COMPONENT_TILES (self));
  if (self->dark == dark)
    return;
  self->dark = dark;
  gw_tile_source_changed (GW_TILE_SOURCE (self));
}

const GwMapComponent *
gw_component_tiles_find (GwComponentTiles *self, GwLonLat place, double reach)
{
  GwTile tile = gw_tile_at (place, GW_COMPONENT_LEVEL);
  gint64 key = key_of (tile.x, tile.y);
  Area *area = g_hash_table_lookup (self->areas, &key);
  const GwMapComponent *nearest = NULL;

  for (guint i = 0; area != NULL && area->components != NULL && i < area->components->len;
       i++)
    {
      const GwMapComponent *component = g_ptr_array_index (area->components, i);
      double dx = component->lon - place.lon;
      double dy = (component->lat - place.lat) / cos (place.lat * G_PI / 180);

      if (hypot (dx, dy) <= reach)
        {
          reach = hypot (dx, dy);
          nearest = component;
        }
    }
  return nearest;
}
