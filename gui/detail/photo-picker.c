/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Photographs to go with an action: chosen or dropped, sent at once, removable until then. */
#define G_LOG_DOMAIN "gridward-detail"

#include "gui/detail/photo-picker.h"

#include <glib/gi18n.h>

#include "gui/client/codec.h"
#include "gui/detail/photo.h"

/* What the server takes. */
#define MAX_BYTES (8 * 1024 * 1024)
#define MAX_PHOTOS 9
#define PREVIEW_PX 40

struct _GwPhotoPicker
{
  GtkWidget parent_instance;

  GwClient *client;
  GPtrArray *photos; /* Photo */
  GtkWidget *box;    /* the photographs' rows */
  GtkWidget *button;
  GtkFileChooserNative *dialog;
};

/* One photograph and its row. The picker holds one reference, what is under way another. */
typedef struct
{
  grefcount references;
  GwPhotoPicker *picker; /* NULL: removed */
  GCancellable *cancellable;
  GtkWidget *row;
  GtkWidget *bar;
  GtkWidget *preview;
  GtkLabel *error_label;
  char *content_type;
  char *id; /* NULL: not with the server */
} Photo;

G_DEFINE_FINAL_TYPE (GwPhotoPicker, gw_photo_picker, GTK_TYPE_WIDGET)

static guint changed_signal;

static void
photo_unref (Photo *photo)
{
  if (!g_ref_count_dec (&photo->references))
    return;
  g_object_unref (photo->cancellable);
  g_free (photo->content_type);
  g_free (photo->id);
  g_free (photo);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Photo, photo_unref)

static Photo *
photo_ref (Photo *photo)
{
  g_ref_count_inc (&photo->references);
  return photo;
}

static void
drop_photo (gpointer data)
{
  Photo *photo = data;

  g_cancellable_cancel (photo->cancellable);
  gtk_box_remove (GTK_BOX (photo->picker->box), photo->row);
  photo->picker = NULL;
  photo_unref (photo);
}

static void
changed (GwPhotoPicker *self)
{
  gtk_widget_set_sensitive (self->button, self->photos->len < MAX_PHOTOS);
  g_signal_emit (self, changed_signal, 0);
}

static void
fail (Photo *photo, const char *reason)
{
  gtk_widget_set_visible (photo->bar, FALSE);
  gtk_label_set_text (photo->error_label, reason);
  gtk_widget_set_visible (GTK_WIDGET (photo->error_label), TRUE);
  changed (photo->picker);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Photo) photo = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = gw_client_call_finish (GW_CLIENT (source), result, &error);

  if (photo->picker == NULL)
    return;
  if (id == NULL)
    {
      fail (photo, error->message);
      return;
    }
  photo->id = g_steal_pointer (&id);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (photo->bar), 1);
  changed (photo->picker);
}

static void
previewed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Photo) photo = data;
  g_autoptr (GdkTexture) texture = gw_photo_load_finish (result, NULL);

  /* What cannot be shown may still be sent: the server says what it thinks of it. */
  if (photo->picker != NULL && texture != NULL)
    gtk_image_set_from_paintable (GTK_IMAGE (photo->preview), GDK_PAINTABLE (texture));
}

static void
progress_cb (goffset sent, goffset total, gpointer data)
{
  Photo *photo = data;

  if (photo->picker != NULL && total > 0)
    gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (photo->bar),
                                   (double)sent / (double)total);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Photo) photo = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes =
      g_file_load_bytes_finish (G_FILE (source), result, NULL, &error);

  if (photo->picker == NULL)
    return;
  if (bytes == NULL)
    {
      fail (photo, error->message);
      return;
    }
  gw_photo_decode_async (bytes, PREVIEW_PX, photo->cancellable, previewed_cb,
                         photo_ref (photo));
  gw_client_upload_async (photo->picker->client, "/api/v1/attachments", bytes,
                          photo->content_type, progress_cb, gw_decode_attachment_id, g_free,
                          photo->cancellable, sent_cb, photo_ref (photo));
}

