/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The photos of a case, large: zoom, full screen, and before and after laid on each other. */
#define G_LOG_DOMAIN "gridward-detail"

#include "gui/detail/photo-window.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "gui/detail/photo-canvas.h"
#include "gui/detail/photo.h"

#define STEP 1.25
#define PAN 0.2

#define GW_TYPE_PHOTO_WINDOW (gw_photo_window_get_type ())
G_DECLARE_FINAL_TYPE (GwPhotoWindow, gw_photo_window, GW, PHOTO_WINDOW, AdwWindow)

struct _GwPhotoWindow
{
  AdwWindow parent_instance;

  GwClient *client;
  GPtrArray *photos; /* GwPhoto */
  guint index;
  GCancellable *cancellable; /* of the pictures on their way */
  guint n_loading;
  GdkTexture *textures[2]; /* what is shown, and what it is compared with */
  AdwWindowTitle *title;
  GtkWidget *full_button;
  GtkButton *zoom_button;
  GtkToggleButton *compare_button;
  GtkStack *stack;
  AdwStatusPage *failed_page;
  GwPhotoCanvas *canvas;
  GtkWidget *division_box;
  GtkLabel *before_label;
  GtkLabel *after_label;
  GtkRange *division_scale;
};

G_DEFINE_FINAL_TYPE (GwPhotoWindow, gw_photo_window, ADW_TYPE_WINDOW)

static GwPhoto *
photo_at (GwPhotoWindow *self, guint index)
{
  return self->photos->pdata[index];
}

/* What is compared: the first photo before, and the last one after. */
static gboolean
find_pair (GwPhotoWindow *self, guint *ret_before, guint *ret_after)
{
  gboolean has_before = FALSE;
  gboolean has_after = FALSE;

  for (guint i = 0; i < self->photos->len; i++)
    if (photo_at (self, i)->is_after)
      {
        *ret_after = i;
        has_after = TRUE;
      }
    else if (!has_before)
      {
        *ret_before = i;
        has_before = TRUE;
      }
  /* The one that is looked at, rather. */
  if (has_before && has_after)
    *(photo_at (self, self->index)->is_after ? ret_after : ret_before) = self->index;
  return has_before && has_after;
}

/* ---- loading ---- */

typedef struct
{
  GwPhotoWindow *window;
  GCancellable *cancellable;
  guint place; /* in textures */
} Loading;

static void
loading_free (Loading *loading)
{
  g_object_unref (loading->window);
  g_object_unref (loading->cancellable);
  g_free (loading);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Loading, loading_free)

static void
forget (GwPhotoWindow *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->textures[0]);
  g_clear_object (&self->textures[1]);
  self->n_loading = 0;
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Loading) loading = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = gw_photo_load_finish (result, &error);
  GwPhotoWindow *self = loading->window;

  if (g_cancellable_is_cancelled (loading->cancellable))
    return;
  if (texture == NULL)
    {
      g_cancellable_cancel (self->cancellable);
      adw_status_page_set_description (self->failed_page, error->message);
      gtk_stack_set_visible_child_name (self->stack, "failed");
      return;
    }
  g_set_object (&self->textures[loading->place], texture);
  if (--self->n_loading > 0)
    return;
  gw_photo_canvas_set_textures (self->canvas, self->textures[0], self->textures[1]);
  gtk_stack_set_visible_child_name (self->stack, "photo");
}

static void
load (GwPhotoWindow *self, guint place, guint index)
{
  Loading *loading = g_new0 (Loading, 1);

  loading->window = g_object_ref (self);
  loading->cancellable = g_object_ref (self->cancellable);
  loading->place = place;
  self->n_loading++;
  gw_photo_load_async (self->client, photo_at (self, index)->url, 0, self->cancellable,
                       loaded_cb, loading);
}

static char *
describe (const GwPhoto *photo)
{
  return photo->caption[0] != '\0'
             ? g_strdup_printf ("%s · %s", photo->stage, photo->caption)
             : g_strdup (photo->stage);
}

