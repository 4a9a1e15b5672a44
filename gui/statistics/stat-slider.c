/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Moves the map through the days, weeks or months of the period. */
#define G_LOG_DOMAIN "gridward-statistics"

#include "gui/statistics/stat-slider.h"

#include <glib/gi18n.h>

/* A map is looked at as long, and at least until it is there. */
#define PLAY_MS 900

struct _GwStatSlider
{
  GtkWidget parent_instance;

  GwInsight *insight;
  GtkWidget *box;
  GtkToggleButton *play;
  GtkScale *scale;
  GtkLabel *label;
  guint n_parts;
  guint timer_id;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (GwStatSlider, gw_stat_slider, GTK_TYPE_WIDGET)

static void
show_label (GwStatSlider *self)
{
  g_autoptr (GArray) parts = gw_span_parts (&gw_insight_get_question (self->insight)->span);
  int part = gw_insight_get_part (self->insight);
  gboolean whole = part < 0 || (guint)part >= parts->len;
  g_autofree char *text =
      gw_span_text (whole ? &gw_insight_get_question (self->insight)->span
                          : &g_array_index (parts, GwSpan, part));
  g_autofree char *map = g_strdup_printf (_ ("Map: %s"), text);

  gtk_label_set_text (self->label, map);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scale),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, map, -1);
}

/* 0 is the whole period, on the left; then its parts. */
static void
moved_cb (GwStatSlider *self)
{
  if (self->filling)
    return;
  gw_insight_set_part (self->insight,
                       (int)gtk_range_get_value (GTK_RANGE (self->scale)) - 1);
  show_label (self);
}

static gboolean
next_cb (gpointer data)
{
  GwStatSlider *self = data;
  double at = gtk_range_get_value (GTK_RANGE (self->scale));

  /* The next map waits for the last. */
  if (gw_insight_is_loading (self->insight))
    return G_SOURCE_CONTINUE;
  if (at >= self->n_parts)
    {
      self->timer_id = 0;
      gtk_toggle_button_set_active (self->play, FALSE);
      return G_SOURCE_REMOVE;
    }
  gtk_range_set_value (GTK_RANGE (self->scale), at + 1);
  return G_SOURCE_CONTINUE;
}

static void
play_toggled_cb (GwStatSlider *self)
{
  gboolean active = gtk_toggle_button_get_active (self->play);

  g_clear_handle_id (&self->timer_id, g_source_remove);
  gtk_button_set_icon_name (GTK_BUTTON (self->play), active
                                                         ? "media-playback-pause-symbolic"
                                                         : "media-playback-start-symbolic");
  if (!active)
    return;
  if (gtk_range_get_value (GTK_RANGE (self->scale)) >= self->n_parts)
    gtk_range_set_value (GTK_RANGE (self->scale), 0);
  self->timer_id = g_timeout_add (PLAY_MS, next_cb, self);
}

static void
asked_cb (GwStatSlider *self)
{
  g_autoptr (GArray) parts = gw_span_parts (&gw_insight_get_question (self->insight)->span);

  gtk_toggle_button_set_active (self->play, FALSE);
  self->filling = TRUE;
  self->n_parts = parts->len;
  gtk_range_set_range (GTK_RANGE (self->scale), 0, parts->len);
  gtk_range_set_value (GTK_RANGE (self->scale), gw_insight_get_part (self->insight) + 1);
  self->filling = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self), parts->len > 1);
  show_label (self);
}

static void
gw_stat_slider_dispose (GObject *object)
{
  GwStatSlider *self = GW_STAT_SLIDER (object);

  self->filling = TRUE;
  g_clear_handle_id (&self->timer_id, g_source_remove);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->insight);

  G_OBJECT_CLASS (gw_stat_slider_parent_class)->dispose (object);
}

static void
gw_stat_slider_class_init (GwStatSliderClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_stat_slider_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
gw_stat_slider_init (GwStatSlider *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->play = GTK_TOGGLE_BUTTON (gtk_toggle_button_new ());
  self->scale = GTK_SCALE (gtk_scale_new_with_range (GTK_ORIENTATION_HORIZONTAL, 0, 1, 1));
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_button_set_icon_name (GTK_BUTTON (self->play), "media-playback-start-symbolic");
  gtk_widget_add_css_class (GTK_WIDGET (self->play), "flat");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->play), _ ("Play the map through time"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->play),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Play the map through time"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scale),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Part of the period on the map"), -1);
  gtk_scale_set_draw_value (self->scale, FALSE);
  gtk_range_set_round_digits (GTK_RANGE (self->scale), 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->scale), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "numeric");
  gtk_label_set_width_chars (self->label, 20);
  gtk_label_set_xalign (self->label, 0);
  g_signal_connect_swapped (self->scale, "value-changed", G_CALLBACK (moved_cb), self);
  g_signal_connect_swapped (self->play, "toggled", G_CALLBACK (play_toggled_cb), self);
  gtk_widget_add_css_class (self->box, "filter-bar");
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->play));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->scale));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->label));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
gw_stat_slider_new (GwInsight *insight)
{
  GwStatSlider *self = g_object_new (GW_TYPE_STAT_SLIDER, NULL);

  self->insight = g_object_ref (insight);
  g_signal_connect_object (insight, "asked", G_CALLBACK (asked_cb), self,
                           G_CONNECT_SWAPPED);
  asked_cb (self);
  return GTK_WIDGET (self);
}
