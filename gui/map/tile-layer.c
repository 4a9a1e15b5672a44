/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A layer of square tiles from a tile source. */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/map/tile-layer.h"

#include "gui/map/tile-cache.h"
#include "gui/map/tile-heading.h"
#include "gui/map/tile-plan.h"

#define CACHE_BOUND 160
#define PREFETCH_RING 1
/* How far up a placeholder is looked for: beyond this it is but a blur. */
#define MAX_ANCESTOR_LEVELS 5
#define RETRY_FIRST_USEC (G_USEC_PER_SEC)
#define RETRY_MAX_DOUBLINGS 6

struct _GwTileLayer
{
  ShumateLayer parent_instance;

  GwTileSource *source;
  GwTileCache *cache;
  GArray *wanted; /* GwTile, the most urgent first */
  guint n_visible;
  guint64 stamp;
  guint in_flight;
  guint pending;
  guint failed;
  guint n_holes;
  guint n_blanks;
  GwTileHeading heading;
  guint plan_id;
  guint retry_id;
  gint64 retry_usec;
  GdkRGBA background;
};

G_DEFINE_FINAL_TYPE (GwTileLayer, gw_tile_layer, SHUMATE_TYPE_LAYER)

enum
{
  PROP_0,
  PROP_PENDING,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void plan_soon (GwTileLayer *self);

/* One load on its way; the layer may be gone when it ends. */
typedef struct
{
  GWeakRef layer;
  GwTile tile;
  GCancellable *cancellable;
} Load;

static void
load_free (Load *load)
{
  g_weak_ref_clear (&load->layer);
  g_object_unref (load->cancellable);
  g_free (load);
}

static GwTileContent *
newest_content (const GwTileEntry *entry)
{
  return entry->next != NULL ? entry->next : entry->content;
}

static gboolean
is_current (GwTileLayer *self, const GwTileEntry *entry)
{
  GwTileContent *newest = newest_content (entry);

  return newest != NULL && newest->revision == gw_tile_source_get_revision (self->source);
}

static void
show_next (GwTileEntry *entry, gpointer user_data)
{
  if (entry->next == NULL)
    return;
  g_clear_pointer (&entry->content, gw_tile_content_unref);
  entry->content = g_steal_pointer (&entry->next);
}

/* A new revision is shown when no visible tile is still of the old one. */
static void
show_revision_when_whole (GwTileLayer *self)
{
  for (guint i = 0; i < self->n_visible; i++)
    {
      GwTile tile = g_array_index (self->wanted, GwTile, i);
      GwTileEntry *entry = gw_tile_cache_lookup (self->cache, tile);

      if (entry != NULL && entry->content != NULL && entry->failures == 0 &&
          !is_current (self, entry))
        return;
    }
  gw_tile_cache_foreach (self->cache, (GwTileCacheVisit)show_next, NULL);
}

static void
note_failure (GwTileEntry *entry)
{
  guint doublings = MIN (entry->failures, RETRY_MAX_DOUBLINGS);

  entry->failures++;
  entry->retry_usec = g_get_monotonic_time () + (RETRY_FIRST_USEC << doublings);
}

static void
take_content (GwTileEntry *entry, GwTileContent *content)
{
  entry->failures = 0;
  entry->retry_usec = 0;
  if (entry->content == NULL)
    {
      entry->content = content;
      return;
    }
  g_clear_pointer (&entry->next, gw_tile_content_unref);
  entry->next = content;
}

static void
loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Load *load = user_data;
  g_autoptr (GwTileLayer) self = g_weak_ref_get (&load->layer);
  g_autoptr (GError) error = NULL;
  g_autoptr (GwTileContent) content =
      gw_tile_source_load_finish (GW_TILE_SOURCE (object), result, &error);

  if (self != NULL && self->source == (GwTileSource *)object)
    {
      GwTileEntry *entry = gw_tile_cache_lookup (self->cache, load->tile);

      self->in_flight--;
      if (entry != NULL && entry->cancellable == load->cancellable)
        {
          g_clear_object (&entry->cancellable);
          if (content != NULL)
            take_content (entry, g_steal_pointer (&content));
          else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
            note_failure (entry);
          show_revision_when_whole (self);
          gtk_widget_queue_draw (GTK_WIDGET (self));
        }
      plan_soon (self);
    }
  load_free (load);
}

