/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The layer of cases: single or clustered. */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/map/cluster-layer.h"

#include "gui/map/cluster-symbols.h"
#include "gui/map/tile-layer.h"

#include <math.h>

#define HIT_SLACK_PX 3.0
/* Between frames, not in one of them. */
#define PREPARE_MSEC 20

struct _GwClusterLayer
{
  ShumateLayer parent_instance;

  GwClusterSet *set;
  GwClusterSymbols *symbols;
  char *selected; /* number or NULL */
  guint n_drawn;
  guint prepare_id;
};

G_DEFINE_FINAL_TYPE (GwClusterLayer, gw_cluster_layer, SHUMATE_TYPE_LAYER)

/* A symbol placed on the widget. */
typedef struct
{
  double x;
  double y;
  guint count;
  guint counts[GW_SYMBOL_N];
  GwSymbol symbol;
  guint group; /* of classes, of a case alone */
  gint64 column;
  gint64 row;
} Placed;

/*
 * Where a cluster is drawn: at the mean of its members, but wholly inside its square, so
 * that clusters never cover one another. A single case is drawn exactly where it is.
 */
static void
place (const GwMapFrame *frame, const GwCluster *cluster, guint level, Placed *placed)
{
  GwMercator centre = gw_cluster_centre (cluster);

  placed->count = cluster->count;
  placed->symbol = gw_cluster_worst (cluster);
  memcpy (placed->counts, cluster->counts, sizeof placed->counts);
  gw_map_frame_to_widget (frame, centre, &placed->x, &placed->y);
  if (cluster->count > 1)
    {
      double side = GW_CLUSTER_GRID_PX * exp2 (frame->zoom - level);
      double radius = MIN (gw_cluster_symbol_radius (cluster->count, FALSE) + 4, side / 2);
      double origin_x, origin_y;

      gw_map_frame_origin (frame, &origin_x, &origin_y);
      double left = placed->column * side - origin_x;
      double top = placed->row * side - origin_y;
      placed->x = CLAMP (placed->x, left + radius, left + side - radius);
      placed->y = CLAMP (placed->y, top + radius, top + side - radius);
    }
  placed->x = round (placed->x);
  placed->y = round (placed->y);
}

/* All symbols that reach into the widget, in the order in which they are drawn. */
static GArray *
place_visible (GwClusterLayer *self, const GwMapFrame *frame)
{
  guint zoom = gw_map_frame_level (frame, GW_TILE_MAX_ZOOM);
  const GwClusterLevel *level = gw_cluster_set_get_level (self->set, zoom);
  double reach = gw_cluster_symbol_radius (G_MAXUINT, FALSE);
  GwMercator first = gw_map_frame_to_mercator (frame, -reach, -reach);
  GwMercator last =
      gw_map_frame_to_mercator (frame, frame->width + reach, frame->height + reach);
  GArray *result = g_array_new (FALSE, FALSE, sizeof (Placed));
  gint64 left, top, right, bottom;

  gw_cluster_level_square (zoom, first, &left, &top);
  gw_cluster_level_square (zoom, last, &right, &bottom);
  for (gint64 row = top; row <= bottom; row++)
    for (gint64 column = left; column <= right; column++)
      {
        const GwCluster *cluster = gw_cluster_level_lookup (level, column, row);
        Placed placed = { .column = column, .row = row };

        if (cluster == NULL)
          continue;
        place (frame, cluster, zoom, &placed);
        if (cluster->count == 1)
          placed.group = gw_cluster_set_at_slot (self->set, cluster->slots)->group;
        g_array_append_val (result, placed);
      }
  return result;
}

static void
append_symbol (GwClusterLayer *self, GtkSnapshot *snapshot, double x, double y,
               GskRenderNode *node)
{
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float)x, (float)y));
  gtk_snapshot_append_node (snapshot, node);
  gtk_snapshot_restore (snapshot);
  self->n_drawn++;
}

