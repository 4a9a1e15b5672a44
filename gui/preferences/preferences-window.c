/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What somebody may choose about the desk, page by page. */
#define G_LOG_DOMAIN "gridward-desk"

#include "gui/preferences/preferences-window.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "gui/notify/notify-page.h"
#include "gui/preferences/general-page.h"

#define WINDOW_KEY "preferences-window"
#define WIDTH 560
#define HEIGHT 600

/* Each makes one AdwPreferencesPage, whose widgets are bound to the settings. */
static GtkWidget *(*const pages[]) (GwSettings *settings) = {
  gw_general_page_new,
  gw_notify_page_new,
};

static void
closed_cb (GtkWindow *parent)
{
  g_object_set_data (G_OBJECT (parent), WINDOW_KEY, NULL);
}

static GtkWidget *
make_window (GtkWindow *parent, GwSettings *settings)
{
  GtkWidget *window =
      g_object_new (ADW_TYPE_PREFERENCES_WINDOW, "title", _ ("Preferences"),
                    "transient-for", parent, "modal", TRUE, "destroy-with-parent", TRUE,
                    "default-width", WIDTH, "default-height", HEIGHT, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    adw_preferences_window_add (ADW_PREFERENCES_WINDOW (window),
                                ADW_PREFERENCES_PAGE (pages[i](settings)));
  return window;
}

void
gw_preferences_window_open (GtkWindow *parent, GwSettings *settings)
{
  GtkWidget *window;

  g_return_if_fail (GTK_IS_WINDOW (parent));

  window = g_object_get_data (G_OBJECT (parent), WINDOW_KEY);
  if (window == NULL)
    {
      window = make_window (parent, settings);
      g_object_set_data (G_OBJECT (parent), WINDOW_KEY, window);
      g_signal_connect_object (window, "destroy", G_CALLBACK (closed_cb), parent,
                               G_CONNECT_SWAPPED);
    }
  gtk_window_present (GTK_WINDOW (window));
}
