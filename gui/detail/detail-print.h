/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The open case on paper, or as a file. */
#pragma once

#include "gui/detail/detail-view.h"

G_BEGIN_DECLS

/* Each does nothing while no case is open. */
void gw_detail_print (GwDetailView *view);
/* Asks where to; what came of it is said as what was done is. */
void gw_detail_save_pdf (GwDetailView *view);
/* FALSE with an error also while no case is open. */
void gw_detail_write_pdf_async (GwDetailView *view, const char *path,
                                GAsyncReadyCallback callback, gpointer user_data);
gboolean gw_detail_write_pdf_finish (GAsyncResult *result, GError **error);

G_END_DECLS
