/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The photos of a case, small: before and after side by side; each opens large. */
#define G_LOG_DOMAIN "gridward-detail"

#include "gui/detail/photo-strip.h"

#include <glib/gi18n.h>

#include "gui/detail/part.h"
#include "gui/detail/photo-window.h"
#include "gui/detail/photo.h"

#define THUMB_HEIGHT 118
/* Decoded so wide: sharp on a screen of double density. */
#define THUMB_DECODED 360

struct _GwPhotoStrip
{
  GtkWidget parent_instance;

  GtkGrid *grid;
  GwClient *client;
  GPtrArray *photos;   /* GwPhoto, or NULL */
  GPtrArray *captions; /* GtkLabel of each, borrowed from the grid */
  GCancellable *cancellable;
  guint n_loading;
};

G_DEFINE_FINAL_TYPE (GwPhotoStrip, gw_photo_strip, GTK_TYPE_WIDGET)

static void
forget (GwPhotoStrip *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->photos, g_ptr_array_unref);
  g_ptr_array_set_size (self->captions, 0);
  self->n_loading = 0;
}

static void
gw_photo_strip_dispose (GObject *object)
{
  GwPhotoStrip *self = GW_PHOTO_STRIP (object);

  forget (self);
  g_clear_object (&self->client);
  g_clear_pointer ((GtkWidget **)&self->grid, gtk_widget_unparent);

  G_OBJECT_CLASS (gw_photo_strip_parent_class)->dispose (object);
}

static void
gw_photo_strip_finalize (GObject *object)
{
  g_ptr_array_unref (GW_PHOTO_STRIP (object)->captions);

  G_OBJECT_CLASS (gw_photo_strip_parent_class)->finalize (object);
}

static void
gw_photo_strip_class_init (GwPhotoStripClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_photo_strip_dispose;
  G_OBJECT_CLASS (klass)->finalize = gw_photo_strip_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
gw_photo_strip_init (GwPhotoStrip *self)
{
  self->captions = g_ptr_array_new ();
  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_column_homogeneous (self->grid, TRUE);
  gtk_grid_set_column_spacing (self->grid, 8);
  gtk_grid_set_row_spacing (self->grid, 4);
  gtk_widget_set_parent (GTK_WIDGET (self->grid), GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/* ---- one picture ---- */

/* One picture on its way. */
typedef struct
{
  GwPhotoStrip *strip;
  GtkWidget *button; /* weak */
  GCancellable *cancellable;
} Fetch;

static void
fetch_free (Fetch *fetch)
{
  g_clear_weak_pointer (&fetch->button);
  g_object_unref (fetch->cancellable);
  g_object_unref (fetch->strip);
  g_free (fetch);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fetch, fetch_free)

static void
show_failure (GtkWidget *button, const char *reason)
{
  GtkWidget *image = gtk_image_new_from_icon_name ("image-missing-symbolic");

  gtk_image_set_pixel_size (GTK_IMAGE (image), 32);
  gtk_button_set_child (GTK_BUTTON (button), image);
  gtk_widget_set_tooltip_text (button, reason);
}

static void
show_texture (GtkWidget *button, GdkTexture *texture)
{
  GtkWidget *picture = gtk_picture_new_for_paintable (GDK_PAINTABLE (texture));

  gtk_picture_set_content_fit (GTK_PICTURE (picture), GTK_CONTENT_FIT_COVER);
  gtk_picture_set_can_shrink (GTK_PICTURE (picture), TRUE);
  gtk_widget_set_overflow (picture, GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_size_request (picture, -1, THUMB_HEIGHT);
  gtk_button_set_child (GTK_BUTTON (button), picture);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Fetch) fetch = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = gw_photo_load_finish (result, &error);

  if (g_cancellable_is_cancelled (fetch->cancellable))
    return;
  fetch->strip->n_loading--;
  if (fetch->button == NULL)
    return;
  if (texture != NULL)
    show_texture (fetch->button, texture);
  else
    show_failure (fetch->button, error->message);
}

static void
clicked_cb (GwPhotoStrip *self, GtkWidget *button)
{
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "index"));

  gw_photo_window_open (button, self->client, self->photos, index);
}

static GtkWidget *
make_button (GwPhotoStrip *self, guint index)
{
  const GwPhoto *photo = self->photos->pdata[index];
  GtkWidget *button = gtk_button_new ();
  GtkWidget *spinner = gtk_spinner_new ();
  g_autofree char *name = g_strdup_printf (_ ("Photo: %s"), photo->stage);
  Fetch *fetch = g_new0 (Fetch, 1);

  gtk_spinner_start (GTK_SPINNER (spinner));
  gtk_button_set_child (GTK_BUTTON (button), spinner);
  gtk_widget_set_size_request (button, -1, THUMB_HEIGHT);
  gtk_widget_add_css_class (button, "photo");
  gtk_widget_set_tooltip_text (button, photo->stage);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  g_object_set_data (G_OBJECT (button), "index", GUINT_TO_POINTER (index));
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (clicked_cb), self);

  fetch->strip = g_object_ref (self);
  fetch->cancellable = g_object_ref (self->cancellable);
  g_set_weak_pointer (&fetch->button, button);
  self->n_loading++;
  gw_photo_load_async (self->client, photo->url, THUMB_DECODED, self->cancellable,
                       loaded_cb, fetch);
  return button;
}

