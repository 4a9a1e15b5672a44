/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command view. */
#define G_LOG_DOMAIN "gridward-wall"

#include "gui/wall/wall-window.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "gui/connection-button.h"
#include "gui/map/map-view.h"
#include "gui/model/board.h"
#include "gui/wall/wall-figures.h"
#include "gui/wall/wall-parts.h"
#include "gui/wall/wall-table.h"
#include "gui/wall/wall-ticker.h"

struct _GwWallWindow
{
  GtkWindow parent_instance;

  GwDesk *desk;
  GwBoard *board;
  GwWallTour *tour;
  GwWallScale *scale;
  GwWallDark *dark;
  guint second_id;
  GtkLabel *city_label;
  GtkWidget *demo_label;
  GtkLabel *error_label;
  GwConnectionButton *connection_button;
  GtkLabel *date_label;
  GtkLabel *clock_label;
  GwWallFigures *figures;
  GwMapView *map_view;
  GtkLabel *area_label;
  GtkLabel *area_numbers;
  GtkLabel *tour_label;
  GwWallTable *departments;
  GwWallTable *cells;
  GwWallTicker *ticker;
};

G_DEFINE_FINAL_TYPE (GwWallWindow, gw_wall_window, GTK_TYPE_WINDOW)

/* ---- the area that is shown ---- */

/* The open cases with cells in the area, and those of them that are late. */
static void
show_area_numbers (GwWallWindow *self)
{
  const char *code = gw_wall_tour_get_code (self->tour);
  guint n_points;
  const GwCasePoint *points =
      gw_case_points_get (gw_desk_get_open_points (self->desk), &n_points);
  guint n_open = 0, n_late = 0;
  g_autofree char *open = NULL;
  g_autofree char *late = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < n_points; i++)
    if (code == NULL || g_str_has_prefix (points[i].cell, code))
      {
        n_open++;
        n_late += points[i].lamp == GW_LAMP_RED;
      }
  open = g_strdup_printf (ngettext ("%u open case", "%u open cases", n_open), n_open);
  late = g_strdup_printf (ngettext ("%u overdue", "%u overdue", n_late), n_late);
  text = g_strdup_printf ("%s · %s", open, late);
  gtk_label_set_label (self->area_numbers, text);
}

static void
show_area (GwWallWindow *self)
{
  guint n = gw_wall_tour_get_n_stops (self->tour);
  g_autofree char *where =
      g_strdup_printf ("%u / %u", gw_wall_tour_get_position (self->tour) + 1, n);
  g_autofree char *paused = gw_wall_tour_is_paused (self->tour)
                                ? g_strdup_printf ("%s · %s", where, _ ("paused"))
                                : g_strdup (where);

  gtk_label_set_label (self->area_label, gw_wall_tour_get_name (self->tour));
  gtk_label_set_label (self->tour_label, paused);
  gtk_widget_set_visible (GTK_WIDGET (self->tour_label), n > 1);
  gw_map_view_set_own_area (self->map_view, gw_wall_tour_get_code (self->tour));
  gw_wall_bare_map (self->map_view);
  gw_map_view_fit_own_area (self->map_view, TRUE);
  show_area_numbers (self);
}

/* ---- what the server says ---- */

static void
board_changed_cb (GwWallWindow *self)
{
  const GwBoardRecord *board = gw_board_get (self->board);
  const GError *error = gw_board_get_error (self->board);

  gtk_label_set_label (self->error_label, error != NULL ? error->message : "");
  if (board == NULL)
    return;
  gw_wall_figures_show (self->figures, board);
  gw_wall_table_show_departments (self->departments, board);
  gw_wall_table_show_cells (self->cells, board);
  /* A department's person is told of no cells, which are counted for all together. */
  gtk_widget_set_visible (GTK_WIDGET (self->cells),
                          board->cells->len > 0 || board->open == 0);
}

static gboolean
second_cb (gpointer data)
{
  GwWallWindow *self = data;
  GwCityInfo *city = gw_desk_get_city (self->desk);
  g_autofree char *clock = gw_wall_dup_time (city);
  g_autofree char *date = gw_wall_dup_date (city);

  gtk_label_set_label (self->clock_label, clock);
  if (g_strcmp0 (gtk_label_get_label (self->date_label), date) != 0)
    gtk_label_set_label (self->date_label, date);
  return G_SOURCE_CONTINUE;
}

/* ---- keys ---- */

static gboolean
key_cb (GwWallWindow *self, guint key, guint code, GdkModifierType modifiers)
{
  switch (key)
    {
    case GDK_KEY_F11:
    case GDK_KEY_Escape:
      gtk_window_close (GTK_WINDOW (self));
      return TRUE;
    case GDK_KEY_space:
      gw_wall_tour_set_paused (self->tour, !gw_wall_tour_is_paused (self->tour));
      return TRUE;
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
    case GDK_KEY_Up:
      gw_wall_tour_step (self->tour, -1);
      return TRUE;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
    case GDK_KEY_Down:
      gw_wall_tour_step (self->tour, 1);
      return TRUE;
    case GDK_KEY_Home:
      gw_wall_tour_restart (self->tour);
      return TRUE;
    default:
      return FALSE;
    }
}

