/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Moves a map: by jumps or by short animations. */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/map/map-motion.h"

#include <math.h>

#define GO_TO_USEC 350000
#define STEP_USEC 180000
#define SETTLE_MSEC 250
/* Farther away than this many views nothing on the way could be recognised: jump. */
#define MAX_ANIMATED_VIEWS 6.0

struct _GwMapMotion
{
  ShumateMap *map;
  guint tick_id;
  guint settle_id;
  gint64 start_usec;
  gint64 duration_usec;
  GwMapFrame from;
  double to_zoom;
  GwMercator to_centre;
  gboolean anchored; /* instead of to_centre: anchor stays at (anchor_x, anchor_y) */
  GwMercator anchor;
  double anchor_x;
  double anchor_y;
};

GwMapMotion *
gw_map_motion_new (ShumateMap *map)
{
  GwMapMotion *motion = g_new0 (GwMapMotion, 1);

  motion->map = map;
  return motion;
}

void
gw_map_motion_free (GwMapMotion *motion)
{
  gw_map_motion_stop (motion);
  g_free (motion);
}

GwMapFrame
gw_map_motion_get_frame (GwMapMotion *motion)
{
  ShumateViewport *viewport = shumate_map_get_viewport (motion->map);
  GtkWidget *widget = GTK_WIDGET (motion->map);
  GwLonLat centre = { shumate_location_get_longitude (SHUMATE_LOCATION (viewport)),
                      shumate_location_get_latitude (SHUMATE_LOCATION (viewport)) };

  return (GwMapFrame){ gw_mercator_from_lon_lat (centre),
                       shumate_viewport_get_zoom_level (viewport),
                       gtk_widget_get_width (widget), gtk_widget_get_height (widget) };
}

static double
clamp_zoom (GwMapMotion *motion, double zoom)
{
  ShumateViewport *viewport = shumate_map_get_viewport (motion->map);

  return CLAMP (zoom, (double)shumate_viewport_get_min_zoom_level (viewport),
                (double)shumate_viewport_get_max_zoom_level (viewport));
}

static void
apply (GwMapMotion *motion, GwMercator centre, double zoom)
{
  ShumateViewport *viewport = shumate_map_get_viewport (motion->map);
  GwLonLat place = gw_mercator_to_lon_lat (
      (GwMercator){ CLAMP (centre.x, 0.0, 1.0), CLAMP (centre.y, 0.0, 1.0) });

  g_object_freeze_notify (G_OBJECT (viewport));
  shumate_viewport_set_zoom_level (viewport, zoom);
  shumate_location_set_location (SHUMATE_LOCATION (viewport), place.lat, place.lon);
  g_object_thaw_notify (G_OBJECT (viewport));
}

/* What the view is when that share of the way, as eased, is behind it. */
static GwMapFrame
frame_at (GwMapMotion *motion, double share)
{
  GwMapFrame frame = motion->from;

  frame.zoom += (motion->to_zoom - frame.zoom) * share;
  if (share >= 1)
    frame.zoom = motion->to_zoom;
  if (motion->anchored)
    frame.centre = gw_map_frame_centre_for (&frame, motion->anchor, motion->anchor_x,
                                            motion->anchor_y);
  else
    {
      frame.centre.x += (motion->to_centre.x - frame.centre.x) * share;
      frame.centre.y += (motion->to_centre.y - frame.centre.y) * share;
    }
  return frame;
}

/* progress 0 … 1, fast at first: the map answers at once and comes softly to rest. */
static void
apply_progress (GwMapMotion *motion, double progress)
{
  GwMapFrame now = frame_at (motion, 1 - pow (1 - progress, 3));

  apply (motion, now.centre, now.zoom);
}

static gboolean
ticked_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  GwMapMotion *motion = user_data;
  gint64 now_usec = gdk_frame_clock_get_frame_time (clock);
  double progress;

  if (motion->start_usec == 0)
    motion->start_usec = now_usec;
  progress = (double)(now_usec - motion->start_usec) / (double)motion->duration_usec;
  if (progress >= 1)
    {
      motion->tick_id = 0;
      apply_progress (motion, 1);
      return G_SOURCE_REMOVE;
    }
  apply_progress (motion, MAX (progress, 0));
  return G_SOURCE_CONTINUE;
}