/* The picture, and under it what it is of. */
static GtkWidget *
make_photo (GwPhotoStrip *self, guint index)
{
  const GwPhoto *photo = self->photos->pdata[index];
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *caption = gw_part_line (NULL, "photo-caption");

  g_ptr_array_add (self->captions, caption);
  gtk_widget_set_valign (box, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), make_button (self, index));
  gtk_box_append (GTK_BOX (box), gw_part_line (photo->stage, "photo-stage"));
  gtk_box_append (GTK_BOX (box), caption);
  return box;
}

/* ---- all of them ---- */

static guint
count_after (GPtrArray *photos)
{
  guint n = 0;

  for (guint i = 0; i < photos->len; i++)
    n += ((const GwPhoto *)photos->pdata[i])->is_after;
  return n;
}

static void
add_heading (GwPhotoStrip *self, int column, const char *text)
{
  GtkWidget *heading = gw_part_line (text, "caption-heading");

  gtk_grid_attach (self->grid, heading, column, 0, 1, 1);
}

static void
lay_out (GwPhotoStrip *self)
{
  guint n_after = count_after (self->photos);
  gboolean both = n_after > 0 && n_after < self->photos->len;
  int rows[2] = { 0, 0 };

  if (both)
    {
      add_heading (self, 0, _ ("Before"));
      add_heading (self, 1, _ ("After"));
    }
  for (guint i = 0; i < self->photos->len; i++)
    {
      const GwPhoto *photo = self->photos->pdata[i];
      int column = both ? photo->is_after : (int)(i % 2);

      gtk_grid_attach (self->grid, make_photo (self, i), column, 1 + rows[column]++, 1, 1);
    }
}

static gboolean
are_same (GPtrArray *a, GPtrArray *b)
{
  if (a == NULL || a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (!g_str_equal (((GwPhoto *)a->pdata[i])->id, ((GwPhoto *)b->pdata[i])->id))
      return FALSE;
  return TRUE;
}

/* The journal, which says who took them, comes by itself. */
static void
take_captions (GwPhotoStrip *self, GPtrArray *photos)
{
  g_ptr_array_ref (photos);
  g_clear_pointer (&self->photos, g_ptr_array_unref);
  self->photos = photos;
  for (guint i = 0; i < photos->len; i++)
    {
      const GwPhoto *photo = photos->pdata[i];

      gtk_label_set_text (self->captions->pdata[i], photo->caption);
      gtk_widget_set_visible (self->captions->pdata[i], photo->caption[0] != '\0');
    }
}

void
gw_photo_strip_set_photos (GwPhotoStrip *self, GwClient *client, GPtrArray *photos)
{
  GtkWidget *child;

  g_return_if_fail (GW_IS_PHOTO_STRIP (self));

  if (are_same (self->photos, photos))
    {
      take_captions (self, photos);
      return;
    }
  forget (self);
  g_set_object (&self->client, client);
  self->photos = g_ptr_array_ref (photos);
  self->cancellable = g_cancellable_new ();
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);
  lay_out (self);
  take_captions (self, photos);
  gtk_widget_set_visible (GTK_WIDGET (self), photos->len > 0);
}

gboolean
gw_photo_strip_is_settled (GwPhotoStrip *self)
{
  g_return_val_if_fail (GW_IS_PHOTO_STRIP (self), TRUE);

  return self->n_loading == 0;
}
