/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Drawing an area on the map, of which the list then is: a box by dragging with Shift held, a
 * polygon by clicks, either by the keyboard alone with a cross that the arrows move.
 */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/map/map-view-private.h"

#include "gis/ring.h"

#include <glib/gi18n.h>
#include <math.h>

/* A box smaller than this was a slip of the hand. */
#define BOX_MIN_PX 8.0
#define CLOSE_PX 10.0
#define STEP_PX 24.0
#define FINE_STEP_PX 3.0
/* The cross takes the map along before it leaves it. */
#define EDGE_PX 48.0

struct _GwMapDraw
{
  GArray *corners; /* GwLonLat */
  gboolean active;
  gboolean has_cross;
  GwLonLat cross;
  GwLonLat box_start;
  GwShape *ring; /* what is drawn already, or NULL */
};

static GwLonLat
place_at (GwMapView *self, double x, double y)
{
  GwMapFrame frame = gw_map_motion_get_frame (self->motion);

  return gw_mercator_to_lon_lat (gw_map_frame_to_mercator (&frame, x, y));
}

static GwLonLat *
corner_at (GwMapView *self, guint i)
{
  return &g_array_index (self->draw->corners, GwLonLat, i);
}

static void
tell (GwMapView *self)
{
  guint n = self->draw->corners->len;
  g_autofree char *text = NULL;

  if (n == 0)
    text =
        g_strdup (_ ("Click the corners, or move the cross by arrow keys and press Space"));
  else if (n == 1)
    text = g_strdup (_ ("1 corner · Backspace takes back, Escape drops"));
  else if (n == 2)
    text = g_strdup (_ ("2 corners · Enter makes a box of them, Escape drops"));
  else
    /* Translators: always more than two. */
    text = g_strdup_printf (_ ("%u corners · Enter closes, Escape drops"), n);
  gtk_label_set_label (self->ruler_label, text);
}

/* The corners with the one that would be next. */
static void
show_corners (GwMapView *self)
{
  GwMapDraw *draw = self->draw;
  g_autoptr (GArray) shown = g_array_copy (draw->corners);
  gboolean open = draw->active && draw->corners->len > 0;

  if (open && draw->has_cross)
    g_array_append_val (shown, draw->cross);
  else if (open && self->has_pointer)
    {
      GwLonLat next = place_at (self, self->pointer_x, self->pointer_y);

      g_array_append_val (shown, next);
    }
  else
    open = FALSE;
  gw_draw_layer_set_corners (self->draw_layer, (const GwLonLat *)(void *)shown->data,
                             shown->len, open);
  gw_draw_layer_set_cross (self->draw_layer,
                           draw->active && draw->has_cross ? &draw->cross : NULL);
}

void
gw_map_view_draw_moved (GwMapView *self)
{
  if (!self->draw->active || self->draw->corners->len == 0)
    return;
  self->draw->has_cross = FALSE;
  show_corners (self);
}

gboolean
gw_map_view_is_drawing (GwMapView *self)
{
  return self->draw->active;
}

gboolean
gw_map_view_set_drawing (GwMapView *self, gboolean drawing)
{
  if (self->draw->active == drawing)
    return FALSE;
  if (drawing && self->measuring)
    g_object_set (self, "measuring", FALSE, NULL);
  self->draw->active = drawing;
  self->draw->has_cross = FALSE;
  g_array_set_size (self->draw->corners, 0);
  gtk_widget_set_visible (GTK_WIDGET (self->ruler_label), drawing);
  gtk_widget_set_visible (GTK_WIDGET (self->status_label), !drawing);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self->map), drawing ? "crosshair" : NULL);
  tell (self);
  show_corners (self);
  if (drawing)
    gtk_widget_grab_focus (GTK_WIDGET (self->map));
  return TRUE;
}

char *
gw_map_view_dup_within (GwMapView *self)
{
  return self->draw->ring != NULL ? gw_ring_to_text (self->draw->ring) : NULL;
}

