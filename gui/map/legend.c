/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the colours of the cells and the symbols of the cases mean. */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/map/legend.h"

#include "gui/client/class-group.h"
#include "gui/map/cluster-symbols.h"
#include "gui/map/heat-tiles.h"

#include <glib/gi18n.h>

#define SWATCH_WIDTH 26
#define SWATCH_HEIGHT 14
#define LAMP_RADIUS 5.5
#define MARK_RADIUS 8

struct _GwLegend
{
  GtkWidget parent_instance;

  GwCellValues *values;
  gboolean dark;

  GtkWidget *content;
  GtkWidget *measure_box;
  GtkDropDown *measure_choice;
  GtkLabel *title_label;
  GtkDropDown *breaks_choice;
  GtkWidget *fold_button;
  GtkLabel *period_label;
  GtkGrid *class_grid;
  GtkFlowBox *lamp_box;
  GtkFlowBox *mark_box;
  GtkWidget *heat_box;
  GtkDrawingArea *heat_area;
};

G_DEFINE_FINAL_TYPE (GwLegend, gw_legend, GTK_TYPE_WIDGET)

double
gw_map_cell_opacity (gboolean dark)
{
  return dark ? 0.62 : 0.66;
}

static void
draw_swatch (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  guint32 rgb = GPOINTER_TO_UINT (user_data);

  cairo_set_source_rgb (cr, (rgb >> 16 & 0xff) / 255.0, (rgb >> 8 & 0xff) / 255.0,
                        (rgb & 0xff) / 255.0);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_fill_preserve (cr);
  cairo_set_source_rgba (cr, 0, 0, 0, 0.25);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
}

static GtkWidget *
swatch_new (guint32 rgb)
{
  GtkWidget *area = gtk_drawing_area_new ();

  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (area), SWATCH_WIDTH);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area), SWATCH_HEIGHT);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_swatch,
                                  GUINT_TO_POINTER (rgb), NULL);
  gtk_widget_set_valign (area, GTK_ALIGN_CENTER);
  return area;
}

/* The colour as it looks over land, so that legend and map can be compared by eye. */
static guint32
over_land (guint32 rgb, gboolean dark)
{
  const guint land = dark ? 0x28 : 0xf2;
  double opacity = gw_map_cell_opacity (dark);
  guint32 result = 0;

  for (int shift = 16; shift >= 0; shift -= 8)
    {
      double mixed = (rgb >> shift & 0xff) * opacity + land * (1 - opacity);

      result |= (guint32)CLAMP (mixed, 0, 255) << shift;
    }
  return result;
}

static void
attach_class (GwLegend *self, guint value_class, int row)
{
  g_autofree char *range = gw_cell_values_dup_class_label (self->values, value_class);
  guint count = gw_cell_values_get_class_count (self->values, value_class);
  g_autofree char *cells = g_strdup_printf (ngettext ("%u cell", "%u cells", count), count);
  guint32 rgb = gw_cell_values_get_class_colour (self->values, value_class, self->dark);
  GtkWidget *range_label = gtk_label_new (range);
  GtkWidget *count_label = gtk_label_new (cells);

  gtk_label_set_xalign (GTK_LABEL (range_label), 0);
  gtk_widget_set_hexpand (range_label, TRUE);
  gtk_widget_add_css_class (range_label, "caption");
  gtk_widget_add_css_class (range_label, "numeric");
  gtk_label_set_xalign (GTK_LABEL (count_label), 1);
  gtk_widget_add_css_class (count_label, "caption");
  gtk_widget_add_css_class (count_label, "numeric");
  gtk_widget_add_css_class (count_label, "dim-label");
  gtk_grid_attach (self->class_grid, swatch_new (over_land (rgb, self->dark)), 0, row, 1,
                   1);
  gtk_grid_attach (self->class_grid, range_label, 1, row, 1, 1);
  gtk_grid_attach (self->class_grid, count_label, 2, row, 1, 1);
}

