/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the program is, who makes it, and under which licence. */
#define G_LOG_DOMAIN "gridward-desk"

#include "config.h"

#include "gui/about.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <libsoup/soup.h>
#include <shumate/shumate.h>

#define PROJECT_PAGE "https://gridward.org"
#define ISSUES_PAGE "https://gridward.org/issues"

/* For those who help: what somebody with a fault runs. */
static char *
describe_system (void)
{
  g_autofree char *os = g_get_os_info (G_OS_INFO_KEY_PRETTY_NAME);
  const char *const *languages = g_get_language_names ();

  return g_strdup_printf (
      "Gridward %s\n%s\nGTK %u.%u.%u, libadwaita %u.%u.%u, libshumate %d.%d.%d, "
      "libsoup %u.%u.%u\n%s\n",
      GW_VERSION, os != NULL ? os : "", gtk_get_major_version (), gtk_get_minor_version (),
      gtk_get_micro_version (), adw_get_major_version (), adw_get_minor_version (),
      adw_get_micro_version (), SHUMATE_MAJOR_VERSION, SHUMATE_MINOR_VERSION,
      SHUMATE_MICRO_VERSION, soup_get_major_version (), soup_get_minor_version (),
      soup_get_micro_version (), languages[0]);
}

void
gw_about_show (GtkWindow *parent)
{
  const char *const developers[] = { _ ("The Gridward contributors"), PROJECT_PAGE, NULL };
  g_autofree char *system = describe_system ();
  GtkWidget *window = g_object_new (
      ADW_TYPE_ABOUT_WINDOW, "transient-for", parent, "application-name", _ ("Gridward"),
      "application-icon", GW_APPLICATION_ID, "version", GW_VERSION, "developer-name",
      _ ("The Gridward contributors"), "developers", developers, "copyright",
      _ ("© 2026 The Gridward contributors"), "license-type", GTK_LICENSE_GPL_3_0,
      "website", PROJECT_PAGE, "issue-url", ISSUES_PAGE, "comments",
      _ ("The desk of a city’s dispatchers: reports from the street become cases on the "
         "map of its grid, go to the department that must act, and are followed until "
         "they are closed."),
      "debug-info", system, "debug-info-filename", "gridward.txt", "translator-credits",
      /* Translators: your names, one per line. */
      _ ("translator-credits"), NULL);

  gtk_window_present (GTK_WINDOW (window));
}
