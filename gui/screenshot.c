/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A widget as a picture file, the same on every machine. */
#define G_LOG_DOMAIN "gridward-desk"

#include "gui/screenshot.h"

static GskRenderNode *
dup_node (GtkWidget *widget, int width, int height)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  return gtk_snapshot_free_to_node (snapshot);
}

gboolean
gw_screenshot_write (GtkWidget *widget, const char *path, GError **error)
{
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  g_autoptr (GskRenderer) renderer = gsk_cairo_renderer_new ();
  g_autoptr (GdkTexture) texture = NULL;
  GskRenderNode *node = dup_node (widget, width, height);
  gboolean written;

  if (node == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "nothing is drawn yet");
      return FALSE;
    }
  if (!gsk_renderer_realize (renderer, NULL, error))
    {
      gsk_render_node_unref (node);
      return FALSE;
    }
  texture = gsk_renderer_render_texture (
      renderer, node, &GRAPHENE_RECT_INIT (0, 0, (float)width, (float)height));
  gsk_renderer_unrealize (renderer);
  gsk_render_node_unref (node);
  written = gdk_texture_save_to_png (texture, path);
  if (!written)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "the picture could not be written");
  return written;
}
