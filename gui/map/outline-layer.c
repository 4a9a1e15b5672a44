/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Outlines of the selected cell and of the one under the pointer; the place looked for. */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/map/outline-layer.h"

#include "gui/map/tile-layer.h"

#include <math.h>

#define MARGIN_PX 6.0
#define PIN_RADIUS 10.0
#define PIN_HEIGHT 28.0

struct _GwOutlineLayer
{
  ShumateLayer parent_instance;

  GwShape *selected;
  GwShape *hovered;
  gboolean dark;
  gboolean has_pin;
  GwFixed pin;
};

G_DEFINE_FINAL_TYPE (GwOutlineLayer, gw_outline_layer, SHUMATE_TYPE_LAYER)

static void
to_widget (const GwMapFrame *frame, GwFixed point, double *ret_x, double *ret_y)
{
  gw_map_frame_to_widget (frame, gw_mercator_from_lon_lat (gw_fixed_to_lon_lat (point)),
                          ret_x, ret_y);
}

static void
trace_shape (cairo_t *cr, const GwMapFrame *frame, const GwShape *shape)
{
  guint i = 0;

  for (guint ring = 0; ring < shape->n_rings; ring++)
    {
      cairo_new_sub_path (cr);
      for (; i < shape->ring_ends[ring]; i++)
        {
          double x, y;

          to_widget (frame, shape->points[i], &x, &y);
          cairo_line_to (cr, x, y);
        }
      cairo_close_path (cr);
    }
}

/* The part of the widget that the shape can touch; FALSE when it is out of sight. */
static gboolean
find_bounds (const GwMapFrame *frame, const GwShape *shape, graphene_rect_t *ret_bounds)
{
  graphene_rect_t widget =
      GRAPHENE_RECT_INIT (0, 0, (float)frame->width, (float)frame->height);
  double left, top, right, bottom;

  to_widget (frame, shape->box.min, &left, &bottom);
  to_widget (frame, shape->box.max, &right, &top);
  left = floor (left - MARGIN_PX);
  top = floor (top - MARGIN_PX);
  graphene_rect_t own =
      GRAPHENE_RECT_INIT ((float)left, (float)top, (float)ceil (right + MARGIN_PX - left),
                          (float)ceil (bottom + MARGIN_PX - top));
  return graphene_rect_intersection (&widget, &own, ret_bounds);
}

typedef struct
{
  double width;
  GdkRGBA colour;
} Stroke;

static void
draw_outline (GtkSnapshot *snapshot, const GwMapFrame *frame, const GwShape *shape,
              const Stroke *strokes, guint n_strokes)
{
  graphene_rect_t bounds;
  cairo_t *cr;

  if (shape == NULL || !find_bounds (frame, shape, &bounds))
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  trace_shape (cr, frame, shape);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  for (guint i = 0; i < n_strokes; i++)
    {
      gdk_cairo_set_source_rgba (cr, &strokes[i].colour);
      cairo_set_line_width (cr, strokes[i].width);
      cairo_stroke_preserve (cr);
    }
  cairo_destroy (cr);
}

/* A drop that stands on its point, with a hole. */
static void
draw_pin (GtkSnapshot *snapshot, const GwMapFrame *frame, GwFixed place,
          const GdkRGBA *colour, const GdkRGBA *casing)
{
  double x, y, centre;
  cairo_t *cr;

  to_widget (frame, place, &x, &y);
  if (x < -PIN_HEIGHT || y < -PIN_HEIGHT || x > frame->width + PIN_HEIGHT ||
      y > frame->height + PIN_HEIGHT)
    return;
  cr = gtk_snapshot_append_cairo (
      snapshot,
      &GRAPHENE_RECT_INIT ((float)(x - PIN_RADIUS - 2), (float)(y - PIN_HEIGHT - 2),
                           (float)(2 * PIN_RADIUS + 4), (float)(PIN_HEIGHT + 4)));
  centre = y - PIN_HEIGHT + PIN_RADIUS;
  cairo_arc (cr, x, centre, PIN_RADIUS, G_PI * 0.86, G_PI * 0.14);
  cairo_line_to (cr, x, y);
  cairo_close_path (cr);
  gdk_cairo_set_source_rgba (cr, colour);
  cairo_fill_preserve (cr);
  gdk_cairo_set_source_rgba (cr, casing);
  cairo_set_line_width (cr, 1.5);
  cairo_stroke (cr);
  cairo_arc (cr, x, centre, PIN_RADIUS * 0.4, 0, 2 * G_PI);
  cairo_fill (cr);
  cairo_destroy (cr);
}