static void
show_title (GwPhotoWindow *self)
{
  const GwPhoto *photo = photo_at (self, self->index);
  g_autofree char *count =
      g_strdup_printf (_ ("%u of %u"), self->index + 1, self->photos->len);
  g_autofree char *subtitle =
      g_strdup_printf ("%s%s%s", photo->caption, photo->caption[0] ? " · " : "", count);
  g_autofree char *name = describe (photo);

  adw_window_title_set_title (self->title, photo->stage);
  adw_window_title_set_subtitle (self->title, subtitle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->canvas),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
show_compared (GwPhotoWindow *self, guint before, guint after)
{
  g_autofree char *before_text = describe (photo_at (self, before));
  g_autofree char *after_text = describe (photo_at (self, after));

  adw_window_title_set_title (self->title, _ ("Before and after"));
  adw_window_title_set_subtitle (self->title, "");
  gtk_label_set_text (self->before_label, before_text);
  gtk_label_set_text (self->after_label, after_text);
  load (self, 0, before);
  load (self, 1, after);
}

static void
show_photo (GwPhotoWindow *self)
{
  guint before = 0;
  guint after = 0;
  gboolean compares = gtk_toggle_button_get_active (self->compare_button) &&
                      find_pair (self, &before, &after);

  forget (self);
  self->cancellable = g_cancellable_new ();
  gw_photo_canvas_set_textures (self->canvas, NULL, NULL);
  gtk_stack_set_visible_child_name (self->stack, "loading");
  show_title (self);
  gtk_widget_set_visible (self->division_box, compares);
  if (compares)
    show_compared (self, before, after);
  else
    load (self, 0, self->index);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "photo.step",
                                 !compares && self->photos->len > 1);
}

/* ---- what one can do ---- */

static void
step_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GwPhotoWindow *self = GW_PHOTO_WINDOW (widget);
  int step = g_variant_get_int32 (parameter);

  self->index = (self->index + self->photos->len + (guint)step) % self->photos->len;
  show_photo (self);
}

static void
zoom_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GwPhotoWindow *self = GW_PHOTO_WINDOW (widget);
  int direction = g_variant_get_int32 (parameter);

  if (direction == 0)
    gw_photo_canvas_set_zoom (self->canvas,
                              gw_photo_canvas_get_zoom (self->canvas) > 0 ? 0 : 1);
  else
    gw_photo_canvas_zoom_by (self->canvas, direction > 0 ? STEP : 1 / STEP);
}

static void
full_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (gtk_window_is_fullscreen (GTK_WINDOW (widget)))
    gtk_window_unfullscreen (GTK_WINDOW (widget));
  else
    gtk_window_fullscreen (GTK_WINDOW (widget));
}

static void
reload_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  show_photo (GW_PHOTO_WINDOW (widget));
}

