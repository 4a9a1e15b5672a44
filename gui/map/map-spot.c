/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list of the cases at one spot, where no zoom can part them. */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/map/map-view-private.h"

#include "gui/map/cluster-symbols.h"

#include <glib/gi18n.h>

#define ROW_SYMBOL_RADIUS 6.0
#define MAX_HEIGHT 320

static int
compare_members (gconstpointer a, gconstpointer b)
{
  const GwClusterPoint *one = a;
  const GwClusterPoint *other = b;

  if (one->symbol != other->symbol)
    return (int)other->symbol - (int)one->symbol;
  return strcmp (one->number, other->number);
}

static void
append_row (GtkListBox *list, const GwClusterPoint *point)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autoptr (GdkTexture) texture =
      gw_cluster_symbol_texture (point->symbol, point->group, ROW_SYMBOL_RADIUS,
                                 gtk_widget_get_scale_factor (GTK_WIDGET (list)));
  GtkWidget *image = gtk_image_new_from_paintable (GDK_PAINTABLE (texture));
  GtkWidget *label = gtk_label_new (point->number);
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_image_set_pixel_size (GTK_IMAGE (image), 20);
  gtk_widget_add_css_class (label, "numeric");
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_set_margin_top (box, 4);
  gtk_widget_set_margin_bottom (box, 4);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  point->number, -1);
  g_object_set_data_full (G_OBJECT (row), "case-number", g_strdup (point->number), g_free);
  gtk_list_box_append (list, row);
}

static void
row_activated_cb (GwMapView *self, GtkListBoxRow *row, GtkListBox *list)
{
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (list), GTK_TYPE_POPOVER);

  gw_selection_set_case_number (self->selection,
                                g_object_get_data (G_OBJECT (row), "case-number"));
  gtk_popover_popdown (GTK_POPOVER (popover));
}

/* The popover is still on the stack of its own signal. */
static gboolean
unparent_cb (gpointer user_data)
{
  gtk_widget_unparent (GTK_WIDGET (user_data));
  return G_SOURCE_REMOVE;
}

static void
closed_cb (GtkPopover *popover)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, unparent_cb, g_object_ref (popover), g_object_unref);
}

void
gw_map_view_list_spot (GwMapView *self, double x, double y, const GwClusterHit *hit)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *list = gtk_list_box_new ();

  g_array_sort (hit->members, compare_members);
  for (guint i = 0; i < hit->members->len; i++)
    append_row (GTK_LIST_BOX (list), &g_array_index (hit->members, GwClusterPoint, i));
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Cases at this spot"), -1);
  g_signal_connect_object (list, "row-activated", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), MAX_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), list);
  gtk_popover_set_child (GTK_POPOVER (popover), scrolled);
  gtk_widget_set_parent (popover, GTK_WIDGET (self));
  gtk_popover_set_pointing_to (GTK_POPOVER (popover),
                               &(GdkRectangle){ (int)x, (int)y, 1, 1 });
  g_signal_connect (popover, "closed", G_CALLBACK (closed_cb), NULL);
  gtk_popover_popup (GTK_POPOVER (popover));
}
