/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first page of the preferences: appearance, how the desk starts, acting. */
#define G_LOG_DOMAIN "gridward-desk"

#include "gui/preferences/general-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "gui/preferences/rows.h"

static const char *const appearances[] = { "system", "light", "dark", NULL };
static const char *const map_starts[] = { "last", "city", "own-area", NULL };

GtkWidget *
gw_general_page_new (GwSettings *settings)
{
  const char *const appearance_titles[] = { _ ("Follow the System"), _ ("Light"),
                                            _ ("Dark"), NULL };
  const char *const map_titles[] = { _ ("Where it was left"), _ ("The whole city"),
                                     _ ("My own area"), NULL };
  GtkWidget *page =
      g_object_new (ADW_TYPE_PREFERENCES_PAGE, "name", "general", "title", _ ("General"),
                    "icon-name", "preferences-system-symbolic", NULL);
  AdwPreferencesGroup *group;

  group = gw_preferences_group_new (ADW_PREFERENCES_PAGE (page), _ ("Appearance"));
  adw_preferences_group_add (group,
                             gw_choice_row_new (settings, "appearance", _ ("Colours"),
                                                appearances, appearance_titles));
  group = gw_preferences_group_new (ADW_PREFERENCES_PAGE (page), _ ("Start"));
  adw_preferences_group_add (
      group, gw_switch_row_new (settings, "restore-session", _ ("Go on where I left off"),
                                _ ("Section, filter and open case of the last time")));
  adw_preferences_group_add (group, gw_choice_row_new (settings, "map-start",
                                                       _ ("The map shows at first"),
                                                       map_starts, map_titles));
  group = gw_preferences_group_new (ADW_PREFERENCES_PAGE (page), _ ("Acting on cases"));
  adw_preferences_group_add (
      group,
      gw_number_row_new (settings, "undo-seconds", _ ("Seconds to undo an action"),
                         _ ("So long it waits before it is sent; 0 sends it at once")));
  return page;
}