/* Said before megabytes are sent for nothing; the server looks again. */
static void
examined_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Photo) photo = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info_finish (G_FILE (source), result, &error);
  const char *type;

  if (photo->picker == NULL)
    return;
  if (info == NULL)
    {
      fail (photo, error->message);
      return;
    }
  type = g_file_info_get_content_type (info);
  photo->content_type = type != NULL ? g_content_type_get_mime_type (type) : NULL;
  if (g_strcmp0 (photo->content_type, "image/jpeg") != 0 &&
      g_strcmp0 (photo->content_type, "image/png") != 0 &&
      g_strcmp0 (photo->content_type, "image/webp") != 0)
    fail (photo, _ ("Not a JPEG, PNG or WebP picture"));
  else if (g_file_info_get_size (info) > MAX_BYTES)
    fail (photo, _ ("Larger than 8 MiB"));
  else
    g_file_load_bytes_async (G_FILE (source), photo->cancellable, read_cb,
                             photo_ref (photo));
}

static void
remove_clicked_cb (GtkButton *button, Photo *photo)
{
  GwPhotoPicker *self = photo->picker;

  g_ptr_array_remove (self->photos, photo);
  gtk_widget_grab_focus (self->button);
  changed (self);
}

static GtkWidget *
make_words (Photo *photo, const char *name)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *label = gtk_label_new (name);
  GtkWidget *error_label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_set_tooltip_text (label, name);
  photo->bar = gtk_progress_bar_new ();
  gtk_accessible_update_property (GTK_ACCESSIBLE (photo->bar),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  photo->error_label = GTK_LABEL (error_label);
  gtk_label_set_xalign (photo->error_label, 0);
  gtk_label_set_wrap (photo->error_label, TRUE);
  gtk_widget_add_css_class (error_label, "late");
  gtk_widget_add_css_class (error_label, "caption");
  gtk_widget_set_visible (error_label, FALSE);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), label);
  gtk_box_append (GTK_BOX (words), photo->bar);
  gtk_box_append (GTK_BOX (words), error_label);
  return words;
}

static GtkWidget *
make_preview (Photo *photo, const char *name)
{
  photo->preview = gtk_image_new_from_icon_name ("image-x-generic-symbolic");
  gtk_image_set_pixel_size (GTK_IMAGE (photo->preview), PREVIEW_PX);
  gtk_accessible_update_property (GTK_ACCESSIBLE (photo->preview),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return photo->preview;
}

static GtkWidget *
make_remove_button (Photo *photo, const char *name)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");
  g_autofree char *label = g_strdup_printf (_ ("Remove %s"), name);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  g_signal_connect (button, "clicked", G_CALLBACK (remove_clicked_cb), photo);
  return button;
}

static void
response_cb (GwPhotoPicker *self, int response)
{
  g_autoptr (GListModel) files = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (self->dialog));
  for (guint i = 0; files != NULL && i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      gw_photo_picker_add_file (self, file);
    }
  gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (self->dialog));
  g_clear_object (&self->dialog);
}

static void
add_clicked_cb (GwPhotoPicker *self)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->dialog != NULL)
    return;
  self->dialog = gtk_file_chooser_native_new (_ ("Add Photos"), GTK_WINDOW (root),
                                              GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  gtk_file_filter_set_name (filter, _ ("Photos"));
  gtk_file_filter_add_mime_type (filter, "image/jpeg");
  gtk_file_filter_add_mime_type (filter, "image/png");
  gtk_file_filter_add_mime_type (filter, "image/webp");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->dialog), filter);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (self->dialog), TRUE);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->dialog), TRUE);
  g_signal_connect_swapped (self->dialog, "response", G_CALLBACK (response_cb), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->dialog));
}

static gboolean
dropped_cb (GwPhotoPicker *self, const GValue *value)
{
  for (GSList *files = g_value_get_boxed (value); files != NULL; files = files->next)
    gw_photo_picker_add_file (self, files->data);
  return TRUE;
}

static void
gw_photo_picker_dispose (GObject *object)
{
  GwPhotoPicker *self = GW_PHOTO_PICKER (object);
  GtkWidget *child;

  if (self->dialog != NULL)
    gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (self->dialog));
  g_clear_object (&self->dialog);
  g_clear_pointer (&self->photos, g_ptr_array_unref);
  g_clear_object (&self->client);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (gw_photo_picker_parent_class)->dispose (object);
}

