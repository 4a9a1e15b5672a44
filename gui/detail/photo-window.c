/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A window with one photo: fits, zooms by wheel, keys and double click. */
#define G_LOG_DOMAIN "gridward-detail"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "gui/detail/photo-strip.h"

#define STEP 1.25
#define MIN_ZOOM 0.1
#define MAX_ZOOM 8.0

typedef struct
{
  GtkWidget *window;
  GtkWidget *picture;
  GtkLabel *zoom_label;
  int width;
  int height;
  double zoom; /* 0: fits the window */
} Photo;

static void
set_zoom (Photo *photo, double zoom)
{
  g_autofree char *text = NULL;

  photo->zoom = zoom > 0 ? CLAMP (zoom, MIN_ZOOM, MAX_ZOOM) : 0;
  if (photo->zoom > 0)
    {
      gtk_widget_set_size_request (photo->picture, (int)(photo->width * photo->zoom),
                                   (int)(photo->height * photo->zoom));
      gtk_widget_set_halign (photo->picture, GTK_ALIGN_CENTER);
      gtk_widget_set_valign (photo->picture, GTK_ALIGN_CENTER);
      text = g_strdup_printf ("%.0f %%", photo->zoom * 100);
    }
  else
    {
      gtk_widget_set_size_request (photo->picture, -1, -1);
      gtk_widget_set_halign (photo->picture, GTK_ALIGN_FILL);
      gtk_widget_set_valign (photo->picture, GTK_ALIGN_FILL);
      text = g_strdup (_ ("Fits"));
    }
  gtk_label_set_text (photo->zoom_label, text);
}

/* What "fits" amounts to now, so that the first step of zooming is a small one. */
static double
current_zoom (Photo *photo)
{
  if (photo->zoom > 0)
    return photo->zoom;
  return MIN ((double)gtk_widget_get_width (photo->picture) / photo->width,
              (double)gtk_widget_get_height (photo->picture) / photo->height);
}

static void
zoom_in_cb (GtkWidget *widget, const char *name, GVariant *parameter, gpointer data)
{
  set_zoom (data, current_zoom (data) * STEP);
}

static gboolean
scrolled_cb (GtkEventControllerScroll *controller, double dx, double dy, Photo *photo)
{
  set_zoom (photo, current_zoom (photo) * (dy < 0 ? STEP : 1 / STEP));
  return GDK_EVENT_STOP;
}

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, Photo *photo)
{
  if (n_press == 2)
    set_zoom (photo, photo->zoom > 0 ? 0 : 1);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller, guint key, guint code,
                GdkModifierType modifiers, Photo *photo)
{
  switch (key)
    {
    case GDK_KEY_plus:
    case GDK_KEY_equal:
    case GDK_KEY_KP_Add:
      zoom_in_cb (NULL, NULL, NULL, photo);
      return GDK_EVENT_STOP;
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      set_zoom (photo, current_zoom (photo) / STEP);
      return GDK_EVENT_STOP;
    case GDK_KEY_0:
    case GDK_KEY_KP_0:
      set_zoom (photo, 0);
      return GDK_EVENT_STOP;
    case GDK_KEY_1:
    case GDK_KEY_KP_1:
      set_zoom (photo, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Escape:
      gtk_window_close (GTK_WINDOW (photo->window));
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
add_controllers (Photo *photo)
{
  GtkEventController *scroll =
      gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_event_controller_set_propagation_phase (scroll, GTK_PHASE_CAPTURE);
  g_signal_connect (scroll, "scroll", G_CALLBACK (scrolled_cb), photo);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), photo);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), photo);
  gtk_widget_add_controller (photo->picture, scroll);
  gtk_widget_add_controller (photo->window, keys);
  gtk_widget_add_controller (photo->picture, GTK_EVENT_CONTROLLER (click));
}

void
gw_photo_window_open (GtkWidget *from, GdkTexture *texture, const char *title)
{
  Photo *photo = g_new0 (Photo, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *bar = adw_header_bar_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *zoom_label = gtk_label_new (NULL);

  photo->width = gdk_texture_get_width (texture);
  photo->height = gdk_texture_get_height (texture);
  photo->window = adw_window_new ();
  photo->picture = gtk_picture_new_for_paintable (GDK_PAINTABLE (texture));
  photo->zoom_label = GTK_LABEL (zoom_label);
  gtk_widget_add_css_class (zoom_label, "numeric");
  gtk_widget_set_tooltip_text (zoom_label, _ ("+ and − zoom, 0 fits, 1 is full size"));
  adw_header_bar_pack_end (ADW_HEADER_BAR (bar), zoom_label);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), photo->picture);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), scroller);
  adw_window_set_content (ADW_WINDOW (photo->window), box);
  gtk_window_set_title (GTK_WINDOW (photo->window), title);
  gtk_window_set_transient_for (GTK_WINDOW (photo->window),
                                GTK_WINDOW (gtk_widget_get_root (from)));
  gtk_window_set_default_size (GTK_WINDOW (photo->window), 960, 720);
  g_object_set_data_full (G_OBJECT (photo->window), "photo", photo, g_free);
  add_controllers (photo);
  set_zoom (photo, 0);
  gtk_window_present (GTK_WINDOW (photo->window));
}
