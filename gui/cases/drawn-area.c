/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A chip that names the drawn area of which the list is, and removes it. */
#define G_LOG_DOMAIN "gridward-cases"

#include "gui/cases/drawn-area.h"

#include <glib/gi18n.h>

#include "gis/ring.h"

struct _GwDrawnArea
{
  GtkWidget parent_instance;

  GtkWidget *button;
  GtkLabel *label;
  char *within;
  GwShape *ring;
  guint limit; /* the list has these alone; 0: all */
};

G_DEFINE_FINAL_TYPE (GwDrawnArea, gw_drawn_area, GTK_TYPE_WIDGET)

enum
{
  PROP_WITHIN = 1,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
show (GwDrawnArea *self)
{
  double km2 = self->ring != NULL ? ABS (gw_shape_area_m2 (self->ring)) / 1e6 : 0;
  g_autofree char *area = g_strdup_printf (_ ("Drawn area, %.2f km²"), km2);
  g_autofree char *text =
      self->limit == 0
          ? g_strdup (area)
          /* Translators: the drawn area, and how many of its cases the list has at most. */
          : g_strdup_printf (_ ("%s · the first %u cases"), area, self->limit);
  g_autofree char *remove = g_strdup_printf (_ ("Remove the filter: %s"), text);

  gtk_label_set_text (self->label, text);
  gtk_widget_set_tooltip_text (self->button, remove);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, remove, -1);
  gtk_widget_set_visible (GTK_WIDGET (self), self->ring != NULL);
}

void
gw_drawn_area_set_within (GwDrawnArea *self, const char *within)
{
  GwShape *ring = within != NULL ? gw_ring_parse (within, NULL) : NULL;
  g_autofree char *text = ring != NULL ? gw_ring_to_text (ring) : NULL;

  g_return_if_fail (GW_IS_DRAWN_AREA (self));

  g_clear_pointer (&self->ring, gw_shape_unref);
  self->ring = ring;
  if (g_strcmp0 (text, self->within) == 0)
    return;
  g_free (self->within);
  self->within = g_steal_pointer (&text);
  show (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WITHIN]);
}

void
gw_drawn_area_set_limit (GwDrawnArea *self, guint limit)
{
  g_return_if_fail (GW_IS_DRAWN_AREA (self));

  if (self->limit == limit)
    return;
  self->limit = limit;
  show (self);
}

static void
clicked_cb (GwDrawnArea *self)
{
  gw_drawn_area_set_within (self, NULL);
}

static void
gw_drawn_area_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_WITHIN)
    g_value_set_string (value, GW_DRAWN_AREA (object)->within);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gw_drawn_area_set_property (GObject *object, guint id, const GValue *value,
                            GParamSpec *pspec)
{
  if (id == PROP_WITHIN)
    gw_drawn_area_set_within (GW_DRAWN_AREA (object), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gw_drawn_area_dispose (GObject *object)
{
  GwDrawnArea *self = GW_DRAWN_AREA (object);

  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_pointer (&self->ring, gw_shape_unref);
  g_clear_pointer (&self->within, g_free);
  G_OBJECT_CLASS (gw_drawn_area_parent_class)->dispose (object);
}

static void
gw_drawn_area_class_init (GwDrawnAreaClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gw_drawn_area_dispose;
  object_class->get_property = gw_drawn_area_get_property;
  object_class->set_property = gw_drawn_area_set_property;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  properties[PROP_WITHIN] = g_param_spec_string (
      "within", NULL, NULL, NULL,
      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gw_drawn_area_init (GwDrawnArea *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->button = gtk_button_new ();
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->label, PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->label));
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("window-close-symbolic"));
  gtk_button_set_child (GTK_BUTTON (self->button), box);
  gtk_widget_add_css_class (self->button, "caption");
  gtk_widget_add_css_class (self->button, "compact");
  gtk_widget_add_css_class (self->button, "drawn-area");
  gtk_widget_set_halign (self->button, GTK_ALIGN_START);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (clicked_cb), self);
  show (self);
}

const char *
gw_drawn_area_get_within (GwDrawnArea *self)
{
  g_return_val_if_fail (GW_IS_DRAWN_AREA (self), NULL);
  return self->within;
}

GwShape *
gw_drawn_area_get_ring (GwDrawnArea *self)
{
  g_return_val_if_fail (GW_IS_DRAWN_AREA (self), NULL);
  return self->ring;
}
