/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gridwardctl setting: what the city decides about the life of its cases. */
#define G_LOG_DOMAIN "gridward-ctl"

#include "config.h"

#include "backend/ctl/command.h"
#include "backend/service/setup.h"

#include <glib/gi18n.h>
#include <string.h>

gboolean
gw_ctl_setting_list (GwCtl *ctl, int argc, char **argv, GError **error)
{
  g_autoptr (GwService) service = NULL;
  const GwSettings *settings;
  /* Translators: the language of reasons that come in both, zh or en. */
  gboolean chinese = g_str_equal (C_ ("language of reasons", "en"), "zh");

  if (!gw_ctl_parse (ctl, NULL, 0, &argc, &argv, error))
    return FALSE;
  service = gw_ctl_open (ctl, TRUE, error);
  if (service == NULL)
    return FALSE;
  settings = gw_snapshot_settings (gw_service_get_snapshot (service));
  for (guint i = 0; i < GW_N_SETTINGS; i++)
    {
      const GwSettingInfo *info = gw_setting_info (i);
      g_autofree char *value = gw_settings_to_text (settings, i);

      /* A star where the city decided otherwise. */
      g_print ("%-28s %-20s %c %s\n", info->name, value,
               strcmp (value, info->fallback) == 0 ? ' ' : '*',
               chinese ? info->meaning_zh : info->meaning_en);
    }
  return TRUE;
}

gboolean
gw_ctl_setting_set (GwCtl *ctl, int argc, char **argv, GError **error)
{
  g_autoptr (GwService) service = NULL;

  if (!gw_ctl_parse (ctl, NULL, 2, &argc, &argv, error))
    return FALSE;
  service = gw_ctl_open (ctl, FALSE, error);
  if (service == NULL || !gw_setup_setting_set (service, argv[1], argv[2], error))
    return FALSE;
  g_print (_ ("%s is %s now\n"), argv[1], argv[2]);
  return TRUE;
}
