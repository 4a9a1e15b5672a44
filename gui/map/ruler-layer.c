/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A line drawn on the map, measured. */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/map/ruler-layer.h"

#include "gis/projection.h"
#include "gis/shape.h"
#include "gui/map/tile-layer.h"

#include <glib/gi18n.h>

#define DOT_RADIUS 4.5

struct _GwRulerLayer
{
  ShumateLayer parent_instance;

  GArray *points; /* GwLonLat */
  gboolean dark;
};

G_DEFINE_FINAL_TYPE (GwRulerLayer, gw_ruler_layer, SHUMATE_TYPE_LAYER)

static void
trace (cairo_t *cr, const GwMapFrame *frame, GArray *points)
{
  for (guint i = 0; i < points->len; i++)
    {
      double x, y;

      gw_map_frame_to_widget (
          frame, gw_mercator_from_lon_lat (g_array_index (points, GwLonLat, i)), &x, &y);
      cairo_line_to (cr, x, y);
    }
}

static void
draw_dots (cairo_t *cr, const GwMapFrame *frame, GArray *points, const GdkRGBA *fill,
           const GdkRGBA *edge)
{
  for (guint i = 0; i < points->len; i++)
    {
      double x, y;

      gw_map_frame_to_widget (
          frame, gw_mercator_from_lon_lat (g_array_index (points, GwLonLat, i)), &x, &y);
      cairo_new_sub_path (cr);
      cairo_arc (cr, x, y, DOT_RADIUS, 0, 2 * G_PI);
    }
  gdk_cairo_set_source_rgba (cr, fill);
  cairo_fill_preserve (cr);
  gdk_cairo_set_source_rgba (cr, edge);
  cairo_set_line_width (cr, 2);
  cairo_stroke (cr);
}

static void
gw_ruler_layer_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GwRulerLayer *self = GW_RULER_LAYER (widget);
  GwMapFrame frame = gw_map_frame_of_layer (SHUMATE_LAYER (self));
  const GdkRGBA line =
      self->dark ? (GdkRGBA){ 0.55f, 0.78f, 1, 1 } : (GdkRGBA){ 0.06f, 0.30f, 0.62f, 1 };
  const GdkRGBA casing =
      self->dark ? (GdkRGBA){ 0, 0, 0, 0.8f } : (GdkRGBA){ 1, 1, 1, 0.95f };
  GdkRGBA fill = line;
  cairo_t *cr;

  if (self->points->len == 0)
    return;
  fill.alpha = 0.14f;
  cr = gtk_snapshot_append_cairo (
      snapshot, &GRAPHENE_RECT_INIT (0, 0, (float)frame.width, (float)frame.height));
  trace (cr, &frame, self->points);
  gdk_cairo_set_source_rgba (cr, &fill);
  cairo_fill (cr);
  trace (cr, &frame, self->points);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_width (cr, 5.5);
  gdk_cairo_set_source_rgba (cr, &casing);
  cairo_stroke_preserve (cr);
  cairo_set_line_width (cr, 2.5);
  gdk_cairo_set_source_rgba (cr, &line);
  cairo_stroke (cr);
  draw_dots (cr, &frame, self->points, &casing, &line);
  cairo_destroy (cr);
}

static void
gw_ruler_layer_finalize (GObject *object)
{
  g_array_unref (GW_RULER_LAYER (object)->points);
  G_OBJECT_CLASS (gw_ruler_layer_parent_class)->finalize (object);
}

static void
gw_ruler_layer_class_init (GwRulerLayerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gw_ruler_layer_finalize;
  GTK_WIDGET_CLASS (klass)->snapshot = gw_ruler_layer_snapshot;
}

static void
gw_ruler_layer_init (GwRulerLayer *self)
{
  self->points = g_array_new (FALSE, FALSE, sizeof (GwLonLat));
}

GwRulerLayer *
gw_ruler_layer_new (ShumateViewport *viewport)
{
  return g_object_new (GW_TYPE_RULER_LAYER, "viewport", viewport, NULL);
}

void
gw_ruler_layer_add (GwRulerLayer *self, GwLonLat place)
{
  g_return_if_fail (GW_IS_RULER_LAYER (self));
  if (self->points->len > 0)
    {
      GwLonLat last = g_array_index (self->points, GwLonLat, self->points->len - 1);

      if (gw_distance_m (last, place) < 0.01)
        return;
    }
  g_array_append_val (self->points, place);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

gboolean
gw_ruler_layer_remove_last (GwRulerLayer *self)
{
  g_return_val_if_fail (GW_IS_RULER_LAYER (self), FALSE);
  if (self->points->len == 0)
    return FALSE;
  g_array_set_size (self->points, self->points->len - 1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return TRUE;
}

void
gw_ruler_layer_clear (GwRulerLayer *self)
{
  g_return_if_fail (GW_IS_RULER_LAYER (self));
  g_array_set_size (self->points, 0);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

guint
gw_ruler_layer_get_n_points (GwRulerLayer *self)
{
  return self->points->len;
}

double
gw_ruler_layer_get_length (GwRulerLayer *self)
{
  double metres = 0;

  for (guint i = 1; i < self->points->len; i++)
    metres += gw_distance_m (g_array_index (self->points, GwLonLat, i - 1),
                             g_array_index (self->points, GwLonLat, i));
  return metres;
}

double
gw_ruler_layer_get_area (GwRulerLayer *self)
{
  g_autofree GwFixed *ring = NULL;
  g_autoptr (GwShape) shape = NULL;

  if (self->points->len < 3)
    return 0;
  ring = g_new (GwFixed, self->points->len);
  for (guint i = 0; i < self->points->len; i++)
    ring[i] = gw_fixed_from_lon_lat (g_array_index (self->points, GwLonLat, i));
  shape = gw_shape_new_ring (ring, self->points->len);
  return ABS (gw_shape_area_m2 (shape));
}

void
gw_ruler_layer_set_dark (GwRulerLayer *self, gboolean dark)
{
  self->dark = dark;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

char *
gw_length_text (double metres)
{
  return metres < 1000 ? g_strdup_printf (_ ("%.0f m"), metres)
                       : g_strdup_printf (_ ("%.2f km"), metres / 1000);
}

char *
gw_area_text (double square_metres)
{
  return square_metres < 100000 ? g_strdup_printf (_ ("%.0f m²"), square_metres)
                                : g_strdup_printf (_ ("%.2f km²"), square_metres / 1e6);
}
