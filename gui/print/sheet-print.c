/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A case sheet on its way to a printer, or to a file. */
#define G_LOG_DOMAIN "gridward-print"

#include "gui/print/sheet-print.h"

#include <cairo-pdf.h>

#include "gui/print/sheet-layout.h"

/* A4 in points. */
#define WIDTH 595.28
#define HEIGHT 841.89

/* ---- a printer ---- */

typedef struct
{
  GwSheet *sheet;
  GwSheetLayout *layout; /* from begin-print on */
} Printing;

static void
printing_free (gpointer data, GClosure *closure)
{
  Printing *printing = data;

  g_clear_pointer (&printing->layout, gw_sheet_layout_free);
  gw_sheet_unref (printing->sheet);
  g_free (printing);
}

static void
begin_cb (GtkPrintOperation *operation, GtkPrintContext *context, Printing *printing)
{
  g_clear_pointer (&printing->layout, gw_sheet_layout_free);
  printing->layout =
      gw_sheet_layout_new (printing->sheet, gtk_print_context_get_width (context),
                           gtk_print_context_get_height (context));
  gtk_print_operation_set_n_pages (operation,
                                   (int)gw_sheet_layout_n_pages (printing->layout));
}

static void
draw_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page,
         Printing *printing)
{
  gw_sheet_layout_draw (printing->layout, (guint)page,
                        gtk_print_context_get_cairo_context (context));
}

static void
done_cb (GtkPrintOperation *operation, GtkPrintOperationResult result)
{
  g_autoptr (GError) error = NULL;

  if (result != GTK_PRINT_OPERATION_RESULT_ERROR)
    return;
  gtk_print_operation_get_error (operation, &error);
  g_message ("printing: %s", error != NULL ? error->message : "failed");
}

GtkPrintOperation *
gw_sheet_new_operation (GwSheet *sheet)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  Printing *printing = g_new0 (Printing, 1);

  printing->sheet = gw_sheet_ref (sheet);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_job_name (operation, sheet->detail->row->number);
  gtk_print_operation_set_allow_async (operation, TRUE);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  g_signal_connect (operation, "begin-print", G_CALLBACK (begin_cb), printing);
  g_signal_connect_data (operation, "draw-page", G_CALLBACK (draw_cb), printing,
                         printing_free, 0);
  g_signal_connect (operation, "done", G_CALLBACK (done_cb), NULL);
  return operation;
}

void
gw_sheet_print (GwSheet *sheet, GtkWindow *parent)
{
  g_autoptr (GtkPrintOperation) operation = gw_sheet_new_operation (sheet);

  /* What goes wrong from here on is told by "done". */
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, parent,
                           NULL);
}

/* ---- a file ---- */

typedef struct
{
  GwSheet *sheet;
  char *path;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  gw_sheet_unref (saving->sheet);
  g_free (saving->path);
  g_free (saving);
}

static cairo_status_t
append_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static cairo_status_t
draw_pdf (GwSheet *sheet, GByteArray *bytes)
{
  g_autoptr (GwSheetLayout) layout = gw_sheet_layout_new (sheet, WIDTH, HEIGHT);
  cairo_surface_t *surface =
      cairo_pdf_surface_create_for_stream (append_cb, bytes, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE,
                                  sheet->detail->row->number);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Gridward");
  for (guint page = 0; page < gw_sheet_layout_n_pages (layout); page++)
    {
      gw_sheet_layout_draw (layout, page, cr);
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  return status;
}

static void
save_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Saving *saving = data;
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_status_t status = draw_pdf (saving->sheet, bytes);
  GError *error = NULL;

  if (status != CAIRO_STATUS_SUCCESS)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, "%s",
                             cairo_status_to_string (status));
  else if (g_file_set_contents (saving->path, (const char *)bytes->data, (gssize)bytes->len,
                                &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
gw_sheet_save_async (GwSheet *sheet, const char *path, GCancellable *cancellable,
                     GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Saving *saving = g_new0 (Saving, 1);

  saving->sheet = gw_sheet_ref (sheet);
  saving->path = g_strdup (path);
  g_task_set_source_tag (task, gw_sheet_save_async);
  g_task_set_task_data (task, saving, saving_free);
  g_task_run_in_thread (task, save_thread);
}

gboolean
gw_sheet_save_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