static void
start_load (GwTileLayer *self, GwTileEntry *entry)
{
  Load *load = g_new0 (Load, 1);
  GwTileContent *newest = newest_content (entry);

  g_weak_ref_init (&load->layer, self);
  load->tile = entry->tile;
  load->cancellable = g_cancellable_new ();
  entry->cancellable = g_object_ref (load->cancellable);
  self->in_flight++;
  gw_tile_source_load_async (self->source, entry->tile, newest ? newest->data : NULL,
                             load->cancellable, loaded_cb, load);
}

static gboolean
retry_cb (gpointer user_data)
{
  GwTileLayer *self = user_data;

  self->retry_id = 0;
  plan_soon (self);
  return G_SOURCE_REMOVE;
}

static void
retry_at (GwTileLayer *self, gint64 when_usec)
{
  gint64 wait_usec = MAX (when_usec - g_get_monotonic_time (), 0);

  g_clear_handle_id (&self->retry_id, g_source_remove);
  self->retry_id = g_timeout_add ((guint)(wait_usec / 1000) + 1, retry_cb, self);
}

static void
drop_data_out_of_sight (GwTileEntry *entry, gpointer user_data)
{
  GwTileLayer *self = user_data;

  if (entry->stamp != self->stamp && entry->content != NULL)
    g_clear_pointer (&entry->content->data, g_bytes_unref);
}

static void
set_pending (GwTileLayer *self, guint pending)
{
  if (self->pending == pending)
    return;
  self->pending = pending;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PENDING]);
}

/* Starts what may be started, in order of urgency, and counts what is missing. */
static void
start_loads (GwTileLayer *self)
{
  guint limit = GW_TILE_SOURCE_GET_CLASS (self->source)->max_in_flight;
  gint64 now_usec = g_get_monotonic_time ();
  gint64 next_retry_usec = G_MAXINT64;
  guint pending = 0;

  self->failed = 0;
  for (guint i = 0; i < self->wanted->len; i++)
    {
      GwTile tile = g_array_index (self->wanted, GwTile, i);
      GwTileEntry *entry = gw_tile_cache_ensure (self->cache, tile);
      gboolean visible = i < self->n_visible;

      entry->stamp = self->stamp;
      if (is_current (self, entry) && entry->next == NULL)
        continue;
      self->failed += visible && entry->failures > 0;
      pending += visible && entry->failures == 0;
      if (entry->cancellable != NULL || is_current (self, entry))
        continue;
      if (entry->retry_usec > now_usec)
        next_retry_usec = MIN (next_retry_usec, entry->retry_usec);
      else if (self->in_flight < limit)
        start_load (self, entry);
    }

  if (next_retry_usec != G_MAXINT64)
    retry_at (self, next_retry_usec);
  set_pending (self, pending);
}

static gboolean
plan_cb (gpointer user_data)
{
  GwTileLayer *self = user_data;
  GwTileSourceClass *klass;
  GwMapFrame frame = gw_map_frame_of_layer (SHUMATE_LAYER (self));
  GwMapFrame target;
  gboolean going;

  self->plan_id = 0;
  if (self->source == NULL)
    {
      set_pending (self, 0);
      return G_SOURCE_REMOVE;
    }

  klass = GW_TILE_SOURCE_GET_CLASS (self->source);
  self->stamp++;
  going = gw_tile_heading_find (&self->heading, &frame, klass->max_level, &target);
  self->n_visible = gw_tile_plan_all (&frame, going ? &target : NULL, klass->max_level,
                                      PREFETCH_RING, self->wanted);
  start_loads (self);
  gw_tile_cache_trim (self->cache, self->stamp);
  if (klass->data_is_heavy)
    gw_tile_cache_foreach (self->cache, drop_data_out_of_sight, self);
  return G_SOURCE_REMOVE;
}

/* Not a default idle: those never run while frames take longer than their time. */
static void
plan_soon (GwTileLayer *self)
{
  if (self->plan_id == 0)
    self->plan_id = g_idle_add_full (G_PRIORITY_DEFAULT, plan_cb, self, NULL);
}

static void
source_changed_cb (GwTileLayer *self)
{
  /* What the last revision still held back is shown now, rather than never. */
  gw_tile_cache_foreach (self->cache, (GwTileCacheVisit)show_next, NULL);
  gw_tile_cache_drop_unwanted (self->cache, self->stamp);
  plan_soon (self);
}

/* Which of a content's two forms costs less. */
static gboolean
is_drawn_by_cairo (GwTileLayer *self)
{
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (self));

  return native != NULL && GSK_IS_CAIRO_RENDERER (gtk_native_get_renderer (native));
}