static void
draw_selected (GwClusterLayer *self, GtkSnapshot *snapshot, const GwMapFrame *frame)
{
  const GwClusterPoint *point = gw_cluster_set_find (self->set, self->selected);
  double x, y;

  if (point == NULL)
    return;
  gw_map_frame_to_widget (frame, point->at, &x, &y);
  append_symbol (self, snapshot, round (x), round (y),
                 gw_cluster_symbols_get_single (self->symbols, GTK_WIDGET (self),
                                                point->symbol, point->group, TRUE));
}

/* The neighbours of the level in use, one at a time: zooming will want them at once. */
static gboolean
prepare_cb (gpointer user_data)
{
  GwClusterLayer *self = user_data;
  GwMapFrame frame = gw_map_frame_of_layer (SHUMATE_LAYER (self));
  guint zoom = gw_map_frame_level (&frame, GW_TILE_MAX_ZOOM);

  if (gw_cluster_set_prepare_level (self->set, zoom + 1) ||
      (zoom > 0 && gw_cluster_set_prepare_level (self->set, zoom - 1)))
    return G_SOURCE_CONTINUE;
  self->prepare_id = 0;
  return G_SOURCE_REMOVE;
}

static void
gw_cluster_layer_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GwClusterLayer *self = GW_CLUSTER_LAYER (widget);
  GwMapFrame frame = gw_map_frame_of_layer (SHUMATE_LAYER (self));
  g_autoptr (GArray) visible = place_visible (self, &frame);

  self->n_drawn = 0;
  /* The pressing ones lie on top. */
  for (guint symbol = 0; symbol < GW_SYMBOL_N; symbol++)
    for (guint i = 0; i < visible->len; i++)
      {
        const Placed *placed = &g_array_index (visible, Placed, i);

        if (placed->symbol == symbol)
          append_symbol (self, snapshot, placed->x, placed->y,
                         gw_cluster_symbols_get (self->symbols, widget, placed->counts,
                                                 placed->group));
      }
  draw_selected (self, snapshot, &frame);
  if (self->prepare_id == 0)
    self->prepare_id =
        g_timeout_add_full (G_PRIORITY_DEFAULT, PREPARE_MSEC, prepare_cb, self, NULL);
}

static void
gw_cluster_layer_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (gw_cluster_layer_parent_class)->css_changed (widget, change);
  gw_cluster_symbols_clear (GW_CLUSTER_LAYER (widget)->symbols);
}

static void
scale_changed_cb (GwClusterLayer *self)
{
  gw_cluster_symbols_clear (self->symbols);
}

static void
gw_cluster_layer_dispose (GObject *object)
{
  g_clear_handle_id (&GW_CLUSTER_LAYER (object)->prepare_id, g_source_remove);
  G_OBJECT_CLASS (gw_cluster_layer_parent_class)->dispose (object);
}

static void
gw_cluster_layer_finalize (GObject *object)
{
  GwClusterLayer *self = GW_CLUSTER_LAYER (object);

  g_clear_pointer (&self->set, gw_cluster_set_free);
  g_clear_pointer (&self->symbols, gw_cluster_symbols_free);
  g_clear_pointer (&self->selected, g_free);
  G_OBJECT_CLASS (gw_cluster_layer_parent_class)->finalize (object);
}

static void
gw_cluster_layer_class_init (GwClusterLayerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_cluster_layer_dispose;
  G_OBJECT_CLASS (klass)->finalize = gw_cluster_layer_finalize;
  widget_class->snapshot = gw_cluster_layer_snapshot;
  widget_class->css_changed = gw_cluster_layer_css_changed;
}

static void
gw_cluster_layer_init (GwClusterLayer *self)
{
  self->set = gw_cluster_set_new ();
  self->symbols = gw_cluster_symbols_new ();
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (scale_changed_cb), NULL);
}

GwClusterLayer *
gw_cluster_layer_new (ShumateViewport *viewport)
{
  return g_object_new (GW_TYPE_CLUSTER_LAYER, "viewport", viewport, NULL);
}

