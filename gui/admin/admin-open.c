/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening the administration beside the desk. */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/admin/admin-open.h"

#include "gui/only-window.h"

/* Of the widget of the desk: the window that is open. */
#define OPEN_KEY "gw-admin-window"

GwAdminWindow *
gw_admin_window_find (GtkWidget *parent)
{
  return gw_only_window_find (parent, OPEN_KEY);
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
      gtk_window_set_transient_for (GTK_WINDOW (window),
                                    GTK_WINDOW (gtk_widget_get_root (parent)));
      gw_only_window_keep (parent, OPEN_KEY, GTK_WINDOW (window));
    }
  if (page != NULL)
    gw_admin_window_show_page (window, page + (*page == '/'));
  gtk_window_present (GTK_WINDOW (window));
  return window;
}