static void
append_content (GwTileLayer *self, GtkSnapshot *snapshot, GwTileContent *content,
                GwMapRect rect)
{
  if (content->node != NULL && is_drawn_by_cairo (self))
    {
      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (snapshot,
                              &GRAPHENE_POINT_INIT ((float)rect.x, (float)rect.y));
      if (rect.width != GW_TILE_SIZE || rect.height != GW_TILE_SIZE)
        gtk_snapshot_scale (snapshot, (float)rect.width / GW_TILE_SIZE,
                            (float)rect.height / GW_TILE_SIZE);
      gtk_snapshot_append_node (snapshot, content->node);
      gtk_snapshot_restore (snapshot);
    }
  else if (content->texture != NULL)
    gtk_snapshot_append_texture (snapshot, content->texture,
                                 &GRAPHENE_RECT_INIT ((float)rect.x, (float)rect.y,
                                                      (float)rect.width,
                                                      (float)rect.height));
}

static GwTileContent *
lookup_content (GwTileLayer *self, GwTile tile)
{
  GwTileEntry *entry = gw_tile_cache_lookup (self->cache, tile);

  return entry != NULL ? entry->content : NULL;
}

/* Covers a tile's place with the part of its nearest ancestor that lies there, if any. */
static gboolean
draw_ancestor (GwTileLayer *self, GtkSnapshot *snapshot, const GwMapFrame *frame,
               GwTile tile)
{
  for (guint levels = 1; levels <= MIN (tile.z, MAX_ANCESTOR_LEVELS); levels++)
    {
      GwTile ancestor = gw_tile_ancestor (tile, levels);
      GwTileContent *content = lookup_content (self, ancestor);

      if (content != NULL)
        {
          GwMapRect rect = gw_map_frame_tile_rect (frame, tile);

          gtk_snapshot_push_clip (
              snapshot, &GRAPHENE_RECT_INIT ((float)rect.x, (float)rect.y,
                                             (float)rect.width, (float)rect.height));
          append_content (self, snapshot, content,
                          gw_map_frame_tile_rect (frame, ancestor));
          gtk_snapshot_pop (snapshot);
          return TRUE;
        }
    }
  return FALSE;
}

/* FALSE: there was nothing to draw. */
static gboolean
draw_placeholder (GwTileLayer *self, GtkSnapshot *snapshot, const GwMapFrame *frame,
                  GwTile tile)
{
  GwTileContent *children[4] = { NULL };
  gboolean any = FALSE;

  for (guint i = 0; i < 4 && tile.z < GW_TILE_MAX_ZOOM; i++)
    {
      children[i] = lookup_content (self, gw_tile_child (tile, i));
      any = any || children[i] != NULL;
    }
  if (!any)
    return draw_ancestor (self, snapshot, frame, tile);

  for (guint i = 0; i < 4; i++)
    {
      GwTile child = gw_tile_child (tile, i);

      if (children[i] != NULL)
        append_content (self, snapshot, children[i], gw_map_frame_tile_rect (frame, child));
      else
        draw_ancestor (self, snapshot, frame, child);
    }
  return TRUE;
}

static void
gw_tile_layer_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GwTileLayer *self = GW_TILE_LAYER (widget);
  GwMapFrame frame = gw_map_frame_of_layer (SHUMATE_LAYER (self));
  g_autoptr (GArray) tiles = g_array_new (FALSE, FALSE, sizeof (GwTile));
  guint max_level;
  guint n_visible;

  if (self->background.alpha > 0)
    gtk_snapshot_append_color (
        snapshot, &self->background,
        &GRAPHENE_RECT_INIT (0, 0, (float)frame.width, (float)frame.height));
  self->n_holes = 0;
  self->n_blanks = 0;
  if (self->source == NULL)
    return;

  max_level = GW_TILE_SOURCE_GET_CLASS (self->source)->max_level;
  n_visible = gw_tile_plan (&frame, gw_map_frame_level (&frame, max_level), 0, tiles);
  for (guint i = 0; i < n_visible; i++)
    {
      GwTile tile = g_array_index (tiles, GwTile, i);
      GwTileContent *content = lookup_content (self, tile);

      if (content != NULL)
        append_content (self, snapshot, content, gw_map_frame_tile_rect (&frame, tile));
      else
        {
          self->n_holes++;
          if (!draw_placeholder (self, snapshot, &frame, tile))
            self->n_blanks++;
        }
    }
}

