/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of the preferences about notifications and quiet hours. */
#define G_LOG_DOMAIN "gridward-desk"

#include "gui/notify/notify-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "gui/preferences/rows.h"

GtkWidget *
gw_notify_page_new (GwSettings *settings)
{
  GtkWidget *page = g_object_new (ADW_TYPE_PREFERENCES_PAGE, "name", "notifications",
                                  "title", _ ("Notifications"), "icon-name",
                                  "preferences-system-notifications-symbolic", NULL);
  AdwPreferencesGroup *group =
      gw_preferences_group_new (ADW_PREFERENCES_PAGE (page), _ ("Tell me of"));

  adw_preferences_group_add (
      group, gw_switch_row_new (settings, "notify-red", _ ("Red lamps"),
                                _ ("A case that I see has become overdue")));
  adw_preferences_group_add (
      group, gw_switch_row_new (settings, "notify-yellow", _ ("Yellow lamps"),
                                _ ("A case that I see is nearly overdue")));
  adw_preferences_group_add (group, gw_switch_row_new (settings, "notify-supervised",
                                                       _ ("Supervised cases"), NULL));
  adw_preferences_group_add (
      group,
      gw_switch_row_new (settings, "notify-cards", _ ("Cards for my department"), NULL));
  group = gw_preferences_group_new (ADW_PREFERENCES_PAGE (page), _ ("Quiet hours"));
  adw_preferences_group_add (
      group, gw_switch_row_new (settings, "quiet-hours", _ ("Keep quiet"),
                                _ ("Nothing is told in these hours, nor afterwards")));
  adw_preferences_group_add (
      group, gw_number_row_new (settings, "quiet-from", _ ("From (hour)"), NULL));
  adw_preferences_group_add (
      group, gw_number_row_new (settings, "quiet-to", _ ("Until (hour)"), NULL));
  return page;
}
