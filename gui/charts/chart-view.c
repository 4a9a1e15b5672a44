/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A chart under its title, which can be read as a table, too. */
#define G_LOG_DOMAIN "gridward-charts"

#include "gui/charts/chart-view.h"

#include <glib/gi18n.h>

#include "gui/charts/chart-area.h"

struct _GwChartView
{
  GtkWidget parent_instance;

  GwChart *chart;
  GtkWidget *box;
  GtkLabel *title;
  GtkLabel *legend;
  GtkToggleButton *as_table;
  GtkStack *stack;
  GtkLabel *empty;
  GwChartArea *area;
  GtkListBox *table;
};

G_DEFINE_FINAL_TYPE (GwChartView, gw_chart_view, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CHOSEN,
  SIGNAL_ENTERED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
chosen_cb (GwChartView *self, const char *key)
{
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, key);
}

static void
entered_cb (GwChartView *self, const char *key)
{
  g_signal_emit (self, signals[SIGNAL_ENTERED], 0, key);
}

static void
row_activated_cb (GwChartView *self, GtkListBoxRow *row)
{
  guint i = (guint)gtk_list_box_row_get_index (row);
  g_autofree char *key = NULL;

  if (self->chart == NULL || i >= self->chart->marks->len)
    return;
  key = g_strdup (gw_chart_get (self->chart, i)->key);
  g_signal_emit (self, signals[SIGNAL_ENTERED], 0, key);
}

static void
empty_table (GwChartView *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->table))) != NULL)
    gtk_list_box_remove (self->table, row);
}

static void
add_row (GwChartView *self, const char *text, gboolean activatable)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_set_margin_top (label, 2);
  gtk_widget_set_margin_bottom (label, 2);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), activatable);
  gtk_list_box_append (self->table, row);
}

/* The rows have room for all marks; what the chart does not have is said by the last one. */
static void
fill_table (GwChartView *self)
{
  g_autofree char *left_out = NULL;

  empty_table (self);
  for (guint i = 0; i < self->chart->marks->len; i++)
    {
      const GwChartMark *mark = gw_chart_get (self->chart, i);

      add_row (self, mark->text, mark->key[0] != '\0');
    }
  left_out = gw_chart_left_out_text (self->chart, self->chart->marks->len);
  if (left_out != NULL)
    add_row (self, left_out, FALSE);
}

static void
show_page (GwChartView *self)
{
  gboolean as_table = gtk_toggle_button_get_active (self->as_table);

  gtk_widget_set_sensitive (GTK_WIDGET (self->as_table), self->chart != NULL);
  if (self->chart == NULL || !gw_chart_has_values (self->chart))
    {
      gtk_label_set_text (self->empty,
                          self->chart != NULL ? gw_chart_empty_text (self->chart) : "");
      gtk_stack_set_visible_child_name (self->stack, "empty");
      empty_table (self);
      return;
    }
  if (as_table)
    fill_table (self);
  else
    empty_table (self);
  gtk_stack_set_visible_child_name (self->stack, as_table ? "table" : "chart");
}

static GtkWidget *
make_head (GwChartView *self, const char *title)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->title = GTK_LABEL (gtk_label_new (title));
  self->legend = GTK_LABEL (gtk_label_new (NULL));
  self->as_table = GTK_TOGGLE_BUTTON (gtk_toggle_button_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "heading");
  gtk_label_set_xalign (self->title, 0);
  gtk_label_set_ellipsize (self->title, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->legend), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->legend), "dim-label");
  gtk_label_set_xalign (self->legend, 0);
  gtk_label_set_ellipsize (self->legend, PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (GTK_WIDGET (self->legend), TRUE);
  gtk_button_set_icon_name (GTK_BUTTON (self->as_table), "view-list-symbolic");
  gtk_widget_add_css_class (GTK_WIDGET (self->as_table), "flat");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->as_table), _ ("Read as a table"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->as_table),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Read as a table"), -1);
  g_signal_connect_swapped (self->as_table, "toggled", G_CALLBACK (show_page), self);
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->legend));
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->as_table));
  return head;
}

static void
make_stack (GwChartView *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->empty = GTK_LABEL (gtk_label_new (NULL));
  self->stack = GTK_STACK (gtk_stack_new ());
  self->area = GW_CHART_AREA (gw_chart_area_new ());
  self->table = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->table, GTK_SELECTION_NONE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->table));
  gtk_label_set_wrap (self->empty, TRUE);
  gtk_label_set_justify (self->empty, GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self->empty), "dim-label");
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->empty), "empty");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->area), "chart");
  gtk_stack_add_named (self->stack, scroller, "table");
  g_signal_connect_swapped (self->area, "chosen", G_CALLBACK (chosen_cb), self);
  g_signal_connect_swapped (self->area, "entered", G_CALLBACK (entered_cb), self);
  g_signal_connect_swapped (self->table, "row-activated", G_CALLBACK (row_activated_cb),
                            self);
}

static void
gw_chart_view_dispose (GObject *object)
{
  GwChartView *self = GW_CHART_VIEW (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->chart, gw_chart_unref);

  G_OBJECT_CLASS (gw_chart_view_parent_class)->dispose (object);
}

static void
gw_chart_view_class_init (GwChartViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_chart_view_dispose;
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", GW_TYPE_CHART_VIEW, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_ENTERED] =
      g_signal_new ("entered", GW_TYPE_CHART_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
gw_chart_view_init (GwChartView *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "chart-view");
}

GtkWidget *
gw_chart_view_new (const char *title)
{
  GwChartView *self = g_object_new (GW_TYPE_CHART_VIEW, NULL);

  gtk_box_append (GTK_BOX (self->box), make_head (self, title));
  make_stack (self);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->stack));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, -1);
  show_page (self);
  return GTK_WIDGET (self);
}

static void
show_legend (GwChartView *self)
{
  g_autofree char *text = NULL;

  if (self->chart != NULL && self->chart->note != NULL)
    text = g_strdup (self->chart->note);
  else if (self->chart != NULL && self->chart->kind == GW_CHART_HISTOGRAM)
    text = g_strdup (self->chart->value_name);
  else if (self->chart != NULL && self->chart->value_name != NULL)
    text = self->chart->before_name != NULL
               ? g_strdup_printf ("● %s   ┄ %s", self->chart->value_name,
                                  self->chart->before_name)
               : g_strdup_printf ("● %s", self->chart->value_name);
  gtk_label_set_text (self->legend, text != NULL ? text : "");
  /* All of it, where it has no room. */
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->legend), text);
}

void
gw_chart_view_set_chart (GwChartView *self, GwChart *chart)
{
  g_return_if_fail (GW_IS_CHART_VIEW (self));

  if (chart != NULL)
    gw_chart_ref (chart);
  g_clear_pointer (&self->chart, gw_chart_unref);
  self->chart = chart;
  if (chart != NULL)
    gtk_label_set_text (self->title, chart->title);
  gw_chart_area_set_chart (self->area, chart);
  show_legend (self);
  show_page (self);
}

GwChart *
gw_chart_view_get_chart (GwChartView *self)
{
  g_return_val_if_fail (GW_IS_CHART_VIEW (self), NULL);

  return self->chart;
}
