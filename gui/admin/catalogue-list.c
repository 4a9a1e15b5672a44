/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines of the catalogue, those that were changed marked. */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/admin/catalogue-list.h"

#include <glib/gi18n.h>

#include "gui/admin/catalogue-item.h"

static void
show_item (GwCatalogueItem *item, GtkListItem *list_item)
{
  GtkWidget *texts = gtk_list_item_get_child (list_item);
  GtkWidget *first = gtk_widget_get_first_child (texts);
  GtkWidget *second = gtk_widget_get_next_sibling (first);
  g_autofree char *title = gw_catalogue_item_dup_title (item);
  g_autofree char *subtitle = gw_catalogue_item_dup_subtitle (item);
  g_autofree char *marked =
      gw_catalogue_item_is_changed (item) ? g_strdup_printf ("● %s", title) : NULL;

  gtk_label_set_text (GTK_LABEL (first), marked != NULL ? marked : title);
  gtk_label_set_text (GTK_LABEL (second), subtitle);
  gtk_widget_set_tooltip_text (texts, gw_catalogue_item_get_fault (item, NULL));
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *list_item)
{
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);

  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *label = gtk_label_new (NULL);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_widget_add_css_class (label, i == 0 ? "case-class" : "case-second");
      gtk_box_append (GTK_BOX (texts), label);
    }
  gtk_widget_add_css_class (texts, "case-item");
  gtk_list_item_set_child (list_item, texts);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *list_item)
{
  GwCatalogueItem *item = gtk_list_item_get_item (list_item);

  g_signal_connect (item, "changed", G_CALLBACK (show_item), list_item);
  show_item (item, list_item);
}

static void
unbind_cb (GtkListItemFactory *factory, GtkListItem *list_item)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (list_item), show_item,
                                        list_item);
}

GtkWidget *
gw_catalogue_list_new (GtkSelectionModel *selection)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *list;

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  list = gtk_list_view_new (g_object_ref (selection), factory);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What the catalogue holds"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), list);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_size_request (scrolled, 340, -1);
  gtk_widget_set_hexpand (scrolled, TRUE);
  gtk_widget_set_vexpand (scrolled, TRUE);
  return scrolled;
}
