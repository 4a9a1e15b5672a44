/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A photograph to be looked at: fits or zooms, pans, and is compared with another one. */
#define G_LOG_DOMAIN "gridward-detail"

#include "gui/detail/photo-canvas.h"

#include <math.h>

#define STEP 1.25
#define MIN_ZOOM 0.05
#define MAX_ZOOM 8.0
/* The division is taken within so many pixels. */
#define GRIP 14

struct _GwPhotoCanvas
{
  GtkWidget parent_instance;

  GdkTexture *texture; /* or NULL */
  GdkTexture *other;   /* or NULL */
  double zoom;         /* 0: fits */
  double x;            /* what lies in the middle of the widget, 0 to 1 of the photo */
  double y;
  double division;
  double drag_x; /* when dragging began: x, y or the division */
  double drag_y;
  gboolean drags_division;
};

G_DEFINE_FINAL_TYPE (GwPhotoCanvas, gw_photo_canvas, GTK_TYPE_WIDGET)

static guint changed_signal;

static double
width_of (GwPhotoCanvas *self)
{
  return MAX (1, gtk_widget_get_width (GTK_WIDGET (self)));
}

static double
height_of (GwPhotoCanvas *self)
{
  return MAX (1, gtk_widget_get_height (GTK_WIDGET (self)));
}

/* Pixels of the screen for one of the photo. */
static double
scale_of (GwPhotoCanvas *self)
{
  if (self->texture == NULL)
    return 1;
  if (self->zoom > 0)
    return self->zoom;
  return MIN (width_of (self) / gdk_texture_get_width (self->texture),
              height_of (self) / gdk_texture_get_height (self->texture));
}

/* Where the whole photo lies in the widget. */
static graphene_rect_t
bounds_of (GwPhotoCanvas *self)
{
  double scale = scale_of (self);
  double width = gdk_texture_get_width (self->texture) * scale;
  double height = gdk_texture_get_height (self->texture) * scale;

  return GRAPHENE_RECT_INIT ((float)floor (width_of (self) / 2 - self->x * width),
                             (float)floor (height_of (self) / 2 - self->y * height),
                             (float)width, (float)height);
}

/* What fits is in the middle; what does not leaves no edge free. */
static double
clamp_middle (double middle, double shown, double whole)
{
  double half = shown / whole / 2;

  return half >= 0.5 ? 0.5 : CLAMP (middle, half, 1 - half);
}

static void
changed (GwPhotoCanvas *self)
{
  if (self->texture != NULL)
    {
      double scale = scale_of (self);

      self->x = clamp_middle (self->x, width_of (self),
                              gdk_texture_get_width (self->texture) * scale);
      self->y = clamp_middle (self->y, height_of (self),
                              gdk_texture_get_height (self->texture) * scale);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, changed_signal, 0);
}

/* What lies under the point of the widget stays there. */
static void
zoom_about (GwPhotoCanvas *self, double zoom, double x, double y)
{
  double width;
  double height;
  double before = scale_of (self);

  if (self->texture == NULL)
    return;
  width = gdk_texture_get_width (self->texture);
  height = gdk_texture_get_height (self->texture);
  self->zoom = CLAMP (zoom, MIN_ZOOM, MAX_ZOOM);
  self->x += (x - width_of (self) / 2) / width * (1 / before - 1 / self->zoom);
  self->y += (y - height_of (self) / 2) / height * (1 / before - 1 / self->zoom);
  changed (self);
}

/* ---- drawing ---- */

static void
append_part (GtkSnapshot *snapshot, GdkTexture *texture, const graphene_rect_t *bounds,
             double from, double to)
{
  graphene_rect_t part = *bounds;

  part.origin.x += bounds->size.width * (float)from;
  part.size.width *= (float)(to - from);
  gtk_snapshot_push_clip (snapshot, &part);
  gtk_snapshot_append_texture (snapshot, texture, bounds);
  gtk_snapshot_pop (snapshot);
}

/* White between dark: seen on any photo. */
static void
append_division (GtkSnapshot *snapshot, const graphene_rect_t *bounds, double division)
{
  static const GdkRGBA dark = { 0, 0, 0, 0.6f };
  static const GdkRGBA white = { 1, 1, 1, 1 };
  float x = roundf (bounds->origin.x + bounds->size.width * (float)division);
  float middle = bounds->origin.y + bounds->size.height / 2;

  gtk_snapshot_append_color (
      snapshot, &dark,
      &GRAPHENE_RECT_INIT (x - 2, bounds->origin.y, 4, bounds->size.height));
  gtk_snapshot_append_color (
      snapshot, &white,
      &GRAPHENE_RECT_INIT (x - 1, bounds->origin.y, 2, bounds->size.height));
  gtk_snapshot_append_color (snapshot, &dark,
                             &GRAPHENE_RECT_INIT (x - 6, middle - 20, 12, 40));
  gtk_snapshot_append_color (snapshot, &white,
                             &GRAPHENE_RECT_INIT (x - 5, middle - 19, 10, 38));
}

static void
gw_photo_canvas_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GwPhotoCanvas *self = GW_PHOTO_CANVAS (widget);
  graphene_rect_t bounds;

  if (self->texture == NULL)
    return;
  bounds = bounds_of (self);
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float)width_of (self),
                                                         (float)height_of (self)));
  if (self->other == NULL)
    gtk_snapshot_append_texture (snapshot, self->texture, &bounds);
  else
    {
      append_part (snapshot, self->texture, &bounds, 0, self->division);
      append_part (snapshot, self->other, &bounds, self->division, 1);
      append_division (snapshot, &bounds, self->division);
    }
  gtk_snapshot_pop (snapshot);
}

