/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The area that a list is of, and the one that is being drawn. */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/map/draw-layer.h"

#include "gui/map/tile-layer.h"

#include <math.h>

#define CORNER 4.0
#define CROSS 14.0
#define CROSS_GAP 4.0

struct _GwDrawLayer
{
  ShumateLayer parent_instance;

  GwShape *ring;
  GArray *corners; /* GwLonLat */
  gboolean open;
  gboolean has_cross;
  GwLonLat cross;
  gboolean dark;
};

G_DEFINE_FINAL_TYPE (GwDrawLayer, gw_draw_layer, SHUMATE_TYPE_LAYER)

static void
line_to (cairo_t *cr, const GwMapFrame *frame, GwLonLat place)
{
  double x, y;

  gw_map_frame_to_widget (frame, gw_mercator_from_lon_lat (place), &x, &y);
  cairo_line_to (cr, x, y);
}

static void
trace_ring (cairo_t *cr, const GwMapFrame *frame, const GwShape *ring)
{
  for (guint i = 0; i < ring->n_points; i++)
    line_to (cr, frame, gw_fixed_to_lon_lat (ring->points[i]));
  cairo_close_path (cr);
}

static void
stroke (cairo_t *cr, gboolean dark)
{
  static const double dashes[] = { 7, 4 };
  const GdkRGBA casing = dark ? (GdkRGBA){ 0, 0, 0, 0.75f } : (GdkRGBA){ 1, 1, 1, 0.9f };
  const GdkRGBA line =
      dark ? (GdkRGBA){ 1, 0.86f, 0.45f, 1 } : (GdkRGBA){ 0.45f, 0.22f, 0.02f, 1 };

  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_width (cr, 4.5);
  gdk_cairo_set_source_rgba (cr, &casing);
  cairo_stroke_preserve (cr);
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_set_line_width (cr, 2);
  gdk_cairo_set_source_rgba (cr, &line);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

static void
draw_ring (GwDrawLayer *self, cairo_t *cr, const GwMapFrame *frame)
{
  const GdkRGBA fill = self->dark ? (GdkRGBA){ 1, 0.86f, 0.45f, 0.08f }
                                  : (GdkRGBA){ 0.45f, 0.22f, 0.02f, 0.06f };

  trace_ring (cr, frame, self->ring);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
  gdk_cairo_set_source_rgba (cr, &fill);
  cairo_fill_preserve (cr);
  stroke (cr, self->dark);
}

static void
draw_corners (GwDrawLayer *self, cairo_t *cr, const GwMapFrame *frame)
{
  guint n_set = self->corners->len - (self->open && self->corners->len > 0 ? 1 : 0);

  for (guint i = 0; i < self->corners->len; i++)
    line_to (cr, frame, g_array_index (self->corners, GwLonLat, i));
  cairo_close_path (cr);
  stroke (cr, self->dark);
  for (guint i = 0; i < n_set; i++)
    {
      double x, y;

      gw_map_frame_to_widget (
          frame, gw_mercator_from_lon_lat (g_array_index (self->corners, GwLonLat, i)), &x,
          &y);
      cairo_rectangle (cr, round (x) - CORNER, round (y) - CORNER, 2 * CORNER, 2 * CORNER);
    }
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_fill_preserve (cr);
  cairo_set_source_rgb (cr, 0.2, 0.1, 0);
  cairo_set_line_width (cr, 1.5);
  cairo_stroke (cr);
}

static void
trace_cross (cairo_t *cr, double x, double y)
{
  cairo_move_to (cr, x - CROSS, y);
  cairo_line_to (cr, x - CROSS_GAP, y);
  cairo_move_to (cr, x + CROSS_GAP, y);
  cairo_line_to (cr, x + CROSS, y);
  cairo_move_to (cr, x, y - CROSS);
  cairo_line_to (cr, x, y - CROSS_GAP);
  cairo_move_to (cr, x, y + CROSS_GAP);
  cairo_line_to (cr, x, y + CROSS);
}

static void
draw_cross (GwDrawLayer *self, cairo_t *cr, const GwMapFrame *frame)
{
  double x, y;

  gw_map_frame_to_widget (frame, gw_mercator_from_lon_lat (self->cross), &x, &y);
  trace_cross (cr, round (x), round (y));
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_source_rgba (cr, 1, 1, 1, 0.95);
  cairo_set_line_width (cr, 5);
  cairo_stroke_preserve (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_set_line_width (cr, 2);
  cairo_stroke (cr);
}

static void
gw_draw_layer_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GwDrawLayer *self = GW_DRAW_LAYER (widget);
  GwMapFrame frame = gw_map_frame_of_layer (SHUMATE_LAYER (self));
  cairo_t *cr;

  if (self->ring == NULL && self->corners->len == 0 && !self->has_cross)
    return;
  cr = gtk_snapshot_append_cairo (
      snapshot, &GRAPHENE_RECT_INIT (0, 0, (float)frame.width, (float)frame.height));
  if (self->ring != NULL)
    draw_ring (self, cr, &frame);
  if (self->corners->len > 0)
    draw_corners (self, cr, &frame);
  if (self->has_cross)
    draw_cross (self, cr, &frame);
  cairo_destroy (cr);
}

static void
gw_draw_layer_finalize (GObject *object)
{
  GwDrawLayer *self = GW_DRAW_LAYER (object);

  g_clear_pointer (&self->ring, gw_shape_unref);
  g_array_unref (self->corners);
  G_OBJECT_CLASS (gw_draw_layer_parent_class)->finalize (object);
}

static void
gw_draw_layer_class_init (GwDrawLayerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gw_draw_layer_finalize;
  GTK_WIDGET_CLASS (klass)->snapshot = gw_draw_layer_snapshot;
}

static void
gw_draw_layer_init (GwDrawLayer *self)
{
  self->corners = g_array_new (FALSE, FALSE, sizeof (GwLonLat));
}

GwDrawLayer *
gw_draw_layer_new (ShumateViewport *viewport)
{
  return g_object_new (GW_TYPE_DRAW_LAYER, "viewport", viewport, NULL);
}

void
gw_draw_layer_set_ring (GwDrawLayer *self, GwShape *ring)
{
  g_return_if_fail (GW_IS_DRAW_LAYER (self));
  if (ring != NULL)
    gw_shape_ref (ring);
  g_clear_pointer (&self->ring, gw_shape_unref);
  self->ring = ring;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
gw_draw_layer_set_corners (GwDrawLayer *self, const GwLonLat *corners, guint n_corners,
                           gboolean open)
{
  g_return_if_fail (GW_IS_DRAW_LAYER (self));
  g_array_set_size (self->corners, 0);
  if (n_corners > 0)
    g_array_append_vals (self->corners, corners, n_corners);
  self->open = open;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
gw_draw_layer_set_cross (GwDrawLayer *self, const GwLonLat *place)
{
  g_return_if_fail (GW_IS_DRAW_LAYER (self));
  self->has_cross = place != NULL;
  if (place != NULL)
    self->cross = *place;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
gw_draw_layer_set_dark (GwDrawLayer *self, gboolean dark)
{
  g_return_if_fail (GW_IS_DRAW_LAYER (self));
  self->dark = dark;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
