/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A lamp: shape and colour together, so that nobody needs to tell red from green. */
#define G_LOG_DOMAIN "gridward-cases"

#include "gui/cases/lamp-icon.h"

#include <math.h>

#define SIZE 14

struct _GwLampIcon
{
  GtkWidget parent_instance;

  GwLamp lamp;
};

G_DEFINE_FINAL_TYPE (GwLampIcon, gw_lamp_icon, GTK_TYPE_WIDGET)

enum
{
  PROP_LAMP = 1,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

typedef struct
{
  GdkRGBA fill;
  GdkRGBA line;
} Paint;

/* The map draws its cases the same way. */
static const Paint paints[GW_LAMP_N] = {
  [GW_LAMP_NONE] = { { 0, 0, 0, 0 }, { 0.20f, 0.52f, 0.89f, 1 } },
  [GW_LAMP_GREEN] = { { 0.12f, 0.56f, 0.37f, 1 }, { 0.12f, 0.56f, 0.37f, 1 } },
  [GW_LAMP_YELLOW] = { { 0.97f, 0.82f, 0.16f, 1 }, { 0.36f, 0.28f, 0.00f, 1 } },
  [GW_LAMP_RED] = { { 0.82f, 0.11f, 0.14f, 1 }, { 0.82f, 0.11f, 0.14f, 1 } },
};

static void
trace_shape (cairo_t *cr, GwLamp lamp)
{
  double middle = SIZE / 2.0;

  if (lamp == GW_LAMP_YELLOW)
    {
      cairo_move_to (cr, middle, 1);
      cairo_line_to (cr, SIZE - 0.5, SIZE - 1.5);
      cairo_line_to (cr, 0.5, SIZE - 1.5);
      cairo_close_path (cr);
    }
  else if (lamp == GW_LAMP_RED)
    {
      cairo_move_to (cr, middle, 0.5);
      cairo_line_to (cr, SIZE - 0.5, middle);
      cairo_line_to (cr, middle, SIZE - 0.5);
      cairo_line_to (cr, 0.5, middle);
      cairo_close_path (cr);
    }
  else
    cairo_arc (cr, middle, middle, middle - 2.5, 0, 2 * G_PI);
}

static void
gw_lamp_icon_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GwLampIcon *self = GW_LAMP_ICON (widget);
  float left = (float)(gtk_widget_get_width (widget) - SIZE) / 2;
  float top = (float)(gtk_widget_get_height (widget) - SIZE) / 2;
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (left, top, SIZE, SIZE);
  const Paint *paint = &paints[self->lamp];
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &bounds);

  cairo_translate (cr, left, top);
  trace_shape (cr, self->lamp);
  gdk_cairo_set_source_rgba (cr, &paint->fill);
  cairo_fill_preserve (cr);
  gdk_cairo_set_source_rgba (cr, &paint->line);
  cairo_set_line_width (cr, self->lamp == GW_LAMP_NONE ? 1.8 : 1);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

static void
gw_lamp_icon_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                      int *minimum, int *natural, int *minimum_baseline,
                      int *natural_baseline)
{
  *minimum = *natural = SIZE;
  *minimum_baseline = *natural_baseline = -1;
}

static void
gw_lamp_icon_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_LAMP)
    g_value_set_uint (value, GW_LAMP_ICON (object)->lamp);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gw_lamp_icon_set_property (GObject *object, guint id, const GValue *value,
                           GParamSpec *pspec)
{
  if (id == PROP_LAMP)
    gw_lamp_icon_set_lamp (GW_LAMP_ICON (object), g_value_get_uint (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gw_lamp_icon_class_init (GwLampIconClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gw_lamp_icon_get_property;
  object_class->set_property = gw_lamp_icon_set_property;
  widget_class->measure = gw_lamp_icon_measure;
  widget_class->snapshot = gw_lamp_icon_snapshot;

  properties[PROP_LAMP] = g_param_spec_uint (
      "lamp", NULL, NULL, 0, GW_LAMP_N - 1, GW_LAMP_NONE,
      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "lamp");
}

static void
say_lamp (GwLampIcon *self)
{
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), gw_lamp_label (self->lamp));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gw_lamp_label (self->lamp), -1);
}

static void
gw_lamp_icon_init (GwLampIcon *self)
{
  say_lamp (self);
}

GtkWidget *
gw_lamp_icon_new (GwLamp lamp)
{
  return g_object_new (GW_TYPE_LAMP_ICON, "lamp", lamp, NULL);
}

void
gw_lamp_icon_set_lamp (GwLampIcon *self, GwLamp lamp)
{
  g_return_if_fail (GW_IS_LAMP_ICON (self) && lamp < GW_LAMP_N);

  if (self->lamp == lamp)
    return;
  self->lamp = lamp;
  say_lamp (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LAMP]);
}