static void
gw_outline_layer_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GwOutlineLayer *self = GW_OUTLINE_LAYER (widget);
  GwMapFrame frame = gw_map_frame_of_layer (SHUMATE_LAYER (self));
  const GdkRGBA ink =
      self->dark ? (GdkRGBA){ 1, 1, 1, 0.75f } : (GdkRGBA){ 0.12f, 0.12f, 0.16f, 0.7f };
  const GdkRGBA casing =
      self->dark ? (GdkRGBA){ 0, 0, 0, 0.75f } : (GdkRGBA){ 1, 1, 1, 0.9f };
  const GdkRGBA accent = self->dark ? (GdkRGBA){ 0.47f, 0.68f, 0.93f, 1 }
                                    : (GdkRGBA){ 0.10f, 0.37f, 0.71f, 1 };
  const GdkRGBA pin = self->dark ? (GdkRGBA){ 0.96f, 0.38f, 0.32f, 1 }
                                 : (GdkRGBA){ 0.78f, 0.11f, 0.13f, 1 };
  const Stroke hovered[] = { { 1.5, ink } };
  const Stroke selected[] = { { 6, casing }, { 3, accent } };

  if (self->hovered != self->selected)
    draw_outline (snapshot, &frame, self->hovered, hovered, G_N_ELEMENTS (hovered));
  draw_outline (snapshot, &frame, self->selected, selected, G_N_ELEMENTS (selected));
  if (self->has_pin)
    draw_pin (snapshot, &frame, self->pin, &pin, &casing);
}

static void
gw_outline_layer_finalize (GObject *object)
{
  GwOutlineLayer *self = GW_OUTLINE_LAYER (object);

  g_clear_pointer (&self->selected, gw_shape_unref);
  g_clear_pointer (&self->hovered, gw_shape_unref);
  G_OBJECT_CLASS (gw_outline_layer_parent_class)->finalize (object);
}

static void
gw_outline_layer_class_init (GwOutlineLayerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gw_outline_layer_finalize;
  GTK_WIDGET_CLASS (klass)->snapshot = gw_outline_layer_snapshot;
}

static void
gw_outline_layer_init (GwOutlineLayer *self)
{
}

GwOutlineLayer *
gw_outline_layer_new (ShumateViewport *viewport)
{
  return g_object_new (GW_TYPE_OUTLINE_LAYER, "viewport", viewport, NULL);
}

static void
replace_shape (GwOutlineLayer *self, GwShape **own, const GwShape *shape)
{
  if (*own == shape)
    return;
  g_clear_pointer (own, gw_shape_unref);
  if (shape != NULL)
    *own = gw_shape_ref ((GwShape *)shape);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
gw_outline_layer_set_selected (GwOutlineLayer *self, const GwShape *shape)
{
  replace_shape (self, &self->selected, shape);
}

void
gw_outline_layer_set_hovered (GwOutlineLayer *self, const GwShape *shape)
{
  replace_shape (self, &self->hovered, shape);
}

void
gw_outline_layer_set_pin (GwOutlineLayer *self, const GwFixed *place)
{
  self->has_pin = place != NULL;
  if (place != NULL)
    self->pin = *place;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
gw_outline_layer_set_dark (GwOutlineLayer *self, gboolean dark)
{
  self->dark = dark;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
