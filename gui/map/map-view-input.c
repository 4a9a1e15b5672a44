/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The map view's gestures, wheel and keys. */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/map/map-view-private.h"

#include <math.h>

/* A press that moved farther than this was a drag. */
#define CLICK_MAX_PX 8.0
/* Members of a cluster nearer than this at the deepest zoom share one spot. */
#define SPOT_MAX_PX 12.0
#define CLUSTER_MARGIN_PX 96.0
#define PAN_SHARE 0.25
#define SMOOTH_SCROLL_STEP 0.25

static GwLonLat
place_at (GwMapView *self, double x, double y)
{
  GwMapFrame frame = gw_map_motion_get_frame (self->motion);

  return gw_mercator_to_lon_lat (gw_map_frame_to_mercator (&frame, x, y));
}

static GwBox
hit_box (const GwClusterHit *hit)
{
  GwBox box = gw_box_empty ();

  gw_box_add (&box, gw_fixed_from_lon_lat (gw_mercator_to_lon_lat (hit->min)));
  gw_box_add (&box, gw_fixed_from_lon_lat (gw_mercator_to_lon_lat (hit->max)));
  return box;
}

/* Zooms to where the cluster falls apart, or lists its cases when it never will. */
static void
open_cluster (GwMapView *self, double x, double y, const GwClusterHit *hit)
{
  GwMapFrame frame = gw_map_motion_get_frame (self->motion);
  double deepest =
      shumate_viewport_get_max_zoom_level (shumate_map_get_viewport (self->map));
  double spread = MAX (hit->max.x - hit->min.x, hit->max.y - hit->min.y);
  GwMercator centre;
  double zoom;

  if (frame.zoom >= deepest || spread * gw_map_world_px (deepest) < SPOT_MAX_PX)
    {
      gw_map_view_list_spot (self, x, y, hit);
      return;
    }
  zoom = gw_map_frame_fit (&frame, hit_box (hit), CLUSTER_MARGIN_PX, deepest, &centre);
  gw_map_motion_go_to (self->motion, centre, MAX (zoom, floor (frame.zoom) + 1), TRUE);
}

static void
select_cell_at (GwMapView *self, double x, double y)
{
  guint32 position = self->cells != NULL && gw_cell_set_is_loaded (self->cells)
                         ? gw_cell_set_find_at (self->cells, place_at (self, x, y))
                         : GW_CELL_NONE;
  const char *code =
      position != GW_CELL_NONE ? gw_cell_set_get (self->cells, position)->code : NULL;

  /* A second click on the same cell lets go of it. */
  if (g_strcmp0 (code, gw_selection_get_cell_code (self->selection)) == 0)
    code = NULL;
  gw_selection_set_cell_code (self->selection, code);
}

void
gw_map_view_click (GwMapView *self, double x, double y)
{
  g_autoptr (GwClusterHit) hit = NULL;
  const GwInspectorRecord *inspector;

  if (self->picking)
    {
      gw_map_view_pick (self, place_at (self, x, y));
      return;
    }
  if (self->measuring)
    {
      gw_map_view_measure_to (self, place_at (self, x, y));
      return;
    }
  if (gw_map_view_is_drawing (self))
    {
      gw_map_view_draw_to (self, place_at (self, x, y));
      return;
    }
  if (self->selection == NULL)
    return;
  hit = gw_cluster_layer_hit (self->cluster_layer, x, y);
  inspector = hit == NULL && self->visible[GW_MAP_LAYER_INSPECTORS]
                  ? gw_inspector_layer_hit (self->inspector_layer, x, y)
                  : NULL;
  if (inspector != NULL)
    gw_map_view_show_track (self, inspector->person.code);
  else if (hit == NULL)
    select_cell_at (self, x, y);
  else if (hit->members->len == 1)
    gw_selection_set_case_number (self->selection,
                                  g_array_index (hit->members, GwClusterPoint, 0).number);
  else
    open_cluster (self, x, y, hit);
}

static void
pressed_cb (GwMapView *self, int n_press, double x, double y)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->map));
  gw_map_motion_stop (self->motion);
  self->press_x = x;
  self->press_y = y;
}

/* Emitted after a drag as well: only one that stayed in place is a click. */
static void
released_cb (GwMapView *self, int n_press, double x, double y)
{
  if (n_press == 1 && hypot (x - self->press_x, y - self->press_y) <= CLICK_MAX_PX)
    gw_map_view_click (self, x, y);
}

/* The map's own double click cannot be switched off in libshumate 1.0: claim it first. */
static void
pressed_early_cb (GwMapView *self, int n_press, double x, double y, GtkGesture *gesture)
{
  if (n_press != 2)
    return;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  /* Two points set in haste are no wish to zoom. */
  if (self->measuring || gw_map_view_is_drawing (self))
    gw_map_view_click (self, x, y);
  else
    gw_map_motion_zoom_at (self->motion, x, y, 1);
}