/* What is chosen elsewhere has its title here instead of a choice. */
static void
refresh_title (GwLegend *self)
{
  GwMeasure measure = gw_cell_values_get_measure (self->values);
  gboolean is_choice = measure < GW_MEASURE_N_CHOICES;

  gtk_widget_set_visible (GTK_WIDGET (self->measure_choice), is_choice);
  gtk_widget_set_visible (GTK_WIDGET (self->title_label), !is_choice);
  gtk_widget_set_visible (GTK_WIDGET (self->breaks_choice),
                          !gw_measure_is_change (measure));
  gtk_label_set_text (self->title_label, gw_cell_values_get_title (self->values));
  if (is_choice)
    gtk_drop_down_set_selected (self->measure_choice, measure);
}

static void
refresh_classes (GwLegend *self)
{
  GtkWidget *child;
  guint n_classes;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->class_grid))) != NULL)
    gtk_grid_remove (self->class_grid, child);
  gtk_widget_set_visible (self->measure_box, self->values != NULL);
  if (self->values == NULL)
    return;

  refresh_title (self);
  gtk_drop_down_set_selected (self->breaks_choice,
                              gw_cell_values_get_breaks (self->values));
  gtk_label_set_label (self->period_label, gw_cell_values_get_period (self->values));
  gtk_widget_set_visible (GTK_WIDGET (self->period_label),
                          *gw_cell_values_get_period (self->values) != '\0');
  n_classes = gw_cell_values_get_n_classes (self->values);
  /* The highest on top, as one reads a scale. */
  for (guint i = 0; i < n_classes; i++)
    attach_class (self, n_classes - 1 - i, (int)i);
  if (n_classes == 0)
    {
      GtkWidget *label = gtk_label_new (_ ("No cell has a value"));

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_widget_add_css_class (label, "caption");
      gtk_grid_attach (self->class_grid, label, 0, 0, 3, 1);
    }
}

static void
append_symbol (GtkFlowBox *symbols, GwSymbol symbol, guint group, const char *text)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autoptr (GdkTexture) texture =
      gw_cluster_symbol_texture (symbol, group, group != 0 ? MARK_RADIUS : LAMP_RADIUS,
                                 gtk_widget_get_scale_factor (box));
  GtkWidget *image = gtk_image_new_from_paintable (GDK_PAINTABLE (texture));
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *child;

  gtk_image_set_pixel_size (GTK_IMAGE (image), group != 0 ? 22 : 18);
  gtk_widget_add_css_class (label, "caption");
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), label);
  gtk_flow_box_insert (symbols, box, -1);
  child = gtk_widget_get_parent (box);
  gtk_widget_set_focusable (child, FALSE);
}

/* From few to most cases, over land as the map has it. */
static void
draw_heat (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  gboolean dark = GW_LEGEND (user_data)->dark;
  double land = dark ? 0x28 / 255.0 : 0xf2 / 255.0;

  cairo_set_source_rgb (cr, land, land, land);
  cairo_paint (cr);
  for (int x = 0; x < width; x++)
    {
      guint32 argb = gw_heat_colour ((double)x / MAX (width - 1, 1), dark);
      double alpha = (argb >> 24) / 255.0;

      if (alpha <= 0)
        continue;
      cairo_set_source_rgba (cr, (argb >> 16 & 0xff) / 255.0 / alpha,
                             (argb >> 8 & 0xff) / 255.0 / alpha,
                             (argb & 0xff) / 255.0 / alpha, alpha);
      cairo_rectangle (cr, x, 0, 1, height);
      cairo_fill (cr);
    }
}

static void
measure_chosen_cb (GwLegend *self)
{
  guint measure = gtk_drop_down_get_selected (self->measure_choice);

  if (self->values != NULL && measure < GW_MEASURE_N_CHOICES &&
      gw_cell_values_get_measure (self->values) < GW_MEASURE_N_CHOICES)
    gw_cell_values_set_measure (self->values, measure);
}

static void
breaks_chosen_cb (GwLegend *self)
{
  guint breaks = gtk_drop_down_get_selected (self->breaks_choice);

  if (self->values != NULL && breaks < GW_BREAKS_N)
    gw_cell_values_set_breaks (self->values, breaks);
}

static void
gw_legend_dispose (GObject *object)
{
  GwLegend *self = GW_LEGEND (object);

  if (self->values != NULL)
    g_signal_handlers_disconnect_by_data (self->values, self);
  g_clear_object (&self->values);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  G_OBJECT_CLASS (gw_legend_parent_class)->dispose (object);
}

