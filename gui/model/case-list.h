/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cases of a filter as a list that grows by pages and lives with the feed. */
#pragma once

#include "gui/client/client.h"
#include "gui/model/case-filter.h"
#include "gui/model/case-store.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * A GListModel of GwCase. Pages are asked for when somebody looks near the end; they are
 * only ever appended, so nothing jumps. Rows of the feed are put where the order wants them.
 * Signal "refreshed" (): the first page of a new question is there.
 * Properties: "loading" (gboolean: the first page is on its way), "failed" (gboolean).
 */
#define GW_TYPE_CASE_LIST (gw_case_list_get_type ())
G_DECLARE_FINAL_TYPE (GwCaseList, gw_case_list, GW, CASE_LIST, GObject)

/* client may be NULL (tests): then rows come from the feed only. */
GwCaseList *gw_case_list_new (GwClient *client, GwCaseStore *store);
/* Asks anew when the filter differs; answers to earlier questions are dropped. */
void gw_case_list_set_filter (GwCaseList *self, const GwCaseFilter *filter);
void gw_case_list_reload (GwCaseList *self);
/* GwCaseEvent with row. */
void gw_case_list_apply (GwCaseList *self, GPtrArray *events);
/* G_MAXUINT: not among the rows that are loaded. */
guint gw_case_list_find (GwCaseList *self, const char *number);
/* TRUE when the server has more rows than are loaded. */
gboolean gw_case_list_has_more (GwCaseList *self);
gboolean gw_case_list_is_loading (GwCaseList *self);
/* Why the last page did not come; NULL when it did. Borrowed. */
const GError *gw_case_list_get_error (GwCaseList *self);

G_END_DECLS