static gboolean
are_animations_on (GwMapMotion *motion)
{
  gboolean enabled = FALSE;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (motion->map)), "gtk-enable-animations",
                &enabled, NULL);
  return enabled && gtk_widget_get_mapped (GTK_WIDGET (motion->map));
}

static void
start (GwMapMotion *motion, gint64 duration_usec, gboolean animate)
{
  if (!animate || !are_animations_on (motion))
    {
      if (motion->tick_id != 0)
        gtk_widget_remove_tick_callback (GTK_WIDGET (motion->map), motion->tick_id);
      motion->tick_id = 0;
      apply_progress (motion, 1);
      return;
    }
  motion->start_usec = 0;
  motion->duration_usec = duration_usec;
  if (motion->tick_id == 0)
    motion->tick_id =
        gtk_widget_add_tick_callback (GTK_WIDGET (motion->map), ticked_cb, motion, NULL);
}

static gboolean
is_near (const GwMapFrame *frame, GwMercator centre, double zoom)
{
  double world = gw_map_world_px (MIN (frame->zoom, zoom));
  double distance = hypot (centre.x - frame->centre.x, centre.y - frame->centre.y) * world;

  return distance < MAX_ANIMATED_VIEWS * MAX (frame->width, frame->height);
}

void
gw_map_motion_go_to (GwMapMotion *motion, GwMercator centre, double zoom, gboolean animate)
{
  g_clear_handle_id (&motion->settle_id, g_source_remove);
  motion->from = gw_map_motion_get_frame (motion);
  motion->to_centre = centre;
  motion->to_zoom = clamp_zoom (motion, zoom);
  motion->anchored = FALSE;
  start (motion, GO_TO_USEC, animate && is_near (&motion->from, centre, zoom));
}

void
gw_map_motion_pan (GwMapMotion *motion, double dx, double dy)
{
  GwMapFrame frame = gw_map_motion_get_frame (motion);
  gboolean going_on = motion->tick_id != 0 && !motion->anchored;
  GwMercator to = going_on ? motion->to_centre : frame.centre;
  double world = gw_map_world_px (frame.zoom);

  motion->from = frame;
  motion->to_centre = (GwMercator){ to.x + dx / world, to.y + dy / world };
  motion->to_zoom = going_on ? motion->to_zoom : round (frame.zoom);
  motion->anchored = FALSE;
  start (motion, STEP_USEC, TRUE);
}

static gboolean
settled_cb (gpointer user_data)
{
  GwMapMotion *motion = user_data;
  double rest = motion->to_zoom - round (motion->to_zoom);

  motion->settle_id = 0;
  if (rest != 0)
    gw_map_motion_zoom_at (motion, motion->anchor_x, motion->anchor_y, -rest);
  return G_SOURCE_REMOVE;
}

void
gw_map_motion_zoom_at (GwMapMotion *motion, double x, double y, double steps)
{
  GwMapFrame frame = gw_map_motion_get_frame (motion);
  gboolean going_on = motion->tick_id != 0 && motion->anchored;
  double base = going_on ? motion->to_zoom : frame.zoom;
  gboolean whole_step = fabs (steps) >= 1;

  g_clear_handle_id (&motion->settle_id, g_source_remove);
  motion->from = frame;
  motion->to_zoom = clamp_zoom (motion, base + steps);
  if (whole_step)
    motion->to_zoom = round (motion->to_zoom);
  motion->anchored = TRUE;
  motion->anchor = gw_map_frame_to_mercator (&frame, x, y);
  motion->anchor_x = x;
  motion->anchor_y = y;
  if (motion->to_zoom != round (motion->to_zoom))
    motion->settle_id = g_timeout_add (SETTLE_MSEC, settled_cb, motion);
  start (motion, STEP_USEC, TRUE);
}

void
gw_map_motion_stop (GwMapMotion *motion)
{
  g_clear_handle_id (&motion->settle_id, g_source_remove);
  if (motion->tick_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (motion->map), motion->tick_id);
  motion->tick_id = 0;
}

gboolean
gw_map_motion_get_target (GwMapMotion *motion, GwMapFrame *ret_frame)
{
  if (motion->tick_id == 0)
    return FALSE;
  *ret_frame = frame_at (motion, 1);
  return TRUE;
}

gboolean
gw_map_motion_is_moving (GwMapMotion *motion)
{
  return motion->tick_id != 0 || motion->settle_id != 0;
}