/* ---- the pointer ---- */

static gboolean
scrolled_cb (GwPhotoCanvas *self, double dx, double dy, GtkEventController *controller)
{
  GdkEvent *event = gtk_event_controller_get_current_event (controller);
  double x = width_of (self) / 2;
  double y = height_of (self) / 2;
  double factor = pow (STEP, -dy);
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));
  double event_x;
  double event_y;

  if (event != NULL && gdk_event_get_position (event, &event_x, &event_y))
    gtk_widget_translate_coordinates (root, GTK_WIDGET (self), event_x, event_y, &x, &y);
  zoom_about (self, scale_of (self) * factor, x, y);
  return GDK_EVENT_STOP;
}

static void
pressed_cb (GwPhotoCanvas *self, int n_press, double x, double y)
{
  if (n_press != 2)
    return;
  if (self->zoom > 0)
    gw_photo_canvas_set_zoom (self, 0);
  else
    zoom_about (self, 1, x, y);
}

static void
drag_begun_cb (GwPhotoCanvas *self, double x, double y)
{
  graphene_rect_t bounds;

  self->drag_x = self->x;
  self->drag_y = self->y;
  self->drags_division = FALSE;
  if (self->other == NULL || self->texture == NULL)
    return;
  bounds = bounds_of (self);
  if (fabs (x - bounds.origin.x - bounds.size.width * self->division) > GRIP)
    return;
  self->drags_division = TRUE;
  self->drag_x = self->division;
}

static void
dragged_cb (GwPhotoCanvas *self, double dx, double dy)
{
  graphene_rect_t bounds;

  if (self->texture == NULL)
    return;
  bounds = bounds_of (self);
  if (self->drags_division)
    {
      gw_photo_canvas_set_division (self, self->drag_x + dx / bounds.size.width);
      return;
    }
  self->x = self->drag_x - dx / bounds.size.width;
  self->y = self->drag_y - dy / bounds.size.height;
  changed (self);
}

static void
add_controllers (GwPhotoCanvas *self)
{
  GtkEventController *scroll =
      gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();

  g_signal_connect_swapped (scroll, "scroll", G_CALLBACK (scrolled_cb), self);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begun_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (dragged_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}

/* ---- the widget ---- */

static void
gw_photo_canvas_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GwPhotoCanvas *self = GW_PHOTO_CANVAS (widget);

  /* How much "fits" is has changed. */
  if (self->texture != NULL)
    gtk_widget_queue_draw (widget);
}

static void
gw_photo_canvas_dispose (GObject *object)
{
  GwPhotoCanvas *self = GW_PHOTO_CANVAS (object);

  g_clear_object (&self->texture);
  g_clear_object (&self->other);

  G_OBJECT_CLASS (gw_photo_canvas_parent_class)->dispose (object);
}

static void
gw_photo_canvas_class_init (GwPhotoCanvasClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_photo_canvas_dispose;
  widget_class->snapshot = gw_photo_canvas_snapshot;
  widget_class->size_allocate = gw_photo_canvas_size_allocate;
  changed_signal = g_signal_new ("changed", GW_TYPE_PHOTO_CANVAS, G_SIGNAL_RUN_LAST, 0,
                                 NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
gw_photo_canvas_init (GwPhotoCanvas *self)
{
  self->x = 0.5;
  self->y = 0.5;
  self->division = 0.5;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  add_controllers (self);
}

void
gw_photo_canvas_set_textures (GwPhotoCanvas *self, GdkTexture *texture, GdkTexture *other)
{
  g_return_if_fail (GW_IS_PHOTO_CANVAS (self));

  if (g_set_object (&self->texture, texture))
    {
      self->zoom = 0;
      self->x = 0.5;
      self->y = 0.5;
    }
  g_set_object (&self->other, other);
  changed (self);
}

void
gw_photo_canvas_set_zoom (GwPhotoCanvas *self, double zoom)
{
  g_return_if_fail (GW_IS_PHOTO_CANVAS (self));

  self->zoom = zoom > 0 ? CLAMP (zoom, MIN_ZOOM, MAX_ZOOM) : 0;
  changed (self);
}

double
gw_photo_canvas_get_zoom (GwPhotoCanvas *self)
{
  g_return_val_if_fail (GW_IS_PHOTO_CANVAS (self), 0);

  return self->zoom;
}

void
gw_photo_canvas_zoom_by (GwPhotoCanvas *self, double factor)
{
  g_return_if_fail (GW_IS_PHOTO_CANVAS (self));

  zoom_about (self, scale_of (self) * factor, width_of (self) / 2, height_of (self) / 2);
}

void
gw_photo_canvas_pan (GwPhotoCanvas *self, double x, double y)
{
  graphene_rect_t bounds;

  g_return_if_fail (GW_IS_PHOTO_CANVAS (self));

  if (self->texture == NULL)
    return;
  bounds = bounds_of (self);
  self->x += x * width_of (self) / bounds.size.width;
  self->y += y * height_of (self) / bounds.size.height;
  changed (self);
}

void
gw_photo_canvas_set_division (GwPhotoCanvas *self, double division)
{
  g_return_if_fail (GW_IS_PHOTO_CANVAS (self));

  division = CLAMP (division, 0, 1);
  if (division == self->division)
    return;
  self->division = division;
  changed (self);
}

double
gw_photo_canvas_get_division (GwPhotoCanvas *self)
{
  g_return_val_if_fail (GW_IS_PHOTO_CANVAS (self), 0);

  return self->division;
}