static void
gw_photo_picker_class_init (GwPhotoPickerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_photo_picker_dispose;
  changed_signal = g_signal_new ("changed", GW_TYPE_PHOTO_PICKER, G_SIGNAL_RUN_LAST, 0,
                                 NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
gw_photo_picker_init (GwPhotoPicker *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  self->photos = g_ptr_array_new_with_free_func (drop_photo);
  gtk_orientable_set_orientation (
      GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
      GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (
      GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 6);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->button = gtk_button_new_with_mnemonic (_ ("Add _Photos…"));
  gtk_widget_set_halign (self->button, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (self->button, _ ("Choose photos, or drop them here"));
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (add_clicked_cb), self);
  g_signal_connect_swapped (target, "drop", G_CALLBACK (dropped_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

void
gw_photo_picker_set_client (GwPhotoPicker *self, GwClient *client)
{
  g_return_if_fail (GW_IS_PHOTO_PICKER (self));

  g_set_object (&self->client, client);
}

static Photo *
add_photo (GwPhotoPicker *self, const char *name)
{
  Photo *photo = g_new0 (Photo, 1);

  g_ref_count_init (&photo->references);
  photo->picker = self;
  photo->cancellable = g_cancellable_new ();
  photo->row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  gtk_box_append (GTK_BOX (photo->row), make_preview (photo, name));
  gtk_box_append (GTK_BOX (photo->row), make_words (photo, name));
  gtk_box_append (GTK_BOX (photo->row), make_remove_button (photo, name));
  gtk_box_append (GTK_BOX (self->box), photo->row);
  g_ptr_array_add (self->photos, photo);
  return photo;
}

void
gw_photo_picker_add_sent (GwPhotoPicker *self, const char *id)
{
  g_autofree char *name = NULL;
  g_autofree char *url = NULL;
  Photo *photo;

  g_return_if_fail (GW_IS_PHOTO_PICKER (self) && self->client != NULL);

  if (self->photos->len >= MAX_PHOTOS)
    return;
  name = g_strdup_printf (_ ("Photo %u"), self->photos->len + 1);
  photo = add_photo (self, name);
  photo->id = g_strdup (id);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (photo->bar), 1);
  url = g_strconcat ("/api/v1/attachments/", id, NULL);
  gw_photo_load_async (self->client, url, PREVIEW_PX, photo->cancellable, previewed_cb,
                       photo_ref (photo));
  changed (self);
}

gboolean
gw_photo_picker_is_empty (GwPhotoPicker *self)
{
  g_return_val_if_fail (GW_IS_PHOTO_PICKER (self), TRUE);

  return self->photos->len == 0;
}

void
gw_photo_picker_add_file (GwPhotoPicker *self, GFile *file)
{
  g_autofree char *base = NULL;
  g_autofree char *name = NULL;
  Photo *photo;

  g_return_if_fail (GW_IS_PHOTO_PICKER (self) && self->client != NULL);

  if (self->photos->len >= MAX_PHOTOS)
    return;
  base = g_file_get_basename (file);
  name = g_filename_display_name (base);
  photo = add_photo (self, name);
  g_file_query_info_async (
      file, G_FILE_ATTRIBUTE_STANDARD_CONTENT_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
      G_FILE_QUERY_INFO_NONE, G_PRIORITY_DEFAULT, photo->cancellable, examined_cb,
      photo_ref (photo));
  changed (self);
}

void
gw_photo_picker_clear (GwPhotoPicker *self)
{
  g_return_if_fail (GW_IS_PHOTO_PICKER (self));

  g_ptr_array_set_size (self->photos, 0);
  changed (self);
}

gboolean
gw_photo_picker_is_complete (GwPhotoPicker *self)
{
  g_return_val_if_fail (GW_IS_PHOTO_PICKER (self), FALSE);

  for (guint i = 0; i < self->photos->len; i++)
    if (((Photo *)self->photos->pdata[i])->id == NULL)
      return FALSE;
  return TRUE;
}

GStrv
gw_photo_picker_dup_ids (GwPhotoPicker *self)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  guint n = 0;

  g_return_val_if_fail (GW_IS_PHOTO_PICKER (self), NULL);

  for (guint i = 0; i < self->photos->len; i++)
    {
      const Photo *photo = self->photos->pdata[i];

      if (photo->id == NULL)
        continue;
      g_strv_builder_add (ids, photo->id);
      n++;
    }
  return n > 0 ? g_strv_builder_end (ids) : NULL;
}
