/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening the window of a call beside the map of the desk. */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/hotline/call-open.h"

#include <glib/gi18n.h>

#include "gui/desk-page.h"
#include "gui/only-window.h"

/* Of the page: the window that is open. */
#define OPEN_KEY "gw-call-window"

static void
placed_cb (GwMapView *map, double lon, double lat)
{
  gw_map_view_show_place (map, (GwLonLat){ lon, lat });
}

static void
picked_cb (GwCallWindow *window, double lon, double lat)
{
  gw_call_window_set_place (window, (GwLonLat){ lon, lat });
}

static void
taken_cb (GwDeskPage *page, const char *number)
{
  /* Translators: the number of a case. */
  g_autofree char *text = g_strdup_printf (_ ("The call is taken: %s"), number);

  g_signal_emit_by_name (page, "said", text);
  gw_desk_page_show_section (page, "cases");
  gw_desk_page_open_case (page, number);
}

static void
closed_cb (GwMapView *map)
{
  gw_map_view_set_picking (map, FALSE);
}

static void
connect_all (GwCallWindow *window, GwMapView *map, GtkWidget *page)
{
  g_signal_connect_object (window, "placed", G_CALLBACK (placed_cb), map,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (map, "picked", G_CALLBACK (picked_cb), window,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (window, "opened", G_CALLBACK (gw_desk_page_open_case), page,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (window, "taken", G_CALLBACK (taken_cb), page, G_CONNECT_SWAPPED);
  g_signal_connect_object (window, "unrealize", G_CALLBACK (closed_cb), map,
                           G_CONNECT_SWAPPED);
}

void
gw_call_window_open (GwDesk *desk, GwMapView *map, GtkWidget *page, const char *draft)
{
  GwCallWindow *window = gw_only_window_find (page, OPEN_KEY);

  if (window == NULL)
    {
      if (draft != NULL)
        gw_call_draft_bring_back (gw_desk_get_drafts (desk), draft);
      window = gw_call_window_new (desk);
      gtk_window_set_transient_for (GTK_WINDOW (window),
                                    GTK_WINDOW (gtk_widget_get_root (page)));
      gw_only_window_keep (page, OPEN_KEY, GTK_WINDOW (window));
      connect_all (window, map, page);
      gw_map_view_set_picking (map, TRUE);
    }
  gtk_window_present (GTK_WINDOW (window));
}