static void
gw_legend_class_init (GwLegendClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_legend_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/gridward/map/legend.ui");
  gtk_widget_class_bind_template_child (widget_class, GwLegend, content);
  gtk_widget_class_bind_template_child (widget_class, GwLegend, measure_box);
  gtk_widget_class_bind_template_child (widget_class, GwLegend, measure_choice);
  gtk_widget_class_bind_template_child (widget_class, GwLegend, title_label);
  gtk_widget_class_bind_template_child (widget_class, GwLegend, breaks_choice);
  gtk_widget_class_bind_template_child (widget_class, GwLegend, fold_button);
  gtk_widget_class_bind_template_child (widget_class, GwLegend, period_label);
  gtk_widget_class_bind_template_child (widget_class, GwLegend, class_grid);
  gtk_widget_class_bind_template_child (widget_class, GwLegend, lamp_box);
  gtk_widget_class_bind_template_child (widget_class, GwLegend, mark_box);
  gtk_widget_class_bind_template_child (widget_class, GwLegend, heat_box);
  gtk_widget_class_bind_template_child (widget_class, GwLegend, heat_area);
  gtk_widget_class_bind_template_callback (widget_class, measure_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, breaks_chosen_cb);
  gtk_widget_class_set_css_name (widget_class, "legend");
}

static void
gw_legend_init (GwLegend *self)
{
  g_autoptr (GtkStringList) measures = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) kinds = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drawing_area_set_draw_func (self->heat_area, draw_heat, self, NULL);
  for (guint measure = 0; measure < GW_MEASURE_N_CHOICES; measure++)
    gtk_string_list_append (measures, gw_measure_label (measure));
  gtk_drop_down_set_model (self->measure_choice, G_LIST_MODEL (measures));
  for (guint breaks = 0; breaks < GW_BREAKS_N; breaks++)
    gtk_string_list_append (kinds, gw_breaks_label (breaks));
  gtk_drop_down_set_model (self->breaks_choice, G_LIST_MODEL (kinds));

  append_symbol (self->lamp_box, GW_SYMBOL_RED, 0, gw_lamp_label (GW_LAMP_RED));
  append_symbol (self->lamp_box, GW_SYMBOL_YELLOW, 0, gw_lamp_label (GW_LAMP_YELLOW));
  append_symbol (self->lamp_box, GW_SYMBOL_GREEN, 0, gw_lamp_label (GW_LAMP_GREEN));
  append_symbol (self->lamp_box, GW_SYMBOL_NONE, 0, gw_lamp_label (GW_LAMP_NONE));
  for (guint group = 1; group < GW_N_CLASS_GROUPS; group++)
    append_symbol (self->mark_box, GW_SYMBOL_GREEN, group, gw_class_group_label (group));
  refresh_classes (self);
}

void
gw_legend_set_values (GwLegend *self, GwCellValues *values)
{
  g_return_if_fail (GW_IS_LEGEND (self));
  if (self->values == values)
    return;
  if (self->values != NULL)
    g_signal_handlers_disconnect_by_data (self->values, self);
  g_set_object (&self->values, values);
  if (values != NULL)
    g_signal_connect_swapped (values, "changed", G_CALLBACK (refresh_classes), self);
  refresh_classes (self);
}

void
gw_legend_set_lamps_visible (GwLegend *self, gboolean visible)
{
  g_return_if_fail (GW_IS_LEGEND (self));

  gtk_widget_set_visible (GTK_WIDGET (self->lamp_box), visible);
}

void
gw_legend_set_heat_visible (GwLegend *self, gboolean visible)
{
  g_return_if_fail (GW_IS_LEGEND (self));

  gtk_widget_set_visible (self->heat_box, visible);
}

void
gw_legend_set_dark (GwLegend *self, gboolean dark)
{
  g_return_if_fail (GW_IS_LEGEND (self));
  if (self->dark == dark)
    return;
  self->dark = dark;
  gtk_widget_queue_draw (GTK_WIDGET (self->heat_area));
  refresh_classes (self);
}