gboolean
gw_map_view_set_within (GwMapView *self, const char *text)
{
  g_autofree char *now = gw_map_view_dup_within (self);
  GwShape *ring = text != NULL ? gw_ring_parse (text, NULL) : NULL;
  g_autofree char *wanted = ring != NULL ? gw_ring_to_text (ring) : NULL;

  g_clear_pointer (&self->draw->ring, gw_shape_unref);
  self->draw->ring = ring;
  gw_draw_layer_set_ring (self->draw_layer, ring);
  return g_strcmp0 (now, wanted) != 0;
}

/* ---- making a ring of it ---- */

static void
make_box (GwLonLat a, GwLonLat b, GwLonLat *ret_corners)
{
  ret_corners[0] = a;
  ret_corners[1] = (GwLonLat){ b.lon, a.lat };
  ret_corners[2] = b;
  ret_corners[3] = (GwLonLat){ a.lon, b.lat };
}

/* FALSE: they enclose nothing, so one goes on drawing. */
static gboolean
take_ring (GwMapView *self, const GwLonLat *corners, guint n_corners)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GwShape) ring = NULL;

  for (guint i = 0; i < n_corners; i++)
    {
      GwFixed corner = gw_fixed_from_lon_lat (corners[i]);

      if (i > 0)
        g_string_append_c (text, ',');
      gw_fixed_append_degrees (text, corner.x);
      g_string_append_c (text, ',');
      gw_fixed_append_degrees (text, corner.y);
    }
  ring = gw_ring_parse (text->str, NULL);
  if (ring == NULL)
    return FALSE;
  g_object_set (self, "drawing", FALSE, "within", text->str, NULL);
  return TRUE;
}

static void
finish (GwMapView *self)
{
  GwMapDraw *draw = self->draw;
  GwLonLat box[4];

  if (draw->corners->len == 2)
    {
      make_box (*corner_at (self, 0), *corner_at (self, 1), box);
      take_ring (self, box, G_N_ELEMENTS (box));
    }
  else if (draw->corners->len >= GW_RING_MIN_POINTS)
    take_ring (self, corner_at (self, 0), draw->corners->len);
}

static gboolean
is_near (GwMapView *self, GwLonLat a, GwLonLat b)
{
  GwMapFrame frame = gw_map_motion_get_frame (self->motion);
  double ax, ay, bx, by;

  gw_map_frame_to_widget (&frame, gw_mercator_from_lon_lat (a), &ax, &ay);
  gw_map_frame_to_widget (&frame, gw_mercator_from_lon_lat (b), &bx, &by);
  return hypot (ax - bx, ay - by) < CLOSE_PX;
}

void
gw_map_view_draw_to (GwMapView *self, GwLonLat place)
{
  GwMapDraw *draw = self->draw;
  guint n = draw->corners->len;

  /* Back at the first corner, or twice at the last: the area is closed. */
  if (n >= GW_RING_MIN_POINTS && (is_near (self, *corner_at (self, 0), place) ||
                                  is_near (self, *corner_at (self, n - 1), place)))
    {
      finish (self);
      return;
    }
  if (n == GW_RING_MAX_POINTS || (n > 0 && is_near (self, *corner_at (self, n - 1), place)))
    return;
  g_array_append_val (draw->corners, place);
  tell (self);
  show_corners (self);
}

/* ---- keys ---- */

static void
move_cross (GwMapView *self, double dx, double dy)
{
  GwMapDraw *draw = self->draw;
  GwMapFrame frame = gw_map_motion_get_frame (self->motion);
  double x, y;

  if (!draw->has_cross)
    draw->cross = gw_mercator_to_lon_lat (frame.centre);
  gw_map_frame_to_widget (&frame, gw_mercator_from_lon_lat (draw->cross), &x, &y);
  if (draw->has_cross)
    {
      x += dx;
      y += dy;
    }
  draw->has_cross = TRUE;
  draw->cross = gw_mercator_to_lon_lat (gw_map_frame_to_mercator (&frame, x, y));
  if (x < EDGE_PX || y < EDGE_PX || x > frame.width - EDGE_PX || y > frame.height - EDGE_PX)
    gw_map_motion_go_to (self->motion, gw_mercator_from_lon_lat (draw->cross), frame.zoom,
                         TRUE);
  show_corners (self);
}