static void
add_keys (GwWallWindow *self)
{
  GtkEventController *controller = gtk_event_controller_key_new ();

  /* Before the map or a button take an arrow for themselves. */
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (controller, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

/* ---- the window ---- */

static void
gw_wall_window_dispose (GObject *object)
{
  GwWallWindow *self = GW_WALL_WINDOW (object);

  g_clear_handle_id (&self->second_id, g_source_remove);
  g_clear_pointer (&self->scale, gw_wall_scale_free);
  g_clear_pointer (&self->dark, gw_wall_dark_free);
  g_clear_object (&self->board);
  g_clear_object (&self->tour);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (gw_wall_window_parent_class)->dispose (object);
}

static void
gw_wall_window_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GTK_WIDGET_CLASS (gw_wall_window_parent_class)
      ->size_allocate (widget, width, height, baseline);
  gw_wall_scale_set_size (GW_WALL_WINDOW (widget)->scale, width, height);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, GwWallWindow, city_label);
  gtk_widget_class_bind_template_child (widget_class, GwWallWindow, demo_label);
  gtk_widget_class_bind_template_child (widget_class, GwWallWindow, error_label);
  gtk_widget_class_bind_template_child (widget_class, GwWallWindow, connection_button);
  gtk_widget_class_bind_template_child (widget_class, GwWallWindow, date_label);
  gtk_widget_class_bind_template_child (widget_class, GwWallWindow, clock_label);
  gtk_widget_class_bind_template_child (widget_class, GwWallWindow, figures);
  gtk_widget_class_bind_template_child (widget_class, GwWallWindow, map_view);
  gtk_widget_class_bind_template_child (widget_class, GwWallWindow, area_label);
  gtk_widget_class_bind_template_child (widget_class, GwWallWindow, area_numbers);
  gtk_widget_class_bind_template_child (widget_class, GwWallWindow, tour_label);
  gtk_widget_class_bind_template_child (widget_class, GwWallWindow, departments);
  gtk_widget_class_bind_template_child (widget_class, GwWallWindow, cells);
  gtk_widget_class_bind_template_child (widget_class, GwWallWindow, ticker);
}

static void
gw_wall_window_class_init (GwWallWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_wall_window_dispose;
  widget_class->size_allocate = gw_wall_window_size_allocate;
  g_type_ensure (GW_TYPE_CONNECTION_BUTTON);
  g_type_ensure (GW_TYPE_MAP_VIEW);
  g_type_ensure (GW_TYPE_WALL_FIGURES);
  g_type_ensure (GW_TYPE_WALL_TABLE);
  g_type_ensure (GW_TYPE_WALL_TICKER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gridward/Desk/wall/wall-window.ui");
  bind_children (widget_class);
}

static void
gw_wall_window_init (GwWallWindow *self)
{
  self->scale = gw_wall_scale_new ();
  self->dark = gw_wall_dark_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  add_keys (self);
}

static void
connect_map (GwWallWindow *self)
{
  GwDesk *desk = self->desk;

  gw_map_view_set_desk (self->map_view, desk, gw_desk_get_open_points (desk));
  g_signal_connect_object (gw_desk_get_open_points (desk), "changed",
                           G_CALLBACK (show_area_numbers), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gw_desk_get_cells (desk), "loaded", G_CALLBACK (show_area), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
gw_wall_window_new (GwDesk *desk)
{
  GwWallWindow *self = g_object_new (GW_TYPE_WALL_WINDOW, NULL);
  const GwCityRecord *city = gw_city_info_get_record (gw_desk_get_city (desk));

  self->desk = g_object_ref (desk);
  gtk_label_set_label (self->city_label, gw_named_label (&city->name));
  gtk_widget_set_visible (self->demo_label, city->synthetic);
  gw_connection_button_set_desk (self->connection_button, desk);
  gw_wall_ticker_set_desk (self->ticker, desk);
  self->tour =
      gw_wall_tour_new (gw_desk_get_city (desk), gw_desk_get_user (desk)->area.code);
  g_signal_connect_object (self->tour, "moved", G_CALLBACK (show_area), self,
                           G_CONNECT_SWAPPED);
  connect_map (self);
  self->board = gw_board_new (desk);
  g_signal_connect_object (self->board, "changed", G_CALLBACK (board_changed_cb), self,
                           G_CONNECT_SWAPPED);
  show_area (self);
  second_cb (self);
  self->second_id = g_timeout_add_seconds (1, second_cb, self);
  return GTK_WIDGET (self);
}

gboolean
gw_wall_window_is_settled (GwWallWindow *self)
{
  g_return_val_if_fail (GW_IS_WALL_WINDOW (self), FALSE);

  return !gw_board_is_loading (self->board) && gw_board_get (self->board) != NULL &&
         gw_map_view_is_ready (self->map_view);
}
