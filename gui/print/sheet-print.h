/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A case sheet on its way to a printer, or to a file. */
#pragma once

#include "gui/print/sheet.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Opens the print dialog over parent; takes a reference of the sheet while it is printed. */
void gw_sheet_print (GwSheet *sheet, GtkWindow *parent);
/* What the dialog is given: each page of the sheet, whatever paper is chosen. The caller's. */
GtkPrintOperation *gw_sheet_new_operation (GwSheet *sheet);
/* Writes A4 pages in a worker thread. FALSE with an error of GIO or of the file. */
void gw_sheet_save_async (GwSheet *sheet, const char *path, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data);
gboolean gw_sheet_save_finish (GAsyncResult *result, GError **error);

G_END_DECLS