static gboolean
cross_key (GwMapView *self, guint keyval, gboolean fine)
{
  double step = fine ? FINE_STEP_PX : STEP_PX;

  switch (keyval)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      move_cross (self, -step, 0);
      return TRUE;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      move_cross (self, step, 0);
      return TRUE;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      move_cross (self, 0, -step);
      return TRUE;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      move_cross (self, 0, step);
      return TRUE;
    default:
      return FALSE;
    }
}

gboolean
gw_map_view_draw_key (GwMapView *self, guint keyval, GdkModifierType state)
{
  GwMapDraw *draw = self->draw;

  if (!draw->active)
    return FALSE;
  switch (keyval)
    {
    case GDK_KEY_Escape:
      g_object_set (self, "drawing", FALSE, NULL);
      return TRUE;
    case GDK_KEY_BackSpace:
      if (draw->corners->len > 0)
        g_array_set_size (draw->corners, draw->corners->len - 1);
      tell (self);
      show_corners (self);
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      finish (self);
      return TRUE;
    case GDK_KEY_space:
    case GDK_KEY_KP_Space:
      if (!draw->has_cross)
        move_cross (self, 0, 0);
      gw_map_view_draw_to (self, draw->cross);
      return TRUE;
    default:
      return cross_key (self, keyval, (state & GDK_SHIFT_MASK) != 0);
    }
}

/* ---- a box by dragging ---- */

static void
box_begun_cb (GwMapView *self, double x, double y, GtkGesture *gesture)
{
  GdkModifierType state =
      gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));

  if ((state & GDK_SHIFT_MASK) == 0 || self->picking || self->measuring ||
      !gtk_widget_get_visible (self->draw_button))
    {
      gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (GTK_WIDGET (self->map));
  gw_map_motion_stop (self->motion);
  self->draw->box_start = place_at (self, x, y);
}

static void
box_moved_cb (GwMapView *self, double dx, double dy, GtkGestureDrag *gesture)
{
  GwLonLat box[4];
  double x, y;

  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  make_box (self->draw->box_start, place_at (self, x + dx, y + dy), box);
  gw_draw_layer_set_corners (self->draw_layer, box, G_N_ELEMENTS (box), FALSE);
}

static void
box_ended_cb (GwMapView *self, double dx, double dy, GtkGestureDrag *gesture)
{
  GwLonLat box[4];
  double x, y;

  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  show_corners (self);
  if (fabs (dx) < BOX_MIN_PX || fabs (dy) < BOX_MIN_PX)
    return;
  make_box (self->draw->box_start, place_at (self, x + dx, y + dy), box);
  take_ring (self, box, G_N_ELEMENTS (box));
  show_corners (self);
}

GwMapDraw *
gw_map_draw_new (void)
{
  GwMapDraw *draw = g_new0 (GwMapDraw, 1);

  draw->corners = g_array_new (FALSE, FALSE, sizeof (GwLonLat));
  return draw;
}

void
gw_map_view_init_draw (GwMapView *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (box_begun_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (box_moved_cb), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (box_ended_cb), self);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drag),
                                              GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self->map), GTK_EVENT_CONTROLLER (drag));
}

void
gw_map_view_free_draw (GwMapView *self)
{
  g_array_unref (self->draw->corners);
  g_clear_pointer (&self->draw->ring, gw_shape_unref);
  g_free (self->draw);
}

void
gw_map_view_enable_drawing (GwMapView *self)
{
  g_return_if_fail (GW_IS_MAP_VIEW (self));
  gtk_widget_set_visible (self->draw_button, TRUE);
}
