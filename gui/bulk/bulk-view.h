/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several selected cases: what they are, and one form to act on all of them. */
#pragma once

#include "gui/bulk/bulk-cases.h"
#include "gui/model/opinion-templates.h"

G_BEGIN_DECLS

/*
 * Property "wanted" (gboolean): several are selected, or the result of what was done with them
 * has not been put away. Signals: "select" (GPtrArray of numbers): these are to be selected;
 * NULL: only one again.
 */
#define GW_TYPE_BULK_VIEW (gw_bulk_view_get_type ())
G_DECLARE_FINAL_TYPE (GwBulkView, gw_bulk_view, GW, BULK_VIEW, GtkWidget)

void gw_bulk_view_set_desk (GwBulkView *self, GwDesk *desk, GtkSelectionModel *selection);
/* What opinions may be taken from. */
void gw_bulk_view_set_templates (GwBulkView *self, GwOpinionTemplates *templates);
gboolean gw_bulk_view_is_wanted (GwBulkView *self);
/* Opens the n-th action's form; n < 0: the menu of those that have no button. */
void gw_bulk_view_act (GwBulkView *self, int n);
void gw_bulk_view_focus (GwBulkView *self);

G_END_DECLS
