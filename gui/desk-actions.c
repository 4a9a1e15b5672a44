/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The actions of the desk's page: what its keys, buttons and menus do. */
#define G_LOG_DOMAIN "gridward-desk"

#include "gui/admin/admin-open.h"
#include "gui/desk-page-private.h"
#include "gui/detail/detail-print.h"
#include "gui/hotline/call-open.h"

static void
cell_cases_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GwDeskPage *self = GW_DESK_PAGE (widget);

  gw_filter_bar_set_cell (gw_case_list_view_get_filter_bar (self->list_view),
                          gw_selection_get_cell_code (gw_desk_get_selection (self->desk)));
  gw_desk_page_show_section (self, "cases");
}

static void
deselect_cell_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gw_selection_set_cell_code (gw_desk_get_selection (GW_DESK_PAGE (widget)->desk), NULL);
}

static void
step_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gw_desk_page_step (GW_DESK_PAGE (widget), g_variant_get_int32 (parameter));
}

static void
search_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GwDeskPage *self = GW_DESK_PAGE (widget);

  gw_desk_page_show_section (self, "cases");
  gw_filter_bar_focus_search (gw_case_list_view_get_filter_bar (self->list_view));
}

static void
section_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gw_desk_page_show_section (GW_DESK_PAGE (widget), g_variant_get_string (parameter, NULL));
}

static void
stage_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GwDeskPage *self = GW_DESK_PAGE (widget);

  gw_desk_page_show_section (self, "cases");
  gw_filter_bar_choose_stage (gw_case_list_view_get_filter_bar (self->list_view),
                              (guint)g_variant_get_int32 (parameter));
}

static void
table_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GwDeskPage *self = GW_DESK_PAGE (widget);

  gw_desk_page_show_section (self, "cases");
  gw_desk_panes_toggle_table (self);
}

static void
top_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GwDeskPage *self = GW_DESK_PAGE (widget);

  gw_desk_page_show_section (self, "cases");
  gw_case_list_view_show_waiting (self->list_view);
}

static void
act_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GwDeskPage *self = GW_DESK_PAGE (widget);
  int number = g_variant_get_int32 (parameter);

  if (gw_bulk_view_is_wanted (self->bulk_view))
    gw_bulk_view_act (self->bulk_view, number);
  else if (number < 0)
    gw_detail_view_open_menu (self->detail_view);
  else
    gw_detail_view_open_action (self->detail_view, (guint)number);
}

static void
focus_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GwDeskPage *self = GW_DESK_PAGE (widget);

  if (g_str_equal (name, "desk.focus-list"))
    gw_desk_page_focus_list (self);
  else if (g_str_equal (name, "desk.focus-map"))
    gtk_widget_child_focus (GTK_WIDGET (self->map_view), GTK_DIR_TAB_FORWARD);
  else if (g_str_equal (name, "desk.find-place"))
    gw_map_view_focus_search (self->map_view);
  else if (gw_bulk_view_is_wanted (self->bulk_view))
    gw_bulk_view_focus (self->bulk_view);
  else
    gw_detail_view_focus_actions (self->detail_view);
}

/* The same key gives it up again. */
static void
draw_area_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GwMapView *map_view = GW_DESK_PAGE (widget)->map_view;
  gboolean drawing = FALSE;

  g_object_get (map_view, "drawing", &drawing, NULL);
  g_object_set (map_view, "drawing", !drawing, NULL);
}

static void
select_all_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GwDeskPage *self = GW_DESK_PAGE (widget);

  if (!gw_desk_panes_show_tables (self))
    gw_desk_acting_select_all (self->acting);
}

static void
undo_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gw_desk_acting_undo (GW_DESK_PAGE (widget)->acting);
}

static void
new_call_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GwDeskPage *self = GW_DESK_PAGE (widget);

  gw_call_window_open (self->desk, self->map_view, widget, NULL);
}

static void
go_on_call_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GwDeskPage *self = GW_DESK_PAGE (widget);

  gw_call_window_open (self->desk, self->map_view, widget,
                       g_variant_get_string (parameter, NULL));
}

static void
kept_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gw_kept_button_open (GW_DESK_PAGE (widget)->kept_button);
}

static void
administration_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gw_admin_window_open (GW_DESK_PAGE (widget)->desk, widget, NULL);
}

static void
reload_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GwDeskPage *self = GW_DESK_PAGE (widget);

  gw_live_retry (gw_desk_get_live (self->desk));
  gw_case_list_reload (gw_desk_get_list (self->desk));
  gw_case_points_reload (gw_desk_get_points (self->desk));
  gw_case_points_reload (gw_desk_get_open_points (self->desk));
  gw_statistics_reload (gw_desk_get_statistics (self->desk));
  if (gw_desk_panes_show_statistics (self))
    gw_insight_reload (gw_statistics_view_get_insight (self->statistics_view));
  if (gw_desk_panes_show_targets (self))
    gw_plan_reload (gw_targets_view_get_plan (self->targets_view));
}

/* From a counted case to the figures, and there to what was looked at before. */
static void
back_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GwDeskPage *self = GW_DESK_PAGE (widget);

  if (gw_desk_panes_show_statistics (self))
    gw_statistics_view_back (self->statistics_view);
  else if (self->came_from_statistics)
    gw_desk_page_show_section (self, "statistics");
}

static void
print_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GwDeskPage *self = GW_DESK_PAGE (widget);

  if (g_str_equal (name, "desk.print"))
    gw_detail_print (self->detail_view);
  else
    gw_detail_save_pdf (self->detail_view);
}

void
gw_desk_actions_install (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char *name;
    const char *parameter;
    GtkWidgetActionActivateFunc activate;
  } actions[] = {
    { "desk.cell-cases", NULL, cell_cases_cb },
    { "desk.deselect-cell", NULL, deselect_cell_cb },
    { "desk.step", "i", step_cb },
    { "desk.search", NULL, search_cb },
    { "desk.section", "s", section_cb },
    { "desk.stage", "i", stage_cb },
    { "desk.table", NULL, table_cb },
    { "desk.top", NULL, top_cb },
    { "desk.act", "i", act_cb },
    { "desk.focus-list", NULL, focus_cb },
    { "desk.focus-map", NULL, focus_cb },
    { "desk.focus-actions", NULL, focus_cb },
    { "desk.find-place", NULL, focus_cb },
    { "desk.draw-area", NULL, draw_area_cb },
    { "desk.reload", NULL, reload_cb },
    { "desk.undo", NULL, undo_cb },
    { "desk.select-all", NULL, select_all_cb },
    { "desk.new-call", NULL, new_call_cb },
    { "desk.go-on-call", "s", go_on_call_cb },
    { "desk.kept", NULL, kept_cb },
    { "desk.print", NULL, print_cb },
    { "desk.save-pdf", NULL, print_cb },
    { "desk.administration", NULL, administration_cb },
    { "desk.back", NULL, back_cb },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].parameter,
                                     actions[i].activate);
}
