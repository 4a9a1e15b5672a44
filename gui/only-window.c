/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Windows of which an owner has one at a time: the second wish shows the first window. */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/only-window.h"

#define KIND_KEY "gw-only-window-kind"

static void
closed_cb (GtkWidget *window, GtkWidget *owner)
{
  g_object_set_data (G_OBJECT (owner), g_object_get_data (G_OBJECT (window), KIND_KEY),
                     NULL);
}

gpointer
gw_only_window_find (GtkWidget *owner, const char *kind)
{
  return g_object_get_data (G_OBJECT (owner), kind);
}

void
gw_only_window_keep (GtkWidget *owner, const char *kind, GtkWindow *window)
{
  g_object_set_data (G_OBJECT (window), KIND_KEY, (gpointer)kind);
  g_object_set_data (G_OBJECT (owner), kind, window);
  /* Not "destroy": a window that waits for an answer outlives its closing. */
  g_signal_connect_object (window, "unrealize", G_CALLBACK (closed_cb), owner, 0);
  g_signal_connect_object (owner, "unrealize", G_CALLBACK (gtk_window_destroy), window,
                           G_CONNECT_SWAPPED);
}
