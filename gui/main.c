/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gridward: the desk. */
#define G_LOG_DOMAIN "gridward-desk"

#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "gui/application.h"
#include "gui/client/disk.h"

/* Uninstalled, the translations lie where the build put them. */
static void
bind_translations (void)
{
  const char *folder = g_getenv ("GRIDWARD_LOCALE_DIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, folder != NULL ? folder : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

int
main (int argc, char **argv)
{
  g_autoptr (GwApplication) application = NULL;
  int status;

  bind_translations ();
  g_set_application_name ("Gridward");
  application = gw_application_new ();
  status = g_application_run (G_APPLICATION (application), argc, argv);
  gw_disk_wait ();
  return status != 0 ? status : gw_application_get_exit_status (application);
}
