/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cases of a filter as a list of any length that lives with the feed. */
#pragma once

#include "gui/client/client.h"
#include "gui/model/case-filter.h"
#include "gui/model/case-slot.h"
#include "gui/model/case-store.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * A GListModel of GwCaseSlot. The first page is shown as soon as it is there; then the
 * server tells how long the list is and where its pages begin, and any page is asked for
 * when somebody looks at it. A page that comes fills slots and emits nothing; what has left
 * it or come into it meanwhile is put right once nobody scrolls. So nothing jumps.
 *
 * New cases of the feed are put where the order wants them only while the list is looked at
 * from its top; else they wait, and are counted.
 *
 * Signal "refreshed" (): the first page of a new question is there.
 * Properties: "loading" (gboolean: the first page is on its way), "failed" (gboolean),
 * "n-waiting" (guint: new cases that are not shown yet).
 */
#define GW_TYPE_CASE_LIST (gw_case_list_get_type ())
G_DECLARE_FINAL_TYPE (GwCaseList, gw_case_list, GW, CASE_LIST, GObject)

/* client may be NULL (tests): then rows come from the feed only. */
GwCaseList *gw_case_list_new (GwClient *client, GwCaseStore *store);
/* Asks anew when the filter differs; answers to earlier questions are dropped. */
void gw_case_list_set_filter (GwCaseList *self, const GwCaseFilter *filter);
/* Borrowed until the next change. */
const GwCaseFilter *gw_case_list_get_filter (GwCaseList *self);
void gw_case_list_reload (GwCaseList *self);
/* GwCaseEvent with row. */
void gw_case_list_apply (GwCaseList *self, GPtrArray *events);
/* FALSE: new cases wait; TRUE (at first): they come in, and so do those that waited. */
void gw_case_list_set_at_top (GwCaseList *self, gboolean at_top);
guint gw_case_list_get_n_waiting (GwCaseList *self);
/* Lets those that wait come in. */
void gw_case_list_take_waiting (GwCaseList *self);
/* The case at a position, without asking for it; NULL: not loaded. Borrowed. */
GwCase *gw_case_list_peek (GwCaseList *self, guint position);
/* G_MAXUINT: not among the rows that are loaded. */
guint gw_case_list_find (GwCaseList *self, const char *number);
/* TRUE while the list's length is not known yet. */
gboolean gw_case_list_has_more (GwCaseList *self);
/* TRUE when there are more cases than the list holds: the server counts so far only. */
gboolean gw_case_list_is_cut (GwCaseList *self);
gboolean gw_case_list_is_loading (GwCaseList *self);
/* Why the last page did not come; NULL when it did. Borrowed. */
const GError *gw_case_list_get_error (GwCaseList *self);

G_END_DECLS
