/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A figure for each inspector: bust and head, in a colour that no lamp has. */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/map/inspector-layer.h"

#include "gis/projection.h"
#include "gui/map/tile-layer.h"

#include <math.h>

#define RADIUS 9.0
#define REACH 160.0 /* a name may stick into the widget */
#define GAP 4.0
/* Farther out they are too many for names. */
#define NAMES_MIN_ZOOM 13.5
#define STALE_ALPHA 0.45

struct _GwInspectorLayer
{
  ShumateLayer parent_instance;

  GPtrArray *items;
  gboolean dark;
  guint n_drawn;
};

G_DEFINE_FINAL_TYPE (GwInspectorLayer, gw_inspector_layer, SHUMATE_TYPE_LAYER)

/* What is drawn with, by style. */
typedef struct
{
  GdkRGBA fill;
  GdkRGBA figure;
  GdkRGBA ink;
  GdkRGBA paper;
} Colours;

static const Colours light = {
  { 0.38f, 0.21f, 0.51f, 1 }, { 1, 1, 1, 1 }, { 0.18f, 0.10f, 0.24f, 1 }, { 1, 1, 1, 0.88f }
};
static const Colours dark = { { 0.80f, 0.66f, 0.95f, 1 },
                              { 0.13f, 0.08f, 0.18f, 1 },
                              { 0.93f, 0.88f, 0.98f, 1 },
                              { 0.10f, 0.08f, 0.14f, 0.85f } };

static void
draw_figure (cairo_t *cr, const Colours *colours, double x, double y)
{
  cairo_arc (cr, x, y, RADIUS, 0, 2 * G_PI);
  gdk_cairo_set_source_rgba (cr, &colours->fill);
  cairo_fill_preserve (cr);
  gdk_cairo_set_source_rgba (cr, &colours->figure);
  cairo_set_line_width (cr, 1.5);
  cairo_stroke (cr);
  cairo_arc (cr, x, y - RADIUS * 0.3, RADIUS * 0.3, 0, 2 * G_PI);
  cairo_fill (cr);
  cairo_arc (cr, x, y + RADIUS * 0.62, RADIUS * 0.55, G_PI, 2 * G_PI);
  cairo_fill (cr);
}

/* An inspector who is in sight. */
typedef struct
{
  const GwInspectorRecord *record;
  double x;
  double y;
  graphene_rect_t name; /* empty: it would cover somebody */
} Placed;

static GArray *
place_all (GwInspectorLayer *self, const GwMapFrame *frame)
{
  GArray *all = g_array_new (FALSE, FALSE, sizeof (Placed));

  for (guint i = 0; self->items != NULL && i < self->items->len; i++)
    {
      const GwInspectorRecord *record = g_ptr_array_index (self->items, i);
      const GwLonLat place = { record->lon, record->lat };
      Placed placed = { .record = record };

      gw_map_frame_to_widget (frame, gw_mercator_from_lon_lat (place), &placed.x,
                              &placed.y);
      if (placed.x < -REACH || placed.y < -2 * RADIUS || placed.x > frame->width + RADIUS ||
          placed.y > frame->height + 2 * RADIUS)
        continue;
      placed.x = round (placed.x);
      placed.y = round (placed.y);
      g_array_append_val (all, placed);
    }
  return all;
}

static graphene_rect_t
figure_box (const Placed *placed)
{
  return GRAPHENE_RECT_INIT ((float)(placed->x - RADIUS), (float)(placed->y - RADIUS),
                             (float)(2 * RADIUS), (float)(2 * RADIUS));
}

/* Neither over a figure nor over a name that has its place already. */
static gboolean
is_free (const GArray *all, guint own, const graphene_rect_t *box)
{
  for (guint i = 0; i < all->len; i++)
    {
      const Placed *other = &g_array_index (all, Placed, i);
      graphene_rect_t figure = figure_box (other);

      if ((i != own && graphene_rect_intersection (&figure, box, NULL)) ||
          (i < own && other->name.size.width > 0 &&
           graphene_rect_intersection (&other->name, box, NULL)))
        return FALSE;
    }
  return TRUE;
}

static void
place_names (GArray *all, PangoLayout *layout)
{
  for (guint i = 0; i < all->len; i++)
    {
      Placed *placed = &g_array_index (all, Placed, i);
      const char *name = gw_named_label (&placed->record->person);
      graphene_rect_t box;
      int width, height;

      if (*name == '\0')
        continue;
      pango_layout_set_text (layout, name, -1);
      pango_layout_get_pixel_size (layout, &width, &height);
      box = GRAPHENE_RECT_INIT ((float)(placed->x + RADIUS + GAP - 2),
                                (float)round (placed->y - height / 2.0), (float)width + 4,
                                (float)height);
      if (is_free (all, i, &box))
        placed->name = box;
    }
}

