/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How list, map and open case share the desk's page. */
#define G_LOG_DOMAIN "gridward-desk"

#include "gui/desk-page-private.h"

/* Shares of the window that the panes take until somebody pulls them, within limits. */
#define LIST_SHARE 0.29
#define LIST_MIN 340
#define LIST_MAX 520
/* On a wide screen there is room for a table beside map and case. */
#define WIDE_WINDOW 1900
#define WIDE_SHARE 0.4
#define WIDE_MIN 660
#define WIDE_MAX 1100
/* From this width on the list is a table. */
#define TABLE_FROM 600
#define TABLE_SHARE 0.505
#define TABLE_MIN 560
/* On two screens' width there is room for charts beside the table. */
#define TABLE_MAX 1400
#define DETAIL_SHARE 0.26
#define DETAIL_MIN 320
#define DETAIL_MAX 460

gboolean
gw_desk_panes_show_statistics (GwDeskPage *self)
{
  return g_strcmp0 (adw_view_stack_get_visible_child_name (self->left_stack),
                    "statistics") == 0;
}

gboolean
gw_desk_panes_show_targets (GwDeskPage *self)
{
  return g_strcmp0 (adw_view_stack_get_visible_child_name (self->left_stack), "targets") ==
         0;
}

gboolean
gw_desk_panes_show_tables (GwDeskPage *self)
{
  return gw_desk_panes_show_statistics (self) || gw_desk_panes_show_targets (self);
}

/* Each section remembers how wide its left pane was pulled. */
static const char *
width_key (gboolean tables)
{
  return tables ? "table-width" : "list-width";
}

static int
share_of_window (GwDeskPage *self, double share, int min, int max)
{
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));
  int width = window != NULL ? gtk_widget_get_width (window) : 0;

  int height;

  if (width <= 0 && window != NULL)
    gtk_window_get_default_size (GTK_WINDOW (window), &width, &height);
  return CLAMP ((int)(width * share), min, max);
}

static int
usual_list_width (GwDeskPage *self, gboolean wide)
{
  return wide ? share_of_window (self, WIDE_SHARE, WIDE_MIN, WIDE_MAX)
              : share_of_window (self, LIST_SHARE, LIST_MIN, LIST_MAX);
}

static int
left_width (GwDeskPage *self, gboolean tables)
{
  gboolean wide = share_of_window (self, 1, 0, G_MAXINT) >= WIDE_WINDOW;
  int usual = tables ? share_of_window (self, TABLE_SHARE, TABLE_MIN, TABLE_MAX)
                     : usual_list_width (self, wide);

  return gw_settings_get_int (self->settings, width_key (tables), usual);
}

static void
show_list_form (GwDeskPage *self)
{
  if (!gw_desk_panes_show_tables (self))
    gw_case_list_view_set_wide (self->list_view,
                                gtk_paned_get_position (self->outer_paned) >= TABLE_FROM);
}

void
gw_desk_panes_moved_cb (GwDeskPage *self)
{
  show_list_form (self);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gw_settings_set_int (self->settings, width_key (gw_desk_panes_show_tables (self)),
                         gtk_paned_get_position (self->outer_paned));
}

void
gw_desk_panes_enter_section (GwDeskPage *self)
{
  gboolean tables = gw_desk_panes_show_tables (self);

  g_signal_handlers_block_by_func (self->outer_paned, gw_desk_panes_moved_cb, self);
  gtk_widget_set_visible (GTK_WIDGET (self->case_stack), !tables);
  gw_desk_map_show_section (self);
  gtk_paned_set_position (self->outer_paned, left_width (self, tables));
  show_list_form (self);
  g_signal_handlers_unblock_by_func (self->outer_paned, gw_desk_panes_moved_cb, self);
}

void
gw_desk_panes_root (GwDeskPage *self)
{
  gtk_widget_set_size_request (GTK_WIDGET (self->case_stack),
                               share_of_window (self, DETAIL_SHARE, DETAIL_MIN, DETAIL_MAX),
                               -1);
}

void
gw_desk_panes_toggle_table (GwDeskPage *self)
{
  gboolean is_wide = gtk_paned_get_position (self->outer_paned) >= TABLE_FROM;

  gtk_paned_set_position (self->outer_paned, usual_list_width (self, !is_wide));
}
