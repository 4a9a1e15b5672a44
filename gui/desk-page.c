/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The desk of one signed-in session: list or numbers, map, open case. */
#define G_LOG_DOMAIN "gridward-desk"

#include "gui/desk-page-private.h"

#include <glib/gi18n.h>

#include "gui/admin/admin-open.h"
#include "gui/desk-keys.h"
#include "gui/desk-live.h"
#include "gui/hotline/call-open.h"
#include "gui/model/text.h"
#include "gui/wall/wall-window.h"

G_DEFINE_FINAL_TYPE (GwDeskPage, gw_desk_page, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_READY,
  SIGNAL_SAID,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
section_changed_cb (GwDeskPage *self)
{
  if (self->desk == NULL || gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;
  gw_desk_panes_enter_section (self);
  if (gw_desk_panes_show_statistics (self))
    {
      self->came_from_statistics = FALSE;
      gw_statistics_view_show (self->statistics_view);
    }
  else if (gw_desk_panes_show_targets (self))
    gw_targets_view_show (self->targets_view);
}

gboolean
gw_desk_page_is_settled (GwDeskPage *self)
{
  gboolean tables_settled;

  g_return_val_if_fail (GW_IS_DESK_PAGE (self), FALSE);

  tables_settled = (!gw_desk_panes_show_statistics (self) ||
                    !gw_statistics_view_is_loading (self->statistics_view)) &&
                   (!gw_desk_panes_show_targets (self) ||
                    !gw_plan_is_loading (gw_targets_view_get_plan (self->targets_view)));
  return !gw_case_list_is_loading (gw_desk_get_list (self->desk)) &&
         !gw_case_points_is_loading (gw_desk_get_points (self->desk)) &&
         gw_cell_set_is_loaded (gw_desk_get_cells (self->desk)) &&
         gw_live_get_state (gw_desk_get_live (self->desk)) == GW_LIVE_ONLINE &&
         gw_map_view_is_ready (self->map_view) &&
         gw_detail_view_is_settled (self->detail_view) && tables_settled;
}

static void
check_ready (GwDeskPage *self)
{
  if (self->is_ready || self->desk == NULL || !gw_desk_page_is_settled (self))
    return;
  self->is_ready = TRUE;
  /* One can begin at once with the arrow keys, unless one already began elsewhere. */
  if (gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self))) == NULL)
    gw_desk_page_focus_list (self);
  gw_desk_session_ready (self);
  g_signal_emit (self, signals[SIGNAL_READY], 0);
}

static void
show_cell (GwDeskPage *self)
{
  const char *code = gw_selection_get_cell_code (gw_desk_get_selection (self->desk));
  GwCellSet *cells = gw_desk_get_cells (self->desk);
  const GwCellRecord *cell = gw_cell_set_get (cells, gw_cell_set_find (cells, code));
  GwCityInfo *city = gw_desk_get_city (self->desk);
  const GwAreaRecord *area;
  guint n_points;
  const GwCasePoint *points =
      gw_case_points_get (gw_desk_get_open_points (self->desk), &n_points);
  guint n_open = 0;
  g_autofree char *open = NULL;
  g_autofree char *text = NULL;

  gtk_revealer_set_reveal_child (self->cell_revealer, cell != NULL);
  if (cell == NULL)
    return;
  for (guint i = 0; i < n_points; i++)
    n_open += g_strcmp0 (points[i].cell, code) == 0;
  area = gw_city_info_find_area (city, cell->community);
  open = g_strdup_printf (ngettext ("%u open case", "%u open cases", n_open), n_open);
  text = g_strdup_printf ("%s · %s · %s", cell->code,
                          area != NULL ? gw_named_label (&area->area) : "", open);
  gtk_label_set_text (self->cell_label, text);
}

/* What had the focus is gone, with a part of a case that was loaded anew perhaps; or the
 * window has given it to a toast instead, where the desk's keys are not heard. */
