/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What somebody may choose about the desk, page by page. */
#define G_LOG_DOMAIN "gridward-desk"

#include "gui/preferences/preferences-window.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "gui/notify/notify-page.h"
#include "gui/only-window.h"
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
add_close_keys (GtkWidget *window)
{
  static const char *const triggers[] = { "Escape", "<Control>w" };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  for (guint i = 0; i < G_N_ELEMENTS (triggers); i++)
    gtk_shortcut_controller_add_shortcut (
        GTK_SHORTCUT_CONTROLLER (controller),
        gtk_shortcut_new (gtk_shortcut_trigger_parse_string (triggers[i]),
                          gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (window, controller);
}

static GtkWidget *
make_title (AdwViewStack *stack)
{
  GtkWidget *switcher;

  if (G_N_ELEMENTS (pages) == 1)
    return adw_window_title_new (_ ("Preferences"), NULL);
  switcher = adw_view_switcher_new ();
  adw_view_switcher_set_stack (ADW_VIEW_SWITCHER (switcher), stack);
  adw_view_switcher_set_policy (ADW_VIEW_SWITCHER (switcher),
                                ADW_VIEW_SWITCHER_POLICY_WIDE);
  return switcher;
}

/* Not an AdwPreferencesWindow: the one of libadwaita 1.2 never frees the groups of its pages. */
static GtkWidget *
make_window (GtkWindow *parent, GwSettings *settings)
{
  GtkWidget *stack = adw_view_stack_new ();
  GtkWidget *bar = adw_header_bar_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *window =
      g_object_new (ADW_TYPE_WINDOW, "title", _ ("Preferences"), "transient-for", parent,
                    "modal", TRUE, "destroy-with-parent", TRUE, "default-width", WIDTH,
                    "default-height", HEIGHT, "content", box, NULL);

  gtk_widget_add_css_class (window, "preferences");
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (pages[i](settings));

      adw_view_stack_add_titled_with_icon (
          ADW_VIEW_STACK (stack), GTK_WIDGET (page), adw_preferences_page_get_name (page),
          adw_preferences_page_get_title (page), adw_preferences_page_get_icon_name (page));
    }
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (bar),
                                   make_title (ADW_VIEW_STACK (stack)));
  gtk_widget_set_vexpand (stack, TRUE);
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), stack);
  add_close_keys (window);
  return window;
}

void
gw_preferences_window_open (GtkWindow *parent, GwSettings *settings)
{
  GtkWidget *window;

  g_return_if_fail (GTK_IS_WINDOW (parent));

  window = gw_only_window_find (GTK_WIDGET (parent), WINDOW_KEY);
  if (window == NULL)
    {
      window = make_window (parent, settings);
      gw_only_window_keep (GTK_WIDGET (parent), WINDOW_KEY, GTK_WINDOW (window));
    }
  gtk_window_present (GTK_WINDOW (window));
}
