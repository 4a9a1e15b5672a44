/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening the administration beside the desk. */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/admin/admin-open.h"

/* Of the widget of the desk: the window that is open. */
#define OPEN_KEY "gw-admin-window"

static void
closed_cb (GtkWidget *parent)
{
  g_object_set_data (G_OBJECT (parent), OPEN_KEY, NULL);
}

GwAdminWindow *
gw_admin_window_find (GtkWidget *parent)
{
  return g_object_get_data (G_OBJECT (parent), OPEN_KEY);
}

GwAdminWindow *
gw_admin_window_open (GwDesk *desk, GtkWidget *parent, const char *page)
{
  GwAdminWindow *window = gw_admin_window_find (parent);

  if (!gw_admin_window_is_for (gw_desk_get_user (desk)))
    return NULL;
  if (window == NULL)
    {
      window = gw_admin_window_new (desk);
      g_object_set_data (G_OBJECT (parent), OPEN_KEY, window);
      gtk_window_set_transient_for (GTK_WINDOW (window),
                                    GTK_WINDOW (gtk_widget_get_root (parent)));
      g_signal_connect_object (window, "destroy", G_CALLBACK (closed_cb), parent,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (parent, "unrealize", G_CALLBACK (gtk_window_destroy), window,
                               G_CONNECT_SWAPPED);
    }
  if (page != NULL)
    gw_admin_window_show_page (window, page + (*page == '/'));
  gtk_window_present (GTK_WINDOW (window));
  return window;
}
