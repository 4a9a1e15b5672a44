/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A number that opens into the cases that it counts. */
#define G_LOG_DOMAIN "gridward-statistics"

#include "gui/statistics/stat-figure.h"

#include <glib/gi18n.h>

#define FIGURE "figure"

GtkWidget *
gw_stat_figure_button_new (const char *figure, const char *title, gint64 count)
{
  g_autofree char *text = g_strdup_printf ("%s %" G_GINT64_FORMAT, title, count);
  g_autofree char *tip = g_strdup_printf (_ ("List the cases counted: %s"), text);
  GtkWidget *button = gtk_button_new_with_label (text);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "figure-link");
  gtk_widget_set_tooltip_text (button, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  tip, -1);
  g_object_set_data_full (G_OBJECT (button), FIGURE, g_strdup (figure), g_free);
  return button;
}

const char *
gw_stat_figure_button_get (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (button), FIGURE);
}