void
gw_cluster_layer_set_points (GwClusterLayer *self, const GwCasePoint *points,
                             guint n_points)
{
  g_return_if_fail (GW_IS_CLUSTER_LAYER (self));
  if (gw_cluster_set_replace (self->set, points, n_points) > 0)
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
gw_cluster_layer_set_selected (GwClusterLayer *self, const char *number)
{
  g_return_if_fail (GW_IS_CLUSTER_LAYER (self));
  if (g_strcmp0 (self->selected, number) == 0)
    return;
  g_free (self->selected);
  self->selected = g_strdup (number);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

gboolean
gw_cluster_layer_locate (GwClusterLayer *self, const char *number, GwMercator *ret_at)
{
  const GwClusterPoint *point = gw_cluster_set_find (self->set, number);

  if (point == NULL)
    return FALSE;
  *ret_at = point->at;
  return TRUE;
}

guint
gw_cluster_layer_get_n_points (GwClusterLayer *self)
{
  return gw_cluster_set_size (self->set);
}

guint
gw_cluster_layer_get_n_drawn (GwClusterLayer *self)
{
  return self->n_drawn;
}

static gboolean
is_under (double x, double y, double at_x, double at_y, double radius)
{
  double dx = x - at_x;
  double dy = y - at_y;

  radius += HIT_SLACK_PX;
  return dx * dx + dy * dy <= radius * radius;
}

static GwClusterHit *
hit_new (GArray *members)
{
  GwClusterHit *hit = g_new0 (GwClusterHit, 1);

  hit->members = members;
  hit->min = hit->max = g_array_index (members, GwClusterPoint, 0).at;
  for (guint i = 0; i < members->len; i++)
    {
      const GwClusterPoint *point = &g_array_index (members, GwClusterPoint, i);

      hit->counts[point->symbol]++;
      hit->min.x = MIN (hit->min.x, point->at.x);
      hit->min.y = MIN (hit->min.y, point->at.y);
      hit->max.x = MAX (hit->max.x, point->at.x);
      hit->max.y = MAX (hit->max.y, point->at.y);
    }
  return hit;
}

static const Placed *
find_topmost (GArray *visible, double x, double y)
{
  for (guint symbol = GW_SYMBOL_N; symbol-- > 0;)
    for (guint i = visible->len; i-- > 0;)
      {
        const Placed *placed = &g_array_index (visible, Placed, i);
        double radius = gw_cluster_symbol_radius (placed->count, FALSE);

        if (placed->symbol == symbol && is_under (x, y, placed->x, placed->y, radius))
          return placed;
      }
  return NULL;
}

GwClusterHit *
gw_cluster_layer_hit (GwClusterLayer *self, double x, double y)
{
  GwMapFrame frame = gw_map_frame_of_layer (SHUMATE_LAYER (self));
  const GwClusterPoint *selected = gw_cluster_set_find (self->set, self->selected);
  g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (GwClusterPoint));
  g_autoptr (GArray) visible = NULL;
  const Placed *placed;
  double at_x, at_y;

  /* Switched off, they are in nobody's way. */
  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return NULL;
  visible = place_visible (self, &frame);
  placed = find_topmost (visible, x, y);
  if (placed != NULL)
    gw_cluster_set_members (self->set, gw_map_frame_level (&frame, GW_TILE_MAX_ZOOM),
                            placed->column, placed->row, members);
  else if (selected != NULL)
    {
      gw_map_frame_to_widget (&frame, selected->at, &at_x, &at_y);
      if (is_under (x, y, at_x, at_y, gw_cluster_symbol_radius (1, TRUE)))
        g_array_append_vals (members, selected, 1);
    }
  return members->len > 0 ? hit_new (g_steal_pointer (&members)) : NULL;
}

void
gw_cluster_hit_free (GwClusterHit *hit)
{
  g_array_unref (hit->members);
  g_free (hit);
}
