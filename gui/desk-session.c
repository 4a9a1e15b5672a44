/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where somebody left off: section, filter and open case, for the next start. */
#define G_LOG_DOMAIN "gridward-desk"

#include "gui/desk-page-private.h"

#define SECTION "section"
#define CASE "case"
#define MAP_START "map-start"
#define LAST "last"

static void
section_left_cb (GwDeskPage *self)
{
  const char *section = adw_view_stack_get_visible_child_name (self->left_stack);

  if (section != NULL)
    gw_settings_set_string (self->settings, SECTION, section);
}

static void
case_left_cb (GwDeskPage *self)
{
  const char *number = gw_selection_get_case_number (gw_desk_get_selection (self->desk));

  gw_settings_set_string (self->settings, CASE, number != NULL ? number : "");
}

void
gw_desk_session_begin (GwDeskPage *self)
{
  g_autofree char *section = gw_settings_dup_string (self->settings, SECTION, NULL);

  if (gw_settings_get_boolean (self->settings, "restore-session", TRUE))
    {
      gw_filter_bar_restore (gw_case_list_view_get_filter_bar (self->list_view));
      if (section != NULL &&
          adw_view_stack_get_child_by_name (self->left_stack, section) != NULL)
        adw_view_stack_set_visible_child_name (self->left_stack, section);
    }
  g_signal_connect_object (self->left_stack, "notify::visible-child",
                           G_CALLBACK (section_left_cb), self, G_CONNECT_SWAPPED);
}

void
gw_desk_session_go_back (GwDeskPage *self)
{
  g_autofree char *start = gw_settings_dup_string (self->settings, MAP_START, LAST);

  gw_map_memory_go_back (self->map_memory,
                         gw_city_info_get_record (gw_desk_get_city (self->desk)),
                         g_str_equal (start, LAST));
}

void
gw_desk_session_ready (GwDeskPage *self)
{
  GwSelection *selection = gw_desk_get_selection (self->desk);
  g_autofree char *number = gw_settings_dup_string (self->settings, CASE, "");
  g_autofree char *start = gw_settings_dup_string (self->settings, MAP_START, LAST);

  if (g_str_equal (start, "own-area"))
    gw_map_view_fit_own_area (self->map_view, FALSE);
  if (gw_settings_get_boolean (self->settings, "restore-session", TRUE) &&
      number[0] != '\0' && gw_selection_get_case_number (selection) == NULL)
    gw_selection_set_case_number (selection, number);
  g_signal_connect_object (selection, "notify::case-number", G_CALLBACK (case_left_cb),
                           self, G_CONNECT_SWAPPED);
}
