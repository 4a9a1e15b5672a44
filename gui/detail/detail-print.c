/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The open case on paper, or as a file. */
#define G_LOG_DOMAIN "gridward-detail"

#include "gui/detail/detail-print.h"

#include <glib/gi18n.h>

#include "gui/print/sheet-print.h"

static GtkWindow *
window_of (GwDetailView *view)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (view));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
gathered_to_print_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GwDetailView) view = data;
  g_autoptr (GwSheet) sheet = gw_sheet_gather_finish (result, NULL);

  if (sheet != NULL && window_of (view) != NULL)
    gw_sheet_print (sheet, window_of (view));
}

void
gw_detail_print (GwDetailView *view)
{
  g_autoptr (GwDetailView) held = g_object_ref (view);

  if (gw_detail_view_gather_sheet_async (view, gathered_to_print_cb, held))
    g_steal_pointer (&held);
}

/* ---- a file ---- */

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (gw_sheet_save_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
gathered_to_save_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  g_autoptr (GwSheet) sheet = gw_sheet_gather_finish (result, &error);

  if (sheet == NULL)
    g_task_return_error (task, error);
  else
    gw_sheet_save_async (sheet, g_task_get_task_data (task), NULL, saved_cb,
                         g_object_ref (task));
}

void
gw_detail_write_pdf_async (GwDetailView *view, const char *path,
                           GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (view, NULL, callback, user_data);

  g_task_set_source_tag (task, gw_detail_write_pdf_async);
  g_task_set_task_data (task, g_strdup (path), g_free);
  if (!gw_detail_view_gather_sheet_async (view, gathered_to_save_cb, g_object_ref (task)))
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "%s",
                               _ ("No case is open."));
      g_object_unref (task);
    }
}

gboolean
gw_detail_write_pdf_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (gw_detail_write_pdf_finish (result, &error))
    text = g_strdup (_ ("The case sheet was saved."));
  else
    text = g_strdup_printf (_ ("The case sheet could not be saved: %s"), error->message);
  gw_detail_view_say (GW_DETAIL_VIEW (source), text);
}

static void
chosen_cb (GwDetailView *view, int response, GtkFileChooser *chooser)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (chooser);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (response == GTK_RESPONSE_ACCEPT && path != NULL)
    gw_detail_write_pdf_async (view, path, written_cb, NULL);
  g_object_unref (chooser);
}

void
gw_detail_save_pdf (GwDetailView *view)
{
  const char *number = gw_detail_view_get_number (view);
  g_autofree char *name = g_strdup_printf ("%s.pdf", number != NULL ? number : "");
  GtkFileChooserNative *chooser;

  if (number == NULL)
    return;
  chooser = gtk_file_chooser_native_new (_ ("Save the Case Sheet"), window_of (view),
                                         GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"),
                                         _ ("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  g_signal_connect_object (chooser, "response", G_CALLBACK (chosen_cb), view,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}