static gboolean
scrolled_cb (GwMapView *self, double dx, double dy, GtkEventControllerScroll *controller)
{
  GwMapFrame frame = gw_map_motion_get_frame (self->motion);
  double x = self->has_pointer ? self->pointer_x : frame.width / 2;
  double y = self->has_pointer ? self->pointer_y : frame.height / 2;
  gboolean wheel = fabs (dy) >= 1 && dy == round (dy);

  if (dy != 0)
    gw_map_motion_zoom_at (self->motion, x, y, wheel ? -dy : -dy * SMOOTH_SCROLL_STEP);
  return TRUE;
}

static void
moved_cb (GwMapView *self, double x, double y)
{
  /* GTK tells of a pointer at rest, too, whenever something below it is laid out. */
  gboolean moved = x != self->pointer_x || y != self->pointer_y;

  self->has_pointer = TRUE;
  self->pointer_x = x;
  self->pointer_y = y;
  if (moved)
    gw_map_view_draw_moved (self);
  gw_map_view_state_changed (self);
}

static void
left_cb (GwMapView *self)
{
  self->has_pointer = FALSE;
  gw_map_view_state_changed (self);
}

static void
zoom_centre (GwMapView *self, double steps)
{
  GwMapFrame frame = gw_map_motion_get_frame (self->motion);

  gw_map_motion_zoom_at (self->motion, frame.width / 2, frame.height / 2, steps);
}

static void
pan (GwMapView *self, double columns, double rows)
{
  GwMapFrame frame = gw_map_motion_get_frame (self->motion);

  gw_map_motion_pan (self->motion, round (columns * frame.width * PAN_SHARE),
                     round (rows * frame.height * PAN_SHARE));
}

static gboolean
act_on_key (GwMapView *self, guint keyval)
{
  switch (keyval)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      pan (self, -1, 0);
      return TRUE;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      pan (self, 1, 0);
      return TRUE;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      pan (self, 0, -1);
      return TRUE;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      pan (self, 0, 1);
      return TRUE;
    case GDK_KEY_plus:
    case GDK_KEY_equal:
    case GDK_KEY_KP_Add:
      zoom_centre (self, 1);
      return TRUE;
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      zoom_centre (self, -1);
      return TRUE;
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      gw_map_view_fit_city (self, TRUE);
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
key_pressed_cb (GwMapView *self, guint keyval, guint keycode, GdkModifierType state)
{
  const GdkModifierType others = GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK;
  GwMapFrame frame = gw_map_motion_get_frame (self->motion);

  if ((state & others) != 0)
    return FALSE;
  if (gw_map_view_draw_key (self, keyval, state) || gw_map_view_measure_key (self, keyval))
    return TRUE;
  if (keyval == GDK_KEY_Escape && gw_map_view_end_track (self))
    return TRUE;
  if (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter)
    {
      /* What the pointer does elsewhere: act on what is in the middle. */
      gw_map_view_click (self, frame.width / 2, frame.height / 2);
      return TRUE;
    }
  return act_on_key (self, keyval);
}

static void
zoom_in_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  zoom_centre (GW_MAP_VIEW (widget), 1);
}

static void
zoom_out_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  zoom_centre (GW_MAP_VIEW (widget), -1);
}

static void
fit_city_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gw_map_view_fit_city (GW_MAP_VIEW (widget), TRUE);
}

static void
fit_own_area_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gw_map_view_fit_own_area (GW_MAP_VIEW (widget), TRUE);
}

void
gw_map_view_install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "map.zoom-in", NULL, zoom_in_cb);
  gtk_widget_class_install_action (klass, "map.zoom-out", NULL, zoom_out_cb);
  gtk_widget_class_install_action (klass, "map.fit-city", NULL, fit_city_cb);
  gtk_widget_class_install_action (klass, "map.fit-own-area", NULL, fit_own_area_cb);
}

static void
add_controller (GwMapView *self, GtkEventController *controller, GtkPropagationPhase phase)
{
  gtk_event_controller_set_propagation_phase (controller, phase);
  gtk_widget_add_controller (GTK_WIDGET (self->map), controller);
}

/* All of them sit on the map: gestures on its layers never fire. */
void
gw_map_view_init_input (GwMapView *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *double_click = gtk_gesture_click_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *scroll =
      gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);

  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect_swapped (click, "released", G_CALLBACK (released_cb), self);
  add_controller (self, GTK_EVENT_CONTROLLER (click), GTK_PHASE_BUBBLE);
  g_signal_connect_swapped (double_click, "pressed", G_CALLBACK (pressed_early_cb), self);
  add_controller (self, GTK_EVENT_CONTROLLER (double_click), GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (moved_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (left_cb), self);
  add_controller (self, motion, GTK_PHASE_BUBBLE);
  g_signal_connect_swapped (scroll, "scroll", G_CALLBACK (scrolled_cb), self);
  add_controller (self, scroll, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  add_controller (self, keys, GTK_PHASE_BUBBLE);
}
