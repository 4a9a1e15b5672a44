/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The open case: what, where, until when, why, what happened, and what to do now. */
#pragma once

#include "gui/model/desk.h"
#include "gui/model/nearby-cases.h"
#include "gui/model/opinion-templates.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GW_TYPE_DETAIL_VIEW (gw_detail_view_get_type ())
G_DECLARE_FINAL_TYPE (GwDetailView, gw_detail_view, GW, DETAIL_VIEW, GtkWidget)

/* Signal "acted" (string): a sentence about what was done, for a toast. */
void gw_detail_view_set_desk (GwDetailView *self, GwDesk *desk);
/* What opinions may be taken from. */
void gw_detail_view_set_templates (GwDetailView *self, GwOpinionTemplates *templates);
/* Opens the n-th action's form (0-based). */
void gw_detail_view_open_action (GwDetailView *self, guint n);
/* Opens the menu of the actions that have no button of their own. */
void gw_detail_view_open_menu (GwDetailView *self);
void gw_detail_view_focus_actions (GwDetailView *self);
/* TRUE while a form is open. */
gboolean gw_detail_view_is_writing (GwDetailView *self);
/* TRUE when nothing of the open case is still on its way. */
gboolean gw_detail_view_is_settled (GwDetailView *self);
/* Of the open case; NULL: none. Borrowed. */
const char *gw_detail_view_get_number (GwDetailView *self);
/* Says a sentence by "acted". */
void gw_detail_view_say (GwDetailView *self, const char *text);
/* Gathers the case sheet, for gw_sheet_gather_finish(). FALSE, with callback never called,
 * while no case is loaded. */
gboolean gw_detail_view_gather_sheet_async (GwDetailView *self,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);

/* Open cases near the one that lies open; NULL before there is a desk. */
GwNearbyCases *gw_detail_view_get_nearby (GwDetailView *self);

G_END_DECLS
