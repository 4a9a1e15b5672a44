/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The photos of a case, small; each opens large and zoomable. */
#define G_LOG_DOMAIN "gridward-detail"

#include "gui/detail/photo-strip.h"

#include <glib/gi18n.h>

#define THUMB_WIDTH 128
#define THUMB_HEIGHT 96

struct _GwPhotoStrip
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkWidget *box;
  GCancellable *cancellable;
  char *shown; /* the ids that are shown, joined */
};

G_DEFINE_FINAL_TYPE (GwPhotoStrip, gw_photo_strip, GTK_TYPE_WIDGET)

/* One picture on its way: fetched, then decoded in a worker thread. */
typedef struct
{
  GwPhotoStrip *strip;
  GtkWidget *button; /* weak */
} Fetch;

static void
fetch_free (Fetch *fetch)
{
  g_clear_weak_pointer (&fetch->button);
  g_object_unref (fetch->strip);
  g_free (fetch);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fetch, fetch_free)

static const char *
stage_label (const char *stage)
{
  if (g_strcmp0 (stage, "handle") == 0)
    return _ ("After handling");
  if (g_strcmp0 (stage, "check") == 0)
    return _ ("At the check");
  return _ ("At the report");
}

static void
photo_clicked_cb (GtkButton *button)
{
  GdkTexture *texture = g_object_get_data (G_OBJECT (button), "texture");

  if (texture != NULL)
    gw_photo_window_open (GTK_WIDGET (button), texture,
                          gtk_widget_get_tooltip_text (GTK_WIDGET (button)));
}

static void
show_failure (GtkWidget *button, const char *reason)
{
  GtkWidget *image = gtk_image_new_from_icon_name ("image-missing-symbolic");

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
  gtk_widget_set_size_request (picture, THUMB_WIDTH, THUMB_HEIGHT);
  gtk_button_set_child (GTK_BUTTON (button), picture);
  g_object_set_data_full (G_OBJECT (button), "texture", g_object_ref (texture),
                          g_object_unref);
}

static void
decode_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GdkTexture *texture = gdk_texture_new_from_bytes (data, &error);

  if (texture != NULL)
    g_task_return_pointer (task, texture, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
decoded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Fetch) fetch = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = g_task_propagate_pointer (G_TASK (result), &error);

  if (fetch->button == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (texture != NULL)
    show_texture (fetch->button, texture);
  else
    show_failure (fetch->button, error->message);
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Fetch) fetch = data;
  g_autoptr (GError) error = NULL;
  GBytes *bytes = gw_client_fetch_finish (GW_CLIENT (source), result, &error);
  g_autoptr (GTask) task = NULL;

  if (fetch->button == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_clear_pointer (&bytes, g_bytes_unref);
      return;
    }
  if (bytes == NULL)
    {
      show_failure (fetch->button, error->message);
      return;
    }
  task = g_task_new (NULL, fetch->strip->cancellable, decoded_cb, fetch);
  g_task_set_source_tag (task, fetched_cb);
  g_task_set_task_data (task, bytes, (GDestroyNotify)g_bytes_unref);
  g_task_run_in_thread (task, decode_thread);
  g_steal_pointer (&fetch);
}

static void
add_photo (GwPhotoStrip *self, GwClient *client, const GwAttachment *attachment)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *spinner = gtk_spinner_new ();
  Fetch *fetch = g_new0 (Fetch, 1);

  gtk_spinner_start (GTK_SPINNER (spinner));
  gtk_button_set_child (GTK_BUTTON (button), spinner);
  gtk_widget_set_size_request (button, THUMB_WIDTH, THUMB_HEIGHT);
  gtk_widget_add_css_class (button, "photo");
  gtk_widget_set_tooltip_text (button, stage_label (attachment->stage));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  stage_label (attachment->stage), -1);
  g_signal_connect (button, "clicked", G_CALLBACK (photo_clicked_cb), NULL);
  gtk_box_append (GTK_BOX (self->box), button);

  fetch->strip = g_object_ref (self);
  g_set_weak_pointer (&fetch->button, button);
  gw_client_fetch_async (client, attachment->url, self->cancellable, fetched_cb, fetch);
}

static void
gw_photo_strip_dispose (GObject *object)
{
  GwPhotoStrip *self = GW_PHOTO_STRIP (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_pointer (&self->shown, g_free);

  G_OBJECT_CLASS (gw_photo_strip_parent_class)->dispose (object);
}

static void
gw_photo_strip_class_init (GwPhotoStripClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_photo_strip_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
gw_photo_strip_init (GwPhotoStrip *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller),
                                  GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->box);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

static char *
join_ids (GPtrArray *attachments)
{
  GString *ids = g_string_new (NULL);

  for (guint i = 0; attachments != NULL && i < attachments->len; i++)
    g_string_append_printf (ids, "%s ", ((GwAttachment *)attachments->pdata[i])->id);
  return g_string_free (ids, FALSE);
}

void
gw_photo_strip_set_attachments (GwPhotoStrip *self, GwClient *client,
                                GPtrArray *attachments)
{
  g_autofree char *ids = join_ids (attachments);
  GtkWidget *child;
  guint n_photos = 0;

  g_return_if_fail (GW_IS_PHOTO_STRIP (self));

  if (g_strcmp0 (ids, self->shown) == 0)
    return;
  g_free (self->shown);
  self->shown = g_steal_pointer (&ids);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
  for (guint i = 0; attachments != NULL && i < attachments->len; i++)
    {
      GwAttachment *attachment = attachments->pdata[i];

      if (attachment->type != NULL && !g_str_has_prefix (attachment->type, "image/"))
        continue;
      add_photo (self, client, attachment);
      n_photos++;
    }
  gtk_widget_set_visible (GTK_WIDGET (self), n_photos > 0);
}