static void
gw_tile_layer_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GTK_WIDGET_CLASS (gw_tile_layer_parent_class)
      ->size_allocate (widget, width, height, baseline);
  plan_soon (GW_TILE_LAYER (widget));
}

static void
gw_tile_layer_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GwTileLayer *self = GW_TILE_LAYER (object);

  switch (id)
    {
    case PROP_PENDING:
      g_value_set_uint (value, self->pending);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gw_tile_layer_dispose (GObject *object)
{
  GwTileLayer *self = GW_TILE_LAYER (object);

  g_clear_handle_id (&self->plan_id, g_source_remove);
  g_clear_handle_id (&self->retry_id, g_source_remove);
  if (self->source != NULL)
    g_signal_handlers_disconnect_by_data (self->source, self);
  g_clear_object (&self->source);
  g_clear_pointer (&self->cache, gw_tile_cache_free);
  g_clear_pointer (&self->wanted, g_array_unref);
  G_OBJECT_CLASS (gw_tile_layer_parent_class)->dispose (object);
}

static void
gw_tile_layer_class_init (GwTileLayerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gw_tile_layer_dispose;
  object_class->get_property = gw_tile_layer_get_property;
  widget_class->snapshot = gw_tile_layer_snapshot;
  widget_class->size_allocate = gw_tile_layer_size_allocate;

  props[PROP_PENDING] = g_param_spec_uint ("pending", NULL, NULL, 0, G_MAXUINT, 0,
                                           G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
gw_tile_layer_init (GwTileLayer *self)
{
  self->cache = gw_tile_cache_new (CACHE_BOUND);
  self->wanted = g_array_new (FALSE, FALSE, sizeof (GwTile));
}

GwTileLayer *
gw_tile_layer_new (ShumateViewport *viewport, GwTileSource *source)
{
  GwTileLayer *self = g_object_new (GW_TYPE_TILE_LAYER, "viewport", viewport, NULL);

  gw_tile_layer_set_source (self, source);
  return self;
}

void
gw_tile_layer_set_source (GwTileLayer *self, GwTileSource *source)
{
  g_return_if_fail (GW_IS_TILE_LAYER (self));
  if (self->source == source)
    return;

  if (self->source != NULL)
    g_signal_handlers_disconnect_by_data (self->source, self);
  /* Answers of the old source are told by their source and come to nothing. */
  g_set_object (&self->source, source);
  gw_tile_cache_free (self->cache);
  self->cache = gw_tile_cache_new (CACHE_BOUND);
  g_array_set_size (self->wanted, 0);
  self->n_visible = 0;
  self->in_flight = 0;
  if (source != NULL)
    g_signal_connect_swapped (source, "changed", G_CALLBACK (source_changed_cb), self);
  plan_soon (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
gw_tile_layer_viewport_changed (GwTileLayer *self)
{
  plan_soon (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
gw_tile_layer_set_target (GwTileLayer *self, const GwMapFrame *target)
{
  gw_tile_heading_set_target (&self->heading, target);
}

void
gw_tile_layer_set_background (GwTileLayer *self, const GdkRGBA *colour)
{
  self->background = *colour;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

guint
gw_tile_layer_get_pending (GwTileLayer *self)
{
  return self->pending;
}

guint
gw_tile_layer_get_failed (GwTileLayer *self)
{
  return self->failed;
}

guint
gw_tile_layer_get_n_cached (GwTileLayer *self)
{
  return gw_tile_cache_size (self->cache);
}

guint
gw_tile_layer_get_n_holes (GwTileLayer *self)
{
  return self->n_holes;
}

guint
gw_tile_layer_get_n_blanks (GwTileLayer *self)
{
  return self->n_blanks;
}

GwMapFrame
gw_map_frame_of_layer (ShumateLayer *layer)
{
  ShumateViewport *viewport = shumate_layer_get_viewport (layer);
  GtkWidget *widget = GTK_WIDGET (layer);
  GwLonLat centre = { shumate_location_get_longitude (SHUMATE_LOCATION (viewport)),
                      shumate_location_get_latitude (SHUMATE_LOCATION (viewport)) };

  return (GwMapFrame){ gw_mercator_from_lon_lat (centre),
                       shumate_viewport_get_zoom_level (viewport),
                       gtk_widget_get_width (widget), gtk_widget_get_height (widget) };
}
