/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many decisions on their way, and what became of each. */
#pragma once

#include "gui/model/action-queue.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Signals: "closed" (): it was read; "retry" (): those that were not done, once more. */
#define GW_TYPE_BULK_RESULT (gw_bulk_result_get_type ())
G_DECLARE_FINAL_TYPE (GwBulkResult, gw_bulk_result, GW, BULK_RESULT, GtkWidget)

void gw_bulk_result_set_queue (GwBulkResult *self, GwActionQueue *queue);
/* NULL: none is shown. */
void gw_bulk_result_set_batch (GwBulkResult *self, GwActionBatch *batch);
/* Borrowed. */
GwActionBatch *gw_bulk_result_get_batch (GwBulkResult *self);

G_END_DECLS