static gboolean
focus_is_lost (GwDeskPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (root == NULL || focus == NULL)
    return root != NULL;
  return !gtk_widget_is_ancestor (focus, GTK_WIDGET (self)) &&
         (self->last_focus == NULL || !gtk_widget_get_mapped (self->last_focus));
}

static gboolean
give_focus (gpointer data)
{
  GwDeskPage *self = data;

  self->focus_source = 0;
  if (!focus_is_lost (self) || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return G_SOURCE_REMOVE;
  if (gw_bulk_view_is_wanted (self->bulk_view))
    gw_bulk_view_focus (self->bulk_view);
  else if (gw_detail_view_is_writing (self->detail_view) ||
           gw_desk_panes_show_tables (self))
    gw_detail_view_focus_actions (self->detail_view);
  if (focus_is_lost (self))
    gw_desk_page_focus_list (self);
  return G_SOURCE_REMOVE;
}

/* Keys must not go nowhere: without a focus none of the desk's is heard. */
static void
focus_changed_cb (GwDeskPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    g_set_weak_pointer (&self->last_focus, focus);
  if (self->is_ready && self->focus_source == 0 && focus_is_lost (self))
    self->focus_source = g_idle_add_full (G_PRIORITY_DEFAULT, give_focus, self, NULL);
}

/* The window is known, and with it how much room there is to share. */
static void
gw_desk_page_root (GtkWidget *widget)
{
  GwDeskPage *self = GW_DESK_PAGE (widget);

  GTK_WIDGET_CLASS (gw_desk_page_parent_class)->root (widget);
  gw_desk_panes_root (self);
  section_changed_cb (self);
  g_signal_connect_object (gtk_widget_get_root (widget), "notify::focus-widget",
                           G_CALLBACK (focus_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
gw_desk_page_dispose (GObject *object)
{
  GwDeskPage *self = GW_DESK_PAGE (object);
  GtkWidget *child;

  if (self->outer_paned != NULL)
    g_signal_handlers_disconnect_by_data (self->outer_paned, self);
  if (self->left_stack != NULL)
    g_signal_handlers_disconnect_by_data (self->left_stack, self);
  g_clear_handle_id (&self->focus_source, g_source_remove);
  g_clear_weak_pointer (&self->last_focus);
  g_clear_pointer (&self->acting, gw_desk_acting_free);
  g_clear_pointer (&self->map_memory, gw_map_memory_free);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->desk);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (gw_desk_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, GwDeskPage, city_label);
  gtk_widget_class_bind_template_child (widget_class, GwDeskPage, demo_label);
  gtk_widget_class_bind_template_child (widget_class, GwDeskPage, user_button);
  gtk_widget_class_bind_template_child (widget_class, GwDeskPage, call_button);
  gtk_widget_class_bind_template_child (widget_class, GwDeskPage, connection_button);
  gtk_widget_class_bind_template_child (widget_class, GwDeskPage, kept_button);
  gtk_widget_class_bind_template_child (widget_class, GwDeskPage, notices_button);
  gtk_widget_class_bind_template_child (widget_class, GwDeskPage, outer_paned);
  gtk_widget_class_bind_template_child (widget_class, GwDeskPage, left_stack);
  gtk_widget_class_bind_template_child (widget_class, GwDeskPage, list_view);
  gtk_widget_class_bind_template_child (widget_class, GwDeskPage, statistics_view);
  gtk_widget_class_bind_template_child (widget_class, GwDeskPage, targets_view);
  gtk_widget_class_bind_template_child (widget_class, GwDeskPage, map_view);
  gtk_widget_class_bind_template_child (widget_class, GwDeskPage, cell_revealer);
  gtk_widget_class_bind_template_child (widget_class, GwDeskPage, cell_label);
  gtk_widget_class_bind_template_child (widget_class, GwDeskPage, case_stack);
  gtk_widget_class_bind_template_child (widget_class, GwDeskPage, detail_view);
  gtk_widget_class_bind_template_child (widget_class, GwDeskPage, bulk_view);
}

static void
gw_desk_page_class_init (GwDeskPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_desk_page_dispose;
  widget_class->root = gw_desk_page_root;
  signals[SIGNAL_READY] = g_signal_new ("ready", GW_TYPE_DESK_PAGE, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_SAID] = g_signal_new ("said", GW_TYPE_DESK_PAGE, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (GW_TYPE_BULK_VIEW);
  g_type_ensure (GW_TYPE_CASE_LIST_VIEW);
  g_type_ensure (GW_TYPE_CONNECTION_BUTTON);
  g_type_ensure (GW_TYPE_DETAIL_VIEW);
  g_type_ensure (GW_TYPE_KEPT_BUTTON);
  g_type_ensure (GW_TYPE_MAP_VIEW);
  g_type_ensure (GW_TYPE_NOTICES_BUTTON);
  g_type_ensure (GW_TYPE_STATISTICS_VIEW);
  g_type_ensure (GW_TYPE_TARGETS_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gridward/Desk/desk-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, section_changed_cb);
  gw_desk_actions_install (widget_class);
  gw_desk_keys_install (widget_class);
}

static void
gw_desk_page_init (GwDeskPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gw_desk_keys_capture (GTK_WIDGET (self));
}

static void
show_who_and_where (GwDeskPage *self)
{
  const GwCityRecord *city = gw_city_info_get_record (gw_desk_get_city (self->desk));
  const GwUser *user = gw_desk_get_user (self->desk);
  const char *name = user->name != NULL && user->name[0] != '\0' ? user->name : user->login;
  const char *role =
      user->roles != NULL && user->roles[0] != NULL ? gw_text_role (user->roles[0]) : NULL;
  g_autofree char *text =
      role != NULL ? g_strdup_printf ("%s · %s", name, role) : g_strdup (name);

  gtk_label_set_text (self->city_label, gw_named_label (&city->name));
  gtk_widget_set_visible (self->demo_label, city->synthetic);
  gtk_menu_button_set_label (self->user_button, text);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "desk.new-call",
                                 gw_call_window_is_for (user));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "desk.administration",
                                 gw_admin_window_is_for (user));
  gtk_widget_set_visible (self->call_button, gw_call_window_is_for (user));
}

static void
connect_models (GwDeskPage *self)
{
  GwDesk *desk = self->desk;

  gw_map_view_set_desk (self->map_view, desk, gw_desk_get_points (desk));
  gw_map_view_set_selection (self->map_view, gw_desk_get_selection (desk));
  gw_map_view_set_inspectors (self->map_view, gw_desk_get_inspectors (desk));
  gw_map_view_set_own_area (self->map_view, gw_desk_get_user (desk)->area.code);
  gw_desk_map_connect (self);
  g_object_bind_property (self->map_view, "measure", gw_desk_get_values (desk), "measure",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  gw_desk_map_show_section (self);
  gw_desk_session_go_back (self);
}

static void
watch (GwDeskPage *self)
{
  GwDesk *desk = self->desk;

  g_signal_connect_object (gw_statistics_view_get_insight (self->statistics_view),
                           "notify::loading", G_CALLBACK (check_ready), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gw_targets_view_get_plan (self->targets_view), "changed",
                           G_CALLBACK (check_ready), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gw_desk_get_selection (desk), "notify::cell-code",
                           G_CALLBACK (show_cell), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gw_desk_get_open_points (desk), "changed",
                           G_CALLBACK (show_cell), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gw_desk_get_list (desk), "refreshed", G_CALLBACK (check_ready),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gw_desk_get_points (desk), "changed", G_CALLBACK (check_ready),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gw_desk_get_cells (desk), "loaded", G_CALLBACK (check_ready),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gw_desk_get_live (desk), "notify::state",
                           G_CALLBACK (check_ready), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->map_view, "notify::ready", G_CALLBACK (check_ready), self,
                           G_CONNECT_SWAPPED);
}

/* The case in the desk; Alt+Left goes back to the figures. */
static void
counted_opened_cb (GwDeskPage *self, const char *number)
{
  adw_view_stack_set_visible_child_name (self->left_stack, "cases");
  self->came_from_statistics = TRUE;
  gw_desk_page_open_case (self, number);
}

static void
placed_cb (GwDeskPage *self, double lon, double lat)
{
  gw_map_view_show_place (self->map_view, (GwLonLat){ lon, lat });
}

static void
acted_cb (GwDeskPage *self, const char *text)
{
  g_signal_emit (self, signals[SIGNAL_SAID], 0, text);
  gw_desk_page_focus_list (self);
}

GtkWidget *
gw_desk_page_new (GwDesk *desk, GwSettings *settings)
{
  GwDeskPage *self = g_object_new (GW_TYPE_DESK_PAGE, NULL);

  self->desk = g_object_ref (desk);
  self->settings = g_object_ref (settings);
  self->map_memory = gw_map_memory_new (self->map_view, settings);
  show_who_and_where (self);
  gw_connection_button_set_desk (self->connection_button, desk);
  gw_kept_button_set_desk (self->kept_button, desk);
  gw_notices_button_set_desk (self->notices_button, desk);
  gw_case_list_view_set_desk (self->list_view, desk, settings);
  gw_statistics_view_set_desk (self->statistics_view, desk);
  gw_targets_view_set_desk (self->targets_view, desk);
  gw_detail_view_set_desk (self->detail_view, desk);
  self->acting = gw_desk_acting_new (self, settings);
  connect_models (self);
  watch (self);
  gw_desk_session_begin (self);
  gw_desk_live_attach (GTK_WIDGET (self), desk, settings);
  g_signal_connect_swapped (self->statistics_view, "opened", G_CALLBACK (counted_opened_cb),
                            self);
  g_signal_connect_swapped (self->statistics_view, "placed", G_CALLBACK (placed_cb), self);
  g_signal_connect_swapped (self->detail_view, "acted", G_CALLBACK (acted_cb), self);
  g_signal_connect_swapped (self->outer_paned, "notify::position",
                            G_CALLBACK (gw_desk_panes_moved_cb), self);
  return GTK_WIDGET (self);
}

void
gw_desk_page_show_section (GwDeskPage *self, const char *section)
{
  g_return_if_fail (GW_IS_DESK_PAGE (self));

  if (g_str_has_prefix (section, "administration"))
    gw_admin_window_open (self->desk, GTK_WIDGET (self), strchr (section, '/'));
  else if (g_str_equal (section, "wall"))
    gw_wall_open (self->desk, GTK_WIDGET (self));
  else
    adw_view_stack_set_visible_child_name (self->left_stack, section);
}

void
gw_desk_page_focus_list (GwDeskPage *self)
{
  g_return_if_fail (GW_IS_DESK_PAGE (self));

  if (!gw_desk_panes_show_tables (self))
    gw_case_list_view_focus_list (self->list_view);
}

void
gw_desk_page_step (GwDeskPage *self, int steps)
{
  g_return_if_fail (GW_IS_DESK_PAGE (self));

  gw_case_list_view_step (self->list_view, steps);
}

void
gw_desk_page_open_case (GwDeskPage *self, const char *number)
{
  g_return_if_fail (GW_IS_DESK_PAGE (self));

  gw_selection_set_case_number (gw_desk_get_selection (self->desk), number);
  gw_selection_reveal (gw_desk_get_selection (self->desk));
}

GtkWidget *
gw_desk_page_get_detail_view (GwDeskPage *self)
{
  g_return_val_if_fail (GW_IS_DESK_PAGE (self), NULL);

  return GTK_WIDGET (self->detail_view);
}
