/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gridwardctl init: the database of a new city. */
#define G_LOG_DOMAIN "gridward-ctl"

#include "config.h"

#include "backend/ctl/command.h"
#include "backend/service/setup.h"
#include "gis/cell-code.h"

#include <glib/gi18n.h>
#include <sys/stat.h>

#define DEFAULT_SCHEME "gb47678-2026"
#define DEFAULT_TIME_ZONE "Asia/Shanghai"

static gboolean
check_settings (const char *name, const char *code, const char *scheme,
                const char *time_zone, GError **error)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (time_zone);

  if (name == NULL || *name == '\0' || code == NULL || *code == '\0')
    g_set_error_literal (error, GW_CTL_ERROR, GW_CTL_ERROR_USAGE,
                         _ ("state the city: --name NAME --code CODE"));
  else if (gw_code_scheme_get (scheme) == NULL)
    g_set_error (error, GW_CTL_ERROR, GW_CTL_ERROR_USAGE,
                 _ ("%s: no such code scheme; there are gb47678-2026, gb30428-2013, local"),
                 scheme);
  else if (zone == NULL)
    g_set_error (error, GW_CTL_ERROR, GW_CTL_ERROR_USAGE,
                 _ ("%s: no such time zone; an example is Asia/Shanghai"), time_zone);
  else
    return TRUE;
  return FALSE;
}

gboolean
gw_ctl_init (GwCtl *ctl, int argc, char **argv, GError **error)
{
  g_autofree char *name = NULL;
  g_autofree char *name_en = NULL;
  g_autofree char *code = NULL;
  g_autofree char *scheme = NULL;
  g_autofree char *time_zone = NULL;
  const GOptionEntry entries[] = {
    { "name", 0, 0, G_OPTION_ARG_STRING, &name, N_ ("The city's name"), "NAME" },
    { "name-en", 0, 0, G_OPTION_ARG_STRING, &name_en, N_ ("The name in English"), "NAME" },
    { "code", 0, 0, G_OPTION_ARG_STRING, &code, N_ ("The city's area code, as 441802"),
      "CODE" },
    { "code-scheme", 0, 0, G_OPTION_ARG_STRING, &scheme,
      N_ ("gb47678-2026 (default), gb30428-2013 or local"), "SCHEME" },
    { "time-zone", 0, 0, G_OPTION_ARG_STRING, &time_zone,
      N_ ("Whose clock decides working time (default: Asia/Shanghai)"), "ZONE" },
    G_OPTION_ENTRY_NULL
  };

  if (!gw_ctl_parse (ctl, entries, 0, &argc, &argv, error))
    return FALSE;
  if (scheme == NULL)
    scheme = g_strdup (DEFAULT_SCHEME);
  if (time_zone == NULL)
    time_zone = g_strdup (DEFAULT_TIME_ZONE);
  if (!check_settings (name, code, scheme, time_zone, error))
    return FALSE;
  /* Nobody else reads what holds the hashes of passwords. */
  umask (0077);
  if (!gw_setup_create_empty (ctl->database, code, name, name_en != NULL ? name_en : name,
                              scheme, time_zone, error))
    return FALSE;
  g_print (_ ("%s: made the database of %s (%s, %s)\n"), ctl->database, name, scheme,
           time_zone);
  return TRUE;
}