static void
compare_toggled_cb (GwPhotoWindow *self)
{
  show_photo (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
}

static void
division_changed_cb (GwPhotoWindow *self)
{
  gw_photo_canvas_set_division (self->canvas,
                                gtk_range_get_value (self->division_scale) / 100);
}

static void
canvas_changed_cb (GwPhotoWindow *self)
{
  double zoom = gw_photo_canvas_get_zoom (self->canvas);
  g_autofree char *text =
      zoom > 0 ? g_strdup_printf ("%.0f %%", zoom * 100) : g_strdup (_ ("Fits"));

  gtk_button_set_label (self->zoom_button, text);
  gtk_range_set_value (self->division_scale,
                       gw_photo_canvas_get_division (self->canvas) * 100);
}

/* ---- keys ---- */

static void
leave (GwPhotoWindow *self)
{
  if (gtk_window_is_fullscreen (GTK_WINDOW (self)))
    gtk_window_unfullscreen (GTK_WINDOW (self));
  else
    gtk_window_close (GTK_WINDOW (self));
}

/* An arrow: pans with Shift, moves the division while comparing, else turns to another. */
static void
take_arrow (GwPhotoWindow *self, int x, int y, gboolean shift)
{
  if (shift || y != 0)
    gw_photo_canvas_pan (self->canvas, x * PAN, y * PAN);
  else if (gtk_widget_get_visible (self->division_box))
    gw_photo_canvas_set_division (self->canvas,
                                  gw_photo_canvas_get_division (self->canvas) + x * 0.05);
  else if (self->photos->len > 1)
    gtk_widget_activate_action (GTK_WIDGET (self), "photo.step", "i", x);
}

static gboolean
take_other_key (GwPhotoWindow *self, guint key)
{
  switch (key)
    {
    case GDK_KEY_plus:
    case GDK_KEY_equal:
    case GDK_KEY_KP_Add:
      gw_photo_canvas_zoom_by (self->canvas, STEP);
      break;
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      gw_photo_canvas_zoom_by (self->canvas, 1 / STEP);
      break;
    case GDK_KEY_0:
    case GDK_KEY_KP_0:
      gw_photo_canvas_set_zoom (self->canvas, 0);
      break;
    case GDK_KEY_1:
    case GDK_KEY_KP_1:
      gw_photo_canvas_set_zoom (self->canvas, 1);
      break;
    case GDK_KEY_c:
      if (gtk_widget_get_sensitive (GTK_WIDGET (self->compare_button)))
        gtk_toggle_button_set_active (self->compare_button,
                                      !gtk_toggle_button_get_active (self->compare_button));
      break;
    case GDK_KEY_F11:
      full_cb (GTK_WIDGET (self), NULL, NULL);
      break;
    case GDK_KEY_Escape:
      leave (self);
      break;
    default:
      return GDK_EVENT_PROPAGATE;
    }
  return GDK_EVENT_STOP;
}

static gboolean
key_pressed_cb (GwPhotoWindow *self, guint key, guint code, GdkModifierType modifiers)
{
  gboolean shift = (modifiers & GDK_SHIFT_MASK) != 0;

  if ((modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  switch (key)
    {
    case GDK_KEY_Left:
      take_arrow (self, -1, 0, shift);
      return GDK_EVENT_STOP;
    case GDK_KEY_Right:
      take_arrow (self, 1, 0, shift);
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
      take_arrow (self, 0, -1, shift);
      return GDK_EVENT_STOP;
    case GDK_KEY_Down:
      take_arrow (self, 0, 1, shift);
      return GDK_EVENT_STOP;
    default:
      return take_other_key (self, key);
    }
}

/* ---- the window ---- */

static void
gw_photo_window_dispose (GObject *object)
{
  GwPhotoWindow *self = GW_PHOTO_WINDOW (object);

  forget (self);
  g_clear_object (&self->client);
  g_clear_pointer (&self->photos, g_ptr_array_unref);

  G_OBJECT_CLASS (gw_photo_window_parent_class)->dispose (object);
}

static void
gw_photo_window_class_init (GwPhotoWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_photo_window_dispose;
  g_type_ensure (GW_TYPE_PHOTO_CANVAS);
  gtk_widget_class_install_action (widget_class, "photo.step", "i", step_cb);
  gtk_widget_class_install_action (widget_class, "photo.zoom", "i", zoom_cb);
  gtk_widget_class_install_action (widget_class, "photo.full", NULL, full_cb);
  gtk_widget_class_install_action (widget_class, "photo.reload", NULL, reload_cb);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gridward/Desk/detail/photo-window.ui");
  gtk_widget_class_bind_template_child (widget_class, GwPhotoWindow, title);
  gtk_widget_class_bind_template_child (widget_class, GwPhotoWindow, full_button);
  gtk_widget_class_bind_template_child (widget_class, GwPhotoWindow, zoom_button);
  gtk_widget_class_bind_template_child (widget_class, GwPhotoWindow, compare_button);
  gtk_widget_class_bind_template_child (widget_class, GwPhotoWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, GwPhotoWindow, failed_page);
  gtk_widget_class_bind_template_child (widget_class, GwPhotoWindow, canvas);
  gtk_widget_class_bind_template_child (widget_class, GwPhotoWindow, division_box);
  gtk_widget_class_bind_template_child (widget_class, GwPhotoWindow, before_label);
  gtk_widget_class_bind_template_child (widget_class, GwPhotoWindow, after_label);
  gtk_widget_class_bind_template_child (widget_class, GwPhotoWindow, division_scale);
  gtk_widget_class_bind_template_callback (widget_class, compare_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, division_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, canvas_changed_cb);
}

static void
gw_photo_window_init (GwPhotoWindow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  /* Before the slider and the buttons, which would take the arrows. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

void
gw_photo_window_open (GtkWidget *from, GwClient *client, GPtrArray *photos, guint index)
{
  GwPhotoWindow *self = g_object_new (GW_TYPE_PHOTO_WINDOW, NULL);
  guint before;
  guint after;

  g_return_if_fail (photos != NULL && index < photos->len);

  self->client = g_object_ref (client);
  self->photos = g_ptr_array_ref (photos);
  self->index = index;
  gtk_widget_set_sensitive (GTK_WIDGET (self->compare_button),
                            find_pair (self, &before, &after));
  gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (gtk_widget_get_root (from)));
  show_photo (self);
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
}
