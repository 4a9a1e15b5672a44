/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening the command view of a desk, once. */
#define G_LOG_DOMAIN "gridward-wall"

#include "gui/only-window.h"
#include "gui/wall/wall-window.h"

/* Of the page: the window that is open. */
#define OPEN_KEY "gw-wall-window"

GwWallWindow *
gw_wall_find (GtkWidget *page)
{
  return gw_only_window_find (page, OPEN_KEY);
}

GwWallWindow *
gw_wall_open (GwDesk *desk, GtkWidget *page)
{
  GwWallWindow *wall = gw_wall_find (page);
  GtkRoot *root = gtk_widget_get_root (page);
  int width;
  int height;

  if (wall == NULL)
    {
      wall = GW_WALL_WINDOW (gw_wall_window_new (desk));
      gtk_window_set_application (GTK_WINDOW (wall),
                                  gtk_window_get_application (GTK_WINDOW (root)));
      gtk_window_get_default_size (GTK_WINDOW (root), &width, &height);
      /* What a screen without a window manager, or a picture, will be. */
      gtk_window_set_default_size (GTK_WINDOW (wall), width, height);
      gw_only_window_keep (page, OPEN_KEY, GTK_WINDOW (wall));
      gtk_window_fullscreen (GTK_WINDOW (wall));
    }
  gtk_window_present (GTK_WINDOW (wall));
  return wall;
}
