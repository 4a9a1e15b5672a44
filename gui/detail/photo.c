/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The photographs of a case: which there are, who took them, and their pictures. */
#define G_LOG_DOMAIN "gridward-detail"

#include "gui/detail/photo.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gi18n.h>

#include "gui/model/text.h"

/* What any renderer takes as one texture, and what a photo is looked at with. */
#define MAX_SIDE 4096

void
gw_photo_free (GwPhoto *photo)
{
  g_free (photo->id);
  g_free (photo->url);
  g_free (photo->stage);
  g_free (photo->caption);
  g_free (photo);
}

/* ---- which there are ---- */

static const char *
stage_label (const char *stage)
{
  if (g_strcmp0 (stage, "handle") == 0)
    return _ ("After handling");
  if (g_strcmp0 (stage, "check") == 0)
    return _ ("At the check");
  return _ ("At the report");
}

static const GwCaseEvent *
find_event (GPtrArray *events, const char *id)
{
  for (guint i = 0; events != NULL && i < events->len; i++)
    {
      const GwCaseEvent *event = events->pdata[i];

      if (event->attachments != NULL &&
          g_strv_contains ((const char *const *)event->attachments, id))
        return event;
    }
  return NULL;
}

static char *
make_caption (const GwCaseEvent *event, GwCityInfo *city)
{
  g_autofree char *at = NULL;

  if (event == NULL)
    return g_strdup ("");
  at = gw_text_moment (event->at_usec, gw_city_info_now (city),
                       gw_city_info_get_time_zone (city));
  return g_strdup_printf ("%s · %s", gw_named_label (&event->actor), at);
}

GPtrArray *
gw_photos_new (GPtrArray *attachments, GPtrArray *events, GwCityInfo *city)
{
  GPtrArray *photos = g_ptr_array_new_with_free_func ((GDestroyNotify)gw_photo_free);

  for (guint i = 0; attachments != NULL && i < attachments->len; i++)
    {
      const GwAttachment *attachment = attachments->pdata[i];
      GwPhoto *photo;

      if (attachment->type != NULL && !g_str_has_prefix (attachment->type, "image/"))
        continue;
      photo = g_new0 (GwPhoto, 1);
      photo->id = g_strdup (attachment->id);
      photo->url = g_strdup (attachment->url);
      photo->stage = g_strdup (stage_label (attachment->stage));
      photo->caption = make_caption (find_event (events, attachment->id), city);
      photo->is_after = g_strcmp0 (attachment->stage, "handle") == 0 ||
                        g_strcmp0 (attachment->stage, "check") == 0;
      g_ptr_array_add (photos, photo);
    }
  return photos;
}

/* ---- their pictures ---- */

typedef struct
{
  GBytes *bytes;
  int width;
} Load;

static void
load_free (gpointer data)
{
  Load *load = data;

  g_clear_pointer (&load->bytes, g_bytes_unref);
  g_free (load);
}

/* Known before the first pixel is decoded: a huge picture never is, as a whole. */
static void
size_prepared_cb (GdkPixbufLoader *loader, int width, int height, gpointer data)
{
  const Load *load = data;
  double scale = MIN (1, (double)MAX_SIDE / MAX (width, height));

  if (load->width > 0)
    scale = MIN (scale, (double)load->width / MIN (width, height));
  if (scale < 1)
    gdk_pixbuf_loader_set_size (loader, MAX (1, (int)(width * scale)),
                                MAX (1, (int)(height * scale)));
}

static GdkTexture *
decode (Load *load, GError **error)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  g_autoptr (GdkPixbuf) turned = NULL;
  GdkPixbuf *pixbuf;

  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), load);
  /* A loader must be closed, whatever came of it. */
  if (!gdk_pixbuf_loader_write_bytes (loader, load->bytes, error))
    {
      gdk_pixbuf_loader_close (loader, NULL);
      return NULL;
    }
  if (!gdk_pixbuf_loader_close (loader, error))
    return NULL;
  pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);
  if (pixbuf == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                           _ ("This is not a picture."));
      return NULL;
    }
  turned = gdk_pixbuf_apply_embedded_orientation (pixbuf);
  return gdk_texture_new_for_pixbuf (turned);
}

static void
decode_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GdkTexture *texture = decode (data, &error);

  if (texture != NULL)
    g_task_return_pointer (task, texture, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Load *load = g_task_get_task_data (task);
  GError *error = NULL;

  load->bytes = gw_client_fetch_finish (GW_CLIENT (source), result, &error);
  if (load->bytes == NULL)
    g_task_return_error (task, error);
  else
    g_task_run_in_thread (task, decode_thread);
}

void
gw_photo_load_async (GwClient *client, const char *url, int width,
                     GCancellable *cancellable, GAsyncReadyCallback callback,
                     gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (client, cancellable, callback, user_data);
  Load *load = g_new0 (Load, 1);

  load->width = width;
  g_task_set_source_tag (task, gw_photo_load_async);
  g_task_set_priority (task, G_PRIORITY_DEFAULT);
  g_task_set_task_data (task, load, load_free);
  gw_client_fetch_async (client, url, cancellable, fetched_cb, g_steal_pointer (&task));
}

void
gw_photo_decode_async (GBytes *bytes, int width, GCancellable *cancellable,
                       GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Load *load = g_new0 (Load, 1);

  load->bytes = g_bytes_ref (bytes);
  load->width = width;
  g_task_set_source_tag (task, gw_photo_decode_async);
  g_task_set_priority (task, G_PRIORITY_DEFAULT);
  g_task_set_task_data (task, load, load_free);
  g_task_run_in_thread (task, decode_thread);
}

GdkTexture *
gw_photo_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