static void
draw_name (cairo_t *cr, const Colours *colours, PangoLayout *layout, const Placed *placed)
{
  const graphene_rect_t *box = &placed->name;
  PangoRectangle extents;

  pango_layout_set_text (layout, gw_named_label (&placed->record->person), -1);
  /* From right to left, a text shorter than the layout begins at its other end. */
  pango_layout_get_pixel_extents (layout, NULL, &extents);
  cairo_rectangle (cr, box->origin.x, box->origin.y, box->size.width, box->size.height);
  gdk_cairo_set_source_rgba (cr, &colours->paper);
  cairo_fill (cr);
  cairo_move_to (cr, box->origin.x + 2 - extents.x, box->origin.y);
  gdk_cairo_set_source_rgba (cr, &colours->ink);
  pango_cairo_show_layout (cr, layout);
}

static void
draw_inspector (GwInspectorLayer *self, GtkSnapshot *snapshot, PangoLayout *layout,
                const Placed *placed)
{
  const Colours *colours = self->dark ? &dark : &light;
  graphene_rect_t bounds = figure_box (placed);
  cairo_t *cr;

  if (placed->name.size.width > 0)
    graphene_rect_union (&bounds, &placed->name, &bounds);
  graphene_rect_inset (&bounds, -2, -2);
  gtk_snapshot_push_opacity (snapshot, placed->record->fresh ? 1.0 : STALE_ALPHA);
  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  if (placed->name.size.width > 0)
    draw_name (cr, colours, layout, placed);
  draw_figure (cr, colours, placed->x, placed->y);
  cairo_destroy (cr);
  gtk_snapshot_pop (snapshot);
}

static void
gw_inspector_layer_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GwInspectorLayer *self = GW_INSPECTOR_LAYER (widget);
  GwMapFrame frame = gw_map_frame_of_layer (SHUMATE_LAYER (self));
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, NULL);
  g_autoptr (GArray) all = place_all (self, &frame);

  pango_layout_set_width (layout, (int)((REACH - RADIUS - 2 * GAP) * PANGO_SCALE));
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  if (frame.zoom >= NAMES_MIN_ZOOM)
    place_names (all, layout);
  for (guint i = 0; i < all->len; i++)
    draw_inspector (self, snapshot, layout, &g_array_index (all, Placed, i));
  self->n_drawn = all->len;
}

static void
gw_inspector_layer_finalize (GObject *object)
{
  g_clear_pointer (&GW_INSPECTOR_LAYER (object)->items, g_ptr_array_unref);
  G_OBJECT_CLASS (gw_inspector_layer_parent_class)->finalize (object);
}

static void
gw_inspector_layer_class_init (GwInspectorLayerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gw_inspector_layer_finalize;
  GTK_WIDGET_CLASS (klass)->snapshot = gw_inspector_layer_snapshot;
}

static void
gw_inspector_layer_init (GwInspectorLayer *self)
{
}

GwInspectorLayer *
gw_inspector_layer_new (ShumateViewport *viewport)
{
  return g_object_new (GW_TYPE_INSPECTOR_LAYER, "viewport", viewport, NULL);
}

void
gw_inspector_layer_set_items (GwInspectorLayer *self, GPtrArray *items)
{
  g_return_if_fail (GW_IS_INSPECTOR_LAYER (self));

  g_clear_pointer (&self->items, g_ptr_array_unref);
  self->items = items != NULL ? g_ptr_array_ref (items) : NULL;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
gw_inspector_layer_set_dark (GwInspectorLayer *self, gboolean is_dark)
{
  g_return_if_fail (GW_IS_INSPECTOR_LAYER (self));

  self->dark = is_dark;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

const GwInspectorRecord *
gw_inspector_layer_hit (GwInspectorLayer *self, double x, double y)
{
  GwMapFrame frame = gw_map_frame_of_layer (SHUMATE_LAYER (self));

  /* The last one is drawn on top. */
  for (guint i = self->items != NULL ? self->items->len : 0; i > 0; i--)
    {
      const GwInspectorRecord *record = g_ptr_array_index (self->items, i - 1);
      const GwLonLat place = { record->lon, record->lat };
      double at_x, at_y;

      gw_map_frame_to_widget (&frame, gw_mercator_from_lon_lat (place), &at_x, &at_y);
      if (hypot (at_x - x, at_y - y) <= RADIUS + 2)
        return record;
    }
  return NULL;
}

guint
gw_inspector_layer_get_n_drawn (GwInspectorLayer *self)
{
  g_return_val_if_fail (GW_IS_INSPECTOR_LAYER (self), 0);
  return self->n_drawn;
}
